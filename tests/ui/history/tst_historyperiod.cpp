// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/historyperiod.h"

#include <QDateTime>
#include <QTest>

#include <ctime>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// A moment in the local time zone.
WallTime moment(const QString &iso)
{
    return WallTime(std::chrono::milliseconds(QDateTime::fromString(iso, Qt::ISODate).toMSecsSinceEpoch()));
}

QString textOf(const std::optional<WallTime> &at)
{
    return at ? QDateTime::fromMSecsSinceEpoch(at->time_since_epoch().count()).toString(Qt::ISODate) : QString();
}

} // namespace

class TestHistoryPeriod : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void saysWhen_data();
    void saysWhen();
    void chosenDaysAreWhole();
    void daysOfOtherLengthsAreWhole();
};

void TestHistoryPeriod::initTestCase()
{
    // Its clocks go forward in the night of the 29th of March 2026, and back in that of the 25th of October.
    qputenv("TZ", "Europe/Berlin");
    tzset();
}

void TestHistoryPeriod::saysWhen_data()
{
    QTest::addColumn<HistoryPeriod>("period");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::newRow("any") << HistoryPeriod::Any << QString() << QString();
    QTest::newRow("quarter") << HistoryPeriod::LastQuarterHour << u"2026-05-01T12:45:10"_s << QString();
    QTest::newRow("hour") << HistoryPeriod::LastHour << u"2026-05-01T12:00:10"_s << QString();
    QTest::newRow("24 hours") << HistoryPeriod::Last24Hours << u"2026-04-30T13:00:10"_s << QString();
    QTest::newRow("today") << HistoryPeriod::Today << u"2026-05-01T00:00:00"_s << QString();
    QTest::newRow("yesterday") << HistoryPeriod::Yesterday << u"2026-04-30T00:00:00"_s << u"2026-05-01T00:00:00"_s;
    QTest::newRow("7 days") << HistoryPeriod::Last7Days << u"2026-04-24T13:00:10"_s << QString();
    QTest::newRow("no days") << HistoryPeriod::ChosenDays << QString() << QString();
}

void TestHistoryPeriod::saysWhen()
{
    QFETCH(HistoryPeriod, period);
    QFETCH(QString, from);
    QFETCH(QString, to);
    const HistorySpan span = spanOf(period, moment(u"2026-05-01T13:00:10"_s));
    QCOMPARE(textOf(span.from), from);
    QCOMPARE(textOf(span.to), to);
}

void TestHistoryPeriod::chosenDaysAreWhole()
{
    const WallTime now = moment(u"2026-05-01T13:00:10"_s);
    const QDate first(2026, 4, 2);
    const QDate last(2026, 4, 5);
    const HistorySpan span = spanOf(HistoryPeriod::ChosenDays, now, first, last);
    QCOMPARE(textOf(span.from), u"2026-04-02T00:00:00"_s);
    QCOMPARE(textOf(span.to), u"2026-04-06T00:00:00"_s);
    QVERIFY(spanOf(HistoryPeriod::ChosenDays, now, last, first) == span);
    QCOMPARE(textOf(spanOf(HistoryPeriod::ChosenDays, now, last, last).from), u"2026-04-05T00:00:00"_s);
}

void TestHistoryPeriod::daysOfOtherLengthsAreWhole()
{
    const auto hours = [](const QString &now) {
        const HistorySpan span = spanOf(HistoryPeriod::Yesterday, moment(now));
        return (*span.to - *span.from) / 1h;
    };
    QCOMPARE(hours(u"2026-03-30T08:00:00"_s), 23);
    QCOMPARE(hours(u"2026-10-26T08:00:00"_s), 25);
    QCOMPARE(hours(u"2026-05-01T08:00:00"_s), 24);
}

QTEST_GUILESS_MAIN(TestHistoryPeriod)
#include "tst_historyperiod.moc"
