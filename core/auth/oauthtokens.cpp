// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/oauthtokens.h"

#include "auth/discovery.h"

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

bool OAuthTokens::isReady() const
{
    // A token that came too late to be fresh serves those who waited for it; asking again would never end.
    return m_tokens && !m_rejected
        && (m_handingOut || m_tokens->isFresh(m_means.scheduler.now(), m_means.scheduler.wallNow()));
}

void OAuthTokens::prepare(ReadyCallback ready)
{
    if (m_released) {
        ready(Error(ErrorKind::Cancelled));
        return;
    }
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
    if (m_released) {
        ready(Error(ErrorKind::Cancelled));
        return;
    }
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
    if (m_released) {
        landed();
        return;
    }
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
    if (m_released) {
        landed();
        return;
    }
    const auto request = nextRequest();
    m_atStake = request && usesRefreshTokens();
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
