// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/config/limiterforecast.h"

#include <QWidget>

namespace fuseboard {

class Theme;
struct NiceScale;

/// How many requests have left in the course of one window, when more is asked for than the limiter gives.
class LimiterDrawing final : public QWidget
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit LimiterDrawing(const Theme &theme, QWidget *parent = nullptr);

    void setForecast(const LimiterForecast &forecast);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintScale(QPainter &painter, const QRectF &plot, const NiceScale &scale) const;
    void paintCurve(QPainter &painter, const QRectF &plot, double highest) const;

    const Theme &m_theme;
    LimiterForecast m_forecast;
};

} // namespace fuseboard
