// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/workspacewriter.h"

#include "config/configreader.h"
#include "workspace/environmentfiles.h"
#include "workspace/files/durablefile.h"
#include "workspace/files/systemfilesystem.h"
#include "workspace/requestfile.h"
#include "workspace/slug.h"
#include "workspace/workspacecontent.h"
#include "workspace/workspacelayout.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

using PlaceKind = WorkspacePlace::Kind;

Error aboutFile(Error error, const QString &file)
{
    error.subject = file;
    return error;
}

/// Gathers the files of a workspace with their contents, and sees to it that each may be written.
class FilesOfWorkspace
{
public:
    Result<FileContents> run(const Workspace &workspace);

private:
    void addClient(const WorkspaceClient &client);
    void addFolder(const WorkspaceClient &client, const QString &path, const FolderConfig &config);
    template<class Value>
    void add(const WorkspacePlace &place, const Value &value, const QList<ConfigFault> &faults);
    void fail(const QString &file, QList<ConfigFault> faults);

    FileContents m_contents;
    QSet<QString> m_taken; // lower case
    std::optional<Error> m_error; // the first one
};

Result<FileContents> FilesOfWorkspace::run(const Workspace &workspace)
{
    add({PlaceKind::Workspace}, workspace, faultsOf(workspace, workspaceFields()));
    for (const WorkspaceClient &client : workspace.clients)
        addClient(client);
    if (m_error)
        return *m_error;
    return std::move(m_contents);
}

void FilesOfWorkspace::addClient(const WorkspaceClient &client)
{
    add({PlaceKind::Client, client.slug}, client.config, validate(client.config));
    addFolder(client, {}, client.root);
    for (const WorkspaceFolder &folder : client.folders)
        addFolder(client, folder.path, folder.config);
    for (const WorkspaceRequest &request : client.requests) {
        // Its folder is not to be hidden in its slug.
        const QString path = request.slug.contains(u'/') ? QString() : request.path();
        add({PlaceKind::Request, client.slug, path}, request.config, validate(request.config));
    }
}

void FilesOfWorkspace::addFolder(const WorkspaceClient &client, const QString &path, const FolderConfig &config)
{
    // What is in no folder needs a file for its order only.
    if (!path.isEmpty() || config != FolderConfig())
        add({PlaceKind::Folder, client.slug, path}, config, faultsOf(config, folderFields()));
}

template<class Value>
void FilesOfWorkspace::add(const WorkspacePlace &place, const Value &value, const QList<ConfigFault> &faults)
{
    if (m_error)
        return;
    const QString file = fileAt(place);
    if (placeOf(file) != place)
        return fail(file, {{ErrorDetail::OutOfRange, {}, shortened(file), {AllowedKind::Slug}, 0, 0}});
    if (m_taken.contains(file.toLower()))
        return fail(file, {{ErrorDetail::Duplicate, {}, shortened(file), {AllowedKind::OnceInAnyCase}, 0, 0}});
    if (!faults.isEmpty())
        return fail(file, faults);
    m_taken.insert(file.toLower());
    m_contents.insert(file, writeContent(value));
}

void FilesOfWorkspace::fail(const QString &file, QList<ConfigFault> faults)
{
    m_error = aboutFile(invalidDocument(std::move(faults)), file);
}

bool holdsAlready(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.size() == bytes.size() && file.open(QIODevice::ReadOnly) && file.readAll() == bytes;
}

/// What lies behind a link is not the workspace's to remove.
Result<void> checkNoLinks(const QString &folder, const QString &file)
{
    const QStringList names = file.split(u'/');
    for (qsizetype count = 1; count < names.size(); ++count) {
        const QString path = pathWithin(folder, names.first(count).join(u'/'));
        if (QFileInfo(path).isSymLink())
            return Error(ErrorKind::Storage, ErrorDetail::NotAFile, path);
    }
    return {};
}

Error unsafeName(const QString &file)
{
    return aboutFile(invalidDocument({{ErrorDetail::OutOfRange, {}, shortened(file), {AllowedKind::Slug}, 0, 0}}),
                     file);
}

/// Requests with their folders, from the inside outwards. Other files stay, and so the folders they are in.
Result<void> removeRequests(FileSystem &files, const QString &path)
{
    const QDir folder(path);
    for (const QString &name : folder.entryList(QDir::Dirs | QDir::NoSymLinks | QDir::NoDotAndDotDot)) {
        if (auto removed = removeRequests(files, folder.filePath(name)); !removed)
            return removed;
    }
    for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files | QDir::NoSymLinks)) {
        if (auto removed = removeFile(files, folder.filePath(name)); !removed)
            return removed;
    }
    (void)files.removeFolder(path);
    return {};
}

