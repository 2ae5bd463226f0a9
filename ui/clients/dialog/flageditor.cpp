// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/flageditor.h"

#include "models/config/configdraft.h"

#include <QCheckBox>
#include <QHBoxLayout>

namespace fuseboard {

FlagEditor::FlagEditor(ConfigDraft &draft, const FieldInfo &info, QWidget *parent)
    : FieldEditor(draft, info, parent)
    , m_box(new QCheckBox(info.label, this))
{
    m_box->setAccessibleName(info.label);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_box);
    row->addStretch(1);
    setFocusProxy(m_box);
    connect(m_box, &QCheckBox::clicked, this, [this](bool on) {
        write([this, on] {
            const FieldFacts *facts = ConfigDraft::factsOf(m_info.path);
            if (facts && facts->standard.flag == on)
                m_draft.clear(m_info.path);
            else
                m_draft.setValue(m_info.path, JsonValue::ofFlag(on));
        });
    });
}

QWidget *FlagEditor::input() const
{
    return m_box;
}

void FlagEditor::showValue()
{
    m_box->setChecked(m_draft.value(m_info.path).flag);
}

} // namespace fuseboard
