// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/wheelguard.h"

#include <QEvent>
#include <QWidget>

namespace fuseboard {

WheelGuard::WheelGuard(QWidget &control)
    : QObject(&control)
    , m_control(control)
{
    control.setFocusPolicy(Qt::StrongFocus);
    control.installEventFilter(this);
}

bool WheelGuard::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::Wheel || m_control.hasFocus())
        return QObject::eventFilter(watched, event);
    event->ignore(); // so that it goes on to the area
    return true;
}

} // namespace fuseboard
