// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cliprocess.h"

#include <QTest>

#ifdef Q_OS_UNIX
#include <csignal>
#endif
#ifdef Q_OS_LINUX
#include <linux/capability.h>
#include <sys/prctl.h>
#endif

namespace fuseboard {

namespace {

/// Permissions do not bind the superuser. They bind what he runs once this is said; to others it means nothing.
void giveUpReadingEverything()
{
#ifdef Q_OS_LINUX
    ::prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE);
    ::prctl(PR_CAPBSET_DROP, CAP_DAC_READ_SEARCH);
#endif
}

} // namespace

CliProcess::CliProcess(const QStringList &arguments, const QStringList &environment)
{
    auto variables = QProcessEnvironment::systemEnvironment();
    variables.insert(QStringLiteral("XDG_CACHE_HOME"), m_cache.path());
    for (const QString &assignment : environment)
        variables.insert(assignment.section(u'=', 0, 0), assignment.section(u'=', 1));
    m_process.setProcessEnvironment(variables);
#ifdef Q_OS_UNIX
    m_process.setChildProcessModifier(giveUpReadingEverything);
#endif
    m_process.start(qEnvironmentVariable("FUSEBOARD_CLI"), arguments);
}

CliProcess::~CliProcess()
{
    if (isRunning()) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

void CliProcess::waitForEnd()
{
    QTRY_VERIFY_WITH_TIMEOUT(!isRunning(), 20'000);
}

void CliProcess::interrupt()
{
#ifdef Q_OS_UNIX
    signal(SIGINT);
#endif
}

void CliProcess::signal(int number)
{
#ifdef Q_OS_UNIX
    ::kill(static_cast<pid_t>(m_process.processId()), number);
#else
    Q_UNUSED(number)
#endif
}

int CliProcess::exitCode() const
{
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

} // namespace fuseboard
