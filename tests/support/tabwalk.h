// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAccessible>
#include <QApplication>
#include <QSet>
#include <QStringList>
#include <QTest>
#include <QWidget>

namespace fuseboard {

/// Where Tab leads in an active window, from where the focus is until it comes round: how many controls, and the names
/// of those that can be seen, want to be reached by it and are not.
struct TabWalk
{
    int reached = 0;
    QStringList missed;

    explicit TabWalk(const QWidget &window)
    {
        constexpr int longest = 400; // so many are in no window
        QSet<const QWidget *> seen;
        for (int step = 0; step < longest; ++step) {
            QWidget *focus = QApplication::focusWidget();
            if (!focus || seen.contains(focus))
                break;
            seen.insert(focus);
            QTest::keyClick(focus, Qt::Key_Tab);
        }
        reached = int(seen.size());
        const QList<QWidget *> widgets = window.findChildren<QWidget *>();
        for (QWidget *widget : widgets) {
            const bool wantsTab = (widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy();
            if (!wantsTab || !widget->isVisible() || !widget->isEnabled() || seen.contains(widget))
                continue;
            const QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
            missed.append(QString::fromLatin1(widget->metaObject()->className()) + QLatin1Char(' ')
                          + (accessible ? accessible->text(QAccessible::Name) : QString()));
        }
    }
};

} // namespace fuseboard
