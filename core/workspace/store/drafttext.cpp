// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/store/drafttext.h"

#include "base/headersyntax.h"
#include "base/secretnames.h"
#include "base/secretspans.h"
#include "config/formats/headerrules.h"
#include "config/variablesyntax.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <array>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

// Beside those of isOnlyReference().
constexpr std::array morePrefixes{"Bot"_L1, "JWT"_L1, "OAuth"_L1, "SSWS"_L1, "GenieKey"_L1, "PrivateToken"_L1};

IsSecretName secretNamesOf(const Redactor &known)
{
    return [&known](const QString &name) { return isSecretParameterName(name) || known.isSecretName(name); };
}

/// Where the authority ends that begins there.
qsizetype endOfAuthority(const QString &url, qsizetype begin)
{
    const auto isEnd = [](QChar letter) {
        return letter == u'/' || letter == u'\\' || letter == u'?' || letter == u'#';
    };
    return std::find_if(url.cbegin() + begin, url.cend(), isEnd) - url.cbegin();
}

/// Where a query or a fragment begins.
qsizetype endOfPath(const QString &path)
{
    const auto isEnd = [](QChar letter) { return letter == u'?' || letter == u'#'; };
    return std::find_if(path.cbegin(), path.cend(), isEnd) - path.cbegin();
}

/// Whether nothing or a port stands behind the host: else "ann:word" is what somebody writes before the '@'.
bool isHostAndPort(const QString &authority)
{
    const qsizetype colon = authority.lastIndexOf(u':');
    const bool hasPort = colon > authority.lastIndexOf(u']');
    const QString port = hasPort ? authority.sliced(colon + 1) : QString();
    const auto isDigit = [](QChar letter) { return letter >= u'0' && letter <= u'9'; };
    const bool isPort = port.size() <= 5 && std::all_of(port.begin(), port.end(), isDigit);
    return !hasPort || ((isPort || isOnlyVariables(port)) && isHarmlessHost(authority.first(colon)));
}

/// Whether an '@' behind this is part of a path: it looks like a server's name, and a password has a colon before it.
bool isWholeAuthority(const QString &authority)
{
    return authority.contains(u'.') && !authority.contains(u':');
}

/// Without the values of items whose names say that they are secrets.
QString withoutSecretItems(const QString &path, const Redactor &known)
{
    QString bare = path;
    const QList<SecretSpan> spans = secretUrlSpans(path, secretNamesOf(known));
    for (auto span = spans.rbegin(); span != spans.rend(); ++span) {
        if (!standsForSecret({}, path.sliced(span->begin, span->length)))
            bare.remove(span->begin, span->length);
    }
    return bare;
}

/// Behind its own authority: whether a URL stands there that has user info, or may have.
bool hasTellingUrl(const QString &rest)
{
    const qsizetype slashes = rest.indexOf("://"_L1);
    if (slashes < 0)
        return false;
    const qsizetype begin = slashes + 3;
    const QString authority = rest.sliced(begin, endOfAuthority(rest, begin) - begin);
    return authority.contains(u'@') || mayHoldCredentials(rest.sliced(begin));
}

/// How much of a query stays from there on, where a value stands that ends there, and what of that value.
struct KeptValue
{
    QString text;
    bool isLast = false; ///< what follows may belong to a password
};

KeptValue keptValue(const QString &query, qsizetype begin, qsizetype end)
{
    const QString raw = query.sliced(begin, end - begin);
    const QString value = QUrl::fromPercentEncoding(raw.toUtf8());
    const QString bare = withoutCredentials(value);
    if (bare == value)
        return {raw};
    const bool mayGoOn = !value.contains(u'@') && query.indexOf(u'@', end) >= 0;
    return {raw == value ? bare : QString(), mayGoOn};
}

/// The values of a query and what a fragment holds.
QString withoutTellingValues(const QString &path, qsizetype from)
{
    QString bare = path.first(from);
    for (qsizetype at = from; at < path.size();) {
        static const QRegularExpression separator(u"[?&#]"_s);
        const qsizetype next = path.indexOf(separator, at + 1);
        const qsizetype end = next < 0 ? path.size() : next;
        const qsizetype equals = path.indexOf(u'=', at);
        const qsizetype begin = equals < 0 || equals >= end ? at + 1 : equals + 1;
        const KeptValue value = keptValue(path, begin, end);
        bare += path.sliced(at, begin - at) + value.text;
        if (value.isLast)
            break;
        at = end;
    }
    return bare;
}

} // namespace

