// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "platform.h"

#include "options.h"

#include <QFile>

#include <cstdio>
#include <cstdlib>

#ifdef Q_OS_LINUX
#include <ctime>
#include <unistd.h>
#endif

namespace fuseboard {

namespace {

// Not translated: without a display there is no application object yet that could know a language.
constexpr auto noDisplay =
    "fuseboard: There is no display to open a window on: start it within a desktop session, make a picture with "
    "QT_QPA_PLATFORM=offscreen and --screenshot FILE, or use fuseboard-cli.\n";

/// Qt reports a missing display by the death of the process, after several lines on its plugins.
void tellMissingDisplay(QtMsgType type, const QMessageLogContext &, const QString &)
{
    if (type != QtFatalMsg)
        return;
    std::fputs(noDisplay, stderr);
    std::_Exit(EXIT_FAILURE);
}

} // namespace

void beginDisplayCheck()
{
    qInstallMessageHandler(tellMissingDisplay);
}

void endDisplayCheck()
{
    qInstallMessageHandler(nullptr);
}

QStringList argumentsOf(int argc, char *argv[])
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    return arguments;
}

void choosePlatform(const Options &options)
{
#ifdef Q_OS_LINUX
    const bool hasDisplay = !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
    if (!options.screenshot.isEmpty() && !hasDisplay && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
#else
    Q_UNUSED(options)
#endif
}

std::optional<std::chrono::milliseconds> timeSinceProcessStart()
{
#ifdef Q_OS_LINUX
    // Field 22 of stat: the start in clock ticks since boot. The name in field 2 may hold spaces.
    QFile stat(QStringLiteral("/proc/self/stat"));
    if (!stat.open(QIODevice::ReadOnly))
        return {};
    const QByteArray line = stat.readAll();
    const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
    timespec now{};
    if (fields.size() < 20 || clock_gettime(CLOCK_BOOTTIME, &now) != 0)
        return {};
    const qint64 started = fields.at(19).toLongLong() * 1000 / sysconf(_SC_CLK_TCK);
    return std::chrono::milliseconds(now.tv_sec * 1000 + now.tv_nsec / 1'000'000 - started);
#else
    return {};
#endif
}

} // namespace fuseboard
