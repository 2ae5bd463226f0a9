// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/authmanager.h"

#include "base/linebreaks.h"

#include <QPointer>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr auto passwordField = "auth.password"_L1;

// A value with a line break would end up as a header of its own; a trailing one comes from pasting and is harmless
// (A12).
bool isUsableSecret(const QString &value)
{
    return !value.isEmpty() && std::none_of(value.cbegin(), value.cend(), [](QChar c) {
        return c.unicode() < 0x20 || c.unicode() == 0x7f || c == QChar::Nbsp || c == QChar::ByteOrderMark;
    });
}

// What comes of copying a token out of a text that was set for people. A password may begin and end as it likes.
bool isQuotedByType(const QString &value)
{
    constexpr QStringView quotes = u"\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a";
    return !value.isEmpty() && (quotes.contains(value.front()) || quotes.contains(value.back()));
}

} // namespace

AuthManager::AuthManager(std::optional<AuthConfig> config, const QString &clientName, Means means, QObject *parent)
    : QObject(parent)
    , m_config(std::move(config))
    , m_clientName(clientName)
    , m_means(means)
{
    if (!m_config)
        return;
    m_redactor->hide([this](Redactor &redactor) {
        if (m_config->type == AuthType::ApiKey || m_config->type == AuthType::Bearer || isOAuth())
            redactor.addSecretName(m_config->tokenKey);
        for (const auto &header : std::as_const(m_config->customHeaders))
            redactor.addSecretName(header.first);
        for (const auto &param : std::as_const(m_config->customParams))
            redactor.addSecretName(param.first);
        for (const auto &param : std::as_const(m_config->extraParams))
            redactor.addSecret(param.second);
    });
}

bool AuthManager::isReady() const
{
    if (isOAuth())
        return m_tokens && m_tokens->isReady();
    return m_authenticator || !m_config || m_config->type == AuthType::None;
}

void AuthManager::prepare(ReadyCallback ready)
{
    if (isReady()) {
        ready({});
        return;
    }
    if (m_isReleased) {
        ready(Error(ErrorKind::Cancelled));
        return;
    }
    if (m_tokens) {
        m_tokens->prepare(std::move(ready));
        return;
    }
    m_waiting.push_back(std::move(ready));
    if (m_waiting.size() == 1)
        start();
}

void AuthManager::getInitialToken(ReadyCallback done)
{
    if (m_tokens) {
        m_tokens->renew(std::move(done));
        return;
    }
    m_renewsFirst = true;
    prepare(std::move(done));
}

Result<quint64> AuthManager::apply(Request &request) const
{
    if (m_tokens)
        return m_tokens->apply(request);
    if (!isReady())
        return Error(ErrorKind::AuthFailed, ErrorDetail::SecretMissing, u"auth"_s);
    if (!m_authenticator)
        return quint64(0);
    if (const auto applied = m_authenticator->apply(request); !applied)
        return applied.error();
    return quint64(0);
}

void AuthManager::unauthorized(quint64 generation)
{
    if (m_tokens)
        m_tokens->rejected(generation);
}

bool AuthManager::isCredentialHeader(const QByteArray &name) const
{
    return redactor().isSecretName(QString::fromLatin1(name));
}

bool AuthManager::putsCredentialsInBody() const
{
    return m_config && m_config->tokenLocation == AuthLocation::Body
        && (m_config->type == AuthType::ApiKey || m_config->type == AuthType::Bearer || isOAuth());
}

SecretKey AuthManager::keyOf(const QString &field) const
{
    if (field == "auth.refresh_token"_L1 && !m_means.refreshTokenOwner.isNull())
        return m_means.refreshTokenOwner.withField(field);
    return m_means.secretOwner.isNull() ? SecretKey::ofName(m_clientName, field) : m_means.secretOwner.withField(field);
}

void AuthManager::start()
{
    m_startIsDue = awaitsRefreshToken();
    if (!m_startIsDue)
        lookUp();
}

void AuthManager::lookUp()
{
    m_failure.reset();
    m_resolved = ResolvedAuth();
    m_resolved.config = *m_config;
    collectLookups();
    m_open = m_lookups.size() + 1;
    for (const Lookup &lookup : m_lookups)
        resolve(lookup);
    // The last one out finishes; counted once more here, because a store may answer at once.
    if (--m_open == 0)
        finish();
}

