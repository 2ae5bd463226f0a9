// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/claimedkeys.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QWidget>

namespace fuseboard {

ClaimedKeys::ClaimedKeys(QKeyCombination keys, QWidget *window)
    : QObject(window)
    , m_keys(keys)
    , m_window(window)
{
    QCoreApplication::instance()->installEventFilter(this);
}

bool ClaimedKeys::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ShortcutOverride)
        return false;
    const auto *widget = qobject_cast<const QWidget *>(watched);
    if (!widget || widget->window() != m_window || static_cast<QKeyEvent *>(event)->keyCombination() != m_keys)
        return false;
    event->ignore();
    return true;
}

} // namespace fuseboard
