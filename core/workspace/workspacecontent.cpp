// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/workspacecontent.h"

#include "config/configreader.h"
#include "config/configwriter.h"
#include "workspace/requestfile.h"
#include "workspace/workspacelayout.h"

#include <algorithm>

namespace fuseboard {

namespace {

using PlaceKind = WorkspacePlace::Kind;

template<class Read>
Result<WorkspaceContent> contentOf(const WorkspacePlace &place, Result<Document<Read>> read)
{
    if (!read)
        return read.error();
    return WorkspaceContent{place, std::move(read->section), std::move(read->warnings)};
}

Result<Document<ClientConfig>> readClient(const QByteArray &bytes)
{
    auto read = readClientConfig(bytes);
    if (!read)
        return read.error();
    return Document<ClientConfig>{std::move(read->config), std::move(read->warnings)};
}

template<class List, class IsIt>
auto *findIn(List &list, IsIt isIt)
{
    const auto found = std::find_if(list.begin(), list.end(), isIt);
    return found == list.end() ? nullptr : &*found;
}

template<class Client>
auto *folderOf(Client &client, const QString &path)
{
    return findIn(client.folders, [&path](const WorkspaceFolder &folder) { return folder.path == path; });
}

template<class Client>
auto *requestOf(Client &client, const QString &path)
{
    const QString folder = parentOf(path);
    const QString slug = lastOf(path);
    return findIn(client.requests,
                  [&](const WorkspaceRequest &request) { return request.slug == slug && request.folder == folder; });
}

template<class Workspaces>
auto *clientOf(Workspaces &workspace, const QString &slug)
{
    return findIn(workspace.clients, [&slug](const WorkspaceClient &client) { return client.slug == slug; });
}

void putWorkspace(Workspace &workspace, Workspace head)
{
    workspace.id = std::move(head.id);
    workspace.name = std::move(head.name);
    workspace.order = std::move(head.order);
    workspace.unknown = std::move(head.unknown);
}

void putFolder(WorkspaceClient &client, const QString &path, FolderConfig config)
{
    if (path.isEmpty())
        client.root = std::move(config);
    else if (WorkspaceFolder *folder = folderOf(client, path))
        folder->config = std::move(config);
    else
        client.folders.append({path, std::move(config)});
}

void putRequest(WorkspaceClient &client, const QString &path, RequestConfig config)
{
    if (WorkspaceRequest *request = requestOf(client, path))
        request->config = std::move(config);
    else
        client.requests.append({lastOf(path), std::move(config), parentOf(path)});
}

void dropFolder(WorkspaceClient &client, const QString &path)
{
    const auto isWithin = [within = path + u'/'](const QString &folder) { return (folder + u'/').startsWith(within); };
    const bool isUsed = std::any_of(client.requests.cbegin(), client.requests.cend(),
                                    [&](const WorkspaceRequest &request) { return isWithin(request.folder); })
        || std::any_of(client.folders.cbegin(), client.folders.cend(),
                       [&](const WorkspaceFolder &folder) { return folder.path != path && isWithin(folder.path); });
    if (path.isEmpty())
        client.root = {};
    else if (isUsed)
        putFolder(client, path, {});
    else
        client.folders.removeIf([&path](const WorkspaceFolder &folder) { return folder.path == path; });
}

} // namespace

Result<WorkspaceContent> readContent(const QString &file, const QByteArray &bytes)
{
    const WorkspacePlace place = placeOf(file);
    switch (place.kind) {
    case PlaceKind::None:
        return invalidDocument({{ErrorDetail::OutOfRange, {}, shortened(file), {}, 0, 0}});
    case PlaceKind::Workspace:
        return contentOf(place, readDocument(bytes, workspaceFields()));
    case PlaceKind::Client:
        return contentOf(place, readClient(bytes));
    case PlaceKind::Folder:
        return contentOf(place, readDocument(bytes, folderFields()));
    case PlaceKind::Request:
        return contentOf(place, readRequestConfig(bytes));
    }
    Q_UNREACHABLE();
}

QByteArray writeContent(const WorkspaceContent::Value &value)
{
    if (const auto *workspace = std::get_if<Workspace>(&value))
        return writeDocument(*workspace, workspaceFields());
    if (const auto *client = std::get_if<ClientConfig>(&value))
        return writeClientConfig(*client);
    if (const auto *folder = std::get_if<FolderConfig>(&value))
        return writeDocument(*folder, folderFields());
    return writeRequestConfig(*std::get_if<RequestConfig>(&value));
}

void putContent(Workspace &workspace, WorkspaceContent content)
{
    if (auto *head = std::get_if<Workspace>(&content.value))
        return putWorkspace(workspace, std::move(*head));
    WorkspaceClient *client = clientOf(workspace, content.place.client);
    if (auto *config = std::get_if<ClientConfig>(&content.value)) {
        if (client)
            client->config = std::move(*config);
        else
            workspace.clients.append({content.place.client, std::move(*config), {}});
    } else if (auto *folder = std::get_if<FolderConfig>(&content.value); folder && client) {
        putFolder(*client, content.place.path, std::move(*folder));
    } else if (auto *request = std::get_if<RequestConfig>(&content.value); request && client) {
        putRequest(*client, content.place.path, std::move(*request));
    }
}

void dropContent(Workspace &workspace, const WorkspacePlace &place)
{
    WorkspaceClient *client = clientOf(workspace, place.client);
    if (!client)
        return;
    if (place.kind == PlaceKind::Client)
        workspace.clients.removeIf([&place](const WorkspaceClient &one) { return one.slug == place.client; });
    else if (place.kind == PlaceKind::Folder)
        dropFolder(*client, place.path);
    else if (place.kind == PlaceKind::Request)
        client->requests.removeIf([&place](const WorkspaceRequest &request) { return request.path() == place.path; });
}

const WorkspaceClient *clientAt(const Workspace &workspace, const QString &slug)
{
    return clientOf(workspace, slug);
}

const WorkspaceFolder *folderAt(const WorkspaceClient &client, const QString &path)
{
    return folderOf(client, path);
}

const WorkspaceRequest *requestAt(const WorkspaceClient &client, const QString &path)
{
    return requestOf(client, path);
}

} // namespace fuseboard
