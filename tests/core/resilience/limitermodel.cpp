// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "limitermodel.h"

namespace fuseboard {

bool LimiterModel::take(int cost)
{
    if (isPaused() || parts < cost * windowSteps)
        return false;
    if (figures.strict && int(grants.size()) + cost > figures.requests)
        return false;
    parts -= cost * windowSteps;
    returnable += cost;
    if (figures.strict)
        grants.insert(grants.end(), std::size_t(cost), now);
    return true;
}

LimiterModel::Entry LimiterModel::join(int id, int cost, RateLimiter::Priority priority)
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
    if (!waitsTooLong(id))
        return Entry::Waits;
    leave(id);
    return Entry::Refused;
}

std::vector<LimiterModel::Answer> LimiterModel::turn()
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

std::vector<LimiterModel::Answer> LimiterModel::pass(int steps)
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

int LimiterModel::stepsUntilServed(int id) const
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

void LimiterModel::describe(std::string &text) const
{
    const auto put = [&text](int figure) { text += char(figure); };
    put(parts);
    put(returnable);
    put(pauseEnd ? *pauseEnd - now : 0);
    put(int(grants.size()));
    for (const int moment : grants)
        put(now - moment);
    for (const Waiter &waiter : line) {
        put(waiter.cost);
        put(std::max(waiter.rank - now, -1));
    }
}

} // namespace fuseboard
