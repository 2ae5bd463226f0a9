// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstorestate.h"
#include "base/scheduler.h"
#include "keychain/keychain.h"

#include <QObject>

namespace fuseboard {

/// How things stand with a keychain, kept up to date.
class KeychainState final : public QObject
{
    Q_OBJECT

public:
    static constexpr Duration answerLimit = std::chrono::seconds(5);

    /// Both must outlive it.
    KeychainState(Keychain &keychain, Scheduler &scheduler, QObject *parent = nullptr);

    /// Unknown until the first probe() has its answer.
    [[nodiscard]] SecretStoreState state() const { return m_state; }
    void probe();
    /// Between the two its user is asked, and no probe is believed.
    void beginQuestion();
    void endQuestion();
    [[nodiscard]] bool isAsking() const { return m_state == SecretStoreState::WaitingForUser; }

Q_SIGNALS:
    void stateChanged(fuseboard::SecretStoreState state);

private:
    void probed(Keychain::Outcome outcome);
    void set(SecretStoreState state);

    Keychain &m_keychain;
    Scheduler &m_scheduler;
    SecretStoreState m_state = SecretStoreState::Unknown;
    quint64 m_number = 0; // answers to earlier probes come too late
    TimerHandle m_limit;
};

} // namespace fuseboard
