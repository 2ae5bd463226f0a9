// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a request is made of. Input: base URL, path, Location, method, then header fields, a line each.

#include "client/redirects.h"
#include "client/urljoin.h"
#include "fuzzing.h"
#include "http/request.h"
#include "upstream/httprequestparser.h"

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

const QByteArray secret = "secret-of-the-first-origin";

/// Scheme and authority as a reader of the wire sees them, who knows nothing of QUrl.
QByteArray wireOrigin(const QUrl &url)
{
    const QByteArray wire = url.toEncoded();
    const qsizetype begin = wire.indexOf("://") + 3;
    qsizetype end = begin;
    while (end < wire.size() && wire.at(end) != '/' && wire.at(end) != '?' && wire.at(end) != '#')
        ++end;
    return wire.first(end);
}

bool hasDotSegments(const QUrl &url)
{
    const QStringList segments = url.path(QUrl::FullyEncoded).split(u'/');
    return segments.contains("."_L1) || segments.contains(".."_L1);
}

QByteArray targetOf(const QUrl &url)
{
    QByteArray target = url.path(QUrl::FullyEncoded).toLatin1();
    if (target.isEmpty())
        target = "/";
    return url.hasQuery() ? target + '?' + url.query(QUrl::FullyEncoded).toLatin1() : target;
}

/// A request that was let through is one request on the wire, and the one that was meant: no smuggling. (S02, S03)
void checkWire(const Request &request)
{
    const QByteArray target = targetOf(request.url);
    QByteArray wire = request.method + ' ' + target + " HTTP/1.1\r\n";
    Headers headers = request.headers;
    if (!headers.contains("Host"))
        headers.append("Host", "here");
    for (const auto &[name, value] : headers.fields())
        wire += name + ": " + value + "\r\n";
    wire += "\r\n";
    HttpRequestParser::Limits limits;
    limits.head = {wire.size() + 1, wire.size() + 1, headers.size()};
    HttpRequestParser parser(limits);
    parser.append(wire);
    FUZZ_PROMISE(parser.next() == HttpRequestParser::State::Ready);
    const UpstreamRequest &seen = parser.request();
    FUZZ_PROMISE(seen.method == request.method);
    FUZZ_PROMISE(seen.target == target);
    FUZZ_PROMISE(static_cast<qsizetype>(seen.headers.size()) == headers.size());
    for (qsizetype i = 0; i < headers.size(); ++i) {
        const auto &[name, value] = seen.headers.at(static_cast<std::size_t>(i));
        FUZZ_PROMISE(name == headers.fields().at(i).first);
        FUZZ_PROMISE(value == headers.fields().at(i).second);
    }
    FUZZ_PROMISE(seen.bodyBytes == 0 && parser.isIdle());
}

void checkJoined(const QUrl &base, const QUrl &relative)
{
    const auto joined = joinUrl(base, relative);
    if (!joined) {
        FUZZ_PROMISE(joined.error().kind == ErrorKind::ConfigInvalid);
        return;
    }
    FUZZ_PROMISE(isSameOrigin(*joined, base));
    FUZZ_PROMISE(originOf(*joined) == originOf(base));
    FUZZ_PROMISE(joined->userInfo().isEmpty());
    FUZZ_PROMISE(!joined->hasFragment());
    FUZZ_PROMISE(!hasDotSegments(*joined));
    const auto again = joinUrl(base, *joined);
    FUZZ_PROMISE(again && *again == *joined);
    if (!checkRequest(Request{.url = *joined}))
        return;
    FUZZ_PROMISE(joined->adjusted(QUrl::NormalizePathSegments) == *joined); // as Qt does when it sends
    // The port may have been left out or written on one side.
    FUZZ_PROMISE(originOf(QUrl::fromEncoded(wireOrigin(*joined))) == originOf(base));
    checkWire(Request{.url = *joined});
}

void checkHeaders(Headers headers)
{
    if (headers.isEmpty())
        return;
    const QByteArray name = headers.fields().constFirst().first;
    const qsizetype others = headers.size() - headers.values(name).size();
    headers.set(name.toUpper(), "one");
    FUZZ_PROMISE(headers.values(name) == QByteArrayList{"one"});
    FUZZ_PROMISE(headers.size() == others + 1 && headers.fields().constFirst().first == name.toUpper());
    headers.remove(name);
    FUZZ_PROMISE(!headers.contains(name) && headers.size() == others);
}

void checkRedirect(const Request &request, const QByteArray &location, int status, bool allowInsecure)
{
    Response response;
    response.status = status;
    response.headers.append("Location", location);
    RedirectRules rules;
    rules.allowInsecure = allowInsecure;
    rules.isCredentialHeader = [](const QByteArray &name) {
        return name.compare("Accept-Key", Qt::CaseInsensitive) == 0;
    };
    rules.isCredentialItem = [](const QString &name, const QString &) { return name == "api_key"_L1; };
    const QList<RedirectHop> before{{request.method, request.url}};
    const auto next = followRedirect(request, response, rules, before);
    if (!next) {
        FUZZ_PROMISE(next.error().kind == ErrorKind::RedirectBlocked);
        return;
    }
    FUZZ_PROMISE(checkRequest(*next).ok());
    FUZZ_PROMISE(next->url.userInfo().isEmpty() && !next->url.hasFragment());
    FUZZ_PROMISE(next->method == request.method || next->method == "GET");
    FUZZ_PROMISE(allowInsecure || request.url.scheme() == "http"_L1 || next->url.scheme() == "https"_L1);
    FUZZ_PROMISE(isLocalHost(request.url) || !isLocalHost(next->url));
    FUZZ_PROMISE(!before.contains(RedirectHop{next->method, next->url}));
    FUZZ_PROMISE(originOf(QUrl::fromEncoded(wireOrigin(next->url))) == originOf(next->url));
    if (isSameOrigin(next->url, request.url))
        return;
    for (const auto &[name, value] : next->headers.fields())
        FUZZ_PROMISE(!value.contains(secret));
}

void checkChain(const Request &request, const QByteArray &location)
{
    Request first = request;
    for (const char *name : {"Authorization", "Cookie", "X-Api-Key", "Proxy-Authorization", "Accept-Key", "X-Tenant"})
        first.headers.set(name, secret);
    if (!checkRequest(first))
        return;
    for (const int status : {301, 303, 308}) {
        checkRedirect(first, location, status, false);
        checkRedirect(first, location, status, true);
    }
}

} // namespace

void fuzzOneInput(const QByteArray &input)
{
    QByteArray rest = input;
    Request request;
    request.url = QUrl::fromEncoded(takeLine(rest), QUrl::StrictMode);
    const QByteArray path = takeLine(rest);
    const QByteArray location = takeLine(rest);
    request.method = takeLine(rest);
    while (!rest.isEmpty()) {
        const QByteArray line = takeLine(rest);
        const qsizetype colon = line.indexOf(':');
        const QByteArray value = line.sliced(colon + 1);
        request.headers.append(line.first(std::max<qsizetype>(colon, 0)),
                               value.startsWith(' ') ? value.sliced(1) : value);
    }
    checkHeaders(request.headers);
    if (checkRequest(request))
        checkWire(request);
    const QUrl base = request.url.adjusted(QUrl::RemoveFragment);
    if (!checkRequest(Request{.url = base}))
        return;
    checkJoined(base, QUrl(QString::fromUtf8(path), QUrl::TolerantMode));
    checkJoined(base, QUrl(QString::fromUtf8(path), QUrl::StrictMode));
    checkJoined(base, QUrl::fromEncoded(path, QUrl::StrictMode));
    checkChain(request, location);
}
