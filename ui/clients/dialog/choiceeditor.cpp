// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/choiceeditor.h"

#include "clients/dialog/restyle.h"
#include "common/wheelguard.h"
#include "models/config/configdraft.h"

#include <QComboBox>
#include <QHBoxLayout>

namespace fuseboard {

namespace {
constexpr int choiceWidth = 264; // of the longest choice
}

ChoiceEditor::ChoiceEditor(ConfigDraft &draft, const FieldInfo &info, QWidget *parent)
    : FieldEditor(draft, info, parent)
    , m_box(new QComboBox(this))
{
    new WheelGuard(*m_box); // a child
    m_box->setAccessibleName(info.label);
    if (const FieldFacts *facts = ConfigDraft::factsOf(info.path); facts && facts->standard.isNull())
        m_box->addItem(tr("Automatic"), QString());
    for (const ChoiceInfo &choice : choicesOf(info.path))
        m_box->addItem(choice.label, choice.word);
    setFixedWidth(choiceWidth);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_box);
    setFocusProxy(m_box);
    connect(m_box, &QComboBox::activated, this, &ChoiceEditor::take);
}

QWidget *ChoiceEditor::input() const
{
    return m_box;
}

void ChoiceEditor::setFaulty(bool faulty)
{
    setInvalid(m_box, faulty);
}

void ChoiceEditor::take(int index)
{
    const QString word = m_box->itemData(index).toString();
    write([this, &word] {
        const FieldFacts *facts = ConfigDraft::factsOf(m_info.path);
        if (word.isEmpty() || (facts && facts->standard.text == word))
            m_draft.clear(m_info.path);
        else
            m_draft.setValue(m_info.path, JsonValue::ofText(word));
    });
    Q_EMIT chosen();
}

void ChoiceEditor::showValue()
{
    const int index = m_box->findData(m_draft.value(m_info.path).text.toLower());
    m_box->setCurrentIndex(std::max(index, 0));
}

} // namespace fuseboard
