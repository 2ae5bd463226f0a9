// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/iconengine.h"

#include <QPainter>

namespace fuseboard {

IconEngine::IconEngine(const Theme &theme, IconId id, ColorRole normal, ColorRole active)
    : m_theme(&theme)
    , m_id(id)
    , m_normal(normal)
    , m_active(active)
{
}

void IconEngine::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state)
{
    if (!m_theme)
        return;
    const int side = std::min(rect.width(), rect.height());
    const QRect square(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, side, side);
    const bool active = state == QIcon::On || mode == QIcon::Selected;
    const ColorRole role = mode == QIcon::Disabled ? ColorRole::Faint : active ? m_active : m_normal;
    paintIcon(*painter, square, m_id, m_theme->color(role));
}

QPixmap IconEngine::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state)
{
    QPixmap result(size);
    result.fill(Qt::transparent);
    QPainter painter(&result);
    paint(&painter, QRect(QPoint(), size), mode, state);
    return result;
}

QPixmap IconEngine::scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale)
{
    // size is in device pixels already; the ratio is set by QIcon.
    Q_UNUSED(scale)
    return pixmap(size, mode, state);
}

QIconEngine *IconEngine::clone() const
{
    return new IconEngine(*this);
}

QString IconEngine::key() const
{
    return QStringLiteral("fuseboard");
}

} // namespace fuseboard
