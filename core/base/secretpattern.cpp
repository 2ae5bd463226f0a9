// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/secretpattern.h"

#include "base/escapereading.h"

#include <algorithm>

namespace fuseboard {

namespace {

/// Where a character may end, in their order. One that leads an escape itself ('%', '\\') can be read in several ways.
using Ends = QVarLengthArray<qsizetype, 16>;

// As multiples of that of a letter which is compared with another one.
constexpr qsizetype effortOfTry = 8;
constexpr qsizetype effortOfReading = 8;
constexpr qsizetype effortOfEscape = 32;

/// How many letters both begin with, up to the first that may be part of an escape; at least those that are known.
qsizetype sameLetters(QStringView plain, QStringView text, qsizetype same)
{
    const qsizetype most = std::min(plain.size(), text.size());
    for (; same < most && !mayBeEscape(text.at(same)); ++same) {
        const bool isSame = text.at(same) == plain.at(same);
        if (!isSame && SecretPattern::folded(text.at(same)) != SecretPattern::folded(plain.at(same)))
            break;
    }
    return same;
}

bool isCharacter(const EscapeReading &reading, char32_t character)
{
    if (reading.character == character)
        return true;
    // QUrl writes hosts in lower case.
    return reading.isItself && QChar::toCaseFolded(reading.character) == QChar::toCaseFolded(character);
}

Ends endsOf(char32_t character, QStringView text, const Ends &open, qsizetype &effort)
{
    Ends ends;
    for (const qsizetype at : open) {
        effort -= at < text.size() && mayBeEscape(text.at(at)) ? effortOfEscape : effortOfReading;
        for (const EscapeReading &reading : readingsAt(text, at)) {
            if (isCharacter(reading, character))
                ends.append(reading.end);
        }
    }
    if (ends.size() > 1) {
        std::sort(ends.begin(), ends.end());
        ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
    }
    return ends;
}

/// Whether text ends there, or within what is written for one character.
bool isCutAt(QStringView text, qsizetype at)
{
    constexpr qsizetype longestEscape = 27; // three bytes, each percent-encoded four times over
    const QStringView rest = text.sliced(at);
    if (rest.isEmpty() || (rest.size() == 1 && rest.front().isHighSurrogate()))
        return true;
    const auto isOfEscape = [](QChar letter) {
        const QChar folded = SecretPattern::folded(letter);
        return letter == u'%' || letter == u'\\' || folded == u'u' || (folded >= u'0' && folded <= u'9')
            || (folded >= u'a' && folded <= u'f');
    };
    return rest.size() < longestEscape && (rest.front() == u'%' || rest.front() == u'\\')
        && std::all_of(rest.begin(), rest.end(), isOfEscape);
}

} // namespace

QChar SecretPattern::folded(QChar letter)
{
    constexpr ushort firstBeyondAscii = 0x80;
    const ushort unit = letter.unicode();
    if (unit >= firstBeyondAscii)
        return letter.toCaseFolded();
    return unit >= u'A' && unit <= u'Z' ? QChar(unit | 0x20) : letter;
}

qsizetype SecretPattern::matchedLength(QStringView text, qsizetype &effort, qsizetype &same) const
{
    const qsizetype known = same;
    same = sameLetters(m_plain, text, known);
    effort -= effortOfTry + same - known;
    if (same == m_plain.size())
        return same;
    if (same == text.size() || !mayBeEscape(text.at(same)))
        return 0;
    Ends open{same};
    for (qsizetype i = same; i < m_plain.size();) {
        const Ends ends = endsOf(takeCharacter(m_plain, i), text, open, effort);
        open = ends; // not moved: Qt 6.4 would lose the memory of what was there
        if (open.isEmpty() || effort < 0)
            return 0;
    }
    return open.last();
}

bool SecretPattern::isBegunBy(QStringView text, qsizetype &effort) const
{
    const qsizetype same = sameLetters(m_plain, text, 0);
    effort -= effortOfTry + same;
    if (same == text.size())
        return true;
    if (!mayBeEscape(text.at(same)))
        return false;
    Ends open{same};
    const auto isCut = [text](qsizetype at) { return isCutAt(text, at); };
    for (qsizetype i = same; i < m_plain.size() && effort >= 0 && !open.isEmpty();) {
        if (std::any_of(open.begin(), open.end(), isCut))
            return true;
        const Ends ends = endsOf(takeCharacter(m_plain, i), text, open, effort);
        open = ends; // not moved, as above
    }
    return effort >= 0 && open.contains(text.size());
}

} // namespace fuseboard
