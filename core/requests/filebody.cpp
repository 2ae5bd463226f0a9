// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "requests/filebody.h"

#include <QFile>
#include <QFileInfo>

namespace fuseboard {

namespace {

std::unique_ptr<QIODevice> openedWith(const QString &path, qint64 size)
{
    auto file = std::make_unique<QFile>(path);
    // What is no file any more could block the reader for ever.
    if (!QFileInfo(path).isFile() || !file->open(QIODevice::ReadOnly) || file->size() != size)
        return nullptr;
    return file;
}

} // namespace

Result<Body> fileBody(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return Error(ErrorKind::Storage, ErrorDetail::NotFound, path);
    if (!info.isFile())
        return Error(ErrorKind::Storage, ErrorDetail::NotAFile, path);
    const qint64 size = info.size();
    if (!openedWith(path, size))
        return Error(ErrorKind::Storage, info.isReadable() ? ErrorDetail::ReadFailed : ErrorDetail::NoPermission, path);
    return Body([path, size] { return openedWith(path, size); }, size);
}

} // namespace fuseboard
