// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/iconview.h"

#include "common/theme.h"

#include <QPainter>

namespace fuseboard {

IconView::IconView(const Theme &theme, IconId icon, int side, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_icon(icon)
{
    setFixedSize(side, side);
}

void IconView::setIcon(IconId icon, ColorRole role)
{
    m_icon = icon;
    m_role = role;
    update();
}

void IconView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintIcon(painter, QRectF(rect()), m_icon, m_theme.color(m_role));
}

} // namespace fuseboard
