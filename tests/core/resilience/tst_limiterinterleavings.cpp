// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "limiterrig.h"

#include <QTest>

#include <algorithm>
#include <deque>
#include <limits>
#include <unordered_map>

using namespace fuseboard;

namespace {

using Answers = LimiterRig::Answers;
using Entry = LimiterModel::Entry;
using Fault = LimiterRig::Fault;
using Figures = LimiterModel::Figures;
using Priority = RateLimiter::Priority;

/// What may happen.
struct Events
{
    QList<Figures> configurations; // the first is what it begins with
    int atATime = 4; // who waits or holds a token
    QList<int> costs{1, 2};
    QList<Priority> priorities{Priority::Interactive};
    bool holds = false; // granted tokens are kept, and may be given back
    bool serverSpeaks = false;
};

/// A limiter cannot be copied, so the search is a walk: from each state it does what it has not done there yet, and
/// goes where something is left to do, until every event has happened in every state. Limiter and model must agree
/// after each step, so also on all that a state keeps from its past.
class Walk
{
public:
    Walk(Events events, Fault fault)
        : m_events(std::move(events))
        , m_fault(fault)
    {
    }

    bool run()
    {
        begin();
        while (m_agrees && m_open > 0)
            step(nextEvent());
        return m_agrees;
    }

    [[nodiscard]] qsizetype states() const { return qsizetype(m_nodes.size()); }
    [[nodiscard]] qint64 steps() const { return m_steps; }
    /// The last events before the disagreement.
    [[nodiscard]] QByteArray history() const { return m_history.join("; "); }

private:
    enum Kind { Join, Leave, GiveBack, Renew, Drop, Tick, Turn, Pause, Lower, IgnorePause, Reconfigure, Close };
    struct Event
    {
        Kind kind;
        int figure = 0; // cost, place, steps, number …
        Priority priority = Priority::Interactive;
        const char *name = "";
    };
    struct Granted
    {
        int id;
        int at;
        int cost;
    };
    struct Node
    {
        std::vector<int> next; // by event; unknown or impossible below 0
        std::size_t known = 0; // the events before that one have happened here
        int far = 0; // steps to something new, at least
    };
    static constexpr int unknown = -1;
    static constexpr int impossible = -2;

    void listEvents()
    {
        for (const int cost : m_events.costs) {
            for (const Priority priority : m_events.priorities)
                m_all.push_back({Join, cost, priority, cost == 1 ? "join" : "join for more"});
        }
        for (int place = 0; place < m_events.atATime; ++place)
            m_all.push_back({Leave, place, {}, "leave"});
        m_all.push_back({Tick, 0, {}, "tick"});
        m_all.push_back({Turn, 0, {}, "turn"});
        m_all.push_back({Close, 0, {}, "close"});
        const bool mayNotStand = m_events.serverSpeaks
            || std::any_of(m_events.configurations.begin(), m_events.configurations.end(),
                           [](const Figures &figures) { return figures.strict; });
        for (int i = 0; m_events.holds && i < 2; ++i) {
            m_all.push_back({GiveBack, i, {}, "give back"});
            if (mayNotStand) // else nothing comes of it
                m_all.push_back({Renew, i, {}, "renew"});
            m_all.push_back({Drop, i, {}, "use up"});
        }
        if (m_events.serverSpeaks) {
            for (const int steps : {2, 6})
                m_all.push_back({Pause, steps, {}, "pause"});
            for (const int remaining : {0, 1})
                m_all.push_back({Lower, remaining, {}, "remaining"});
            m_all.push_back({IgnorePause, 0, {}, "ignore the pause"});
        }
        for (int i = 0; m_events.configurations.size() > 1 && i < m_events.configurations.size(); ++i)
            m_all.push_back({Reconfigure, i, {}, "configured anew"});
    }

    void begin()
    {
        if (m_all.empty())
            listEvents();
        m_configured = 0;
        m_model = LimiterModel{m_events.configurations.constFirst()};
        m_model.mayBeStrict = std::any_of(m_events.configurations.begin(), m_events.configurations.end(),
                                          [](const Figures &figures) { return figures.strict; });
        m_rig = std::make_unique<LimiterRig>(m_model.figures, m_fault);
        m_granted.clear();
        m_here = nodeHere();
    }

