// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/secreteditor.h"

#include "clients/dialog/restyle.h"
#include "clients/dialog/secretinput.h"
#include "models/config/configdraft.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>

namespace fuseboard {

SecretEditor::SecretEditor(const Theme &theme, ConfigDraft &draft, const FieldInfo &info, QWidget *parent)
    : FieldEditor(draft, info, parent)
    , m_secret(new SecretInput(theme, info.label, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_secret);
    setFocusProxy(m_secret);
    connect(m_secret, &SecretInput::edited, this, &SecretEditor::take);
    connect(m_secret, &SecretInput::noted, this, &SecretEditor::noted);
}

QWidget *SecretEditor::input() const
{
    return m_secret->source();
}

void SecretEditor::setFaulty(bool faulty)
{
    setInvalid(m_secret->source(), faulty);
    setInvalid(m_secret->line(), faulty);
}

void SecretEditor::setScope(const VariableScope &scope)
{
    m_secret->setScope(scope);
}

void SecretEditor::setHasKeychain(bool hasKeychain)
{
    m_secret->setHasKeychain(hasKeychain);
}

void SecretEditor::setKept(KeptSecrets *kept)
{
    m_secret->setKept(kept, m_info.path);
}

SecretNote SecretEditor::secretNote() const
{
    return m_secret->note();
}

void SecretEditor::take()
{
    const JsonValue reference = m_secret->reference();
    write([this, &reference] {
        if (reference.isNull()) {
            m_draft.clear(m_info.path);
            return;
        }
        m_draft.setValue(m_info.path, reference);
        m_draft.setSecret(m_info.path, m_secret->typed());
    });
}

void SecretEditor::showValue()
{
    m_secret->setSecret(m_draft.value(m_info.path), m_draft.state().secrets.value(m_info.path));
}

} // namespace fuseboard
