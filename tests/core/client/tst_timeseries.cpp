// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/timeseries.h"

#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;

namespace {
constexpr MonotonicTime seriesStart{1h};
}

class TestTimeSeries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsByOutcome();
    void X04_secondsWithoutSamplesAreGaps();
    void carriesStateThroughQuietSeconds();
    void choosesTheFinestResolution();
    void forgetsWhatIsTooOld();
    void showsTheWorstOfASecond();
    void beginsWithTheFirstLevel();
    void tellsHowLongAndHowOftenItWasOpen();
    void orderedByHandIsNoOpening();
    void revisionGrowsWithFinishedBuckets();
    void summarisesTheLastSeconds();
    void keepsThePercentilesOfWhatIsOver();
};

void TestTimeSeries::countsByOutcome()
{
    TimeSeries series(seriesStart);
    series.recordCall(seriesStart, CallOutcome::Succeeded, false, 5ms);
    series.recordCall(seriesStart, CallOutcome::Succeeded, true, 15ms);
    series.recordCall(seriesStart + 999ms, CallOutcome::Failed, true, 25ms);
    series.recordCall(seriesStart + 1s, CallOutcome::Refused, false, std::nullopt);
    series.recordCall(seriesStart + 1s, CallOutcome::Cancelled, false, std::nullopt);
    const auto points = series.points(seriesStart + 1s, 1min);
    QCOMPARE(points.size(), 2);
    QCOMPARE(points.at(0).at, seriesStart);
    QCOMPARE(points.at(0).width, Duration(1s));
    QCOMPARE(points.at(0).succeeded, 1U);
    QCOMPARE(points.at(0).retried, 1U);
    QCOMPARE(points.at(0).failed, 1U);
    QCOMPARE(points.at(0).refused, 0U);
    QCOMPARE(points.at(1).refused, 1U);
    QVERIFY(points.at(0).p50 > Duration(14ms) && points.at(0).p50 < Duration(16ms));
}

void TestTimeSeries::X04_secondsWithoutSamplesAreGaps()
{
    TimeSeries series(seriesStart);
    series.recordCall(seriesStart, CallOutcome::Succeeded, false, 5ms);
    series.recordCall(seriesStart + 3s, CallOutcome::Succeeded, false, 5ms);
    const auto points = series.points(seriesStart + 3s, 1min);
    QCOMPARE(points.size(), 4);
    QVERIFY(points.at(0).p95 && points.at(3).p95);
    QVERIFY(!points.at(1).p95 && !points.at(2).p95);
    QCOMPARE(points.at(2).succeeded, 0U);
}

void TestTimeSeries::carriesStateThroughQuietSeconds()
{
    TimeSeries series(seriesStart);
    series.recordBreaker(seriesStart, BreakerState::Open);
    series.recordTokens(seriesStart, 0, 7);
    const auto points = series.points(seriesStart + 10s, 5s);
    QCOMPARE(points.size(), 5);
    for (const SeriesPoint &point : points) {
        QCOMPARE(point.breaker, BreakerState::Open);
        QCOMPARE(point.waiting, 7);
    }
}

void TestTimeSeries::choosesTheFinestResolution()
{
    TimeSeries series(seriesStart);
    for (int second = 0; second < 7200; ++second)
        series.recordCall(seriesStart + std::chrono::seconds(second), CallOutcome::Succeeded, false, 5ms);
    const MonotonicTime now = seriesStart + 7199s;
    QCOMPARE(series.points(now, 1min).size(), 60);
    QCOMPARE(series.points(now, 5min).size(), 300);
    QCOMPARE(series.points(now, 5min).last().width, Duration(1s));
    QCOMPARE(series.points(now, 1h).size(), 300);
    QCOMPARE(series.points(now, 1h).first().width, Duration(12s));
    QCOMPARE(series.points(now, 1h).first().succeeded, 12U);
    QCOMPARE(series.points(now, 24h).last().width, Duration(5min));
    QCOMPARE(series.points(now, 24h).size(), 24);
}

void TestTimeSeries::forgetsWhatIsTooOld()
{
    TimeSeries series(seriesStart);
    series.recordCall(seriesStart, CallOutcome::Succeeded, false, 5ms);
    series.recordCall(seriesStart + 400s, CallOutcome::Succeeded, false, 5ms);
    quint32 total = 0;
    for (const SeriesPoint &point : series.points(seriesStart + 400s, 5min))
        total += point.succeeded;
    QCOMPARE(total, 1U);
    QCOMPARE(series.points(seriesStart + 1000h, 24h).size(), 288);
}

