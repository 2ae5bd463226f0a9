// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/breakercore.h"

#include <QTest>

using namespace fuseboard;
using namespace std::chrono;

using Transition = BreakerCore::Transition;
using Pass = BreakerCore::Pass;

namespace {

const MonotonicTime start{hours(1)};
constexpr Duration attempt = seconds(30);

/// A breaker with its clock, driven by letters: F failure, S success, N neutral.
struct Bench
{
    explicit Bench(const CircuitBreakerConfig &config = {})
        : core(config, attempt)
    {
    }

    QList<Transition> run(const char *letters, std::optional<Duration> openFor = {})
    {
        QList<Transition> transitions;
        for (; *letters != '\0'; ++letters) {
            const auto admission = core.admit(now);
            if (!admission.pass)
                continue;
            const Verdict verdict = *letters == 'F' ? Verdict::Failure
                : *letters == 'S'                   ? Verdict::Success
                                                    : Verdict::Neutral;
            if (const auto transition = core.settle(*admission.pass, verdict, now, openFor))
                transitions.append(*transition);
        }
        return transitions;
    }
    BreakerState state() const { return core.state(now); }
    Pass admit()
    {
        const auto admission = core.admit(now);
        return admission.pass.value_or(Pass{});
    }
    Duration openFor() const { return *core.openUntil(now) - now; }

    BreakerCore core;
    MonotonicTime now = start;
};

CircuitBreakerConfig rateMode(double rate, int minimum)
{
    CircuitBreakerConfig config;
    config.failureRate = rate;
    config.minimumCalls = minimum;
    return config;
}

Bench opened()
{
    Bench bench;
    bench.run("FFFFF");
    return bench;
}

Bench halfOpen(const CircuitBreakerConfig &config = {})
{
    Bench bench(config);
    while (bench.state() == BreakerState::Closed)
        bench.run("F");
    bench.now += config.recoveryTimeout;
    return bench;
}

} // namespace

