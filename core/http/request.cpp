// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/request.h"

#include "base/headersyntax.h"

#include <QHostAddress>

#include <algorithm>
#include <array>
#include <bitset>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestShownMethod = 32;
constexpr qsizetype longestOriginExtra = 16; // "://", brackets, ":65535"

// Fields that are no lists: two of them are a contradiction, and servers differ in which one they believe.
constexpr std::array singleHeaders{"authorization"_L1, "content-type"_L1, "date"_L1,      "from"_L1,
                                   "host"_L1,          "if-range"_L1,     "origin"_L1,    "proxy-authorization"_L1,
                                   "range"_L1,         "referer"_L1,      "user-agent"_L1};

bool isControl(char byte)
{
    const auto code = static_cast<unsigned char>(byte);
    return code < 0x20 || code == 0x7f;
}

int effectivePort(const QUrl &url, QStringView scheme)
{
    return url.port(scheme == "https"_L1 ? 443 : scheme == "http"_L1 ? 80 : -1);
}

/// Its place among the single headers, or their number.
std::size_t singleHeaderIndex(const QByteArray &name)
{
    const auto isSame = [&name](QLatin1String other) {
        return name.size() == other.size() && name.compare(other, Qt::CaseInsensitive) == 0;
    };
    return static_cast<std::size_t>(std::find_if(singleHeaders.begin(), singleHeaders.end(), isSame)
                                    - singleHeaders.begin());
}

/// "http://@host/" has no user info for QUrl, and yet an @ on the wire.
bool hasUserInfo(QByteArrayView wire)
{
    const qsizetype begin = wire.indexOf("//") + 2;
    const auto end = std::find_if(wire.begin() + begin, wire.end(),
                                  [](char byte) { return byte == '/' || byte == '?'; });
    return std::find(wire.begin() + begin, end, '@') != end;
}

Error invalidRequest(ErrorDetail detail, QString subject, QString value = {})
{
    Error error(ErrorKind::ConfigInvalid, detail, std::move(subject));
    error.value = std::move(value);
    return error;
}

/// Its wrong sign is mostly an invisible one or a blank: who reads about it must see all of it.
QString shownMethod(const QByteArray &method)
{
    const bool isCut = method.size() > longestShownMethod;
    return QString::fromUtf8(method.left(longestShownMethod)) + (isCut ? u"…"_s : QString());
}

Result<void> checkMethod(const QByteArray &method)
{
    // CONNECT turns the connection into a tunnel, which is no exchange any more.
    if (!isHeaderName(method) || method.compare("CONNECT", Qt::CaseInsensitive) == 0)
        return invalidRequest(ErrorDetail::BadMethod, u"method"_s, shownMethod(method));
    return {};
}

/// Whether Qt sends that path. It resolves dot segments by itself, and takes ".a" within a path for one: "/x/.a/y"
/// would be "/x//y" on the wire, another resource (A4).
bool isPathSent(const QUrl &url, QByteArrayView wire)
{
    if (!wire.contains("/."))
        return true;
    QUrl resolved = url;
    resolved.setPath(resolvedPath(url), QUrl::StrictMode);
    return resolved.adjusted(QUrl::NormalizePathSegments).path(QUrl::FullyEncoded) == resolved.path(QUrl::FullyEncoded);
}

Result<void> checkUrl(const QUrl &url)
{
    if (!url.isValid() || (url.scheme() != "http"_L1 && url.scheme() != "https"_L1) || url.host().isEmpty())
        return invalidRequest(ErrorDetail::BadUrl, u"url"_s, url.scheme() + ":"_L1);
    const QByteArray wire = url.toEncoded(QUrl::RemoveFragment);
    if (hasUserInfo(wire))
        return invalidRequest(ErrorDetail::BadUrl, u"user info"_s);
    if (url.port(1) == 0)
        return invalidRequest(ErrorDetail::BadUrl, u"port"_s, u"0"_s);
    // "http://good#@evil/": what looks like the host is not the host.
    if (url.path().isEmpty() && url.hasFragment() && !url.hasQuery())
        return invalidRequest(ErrorDetail::BadUrl, u"fragment"_s);
    if (!isPathSent(url, wire))
        return invalidRequest(ErrorDetail::BadUrl, u"path"_s);
    if (std::any_of(wire.begin(), wire.end(), [](char byte) { return isControl(byte) || byte == ' '; }))
        return invalidRequest(ErrorDetail::BadUrl, u"url"_s);
    return {};
}

