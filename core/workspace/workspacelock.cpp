// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/workspacelock.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestLockWait = 5'000; // others save for that long at most

/// In the folder for temporary files, as a workspace is under version control.
QString lockFileOf(const QString &folder)
{
    const QFileInfo place(folder);
    const QString name = place.exists() ? place.canonicalFilePath() : place.absoluteFilePath();
    const QByteArray hash = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256).toHex().first(32);
    return QDir(QDir::tempPath()).filePath(u"fuseboard-%1.lock"_s.arg(QLatin1String(hash)));
}

} // namespace

WorkspaceLock::WorkspaceLock(const QString &folder, Wait wait)
    : m_lock(lockFileOf(folder))
{
    (void)m_lock.tryLock(wait == Wait::UntilFree ? longestLockWait : 0);
}

} // namespace fuseboard
