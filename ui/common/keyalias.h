// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QKeyCombination>
#include <QObject>

namespace fuseboard {

/// Makes keys mean what others mean to every widget of the program: a line of text knows the keys of its desktop alone,
/// and would leave Ctrl+Y on X11 to a command of the window, which makes anew something else than the text.
class KeyAlias final : public QObject
{
    Q_OBJECT

public:
    /// Shortcuts go by the keys that are pressed: a command has to have both. The owner owns it.
    KeyAlias(QKeyCombination keys, QKeyCombination meaning, QObject *owner);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    const QKeyCombination m_keys;
    const QKeyCombination m_meaning;
};

} // namespace fuseboard
