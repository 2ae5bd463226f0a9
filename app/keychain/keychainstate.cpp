// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keychain/keychainstate.h"

namespace fuseboard {

KeychainState::KeychainState(Keychain &keychain, Scheduler &scheduler, QObject *parent)
    : QObject(parent)
    , m_keychain(keychain)
    , m_scheduler(scheduler)
{
    connect(&keychain, &Keychain::changed, this, &KeychainState::probe);
}

void KeychainState::probe()
{
    const quint64 number = ++m_number;
    m_limit = m_scheduler.after(answerLimit, [this] {
        ++m_number;
        probed(Keychain::Outcome::Failed);
    });
    m_keychain.probe([this, number](const Keychain::Answer &answer) {
        if (number != m_number)
            return;
        m_limit.cancel();
        probed(answer.outcome);
    });
}

void KeychainState::beginQuestion()
{
    set(SecretStoreState::WaitingForUser);
}

void KeychainState::endQuestion()
{
    if (isAsking())
        set(SecretStoreState::Locked);
    probe();
}

void KeychainState::probed(Keychain::Outcome outcome)
{
    if (isAsking())
        return;
    if (outcome == Keychain::Outcome::Done)
        set(SecretStoreState::Unlocked);
    else if (outcome == Keychain::Outcome::Locked)
        set(SecretStoreState::Locked);
    else if (outcome == Keychain::Outcome::NotMade)
        set(SecretStoreState::NotMade);
    else if (outcome == Keychain::Outcome::Denied)
        set(SecretStoreState::Denied);
    else
        set(outcome == Keychain::Outcome::Absent ? SecretStoreState::Absent : SecretStoreState::Unusable);
}

void KeychainState::set(SecretStoreState state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

} // namespace fuseboard
