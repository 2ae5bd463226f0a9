// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/virtualscheduler.h"
#include "resilience/circuitbreaker.h"
#include "resilience/isolation.h"

#include <QSignalSpy>
#include <QTest>

#include <vector>

using namespace fuseboard;
using namespace std::chrono;

namespace {

struct Change
{
    BreakerState from;
    BreakerState to;
    BreakerReason reason;
    friend bool operator==(const Change &, const Change &) = default;
};

struct Bench
{
    explicit Bench(const CircuitBreakerConfig &config = {})
        : breaker(std::make_unique<CircuitBreaker>(config, clock))
    {
        QObject::connect(breaker.get(), &CircuitBreaker::stateChanged, breaker.get(),
                         [this](BreakerState from, BreakerState to, BreakerReason reason) {
                             changes.append({from, to, reason});
                         });
    }
    void fail(int times)
    {
        for (int i = 0; i < times; ++i)
            std::move(breaker->admit()).value().failure();
    }

    VirtualScheduler clock;
    std::unique_ptr<CircuitBreaker> breaker;
    QList<Change> changes;
};

const Change tripped{BreakerState::Closed, BreakerState::Open, BreakerReason::FailuresReached};
const Change recovered{BreakerState::Open, BreakerState::HalfOpen, BreakerReason::RecoveryElapsed};
const Change closedAgain{BreakerState::HalfOpen, BreakerState::Closed, BreakerReason::ProbesSucceeded};

} // namespace

