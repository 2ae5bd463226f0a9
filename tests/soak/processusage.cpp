// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "processusage.h"

#include <QDir>
#include <QFile>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace fuseboard {

namespace {

constexpr double kibInMib = 1024;

/// "VmRSS:	   12345 kB" and "Threads:	7"
double statusFigure(const QByteArray &status, const QByteArray &name)
{
    const qsizetype at = status.indexOf('\n' + name + ':');
    if (at < 0)
        return 0;
    const QByteArray rest = status.mid(at + name.size() + 2, 40);
    return rest.left(rest.indexOf('\n')).simplified().split(' ').constFirst().toDouble();
}

} // namespace

ProcessUsage ProcessUsage::now()
{
    ProcessUsage usage;
    QFile file(QStringLiteral("/proc/self/status"));
    if (file.open(QIODevice::ReadOnly)) {
        const QByteArray status = file.readAll();
        usage.residentMiB = statusFigure(status, "VmRSS") / kibInMib;
        usage.threads = static_cast<int>(statusFigure(status, "Threads"));
    }
    usage.descriptors = static_cast<int>(
        QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::Files | QDir::System).size());
#ifdef __GLIBC__
    const auto info = mallinfo2();
    usage.heapMiB = static_cast<double>(info.uordblks + info.hblkhd) / (kibInMib * kibInMib);
#endif
    return usage;
}

} // namespace fuseboard
