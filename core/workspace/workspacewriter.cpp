// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/workspacewriter.h"

#include "config/configreader.h"
#include "config/configwriter.h"
#include "workspace/requestfile.h"
#include "workspace/slug.h"
#include "workspace/workspacelayout.h"

#include <QDir>
#include <QSaveFile>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// The files of a workspace with their contents, by their names within it.
using WorkspaceFiles = QList<QPair<QString, QByteArray>>;

Error writeError(const QString &path, QFileDevice::FileError cause)
{
    const bool isForbidden = cause == QFileDevice::PermissionsError;
    return Error(ErrorKind::Storage, isForbidden ? ErrorDetail::NoPermission : ErrorDetail::WriteFailed, path);
}

Result<void> checkSlug(const QString &slug, QStringList &taken, const QString &file)
{
    const bool isSafe = isSafeSlug(slug);
    if (isSafe && !taken.contains(slug, Qt::CaseInsensitive)) {
        taken.append(slug);
        return {};
    }
    const ErrorDetail detail = isSafe ? ErrorDetail::Duplicate : ErrorDetail::OutOfRange;
    Error error = invalidDocument({{detail, {}, shortened(slug), u"a-z 0-9 - _ ."_s, 0, 0}});
    error.subject = file;
    return error;
}

Result<void> checkFaults(const QList<ConfigFault> &faults, const QString &file)
{
    if (faults.isEmpty())
        return {};
    Error error = invalidDocument(faults);
    error.subject = file;
    return error;
}

Result<void> addClient(const WorkspaceClient &client, QStringList &taken, WorkspaceFiles &files)
{
    const QString file = clientFile(client.slug);
    if (auto slug = checkSlug(client.slug, taken, file); !slug)
        return slug;
    if (auto faults = checkFaults(validate(client.config), file); !faults)
        return faults;
    files.append({file, writeClientConfig(client.config)});
    QStringList takenByRequests;
    for (const WorkspaceRequest &request : client.requests) {
        const QString name = requestFile(client.slug, request.slug);
        if (auto slug = checkSlug(request.slug, takenByRequests, name); !slug)
            return slug;
        if (auto faults = checkFaults(validate(request.config), name); !faults)
            return faults;
        files.append({name, writeRequestConfig(request.config)});
    }
    return {};
}

/// Makes the folders above a file, and refuses to go through a link to somewhere else.
Result<void> makeFolders(const QString &folder, const QString &file)
{
    if (!QDir().mkpath(folder))
        return writeError(folder, QFileDevice::OpenError);
    QString path = folder;
    const QStringList names = file.split(u'/');
    for (const QString &name : names.first(names.size() - 1)) {
        path = pathWithin(path, name);
        const QFileInfo info(path);
        if (info.isSymLink() || (info.exists() && !info.isDir()))
            return Error(ErrorKind::Storage, ErrorDetail::NotAFile, path);
        if (!info.exists() && !QDir().mkdir(path))
            return writeError(path, QFileDevice::OpenError);
    }
    return {};
}

bool holdsAlready(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.size() == bytes.size() && file.open(QIODevice::ReadOnly) && file.readAll() == bytes;
}

Result<void> writeWhole(const QString &path, const QByteArray &bytes)
{
    const QFileInfo info(path);
    if (info.isSymLink() || (info.exists() && !info.isFile()))
        return Error(ErrorKind::Storage, ErrorDetail::NotAFile, path);
    if (holdsAlready(path, bytes))
        return {};
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return writeError(path, info.exists() && !info.isWritable() ? QFileDevice::PermissionsError : file.error());
    if (!info.exists())
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (file.write(bytes) != bytes.size() || !file.commit())
        return writeError(path, file.error());
    return {};
}

/// What lies behind a link is not the workspace's to remove.
Result<void> checkNoLinks(const QString &folder, const QString &clientSlug)
{
    for (const QString &part : {clientsFolder(), clientFolder(clientSlug), requestsFolder(clientSlug)}) {
        if (const QString path = pathWithin(folder, part); QFileInfo(path).isSymLink())
            return Error(ErrorKind::Storage, ErrorDetail::NotAFile, path);
    }
    return {};
}

Result<void> removeFile(const QString &path)
{
    QFile file(path);
    if (!QFileInfo::exists(path) || file.remove())
        return {};
    return writeError(path, file.error());
}

} // namespace

Result<void> saveWorkspace(const Workspace &workspace, const QString &folder)
{
    WorkspaceFiles files{{workspaceFile(), writeDocument(workspace, workspaceFields())}};
    if (auto faults = checkFaults(faultsOf(workspace, workspaceFields()), workspaceFile()); !faults)
        return faults;
    QStringList taken;
    for (const WorkspaceClient &client : workspace.clients) {
        if (auto added = addClient(client, taken, files); !added)
            return added;
    }
    for (const auto &[name, bytes] : files) {
        if (auto made = makeFolders(folder, name); !made)
            return made;
        if (auto written = writeWhole(pathWithin(folder, name), bytes); !written)
            return written;
    }
    return {};
}

Result<void> removeClient(const QString &folder, const QString &slug)
{
    QStringList none;
    if (auto safe = checkSlug(slug, none, clientFile(slug)); !safe)
        return safe;
    if (auto own = checkNoLinks(folder, slug); !own)
        return own;
    const QDir requests(pathWithin(folder, requestsFolder(slug)));
    for (const QString &name : requests.entryList({u"*.json"_s}, QDir::Files | QDir::NoSymLinks)) {
        if (auto removed = removeFile(requests.filePath(name)); !removed)
            return removed;
    }
    if (auto removed = removeFile(pathWithin(folder, clientFile(slug))); !removed)
        return removed;
    QDir(folder).rmdir(requestsFolder(slug));
    QDir(folder).rmdir(clientFolder(slug));
    return {};
}

Result<void> removeRequest(const QString &folder, const QString &clientSlug, const QString &slug)
{
    QStringList none;
    if (auto safe = checkSlug(clientSlug, none, clientFile(clientSlug)); !safe)
        return safe;
    if (auto own = checkNoLinks(folder, clientSlug); !own)
        return own;
    none.clear();
    if (auto safe = checkSlug(slug, none, requestFile(clientSlug, slug)); !safe)
        return safe;
    return removeFile(pathWithin(folder, requestFile(clientSlug, slug)));
}

} // namespace fuseboard
