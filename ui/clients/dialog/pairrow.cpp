// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/pairrow.h"

#include "clients/dialog/secretinput.h"
#include "common/grid.h"
#include "common/icons.h"
#include "common/theme.h"
#include "explorer/linevariables.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

namespace fuseboard {

PairRow::PairRow(const Theme &theme, const FieldInfo &info, int number, QWidget *parent)
    : QWidget(parent)
    , m_name(new QLineEdit(this))
    , m_remove(new QToolButton(this))
{
    const bool isSecret = info.kind == FieldKind::SecretHeaders || info.kind == FieldKind::SecretParams;
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(grid::gap);
    row->addWidget(m_name, 2);
    m_name->setPlaceholderText(tr("Name"));
    m_name->setAccessibleName(tr("%1: name %2").arg(info.label).arg(number));
    connect(m_name, &QLineEdit::textEdited, this, &PairRow::edited);
    const QString valueName = tr("%1: value %2").arg(info.label).arg(number);
    if (isSecret) {
        m_secret = new SecretInput(theme, valueName, this);
        row->addWidget(m_secret, 5);
        connect(m_secret, &SecretInput::edited, this, &PairRow::edited);
        connect(m_secret, &SecretInput::noted, this, &PairRow::noted);
    } else {
        m_value = new QLineEdit(this);
        m_variables = new LineVariables(theme, *m_value);
        m_value->setPlaceholderText(tr("Value"));
        m_value->setAccessibleName(valueName);
        row->addWidget(m_value, 3);
        connect(m_value, &QLineEdit::textEdited, this, &PairRow::edited);
    }
    m_remove->setIcon(themedIcon(theme, IconId::Close));
    m_remove->setAccessibleName(tr("%1: remove %2").arg(info.label).arg(number));
    m_remove->setToolTip(tr("Remove"));
    m_remove->setFixedSize(28, 28);
    row->addWidget(m_remove);
    setFocusProxy(m_name);
    connect(m_remove, &QToolButton::clicked, this, &PairRow::removeAsked);
}

void PairRow::setPair(const QString &name, const JsonValue &value, const QString &typedSecret)
{
    if (m_name->text() != name)
        m_name->setText(name);
    if (m_secret)
        m_secret->setSecret(value, typedSecret);
    else if (m_value->text() != value.text)
        m_value->setText(value.text);
}

void PairRow::setScope(const VariableScope &scope)
{
    if (m_secret)
        m_secret->setScope(scope);
    else
        m_variables->setScope(scope);
}

void PairRow::setHasKeychain(bool hasKeychain)
{
    if (m_secret)
        m_secret->setHasKeychain(hasKeychain);
}

void PairRow::setKept(KeptSecrets *kept, const QString &field)
{
    if (m_secret)
        m_secret->setKept(kept, field);
}

SecretNote PairRow::secretNote() const
{
    return m_secret ? m_secret->note() : SecretNote();
}

QString PairRow::name() const
{
    return m_name->text();
}

JsonValue PairRow::value() const
{
    return m_secret ? m_secret->reference() : JsonValue::ofText(m_value->text());
}

QString PairRow::typedSecret() const
{
    return m_secret ? m_secret->typed() : QString();
}

QWidgetList PairRow::controls() const
{
    if (m_secret)
        return {m_name, m_secret->source(), m_secret->line(), m_secret->more(), m_remove};
    return {m_name, m_value, m_remove};
}

bool PairRow::isEmpty() const
{
    return m_name->text().isEmpty() && (m_secret ? m_secret->reference().isNull() : m_value->text().isEmpty());
}

} // namespace fuseboard
