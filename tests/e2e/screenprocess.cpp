// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "screenprocess.h"

#include <QTest>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#endif

namespace fuseboard {

#ifdef Q_OS_UNIX

ScreenProcess::ScreenProcess(const QStringList &arguments, int columns)
{
    m_screen = ::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
    const bool ready = m_screen >= 0 && ::grantpt(m_screen) == 0 && ::unlockpt(m_screen) == 0;
    const int end = ready ? ::open(::ptsname(m_screen), O_RDWR | O_NOCTTY) : -1;
    winsize size{};
    size.ws_col = static_cast<unsigned short>(columns);
    size.ws_row = 24;
    ::ioctl(end, TIOCSWINSZ, &size);
    m_process.setChildProcessModifier([end] { ::dup2(end, STDOUT_FILENO); });
    m_process.start(qEnvironmentVariable("FUSEBOARD_CLI"), arguments);
    m_process.waitForStarted(); // the child has its copy of the screen's end only then
    ::close(end);
}

ScreenProcess::~ScreenProcess()
{
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished();
    }
    ::close(m_screen);
}

void ScreenProcess::drain()
{
    char bytes[4096];
    for (auto got = ::read(m_screen, bytes, sizeof bytes); got > 0; got = ::read(m_screen, bytes, sizeof bytes))
        m_shown.append(bytes, static_cast<qsizetype>(got));
}

QByteArray ScreenProcess::waitForEnd()
{
    const auto ended = [this] {
        drain();
        return m_process.state() == QProcess::NotRunning;
    };
    [&] { QTRY_VERIFY_WITH_TIMEOUT(ended(), 20'000); }();
    drain();
    return m_shown.replace("\r\n", "\n");
}

#else

ScreenProcess::ScreenProcess(const QStringList &, int) { }
ScreenProcess::~ScreenProcess() = default;
void ScreenProcess::drain() { }
QByteArray ScreenProcess::waitForEnd()
{
    return {};
}

#endif

} // namespace fuseboard
