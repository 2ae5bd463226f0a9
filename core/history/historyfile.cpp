// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/historyfile.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr auto asideMark = ".damaged-"_L1;
constexpr auto ownersAlone = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr int mostNames = 100; // for those of one second

/// SQLite finds them by the name of the file before them.
const QStringList &companions()
{
    static const QStringList suffixes{u"-wal"_s, u"-shm"_s, u"-journal"_s};
    return suffixes;
}

QString freeName(const QString &file, WallTime now)
{
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count(), Qt::UTC);
    const QString wanted = file + asideMark + moment.toString(u"yyyyMMdd-HHmmss"_s);
    QString name = wanted;
    for (int i = 2; QFileInfo::exists(name) && i < mostNames; ++i)
        name = wanted + u'-' + QString::number(i);
    return name;
}

QFileInfoList putAway(const QString &file)
{
    const QFileInfo info(file);
    return info.dir().entryInfoList({info.fileName() + asideMark + u'*'},
                                    QDir::Files | QDir::Dirs | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
}

void takeFromOthers(const QFileInfo &info)
{
    constexpr auto ofOthers = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup
        | QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
    // What a link leads to may be meant for others.
    if (info.isSymLink() || !(info.isFile() || info.isDir()) || !(info.permissions() & ofOthers))
        return;
    // Who made it read-only meant that.
    const auto kept = info.isDir() ? ownersAlone | QFileDevice::ExeOwner : QFileDevice::Permissions(ownersAlone);
    QFile::setPermissions(info.filePath(), info.permissions() & kept);
}

} // namespace

QString setAside(const QString &file, WallTime now)
{
    const QString aside = freeName(file, now);
    // They first: a new file beside a strange -wal would take it for its own.
    for (const QString &suffix : companions()) {
        if (QFileInfo::exists(file + suffix) && !QFile::rename(file + suffix, aside + suffix))
            QFile::remove(file + suffix);
    }
    return QFile::rename(file, aside) ? QFileInfo(aside).fileName() : QString();
}

void removeSetAside(const QString &file)
{
    for (const QFileInfo &info : putAway(file)) {
        if (info.isDir() && !info.isSymLink())
            QDir(info.filePath()).removeRecursively();
        else
            QFile::remove(info.filePath());
    }
}

void keepForOwner(const QString &file)
{
    const QString folder = QFileInfo(file).path();
    if (!QFileInfo::exists(folder) && QDir().mkpath(folder))
        QFile::setPermissions(folder, ownersAlone | QFileDevice::ExeOwner);
    takeFromOthers(QFileInfo(folder)); // an earlier version made it for all to read
    for (const QFileInfo &info : putAway(file))
        takeFromOthers(info);
    if (!QFileInfo::exists(file)) {
        // What SQLite makes beside it gets the permissions of this one.
        QFile made(file);
        static_cast<void>(made.open(QIODevice::WriteOnly | QIODevice::NewOnly, ownersAlone));
        return;
    }
    for (const QString &suffix : QStringList{QString()} + companions())
        takeFromOthers(QFileInfo(file + suffix));
}

bool isLeftOpen(const QString &file)
{
    return QFileInfo::exists(file + u"-wal"_s) || QFileInfo::exists(file + u"-journal"_s);
}

void markLeftOpen(const QString &file)
{
    // As SQLite leaves one that holds nothing. Where another program has the file open, there is one.
    QFile mark(file + u"-wal"_s);
    if (QFileInfo::exists(file))
        static_cast<void>(mark.open(QIODevice::WriteOnly | QIODevice::NewOnly, ownersAlone));
}

QString identityOf(const QString &file)
{
#ifdef Q_OS_UNIX
    struct stat status = {};
    if (::stat(QFile::encodeName(file).constData(), &status) != 0)
        return {};
    return u"%1:%2"_s.arg(quint64(status.st_dev)).arg(quint64(status.st_ino));
#else
    return QFileInfo::exists(file) ? file : QString();
#endif
}

} // namespace fuseboard
