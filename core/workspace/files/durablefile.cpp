// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/files/durablefile.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr QFileDevice::Permissions ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr auto unfinishedSuffix = ".part"_L1;

/// Files that crashes have left, or that others are writing, have taken some names.
constexpr int mostUnfinished = 100;
/// How often others may take an unfinished file for one that a crash has left.
constexpr int mostTries = 5;

Result<QString> createBeside(FileSystem &files, const QFileInfo &file, const QByteArray &bytes)
{
    const auto permissions = file.exists() ? file.permissions() | QFileDevice::WriteOwner : ownerOnly;
    for (int number = 0; number < mostUnfinished; ++number) {
        const QString path = u"%1/.%2.%3%4"_s.arg(file.path(), file.fileName(), QString::number(number),
                                                  unfinishedSuffix);
        const auto created = files.create(path, bytes, permissions);
        if (created)
            return path;
        if (created.error().detail == ErrorDetail::Duplicate)
            continue;
        if (created.error().detail != ErrorDetail::NotFound)
            (void)files.remove(path);
        return created.error();
    }
    return Error(ErrorKind::Storage, ErrorDetail::WriteFailed, file.filePath());
}

Result<void> tryReplace(FileSystem &files, const QFileInfo &file, const QByteArray &bytes)
{
    const auto unfinished = createBeside(files, file, bytes);
    if (!unfinished)
        return unfinished.error();
    auto done = files.sync(*unfinished);
    if (done)
        done = files.rename(*unfinished, file.filePath());
    if (done)
        return files.sync(file.path());
    (void)files.remove(*unfinished);
    return done;
}

Error aboutReplaced(Error error, const QString &path)
{
    // Nobody knows the other file, and that the folder has gone is the file's trouble.
    error.subject = path;
    return error;
}

/// One that would not outlive a loss of power goes again: the next try would not see that it has to be synced.
Result<void> makeLasting(FileSystem &files, const QString &folder, const QString &above)
{
    if (auto made = files.makeFolder(folder); !made)
        return made;
    auto synced = files.sync(above);
    if (!synced)
        (void)files.removeFolder(folder);
    return synced;
}

/// With those above it that are not there.
Result<void> makeBase(FileSystem &files, const QString &base)
{
    QStringList missing;
    QString there = QFileInfo(base).absoluteFilePath();
    for (; !QFileInfo(there).isDir() && !QFileInfo(there).isRoot(); there = QFileInfo(there).path())
        missing.prepend(there);
    for (const QString &folder : std::as_const(missing)) {
        if (QFileInfo::exists(folder)) // and is no folder
            return Error(ErrorKind::Storage, ErrorDetail::WriteFailed, base);
        const auto made = makeLasting(files, folder, QFileInfo(folder).path());
        // Where the folder above is somebody else's, it may let one make folders and not read what is in it.
        if (!made && (made.error().detail != ErrorDetail::NoPermission || !QDir().mkpath(folder)))
            return made.error();
    }
    return {};
}

} // namespace

Result<void> replaceFile(FileSystem &files, const QString &path, const QByteArray &bytes)
{
    const QFileInfo file(path);
    if (file.isSymLink() || (file.exists() && !file.isFile()))
        return Error(ErrorKind::Storage, ErrorDetail::NotAFile, path);
    if (file.exists() && !file.isWritable())
        return Error(ErrorKind::Storage, ErrorDetail::NoPermission, path);
    auto done = tryReplace(files, file, bytes);
    for (int tries = 1; !done && tries < mostTries; ++tries) {
        if (done.error().detail != ErrorDetail::NotFound || !QFileInfo(file.path()).isDir())
            break;
        done = tryReplace(files, file, bytes);
    }
    return done ? done : aboutReplaced(done.error(), path);
}

Result<void> moveFile(FileSystem &files, const QString &from, const QString &to)
{
    if (const QFileInfo target(to); target.exists() || target.isSymLink())
        return Error(ErrorKind::Storage, ErrorDetail::NotAFile, to);
    if (auto renamed = files.rename(from, to); !renamed)
        return renamed;
    const QString source = QFileInfo(from).path();
    const QString target = QFileInfo(to).path();
    if (auto synced = files.sync(target); !synced || source == target)
        return synced;
    return files.sync(source);
}

Result<void> removeFile(FileSystem &files, const QString &path)
{
    const auto removed = files.remove(path);
    if (!removed && removed.error().detail != ErrorDetail::NotFound)
        return removed;
    // It may have been removed by a try whose sync has failed.
    const auto synced = files.sync(QFileInfo(path).path());
    if (!removed && !synced && synced.error().detail == ErrorDetail::NotFound)
        return {};
    return synced;
}

Result<void> makeFolders(FileSystem &files, const QString &base, const QStringList &names)
{
    QString path = base;
    if (auto made = makeBase(files, base); !made)
        return made;
    for (const QString &name : names) {
        const QString above = path;
        path += u'/' + name;
        const QFileInfo info(path);
        if (info.isSymLink() || (info.exists() && !info.isDir()))
            return Error(ErrorKind::Storage, ErrorDetail::NotAFile, path);
        if (info.exists())
            continue;
        if (auto made = makeLasting(files, path, above); !made)
            return made;
    }
    return {};
}

bool isUnfinishedName(const QString &name)
{
    return name.startsWith(u'.') && name.endsWith(unfinishedSuffix) && name.contains(".json."_L1);
}

void removeUnfinished(FileSystem &files, const QString &folder, Depth depth)
{
    constexpr QDir::Filters all = QDir::Files | QDir::Hidden | QDir::NoSymLinks | QDir::NoDotAndDotDot;
    QDirIterator entries(folder, {u".*"_s + unfinishedSuffix}, all,
                         depth == Depth::Recursive ? QDirIterator::Subdirectories : QDirIterator::NoIteratorFlags);
    while (entries.hasNext()) {
        const QString path = entries.next();
        if (isUnfinishedName(entries.fileName()))
            (void)files.remove(path);
    }
}

} // namespace fuseboard
