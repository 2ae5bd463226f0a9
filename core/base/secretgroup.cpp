// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/secretgroup.h"

#include "base/escapereading.h"

#include <algorithm>

namespace fuseboard {

namespace {

bool isBefore(const QString &one, const QString &other)
{
    return std::lexicographical_compare(one.begin(), one.end(), other.begin(), other.end(), [](QChar a, QChar b) {
        return SecretPattern::folded(a) < SecretPattern::folded(b);
    });
}

qsizetype sharedLetters(const QString &one, const QString &other)
{
    const auto [end, unused] = std::mismatch(one.begin(), one.end(), other.begin(), other.end(), [](QChar a, QChar b) {
        return SecretPattern::folded(a) == SecretPattern::folded(b);
    });
    return end - one.begin();
}

} // namespace

void SecretGroup::add(const SecretPattern &pattern)
{
    const auto place = std::upper_bound(
        m_entries.begin(), m_entries.end(), pattern.plain(),
        [](const QString &plain, const Entry &entry) { return isBefore(plain, entry.pattern.plain()); });
    const auto next = m_entries.insert(
        place,
        {pattern, place == m_entries.begin() ? 0 : sharedLetters((place - 1)->pattern.plain(), pattern.plain())});
    if (next + 1 != m_entries.end())
        (next + 1)->shared = sharedLetters(pattern.plain(), (next + 1)->pattern.plain());
}

qsizetype SecretGroup::longestMatch(QStringView text, qsizetype &effort) const
{
    qsizetype longest = 0;
    qsizetype same = 0; // letters at the beginning of text, with the one before
    for (const Entry &entry : m_entries) {
        if (effort < 0)
            break;
        const bool isEscape = same < text.size() && mayBeEscape(text.at(same));
        if (entry.shared < same || (entry.shared > same && !isEscape)) {
            // It differs from text where it differs from the one before, or where that does.
            same = std::min(same, entry.shared);
            --effort;
            continue;
        }
        longest = std::max(longest, entry.pattern.matchedLength(text, effort, same));
    }
    return longest;
}

bool SecretGroup::isBegunBy(QStringView text, qsizetype &effort) const
{
    return std::any_of(m_entries.begin(), m_entries.end(),
                       [&](const Entry &entry) { return effort >= 0 && entry.pattern.isBegunBy(text, effort); });
}

} // namespace fuseboard
