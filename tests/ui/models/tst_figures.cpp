// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/figures.h"

#include <QLocale>
#include <QTest>

#include <limits>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestFigures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void durations_data();
    void durations();
    void remainingNeverSaysZeroTooEarly_data();
    void remainingNeverSaysZeroTooEarly();
    void sizes_data();
    void sizes();
    void percentages_data();
    void percentages();
    void rates();
    void countsForLittleRoom();
    void pausesEndInTheSecond();
    void countsAgreeWithTheirNouns();
    void ADV_O15_figuresFollowTheLocale();
    void timeOfDayIsLocal();
    void G16_outsideTextBecomesVisible_data();
    void G16_outsideTextBecomesVisible();
};

void TestFigures::durations_data()
{
    QTest::addColumn<Duration>("span");
    QTest::addColumn<QString>("inWords");
    QTest::addColumn<QString>("inColumns");

    QTest::newRow("zero") << Duration(0) << u"0 ms"_s << u"0 ms"_s;
    QTest::newRow("negative") << Duration(-5s) << u"0 ms"_s << u"0 ms"_s;
    QTest::newRow("a nanosecond") << Duration(1) << u"< 0.01 ms"_s << u"< 0.01 ms"_s;
    QTest::newRow("microseconds") << Duration(120us) << u"0.12 ms"_s << u"0.12 ms"_s;
    QTest::newRow("few milliseconds") << Duration(3400us) << u"3.4 ms"_s << u"3.4 ms"_s;
    QTest::newRow("milliseconds") << Duration(412ms) << u"412 ms"_s << u"412 ms"_s;
    QTest::newRow("below a second") << Duration(999499us) << u"999 ms"_s << u"999 ms"_s;
    QTest::newRow("rounded to a second") << Duration(999600us) << u"1 s"_s << u"1.00 s"_s;
    QTest::newRow("a second and more") << Duration(1840ms) << u"1.84 s"_s << u"1.84 s"_s;
    QTest::newRow("zeros") << Duration(1500ms) << u"1.5 s"_s << u"1.50 s"_s;
    QTest::newRow("9.996 s") << Duration(9996ms) << u"10 s"_s << u"10.0 s"_s;
    QTest::newRow("18 s") << Duration(18s) << u"18 s"_s << u"18.0 s"_s;
    QTest::newRow("59.96 s") << Duration(59960ms) << u"1 min"_s << u"1 min"_s;
    QTest::newRow("minutes") << Duration(245s) << u"4 min 5 s"_s << u"4 min 5 s"_s;
    QTest::newRow("hours") << Duration(125min) << u"2 h 5 min"_s << u"2 h 5 min"_s;
    QTest::newRow("whole hours") << Duration(2h) << u"2 h"_s << u"2 h"_s;
    QTest::newRow("days") << Duration(76h) << u"3 d 4 h"_s << u"3 d 4 h"_s;
    QTest::newRow("for ever") << Duration::max() << u"106,751 d 23 h"_s << u"106,751 d 23 h"_s;
}

void TestFigures::durations()
{
    QFETCH(Duration, span);
    QTEST(wording::duration(span), "inWords");
    QTEST(wording::measured(span), "inColumns");
}

void TestFigures::remainingNeverSaysZeroTooEarly_data()
{
    QTest::addColumn<Duration>("span");
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<QString>("pill");

    QTest::newRow("over") << Duration(0) << u"0 s"_s << u"0:00"_s;
    QTest::newRow("past") << Duration(-1s) << u"0 s"_s << u"0:00"_s;
    QTest::newRow("B08 a millisecond") << Duration(1ms) << u"1 ms"_s << u"0:01"_s;
    QTest::newRow("a nanosecond") << Duration(1) << u"1 ms"_s << u"0:01"_s;
    QTest::newRow("seconds") << Duration(17001ms) << u"18 s"_s << u"0:18"_s;
    QTest::newRow("a minute") << Duration(60s) << u"1 min"_s << u"1:00"_s;
    QTest::newRow("minutes") << Duration(725s) << u"12 min 5 s"_s << u"12:05"_s;
    QTest::newRow("hours") << Duration(3723s) << u"1 h 2 min"_s << u"1:02:03"_s;
}

