// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <Qt>

class QFrame;
class QWidget;

namespace fuseboard {

/// A line of one pixel between two parts of a window, in the theme's colour for borders. The parent owns it.
[[nodiscard]] QFrame *makeDivider(QWidget *parent, Qt::Orientation orientation = Qt::Horizontal);

} // namespace fuseboard
