// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/oauthtokens.h"

#include "auth/discovery.h"
#include "auth/tokenreader.h"

#include <QPointer>

namespace fuseboard {

using namespace Qt::StringLiterals;

OAuthTokens::OAuthTokens(ResolvedAuth auth, const QString &vaultKey, Means means, QObject *parent)
    : QObject(parent)
    , m_auth(std::move(auth))
    , m_means(std::move(means))
    , m_request(m_auth)
    , m_vault(m_means.secrets, m_means.lock, m_means.scheduler, vaultKey, m_auth)
    , m_exchange(m_means.scheduler, m_means.transport)
    , m_refreshToken(m_auth.refreshToken)
{
}

OAuthTokens::~OAuthTokens()
{
    answer(Error(ErrorKind::Cancelled));
}

bool OAuthTokens::isReady() const
{
    // A token that came too late to be fresh serves those who waited for it; asking again would never end.
    return m_tokens && !m_rejected
        && (m_handingOut || m_tokens->isFresh(m_means.scheduler.now(), m_means.scheduler.wallNow()));
}

void OAuthTokens::prepare(ReadyCallback ready)
{
    if (isReady()) {
        ready({});
        return;
    }
    if (m_refusal) {
        ready(*m_refusal);
        return;
    }
    m_waiting.push_back(std::move(ready));
    if (m_flying || m_step.isActive())
        return;
    const Duration pause = m_pacer.next() - m_means.scheduler.now();
    if (pause > Duration::zero())
        m_step = m_means.scheduler.after(pause, [this] { begin(); });
    else
        begin();
}

void OAuthTokens::renew(ReadyCallback ready)
{
    m_refusal.reset();
    m_pacer.reset();
    m_waiting.push_back(std::move(ready));
    m_step.cancel();
    m_maySignIn = true;
    if (std::exchange(m_login, nullptr)) // its page may be closed, and nobody would ever answer
        send();
    else if (!m_flying)
        begin();
}

Result<quint64> OAuthTokens::apply(Request &request) const
{
    if (!m_authenticator)
        return Error(ErrorKind::AuthFailed, ErrorDetail::SecretMissing, u"auth"_s);
    if (const auto applied = m_authenticator->apply(request); !applied)
        return applied.error();
    return m_generation;
}

void OAuthTokens::rejected(quint64 generation)
{
    if (!m_tokens || m_rejected || generation != m_generation)
        return;
    m_rejected = true;
    m_pacer.refused(*m_tokens, m_means.scheduler.now());
}

void OAuthTokens::begin()
{
    m_flying = true;
    m_deadRefreshTokens.clear();
    if (!usesRefreshTokens() || (m_vaultOpened && !m_vault.isShared()))
        discover();
    else
        m_vault.open([this](const Result<QString> &kept) { vaultOpened(kept); });
}

void OAuthTokens::vaultOpened(const Result<QString> &kept)
{
    // The store may hold a newer one; to send what is at hand could be a reuse, which voids them all (O10).
    if (!kept && !canStartAnew()) {
        fail(kept.error());
        return;
    }
    m_vaultOpened = kept.ok();
    if (kept && !kept->isEmpty()) {
        m_means.redactor->learnRefreshToken(*kept);
        m_refreshToken = *kept;
    }
    discover();
}

void OAuthTokens::discover()
{
    if (!needsDiscovery(m_auth.config)) {
        send();
        return;
    }
    m_exchange.ask(discoveryRequest(m_auth.config.issuer), [this](const Result<Response> &answer) {
        const auto found = answer ? withEndpoints(m_auth.config, *answer) : Result<AuthConfig>(answer.error());
        if (!found) {
            fail(found.error());
            return;
        }
        m_auth.config = *found;
        m_auth.issuerNamesItself = promisesIssuer(*answer);
        m_request = TokenRequest(m_auth);
        send();
    });
}

void OAuthTokens::send()
{
    const auto request = nextRequest();
    if (request)
        m_exchange.askForToken(*request, [this](const Result<TokenSet> &result) { answered(result); });
    else if (request.error().detail == ErrorDetail::LoginRequired && m_maySignIn)
        signIn();
    else
        fail(request.error());
}

void OAuthTokens::signIn()
{
    m_vault.release(); // a user may take minutes
    m_login = m_means.makeLogin ? m_means.makeLogin(m_auth) : nullptr;
    if (!m_login) {
        fail(Error(ErrorKind::AuthFailed, ErrorDetail::LoginRequired, m_auth.config.clientId));
        return;
    }
    m_login->start([this](const Result<TokenSet> &result) {
        m_endedLogin = std::move(m_login);
        m_refreshing = false;
        answered(result);
    });
}

Result<Request> OAuthTokens::nextRequest()
{
    m_refreshing = !m_refreshToken.isEmpty();
    if (m_refreshing)
        return m_request.refresh(m_refreshToken);
    switch (m_auth.config.grant()) {
    case GrantType::ClientCredentials:
        return m_request.clientCredentials();
    case GrantType::Password:
        return m_request.password();
    case GrantType::RefreshToken:
        return Error(ErrorKind::AuthFailed, ErrorDetail::SecretMissing, u"auth.refresh_token"_s);
    case GrantType::AuthorizationCode:
    case GrantType::DeviceCode:
        return Error(ErrorKind::AuthFailed, ErrorDetail::LoginRequired, m_auth.config.clientId);
    }
    Q_UNREACHABLE();
}

void OAuthTokens::answered(const Result<TokenSet> &result)
{
    if (result)
        granted(*result);
    else if (m_refreshing && result.error().value == tokenrefusal::invalidGrant)
        refreshDied(result.error());
    else
        fail(result.error());
}

void OAuthTokens::granted(const TokenSet &tokens)
{
    m_means.redactor->learnToken(tokens.accessToken);
    const bool isNew = !tokens.refreshToken.isEmpty() && tokens.refreshToken != m_refreshToken;
    if (!usesRefreshTokens() || !isNew) {
        take(tokens);
        return;
    }
    m_means.redactor->learnRefreshToken(tokens.refreshToken);
    m_refreshToken = tokens.refreshToken;
    // The old one may be void from now on: nobody goes on before the new one is safe (O10).
    m_vault.store(m_refreshToken, [this, tokens] { take(tokens); });
}

void OAuthTokens::take(const TokenSet &tokens)
{
    m_pacer.granted();
    m_tokens = tokens;
    m_rejected = false;
    ++m_generation;
    ResolvedAuth auth = m_auth;
    auth.token = tokens.accessToken;
    auto made = makeAuthenticator(std::move(auth));
    if (!made) {
        fail(made.error());
        return;
    }
    m_authenticator = std::move(made).value();
    m_vault.release();
    m_flying = false;
    m_maySignIn = false;
    m_refusal.reset();
    m_handingOut = true;
    const QPointer self(this);
    answer({});
    if (self)
        m_handingOut = false;
}

void OAuthTokens::refreshDied(const Error &error)
{
    m_deadRefreshTokens.append(std::exchange(m_refreshToken, {}));
    // Another program with the same store may have renewed it (C14).
    m_vault.load([this, error](const Result<QString> &kept) {
        if (kept || canStartAnew()) {
            tryAnotherRefreshToken(kept ? *kept : QString(), error);
            return;
        }
        // Whether it has cannot be known now; the next try looks again.
        m_vaultOpened = false;
        m_refreshToken = m_deadRefreshTokens.takeLast();
        fail(kept.error());
    });
}

void OAuthTokens::tryAnotherRefreshToken(const QString &kept, const Error &error)
{
    for (const QString &token : {kept, m_auth.refreshToken}) {
        if (token.isEmpty() || m_deadRefreshTokens.contains(token))
            continue;
        m_means.redactor->learnRefreshToken(token);
        m_refreshToken = token;
        send();
        return;
    }
    kept.isEmpty() ? m_vault.giveUp() : m_vault.forget();
    if (canStartAnew() || m_maySignIn) {
        send();
        return;
    }
    Error final = error;
    if (m_auth.config.grant() != GrantType::RefreshToken) {
        final.detail = ErrorDetail::LoginRequired;
        final.subject = m_auth.config.clientId;
    }
    fail(final);
}

void OAuthTokens::fail(const Error &cause)
{
    Error error = m_means.redactor->shown(cause); // whoever is asked may repeat what it was sent
    m_vault.release();
    m_flying = false;
    m_maySignIn = false;
    const bool passes = error.detail == ErrorDetail::TokenEndpointFailed || error.detail == ErrorDetail::TokenUnusable
        || error.kind == ErrorKind::Storage;
    if (passes) {
        const MonotonicTime now = m_means.scheduler.now();
        m_pacer.failed(now, error.wait);
        error.wait = m_pacer.next() - now;
    } else {
        m_refusal = error;
    }
    answer(error);
}

void OAuthTokens::answer(const Result<void> &result)
{
    for (const ReadyCallback &ready : std::exchange(m_waiting, {}))
        ready(result);
}

bool OAuthTokens::usesRefreshTokens() const
{
    // A client that may always ask in its own name needs none (RFC 6749 4.4.3), unless it was given one.
    return m_auth.config.grant() != GrantType::ClientCredentials || m_auth.config.refreshToken.isSet();
}

bool OAuthTokens::canStartAnew() const
{
    return m_auth.config.grant() == GrantType::ClientCredentials || m_auth.config.grant() == GrantType::Password;
}

} // namespace fuseboard
