// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "requests/sendablefile.h"

#include <QDir>
#include <QFileInfo>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

bool isBelow(const QString &path, const QString &folder)
{
    const QString root = QFileInfo(folder).canonicalFilePath();
    return !root.isEmpty() && path.startsWith(root.endsWith(u'/') ? root : root + u'/');
}

Error outside(const QString &path)
{
    Error error(ErrorKind::ConfigInvalid, ErrorDetail::FileOutside);
    error.value = path;
    return error;
}

} // namespace

Result<QString> sendableFile(const QString &file, const QString &folder, const QStringList &allowed)
{
    // Without a folder a relative path would mean whatever the program was started in.
    if (file.isEmpty() || (folder.isEmpty() && QDir::isRelativePath(file)))
        return Error(ErrorKind::Storage, ErrorDetail::NotFound, file);
    const QString path = QDir::cleanPath(QDir(folder).absoluteFilePath(QDir::fromNativeSeparators(file)));
    if (path.startsWith("//"_L1) && !allowed.contains(path))
        return outside(path);
    const QString real = QFileInfo(path).canonicalFilePath();
    if (real.isEmpty())
        return Error(ErrorKind::Storage, ErrorDetail::NotFound, path);
    if (allowed.contains(real) || (!folder.isEmpty() && isBelow(real, folder)))
        return real;
    return path.startsWith("//"_L1) ? Result<QString>(real) : Result<QString>(outside(real));
}

} // namespace fuseboard
