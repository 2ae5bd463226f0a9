// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace fuseboard {

/// An edit of files that a WorkspaceStore does not hold, which is yet undone in turn with its edits. Whoever has made
/// it carries it out, as soon as he can; the history goes on at once.
class OutsideEdit
{
public:
    OutsideEdit() = default;
    virtual ~OutsideEdit() = default;
    OutsideEdit(const OutsideEdit &) = delete;
    OutsideEdit &operator=(const OutsideEdit &) = delete;

    virtual void undo() = 0;
    virtual void redo() = 0;
};

} // namespace fuseboard
