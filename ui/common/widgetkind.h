// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

class QWidget;

namespace fuseboard {

/// "primary", "danger": what the style sheet goes by. Counts also where the widget has got its looks already, as a
/// button that a message box has made.
void setKind(QWidget *widget, const QString &kind);

} // namespace fuseboard
