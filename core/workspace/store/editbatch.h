// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/store/workspaceeditor.h"
#include "workspace/store/workspaceimage.h"

#include <functional>

namespace fuseboard {

/// Several edits that become one. Each is worked out on what those before it would leave; nothing is changed until
/// somebody carries out what they come to.
class EditBatch
{
public:
    using Step = std::function<Result<WorkspaceEdit>(const WorkspaceEditor &)>;

    /// As the workspace is now.
    explicit EditBatch(WorkspaceImage image);

    /// The place that the step is about, after it. One that fails leaves the batch as it was.
    Result<WorkspacePlace> add(const Step &step);
    /// What they all come to, with the title of the first and how many things it is about.
    [[nodiscard]] WorkspaceEdit edit(int count) const;

private:
    WorkspaceImage m_image;
    WorkspaceEdit m_edit;
    bool m_isMixed = false; // things of more than one kind
};

/// Without those that lie in another one of them, and therefore go where that goes.
QList<WorkspacePlace> topmost(const QList<WorkspacePlace> &places);

} // namespace fuseboard
