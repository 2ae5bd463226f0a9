// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/bodyspool.h"

#include "http/bodyfile.h"

#include <QDir>
#include <QFileInfo>
#include <QStorageInfo>
#include <QUuid>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr auto suffix = ".body"_L1;
constexpr auto ownersAlone = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr qint64 lookEvery = 64 << 20; // bytes
constexpr qint64 leastFree = 1'000'000'000;
constexpr int leastPart = 20; // of a small disk: a twentieth

BodySpool::Room roomOnDisk(const QString &folder)
{
    const QStorageInfo disk(folder);
    return disk.isValid() ? BodySpool::Room{disk.bytesAvailable(), disk.bytesTotal()} : BodySpool::Room();
}

// Qt tells a share of a disk that is used up as it tells any failure.
bool isOutOfRoom()
{
#ifdef Q_OS_UNIX
    return errno == ENOSPC || errno == EDQUOT;
#else
    return false;
#endif
}

ErrorDetail whyNotOpened()
{
    if (isOutOfRoom())
        return ErrorDetail::DiskFull;
    return errno == EMFILE || errno == ENFILE ? ErrorDetail::WriteFailed : ErrorDetail::NoPermission;
}

} // namespace

BodySpool::BodySpool(const QString &folder, RoomOf roomOf)
    : m_folder(folder)
    , m_roomOf(roomOf ? std::move(roomOf) : roomOnDisk)
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
    errno = 0;
    if (!m_file.open(QIODevice::ReadWrite | QIODevice::NewOnly | QIODevice::Unbuffered, ownersAlone))
        return failure(whyNotOpened());
#ifdef Q_OS_UNIX
    QFile::remove(m_file.fileName()); // it stays as long as it is open
#endif
    if (isNearlyFull())
        return failure(ErrorDetail::DiskFull);
    return std::nullopt;
}

std::optional<Error> BodySpool::write(const QByteArray &piece)
{
    m_sinceLook += piece.size();
    if (m_sinceLook >= lookEvery) {
        m_sinceLook = 0;
        if (isNearlyFull())
            return failure(ErrorDetail::DiskFull);
    }
    for (qint64 written = 0; written < piece.size();) {
        errno = 0;
        // A disk that fills up takes a part first, and tells why it takes no more at the next try.
        const qint64 taken = m_file.write(piece.constData() + written, piece.size() - written);
        if (taken <= 0)
            return failure(isOutOfRoom() ? ErrorDetail::DiskFull : BodyFile::detailOf(m_file.error()));
        written += taken;
    }
    m_size += piece.size();
    return std::nullopt;
}

Result<QByteArray> BodySpool::map()
{
    if (m_size == 0)
        return QByteArray(); // no system maps nothing
    if (!m_mapped)
        m_mapped = m_file.map(0, m_size);
    if (!m_mapped)
        return failure(ErrorDetail::ReadFailed);
    return QByteArray::fromRawData(reinterpret_cast<const char *>(m_mapped), m_size);
}

void BodySpool::sweep(const QString &folder)
{
    // Where a file that is open can be removed, it has no name; elsewhere the system refuses to.
    const QDir spools(folder);
    for (const QString &name : spools.entryList({u'*' + suffix}, QDir::Files | QDir::Hidden))
        QFile::remove(spools.filePath(name));
}

bool BodySpool::isNearlyFull() const
{
    const Room room = m_roomOf(m_folder);
    return room.total > 0 && room.free < std::min(leastFree, room.total / leastPart);
}

Error BodySpool::failure(ErrorDetail detail) const
{
    return Error(ErrorKind::Storage, detail, m_folder);
}

} // namespace fuseboard
