// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/store/workspacechange.h"
#include "workspace/workspacecontent.h"
#include "workspace/workspacefiles.h"

namespace fuseboard {

/// Turns what somebody wants into an edit of files. Looks only; nothing is changed until the edit is carried out.
///
/// Errors are Storage/NotFound where there is no such place, and ConfigInvalid where the outcome would have faults, or
/// a folder would come into itself or too deep.
class WorkspaceEditor
{
public:
    using Value = WorkspaceContent::Value;

    /// Both must outlive it. The contents hold more than the workspace where files have faults; their names are taken.
    WorkspaceEditor(const Workspace &workspace, const FileContents &contents, QStringList takenClients);

    /// Of a client into the workspace, or of a folder or request into a folder: its parent. The slug is made of the
    /// name.
    [[nodiscard]] Result<WorkspaceEdit> add(const WorkspacePlace &parent, Value value) const;
    /// Gives what is at a place another value of the same kind.
    [[nodiscard]] Result<WorkspaceEdit> change(const WorkspacePlace &place, const Value &value) const;
    /// The slug stays.
    [[nodiscard]] Result<WorkspaceEdit> rename(const WorkspacePlace &place, const QString &name) const;
    /// With all that is in it, beside it, and after it where there is an order.
    [[nodiscard]] Result<WorkspaceEdit> duplicate(const WorkspacePlace &place, const QString &name) const;
    /// With all that is in it.
    [[nodiscard]] Result<WorkspaceEdit> remove(const WorkspacePlace &place) const;
    /// Of a folder or request into a folder, also another client's, or of a client within the workspace: before what
    /// has that index there when it is taken out. A negative index leaves the order as it is. The slug changes only
    /// where it is taken.
    [[nodiscard]] Result<WorkspaceEdit> move(const WorkspacePlace &place, const WorkspacePlace &parent,
                                             qsizetype index) const;

private:
    [[nodiscard]] std::optional<Value> valueAt(const WorkspacePlace &place) const;
    [[nodiscard]] QStringList takenIn(const WorkspacePlace &parent) const;
    [[nodiscard]] QStringList filesOf(const WorkspacePlace &place) const;
    [[nodiscard]] QStringList orderIn(const WorkspacePlace &parent) const;
    [[nodiscard]] QStringList namesIn(const WorkspacePlace &parent) const;
    void setOrder(const WorkspacePlace &parent, const QStringList &order, FileChanges &changes) const;
    void placeAt(const WorkspacePlace &place, const WorkspacePlace &parent, const QString &oldName, qsizetype index,
                 FileChanges &changes) const;

    const Workspace &m_workspace;
    const FileContents &m_contents;
    QStringList m_takenClients;
};

} // namespace fuseboard
