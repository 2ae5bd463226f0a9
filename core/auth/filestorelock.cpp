// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/filestorelock.h"

#include "base/logging.h"

#include <QCryptographicHash>
#include <QDir>
#include <QLockFile>
#include <QStandardPaths>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

struct FileHold final : StoreLock::Hold
{
    explicit FileHold(const QString &path)
        : file(path)
    {
        // A sign of age alone is none of a crash: a keychain may wait for its user.
        file.setStaleLockTime(0);
    }

    QLockFile file;
};

} // namespace

FileStoreLock::FileStoreLock(QString folder)
    : m_folder(std::move(folder))
{
}

QString FileStoreLock::sharedFolder()
{
    const QString cache = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation);
    return (cache.isEmpty() ? QDir::tempPath() : cache) + u"/fuseboard/locks"_s;
}

std::unique_ptr<StoreLock::Hold> FileStoreLock::tryLock(const QString &key)
{
    QDir().mkpath(m_folder);
    const QByteArray name = QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha256).toHex();
    auto hold = std::make_unique<FileHold>(QDir(m_folder).filePath(QString::fromLatin1(name) + u".lock"_s));
    if (hold->file.tryLock(0))
        return hold;
    if (hold->file.error() == QLockFile::LockFailedError)
        return nullptr;
    qCWarning(logAuth) << "Cannot keep other programs from renewing the same token: no lock can be made in" << m_folder;
    return hold;
}

} // namespace fuseboard
