// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/icons.h"
#include "common/theme.h"

#include <QIconEngine>
#include <QPointer>

namespace fuseboard {

/// Draws one of our icons in the theme's colours of the moment.
class IconEngine final : public QIconEngine
{
public:
    IconEngine(const Theme &theme, IconId id, ColorRole normal, ColorRole active);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override;
    QIconEngine *clone() const override;
    QString key() const override;

private:
    QPointer<const Theme> m_theme;
    IconId m_id;
    ColorRole m_normal;
    ColorRole m_active;
};

} // namespace fuseboard
