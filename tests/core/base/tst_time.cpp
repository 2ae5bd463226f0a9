// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/time.h"

#include <QTest>

#include <limits>

using namespace fuseboard;
using namespace std::chrono;

class TestTime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fromSeconds_data()
    {
        QTest::addColumn<double>("number");
        QTest::addColumn<Duration>("duration");
        QTest::newRow("zero") << 0.0 << Duration::zero();
        QTest::newRow("fraction") << 0.1 << Duration(milliseconds(100));
        QTest::newRow("one nanosecond") << 1e-9 << nanoseconds(1);
        QTest::newRow("rounded, not cut") << 1.9999999999 << Duration(seconds(2));
        QTest::newRow("negative") << -1.5 << Duration(milliseconds(-1500));
        QTest::newRow("NaN") << std::numeric_limits<double>::quiet_NaN() << Duration::zero();
        QTest::newRow("E1 infinite") << std::numeric_limits<double>::infinity() << Duration::max();
        QTest::newRow("E1 -infinite") << -std::numeric_limits<double>::infinity() << Duration::min();
        QTest::newRow("E1 1e308") << 1e308 << Duration::max();
        QTest::newRow("just too long") << 9.3e9 << Duration::max();
    }
    void fromSeconds()
    {
        QFETCH(double, number);
        QFETCH(Duration, duration);
        QCOMPARE(fuseboard::fromSeconds(number), duration);
    }

    void thereAndBack()
    {
        for (const Duration span :
             {Duration(nanoseconds(1)), Duration(milliseconds(333)), Duration(hours(24 * 48) + nanoseconds(1'000'001))})
            QCOMPARE(fuseboard::fromSeconds(toSeconds(span)), span);
    }

    void toMillisecondsKeepsTheFraction() { QCOMPARE(toMilliseconds(microseconds(1500)), 1.5); }
};

QTEST_GUILESS_MAIN(TestTime)
#include "tst_time.moc"
