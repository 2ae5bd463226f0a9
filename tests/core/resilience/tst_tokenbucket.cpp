// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/random.h"
#include "resilience/tokenbucket.h"

#include <QTest>

#include <deque>

using namespace fuseboard;
using namespace std::chrono;

namespace {

const MonotonicTime start{hours(1)};

RateLimitConfig limits(int requests, Duration window, std::optional<int> burst = {}, bool strict = false)
{
    RateLimitConfig config;
    config.maxRequests = requests;
    config.window = window;
    config.burstSize = burst;
    config.strict = strict;
    return config;
}

RateLimitConfig usual()
{
    return limits(100, seconds(60), 120);
}

int takeAll(TokenBucket &bucket, MonotonicTime now)
{
    int taken = 0;
    while (bucket.tryTake(now))
        ++taken;
    return taken;
}

/// Takes each token the moment it is there, until end; returns when.
QList<MonotonicTime> flood(TokenBucket bucket, MonotonicTime from, MonotonicTime end)
{
    QList<MonotonicTime> moments;
    for (MonotonicTime now = *bucket.availableAt(from); now <= end; now = *bucket.availableAt(now)) {
        if (!bucket.tryTake(now))
            return {};
        moments.append(now);
    }
    return moments;
}

} // namespace

class TestTokenBucket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void L01_fullAtStart()
    {
        TokenBucket bucket(usual(), start);
        QCOMPARE(bucket.tokens(start), 120.0);
        QCOMPARE(takeAll(bucket, start), 120);
        QCOMPARE(bucket.availableAt(start), start + milliseconds(600));
        QVERIFY(!bucket.tryTake(start + milliseconds(600) - nanoseconds(1)));
        QVERIFY(bucket.tryTake(start + milliseconds(600)));
        QVERIFY(!bucket.tryTake(start + milliseconds(600)));
    }

    void L02_E4_floodOfTenASecondWithBurstFifteen()
    {
        const TokenBucket bucket(limits(10, seconds(1), 15), start);
        const auto moments = flood(bucket, start, start + seconds(1000));
        QCOMPARE(moments.size(), 15 + 10'000);
        QCOMPARE(moments.at(14), start);
        QCOMPARE(moments.at(24), start + seconds(1));
        for (int i = 15; i < moments.size(); ++i)
            QCOMPARE(moments.at(i), start + milliseconds(100) * (i - 14));
    }

    void E4_hoursDoNotDrift_data()
    {
        QTest::addColumn<int>("requests");
        QTest::addColumn<qint64>("window");
        QTest::newRow("E4 7 in 1 s") << 7 << qint64(1'000'000'000);
        QTest::newRow("E4 3 in 1.000000007 s") << 3 << qint64(1'000'000'007);
        QTest::newRow("E4 999983 in 61.7 s") << 999'983 << qint64(61'700'000'001);
    }
    void E4_hoursDoNotDrift()
    {
        QFETCH(int, requests);
        QFETCH(qint64, window);
        // Polled at odd moments, the sum of what was taken is what integer arithmetic says, to the token.
        TokenBucket bucket(limits(requests, nanoseconds(window), 1'000'000), start);
        QVERIFY(bucket.tryTake(start, 1'000'000));
        SeededRandom random(11);
        MonotonicTime now = start;
        qint64 taken = 0;
        for (int i = 0; i < 20'000; ++i) {
            now += nanoseconds(qint64(random.uniform() * 2e9 * 7 / requests));
            taken += takeAll(bucket, now);
        }
        qint64 expected = 0;
        qint64 rest = 0;
        for (qint64 left = (now - start).count(); left > 0; left -= window) {
            rest += std::min(left, window) * requests;
            expected += rest / window;
            rest %= window;
        }
        QCOMPARE(taken, expected);
    }

    void L03_boundWithoutStrict()
    {
        const auto moments = flood(TokenBucket(usual(), start), start, start + seconds(60));
        QCOMPARE(moments.size(), 220);
    }

    void L03_strictBoundsEachWindow_data()
    {
        QTest::addColumn<int>("burst");
        QTest::newRow("L03 burst above max_requests") << 120;
        QTest::newRow("L03 burst as max_requests") << 100;
        QTest::newRow("L03 small burst") << 7;
    }
    void L03_strictBoundsEachWindow()
    {
        QFETCH(int, burst);
        const auto moments = flood(TokenBucket(limits(100, seconds(60), burst, true), start), start,
                                   start + minutes(10));
        QVERIFY(moments.size() >= 1000 - 100);
        for (int i = 100; i < moments.size(); ++i)
            QVERIFY(moments.at(i) - moments.at(i - 100) >= seconds(60));
    }

    void L03_strictUnderRandomTraffic()
    {
        SeededRandom random(5);
        TokenBucket bucket(limits(20, seconds(10), 30, true), start);
        std::deque<MonotonicTime> grants;
        MonotonicTime now = start;
        int returned = 0;
        for (int i = 0; i < 20'000; ++i) {
            now += milliseconds(int(random.uniform() * 800));
            const int cost = 1 + int(random.uniform() * 3);
            const auto promised = bucket.availableAt(now, cost);
            QVERIFY(promised);
            const auto grant = bucket.tryTake(now, cost);
            if (!grant) {
                QVERIFY(*promised > now);
                continue;
            }
            QCOMPARE(*promised, now);
            if (random.uniform() < 0.1) {
                bucket.giveBack(now, *grant, cost);
                ++returned;
                continue;
            }
            grants.insert(grants.end(), std::size_t(cost), now);
            while (now - grants.front() >= seconds(10))
                grants.pop_front();
            QVERIFY(grants.size() <= 20);
        }
        QVERIFY(returned > 100);
    }

    void L03_strictPromisesWhatItKeeps()
    {
        TokenBucket bucket(limits(5, seconds(10), 5, true), start);
        QVERIFY(bucket.tryTake(start, 2));
        QVERIFY(bucket.tryTake(start + seconds(4), 3));
        QCOMPARE(bucket.tokens(start + seconds(4)), 0.0);
        const MonotonicTime now = start + seconds(5);
        TokenBucket line = bucket;
        MonotonicTime previous = now;
        for (int total = 1; total <= 23; ++total) {
            const MonotonicTime promised = bucket.servedAt(now, total);
            QCOMPARE(*line.availableAt(previous), promised);
            QVERIFY(line.tryTake(promised));
            previous = promised;
        }
    }

    void L04_fractionsAreKept()
    {
        TokenBucket bucket(usual(), start);
        takeAll(bucket, start);
        int taken = 0;
        for (int i = 1; i <= 6; ++i)
            taken += takeAll(bucket, start + milliseconds(100) * i);
        QCOMPARE(taken, 1);
        QCOMPARE(bucket.tokens(start + milliseconds(900)), 0.5);
    }

    void L05_clockBackNeitherRefillsNorMakesDebt()
    {
        for (const bool strict : {false, true}) {
            TokenBucket bucket(limits(100, seconds(60), 100, strict), start + hours(2));
            QCOMPARE(takeAll(bucket, start + hours(2)), 100);
            const MonotonicTime earlier = start + hours(1);
            QCOMPARE(bucket.tokens(earlier), 0.0);
            QVERIFY(!bucket.tryTake(earlier));
            const Duration refill = strict ? seconds(60) : Duration(milliseconds(600));
            QVERIFY(!bucket.tryTake(earlier + refill - milliseconds(1)));
            QVERIFY(bucket.tryTake(earlier + refill));
        }
    }

    void L05_aPauseFollowsTheClockBack()
    {
        TokenBucket bucket(usual(), start + hours(2));
        bucket.pauseUntil(start + hours(2), start + hours(2) + seconds(30));
        QVERIFY(!bucket.tryTake(start));
        QCOMPARE(bucket.pausedUntil(start), start + seconds(30));
    }

    void L06_idleIsExactlyBurst_data()
    {
        QTest::addColumn<qint64>("idleHours");
        QTest::addColumn<RateLimitConfig>("config");
        QTest::newRow("L06 8 h") << qint64(8) << usual();
        QTest::newRow("E5 10 years at 1000 an hour") << qint64(24 * 3653) << limits(1000, hours(1));
        QTest::newRow("E5 10 years at a million a millisecond")
            << qint64(24 * 3653) << limits(1'000'000, milliseconds(1), 1'000'000);
        QTest::newRow("E5 250 years at 1 a year") << qint64(24 * 365 * 250) << limits(1, hours(24 * 365), 200);
    }
    void L06_idleIsExactlyBurst()
    {
        QFETCH(qint64, idleHours);
        QFETCH(RateLimitConfig, config);
        TokenBucket bucket(config, start);
        QCOMPARE(takeAll(bucket, start), config.burst());
        const MonotonicTime later = start + hours(idleHours);
        QCOMPARE(bucket.tokens(later), double(config.burst()));
        QCOMPARE(takeAll(bucket, later), config.burst());
    }

    void L12_costAboveBurstNever()
    {
        TokenBucket bucket(usual(), start);
        QCOMPARE(bucket.availableAt(start, 121), std::nullopt);
        QVERIFY(!bucket.tryTake(start, 121));
        QCOMPARE(bucket.availableAt(start, 120), start);
        QCOMPARE(TokenBucket(limits(100, seconds(60), 120, true), start).burst(), 100);
    }

    void E2_extremesNeitherDivideByZeroNorOverflow_data()
    {
        QTest::addColumn<RateLimitConfig>("config");
        QTest::newRow("E2 window 0") << limits(1, Duration::zero());
        QTest::newRow("E2 max_requests 0") << limits(0, seconds(1));
        QTest::newRow("E3 burst 0") << limits(1, seconds(1), 0);
        QTest::newRow("E2 a million of a year each") << limits(1, hours(24 * 365), 1'000'000);
        QTest::newRow("E2 odd year") << limits(999'983, hours(24 * 365) - nanoseconds(7), 1'000'000);
    }
    void E2_extremesNeitherDivideByZeroNorOverflow()
    {
        QFETCH(RateLimitConfig, config);
        TokenBucket bucket(config, start);
        QVERIFY(bucket.burst() >= 1);
        QVERIFY(bucket.tryTake(start, bucket.burst()));
        MonotonicTime previous = start;
        for (const qint64 total : {1LL, 2LL, 1000LL, 1'000'000LL, 1'000'000'000'000LL}) {
            const MonotonicTime served = bucket.servedAt(start, total);
            QVERIFY(served >= previous);
            previous = served;
        }
        const MonotonicTime due = *bucket.availableAt(start);
        if (due < MonotonicTime::max()) {
            QVERIFY(!bucket.tryTake(due - nanoseconds(1)));
            QVERIFY(bucket.tryTake(due));
        }
    }

    void longSpansAreExactToo()
    {
        // The product of elapsed time and requests leaves 64 bits here; half a year is half the tokens, rounded down.
        const RateLimitConfig config = limits(999'983, hours(24 * 365) - nanoseconds(7), 1'000'000);
        TokenBucket bucket(config, start);
        QVERIFY(bucket.tryTake(start, 1'000'000));
        const MonotonicTime due = bucket.servedAt(start, 500'000);
        QVERIFY(bucket.tokens(due) >= 500'000.0);
        QVERIFY(TokenBucket(bucket).tryTake(due, 500'000));
        QVERIFY(!TokenBucket(bucket).tryTake(due - nanoseconds(1), 500'000));
        // The same in many steps.
        TokenBucket steps = bucket;
        for (int i = 1; i <= 1000; ++i)
            QVERIFY(!steps.tryTake(start + (due - start) / 1000 * i - nanoseconds(1), 500'000));
        QVERIFY(steps.tryTake(due, 500'000));
        QVERIFY(!steps.tryTake(due, 1));
    }

    void L17_reconfigureKeepsAndClamps()
    {
        TokenBucket bucket(usual(), start);
        QVERIFY(bucket.tryTake(start, 20));
        bucket.reconfigure(limits(100, seconds(60), 50), start);
        QCOMPARE(bucket.tokens(start), 50.0);
        bucket.reconfigure(limits(100, seconds(60), 500), start);
        QCOMPARE(bucket.tokens(start), 50.0);
        // A fraction survives a new window.
        QVERIFY(bucket.tryTake(start, 50));
        bucket.reconfigure(limits(100, seconds(30), 500), start + milliseconds(300));
        QCOMPARE(bucket.tokens(start + milliseconds(300)), 0.5);
        QCOMPARE(bucket.availableAt(start + milliseconds(300)), start + milliseconds(450));
    }

    void L17_reconfigureToAndFromStrict()
    {
        TokenBucket bucket(limits(10, seconds(10), 10, true), start);
        QCOMPARE(takeAll(bucket, start), 10);
        bucket.reconfigure(limits(10, seconds(10), 10), start);
        QVERIFY(bucket.tryTake(start + seconds(1)));
        bucket.reconfigure(limits(10, seconds(10), 10, true), start + seconds(1));
        QCOMPARE(bucket.tokens(start + seconds(1)), 0.0);
    }

    void L03_L17_whatWasSpentCountsForAStrictOne()
    {
        TokenBucket bucket(limits(100, seconds(60), 120), start);
        QCOMPARE(takeAll(bucket, start), 120);
        const MonotonicTime later = start + seconds(30);
        QVERIFY(bucket.tryTake(later, 10));
        bucket.reconfigure(limits(100, seconds(60), 120, true), later);
        QCOMPARE(bucket.tokens(later), 0.0);
        QVERIFY(!bucket.tryTake(start + seconds(60) - nanoseconds(1)));
        QCOMPARE(takeAll(bucket, start + seconds(60)), 90);
    }

    void L03_L17_aLongerStrictWindowForgetsNothing()
    {
        TokenBucket bucket(limits(10, seconds(10), 10, true), start);
        QCOMPARE(takeAll(bucket, start), 10);
        const MonotonicTime later = start + seconds(5);
        bucket.reconfigure(limits(10, seconds(60), 10, true), later);
        QVERIFY(!bucket.tryTake(start + seconds(60) - nanoseconds(1)));
        QVERIFY(bucket.tryTake(start + seconds(60)));
    }

    /// When those were taken that are not there yet, beyond the window that was remembered, is not known.
    void L03_L17_aLongerWindowTakesWhatIsMissingForGranted()
    {
        TokenBucket bucket(limits(10, seconds(1), 20), start);
        QCOMPARE(takeAll(bucket, start), 20);
        const MonotonicTime later = start + milliseconds(1'100); // nothing was granted within a second, 9 are missing
        bucket.reconfigure(limits(10, seconds(60), 20), later);
        bucket.reconfigure(limits(10, seconds(60), 10, true), later);
        QCOMPARE(takeAll(bucket, later), 1);
        QVERIFY(!bucket.tryTake(later + seconds(59)));
        QCOMPARE(takeAll(bucket, later + seconds(61)), 10);
    }

    void L04_halfAYearOfTheLargestWindow()
    {
        // Beyond what fits 64 bits in one product, and exact all the same.
        constexpr Duration year = hours(24 * 365);
        TokenBucket bucket(limits(1'000'000, year, 1'000'000), start);
        QVERIFY(bucket.tryTake(start, 1'000'000));
        QVERIFY(bucket.tryTake(start + year / 2, 500'000));
        QVERIFY(!bucket.tryTake(start + year / 2));
        QCOMPARE(bucket.tokens(start + year / 2), 0.0);
    }

    void L06_ADV_E5_tenYearsOfIdling()
    {
        TokenBucket bucket(limits(1000, hours(1), 1000), start);
        QVERIFY(bucket.tryTake(start, 1000));
        const MonotonicTime later = start + hours(24 * 365 * 10);
        QCOMPARE(bucket.tokens(later), 1000.0);
        QCOMPARE(takeAll(bucket, later), 1000);
        QCOMPARE(bucket.availableAt(later), later + milliseconds(3600));
    }

    void L03_L17_aStrictOneFreesNothingTooEarly()
    {
        // What it remembers of before is not exact to the moment, and never on the wrong side.
        TokenBucket bucket(limits(5000, seconds(10), 5000), start);
        for (int i = 0; i < 5000; ++i)
            QVERIFY(bucket.tryTake(start + microseconds(1999) * i));
        const MonotonicTime end = start + microseconds(1999) * 4999;
        bucket.reconfigure(limits(5000, seconds(10), 5000, true), end);
        int freed = 0;
        for (MonotonicTime now = start + seconds(10); now < start + seconds(20); now += milliseconds(1)) {
            freed += takeAll(bucket, now);
            QVERIFY(freed <= (now - seconds(10) - start) / microseconds(1999) + 1);
        }
        QCOMPARE(freed, 5000);
    }

    void L03_L17_fewerStrictRequestsAreNoDebt()
    {
        TokenBucket bucket(limits(10, seconds(10), 10, true), start);
        QCOMPARE(takeAll(bucket, start), 10);
        bucket.reconfigure(limits(4, seconds(10), 4, true), start);
        QCOMPARE(bucket.tokens(start), 0.0);
        QVERIFY(!bucket.tryTake(start + seconds(10) - nanoseconds(1)));
        QCOMPARE(takeAll(bucket, start + seconds(10)), 4);
    }

    void L19_pauseHoldsEvenWithTokens()
    {
        TokenBucket bucket(usual(), start);
        bucket.pauseUntil(start, start + seconds(30));
        QCOMPARE(bucket.tokens(start), 120.0);
        QCOMPARE(bucket.availableAt(start), start + seconds(30));
        QVERIFY(!bucket.tryTake(start + seconds(30) - nanoseconds(1)));
        QVERIFY(bucket.tryTake(start + seconds(30)));
    }

    void L20_serverOnlyLowers()
    {
        TokenBucket bucket(usual(), start);
        bucket.limitTo(start, 7);
        QCOMPARE(bucket.tokens(start), 7.0);
        bucket.limitTo(start, 50);
        QCOMPARE(bucket.tokens(start), 7.0);
        bucket.limitTo(start, 1'000'000'000); // D14
        QCOMPARE(bucket.tokens(start), 7.0);
        bucket.limitTo(start, -3);
        QCOMPARE(bucket.tokens(start), 0.0);
    }

    void L21_aPauseEndsAtTokenRate()
    {
        TokenBucket bucket(usual(), start);
        bucket.pauseUntil(start, start + seconds(30));
        bucket.pauseUntil(start, start + seconds(10)); // the latest counts
        for (int total = 1; total <= 5; ++total)
            QCOMPARE(bucket.servedAt(start, total), start + seconds(30) + milliseconds(600) * (total - 1));
        QCOMPARE(takeAll(bucket, start + seconds(30)), 1);
        QCOMPARE(takeAll(bucket, start + seconds(36)), 10);
    }

    void L21_aPauseThatNobodyWaitedForHasEndedToo()
    {
        TokenBucket bucket(usual(), start);
        bucket.pauseUntil(start, start + seconds(30));
        bucket.pauseUntil(start + seconds(30), start + seconds(60));
        QCOMPARE(bucket.tokens(start + seconds(30)), 1.0);
        bucket.clearPause();
        QCOMPARE(takeAll(bucket, start + seconds(30)), 1);
    }

    void L21_anEndedPauseLeavesAll()
    {
        TokenBucket bucket(usual(), start);
        bucket.pauseUntil(start, start + seconds(30));
        bucket.clearPause();
        QCOMPARE(bucket.pausedUntil(start), std::nullopt);
        QCOMPARE(takeAll(bucket, start), 120);
    }

    void giveBackNeverExceedsTheBurst()
    {
        TokenBucket bucket(usual(), start);
        const auto three = bucket.tryTake(start, 3);
        const auto two = bucket.tryTake(start, 2);
        QVERIFY(three && two && *three != *two);
        bucket.giveBack(start, *two, 2);
        QCOMPARE(bucket.tokens(start), 117.0);
        bucket.giveBack(start + milliseconds(600), *three, 3);
        QCOMPARE(bucket.tokens(start + milliseconds(600)), 120.0);
    }

    void L10_whatWouldHaveRunOverDoesNotComeBack()
    {
        TokenBucket bucket(limits(10, seconds(10), 10), start);
        const auto first = bucket.tryTake(start, 5);
        const MonotonicTime full = start + seconds(5);
        const auto second = bucket.tryTake(full, 5);
        bucket.giveBack(full, *first, 5);
        QCOMPARE(bucket.tokens(full), 5.0);
        bucket.giveBack(full, *second, 5);
        QCOMPARE(bucket.tokens(full), 10.0);
    }

    void L20_eachWordHoldsForWhatWasOutThen()
    {
        TokenBucket bucket(limits(20, hours(1), 20), start);
        const auto old = bucket.tryTake(start, 10);
        bucket.limitTo(start, 10);
        const auto since = bucket.tryTake(start, 5);
        bucket.limitTo(start, 12);
        bucket.giveBack(start, *old, 10);
        QCOMPARE(bucket.tokens(start), 5.0);
        bucket.giveBack(start, *since, 5);
        QCOMPARE(bucket.tokens(start), 10.0);
    }

    void L20_ofManyWordsNoneIsExceeded()
    {
        constexpr int words = 30; // more than it tells apart
        TokenBucket bucket(limits(1000, hours(1), 1000), start);
        QList<TokenBucket::Grant> out;
        for (int i = 0; i < words; ++i) {
            out.append(*bucket.tryTake(start, 10));
            bucket.limitTo(start, 1000 - 10 * (i + 1) + i); // so many of those that are out may come back
        }
        const double before = bucket.tokens(start);
        bucket.giveBack(start, out.constFirst(), 10);
        QCOMPARE(bucket.tokens(start), before);
        for (const TokenBucket::Grant grant : out.mid(1))
            bucket.giveBack(start, grant, 10);
        QCOMPARE(bucket.tokens(start), before + words - 1);
    }

    void L20_whatIsGivenBackRaisesNothingAboveTheServersWord()
    {
        TokenBucket bucket(usual(), start);
        const auto three = bucket.tryTake(start, 3);
        bucket.limitTo(start, 2);
        bucket.giveBack(start, *three, 3);
        QCOMPARE(bucket.tokens(start), 2.0);
        const auto since = bucket.tryTake(start);
        bucket.giveBack(start, *since);
        QCOMPARE(bucket.tokens(start), 2.0);
        // There is room up to what it says, and no more.
        TokenBucket other(usual(), start);
        const auto others = other.tryTake(start, 3);
        other.limitTo(start, 119);
        other.giveBack(start, *others, 3);
        QCOMPARE(other.tokens(start), 119.0);
        // A part of a token takes the room of a whole one.
        TokenBucket third(usual(), start);
        const auto thirds = third.tryTake(start, 3);
        third.limitTo(start + milliseconds(300), 118);
        third.giveBack(start + milliseconds(300), *thirds, 3);
        QCOMPARE(third.tokens(start + milliseconds(300)), 117.5);
    }

    void isAValue()
    {
        TokenBucket one(usual(), start);
        const TokenBucket other = one;
        QVERIFY(one == other);
        QVERIFY(one.tryTake(start));
        QVERIFY(!(one == other));
        QCOMPARE(one.ratePerSecond(), 100.0 / 60);
    }
};

QTEST_GUILESS_MAIN(TestTokenBucket)
#include "tst_tokenbucket.moc"
