// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/systemscheduler.h"
#include "base/virtualscheduler.h"

#include <QEventLoop>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <vector>

using namespace fuseboard;
using namespace std::chrono;

namespace {

constexpr milliseconds step{2};

/// Lets the scheduler's tasks run until the condition holds.
template<class Condition>
bool letRun(Scheduler &scheduler, Condition condition)
{
    if (auto *clock = dynamic_cast<VirtualScheduler *>(&scheduler)) {
        clock->runUntilIdle();
        return condition();
    }
    return QTest::qWaitFor(condition);
}

} // namespace

class TestScheduler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        const bool system = QByteArray(QTest::currentDataTag()) == "system";
        if (system)
            m_scheduler = std::make_unique<SystemScheduler>();
        else
            m_scheduler = std::make_unique<VirtualScheduler>();
    }
    void cleanup() { m_scheduler.reset(); }

    void byDueTimeThenByCreation_data() { both(); }
    void byDueTimeThenByCreation()
    {
        QList<int> order;
        const auto note = [&order](int number) { return [&order, number] { order.append(number); }; };
        std::vector<TimerHandle> handles;
        handles.push_back(m_scheduler->after(step * 2, note(3)));
        handles.push_back(m_scheduler->after(step, note(1)));
        handles.push_back(m_scheduler->after(seconds(-5), note(0)));
        if (dynamic_cast<VirtualScheduler *>(m_scheduler.get()) != nullptr)
            handles.push_back(m_scheduler->after(step, note(2))); // the very same moment
        else
            order.reserve(4);
        QCOMPARE(m_scheduler->pending(), qsizetype(handles.size()));
        QVERIFY(letRun(*m_scheduler, [&] { return order.size() == qsizetype(handles.size()); }));
        QVERIFY(std::is_sorted(order.begin(), order.end()));
        QCOMPARE(m_scheduler->pending(), 0);
    }

    void neverFromInsideAfter_data() { both(); }
    void neverFromInsideAfter()
    {
        bool ran = false;
        const TimerHandle handle = m_scheduler->after(Duration::zero(), [&ran] { ran = true; });
        QVERIFY(!ran);
        QVERIFY(handle.isActive());
        QVERIFY(letRun(*m_scheduler, [&ran] { return ran; }));
        QVERIFY(!handle.isActive());
    }

    void neverEarly_data() { both(); }
    void neverEarly()
    {
        for (int i = 0; i < 20; ++i) {
            const MonotonicTime due = m_scheduler->now() + microseconds(700) * i;
            std::optional<MonotonicTime> ran;
            const TimerHandle handle = m_scheduler->after(microseconds(700) * i, [&] { ran = m_scheduler->now(); });
            QVERIFY(letRun(*m_scheduler, [&ran] { return ran.has_value(); }));
            QVERIFY(*ran >= due);
        }
    }

    void droppingOrCancellingDropsTheTask_data() { both(); }
    void droppingOrCancellingDropsTheTask()
    {
        int ran = 0;
        {
            const TimerHandle dropped = m_scheduler->after(step, [&ran] { ++ran; });
        }
        TimerHandle cancelled = m_scheduler->after(step, [&ran] { ++ran; });
        cancelled.cancel();
        cancelled.cancel();
        TimerHandle replaced = m_scheduler->after(step, [&ran] { ++ran; });
        replaced = m_scheduler->after(step * 3, [&ran] { ran += 10; });
        QCOMPARE(m_scheduler->pending(), 1);
        QVERIFY(letRun(*m_scheduler, [&ran] { return ran >= 10; }));
        QCOMPARE(ran, 10);
    }

    void aTaskMayCancelOthersAndItself_data() { both(); }
    void aTaskMayCancelOthersAndItself()
    {
        QList<int> order;
        TimerHandle self;
        TimerHandle other = m_scheduler->after(step, [&order] { order.append(2); });
        self = m_scheduler->after(Duration::zero(), [&] {
            order.append(1);
            other.cancel();
            self = TimerHandle();
        });
        const TimerHandle third = m_scheduler->after(step * 2, [&order] { order.append(3); });
        QVERIFY(letRun(*m_scheduler, [&order] { return order.contains(3); }));
        QCOMPARE(order, (QList<int>{1, 3}));
    }

    void destroyingATaskMayCancelOthers_data() { both(); }
    void destroyingATaskMayCancelOthers()
    {
        auto inner = std::make_shared<TimerHandle>(m_scheduler->after(step, [] {}));
        TimerHandle outer = m_scheduler->after(step, [inner] {});
        inner.reset();
        QCOMPARE(m_scheduler->pending(), 2);
        outer.cancel();
        QCOMPARE(m_scheduler->pending(), 0);
    }

    void tasksMayAddTasks_data() { both(); }
    void tasksMayAddTasks()
    {
        int turns = 0;
        TimerHandle handle;
        std::function<void()> again = [&] {
            if (++turns < 50)
                handle = m_scheduler->after(Duration::zero(), again);
        };
        handle = m_scheduler->after(Duration::zero(), again);
        QVERIFY(letRun(*m_scheduler, [&turns] { return turns == 50; }));
    }

    void handlesOutliveTheScheduler_data() { both(); }
    void handlesOutliveTheScheduler()
    {
        TimerHandle handle = m_scheduler->after(hours(1), [] {});
        const TimerHandle another = m_scheduler->after(hours(1), [] {});
        m_scheduler.reset();
        QVERIFY(!handle.isActive());
        QCOMPARE(handle.due(), std::nullopt);
        handle.cancel();
    }

    void R06_hugeDelaysDoNotRunAtOnce_data() { both(); }
    void R06_hugeDelaysDoNotRunAtOnce()
    {
        bool early = false;
        std::vector<TimerHandle> handles;
        for (const Duration delay : {Duration(milliseconds(2'147'483'648)), Duration(hours(24 * 60)), Duration::max()})
            handles.push_back(m_scheduler->after(delay, [&early] { early = true; }));
        QVERIFY(handles.back().due() == MonotonicTime::max());
        bool ran = false;
        const TimerHandle soon = m_scheduler->after(step * 5, [&ran] { ran = true; });
        if (auto *clock = dynamic_cast<VirtualScheduler *>(m_scheduler.get()))
            clock->advance(step * 5);
        else
            QTRY_VERIFY(ran);
        QVERIFY(ran);
        QVERIFY(!early);
        QCOMPARE(m_scheduler->pending(), 3);
    }

    void movingHandles_data() { both(); }
    void movingHandles()
    {
        bool ran = false;
        TimerHandle one = m_scheduler->after(step, [&ran] { ran = true; });
        TimerHandle two = std::move(one);
        QVERIFY(!one.isActive()); // NOLINT(bugprone-use-after-move): defined as empty
        QVERIFY(two.isActive());
        one.cancel();
        TimerHandle &alias = two;
        two = std::move(alias);
        QVERIFY(letRun(*m_scheduler, [&ran] { return ran; }));
    }

    void tasksAddedMeanwhileWaitForTheNextTurn()
    {
        SystemScheduler scheduler;
        QList<int> order;
        TimerHandle added;
        QTimer other;
        other.setSingleShot(true);
        connect(&other, &QTimer::timeout, this, [&order] { order.append(2); });
        const TimerHandle first = scheduler.after(Duration::zero(), [&] {
            order.append(1);
            other.start(0);
            added = scheduler.after(Duration::zero(), [&order] { order.append(3); });
        });
        QTRY_COMPARE(order.size(), 3);
        QCOMPARE(order.constFirst(), 1);
    }

    void timersRunInsideANestedLoop_data()
    {
        QTest::addColumn<bool>("madeBefore");
        QTest::addColumn<Duration>("delay");
        QTest::newRow("made in it") << false << Duration(1ms);
        QTest::newRow("made in it, due at once") << false << Duration(0ms);
        QTest::newRow("made before it") << true << Duration(20ms);
        QTest::newRow("due together with it") << true << Duration(0ms);
    }
    void timersRunInsideANestedLoop()
    {
        QFETCH(bool, madeBefore);
        QFETCH(Duration, delay);
        SystemScheduler scheduler;
        QEventLoop loop; // a dialog that somebody else opens in a listener of finished()
        std::optional<bool> firedInside;
        const auto fire = [&] {
            firedInside = loop.isRunning();
            loop.quit();
        };
        TimerHandle inner;
        const TimerHandle outer = scheduler.after(0ms, [&] {
            if (!madeBefore)
                inner = scheduler.after(delay, fire);
            QTimer::singleShot(5s, &loop, &QEventLoop::quit); // where timers stand still
            loop.exec();
        });
        if (madeBefore)
            inner = scheduler.after(delay, fire);
        QTRY_VERIFY_WITH_TIMEOUT(firedInside.has_value(), 10000);
        QVERIFY(*firedInside);
    }

    void theSystemsClocks()
    {
        const SystemScheduler scheduler;
        const MonotonicTime first = scheduler.now();
        QVERIFY(scheduler.now() >= first);
        const auto seconds = duration_cast<std::chrono::seconds>(scheduler.wallNow().time_since_epoch()).count();
        QVERIFY(std::abs(seconds - QDateTime::currentSecsSinceEpoch()) <= 2);
    }

    void virtualTimeOnlyMovesWhenTold()
    {
        VirtualScheduler clock;
        const MonotonicTime start = clock.now();
        const WallTime wall = clock.wallNow();
        QList<Duration> moments;
        const TimerHandle one = clock.after(seconds(1), [&] { moments.append(clock.now() - start); });
        const TimerHandle two = clock.after(seconds(3), [&] { moments.append(clock.now() - start); });
        clock.runDue();
        QVERIFY(moments.isEmpty());
        clock.advance(seconds(2));
        QCOMPARE(moments, QList<Duration>{seconds(1)});
        QCOMPARE(clock.now() - start, Duration(seconds(2)));
        QCOMPARE(clock.runUntilIdle(milliseconds(500)), Duration::zero());
        QCOMPARE(clock.runUntilIdle(), Duration(seconds(1)));
        QVERIFY(clock.wallNow() - wall == milliseconds(3000));
        clock.jumpWall(hours(-1));
        QVERIFY(clock.wallNow() < wall);
        QCOMPARE(clock.now() - start, Duration(seconds(3)));
    }

    void virtualTimeNeverGoesBack()
    {
        VirtualScheduler clock;
        const MonotonicTime start = clock.now();
        const TimerHandle task = clock.after(seconds(1), [&clock] { clock.advance(hours(1)); });
        clock.advance(seconds(2));
        QVERIFY(clock.now() >= start + hours(1));
    }

private:
    static void both()
    {
        QTest::addColumn<bool>("unused");
        QTest::newRow("system") << true;
        QTest::newRow("virtual") << true;
    }

    std::unique_ptr<Scheduler> m_scheduler;
};

QTEST_GUILESS_MAIN(TestScheduler)
#include "tst_scheduler.moc"
