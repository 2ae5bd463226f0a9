// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QKeyEvent>
#include <QLineEdit>

namespace fuseboard {

/// Leaves the keys for undo and redo to the commands of the window where a line has nothing to take back, or to make
/// anew, itself: it would claim them all the same. The line owns it.
class StepKeys final : public QObject
{
public:
    explicit StepKeys(QLineEdit &line)
        : QObject(&line)
        , m_line(line)
    {
        line.installEventFilter(this);
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::ShortcutOverride)
            return QObject::eventFilter(watched, event);
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isForWindow = (key->matches(QKeySequence::Undo) && !m_line.isUndoAvailable())
            || (key->matches(QKeySequence::Redo) && !m_line.isRedoAvailable());
        if (isForWindow)
            event->ignore();
        return isForWindow;
    }

private:
    const QLineEdit &m_line;
};

} // namespace fuseboard
