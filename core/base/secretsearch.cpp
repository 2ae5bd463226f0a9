// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/secretsearch.h"

#include "base/escapereading.h"

#include <algorithm>
#include <utility>

namespace fuseboard {

namespace {

// For each text, however short, and for each of its letters: all the fields of an answer are to take less than some
// hundredths of a second, and whatever is written in one way only is found with much less.
constexpr qsizetype leastEffort = 65'536;
constexpr qsizetype effortOfLetter = 32;

constexpr qsizetype charactersOfBeginning = 4;

/// Of a beginning by one more; what gets the same number is told apart when it is compared.
quint64 continued(quint64 beginning, char32_t folded)
{
    constexpr int bitsOfCharacter = 16;
    constexpr char32_t mask = 0xffff;
    return beginning << bitsOfCharacter | (folded & mask);
}

/// The first characters of what may be read in several ways, and where they end.
struct Beginning
{
    quint64 number = 0;
    qsizetype end = 0;

    friend bool operator==(const Beginning &, const Beginning &) = default;
    friend auto operator<=>(const Beginning &, const Beginning &) = default;
};

using Beginnings = QVarLengthArray<Beginning, 32>;

/// Whether it has such a beginning, and that can be read in one way only.
bool beginsPlainly(QStringView text)
{
    if (text.size() < charactersOfBeginning)
        return false;
    const QStringView beginning = text.first(charactersOfBeginning);
    return std::none_of(beginning.begin(), beginning.end(), &mayBeEscape);
}

} // namespace

struct SecretSearch::Place
{
    QStringView text; ///< from there on
    qsizetype length; ///< of what was found there; the longest counts
    qsizetype effort; ///< that is left for all of the text
    bool isCut = false; ///< what the text only begins with counts, too

    void tryEach(const Index &index, quint64 beginning)
    {
        const auto group = index.constFind(beginning);
        if (group == index.cend() || effort < 0)
            return;
        if (!isCut)
            length = std::max(length, group->longestMatch(text, effort));
        else if (group->isBegunBy(text, effort))
            length = text.size();
    }

    /// Those that begin in one of several ways; they are in order.
    void tryEach(const Index &index, const Beginnings &beginnings)
    {
        for (qsizetype i = 0; i < beginnings.size(); ++i) {
            if (i == 0 || beginnings.at(i).number != beginnings.at(i - 1).number)
                tryEach(index, beginnings.at(i).number);
        }
    }
};

void SecretSearch::add(const SecretPattern &pattern)
{
    const QString &plain = pattern.plain();
    quint64 first = 0;
    quint64 beginning = 0;
    qsizetype characters = 0;
    for (qsizetype at = 0; at < plain.size() && characters < charactersOfBeginning; ++characters) {
        beginning = continued(beginning, QChar::toCaseFolded(takeCharacter(plain, at)));
        if (characters == 0)
            first = beginning;
        m_parts.insert(beginning);
    }
    if (characters < charactersOfBeginning)
        m_short[first].add(pattern);
    else
        m_beginnings[beginning].add(pattern);
    m_longest = std::max(m_longest, plain.size());
}

QString SecretSearch::replaceIn(const QString &text, const QString &replacement) const
{
    if (m_longest == 0)
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

QString SecretSearch::withoutBegun(const QString &text, qsizetype length) const
{
    const qsizetype from = std::max<qsizetype>(0, text.size() - length);
    Place place{{}, 0, leastEffort + effortOfLetter * (text.size() - from), true};
    for (qsizetype at = from; at < text.size() && m_longest > 0; ++at) {
        place.text = QStringView(text).sliced(at);
        tryAt(place);
        if (place.length > 0 || place.effort < 0)
            return text.first(at);
    }
    return text;
}

void SecretSearch::tryAt(Place &place) const
{
    if (beginsPlainly(place.text))
        tryPlainly(place);
    else
        tryReadings(place);
}

void SecretSearch::tryPlainly(Place &place) const
{
    quint64 beginning = 0;
    for (const QChar letter : place.text.first(charactersOfBeginning))
        beginning = continued(beginning, SecretPattern::folded(letter).unicode());
    place.tryEach(m_beginnings, beginning);
    if (!m_short.isEmpty())
        place.tryEach(m_short, continued(0, SecretPattern::folded(place.text.front()).unicode()));
}

void SecretSearch::tryReadings(Place &place) const
{
    Beginnings beginnings{Beginning()};
    for (qsizetype i = 0; i < charactersOfBeginning && !beginnings.isEmpty(); ++i) {
        Beginnings longer;
        for (const Beginning &beginning : beginnings) {
            --place.effort;
            for (const EscapeReading &reading : readingsAt(place.text, beginning.end)) {
                const quint64 number = continued(beginning.number, QChar::toCaseFolded(reading.character));
                if (m_parts.contains(number))
                    longer.append({number, reading.end});
            }
        }
        std::sort(longer.begin(), longer.end());
        longer.erase(std::unique(longer.begin(), longer.end()), longer.end());
        beginnings = std::as_const(longer); // not moved: Qt 6.4 would lose the memory of what was there
        if (i == 0)
            place.tryEach(m_short, beginnings);
    }
    place.tryEach(m_beginnings, beginnings);
}

} // namespace fuseboard
