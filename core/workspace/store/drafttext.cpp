// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/store/drafttext.h"

#include "base/headersyntax.h"
#include "base/secretnames.h"
#include "base/secretspans.h"
#include "config/formats/headerrules.h"
#include "config/variablesyntax.h"

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

} // namespace

bool standsForSecret(const QString &name, const QString &value)
{
    return isOnlyReference(name, value);
}

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

QString withoutUrlSecrets(const QString &url, const Redactor &known)
{
    const qsizetype slashes = url.indexOf("://"_L1);
    if (slashes < 0)
        return isOnlyVariables(url.first(endOfAuthority(url, 0))) && !url.contains(u'@')
            ? withoutSecretItems(url, known)
            : QString();
    const qsizetype begin = slashes + 3;
    const qsizetype end = endOfAuthority(url, begin);
    const QString authority = url.sliced(begin, end - begin);
    const qsizetype at = authority.lastIndexOf(u'@');
    const QString host = authority.sliced(at + 1);
    const bool isWhole = isWholeAuthority(host) || url.indexOf(u'@', end) < 0;
    if (!isWhole || !isHostAndPort(host))
        return {};
    return withoutSecretItems(url.first(begin) + url.sliced(begin + at + 1), known);
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
