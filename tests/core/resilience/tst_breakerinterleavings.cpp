// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "breakermodel.h"

#include <QTest>

#include <array>
#include <string>
#include <unordered_set>
#include <vector>

namespace fuseboard {

/// All that a breaker holds, told relative to now: two breakers that say the same here behave alike from now on.
struct BreakerCoreView
{
    static void describe(const BreakerCore &core, MonotonicTime now, std::string &text)
    {
        const auto add = [&text](qint64 figure) { BreakerModel::put(figure, text); };
        const auto ahead = [now](MonotonicTime moment) { return std::max<qint64>((moment - now).count(), 0); };
        add(int(core.m_state));
        add(core.m_state == BreakerState::Open ? ahead(core.m_openUntil) : 0);
        add(std::min(core.m_failures, mostCounted));
        add(core.m_probeSuccesses);
        add(std::min(core.m_reopenings, mostCounted));
        add(core.m_forced ? int(*core.m_forced) : -1);
        add(core.m_isolations);
        for (const auto &lease : core.m_leases) {
            if (lease.end > now)
                add(ahead(lease.end));
        }
        text += '/';
        for (const auto &slot : core.m_window.m_slots)
            add(slot.counts.failures);
        add(core.m_window.m_total.calls * 100 + core.m_window.m_total.failures);
    }
    /// Which of the breaker's states a pass belongs to, and how much of its lease is left.
    static qint64 rankOf(const BreakerCore &core, const BreakerCore::Pass &pass, MonotonicTime now)
    {
        qint64 rank = pass.generation == 0 ? 2 : pass.generation == core.m_generation ? 1 : 0;
        for (const auto &lease : core.m_leases) {
            if (lease.id == pass.lease && lease.end > now)
                rank += (lease.end - now) / std::chrono::seconds(1) * 10;
        }
        return rank;
    }

    // For the faults that are planted.
    static quint64 generation(const BreakerCore &core) { return core.m_generation; }
    static int &reopenings(BreakerCore &core) { return core.m_reopenings; }
    static std::optional<BreakerState> &forced(BreakerCore &core) { return core.m_forced; }
    static MonotonicTime &openUntil(BreakerCore &core) { return core.m_openUntil; }
    static void prolongLeases(BreakerCore &core, MonotonicTime end)
    {
        for (auto &lease : core.m_leases)
            lease.end = std::max(lease.end, end);
    }

    static constexpr int mostCounted = 3; // no row below asks for more
};

} // namespace fuseboard

using namespace fuseboard;
using namespace std::chrono;

namespace {

constexpr int calls = 4;
constexpr int tick = 30;

using Figures = BreakerModel::Figures;

enum class Fault {
    None,
    OldVerdictsCount,
    OneProbeTooMany,
    CancelKeepsSlot,
    NeutralKeepsSlot,
    NeutralIsSuccess,
    LateProbeCounts,
    LateFailureProlongs,
    ForcedResultsTeach,
    ForceOutlivesReset,
    IsolationNotCounted,
    ResetLiftsIsolation,
    ReleaseResets,
    ReconfigureForgets,
    LeaseTooLong,
    ReadingTakesSlots,
    ObserveOnlyRefuses,
    RateMustBeExceeded,
    MinimumCallsIgnored,
    GrowthOutlivesClosing,
    AskedPauseIgnored,
    RenewIgnored,
};

/// The breaker as it is, or with one fault planted around it.
class Subject // NOLINT(cppcoreguidelines-special-member-functions): a value
{
public:
    Subject(const Figures &figures, Fault fault)
        : m_fault(fault)
        , m_core(configFor(figures), seconds(fault == Fault::LeaseTooLong ? 90 : 10))
    {
    }

    [[nodiscard]] BreakerCore &core() { return m_core; }
    [[nodiscard]] const BreakerCore &core() const { return m_core; }