bool standsForSecret(const QString &name, const QString &value)
{
    return isOnlyReference(name, value);
}

QString withoutUrlSecrets(const QString &url, const Redactor &known)
{
    const qsizetype slashes = url.indexOf("://"_L1);
    if (slashes < 0)
        return isOnlyVariables(url.first(endOfAuthority(url, 0))) && !url.contains(u'@')
            ? withoutSecretItems(url, known)
            : QString();
    if (url.first(slashes).contains(u'@'))
        return {};
    const qsizetype begin = slashes + 3;
    const qsizetype end = endOfAuthority(url, begin);
    const QString authority = url.sliced(begin, end - begin);
    const qsizetype at = authority.lastIndexOf(u'@');
    const QString host = authority.sliced(at + 1);
    const bool isWhole = isWholeAuthority(host) || url.indexOf(u'@', end) < 0;
    if (!isWhole || !isHostAndPort(host) || hasTellingUrl(url.sliced(end)))
        return {};
    return withoutSecretItems(url.first(begin) + url.sliced(begin + at + 1), known);
}

QString withoutPathSecrets(const QString &path)
{
    const QString head = path.first(endOfPath(path));
    if (head.contains("://"_L1))
        return withoutUrlSecrets(path);
    const qsizetype begin = head.startsWith("//"_L1) ? 2 : 0;
    if (mayHoldCredentials(head.first(endOfAuthority(head, begin))))
        return {};
    const QString bare = withoutSecretItems(path, {});
    return withoutTellingValues(bare, endOfPath(bare));
}

bool mayHoldCredentials(const QString &text)
{
    // With spaces in it, but not behind the colon, as in "Mail: ann@example.com".
    static const QRegularExpression credentials(u":(?!//)(\\S.*)@"_s, QRegularExpression::DotMatchesEverythingOption);
    const auto found = credentials.match(text);
    return found.hasMatch() && !standsForSecret({}, found.captured(1));
}

QString withoutCredentials(const QString &text)
{
    const qsizetype slashes = text.indexOf("://"_L1);
    if (slashes < 0)
        return mayHoldCredentials(text) ? QString() : text;
    const QString bare = withoutUrlSecrets(text);
    const QString authority = text.sliced(slashes + 3, endOfAuthority(text, slashes + 3) - slashes - 3);
    if (bare.isEmpty() && !text.contains(u'@') && !authority.contains(u':')) // not as a URL has to be
        return withoutSecretItems(text, {});
    return mayHoldCredentials(bare) ? QString() : bare;
}

bool isHarmlessPrefix(const QString &text)
{
    return standsForSecret({}, text)
        || std::any_of(morePrefixes.begin(), morePrefixes.end(),
                       [&text](QLatin1String usual) { return text.compare(usual, Qt::CaseInsensitive) == 0; });
}

bool isHarmlessKey(const QString &text)
{
    return text.isEmpty() || isOnlyVariables(text)
        || (isHeaderName(text) && isSecretParameterName(text) && !looksLikeToken(text));
}

bool isHarmlessUserName(const QString &text)
{
    return isOnlyVariables(text) || (!text.contains(u':') && !looksLikeToken(text));
}

bool isHarmlessHost(const QString &text)
{
    QString host = text;
    const QList<VariableRange> variables = variableRanges(text);
    for (auto variable = variables.rbegin(); variable != variables.rend(); ++variable)
        host.replace(variable->at, variable->length, u"v"_s);
    QUrl url;
    url.setHost(host, QUrl::StrictMode);
    return text.isEmpty() || url.isValid();
}

bool looksLikeToken(const QString &text)
{
    constexpr qsizetype shortest = 16;
    constexpr qsizetype fewestDigits = 3;
    constexpr qsizetype fewestLetters = 4;
    const auto count = [&text](bool (QChar::*isOne)() const) {
        return std::count_if(text.begin(), text.end(), [isOne](QChar c) { return (c.*isOne)(); });
    };
    const bool isName = text.contains(u'@') || text.contains(u' ') || text.contains(u'\\');
    return !isName && text.size() >= shortest && count(&QChar::isDigit) >= fewestDigits
        && count(&QChar::isLetter) >= fewestLetters;
}

} // namespace fuseboard
