// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/headersyntax.h"

#include <algorithm>
#include <array>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestShownName = 80;

// Two framings of one request is how requests are smuggled (RFC 9112 11.2), and hop-by-hop fields are about a
// connection that the caller does not own.
constexpr std::array transportHeaders{"connection"_L1,        "content-length"_L1,   "expect"_L1, "http2-settings"_L1,
                                      "keep-alive"_L1,        "proxy-connection"_L1, "te"_L1,     "trailer"_L1,
                                      "transfer-encoding"_L1, "upgrade"_L1};

bool isTokenByte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9')
        || QByteArrayView("!#$%&'*+-.^_`|~").contains(byte);
}

bool isBlankByte(char byte)
{
    return byte == ' ' || byte == '\t';
}

bool isUnsafeByte(char byte)
{
    const auto code = static_cast<unsigned char>(byte);
    return (code < 0x20 && byte != '\t') || code == 0x7f;
}

} // namespace

bool isHeaderName(const QByteArray &name)
{
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), isTokenByte);
}

bool isHeaderName(const QString &name)
{
    return isHeaderName(name.toUtf8());
}

QString shownHeaderName(const QByteArray &name)
{
    const auto end = std::find_if_not(name.begin(), name.end(), isTokenByte);
    const auto shown = std::min<qsizetype>(end - name.begin(), longestShownName);
    return QString::fromLatin1(name.left(shown)) + (shown < name.size() ? u"…"_s : QString());
}

QString shownHeaderName(const QString &name)
{
    return shownHeaderName(name.toUtf8());
}

bool isTransportHeader(const QByteArray &name)
{
    const auto isSame = [&name](QLatin1String other) {
        return QLatin1String(name).compare(other, Qt::CaseInsensitive) == 0;
    };
    return std::any_of(transportHeaders.begin(), transportHeaders.end(), isSame);
}

bool isTransportHeader(const QString &name)
{
    return isTransportHeader(name.toUtf8());
}

bool isHeaderValue(const QByteArray &value)
{
    if (!value.isEmpty() && (isBlankByte(value.front()) || isBlankByte(value.back())))
        return false;
    return std::none_of(value.begin(), value.end(), isUnsafeByte);
}

bool isHeaderValue(const QString &value)
{
    return isHeaderValue(value.toUtf8());
}

} // namespace fuseboard
