// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/keyalias.h"

#include <QCoreApplication>
#include <QKeyEvent>

namespace fuseboard {

KeyAlias::KeyAlias(QKeyCombination keys, QKeyCombination meaning, QObject *owner)
    : QObject(owner)
    , m_keys(keys)
    , m_meaning(meaning)
{
    QCoreApplication::instance()->installEventFilter(this);
}

bool KeyAlias::eventFilter(QObject *watched, QEvent *event)
{
    const bool isPress = event->type() == QEvent::KeyPress;
    if ((!isPress && event->type() != QEvent::ShortcutOverride) || !watched->isWidgetType())
        return false;
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->keyCombination() != m_keys)
        return false;
    QKeyEvent meant(event->type(), m_meaning.key(), m_meaning.keyboardModifiers(), QString(), key->isAutoRepeat(),
                    quint16(key->count()));
    meant.setAccepted(event->isAccepted());
    QCoreApplication::sendEvent(watched, &meant);
    // It has gone from widget to widget, and is not to go that way once more from the next one. Whether it is wanted
    // at all is another question.
    event->setAccepted(isPress || meant.isAccepted());
    return true;
}

} // namespace fuseboard
