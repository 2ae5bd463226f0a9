// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keychain/keychainsecretstore.h"

#include <QPointer>

namespace fuseboard {

using Answer = Keychain::Answer;
using Outcome = Keychain::Outcome;

KeychainSecretStore::KeychainSecretStore(std::unique_ptr<Keychain> keychain, Scheduler &scheduler, QObject *parent)
    : QObject(parent)
    , m_keychain(std::move(keychain))
    , m_scheduler(scheduler)
    , m_state(*m_keychain, scheduler)
{
    connect(&m_state, &KeychainState::stateChanged, this, [this](SecretStoreState state) {
        if (state == SecretStoreState::Unlocked || state == SecretStoreState::Absent)
            m_dismissed = false;
        Q_EMIT stateChanged(state);
    });
}

KeychainSecretStore::~KeychainSecretStore()
{
    m_closing = true;
    const Error cancelled(ErrorKind::Cancelled);
    for (const Task &task : std::exchange(m_tasks, {}))
        task.done(cancelled);
    for (const auto &question : std::exchange(m_questions, {}))
        question->done(cancelled);
}

void KeychainSecretStore::read(const QString &key, ReadCallback done)
{
    add({Kind::Read, key, {}, std::move(done)});
}

void KeychainSecretStore::write(const QString &key, const QString &value, DoneCallback done)
{
    add({Kind::Write, key, value, [done = std::move(done)](const Result<QString> &result) {
             done(result ? Result<void>() : Result<void>(result.error()));
         }});
}

void KeychainSecretStore::remove(const QString &key, DoneCallback done)
{
    add({Kind::Remove, key, {}, [done = std::move(done)](const Result<QString> &result) {
             done(result ? Result<void>() : Result<void>(result.error()));
         }});
}

void KeychainSecretStore::unlock()
{
    m_dismissed = false;
    add({Kind::Unlock, {}, {}, [](const Result<QString> &) {}});
}

void KeychainSecretStore::contains(const QString &key, ContainsCallback done)
{
    if (m_closing)
        return done(Error(ErrorKind::Cancelled));
    if (!m_keychain->canBeAsked())
        return SecretStore::contains(key, std::move(done));
    const quint64 number = ++m_lastQuestion;
    auto question = std::make_shared<Question>();
    question->done = std::move(done);
    question->limit = m_scheduler.after(answerLimit, [this, number, key] {
        answerQuestion(number, Error(ErrorKind::Storage, ErrorDetail::KeychainSilent, key));
    });
    m_questions.insert(number, question);
    m_keychain->find(key, [this, number, key](const Answer &answer) {
        if (answer.outcome == Outcome::Done || answer.outcome == Outcome::Locked)
            answerQuestion(number, true);
        else if (answer.outcome == Outcome::Missing)
            answerQuestion(number, false);
        else
            answerQuestion(number, errorOf(answer.outcome, key));
    });
}

void KeychainSecretStore::answerQuestion(quint64 number, const Result<bool> &result)
{
    if (const auto question = m_questions.take(number))
        question->done(result);
}

void KeychainSecretStore::add(Task task)
{
    if (m_closing)
        return task.done(Error(ErrorKind::Cancelled));
    m_tasks.push_back(std::move(task));
    next();
}

void KeychainSecretStore::next()
{
    if (m_busy || m_tasks.empty())
        return;
    m_busy = true;
    ++m_number;
    arm(answerLimit);
    if (m_keychain->canBeAsked())
        look();
    else if (m_tasks.front().kind == Kind::Unlock)
        finish(QString());
    else
        run();
}

Keychain::Callback KeychainSecretStore::ofThisTask(const std::function<void(const Answer &)> &use)
{
    return [this, number = m_number, use](const Answer &answer) {
        if (m_busy && number == m_number)
            use(answer);
    };
}

void KeychainSecretStore::look()
{
    if (m_tasks.front().kind == Kind::Unlock)
        return lookAtCollection();
    m_keychain->find(m_tasks.front().key, ofThisTask([this](const Answer &answer) { looked(answer.outcome); }));
}

void KeychainSecretStore::looked(Outcome outcome)
{
    const Task &task = m_tasks.front();
    if (outcome == Outcome::Locked)
        return task.asked ? fail(outcome) : ask();
    if (outcome != Outcome::Done && outcome != Outcome::Missing)
        return fail(outcome);
    if (task.kind == Kind::Write)
        return lookAtCollection();
    if (outcome == Outcome::Done)
        return run();
    if (task.kind == Kind::Remove)
        return finish(QString());
    fail(Outcome::Missing);
}

void KeychainSecretStore::lookAtCollection()
{
    m_keychain->probe(ofThisTask([this](const Answer &answer) {
        const Task &task = m_tasks.front();
        const bool isMade = answer.outcome != Outcome::NotMade;
        const bool isClosed = answer.outcome == Outcome::Locked || !isMade;
        // There is nothing to unlock in one that is not made.
        if (isClosed && !task.asked && (isMade || task.kind == Kind::Write))
            ask();
        else if (answer.outcome != Outcome::Done && !isClosed)
            fail(answer.outcome);
        else if (task.kind == Kind::Unlock)
            finish(QString());
        else
            run();
    }));
}

void KeychainSecretStore::ask()
{
    if (m_dismissed)
        return fail(Outcome::Locked);
    m_tasks.front().asked = true;
    arm(userLimit);
    m_state.beginQuestion();
    m_keychain->unlock(m_tasks.front().key, ofThisTask([this](const Answer &answer) {
                           m_dismissed = answer.outcome == Outcome::Dismissed;
                           m_state.endQuestion();
                           if (answer.outcome != Outcome::Done)
                               return fail(answer.outcome);
                           // Longer for one that makes the user's first keychain, which asks for its password.
                           arm(m_tasks.front().kind == Kind::Write ? userLimit : answerLimit);
                           look();
                       }));
}

void KeychainSecretStore::run()
{
    // One that was given up may be at it still, and must not be destroyed.
    m_waitsForJob = m_jobRuns;
    if (m_jobRuns)
        return;
    m_jobRuns = true;
    const auto done = [this, number = m_number](const Answer &answer) {
        m_jobRuns = false;
        if (m_busy && number == m_number)
            ran(answer);
        else if (std::exchange(m_waitsForJob, false))
            run();
    };
    const Task &task = m_tasks.front();
    if (task.kind == Kind::Read)
        m_keychain->read(task.key, done);
    else if (task.kind == Kind::Write)
        m_keychain->write(task.key, task.value, done);
    else
        m_keychain->remove(task.key, done);
}

void KeychainSecretStore::ran(const Answer &answer)
{
    const Kind kind = m_tasks.front().kind;
    const bool gone = kind == Kind::Remove && answer.outcome == Outcome::Missing;
    if (kind == Kind::Write && answer.outcome == Outcome::Failed && m_keychain->canBeAsked())
        lookWhyUnwritten();
    else if (answer.outcome != Outcome::Done && !gone)
        fail(answer.outcome);
    else if (kind == Kind::Remove && m_keychain->canBeAsked())
        verifyRemoval();
    else
        finish(answer.value);
}

/// A job that asks its user to make the first keychain only fails where he does not.
void KeychainSecretStore::lookWhyUnwritten()
{
    arm(answerLimit);
    m_keychain->probe(ofThisTask([this](const Answer &answer) {
        const bool locked = answer.outcome == Outcome::Locked || answer.outcome == Outcome::NotMade;
        m_dismissed = m_dismissed || locked;
        fail(locked ? Outcome::Locked : Outcome::Failed);
    }));
}

void KeychainSecretStore::verifyRemoval()
{
    m_keychain->find(m_tasks.front().key, ofThisTask([this](const Answer &answer) {
                         if (answer.outcome == Outcome::Missing)
                             finish(QString());
                         else
                             fail(answer.outcome == Outcome::Done ? Outcome::Failed : answer.outcome);
                     }));
}

void KeychainSecretStore::arm(Duration limit)
{
    m_limit = m_scheduler.after(limit, [this] { timedOut(); });
}

void KeychainSecretStore::timedOut()
{
    const bool asking = m_state.isAsking();
    // Nobody was there: whoever comes back wants no queue of questions.
    m_dismissed = m_dismissed || asking;
    m_state.endQuestion();
    finish(Error(ErrorKind::Storage, asking ? ErrorDetail::KeychainLocked : ErrorDetail::KeychainSilent,
                 m_tasks.front().key));
}

void KeychainSecretStore::fail(Outcome outcome)
{
    if (outcome != Outcome::Missing && outcome != Outcome::Dismissed)
        m_state.probe();
    finish(errorOf(outcome, m_tasks.front().key));
}

void KeychainSecretStore::finish(const Result<QString> &result)
{
    m_limit.cancel();
    m_waitsForJob = false;
    m_busy = false;
    const Task task = std::move(m_tasks.front());
    m_tasks.pop_front();
    // A job itself may have opened it, as one that makes the first keychain does, and no signal tells that.
    if (result && m_keychain->canBeAsked() && m_state.state() != SecretStoreState::Unlocked)
        m_state.probe();
    const QPointer self(this);
    task.done(result);
    if (self)
        next();
}

Error KeychainSecretStore::errorOf(Outcome outcome, const QString &key)
{
    switch (outcome) {
    case Outcome::Missing:
        return Error(ErrorKind::AuthFailed, ErrorDetail::SecretMissing, key);
    case Outcome::Locked:
    case Outcome::NotMade:
    case Outcome::Dismissed:
        return Error(ErrorKind::Storage, ErrorDetail::KeychainLocked, key);
    case Outcome::Absent:
        return Error(ErrorKind::Storage, ErrorDetail::KeychainAbsent, key);
    case Outcome::Denied:
        return Error(ErrorKind::Storage, ErrorDetail::KeychainDenied, key);
    case Outcome::Done:
    case Outcome::Failed:
        break;
    }
    return Error(ErrorKind::Storage, ErrorDetail::KeychainFailed, key);
}

} // namespace fuseboard
