// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/redirects.h"

#include <QUrlQuery>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

Error blockedRedirect(ErrorDetail detail, const QUrl &target, int status, const RedirectRules &rules)
{
    const QString origin = QString::fromLatin1(originOf(target));
    Error error(ErrorKind::RedirectBlocked, detail, rules.shown ? rules.shown(origin) : origin);
    error.httpStatus = status;
    return error;
}

/// Where an answer leads. A key that was put into the query and that the server repeats is not carried on: it is put
/// on again where it belongs, and nowhere else (ADV-B8). One that was written into the URL is not put on again, and so
/// stays at its own origin.
QUrl targetOf(const QUrl &from, const QByteArray &location, const RedirectRules &rules)
{
    QUrl target = from.resolved(QUrl::fromEncoded(location, QUrl::StrictMode));
    target.setUserInfo({});
    target.setFragment({});
    if (!target.hasQuery())
        return target;
    const bool leavesOrigin = !isSameOrigin(target, from);
    QUrlQuery query(target);
    auto items = query.queryItems(QUrl::FullyEncoded);
    const auto plain = [](const QString &text) { return QUrl::fromPercentEncoding(text.toUtf8()); };
    const auto removed = items.removeIf([&](const std::pair<QString, QString> &item) {
        const QString name = plain(item.first);
        const QString value = plain(item.second);
        return (rules.isCredentialItem && rules.isCredentialItem(name, value))
            || (leavesOrigin && rules.isOwnItem && rules.isOwnItem(name, value));
    });
    if (removed == 0)
        return target;
    query.setQueryItems(items);
    target.setQuery(items.isEmpty() ? QString() : query.toString(QUrl::FullyEncoded));
    return target;
}

bool becomesGet(const Request &request, int status)
{
    if (request.method == "GET" || request.method == "HEAD")
        return false;
    return status == 303 || ((status == 301 || status == 302) && request.method == "POST");
}

bool tellsOfBody(const QByteArray &name)
{
    const QByteArray lowerName = name.toLower();
    return lowerName.startsWith("content-") || lowerName == "digest" || lowerName == "repr-digest";
}

// Any other header may say something that is meant for the first origin alone: a tenant, a key under a name of its own.
bool mayLeaveOrigin(const QByteArray &name, const RedirectRules &rules)
{
    constexpr QByteArrayView families[] = {"accept-", "content-", "if-"};
    constexpr QByteArrayView names[] = {"accept",     "cache-control", "date",         "idempotency-key",
                                        "pragma",     "prefer",        "range",        "traceparent",
                                        "tracestate", "user-agent",    "x-request-id", "x-correlation-id"};
    const QByteArray lowerName = name.toLower();
    const bool harmless = std::find(std::begin(names), std::end(names), lowerName) != std::end(names)
        || std::any_of(std::begin(families), std::end(families),
                       [&lowerName](QByteArrayView family) { return lowerName.startsWith(family); });
    return harmless && !(rules.isCredentialHeader && rules.isCredentialHeader(name));
}

std::optional<ErrorDetail> whyBlocked(const Request &request, const QUrl &target, const RedirectRules &rules)
{
    // What cannot be sent to is the server's fault, and not one of our configuration.
    if (!checkRequest(Request{.url = target}))
        return ErrorDetail::BadRedirectTarget;
    if (request.url.scheme() == "https"_L1 && target.scheme() == "http"_L1 && !rules.allowInsecure)
        return ErrorDetail::InsecureRedirect;
    // A public server has no business sending us to this machine or link (ADV-B15).
    if (isLocalHost(target) && !isLocalHost(request.url))
        return ErrorDetail::BadRedirectTarget;
    return std::nullopt;
}

std::optional<ErrorDetail> whyEndless(const Request &next, const RedirectRules &rules, const QList<RedirectHop> &before)
{
    const QByteArray cookies = rules.cookies ? rules.cookies(next) : QByteArray();
    const auto isSame = [&next](const RedirectHop &hop) { return hop.method == next.method && hop.url == next.url; };
    const auto visits = std::count_if(before.cbegin(), before.cend(), isSame);
    if (visits > 1 || before.contains(RedirectHop{next.method, next.url, cookies}))
        return ErrorDetail::RedirectLoop;
    if (before.size() > rules.maxRedirects)
        return ErrorDetail::TooManyRedirects;
    return std::nullopt;
}

} // namespace

bool isRedirect(const Response &response)
{
    constexpr int followed[] = {301, 302, 303, 307, 308};
    return std::find(std::begin(followed), std::end(followed), response.status) != std::end(followed)
        && response.headers.contains("Location");
}

Result<Request> followRedirect(const Request &request, const Response &response, const RedirectRules &rules,
                               const QList<RedirectHop> &before)
{
    const QByteArray location = response.headers.value("Location").value_or(QByteArray()).trimmed();
    const QUrl target = targetOf(request.url, location, rules);
    if (location.isEmpty())
        return blockedRedirect(ErrorDetail::BadRedirectTarget, target, response.status, rules);
    if (const auto reason = whyBlocked(request, target, rules))
        return blockedRedirect(*reason, target, response.status, rules);

    Request next = request;
    next.url = target;
    if (becomesGet(request, response.status)) {
        next.method = "GET";
        next.body = {};
        for (const Headers::Field &field : request.headers.fields()) {
            if (tellsOfBody(field.first))
                next.headers.remove(field.first);
        }
    }
    if (!isSameOrigin(target, request.url)) {
        if (rules.credentialsInBody && !next.body.isEmpty())
            return blockedRedirect(ErrorDetail::CredentialsInBody, target, response.status, rules);
        for (const Headers::Field &field : request.headers.fields()) {
            if (!mayLeaveOrigin(field.first, rules))
                next.headers.remove(field.first);
        }
    }
    if (const auto reason = whyEndless(next, rules, before))
        return blockedRedirect(*reason, target, response.status, rules);
    if (next.body.isStream() && !next.body.open())
        return blockedRedirect(ErrorDetail::BodyNotReplayable, target, response.status, rules);
    return next;
}

} // namespace fuseboard
