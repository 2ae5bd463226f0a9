// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/secretspans.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

#include <algorithm>

namespace fuseboard {

namespace {

/// Behind the last character of a text that begins at from: its closing quote, or the end of all.
qsizetype endOfJsonText(QStringView text, qsizetype from)
{
    while (from < text.size() && text.at(from) != u'"')
        from += text.at(from) == u'\\' ? 2 : 1;
    return std::min(from, text.size());
}

qsizetype skipSpace(QStringView text, qsizetype from)
{
    while (from < text.size() && text.at(from).isSpace())
        ++from;
    return from;
}

/// The value behind a colon; nothing where a container or a word begins.
SecretSpan jsonValueAt(QStringView text, qsizetype from)
{
    if (from < text.size() && text.at(from) == u'"')
        return {from + 1, endOfJsonText(text, from + 1) - from - 1};
    qsizetype end = from;
    while (end < text.size() && (text.at(end).isDigit() || QStringView(u"+-.eE").contains(text.at(end))))
        ++end;
    return {from, end - from};
}

/// From there on up to the first of those letters, or to the end of all.
qsizetype endOfPart(QStringView text, qsizetype from, QStringView letters)
{
    while (from < text.size() && !letters.contains(text.at(from)))
        ++from;
    return from;
}

/// "ann:word" of "https://ann:word@host" between those places.
SecretSpan userInfoOf(QStringView text, qsizetype from, qsizetype end)
{
    const qsizetype slashes = text.first(end).indexOf(u"//", from);
    if (slashes < 0)
        return {};
    const qsizetype begin = slashes + 2;
    const QStringView authority = text.sliced(begin, endOfPart(text.first(end), begin, u"/") - begin);
    return {begin, std::max(authority.lastIndexOf(u'@'), qsizetype(0))};
}

QString formUnescaped(QStringView name)
{
    return QUrl::fromPercentEncoding(name.toUtf8().replace('+', ' '));
}

} // namespace

QList<SecretSpan> secretJsonSpans(QStringView text, const IsSecretName &isSecret)
{
    QList<SecretSpan> spans;
    for (qsizetype at = text.indexOf(u'"'); at >= 0 && at < text.size(); at = text.indexOf(u'"', at)) {
        const qsizetype end = endOfJsonText(text, at + 1);
        const qsizetype colon = skipSpace(text, end + 1);
        if (colon >= text.size() || text.at(colon) != u':') {
            at = end; // which may be the first quote of a name, where a stray one stands before it
            continue;
        }
        const QString name = jsonUnescaped(text.sliced(at + 1, end - at - 1));
        at = skipSpace(text, colon + 1);
        const SecretSpan value = jsonValueAt(text, at);
        if (value.length > 0 && isSecret(name))
            spans.append(value);
        at = std::max(at, value.begin + value.length + (value.begin > at ? 1 : 0));
    }
    return spans;
}

QList<SecretSpan> secretFormSpans(QStringView text, const IsSecretName &isSecret)
{
    QList<SecretSpan> spans;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype end = endOfPart(text, at, u"&");
        const QStringView item = text.sliced(at, end - at);
        const qsizetype equals = item.indexOf(u'=');
        if (equals >= 0 && equals + 1 < item.size() && isSecret(formUnescaped(item.first(equals))))
            spans.append({at + equals + 1, item.size() - equals - 1});
        at = end + 1;
    }
    return spans;
}

QList<SecretSpan> secretUrlSpans(QStringView text, const IsSecretName &isSecret)
{
    QList<SecretSpan> spans;
    const bool isBracketed = text.contains(u'<');
    bool hasItems = false; // behind '?' or '#'
    qsizetype part = -1; // where the present one ends, which is looked for once for all of its items
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (at > part)
            part = endOfPart(text, at, isBracketed ? u"?#>" : u"?#");
        SecretSpan span;
        qsizetype end = part;
        if (!hasItems) {
            span = userInfoOf(text, at, end);
        } else {
            end = endOfPart(text.first(part), at, u"&");
            const qsizetype equals = endOfPart(text.first(end), at, u"=");
            if (equals < end && isSecret(formUnescaped(text.sliced(at, equals - at)))) {
                end = endOfPart(text, equals + 1, isBracketed ? u"&#>" : u"&#");
                span = {equals + 1, end - equals - 1};
            }
        }
        if (span.length > 0)
            spans.append(span);
        at = end;
        if (at < text.size() && text.at(at) != u'&')
            hasItems = text.at(at) != u'>';
    }
    return spans;
}

QString jsonUnescaped(QStringView text)
{
    if (!text.contains(u'\\'))
        return text.toString();
    const QJsonDocument array = QJsonDocument::fromJson("[\"" + text.toUtf8() + "\"]");
    return array.isArray() ? array.array().first().toString() : text.toString();
}

} // namespace fuseboard
