// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/secretinput.h"

#include "common/grid.h"
#include "common/wheelguard.h"
#include "explorer/linevariables.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>

namespace fuseboard {

using namespace Qt::StringLiterals;

SecretInput::SecretInput(const Theme &theme, const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_source(new QComboBox(this))
    , m_line(new QLineEdit(this))
    , m_variables(new LineVariables(theme, *m_line))
{
    new WheelGuard(*m_source); // a child
    m_source->addItems({tr("Not set"), tr("Keychain"), tr("Environment variable"), tr("{{variables}}")});
    m_source->setAccessibleName(tr("Where it comes from: %1").arg(name));
    m_line->setAccessibleName(name);
    m_line->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(grid::gap);
    row->addWidget(m_source);
    row->addWidget(m_line, 1);
    setFocusProxy(m_source);
    setHasKeychain(true);
    connect(m_source, &QComboBox::activated, this, [this] {
        m_line->clear();
        showSource();
        Q_EMIT edited();
    });
    connect(m_line, &QLineEdit::textEdited, this, &SecretInput::edited);
    showSource();
}

void SecretInput::setSecret(const JsonValue &reference, const QString &typed)
{
    m_isStored = reference.isObject() && typed.isEmpty();
    const bool isEnvironment = reference.isText() && reference.text.startsWith("${env:"_L1);
    m_source->setCurrentIndex(reference.isNull()         ? NotSet
                                  : reference.isObject() ? Keychain
                                  : isEnvironment        ? Environment
                                                         : Variables);
    const QString text = isEnvironment ? reference.text.mid(6).chopped(1) : reference.isText() ? reference.text : typed;
    if (m_line->text() != text)
        m_line->setText(text);
    showSource();
}

void SecretInput::setScope(const VariableScope &scope)
{
    m_scope = scope;
    m_variables->setScope(scope);
}

void SecretInput::setHasKeychain(bool hasKeychain)
{
    m_source->setItemText(Keychain, hasKeychain ? tr("Keychain") : tr("Memory, until you quit"));
    m_source->setFixedWidth(hasKeychain ? 168 : 208);
}

JsonValue SecretInput::reference() const
{
    if (m_source->currentIndex() == NotSet)
        return {};
    if (m_source->currentIndex() == Environment)
        return JsonValue::ofText(u"${env:"_s + m_line->text() + u'}');
    if (m_source->currentIndex() == Variables)
        return JsonValue::ofText(m_line->text());
    JsonValue reference = JsonValue::object();
    reference.append(u"secret"_s, JsonValue::ofText(u"keychain"_s));
    return reference;
}

QString SecretInput::typed() const
{
    return m_source->currentIndex() == Keychain ? m_line->text() : QString();
}

void SecretInput::showSource()
{
    const int source = m_source->currentIndex();
    m_line->setEnabled(source != NotSet);
    m_line->setEchoMode(source == Environment || source == Variables ? QLineEdit::Normal : QLineEdit::Password);
    m_line->setPlaceholderText(source == NotSet            ? QString()
                                   : source == Environment ? tr("NAME_OF_THE_VARIABLE")
                                   : source == Variables   ? u"{{api_token}}"_s
                                   : m_isStored            ? tr("kept; type to replace it")
                                                           : tr("type the secret"));
    m_variables->setScope(m_scope); // what is hidden shows none
}

} // namespace fuseboard
