// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/environmentconfig.h"

#include <QWidget>

namespace fuseboard {

class Theme;

/// A line in the colour of the environment across the window; hidden where it has none. The name stands in the status
/// line and in the window's title.
class EnvironmentStrip final : public QWidget
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit EnvironmentStrip(const Theme &theme, QWidget *parent = nullptr);

    void setEnvironment(const EnvironmentConfig &environment);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    EnvironmentColor m_color = EnvironmentColor::None;
};

} // namespace fuseboard
