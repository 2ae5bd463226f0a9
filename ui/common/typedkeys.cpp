// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/typedkeys.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QWidget>

namespace fuseboard {

TypedKeys::TypedKeys(QObject *owner)
    : QObject(owner)
{
    QCoreApplication::instance()->installEventFilter(this);
}

bool TypedKeys::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ShortcutOverride)
        return false;
    const auto *widget = qobject_cast<const QWidget *>(watched);
    // What is read only, or no text, has it not.
    if (!widget || !widget->testAttribute(Qt::WA_InputMethodEnabled))
        return false;
    const auto *key = static_cast<QKeyEvent *>(event);
    constexpr Qt::KeyboardModifiers both = Qt::ControlModifier | Qt::AltModifier;
    if ((key->modifiers() & both) != both || key->text().isEmpty() || !key->text().front().isPrint())
        return false;
    event->accept(); // no shortcut is looked for
    return true;
}

} // namespace fuseboard