/// From the inside outwards; what holds anything stays.
void removeEmptyFolders(FileSystem &files, const QString &path)
{
    const QDir folder(path);
    for (const QString &name : folder.entryList(QDir::Dirs | QDir::NoSymLinks | QDir::NoDotAndDotDot))
        removeEmptyFolders(files, folder.filePath(name));
    (void)files.removeFolder(path);
}

/// Those of one client alone.
Result<FileContents> filesOf(const WorkspaceClient &client)
{
    Workspace alone;
    alone.name = u"-"_s; // needed for a file that is none of the client's
    alone.clients = {client};
    auto contents = filesOf(alone);
    if (contents)
        contents->remove(workspaceFile());
    return contents;
}

} // namespace

Result<FileContents> filesOf(const Workspace &workspace)
{
    return FilesOfWorkspace().run(workspace);
}

Result<void> writeWithin(FileSystem &files, const QString &folder, const QString &file, const QByteArray &bytes)
{
    const QStringList names = file.split(u'/');
    if (auto made = makeFolders(files, folder, names.first(names.size() - 1)); !made)
        return made;
    const QString path = pathWithin(folder, file);
    if (!QFileInfo(path).isSymLink() && holdsAlready(path, bytes))
        return files.sync(QFileInfo(path).path()); // it may be there by a try whose sync has failed
    return replaceFile(files, path, bytes);
}

Result<void> removeWithin(FileSystem &files, const QString &folder, const QString &file)
{
    if (auto own = checkNoLinks(folder, file); !own)
        return own;
    return removeFile(files, pathWithin(folder, file));
}

Result<void> saveWorkspace(const Workspace &workspace, const QString &folder, FileSystem &files)
{
    const auto contents = filesOf(workspace);
    if (!contents)
        return contents.error();
    if (const auto environments = filesOf(workspace.environments); !environments)
        return environments.error();
    for (auto file = contents->begin(); file != contents->end(); ++file) {
        if (auto written = writeWithin(files, folder, file.key(), file.value()); !written)
            return written;
    }
    return saveEnvironments(workspace.environments, folder, files);
}

Result<void> saveClient(const WorkspaceClient &client, const QString &folder)
{
    const auto contents = filesOf(client);
    if (!contents)
        return contents.error();
    SystemFileSystem files;
    for (auto content = contents->cbegin(); content != contents->cend(); ++content) {
        if (auto written = writeWithin(files, folder, content.key(), content.value()); !written)
            return written;
    }
    return {};
}

Result<void> removeClient(const WorkspaceClient &client, const QString &folder)
{
    auto contents = filesOf(client);
    if (!contents)
        return contents.error();
    // Last, so that whatever fails, the client is there with those that remain.
    contents->remove(clientFile(client.slug));
    SystemFileSystem files;
    for (const QString &file : contents->keys()) {
        if (auto removed = removeWithin(files, folder, file); !removed)
            return removed;
    }
    if (auto removed = removeWithin(files, folder, clientFile(client.slug)); !removed)
        return removed;
    removeEmptyFolders(files, pathWithin(folder, clientFolder(client.slug)));
    return {};
}

Result<void> checkHoldsWorkspace(const QString &folder)
{
    for (const QString &own : {workspaceFile(), clientsFolder(), environmentsFolder()}) {
        if (QFileInfo::exists(pathWithin(folder, own)))
            return {};
    }
    return Error(ErrorKind::Storage, ErrorDetail::NotFound, pathWithin(folder, workspaceFile()));
}

Result<void> removeClient(const QString &folder, const QString &slug, FileSystem &files)
{
    if (!isSafeSlug(slug))
        return unsafeName(clientFile(slug));
    if (auto own = checkNoLinks(folder, requestsFolder(slug) + u'/'); !own)
        return own;
    if (auto removed = removeRequests(files, pathWithin(folder, requestsFolder(slug))); !removed)
        return removed;
    for (const QString &file : {folderFile(slug, {}), clientFile(slug)}) {
        if (auto removed = removeFile(files, pathWithin(folder, file)); !removed)
            return removed;
    }
    // Where something else lies in it, it stays.
    (void)files.removeFolder(pathWithin(folder, clientFolder(slug)));
    return {};
}

Result<void> removeRequest(const QString &folder, const QString &clientSlug, const QString &path, FileSystem &files)
{
    const WorkspacePlace place{PlaceKind::Request, clientSlug, path};
    const QString file = fileAt(place);
    if (placeOf(file) != place)
        return unsafeName(file);
    return removeWithin(files, folder, file);
}

Result<void> saveWorkspace(const Workspace &workspace, const QString &folder)
{
    SystemFileSystem files;
    return saveWorkspace(workspace, folder, files);
}

Result<void> removeClient(const QString &folder, const QString &slug)
{
    SystemFileSystem files;
    return removeClient(folder, slug, files);
}

Result<void> removeRequest(const QString &folder, const QString &clientSlug, const QString &path)
{
    SystemFileSystem files;
    return removeRequest(folder, clientSlug, path, files);
}

} // namespace fuseboard
