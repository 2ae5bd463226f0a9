// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cookies/cookierules.h"

#include "cookies/qtjar.h"

#include <QHostAddress>
#include <QUrl>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestPair = 4'096;
constexpr qsizetype longestPlace = 1'024;

bool isClean(const QByteArray &text, QByteArrayView separators)
{
    return text == text.trimmed() && std::none_of(text.begin(), text.end(), [separators](char byte) {
               const auto code = static_cast<unsigned char>(byte);
               return (code < 0x20 && byte != '\t') || code == 0x7f || separators.contains(byte);
           });
}

/// As QUrl writes it, so that it is found again. "fe80::1%eth0" names the network that an address is of.
bool isHost(const QString &host)
{
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(QString(host).replace(u'%', "%25"_L1), QUrl::StrictMode);
    return url.isValid() && !host.isEmpty() && url.host() == host;
}

std::optional<CookieFlaw> flawOfDomain(const QString &domain)
{
    const bool isForAll = domain.startsWith(u'.');
    const QString host = isForAll ? domain.sliced(1) : domain;
    if (!isHost(host) || (isForAll && (isAddress(host) || host.endsWith(u'.'))))
        return CookieFlaw::Domain;
    if (isForAll && isPublicSuffix(host))
        return CookieFlaw::PublicSuffix;
    return std::nullopt;
}

} // namespace

std::optional<CookieFlaw> flawOf(const Cookie &cookie)
{
    if (cookie.name.isEmpty() || !isClean(cookie.name, ";="))
        return CookieFlaw::Name;
    if (!isClean(cookie.value, ";"))
        return CookieFlaw::Value;
    const QByteArray path = cookie.path.toUtf8();
    if (!path.startsWith('/') || !isClean(path, {}))
        return CookieFlaw::Path;
    const bool isTooLong = cookie.name.size() + cookie.value.size() > longestPair
        || cookie.domain.size() + path.size() > longestPlace;
    if (isTooLong)
        return CookieFlaw::TooLong;
    return flawOfDomain(cookie.domain);
}

bool isPublicSuffix(const QString &host)
{
    if (!host.contains(u'.')) // "localhost" is on nobody's list
        return true;
    QNetworkCookie probe("a");
    probe.setDomain(u'.' + host);
    QUrl below;
    below.setScheme(u"http"_s);
    below.setHost(u"a."_s + host);
    return !QtJar().validateCookie(probe, below);
}

bool isAddress(const QString &host)
{
    QHostAddress address;
    const bool isBracketed = host.startsWith(u'[') && host.endsWith(u']');
    return address.setAddress(isBracketed ? host.sliced(1, host.size() - 2) : host);
}

} // namespace fuseboard
