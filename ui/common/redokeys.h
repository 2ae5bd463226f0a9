// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QKeySequence>
#include <QList>

namespace fuseboard {

/// Of each desktop all that it has for Redo, its own first, and with them the two that people know from elsewhere:
/// half of the programs of a desktop have the other one.
inline QList<QKeySequence> redoKeys()
{
    QList<QKeySequence> keys = QKeySequence::keyBindings(QKeySequence::Redo);
    for (const QKeyCombination known : {Qt::CTRL | Qt::SHIFT | Qt::Key_Z, Qt::CTRL | Qt::Key_Y}) {
        if (!keys.contains(QKeySequence(known)))
            keys.append(QKeySequence(known));
    }
    return keys;
}

} // namespace fuseboard
