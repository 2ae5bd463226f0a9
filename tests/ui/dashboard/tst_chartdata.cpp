// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dashboard/chartdata.h"
#include "dashboard/chartscale.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class tst_chartdata : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newestFinishedBucketStandsAtTheRightEdge();
    void unfinishedBucketIsLeftOut();
    void longBucketsCountWhileTheyFill();
    void longGapsStayEmpty();
    void ADV_O10_lonelyValueIsADash();
    void spansOfTheBreaker();
    void openingBeforeTheChartIsNotItsOwn();
    void coarseBucketsKeepTheirShares();
    void ADV_O9_manyPointsAreTakenTogether();
    void ADV_O9_aMillionPoints();
    void groupsStandOnTheClock();
    void ADV_O10_nothingGivesNothing();
    void ADV_O10_scalesAreRound_data();
    void ADV_O10_scalesAreRound();
    void countsHaveWholeMarks_data();
    void countsHaveWholeMarks();
    void marksEndNow_data();
    void marksEndNow();
};

namespace {

/// One point a second; values below zero are missing.
QList<SeriesPoint> seconds(const QList<int> &milliseconds)
{
    QList<SeriesPoint> points;
    for (qsizetype i = 0; i < milliseconds.size(); ++i) {
        SeriesPoint point;
        point.at = MonotonicTime(std::chrono::seconds(100 + i));
        point.width = 1s;
        if (milliseconds.at(i) >= 0)
            point.p95 = std::chrono::milliseconds(milliseconds.at(i));
        points.append(point);
    }
    return points;
}

/// As read in the moment in which the last second of the points begins.
ChartData chartOf(const QList<SeriesPoint> &points, Duration span)
{
    return {points, span, points.last().at};
}

ChartLine p95Of(const ChartData &data)
{
    return data.line(
        [](const SeriesPoint &point) { return point.p95 ? std::optional(toMilliseconds(*point.p95)) : std::nullopt; });
}

} // namespace

void tst_chartdata::newestFinishedBucketStandsAtTheRightEdge()
{
    const ChartLine line = p95Of(chartOf(seconds({10, 20, 30, 99}), 60s));
    QCOMPARE(line.size(), 1);
    QCOMPARE(line.first().last(), QPointF(1, 30));
    QCOMPARE(line.first().first(), QPointF(1 - 2.0 / 60, 10));
    QCOMPARE(highestOf(line), 30.0);
}

void tst_chartdata::unfinishedBucketIsLeftOut()
{
    QVERIFY(chartOf(seconds({10}), 60s).isEmpty());
    QCOMPARE(p95Of(chartOf(seconds({10, 500}), 60s)).first().last().y(), 10.0);
}

void tst_chartdata::longBucketsCountWhileTheyFill()
{
    // The day's first five minutes, 75 s old.
    SeriesPoint first;
    first.at = MonotonicTime(100s);
    first.width = 5min;
    first.succeeded = 150;
    first.p95 = 40ms;
    first.breaker = BreakerState::Open;
    first.open = 15s;
    first.openings = 1;
    const ChartData data({first}, 24h, first.at + 75s);
    QVERIFY(!data.isEmpty());
    QCOMPARE(data.points().last().succeeded / toSeconds(data.points().last().width), 2.0);
    QCOMPARE(data.recorded(), Duration(75s));
    QCOMPARE(data.openShare(), 0.2);
    QCOMPARE(data.openings(), 1);
    const ChartLine line = p95Of(data);
    QCOMPARE(line.size(), 1);
    QCOMPARE(line.first().last(), QPointF(1, 40));
    QVERIFY2(line.first().first().x() < 0.995, "wide enough to be seen");
    QVERIFY(ChartData({first}, 24h, first.at + 500ms).isEmpty());
}

void tst_chartdata::longGapsStayEmpty()
{
    // A sixtieth of five minutes is five seconds: four empty ones are bridged, six are a gap.
    QCOMPARE(p95Of(chartOf(seconds({1, 1, -1, -1, -1, -1, 1, 1, 1}), 300s)).size(), 1);
    QCOMPARE(p95Of(chartOf(seconds({1, 1, -1, -1, -1, -1, -1, -1, 1, 1, 1}), 300s)).size(), 2);
}

