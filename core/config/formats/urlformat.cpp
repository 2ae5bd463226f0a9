// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/formats/urlformat.h"

#include "config/variablesyntax.h"

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// The part between "//" and the path, as written.
QStringView writtenAuthority(QStringView text)
{
    const qsizetype slashes = text.indexOf("://"_L1);
    if (slashes < 0)
        return {};
    text = text.sliced(slashes + 3);
    const auto isEnd = [](QChar letter) { return letter == u'/' || letter == u'?' || letter == u'#'; };
    return text.first(std::find_if(text.begin(), text.end(), isEnd) - text.begin());
}

/// QUrl takes "080" and "0" for ports, and drops an empty one.
bool hasUsablePort(QStringView authority)
{
    const qsizetype colon = authority.lastIndexOf(u':');
    if (colon < 0 || colon < authority.lastIndexOf(u']'))
        return true;
    const QStringView port = authority.sliced(colon + 1);
    const auto isDigit = [](QChar letter) { return letter >= u'0' && letter <= u'9'; };
    return !port.isEmpty() && port.size() <= 5 && port.front() != u'0' && std::all_of(port.begin(), port.end(), isDigit)
        && port.toInt() <= 65'535;
}

bool isUsableUrl(const QUrl &url, const QString &text)
{
    const QString scheme = url.scheme();
    const QStringView authority = writtenAuthority(text);
    return url.isValid() && (scheme == "http"_L1 || scheme == "https"_L1) && !url.host().isEmpty()
        && !authority.contains(u'@') && !url.hasFragment() && hasUsablePort(authority);
}

/// What stands before the first variable may be the begin of a URL: no option of a program that gets it as it is.
bool beginsLikeUrl(const QString &text)
{
    const bool isHttp = text.startsWith("http://"_L1, Qt::CaseInsensitive)
        || text.startsWith("https://"_L1, Qt::CaseInsensitive) || text.startsWith("http{{"_L1, Qt::CaseInsensitive);
    return isHttp || text.startsWith("{{"_L1);
}

bool isUsableTemplate(const QString &text)
{
    const auto isControl = [](QChar letter) { return letter.category() == QChar::Other_Control; };
    return beginsLikeUrl(text) && !writtenAuthority(text).contains(u'@')
        && std::none_of(text.cbegin(), text.cend(), isControl);
}

/// QUrl has brought IPv4 addresses to four decimal numbers already. "127.example.com" and "127.0.999999999999" are
/// none, but names that somebody may answer to.
bool isLoopbackIpv4(const QString &host)
{
    const auto isByte = [](const QString &part) {
        const auto isDigit = [](QChar letter) { return letter >= u'0' && letter <= u'9'; };
        const bool isPlain = part == "0"_L1 || !part.startsWith(u'0');
        return isPlain && !part.isEmpty() && part.size() <= 3 && std::all_of(part.cbegin(), part.cend(), isDigit)
            && part.toInt() <= 255;
    };
    const QStringList parts = host.split(u'.');
    return parts.size() == 4 && parts.constFirst() == "127"_L1 && std::all_of(parts.cbegin(), parts.cend(), isByte);
}

bool isThisMachine(const QString &host)
{
    return host == "localhost"_L1 || host.endsWith(".localhost"_L1) || host == "::1"_L1 || isLoopbackIpv4(host);
}

/// As much of a faulty URL as may be shown: scheme, host and port. A path and a query may hold a token, and user info a
/// password, wherever the '@' stands that ends it.
QString writtenOrigin(const QString &text)
{
    const qsizetype slashes = text.indexOf("//"_L1);
    const qsizetype begin = slashes < 0 ? 0 : slashes + 2;
    const qsizetype at = text.lastIndexOf(u'@');
    const qsizetype host = at < begin ? begin : at;
    const auto isEnd = [](QChar letter) { return letter == u'/' || letter == u'?' || letter == u'#'; };
    const auto end = std::find_if(text.cbegin() + host, text.cend(), isEnd);
    const QString shown = text.mid(host, end - text.cbegin() - host);
    return text.left(begin) + (host == begin ? shown : u"•••"_s + shown) + (end == text.cend() ? QString() : u"…"_s);
}

std::optional<ConfigUrl> usableUrl(const QString &text, UrlFormat::Use use)
{
    if (hasVariables(text) && isUsableTemplate(text))
        return ConfigUrl::withVariables(text);
    const QUrl url(text, QUrl::StrictMode);
    const bool isSafe = use == UrlFormat::Use::Required || mayCarryCredentials(url);
    return isUsableUrl(url, text) && isSafe ? std::optional<ConfigUrl>(url) : std::nullopt;
}

} // namespace

bool mayCarryCredentials(const QUrl &url)
{
    return url.scheme() == "https"_L1 || (url.scheme() == "http"_L1 && isThisMachine(url.host()));
}

std::optional<ConfigUrl> readCredentialsUrl(const QString &text)
{
    return text.isEmpty() ? ConfigUrl() : usableUrl(text, UrlFormat::Use::Credentials);
}

ConfigUrl faultyUrl(const QString &text)
{
    return text.contains(u'@') ? ConfigUrl() : ConfigUrl::withVariables(text);
}

std::optional<ConfigUrl> UrlFormat::read(const JsonValue &json, const FaultScope &scope) const
{
    const bool isEmpty = json.isNull() || (json.isText() && json.text.isEmpty());
    if (isEmpty && use == Use::Credentials)
        return ConfigUrl();
    if (!json.isText()) {
        scope.fault(ErrorDetail::WrongType, allowed());
        return std::nullopt;
    }
    if (isEmpty) {
        scope.fault(ErrorDetail::Missing, allowed());
        return std::nullopt;
    }
    const auto url = usableUrl(json.text, use);
    if (url)
        return url;
    scope.fault(ErrorDetail::BadUrl, allowed(), shortened(writtenOrigin(json.text)));
    return scope.keepsFaulty() ? std::optional(faultyUrl(json.text)) : std::nullopt;
}

JsonValue UrlFormat::write(const ConfigUrl &value) const
{
    return JsonValue::ofText(value.text());
}

AllowedValues UrlFormat::allowed() const
{
    return {use == Use::Required ? AllowedKind::Url : AllowedKind::CredentialsUrl};
}

} // namespace fuseboard
