// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "clients/dialog/lineeditor.h"

namespace fuseboard {

/// The path of a file: it is typed, or chosen in a dialog.
class FileEditor final : public LineEditor
{
    Q_OBJECT

public:
    /// Theme and draft must outlive it.
    FileEditor(const Theme &theme, ConfigDraft &draft, const FieldInfo &info, QWidget *parent = nullptr);

private:
    void choose();
};

} // namespace fuseboard
