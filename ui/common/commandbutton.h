// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPushButton>

class QAction;

namespace fuseboard {

/// A button that runs a command: it can be pressed when the command can be run, and tells its key.
class CommandButton final : public QPushButton
{
    Q_OBJECT

public:
    /// The command must outlive it. Its own text is used unless another one is given.
    explicit CommandButton(QAction &command, const QString &text = {}, QWidget *parent = nullptr);

private:
    void follow();

    QAction &m_command;
};

} // namespace fuseboard
