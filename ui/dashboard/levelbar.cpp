// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dashboard/levelbar.h"

#include "common/figures.h"
#include "common/theme.h"

#include <QPainter>

#include <algorithm>

namespace fuseboard {

LevelBar::LevelBar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void LevelBar::setLevel(const QString &name, double share, const QString &value, ColorRole role)
{
    m_name = name;
    m_share = share;
    m_value = value;
    m_role = role;
    setAccessibleName(name + u' ' + value);
    update();
}

QSize LevelBar::sizeHint() const
{
    return {200, 20};
}

void LevelBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(m_theme.font(TextStyle::Body));
    painter.setPen(m_theme.color(ColorRole::Muted));
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, m_name);
    const double left = painter.fontMetrics().horizontalAdvance(m_name) + 8;
    const QFont strong = m_theme.font(TextStyle::Strong);
    const double right = width() - figuresWidth(strong, m_value) - 8;
    paintLevel(painter, QRectF(left, height() / 2.0 - 4, std::max(right - left, 0.0), 8), m_share,
               m_theme.color(m_role), m_theme.color(ColorRole::Track));
    painter.setFont(strong);
    painter.setPen(m_theme.color(ColorRole::Text));
    drawFigures(painter, QRectF(rect()), Qt::AlignRight | Qt::AlignVCenter, m_value);
}

void paintLevel(QPainter &painter, const QRectF &rect, double share, const QColor &fill, const QColor &track)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const double round = rect.height() / 2;
    painter.setBrush(track);
    painter.drawRoundedRect(rect, round, round);
    const double filled = rect.width() * std::clamp(share, 0.0, 1.0);
    if (filled > 0) {
        painter.setBrush(fill);
        painter.drawRoundedRect(QRectF(rect.topLeft(), QSizeF(std::max(filled, rect.height()), rect.height())), round,
                                round);
    }
    painter.restore();
}

} // namespace fuseboard
