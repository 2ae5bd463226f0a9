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
    };
    struct Waiter
    {
        int id;
        int cost;
        int rank; // when an interactive caller would have to have come to stand here
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
    std::vector<int> grants{}; // moments, one for each token, of a strict limiter

    [[nodiscard]] bool isPaused() const { return pauseEnd && *pauseEnd > now; }
    [[nodiscard]] double tokens() const
    {
        const double stored = double(parts) / windowSteps;
        return figures.strict ? std::min(stored, double(figures.requests) - double(grants.size())) : stored;
    }

    bool take(int cost)
    {
        if (isPaused() || parts < cost * windowSteps)
            return false;
        if (figures.strict && int(grants.size()) + cost > figures.requests)
            return false;
        parts -= cost * windowSteps;
        if (figures.strict)
            grants.insert(grants.end(), std::size_t(cost), now);
        return true;
    }

    Entry join(int id, int cost, RateLimiter::Priority priority)
    {
        if (line.empty() && take(cost))
            return Entry::Granted;
        if (cost > figures.burst || int(line.size()) >= figures.maxQueue)
            return Entry::Refused;
        int rank = now;
        if (priority != RateLimiter::Priority::Interactive)
            rank += priority == RateLimiter::Priority::Runner ? runnerHeadStart : monitorHeadStart;
        const auto behind = std::find_if(line.begin(), line.end(), [rank](const Waiter &w) { return w.rank > rank; });
        line.insert(behind, {id, cost, rank});
        return Entry::Waits;
    }

    void leave(int id)
    {
        std::erase_if(line, [id](const Waiter &waiter) { return waiter.id == id; });
    }

    void giveBack(int cost)
    {
        clampTo(parts + cost * windowSteps);
        grants.erase(grants.begin(), grants.begin() + std::min(cost, int(grants.size())));
    }

    /// Who can be served at this moment.
    std::vector<Answer> turn()
    {
        std::vector<Answer> answers;
        while (!line.empty()) {
            const Waiter first = line.front();
            const bool served = first.cost <= figures.burst;
            if (served && !take(first.cost))
                break;
            line.erase(line.begin());
            answers.push_back({first.id, served, now});
        }
        return answers;
    }

    /// Who is served while that time passes, those included who could be served before it.
    std::vector<Answer> pass(int steps)
    {
        std::vector<Answer> answers = turn();
        for (; steps > 0; --steps) {
            ++now;
            clampTo(parts + figures.requests);
            std::erase_if(grants, [this](int moment) { return moment + windowSteps <= now; });
            if (pauseEnd && *pauseEnd <= now) {
                pauseEnd.reset();
                parts = std::min(parts, windowSteps); // one token of many, so that no burst follows (L21)
            }
            const std::vector<Answer> served = turn();
            answers.insert(answers.end(), served.begin(), served.end());
        }
        return answers;
    }

    void clampTo(int next) { parts = std::min(next, figures.burst * windowSteps); }

    void pause(int steps) { pauseEnd = std::max(now + steps, pauseEnd.value_or(0)); }
    void lowerTo(int remaining) { parts = std::min(parts, remaining * windowSteps); }
    void reconfigure(const Figures &next)
    {
        figures = next;
        clampTo(parts);
        if (!figures.strict)
            grants.clear();
    }

    /// In how many steps that waiter is served if nothing else happens.
    [[nodiscard]] int stepsUntilServed(int id) const
    {
        LimiterModel ahead = *this;
        const auto waits = [&ahead, id] {
            return std::any_of(ahead.line.begin(), ahead.line.end(), [id](const Waiter &w) { return w.id == id; });
        };
        (void)ahead.pass(0);
        constexpr int never = 1000;
        while (waits() && ahead.now < now + never)
            (void)ahead.pass(1);
        return ahead.now - now;
    }

    /// All that it holds, relative to now. Ranks of the past are alike: nobody comes before them any more.
    void describe(std::string &text) const
    {
        const auto put = [&text](int figure) { text += char(figure); };
        put(parts);
        put(pauseEnd ? *pauseEnd - now : 0);
        put(int(grants.size()));
        for (const int moment : grants)
            put(now - moment);
        for (const Waiter &waiter : line) {
            put(waiter.cost);
            put(std::max(waiter.rank - now, -1));
        }
    }
};

} // namespace fuseboard
