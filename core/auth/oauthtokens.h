// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/authenticator.h"
#include "auth/credentialredactor.h"
#include "auth/login.h"
#include "auth/refreshtokenvault.h"
#include "auth/tokenexchange.h"
#include "auth/tokenpacer.h"
#include "auth/tokenrequest.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace fuseboard {

/// The OAuth 2.0 tokens of one client: gets them when they are needed, once for all who wait, and renews them.
///
/// The token endpoint is asked through the transport directly, outside of the limiter and the breaker of the API, with
/// limits of its own (O11).
class OAuthTokens final : public QObject
{
    Q_OBJECT

public:
    using ReadyCallback = std::function<void(const Result<void> &)>;

    /// What it needs from outside.
    struct Means
    {
        Scheduler &scheduler;
        Transport &transport;
        SecretStore &secrets;
        std::shared_ptr<CredentialRedactor> redactor; ///< told of each token before anything else happens with it
        std::function<std::unique_ptr<Login>(const ResolvedAuth &)> makeLogin; ///< null: nobody can sign in
        StoreLock *lock = nullptr; ///< null: no other program has these secrets
    };

    /// vaultKey: where a rotated refresh token is kept.
    OAuthTokens(ResolvedAuth auth, const QString &vaultKey, Means means, QObject *parent = nullptr);
    /// Those who wait are called back with Cancelled; what was asked is given up.
    ~OAuthTokens() override;

    /// Whether there is a token that may be sent now.
    [[nodiscard]] bool isReady() const;
    /// Calls back when there is one, or with why not: at once where that is known. One token request serves all who
    /// ask meanwhile (O01); nobody who goes away ends it for the others (O09). After a failure the next request waits
    /// 1, 2, 4 … s (O07), and what the server has refused for good is not asked for again.
    void prepare(ReadyCallback ready);
    /// Gets a new token whatever there is, even after a refusal, and by a sign-in of the user where there is no other
    /// way. The present one stays in use until then. A sign-in that is under way begins anew.
    void renew(ReadyCallback ready);

    /// Puts the latest token on. The number of that token, for rejected().
    [[nodiscard]] Result<quint64> apply(Request &request) const;
    /// Whether a request that a token was put on, and that has not left yet, may leave with the latest one, be it that
    /// or another: it is for one use, and no server has refused it. To ask for another would never end where many wait,
    /// and each newcomer brings one that is later than theirs.
    [[nodiscard]] bool stillServes() const { return m_tokens && m_tokens->isForOneUse() && !m_rejected; }
    /// A server has answered 401 to a request that carried this token. One that was replaced meanwhile is no news
    /// (O03).
    void rejected(quint64 generation);
    /// Others take its place: those who wait, or ask later, are called back with Cancelled, and nothing is asked for
    /// any more. A refresh token that a server grants to a question under way is kept still, for the one before is void
    /// by then (O10). The latest token can still be put on. Neither the transport nor a sign-in is needed from now on.
    /// whenLanded is called once nothing of that kind is under way: at once where nothing is, not at all after
    /// destruction. It may destroy this; called again, this takes another one.
    void release(std::function<void()> whenLanded = {});
    /// A new refresh token may be on its way, or not be safe yet.
    [[nodiscard]] bool isAtStake() const { return m_atStake; }
    /// A refresh token would be lost by destruction: it has come and is not safe yet, or the one before has been sent,
    /// and may be void.
    [[nodiscard]] bool isUnsafe() const { return m_vault.hasUnkept() || (m_atStake && m_refreshing); }
    /// After it has landed, for others that go on in its place with the same credentials: a refresh token that is not
    /// safe yet; whatever refresh token there is where theirs is to be kept under another key.
    [[nodiscard]] RefreshTokenVault::Unkept handOver(bool underAnotherKey);
    void takeOver(const RefreshTokenVault::Unkept &unkept);
    /// Goes on counting where another one has ended.
    void continueFrom(quint64 generation) { m_generation = generation; }
    [[nodiscard]] quint64 generation() const { return m_generation; }

private:
    void begin();
    void vaultOpened(const Result<QString> &kept);
    void discover();
    void send();
    [[nodiscard]] Result<Request> nextRequest();
    void signIn();
    void answered(const Result<TokenSet> &result);
    void granted(const TokenSet &tokens);
    void take(const TokenSet &tokens);
    void refreshDied(const Error &error);
    void tryAnotherRefreshToken(const QString &kept, const Error &error);
    void fail(const Error &cause);
    void answer(const Result<void> &result);
    void landed();

    [[nodiscard]] bool usesRefreshTokens() const;
    [[nodiscard]] bool canStartAnew() const;

    ResolvedAuth m_auth;
    Means m_means;
    TokenRequest m_request;
    RefreshTokenVault m_vault;
    TokenPacer m_pacer;
    std::vector<ReadyCallback> m_waiting;
    TimerHandle m_step; // to the next request
    TokenExchange m_exchange;
    std::unique_ptr<Login> m_login;
    std::unique_ptr<Login> m_endedLogin; // kept until it is no longer in the middle of telling
    QString m_refreshToken; // the one to use next
    QStringList m_deadRefreshTokens; // in this flight
    std::optional<TokenSet> m_tokens;
    std::unique_ptr<Authenticator> m_authenticator; // with the latest token
    std::optional<Error> m_refusal; // for good
    quint64 m_generation = 0;
    bool m_vaultOpened = false;
    bool m_flying = false;
    bool m_maySignIn = false; // in this flight
    bool m_refreshing = false; // by a refresh token, in this flight
    bool m_rejected = false;
    bool m_handingOut = false;
    bool m_atStake = false;
    bool m_released = false;
    std::function<void()> m_whenLanded;
};

} // namespace fuseboard
