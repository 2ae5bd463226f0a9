// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/authmanager.h"

#include <QPointer>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

// A value with a line break would end up as a header of its own; a trailing one comes from pasting and is harmless
// (A12).
bool isUsableSecret(const QString &value)
{
    return !value.isEmpty() && std::none_of(value.cbegin(), value.cend(), [](QChar c) {
        return c.unicode() < 0x20 || c.unicode() == 0x7f || c == QChar::Nbsp || c == QChar::ByteOrderMark;
    });
}

QString withoutTrailingNewline(QString value)
{
    while (value.endsWith(u'\n') || value.endsWith(u'\r'))
        value.chop(1);
    return value;
}

} // namespace

AuthManager::AuthManager(std::optional<AuthConfig> config, const QString &clientName, SecretStore &secrets,
                         QObject *parent)
    : QObject(parent)
    , m_config(std::move(config))
    , m_clientName(clientName)
    , m_secrets(secrets)
{
    if (!m_config)
        return;
    if (m_config->type == AuthType::ApiKey || m_config->type == AuthType::Bearer)
        m_redactor.addSecretName(m_config->tokenKey);
    for (const auto &header : std::as_const(m_config->customHeaders))
        m_redactor.addSecretName(header.first);
    for (const auto &param : std::as_const(m_config->customParams))
        m_redactor.addSecretName(param.first);
}

AuthManager::~AuthManager()
{
    for (const ReadyCallback &ready : std::exchange(m_waiting, {}))
        ready(Error(ErrorKind::Cancelled));
}

bool AuthManager::isReady() const
{
    return m_authenticator || !m_config || m_config->type == AuthType::None;
}

void AuthManager::prepare(ReadyCallback ready)
{
    if (isReady()) {
        ready({});
        return;
    }
    m_waiting.push_back(std::move(ready));
    if (m_waiting.size() == 1)
        start();
}

Result<void> AuthManager::apply(Request &request) const
{
    if (!isReady())
        return Error(ErrorKind::AuthFailed, ErrorDetail::SecretMissing, u"auth"_s);
    return m_authenticator ? m_authenticator->apply(request) : Result<void>();
}

bool AuthManager::isCredentialHeader(const QByteArray &name) const
{
    return m_redactor.isSecretName(QString::fromLatin1(name));
}

bool AuthManager::putsCredentialsInBody() const
{
    return m_config && m_config->tokenLocation == AuthLocation::Body
        && (m_config->type == AuthType::ApiKey || m_config->type == AuthType::Bearer);
}

void AuthManager::hideHeaderValue(const QString &value)
{
    m_redactor.addHeaderValue(value);
}

QString AuthManager::storeKey(const QString &clientName, const QString &field)
{
    return clientName + u'/' + field;
}

void AuthManager::start()
{
    m_failure.reset();
    m_resolved = ResolvedAuth{*m_config, {}, {}, {}, {}};
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
    case AuthType::OAuth2:
        return;
    case AuthType::ApiKey:
    case AuthType::Bearer:
        m_lookups.push_back({u"auth.token"_s, m_config->token, &m_resolved.token});
        return;
    case AuthType::Basic:
        // An empty password is legal (RFC 7617).
        if (m_config->password.isSet())
            m_lookups.push_back({u"auth.password"_s, m_config->password, &m_resolved.password});
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
        m_secrets.read(storeKey(m_clientName, lookup.field),
                       [self = QPointer(this), lookup](const Result<QString> &value) {
                           if (self)
                               self->resolved(lookup, value);
                       });
        return;
    }
}

void AuthManager::resolved(const Lookup &lookup, const Result<QString> &value)
{
    if (!value) {
        m_failure = m_failure.value_or(value.error());
    } else {
        *lookup.target = withoutTrailingNewline(*value);
        if (!isUsableSecret(*lookup.target))
            m_failure = m_failure.value_or(Error(ErrorKind::AuthFailed, ErrorDetail::SecretUnusable, lookup.field));
        m_redactor.addSecret(*lookup.target);
    }
    if (--m_open == 0)
        finish();
}

void AuthManager::finish()
{
    Result<void> outcome;
    if (m_failure) {
        outcome = *m_failure;
    } else if (auto made = makeAuthenticator(m_resolved)) {
        m_authenticator = std::move(made).value();
        if (m_config->type == AuthType::Basic)
            m_redactor.addSecret(m_config->username + u':' + m_resolved.password);
    } else {
        outcome = made.error();
    }
    for (const ReadyCallback &ready : std::exchange(m_waiting, {}))
        ready(outcome);
}

} // namespace fuseboard
