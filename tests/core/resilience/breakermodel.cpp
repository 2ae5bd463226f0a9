// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "breakermodel.h"

namespace fuseboard {

CircuitBreakerConfig BreakerModel::config() const
{
    CircuitBreakerConfig made;
    made.failureThreshold = figures.threshold;
    made.successThreshold = figures.successes;
    made.halfOpenMaxCalls = figures.probes;
    made.recoveryTimeout = std::chrono::seconds(recovery);
    made.maxRecoveryTimeout = std::chrono::seconds(longestRecovery);
    made.recoveryBackoff = figures.growth;
    made.observeOnly = figures.observeOnly;
    if (figures.ratePercent > 0)
        made.failureRate = figures.ratePercent;
    made.minimumCalls = figures.minimumCalls;
    made.windowType = BreakerWindow::Count;
    made.windowCalls = figures.windowCalls;
    return made;
}

void BreakerModel::put(qint64 figure, std::string &text)
{
    text.append(reinterpret_cast<const char *>(&figure), sizeof(figure));
}

void BreakerModel::describe(int now, int mostCounted, std::string &text) const
{
    for (const int figure :
         {int(phase), phase == BreakerState::Open ? openEnd - now : 0, std::min(failures, mostCounted), successes,
          std::min(openings, mostCounted), forced ? int(*forced) : -1, isolations, int(probes.size())})
        put(figure, text);
    for (const Probe &probe : probes)
        put(probe.end - now, text);
    for (const bool failed : window)
        text += failed ? 'F' : 'S';
}

void BreakerModel::look(int now)
{
    if (phase == BreakerState::Open && now >= openEnd) {
        phase = BreakerState::HalfOpen;
        epoch += forced ? 0 : 1; // what a hand lets through is not about this state
    }
    std::erase_if(probes, [now](const Probe &probe) { return now >= probe.end; });
}

BreakerModel::Admission BreakerModel::admit(int call, int now)
{
    if (isolations > 0)
        return {false, 0, ErrorDetail::Isolated, {}};
    if (forced == BreakerState::Open)
        return {false, 0, ErrorDetail::ForcedOpen, {}};
    if (forced == BreakerState::Closed || phase == BreakerState::Closed)
        return {true, epoch, ErrorDetail::None, {}};
    if (phase == BreakerState::HalfOpen && int(probes.size()) < figures.probes) {
        probes.push_back({call, now + lease});
        return {true, epoch, ErrorDetail::None, {}};
    }
    if (figures.observeOnly)
        return {true, voidEpoch, ErrorDetail::None, {}};
    if (phase == BreakerState::HalfOpen)
        return {false, 0, ErrorDetail::ProbeInFlight, {}};
    return {false, 0, ErrorDetail::FailuresReached, openEnd - now};
}

void BreakerModel::renew(int call, int admittedIn, int now, int ahead)
{
    for (Probe &probe : probes) {
        if (probe.call == call && admittedIn == epoch)
            probe.end = std::max(probe.end, now + ahead + lease);
    }
}

bool BreakerModel::isCurrent(int call, int admittedIn, bool asProbe) const
{
    const auto holds = [call](const Probe &probe) { return probe.call == call; };
    return admittedIn == voidEpoch
        || (admittedIn == epoch && (!asProbe || std::any_of(probes.begin(), probes.end(), holds)));
}

BreakerModel::Told BreakerModel::settle(int call, int admittedIn, Verdict verdict, int now, int openFor)
{
    const bool hadSlot = freeSlot(call);
    if (admittedIn != epoch || forced || isolations > 0 || verdict == Verdict::Neutral)
        return {};
    if (phase == BreakerState::Closed)
        return count(verdict == Verdict::Failure, now, openFor);
    if (!hadSlot)
        return {};
    if (verdict == Verdict::Failure)
        return open(BreakerReason::ProbeFailed, now, openFor);
    if (++successes < figures.successes)
        return {};
    close();
    return BreakerCore::Transition{BreakerState::HalfOpen, BreakerState::Closed, BreakerReason::ProbesSucceeded,
                                   at(now)};
}

BreakerModel::Told BreakerModel::count(bool failed, int now, int openFor)
{
    failures = failed ? failures + 1 : 0;
    if (figures.ratePercent > 0) {
        window.push_back(failed);
        while (int(window.size()) > figures.windowCalls)
            window.pop_front();
    }
    if (!failed)
        return {};
    if (figures.ratePercent == 0)
        return failures >= figures.threshold ? open(BreakerReason::FailuresReached, now, openFor) : Told();
    const auto bad = int(std::count(window.begin(), window.end(), true));
    const int calls = int(window.size());
    if (calls < std::min(figures.minimumCalls, figures.windowCalls) || bad * 100 < figures.ratePercent * calls)
        return {};
    return open(BreakerReason::RateReached, now, openFor);
}

BreakerModel::Told BreakerModel::open(BreakerReason reason, int now, int openFor)
{
    const BreakerCore::Transition told{phase, BreakerState::Open, reason, at(now)};
    int span = recovery;
    for (int i = 0; i < openings && span < longestRecovery; ++i)
        span *= figures.growth;
    openEnd = now + std::max(std::min(span, longestRecovery), openFor);
    ++openings;
    ++epoch;
    phase = BreakerState::Open;
    successes = 0;
    probes.clear();
    return told;
}

void BreakerModel::close()
{
    phase = BreakerState::Closed;
    ++epoch;
    failures = successes = openings = 0;
    probes.clear();
    window.clear();
}

} // namespace fuseboard
