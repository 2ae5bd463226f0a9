// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/callpermits.h"

#include "client/callframe.h"

#include <QPointer>

#include <algorithm>

namespace fuseboard {

namespace {

bool isByHand(const std::optional<Error> &refusal)
{
    return refusal && (refusal->detail == ErrorDetail::Isolated || refusal->detail == ErrorDetail::ForcedOpen);
}

} // namespace

void CallPermits::add(const QByteArray &origin, CircuitBreaker::Permit permit)
{
    if (!permit.isOpen())
        return;
    auto last = m_permits.before_begin();
    for (auto next = m_permits.begin(); next != m_permits.end(); ++next)
        last = next;
    m_permits.insert_after(last, {.origin = origin, .permit = std::move(permit)});
}

CallPermits::Held *CallPermits::find(const QByteArray &origin)
{
    const auto isFor = [&origin](const Held &held) { return held.origin == origin; };
    const auto found = std::find_if(m_permits.begin(), m_permits.end(), isFor);
    return found == m_permits.end() ? nullptr : &*found;
}

std::optional<Error> CallPermits::admit(const CallFrame &call, const QByteArray &origin)
{
    CircuitBreaker *breaker = call.core().policies(origin).breaker.get();
    if (!breaker)
        return std::nullopt;
    const Held *held = find(origin);
    if (held && !held->permit.isStale()) // a present observer's never is; a person is obeyed all the same (B23)
        return breaker->state() == BreakerState::Open ? breaker->refusal() : std::nullopt;
    m_permits.remove_if([held](const Held &other) { return &other == held; });
    const QPointer alive(&call);
    auto admitted = breaker->admit();
    if (!alive || call.isFinished()) // by a listener
        return Error(ErrorKind::Cancelled);
    if (!admitted)
        return admitted.error();
    add(origin, std::move(admitted).value());
    return std::nullopt;
}

bool CallPermits::areDoubtful(const CallFrame &call, const QByteArray &origin, bool isInside)
{
    const CircuitBreaker *breaker = call.core().policies(origin).breaker.get();
    if (isInside) // it stands by its verdict, but obeys a person (B23)
        return breaker && isByHand(breaker->refusal());
    const Held *held = find(origin);
    if (!breaker || (held && held->permit.isStale()))
        return breaker != nullptr;
    return (!held || breaker->state() == BreakerState::Open) && breaker->refusal();
}

void CallPermits::renew(Duration ahead)
{
    for (Held &held : m_permits)
        held.permit.renew(ahead);
}

bool CallPermits::dropDoubtful(const CallFrame &call, const QByteArray &origin, bool isInside)
{
    const bool areThese = areDoubtful(call, origin, isInside);
    m_permits.remove_if(
        [&origin, areThese](const Held &held) { return held.permit.isStale() || (areThese && held.origin == origin); });
    return areThese;
}

void CallPermits::judge(const QByteArray &origin, Verdict verdict, std::optional<Duration> openFor)
{
    if (Held *held = find(origin)) {
        held->verdict = verdict;
        held->openFor = openFor;
    }
}

void CallPermits::settle(CallPermits permits)
{
    for (Held &held : permits.m_permits)
        held.permit.settle(held.verdict, held.openFor);
}

} // namespace fuseboard
