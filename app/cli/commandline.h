// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"

#include <memory>
#include <vector>

namespace fuseboard {

/// Finds the command that the arguments name, checks its options, answers --help and --version.
class CommandLine final : public QObject
{
    Q_OBJECT

public:
    CommandLine(std::vector<std::unique_ptr<Command>> commands, Terminal &terminal);
    ~CommandLine() override;

    /// arguments without the program's name. Returns the exit code where all is done; otherwise finished() follows.
    std::optional<ExitCode> start(const QStringList &arguments);
    /// For the command that runs.
    void interrupt();

Q_SIGNALS:
    void underWay();
    void finished(fuseboard::ExitCode code);

private:
    std::optional<ExitCode> run(Command &command, const QStringList &arguments);
    [[nodiscard]] Command *find(const QString &name) const;
    [[nodiscard]] QString help() const;
    [[nodiscard]] static QString help(const Command &command, const QCommandLineParser &parser);
    ExitCode unknownCommand(const QString &name);
    ExitCode badOptions(const Command &command, const QCommandLineParser &parser);

    std::vector<std::unique_ptr<Command>> m_commands;
    Terminal &m_terminal;
    Command *m_running = nullptr;
};

} // namespace fuseboard
