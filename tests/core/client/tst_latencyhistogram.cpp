// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/random.h"
#include "client/latencyhistogram.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace fuseboard;
using namespace std::chrono_literals;

class TestLatencyHistogram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void X04_withoutSamplesThereIsNoFigure();
    void staysWithinOnePercent();
    void everyValueHasItsBucket();
    void X04_mergedPercentilesAreThoseOfTheWhole();
    void keepsExtremesAndMeanExactly();
    void countsValuesBeyondTheEnds();
    void addsWhatWasCountedElsewhere();
};

void TestLatencyHistogram::X04_withoutSamplesThereIsNoFigure()
{
    const LatencyHistogram histogram;
    QCOMPARE(histogram.count(), 0U);
    QVERIFY(!histogram.percentile(50));
    QVERIFY(!histogram.minimum());
    QVERIFY(!histogram.maximum());
    QVERIFY(!histogram.mean());
}

void TestLatencyHistogram::staysWithinOnePercent()
{
    SeededRandom random(7);
    std::vector<double> values;
    LatencyHistogram histogram;
    for (int i = 0; i < 20'000; ++i) {
        // From 1 µs to 1 h, evenly over the orders of magnitude.
        const double us = std::pow(3.6e9, random.uniform());
        values.push_back(us);
        histogram.record(Duration(static_cast<Duration::rep>(us * 1000)));
    }
    std::sort(values.begin(), values.end());
    for (const double p : {1.0, 10.0, 50.0, 90.0, 95.0, 99.0, 99.9}) {
        const auto rank = static_cast<std::size_t>(std::ceil(p / 100 * static_cast<double>(values.size())));
        const double truth = values.at(rank - 1);
        const double told = static_cast<double>(histogram.percentile(p)->count()) / 1000;
        QVERIFY2(std::abs(told - truth) <= 0.01 * truth,
                 qPrintable(QStringLiteral("p%1: %2 instead of %3 µs").arg(p).arg(told).arg(truth)));
    }
}

void TestLatencyHistogram::everyValueHasItsBucket()
{
    // The ends of each bucket are where the error is greatest: 2,000 steps of a doubling meet them all.
    std::size_t last = 0;
    for (double exact = 1'000; exact <= 3.6e12; exact *= 1.0003) {
        const auto value = Duration(static_cast<Duration::rep>(exact));
        const std::size_t index = LatencyHistogram::indexOf(value);
        QVERIFY(index == last || index == last + 1 || last == 0);
        last = index;
        const auto told = static_cast<double>(LatencyHistogram::valueAt(index).count());
        QVERIFY2(std::abs(told - exact) <= 0.01 * exact, qPrintable(QString::number(exact)));
        QCOMPARE(LatencyHistogram::indexOf(LatencyHistogram::valueAt(index)), index);
    }
    QCOMPARE(last, LatencyHistogram::indexOf(std::chrono::hours(1)));
    QVERIFY(last * sizeof(quint32) < 10'000);
}

void TestLatencyHistogram::X04_mergedPercentilesAreThoseOfTheWhole()
{
    LatencyHistogram fast;
    LatencyHistogram slow;
    LatencyHistogram whole;
    for (int i = 1; i <= 900; ++i) {
        fast.record(i * 10us);
        whole.record(i * 10us);
    }
    for (int i = 1; i <= 100; ++i) {
        slow.record(i * 10ms);
        whole.record(i * 10ms);
    }
    LatencyHistogram merged;
    merged.merge(fast);
    merged.merge(slow);
    merged.merge(LatencyHistogram());
    for (const double p : {1.0, 50.0, 89.9, 90.1, 95.0, 99.0, 100.0})
        QCOMPARE(merged.percentile(p), whole.percentile(p));
    QCOMPARE(merged.count(), whole.count());
    QCOMPARE(merged.mean(), whole.mean());
}

void TestLatencyHistogram::keepsExtremesAndMeanExactly()
{
    LatencyHistogram histogram;
    histogram.record(1'234'567ns);
    histogram.record(2'000'001ns);
    QCOMPARE(*histogram.minimum(), Duration(1'234'567));
    QCOMPARE(*histogram.maximum(), Duration(2'000'001));
    QCOMPARE(*histogram.mean(), Duration((1'234'567 + 2'000'001) / 2));
    QCOMPARE(*histogram.percentile(100), Duration(2'000'001));
    histogram.clear();
    QCOMPARE(histogram.count(), 0U);
}

void TestLatencyHistogram::countsValuesBeyondTheEnds()
{
    LatencyHistogram histogram;
    histogram.record(-5s);
    histogram.record(0s);
    histogram.record(std::chrono::hours(30));
    QCOMPARE(histogram.count(), 3U);
    QCOMPARE(*histogram.maximum(), Duration(std::chrono::hours(30)));
    QVERIFY(*histogram.percentile(100) <= std::chrono::hours(30));
    QVERIFY(*histogram.percentile(100) >= std::chrono::minutes(59));
}

void TestLatencyHistogram::addsWhatWasCountedElsewhere()
{
    LatencyHistogram histogram;
    histogram.addBucket(LatencyHistogram::indexOf(5ms), 3);
    histogram.addBucket(LatencyHistogram::indexOf(5ms), 0);
    QCOMPARE(histogram.count(), 3U);
    QVERIFY(*histogram.percentile(50) > 4900us && *histogram.percentile(50) < 5100us);
}

QTEST_GUILESS_MAIN(TestLatencyHistogram)
#include "tst_latencyhistogram.moc"
