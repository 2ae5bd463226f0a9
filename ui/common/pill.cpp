// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/pill.h"

#include <QPainter>

namespace fuseboard {

Pill::Pill(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Pill::setBadge(const Badge &badge)
{
    if (badge == m_badge)
        return;
    m_badge = badge;
    setAccessibleName(badge.text);
    updateGeometry();
    update();
}

QSize Pill::sizeHint() const
{
    return m_badge.text.isEmpty() ? QSize(0, 20) : badgeSize(m_theme, m_badge).toSize();
}

QSize Pill::minimumSizeHint() const
{
    return sizeHint();
}

void Pill::paintEvent(QPaintEvent *)
{
    if (m_badge.text.isEmpty())
        return;
    QPainter painter(this);
    paintBadge(painter, QRectF(rect()), m_theme, m_badge);
}

} // namespace fuseboard
