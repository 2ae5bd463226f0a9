// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "http/request.h"
#include "http/response.h"

#include <QList>

#include <functional>

namespace fuseboard {

/// What a client allows of redirects. (S01)
struct RedirectRules
{
    int maxRedirects = 10;
    bool allowInsecure = false; ///< https to http
    bool credentialsInBody = false; ///< the body must not reach another origin
    bool signsInBody = false; ///< a request without a body cannot be signed
    std::function<bool(const QByteArray &)> isCredentialHeader; ///< never goes to another origin, whatever its name
    std::function<bool(const QString &name, const QString &value)>
        isCredentialItem; ///< a query item with a live secret
    std::function<bool(const QString &name, const QString &value)>
        isOwnItem; ///< one with a secret that the first request brought along in its query: dropped elsewhere only
    std::function<QByteArray(const Request &)> cookies; ///< with which it would go out, whosever they are
    std::function<QString(const QString &)> shown; ///< takes secrets out of what an error tells
};

/// One request of a chain of redirects.
struct RedirectHop
{
    QByteArray method;
    QUrl url;
    QByteArray cookies{}; ///< that went along

    friend bool operator==(const RedirectHop &, const RedirectHop &) = default;
};

/// True for 301, 302, 303, 307 and 308 with a Location.
bool isRedirect(const Response &response);

/// The request that follows an answer, or RedirectBlocked with its reason. before: what was asked so far in this
/// attempt, the present request last; an address is asked twice where other cookies go along by then, as those do that
/// find out whether cookies are kept. To another origin go only headers that are no credentials and by
/// name about the exchange itself (Accept*, Content-*, If-*, Range, User-Agent, Idempotency-Key, trace ids and their
/// like). 303, and 301 or 302 after POST, become GET without a body, the others keep method and body. Whether
/// credentials may be put on again is up to the caller: only while no other origin has been in between (ADV-B5).
Result<Request> followRedirect(const Request &request, const Response &response, const RedirectRules &rules,
                               const QList<RedirectHop> &before);

} // namespace fuseboard