    BreakerState state(MonotonicTime now)
    {
        if (m_fault == Fault::ReadingTakesSlots)
            (void)m_core.admit(now);
        return m_core.state(now);
    }
    auto settle(BreakerCore::Pass pass, Verdict verdict, MonotonicTime now, Duration openFor)
    {
        if (m_fault == Fault::NeutralKeepsSlot && verdict == Verdict::Neutral)
            return BreakerModel::Told();
        if (m_fault == Fault::NeutralIsSuccess && verdict == Verdict::Neutral)
            verdict = Verdict::Success;
        if (m_fault == Fault::OldVerdictsCount)
            pass.generation = BreakerCoreView::generation(m_core);
        if (m_fault == Fault::LateProbeCounts)
            BreakerCoreView::prolongLeases(m_core, now + seconds(1));
        if (m_fault == Fault::LateFailureProlongs && verdict == Verdict::Failure
            && m_core.state(now) == BreakerState::Open)
            BreakerCoreView::openUntil(m_core) = now + seconds(BreakerModel::recovery);
        const int growth = BreakerCoreView::reopenings(m_core);
        const auto hand = BreakerCoreView::forced(m_core);
        if (m_fault == Fault::ForcedResultsTeach && hand)
            BreakerCoreView::forced(m_core).reset();
        const auto told = m_core.settle(pass, verdict, now, m_fault == Fault::AskedPauseIgnored ? Duration() : openFor);
        if (m_fault == Fault::ForcedResultsTeach && hand)
            BreakerCoreView::forced(m_core) = hand;
        if (m_fault == Fault::GrowthOutlivesClosing && told && told->to == BreakerState::Closed)
            BreakerCoreView::reopenings(m_core) = growth;
        return told;
    }
    void abandon(const BreakerCore::Pass &pass)
    {
        if (m_fault != Fault::CancelKeepsSlot)
            m_core.abandon(pass);
    }
    void renew(const BreakerCore::Pass &pass, MonotonicTime now, Duration ahead)
    {
        if (m_fault != Fault::RenewIgnored)
            m_core.renew(pass, now, ahead);
    }
    auto isolate(MonotonicTime now)
    {
        const bool ignored = m_fault == Fault::IsolationNotCounted && m_core.isIsolated();
        return ignored ? BreakerModel::Told() : m_core.isolate(now);
    }
    auto release(MonotonicTime now)
    {
        return m_fault == Fault::ReleaseResets && m_core.isForced() ? m_core.reset(now) : m_core.release(now);
    }
    auto reset(MonotonicTime now)
    {
        const auto hand = BreakerCoreView::forced(m_core);
        const auto told = m_core.reset(now);
        if (m_fault == Fault::ForceOutlivesReset)
            BreakerCoreView::forced(m_core) = hand;
        while (m_fault == Fault::ResetLiftsIsolation && m_core.isIsolated())
            (void)m_core.endIsolation(now);
        return told;
    }
    void reconfigure(const Figures &figures)
    {
        if (m_fault == Fault::ReconfigureForgets)
            m_core = BreakerCore(configFor(figures), seconds(10));
        else
            m_core.reconfigure(configFor(figures), seconds(10));
    }

private:
    [[nodiscard]] CircuitBreakerConfig configFor(Figures figures) const
    {
        if (m_fault == Fault::OneProbeTooMany)
            ++figures.probes;
        if (m_fault == Fault::ObserveOnlyRefuses)
            figures.observeOnly = false;
        if (m_fault == Fault::RateMustBeExceeded && figures.ratePercent > 0)
            ++figures.ratePercent;
        if (m_fault == Fault::MinimumCallsIgnored)
            figures.minimumCalls = 1;
        return BreakerModel{figures}.config();
    }