Result<void> checkHeaders(const Headers &headers)
{
    std::bitset<singleHeaders.size() + 1> seen;
    for (const auto &[name, value] : headers.fields()) {
        if (!isHeaderName(name))
            return invalidRequest(ErrorDetail::BadHeaderName, u"headers"_s, shownHeaderName(name));
        if (isTransportHeader(name))
            return invalidRequest(ErrorDetail::BadHeaderName, QString::fromLatin1(name));
        // The value may be a secret: it is never named.
        if (!isHeaderValue(value))
            return invalidRequest(ErrorDetail::BadHeaderValue, QString::fromLatin1(name));
        const std::size_t single = singleHeaderIndex(name);
        if (single < singleHeaders.size() && seen.test(single))
            return invalidRequest(ErrorDetail::Duplicate, QString::fromLatin1(name));
        seen.set(single);
    }
    return {};
}

Result<void> checkBody(const Request &request)
{
    const bool allowed = request.method != "HEAD" && request.method != "TRACE";
    if (request.body.size() < 0 || (!allowed && !request.body.isEmpty()))
        return invalidRequest(ErrorDetail::BadBody, u"body"_s, shownHeaderName(request.method));
    return {};
}

} // namespace

Result<void> checkRequest(const Request &request)
{
    if (auto method = checkMethod(request.method); !method)
        return method;
    if (auto url = checkUrl(request.url); !url)
        return url;
    if (auto headers = checkHeaders(request.headers); !headers)
        return headers;
    return checkBody(request);
}

bool isIdempotent(QByteArrayView method)
{
    static constexpr std::array<QByteArrayView, 6> methods{"GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE"};
    return std::find(methods.begin(), methods.end(), method) != methods.end();
}

QString resolvedPath(const QUrl &url)
{
    QString path = url.path(QUrl::FullyEncoded);
    if (path.isEmpty())
        return path;
    QStringList kept;
    bool endsInSlash = false;
    const QStringList segments = path.split(u'/');
    for (auto segment = segments.begin() + (path.startsWith(u'/') ? 1 : 0); segment != segments.end(); ++segment) {
        endsInSlash = *segment == "."_L1 || *segment == ".."_L1;
        if (*segment == ".."_L1 && !kept.isEmpty())
            kept.removeLast();
        if (!endsInSlash)
            kept.append(*segment);
    }
    while (!kept.isEmpty() && kept.constFirst().isEmpty())
        kept.removeFirst();
    return u'/' + kept.join(u'/') + (endsInSlash && !kept.isEmpty() ? u"/"_s : QString());
}

QByteArray originOf(const QUrl &url)
{
    // QUrl keeps scheme and host in lower case.
    const QByteArray host = url.host(QUrl::FullyEncoded).toLatin1();
    if (host.isEmpty() || !url.isValid())
        return {};
    const QString scheme = url.scheme();
    const int port = effectivePort(url, scheme);
    const bool isIpv6 = host.contains(':');
    QByteArray origin;
    origin.reserve(scheme.size() + host.size() + longestOriginExtra);
    origin.append(scheme.toLatin1()).append("://");
    isIpv6 ? origin.append('[').append(host).append(']') : origin.append(host);
    if (port > 0)
        origin.append(':').append(QByteArray::number(port));
    return origin;
}

bool isSameOrigin(const QUrl &one, const QUrl &other)
{
    const QString scheme = one.scheme();
    const QString host = one.host(); // as QUrl keeps it: encoding both would say the same
    return scheme == other.scheme() && host == other.host() && !host.isEmpty()
        && effectivePort(one, scheme) == effectivePort(other, scheme) && one.isValid() && other.isValid();
}

bool isLocalHost(const QUrl &url)
{
    QString host = url.host(); // QUrl has brought all ways to write an IPv4 address to one
    if (host.endsWith(u'.'))
        host.chop(1);
    if (host == "localhost"_L1 || host.endsWith(".localhost"_L1) || host == "ip6-localhost"_L1
        || host == "ip6-loopback"_L1)
        return true;
    QHostAddress address(host);
    bool isMapped = false;
    if (const quint32 mapped = address.toIPv4Address(&isMapped); isMapped)
        address = QHostAddress(mapped); // "::ffff:0.0.0.0" reaches what 0.0.0.0 reaches
    // "Any" address is this machine too when it is connected to.
    return address.isLoopback() || address.isLinkLocal() || address == QHostAddress(QHostAddress::AnyIPv4)
        || address == QHostAddress(QHostAddress::AnyIPv6);
}

} // namespace fuseboard
