// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

class QWidget;

namespace fuseboard {

// Properties that the style sheet goes by, changed while the widget is shown.

/// "muted", "error", "accent": of a label.
void setRank(QWidget *label, const QString &rank);
/// Marks a control as faulty.
void setInvalid(QWidget *control, bool invalid);

} // namespace fuseboard
