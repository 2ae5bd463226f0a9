// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/secretinput.h"

#include "clients/dialog/keptsecrets.h"
#include "common/grid.h"
#include "common/icons.h"
#include "common/wheelguard.h"
#include "explorer/linevariables.h"
#include "models/errorwording.h"
#include "models/secretuserwording.h"
#include "secrets/secretclipboard.h"
#include "secrets/shownsecret.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

namespace fuseboard {

using namespace Qt::StringLiterals;

SecretInput::SecretInput(const Theme &theme, const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_name(name)
    , m_source(new QComboBox(this))
    , m_line(new QLineEdit(this))
    , m_more(new QToolButton(this))
    , m_variables(new LineVariables(theme, *m_line))
    , m_guard(new ShownSecret(*m_line))
{
    new WheelGuard(*m_source); // a child
    m_source->addItems({tr("Not set"), tr("Keychain"), tr("Environment variable"), tr("{{variables}}")});
    m_source->setAccessibleName(tr("Where it comes from: %1").arg(name));
    m_line->setAccessibleName(name);
    m_line->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    makeMore(theme, name);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(grid::gap);
    row->addWidget(m_source);
    row->addWidget(m_line, 1);
    row->addWidget(m_more);
    setFocusProxy(m_source);
    setHasKeychain(true);
    connect(m_source, &QComboBox::activated, this, [this] {
        dropAnswers();
        conceal();
        m_line->setText({}); // not clear(): that can be undone, where it is readable now
        say({}, false);
        showSource();
        Q_EMIT edited();
    });
    connect(m_line, &QLineEdit::textEdited, this, [this] {
        dropAnswers(); // to Show: what is typed stands
        say({}, false);
        showMore();
        Q_EMIT edited();
    });
    connect(m_guard, &ShownSecret::copyAsked, this, &SecretInput::copy);
    showSource();
}

void SecretInput::makeMore(const Theme &theme, const QString &name)
{
    m_more->setProperty("kind", u"menu"_s);
    m_more->setIcon(themedIcon(theme, IconId::Key));
    m_more->setAccessibleName(tr("%1: show or copy").arg(name));
    m_more->setToolTip(tr("Show or copy"));
    m_more->setFixedSize(28, 28);
    m_more->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(m_more);
    m_show = menu->addAction(tr("Show"));
    m_show->setObjectName(u"showKept"_s);
    connect(m_show, &QAction::triggered, this, [this] {
        if (m_isShown)
            return conceal();
        readThen([this](const QString &secret) { reveal(secret); });
    });
    QAction *copying = menu->addAction(tr("Copy"));
    copying->setObjectName(u"copyKept"_s);
    connect(copying, &QAction::triggered, this, [this] { readThen([this](const QString &secret) { copy(secret); }); });
    m_more->setMenu(menu);
}

void SecretInput::setSecret(const JsonValue &reference, const QString &typed)
{
    m_isStored = reference.isObject() && typed.isEmpty();
    if (m_isShown && m_isStored)
        return;
    if (!m_isStored) // else it is the one that somebody may wait for
        dropAnswers();
    conceal();
    const bool isEnvironment = reference.isText() && reference.text.startsWith("${env:"_L1);
    const int before = m_source->currentIndex();
    m_source->setCurrentIndex(reference.isNull()         ? NotSet
                                  : reference.isObject() ? Keychain
                                  : isEnvironment        ? Environment
                                                         : Variables);
    const QString text = isEnvironment ? reference.text.mid(6).chopped(1) : reference.isText() ? reference.text : typed;
    if (m_line->text() != text || m_source->currentIndex() != before) // of another source, nothing can be undone to
        m_line->setText(text);
    showSource();
}

void SecretInput::setKept(KeptSecrets *kept, const QString &field)
{
    if (m_kept == kept && m_field == field)
        return;
    dropAnswers();
    conceal();
    if (m_kept)
        disconnect(&m_kept->means().clipboard, nullptr, this, nullptr);
    m_kept = kept;
    m_field = field;
    if (kept)
        connect(&kept->means().clipboard, &SecretClipboard::ended, this, [this] { say({}, false); });
    say({}, false);
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
    return m_source->currentIndex() == Keychain && !m_isShown ? m_line->text() : QString();
}

SecretNote SecretInput::note() const
{
    if (!m_said.sentence.isEmpty())
        return m_said;
    if (isToBeTypedAgain())
        return {tr("type again"), tr("It was typed before the program ended, and not kept: type it again."), true};
    if (m_kept && m_kept->isOfNew() && m_source->currentIndex() == Keychain && typed().isEmpty())
        return {tr("to be typed"), tr("Type the secret: none is kept for this client yet."), false};
    if (!m_kept || m_kept->isOfNew() || !isReferred())
        return {};
    const auto presence = m_kept->presence(m_field);
    return {wording::secretTroubleWord(presence, m_kept->state()), wording::secretTrouble(presence, m_kept->state()),
            presence != KeptSecrets::Presence::Stored};
}

/// To the keychain, as it is: what is typed replaces whatever is there.
bool SecretInput::isReferred() const
{
    return m_isStored && m_source->currentIndex() == Keychain && typed().isEmpty();
}

bool SecretInput::isKept() const
{
    return isReferred() && m_kept && m_kept->presence(m_field) == KeptSecrets::Presence::Stored;
}

bool SecretInput::isToBeTypedAgain() const
{
    return isReferred() && m_kept && m_kept->wasTypedBefore(m_field);
}

void SecretInput::showSource()
{
    const int source = m_source->currentIndex();
    m_line->setEnabled(source != NotSet);
    m_line->setReadOnly(m_isShown);
    m_line->setEchoMode(source == Environment || source == Variables || m_isShown ? QLineEdit::Normal
                                                                                  : QLineEdit::Password);
    m_line->setPlaceholderText(placeholder());
    m_guard->setShown(m_isShown);
    showMore();
    m_show->setText(m_isShown ? tr("Hide") : tr("Show"));
    m_variables->setScope(m_scope); // what is hidden shows none
}

void SecretInput::showMore()
{
    const bool isThere = isKept();
    const bool hasFocus = m_more->window()->focusWidget() == m_more; // also behind the keychain's question
    if (!isThere && hasFocus) // else it falls on what comes next, which removes the whole
        (m_line->isEnabled() ? static_cast<QWidget *>(m_line) : m_source)->setFocus();
    m_more->setVisible(isThere);
}

QString SecretInput::placeholder() const
{
    switch (m_source->currentIndex()) {
    case NotSet:
        return {};
    case Environment:
        return tr("NAME_OF_THE_VARIABLE");
    case Variables:
        return u"{{api_token}}"_s;
    default:
        break;
    }
    if (isToBeTypedAgain())
        return tr("not kept; type it again");
    if (!m_isStored || (m_kept && m_kept->isOfNew()))
        return tr("type the secret");
    if (m_kept && m_kept->presence(m_field) == KeptSecrets::Presence::Missing)
        return tr("missing; type it");
    return tr("kept; type to replace it");
}

void SecretInput::readThen(const std::function<void(const QString &)> &use)
{
    if (!m_kept)
        return;
    say({}, false);
    m_kept->read(m_field, [self = QPointer(this), reading = ++m_reading, use](const Result<QString> &secret) {
        if (!self || reading != self->m_reading || !self->m_kept)
            return;
        if (secret)
            return use(*secret);
        if (secret.error().detail == ErrorDetail::SecretMissing) // somebody has removed it elsewhere
            return self->m_kept->lookAgain();
        Error named = secret.error();
        named.subject = self->m_name;
        self->say(wording::sentence(named), true);
    });
}

void SecretInput::reveal(const QString &secret)
{
    if (!m_line->text().isEmpty())
        return;
    m_isShown = true;
    m_line->setText(secret); // anew: nothing of before can be undone to
    showSource();
    m_end = m_kept->means().scheduler.after(shownFor, [this] { conceal(); });
}

void SecretInput::conceal()
{
    m_end.cancel();
    if (!std::exchange(m_isShown, false))
        return;
    m_line->setEchoMode(QLineEdit::Password);
    m_line->setText({}); // not clear(): that can be undone
    showSource();
}

void SecretInput::copy(const QString &secret)
{
    m_kept->means().clipboard.copy(secret);
    say(SecretClipboard::notice(), false);
}

void SecretInput::say(const QString &message, bool isTrouble)
{
    if (m_said.sentence == message)
        return;
    m_said = {{}, message, isTrouble};
    Q_EMIT noted();
}

void SecretInput::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    dropAnswers(); // no late one shows itself
    conceal();
}

} // namespace fuseboard