void TestTimeSeries::showsTheWorstOfASecond()
{
    TimeSeries series(seriesStart);
    series.recordTokens(seriesStart, 20, 0);
    series.recordTokens(seriesStart + 1100ms, 3, 4);
    series.recordTokens(seriesStart + 1200ms, 9, 1);
    series.recordBreaker(seriesStart + 1300ms, BreakerState::Open);
    series.recordBreaker(seriesStart + 1400ms, BreakerState::Closed);
    const auto points = series.points(seriesStart + 2s, 1min);
    QCOMPARE(points.at(1).tokens, 3.0);
    QCOMPARE(points.at(1).waiting, 4);
    QCOMPARE(points.at(1).breaker, BreakerState::Open);
    QCOMPARE(points.at(2).tokens, 9.0);
    QCOMPARE(points.at(2).breaker, BreakerState::Closed);
}

void TestTimeSeries::beginsWithTheFirstLevel()
{
    TimeSeries series(seriesStart);
    series.recordTokens(seriesStart, 100, 0);
    series.recordTokens(seriesStart + 100ms, 98, 0);
    for (const Duration span : {Duration(1min), Duration(1h), Duration(24h)})
        QCOMPARE(series.points(seriesStart + 1s, span).first().tokens, 98.0);
}

void TestTimeSeries::tellsHowLongAndHowOftenItWasOpen()
{
    TimeSeries series(seriesStart);
    series.recordBreaker(seriesStart + 200ms, BreakerState::Open);
    series.recordBreaker(seriesStart + 300ms, BreakerState::HalfOpen);
    series.recordBreaker(seriesStart + 350ms, BreakerState::Open);
    series.recordBreaker(seriesStart + 2400ms, BreakerState::Closed);
    const auto points = series.points(seriesStart + 3s, 1min);
    QCOMPARE(points.at(0).open, Duration(750ms));
    QCOMPARE(points.at(0).openings, 2);
    QCOMPARE(points.at(1).open, Duration(1s));
    QCOMPARE(points.at(1).openings, 0);
    QCOMPARE(points.at(2).open, Duration(400ms));
    QCOMPARE(points.at(3).open, Duration(0));
    const auto coarse = series.points(seriesStart + 3s, 1h);
    QCOMPARE(coarse.size(), 1);
    QCOMPARE(coarse.first().open, Duration(2150ms)); // not the whole bucket of 12 s
    QCOMPARE(coarse.first().openings, 2);
}

void TestTimeSeries::orderedByHandIsNoOpening()
{
    TimeSeries series(seriesStart);
    series.recordBreaker(seriesStart + 200ms, BreakerState::Open, true);
    series.recordBreaker(seriesStart + 700ms, BreakerState::Closed, true);
    const auto points = series.points(seriesStart + 1s, 1min);
    QCOMPARE(points.first().open, Duration(500ms)); // nothing was sent all the same
    QCOMPARE(points.first().breaker, BreakerState::Open);
    QCOMPARE(points.first().openings, 0);
}

void TestTimeSeries::revisionGrowsWithFinishedBuckets()
{
    const TimeSeries series(seriesStart);
    QCOMPARE(series.revision(seriesStart + 999ms), series.revision(seriesStart));
    QVERIFY(series.revision(seriesStart + 1s) > series.revision(seriesStart));
}

void TestTimeSeries::summarisesTheLastSeconds()
{
    TimeSeries series(seriesStart);
    for (int second = 0; second < 120; ++second)
        series.recordCall(seriesStart + std::chrono::seconds(second),
                          second % 2 ? CallOutcome::Failed : CallOutcome::Succeeded, false, second < 60 ? 1ms : 100ms);
    const SeriesSummary minute = series.summary(seriesStart + 119s, 60s);
    QCOMPARE(minute.succeeded, 30U);
    QCOMPARE(minute.failed, 30U);
    QVERIFY(minute.latency.percentile(1) > Duration(90ms));
}

void TestTimeSeries::keepsThePercentilesOfWhatIsOver()
{
    TimeSeries series(seriesStart);
    for (int call = 1; call <= 100; ++call)
        series.recordCall(seriesStart + call * 10ms, CallOutcome::Succeeded, false, call * 1ms);
    for (const Duration span : {Duration(5min), Duration(1h), Duration(24h)}) {
        const SeriesPoint open = series.points(seriesStart + 1s, span).first();
        QVERIFY(open.p50 && open.p95 && open.p99);
        QVERIFY(open.p50 < open.p95 && open.p95 < open.p99);
    }
    const SeriesPoint before = series.points(seriesStart + 1s, 24h).first();
    series.recordCall(seriesStart + 10min, CallOutcome::Succeeded, false, 1h);
    series.recordCall(seriesStart + 20min, CallOutcome::Succeeded, false, 1h);
    const SeriesPoint after = series.points(seriesStart + 20min, 24h).first();
    QCOMPARE(after.p50, before.p50);
    QCOMPARE(after.p95, before.p95);
    QCOMPARE(after.p99, before.p99);
    QVERIFY(!series.points(seriesStart + 20min, 1h).at(1).p50); // a gap stays one
}

QTEST_GUILESS_MAIN(TestTimeSeries)
#include "tst_timeseries.moc"
