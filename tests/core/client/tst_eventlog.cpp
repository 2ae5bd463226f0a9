// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/eventlog.h"

#include <QTest>

using namespace fuseboard;

class TestEventLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ADV_O1_numbersAndKeepsTheLastFiveHundred();
    void givesWhatIsNew();
};

void TestEventLog::ADV_O1_numbersAndKeepsTheLastFiveHundred()
{
    EventLog log;
    for (int i = 0; i < 700; ++i)
        QCOMPARE(log.add({}).id, static_cast<quint64>(i + 1));
    const auto events = log.after(0);
    QCOMPARE(events.size(), 500);
    QCOMPARE(events.first().id, 201U);
    QCOMPARE(events.last().id, 700U);
    QCOMPARE(log.lastId(), 700U);
}

void TestEventLog::givesWhatIsNew()
{
    EventLog log;
    QVERIFY(log.after(0).isEmpty());
    ClientEvent event;
    event.kind = EventKind::BreakerOpened;
    log.add(event);
    event.kind = EventKind::BreakerClosed;
    log.add(event);
    QCOMPARE(log.after(1).size(), 1);
    QCOMPARE(log.after(1).first().kind, EventKind::BreakerClosed);
    QVERIFY(log.after(2).isEmpty());
    QVERIFY(log.after(99).isEmpty());
}

QTEST_GUILESS_MAIN(TestEventLog)
#include "tst_eventlog.moc"
