// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/request.h"

#include <QHostAddress>

#include <QSet>

#include <algorithm>
#include <array>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestShownValue = 80;

// Only the transport frames messages and manages connections: two framings of one request is how requests are
// smuggled (RFC 9112 11.2), and hop-by-hop fields are about a connection that the caller does not own.
constexpr std::array transportHeaders{"connection"_L1,        "content-length"_L1,   "expect"_L1, "http2-settings"_L1,
                                      "keep-alive"_L1,        "proxy-connection"_L1, "te"_L1,     "trailer"_L1,
                                      "transfer-encoding"_L1, "upgrade"_L1};

// Fields that are no lists: two of them are a contradiction, and servers differ in which one they believe.
constexpr std::array singleHeaders{"authorization"_L1, "content-type"_L1, "date"_L1,      "from"_L1,
                                   "host"_L1,          "if-range"_L1,     "origin"_L1,    "proxy-authorization"_L1,
                                   "range"_L1,         "referer"_L1,      "user-agent"_L1};

bool isTokenByte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9')
        || QByteArrayView("!#$%&'*+-.^_`|~").contains(byte);
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenByte);
}

bool isControl(char byte)
{
    const auto code = static_cast<unsigned char>(byte);
    return code < 0x20 || code == 0x7f;
}

bool isFieldValue(QByteArrayView text)
{
    const auto isBlank = [](char byte) { return byte == ' ' || byte == '\t'; };
    if (!text.isEmpty() && (isBlank(text.front()) || isBlank(text.back())))
        return false;
    return std::none_of(text.begin(), text.end(), [](char byte) { return isControl(byte) && byte != '\t'; });
}

template<std::size_t N>
bool containsName(const std::array<QLatin1String, N> &names, const QByteArray &lowerName)
{
    return std::find(names.begin(), names.end(), QLatin1String(lowerName)) != names.end();
}

// What a person can read of a value that may hold anything.
QString printable(const QByteArray &bytes)
{
    QString text = QString::fromUtf8(bytes.left(4 * longestShownValue)).left(longestShownValue);
    for (QChar &letter : text) {
        if (!letter.isPrint() && !letter.isSurrogate())
            letter = QChar::ReplacementCharacter;
    }
    return text;
}

Error invalidRequest(ErrorDetail detail, QString subject, QString value = {})
{
    Error error(ErrorKind::ConfigInvalid, detail, std::move(subject));
    error.value = std::move(value);
    return error;
}

Result<void> checkMethod(const QByteArray &method)
{
    // CONNECT turns the connection into a tunnel, which is no exchange any more.
    if (!isToken(method) || method.compare("CONNECT", Qt::CaseInsensitive) == 0)
        return invalidRequest(ErrorDetail::BadMethod, u"method"_s, printable(method));
    return {};
}

Result<void> checkUrl(const QUrl &url)
{
    if (!url.isValid() || (url.scheme() != "http"_L1 && url.scheme() != "https"_L1) || url.host().isEmpty())
        return invalidRequest(ErrorDetail::BadUrl, u"url"_s, url.scheme() + ":"_L1);
    if (!url.userInfo().isEmpty() || url.authority().contains(u'@'))
        return invalidRequest(ErrorDetail::BadUrl, u"user info"_s);
    if (url.port(1) == 0)
        return invalidRequest(ErrorDetail::BadUrl, u"port"_s, u"0"_s);
    // "http://good#@evil/": what looks like the host is not the host.
    if (url.path().isEmpty() && url.hasFragment() && !url.hasQuery())
        return invalidRequest(ErrorDetail::BadUrl, u"fragment"_s);
    const QByteArray wire = url.toEncoded(QUrl::RemoveFragment);
    if (std::any_of(wire.begin(), wire.end(), [](char byte) { return isControl(byte) || byte == ' '; }))
        return invalidRequest(ErrorDetail::BadUrl, u"url"_s);
    return {};
}

Result<void> checkHeaders(const Headers &headers)
{
    QSet<QByteArray> seen;
    for (const auto &[name, value] : headers.fields()) {
        if (!isToken(name))
            return invalidRequest(ErrorDetail::BadHeaderName, u"headers"_s, printable(name));
        const QByteArray lowerName = name.toLower();
        if (containsName(transportHeaders, lowerName))
            return invalidRequest(ErrorDetail::BadHeaderName, QString::fromLatin1(name));
        // The value may be a secret: it is never named.
        if (!isFieldValue(value))
            return invalidRequest(ErrorDetail::BadHeaderValue, QString::fromLatin1(name));
        if (containsName(singleHeaders, lowerName) && seen.contains(lowerName))
            return invalidRequest(ErrorDetail::Duplicate, QString::fromLatin1(name));
        seen.insert(lowerName);
    }
    return {};
}

Result<void> checkBody(const Request &request)
{
    const bool allowed = request.method != "HEAD" && request.method != "TRACE";
    if (request.body.size() < 0 || (!allowed && !request.body.isEmpty()))
        return invalidRequest(ErrorDetail::BadBody, u"body"_s, printable(request.method));
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

QByteArray originOf(const QUrl &url)
{
    if (!url.isValid() || url.host().isEmpty())
        return {};
    const QString scheme = url.scheme().toLower();
    const int port = url.port(scheme == "https"_L1 ? 443 : scheme == "http"_L1 ? 80 : -1);
    QByteArray host = url.host(QUrl::FullyEncoded).toLower().toLatin1();
    if (host.contains(':'))
        host = '[' + host + ']';
    QByteArray origin = scheme.toLatin1() + "://" + host;
    if (port > 0)
        origin += ':' + QByteArray::number(port);
    return origin;
}

bool isLocalHost(const QUrl &url)
{
    const QHostAddress address(url.host());
    return url.host() == QLatin1String("localhost") || address.isLoopback() || address.isLinkLocal();
}

} // namespace fuseboard