    Fault m_fault;
    BreakerCore m_core;
};

struct InFlight
{
    BreakerCore::Pass pass;
    int epoch = 0;
};

/// Breaker and model after the same events, and how they came here.
struct World
{
    Subject subject;
    BreakerModel model;
    std::array<std::optional<InFlight>, calls> flights{};
    int now = 0;
    int configured = 0;
    int story = -1; // its last event, in Search::m_stories
};

/// What may happen beside calls and time.
struct Powers
{
    bool byHand = false;
    bool asksForPauses = false;
    QList<Figures> configurations; // the first is what it begins with
    int atATime = calls;
};

/// Through every state that can be reached, each visited once: calls start, end in any way and go on, hands force,
/// isolate and reset, the configuration changes, and half minutes pass.
class Search
{
public:
    Search(Powers powers, Fault fault)
        : m_powers(std::move(powers))
        , m_fault(fault)
    {
    }

    /// Whether breaker and model agree everywhere.
    bool run()
    {
        const Figures &figures = m_powers.configurations.constFirst();
        reach({Subject(figures, m_fault), BreakerModel{figures}});
        while (!m_open.empty() && !m_disagreed) {
            const World world = std::move(m_open.front());
            m_open.pop_front();
            callsGoOn(world);
            handsAct(world);
            World later = world;
            later.now += tick;
            arrive(later, "half a minute passes");
        }
        return !m_disagreed;
    }

    [[nodiscard]] qsizetype states() const { return qsizetype(m_seen.size()); }
    [[nodiscard]] qint64 transitions() const { return m_transitions; }
    /// The events that led to the disagreement.
    [[nodiscard]] QByteArray history() const
    {
        QByteArray text;
        for (int at = m_disagreed ? m_lastStory : -1; at >= 0; at = m_stories.at(std::size_t(at)).before)
            text.prepend(QByteArray(m_stories.at(std::size_t(at)).event) + "; ");
        return text;
    }

private:
    struct Story
    {
        int before;
        const char *event;
    };

    static MonotonicTime moment(const World &world) { return BreakerModel::at(world.now); }

    void arrive(World &world, const char *event)
    {
        if (m_disagreed)
            return;
        ++m_transitions;
        m_stories.push_back({world.story, event});
        world.story = m_lastStory = int(m_stories.size()) - 1;
        world.model.look(world.now);
        m_disagreed = !m_agrees || !agrees(world);
        if (!m_disagreed)
            reach(world);
    }

    void reach(const World &world)
    {
        if (m_seen.insert(keyOf(world)).second)
            m_open.push_back(world);
        else if (world.story >= 0)
            m_stories.pop_back();
    }

    void expect(bool condition) { m_agrees = m_agrees && condition; }

    static std::string keyOf(const World &world)
    {
        std::string key(1, char(world.configured));
        BreakerCoreView::describe(world.subject.core(), moment(world), key);
        world.model.describe(world.now, BreakerCoreView::mostCounted, key);
        std::array<qint64, calls> ranks{}; // calls are alike: which of them it is does not matter
        for (std::size_t i = 0; i < calls; ++i) {
            ranks.at(i) = world.flights.at(i) ? rankOf(world, int(i)) : -1;
        }
        std::sort(ranks.begin(), ranks.end());
        for (const qint64 rank : ranks)
            BreakerModel::put(rank, key);
        return key;
    }

    /// What a call may still say: to the breaker, and to the model, which must not be taken for each other.
    static qint64 rankOf(const World &world, int call)
    {
        const InFlight &flight = *world.flights.at(std::size_t(call));
        qint64 rank = BreakerCoreView::rankOf(world.subject.core(), flight.pass, moment(world));
        rank = rank * 2 + (flight.pass.lease != 0 ? 1 : 0);
        rank = rank * 3 + (flight.epoch == BreakerModel::voidEpoch ? 2 : flight.epoch == world.model.epoch ? 1 : 0);
        for (const BreakerModel::Probe &probe : world.model.probes) {
            if (probe.call == call)
                rank += qint64(1'000'000) * (probe.end - world.now);
        }
        return rank;
    }

