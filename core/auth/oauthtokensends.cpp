// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How a request for tokens ends: granted, refused, or with nobody who waits for it.

#include "auth/oauthtokens.h"

#include "auth/tokenreader.h"

#include <QPointer>

namespace fuseboard {

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
    m_atStake = true;
    // The old one may be void from now on: nobody goes on before the new one is safe (O10).
    m_vault.store(m_refreshToken, [this, tokens] {
        m_vaultOpened = m_vaultOpened && !m_vault.isSuperseded(); // what took its place is for the next request
        take(tokens);
    });
}

void OAuthTokens::take(const TokenSet &tokens)
{
    m_atStake = false;
    if (m_released) {
        landed();
        return;
    }
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
    m_atStake = false;
    if (m_released) {
        landed();
        return;
    }
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

OAuthTokens::~OAuthTokens()
{
    answer(Error(ErrorKind::Cancelled));
}

void OAuthTokens::release(std::function<void()> whenLanded)
{
    m_released = true;
    m_means.makeLogin = {};
    m_step.cancel();
    if (std::exchange(m_login, nullptr))
        m_atStake = false;
    if (!m_atStake)
        m_exchange.giveUp();
    const QPointer self(this);
    answer(Error(ErrorKind::Cancelled));
    if (!self)
        return;
    m_whenLanded = std::move(whenLanded);
    if (!m_atStake)
        landed();
}

void OAuthTokens::landed()
{
    m_vault.release();
    m_flying = false;
    m_atStake = false;
    if (const auto tell = std::exchange(m_whenLanded, {}))
        tell();
}

RefreshTokenVault::Unkept OAuthTokens::handOver(bool underAnotherKey)
{
    RefreshTokenVault::Unkept unkept = m_vault.takeUnkept();
    if (underAnotherKey)
        unkept.token = m_refreshToken;
    return unkept;
}

void OAuthTokens::takeOver(const RefreshTokenVault::Unkept &unkept)
{
    if (unkept.token.isEmpty())
        return;
    m_means.redactor->learnRefreshToken(unkept.token);
    m_refreshToken = unkept.token;
    m_vault.adopt(unkept);
}

} // namespace fuseboard
