// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/authenticator.h"
#include "auth/credentialredactor.h"
#include "auth/oauthtokens.h"
#include "auth/secretkey.h"
#include "auth/secretstore.h"

#include <QObject>

#include <functional>
#include <optional>
#include <vector>

namespace fuseboard {

class UnfinishedRefreshes;

/// The credentials of one client: looks its secrets up once, on first use, and puts them on requests at send time (D2).
/// OAuth 2.0 tokens are had and renewed as they are needed. (SPEC AuthManager)
class AuthManager final : public QObject
{
    Q_OBJECT

public:
    using ReadyCallback = std::function<void(const Result<void> &)>;

    /// What it needs from outside: injected, never fetched. All must outlive it.
    struct Means
    {
        Scheduler &scheduler;
        Transport &transport; ///< for token endpoints
        SecretStore &secrets;
        StoreLock *storeLock = nullptr; ///< where other programs have the same secrets
        SecretKey secretOwner{}; ///< under which its secrets live in the store; null: its name
        UnfinishedRefreshes *unfinished = nullptr; ///< null: a refresh that is under way ends with this
        SecretKey refreshTokenOwner{}; ///< the same as secretOwner for the refresh token alone; null: as all the others
    };

    /// Errors about a secret name the client and the field: "orders-api/auth.token".
    AuthManager(std::optional<AuthConfig> config, const QString &clientName, Means means, QObject *parent = nullptr);
    /// What has been asked for is given up, but a refresh under way goes on where it has a place for that.
    ~AuthManager() override;

    /// True when apply() may be called at once.
    [[nodiscard]] bool isReady() const;
    /// Looks up what is missing, gets a token where one is needed, and calls back: at once when all is there or the
    /// store answers at once. One look-up and one token request serve all who ask meanwhile; a failed look-up is tried
    /// anew by the next who asks. Destroying the manager calls back with Cancelled.
    void prepare(ReadyCallback ready);
    /// Gets a new token now, even where there is a good one, or where the server has refused before; asks the user to
    /// sign in where the grant wants that and nothing else is left. For what is not OAuth 2.0 the same as prepare().
    /// (SPEC get_initial_token)
    void getInitialToken(ReadyCallback done);
    /// How a sign-in reaches its user; without it such grants end in AuthFailed/LoginRequired.
    void setLoginInteraction(LoginInteraction interaction) { m_interaction = std::move(interaction); }
    /// Before it is ready AuthFailed/SecretMissing, so that nothing leaves without its credentials. The number of the
    /// credentials that are on the request now, for unauthorized(); 0 for those that cannot be renewed.
    [[nodiscard]] Result<quint64> apply(Request &request) const;
    /// Whether a request that has not left yet may leave with what apply() puts on, where isReady() says no: a token
    /// for one use (O06).
    [[nodiscard]] bool stillServes() const { return m_tokens && m_tokens->stillServes(); }
    /// A 401 has come for a request with these credentials. They are renewed before the next request, unless they have
    /// been already (O02, O03).
    void unauthorized(quint64 generation);

    /// Whether a header carries credentials and must not go to another origin (S01).
    [[nodiscard]] bool isCredentialHeader(const QByteArray &name) const;
    [[nodiscard]] bool putsCredentialsInBody() const;
    /// When this one takes over from old: answers to what was sent with old's secrets may still come, 401s too, and its
    /// user is the same. old lives on until a refresh token that it has asked for has come and is safe (O10); where
    /// that is this one's too, nothing is looked up before.
    void inherit(std::shared_ptr<AuthManager> old);
    /// Others have taken its place, and inherited: whoever waits for it is called back with Cancelled, also where it
    /// lives on with those who have put it on a request (X02). What it knows stays hidden.
    void release();
    /// A credential that is put on by somebody else, as a header's value: hidden whole and without its scheme
    /// ("Bearer").
    void hideHeaderValue(const QString &value);
    /// Secrets that requests carry by another way than this: the values of variables.
    void hideSecrets(const QStringList &values);
    /// Those among them that come and go: as long as they are among the 250 seen last.
    void hidePassingSecrets(const QStringList &values);
    /// Those of a jar, all of them each time: as long as it holds them, and some time more.
    void hideCookies(const QStringList &values);
    /// What credentials know that take the place of these for single requests: those used last.
    void hideSecretsOf(const AuthManager &other);
    /// Knows every secret that has been looked up or inherited.
    [[nodiscard]] const Redactor &redactor() const { return m_redactor->redactor(); }
    /// The same without cookies, whose values are hidden and are yet no credentials.
    [[nodiscard]] Redactor redactorWithoutCookies() const { return m_redactor->withoutCookies(); }

private:
    struct Lookup
    {
        QString field;
        Secret secret;
        QString *target;
    };

    void start();
    void lookUp();
    void collectLookups();
    void resolve(const Lookup &lookup);
    /// With the client's name in it, where the store's key means nothing to people.
    [[nodiscard]] Error named(Error error, const QString &field) const;
    void resolved(const Lookup &lookup, const Result<QString> &value);
    void collectOAuthLookups();
    [[nodiscard]] SecretKey keyOf(const QString &field) const;
    void finish();
    [[nodiscard]] Result<void> makeCredentials();
    void makeTokens();
    [[nodiscard]] bool isOAuth() const { return m_config && m_config->type == AuthType::OAuth2; }
    [[nodiscard]] bool sharesRefreshToken(const AuthManager &other) const;
    [[nodiscard]] bool awaitsRefreshToken() const;
    void predecessorLanded();
    void landed();

    std::optional<AuthConfig> m_config;
    QString m_clientName;
    Means m_means;
    std::shared_ptr<CredentialRedactor> m_redactor = std::make_shared<CredentialRedactor>();
    LoginInteraction m_interaction;
    ResolvedAuth m_resolved;
    std::unique_ptr<Authenticator> m_authenticator; // null for OAuth 2.0
    std::unique_ptr<OAuthTokens> m_tokens;
    quint64 m_firstGeneration = 0;
    std::shared_ptr<AuthManager> m_predecessor; // until it has landed
    std::function<void()> m_whenLanded; // of the successor
    RefreshTokenVault::Unkept m_unkept; // from the predecessor, until there are tokens to take it
    bool m_renewsFirst = false; // the first token was asked for on demand
    bool m_startIsDue = false; // once the predecessor has landed
    bool m_isReleased = false;
    std::vector<ReadyCallback> m_waiting;
    std::vector<Lookup> m_lookups;
    std::size_t m_open = 0;
    std::optional<Error> m_failure;
};

} // namespace fuseboard
