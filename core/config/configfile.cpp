// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/configfile.h"

#include "config/configreader.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace fuseboard {

namespace {

/// A link whose targets lead round in a circle, or through more links than an operating system follows.
bool isLinkLoop(QFileInfo info)
{
    constexpr int mostLinks = 40;
    for (int links = 0; links < mostLinks; ++links) {
        if (!info.isSymLink())
            return false;
        info = QFileInfo(info.symLinkTarget());
    }
    return true;
}

/// Whether it lies in a folder that may not be searched, so that nobody knows whether it exists.
bool isInLockedFolder(const QFileInfo &info)
{
    const QFileInfo folder(info.path());
    return folder.isDir() && !folder.isReadable() && !folder.isExecutable();
}

/// The whole file, or one byte more than is allowed. Asking for that much at once would take as much memory.
QByteArray upToTheLimit(QFile &file)
{
    constexpr qint64 leastPiece = 4'096;
    QByteArray bytes;
    while (bytes.size() <= maxConfigBytes) {
        // The size that is told may be wrong for files that grow or are made on reading.
        const qint64 expected = std::max(leastPiece, file.size() - bytes.size() + 1);
        const QByteArray piece = file.read(std::min(expected, maxConfigBytes + 1 - bytes.size()));
        if (piece.isEmpty())
            break;
        bytes = bytes.isEmpty() ? piece : bytes + piece;
    }
    bytes.squeeze(); // a workspace keeps thousands of them
    return bytes;
}

Error configStorageError(ErrorDetail detail, const QString &path)
{
    return Error(ErrorKind::Storage, detail, path);
}

} // namespace

Result<QByteArray> readConfigFile(const QString &path)
{
    const QFileInfo info(path);
    if (isInLockedFolder(info))
        return configStorageError(ErrorDetail::NoPermission, path);
    if (!info.exists())
        return configStorageError(isLinkLoop(info) ? ErrorDetail::NotAFile : ErrorDetail::NotFound, path);
    if (!info.isFile())
        return configStorageError(ErrorDetail::NotAFile, path);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        const bool isForbidden = file.error() == QFileDevice::PermissionsError || !info.isReadable();
        return configStorageError(isForbidden ? ErrorDetail::NoPermission : ErrorDetail::ReadFailed, path);
    }
    const QByteArray bytes = upToTheLimit(file);
    if (file.error() != QFileDevice::NoError)
        return configStorageError(ErrorDetail::ReadFailed, path);
    if (bytes.size() > maxConfigBytes) {
        Error error = tooBigConfig();
        error.subject = path;
        return error;
    }
    return bytes;
}

Error tooBigConfig()
{
    Error error(ErrorKind::ConfigInvalid, ErrorDetail::TooBig);
    error.bytes = maxConfigBytes;
    error.faults.append({ErrorDetail::TooBig, {}, {}, AllowedValues::atMost(AllowedKind::Bytes, maxConfigBytes), 0, 0});
    return error;
}

} // namespace fuseboard