class TestCircuitBreaker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void B01_oneEventAndARefusalWithFigures()
    {
        Bench bench;
        bench.fail(4);
        QCOMPARE(bench.changes.size(), 0);
        bench.fail(1);
        QCOMPARE(bench.changes, QList<Change>{tripped});
        const auto refused = bench.breaker->admit();
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::CircuitOpen);
        QCOMPARE(refused.error().detail, ErrorDetail::FailuresReached);
        QCOMPARE(refused.error().wait, Duration(seconds(60)));
        QCOMPARE(refused.error().count, 5);
        const BreakerSnapshot snapshot = bench.breaker->snapshot();
        QCOMPARE(snapshot.openings, 1u);
        QCOMPARE(snapshot.refused, 1u);
        QCOMPARE(snapshot.consecutiveFailures, 5);
        QCOMPARE(snapshot.failureThreshold, 5);
        QCOMPARE(snapshot.retryIn, Duration(seconds(60)));
    }

    void B09_E9_hundredAtTheSameInstant()
    {
        Bench bench;
        bench.fail(5);
        bench.clock.advance(seconds(60));
        std::vector<CircuitBreaker::Permit> permits;
        int refused = 0;
        for (int i = 0; i < 100; ++i) {
            auto admission = bench.breaker->admit();
            if (admission)
                permits.push_back(std::move(admission).value());
            else
                ++refused;
        }
        QCOMPARE(permits.size(), std::size_t(1));
        QCOMPARE(refused, 99);
        QCOMPARE(bench.breaker->snapshot().probesOut, 1);
    }

    void B15_callsInFlightKeepTheirPermits()
    {
        Bench bench;
        auto inFlight = std::move(bench.breaker->admit()).value();
        bench.fail(5);
        QVERIFY(inFlight.isOpen());
        inFlight.success();
        QVERIFY(!inFlight.isOpen());
        QCOMPARE(bench.changes, QList<Change>{tripped});
    }

    void B16_D12_aDestroyedPermitFreesItsSlot()
    {
        Bench bench;
        bench.fail(5);
        bench.clock.advance(seconds(60));
        {
            const auto probe = bench.breaker->admit();
            QVERIFY(probe);
            QVERIFY(bench.breaker->refusal());
        }
        QVERIFY(!bench.breaker->refusal());
        QCOMPARE(bench.breaker->state(), BreakerState::HalfOpen);
    }

    void D12_aPermitEndsOnce()
    {
        CircuitBreakerConfig config;
        config.failureThreshold = 2;
        Bench bench(config);
        auto permit = std::move(bench.breaker->admit()).value();
        permit.failure();
        permit.failure();
        permit.success();
        QCOMPARE(bench.breaker->snapshot().consecutiveFailures, 1);
        auto moved = std::move(bench.breaker->admit()).value();
        CircuitBreaker::Permit target = std::move(moved);
        QVERIFY(!moved.isOpen()); // NOLINT(bugprone-use-after-move): moved-from permits are defined as ended
        target.neutral();
        QVERIFY(!target.isOpen());
        CircuitBreaker::Permit().success();
    }

    void D12_assigningAbandonsTheOldOne()
    {
        Bench bench;
        bench.fail(5);
        bench.clock.advance(seconds(60));
        auto probe = std::move(bench.breaker->admit()).value();
        probe = CircuitBreaker::Permit();
        QCOMPARE(bench.breaker->snapshot().probesOut, 0);
    }

    void D12_permitsOutliveTheBreaker()
    {
        Bench bench;
        auto one = std::move(bench.breaker->admit()).value();
        auto two = std::move(bench.breaker->admit()).value();
        bench.breaker.reset();
        one.failure();
        QVERIFY(!one.isOpen());
        QVERIFY(two.isOpen());
        QCOMPARE(bench.clock.pending(), 0);
    }

    void D2_aPermitOfABreakerThatIsGoneIsStale()
    {
        VirtualScheduler clock;
        auto breaker = std::make_unique<CircuitBreaker>(CircuitBreakerConfig(), clock);
        const auto permit = breaker->admit();
        QVERIFY(!permit->isStale());
        breaker.reset();
        QVERIFY(permit->isStale());
        QVERIFY(!CircuitBreaker::Permit().isStale());
    }

    void B28_halfOpenIsToldByATimer()
    {
        Bench bench;
        bench.fail(5);
        QCOMPARE(bench.clock.pending(), 1);
        bench.clock.advance(milliseconds(59'999));
        QCOMPARE(bench.changes.size(), 1);
        bench.clock.advance(milliseconds(1));
        QCOMPARE(bench.changes, (QList<Change>{tripped, recovered}));
        QCOMPARE(bench.clock.pending(), 0);
        QCOMPARE(bench.breaker->snapshot().retryIn, std::nullopt);
    }

    void B28_aCallerAtTheSameInstantDoesNotMissIt()
    {
        Bench bench;
        bool admitted = false;
        // Created first, it runs before the breaker's own timer of the same moment.
        const TimerHandle caller = bench.clock.after(seconds(60), [&] {
            admitted = bench.breaker->admit().ok();
            QCOMPARE(bench.changes, (QList<Change>{tripped, recovered}));
        });
        bench.fail(5);
        bench.clock.advance(seconds(60));
        QVERIFY(admitted);
        QCOMPARE(bench.changes, (QList<Change>{tripped, recovered}));
    }

    void B29_aListenerSeesTheNewState()
    {
        Bench bench;
        QList<BreakerState> seen;
        connect(bench.breaker.get(), &CircuitBreaker::stateChanged, this, [&](BreakerState, BreakerState to) {
            seen.append(bench.breaker->state());
            QCOMPARE(bench.breaker->state(), to);
            QCOMPARE(bench.breaker->admit().ok(), to != BreakerState::Open);
        });
        bench.fail(5);
        bench.clock.advance(seconds(60));
        QCOMPARE(seen, (QList<BreakerState>{BreakerState::Open, BreakerState::HalfOpen}));
    }

    void B29_changesByListenersAreToldInOrder()
    {
        Bench bench;
        connect(bench.breaker.get(), &CircuitBreaker::stateChanged, this, [&](BreakerState, BreakerState to) {
            if (to == BreakerState::Open)
                bench.breaker->reset();
        });
        QList<Change> heard;
        connect(bench.breaker.get(), &CircuitBreaker::stateChanged, this,
                [&](BreakerState from, BreakerState to, BreakerReason reason) {
                    heard.append({from, to, reason});
                });
        bench.fail(5);
        const QList<Change> expected{tripped, {BreakerState::Open, BreakerState::Closed, BreakerReason::Reset}};
        QCOMPARE(bench.changes, expected);
        QCOMPARE(heard, expected);
        QCOMPARE(bench.clock.pending(), 0);
    }

    void B29_aListenerMayDestroyTheBreaker()
    {
        Bench bench;
        connect(bench.breaker.get(), &CircuitBreaker::stateChanged, this, [&] { bench.breaker.reset(); });
        bench.fail(5);
        QVERIFY(!bench.breaker);
        QCOMPARE(bench.clock.pending(), 0);

        Bench byTimer;
        byTimer.fail(5);
        connect(byTimer.breaker.get(), &CircuitBreaker::stateChanged, this, [&] { byTimer.breaker.reset(); });
        byTimer.clock.advance(seconds(60));
        QVERIFY(!byTimer.breaker);
    }

    void wholeCircle()
    {
        Bench bench;
        bench.fail(5);
        bench.clock.advance(seconds(60));
        std::move(bench.breaker->admit()).value().success();
        QCOMPARE(bench.breaker->snapshot().probeSuccesses, 1);
        std::move(bench.breaker->admit()).value().success();
        QCOMPARE(bench.changes, (QList<Change>{tripped, recovered, closedAgain}));
        QCOMPARE(bench.breaker->state(), BreakerState::Closed);
        QCOMPARE(bench.clock.pending(), 0);
    }

    void B23_isolationsEndOneByOne()
    {
        Bench bench;
        Isolation first(*bench.breaker);
        {
            Isolation second(*bench.breaker);
            Isolation moved(std::move(second));
            QVERIFY(moved.holds() && !second.holds()); // NOLINT(bugprone-use-after-move): it holds nothing
        }
        QCOMPARE(bench.breaker->refusal()->detail, ErrorDetail::Isolated);
        first.end();
        first.end();
        QVERIFY(!bench.breaker->snapshot().isolated);
        first = Isolation(*bench.breaker);
        QVERIFY(bench.breaker->snapshot().isolated);
        first = Isolation();
        QVERIFY(!bench.breaker->snapshot().isolated);
        first = Isolation(*bench.breaker);
        bench.breaker.reset();
        QVERIFY(!first.holds()); // it outlives the breaker
    }

    void B23_operationsByHand()
    {
        Bench bench;
        bench.breaker->forceOpen();
        QVERIFY(bench.breaker->snapshot().forced);
        QCOMPARE(bench.breaker->refusal()->detail, ErrorDetail::ForcedOpen);
        QCOMPARE(bench.breaker->refusal()->wait, std::nullopt);
        bench.breaker->release();
        bench.breaker->isolate();
        bench.breaker->isolate();
        bench.breaker->endIsolation();
        QVERIFY(bench.breaker->snapshot().isolated);
        bench.breaker->endIsolation();
        bench.breaker->forceClosed();
        bench.breaker->release();
        const QList<Change> expected{
            {BreakerState::Closed, BreakerState::Open, BreakerReason::ForcedOpen},
            {BreakerState::Open, BreakerState::Closed, BreakerReason::Released},
            {BreakerState::Closed, BreakerState::Open, BreakerReason::Isolated},
            {BreakerState::Open, BreakerState::Closed, BreakerReason::Released},
        };
        QCOMPARE(bench.changes, expected);
        QCOMPARE(bench.breaker->snapshot().openings, 0u);
        QCOMPARE(bench.clock.pending(), 0);
    }

    void B23_releaseWithinTheOpenTimeKeepsTheTimer()
    {
        Bench bench;
        bench.fail(5);
        bench.breaker->forceOpen();
        QCOMPARE(bench.clock.pending(), 0);
        bench.clock.advance(seconds(20));
        bench.breaker->release();
        QCOMPARE(bench.changes, QList<Change>{tripped});
        bench.clock.advance(seconds(40));
        QCOMPARE(bench.changes, (QList<Change>{tripped, recovered}));
    }

    void B26_openForIsObeyed()
    {
        Bench bench;
        bench.fail(4);
        std::move(bench.breaker->admit()).value().failure(Duration(seconds(180)));
        QCOMPARE(bench.breaker->snapshot().retryIn, Duration(seconds(180)));
    }

    void B27_readingTellsNothing()
    {
        Bench bench;
        bench.fail(5);
        bench.changes.clear();
        for (int i = 0; i < 1000; ++i) {
            QCOMPARE(bench.breaker->state(), BreakerState::Open);
            QVERIFY(bench.breaker->refusal());
            QCOMPARE(bench.breaker->snapshot().refused, 0u);
        }
        QCOMPARE(bench.changes.size(), 0);
    }

    void B31_X02_reconfigureWhileOpen()
    {
        Bench bench;
        bench.fail(5);
        bench.clock.advance(seconds(20));
        CircuitBreakerConfig config;
        config.recoveryTimeout = seconds(1);
        config.observeOnly = true;
        bench.breaker->reconfigure(config, seconds(30));
        QCOMPARE(bench.breaker->config(), config);
        QCOMPARE(bench.breaker->snapshot().retryIn, Duration(seconds(40)));
        QVERIFY(bench.breaker->snapshot().observeOnly);
        QVERIFY(bench.breaker->admit());
    }
};

QTEST_GUILESS_MAIN(TestCircuitBreaker)
#include "tst_circuitbreaker.moc"
