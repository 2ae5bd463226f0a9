// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/icons.h"

#include <QWidget>

namespace fuseboard {

/// One of our icons as a widget.
class IconView final : public QWidget
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    IconView(const Theme &theme, IconId icon, int side, QWidget *parent = nullptr);

    void setIcon(IconId icon, ColorRole role);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    IconId m_icon;
    ColorRole m_role = ColorRole::Faint;
};

} // namespace fuseboard
