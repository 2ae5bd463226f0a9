// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/anyfile.h"
#include "workspace/workspace.h"

namespace fuseboard {

/// What is wrong with a file of the workspace, in words. A value.
struct FileNotice
{
    QString file; ///< relative to the workspace, with '/' between
    QString text; ///< whole sentences, one on each line
    bool isFault = true; ///< the file is not in the workspace; otherwise it is, or is none of its files

    friend bool operator==(const FileNotice &, const FileNotice &) = default;
};

/// Faults first; one notice for each file and kind, in the order of their coming.
QList<FileNotice> fileNotices(const QList<WorkspaceFault> &faults, const QList<WorkspaceWarning> &warnings);

namespace wording {

/// "client", "request", "workspace", "environment".
QString word(FileKind kind);

} // namespace wording

} // namespace fuseboard
