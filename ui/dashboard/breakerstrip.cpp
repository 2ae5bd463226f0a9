// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dashboard/breakerstrip.h"

#include "common/presentation.h"
#include "common/theme.h"
#include "models/breakerwording.h"

#include <QPainter>

namespace fuseboard {

namespace {

constexpr int leastStrip = 26;
constexpr int mostStrip = 220;
constexpr int underStrip = 20; // for the words at the ends
constexpr double stripEdge = 2;

} // namespace

BreakerStrip::BreakerStrip(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setMinimumHeight(leastStrip + underStrip);
    setMaximumHeight(mostStrip + underStrip);
}

void BreakerStrip::setSpans(const QList<BreakerSpan> &spans, const QString &begin, const QString &end)
{
    if (spans == m_spans && begin == m_begin && end == m_end)
        return;
    m_spans = spans;
    m_begin = begin;
    m_end = end;
    update();
}

void BreakerStrip::setEndMark(const QString &text)
{
    if (text == m_endMark)
        return;
    m_endMark = text;
    update();
}

QSize BreakerStrip::sizeHint() const
{
    return {200, leastStrip + underStrip};
}

double BreakerStrip::stripHeight() const
{
    return height() - underStrip;
}

void BreakerStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(m_theme.font(TextStyle::Caption));
    painter.fillRect(QRectF(0, 0, width(), stripHeight()), m_theme.color(ColorRole::Track));
    for (const BreakerSpan &span : m_spans)
        paintSpan(painter, span);
    painter.setPen(m_theme.color(ColorRole::Muted));
    const QRectF ends(0, stripHeight() + 3, width(), 16);
    painter.drawText(ends, Qt::AlignLeft | Qt::AlignVCenter, m_begin);
    painter.drawText(ends, Qt::AlignRight | Qt::AlignVCenter, m_endMark.isEmpty() ? m_end : m_endMark);
}

void BreakerStrip::paintSpan(QPainter &painter, const BreakerSpan &span) const
{
    const Tone tone = toneOf(span.state);
    // A short opening is what one looks for: never thinner than two pixels; a hairline of the card between states.
    const double left = std::min<double>(std::round(span.from * width()), width() - 2);
    const double right = std::max(std::round(span.to * width()) - 1, left + 2);
    const QRectF area(left, 0, right - left, stripHeight());
    painter.fillRect(area, m_theme.color(softRole(tone)));
    painter.fillRect(QRectF(left, stripHeight() - stripEdge, area.width(), stripEdge), m_theme.color(fillRole(tone)));
    const QString word = wording::word(span.state);
    if (painter.fontMetrics().horizontalAdvance(word) + 8 > area.width())
        return;
    painter.setPen(m_theme.color(textRole(tone)));
    // Beside the edge of a low strip, at the top of a high one, as in the charts.
    const QRectF first(left + 5, 0, area.width(), leastStrip - stripEdge);
    painter.drawText(first, Qt::AlignLeft | Qt::AlignVCenter, word);
}

} // namespace fuseboard
