// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shell/railbutton.h"

#include "common/focus.h"
#include "common/theme.h"

#include <QPainter>

namespace fuseboard {

RailButton::RailButton(const Theme &theme, IconId icon, const QString &text, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_icon(icon)
{
    setText(text);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize RailButton::sizeHint() const
{
    return {72, 56};
}

void RailButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = QRectF(rect()).adjusted(1, 1, -1, -1);
    if (isChecked() || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(isChecked() ? ColorRole::AccentSoft : ColorRole::Hover));
        painter.drawRoundedRect(area, 6, 6);
    }
    if (showsFocus(this)) {
        painter.setPen(QPen(m_theme.color(ColorRole::FocusRing), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(area, 6, 6);
    }
    const ColorRole ink = isChecked() ? ColorRole::AccentText : underMouse() ? ColorRole::Text : ColorRole::Muted;
    paintIcon(painter, QRectF((width() - 20) / 2.0, text().isEmpty() ? (height() - 20) / 2.0 : 9, 20, 20), m_icon,
              m_theme.color(ink));
    painter.setFont(m_theme.font(TextStyle::Caption));
    painter.setPen(m_theme.color(ink));
    painter.drawText(QRectF(0, 31, width(), 18), Qt::AlignCenter, text());
}

} // namespace fuseboard