class TestBreakerCore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void B01_fifthFailureOpens()
    {
        Bench bench;
        QCOMPARE(bench.run("FFFF").size(), 0);
        QCOMPARE(bench.state(), BreakerState::Closed);
        const auto transitions = bench.run("F");
        QCOMPARE(
            transitions,
            (QList<Transition>{{BreakerState::Closed, BreakerState::Open, BreakerReason::FailuresReached, bench.now}}));
        const auto sixth = bench.core.admit(bench.now);
        QVERIFY(!sixth.pass);
        QCOMPARE(sixth.refusal, ErrorDetail::FailuresReached);
        QCOMPARE(sixth.retryIn, Duration(seconds(60)));
        QCOMPARE(bench.core.consecutiveFailures(), 5);
    }

    void B02_successResetsTheCount()
    {
        Bench bench;
        QCOMPARE(bench.run("FFFFSFFFF").size(), 0);
        QCOMPARE(bench.state(), BreakerState::Closed);
        QCOMPARE(bench.core.consecutiveFailures(), 4);
    }

    void D8_neutralChangesNothing()
    {
        Bench bench;
        bench.run("FFFF");
        const BreakerCore before = bench.core;
        bench.run("NNNNN");
        QCOMPARE(bench.core, before);
        QCOMPARE(bench.run("F").size(), 1);
    }

    void B03_rateIsComparedExactly_data()
    {
        QTest::addColumn<double>("rate");
        QTest::addColumn<int>("successes");
        QTest::addColumn<int>("failures");
        QTest::addColumn<bool>("opens");
        QTest::newRow("B03 exactly 50 %") << 50.0 << 50 << 50 << true;
        QTest::newRow("B03 49.5 %") << 50.0 << 101 << 99 << false;
        QTest::newRow("B03 49.99 %") << 50.0 << 5001 << 4999 << false;
        QTest::newRow("B03 exactly 0.1 %") << 0.1 << 999 << 1 << true;
        QTest::newRow("B03 just below 0.1 %") << 0.1 << 1000 << 1 << false;
        QTest::newRow("B03 100 %") << 100.0 << 0 << 10 << true;
        QTest::newRow("B03 almost 100 %") << 100.0 << 1 << 1000 << false;
        QTest::newRow("B03 exactly 33.3 %") << 33.3 << 667 << 333 << true;
    }
    void B03_tellsTheRuleThatOpenedIt()
    {
        Bench rate(rateMode(50, 4));
        rate.run("SSF");
        QVERIFY(!rate.core.trip());
        rate.run("F");
        QCOMPARE(*rate.core.trip(), (BreakerTrip{BreakerReason::RateReached, 2, 0, 4, 50}));
        Bench row;
        row.run("FFFFF");
        QCOMPARE(*row.core.trip(), (BreakerTrip{BreakerReason::FailuresReached, 5, 5, 0, 0}));
        row.now += seconds(60);
        row.run("F");
        QCOMPARE(row.core.trip()->reason, BreakerReason::ProbeFailed);
        row.now += seconds(60);
        row.run("SS");
        QVERIFY(!row.core.trip());
    }
    void B03_rateIsComparedExactly()
    {
        QFETCH(double, rate);
        QFETCH(int, successes);
        QFETCH(int, failures);
        QFETCH(bool, opens);
        CircuitBreakerConfig config = rateMode(rate, successes + failures);
        config.windowType = BreakerWindow::Count;
        config.windowCalls = 100'000;
        Bench bench(config);
        for (int i = 0; i < successes; ++i)
            bench.run("S");
        QList<Transition> transitions;
        for (int i = 0; i < failures; ++i)
            transitions += bench.run("F");
        QCOMPARE(bench.state(), opens ? BreakerState::Open : BreakerState::Closed);
        QCOMPARE(transitions.size(), opens ? 1 : 0);
        if (opens)
            QCOMPARE(transitions.constFirst().reason, BreakerReason::RateReached);
    }

    void D3_rateModeTakesThePlaceOfTheCount()
    {
        // Failures in a row beyond failure_threshold, but below the rate.
        CircuitBreakerConfig config = rateMode(50, 10);
        config.failureThreshold = 5;
        Bench bench(config);
        QCOMPARE(bench.run("SSSSSSSSSSFFFFFFFFF").size(), 0);
        QCOMPARE(bench.run("F").size(), 1);
    }

    void B04_belowMinimumCallsStaysClosed()
    {
        Bench bench(rateMode(50, 10));
        QCOMPARE(bench.run("FFFFFFFFF").size(), 0);
        QCOMPARE(bench.core.failureRate(bench.now), std::nullopt);
        QCOMPARE(bench.run("F").size(), 1);
        QCOMPARE(bench.core.failureRate(bench.now), 100.0);
        QCOMPARE(Bench(rateMode(4e-7, 1)).run("F").size(), 1); // nearly none is a rate still
    }

    void B06_idlingLeavesNoStaleFailures()
    {
        CircuitBreakerConfig config = rateMode(50, 4);
        config.window = seconds(10);
        Bench bench(config);
        bench.run("FFF");
        bench.now += seconds(300);
        QCOMPARE(bench.run("FFF").size(), 0);
        QCOMPARE(bench.run("F").size(), 1);
    }

    void B06_aTimeWindowSlides()
    {
        CircuitBreakerConfig config = rateMode(100, 2);
        config.window = seconds(10);
        Bench bench(config);
        bench.run("F");
        bench.now += seconds(10);
        QCOMPARE(bench.run("F").size(), 0); // the first is exactly a window old
        bench.now += milliseconds(9999);
        QCOMPARE(bench.run("F").size(), 1);
    }

    void B06_aCountWindowForgetsTheOldest()
    {
        CircuitBreakerConfig config = rateMode(75, 4);
        config.windowType = BreakerWindow::Count;
        config.windowCalls = 4;
        Bench bench(config);
        QCOMPARE(bench.run("FFSSFF").size(), 0);
        QCOMPARE(bench.run("F").size(), 1);
    }

    void rateWindowStartsAnewAfterClosing()
    {
        Bench bench(rateMode(50, 2));
        bench.run("FF");
        bench.now += seconds(60);
        QCOMPARE(bench.run("SS").size(), 1);
        QCOMPARE(bench.run("F").size(), 0);
    }

    void B08_openUntilTheMillisecond()
    {
        Bench bench = opened();
        bench.now += milliseconds(59'999);
        const auto early = bench.core.admit(bench.now);
        QVERIFY(!early.pass);
        QCOMPARE(early.retryIn, Duration(milliseconds(1)));
        bench.now += milliseconds(1);
        QVERIFY(bench.core.admit(bench.now).pass);
    }

    void B09_hundredAtOnceOneProbe()
    {
        Bench bench = halfOpen();
        int admitted = 0;
        for (int i = 0; i < 100; ++i) {
            const auto admission = bench.core.admit(bench.now);
            admitted += admission.pass ? 1 : 0;
            if (!admission.pass)
                QCOMPARE(admission.refusal, ErrorDetail::ProbeInFlight);
        }
        QCOMPARE(admitted, 1);
    }

    void B10_twoSuccessesCloseAFailureReopens()
    {
        Bench bench = halfOpen();
        QCOMPARE(bench.run("S").size(), 0);
        QCOMPARE(bench.core.probeSuccesses(), 1);
        QCOMPARE(bench.run("S"),
                 (QList<Transition>{
                     {BreakerState::HalfOpen, BreakerState::Closed, BreakerReason::ProbesSucceeded, bench.now}}));
        QCOMPARE(bench.core.consecutiveFailures(), 0);

        Bench again = halfOpen();
        QCOMPARE(
            again.run("SF"),
            (QList<Transition>{{BreakerState::HalfOpen, BreakerState::Open, BreakerReason::ProbeFailed, again.now}}));
        again.now += seconds(60);
        QCOMPARE(again.state(), BreakerState::HalfOpen);
        QCOMPARE(again.core.probeSuccesses(), 0);
        QCOMPARE(again.run("S").size(), 0);
        QCOMPARE(again.run("S").size(), 1);
    }

    void B12_E11_lateSuccessDoesNotCount()
    {
        Bench bench;
        const Pass late = bench.admit();
        bench.now += seconds(1);
        bench.run("FFFFF");
        bench.now = start + seconds(61);
        QCOMPARE(bench.state(), BreakerState::HalfOpen);
        bench.now += milliseconds(500);
        QVERIFY(!bench.core.settle(late, Verdict::Success, bench.now));
        QCOMPARE(bench.state(), BreakerState::HalfOpen);
        QCOMPARE(bench.core.probeSuccesses(), 0);
    }

    void B13_lateFailureInHalfOpenDoesNothing()
    {
        Bench bench;
        const Pass late = bench.admit();
        bench.run("FFFFF");
        bench.now += seconds(60);
        const Pass probe = bench.admit();
        const BreakerCore before = bench.core;
        QVERIFY(!bench.core.settle(late, Verdict::Failure, bench.now));
        QCOMPARE(bench.core, before);
        QVERIFY(!bench.core.settle(probe, Verdict::Success, bench.now));
        QCOMPARE(bench.core.probeSuccesses(), 1);
    }

    void B14_failuresWhileOpenDoNothing()
    {
        Bench bench;
        const Pass one = bench.admit();
        const Pass two = bench.admit();
        bench.run("FFFFF");
        bench.now += seconds(10);
        QVERIFY(!bench.core.settle(one, Verdict::Failure, bench.now, Duration(hours(1))));
        QVERIFY(!bench.core.settle(two, Verdict::Success, bench.now));
        QCOMPARE(bench.openFor(), Duration(seconds(50)));
    }

    void B16_E10_aCancelledProbeFreesItsSlot()
    {
        Bench bench = halfOpen();
        const Pass probe = bench.admit();
        QVERIFY(!bench.core.admit(bench.now).pass);
        bench.core.abandon(probe);
        QCOMPARE(bench.state(), BreakerState::HalfOpen);
        const Pass next = bench.admit();
        QVERIFY(next.lease != 0);
        // The abandoned one says nothing any more.
        QVERIFY(!bench.core.settle(probe, Verdict::Failure, bench.now));
        QCOMPARE(bench.core.probesOut(bench.now), 1);
    }

    void B16_aNeutralProbeFreesItsSlot()
    {
        Bench bench = halfOpen();
        QCOMPARE(bench.run("N").size(), 0);
        QCOMPARE(bench.core.probesOut(bench.now), 0);
        QCOMPARE(bench.core.probeSuccesses(), 0);
        QCOMPARE(bench.state(), BreakerState::HalfOpen);
    }

    void B17_aProbeThatNeverEndsLosesItsSlot_data()
    {
        QTest::addColumn<Duration>("timeout");
        QTest::addColumn<Duration>("lease");
        QTest::newRow("B17 short attempts") << Duration(seconds(5)) << Duration(seconds(60));
        QTest::newRow("B17 long attempts") << Duration(seconds(90)) << Duration(seconds(90));
    }
    void B17_aProbeThatNeverEndsLosesItsSlot()
    {
        QFETCH(Duration, timeout);
        QFETCH(Duration, lease);
        Bench bench = halfOpen();
        bench.core.reconfigure({}, timeout);
        const Pass lost = bench.admit();
        bench.now += lease - milliseconds(1);
        QVERIFY(!bench.core.admit(bench.now).pass);
        bench.now += milliseconds(1);
        QCOMPARE(bench.core.probesOut(bench.now), 0);
        // Its later result is ignored, whether or not another took the slot.
        BreakerCore untaken = bench.core;
        QVERIFY(!untaken.settle(lost, Verdict::Failure, bench.now));
        QCOMPARE(untaken.state(bench.now), BreakerState::HalfOpen);
        const Pass next = bench.admit();
        QVERIFY(next.lease != 0);
        QVERIFY(!bench.core.settle(lost, Verdict::Failure, bench.now));
        QCOMPARE(bench.core.probesOut(bench.now), 1);
    }

    void B17_aRenewedLeaseRunsAnew()
    {
        Bench bench = halfOpen();
        const Pass probe = bench.admit();
        bench.now += seconds(59);
        bench.core.renew(probe, bench.now, seconds(30));
        bench.core.renew(probe, bench.now, {}); // makes it no shorter
        bench.now += seconds(90) - milliseconds(1);
        QCOMPARE(bench.core.probesOut(bench.now), 1);
        bench.now += milliseconds(1);
        QCOMPARE(bench.core.probesOut(bench.now), 0);
        // What has ended stays so, and so does what another generation let out.
        bench.core.renew(probe, bench.now, seconds(30));
        QCOMPARE(bench.core.probesOut(bench.now), 0);
        const Pass next = bench.admit();
        bench.core.renew(Pass{next.generation - 1, next.lease}, bench.now, seconds(300));
        bench.now += seconds(60);
        QCOMPARE(bench.core.probesOut(bench.now), 0);
    }

    void B19_probesNeverExceedTheNumber()
    {
        CircuitBreakerConfig config;
        config.halfOpenMaxCalls = 3;
        config.successThreshold = 100;
        Bench bench = halfOpen(config);
        QList<Pass> out;
        int most = 0;
        for (int i = 0; i < 50; ++i) {
            const auto admission = bench.core.admit(bench.now);
            if (admission.pass)
                out.append(*admission.pass);
            most = std::max(most, bench.core.probesOut(bench.now));
            if (i % 5 == 4)
                QVERIFY(!bench.core.settle(out.takeFirst(), Verdict::Success, bench.now));
        }
        QCOMPARE(most, 3);
    }

    void B21_refusalsAreInNeitherCount()
    {
        Bench bench(rateMode(50, 4));
        bench.run("SSNNNNFF");
        QCOMPARE(bench.state(), BreakerState::Open);
        for (int i = 0; i < 1000; ++i)
            QVERIFY(!bench.core.admit(bench.now).pass);
        bench.now += seconds(60);
        QCOMPARE(bench.run("SS").size(), 1);
    }

    void B23_isolationIsCountedAndHasNoEnd()
    {
        Bench bench;
        QCOMPARE(bench.core.isolate(bench.now)->reason, BreakerReason::Isolated);
        QVERIFY(!bench.core.isolate(bench.now));
        bench.now += hours(10'000);
        QCOMPARE(bench.core.admit(bench.now).refusal, ErrorDetail::Isolated);
        QCOMPARE(bench.core.openUntil(bench.now), std::nullopt);
        QVERIFY(!bench.core.reset(bench.now));
        QVERIFY(!bench.core.endIsolation(bench.now));
        QCOMPARE(bench.state(), BreakerState::Open);
        QCOMPARE(bench.core.endIsolation(bench.now),
                 (Transition{BreakerState::Open, BreakerState::Closed, BreakerReason::Released, bench.now}));
        QVERIFY(!bench.core.endIsolation(bench.now));
        QVERIFY(bench.core.admit(bench.now).pass);
    }

    void B24_aProbesSuccessDoesNotLiftIsolation()
    {
        CircuitBreakerConfig config;
        config.successThreshold = 1;
        Bench bench = halfOpen(config);
        const Pass probe = bench.admit();
        bench.core.isolate(bench.now);
        QVERIFY(!bench.core.settle(probe, Verdict::Success, bench.now));
        QVERIFY(bench.core.isIsolated());
        QCOMPARE(bench.state(), BreakerState::Open);
        QCOMPARE(bench.core.endIsolation(bench.now)->to, BreakerState::HalfOpen);
    }

    void B23_forceOpenAndRelease()
    {
        Bench bench;
        bench.run("FFF");
        QCOMPARE(bench.core.forceOpen(bench.now)->reason, BreakerReason::ForcedOpen);
        QCOMPARE(bench.core.admit(bench.now).refusal, ErrorDetail::ForcedOpen);
        QVERIFY(bench.core.isForced());
        bench.now += hours(5);
        QCOMPARE(bench.state(), BreakerState::Open);
        QCOMPARE(bench.core.release(bench.now)->to, BreakerState::Closed);
        QCOMPARE(bench.core.consecutiveFailures(), 3);
        QVERIFY(!bench.core.release(bench.now));
    }

    void B23_forceClosedTeachesNothing()
    {
        Bench bench = opened();
        QCOMPARE(bench.core.forceClosed(bench.now)->to, BreakerState::Closed);
        QCOMPARE(bench.run("FFFFFFFFFF").size(), 0);
        const Pass during = bench.admit();
        bench.now += seconds(20);
        QCOMPARE(bench.core.release(bench.now)->to, BreakerState::Open);
        QCOMPARE(bench.openFor(), Duration(seconds(40)));
        QVERIFY(!bench.core.settle(during, Verdict::Success, bench.now));
        bench.now += seconds(40);
        QCOMPARE(bench.state(), BreakerState::HalfOpen);
    }

    void B23_E14_reset()
    {
        Bench bench = opened();
        QCOMPARE(bench.core.reset(bench.now),
                 (Transition{BreakerState::Open, BreakerState::Closed, BreakerReason::Reset, bench.now}));
        QCOMPARE(bench.core.consecutiveFailures(), 0);
        QVERIFY(!bench.core.reset(bench.now));
        bench.core.forceOpen(bench.now);
        QCOMPARE(bench.core.reset(bench.now)->to, BreakerState::Closed);
        QVERIFY(!bench.core.isForced());
    }

    void B23_observeOnlyCountsAndNeverRefuses()
    {
        CircuitBreakerConfig config;
        config.observeOnly = true;
        Bench bench(config);
        QCOMPARE(bench.run("FFFFF").size(), 1);
        QCOMPARE(bench.state(), BreakerState::Open);
        QCOMPARE(bench.run("SSSFFF").size(), 0); // let through, but they teach nothing
        bench.now += seconds(60);
        const Pass probe = bench.admit();
        const auto beside = bench.core.admit(bench.now);
        QVERIFY(beside.pass);
        QVERIFY(!bench.core.settle(*beside.pass, Verdict::Failure, bench.now));
        QVERIFY(bench.core.isCurrent(*beside.pass, bench.now));
        QVERIFY(!bench.core.settle(probe, Verdict::Success, bench.now));
        QCOMPARE(bench.run("S").size(), 1);
        // A person's word holds.
        bench.core.isolate(bench.now);
        QVERIFY(!bench.core.admit(bench.now).pass);
        config.observeOnly = false;
        bench.core.reconfigure(config, seconds(10));
        QVERIFY(!bench.core.isCurrent(*beside.pass, bench.now));
    }

    void B25_openTimeGrowsAndARealClosingEndsThat()
    {
        CircuitBreakerConfig config;
        config.recoveryBackoff = 2;
        Bench bench(config);
        bench.run("FFFFF");
        for (const int expected : {60, 120, 240, 300, 300}) {
            QCOMPARE(bench.openFor(), Duration(seconds(expected)));
            bench.now += bench.openFor();
            if (expected == 300 && bench.core.probeSuccesses() == 0)
                bench.run("S");
            bench.run("F");
        }
        bench.now += bench.openFor();
        QCOMPARE(bench.run("SS").constFirst().to, BreakerState::Closed);
        bench.run("FFFFF");
        QCOMPARE(bench.openFor(), Duration(seconds(60)));
    }

    void B25_withoutGrowthTheCapDoesNotShorten()
    {
        CircuitBreakerConfig config;
        config.recoveryTimeout = hours(2);
        Bench bench(config);
        bench.run("FFFFF");
        QCOMPARE(bench.openFor(), Duration(hours(2)));
        bench.now += hours(2);
        bench.run("F");
        QCOMPARE(bench.openFor(), Duration(hours(2)));
    }

    void B25_E16_growthDoesNotOverflow()
    {
        CircuitBreakerConfig config;
        config.recoveryBackoff = 10;
        config.failureThreshold = 1;
        Bench bench(config);
        bench.run("F");
        for (int i = 0; i < 2000; ++i) {
            bench.now += bench.openFor();
            bench.run("F");
            QCOMPARE(bench.openFor(), Duration(seconds(300)));
        }
    }

    void B26_retryAfterOfTheTrippingFailure_data()
    {
        QTest::addColumn<Duration>("asked");
        QTest::addColumn<Duration>("open");
        QTest::newRow("B26 longer") << Duration(seconds(180)) << Duration(seconds(180));
        QTest::newRow("B26 shorter") << Duration(seconds(10)) << Duration(seconds(60));
        QTest::newRow("B26 absurd") << Duration::max() << Duration(hours(24));
        QTest::newRow("B26 negative") << Duration(seconds(-5)) << Duration(seconds(60));
    }
    void B26_retryAfterOfTheTrippingFailure()
    {
        QFETCH(Duration, asked);
        QFETCH(Duration, open);
        Bench bench;
        bench.run("FFFF");
        bench.run("F", asked);
        QCOMPARE(bench.openFor(), open);
    }

    void B27_readingChangesNothing()
    {
        Bench bench = halfOpen();
        const BreakerCore before = bench.core;
        for (int i = 0; i < 1000; ++i) {
            QCOMPARE(bench.state(), BreakerState::HalfOpen);
            QVERIFY(bench.core.peek(bench.now).pass);
        }
        QCOMPARE(bench.core, before);
    }

    void B28_halfOpenByTimeAlone()
    {
        Bench bench = opened();
        QCOMPARE(bench.state(), BreakerState::Open);
        bench.now += seconds(60);
        QCOMPARE(bench.state(), BreakerState::HalfOpen);
        QCOMPARE(bench.core.openUntil(bench.now), std::nullopt);
        QCOMPARE(bench.core.probesOut(bench.now), 0);
    }

    void B31_newConfigurationKeepsTheState()
    {
        Bench bench;
        bench.run("FFFF");
        CircuitBreakerConfig config;
        config.failureThreshold = 10;
        bench.core.reconfigure(config, attempt);
        QCOMPARE(bench.core.consecutiveFailures(), 4);
        QCOMPARE(bench.run("FFFFF").size(), 0);
        QCOMPARE(bench.run("F").size(), 1);
        bench.now += seconds(20);
        config.recoveryTimeout = seconds(5);
        bench.core.reconfigure(config, attempt);
        QCOMPARE(bench.openFor(), Duration(seconds(40)));
    }

    void B31_theWindowIsKeptOrStartsAnew()
    {
        CircuitBreakerConfig config = rateMode(50, 4);
        Bench bench(config);
        bench.run("FFF");
        config.failureRate = 40;
        bench.core.reconfigure(config, attempt);
        QCOMPARE(BreakerCore(bench.core).settle(Pass{1, 0}, Verdict::Failure, bench.now)->reason,
                 BreakerReason::RateReached);
        config.window = seconds(30);
        bench.core.reconfigure(config, attempt);
        QCOMPARE(bench.run("F").size(), 0);
    }

    void E8_extremeThresholds()
    {
        CircuitBreakerConfig config;
        config.failureThreshold = 1;
        config.successThreshold = 1;
        Bench bench(config);
        QCOMPARE(bench.run("F").size(), 1);
        bench.now += seconds(60);
        QCOMPARE(bench.run("S").size(), 1);
        QCOMPARE(bench.state(), BreakerState::Closed);

        config.failureThreshold = 1'000'000;
        Bench patient(config);
        for (int i = 0; i < 999'999; ++i)
            patient.run("F");
        QCOMPARE(patient.state(), BreakerState::Closed);
        QCOMPARE(patient.run("F").size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestBreakerCore)
#include "tst_breakercore.moc"
