// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How the field is built and what its parts say; secretfield.cpp tells what they do.

#include "auth/secretstorestatus.h"
#include "common/elidedlabel.h"
#include "common/grid.h"
#include "common/theme.h"
#include "models/figures.h"
#include "models/secretwording.h"
#include "secrets/secretfield.h"
#include "secrets/shownsecret.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace fuseboard {

using namespace Qt::StringLiterals;

QPushButton *SecretField::makeButton(const QString &text, const QString &name)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(name);
    button->setProperty("kind", u"flat"_s);
    button->setAutoDefault(false); // Enter belongs to the dialog
    return button;
}

void SecretField::build()
{
    m_source = new QComboBox(this);
    m_source->setObjectName(u"secretSource"_s);
    m_source->addItems({tr("Keychain"), tr("Environment variable")});
    m_edit = new QLineEdit(this);
    m_edit->setObjectName(u"secretEdit"_s);
    m_edit->setFont(m_means.theme.font(TextStyle::Mono));
    m_guard = new ShownSecret(*m_edit);
    m_hint = new ElidedLabel(this);
    m_hint->setObjectName(u"secretHint"_s);
    m_hint->setFont(m_means.theme.font(TextStyle::Small));
    m_hint->setTextFormat(Qt::PlainText);
    m_show = makeButton(tr("Show"), u"secretShow"_s);
    m_copy = makeButton(tr("Copy"), u"secretCopy"_s);
    m_replace = makeButton(tr("Replace"), u"secretReplace"_s);
    m_remove = makeButton(tr("Remove"), u"secretRemove"_s);
    m_keep = makeButton(tr("Keep the stored one"), u"secretKeep"_s);

    auto *first = new QHBoxLayout;
    first->setSpacing(grid::gap);
    first->addWidget(m_source);
    first->addWidget(m_edit, 1);
    auto *second = new QHBoxLayout;
    second->setSpacing(0);
    second->addWidget(m_hint, 1);
    second->addSpacing(grid::gap);
    for (QPushButton *button : {m_show, m_copy, m_replace, m_remove, m_keep})
        second->addWidget(button);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(grid::unit);
    column->addLayout(first);
    column->addLayout(second);
    setFocusProxy(m_edit);
}

void SecretField::setName(const QString &name)
{
    m_edit->setAccessibleName(name);
    //: %1 the name of a secret field, such as "Client secret"
    m_source->setAccessibleName(tr("Where %1 is kept").arg(name));
    m_show->setAccessibleName(tr("Show %1").arg(name));
    m_copy->setAccessibleName(tr("Copy %1").arg(name));
    m_replace->setAccessibleName(tr("Replace %1").arg(name));
    m_remove->setAccessibleName(tr("Remove %1").arg(name));
    m_keep->setAccessibleName(tr("Keep the stored %1").arg(name));
}

void SecretField::refresh()
{
    const bool environment = isInEnvironment();
    const bool editable = environment || m_action == Action::Replace
        || (m_action == Action::None && m_presence != Presence::Stored && m_isReplaceable);
    const bool absent = m_means.status.state() == SecretStoreState::Absent;
    m_source->setItemText(0, absent ? tr("Memory, until you quit") : tr("Keychain"));
    m_edit->setReadOnly(!editable);
    m_edit->setEchoMode(environment || m_shown ? QLineEdit::Normal : QLineEdit::Password);
    m_guard->setShown(m_shown && !environment);
    m_edit->setPlaceholderText(placeholder());
    m_hint->setText(hint());
    m_edit->setAccessibleDescription(m_hint->text());
    m_hint->setProperty("rank", m_failed ? u"error"_s : u"muted"_s);
    m_hint->style()->unpolish(m_hint);
    m_hint->style()->polish(m_hint);
    updateButtons();
}

void SecretField::updateButtons()
{
    const bool kept = !isInEnvironment() && m_action == Action::None && m_presence == Presence::Stored;
    m_show->setVisible(kept || hasInput());
    m_show->setText(m_shown ? tr("Hide") : tr("Show"));
    m_copy->setVisible(kept);
    m_replace->setVisible(kept && !m_shown && m_isReplaceable);
    m_remove->setVisible(kept && !m_shown);
    m_keep->setVisible(m_action != Action::None);
    m_keep->setText(m_action == Action::Remove ? tr("Do not remove") : tr("Keep the stored one"));
}

QString SecretField::placeholder() const
{
    if (isInEnvironment())
        return tr("NAME_OF_THE_VARIABLE");
    if (m_action == Action::Remove)
        return tr("Will be removed");
    if (m_action == Action::Replace)
        return tr("Type or paste the new secret");
    if (m_presence == Presence::Stored)
        return tr("Stored, and hidden");
    return m_isReplaceable ? tr("Type or paste the secret") : QString();
}

QString SecretField::hint() const
{
    if (!m_message.isEmpty())
        return m_message;
    if (isInEnvironment())
        return environmentHint();
    const SecretStoreState state = m_means.status.state();
    if (state == SecretStoreState::WaitingForUser)
        return tr("Waiting for you to unlock the keychain");
    const QString place = wording::secretPlace(Secret::keychain(), state);
    if (m_original.source() == Secret::Source::Plain && hasInput())
        return tr("Stands in the file as plain text; saving moves it to: %1").arg(place);
    if (hasInput())
        return tr("Will be stored in: %1").arg(place);
    if (m_action == Action::Remove)
        return tr("Stored in: %1, until you save").arg(place);
    switch (m_presence) {
    case Presence::Unknown:
        return tr("Looking into: %1").arg(place);
    case Presence::Stored:
        return tr("Stored in: %1").arg(place);
    case Presence::Missing:
    case Presence::Unreachable:
        if (!m_isReplaceable)
            return m_presence == Presence::Missing ? tr("Not stored any more") : tr("Cannot be looked up now");
        return tr("Not stored yet; goes to: %1").arg(place);
    }
    Q_UNREACHABLE();
}

QString SecretField::environmentHint() const
{
    const QString name = m_edit->text();
    if (name.isEmpty())
        return tr("Read when a request is sent, and kept nowhere");
    if (qEnvironmentVariableIsSet(name.toLocal8Bit().constData()))
        return tr("%1 is set").arg(wording::printable(name, 40));
    return tr("%1 is not set; set it and start Fuseboard again").arg(wording::printable(name, 40));
}

} // namespace fuseboard
