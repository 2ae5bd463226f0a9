// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/curlexporter.h"

#include "interchange/curlsnippet.h"
#include "interchange/literals.h"
#include "interchange/sharedclient.h"

#include <algorithm>

namespace fuseboard {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

double inSeconds(Duration duration)
{
    return std::chrono::duration<double>(duration).count();
}

QString limiterComment(const RateLimitConfig &limit)
{
    const QString text = u"at most %1 requests in %2 s"_s.arg(limit.maxRequests).arg(inSeconds(limit.window));
    return limit.strict ? text + u", strictly."_s : text + u", burst %1."_s.arg(limit.burst());
}

QString breakerComment(const CircuitBreakerConfig &breaker)
{
    if (breaker.observeOnly)
        return u"a circuit breaker that only observes."_s;
    const QString limit = breaker.failureRate ? u"%1 % of failures"_s.arg(*breaker.failureRate)
                                              : u"%1 failures"_s.arg(breaker.failureThreshold);
    return u"a circuit breaker that opens after %1 for %2 s."_s.arg(limit).arg(inSeconds(breaker.recoveryTimeout));
}

QString listed(const QList<int> &codes)
{
    QStringList texts;
    for (const int code : codes)
        texts.append(QString::number(code));
    return texts.isEmpty() ? u"no status"_s : texts.join(u", "_s);
}

/// Where curl's own rules for retries are others.
QStringList retryComments(const RetryConfig &retry)
{
    if (retry.maxRetries == 0)
        return {};
    QStringList comments;
    const RetryConfig standard; // whose codes are curl's
    QList<int> codes = retry.retryStatusCodes;
    std::sort(codes.begin(), codes.end());
    if (codes != standard.retryStatusCodes)
        comments.append(
            u"retries after %1; curl's come after %2."_s.arg(listed(codes), listed(standard.retryStatusCodes)));
    if (!retry.retryOnTimeout)
        comments.append(u"no retry after a timeout; curl has one."_s);
    if (retry.strategy == RetryStrategy::Linear)
        comments.append(u"delays that grow by the same step each time; curl's stay the same."_s);
    else if (retry.strategy == RetryStrategy::Exponential
             && (retry.initialDelay != 1s || !qFuzzyCompare(retry.backoffMultiplier, 2.0)))
        comments.append(
            u"delays of %1 s, growing by %2; curl's are 1 s, 2 s, 4 s and so on."_s.arg(inSeconds(retry.initialDelay))
                .arg(retry.backoffMultiplier));
    return comments;
}

QStringList tlsComments(const TlsConfig &tls)
{
    QStringList comments;
    if (!tls.pinnedSha256.isEmpty())
        comments.append(u"only the certificate with the SHA-256 digest %1 is accepted."_s.arg(tls.pinnedSha256));
    if (!tls.exceptionHost.isEmpty())
        comments.append(u"certificate errors of %1 alone are accepted; curl's --insecure is for every host."_s.arg(
            tls.exceptionHost));
    return comments;
}

/// What curl has nothing for, or does otherwise.
QStringList differences(const ClientConfig &config)
{
    QStringList comments;
    if (config.rateLimit)
        comments.append(limiterComment(*config.rateLimit));
    if (config.circuitBreaker)
        comments.append(breakerComment(*config.circuitBreaker));
    if (config.retry)
        comments += retryComments(*config.retry);
    if (config.tls)
        comments += tlsComments(*config.tls);
    return comments;
}

/// Credentials that need a form, as there is no JSON here.
bool needsBody(const std::optional<AuthConfig> &auth)
{
    return auth && auth->tokenLocation == AuthLocation::Body
        && (auth->type == AuthType::ApiKey || auth->type == AuthType::Bearer || auth->type == AuthType::OAuth2);
}

/// curl takes away Authorization and Cookie alone where a redirect leads elsewhere.
bool leavesOnRedirects(const SnippetRequest &request)
{
    return request.config.followRedirects
        && std::any_of(request.headers.begin(), request.headers.end(), [](const SnippetRequest::Field &field) {
               return field.value.hasVariables() && field.name.compare("Authorization"_L1, Qt::CaseInsensitive) != 0
                   && field.name.compare("Cookie"_L1, Qt::CaseInsensitive) != 0;
           });
}

/// Whether a variable says if it is https, where redirects have to stay in it.
bool hasOpenScheme(const ClientConfig &config)
{
    const QString text = config.baseUrl.text();
    const bool isKnown = text.startsWith("http:"_L1, Qt::CaseInsensitive)
        || text.startsWith("https:"_L1, Qt::CaseInsensitive);
    return config.followRedirects && !config.allowInsecureRedirects && !isKnown;
}

} // namespace

QString CurlExporter::id() const
{
    return u"curl"_s;
}

QString CurlExporter::fileSuffix() const
{
    return u"sh"_s;
}

QByteArray CurlExporter::writeShared(const SharedClient &client) const
{
    const ClientConfig &config = client.config();
    Request request;
    request.url = static_cast<const QUrl &>(config.baseUrl);
    if (needsBody(config.auth)) {
        request.method = "POST";
        request.headers.set("Content-Type", "application/x-www-form-urlencoded");
    }
    SnippetRequest snippet = snippetRequest(client, request);
    snippet.url = config.baseUrl.text(); // with its {{variables}}, where it has any
    QStringList comments{config.name,
                         u"The address is the client's base_url: the path of a request comes behind it."_s};
    const QStringList lacking = differences(config);
    for (const QString &difference : lacking)
        comments.append(u"Not in curl: "_s + difference);
    if (leavesOnRedirects(snippet))
        comments.append(u"curl sends its headers after a redirect to another host, too: take out --location, or trust "
                        "where it leads."_s);
    if (hasOpenScheme(config))
        comments.append(
            u"Where the address turns out to be one of https, --proto-redir =https keeps redirects there."_s);
    comments += curlProxyNotes(snippet);
    if (config.auth && config.auth->type == AuthType::OAuth2)
        comments.append(u"%1 is a token that has to be had before: curl asks for none."_s.arg(
            client.placeholders().variableName(u"access_token"_s)));
    const QString command = curlCommand(client.url(config.baseUrl), snippet);
    // Not every sh knows the quotes in which there are escapes.
    QString text = literals::needsBash(command) ? u"#!/usr/bin/env bash\n"_s : u"#!/bin/sh\n"_s;
    for (const QString &comment : std::as_const(comments))
        text += u"# "_s + literals::onOneLine(comment) + u'\n';
    return (text + u'\n' + command).toUtf8();
}

} // namespace fuseboard
