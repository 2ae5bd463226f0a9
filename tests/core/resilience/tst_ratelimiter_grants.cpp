// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "limiterbench.h"
#include "resilience/serverquota.h"

#include <QTest>

#include <vector>

using namespace fuseboard;
using namespace std::chrono_literals;

using Bench = LimiterBench;
using Ticket = RateLimiter::Ticket;

namespace {

RateLimitConfig strictly(int requests, Duration window)
{
    RateLimitConfig config = limits(requests, window, requests);
    config.strict = true;
    return config;
}

ServerQuota remaining(int count)
{
    ServerQuota quota;
    quota.remaining = count;
    return quota;
}

ServerQuota pauseOf(Duration pause)
{
    ServerQuota quota;
    quota.retryAfter = pause;
    return quota;
}

std::vector<Ticket> taken(Bench &bench, int count)
{
    std::vector<Ticket> tickets;
    for (int i = 0; i < count; ++i)
        tickets.push_back(bench.ask(i));
    return tickets;
}

int takeAll(Bench &bench)
{
    int count = 0;
    for (Ticket ticket = bench.ask(0); ticket.isGranted(); ticket = bench.ask(0))
        ++count;
    return count;
}

} // namespace

/// What a limiter knows of the tokens that it has granted: those that come back, and those that a strict one counts.
class TestRateLimiterGrants : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void L03_whatComesBackLateFreesNoOther()
    {
        Bench bench(strictly(2, 60s));
        Ticket old = bench.ask(1);
        bench.clock.advance(60s);
        const std::vector<Ticket> spent = taken(bench, 2);
        QVERIFY(spent[0].isGranted() && spent[1].isGranted());
        bench.clock.advance(1s);
        old.giveBack();
        QVERIFY(!bench.ask(2).isGranted());
        QCOMPARE(bench.limiter->tokens(), 0.0);
        bench.clock.advance(59s);
        QVERIFY(bench.ask(3).isGranted());
    }

    void L03_whatComesBackFreesItsOwnPlace()
    {
        Bench bench(strictly(3, 60s));
        const Ticket first = bench.ask(1);
        bench.clock.advance(10s);
        Ticket second = bench.ask(2, 2);
        QVERIFY(first.isGranted() && second.isGranted());
        bench.clock.advance(50s - 1ns);
        second.giveBack();
        QCOMPARE(takeAll(bench), 2); // and not the one that is about to be free
        bench.clock.advance(1ns);
        QCOMPARE(takeAll(bench), 1);
    }

    void L03_whatIsUsedLaterCountsFromThen()
    {
        Bench bench(strictly(2, 60s));
        Ticket held = bench.ask(1);
        Ticket late = bench.ask(2);
        const Ticket waits = bench.ask(3);
        bench.clock.advance(59s);
        QVERIFY(held.renew());
        QCOMPARE(bench.limiter->tokens(), 0.0);
        bench.clock.advance(1s);
        QVERIFY(waits.isGranted()); // in the place of the second one
        QVERIFY(!late.renew());
        late.giveBack();
        QVERIFY(bench.ask(4).isWaiting());
        QCOMPARE(takeAll(bench), 0);
        bench.clock.advance(59s);
        QCOMPARE(takeAll(bench), 1);
        held.giveBack(); // which had left the window
        QCOMPARE(takeAll(bench), 0);
    }

    void L03_X02_whatIsUsedLaterFitsTheNewFigures_data()
    {
        QTest::addColumn<bool>("strict");
        QTest::newRow("L03 strict before") << true;
        QTest::newRow("L03 not strict before") << false;
    }
    void L03_X02_whatIsUsedLaterFitsTheNewFigures()
    {
        QFETCH(bool, strict);
        Bench bench(strict ? strictly(10, 60s) : limits(10, 60s, 10));
        std::vector<Ticket> held = taken(bench, 10);
        bench.limiter->reconfigure(strictly(4, 60s));
        bench.clock.advance(10s);
        int used = 0;
        for (Ticket &ticket : held) {
            if (ticket.renew())
                ++used;
            else
                ticket.giveBack();
        }
        QCOMPARE(used, 4);
        QCOMPARE(takeAll(bench), 0);
    }

    void L03_X02_whatIsUsedLaterMayBeTooDear()
    {
        Bench bench(strictly(10, 60s));
        Ticket held = bench.ask(1, 5);
        bench.limiter->reconfigure(strictly(4, 60s));
        QVERIFY(!held.renew());
    }

    void L03_aFullBucketCostsNoPlace()
    {
        Bench bench(strictly(10, 60s));
        Ticket held = bench.ask(1);
        bench.clock.advance(30s); // its token has come again
        QVERIFY(held.renew());
    }

    void L21_whatOutlastsAPauseIsAskedForAnew()
    {
        Bench bench(limits(10, 60s, 10));
        std::vector<Ticket> held = taken(bench, 9);
        bench.clock.advance(1s);
        bench.limiter->observe(remaining(0));
        QVERIFY(held.back().renew()); // only a pause has its end
        bench.limiter->observe(pauseOf(30s));
        QVERIFY(held.back().renew()); // as yet
        bench.clock.advance(36s);
        const Ticket since = bench.ask(9);
        QVERIFY(since.isGranted());
        for (Ticket &ticket : held) {
            QVERIFY(!ticket.renew());
            ticket.giveBack();
        }
        QCOMPARE(bench.limiter->tokens(), 1.0);
        Ticket next = bench.ask(10);
        QVERIFY(next.renew());
    }

    void L20_L21_theServersNextWordBringsBackNothingOfBeforeAPause()
    {
        Bench bench(limits(60, 60s, 10));
        std::vector<Ticket> held = taken(bench, 5);
        bench.limiter->observe(pauseOf(2s));
        bench.clock.advance(2s);
        const Ticket used = bench.ask(6);
        bench.clock.advance(100ms);
        bench.limiter->observe(remaining(50));
        held.front().giveBack();
        QCOMPARE(bench.limiter->tokens(), 0.1);
    }

    void L03_whatIsUsedLaterIsAskedForAnewAfterTheServersWord()
    {
        Bench bench(strictly(2, 60s));
        Ticket held = bench.ask(1);
        bench.limiter->observe(remaining(1));
        QVERIFY(!held.renew());
        held.giveBack();
        QVERIFY(bench.ask(2).isGranted());
    }

    void L03_onlyAStrictOneMinds()
    {
        Bench bench(limits(1, 60s, 1));
        Ticket held = bench.ask(1);
        Ticket waits = bench.ask(2);
        QVERIFY(waits.isWaiting() && waits.renew());
        bench.clock.advance(60s);
        QVERIFY(held.renew() && waits.renew());
        bench.limiter.reset();
        QVERIFY(held.renew());
    }

    void L21_theEndOfAPauseIsToldWhoeverComesFirst_data()
    {
        QTest::addColumn<bool>("givesBack");
        QTest::newRow("L21 a token used later") << false;
        QTest::newRow("L21 a token given back") << true;
    }
    void L21_theEndOfAPauseIsToldWhoeverComesFirst()
    {
        QFETCH(bool, givesBack);
        Bench bench(limits(10, 60s, 10));
        Ticket held = bench.ask(1);
        const TimerHandle first = bench.clock.after(10s, [&held, givesBack] {
            if (givesBack)
                held.giveBack();
            else
                QVERIFY(!held.renew());
        });
        bench.limiter->observe(pauseOf(10s));
        QList<MonotonicTime> ends;
        connect(bench.limiter.get(), &RateLimiter::pauseChanged, this,
                [&ends](MonotonicTime until) { ends.append(until); });
        bench.clock.advance(1min);
        QCOMPARE(ends, QList{bench.start + 10s});
    }

    void L11_whoWaitsLongerForWhatIsUsedLaterIsToldOnce()
    {
        Bench bench(strictly(2, 60s));
        std::vector<Ticket> held = taken(bench, 2);
        bench.clock.advance(1s);
        const Ticket waits = bench.ask(3);
        int told = 0;
        connect(bench.limiter.get(), &RateLimiter::turnsDelayed, this, [&] {
            ++told;
            QCOMPARE(waits.due(), bench.start + 110s);
        });
        bench.clock.advance(49s);
        QVERIFY(held[0].renew() && held[1].renew());
        QCOMPARE(told, 0); // not from inside
        bench.clock.runDue();
        QCOMPARE(told, 1);
        bench.clock.advance(1h);
        QCOMPARE(told, 1);
        QVERIFY(waits.isGranted());
    }

    void L20_whatComesBackRaisesNothing_data()
    {
        QTest::addColumn<int>("said"); // by the server, with 10 of 20 tokens left
        QTest::addColumn<double>("after"); // the ten have come back
        QTest::newRow("L20 nothing remains") << 0 << 0.0;
        QTest::newRow("L20 fewer than there are") << 4 << 4.0;
        QTest::newRow("L20 some of those that are out") << 13 << 13.0;
        QTest::newRow("L20 more than ever") << 1000 << 20.0;
    }
    void L20_whatComesBackRaisesNothing()
    {
        QFETCH(int, said);
        QFETCH(double, after);
        Bench bench(limits(20, 60s, 20));
        std::vector<Ticket> held = taken(bench, 10);
        bench.limiter->observe(remaining(said));
        bench.limiter->observe(remaining(1000)); // the smallest counts
        for (Ticket &ticket : held)
            ticket.giveBack();
        QCOMPARE(bench.limiter->tokens(), after);
    }

    void L20_whatWasTakenSinceComesBack()
    {
        Bench bench(limits(20, 60s, 20));
        Ticket before = bench.ask(1);
        bench.limiter->observe(remaining(5));
        Ticket since = bench.ask(2, 3);
        const Ticket spent = bench.ask(3);
        QVERIFY(spent.isGranted());
        before.giveBack();
        QCOMPARE(bench.limiter->tokens(), 1.0);
        since.giveBack();
        QCOMPARE(bench.limiter->tokens(), 4.0);
    }

    void L21_whatWasHeldOverAPauseIsNoBurstAfterIt()
    {
        Bench bench(limits(10, 100s, 10));
        std::vector<Ticket> held = taken(bench, 9);
        bench.limiter->observe(pauseOf(30s));
        bench.clock.advance(30s);
        for (Ticket &ticket : held)
            ticket.giveBack();
        QCOMPARE(bench.limiter->tokens(), 1.0);
    }

    void L03_X02_oneThatBecomesStrictKnowsWhatItGranted()
    {
        Bench bench(limits(10, 10s, 10));
        for (int i = 0; i < 10; ++i) {
            QVERIFY(bench.ask(i).isGranted());
            bench.clock.advance(1s);
        }
        bench.limiter->reconfigure(strictly(10, 10s));
        QCOMPARE(takeAll(bench), 1); // in place of the one of ten seconds ago
        bench.clock.advance(1s);
        QCOMPARE(takeAll(bench), 1);
    }

    void L03_X02_oneThatWasIdleStaysFull()
    {
        Bench bench(limits(10, 3600s, 10));
        bench.clock.advance(1h);
        bench.limiter->reconfigure(strictly(10, 3600s));
        QCOMPARE(takeAll(bench), 10);
    }

    void L03_X02_burstsCountWhenItBecomesStrict()
    {
        Bench bench(limits(10, 10s, 30));
        QCOMPARE(takeAll(bench), 30);
        bench.clock.advance(5s);
        bench.limiter->reconfigure(strictly(25, 10s)); // of which 30 are gone
        QCOMPARE(takeAll(bench), 0);
        QCOMPARE(bench.limiter->tokens(), 0.0);
    }
};

QTEST_GUILESS_MAIN(TestRateLimiterGrants)
#include "tst_ratelimiter_grants.moc"
