// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "newwindow.h"

#include "options.h"

#include <QFileInfo>
#include <QProcess>

namespace fuseboard {

using namespace Qt::StringLiterals;

QStringList newWindowArguments(const QString &folder, QSize size)
{
    // With a size the system finds it a place: as it was left, it would cover the one that it came from.
    const QSize taken = size.expandedTo(Options::leastSize).boundedTo(Options::largestSize);
    const QStringList arguments{u"--size"_s, u"%1x%2"_s.arg(taken.width()).arg(taken.height())};
    if (folder.isEmpty())
        return QStringList{u"--demo"_s} + arguments;
    return QStringList{u"--workspace"_s, QFileInfo(folder).absoluteFilePath()} + arguments;
}

bool startNewWindow(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProgram(program);
    process.setArguments(arguments);
    // Its own words go nowhere: a pipe to this program would break with it.
    process.setStandardInputFile(QProcess::nullDevice());
    return process.startDetached();
}

} // namespace fuseboard
