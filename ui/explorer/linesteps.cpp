// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/linesteps.h"

#include <QKeyEvent>
#include <QLineEdit>

namespace fuseboard {

LineSteps::LineSteps(QLineEdit &line)
    : QObject(&line)
    , m_line(line)
{
    line.installEventFilter(this);
}

bool LineSteps::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QObject::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool isForRequest = (key->matches(QKeySequence::Undo) && !m_line.isUndoAvailable())
        || (key->matches(QKeySequence::Redo) && !m_line.isRedoAvailable());
    if (isForRequest)
        event->ignore(); // so that it goes on to who holds the line
    return isForRequest;
}

} // namespace fuseboard
