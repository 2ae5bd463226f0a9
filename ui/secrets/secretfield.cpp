// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/secretfield.h"

#include "auth/secretstorestatus.h"
#include "models/errorwording.h"
#include "secrets/secretclipboard.h"
#include "secrets/shownsecret.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace fuseboard {

namespace {

constexpr int keychainRow = 0;
constexpr int environmentRow = 1;

} // namespace

SecretField::SecretField(const SecretMeans &means, QWidget *parent)
    : QWidget(parent)
    , m_means(means)
{
    build();
    connectAll();
    setName(tr("Secret"));
    refresh();
}

SecretField::~SecretField() = default;

void SecretField::connectAll()
{
    connect(m_source, &QComboBox::activated, this, [this] {
        conceal();
        m_edit->setText({}); // not clear(): that can be undone, where it is readable now
        m_action = Action::None;
        m_message.clear();
        m_failed = false;
        refresh();
        Q_EMIT changed();
    });
    connect(m_edit, &QLineEdit::textEdited, this, [this] {
        ++m_reading; // a late answer does not replace it
        m_message.clear();
        m_failed = false;
        refresh();
        Q_EMIT changed();
    });
    connect(m_show, &QPushButton::clicked, this, &SecretField::toggleShown);
    connect(m_copy, &QPushButton::clicked, this, [this] { readThen([this](const QString &text) { copy(text); }); });
    connect(m_guard, &ShownSecret::copyAsked, this, &SecretField::copy);
    connect(m_replace, &QPushButton::clicked, this, [this] { setAction(Action::Replace); });
    connect(m_remove, &QPushButton::clicked, this, [this] { setAction(Action::Remove); });
    connect(m_keep, &QPushButton::clicked, this, [this] { setAction(Action::None); });
    connect(&m_means.status, &SecretStoreStatus::stateChanged, this, &SecretField::look);
    connect(&m_means.clipboard, &SecretClipboard::ended, this, [this] {
        m_message.clear();
        refresh();
    });
}

void SecretField::setKey(const SecretKey &key)
{
    m_key = key;
    m_presence = Presence::Unknown;
    conceal();
    look();
}

void SecretField::setSecret(const Secret &secret)
{
    m_shown = false;
    m_end.cancel();
    m_original = secret;
    m_action = Action::None;
    m_message.clear();
    m_failed = false;
    const bool environment = secret.source() == Secret::Source::Environment;
    m_source->setCurrentIndex(environment ? environmentRow : keychainRow);
    if (!environment)
        m_edit->setEchoMode(QLineEdit::Password); // before the text is in it
    m_edit->setText(secret.text());
    if (secret.source() == Secret::Source::Plain)
        m_action = m_presence == Presence::Stored ? Action::Replace : Action::None;
    refresh();
}

Secret SecretField::secret() const
{
    if (isInEnvironment())
        return m_edit->text().isEmpty() ? Secret() : Secret::environment(m_edit->text());
    if (m_action == Action::Remove)
        return {};
    // A store that cannot be asked is no reason to drop the reference.
    const bool refers = hasInput() || m_original.source() == Secret::Source::Keychain;
    return refers ? Secret::keychain() : Secret();
}

bool SecretField::isModified() const
{
    return hasInput() || secret() != m_original;
}

bool SecretField::hasInput() const
{
    return !isInEnvironment() && !m_edit->isReadOnly() && !m_edit->text().isEmpty();
}

QString SecretField::input() const
{
    return hasInput() ? m_edit->text() : QString();
}

void SecretField::setSourceFixed(bool fixed)
{
    m_source->setVisible(!fixed);
}

void SecretField::setReplaceable(bool replaceable)
{
    m_isReplaceable = replaceable;
    refresh();
}

bool SecretField::isInEnvironment() const
{
    return m_source->currentIndex() == environmentRow;
}

