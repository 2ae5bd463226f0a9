// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/pythonexporter.h"

#include "config/configwriter.h"
#include "interchange/literals.h"
#include "interchange/placeholders.h"
#include "interchange/pythoncall.h"
#include "interchange/sharedclient.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

QString wordOf(AuthType type)
{
    switch (type) {
    case AuthType::None:
        return u"NONE"_s;
    case AuthType::ApiKey:
        return u"API_KEY"_s;
    case AuthType::Bearer:
        return u"BEARER"_s;
    case AuthType::Basic:
        return u"BASIC"_s;
    case AuthType::OAuth2:
        return u"OAUTH2"_s;
    case AuthType::Custom:
        return u"CUSTOM"_s;
    }
    Q_UNREACHABLE();
}

QString wordOf(AuthLocation location)
{
    switch (location) {
    case AuthLocation::Header:
        return u"HEADER"_s;
    case AuthLocation::Query:
        return u"QUERY"_s;
    case AuthLocation::Body:
        return u"BODY"_s;
    }
    Q_UNREACHABLE();
}

QString wordOf(RetryStrategy strategy)
{
    switch (strategy) {
    case RetryStrategy::Exponential:
        return u"EXPONENTIAL"_s;
    case RetryStrategy::Linear:
        return u"LINEAR"_s;
    case RetryStrategy::Fixed:
        return u"FIXED"_s;
    }
    Q_UNREACHABLE();
}

QString orNone(const Template &text)
{
    return text.isEmpty() ? u"None"_s : literals::python(text);
}

/// {"a": "b", …}, one entry a line; {} where empty.
QString dictionary(const QList<QPair<QString, Template>> &entries)
{
    if (entries.isEmpty())
        return u"{}"_s;
    QString text = u"{"_s;
    for (const auto &[name, value] : entries)
        text += u"\n    "_s + literals::python(name) + u": "_s + literals::python(value) + u',';
    return text + u"\n}"_s;
}

QString dictionary(const NamedSecrets &secrets, const Placeholders &placeholders, const QString &path)
{
    QList<QPair<QString, Template>> entries;
    for (const auto &[name, secret] : secrets)
        entries.append({name, placeholders.of(secret, path + u'.' + name)});
    return dictionary(entries);
}

PythonCall authCall(const AuthConfig &auth, const SharedClient &client)
{
    const Placeholders &placeholders = client.placeholders();
    PythonCall call(u"AuthConfig"_s);
    call.add(u"type"_s, u"AuthType."_s + wordOf(auth.type));
    call.add(u"token"_s, orNone(placeholders.of(auth.token, u"auth.token"_s)));
    call.add(u"token_location"_s, u"AuthLocation."_s + wordOf(auth.tokenLocation));
    call.addText(u"token_key"_s, auth.tokenKey);
    call.addOptionalText(u"token_prefix"_s, auth.tokenPrefix);
    call.addOptionalText(u"username"_s, auth.username);
    call.add(u"password"_s, orNone(placeholders.of(auth.password, u"auth.password"_s)));
    call.addOptionalText(u"client_id"_s, auth.clientId);
    call.add(u"client_secret"_s, orNone(placeholders.of(auth.clientSecret, u"auth.client_secret"_s)));
    call.add(u"token_url"_s, orNone(client.url(auth.tokenUrl)));
    call.add(u"refresh_token"_s, orNone(placeholders.of(auth.refreshToken, u"auth.refresh_token"_s)));
    call.add(u"scopes"_s, pythonList(auth.scopes));
    if (!auth.customHeaders.isEmpty())
        call.add(u"custom_headers"_s, dictionary(auth.customHeaders, placeholders, u"auth.custom_headers"_s));
    if (!auth.customParams.isEmpty())
        call.add(u"custom_params"_s, dictionary(auth.customParams, placeholders, u"auth.custom_params"_s));
    return call;
}

PythonCall rateLimitCall(const RateLimitConfig &limit)
{
    PythonCall call(u"RateLimitConfig"_s);
    call.add(u"max_requests"_s, limit.maxRequests);
    call.add(u"window_seconds"_s, limit.window);
    call.add(u"burst_size"_s, limit.burst());
    call.add(u"respect_retry_after"_s, limit.respectRetryAfter);
    call.add(u"backoff_factor"_s, limit.backoffFactor);
    return call;
}

PythonCall breakerCall(const CircuitBreakerConfig &breaker)
{
    PythonCall call(u"CircuitBreakerConfig"_s);
    call.add(u"failure_threshold"_s, breaker.failureThreshold);
    call.add(u"recovery_timeout"_s, breaker.recoveryTimeout);
    call.add(u"success_threshold"_s, breaker.successThreshold);
    call.add(u"failure_status_codes"_s, breaker.failureStatusCodes);
    call.add(u"count_timeouts_as_failures"_s, breaker.countTimeoutsAsFailures);
    return call;
}

PythonCall retryCall(const RetryConfig &retry)
{
    PythonCall call(u"RetryConfig"_s);
    call.add(u"max_retries"_s, retry.maxRetries);
    call.add(u"strategy"_s, u"RetryStrategy."_s + wordOf(retry.strategy));
    call.add(u"initial_delay"_s, retry.initialDelay);
    call.add(u"max_delay"_s, retry.maxDelay);
    call.add(u"backoff_multiplier"_s, retry.backoffMultiplier);
    call.add(u"jitter"_s, retry.jitter);
    call.add(u"retry_status_codes"_s, retry.retryStatusCodes);
    call.add(u"retry_on_timeout"_s, retry.retryOnTimeout);
    return call;
}

