// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/random.h"
#include "limiterbench.h"
#include "resilience/serverquota.h"

#include <QSignalSpy>
#include <QTest>

#include <array>
#include <optional>
#include <vector>

using namespace fuseboard;
using namespace std::chrono;

using Priority = RateLimiter::Priority;
using Bench = LimiterBench;
using Ticket = RateLimiter::Ticket;

namespace {

ServerQuota retryAfter(Duration pause)
{
    ServerQuota quota;
    quota.retryAfter = pause;
    return quota;
}

} // namespace

class TestRateLimiter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void L01_grantsAtOnceThenWaits()
    {
        Bench bench;
        bench.askMany(121);
        for (int i = 0; i < 120; ++i)
            QVERIFY(bench.tickets.at(i).isGranted());
        const Ticket &waiting = bench.tickets.back();
        QVERIFY(waiting.isWaiting());
        QCOMPARE(waiting.place(), 1);
        QCOMPARE(waiting.due(), bench.start + milliseconds(600));
        QCOMPARE(bench.served.size(), 0);
        bench.clock.advance(milliseconds(600) - nanoseconds(1));
        QCOMPARE(bench.served.size(), 0);
        bench.clock.advance(nanoseconds(1));
        QCOMPARE(bench.served, QList<int>{120});
        QVERIFY(waiting.isGranted());
        QCOMPARE(waiting.place(), 0);
        QCOMPARE(waiting.due(), std::nullopt);
        QCOMPARE(bench.clock.pending(), 0);
    }

    void L02_aFloodLeavesAtTokenRate()
    {
        Bench bench(limits(10, seconds(1), 15));
        bench.askMany(40);
        QCOMPARE(bench.clock.pending(), 1);
        bench.clock.advance(seconds(10));
        QCOMPARE(bench.served.size(), 25);
        QCOMPARE(bench.served.at(9), 24);
        QCOMPARE(bench.moments.at(9), Duration(seconds(1)));
        for (int i = 0; i < 25; ++i)
            QCOMPARE(bench.moments.at(i), Duration(milliseconds(100) * (i + 1)));
    }

    void L08_aNewcomerQueuesBehindWaiters()
    {
        Bench bench(limits(10, seconds(1), 3));
        bench.drain();
        const Ticket big = bench.ask(1, 3);
        bench.clock.advance(milliseconds(150)); // one token is there, but the first in line needs three
        const Ticket small = bench.ask(2);
        QVERIFY(small.isWaiting());
        QCOMPARE(small.place(), 2);
        QCOMPARE(small.due(), bench.start + milliseconds(400));
        bench.clock.advance(seconds(1));
        QCOMPARE(bench.served, (QList<int>{1, 2}));
        QCOMPARE(bench.moments.constFirst(), Duration(milliseconds(300)));
    }

    void L08_E6_thousandWaitersInOrder()
    {
        Bench bench(limits(1000, seconds(1), 1));
        bench.drain();
        bench.askMany(1000);
        bench.clock.runUntilIdle();
        QCOMPARE(bench.served.size(), 1000);
        QVERIFY(std::is_sorted(bench.served.begin(), bench.served.end()));
    }

    void L09_aSuccessorGetsTheOriginalDueTime()
    {
        Bench bench(limits(10, seconds(1), 1));
        bench.drain();
        bench.askMany(3);
        const auto firstDue = bench.tickets.at(0).due();
        const auto secondDue = bench.tickets.at(1).due();
        bench.clock.advance(milliseconds(50));
        bench.tickets.at(0).cancel();
        QVERIFY(!bench.tickets.at(0).isWaiting());
        QCOMPARE(bench.tickets.at(1).due(), firstDue);
        QCOMPARE(bench.tickets.at(2).due(), secondDue);
        QCOMPARE(bench.tickets.at(1).place(), 1);
        bench.clock.runUntilIdle();
        QCOMPARE(bench.served, (QList<int>{1, 2}));
        QCOMPARE(bench.moments.constFirst(), Duration(milliseconds(100)));
    }

    void L09_destroyingATicketGivesUpThePlace()
    {
        Bench bench(limits(10, seconds(1), 1));
        bench.drain();
        {
            const Ticket gone = bench.ask(1);
        }
        QCOMPARE(bench.limiter->snapshot().waiting, 0);
        QCOMPARE(bench.clock.pending(), 0);
        Ticket kept = bench.ask(2);
        kept = Ticket();
        bench.clock.advance(seconds(5));
        QCOMPARE(bench.served.size(), 0);
    }

    void L10_cancelAndRequeueLeavesNoDebt()
    {
        Bench bench(limits(10, seconds(1), 1));
        bench.drain();
        for (int i = 0; i < 1000; ++i)
            bench.ask(i).cancel();
        const Ticket ticket = bench.ask(7);
        QCOMPARE(ticket.due(), bench.start + milliseconds(100));
        bench.clock.advance(milliseconds(100));
        QCOMPARE(bench.served, QList<int>{7});
        bench.clock.advance(milliseconds(100));
        QVERIFY(bench.ask(8).isGranted());
    }

    void L11_E7_aWaitTooLongIsRefusedAtOnce()
    {
        RateLimitConfig config = limits(10, seconds(1), 1);
        config.maxWait = milliseconds(250);
        Bench bench(config);
        bench.drain(); // the last of which waits no more
        bench.askMany(3);
        QVERIFY(bench.tickets.at(1).isWaiting());
        const Ticket &third = bench.tickets.at(2);
        QVERIFY(!third.isWaiting() && !third.isGranted());
        QCOMPARE(third.refusal()->kind, ErrorKind::RateLimited);
        QCOMPARE(third.refusal()->detail, ErrorDetail::WaitTooLong);
        QCOMPARE(third.refusal()->wait, Duration(milliseconds(300)));
        QCOMPARE(third.refusal()->limit, Duration(milliseconds(250)));
        QVERIFY(!third.refusal()->paused);
        QCOMPARE(bench.limiter->snapshot().refused, 1u);
    }

    void L11_ADV_D22_aPauseBeyondMaxWaitIsRefused()
    {
        RateLimitConfig config = limits(10, seconds(1), 10);
        config.maxWait = seconds(5);
        Bench bench(config);
        bench.limiter->observe(retryAfter(seconds(30)));
        const Ticket ticket = bench.ask(1);
        QCOMPARE(ticket.refusal()->detail, ErrorDetail::WaitTooLong);
        QCOMPARE(ticket.refusal()->wait, Duration(seconds(30)));
        QVERIFY(ticket.refusal()->paused);
    }

    void L12_costAboveBurstIsRefused()
    {
        Bench bench;
        const Ticket ticket = bench.ask(1, 121);
        QCOMPARE(ticket.refusal()->detail, ErrorDetail::CostAboveBurst);
        QCOMPARE(ticket.refusal()->count, 120);
    }

    void L13_aFullQueueRefusesWithAnEstimate()
    {
        Bench bench(limits(10, seconds(1), 1));
        bench.drain();
        bench.askMany(10'001); // the default's 10,000 and one
        QVERIFY(bench.tickets.at(9'999).isWaiting());
        const auto refusal = bench.tickets.at(10'000).refusal();
        QCOMPARE(refusal->detail, ErrorDetail::QueueFull);
        QCOMPARE(refusal->count, 10'000);
        QCOMPARE(refusal->wait, Duration(milliseconds(100))); // then the first of them leaves, and there is room
        bench.clock.advance(*refusal->wait);
        QVERIFY(bench.ask(10'001).isWaiting());
    }

    void L14_wokenTogetherTheyKeepTheRate()
    {
        Bench bench(limits(10, seconds(1), 1));
        bench.limiter->observe(retryAfter(seconds(30)));
        bench.askMany(20);
        QVERIFY(bench.tickets.at(0).heldByPause());
        bench.clock.advance(seconds(30));
        QCOMPARE(bench.served.size(), 1);
        bench.clock.advance(seconds(1));
        QCOMPARE(bench.served.size(), 11);
    }

    void L17_aNewRateReschedulesWaiters()
    {
        Bench bench(limits(1, seconds(10), 1));
        bench.drain();
        bench.askMany(3);
        QCOMPARE(bench.tickets.at(2).due(), bench.start + seconds(30));
        QSignalSpy tokens(bench.limiter.get(), &RateLimiter::tokensChanged);
        const RateLimitConfig quicker = limits(10, seconds(1), 1);
        bench.limiter->reconfigure(quicker);
        QCOMPARE(bench.limiter->config(), quicker);
        QCOMPARE(tokens.size(), 1);
        QCOMPARE(bench.served.size(), 0);
        bench.clock.advance(milliseconds(300));
        QCOMPARE(bench.served.size(), 3);
    }

    void L17_L12_aBurstBelowTheCostEndsTheWait()
    {
        Bench bench(limits(10, seconds(1), 10));
        bench.drain();
        const Ticket big = bench.ask(1, 8);
        const Ticket small = bench.ask(2);
        bench.limiter->reconfigure(limits(10, seconds(1), 5));
        QCOMPARE(bench.errors.size(), 0);
        bench.clock.runDue();
        QCOMPARE(bench.errors.size(), 1);
        QCOMPARE(bench.errors.constFirst().detail, ErrorDetail::CostAboveBurst);
        QVERIFY(!big.isWaiting() && !big.isGranted());
        bench.clock.advance(milliseconds(100));
        QCOMPARE(bench.served, QList<int>{2});
    }

    void L17_L12_aBurstBelowTheCostEndsTheWaitInAPauseToo()
    {
        Bench bench(limits(10, seconds(1), 10));
        bench.limiter->observe(retryAfter(seconds(30)));
        const Ticket big = bench.ask(1, 8);
        const Ticket small = bench.ask(2);
        bench.limiter->reconfigure(limits(10, seconds(1), 5));
        bench.clock.runDue();
        QCOMPARE(bench.errors.size(), 1);
        QCOMPARE(bench.errors.constFirst().detail, ErrorDetail::CostAboveBurst);
        QVERIFY(small.isWaiting());
        bench.clock.advance(seconds(30));
        QCOMPARE(bench.served, QList<int>{2});
    }

    void L19_nothingRemainsUntilTheReset()
    {
        Bench bench;
        ServerQuota quota;
        quota.remaining = 0;
        quota.resetIn = seconds(30);
        QSignalSpy pauses(bench.limiter.get(), &RateLimiter::pauseChanged);
        QSignalSpy tokens(bench.limiter.get(), &RateLimiter::tokensChanged);
        bench.limiter->observe(quota);
        QCOMPARE(pauses.size(), 1);
        QCOMPARE(tokens.size(), 1);
        const Ticket ticket = bench.ask(1);
        QVERIFY(ticket.isWaiting());
        QVERIFY(ticket.heldByPause());
        QCOMPARE(ticket.due(), bench.start + seconds(30));
        QCOMPARE(bench.limiter->snapshot().pausedFor, Duration(seconds(30)));
        bench.clock.advance(seconds(30));
        QCOMPARE(bench.moments, QList<Duration>{seconds(30)});
        QCOMPARE(pauses.size(), 2);
        QCOMPARE(pauses.at(1).at(0).value<MonotonicTime>(), bench.start + seconds(30));
        QCOMPARE(bench.limiter->snapshot().pausedFor, std::nullopt);
    }

    void L20_ADV_D14_remainingOnlyLowers()
    {
        Bench bench;
        ServerQuota quota;
        quota.remaining = 3;
        bench.limiter->observe(quota);
        QCOMPARE(bench.limiter->snapshot().tokens, 3.0);
        quota.remaining = 1'000'000'000;
        bench.limiter->observe(quota);
        QCOMPARE(bench.limiter->snapshot().tokens, 3.0);
    }

    void L20_ofAnswersThatOvertakeTheLowestCounts()
    {
        Bench bench;
        ServerQuota quota;
        quota.resetIn = hours(1);
        for (const int remaining : {9, 4, 8, 5}) {
            quota.remaining = remaining;
            bench.limiter->observe(quota);
        }
        QCOMPARE(bench.limiter->snapshot().tokens, 4.0);
        bench.clock.advance(milliseconds(600));
        QCOMPARE(bench.limiter->snapshot().tokens, 5.0);
    }

    void L21_aPauseHoldsAllAndEndsAtTokenRate()
    {
        Bench bench;
        bench.limiter->observe(retryAfter(seconds(10)));
        bench.askMany(5);
        bench.clock.advance(seconds(10) - nanoseconds(1));
        QCOMPARE(bench.served.size(), 0);
        bench.clock.runUntilIdle();
        for (int i = 0; i < 5; ++i)
            QCOMPARE(bench.moments.at(i), Duration(seconds(10) + milliseconds(600) * i));
    }

    void L21_aLongerPauseExtendsAShorterChangesNothing()
    {
        Bench bench;
        QSignalSpy pauses(bench.limiter.get(), &RateLimiter::pauseChanged);
        bench.limiter->observe(retryAfter(seconds(10)));
        bench.limiter->observe(retryAfter(seconds(5)));
        QCOMPARE(pauses.size(), 1);
        bench.limiter->observe(retryAfter(seconds(20)));
        QCOMPARE(pauses.size(), 2);
        bench.clock.advance(seconds(15));
        QCOMPARE(pauses.size(), 2);
        bench.clock.advance(seconds(5));
        QCOMPARE(pauses.size(), 3);
        QCOMPARE(bench.clock.pending(), 0);
    }

    void ADV_D3_D15_aPauseIsCappedAndCanBeIgnored()
    {
        Bench bench;
        bench.limiter->observe(retryAfter(seconds(1'000'000)));
        QCOMPARE(bench.limiter->snapshot().pausedFor, Duration(hours(6)));
        bench.askMany(3);
        QSignalSpy pauses(bench.limiter.get(), &RateLimiter::pauseChanged);
        bench.limiter->ignorePause();
        bench.limiter->ignorePause();
        QCOMPARE(pauses.size(), 1);
        QCOMPARE(bench.served.size(), 0);
        bench.clock.runDue();
        QCOMPARE(bench.served.size(), 3);
        bench.clock.advance(hours(7));
        QCOMPARE(pauses.size(), 1);
    }

    void ADV_D11_respectRetryAfterOffIgnoresTheServer()
    {
        RateLimitConfig config = limits(100, seconds(60), 120);
        config.respectRetryAfter = false;
        Bench bench(config);
        ServerQuota quota = retryAfter(seconds(30));
        quota.remaining = 0;
        bench.limiter->observe(quota);
        QCOMPARE(bench.limiter->snapshot().tokens, 120.0);
        QVERIFY(bench.ask(1).isGranted());
    }

    void D9_bare429PausesGrowAndAreReset()
    {
        Bench bench;
        for (const int expected : {1000, 1500, 2250}) {
            bench.limiter->observeBare429();
            QCOMPARE(bench.limiter->snapshot().pausedFor, Duration(milliseconds(expected)));
            bench.limiter->observeBare429(); // sent before the pause
            QCOMPARE(bench.limiter->snapshot().pausedFor, Duration(milliseconds(expected)));
            bench.clock.advance(milliseconds(expected));
        }
        bench.limiter->observeOther();
        bench.limiter->observeBare429();
        QCOMPARE(bench.limiter->snapshot().pausedFor, Duration(seconds(1)));
    }

    void D9_growthIsBounded()
    {
        RateLimitConfig config = limits(1, seconds(1), 1);
        config.backoffFactor = 100;
        Bench bench(config);
        for (int i = 0; i < 2000; ++i) {
            bench.limiter->observeBare429();
            QVERIFY(bench.limiter->snapshot().pausedFor <= Duration(hours(6)));
            bench.clock.advance(hours(6));
        }
    }

    void giveBackWakesWaiters()
    {
        Bench bench(limits(1, seconds(100), 1));
        Ticket held = bench.ask(1);
        QVERIFY(held.isGranted());
        const Ticket waiting = bench.ask(2);
        held.giveBack();
        held.giveBack();
        QVERIFY(!held.isGranted());
        QCOMPARE(bench.served.size(), 0);
        bench.clock.runDue();
        QCOMPARE(bench.served, QList<int>{2});
        QCOMPARE(bench.limiter->snapshot().tokens, 0.0);
    }

    void giveBackOfALaterGrant()
    {
        Bench bench(limits(1, seconds(100), 1));
        bench.drain();
        Ticket ticket = bench.ask(1);
        ticket.giveBack(); // waits: nothing to give
        QVERIFY(ticket.isWaiting());
        bench.clock.advance(seconds(100));
        QVERIFY(ticket.isGranted());
        ticket.giveBack();
        QCOMPARE(bench.limiter->snapshot().tokens, 1.0);
    }

    void prioritiesWithAgeing()
    {
        Bench bench(limits(1, seconds(1), 1));
        bench.drain();
        const Ticket monitor = bench.ask(30, 1, Priority::Monitor);
        const Ticket runner = bench.ask(20, 1, Priority::Runner);
        const Ticket interactive = bench.ask(10);
        QCOMPARE(interactive.place(), 1);
        QCOMPARE(runner.place(), 2);
        QCOMPARE(monitor.place(), 3);
        bench.clock.advance(seconds(3));
        QCOMPARE(bench.served, (QList<int>{10, 20, 30}));
    }

    void nobodyStarves()
    {
        // A day of callers, twice as many as tokens, of whom most are interactive.
        RateLimitConfig config = limits(1, seconds(1), 1);
        config.maxQueue = 1'000'000;
        Bench bench(config);
        bench.drain();
        SeededRandom random(5);
        std::array<int, 3> last{};
        int overtaken = 0;
        for (int number = 0; number < 20'000; ++number) {
            const double lot = random.uniform();
            const auto priority = lot < 0.4 ? Priority::Interactive : lot < 0.45 ? Priority::Runner : Priority::Monitor;
            bench.tickets.push_back(bench.ask(number * 3 + int(priority), 1, priority));
            bench.clock.advance(milliseconds(500 + int(random.uniform() * 600)));
        }
        bench.clock.runUntilIdle();
        QCOMPARE(bench.served.size(), 20'000);
        for (const int one : std::as_const(bench.served)) {
            const int number = one / 3;
            int &before = last.at(std::size_t(one % 3));
            QVERIFY(number >= before); // in order within a priority
            before = number;
            // Who came 60 callers later came more than 30 s later, and stands behind.
            const int furthest = *std::max_element(last.begin(), last.end());
            QVERIFY(furthest - number <= 60);
            overtaken += furthest > number ? 1 : 0;
        }
        QVERIFY(overtaken > 1000); // and yet priorities count
    }

    void signalsTellWhatChanged()
    {
        Bench bench(limits(10, seconds(1), 1));
        QSignalSpy tokens(bench.limiter.get(), &RateLimiter::tokensChanged);
        QSignalSpy waiting(bench.limiter.get(), &RateLimiter::waitingChanged);
        const Ticket first = bench.ask(1);
        QCOMPARE(tokens.size(), 1);
        Ticket second = bench.ask(2);
        Ticket third = bench.ask(3);
        QCOMPARE(waiting.size(), 2);
        third.cancel();
        QCOMPARE(waiting.constLast().at(0).toInt(), 1);
        bench.clock.advance(milliseconds(100));
        QCOMPARE(waiting.constLast().at(0).toInt(), 0);
        QCOMPARE(tokens.size(), 2);
    }

    void aTokenGivenBackIsNotGranted()
    {
        Bench bench(limits(1, seconds(1), 1));
        Ticket first = bench.ask(1);
        Ticket second = bench.ask(2);
        bench.clock.advance(seconds(1));
        first.giveBack();
        QCOMPARE(bench.limiter->snapshot().granted, 1U);
        QCOMPARE(bench.limiter->snapshot().delayed, 1U);
        second.giveBack();
        QCOMPARE(bench.limiter->snapshot().delayed, 0U);
    }

    void snapshotCounts()
    {
        Bench bench(limits(10, seconds(1), 2));
        bench.askMany(5);
        bench.clock.advance(milliseconds(50));
        LimiterSnapshot snapshot = bench.limiter->snapshot();
        QCOMPARE(snapshot.waiting, 3);
        QCOMPARE(snapshot.longestWait, Duration(milliseconds(50)));
        QCOMPARE(snapshot.tokens, 0.5);
        QCOMPARE(snapshot.burst, 2);
        QCOMPARE(snapshot.ratePerSecond, 10.0);
        bench.clock.runUntilIdle();
        snapshot = bench.limiter->snapshot();
        QCOMPARE(snapshot.granted, 5u);
        QCOMPARE(snapshot.delayed, 3u);
        QCOMPARE(snapshot.longestWait, Duration::zero());
    }

    void whoHearsOfTheCloseMayDropOthers()
    {
        Bench bench;
        bench.drain();
        std::optional<Ticket> second;
        int answers = 0;
        const Ticket first = bench.limiter->acquire(1, [&](const Result<void> &) {
            ++answers;
            second.reset();
        });
        second = bench.limiter->acquire(1, [&](const Result<void> &) { ++answers; });
        bench.limiter.reset();
        QCOMPARE(answers, 1);
        QCOMPARE(bench.clock.pending(), 0);
    }

    void closingAnswersAllWaitersWithCancelled()
    {
        Bench bench(limits(1, seconds(1), 1));
        bench.drain();
        bench.askMany(50);
        bench.limiter.reset();
        QCOMPARE(bench.errors.size(), 50);
        for (const Error &error : std::as_const(bench.errors))
            QCOMPARE(error, Error(ErrorKind::Cancelled));
        QCOMPARE(bench.clock.pending(), 0);
        for (Ticket &ticket : bench.tickets) {
            QVERIFY(!ticket.isWaiting() && !ticket.isGranted());
            ticket.cancel();
            ticket.giveBack();
        }
    }

    void ticketsOutliveTheLimiter()
    {
        Bench bench(limits(1, seconds(1), 1));
        Ticket granted = bench.ask(1);
        bench.limiter.reset();
        QVERIFY(granted.isGranted());
        granted.giveBack();
        QVERIFY(!granted.isGranted());
    }

    void E6_acquireWhileClosingIsRefused()
    {
        Bench bench(limits(1, seconds(1), 1));
        bench.drain();
        Boxed<Error> refusal;
        const Ticket waiting = bench.limiter->acquire(1, [&](const Result<void> &) {
            refusal = bench.limiter->acquire(1, [](const Result<void> &) {}).refusal();
        });
        delete bench.limiter.get();
        QCOMPARE(refusal, Boxed<Error>(Error(ErrorKind::Cancelled)));
        (void)bench.limiter.release();
    }

    void callbacksMayDestroyTickets()
    {
        Bench bench(limits(10, seconds(1), 3));
        bench.drain();
        std::vector<Ticket> tickets(3);
        for (int i = 0; i < 3; ++i)
            tickets[i] = bench.limiter->acquire(1, [&](const Result<void> &) { tickets.clear(); });
        bench.clock.advance(seconds(1));
        QVERIFY(tickets.empty());
        QCOMPARE(bench.limiter->snapshot().waiting, 0);
        QCOMPARE(bench.clock.pending(), 0);
    }

    void callbacksMayDestroyTheLimiter()
    {
        Bench bench(limits(10, seconds(1), 3));
        bench.drain();
        const Ticket first = bench.limiter->acquire(1, [&](const Result<void> &) { bench.limiter.reset(); });
        bench.askMany(3);
        bench.clock.advance(seconds(1));
        QVERIFY(!bench.limiter);
        QCOMPARE(bench.errors.size(), 3);
        QCOMPARE(bench.clock.pending(), 0);
    }

    void callbacksMayAskAgain()
    {
        Bench bench(limits(10, seconds(1), 1));
        bench.drain();
        int turns = 0;
        Ticket ticket;
        std::function<void(const Result<void> &)> again = [&](const Result<void> &) {
            if (++turns < 5)
                ticket = bench.limiter->acquire(1, again);
        };
        ticket = bench.limiter->acquire(1, again);
        bench.clock.advance(milliseconds(450));
        QCOMPARE(turns, 4);
        bench.clock.advance(milliseconds(50));
        QCOMPARE(turns, 5);
    }

    void E6_hundredThousandQueueCancelAndDrain()
    {
        RateLimitConfig config = limits(1'000'000, seconds(1), 1);
        config.maxQueue = 1'000'000;
        config.maxWait = hours(1);
        Bench bench(config);
        bench.drain();
        bench.tickets.reserve(100'000);
        bench.askMany(100'000);
        SeededRandom random(3);
        for (Ticket &ticket : bench.tickets) {
            if (random.uniform() < 0.5)
                ticket.cancel();
        }
        QCOMPARE(bench.clock.pending(), 1);
        const int left = bench.limiter->snapshot().waiting;
        QVERIFY(left > 45'000 && left < 55'000);
        QCOMPARE(bench.tickets.back().isWaiting() ? bench.tickets.back().place() : left, left);
        bench.clock.runUntilIdle();
        QCOMPARE(bench.served.size(), left);
        QVERIFY(std::is_sorted(bench.served.begin(), bench.served.end()));
        // Quadratic cost would take minutes: the time that ctest gives would be over.
    }

    void longDelaysDoNotFireEarly()
    {
        // R06: beyond 2^31 milliseconds.
        Bench bench(limits(1, hours(24 * 60), 1));
        bench.drain();
        const Ticket ticket = bench.ask(1);
        bench.clock.advance(hours(24 * 60) - nanoseconds(1));
        QCOMPARE(bench.served.size(), 0);
        bench.clock.advance(nanoseconds(1));
        QCOMPARE(bench.served.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestRateLimiter)
#include "tst_ratelimiter.moc"
