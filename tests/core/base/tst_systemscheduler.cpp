// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/systemscheduler.h"

#include <QTest>

#include <functional>

using namespace fuseboard;
using namespace std::chrono_literals;

namespace {

/// Stands where the test has put it, and knows how often it was looked at.
struct CountedClock
{
    MonotonicTime now{1h};
    int readings = 0;

    MonotonicTime operator()()
    {
        ++readings;
        return now;
    }
};

} // namespace

/// What the real scheduler does when its clock moves and its timer does not: a machine that was suspended. What all
/// schedulers do is in tst_scheduler.
class TestSystemScheduler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void D10_ADV_F2_aWaitThatEndedInASuspendIsNoticed();
    void D10_ADV_F2_whatIsOverdueRunsOnceInItsOrder();
    void aClockThatGoesBackRunsNothingEarly();
};

void TestSystemScheduler::D10_ADV_F2_aWaitThatEndedInASuspendIsNoticed()
{
    CountedClock clock;
    SystemScheduler scheduler(std::ref(clock), 5ms);
    int runs = 0;
    const TimerHandle handle = scheduler.after(1h, [&runs] { ++runs; });
    const int before = clock.readings;
    QTRY_VERIFY(clock.readings > before + 5); // in rounds, and not once in an hour
    QCOMPARE(runs, 0);
    clock.now += 1h - 1ns;
    const int early = clock.readings;
    QTRY_VERIFY(clock.readings > early + 5);
    QCOMPARE(runs, 0);
    clock.now += 1ns;
    QTRY_COMPARE(runs, 1);
    QCOMPARE(scheduler.pending(), 0);
}

void TestSystemScheduler::D10_ADV_F2_whatIsOverdueRunsOnceInItsOrder()
{
    MonotonicTime now{1h};
    SystemScheduler scheduler([&now] { return now; }, 5ms);
    QByteArray order;
    TimerHandle again;
    const TimerHandle last = scheduler.after(3h, [&order] { order += 'c'; });
    const TimerHandle first = scheduler.after(1min, [&] {
        order += 'a';
        again = scheduler.after(1min, [&order] { order += 'd'; }); // counts from now
    });
    const TimerHandle second = scheduler.after(2h, [&order] { order += 'b'; });
    now += 8h;
    QTRY_COMPARE(order, QByteArray("abc"));
    QCOMPARE(scheduler.pending(), 1);
    now += 1min;
    QTRY_COMPARE(order, QByteArray("abcd"));
}

void TestSystemScheduler::aClockThatGoesBackRunsNothingEarly()
{
    CountedClock clock;
    SystemScheduler scheduler(std::ref(clock), 5ms);
    int runs = 0;
    const TimerHandle handle = scheduler.after(20ms, [&runs] { ++runs; });
    clock.now -= 1min;
    const int before = clock.readings;
    QTRY_VERIFY(clock.readings > before + 10);
    QCOMPARE(runs, 0);
    clock.now += 2min;
    QTRY_COMPARE(runs, 1);
}

QTEST_GUILESS_MAIN(TestSystemScheduler)
#include "tst_systemscheduler.moc"