template<class Section, class Write>
void addSection(PythonCall &call, const QString &name, const std::optional<Section> &section, Write write)
{
    if (section)
        call.add(name, write(*section));
    else
        call.add(name, u"None"_s);
}

/// The members of the file, and of its sections, that SPEC's classes have too.
const QSet<QString> &specNames() // NOLINT(readability-function-size): one line for each name
{
    static const QSet<QString> names{u"name"_s,
                                     u"base_url"_s,
                                     u"auth"_s,
                                     u"rate_limit"_s,
                                     u"circuit_breaker"_s,
                                     u"retry"_s,
                                     u"timeout"_s,
                                     u"connect_timeout"_s,
                                     u"default_headers"_s,
                                     u"log_requests"_s,
                                     u"log_responses"_s,
                                     u"log_response_body"_s,
                                     u"max_connections"_s,
                                     u"max_keepalive_connections"_s,
                                     u"auth.type"_s,
                                     u"auth.token"_s,
                                     u"auth.token_location"_s,
                                     u"auth.token_key"_s,
                                     u"auth.token_prefix"_s,
                                     u"auth.username"_s,
                                     u"auth.password"_s,
                                     u"auth.client_id"_s,
                                     u"auth.client_secret"_s,
                                     u"auth.token_url"_s,
                                     u"auth.refresh_token"_s,
                                     u"auth.scopes"_s,
                                     u"auth.custom_headers"_s,
                                     u"auth.custom_params"_s,
                                     u"rate_limit.max_requests"_s,
                                     u"rate_limit.window_seconds"_s,
                                     u"rate_limit.burst_size"_s,
                                     u"rate_limit.respect_retry_after"_s,
                                     u"rate_limit.backoff_factor"_s,
                                     u"circuit_breaker.failure_threshold"_s,
                                     u"circuit_breaker.recovery_timeout"_s,
                                     u"circuit_breaker.success_threshold"_s,
                                     u"circuit_breaker.failure_status_codes"_s,
                                     u"circuit_breaker.count_timeouts_as_failures"_s,
                                     u"retry.max_retries"_s,
                                     u"retry.strategy"_s,
                                     u"retry.initial_delay"_s,
                                     u"retry.max_delay"_s,
                                     u"retry.backoff_multiplier"_s,
                                     u"retry.jitter"_s,
                                     u"retry.retry_status_codes"_s,
                                     u"retry.retry_on_timeout"_s};
    return names;
}

QString compactJson(const QJsonValue &value)
{
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.sliced(1, list.size() - 2));
}

/// The settings of an object that SPEC does not have, each as one line of JSON.
QStringList additions(const QJsonObject &object, const QString &path = {})
{
    QStringList lines;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString name = path.isEmpty() ? it.key() : path + u'.' + it.key();
        if (!specNames().contains(name) && name != "format"_L1)
            lines.append(name + u": "_s + compactJson(it.value()));
        else if (path.isEmpty() && it.value().isObject() && it.key() != "default_headers"_L1)
            lines += additions(it.value().toObject(), name);
    }
    return lines;
}

} // namespace

QString PythonExporter::id() const
{
    return u"python"_s;
}

QString PythonExporter::fileSuffix() const
{
    return u"py"_s;
}

QByteArray PythonExporter::writeShared(const SharedClient &client) const
{
    const ClientConfig &config = client.config();
    PythonCall call(u"APIClientConfig"_s);
    call.addText(u"name"_s, config.name);
    call.add(u"base_url"_s, literals::python(client.url(config.baseUrl)));
    addSection(call, u"auth"_s, config.auth, [&](const AuthConfig &auth) { return authCall(auth, client); });
    addSection(call, u"rate_limit"_s, config.rateLimit, rateLimitCall);
    addSection(call, u"circuit_breaker"_s, config.circuitBreaker, breakerCall);
    addSection(call, u"retry"_s, config.retry, retryCall);
    call.add(u"timeout"_s, config.timeout);
    call.add(u"connect_timeout"_s, std::min(config.connectTimeout, config.timeout));
    call.add(u"default_headers"_s, dictionary(client.defaultHeaders()));
    call.add(u"log_requests"_s, config.logRequests);
    call.add(u"log_responses"_s, config.logResponses);
    call.add(u"log_response_body"_s, config.logResponseBody);
    call.add(u"max_connections"_s, config.maxConnections);
    call.add(u"max_keepalive_connections"_s, std::min(config.maxKeepaliveConnections, config.maxConnections));
    const QJsonObject file = QJsonDocument::fromJson(writeClientConfig(config)).object();
    if (const QStringList unknownToSpec = additions(file); !unknownToSpec.isEmpty()) {
        call.addComment(u"Set in Fuseboard, and not known to this class:"_s);
        for (const QString &line : unknownToSpec)
            call.addComment(u"  "_s + line);
    }
    const QString text = u"config = "_s + call.text() + u'\n';
    const QString imports = text.contains("os.environ"_L1) ? u"import os\n\n"_s : QString();
    return (imports
            + u"# The classes are those of BRAiN's module Integrations, which is not a part of Fuseboard.\n"
              "from backend.app.modules.integrations import (\n    APIClientConfig,\n    AuthConfig,\n    "
              u"AuthLocation,\n"
              "    AuthType,\n    CircuitBreakerConfig,\n    RateLimitConfig,\n    RetryConfig,\n    RetryStrategy,\n)\n\n"_s
            + text)
        .toUtf8();
}

} // namespace fuseboard
