// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cliprocess.h"

#include <QTest>

#ifdef Q_OS_UNIX
#include <csignal>
#endif

namespace fuseboard {

CliProcess::CliProcess(const QStringList &arguments, const QStringList &environment)
{
    auto variables = QProcessEnvironment::systemEnvironment();
    variables.insert(QStringLiteral("XDG_CACHE_HOME"), m_cache.path());
    for (const QString &assignment : environment)
        variables.insert(assignment.section(u'=', 0, 0), assignment.section(u'=', 1));
    m_process.setProcessEnvironment(variables);
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
    ::kill(static_cast<pid_t>(m_process.processId()), SIGINT);
#endif
}

int CliProcess::exitCode() const
{
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

} // namespace fuseboard
