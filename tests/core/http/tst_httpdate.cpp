// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/httpdate.h"

#include <QDateTime>
#include <QLocale>
#include <QTest>
#include <QTimeZone>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

/// A day in November of 2026, at noon.
constexpr WallTime now = sys_days(2026y / November / 24) + hours(12);

} // namespace

class TestHttpDate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void H02_moments_data();
    void H02_moments();
    void H04_whatIsNoDate_data();
    void H04_whatIsNoDate();
    void H02_yearsOfTwoDigits_data();
    void H02_yearsOfTwoDigits();
    void readsWhatIsWritten();
};

void TestHttpDate::H02_moments_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("seconds");
    const auto row = [](const char *name, const char *text, qint64 seconds) {
        QTest::newRow(name) << QByteArray(text) << seconds;
    };
    constexpr qint64 example = 784'111'777; // of RFC 9110
    row("ADV-D4 IMF-fixdate", "Sun, 06 Nov 1994 08:49:37 GMT", example);
    row("ADV-D4 RFC 850", "Sunday, 06-Nov-94 08:49:37 GMT", example);
    row("ADV-D4 asctime", "Sun Nov  6 08:49:37 1994", example);
    row("ADV-D4 asctime, a day of two digits", "Wed Nov 16 08:49:37 1994", example + 10 * 86'400);
    row("ADV-D4 asctime, a zero for the blank", "Sun Nov 06 08:49:37 1994", example);
    row("ADV-D6 another weekday", "Mon, 06 Nov 1994 08:49:37 GMT", example);
    row("ADV-D6 another weekday of RFC 850", "Monday, 06-Nov-94 08:49:37 GMT", example);
    row("the first moment", "Thu, 01 Jan 1970 00:00:00 GMT", 0);
    row("before it", "Wed, 31 Dec 1969 23:59:59 GMT", -1);
    row("the last second of a day", "Thu, 01 Jan 1970 23:59:59 GMT", 86'399);
    row("ADV-D6 a leap second is the next one", "Sat, 31 Dec 2016 23:59:60 GMT", 1'483'228'800);
    row("29 February", "Thu, 29 Feb 2024 00:00:00 GMT", 1'709'164'800);
    row("29 February of a century", "Tue, 29 Feb 2000 00:00:00 GMT", 951'782'400);
    row("behind 32 bits", "Tue, 19 Jan 2038 03:14:08 GMT", 2'147'483'648);
    row("ADV-D7 year 9999", "Fri, 31 Dec 9999 23:59:59 GMT", 253'402'300'799);
    row("each month", "Sat, 01 Jan 2022 00:00:00 GMT", 1'640'995'200);
    row("December", "Thu, 01 Dec 2022 00:00:00 GMT", 1'669'852'800);
}

void TestHttpDate::H02_moments()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, seconds);
    const auto moment = parseHttpDate(text, now);
    QVERIFY(moment.has_value());
    QCOMPARE(qint64(moment->time_since_epoch().count()), seconds * 1000);
}

void TestHttpDate::H04_whatIsNoDate_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"",
                             " ",
                             "x",
                             "120",
                             "Sun",
                             "Sun,",
                             "Sun, 06 Nov 1994",
                             "Sun, 06 Nov 1994 08:49:37",
                             "Sun, 06 Nov 1994 08:49:37 ",
                             "Sun, 06 Nov 1994 08:49:37 GMT ",
                             " Sun, 06 Nov 1994 08:49:37 GMT",
                             "Sun, 06 Nov 1994 08:49:37 GMTx",
                             "Sun, 06 Nov 1994 08:49:37 gmt",
                             "Sun, 06 Nov 1994 08:49:37 UTC",
                             "Sun, 06 Nov 1994 08:49:37 +0000",
                             "Sun, 06 Nov 1994 08:49:37 EST",
                             "sun, 06 Nov 1994 08:49:37 GMT",
                             "Sun, 06 nov 1994 08:49:37 GMT",
                             "Sun, 06 Okt 1994 08:49:37 GMT",
                             "Sun 06 Nov 1994 08:49:37 GMT",
                             "Sunday, 06 Nov 1994 08:49:37 GMT",
                             "Sun, 6 Nov 1994 08:49:37 GMT",
                             "Sun,  6 Nov 1994 08:49:37 GMT",
                             "Sun, 006 Nov 1994 08:49:37 GMT",
                             "Sun, 06 Nov 94 08:49:37 GMT",
                             "Sun, 06 Nov 01994 08:49:37 GMT",
                             "Sun, 06 Nov -994 08:49:37 GMT",
                             "Sun, 06 Nov 1994 8:49:37 GMT",
                             "Sun, 06 Nov 1994 08:49 GMT",
                             "Sun, 06 Nov 1994 08:49:37.5 GMT",
                             "Sun, +6 Nov 1994 08:49:37 GMT",
                             "Sun, 06-Nov-1994 08:49:37 GMT",
                             "Sun, 06-Nov-94 08:49:37 GMT",
                             "Sunday, 06-Nov-1994 08:49:37 GMT",
                             "Sunday, 06-Nov-94 08:49:37",
                             "Sun Nov 6 08:49:37 1994",
                             "Sun Nov  6 08:49:37 94",
                             "Sun Nov  6 08:49:37 1994 GMT",
                             "Sun, Nov  6 08:49:37 1994",
                             "1994-11-06T08:49:37Z",
                             "\xd9\xa0\xd9\xa6"})
        QTest::addRow("H04 '%s'", text) << QByteArray(text);
    for (const char *text :
         {"Sun, 00 Nov 1994 08:49:37 GMT", "Sun, 31 Nov 1994 08:49:37 GMT", "Sun, 32 Dec 1994 08:49:37 GMT",
          "Mon, 30 Feb 2026 08:49:37 GMT", "Sun, 29 Feb 2026 08:49:37 GMT", "Thu, 29 Feb 1900 08:49:37 GMT",
          "Mon, 29 Feb 2100 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:00 GMT",
          "Sun, 06 Nov 1994 08:49:61 GMT", "Sunday, 31-Feb-94 08:49:37 GMT", "Sun Feb 30 08:49:37 1994"})
        QTest::addRow("ADV-D6 '%s'", text) << QByteArray(text);
    QTest::newRow("ADV-D6 NUL behind it") << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT\0", 30);
}

void TestHttpDate::H04_whatIsNoDate()
{
    QFETCH(QByteArray, text);
    QVERIFY(!parseHttpDate(text, now));
}

void TestHttpDate::H02_yearsOfTwoDigits_data()
{
    QTest::addColumn<int>("clock");
    QTest::addColumn<int>("written");
    QTest::addColumn<int>("meant");
    const auto row = [](int clock, int written, int meant) {
        QTest::addRow("ADV-D5 %02d in %d", written, clock) << clock << written << meant;
    };
    row(2026, 26, 2026);
    row(2026, 30, 2030); // and not 1930, as Qt has it
    row(2026, 25, 2025);
    row(2026, 76, 2076); // fifty years ahead are not more than fifty
    row(2026, 77, 1977);
    row(2026, 99, 1999);
    row(2026, 0, 2000);
    row(1999, 99, 1999);
    row(1999, 0, 2000);
    row(1999, 49, 2049);
    row(1999, 50, 1950);
    row(2099, 5, 2105);
    row(2100, 99, 2099);
    row(2100, 0, 2100);
}

void TestHttpDate::H02_yearsOfTwoDigits()
{
    QFETCH(int, clock);
    QFETCH(int, written);
    QFETCH(int, meant);
    const QByteArray text = "Monday, 01-Mar-" + QByteArray::number(written).rightJustified(2, '0') + " 00:00:00 GMT";
    const WallTime expected = sys_days(year(meant) / March / 1);
    QVERIFY(parseHttpDate(text, sys_days(year(clock) / June / 1)) == expected);
}

void TestHttpDate::readsWhatIsWritten()
{
    const WallTime end = sys_days(2400y / January / 1);
    for (WallTime moment = sys_days(1900y / January / 1); moment < end; moment += hours(1'009) + seconds(61)) {
        const auto day = QDateTime::fromMSecsSinceEpoch(moment.time_since_epoch().count(), QTimeZone::utc());
        const QByteArray text = QLocale::c().toString(day, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1();
        QVERIFY2(parseHttpDate(text, now) == moment, text.constData());
    }
}

QTEST_GUILESS_MAIN(TestHttpDate)
#include "tst_httpdate.moc"