    static bool agrees(World &world)
    {
        const BreakerCore before = world.subject.core();
        const BreakerModel &model = world.model;
        const MonotonicTime now = moment(world);
        const bool same = world.subject.state(now) == model.shown() && before.probesOut(now) == int(model.probes.size())
            && before.probesOut(now) <= std::max(model.figures.probes, mostProbesEver)
            && before.probeSuccesses() == model.successes && before.consecutiveFailures() == model.failures
            && before.isForced() == model.forced.has_value() && before.isIsolated() == (model.isolations > 0)
            && before.openUntil(now).has_value()
                == (model.phase == BreakerState::Open && !model.forced && model.isolations == 0)
            && (!before.openUntil(now) || *before.openUntil(now) == BreakerModel::at(model.openEnd));
        bool current = true;
        for (int call = 0; call < calls; ++call) {
            const auto &flight = world.flights.at(std::size_t(call));
            current = current
                && (!flight
                    || before.isCurrent(flight->pass, now)
                        == model.isCurrent(call, flight->epoch, flight->pass.lease != 0));
        }
        return same && current && ratesAgree(before, model, now) && world.subject.core() == before;
    }

    static bool ratesAgree(const BreakerCore &core, const BreakerModel &model, MonotonicTime now)
    {
        const auto rate = core.failureRate(now);
        const int seen = int(model.window.size());
        if (model.figures.ratePercent == 0 || seen < std::min(model.figures.minimumCalls, model.figures.windowCalls))
            return !rate;
        const auto failed = int(std::count(model.window.begin(), model.window.end(), true));
        return rate && qFuzzyCompare(*rate + 1, 100.0 * failed / seen + 1);
    }

    void callsGoOn(const World &world)
    {
        bool started = false;
        for (int call = 0; call < m_powers.atATime; ++call) {
            if (world.flights.at(std::size_t(call))) {
                endEachWay(world, call);
                prolong(world, call);
            } else if (!std::exchange(started, true)) { // idle calls are alike: one of them starts for all
                start(world, call);
            }
        }
    }

    void start(World world, int call)
    {
        const auto foretold = world.subject.core().peek(moment(world));
        const auto admission = world.subject.core().admit(moment(world));
        const auto expected = world.model.admit(call, world.now);
        expect(foretold.pass.has_value() == admission.pass.has_value() && foretold.refusal == admission.refusal
               && foretold.retryIn == admission.retryIn);
        expect(admission.pass.has_value() == expected.admitted && admission.refusal == expected.refusal);
        expect(admission.retryIn.has_value() == expected.retryIn.has_value());
        expect(!expected.retryIn || *admission.retryIn == seconds(*expected.retryIn));
        if (admission.pass)
            world.flights.at(std::size_t(call)) = InFlight{*admission.pass, expected.epoch};
        arrive(world, admission.pass ? "a call starts" : "a call is refused");
    }

    void endEachWay(const World &world, int call)
    {
        struct End
        {
            Verdict verdict;
            int openFor;
            const char *event;
        };
        constexpr int askedPause = 90;
        for (const End &end : {End{Verdict::Success, 0, "success"}, End{Verdict::Failure, 0, "failure"},
                               End{Verdict::Failure, askedPause, "failure that asks for a pause"},
                               End{Verdict::Neutral, 0, "neutral"}}) {
            if (end.openFor > 0 && !m_powers.asksForPauses)
                continue;
            World next = world;
            const InFlight flight = *std::exchange(next.flights.at(std::size_t(call)), {});
            const auto told = next.subject.settle(flight.pass, end.verdict, moment(next), seconds(end.openFor));
            expect(told == next.model.settle(call, flight.epoch, end.verdict, next.now, end.openFor));
            arrive(next, end.event);
        }
        World next = world;
        const InFlight flight = *std::exchange(next.flights.at(std::size_t(call)), {});
        next.subject.abandon(flight.pass);
        next.model.freeSlot(call);
        arrive(next, "cancelled");
    }