void SecretField::commit(SecretStore::DoneCallback done)
{
    conceal();
    if (!hasInput()) {
        done({});
        return;
    }
    const auto stored = [self = QPointer(this), key = m_key, done = std::move(done)](const Result<void> &result) {
        if (!self)
            return;
        const bool isShown = self->m_key == key; // else another secret is edited by now
        if (result && isShown) {
            self->m_edit->setText({});
            self->m_presence = Presence::Stored;
            self->m_original = Secret::keychain();
            self->setAction(Action::None);
        }
        if (result)
            Q_EMIT self->storeChanged(key);
        else if (isShown)
            self->fail(result.error());
        done(result);
    };
    askAnew();
    m_means.store.write(m_key.text(), m_edit->text(), stored);
}

void SecretField::dropOld()
{
    if (m_presence != Presence::Stored || secret().source() == Secret::Source::Keychain)
        return;
    m_means.store.remove(m_key.text(), [self = QPointer(this), key = m_key](const Result<void> &result) {
        if (!self)
            return;
        if (!result)
            return self->fail(result.error());
        self->m_original = self->secret();
        self->m_action = Action::None;
        self->m_presence = Presence::Missing;
        self->refresh();
        Q_EMIT self->changed();
        Q_EMIT self->storeChanged(key);
    });
}

void SecretField::look()
{
    refresh();
    if (m_key.isNull())
        return;
    const quint64 question = ++m_look;
    m_means.store.contains(m_key.text(), [self = QPointer(this), question](const Result<bool> &there) {
        if (!self || question != self->m_look)
            return;
        if (!there)
            self->m_presence = Presence::Unreachable;
        else
            self->m_presence = *there ? Presence::Stored : Presence::Missing;
        if (self->m_presence == Presence::Stored && self->m_action == Action::None && !self->m_edit->text().isEmpty()
            && !self->m_shown && !self->isInEnvironment())
            self->m_action = Action::Replace; // what was typed meanwhile
        self->refresh();
        Q_EMIT self->changed();
    });
}

void SecretField::toggleShown()
{
    if (m_shown)
        return conceal();
    if (hasInput())
        return reveal(m_edit->text());
    readThen([this](const QString &text) {
        if (m_edit->text().isEmpty()) // else somebody is typing another
            reveal(text);
    });
}

void SecretField::copy(const QString &text)
{
    m_means.clipboard.copy(text);
    m_message = SecretClipboard::notice();
    refresh();
}

void SecretField::readThen(const std::function<void(const QString &)> &use)
{
    m_message.clear();
    m_failed = false;
    askAnew();
    const quint64 question = ++m_reading;
    m_means.store.read(m_key.text(), [self = QPointer(this), question, use](const Result<QString> &value) {
        if (!self || question != self->m_reading)
            return;
        if (value)
            use(*value);
        else if (value.error().detail == ErrorDetail::SecretMissing)
            self->look(); // somebody has removed it elsewhere
        else
            self->fail(value.error());
    });
}

/// A person wants it, though he may have dismissed the last question of the keychain.
void SecretField::askAnew()
{
    const SecretStoreState state = m_means.status.state();
    if (state == SecretStoreState::Locked || state == SecretStoreState::NotMade)
        m_means.status.unlock();
}

void SecretField::reveal(const QString &text)
{
    m_shown = true;
    refresh();
    m_edit->setText(text); // anew: nothing of before can be undone to
    m_end = m_means.scheduler.after(shownFor, [this] { conceal(); });
}

void SecretField::conceal()
{
    ++m_reading; // no late answer shows itself
    m_end.cancel();
    if (!m_shown)
        return;
    m_shown = false;
    const QString input = hasInput() ? m_edit->text() : QString();
    m_edit->setEchoMode(QLineEdit::Password);
    m_edit->setText(input);
    refresh();
}

void SecretField::setAction(Action action)
{
    conceal();
    m_action = action;
    m_message.clear();
    m_failed = false;
    m_edit->setText({});
    refresh();
    if (action == Action::Replace)
        m_edit->setFocus();
    Q_EMIT changed();
}

void SecretField::fail(const Error &error)
{
    m_message = wording::sentence(error);
    m_failed = true;
    refresh();
}

void SecretField::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    conceal();
}

} // namespace fuseboard
