// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/workspaceedits.h"

#include "support/workspacefolder.h"
#include "workspace/workspacewriter.h"

#include <utility>

namespace fuseboard {

using namespace Qt::StringLiterals;

using Kind = WorkspacePlace::Kind;

Workspace editedWorkspace()
{
    Workspace workspace = workspaceWithFolders();
    EnvironmentConfig production;
    production.name = u"Production"_s;
    EnvironmentConfig staging;
    staging.name = u"Staging"_s;
    workspace.environments = {{u"production"_s, production}, {u"staging"_s, staging}};
    return workspace;
}

QList<NamedEdit> editsOfWorkspace()
{
    const WorkspacePlace folder{Kind::Folder, u"orders"_s, u"auth"_s};
    const WorkspacePlace request{Kind::Request, u"orders"_s, u"list"_s};
    const WorkspacePlace orders{Kind::Client, u"orders"_s};
    const WorkspacePlace billing{Kind::Folder, u"billing"_s};
    return {
        {"rename a request", [=](const WorkspaceEditor &editor) { return editor.rename(request, u"All"_s); }},
        {"rename a client", [=](const WorkspaceEditor &editor) { return editor.rename(orders, u"Purchases"_s); }},
        {"move a request into a folder",
         [=](const WorkspaceEditor &editor) { return editor.move(request, folder, 0); }},
        {"move a folder to a client", [=](const WorkspaceEditor &editor) { return editor.move(folder, billing, 0); }},
        {"duplicate a client", [=](const WorkspaceEditor &editor) { return editor.duplicate(orders, u"Copy"_s); }},
        {"remove a folder", [=](const WorkspaceEditor &editor) { return editor.remove(folder); }},
        {"remove a client in the window", [=](const WorkspaceEditor &editor) { return editor.remove(orders); }},
    };
}

QList<FileSave> savesOf(const Workspace &workspace, const EditOfWorkspace &edit)
{
    const auto contents = filesOf(workspace);
    const auto done = contents ? edit(WorkspaceEditor(workspace, *contents, {})) : contents.error();
    QList<FileSave> saves;
    for (auto change = done ? done->changes.begin() : FileChanges::const_iterator();
         done && change != done->changes.end(); ++change) {
        const auto base = contents->constFind(change.key());
        saves.append({change.key(), base == contents->cend() ? std::nullopt : std::optional(*base), *change});
    }
    return saves;
}

QList<FileSave> undone(QList<FileSave> saves)
{
    for (FileSave &save : saves)
        std::swap(save.base, save.bytes);
    return saves;
}

QString firstBroken(const FilesOfFolder &found, const FilesOfFolder &before, const FilesOfFolder &after)
{
    const auto holds = [](const FilesOfFolder &files, const QString &file, const QByteArray &bytes) {
        return files.contains(file) && files.value(file) == bytes;
    };
    for (auto file = found.begin(); file != found.end(); ++file) {
        if (!holds(before, file.key(), *file) && !holds(after, file.key(), *file))
            return file.key();
    }
    for (auto file = before.begin(); file != before.end(); ++file) {
        const bool isLost = after.contains(file.key()) && !found.contains(file.key());
        const bool isKept = after.values().contains(*file);
        if (isLost || (isKept && !found.values().contains(*file)))
            return file.key();
    }
    return {};
}

Result<void> saveAll(WorkspaceDisk &disk, const QList<FileSave> &saves)
{
    const QList<FileSaved> outcomes = disk.save(saves);
    for (const FileSaved &saved : outcomes) {
        if (saved.outcome == FileSaved::Outcome::Failed)
            return saved.error;
        if (saved.outcome == FileSaved::Outcome::Conflict)
            return Error(ErrorKind::Storage, ErrorDetail::Duplicate, saved.file);
    }
    return {};
}

} // namespace fuseboard
