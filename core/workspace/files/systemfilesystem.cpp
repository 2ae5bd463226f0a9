// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/files/systemfilesystem.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#ifdef Q_OS_WIN
#include <qt_windows.h>
#else
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace fuseboard {

namespace {

Error fileError(ErrorDetail detail, const QString &path)
{
    return Error(ErrorKind::Storage, detail, path);
}

#ifdef Q_OS_WIN

Error lastError(const QString &path)
{
    switch (GetLastError()) {
    case ERROR_FILE_NOT_FOUND:
    case ERROR_PATH_NOT_FOUND:
        return fileError(ErrorDetail::NotFound, path);
    case ERROR_ACCESS_DENIED:
    case ERROR_WRITE_PROTECT:
        return fileError(ErrorDetail::NoPermission, path);
    default:
        return fileError(ErrorDetail::WriteFailed, path);
    }
}

const wchar_t *nativePath(const QString &path)
{
    return reinterpret_cast<const wchar_t *>(path.utf16());
}

#else

Error lastError(const QString &path)
{
    switch (errno) {
    case ENOENT:
        return fileError(ErrorDetail::NotFound, path);
    case EEXIST:
        return fileError(ErrorDetail::Duplicate, path);
    case EACCES:
    case EPERM:
    case EROFS:
        return fileError(ErrorDetail::NoPermission, path);
    default:
        return fileError(ErrorDetail::WriteFailed, path);
    }
}

mode_t modeOf(QFileDevice::Permissions permissions)
{
    // Qt has a digit of four bits where POSIX has one of three.
    const unsigned bits = permissions.toInt();
    return static_cast<mode_t>(((bits >> 12) & 7U) << 6 | ((bits >> 4) & 7U) << 3 | (bits & 7U));
}

/// Tries again what a signal has broken off.
template<class Step>
auto uninterrupted(Step step)
{
    auto result = step();
    while (result < 0 && errno == EINTR)
        result = step();
    return result;
}

bool writeAll(int file, const QByteArray &bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const auto rest = static_cast<size_t>(bytes.size() - done);
        const ssize_t count = uninterrupted([&] { return ::write(file, bytes.constData() + done, rest); });
        if (count < 0)
            return false;
        done += count;
    }
    return true;
}

bool syncAll(int file)
{
#ifdef F_FULLFSYNC
    // On macOS fsync() leaves the bytes in the disk's own memory; not every file system knows better.
    if (uninterrupted([&] { return ::fcntl(file, F_FULLFSYNC); }) == 0)
        return true;
#endif
    // Some network file systems cannot sync a folder, and need not.
    return uninterrupted([&] { return ::fsync(file); }) == 0 || errno == EINVAL || errno == ENOTSUP;
}

#endif

} // namespace

#ifdef Q_OS_WIN

Result<void> SystemFileSystem::create(const QString &path, const QByteArray &bytes, QFileDevice::Permissions)
{
    // The folder's access list holds for the file: that of the user's own folders is for the user alone.
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return QFileInfo::exists(path) ? fileError(ErrorDetail::Duplicate, path) : lastError(path);
    if (file.write(bytes) != bytes.size() || !file.flush())
        return fileError(ErrorDetail::WriteFailed, path);
    return {};
}

Result<void> SystemFileSystem::sync(const QString &path)
{
    if (QFileInfo(path).isDir())
        return {}; // NTFS keeps a journal of names by itself
    const HANDLE file = CreateFileW(nativePath(path), GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr,
                                    OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr);
    if (file == INVALID_HANDLE_VALUE)
        return lastError(path);
    const bool isSynced = FlushFileBuffers(file) != 0;
    const Error error = lastError(path);
    CloseHandle(file);
    return isSynced ? Result<void>() : error;
}

Result<void> SystemFileSystem::rename(const QString &from, const QString &to)
{
    if (MoveFileExW(nativePath(from), nativePath(to), MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH) == 0)
        return lastError(from);
    return {};
}

Result<void> SystemFileSystem::remove(const QString &path)
{
    return DeleteFileW(nativePath(path)) != 0 ? Result<void>() : lastError(path);
}

Result<void> SystemFileSystem::makeFolder(const QString &path)
{
    if (CreateDirectoryW(nativePath(path), nullptr) != 0 || GetLastError() == ERROR_ALREADY_EXISTS)
        return {};
    return lastError(path);
}

Result<void> SystemFileSystem::removeFolder(const QString &path)
{
    return RemoveDirectoryW(nativePath(path)) != 0 ? Result<void>() : lastError(path);
}

#else

Result<void> SystemFileSystem::create(const QString &path, const QByteArray &bytes,
                                      QFileDevice::Permissions permissions)
{
    const QByteArray name = QFile::encodeName(path);
    constexpr int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    const int file = uninterrupted([&] { return ::open(name.constData(), flags, S_IRUSR | S_IWUSR); });
    if (file < 0)
        return lastError(path);
    const bool isWritten = ::fchmod(file, modeOf(permissions)) == 0 && writeAll(file, bytes);
    const Error error = isWritten ? Error() : lastError(path);
    // A quota or a network may tell only now that there was no room.
    const bool isClosed = ::close(file) == 0;
    if (!isWritten)
        return error;
    return isClosed ? Result<void>() : lastError(path);
}

Result<void> SystemFileSystem::sync(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    const int file = uninterrupted([&] { return ::open(name.constData(), O_RDONLY | O_CLOEXEC); });
    if (file < 0)
        return lastError(path);
    const bool isSynced = syncAll(file);
    const Error error = isSynced ? Error() : lastError(path);
    ::close(file);
    return isSynced ? Result<void>() : error;
}

Result<void> SystemFileSystem::rename(const QString &from, const QString &to)
{
    const bool done = std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) == 0;
    return done ? Result<void>() : lastError(from);
}

Result<void> SystemFileSystem::remove(const QString &path)
{
    return ::unlink(QFile::encodeName(path).constData()) == 0 ? Result<void>() : lastError(path);
}

Result<void> SystemFileSystem::makeFolder(const QString &path)
{
    if (::mkdir(QFile::encodeName(path).constData(), S_IRWXU | S_IRWXG | S_IRWXO) == 0)
        return {};
    return errno == EEXIST && QFileInfo(path).isDir() ? Result<void>() : lastError(path);
}

Result<void> SystemFileSystem::removeFolder(const QString &path)
{
    return ::rmdir(QFile::encodeName(path).constData()) == 0 ? Result<void>() : lastError(path);
}

#endif

} // namespace fuseboard
