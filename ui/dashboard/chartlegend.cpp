// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dashboard/chartlegend.h"

#include "common/figures.h"
#include "common/theme.h"

#include <QPainter>

namespace fuseboard {

namespace {

constexpr double legendGap = 12;

} // namespace

ChartLegend::ChartLegend(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ChartLegend::setEntries(const QList<LegendEntry> &entries)
{
    if (entries == m_entries)
        return;
    m_entries = entries;
    QStringList words;
    for (const LegendEntry &entry : entries)
        words.append(QString(entry.name + u' ' + entry.value).trimmed());
    setAccessibleName(words.join(QStringLiteral(", ")));
    update();
}

QSize ChartLegend::sizeHint() const
{
    return {120, 16};
}

void ChartLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QFont bold = m_theme.font(TextStyle::Caption);
    bold.setWeight(QFont::DemiBold);
    const QFont plain = m_theme.font(TextStyle::Caption);
    double x = 0;
    for (const LegendEntry &entry : std::as_const(m_entries)) {
        const double nameWidth = figuresWidth(bold, entry.name);
        const double valueWidth = entry.value.isEmpty() ? 0 : figuresWidth(plain, entry.value) + 4;
        const double keyWidth = entry.filled ? 12 : 14;
        if (x > 0 && x + keyWidth + nameWidth > width())
            break;
        const QColor color = m_theme.color(entry.role);
        const QRectF key = entry.filled ? QRectF(x, 4, 8, 8) : QRectF(x, 7, 10, 2);
        painter.fillRect(key, color);
        x += keyWidth;
        painter.setPen(color);
        painter.setFont(bold);
        drawFigures(painter, QRectF(x, 0, nameWidth, height()), Qt::AlignLeft | Qt::AlignVCenter, entry.name);
        x += nameWidth;
        painter.setPen(m_theme.color(ColorRole::Muted));
        painter.setFont(plain);
        if (valueWidth > 0 && x + valueWidth <= width())
            drawFigures(painter, QRectF(x + 4, 0, valueWidth, height()), Qt::AlignLeft | Qt::AlignVCenter, entry.value);
        x += valueWidth + legendGap;
    }
}

} // namespace fuseboard