    int nodeHere()
    {
        std::string key(1, char(m_configured));
        m_model.describe(key);
        const auto [found, isNew] = m_index.emplace(key, int(m_nodes.size()));
        if (isNew) {
            m_nodes.push_back({std::vector<int>(m_all.size(), unknown)});
            ++m_open;
        }
        return found->second;
    }

    /// Something new, or else a step towards the neighbour from which that is nearest, as far as is known. Each state
    /// learns how far it is when the walk comes through: to look for the shortest way each time takes far longer than
    /// to go some detours. There is a way to every state: by closing, and from the beginning.
    int nextEvent()
    {
        Node &here = m_nodes.at(std::size_t(m_here));
        if (here.far == 0)
            return int(here.known);
        const auto nearer = [this](int one, int other) { return distanceBy(one) < distanceBy(other); };
        const auto nearest = std::min_element(here.next.begin(), here.next.end(), nearer);
        here.far = distanceBy(*nearest) + 1;
        return int(nearest - here.next.begin());
    }

    [[nodiscard]] int distanceBy(int next) const
    {
        return next < 0 ? std::numeric_limits<int>::max() : m_nodes.at(std::size_t(next)).far;
    }

    void learn(int at, int event, int leadsTo)
    {
        Node &node = m_nodes.at(std::size_t(at));
        int &next = node.next.at(std::size_t(event));
        expect(next == unknown || next == leadsTo, "the same way leads elsewhere");
        next = leadsTo;
        while (node.known < node.next.size() && node.next[node.known] != unknown)
            ++node.known;
        if (node.known == node.next.size() && node.far == 0) {
            node.far = 1;
            --m_open;
        }
    }

    void expect(bool condition, const char *what)
    {
        if (m_agrees && !condition) {
            m_agrees = false;
            m_history.append(QByteArray("but ") + what);
        }
    }

    void step(int event)
    {
        const int before = m_here;
        if (!happen(m_all.at(std::size_t(event)))) {
            learn(before, event, impossible);
            return;
        }
        ++m_steps;
        m_history.append(m_all.at(std::size_t(event)).name);
        if (m_history.size() > 25)
            m_history.removeFirst();
        if (m_all.at(std::size_t(event)).kind == Close)
            begin();
        else
            compare();
        m_here = nodeHere();
        learn(before, event, m_here);
    }

    bool happen(const Event &event)
    {
        switch (event.kind) {
        case Join:
            return join(event);
        case Leave:
            return leave(event.figure);
        case GiveBack:
        case Renew:
        case Drop:
            return letGo(event);
        case Tick:
        case Turn:
            return letTimePass(event.kind == Tick);
        case Pause:
            m_rig->pause(event.figure);
            m_model.pause(event.figure);
            return true;
        case Lower:
            m_rig->lowerTo(event.figure);
            m_model.lowerTo(event.figure);
            return true;
        case IgnorePause:
            m_rig->ignorePause();
            m_model.pauseEnd.reset();
            return true;
        case Reconfigure:
            return reconfigure(event.figure);
        case Close:
            return close();
        }
        Q_UNREACHABLE();
    }

    bool join(const Event &event)
    {
        if (int(m_model.line.size() + m_model.out.size()) >= m_events.atATime)
            return false;
        const int id = ++m_ids;
        const Entry entry = m_model.join(id, event.figure, event.priority);
        m_costs[id] = event.figure;
        expect(m_rig->join(id, event.figure, event.priority) == entry, "who joins is treated otherwise");
        if (entry == Entry::Granted)
            granted(id, m_model.now);
        return true;
    }

    bool leave(int place)
    {
        if (place >= int(m_model.line.size()))
            return false;
        const int id = m_model.line.at(std::size_t(place)).id;
        m_rig->leave(id);
        m_model.leave(id);
        return true;
    }

