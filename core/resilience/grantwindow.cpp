// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/grantwindow.h"

#include <algorithm>

namespace fuseboard {

void GrantWindow::add(MonotonicTime at, quint32 number, int cost)
{
    m_grants.push_back({at, number, cost});
    m_tokens += cost;
}

std::deque<GrantWindow::Grant>::const_iterator GrantWindow::find(quint32 number) const
{
    if (m_grants.empty())
        return m_grants.end();
    const auto age = [newest = m_grants.back().number](quint32 of) { return newest - of; };
    const auto isOlder = [&age](const Grant &one, quint32 other) { return age(one.number) > age(other); };
    const auto found = std::lower_bound(m_grants.begin(), m_grants.end(), number, isOlder);
    return found != m_grants.end() && found->number == number ? found : m_grants.end();
}

void GrantWindow::remove(quint32 number)
{
    const auto found = find(number);
    if (found == m_grants.end())
        return;
    m_tokens -= found->cost;
    m_grants.erase(found);
}

bool GrantWindow::contains(quint32 number) const
{
    return find(number) != m_grants.end();
}

void GrantWindow::forgetUntil(MonotonicTime moment)
{
    while (!m_grants.empty() && m_grants.front().at <= moment) {
        m_tokens -= m_grants.front().cost;
        m_grants.pop_front();
    }
}

void GrantWindow::moveBack(Duration span)
{
    for (Grant &grant : m_grants)
        grant.at -= span;
}

qint64 GrantWindow::tokensAfter(MonotonicTime moment) const
{
    qint64 tokens = m_tokens;
    for (auto grant = m_grants.begin(); grant != m_grants.end() && grant->at <= moment; ++grant)
        tokens -= grant->cost;
    return tokens;
}

MonotonicTime GrantWindow::momentOf(qint64 token) const
{
    auto grant = m_grants.begin();
    for (qint64 before = grant->cost; before < token; before += grant->cost)
        ++grant;
    return grant->at;
}

} // namespace fuseboard
