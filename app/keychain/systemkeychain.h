// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "keychain/keychain.h"

namespace QKeychain {
class Job;
}

namespace fuseboard {

class SecretService;

/// The keychain of this machine: that of Windows, of macOS, or what answers as the Secret Service on a Linux desktop,
/// such as GNOME Keyring and KWallet. Through QtKeychain; the Secret Service is asked first, because QtKeychain cannot
/// tell a locked one from a missing secret.
class SystemKeychain final : public Keychain
{
    Q_OBJECT

public:
    explicit SystemKeychain(QObject *parent = nullptr);
    /// Jobs under way end by themselves, and tell nobody.
    ~SystemKeychain() override;

    [[nodiscard]] bool canBeAsked() const override { return m_service; }
    void probe(Callback done) override;
    void find(const QString &key, Callback done) override;
    void unlock(const QString &key, Callback done) override;
    void read(const QString &key, Callback done) override;
    void write(const QString &key, const QString &value, Callback done) override;
    void remove(const QString &key, Callback done) override;

private:
    void start(QKeychain::Job *job, const QString &key, const Callback &done);

    SecretService *m_service = nullptr; ///< null where the system's own keychain needs no such question
};

} // namespace fuseboard
