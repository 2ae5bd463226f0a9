// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "resilience/breakercore.h"

#include <algorithm>
#include <deque>
#include <string>
#include <vector>

namespace fuseboard {

/// What the statements say about the breaker, written down again in the plainest words: the judge of the search. Time
/// is whole seconds. Knows nothing of generations and leases as the engine keeps them.
struct BreakerModel
{
    struct Figures
    {
        int threshold = 1;
        int successes = 1;
        int probes = 1;
        int ratePercent = 0; // 0 = failures in a row
        int minimumCalls = 1;
        int windowCalls = 2;
        bool observeOnly = false;
        int growth = 1;
    };
    struct Probe
    {
        int call;
        int end;
    };
    struct Admission
    {
        bool admitted = false;
        int epoch = 0; // of the state it was admitted in; voidEpoch where its verdict will say nothing
        ErrorDetail refusal = ErrorDetail::None;
        std::optional<int> retryIn;
    };
    using Told = std::optional<BreakerCore::Transition>;

    static constexpr int recovery = 60;
    static constexpr int longestRecovery = 120;
    static constexpr int lease = 60;
    static constexpr int voidEpoch = -1;

    Figures figures;
    BreakerState phase = BreakerState::Closed;
    int epoch = 0; // grows with each change: what was admitted before it says nothing any more
    int failures = 0;
    int successes = 0;
    int openings = 0; // since the last real closing
    int openEnd = 0;
    std::vector<Probe> probes{};
    std::deque<bool> window{}; // true = failed; of a count window
    std::optional<BreakerState> forced{};
    int isolations = 0;

    static MonotonicTime at(int second) { return MonotonicTime(std::chrono::hours(1) + std::chrono::seconds(second)); }

    [[nodiscard]] CircuitBreakerConfig config() const
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

    [[nodiscard]] BreakerState shown() const { return isolations > 0 ? BreakerState::Open : forced.value_or(phase); }

    /// For keys that are only compared.
    static void put(qint64 figure, std::string &text)
    {
        text.append(reinterpret_cast<const char *>(&figure), sizeof(figure));
    }

    /// All that it holds, relative to now.
    void describe(int now, int mostCounted, std::string &text) const
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

    /// What time alone does.
    void look(int now)
    {
        if (phase == BreakerState::Open && now >= openEnd) {
            phase = BreakerState::HalfOpen;
            epoch += forced ? 0 : 1; // what a hand lets through is not about this state
        }
        std::erase_if(probes, [now](const Probe &probe) { return now >= probe.end; });
    }

    Admission admit(int call, int now)
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

    /// Whether it was a probe whose slot it still had.
    bool freeSlot(int call)
    {
        return std::erase_if(probes, [call](const Probe &one) { return one.call == call; }) > 0;
    }

    void renew(int call, int admittedIn, int now, int ahead)
    {
        for (Probe &probe : probes) {
            if (probe.call == call && admittedIn == epoch)
                probe.end = now + ahead + lease;
        }
    }

    [[nodiscard]] bool isCurrent(int call, int admittedIn, bool asProbe) const
    {
        const auto holds = [call](const Probe &probe) { return probe.call == call; };
        return admittedIn == voidEpoch
            || (admittedIn == epoch && (!asProbe || std::any_of(probes.begin(), probes.end(), holds)));
    }

    Told settle(int call, int admittedIn, Verdict verdict, int now, int openFor)
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

    Told count(bool failed, int now, int openFor)
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

    Told open(BreakerReason reason, int now, int openFor)
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

    void close()
    {
        phase = BreakerState::Closed;
        ++epoch;
        failures = successes = openings = 0;
        probes.clear();
        window.clear();
    }

    /// A change by hand: what was under way says nothing any more, and the change is told if it can be seen.
    template<class Change>
    Told byHand(BreakerReason reason, int now, Change change)
    {
        const BreakerState before = shown();
        change();
        ++epoch;
        if (shown() == before)
            return {};
        return BreakerCore::Transition{before, shown(), reason, at(now)};
    }
    Told force(BreakerState state, int now)
    {
        const auto reason = state == BreakerState::Open ? BreakerReason::ForcedOpen : BreakerReason::ForcedClosed;
        return byHand(reason, now, [this, state] { forced = state; });
    }
    Told release(int now)
    {
        return forced ? byHand(BreakerReason::Released, now, [this] { forced.reset(); }) : Told();
    }
    Told isolate(int now)
    {
        return byHand(BreakerReason::Isolated, now, [this] { ++isolations; });
    }
    Told endIsolation(int now)
    {
        return isolations > 0 ? byHand(BreakerReason::Released, now, [this] { --isolations; }) : Told();
    }
    Told reset(int now)
    {
        return byHand(BreakerReason::Reset, now, [this] {
            forced.reset();
            close();
        });
    }
    void reconfigure(const Figures &next)
    {
        if (next.windowCalls != figures.windowCalls)
            window.clear();
        figures = next;
    }
};

} // namespace fuseboard
