// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "resilience/ratelimiter.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace fuseboard {

/// What the statements say about the limiter, written down again in the plainest words: the judge of the search. Time
/// goes in steps of which half a token or a quarter comes, so that nothing happens between them.
struct LimiterModel
{
    static constexpr Duration step = std::chrono::milliseconds(2500);
    static constexpr int runnerHeadStart = int(std::chrono::seconds(10) / step);
    static constexpr int monitorHeadStart = int(std::chrono::seconds(30) / step);
    static constexpr int windowSteps = 8;
    static constexpr int stepsAtOnce = 2; // between events

    struct Figures
    {
        int requests = 2; // in a window of eight steps
        int burst = 2;
        bool strict = false;
        int maxQueue = 10;
        std::optional<int> maxWait{}; // steps
    };
    struct Waiter
    {
        int id;
        int cost;
        int rank; // when an interactive caller would have to have come to stand here
    };
    /// Tokens that were granted and neither used nor given back.
    struct Out
    {
        int id;
        int cost;
        int at;
        bool lost = false; // nothing comes back: a pause has ended since, or the bucket was full
        bool outlastedPause = false;
        bool spokenTo = false; // the server has said something since
        int words = 0; // that the server had said before it
    };
    struct Answer
    {
        int id;
        bool granted;
        int at; // step
        friend bool operator==(const Answer &, const Answer &) = default;
    };
    enum class Entry { Granted, Waits, Refused };

    Figures figures;
    int now = 0;
    int parts = figures.burst * windowSteps; // tokens × steps of a window
    std::optional<int> pauseEnd{};
    std::vector<Waiter> line{};
    bool mayBeStrict = figures.strict; // now or later
    std::vector<int> grants{}; // moments, one for each token, where it may be strict
    std::vector<Out> out{};
    std::vector<int> words{}; // of the server: how much may come back of what was out then

    [[nodiscard]] bool isPaused() const { return pauseEnd && *pauseEnd > now; }
    [[nodiscard]] double tokens() const
    {
        const double stored = double(parts) / windowSteps;
        return figures.strict ? std::min(stored, std::max(0.0, double(figures.requests) - double(grants.size())))
                              : stored;
    }

    bool take(int id, int cost);
    Entry join(int id, int cost, RateLimiter::Priority priority);
    [[nodiscard]] bool waitsTooLong(int id) const { return figures.maxWait && stepsUntilServed(id) > *figures.maxWait; }
    void leave(int id)
    {
        std::erase_if(line, [id](const Waiter &waiter) { return waiter.id == id; });
    }

    void giveBack(int id);
    /// Used only now; false where it must be asked for anew.
    bool renew(int id);
    void use(int id)
    {
        std::erase_if(out, [id](const Out &one) { return one.id == id; });
        forgetWords();
    }

    /// Who can be served at this moment.
    std::vector<Answer> turn();

    /// Who is served while that time passes, those included who could be served before it.
    std::vector<Answer> pass(int steps);
    void clampTo(int next);

    void pause(int steps) { pauseEnd = std::max(now + steps, pauseEnd.value_or(0)); }
    void lowerTo(int remaining)
    {
        parts = std::min(parts, remaining * windowSteps);
        hear((remaining * windowSteps - parts) / windowSteps); // L20
    }
    /// Frees its place in the window.
    void forget(const Out &one);
    /// Of all that is out now, only so much comes back.
    void hear(int most);
    /// Those words that do not matter any more.
    void forgetWords();
    void reconfigure(const Figures &next)
    {
        figures = next;
        clampTo(parts);
    }

    /// In how many steps that waiter is served if nothing else happens.
    [[nodiscard]] int stepsUntilServed(int id) const;

    /// All that it holds, relative to now. Ranks of the past are alike: nobody comes before them any more.
    void describe(std::string &text) const;
};

} // namespace fuseboard
