// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keychain/secretstorechooser.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

SecretStoreChooser::SecretStoreChooser(std::unique_ptr<Keychain> keychain, Scheduler &scheduler, QObject *parent)
    : QObject(parent)
    , m_keychain(std::move(keychain), scheduler)
{
    connect(&m_keychain, &KeychainSecretStore::stateChanged, this, &SecretStoreChooser::updateState);
    connect(&m_status, &SecretStoreStatus::unlockWanted, &m_keychain, &KeychainSecretStore::unlock);
}

SecretStoreChooser::~SecretStoreChooser()
{
    m_closing = true;
    for (const auto &use : std::exchange(m_waiting, {}))
        use();
}

void SecretStoreChooser::probe()
{
    if (std::exchange(m_probing, true))
        return;
    m_keychain.probe();
}

void SecretStoreChooser::whenKnown(std::function<void()> use)
{
    if (m_keychain.state() != SecretStoreState::Unknown)
        return use();
    m_waiting.push_back(std::move(use));
    probe();
}

void SecretStoreChooser::read(const QString &key, ReadCallback done)
{
    whenKnown([this, key, done = std::move(done)] {
        if (m_closing)
            return done(Error(ErrorKind::Cancelled));
        if (m_inMemory.contains(key))
            return m_memory.read(key, done);
        if (m_hasKeychain)
            return m_keychain.read(key, done);
        Error missing(ErrorKind::AuthFailed, ErrorDetail::SecretMissing, key);
        missing.value = u"no_keychain"_s;
        done(missing);
    });
}

void SecretStoreChooser::write(const QString &key, const QString &value, DoneCallback done)
{
    whenKnown([this, key, value, done = std::move(done)] {
        if (m_closing)
            return done(Error(ErrorKind::Cancelled));
        if (m_hasKeychain)
            return moveToKeychain(key, value, done);
        m_inMemory.insert(key);
        m_memory.write(key, value, done);
    });
}

void SecretStoreChooser::remove(const QString &key, DoneCallback done)
{
    whenKnown([this, key, done = std::move(done)] {
        if (m_closing)
            return done(Error(ErrorKind::Cancelled));
        forget(key);
        if (m_hasKeychain)
            m_keychain.remove(key, done);
        else
            done({});
    });
}

void SecretStoreChooser::contains(const QString &key, ContainsCallback done)
{
    whenKnown([this, key, done = std::move(done)] {
        if (m_closing)
            return done(Error(ErrorKind::Cancelled));
        if (m_inMemory.contains(key) || !m_hasKeychain)
            done(m_inMemory.contains(key));
        else
            m_keychain.contains(key, done);
    });
}

void SecretStoreChooser::updateState(SecretStoreState state)
{
    const bool first = !m_hasKeychain && state != SecretStoreState::Absent;
    m_hasKeychain = m_hasKeychain || first;
    // One that has gone still has the secrets: they are not kept in memory now.
    const bool gone = m_hasKeychain && state == SecretStoreState::Absent;
    m_status.setState(gone ? SecretStoreState::Unusable : state);
    if (first)
        moveAll();
    for (const auto &use : std::exchange(m_waiting, {}))
        use();
}

void SecretStoreChooser::moveAll()
{
    const QSet<QString> keys = m_inMemory;
    for (const QString &key : keys) {
        m_memory.read(key, [this, key](const Result<QString> &value) {
            if (value)
                moveToKeychain(key, *value, [](const Result<void> &) {});
        });
    }
}

void SecretStoreChooser::moveToKeychain(const QString &key, const QString &value, const DoneCallback &done)
{
    m_keychain.write(key, value, [this, key, done](const Result<void> &result) {
        if (result)
            forget(key);
        done(result);
    });
}

void SecretStoreChooser::forget(const QString &key)
{
    m_inMemory.remove(key);
    m_memory.remove(key, [](const Result<void> &) {});
}

} // namespace fuseboard