void tst_chartdata::ADV_O10_lonelyValueIsADash()
{
    const ChartLine line = p95Of(chartOf(seconds({7, -1, -1, -1}), 60s));
    QCOMPARE(line.first().size(), 2);
    QVERIFY(line.first().at(1).x() > line.first().at(0).x());
    QCOMPARE(line.first().at(0).y(), 7.0);
}

void tst_chartdata::spansOfTheBreaker()
{
    QList<SeriesPoint> points = seconds({1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1});
    for (const int i : {2, 3, 6, 7})
        points[i].breaker = BreakerState::Open;
    points[2].openings = points[6].openings = 1;
    points[2].open = points[7].open = 500ms;
    points[3].open = points[6].open = 1s;
    points[4].breaker = BreakerState::HalfOpen;
    const ChartData data = chartOf(points, 10s);
    const QList<BreakerState> states{BreakerState::Closed, BreakerState::Open, BreakerState::HalfOpen,
                                     BreakerState::Closed, BreakerState::Open, BreakerState::Closed};
    QCOMPARE(data.breakerSpans().size(), states.size());
    for (qsizetype i = 0; i < states.size(); ++i)
        QCOMPARE(data.breakerSpans().at(i).state, states.at(i));
    QCOMPARE(data.breakerSpans().first().from, 0.0);
    QCOMPARE(data.breakerSpans().last().to, 1.0);
    QCOMPARE(data.openings(), 2);
    QCOMPARE(data.openShare(), 0.3); // to the moment, not to the bucket
    QVERIFY(data.breakerSpans().at(1).beginsHere && data.breakerSpans().at(4).beginsHere);
}

void tst_chartdata::openingBeforeTheChartIsNotItsOwn()
{
    QList<SeriesPoint> points = seconds({1, 1, 1, 1, 1});
    for (const int i : {0, 1}) {
        points[i].breaker = BreakerState::Open;
        points[i].open = 1s;
    }
    const ChartData data = chartOf(points, 60s);
    QCOMPARE(data.breakerSpans().first().state, BreakerState::Open);
    QVERIFY(!data.breakerSpans().first().beginsHere);
    QCOMPARE(data.openings(), 0);
    QCOMPARE(data.openShare(), 0.5);
    QCOMPARE(data.recorded(), Duration(4s)); // of the minute that the chart shows
}

void tst_chartdata::coarseBucketsKeepTheirShares()
{
    QList<SeriesPoint> points = seconds(QList<int>(301, 10));
    for (SeriesPoint &point : points) {
        point.breaker = BreakerState::Open; // the worst of each
        point.open = 100ms;
        point.openings = 1;
    }
    const ChartData data = chartOf(points, 300s);
    QCOMPARE_LE(data.points().size(), 101);
    QVERIFY(std::abs(data.openShare() - 0.1) < 1e-6);
    QCOMPARE(data.openings(), 300);
}

void tst_chartdata::ADV_O9_manyPointsAreTakenTogether()
{
    QList<SeriesPoint> points = seconds(QList<int>(301, 10));
    for (SeriesPoint &point : points) {
        point.succeeded = 2;
        point.tokens = 5;
    }
    points[30].p95 = 90ms;
    points[30].tokens = 1;
    points[30].waiting = 7;
    points[30].breaker = BreakerState::Open;
    const ChartData data = chartOf(points, 300s);
    QCOMPARE_LE(data.points().size(), 101);
    quint64 succeeded = 0;
    for (const SeriesPoint &point : data.points())
        succeeded += point.succeeded;
    QCOMPARE(succeeded, 600u);
    QCOMPARE(highestOf(p95Of(data)), 90.0);
    const auto worst = std::find_if(data.points().begin(), data.points().end(),
                                    [](const SeriesPoint &point) { return point.waiting == 7; });
    QVERIFY(worst != data.points().end());
    QCOMPARE(worst->tokens, 1.0);
    QCOMPARE(worst->breaker, BreakerState::Open);
}

// More than any client keeps: what is drawn does not grow with it.
void tst_chartdata::ADV_O9_aMillionPoints()
{
    const QList<SeriesPoint> points = seconds(QList<int>(1'000'000, 10));
    const ChartData data = chartOf(points, std::chrono::seconds(points.size()));
    const ChartLine line = p95Of(data);
    QCOMPARE_LE(data.points().size(), 101);
    QCOMPARE(line.size(), 1);
    QCOMPARE_LE(line.first().size(), 101);
}

