// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/breakercore.h"

#include <QTest>

#include <array>
#include <vector>

using namespace fuseboard;
using namespace std::chrono;

namespace {

constexpr int calls = 4;
constexpr int recoverySeconds = 60;
constexpr int leaseSeconds = 60;

struct Figures
{
    int threshold;
    int successes;
    int probes;
};

/// What the statements say about the breaker, written down again in the plainest words: the judge of the search.
struct Model
{
    struct Probe
    {
        int call;
        int admittedAt;
    };
    enum class Phase { Closed, Open, HalfOpen };

    Figures figures;
    Phase phase = Phase::Closed;
    int epoch = 0; // grows with each change: what was admitted before it says nothing any more
    int failures = 0;
    int successes = 0;
    int openedAt = 0;
    std::vector<Probe> probes{};

    void look(int now)
    {
        if (phase == Phase::Open && now >= openedAt + recoverySeconds)
            change(Phase::HalfOpen);
        std::erase_if(probes, [now](const Probe &probe) { return now >= probe.admittedAt + leaseSeconds; });
    }
    void change(Phase next)
    {
        phase = next;
        ++epoch;
        successes = 0;
        probes.clear();
        if (next == Phase::Closed)
            failures = 0;
    }
    bool admit(int call, int now)
    {
        if (phase == Phase::Open)
            return false;
        if (phase == Phase::HalfOpen) {
            if (int(probes.size()) >= figures.probes)
                return false;
            probes.push_back({call, now});
        }
        return true;
    }
    void settle(int call, int admittedIn, Verdict verdict, int now)
    {
        if (admittedIn != epoch)
            return;
        if (phase == Phase::HalfOpen
            && std::erase_if(probes, [call](const Probe &one) { return one.call == call; }) == 0)
            return;
        if (verdict == Verdict::Neutral)
            return;
        if (phase == Phase::Closed) {
            failures = verdict == Verdict::Failure ? failures + 1 : 0;
            if (failures >= figures.threshold)
                open(now);
        } else if (verdict == Verdict::Failure) {
            open(now);
        } else if (++successes >= figures.successes) {
            change(Phase::Closed);
        }
    }
    void open(int now)
    {
        change(Phase::Open);
        openedAt = now;
    }
};

BreakerState stateOf(Model::Phase phase)
{
    switch (phase) {
    case Model::Phase::Closed:
        return BreakerState::Closed;
    case Model::Phase::Open:
        return BreakerState::Open;
    case Model::Phase::HalfOpen:
        return BreakerState::HalfOpen;
    }
    Q_UNREACHABLE();
}

struct InFlight
{
    BreakerCore::Pass pass;
    int epoch = 0;
};

struct World
{
    BreakerCore core;
    Model model;
    std::array<std::optional<InFlight>, calls> flights;
    int now = 0;
};

/// Depth-first through all that can happen next: each call starts, ends in one of four ways, or time goes on.
class Search
{
public:
    [[nodiscard]] MonotonicTime at(int second) const { return MonotonicTime(hours(1) + seconds(second)); }

    bool explore(const World &world, int depth)
    {
        ++visited;
        if (!agrees(world))
            return false;
        if (depth == 0)
            return true;
        for (int call = 0; call < calls; ++call) {
            if (!world.flights.at(call)) {
                if (!start(world, call, depth))
                    return false;
                break; // idle calls are alike: one of them starts for all
            }
        }
        for (int call = 0; call < calls; ++call) {
            if (world.flights.at(call) && !endEachWay(world, call, depth))
                return false;
        }
        for (const int span : {30, 60}) {
            World next = world;
            next.now += span;
            if (!explore(next, depth - 1))
                return false;
        }
        return true;
    }

    qint64 visited = 0;

private:
    bool agrees(World world) const
    {
        const BreakerCore before = world.core;
        world.model.look(world.now);
        const MonotonicTime now = at(world.now);
        const bool same = world.core.state(now) == stateOf(world.model.phase)
            && world.core.probesOut(now) == int(world.model.probes.size())
            && world.core.probesOut(now) <= world.model.figures.probes
            && world.core.probeSuccesses() == world.model.successes;
        return same && world.core == before;
    }

    bool start(World world, int call, int depth)
    {
        world.model.look(world.now);
        const auto admission = world.core.admit(at(world.now));
        if (admission.pass.has_value() != world.model.admit(call, world.now))
            return false;
        if (admission.pass)
            world.flights.at(call) = InFlight{*admission.pass, world.model.epoch};
        return explore(world, depth - 1);
    }

    bool endEachWay(const World &world, int call, int depth)
    {
        for (const auto verdict : {Verdict::Success, Verdict::Failure, Verdict::Neutral}) {
            World next = world;
            const InFlight flight = *std::exchange(next.flights.at(call), {});
            next.model.look(next.now);
            const BreakerState before = next.core.state(at(next.now));
            next.model.settle(call, flight.epoch, verdict, next.now);
            const auto transition = next.core.settle(flight.pass, verdict, at(next.now));
            if (transition.has_value() != (next.core.state(at(next.now)) != before))
                return false;
            if (!explore(next, depth - 1))
                return false;
        }
        World next = world;
        const InFlight flight = *std::exchange(next.flights.at(call), {});
        next.core.abandon(flight.pass);
        next.model.look(next.now);
        next.model.settle(call, flight.epoch, Verdict::Neutral, next.now);
        return explore(next, depth - 1);
    }
};

} // namespace

class TestBreakerInterleavings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void X06_noInterleavingBreaksB12ToB19_data()
    {
        QTest::addColumn<int>("threshold");
        QTest::addColumn<int>("successes");
        QTest::addColumn<int>("probes");
        QTest::newRow("X06 1 failure, 1 success, 1 probe") << 1 << 1 << 1;
        QTest::newRow("X06 1 failure, 2 successes, 1 probe") << 1 << 2 << 1;
        QTest::newRow("X06 2 failures, 2 successes, 2 probes") << 2 << 2 << 2;
    }
    void X06_noInterleavingBreaksB12ToB19()
    {
        QFETCH(int, threshold);
        QFETCH(int, successes);
        QFETCH(int, probes);
        CircuitBreakerConfig config;
        config.failureThreshold = threshold;
        config.successThreshold = successes;
        config.halfOpenMaxCalls = probes;
        config.recoveryTimeout = seconds(recoverySeconds);
        Search search;
        const World world{BreakerCore(config, seconds(10)), Model{{threshold, successes, probes}}, {}, 0};
        constexpr int depth = 7;
        QVERIFY(search.explore(world, depth));
        QVERIFY(search.visited > 90'000);
    }

    /// The judge must be able to say no: a breaker with another threshold does not pass.
    void X06_theSearchFindsAFault()
    {
        CircuitBreakerConfig config;
        config.failureThreshold = 2;
        Search search;
        const World world{BreakerCore(config, seconds(10)), Model{{1, 2, 1}}, {}, 0};
        QVERIFY(!search.explore(world, 6));
    }
};

QTEST_GUILESS_MAIN(TestBreakerInterleavings)
#include "tst_breakerinterleavings.moc"
