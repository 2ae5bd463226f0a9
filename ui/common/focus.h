// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

namespace fuseboard {

/// Whether a widget that paints itself shows that it has the focus: only to whoever moves about with the keyboard.
/// Somebody who clicks knows where the mouse is.
inline bool showsFocus(const QWidget *widget)
{
    return widget && widget->hasFocus() && widget->window()->testAttribute(Qt::WA_KeyboardFocusChange);
}

} // namespace fuseboard
