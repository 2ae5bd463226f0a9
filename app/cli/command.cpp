// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/command.h"

namespace fuseboard {

Command::Command(Terminal &terminal)
    : m_terminal(terminal)
{
}

Command::~Command() = default;

QString Command::details() const
{
    return {};
}

void Command::interrupt() { }

ExitCode Command::usageError(const QString &text)
{
    m_terminal.warn(tr("fuseboard-cli %1: %2").arg(name(), text));
    m_terminal.warn(tr("Try 'fuseboard-cli %1 --help'.").arg(name()));
    return ExitCode::Usage;
}

} // namespace fuseboard
