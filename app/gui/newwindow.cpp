// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "newwindow.h"

#include "options.h"

#include <QFileInfo>
#include <QProcess>

namespace fuseboard {

using namespace Qt::StringLiterals;

QStringList newWindowArguments(const QString &folder, QSize size, Theme::Mode theme)
{
    // With a size the system finds it a place: as it was left, it would cover the one that it came from.
    const QSize taken = size.expandedTo(Options::leastSize).boundedTo(Options::largestSize);
    QStringList arguments{u"--size"_s, u"%1x%2"_s.arg(taken.width()).arg(taken.height())};
    if (theme != Theme::Mode::System)
        arguments << u"--theme"_s << (theme == Theme::Mode::Dark ? u"dark"_s : u"light"_s);
    if (folder.isEmpty())
        return QStringList{u"--demo"_s} + arguments;
    return QStringList{u"--workspace"_s, QFileInfo(folder).absoluteFilePath()} + arguments;
}

bool startNewWindow(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProgram(program);
    process.setArguments(arguments);
    // Its own words go nowhere: whoever reads those of this program would wait for the other one's end too.
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    return process.startDetached();
}

} // namespace fuseboard
