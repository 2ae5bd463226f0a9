// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/outcomewindow.h"

#include <QTest>

using namespace fuseboard;
using namespace std::chrono;

namespace {

const MonotonicTime start(hours(1));

CircuitBreakerConfig windowOf(Duration span)
{
    CircuitBreakerConfig config;
    config.window = span;
    return config;
}

CircuitBreakerConfig windowOf(int calls)
{
    CircuitBreakerConfig config;
    config.windowType = BreakerWindow::Count;
    config.windowCalls = calls;
    return config;
}

using Counts = OutcomeWindow::Counts;

} // namespace

class TestOutcomeWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// A window of 100 s has slots of one: what falls into one of them leaves with its first moment.
    void B06_slotsLeaveWithTheirFirstMoment()
    {
        OutcomeWindow window(windowOf(seconds(100)));
        window.record(start, true);
        window.record(start + milliseconds(999), true);
        window.record(start + seconds(1), false);
        window.record(start + seconds(50), true);
        QCOMPARE(window.counts(start + seconds(100) - nanoseconds(1)), (Counts{4, 3}));
        QCOMPARE(window.counts(start + seconds(100)), (Counts{2, 1}));
        QCOMPARE(window.counts(start + seconds(101) - nanoseconds(1)), (Counts{2, 1}));
        QCOMPARE(window.counts(start + seconds(101)), (Counts{1, 1}));
        QCOMPARE(window.counts(start + seconds(150)), (Counts{0, 0}));
    }

    void B06_whatIsStaleIsForgotten()
    {
        OutcomeWindow window(windowOf(seconds(10)));
        for (int i = 0; i < 1000; ++i)
            window.record(start + milliseconds(200) * i, true);
        const MonotonicTime later = start + hours(1);
        window.record(later, false);
        OutcomeWindow fresh(windowOf(seconds(10)));
        fresh.record(later, false);
        QVERIFY(window == fresh); // in memory too
    }

    void B03_aCountWindowHoldsTheLast()
    {
        OutcomeWindow window(windowOf(3));
        for (const bool failed : {true, true, false, false})
            window.record(start, failed);
        QCOMPARE(window.counts(start + hours(24)), (Counts{3, 1}));
        OutcomeWindow one(windowOf(0)); // files cannot say this
        one.record(start, true);
        one.record(start, false);
        QCOMPARE(one.counts(start), (Counts{1, 0}));
    }

    void B31_onlyAnotherShapeForgets()
    {
        OutcomeWindow window(windowOf(seconds(10)));
        window.record(start, true);
        window.reconfigure(windowOf(seconds(10)));
        QCOMPARE(window.counts(start), (Counts{1, 1}));
        window.reconfigure(windowOf(seconds(11)));
        QCOMPARE(window.counts(start), (Counts{0, 0}));
        window.record(start, true);
        window.reconfigure(windowOf(5));
        QCOMPARE(window.counts(start), (Counts{0, 0}));
        window.record(start, true);
        window.reconfigure(windowOf(6));
        QCOMPARE(window.counts(start), (Counts{0, 0}));
    }
};

QTEST_GUILESS_MAIN(TestOutcomeWindow)
#include "tst_outcomewindow.moc"
