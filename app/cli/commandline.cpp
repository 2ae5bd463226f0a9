// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/commandline.h"

#include "cli/nearestword.h"

#include <QCoreApplication>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

QStringList optionWords(const Command &command)
{
    QStringList words{u"--help"_s};
    const auto options = command.options();
    for (const QCommandLineOption &option : options) {
        const auto names = option.names();
        for (const QString &name : names)
            words.append((name.size() > 1 ? u"--"_s : u"-"_s) + name);
    }
    return words;
}

QString withHint(const QString &text, const QString &word, const QStringList &known)
{
    const QString near = nearestWord(word, known);
    return near.isEmpty() ? text : text + u' ' + CommandLine::tr("Did you mean %1?").arg(near);
}

} // namespace

CommandLine::CommandLine(std::vector<std::unique_ptr<Command>> commands, Terminal &terminal)
    : m_commands(std::move(commands))
    , m_terminal(terminal)
{
}

CommandLine::~CommandLine() = default;

Command *CommandLine::find(const QString &name) const
{
    const auto found = std::find_if(m_commands.begin(), m_commands.end(),
                                    [&name](const auto &command) { return command->name() == name; });
    return found == m_commands.end() ? nullptr : found->get();
}

std::optional<ExitCode> CommandLine::start(const QStringList &arguments)
{
    const QString first = arguments.value(0);
    if (first == u"--version" || first == u"-v") {
        m_terminal.print(u"fuseboard-cli "_s + QCoreApplication::applicationVersion());
        return ExitCode::Success;
    }
    if (first == u"help" && arguments.size() > 1) {
        Command *command = find(arguments.at(1));
        return command ? run(*command, {u"--help"_s}) : unknownCommand(arguments.at(1));
    }
    if (first == u"--help" || first == u"-h" || first == u"help") {
        m_terminal.print(help());
        return ExitCode::Success;
    }
    if (first.isEmpty()) {
        m_terminal.warn(help());
        return ExitCode::Usage;
    }
    Command *command = find(first);
    return command ? run(*command, arguments.sliced(1)) : unknownCommand(first);
}

void CommandLine::interrupt()
{
    if (m_running)
        m_running->interrupt();
}

std::optional<ExitCode> CommandLine::run(Command &command, const QStringList &arguments)
{
    QCommandLineParser parser;
    const QCommandLineOption helpOption({u"h"_s, u"help"_s}, tr("Show this help."));
    parser.addOptions(command.options());
    parser.addOption(helpOption);
    const bool understood = parser.parse(QStringList{command.name()} + arguments);
    if (parser.isSet(helpOption)) {
        m_terminal.print(help(command, parser));
        return ExitCode::Success;
    }
    if (!understood)
        return badOptions(command, parser);
    connect(&command, &Command::finished, this, [this](ExitCode code) {
        m_running = nullptr;
        Q_EMIT finished(code);
    });
    connect(&command, &Command::underWay, this, &CommandLine::underWay);
    m_running = &command;
    return command.start(parser);
}

ExitCode CommandLine::unknownCommand(const QString &name)
{
    QStringList known;
    for (const auto &command : m_commands)
        known.append(command->name());
    m_terminal.warn(withHint(tr("fuseboard-cli: There is no command '%1'.").arg(name), name, known));
    m_terminal.warn(tr("Try 'fuseboard-cli --help'."));
    return ExitCode::Usage;
}

ExitCode CommandLine::badOptions(const Command &command, const QCommandLineParser &parser)
{
    QString text = parser.errorText();
    if (const QStringList unknown = parser.unknownOptionNames(); !unknown.isEmpty()) {
        const QString word = (unknown.first().size() > 1 ? u"--"_s : u"-"_s) + unknown.first();
        text = withHint(tr("There is no option %1.").arg(word), word, optionWords(command));
    }
    m_terminal.warn(tr("fuseboard-cli %1: %2").arg(command.name(), text));
    m_terminal.warn(tr("Try 'fuseboard-cli %1 --help'.").arg(command.name()));
    return ExitCode::Usage;
}

QString CommandLine::help() const
{
    QString text = tr("Usage: fuseboard-cli COMMAND [options]\n\n"
                      "Sends HTTP requests through a rate limiter, a circuit breaker and retries.\n\nCommands:\n");
    for (const auto &command : m_commands)
        text += u"  %1 %2\n"_s.arg(command->name(), -10).arg(command->summary());
    return text
        + tr("\nOptions:\n"
             "  -h, --help     Show this help, or that of a command behind it.\n"
             "  -v, --version  Show the version.\n\n"
             "Exit codes: 0 all succeeded, 1 some failed, 2 usage, 3 bad configuration.");
}

QString CommandLine::help(const Command &command, const QCommandLineParser &parser)
{
    // Qt's own usage line knows nothing of commands.
    QString options = parser.helpText();
    options = options.sliced(options.indexOf(u'\n') + 1).trimmed();
    QString text = tr("Usage: fuseboard-cli %1 %2\n\n%3\n\n%4\n")
                       .arg(command.name(), command.arguments(), command.summary(), options);
    if (const QString details = command.details(); !details.isEmpty())
        text += u'\n' + details + u'\n';
    return text + u'\n' + tr("Exit codes: 0 all succeeded, 1 some failed, 2 usage, 3 bad configuration.");
}

} // namespace fuseboard