void AuthManager::collectLookups()
{
    m_lookups.clear();
    switch (m_config->type) {
    case AuthType::None:
        return;
    case AuthType::OAuth2:
        collectOAuthLookups();
        return;
    case AuthType::ApiKey:
    case AuthType::Bearer:
        m_lookups.push_back({u"auth.token"_s, m_config->token, &m_resolved.token});
        return;
    case AuthType::Basic:
        // An empty password is legal (RFC 7617).
        if (m_config->password.isSet())
            m_lookups.push_back({passwordField, m_config->password, &m_resolved.password});
        return;
    case AuthType::Custom:
        break;
    }
    for (const auto &header : std::as_const(m_config->customHeaders))
        m_resolved.customHeaders.append({header.first, {}});
    for (const auto &param : std::as_const(m_config->customParams))
        m_resolved.customParams.append({param.first, {}});
    for (qsizetype i = 0; i < m_config->customHeaders.size(); ++i) {
        const auto &[name, secret] = m_config->customHeaders.at(i);
        m_lookups.push_back({u"auth.custom_headers."_s + name, secret, &m_resolved.customHeaders[i].second});
    }
    for (qsizetype i = 0; i < m_config->customParams.size(); ++i) {
        const auto &[name, secret] = m_config->customParams.at(i);
        m_lookups.push_back({u"auth.custom_params."_s + name, secret, &m_resolved.customParams[i].second});
    }
}

void AuthManager::collectOAuthLookups()
{
    if (m_config->clientSecret.isSet())
        m_lookups.push_back({u"auth.client_secret"_s, m_config->clientSecret, &m_resolved.clientSecret});
    if (m_config->grant() == GrantType::Password)
        m_lookups.push_back({passwordField, m_config->password, &m_resolved.password});
    // One in the keychain is where a rotated one is: it is read from there when it is needed.
    const Secret &refreshToken = m_config->refreshToken;
    if (refreshToken.isSet() && refreshToken.source() != Secret::Source::Keychain)
        m_lookups.push_back({u"auth.refresh_token"_s, refreshToken, &m_resolved.refreshToken});
}

void AuthManager::resolve(const Lookup &lookup)
{
    switch (lookup.secret.source()) {
    case Secret::Source::None:
        resolved(lookup, Error(ErrorKind::AuthFailed, ErrorDetail::SecretMissing, lookup.field));
        return;
    case Secret::Source::Plain:
        resolved(lookup, lookup.secret.text());
        return;
    case Secret::Source::Environment: {
        const QString name = lookup.secret.text();
        if (!qEnvironmentVariableIsSet(name.toLocal8Bit().constData()))
            resolved(lookup, Error(ErrorKind::AuthFailed, ErrorDetail::SecretMissing, u"${env:"_s + name + u'}'));
        else
            resolved(lookup, qEnvironmentVariable(name.toLocal8Bit().constData()));
        return;
    }
    case Secret::Source::Keychain:
        m_means.secrets.read(keyOf(lookup.field).text(), [self = QPointer(this), lookup](const Result<QString> &value) {
            if (self)
                self->resolved(lookup, value ? value : self->named(value.error(), lookup.field));
        });
        return;
    }
}

Error AuthManager::named(Error error, const QString &field) const
{
    error.subject = m_clientName + u'/' + field;
    return error;
}

void AuthManager::resolved(const Lookup &lookup, const Result<QString> &value)
{
    if (!value) {
        m_failure = m_failure.value_or(value.error());
    } else {
        *lookup.target = withoutLastLineBreaks(*value);
        const bool isQuoted = lookup.field != passwordField && isQuotedByType(*lookup.target);
        if (isQuoted || !isUsableSecret(*lookup.target))
            m_failure = m_failure.value_or(Error(ErrorKind::AuthFailed, ErrorDetail::SecretUnusable, lookup.field));
        m_redactor->hide([&lookup](Redactor &redactor) { redactor.addSecret(*lookup.target); });
    }
    if (--m_open == 0)
        finish();
}

void AuthManager::finish()
{
    const Result<void> outcome = m_failure ? Result<void>(*m_failure) : makeCredentials();
    const QPointer self(this);
    bool renewsFirst = std::exchange(m_renewsFirst, false);
    for (const ReadyCallback &ready : std::exchange(m_waiting, {})) {
        if (outcome && self && m_tokens)
            std::exchange(renewsFirst, false) ? m_tokens->renew(ready) : m_tokens->prepare(ready);
        else
            ready(outcome);
    }
}

Result<void> AuthManager::makeCredentials()
{
    if (isOAuth()) {
        makeTokens();
        return {};
    }
    auto made = makeAuthenticator(m_resolved);
    if (!made)
        return made.error();
    m_authenticator = std::move(made).value();
    if (m_config->type == AuthType::Basic)
        m_redactor->hide(
            [this](Redactor &redactor) { redactor.addSecret(m_config->username + u':' + m_resolved.password); });
    return {};
}

void AuthManager::makeTokens()
{
    const OAuthTokens::Means means{m_means.scheduler,
                                   m_means.transport,
                                   m_means.secrets,
                                   m_redactor,
                                   [this](const ResolvedAuth &auth) {
                                       return makeLogin(auth, m_means.scheduler, m_means.transport, *m_redactor,
                                                        m_interaction);
                                   },
                                   m_means.storeLock};
    m_tokens = std::make_unique<OAuthTokens>(m_resolved, keyOf(u"auth.refresh_token"_s).text(), means);
    m_tokens->continueFrom(m_firstGeneration);
    m_tokens->takeOver(std::exchange(m_unkept, {}));
}

} // namespace fuseboard
