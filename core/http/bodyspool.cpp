// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/bodyspool.h"

#include "http/bodyfile.h"

#include <QDir>
#include <QFileInfo>
#include <QUuid>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr auto suffix = ".body"_L1;
constexpr auto ownersAlone = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

} // namespace

BodySpool::BodySpool(const QString &folder)
    : m_folder(folder)
    , m_file(folder + u'/' + QUuid::createUuid().toString(QUuid::WithoutBraces) + suffix)
{
}

BodySpool::~BodySpool()
{
    if (m_mapped)
        m_file.unmap(m_mapped);
#ifndef Q_OS_UNIX
    if (m_file.isOpen())
        m_file.remove();
#endif
}

std::optional<Error> BodySpool::open()
{
    const bool isNew = !QFileInfo::exists(m_folder);
    if (isNew && QDir().mkpath(m_folder))
        QFile::setPermissions(m_folder, ownersAlone | QFileDevice::ExeOwner);
    if (!m_file.open(QIODevice::ReadWrite | QIODevice::NewOnly | QIODevice::Unbuffered, ownersAlone)) {
        const bool isFull = m_file.error() == QFileDevice::ResourceError;
        return failure(isFull ? ErrorDetail::DiskFull : ErrorDetail::NoPermission);
    }
#ifdef Q_OS_UNIX
    QFile::remove(m_file.fileName()); // it stays as long as it is open
#endif
    return std::nullopt;
}

std::optional<Error> BodySpool::write(const QByteArray &piece)
{
    if (m_file.write(piece) == piece.size())
        return std::nullopt;
    return failure(BodyFile::detailOf(m_file.error()));
}

Result<QByteArray> BodySpool::map()
{
    const qint64 size = m_file.size();
    if (size == 0)
        return QByteArray(); // no system maps nothing
    if (!m_mapped)
        m_mapped = m_file.map(0, size);
    if (!m_mapped)
        return failure(ErrorDetail::ReadFailed);
    return QByteArray::fromRawData(reinterpret_cast<const char *>(m_mapped), size);
}

void BodySpool::sweep(const QString &folder)
{
    // Where a file that is open can be removed, it has no name; elsewhere the system refuses to.
    const QDir spools(folder);
    for (const QString &name : spools.entryList({u'*' + suffix}, QDir::Files | QDir::Hidden))
        QFile::remove(spools.filePath(name));
}

Error BodySpool::failure(ErrorDetail detail) const
{
    return Error(ErrorKind::Storage, detail, m_folder);
}

} // namespace fuseboard