    bool letGo(const Event &event)
    {
        if (event.figure >= int(m_model.out.size()))
            return false;
        const int id = m_model.out.at(std::size_t(event.figure)).id;
        if (event.kind == Drop) {
            use(id);
            return true;
        }
        if (event.kind == Renew) {
            renew(id);
            return true;
        }
        m_rig->giveBack(id);
        m_model.giveBack(id);
        // The bounds are about what was used. What was held comes on top of a burst; a strict window knows no such top.
        std::erase_if(m_granted, [this, id](const Granted &one) { return one.id == id || !m_model.figures.strict; });
        return true;
    }

    void renew(int id)
    {
        const bool stands = m_model.renew(id);
        expect(m_rig->renew(id) == stands, "a token does not stand for its call");
        if (!stands || !m_model.figures.strict)
            return;
        std::erase_if(m_granted, [id](const Granted &one) { return one.id == id; });
        bound(id, m_model.now);
    }

    void use(int id)
    {
        m_rig->drop(id);
        m_model.use(id);
    }

    bool letTimePass(bool tick)
    {
        if (tick)
            m_rig->tick();
        else
            m_rig->turn();
        const Answers expected = m_model.pass(tick ? LimiterModel::stepsAtOnce : 0);
        expect(m_rig->takeAnswers() == expected, "others are served");
        for (const auto &answer : expected) {
            if (answer.granted)
                granted(answer.id, answer.at);
            else
                m_rig->drop(answer.id);
        }
        return true;
    }

    bool reconfigure(int number)
    {
        if (number == m_configured)
            return false;
        m_configured = number;
        m_rig->reconfigure(m_events.configurations.at(number));
        m_model.reconfigure(m_events.configurations.at(number));
        if (!m_model.mayBeStrict) // whose figures stay as they were
            m_granted.clear();
        return true;
    }

    bool close()
    {
        Answers expected;
        for (const auto &waiter : m_model.line)
            expected.push_back({waiter.id, false, m_model.now});
        expect(m_rig->close() == expected, "closing tells others");
        expect(m_rig->timers() == 0, "a timer is left");
        return true;
    }

    /// The bound of L03: no stretch of time sees more than the burst and what came in it.
    void bound(int id, int at)
    {
        m_granted.push_back({id, at, m_costs.at(id)});
        while (m_granted.size() > 20)
            m_granted.pop_front();
        const int burst = m_model.figures.burst * LimiterModel::windowSteps;
        int sum = 0;
        for (auto one = m_granted.rbegin(); one != m_granted.rend(); ++one) {
            sum += one->cost;
            const int came = m_model.figures.requests * (at - one->at);
            const bool isStrict = m_model.figures.strict;
            const bool isKept = isStrict || (m_model.mayBeStrict && m_events.holds); // some are used later than taken
            expect(isKept || sum * LimiterModel::windowSteps <= burst + came, "more than L03 allows");
            if (isStrict && at - one->at < LimiterModel::windowSteps)
                expect(sum <= m_model.figures.requests, "more than a strict window allows");
        }
    }

    void granted(int id, int at)
    {
        bound(id, at);
        if (!m_events.holds)
            use(id);
    }

    void compare()
    {
        const RateLimiter &limiter = m_rig->limiter();
        const auto moment = [this](int step) { return m_rig->now() + LimiterModel::step * (step - m_model.now); };
        expect(limiter.tokens() == m_model.tokens(), "the tokens differ");
        expect(limiter.snapshot().waiting == int(m_model.line.size()), "the length of the line differs");
        expect(limiter.pausedUntil().has_value() == m_model.isPaused(), "one of them is paused");
        expect(!limiter.pausedUntil() || *limiter.pausedUntil() == moment(*m_model.pauseEnd), "pauses differ");
        expect(m_rig->timers() == (m_model.line.empty() && !m_model.isPaused() ? 0 : 1), "timers are not one at most");
        const bool allFit = std::all_of(m_model.line.begin(), m_model.line.end(),
                                        [this](const auto &waiter) { return waiter.cost <= m_model.figures.burst; });
        int place = 0;
        for (const auto &waiter : m_model.line) {
            const auto &ticket = m_rig->ticket(waiter.id);
            expect(ticket.isWaiting() && ticket.place() == ++place, "places differ");
            if (allFit && m_agrees)
                compareDue(*ticket.due(), moment(m_model.now + m_model.stepsUntilServed(waiter.id)));
        }
    }

