// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/grantwindow.h"

#include <algorithm>

namespace fuseboard {

void GrantWindow::add(MonotonicTime at, quint32 number, int cost, Duration span)
{
    if (m_grants.empty()) {
        m_forgotten = number - 1;
        m_forgottenTotal = 0;
    }
    const quint32 total = (m_grants.empty() ? 0 : m_grants.back().total) + static_cast<quint32>(cost);
    const auto isOfLastSpan = [&] {
        const MonotonicTime last = m_grants.back().at;
        return at - last < span && at.time_since_epoch() / span == last.time_since_epoch() / span;
    };
    if (!m_grants.empty() && isOfLastSpan())
        m_grants.back() = {at, number, total};
    else
        m_grants.push_back({at, number, total});
}

/// Those that it is one of.
GrantWindow::Place GrantWindow::find(quint32 number) const
{
    if (m_grants.empty())
        return m_grants.end();
    const auto age = [newest = m_grants.back().last](quint32 of) { return newest - of; };
    if (age(number) >= age(m_forgotten))
        return m_grants.end();
    const auto isOlder = [&age](const Grants &some, quint32 other) { return age(some.last) > age(other); };
    return std::lower_bound(m_grants.begin(), m_grants.end(), number, isOlder);
}

quint32 GrantWindow::totalBefore(Place place) const
{
    return place == m_grants.begin() ? m_forgottenTotal : std::prev(place)->total;
}

void GrantWindow::remove(quint32 number, int cost)
{
    const auto found = find(number);
    if (found == m_grants.end())
        return;
    const bool isLast = found->total - totalBefore(found) == static_cast<quint32>(cost);
    lowerTotals(found, cost);
    if (isLast)
        m_grants.erase(found);
}

/// By that much, from there on. Only differences count, so that raising those before it comes to the same; the shorter
/// side is changed, as by the deque where it closes the gap.
void GrantWindow::lowerTotals(Place from, int cost)
{
    const auto first = m_grants.begin() + (from - m_grants.cbegin());
    const auto change = static_cast<quint32>(cost);
    if (first - m_grants.begin() < m_grants.end() - first) {
        m_forgottenTotal += change;
        std::for_each(m_grants.begin(), first, [change](Grants &some) { some.total += change; });
    } else {
        std::for_each(first, m_grants.end(), [change](Grants &some) { some.total -= change; });
    }
}

bool GrantWindow::contains(quint32 number) const
{
    return find(number) != m_grants.end();
}

void GrantWindow::forgetUntil(MonotonicTime moment)
{
    while (!m_grants.empty() && m_grants.front().at <= moment) {
        m_forgotten = m_grants.front().last;
        m_forgottenTotal = m_grants.front().total;
        m_grants.pop_front();
    }
}

void GrantWindow::moveBack(Duration span)
{
    for (Grants &some : m_grants)
        some.at -= span;
}

qint64 GrantWindow::tokensAfter(MonotonicTime moment) const
{
    const auto isAfter = [](MonotonicTime than, const Grants &some) { return than < some.at; };
    const auto next = std::upper_bound(m_grants.begin(), m_grants.end(), moment, isAfter);
    return next == m_grants.end() ? 0 : m_grants.back().total - totalBefore(next);
}

MonotonicTime GrantWindow::momentOf(qint64 token) const
{
    const auto isBefore = [this](const Grants &some, qint64 nth) { return some.total - m_forgottenTotal < nth; };
    return std::lower_bound(m_grants.begin(), m_grants.end(), token, isBefore)->at;
}

bool operator==(const GrantWindow &one, const GrantWindow &other)
{
    const auto isAlike = [&](const GrantWindow::Grants &mine, const GrantWindow::Grants &theirs) {
        return mine.at == theirs.at && mine.last == theirs.last
            && mine.total - one.m_forgottenTotal == theirs.total - other.m_forgottenTotal;
    };
    return std::equal(one.m_grants.begin(), one.m_grants.end(), other.m_grants.begin(), other.m_grants.end(), isAlike);
}

} // namespace fuseboard
