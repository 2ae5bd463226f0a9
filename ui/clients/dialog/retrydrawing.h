// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/config/retryforecast.h"

#include <QWidget>

namespace fuseboard {

class Theme;

/// The attempts of a call one after the other, with the wait before each retry and the band that its jitter spreads
/// over.
class RetryDrawing final : public QWidget
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit RetryDrawing(const Theme &theme, QWidget *parent = nullptr);

    void setForecast(const RetryForecast &forecast);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintAttempt(QPainter &painter, double x, double y, int number) const;
    void paintWait(QPainter &painter, const QRectF &wait, const RetryForecast::Step &step, double perSecond) const;

    const Theme &m_theme;
    RetryForecast m_forecast;
};

} // namespace fuseboard
