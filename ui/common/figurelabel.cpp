// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/figurelabel.h"

#include "common/figures.h"
#include "common/theme.h"

#include <QFontMetrics>
#include <QPainter>

namespace fuseboard {

FigureLabel::FigureLabel(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void FigureLabel::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    setAccessibleName(text);
    const int width = static_cast<int>(std::ceil(figuresWidth(m_theme.font(TextStyle::Small), text)));
    if (width > m_width) {
        m_width = width;
        updateGeometry();
    }
    update();
}

QSize FigureLabel::sizeHint() const
{
    return {m_width, QFontMetrics(m_theme.font(TextStyle::Small)).height()}; // on one line with a QLabel
}

QSize FigureLabel::minimumSizeHint() const
{
    return sizeHint();
}

void FigureLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(m_theme.font(TextStyle::Small));
    painter.setPen(m_theme.color(ColorRole::Muted));
    drawFigures(painter, QRectF(rect()), Qt::AlignRight | Qt::AlignVCenter, m_text);
}

} // namespace fuseboard
