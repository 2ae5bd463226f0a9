// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/commandline.h"
#include "cli/democommand.h"
#include "cli/exportcommand.h"
#include "cli/sendcommand.h"
#include "cli/upstreamcommand.h"
#include "cli/validatecommand.h"
#include "interrupt.h"
#include "startup.h"
#include "translations.h"

#include <QCoreApplication>

#ifdef Q_OS_WIN
#include <windows.h>
#endif

using namespace fuseboard;

namespace {

std::vector<std::unique_ptr<Command>> allCommands(Terminal &terminal)
{
    std::vector<std::unique_ptr<Command>> commands;
    commands.push_back(std::make_unique<SendCommand>(terminal));
    commands.push_back(std::make_unique<ValidateCommand>(terminal));
    commands.push_back(std::make_unique<ExportCommand>(terminal));
    commands.push_back(std::make_unique<UpstreamCommand>(terminal));
    commands.push_back(std::make_unique<DemoCommand>(terminal));
    return commands;
}

/// A success whose results did not arrive is none.
int exitStatus(ExitCode code, const Terminal &terminal)
{
    const bool lost = code == ExitCode::Success && terminal.hasLostOutput();
    return static_cast<int>(lost ? ExitCode::SomeFailed : code);
}

} // namespace

int main(int argc, char *argv[])
{
#ifdef Q_OS_WIN
    ::SetConsoleOutputCP(CP_UTF8);
#endif
    prepareProcess();
    Interrupt::keepStandardStreams();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("fuseboard-cli"));
    QCoreApplication::setApplicationVersion(QStringLiteral(FUSEBOARD_VERSION));
    installTranslations(application);
    Interrupt interrupt;
    Terminal terminal;
    CommandLine commandLine(allCommands(terminal), terminal);
    QObject::connect(&commandLine, &CommandLine::underWay, &interrupt, [&interrupt] { interrupt.arm(); });
    QObject::connect(&interrupt, &Interrupt::triggered, &commandLine, &CommandLine::interrupt);
    QObject::connect(&terminal, &Terminal::broken, &commandLine, &CommandLine::interrupt);
    QObject::connect(&commandLine, &CommandLine::finished, &application,
                     [&terminal](ExitCode code) { QCoreApplication::exit(exitStatus(code, terminal)); });
    const auto done = commandLine.start(QCoreApplication::arguments().sliced(1));
    return done ? exitStatus(*done, terminal) : QCoreApplication::exec();
}