void TestFigures::remainingNeverSaysZeroTooEarly()
{
    QFETCH(Duration, span);
    QTEST(wording::remaining(span), "sentence");
    QTEST(wording::countdown(span), "pill");
}

void TestFigures::sizes_data()
{
    QTest::addColumn<qint64>("size");
    QTest::addColumn<QString>("text");

    QTest::newRow("nothing") << qint64(0) << u"0 B"_s;
    QTest::newRow("unknown") << qint64(-1) << u"0 B"_s;
    QTest::newRow("bytes") << qint64(999) << u"999 B"_s;
    QTest::newRow("kilobytes") << qint64(12'400) << u"12.4 KB"_s;
    QTest::newRow("whole kilobytes") << qint64(1'000) << u"1 KB"_s;
    QTest::newRow("hundreds") << qint64(412'345) << u"412 KB"_s;
    QTest::newRow("rounded up") << qint64(999'600) << u"1 MB"_s;
    QTest::newRow("the default limit") << qint64(100'000'000) << u"100 MB"_s;
    QTest::newRow("gigabytes") << qint64(2'500'000'000) << u"2.5 GB"_s;
    QTest::newRow("largest") << std::numeric_limits<qint64>::max() << u"9,223,372,036.9 GB"_s;
}

void TestFigures::sizes()
{
    QFETCH(qint64, size);
    QTEST(wording::bytes(size), "text");
}

void TestFigures::percentages_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("text");

    QTest::newRow("none") << 0.0 << u"0 %"_s;
    QTest::newRow("nearly none") << 0.01 << u"< 0.1 %"_s;
    QTest::newRow("some") << 31.24 << u"31.2 %"_s;
    QTest::newRow("B03 just below half") << 49.5 << u"49.5 %"_s;
    QTest::newRow("B03 half") << 50.0 << u"50 %"_s;
    QTest::newRow("nearly all") << 99.99 << u"> 99.9 %"_s;
    QTest::newRow("all") << 100.0 << u"100 %"_s;
    QTest::newRow("X04 not a number") << std::numeric_limits<double>::quiet_NaN() << u"no data"_s;
}

void TestFigures::percentages()
{
    QFETCH(double, value);
    QTEST(wording::percent(value), "text");
}

void TestFigures::rates()
{
    QCOMPARE(wording::rate(10, 1s), u"10 requests/s"_s);
    QCOMPARE(wording::rate(100, 60s), u"100 requests/min"_s);
    QCOMPARE(wording::rate(1000, 3600s), u"1,000 requests/h"_s);
    QCOMPARE(wording::rate(5, 2500ms), u"5 requests in 2.5 s"_s);
    QCOMPARE(wording::rate(1, 10s), u"1 request in 10 s"_s);
    QCOMPARE(wording::rate(213.6), u"214 requests/s"_s);
    QCOMPARE(wording::rate(0.42), u"0.4 requests/s"_s);
    QCOMPARE(wording::rate(std::numeric_limits<double>::infinity()), u"0 requests/s"_s);
}

void TestFigures::countsForLittleRoom()
{
    QCOMPARE(wording::shortCount(9999), u"9,999"_s);
    QCOMPARE(wording::shortCount(10'000), u"10k"_s);
    QCOMPARE(wording::shortCount(100'000), u"100k"_s);
    QCOMPARE(wording::shortCount(999'600), u"1M"_s);
    QCOMPARE(wording::shortCount(1'540'000), u"1.5M"_s);
    QCOMPARE(wording::shortCount(2'147'483'647), u"2.1G"_s);
}

void TestFigures::pausesEndInTheSecond()
{
    // Read at two moments, which are a little apart for clock and pause.
    const WallTime at{1'700'000'000'000ms};
    const QString end = wording::timeOfDay(at + 10s);
    QCOMPARE(wording::endOfPause(at, 9500ms), end);
    QCOMPARE(wording::endOfPause(at + 9499ms, 1ms), end);
    QCOMPARE(wording::endOfPause(at, 10s), end);
    QCOMPARE(wording::endOfPause(at, 10s + 1ms), end);
    QVERIFY(wording::endOfPause(at, 30h).contains(u' ')); // the date
}

void TestFigures::countsAgreeWithTheirNouns()
{
    QCOMPARE(wording::failures(0), u"0 failures"_s);
    QCOMPARE(wording::failures(1), u"1 failure"_s);
    QCOMPARE(wording::failures(1200), u"1,200 failures"_s);
    QCOMPARE(wording::retries(1), u"1 retry"_s);
    QCOMPARE(wording::retries(3), u"3 retries"_s);
}

void TestFigures::ADV_O15_figuresFollowTheLocale()
{
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    QCOMPARE(wording::duration(1840ms), u"1,84 s"_s);
    QCOMPARE(wording::bytes(12'400), u"12,4 KB"_s);
    QCOMPARE(wording::percent(31.2), u"31,2 %"_s);
    QCOMPARE(wording::count(12'345), u"12.345"_s);
    QCOMPARE(wording::duration(1us), u"< 0,01 ms"_s);
    QLocale::setDefault(QLocale(QLocale::Arabic, QLocale::Egypt)); // whose zero is another one
    QCOMPARE(wording::duration(10s), u"\u0661\u0660 s"_s);
    QCOMPARE(wording::duration(1500ms), u"\u0661\u066b\u0665 s"_s);
}

void TestFigures::timeOfDayIsLocal()
{
    QCOMPARE(wording::timeOfDay(WallTime(14h + 5min + 10s)), u"14:05:10"_s);
}

void TestFigures::G16_outsideTextBecomesVisible_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");

    QTest::newRow("plain") << u"api.example.com"_s << u"api.example.com"_s;
    QTest::newRow("escape sequence") << u"a\x1b[31mb"_s << u"a\\u{1b}[31mb"_s;
    QTest::newRow("NUL and newline") << QString(u"a"_s + QChar(0) + u"\nb"_s) << u"a\\u{0}\\u{a}b"_s;
    QTest::newRow("ADV-O4 right to left override") << u"moc.\u202eelpmaxe"_s << u"moc.\\u{202e}elpmaxe"_s;
    QTest::newRow("ADV-O4 isolates") << u"a\u2066b\u2069c\u200ed"_s << u"a\\u{2066}b\\u{2069}c\\u{200e}d"_s;
    QTest::newRow("ADV-O4 a letter under a thousand marks")
        << QString(u'a' + QString(1'000, QChar(0x301))) << QString(u'a' + QString(199, QChar(0x301)) + u'…');
    QTest::newRow("ADV-O4 joined pictures") << u"👩\u200d💻"_s << u"👩\\u{200d}💻"_s;
    QTest::newRow("zero width") << u"pay\u200bpal"_s << u"pay\\u{200b}pal"_s;
    QTest::newRow("lone surrogate") << QString(QChar(0xd800)) << QString(QChar(QChar::ReplacementCharacter));
    QTest::newRow("other scripts") << u"日本語 ü 😀"_s << u"日本語 ü 😀"_s;
    QTest::newRow("long") << QString(300, u'x') << QString(QString(200, u'x') + u'…');
    QTest::newRow("as long as allowed") << QString(200, u'x') << QString(200, u'x');
}

void TestFigures::G16_outsideTextBecomesVisible()
{
    QFETCH(QString, text);
    QTEST(wording::printable(text), "shown");
}

QTEST_GUILESS_MAIN(TestFigures)
#include "tst_figures.moc"
