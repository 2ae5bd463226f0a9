// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/sparkline.h"

#include "common/theme.h"

#include <QPainter>

#include <algorithm>

namespace fuseboard {

namespace {

struct SparkRange
{
    double low = 0;
    double high = 0;
};

std::optional<SparkRange> rangeOf(const std::vector<std::optional<double>> &values)
{
    std::optional<SparkRange> range;
    for (const auto &value : values) {
        if (!value)
            continue;
        if (!range)
            range = SparkRange{*value, *value};
        range->low = std::min(range->low, *value);
        range->high = std::max(range->high, *value);
    }
    return range;
}

} // namespace

SparkLine::SparkLine(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
}

void SparkLine::setValues(std::vector<std::optional<double>> values)
{
    if (values == m_values)
        return;
    m_values = std::move(values);
    update();
}

void SparkLine::setRole(ColorRole role)
{
    m_role = role;
    update();
}

QSize SparkLine::sizeHint() const
{
    return {120, 28};
}

void SparkLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintSparkLine(painter, QRectF(rect()), m_values, m_theme.color(m_role));
}

void paintSparkLine(QPainter &painter, const QRectF &rect, const std::vector<std::optional<double>> &values,
                    const QColor &color)
{
    const auto range = rangeOf(values);
    if (!range || values.size() < 2)
        return;
    const QRectF area = rect.adjusted(1, 2, -1, -2);
    const double step = area.width() / static_cast<double>(values.size() - 1);
    // Noise around a steady value must not look like an earthquake.
    const double span = std::max({range->high - range->low, range->high * 0.8, 1e-9});
    const auto pointAt = [&](std::size_t i) {
        const double share = (*values[i] - range->low) / span;
        return QPointF(area.left() + step * static_cast<double>(i), area.bottom() - share * area.height());
    };

    // Single segments: one polyline with a wide pen costs many times as much on noisy data.
    QList<QLineF> lines;
    lines.reserve(static_cast<qsizetype>(values.size()));
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!values[i])
            continue;
        const bool joined = i > 0 && values[i - 1];
        if (joined)
            lines.append(QLineF(pointAt(i - 1), pointAt(i)));
        else if (i + 1 == values.size() || !values[i + 1])
            lines.append(QLineF(std::max(pointAt(i).x() - step / 2, area.left()), pointAt(i).y(),
                                std::min(pointAt(i).x() + step / 2, area.right()), pointAt(i).y()));
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawLines(lines);
    painter.restore();
}

} // namespace fuseboard
