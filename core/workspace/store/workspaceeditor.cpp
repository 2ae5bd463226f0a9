// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/store/workspaceeditor.h"

#include "workspace/slug.h"
#include "workspace/store/editplaces.h"
#include "workspace/workspaceorder.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

using EditedKind = WorkspacePlace::Kind;
using EditAction = EditTitle::Action;
using EditValue = WorkspaceContent::Value;

WorkspaceEditor::WorkspaceEditor(const Workspace &workspace, const FileContents &contents, QStringList takenClients)
    : m_workspace(workspace)
    , m_contents(contents)
    , m_takenClients(std::move(takenClients))
{
}

std::optional<EditValue> WorkspaceEditor::valueAt(const WorkspacePlace &place) const
{
    if (place.kind == EditedKind::Workspace) {
        Workspace head = m_workspace;
        head.clients.clear();
        return head;
    }
    const WorkspaceClient *client = clientAt(m_workspace, place.client);
    if (!client)
        return std::nullopt;
    if (place.kind == EditedKind::Client)
        return client->config;
    if (place.kind == EditedKind::Folder && place.path.isEmpty())
        return client->root;
    if (const WorkspaceFolder *folder = folderAt(*client, place.path); folder && place.kind == EditedKind::Folder)
        return folder->config;
    if (const WorkspaceRequest *request = requestAt(*client, place.path); request && place.kind == EditedKind::Request)
        return request->config;
    return std::nullopt;
}

QStringList WorkspaceEditor::filesOf(const WorkspacePlace &place) const
{
    if (place.kind == EditedKind::Request)
        return {fileAt(place)};
    const QString folder = folderWithAll(place);
    QStringList files;
    for (auto file = m_contents.lowerBound(folder); file != m_contents.end() && file.key().startsWith(folder); ++file)
        files.append(file.key());
    return files;
}

QStringList WorkspaceEditor::takenIn(const WorkspacePlace &parent) const
{
    QStringList taken = m_takenClients;
    if (parent.kind == EditedKind::Workspace) {
        for (const WorkspaceClient &client : m_workspace.clients)
            taken.append(client.slug);
        return taken;
    }
    taken = QStringList{u"folder"_s}; // the folder's own file
    const QString folder = folderWithAll(parent);
    for (const QString &file : filesOf(parent)) {
        const QString name = file.sliced(folder.size()).section(u'/', 0, 0);
        const QString slug = name.endsWith(".json"_L1) && !file.mid(folder.size()).contains(u'/') ? name.chopped(5)
                                                                                                  : name;
        if (!taken.contains(slug))
            taken.append(slug);
    }
    return taken;
}

QStringList WorkspaceEditor::orderIn(const WorkspacePlace &parent) const
{
    if (parent.kind == EditedKind::Workspace)
        return m_workspace.order;
    const auto value = valueAt(parent);
    return value ? std::get_if<FolderConfig>(&*value)->order : QStringList();
}

QStringList WorkspaceEditor::namesIn(const WorkspacePlace &parent) const
{
    QStringList names;
    if (parent.kind == EditedKind::Workspace) {
        for (const WorkspaceClient &client : m_workspace.clients)
            names.append(client.slug);
    } else if (const WorkspaceClient *client = clientAt(m_workspace, parent.client)) {
        for (const WorkspaceItem &item : itemsIn(*client, parent.path))
            names.append(item.orderName());
    }
    return names;
}

void WorkspaceEditor::setOrder(const WorkspacePlace &parent, const QStringList &order, FileChanges &changes) const
{
    auto value = valueAt(parent);
    if (!value)
        return;
    if (auto *workspace = std::get_if<Workspace>(&*value))
        workspace->order = order;
    else if (auto *folder = std::get_if<FolderConfig>(&*value))
        folder->order = order;
    changes.insert(fileAt(parent), writeContent(*value));
}

void WorkspaceEditor::placeAt(const WorkspacePlace &place, const WorkspacePlace &parent, const QString &oldName,
                              qsizetype index, FileChanges &changes) const
{
    QStringList names = namesIn(parent);
    names.removeOne(oldName);
    names.insert(qMin(index, names.size()), orderNameAt(place));
    if (names != orderIn(parent))
        setOrder(parent, names, changes);
}

