// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstore.h"
#include "base/scheduler.h"
#include "keychain/keychainstate.h"

#include <QHash>
#include <QObject>

#include <deque>
#include <memory>
#include <optional>

namespace fuseboard {

/// Secrets in the keychain of the operating system, one job at a time, in the order they were asked for.
///
/// A locked keychain is unlocked by its user, who may take minutes; whoever asks meanwhile waits behind. Once a user
/// has dismissed that question, nobody is asked again until unlock(), or until the keychain was unlocked elsewhere:
/// jobs that need it fail with Storage/KeychainLocked. Other failures are Storage/KeychainAbsent, KeychainDenied,
/// KeychainSilent and KeychainFailed; a missing secret is AuthFailed/SecretMissing and nothing else is.
class KeychainSecretStore final : public QObject, public SecretStore
{
    Q_OBJECT

public:
    /// For a whole job, but for the time in which a user is asked. A write that was given up may still arrive.
    static constexpr Duration answerLimit = std::chrono::seconds(10);
    static constexpr Duration userLimit = std::chrono::minutes(10);

    /// The scheduler must outlive it.
    KeychainSecretStore(std::unique_ptr<Keychain> keychain, Scheduler &scheduler, QObject *parent = nullptr);
    /// Calls back all who wait, with Cancelled.
    ~KeychainSecretStore() override;

    void read(const QString &key, ReadCallback done) override;
    void write(const QString &key, const QString &value, DoneCallback done) override;
    void remove(const QString &key, DoneCallback done) override;
    /// Waits for no job.
    void contains(const QString &key, ContainsCallback done) override;

    /// Unknown until the first probe() has its answer.
    [[nodiscard]] SecretStoreState state() const { return m_state.state(); }
    /// Finds out how things stand; from then on it watches.
    void probe() { m_state.probe(); }
    /// A person wants it: asks the user to unlock it, where it is locked.
    void unlock();

Q_SIGNALS:
    void stateChanged(fuseboard::SecretStoreState state);

private:
    enum class Kind { Read, Write, Remove, Unlock };

    struct Task
    {
        Kind kind;
        QString key;
        QString value;
        ReadCallback done; // the value for Read, empty for the others
        bool asked = false;
    };

    struct Question
    {
        ContainsCallback done;
        TimerHandle limit;
    };

    void add(Task task);
    void next();
    void look();
    void looked(Keychain::Outcome outcome);
    void lookAtCollection();
    void ask();
    void run();
    void ran(const Keychain::Answer &answer);
    void lookWhyUnwritten();
    void verifyRemoval();
    void arm(Duration limit);
    void timedOut();
    void finish(const Result<QString> &result);
    void fail(Keychain::Outcome outcome);
    void answerQuestion(quint64 number, const Result<bool> &result);
    [[nodiscard]] Keychain::Callback ofThisTask(const std::function<void(const Keychain::Answer &)> &use);
    [[nodiscard]] static Error errorOf(Keychain::Outcome outcome, const QString &key);

    std::unique_ptr<Keychain> m_keychain;
    Scheduler &m_scheduler;
    KeychainState m_state;
    std::deque<Task> m_tasks; // the first is under way where m_busy
    bool m_busy = false;
    quint64 m_number = 0; // of the task under way: answers to earlier ones come too late
    bool m_jobRuns = false; // perhaps that of a task that was given up
    bool m_waitsForJob = false;
    bool m_dismissed = false;
    bool m_closing = false;
    TimerHandle m_limit;
    QHash<quint64, std::shared_ptr<Question>> m_questions;
    quint64 m_lastQuestion = 0;
};

} // namespace fuseboard
