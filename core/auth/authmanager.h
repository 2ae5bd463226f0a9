// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/authenticator.h"
#include "auth/secretstore.h"
#include "base/redactor.h"

#include <QObject>

#include <functional>
#include <optional>
#include <vector>

namespace fuseboard {

/// The credentials of one client: looks its secrets up once, on first use, and puts them on requests at send time (D2).
class AuthManager final : public QObject
{
    Q_OBJECT

public:
    using ReadyCallback = std::function<void(const Result<void> &)>;

    /// clientName is part of the keys in the store: "orders-api/auth.token".
    AuthManager(std::optional<AuthConfig> config, const QString &clientName, SecretStore &secrets,
                QObject *parent = nullptr);
    ~AuthManager() override;

    /// True when apply() may be called at once.
    [[nodiscard]] bool isReady() const;
    /// Looks up what is missing and calls back: at once when all is there or the store answers at once. One look-up
    /// serves all who ask meanwhile; a failed one is tried anew by the next who asks.
    /// Destroying the manager calls back with Cancelled.
    void prepare(ReadyCallback ready);
    /// Only when ready; before that AuthFailed/SecretMissing, so that nothing leaves without its credentials.
    [[nodiscard]] Result<void> apply(Request &request) const;

    /// Whether a header carries credentials and must not go to another origin (S01).
    [[nodiscard]] bool isCredentialHeader(const QByteArray &name) const;
    [[nodiscard]] bool putsCredentialsInBody() const;
    /// When this one takes over from old: answers to what was sent with old's secrets may still come.
    void inheritSecrets(const AuthManager &old) { m_redactor.inherit(old.m_redactor); }
    /// A credential that is put on by somebody else, as a header's value: hidden whole and without its scheme
    /// ("Bearer").
    void hideHeaderValue(const QString &value);
    /// Knows every secret that has been looked up or inherited.
    [[nodiscard]] const Redactor &redactor() const { return m_redactor; }

    /// The key under which a secret field of a client lives in its SecretStore.
    static QString storeKey(const QString &clientName, const QString &field);

private:
    struct Lookup
    {
        QString field;
        Secret secret;
        QString *target;
    };

    void start();
    void collectLookups();
    void resolve(const Lookup &lookup);
    void resolved(const Lookup &lookup, const Result<QString> &value);
    void finish();

    std::optional<AuthConfig> m_config;
    QString m_clientName;
    SecretStore &m_secrets;
    Redactor m_redactor;
    ResolvedAuth m_resolved;
    std::unique_ptr<Authenticator> m_authenticator;
    std::vector<ReadyCallback> m_waiting;
    std::vector<Lookup> m_lookups;
    std::size_t m_open = 0;
    std::optional<Error> m_failure;
};

} // namespace fuseboard
