// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/secretsearch.h"

#include <algorithm>

namespace fuseboard {

namespace {

constexpr ushort firstOfSeveralBytes = 0x80; // in UTF-8
// Some hundredths of a second, and with each letter little more than it costs to copy it.
constexpr qsizetype leastEffort = 4'000'000;
constexpr qsizetype effortOfLetter = 8;

constexpr qsizetype lettersOfBeginning = 4;

quint64 beginningOf(QStringView text)
{
    constexpr int bitsOfLetter = 16;
    quint64 beginning = 0;
    for (const QChar letter : text.first(lettersOfBeginning))
        beginning = beginning << bitsOfLetter | SecretPattern::folded(letter).unicode();
    return beginning;
}

/// Whether it has such a beginning, and that can be read in one way only.
bool beginsPlainly(QStringView text)
{
    if (text.size() < lettersOfBeginning)
        return false;
    const QStringView beginning = text.first(lettersOfBeginning);
    return std::none_of(beginning.begin(), beginning.end(), &SecretPattern::mayBeEscape);
}

} // namespace

struct SecretSearch::Place
{
    QStringView text; ///< from there on
    qsizetype length; ///< of what was found there; the longest counts
    qsizetype effort; ///< that is left for all of the text

    void tryEach(const QList<SecretPattern> &patterns)
    {
        for (const SecretPattern &pattern : patterns) {
            if (effort < 0)
                return;
            length = std::max(length, pattern.matchedLength(text, effort));
        }
    }
};

void SecretSearch::add(const SecretPattern &pattern)
{
    const QChar first = pattern.plain().front();
    if (pattern.plain().size() < lettersOfBeginning)
        m_short.append(pattern);
    else
        m_beginnings[beginningOf(pattern.plain())].append(pattern);
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
    Place place{text, 0, leastEffort + effortOfLetter * text.size()};
    for (qsizetype at = 0; at < text.size(); ++at) {
        place.text = QStringView(text).sliced(at);
        place.length = 0;
        tryAt(place);
        const qsizetype length = place.effort < 0 ? text.size() - at : place.length;
        if (length == 0)
            continue;
        if (at >= hidden) {
            clean += QStringView(text).sliced(copied, at - copied);
            clean += replacement;
        }
        hidden = std::max(hidden, at + length);
        copied = hidden;
        if (place.effort < 0)
            break;
    }
    clean += QStringView(text).sliced(copied);
    return clean;
}

void SecretSearch::tryAt(Place &place) const
{
    if (beginsPlainly(place.text)) {
        const auto group = m_beginnings.constFind(beginningOf(place.text));
        if (group != m_beginnings.cend())
            place.tryEach(*group);
        place.tryEach(m_short);
        return;
    }
    const QChar letter = place.text.front();
    tryGroup(letter, place);
    if (letter == u'+')
        tryGroup(u' ', place);
    else if (letter == u'\\')
        tryJson(place);
    else if (letter == u'%')
        tryPercent(place);
}

void SecretSearch::tryGroup(QChar first, Place &place) const
{
    const auto group = m_groups.constFind(first.toCaseFolded());
    if (group != m_groups.cend())
        place.tryEach(*group);
}

void SecretSearch::tryJson(Place &place) const
{
    const QStringView text = place.text;
    if (text.size() < 2)
        return;
    constexpr QStringView letters = u"\"\\/bfnrt";
    constexpr QStringView meanings = u"\"\\/\b\f\n\r\t";
    if (const qsizetype letter = letters.indexOf(text.at(1)); letter >= 0)
        tryGroup(meanings.at(letter), place);
    constexpr qsizetype digits = 4;
    if (text.at(1) != u'u' || text.size() < 2 + digits)
        return;
    bool isNumber = false;
    const ushort unit = text.sliced(2, digits).toUShort(&isNumber, 16);
    if (isNumber)
        tryGroup(QChar(unit), place);
}

/// "%41", "%2541" …: the same byte, encoded the deeper the more "25" stand before it.
void SecretSearch::tryPercent(Place &place) const
{
    const QStringView text = place.text;
    for (qsizetype at = 1; at + 2 <= text.size() && at <= 2 * SecretPattern::deepestEncoding; at += 2) {
        bool isNumber = false;
        const ushort byte = text.sliced(at, 2).toUShort(&isNumber, 16);
        if (!isNumber)
            return;
        if (byte < firstOfSeveralBytes)
            tryGroup(QChar(byte), place);
        else
            place.tryEach(m_wide);
        if (text.sliced(at, 2) != u"25")
            return;
    }
}

} // namespace fuseboard
