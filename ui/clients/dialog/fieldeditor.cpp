// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/fieldeditor.h"

namespace fuseboard {

FieldEditor::FieldEditor(ConfigDraft &draft, const FieldInfo &info, QWidget *parent)
    : QWidget(parent)
    , m_draft(draft)
    , m_info(info)
{
    setObjectName(info.path);
}

FieldEditor::~FieldEditor() = default;

void FieldEditor::refresh()
{
    if (!m_writing)
        showValue();
}

} // namespace fuseboard