    /// A strict limiter's estimate splits costs above one.
    void compareDue(MonotonicTime estimate, MonotonicTime served)
    {
        const bool splits = m_model.figures.strict && m_events.costs.size() > 1;
        expect(splits ? estimate <= served : estimate == served, "due times differ");
    }

    const Events m_events;
    const Fault m_fault;
    std::vector<Event> m_all;
    std::unique_ptr<LimiterRig> m_rig;
    LimiterModel m_model;
    int m_configured = 0;
    std::map<int, int> m_costs;
    std::deque<Granted> m_granted; // and not given back
    int m_ids = 0;
    int m_here = 0;
    int m_open = 0; // states with something left to do
    std::vector<Node> m_nodes;
    std::unordered_map<std::string, int> m_index;
    qint64 m_steps = 0;
    QByteArrayList m_history;
    bool m_agrees = true;
};

constexpr Figures usual{};
constexpr Figures faster{.requests = 4, .burst = 1};
constexpr Figures strict{.requests = 2, .burst = 2, .strict = true};
// Nobody waits for these two: a full one would serve him between steps.
constexpr Figures wide{.requests = 3, .burst = 3, .strict = true, .maxQueue = 0};
constexpr Figures narrow{.requests = 1, .burst = 1, .strict = true, .maxQueue = 0};
constexpr Figures impatient{.maxWait = 14};

Events plain(const Figures &figures)
{
    return {{figures}};
}

Events withHolding(const Figures &figures = usual)
{
    Events events{{figures}};
    events.holds = true;
    events.atATime = figures.strict ? 3 : 4; // who held when makes many states
    return events;
}

Events strictAndHolding(const QList<Figures> &configurations, int atATime = 2, bool serverSpeaks = false)
{
    return {configurations, atATime, {1}, {Priority::Interactive}, true, serverSpeaks};
}

Events tooDear()
{
    Events events{{usual}};
    events.costs = {1, 2, usual.burst + 1};
    return events;
}

Events withServer(const Figures &figures = usual)
{
    Events events{{figures}};
    events.serverSpeaks = true;
    return events;
}

Events withPriorities()
{
    Events events{{usual}};
    events.costs = {1};
    events.priorities = {Priority::Interactive, Priority::Runner, Priority::Monitor};
    return events;
}

Events withSettings()
{
    return {{usual, faster}};
}

/// Of four who wait, two of the powers at a time: all at once are too many states for four, and are walked with three.
Events together(const Events &one, const Events &other)
{
    Events events{{usual}};
    if (one.configurations.size() + other.configurations.size() > 2)
        events.configurations = {usual, faster};
    if (one.priorities.size() + other.priorities.size() > 2) {
        events.costs = {1};
        events.priorities = {Priority::Interactive, Priority::Runner};
    }
    events.holds = one.holds || other.holds;
    events.serverSpeaks = one.serverSpeaks || other.serverSpeaks;
    if (events.holds && events.serverSpeaks)
        events.atATime = 3;
    return events;
}

Events everything()
{
    return {{usual, faster}, 3, {1}, {Priority::Interactive, Priority::Runner}, true, true};
}

} // namespace

Q_DECLARE_METATYPE(Events)
Q_DECLARE_METATYPE(Fault)