void tst_chartdata::groupsStandOnTheClock()
{
    QList<SeriesPoint> points = seconds(QList<int>(302, 10));
    for (qsizetype i = 0; i < points.size(); ++i)
        points[i].succeeded = static_cast<quint32>(i % 17);
    const auto before = chartOf(points.first(301), 300s).points();
    const auto after = chartOf(points.sliced(1), 300s).points();
    // One second later the groups within hold the same calls.
    for (const SeriesPoint &point : before.sliced(2, 90)) {
        const auto same = std::find_if(after.begin(), after.end(),
                                       [&](const SeriesPoint &other) { return other.at == point.at; });
        QVERIFY(same != after.end());
        QCOMPARE(same->succeeded, point.succeeded);
    }
}

void tst_chartdata::ADV_O10_nothingGivesNothing()
{
    const ChartData data;
    QVERIFY(p95Of(data).isEmpty());
    QVERIFY(data.breakerSpans().isEmpty());
    QCOMPARE(data.openShare(), 0.0);
    QCOMPARE(data.openings(), 0);
    QCOMPARE(highestOf({}), 0.0);
}

void tst_chartdata::ADV_O10_scalesAreRound_data()
{
    QTest::addColumn<double>("highest");
    QTest::addColumn<double>("maximum");
    QTest::newRow("design") << 506.0 << 600.0;
    QTest::newRow("small") << 0.7 << 3.0;
    QTest::newRow("exact") << 28.0 << 30.0;
    QTest::newRow("nothing") << 0.0 << 3.0;
    QTest::newRow("negative") << -5.0 << 3.0;
    QTest::newRow("infinite") << std::numeric_limits<double>::infinity() << 3.0;
    QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN() << 3.0;
    QTest::newRow("huge") << 3.6e6 << 4.5e6;
}

void tst_chartdata::ADV_O10_scalesAreRound()
{
    QFETCH(double, highest);
    QFETCH(double, maximum);
    const NiceScale scale = niceScale(highest, 3);
    QCOMPARE(scale.maximum, maximum);
    QVERIFY(!(highest > scale.maximum) || !std::isfinite(highest));
}

void tst_chartdata::countsHaveWholeMarks_data()
{
    QTest::addColumn<double>("highest");
    QTest::addColumn<double>("maximum");
    QTest::newRow("none") << 0.0 << 6.0;
    QTest::newRow("4") << 4.0 << 6.0;
    QTest::newRow("7") << 7.0 << 9.0;
    QTest::newRow("40") << 40.0 << 45.0;
    QTest::newRow("506") << 506.0 << 600.0;
    QTest::newRow("million") << 1e6 << 1.2e6;
}

void tst_chartdata::countsHaveWholeMarks()
{
    QFETCH(double, highest);
    const NiceScale scale = countScale(highest, 4);
    QTEST(scale.maximum, "maximum");
    QCOMPARE(std::fmod(scale.maximum, scale.intervals), 0.0);
}

void tst_chartdata::marksEndNow_data()
{
    QTest::addColumn<TimeRange>("range");
    QTest::addColumn<QString>("first");
    QTest::newRow("1 min") << TimeRange::OneMinute << u"-60 s"_s;
    QTest::newRow("5 min") << TimeRange::FiveMinutes << u"-5 min"_s;
    QTest::newRow("15 min") << TimeRange::FifteenMinutes << u"-15 min"_s;
    QTest::newRow("1 h") << TimeRange::OneHour << u"-60 min"_s;
    QTest::newRow("24 h") << TimeRange::OneDay << u"-24 h"_s;
}

void tst_chartdata::marksEndNow()
{
    QFETCH(TimeRange, range);
    QFETCH(QString, first);
    QCOMPARE(rangeMarks(range).first(), first);
    QCOMPARE(rangeMarks(range).last(), u"now"_s);
    QCOMPARE(rangeLabel(range), QString::fromLatin1(QTest::currentDataTag()));
}

QTEST_GUILESS_MAIN(tst_chartdata)
#include "tst_chartdata.moc"
