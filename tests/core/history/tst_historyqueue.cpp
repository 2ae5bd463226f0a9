// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "historysamples.h"

#include "history/historyqueue.h"

using namespace fuseboard;

class TestHistoryQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheOrderUntilSettled();
    void isBoundedByNumber();
    void isBoundedByBytes();
};

void TestHistoryQueue::keepsTheOrderUntilSettled()
{
    HistoryQueue queue({});
    for (int n = 1; n <= 5; ++n)
        QVERIFY(queue.add(samples::call(n)));
    QCOMPARE(queue.peek(2).size(), 2);
    QCOMPARE(queue.peek(2).first().askedUrl, samples::call(1).askedUrl); // it is still there
    queue.settle(2);
    QCOMPARE(queue.peek(100).size(), 3);
    QCOMPARE(queue.peek(1).first().askedUrl, samples::call(3).askedUrl);
    queue.dropAll();
    QVERIFY(queue.isEmpty());
    QCOMPARE(queue.dropped(), 3);
}

void TestHistoryQueue::isBoundedByNumber()
{
    HistoryLimits limits;
    limits.maxQueued = 2;
    HistoryQueue queue(limits);
    QVERIFY(queue.add(samples::call(1)));
    QVERIFY(queue.add(samples::call(2)));
    QVERIFY(!queue.add(samples::call(3)));
    QCOMPARE(queue.dropped(), 1);
    queue.settle(1);
    QVERIFY(queue.add(samples::call(4)));
}

void TestHistoryQueue::isBoundedByBytes()
{
    HistoryLimits limits;
    limits.maxQueuedBytes = 1'000'000;
    HistoryQueue queue(limits);
    HistoryEntry big = samples::call(1);
    big.responseBody.text = QString(200'000, QLatin1Char('x'));
    QVERIFY(queue.add(big));
    QVERIFY(queue.add(big));
    QVERIFY(!queue.add(big));
    queue.settle(2);
    QVERIFY(queue.add(big));
}

QTEST_GUILESS_MAIN(TestHistoryQueue)
#include "tst_historyqueue.moc"
