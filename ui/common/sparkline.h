// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/palette.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace fuseboard {

class Theme;

/// A line of values without axes, oldest first; empty values are gaps.
class SparkLine final : public QWidget
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit SparkLine(const Theme &theme, QWidget *parent = nullptr);

    void setValues(std::vector<std::optional<double>> values);
    void setRole(ColorRole role);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    std::vector<std::optional<double>> m_values;
    ColorRole m_role = ColorRole::Accent;
};

/// The line alone, for widgets that paint themselves. The lowest value lies on the lower edge; the height stands for
/// at least four fifths of the highest, so that small changes look small.
void paintSparkLine(QPainter &painter, const QRectF &rect, const std::vector<std::optional<double>> &values,
                    const QColor &color);

} // namespace fuseboard
