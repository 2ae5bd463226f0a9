// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/timerqueue.h"

#include <QTest>

#include <vector>

using namespace fuseboard;
using namespace std::chrono;

namespace {

const MonotonicTime start{hours(1)};

}

class TestTimerQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesWhatIsDueInOrder()
    {
        TimerQueue queue;
        QList<int> order;
        const TimerHandle later = queue.add(start + seconds(2), [&order] { order.append(2); });
        const TimerHandle sooner = queue.add(start + seconds(1), [&order] { order.append(1); });
        QCOMPARE(queue.nextDue(), start + seconds(1));
        QVERIFY(!queue.takeDue(start, queue.mark()));
        while (const auto task = queue.takeDue(start + seconds(5), queue.mark()))
            task();
        QCOMPARE(order, (QList<int>{1, 2}));
        QCOMPARE(queue.nextDue(), std::nullopt);
    }

    void aMarkHoldsBackTheNewer()
    {
        TimerQueue queue;
        int ran = 0;
        const TimerHandle old = queue.add(start, [&ran] { ran += 1; });
        const quint64 mark = queue.mark();
        const TimerHandle young = queue.add(start - seconds(1), [&ran] { ran += 10; });
        queue.takeDue(start, mark)();
        QCOMPARE(ran, 1);
        QVERIFY(!queue.takeDue(start, mark));
        queue.takeDue(start, queue.mark())();
        QCOMPARE(ran, 11);
    }

    void cancelledTasksAreForgottenAtOnce()
    {
        TimerQueue queue;
        const auto token = std::make_shared<int>(1);
        std::vector<TimerHandle> handles;
        handles.reserve(1000);
        for (int i = 0; i < 1000; ++i)
            handles.push_back(queue.add(start + seconds(i), [token] {}));
        QCOMPARE(token.use_count(), 1001);
        for (std::size_t i = 0; i < handles.size(); i += 2)
            handles[i].cancel();
        QCOMPARE(queue.size(), 500);
        QCOMPARE(token.use_count(), 501);
        QCOMPARE(queue.nextDue(), start + seconds(1));
        handles.clear();
        QCOMPARE(queue.size(), 0);
        QCOMPARE(token.use_count(), 1);
    }

    void aHandleKnowsItsTask()
    {
        TimerQueue queue;
        const TimerHandle handle = queue.add(start, [] {});
        QCOMPARE(handle.due(), start);
        QVERIFY(queue.takeDue(start, queue.mark()));
        QVERIFY(!handle.isActive());
        QCOMPARE(handle.due(), std::nullopt);
        QVERIFY(!TimerHandle().isActive());
    }
};

QTEST_GUILESS_MAIN(TestTimerQueue)
#include "tst_timerqueue.moc"
