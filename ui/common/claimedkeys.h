// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QKeyCombination>
#include <QObject>

class QWidget;

namespace fuseboard {

/// Keeps keys for a command of the window where a line of text would take them for itself: on X11 Ctrl+E goes to the
/// end of a line.
class ClaimedKeys final : public QObject
{
    Q_OBJECT

public:
    /// window: has the command; dialogs over it keep their keys. It owns this.
    ClaimedKeys(QKeyCombination keys, QWidget *window);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    const QKeyCombination m_keys;
    const QWidget *m_window;
};

} // namespace fuseboard
