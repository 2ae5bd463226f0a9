// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/retryafter.h"

#include <QTest>

using namespace fuseboard;
using namespace std::chrono;

using Delay = std::optional<Duration>;

namespace {

constexpr WallTime sentAt = sys_days(2026y / November / 24) + hours(9);

enum Sign { None = 0, Malformed = 1, Several = 2, Past = 4 };

} // namespace

/// tst_serverquota asks which fields and statuses it counts in; this is about its text alone.
class TestRetryAfter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void H_values_data();
    void H_values();
    void H02_againstTheMomentOfTheAnswer_data();
    void H02_againstTheMomentOfTheAnswer();
    void H02_twoDigitsByOurOwnClock();
    void D6_nothingOverflows_data();
    void D6_nothingOverflows();
};

void TestRetryAfter::H_values_data() // NOLINT(readability-function-size): a table
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Delay>("delay");
    QTest::addColumn<int>("signs");
    const auto row = [](const char *name, const QByteArray &text, Delay delay, int signs = None) {
        QTest::newRow(name) << text << delay << signs;
    };
    row("H01 seconds", "120", seconds(120));
    row("H01 blanks around", " \t120 ", seconds(120));
    row("H01 zeros in front", "000120", seconds(120));
    row("H01 one", "1", seconds(1));
    row("H03 0", "0", {}, Past);
    row("H03 00", "00", {}, Past);
    row("H02 IMF-fixdate", "Tue, 24 Nov 2026 09:00:30 GMT", seconds(30));
    row("H02 RFC 850", "Tuesday, 24-Nov-26 09:00:30 GMT", seconds(30));
    row("H02 asctime", "Tue Nov 24 09:00:30 2026", seconds(30));
    row("H02 another weekday", "Mon, 24 Nov 2026 09:00:30 GMT", seconds(30));
    row("H03 a date that is over", "Tue, 24 Nov 2026 08:59:59 GMT", {}, Past);
    row("H03 a date of this moment", "Tue, 24 Nov 2026 09:00:00 GMT", {}, Past);
    row("H03 long over", "Thu, 01 Jan 1970 00:00:00 GMT", {}, Past);
    row("H03 before all figures", "Sat, 01 Jan 0001 00:00:00 GMT", {}, Past);
    for (const char *text :
         {"", " ", "abc", "-1", "+1", "1.0", "1,5x", "1e3", "0x10", "12s", "12abc", "abc12", "1 2", "\xc2\xb2",
          "\xd9\xa1\xd9\xa2", "Tue", "Tue, 24 Nov", "24 Nov 2026 09:00:30 GMT", "2026-11-24T09:00:30Z"}) {
        const bool isList = QByteArray(text) == "1,5x";
        QTest::addRow("H04 '%s'", text) << QByteArray(text) << (isList ? Delay(seconds(1)) : Delay())
                                        << (isList ? Malformed | Several : Malformed);
    }
    row("H04 NUL behind it", QByteArray("12\0", 3), {}, Malformed);
    row("ADV-D2 10,000 digits", QByteArray(10'000, '9'), {}, Malformed);
    row("ADV-D2 10,000 zeros", QByteArray(10'000, '0'), {}, Malformed);
    row("H07 two", "5, 10", seconds(10), Several);
    row("H07 the first is longer", "10,5", seconds(10), Several);
    row("H07 one is garbage", "abc, 10", seconds(10), Malformed | Several);
    row("H07 one is empty", "10,", seconds(10), Malformed | Several);
    row("H07 one is 0", "0, 10", seconds(10), Several);
    row("H07 all are 0", "0, 0", {}, Several | Past);
    row("H07 0 and garbage", "0, abc", {}, Malformed | Several | Past);
    row("H07 a date stays whole", "5, Tue, 24 Nov 2026 09:00:30 GMT", seconds(30), Several);
    row("H07 one behind a date", "Tuesday, 24-Nov-26 09:00:30 GMT, 60", seconds(60), Several);
    row("H07 two dates", "Tue, 24 Nov 2026 09:00:30 GMT, Tue, 24 Nov 2026 09:01:30 GMT", seconds(90), Several);
    row("H07 a date over and a number", "Tue, 24 Nov 2026 08:00:00 GMT, 7", seconds(7), Several);
    row("H07 nothing but commas", ",,", {}, Malformed | Several);
}

void TestRetryAfter::H_values()
{
    QFETCH(QByteArray, text);
    QFETCH(Delay, delay);
    QFETCH(int, signs);
    const RetryAfter read = readRetryAfter(text, sentAt, sentAt);
    QCOMPARE(read.delay, delay);
    QCOMPARE(read.isMalformed, (signs & Malformed) != 0);
    QCOMPARE(read.isSeveral, (signs & Several) != 0);
    QCOMPARE(read.isPast, (signs & Past) != 0);
}

void TestRetryAfter::H02_againstTheMomentOfTheAnswer_data()
{
    QTest::addColumn<qint64>("sentMs"); // against 09:00:00
    QTest::addColumn<Delay>("delay");
    QTest::newRow("H02 a minute before") << qint64(-60'000) << Delay(seconds(90));
    QTest::newRow("H02 within a second") << qint64(400) << Delay(milliseconds(29'600));
    QTest::newRow("H02 just before") << qint64(29'999) << Delay(milliseconds(1));
    QTest::newRow("H03 just then") << qint64(30'000) << Delay();
    QTest::newRow("H03 later") << qint64(3'600'000) << Delay();
}

void TestRetryAfter::H02_againstTheMomentOfTheAnswer()
{
    QFETCH(qint64, sentMs);
    QFETCH(Delay, delay);
    // Our own clock may go wrong by years: it does not count.
    const WallTime ours = sentAt + days(1'000);
    const auto read = readRetryAfter("Tue, 24 Nov 2026 09:00:30 GMT", sentAt + milliseconds(sentMs), ours);
    QCOMPARE(read.delay, delay);
    QCOMPARE(read.isPast, !delay);
    QVERIFY(!read.isMalformed);
}

void TestRetryAfter::H02_twoDigitsByOurOwnClock()
{
    const WallTime sent = sys_days(2099y / December / 31);
    const auto read = readRetryAfter("Friday, 01-Jan-00 00:00:00 GMT", sent, sent);
    QCOMPARE(read.delay, Delay(hours(24)));
}

void TestRetryAfter::D6_nothingOverflows_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Delay>("delay");
    const auto row = [](const char *name, const QByteArray &text, Duration delay) {
        QTest::newRow(name) << text << Delay(delay);
    };
    row("ADV-D3 beyond 2^31 milliseconds", "2147484", seconds(2'147'484));
    row("ADV-D3 2^31", "2147483648", seconds(2'147'483'648));
    row("ADV-D3 2^32", "4294967296", seconds(4'294'967'296));
    row("the longest there is", "9223372036", seconds(9'223'372'036));
    row("one more", "9223372037", Duration::max());
    row("ADV-D3 2^63", "9223372036854775808", Duration::max());
    row("ADV-D3 2^64", "18446744073709551616", Duration::max());
    row("H05 20 digits", "99999999999999999999", Duration::max());
    row("H05 32 digits", QByteArray(32, '9'), Duration::max());
    row("ADV-D7 year 9999", "Fri, 31 Dec 9999 23:59:59 GMT", Duration::max());
    row("H05 beside a short one", "1, 99999999999999999999", Duration::max());
}

void TestRetryAfter::D6_nothingOverflows()
{
    QFETCH(QByteArray, text);
    QFETCH(Delay, delay);
    const RetryAfter read = readRetryAfter(text, sentAt, sentAt);
    QCOMPARE(read.delay, delay);
    QVERIFY(!read.isMalformed);
    QVERIFY(!read.isPast);
}

QTEST_GUILESS_MAIN(TestRetryAfter)
#include "tst_retryafter.moc"
