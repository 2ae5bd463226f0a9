// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

class QContextMenuEvent;
class QKeyEvent;
class QLineEdit;
class QMouseEvent;

namespace fuseboard {

/// Sees to it that a line which shows a secret is copied by way of the SecretClipboard only: by the keys and the menu
/// that copy from any line. The mouse selects nothing of it meanwhile, since that is dragged away, or is a copy by
/// itself where the middle button pastes.
class ShownSecret final : public QObject
{
    Q_OBJECT

public:
    /// A child of the line.
    explicit ShownSecret(QLineEdit &line);

    void setShown(bool isShown) { m_isShown = isShown; }

Q_SIGNALS:
    void copyAsked(const QString &secret);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool pressKey(const QKeyEvent &event);
    bool useMouse(const QMouseEvent &event);
    void showMenu(const QContextMenuEvent &event);
    void copy();

    QLineEdit &m_line;
    bool m_isShown = false;
};

} // namespace fuseboard
