// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/store/workspaceimage.h"

#include "workspace/workspacelayout.h"
#include "workspace/workspaceorder.h"

namespace fuseboard {

namespace {

using ImageKind = WorkspacePlace::Kind;

} // namespace

WorkspaceImage::WorkspaceImage(LoadedWorkspace loaded, QString folder)
    : m_folder(std::move(folder))
    , m_workspace(std::move(loaded.workspace))
    , m_contents(std::move(loaded.contents))
    , m_first(m_contents)
    , m_takenSlugs(std::move(loaded.takenSlugs))
{
    for (const WorkspaceFault &fault : std::as_const(loaded.faults))
        m_faults.insert(fault.file, fault);
}

std::optional<QByteArray> WorkspaceImage::bytesOf(const QString &file) const
{
    const auto found = m_contents.find(file);
    return found == m_contents.end() ? std::nullopt : std::optional(*found);
}

FileChanges WorkspaceImage::bytesOf(const QStringList &files) const
{
    FileChanges bytes;
    for (const QString &file : files)
        bytes.insert(file, bytesOf(file));
    return bytes;
}

QStringList WorkspaceImage::filesChanged() const
{
    QStringList files;
    for (auto file = m_contents.begin(); file != m_contents.end(); ++file) {
        const auto first = m_first.find(file.key());
        if (first == m_first.end() || *first != *file)
            files.append(file.key());
    }
    for (auto file = m_first.begin(); file != m_first.end(); ++file) {
        if (!m_contents.contains(file.key()))
            files.append(file.key());
    }
    files.sort();
    return files;
}

WorkspaceChange WorkspaceImage::put(const FileChanges &files, WorkspaceChange::Origin origin)
{
    QMap<QString, FoundFile> found;
    for (auto file = files.begin(); file != files.end(); ++file) {
        if (*file)
            found.insert(file.key(), {*file, readContent(file.key(), **file)});
        else
            found.insert(file.key(), {});
    }
    return put(found, origin);
}

WorkspaceChange WorkspaceImage::put(const QMap<QString, FoundFile> &files, WorkspaceChange::Origin origin)
{
    WorkspaceChange change;
    change.origin = origin;
    // A client's own file comes before those in its folder; what goes leaves its folders from the inside.
    for (auto file = files.begin(); file != files.end(); ++file) {
        if (file->bytes || placeOf(file.key()).kind == ImageKind::Client)
            putOne(file.key(), *file, change);
    }
    for (const ImageKind kind : {ImageKind::Request, ImageKind::Folder}) {
        for (auto file = files.end(); file != files.begin();) {
            --file;
            if (!file->bytes && placeOf(file.key()).kind == kind)
                putOne(file.key(), *file, change);
        }
    }
    dropBareFolders(change);
    for (const WorkspacePlace &place : std::as_const(change.added)) {
        if (place.kind == ImageKind::Client)
            putRest(place.client, files);
    }
    bringIntoOrder(change);
    return change;
}

void WorkspaceImage::putOne(const QString &file, const FoundFile &found, WorkspaceChange &change)
{
    const WorkspacePlace place = placeOf(file);
    if (place.kind == ImageKind::None)
        return;
    const bool wasThere = isThere(place);
    m_faults.remove(file);
    if (!found.bytes) {
        m_contents.remove(file);
        return dropOne(place, wasThere, change);
    }
    m_contents.insert(file, *found.bytes);
    if (!found.content || !*found.content) {
        Error error = found.content ? found.content->error() : Error(ErrorKind::Storage, ErrorDetail::ReadFailed);
        error.subject = pathWithin(m_folder, file);
        m_faults.insert(file, {file, error});
        return dropOne(place, wasThere, change);
    }
    putContent(m_workspace, **found.content);
    if (isThere(place))
        (wasThere ? change.changed : change.added).append(place);
}

void WorkspaceImage::putRest(const QString &client, const QMap<QString, FoundFile> &files)
{
    const QString folder = clientFolder(client) + u'/';
    for (auto file = m_contents.lowerBound(folder); file != m_contents.end() && file.key().startsWith(folder); ++file) {
        if (files.contains(file.key()))
            continue;
        if (auto content = readContent(file.key(), *file))
            putContent(m_workspace, *std::move(content));
    }
}

void WorkspaceImage::dropOne(const WorkspacePlace &place, bool wasThere, WorkspaceChange &change)
{
    if (!wasThere || place.kind == ImageKind::Workspace)
        return;
    dropContent(m_workspace, place);
    // A folder stays for as long as something is in it.
    (isThere(place) ? change.changed : change.removed).append(place);
}

void WorkspaceImage::dropBareFolders(WorkspaceChange &change)
{
    QSet<QString> clients;
    for (const WorkspacePlace &place : change.changed + change.removed)
        clients.insert(place.client);
    for (WorkspaceClient &client : m_workspace.clients) {
        if (!clients.contains(client.slug))
            continue;
        QSet<QString> used;
        for (const WorkspaceRequest &request : std::as_const(client.requests)) {
            for (QString path = request.folder; !path.isEmpty() && !used.contains(path); path = parentOf(path))
                used.insert(path);
        }
        for (const WorkspaceFolder &folder : std::as_const(client.folders)) {
            const bool hasFile = m_contents.contains(folderFile(client.slug, folder.path));
            for (QString path = folder.path; hasFile && !path.isEmpty(); path = parentOf(path))
                used.insert(path);
        }
        client.folders.removeIf([&](const WorkspaceFolder &folder) {
            const WorkspacePlace place{ImageKind::Folder, client.slug, folder.path};
            const bool isBare = !used.contains(folder.path);
            if (isBare) {
                change.changed.removeOne(place);
                change.removed.append(place);
            }
            return isBare;
        });
    }
}

void WorkspaceImage::bringIntoOrder(const WorkspaceChange &change)
{
    QSet<QString> clients;
    bool isWorkspace = false;
    const auto note = [&](const WorkspacePlace &place) {
        clients.insert(place.client);
        isWorkspace = isWorkspace || place.kind == ImageKind::Workspace || place.kind == ImageKind::Client;
    };
    for (const WorkspacePlace &place : change.added + change.removed)
        note(place);
    for (const WorkspacePlace &place : change.changed) {
        if (place.kind == ImageKind::Folder || place.kind == ImageKind::Workspace)
            note(place);
    }
    for (WorkspaceClient &client : m_workspace.clients) {
        if (clients.contains(client.slug))
            arrange(client);
    }
    if (isWorkspace)
        arrangeClients(m_workspace);
}

bool WorkspaceImage::isThere(const WorkspacePlace &place) const
{
    if (place.kind == ImageKind::Workspace)
        return true;
    const WorkspaceClient *client = clientAt(m_workspace, place.client);
    if (!client)
        return false;
    if (place.kind == ImageKind::Folder)
        return place.path.isEmpty() || folderAt(*client, place.path);
    // A search through all requests would be too slow for a thousand files at a time.
    const QString file = fileAt(place);
    return place.kind == ImageKind::Client || (m_contents.contains(file) && !m_faults.contains(file));
}

bool WorkspaceImage::setUnreadable(const DiskNews &news)
{
    const QMap<QString, WorkspaceFault> before = m_faults;
    m_faults.removeIf([&](QMap<QString, WorkspaceFault>::iterator fault) {
        const QString client = fault.key().section(u'/', 1, 1);
        const bool isMeant = news.scope.workspace || news.scope.clients.contains(client);
        return isMeant && !m_contents.contains(fault.key());
    });
    for (const WorkspaceFault &fault : news.faults)
        m_faults.insert(fault.file, fault);
    if (news.scope.workspace)
        m_takenSlugs = news.takenSlugs;
    return m_faults != before;
}

} // namespace fuseboard
