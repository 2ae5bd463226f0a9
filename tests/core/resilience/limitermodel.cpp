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
    out.push_back({.id = id, .cost = cost, .at = now, .words = int(words.size())});
    return true;
}

void LimiterModel::giveBack(int id)
{
    const auto found = std::find_if(out.begin(), out.end(), [id](const Out &one) { return one.id == id; });
    const Out one = *found;
    out.erase(found);
    int back = one.lost ? 0 : one.cost;
    for (std::size_t word = std::size_t(one.words); word < words.size(); ++word)
        back = std::min(back, words[word]);
    for (std::size_t word = std::size_t(one.words); word < words.size(); ++word)
        words[word] -= back;
    clampTo(parts + back * windowSteps);
    forget(one);
    forgetWords();
}

void LimiterModel::clampTo(int next)
{
    const int full = figures.burst * windowSteps;
    parts = std::min(next, full);
    if (parts < full)
        return;
    for (Out &one : out)
        one.lost = true; // it would have run over
    forgetWords();
}

bool LimiterModel::renew(int id)
{
    Out &one = *std::find_if(out.begin(), out.end(), [id](const Out &other) { return other.id == id; });
    if (!figures.strict)
        return !one.outlastedPause;
    const int others = int(grants.size()) - (now < one.at + windowSteps ? one.cost : 0);
    if (one.spokenTo || others + one.cost > figures.requests)
        return false;
    forget(one);
    one.at = now;
    one.lost = parts >= figures.burst * windowSteps;
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

void LimiterModel::hear(int most)
{
    for (Out &one : out)
        one.spokenTo = true;
    words.push_back(most);
    forgetWords();
}

void LimiterModel::forgetWords()
{
    for (int word = int(words.size()) - 1; word >= 0; --word) {
        const int room = words[std::size_t(word)];
        int covered = 0;
        for (const Out &one : out)
            covered += one.lost || one.words > word ? 0 : one.cost;
        const bool said = std::any_of(words.begin() + word + 1, words.end(),
                                      [room](int later) { return later <= room; });
        if (room < covered && !said)
            continue;
        words.erase(words.begin() + word);
        for (Out &one : out)
            one.words -= one.words > word ? 1 : 0;
    }
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
            for (Out &one : out)
                one.lost = one.outlastedPause = one.spokenTo = true;
            forgetWords();
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
    put(int(words.size()));
    for (const int room : words)
        put(room);
    put(int(out.size()));
    for (const Out &one : out) {
        put(one.cost);
        put(one.lost ? -1 : one.words);
        put((one.outlastedPause ? 1 : 0) + (mayBeStrict && one.spokenTo ? 2 : 0));
        put(mayBeStrict ? std::min(now - one.at, windowSteps) : 0); // the same once it has left the window
    }
    for (const Waiter &waiter : line) {
        put(waiter.cost);
        put(std::max(waiter.rank - now, -1));
    }
}

} // namespace fuseboard