class TestLimiterInterleavings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void L_noInterleavingBreaksTheLine_data()
    {
        QTest::addColumn<Events>("events");
        QTest::newRow("L08 L09 L10 L14 four of one or two tokens") << plain(usual);
        QTest::newRow("L08 priorities that age") << withPriorities();
        QTest::newRow("L03 strict") << plain(strict);
        QTest::newRow("L03 L09 strict, single tokens") << Events{{strict}, 4, {1}};
        QTest::newRow("L03 L17 X02 strict at times") << Events{{strict, usual}, 3};
        QTest::newRow("L10 tokens given back") << withHolding();
        QTest::newRow("L03 L10 tokens given back to a strict one") << withHolding(strict);
        QTest::newRow("L03 L17 a narrower window, with tokens used later") << strictAndHolding({wide, narrow}, 3);
        QTest::newRow("L03 X02 strict at times, with tokens used later") << strictAndHolding({strict, usual});
        QTest::newRow("L03 L20 L21 the server speaks to a strict one") << strictAndHolding({strict}, 2, true);
        QTest::newRow("L19 L20 L21 the server speaks") << withServer();
        QTest::newRow("L17 L12 configured anew") << withSettings();
        QTest::newRow("L everything at once") << everything();
        QTest::newRow("L10 L21 tokens given back, and the server speaks") << together(withHolding(), withServer());
        QTest::newRow("L08 L10 tokens given back by priorities") << together(withHolding(), withPriorities());
        QTest::newRow("L10 L17 tokens given back, configured anew") << together(withHolding(), withSettings());
        QTest::newRow("L08 L21 the server speaks to priorities") << together(withServer(), withPriorities());
        QTest::newRow("L17 L21 the server speaks, configured anew") << together(withServer(), withSettings());
        QTest::newRow("L08 L17 priorities, configured anew") << together(withPriorities(), withSettings());
        QTest::newRow("L13 a short queue") << plain({.maxQueue = 2});
        QTest::newRow("L11 a longest wait") << plain(impatient);
        QTest::newRow("L11 L21 a longest wait, and the server speaks") << withServer(impatient);
        QTest::newRow("L12 more than the burst") << tooDear();
    }
    void L_noInterleavingBreaksTheLine()
    {
        QFETCH(Events, events);
        Walk walk(events, Fault::None);
        const bool held = walk.run();
        qInfo("%lld states, %lld steps", qint64(walk.states()), walk.steps());
        QVERIFY2(held, walk.history().constData());
        QVERIFY(walk.states() > 50); // else it did not get anywhere
    }

    /// The judge must be able to say no.
    void L_theWalkFindsAFault_data()
    {
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<Events>("events");
        const auto row = [](const char *name, Fault fault, const Events &events) {
            QTest::newRow(name) << fault << events;
        };
        row("L08 a newcomer overtakes", Fault::NewcomerOvertakes, plain(usual));
        row("L09 who cancels keeps the place", Fault::CancelKeepsPlace, plain(usual));
        row("L10 cancelling leaves debt", Fault::CancelLeavesDebt, plain(usual));
        row("L10 what is given back is lost", Fault::GivenBackIsLost, withHolding());
        row("L03 what is used later is not asked for", Fault::RenewedUnasked, strictAndHolding({wide, narrow}, 3));
        row("L21 what outlasts a pause is not asked for", Fault::RenewedUnasked, together(withHolding(), withServer()));
        row("L08 priorities are ignored", Fault::PrioritiesIgnored, withPriorities());
        row("L08 waiting does not age", Fault::WaitingDoesNotAge, withPriorities());
        row("L14 two tokens for one", Fault::CostIgnored, plain(usual));
        row("L21 a pause is ignored", Fault::PauseIgnored, withServer());
        row("L21 a pause ends in a burst", Fault::PauseEndsInABurst, withServer());
        row("L20 what remains is ignored", Fault::RemainingIgnored, withServer());
        row("L03 the burst is too large", Fault::BurstTooLarge, plain(usual));
        row("L02 timers are late", Fault::TimerLate, plain(usual));
        row("L17 waiters keep the old rate", Fault::WaitersKeepOldRate, withSettings());
        row("L03 strict is ignored", Fault::StrictIgnored, plain(strict));
        row("L11 the longest wait is ignored", Fault::WaitBoundIgnored, plain(impatient));
        row("L12 who wants more than the burst waits", Fault::CostBoundIgnored, tooDear());
        row("L13 the queue has no bound", Fault::QueueBoundIgnored, plain({.maxQueue = 2}));
        row("X05 closing is silent", Fault::ClosingIsSilent, plain(usual));
    }
    void L_theWalkFindsAFault()
    {
        QFETCH(Fault, fault);
        QFETCH(Events, events);
        Walk walk(events, fault);
        QVERIFY(!walk.run());
        qInfo("found after %lld states: %s", qint64(walk.states()), walk.history().constData());
    }
};

QTEST_GUILESS_MAIN(TestLimiterInterleavings)
#include "tst_limiterinterleavings.moc"
