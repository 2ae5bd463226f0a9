// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/memorysecretstore.h"
#include "auth/secretstorestatus.h"
#include "keychain/keychainsecretstore.h"

#include <QObject>
#include <QSet>

#include <vector>

namespace fuseboard {

/// The store that a program with windows uses: the keychain, or memory where there is none; never a file.
///
/// A keychain that comes later takes over what was kept in memory. One that goes away fails until it is back: what it
/// keeps must not be mistaken for missing. Whoever asks before it is known waits for a moment.
class SecretStoreChooser final : public QObject, public SecretStore
{
    Q_OBJECT

public:
    SecretStoreChooser(std::unique_ptr<Keychain> keychain, Scheduler &scheduler, QObject *parent = nullptr);
    ~SecretStoreChooser() override;

    /// Asks whether there is a keychain. The first read or write does, too.
    void probe();
    [[nodiscard]] SecretStoreStatus &status() { return m_status; }

    /// Where there is no keychain, a missing secret has the value "no_keychain" in its error.
    void read(const QString &key, ReadCallback done) override;
    void write(const QString &key, const QString &value, DoneCallback done) override;
    void remove(const QString &key, DoneCallback done) override;
    void contains(const QString &key, ContainsCallback done) override;

private:
    void whenKnown(std::function<void()> use);
    void updateState(SecretStoreState state);
    void moveAll();
    void moveToKeychain(const QString &key, const QString &value, const DoneCallback &done);
    void forget(const QString &key);

    MemorySecretStore m_memory;
    SecretStoreStatus m_status;
    QSet<QString> m_inMemory;
    bool m_hasKeychain = false; // or had one
    bool m_probing = false;
    bool m_closing = false;
    std::vector<std::function<void()>> m_waiting;
    KeychainSecretStore m_keychain; // last: its end calls back into the others
};

} // namespace fuseboard
