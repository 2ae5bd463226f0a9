// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/breakerrules.h"

#include <QTest>

using namespace fuseboard;
using namespace std::chrono;

namespace {

constexpr Duration attempt = seconds(30);

} // namespace

/// What becomes of a configuration, that of a program too, which nobody has validated.
class TestBreakerRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void B04_aCountWindowAsksForNoMoreThanItHolds_data()
    {
        QTest::addColumn<BreakerWindow>("type");
        QTest::addColumn<int>("windowCalls");
        QTest::addColumn<int>("minimumCalls");
        QTest::newRow("B04 a long window") << BreakerWindow::Count << 100 << 10;
        QTest::newRow("B04 a short window") << BreakerWindow::Count << 3 << 3;
        QTest::newRow("B04 a window of one") << BreakerWindow::Count << 1 << 1;
        QTest::newRow("B04 no window") << BreakerWindow::Count << 0 << 1;
        QTest::newRow("B04 a window of time") << BreakerWindow::Time << 3 << 10;
    }
    void B04_aCountWindowAsksForNoMoreThanItHolds()
    {
        QFETCH(BreakerWindow, type);
        QFETCH(int, windowCalls);
        QFETCH(int, minimumCalls);
        CircuitBreakerConfig config;
        config.failureRate = 50;
        config.windowType = type;
        config.windowCalls = windowCalls;
        const BreakerRules rules(config, attempt);
        QVERIFY(!rules.reachesRate(minimumCalls - 1, minimumCalls - 1));
        QVERIFY(rules.reachesRate(minimumCalls, minimumCalls));
    }

    void B03_aRateOfNothingIsNoRateMode_data()
    {
        QTest::addColumn<std::optional<double>>("rate");
        QTest::addColumn<bool>("rateMode");
        QTest::newRow("B03 absent") << std::optional<double>() << false;
        QTest::newRow("B03 zero") << std::optional(0.0) << false;
        QTest::newRow("B03 negative") << std::optional(-1.0) << false;
        QTest::newRow("B03 little") << std::optional(0.001) << true;
        QTest::newRow("B03 beyond all") << std::optional(1000.0) << true;
    }
    void B03_aRateOfNothingIsNoRateMode()
    {
        QFETCH(std::optional<double>, rate);
        QFETCH(bool, rateMode);
        CircuitBreakerConfig config;
        config.failureRate = rate;
        const BreakerRules rules(config, attempt);
        QCOMPARE(rules.isRateMode(), rateMode);
        QVERIFY(!rateMode || rules.reachesRate(100, 100));
    }

    void B17_leasesLastAMinuteToAWeek()
    {
        const CircuitBreakerConfig config;
        QCOMPARE(BreakerRules(config, seconds(1)).lease, Duration(seconds(60)));
        QCOMPARE(BreakerRules(config, minutes(5)).lease, Duration(minutes(5)));
        QCOMPARE(BreakerRules(config, hours(24 * 30)).lease, Duration(hours(24 * 7)));
    }

    void B25_aFactorBelowOneShortensNothing()
    {
        CircuitBreakerConfig config;
        config.recoveryBackoff = 0.5;
        const BreakerRules rules(config, attempt);
        for (int reopenings = 0; reopenings < 5; ++reopenings)
            QCOMPARE(rules.openTime(reopenings), Duration(seconds(60)));
    }
};

QTEST_GUILESS_MAIN(TestBreakerRules)
#include "tst_breakerrules.moc"
