// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/wholefile.h"

#include <QFileInfo>
#include <QSaveFile>

#include <cerrno>

namespace fuseboard {

namespace {

bool isSpecial(const QFileInfo &info)
{
    return info.exists() && !info.isFile() && !info.isDir();
}

} // namespace

QString problemOfKeeping(const QByteArray &content, const QString &name)
{
    if (isSpecial(QFileInfo(name))) {
        QFile file(name);
        const bool written = file.open(QIODevice::WriteOnly | QIODevice::ExistingOnly | QIODevice::Unbuffered)
            && file.write(content) == content.size();
        return written ? QString() : file.errorString();
    }
    QSaveFile file(name);
    const bool written = file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.commit();
    return written ? QString() : file.errorString();
}

bool isReplaceable(const QString &name)
{
    return !isSpecial(QFileInfo(name));
}

QString problemOfPlace(const QString &name)
{
    // To open a pipe that nobody reads would wait for a reader.
    if (const QFileInfo info(name); isSpecial(info))
        return info.isWritable() ? QString() : qt_error_string(EACCES);
    QSaveFile file(name);
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    file.cancelWriting();
    return {};
}

} // namespace fuseboard
