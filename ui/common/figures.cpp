// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/figures.h"

#include <QFontMetricsF>
#include <QPainter>

namespace fuseboard {

namespace {

double widestDigit(const QFontMetricsF &metrics)
{
    double width = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        width = std::max(width, metrics.horizontalAdvance(QChar(digit)));
    return width;
}

bool isAsciiDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

/// Calls draw(offset, text, cellWidth) for each digit and each run between digits; returns the whole width.
template<class Draw>
double walkFigures(const QFontMetricsF &metrics, const QString &text, Draw draw)
{
    const double cell = widestDigit(metrics);
    double x = 0;
    for (qsizetype i = 0; i < text.size();) {
        qsizetype end = i + 1;
        const bool digit = isAsciiDigit(text.at(i));
        while (!digit && end < text.size() && !isAsciiDigit(text.at(end)))
            ++end;
        const QString piece = text.sliced(i, end - i);
        const double advance = metrics.horizontalAdvance(piece);
        const double width = digit ? cell : advance;
        draw(x + (width - advance) / 2, piece);
        x += width;
        i = end;
    }
    return x;
}

} // namespace

double figuresWidth(const QFont &font, const QString &text)
{
    return walkFigures(QFontMetricsF(font), text, [](double, const QString &) {});
}

void drawFigures(QPainter &painter, const QRectF &rect, Qt::Alignment alignment, const QString &text)
{
    const QFontMetricsF metrics(painter.font(), painter.device());
    double left = rect.left();
    if (alignment & Qt::AlignRight)
        left = rect.right() - figuresWidth(painter.font(), text);
    else if (alignment & Qt::AlignHCenter)
        left = rect.center().x() - figuresWidth(painter.font(), text) / 2;
    double baseline = rect.top() + metrics.ascent();
    if (alignment & Qt::AlignVCenter)
        baseline = rect.top() + (rect.height() + metrics.ascent() - metrics.descent()) / 2;
    else if (alignment & Qt::AlignBottom)
        baseline = rect.bottom() - metrics.descent();
    baseline = std::round(baseline);
    walkFigures(metrics, text,
                [&](double x, const QString &piece) { painter.drawText(QPointF(left + x, baseline), piece); });
}

} // namespace fuseboard
