// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractButton>
#include <QKeySequence>
#include <QLabel>
#include <QMap>
#include <QMenuBar>
#include <QTabBar>

namespace fuseboard {

/// The texts of a window, as it is shown, that share a mnemonic: that key would only go from one to the next.
struct SharedMnemonics
{
    QStringList shared;

    explicit SharedMnemonics(const QWidget &window)
    {
        QMap<QString, QStringList> texts;
        const auto note = [&texts](const QString &text) {
            if (const QKeySequence key = QKeySequence::mnemonic(text); !key.isEmpty())
                texts[key.toString()].append(text);
        };
        for (const QWidget *widget : window.findChildren<QWidget *>()) {
            if (!widget->isVisible() || widget->window() != &window)
                continue;
            if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
                note(button->text());
            else if (const auto *label = qobject_cast<const QLabel *>(widget); label && label->buddy())
                note(label->text());
            else if (const auto *bar = qobject_cast<const QMenuBar *>(widget))
                for (const QAction *menu : bar->actions())
                    note(menu->text());
        }
        for (const QStringList &same : std::as_const(texts)) {
            if (same.size() > 1)
                shared.append(same.join(QLatin1String(", ")));
        }
    }
};

} // namespace fuseboard
