// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAccessible>
#include <QStringList>
#include <QWidget>

namespace fuseboard {

/// The visible controls of a window that take the focus: how many, and the classes of those that a screen reader has no
/// name for.
struct AccessibleNames
{
    int checked = 0;
    QStringList unnamed;

    explicit AccessibleNames(const QWidget &window)
    {
        const QList<QWidget *> widgets = window.findChildren<QWidget *>();
        for (QWidget *widget : widgets) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() || widget->focusProxy())
                continue;
            ++checked;
            const QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
            const QString name = accessible ? accessible->text(QAccessible::Name) : QString();
            if (name.isEmpty() && !widget->objectName().startsWith(QLatin1String("qt_"))) // parts of Qt's own
                unnamed.append(QString::fromLatin1(widget->metaObject()->className()));
        }
    }
};

} // namespace fuseboard
