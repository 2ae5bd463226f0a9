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

    [[nodiscard]] CircuitBreakerConfig config() const;
    [[nodiscard]] BreakerState shown() const { return isolations > 0 ? BreakerState::Open : forced.value_or(phase); }

    /// For keys that are only compared.
    static void put(qint64 figure, std::string &text);

    /// All that it holds, relative to now.
    void describe(int now, int mostCounted, std::string &text) const;

    /// What time alone does.
    void look(int now);
    Admission admit(int call, int now);

    /// Whether it was a probe whose slot it still had.
    bool freeSlot(int call)
    {
        return std::erase_if(probes, [call](const Probe &one) { return one.call == call; }) > 0;
    }

    void renew(int call, int admittedIn, int now, int ahead);
    [[nodiscard]] bool isCurrent(int call, int admittedIn, bool asProbe) const;
    Told settle(int call, int admittedIn, Verdict verdict, int now, int openFor);
    Told count(bool failed, int now, int openFor);
    Told open(BreakerReason reason, int now, int openFor);
    void close();

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
