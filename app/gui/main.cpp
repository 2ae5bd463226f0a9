// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "application.h"
#include "base/systemscheduler.h"
#include "fuseboard/version.h"
#include "interrupt.h"
#include "options.h"
#include "platform.h"
#include "startup.h"
#include "translations.h"
#include "upstream/demoupstream.h"

#include <QApplication>

#include <cstdio>

using namespace fuseboard;

namespace {

/// One after the other, each with a window of its own. The demo's server is all of theirs.
int runWorkspaces(const Options &first, QApplication &qtApplication)
{
    std::optional<Options> options = first;
    int code = 0;
    SystemScheduler scheduler;
    DemoUpstream upstream(scheduler);
    Interrupt interrupt;
    interrupt.arm(Interrupt::HangUp::Asks);
    while (options) {
        Application application(*options, upstream, qtApplication);
        QObject::connect(&interrupt, &Interrupt::triggered, &application, &Application::end);
        if (const int failure = application.start())
            return failure;
        code = QApplication::exec();
        options = application.next();
    }
    return code;
}

} // namespace

int main(int argc, char *argv[])
{
    prepareProcess();
    const Options options = Options::parse(argumentsOf(argc, argv));
    switch (options.task) {
    case Options::Task::ShowHelp:
        std::fputs(qPrintable(Options::helpText()), stdout);
        return 0;
    case Options::Task::ShowVersion:
        std::printf("fuseboard %s\n", versionText);
        return 0;
    case Options::Task::RefuseUsage:
        std::fprintf(stderr, "fuseboard: %s\nTry fuseboard --help.\n", qPrintable(options.complaint));
        return 2;
    case Options::Task::Run:
        break;
    }
    choosePlatform(options);
    beginDisplayCheck();
    QApplication qtApplication(argc, argv);
    endDisplayCheck();
    installTranslations(qtApplication);
    return runWorkspaces(options, qtApplication);
}
