// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/workspaceloader.h"

#include "workspace/environmentfiles.h"
#include "workspace/workspacecontent.h"
#include "workspace/workspacelayout.h"
#include "workspace/workspaceorder.h"

#include <algorithm>

namespace fuseboard {

namespace {

using PlaceKind = WorkspacePlace::Kind;

/// Builds a workspace of its files, which come in the order of their names: a client's own one before the others in its
/// folder.
class WorkspaceAssembly
{
public:
    WorkspaceAssembly(const WorkspaceFiles &files, const QString &folder)
        : m_files(files)
        , m_folder(folder)
    {
        m_loaded.faults = files.faults;
        m_loaded.takenSlugs = files.takenSlugs;
        m_loaded.contents = files.contents;
    }

    LoadedWorkspace run();

private:
    void add(const QString &file, Result<WorkspaceContent> content);
    void place(WorkspaceContent content);
    void addToClient(WorkspaceClient &client, WorkspaceContent content);

    const WorkspaceFiles &m_files;
    const QString &m_folder;
    LoadedWorkspace m_loaded;
};

LoadedWorkspace WorkspaceAssembly::run()
{
    const FileContents &contents = m_files.contents;
    if (const auto head = contents.find(workspaceFile()); head != contents.end())
        add(head.key(), readContent(head.key(), head.value()));
    for (auto file = contents.begin(); file != contents.end(); ++file) {
        if (file.key() != workspaceFile())
            add(file.key(), readContent(file.key(), file.value()));
    }
    for (WorkspaceClient &client : m_loaded.workspace.clients)
        arrange(client);
    arrangeClients(m_loaded.workspace);
    std::stable_sort(m_loaded.faults.begin(), m_loaded.faults.end(),
                     [](const WorkspaceFault &one, const WorkspaceFault &other) { return one.file < other.file; });
    m_loaded.warnings += m_files.warnings;
    return std::move(m_loaded);
}

void WorkspaceAssembly::add(const QString &file, Result<WorkspaceContent> content)
{
    if (!content) {
        Error error = content.error();
        error.subject = pathWithin(m_folder, file);
        m_loaded.faults.append({file, std::move(error)});
        return;
    }
    for (const ConfigFault &warning : std::as_const(content->warnings))
        m_loaded.warnings.append({file, warning});
    place(*std::move(content));
}

void WorkspaceAssembly::place(WorkspaceContent content)
{
    QList<WorkspaceClient> &clients = m_loaded.workspace.clients;
    if (content.place.kind == PlaceKind::Workspace || content.place.kind == PlaceKind::Client) {
        if (auto *config = std::get_if<ClientConfig>(&content.value))
            clients.append({content.place.client, std::move(*config), {}});
        else
            putContent(m_loaded.workspace, std::move(content));
    } else if (!clients.isEmpty() && clients.last().slug == content.place.client) {
        addToClient(clients.last(), std::move(content));
    }
}

void WorkspaceAssembly::addToClient(WorkspaceClient &client, WorkspaceContent content)
{
    const QString &path = content.place.path;
    if (auto *request = std::get_if<RequestConfig>(&content.value))
        client.requests.append({lastOf(path), std::move(*request), parentOf(path)});
    else if (auto *folder = std::get_if<FolderConfig>(&content.value); folder && path.isEmpty())
        client.root = std::move(*folder);
    else if (folder)
        client.folders.append({path, std::move(*folder)});
}

} // namespace

LoadedWorkspace assembleWorkspace(const WorkspaceFiles &files, const QString &folder)
{
    return WorkspaceAssembly(files, folder).run();
}

Result<LoadedWorkspace> loadWorkspace(const QString &folder)
{
    const WorkspaceFiles files = readWorkspaceFiles(folder);
    const auto isMissing = [](const WorkspaceFault &fault) {
        return fault.file == workspaceFile() && fault.error.detail == ErrorDetail::NotFound;
    };
    const auto missing = std::find_if(files.faults.begin(), files.faults.end(), isMissing);
    if (missing != files.faults.end())
        return missing->error;
    LoadedWorkspace loaded = assembleWorkspace(files, folder);
    LoadedEnvironments environments = loadEnvironments(folder);
    loaded.workspace.environments = std::move(environments.environments);
    loaded.faults += environments.faults;
    loaded.warnings += environments.warnings;
    loaded.takenEnvironments = std::move(environments.taken);
    return loaded;
}

} // namespace fuseboard
