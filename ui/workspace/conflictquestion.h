// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

class QWidget;

namespace fuseboard {

class Theme;
class WorkspaceStore;

/// Asks which version of a file in conflict is kept, and does it; nothing where it is in none. Nobody replaces a
/// version that he has not seen: where theirs has changed while the question was open, it is asked once more. All must
/// outlive the dialog, which is a child of parent.
void askForVersion(const Theme &theme, WorkspaceStore &store, const QString &file, QWidget *parent);

} // namespace fuseboard
