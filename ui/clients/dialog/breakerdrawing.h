// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/circuitbreakerconfig.h"
#include "resilience/breakerstate.h"

#include <QWidget>

namespace fuseboard {

class Theme;

/// The three states of a breaker and what leads from one to the next, with the figures of a configuration.
class BreakerDrawing final : public QWidget
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit BreakerDrawing(const Theme &theme, QWidget *parent = nullptr);

    void setConfig(const CircuitBreakerConfig &config);
    /// Whether the figures on its ways are read whole at its size.
    [[nodiscard]] bool isReadWhole() const;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] double gap() const; // between two states
    void paintState(QPainter &painter, const QRectF &box, BreakerState state, const QString &detail) const;
    void paintArrow(QPainter &painter, const QPointF &from, const QPointF &to) const;
    void paintWays(QPainter &painter, const QRectF &closed, const QRectF &open, const QRectF &halfOpen) const;
    void paintWay(QPainter &painter, const QRectF &from, const QRectF &to, const QString &text) const;

    const Theme &m_theme;
    CircuitBreakerConfig m_config;
};

} // namespace fuseboard
