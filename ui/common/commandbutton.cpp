// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/commandbutton.h"

#include <QAction>

namespace fuseboard {

using namespace Qt::StringLiterals;

CommandButton::CommandButton(QAction &command, const QString &text, QWidget *parent)
    : QPushButton(parent)
    , m_command(command)
{
    // The command's own letter belongs to the menu that it is in.
    setText(text.isEmpty() ? m_command.text().remove(u'&') : text);
    setAutoDefault(false);
    connect(this, &QPushButton::clicked, &m_command, &QAction::trigger);
    connect(&m_command, &QAction::changed, this, &CommandButton::follow);
    follow();
}

void CommandButton::follow()
{
    setEnabled(m_command.isEnabled());
    const QString keys = m_command.shortcut().toString(QKeySequence::NativeText);
    setToolTip(keys.isEmpty() ? m_command.toolTip() : u"%1 (%2)"_s.arg(m_command.toolTip(), keys));
}

} // namespace fuseboard