Result<WorkspaceEdit> WorkspaceEditor::add(const WorkspacePlace &parent, Value value) const
{
    const EditedKind kind = kindOf(value);
    if (!isRightParent(parent, kind) || !valueAt(parent))
        return nothingAt(parent);
    const QString name = nameOf(value);
    const WorkspacePlace place = childPlace(parent, kind, makeSlug(name, takenIn(parent), fallbackSlug(kind)));
    if (auto right = checkValue(place, value); !right)
        return right.error();
    return WorkspaceEdit{{EditAction::Add, kind, name}, {{fileAt(place), writeContent(value)}}, place};
}

Result<WorkspaceEdit> WorkspaceEditor::change(const WorkspacePlace &place, const Value &value) const
{
    const auto before = valueAt(place);
    if (!before)
        return nothingAt(place);
    if (auto right = checkValue(place, value); !right)
        return right.error();
    return WorkspaceEdit{
        {EditAction::Change, place.kind, nameOf(*before)}, {{fileAt(place), writeContent(value)}}, place};
}

Result<WorkspaceEdit> WorkspaceEditor::rename(const WorkspacePlace &place, const QString &name) const
{
    const auto value = valueAt(place);
    if (!value)
        return nothingAt(place);
    auto edit = change(place, renamed(*value, name));
    if (edit)
        edit->title.action = EditAction::Rename;
    return edit;
}

Result<WorkspaceEdit> WorkspaceEditor::remove(const WorkspacePlace &place) const
{
    const auto value = valueAt(place);
    if (!value || place.kind == EditedKind::Workspace || isRoot(place))
        return nothingAt(place);
    WorkspaceEdit edit{{EditAction::Remove, place.kind, nameOf(*value)}, {}, place};
    for (const QString &file : filesOf(place))
        edit.changes.insert(file, std::nullopt);
    return edit;
}

Result<WorkspaceEdit> WorkspaceEditor::duplicate(const WorkspacePlace &place, const QString &name) const
{
    const auto value = valueAt(place);
    if (!value || place.kind == EditedKind::Workspace || isRoot(place))
        return nothingAt(place);
    const WorkspacePlace parent = parentPlace(place);
    const WorkspacePlace copy = childPlace(parent, place.kind,
                                           makeSlug(name, takenIn(parent), fallbackSlug(place.kind)));
    const EditValue copied = renamed(*value, name);
    if (auto right = checkValue(copy, copied); !right)
        return right.error();
    WorkspaceEdit edit{{EditAction::Duplicate, place.kind, nameOf(*value)}, {}, copy};
    for (const QString &file : filesOf(place))
        edit.changes.insert(movedFile(file, place, copy), m_contents.value(file));
    edit.changes.insert(fileAt(copy), writeContent(copied));
    if (!orderIn(parent).isEmpty())
        placeAt(copy, parent, {}, namesIn(parent).indexOf(orderNameAt(place)) + 1, edit.changes);
    return edit;
}

Result<WorkspaceEdit> WorkspaceEditor::move(const WorkspacePlace &place, const WorkspacePlace &parent,
                                            qsizetype index) const
{
    const auto value = valueAt(place);
    if (!value || isRoot(place))
        return nothingAt(place);
    if (!isRightParent(parent, place.kind) || !valueAt(parent))
        return nothingAt(parent);
    WorkspaceEdit edit{{EditAction::Move, place.kind, nameOf(*value)}, {}, place};
    if (parent != parentPlace(place)) {
        const QString inside = parent.client + u'/' + parent.path + u'/';
        if (place.kind == EditedKind::Folder && inside.startsWith(place.client + u'/' + place.path + u'/'))
            return impossible(parent, ErrorDetail::Contradiction);
        edit.place = childPlace(parent, place.kind, freeSlug(slugAt(place), takenIn(parent)));
        for (const QString &file : filesOf(place)) {
            const QString target = movedFile(file, place, edit.place);
            if (placeOf(target).kind == EditedKind::None)
                return impossible(edit.place, ErrorDetail::TooDeep);
            edit.changes.insert(file, std::nullopt);
            edit.changes.insert(target, m_contents.value(file));
        }
    }
    if (index >= 0)
        placeAt(edit.place, parent, parent == parentPlace(place) ? orderNameAt(place) : QString(), index, edit.changes);
    return edit;
}

} // namespace fuseboard
