// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/palette.h"

#include <QWidget>

namespace fuseboard {

class Theme;

/// A level between nothing and full, with words on both sides.
class LevelBar final : public QWidget
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit LevelBar(const Theme &theme, QWidget *parent = nullptr);

    /// share: 0 … 1.
    void setLevel(const QString &name, double share, const QString &value, ColorRole role);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QString m_name;
    QString m_value;
    double m_share = 0;
    ColorRole m_role = ColorRole::Accent;
};

/// The bar alone.
void paintLevel(QPainter &painter, const QRectF &rect, double share, const QColor &fill, const QColor &track);

} // namespace fuseboard
