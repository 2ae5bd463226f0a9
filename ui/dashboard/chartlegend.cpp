// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dashboard/chartlegend.h"

#include "common/figures.h"
#include "common/theme.h"

#include <QPainter>

#include <algorithm>

namespace fuseboard {

namespace {

constexpr double widestGap = 12;
constexpr double narrowestGap = 5;

double keyWidth(const LegendEntry &entry)
{
    return entry.filled ? 12 : 14;
}

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
    setToolTip(accessibleName()); // what a narrow card cuts off
    update();
}

QSize ChartLegend::sizeHint() const
{
    return {120, 16};
}

double ChartLegend::gap(const QFont &bold, const QFont &plain) const
{
    double needed = 0;
    for (const LegendEntry &entry : m_entries) {
        const double value = entry.value.isEmpty() ? 0 : figuresWidth(plain, entry.value) + 4;
        needed += keyWidth(entry) + figuresWidth(bold, entry.name) + value;
    }
    const auto gaps = static_cast<double>(std::max<qsizetype>(1, m_entries.size() - 1));
    return std::clamp((width() - needed) / gaps, narrowestGap, widestGap);
}

void ChartLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QFont bold = m_theme.font(TextStyle::Caption);
    bold.setWeight(QFont::DemiBold);
    const QFont plain = m_theme.font(TextStyle::Caption);
    const double between = gap(bold, plain);
    double x = 0;
    const auto write = [&](const QFont &font, const QString &text, const QColor &color) {
        painter.setFont(font);
        painter.setPen(color);
        const double room = width() - x;
        const double needed = figuresWidth(font, text);
        const bool fits = needed <= room + 1;
        const QString shown = fits ? text : painter.fontMetrics().elidedText(text, Qt::ElideRight, int(room));
        drawFigures(painter, QRectF(x, 0, needed, height()), Qt::AlignLeft | Qt::AlignVCenter, shown);
        x += needed;
    };
    for (const LegendEntry &entry : std::as_const(m_entries)) {
        const QColor color = m_theme.color(entry.role);
        if (entry.dashed) {
            painter.fillRect(QRectF(x, 7, 4, 2), color);
            painter.fillRect(QRectF(x + 6, 7, 4, 2), color);
        } else {
            painter.fillRect(entry.filled ? QRectF(x, 4, 8, 8) : QRectF(x, 7, 10, 2), color);
        }
        x += keyWidth(entry);
        write(bold, entry.name, color);
        x += entry.value.isEmpty() ? 0 : 4;
        write(plain, entry.value, m_theme.color(ColorRole::Muted));
        x += between;
    }
}

} // namespace fuseboard
