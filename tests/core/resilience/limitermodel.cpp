// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "limitermodel.h"

#include <utility>

namespace fuseboard {

bool LimiterModel::take(int id, int cost)
{
    if (isPaused() || parts < cost * windowSteps)
        return false;
    if (figures.strict && int(grants.size()) + cost > figures.requests)
        return false;
    parts -= cost * windowSteps;
    if (mayBeStrict)
        grants.insert(grants.end(), std::size_t(cost), now);
    out.push_back({id, cost, now});
    return true;
}

void LimiterModel::giveBack(int id)
{
    const auto found = std::find_if(out.begin(), out.end(), [id](const Out &one) { return one.id == id; });
    const Out one = *found;
    out.erase(found);
    const int back = one.bound ? std::min(one.cost, room) : one.cost;
    room -= one.bound ? back : 0;
    clampTo(parts + back * windowSteps);
    forget(one);
}

bool LimiterModel::renew(int id)
{
    Out &one = *std::find_if(out.begin(), out.end(), [id](const Out &other) { return other.id == id; });
    if (!figures.strict)
        return true;
    const bool isInside = now < one.at + windowSteps;
    if (one.bound || (!isInside && int(grants.size()) + one.cost > figures.requests))
        return false;
    forget(one);
    one.at = now;
    grants.insert(grants.end(), std::size_t(one.cost), now);
    return true;
}

void LimiterModel::forget(const Out &one)
{
    for (int i = 0; i < one.cost; ++i) {
        const auto own = std::find(grants.begin(), grants.end(), one.at);
        if (own != grants.end())
            grants.erase(own);
    }
}

void LimiterModel::bind(int most)
{
    int returnable = room;
    for (Out &one : out)
        returnable += std::exchange(one.bound, true) ? 0 : one.cost;
    room = std::min(most, returnable);
}

LimiterModel::Entry LimiterModel::join(int id, int cost, RateLimiter::Priority priority)
{
    if (line.empty() && take(id, cost))
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
        if (served && !take(first.id, first.cost))
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
            bind(0);
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
    put(pauseEnd ? *pauseEnd - now : 0);
    put(int(grants.size()));
    for (const int moment : grants)
        put(now - moment);
    int boundCost = 0;
    for (const Out &one : out)
        boundCost += one.bound ? one.cost : 0;
    const bool binds = room < boundCost; // else all of them come back, as if they were free
    put(binds ? room : 0);
    for (const Out &one : out) {
        put(one.cost);
        put(binds && one.bound ? 1 : 0);
        put(mayBeStrict ? std::min(now - one.at, windowSteps) : 0); // the same once it has left the window
    }
    for (const Waiter &waiter : line) {
        put(waiter.cost);
        put(std::max(waiter.rank - now, -1));
    }
}

} // namespace fuseboard