    void prolong(const World &world, int call)
    {
        for (const int ahead : {0, tick}) {
            World next = world;
            const InFlight &flight = *next.flights.at(std::size_t(call));
            next.subject.renew(flight.pass, moment(next), seconds(ahead));
            next.model.renew(call, flight.epoch, next.now, ahead);
            arrive(next, "goes on");
        }
    }

    template<class Act>
    void act(World world, const char *event, Act change)
    {
        const auto [told, expected] = change(world.subject, world.model, moment(world), world.now);
        expect(told == expected);
        arrive(world, event);
    }

    void handsAct(const World &world)
    {
        for (int i = 0; i < m_powers.configurations.size(); ++i) {
            if (i == world.configured)
                continue;
            World next = world;
            next.configured = i;
            next.subject.reconfigure(m_powers.configurations.at(i));
            next.model.reconfigure(m_powers.configurations.at(i));
            arrive(next, "configured anew");
        }
        if (!m_powers.byHand)
            return;
        act(world, "forced open", [](auto &subject, auto &model, auto at, int now) {
            return std::pair(subject.core().forceOpen(at), model.force(BreakerState::Open, now));
        });
        act(world, "forced closed", [](auto &subject, auto &model, auto at, int now) {
            return std::pair(subject.core().forceClosed(at), model.force(BreakerState::Closed, now));
        });
        act(world, "released", [](auto &subject, auto &model, auto at, int now) {
            return std::pair(subject.release(at), model.release(now));
        });
        act(world, "reset", [](auto &subject, auto &model, auto at, int now) {
            return std::pair(subject.reset(at), model.reset(now));
        });
        act(world, "one isolation less", [](auto &subject, auto &model, auto at, int now) {
            return std::pair(subject.core().endIsolation(at), model.endIsolation(now));
        });
        if (world.model.isolations >= 2)
            return;
        act(world, "isolated", [](auto &subject, auto &model, auto at, int now) {
            return std::pair(subject.isolate(at), model.isolate(now));
        });
    }

    static constexpr int mostProbesEver = 2; // a smaller number takes none back that are out

    const Powers m_powers;
    const Fault m_fault;
    std::unordered_set<std::string> m_seen;
    std::deque<World> m_open; // first in, first out: the first history found is a shortest one
    std::vector<Story> m_stories;
    int m_lastStory = -1;
    qint64 m_transitions = 0;
    bool m_agrees = true; // so far in this event
    bool m_disagreed = false; // the end of the search
};

constexpr Figures oneOfEach{};
constexpr Figures twoProbes{.threshold = 2, .successes = 2, .probes = 2};
constexpr Figures twoInARow{.threshold = 2, .successes = 2};
constexpr Figures ofThree{.ratePercent = 50, .minimumCalls = 2, .windowCalls = 3};
constexpr Figures growing{.successes = 1, .growth = 2};

Powers plain(const Figures &figures)
{
    return {false, false, {figures}};
}

Powers byHand(const Figures &figures)
{
    return {true, false, {figures}};
}

} // namespace

Q_DECLARE_METATYPE(Powers)
Q_DECLARE_METATYPE(Fault)

