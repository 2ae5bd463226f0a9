// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/secretsearch.h"

#include <algorithm>

namespace fuseboard {

namespace {

constexpr ushort firstOfSeveralBytes = 0x80; // in UTF-8

void tryEach(const QList<SecretPattern> &patterns, QStringView text, qsizetype &length)
{
    for (const SecretPattern &pattern : patterns)
        length = std::max(length, pattern.matchedLength(text));
}

} // namespace

void SecretSearch::add(const SecretPattern &pattern)
{
    const QChar first = pattern.plain().front();
    m_groups[first.toCaseFolded()].append(pattern);
    if (first.unicode() >= firstOfSeveralBytes)
        m_wide.append(pattern);
    m_longest = std::max(m_longest, pattern.plain().size());
}

QString SecretSearch::replaceIn(const QString &text, const QString &replacement) const
{
    if (m_groups.isEmpty())
        return text;
    QString clean;
    qsizetype copied = 0;
    qsizetype hidden = 0; // what is before it is told already, or part of what was found
    for (qsizetype at = 0; at < text.size(); ++at) {
        const qsizetype length = matchedLength(QStringView(text).sliced(at));
        if (length == 0)
            continue;
        if (at >= hidden) {
            clean += QStringView(text).sliced(copied, at - copied);
            clean += replacement;
        }
        hidden = std::max(hidden, at + length);
        copied = hidden;
    }
    clean += QStringView(text).sliced(copied);
    return clean;
}

qsizetype SecretSearch::matchedLength(QStringView text) const
{
    const QChar letter = text.front();
    qsizetype length = 0;
    tryGroup(letter, text, length);
    if (letter == u'+')
        tryGroup(u' ', text, length);
    else if (letter == u'\\')
        tryJson(text, length);
    else if (letter == u'%')
        tryPercent(text, length);
    return length;
}

void SecretSearch::tryGroup(QChar first, QStringView text, qsizetype &length) const
{
    const auto group = m_groups.constFind(first.toCaseFolded());
    if (group != m_groups.cend())
        tryEach(*group, text, length);
}

void SecretSearch::tryJson(QStringView text, qsizetype &length) const
{
    if (text.size() < 2)
        return;
    constexpr QStringView letters = u"\"\\/bfnrt";
    constexpr QStringView meanings = u"\"\\/\b\f\n\r\t";
    if (const qsizetype letter = letters.indexOf(text.at(1)); letter >= 0)
        tryGroup(meanings.at(letter), text, length);
    constexpr qsizetype digits = 4;
    if (text.at(1) != u'u' || text.size() < 2 + digits)
        return;
    bool isNumber = false;
    const ushort unit = text.sliced(2, digits).toUShort(&isNumber, 16);
    if (isNumber)
        tryGroup(QChar(unit), text, length);
}

/// "%41", "%2541" …: the same byte, encoded the deeper the more "25" stand before it.
void SecretSearch::tryPercent(QStringView text, qsizetype &length) const
{
    for (qsizetype at = 1; at + 2 <= text.size() && at <= 2 * SecretPattern::deepestEncoding; at += 2) {
        bool isNumber = false;
        const ushort byte = text.sliced(at, 2).toUShort(&isNumber, 16);
        if (!isNumber)
            return;
        if (byte < firstOfSeveralBytes)
            tryGroup(QChar(byte), text, length);
        else
            tryEach(m_wide, text, length);
        if (text.sliced(at, 2) != u"25")
            return;
    }
}

} // namespace fuseboard
