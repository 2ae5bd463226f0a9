// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

namespace fuseboard {

/// Lets somebody write with AltGr where that comes as Ctrl and Alt at once, as on Windows: a Polish ń would make a new
/// folder. A character that the layout gives for such keys goes to the text that is being written; without one, or
/// elsewhere, they are a command's.
class TypedKeys final : public QObject
{
    Q_OBJECT

public:
    /// For all texts of the program. The owner owns it.
    explicit TypedKeys(QObject *owner);

    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace fuseboard