class TestBreakerInterleavings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void X06_noInterleavingBreaksB12ToB19_data()
    {
        QTest::addColumn<Powers>("powers");
        const Figures observing{.threshold = 2, .observeOnly = true};
        const Figures loose{.threshold = 3, .successes = 1, .probes = 2};
        QTest::newRow("X06 1 failure, 1 success, 1 probe") << plain(oneOfEach);
        QTest::newRow("X06 2 failures, 2 successes, 1 probe") << plain(twoInARow);
        QTest::newRow("X06 2 failures, 2 successes, 2 probes") << plain(twoProbes);
        QTest::newRow("X06 B03 B04 a rate of three calls") << plain(ofThree);
        QTest::newRow("X06 B25 B26 growing open times") << Powers{false, true, {growing}};
        QTest::newRow("X06 B23 B24 by hand") << byHand(twoInARow);
        QTest::newRow("X06 B23 by hand, two probes") << byHand(twoProbes);
        QTest::newRow("X06 B23 observing only") << byHand(observing);
        QTest::newRow("X06 B31 configured anew") << Powers{false, false, {twoInARow, loose, ofThree}};
        QTest::newRow("X06 everything at once") << Powers{true, true, {growing, ofThree}};
    }
    void X06_noInterleavingBreaksB12ToB19()
    {
        QFETCH(Powers, powers);
        Search search(powers, Fault::None);
        const bool held = search.run();
        qInfo("%s: %lld states, %lld transitions", QTest::currentDataTag(), qint64(search.states()),
              search.transitions());
        QVERIFY2(held, search.history().constData());
        QVERIFY(search.states() > 150); // else it did not get anywhere
    }

    /// The judge must be able to say no: each of these, planted around a sound breaker, is found.
    void X06_theSearchFindsAFault_data()
    {
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<Powers>("powers");
        const auto row = [](const char *name, Fault fault, const Powers &powers) {
            QTest::newRow(name) << fault << powers;
        };
        row("X06 B12 B13 old verdicts count", Fault::OldVerdictsCount, plain(twoInARow));
        row("X06 B19 one probe too many", Fault::OneProbeTooMany, plain(oneOfEach));
        row("X06 B16 a cancelled probe keeps its slot", Fault::CancelKeepsSlot, plain(oneOfEach));
        row("X06 D8 a neutral probe keeps its slot", Fault::NeutralKeepsSlot, plain(oneOfEach));
        row("X06 D8 neutral is taken for success", Fault::NeutralIsSuccess, plain(twoInARow));
        row("X06 B17 a probe without slot counts", Fault::LateProbeCounts, plain(oneOfEach));
        row("X06 B14 a late failure prolongs", Fault::LateFailureProlongs, plain(oneOfEach));
        row("X06 B17 leases too long", Fault::LeaseTooLong, plain(oneOfEach));
        row("X06 B17 a renewal is lost", Fault::RenewIgnored, plain(oneOfEach));
        row("X06 B27 reading takes slots", Fault::ReadingTakesSlots, plain(oneOfEach));
        row("X06 B23 what is forced teaches", Fault::ForcedResultsTeach, byHand(twoInARow));
        row("X06 B23 a force outlives the reset", Fault::ForceOutlivesReset, byHand(oneOfEach));
        row("X06 B23 isolations are not counted", Fault::IsolationNotCounted, byHand(oneOfEach));
        row("X06 B23 a reset lifts isolations", Fault::ResetLiftsIsolation, byHand(oneOfEach));
        row("X06 B23 a release resets", Fault::ReleaseResets, byHand(oneOfEach));
        row("X06 B31 a configuration forgets", Fault::ReconfigureForgets, Powers{false, false, {twoInARow, oneOfEach}});
        row("X06 B23 observing refuses", Fault::ObserveOnlyRefuses, plain({.observeOnly = true}));
        row("X06 B03 a rate must be exceeded", Fault::RateMustBeExceeded, plain(ofThree));
        row("X06 B04 the minimum is ignored", Fault::MinimumCallsIgnored, plain(ofThree));
        row("X06 B25 growth outlives the closing", Fault::GrowthOutlivesClosing, plain(growing));
        row("X06 B26 the pause asked for is ignored", Fault::AskedPauseIgnored, Powers{false, true, {growing}});
    }
    void X06_theSearchFindsAFault()
    {
        QFETCH(Fault, fault);
        QFETCH(Powers, powers);
        Search search(powers, fault);
        QVERIFY(!search.run());
        qInfo("found after %lld states: %s", qint64(search.states()), search.history().constData());
        QVERIFY(Search(powers, Fault::None).run());
    }
};

QTEST_GUILESS_MAIN(TestBreakerInterleavings)
#include "tst_breakerinterleavings.moc"
