// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/exitcode.h"
#include "cli/terminal.h"

#include <QCommandLineOption>
#include <QCommandLineParser>
#include <QObject>

#include <optional>

namespace fuseboard {

/// One command of the program: "fuseboard-cli NAME …".
class Command : public QObject
{
    Q_OBJECT

public:
    explicit Command(Terminal &terminal);
    ~Command() override;

    [[nodiscard]] virtual QString name() const = 0;
    /// One line for the list of commands.
    [[nodiscard]] virtual QString summary() const = 0;
    /// What stands behind the name in the usage line.
    [[nodiscard]] virtual QString arguments() const = 0;
    /// Paragraphs behind the options in the help; may be empty.
    [[nodiscard]] virtual QString details() const;
    [[nodiscard]] virtual QList<QCommandLineOption> options() const = 0;

    /// Starts, with arguments that could be parsed. Returns the exit code where it is done at once; otherwise
    /// finished() follows from the event loop.
    virtual std::optional<ExitCode> start(const QCommandLineParser &arguments) = 0;
    /// Ctrl+C, or nobody reads: end soon, with the summary.
    virtual void interrupt();

Q_SIGNALS:
    /// From now on interrupt() ends it in good order. Until then, as while it reads its input, it may be cut short.
    void underWay();
    void finished(fuseboard::ExitCode code);

protected:
    /// Tells what is wrong with the arguments, and where to find help.
    ExitCode usageError(const QString &text);
    [[nodiscard]] Terminal &terminal() { return m_terminal; }
    [[nodiscard]] const Terminal &terminal() const { return m_terminal; }

private:
    Terminal &m_terminal;
};

} // namespace fuseboard
