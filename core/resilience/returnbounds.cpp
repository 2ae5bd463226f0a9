// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/returnbounds.h"

#include <algorithm>

namespace fuseboard {

namespace {

constexpr std::size_t mostBounds = 8;

} // namespace

void ReturnBounds::close(quint32 newest)
{
    m_closed = newest;
    m_bounds.clear();
}

void ReturnBounds::limitTo(quint32 newest, qint64 room)
{
    while (!m_bounds.empty() && m_bounds.back().room >= room)
        m_bounds.pop_back(); // it holds for those too
    m_bounds.push_back({newest, room});
    if (m_bounds.size() <= mostBounds)
        return;
    // The two oldest become one, with the lesser room: returns may have left less of the younger one's.
    m_bounds[1].room = std::min(m_bounds[0].room, m_bounds[1].room);
    m_bounds.erase(m_bounds.begin());
}

qint64 ReturnBounds::takeBack(quint32 newest, quint32 number, int cost)
{
    if (isUpTo(newest, number, m_closed))
        return 0;
    qint64 back = cost;
    const auto isAbout = [newest, number](const Bound &bound) { return isUpTo(newest, number, bound.last); };
    const auto first = std::find_if(m_bounds.begin(), m_bounds.end(), isAbout);
    std::for_each(first, m_bounds.end(), [&back](const Bound &bound) { back = std::min(back, bound.room); });
    std::for_each(first, m_bounds.end(), [back](Bound &bound) { bound.room -= back; });
    return back;
}

} // namespace fuseboard
