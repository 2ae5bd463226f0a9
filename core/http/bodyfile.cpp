// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/bodyfile.h"

#include <QFileInfo>

namespace fuseboard {

BodyFile::BodyFile(const QString &path)
    : m_file(path)
{
}

std::optional<Error> BodyFile::open()
{
    // A file must never take the place of a device, which QSaveFile would allow.
    const QFileInfo info(m_file.fileName());
    if (info.exists() && !info.isFile())
        return Error(ErrorKind::Storage, ErrorDetail::NotAFile, m_file.fileName());
    if (m_file.open(QIODevice::WriteOnly))
        return std::nullopt;
    const QFileInfo folder(info.absolutePath());
    if (!folder.exists())
        return Error(ErrorKind::Storage, ErrorDetail::NotFound, folder.filePath());
    const bool isDenied = !folder.isWritable() || (info.exists() && !info.isWritable());
    if (isDenied)
        return Error(ErrorKind::Storage, ErrorDetail::NoPermission, m_file.fileName());
    return failure();
}

std::optional<Error> BodyFile::write(const QByteArray &piece)
{
    return m_file.write(piece) == piece.size() ? std::nullopt : std::optional(failure());
}

std::optional<Error> BodyFile::commit()
{
    return m_file.flush() && m_file.commit() ? std::nullopt : std::optional(failure());
}

ErrorDetail BodyFile::detailOf(QFileDevice::FileError error)
{
    return error == QFileDevice::ResourceError ? ErrorDetail::DiskFull : ErrorDetail::WriteFailed;
}

Error BodyFile::failure() const
{
    return Error(ErrorKind::Storage, detailOf(m_file.error()), m_file.fileName());
}

} // namespace fuseboard
