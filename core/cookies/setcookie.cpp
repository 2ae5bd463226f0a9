// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cookies/setcookie.h"

#include "cookies/cookierules.h"
#include "cookies/qtjar.h"

#include <QDateTime>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

constexpr qsizetype longestField = 8'192; // the cookie, and attributes that nobody knows

bool hasControls(const QByteArray &field)
{
    return std::any_of(field.begin(), field.end(), [](char byte) {
        const auto code = static_cast<unsigned char>(byte);
        return (code < 0x20 && byte != '\t') || code == 0x7f;
    });
}

/// Of Max-Age; empty for what is no number, which does not count.
std::optional<seconds> parseAge(const QByteArray &text)
{
    const bool isNegative = text.startsWith('-');
    const QByteArray digits = isNegative ? text.sliced(1) : text;
    const auto isDigit = [](char byte) { return byte >= '0' && byte <= '9'; };
    if (digits.isEmpty() || !std::all_of(digits.begin(), digits.end(), isDigit))
        return std::nullopt;
    constexpr seconds longest = hours(24 * 3'650);
    bool fits = false;
    const int age = digits.toInt(&fits);
    return isNegative ? seconds(0) : fits ? std::min(seconds(age), longest) : longest;
}

/// Takes Max-Age out of the field, which Qt would count from a clock of its own.
std::optional<seconds> takeAge(QByteArray &field)
{
    std::optional<seconds> age;
    QByteArrayList kept;
    const QByteArrayList parts = field.split(';');
    for (const QByteArray &part : parts) {
        const qsizetype sign = part.indexOf('=');
        const bool isAge = !kept.isEmpty() && part.left(std::max(sign, qsizetype(0))).trimmed().toLower() == "max-age";
        if (!isAge)
            kept.append(part);
        else if (const auto told = parseAge(part.sliced(sign + 1).trimmed()))
            age = told;
    }
    field = kept.join(';');
    return age;
}

/// RFC 6265 5.1.4: Qt leaves the slash at its end, so that "/cart/" would not be for "/cart".
QString defaultPath(const QUrl &url)
{
    const QString path = url.path(QUrl::FullyEncoded); // so that "/a%2Fb" is not below "/a"
    const qsizetype last = path.lastIndexOf(u'/');
    return path.startsWith(u'/') && last > 0 ? path.first(last) : u"/"_s;
}

/// Empty where the domain of the cookie is none that this host may name.
std::optional<QString> domainOf(const QNetworkCookie &cookie, const QUrl &url)
{
    const QString host = url.host();
    if (cookie.domain().isEmpty())
        return host;
    const QString domain = cookie.domain().startsWith(u'.') ? cookie.domain().sliced(1) : cookie.domain();
    if (isAddress(host) || domain.endsWith(u'.'))
        return std::nullopt;
    if (isPublicSuffix(domain))
        return domain == host ? std::optional(host) : std::nullopt;
    QNetworkCookie named;
    named.setDomain(u'.' + domain);
    return QtJar().validateCookie(named, url) ? std::optional(named.domain()) : std::nullopt;
}

/// RFC 6265bis 5.7: whoever stands between without https sets no Secure cookie, and a name may promise what its cookie
/// must keep.
bool keepsPromises(const QNetworkCookie &set, const Cookie &cookie)
{
    const QByteArray name = cookie.name.toLower();
    const bool isForHost = name.startsWith("__host-");
    if (cookie.isSecure ? !cookie.isFromTls : isForHost || name.startsWith("__secure-"))
        return false;
    return !isForHost || (!cookie.domain.startsWith(u'.') && set.path() == "/"_L1);
}

} // namespace

std::optional<Cookie> parseSetCookie(const QByteArray &field, const QUrl &url, WallTime now)
{
    if (field.size() > longestField || hasControls(field))
        return std::nullopt;
    QByteArray text = field;
    const auto age = takeAge(text);
    const QList<QNetworkCookie> parsed = QNetworkCookie::parseCookies(text);
    if (parsed.size() != 1)
        return std::nullopt;
    const QNetworkCookie &set = parsed.first();
    const auto domain = domainOf(set, url);
    if (!domain)
        return std::nullopt;
    Cookie cookie{set.name(), set.value(), *domain, set.path(), {}, set.isSecure(), set.isHttpOnly()};
    cookie.isStrict = set.sameSitePolicy() == QNetworkCookie::SameSite::Strict;
    cookie.isFromTls = url.scheme() == "https"_L1;
    if (cookie.path.isEmpty())
        cookie.path = defaultPath(url);
    if (age)
        cookie.expires = now + *age;
    else if (!set.isSessionCookie())
        cookie.expires = WallTime(milliseconds(set.expirationDate().toMSecsSinceEpoch()));
    return flawOf(cookie) || !keepsPromises(set, cookie) ? std::nullopt : std::optional(cookie);
}

} // namespace fuseboard
