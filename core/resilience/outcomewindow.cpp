// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/outcomewindow.h"

#include <algorithm>

namespace fuseboard {

namespace {
constexpr int slotsOfTimeWindow = 100;
}

OutcomeWindow::OutcomeWindow(const CircuitBreakerConfig &config)
    : m_type(config.windowType)
    , m_span(std::max(config.window, Duration(slotsOfTimeWindow)))
    , m_calls(std::max(config.windowCalls, 1))
{
}

void OutcomeWindow::record(MonotonicTime now, bool failed)
{
    const Counts one{1, failed ? 1 : 0};
    if (m_type == BreakerWindow::Count) {
        if (m_total.calls >= m_calls)
            dropFirst();
        m_slots.push_back({now, one});
    } else {
        while (!m_slots.empty() && isStale(m_slots.front(), now))
            dropFirst();
        if (m_slots.empty() || now - m_slots.back().start >= m_span / slotsOfTimeWindow)
            m_slots.push_back({now, {}});
        m_slots.back().counts.calls += one.calls;
        m_slots.back().counts.failures += one.failures;
    }
    m_total.calls += one.calls;
    m_total.failures += one.failures;
}

OutcomeWindow::Counts OutcomeWindow::counts(MonotonicTime now) const
{
    Counts fresh = m_total;
    for (const Slot &slot : m_slots) {
        if (!isStale(slot, now))
            break;
        fresh.calls -= slot.counts.calls;
        fresh.failures -= slot.counts.failures;
    }
    return fresh;
}

void OutcomeWindow::clear()
{
    m_slots.clear();
    m_total = {};
}

void OutcomeWindow::reconfigure(const CircuitBreakerConfig &config)
{
    OutcomeWindow next(config);
    if (next.m_type != m_type || next.m_span != m_span || next.m_calls != m_calls)
        *this = std::move(next);
}

bool OutcomeWindow::isStale(const Slot &slot, MonotonicTime now) const
{
    return m_type == BreakerWindow::Time && now - slot.start >= m_span;
}

void OutcomeWindow::dropFirst()
{
    m_total.calls -= m_slots.front().counts.calls;
    m_total.failures -= m_slots.front().counts.failures;
    m_slots.pop_front();
}

} // namespace fuseboard
