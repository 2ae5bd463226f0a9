// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/random.h"
#include "base/virtualscheduler.h"
#include "resilience/ratelimiter.h"
#include "resilience/serverquota.h"
#include "resilience/structuredlist.h"

#include <QTest>

using namespace fuseboard;
using namespace std::chrono;

namespace {

const WallTime now = sys_days(year(2026) / 11 / 24) + hours(9); // Tue, 24 Nov 2026 09:00:00 GMT
constexpr qint64 epochNow = 1'795'510'800;
constexpr qint64 longestReset = qint64(32) * 86'400;

using Notes = QList<QuotaNote>;
using Text = QByteArray;

Notes notesOf(const ServerQuota &quota)
{
    Notes notes;
    for (const QuotaRemark &remark : quota.notes)
        notes.append(remark.note);
    return notes;
}

} // namespace

class TestServerQuota : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void epochOfTheTests() { QCOMPARE(duration_cast<seconds>(now.time_since_epoch()).count(), epochNow); }

    void H_retryAfter_data() // NOLINT(readability-function-size): a table
    {
        QTest::addColumn<Text>("text");
        QTest::addColumn<std::optional<Duration>>("delay");
        QTest::addColumn<Notes>("notes");
        const std::optional<Duration> nothing;
        const auto valid = [](const char *name, const Text &text, Duration delay, const Notes &notes = {}) {
            QTest::newRow(name) << text << std::optional(delay) << notes;
        };
        const auto ignored = [&nothing](const char *name, const Text &text, QuotaNote note) {
            QTest::newRow(name) << text << nothing << Notes{note};
        };
        valid("H01 120", "120", seconds(120));
        valid("H01 blanks", " 120 ", seconds(120));
        valid("ADV-D1 tab", "\t42 ", seconds(42));
        valid("ADV-D1 leading zeros", "007", seconds(7));
        valid("H02 IMF-fixdate", "Tue, 24 Nov 2026 09:02:00 GMT", seconds(120));
        valid("H02 RFC 850", "Tuesday, 24-Nov-26 09:02:00 GMT", seconds(120));
        valid("H02 asctime", "Tue Nov 24 09:02:00 2026", seconds(120));
        valid("ADV-D6 wrong weekday", "Mon, 24 Nov 2026 09:02:00 GMT", seconds(120));
        valid("ADV-D6 leap second", "Tue, 24 Nov 2026 09:00:60 GMT", seconds(60));
        ignored("H03 zero", "0", QuotaNote::RetryAfterInPast);
        ignored("H03 past", "Tue, 24 Nov 2026 08:59:59 GMT", QuotaNote::RetryAfterInPast);
        ignored("ADV-D7 now", "Tue, 24 Nov 2026 09:00:00 GMT", QuotaNote::RetryAfterInPast);
        ignored("ADV-D5 RFC 850 -94", "Sunday, 06-Nov-94 08:49:37 GMT", QuotaNote::RetryAfterInPast);
        for (const char *text : {"abc", "12abc", "12s", "", "-1", "+1", "1.0", "1e3", "0x10", "\xc2\xb2", "1 2", "nan",
                                 "infinity", "5;", "\"5\""})
            ignored(qPrintable(QStringLiteral("H04 ADV-D2 '%1'").arg(QString::fromUtf8(text))), text,
                    QuotaNote::RetryAfterMalformed);
        ignored("ADV-D2 10000 digits", Text(10'000, '9'), QuotaNote::RetryAfterMalformed);
        valid("H05 20 digits", "99999999999999999999", Duration::max());
        valid("ADV-D3 2147484", "2147484", seconds(2'147'484));
        valid("ADV-D3 2^32", "4294967296", seconds(4'294'967'296));
        valid("ADV-D3 2^63", "9223372036854775808", Duration::max());
        valid("ADV-D7 year 9999", "Fri, 31 Dec 9999 23:59:59 GMT", Duration::max());
        ignored("ADV-D6 +0200", "Tue, 24 Nov 2026 09:02:00 +0200", QuotaNote::RetryAfterMalformed);
        ignored("ADV-D6 EST", "Tue, 24 Nov 2026 09:02:00 EST", QuotaNote::RetryAfterMalformed);
        ignored("ADV-D6 lower case", "Tue, 24 Nov 2026 09:02:00 gmt", QuotaNote::RetryAfterMalformed);
        ignored("ADV-D6 30 February", "Mon, 30 Feb 2027 09:02:00 GMT", QuotaNote::RetryAfterMalformed);
        ignored("ADV-D6 24:00:00", "Tue, 24 Nov 2026 24:00:00 GMT", QuotaNote::RetryAfterMalformed);
        ignored("ADV-D6 minute 60", "Tue, 24 Nov 2026 09:60:00 GMT", QuotaNote::RetryAfterMalformed);
        ignored("ADV-D6 second 61", "Tue, 24 Nov 2026 09:00:61 GMT", QuotaNote::RetryAfterMalformed);
        ignored("ADV-D6 one-digit day", "Tue, 4 Nov 2026 09:02:00 GMT", QuotaNote::RetryAfterMalformed);
        ignored("ADV-D6 trailing text", "Tue, 24 Nov 2026 09:02:00 GMT x", QuotaNote::RetryAfterMalformed);
        ignored("ADV-D6 half a date", "Tue, 24 Nov", QuotaNote::RetryAfterMalformed);
        ignored("ADV-D6 a day alone", "Tue", QuotaNote::RetryAfterMalformed);
        const Notes several{QuotaNote::RetryAfterSeveral};
        valid("H07 ADV-D9 list", "5, 10", seconds(10), several);
        valid("H07 three", "7,3,5", seconds(7), several);
        valid("H07 dates stay whole", "Tue, 24 Nov 2026 09:02:00 GMT, Tue, 24 Nov 2026 09:01:00 GMT", seconds(120),
              several);
        valid("H07 RFC 850 stays whole", "5, Tuesday, 24-Nov-26 09:02:00 GMT", seconds(120), several);
        valid("H07 date then number", "Tue, 24 Nov 2026 09:02:00 GMT, 300", seconds(300), several);
        valid("H07 one is garbage", "abc, 10", seconds(10),
              {QuotaNote::RetryAfterMalformed, QuotaNote::RetryAfterSeveral});
        QTest::newRow("H07 all garbage") << Text("abc, , x") << nothing
                                         << Notes{QuotaNote::RetryAfterMalformed, QuotaNote::RetryAfterSeveral};
    }
    void H_retryAfter()
    {
        QFETCH(Text, text);
        QFETCH(std::optional<Duration>, delay);
        QFETCH(Notes, notes);
        Notes found;
        QCOMPARE(parseRetryAfter(text, {}, now, found), delay);
        QCOMPARE(found, notes);
    }

    void H02_ADV_D8_datesAreReadAgainstTheServersClock()
    {
        Notes notes;
        const WallTime serverNow = now + hours(1);
        QCOMPARE(parseRetryAfter("Tue, 24 Nov 2026 10:00:30 GMT", serverNow, now, notes), Duration(seconds(30)));
        ResetDialects dialects;
        const Headers headers{{"Date", "Tue, 24 Nov 2026 10:00:00 GMT"},
                              {"Retry-After", "Tue, 24 Nov 2026 10:00:30 GMT"}};
        QCOMPARE(parseQuota(headers, 429, now, dialects).retryAfter, Duration(seconds(30)));
        const Headers garbled{{"Date", "yesterday"}, {"Retry-After", "Tue, 24 Nov 2026 09:00:30 GMT"}};
        QCOMPARE(parseQuota(garbled, 429, now, dialects).retryAfter, Duration(seconds(30)));
    }

    void ADV_D4_D5_httpDates_data()
    {
        QTest::addColumn<Text>("text");
        QTest::addColumn<int>("clockYear");
        QTest::addColumn<int>("year");
        QTest::newRow("ADV-D4 IMF-fixdate") << Text("Sun, 06 Nov 1994 08:49:37 GMT") << 2026 << 1994;
        QTest::newRow("ADV-D4 RFC 850") << Text("Sunday, 06-Nov-94 08:49:37 GMT") << 2026 << 1994;
        QTest::newRow("ADV-D4 asctime") << Text("Sun Nov  6 08:49:37 1994") << 2026 << 1994;
        QTest::newRow("ADV-D5 -30") << Text("Sunday, 06-Nov-30 08:49:37 GMT") << 2026 << 2030;
        QTest::newRow("ADV-D5 -76") << Text("Sunday, 06-Nov-76 08:49:37 GMT") << 2026 << 2076;
        QTest::newRow("ADV-D5 -77") << Text("Sunday, 06-Nov-77 08:49:37 GMT") << 2026 << 1977;
        QTest::newRow("ADV-D5 -99") << Text("Sunday, 06-Nov-99 08:49:37 GMT") << 2026 << 1999;
        QTest::newRow("ADV-D5 over the century") << Text("Sunday, 06-Nov-05 08:49:37 GMT") << 2099 << 2105;
    }
    void ADV_D4_D5_httpDates()
    {
        QFETCH(Text, text);
        QFETCH(int, clockYear);
        QFETCH(int, year);
        const WallTime clock = sys_days(std::chrono::year(clockYear) / 6 / 1);
        const WallTime expected = sys_days(std::chrono::year(year) / 11 / 6) + hours(8) + minutes(49) + seconds(37);
        QVERIFY(parseHttpDate(text, clock) == expected);
    }

    void H09_ADV_D10_whereRetryAfterIsHonoured_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("honoured");
        for (const int status : {429, 503, 413, 403, 301, 302, 307})
            QTest::addRow("H09 %d", status) << status << true;
        for (const int status : {200, 204, 400, 401, 404, 500, 502})
            QTest::addRow("ADV-D10 %d", status) << status << false;
    }
    void H09_ADV_D10_whereRetryAfterIsHonoured()
    {
        QFETCH(int, status);
        QFETCH(bool, honoured);
        ResetDialects dialects;
        const ServerQuota quota = parseQuota({{"Retry-After", "5"}}, status, now, dialects);
        QCOMPARE(quota.pause().has_value(), honoured);
    }

    void H13_forbiddenWithNothingLeftIsLimited()
    {
        ResetDialects dialects;
        const ServerQuota quota = parseQuota({{"X-RateLimit-Remaining", "0"}, {"Retry-After", "60"}}, 403, now,
                                             dialects);
        QCOMPARE(quota.retryAfter, Duration(seconds(60)));
    }

    void H13_millisecondsFirst_data()
    {
        QTest::addColumn<Text>("text");
        QTest::addColumn<Duration>("delay");
        QTest::newRow("H13 1500") << Text("1500") << Duration(milliseconds(1500));
        QTest::newRow("H13 fraction") << Text("0.5") << Duration(microseconds(500));
        QTest::newRow("H13 garbage") << Text("x") << Duration(seconds(9));
        QTest::newRow("H13 negative") << Text("-5") << Duration(seconds(9));
        QTest::newRow("H13 zero") << Text("0") << Duration(seconds(9));
        QTest::newRow("H13 huge") << Text(40, '9') << Duration::max();
    }
    void H13_millisecondsFirst()
    {
        QFETCH(Text, text);
        QFETCH(Duration, delay);
        ResetDialects dialects;
        const Headers headers{{"retry-after", "9"}, {"Retry-After-Ms", text}};
        QCOMPARE(parseQuota(headers, 503, now, dialects).retryAfter, delay);
    }

    void H04_aNoteIsMadeOnce()
    {
        ResetDialects dialects;
        const Headers headers{{"Retry-After-Ms", "x"}, {"Retry-After", "soon"}, {"X-RateLimit-Limit", "many"}};
        // Two families have the limit's field.
        QCOMPARE(
            notesOf(parseQuota(headers, 503, now, dialects)),
            (Notes{QuotaNote::RemainingMalformed, QuotaNote::RetryAfterMalformed, QuotaNote::RetryAfterMalformed}));
    }

    void H04_H07_H10_aNoteNamesItsField_data()
    {
        QTest::addColumn<Headers>("headers");
        QTest::addColumn<QuotaNote>("note");
        QTest::addColumn<Text>("name");
        QTest::addColumn<Text>("value");
        const auto row = [](const char *id, const Headers &headers, QuotaNote note, const Text &name,
                            const Text &value) { QTest::newRow(id) << headers << note << name << value; };
        row("H04 Retry-After", {{"retry-after", "soon"}}, QuotaNote::RetryAfterMalformed, "retry-after", "soon");
        row("H04 milliseconds", {{"Retry-After-Ms", "-1"}}, QuotaNote::RetryAfterMalformed, "Retry-After-Ms", "-1");
        row("H03 nothing", {{"Retry-After", "0"}}, QuotaNote::RetryAfterInPast, "Retry-After", "0");
        row("H07 several", {{"Retry-After", "5"}, {"Retry-After", "9"}}, QuotaNote::RetryAfterSeveral, "Retry-After",
            "5, 9");
        row("H10 reset", {{"X-RateLimit-Reset", "3000000"}}, QuotaNote::ResetImplausible, "X-RateLimit-Reset",
            "3000000");
        row("H10 reset of a family", {{"anthropic-ratelimit-requests-reset", "then"}}, QuotaNote::ResetImplausible,
            "anthropic-ratelimit-requests-reset", "then");
        row("H04 limit", {{"X-RateLimit-Limit", "many"}}, QuotaNote::RemainingMalformed, "X-RateLimit-Limit", "many");
        row("H04 remaining", {{"x-ratelimit-remaining", "-1"}}, QuotaNote::RemainingMalformed, "x-ratelimit-remaining",
            "-1");
        row("H04 above the limit", {{"RateLimit-Limit", "5"}, {"RateLimit-Remaining", "6"}},
            QuotaNote::RemainingMalformed, "RateLimit-Remaining", "6");
        row("H12 policies", {{"RateLimit", "a;r=x;t=5"}}, QuotaNote::RemainingMalformed, "RateLimit", "a;r=x;t=5");
        row("H12 a broken list", {{"RateLimit", "\"a;r=1"}}, QuotaNote::RemainingMalformed, "RateLimit", "\"a;r=1");
        row("H12 a broken list of policies", {{"RateLimit", "a;r=1"}, {"RateLimit-Policy", "a;q=\"5"}},
            QuotaNote::RemainingMalformed, "RateLimit-Policy", "a;q=\"5");
        row("H12 the policies' limit", {{"RateLimit", "a;r=1"}, {"RateLimit-Policy", "a;q=x"}},
            QuotaNote::RemainingMalformed, "RateLimit-Policy", "a;q=x");
    }
    void H04_H07_H10_aNoteNamesItsField()
    {
        QFETCH(Headers, headers);
        QFETCH(QuotaNote, note);
        QFETCH(Text, name);
        QFETCH(Text, value);
        ResetDialects dialects;
        const ServerQuota quota = parseQuota(headers, 429, now, dialects);
        QCOMPARE(quota.notes, (QList<QuotaRemark>{{note, {name, value}}}));
        QCOMPARE(quota.notes.first().field.name, name); // in the server's letters
    }

    void H_quota_data();
    void H_quota();

    void H10_theDialectIsRemembered()
    {
        const Text reset = "x-ratelimit-reset";
        ResetDialects dialects;
        const auto resetOf = [&dialects](const Text &value) {
            return parseQuota({{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", value}}, 200, now, dialects);
        };
        QCOMPARE(resetOf(Text::number(epochNow + 30)).resetIn, Duration(seconds(31)));
        QCOMPARE(dialects.value(reset), ResetDialect::EpochSeconds);
        // Not a span of 12 s: this host writes moments.
        QCOMPARE(resetOf("12").resetIn, std::nullopt);
        QCOMPARE(notesOf(resetOf("12")), Notes{QuotaNote::ResetImplausible});
        QCOMPARE(resetOf(Text::number((epochNow + 10) * 1000)).resetIn, Duration(seconds(11)));
        QCOMPARE(dialects.value(reset), ResetDialect::EpochMilliseconds);
        ResetDialects spans;
        (void)parseQuota({{"X-RateLimit-Reset", "2513"}}, 200, now, spans);
        QCOMPARE(spans.value(reset), ResetDialect::DeltaSeconds);
    }

    void H10_oneHeaderWritesMomentsAndAnotherSpans()
    {
        ResetDialects dialects;
        for (int i = 0; i < 2; ++i) { // what is remembered of the one says nothing about the other
            const ServerQuota quota = parseQuota({{"X-RateLimit-Remaining", "50"},
                                                  {"X-RateLimit-Reset", Text::number(epochNow + 60)},
                                                  {"RateLimit-Remaining", "0"},
                                                  {"RateLimit-Reset", "4"}},
                                                 200, now, dialects);
            QCOMPARE(quota.pause(), Duration(seconds(4)));
            QCOMPARE(notesOf(quota), Notes());
        }
    }

    void ADV_D15_resetsFarAwayAreCapped_data()
    {
        QTest::addColumn<Text>("reset");
        QTest::newRow("ADV-D15 H10 seven hours") << Text("25200");
        QTest::newRow("ADV-D15 H10 the end of the month") << Text::number(epochNow + 6 * 86'400);
        QTest::newRow("ADV-D15 H10 32 days") << Text::number(longestReset);
    }
    void ADV_D15_resetsFarAwayAreCapped()
    {
        QFETCH(Text, reset);
        ResetDialects dialects;
        VirtualScheduler scheduler;
        RateLimiter limiter(RateLimitConfig(), scheduler);
        limiter.observe(parseQuota({{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", reset}}, 429, now, dialects));
        QCOMPARE(limiter.snapshot().pausedFor, Duration(hours(6)));
    }

    void pausesFromFigures()
    {
        ServerQuota quota;
        QVERIFY(quota.isEmpty());
        QCOMPARE(quota.pause(), std::nullopt);
        quota.remaining = 0;
        QCOMPARE(quota.pause(), std::nullopt);
        quota.resetIn = seconds(30);
        QCOMPARE(quota.pause(), Duration(seconds(30)));
        quota.remaining = 1;
        QCOMPARE(quota.pause(), std::nullopt);
        quota.retryAfter = seconds(5); // D16: wins
        QCOMPARE(quota.pause(), Duration(seconds(5)));
        quota.remaining = 0;
        QCOMPARE(quota.pause(), Duration(seconds(5)));
        QVERIFY(!quota.isEmpty());
    }

    void INV1_H12_ADV_D17_aListOfMoreMembersThanIsReadIsIgnored_data()
    {
        QTest::addColumn<Headers>("headers");
        QTest::addColumn<std::optional<int>>("remaining");
        QTest::addColumn<std::optional<int>>("limit");
        QTest::addColumn<QList<QuotaRemark>>("notes");
        const auto list = [](const char *member, qsizetype members) {
            return QByteArrayList(members, member).join(", ");
        };
        const auto row = [](const char *name, const Headers &headers, std::optional<int> remaining,
                            std::optional<int> limit, const QList<QuotaRemark> &notes) {
            QTest::newRow(name) << headers << remaining << limit << notes;
        };
        const auto malformed = [](const char *name, const Text &value) {
            return QuotaRemark{QuotaNote::RemainingMalformed, {name, value}};
        };
        const Text most = list("a;r=5", mostStructuredMembers);
        const Text more = list("a;r=5", mostStructuredMembers + 1);
        const Text mostPolicies = list("a;q=9", mostStructuredMembers);
        const Text morePolicies = list("a;q=9", mostStructuredMembers + 1);
        const Text badPolicies = list("a;q=x", mostStructuredMembers);
        const Text dictionary = list("limit=x", mostStructuredMembers + 1);
        row("H12 as many as are read", {{"RateLimit", most}, {"RateLimit-Policy", mostPolicies}}, 5, 9, {});
        row("ADV-D17 one more", {{"RateLimit", more}}, {}, {}, {malformed("RateLimit", more)});
        row("ADV-D17 one policy more", {{"RateLimit", most}, {"RateLimit-Policy", morePolicies}}, 5, {},
            {malformed("RateLimit-Policy", morePolicies)});
        row("ADV-D17 a dictionary", {{"RateLimit", dictionary}}, {}, {}, {malformed("RateLimit", dictionary)});
        row("INV1 every member meets every bad policy", {{"RateLimit", most}, {"RateLimit-Policy", badPolicies}}, 5, {},
            {malformed("RateLimit-Policy", badPolicies)});
        const Text hostile = list("a;q=x", 20'000);
        row("INV1 two fields of 100 KiB", {{"RateLimit", hostile}, {"RateLimit-Policy", hostile}}, {}, {},
            {malformed("RateLimit", hostile)});
    }
    void INV1_H12_ADV_D17_aListOfMoreMembersThanIsReadIsIgnored()
    {
        QFETCH(Headers, headers);
        QFETCH(QList<QuotaRemark>, notes);
        ResetDialects dialects;
        const ServerQuota quota = parseQuota(headers, 200, now, dialects);
        QTEST(quota.remaining, "remaining");
        QTEST(quota.limit, "limit");
        QCOMPARE(quota.notes, notes);
    }

    void structuredLists_data()
    {
        QTest::addColumn<Text>("text");
        QTest::addColumn<int>("members"); // -1 = malformed
        QTest::newRow("empty") << Text() << 0;
        QTest::newRow("blank") << Text("  ") << 0;
        QTest::newRow("one") << Text("\"a\";r=1") << 1;
        QTest::newRow("quoted comma") << Text("\"a,b;c\";r=1, b") << 2;
        QTest::newRow("escapes") << Text("\"a\\\"b\\\\c\"") << 1;
        QTest::newRow("bad escape") << Text("\"a\\n\"") << -1;
        QTest::newRow("open string") << Text("\"a") << -1;
        QTest::newRow("open escape") << Text("\"a\\") << -1;
        QTest::newRow("trailing comma") << Text("a,") << -1;
        QTest::newRow("leading comma") << Text(",a") << -1;
        QTest::newRow("no comma") << Text("a b") << -1;
        QTest::newRow("no key") << Text("a;=1") << -1;
        QTest::newRow("no value") << Text("a;r=") << -1;
        QTest::newRow("no member value") << Text("a=") << -1;
        QTest::newRow("bytes") << Text("a;k=:cHJl,ZA==:;r=1") << 1;
        QTest::newRow("open bytes") << Text("a;k=:cHJl") << -1;
        QTest::newRow("control") << Text("a;r=\x01") << -1;
    }
    void structuredLists()
    {
        QFETCH(Text, text);
        QFETCH(int, members);
        const auto items = parseStructuredList(text);
        QCOMPARE(items ? int(items->size()) : -1, members);
    }

    void garbageNeverHarms()
    {
        // Mutations of real headers: no crash, and never a negative figure. The fuzzers go further.
        const QByteArrayList samples{"\"default\";r=50;t=30, \"daily\";r=1;t=3600;pk=:c2Vjcg==:",
                                     "Tue, 24 Nov 2026 09:02:00 GMT, Tuesday, 24-Nov-26 09:02:00 GMT",
                                     "limit=100, remaining=50, reset=5", "2026-11-24T09:00:30Z", "120"};
        SeededRandom random(42);
        const auto below = [&random](qsizetype n) { return qsizetype(random.uniform() * double(n)); };
        for (int i = 0; i < 5'000; ++i) {
            QByteArray text = samples.at(below(samples.size()));
            for (qsizetype edits = below(6); edits > 0; --edits)
                text[below(text.size())] = char(below(256));
            text.truncate(below(text.size() + 1));
            ResetDialects dialects;
            const Headers headers{{"Date", text},
                                  {"Retry-After", text},
                                  {"RateLimit", text},
                                  {"RateLimit-Policy", text},
                                  {"X-RateLimit-Remaining", text},
                                  {"X-RateLimit-Reset", text}};
            const ServerQuota quota = parseQuota(headers, 429, now, dialects);
            QVERIFY(quota.remaining.value_or(0) >= 0);
            QVERIFY(quota.limit.value_or(0) >= 0);
            QVERIFY(quota.resetIn.value_or(Duration::zero()) >= Duration::zero());
            QVERIFY(quota.resetIn.value_or(Duration::zero()) <= hours(24 * 32) + seconds(1));
            QVERIFY(!quota.retryAfter || *quota.retryAfter > Duration::zero());
        }
    }
};

void TestServerQuota::H_quota_data() // NOLINT(readability-function-size): a table
{
    QTest::addColumn<Headers>("headers");
    QTest::addColumn<std::optional<int>>("limit");
    QTest::addColumn<std::optional<int>>("remaining");
    QTest::addColumn<std::optional<Duration>>("resetIn");
    QTest::addColumn<Notes>("notes");
    const auto row = [](const char *name, const Headers &headers, std::optional<int> limit,
                        std::optional<int> remaining, std::optional<Duration> resetIn, const Notes &notes = {}) {
        QTest::newRow(name) << headers << limit << remaining << resetIn << notes;
    };
    const auto x = [](const Text &limit, const Text &remaining, const Text &reset) {
        return Headers{
            {"X-RateLimit-Limit", limit}, {"X-RateLimit-Remaining", remaining}, {"X-RateLimit-Reset", reset}};
    };
    const auto in = [](Duration span) { return std::optional(span); };
    const Notes badCount{QuotaNote::RemainingMalformed};
    const Notes badReset{QuotaNote::ResetImplausible};

    // As services send them.
    row("H10 H11 GitHub, epoch seconds", x("60", "0", Text::number(epochNow + 100)), 60, 0, in(seconds(101)));
    row("H10 GitHub's documented sample, against its own Date",
        {{"Date", "Mon, 01 Jul 2013 17:27:06 GMT"},
         {"X-RateLimit-Limit", "60"},
         {"X-RateLimit-Remaining", "56"},
         {"X-RateLimit-Reset", "1372700873"}},
        60, 56, in(seconds(1'372'700'873 - 1'372'699'626 + 1)));
    row("H10 epoch milliseconds", x("100", "3", Text::number((epochNow + 5) * 1000)), 100, 3, in(seconds(6)));
    row("H10 delta", x("5000", "12", "2513"), 5000, 12, in(seconds(2513)));
    row("ADV-D15 very high", x("10", "0", "1000000"), 10, 0, in(seconds(1'000'000)));
    row("ADV-D15 32 days", x("10", "0", Text::number(longestReset)), 10, 0, in(seconds(longestReset)));
    row("ADV-D15 H11 a moment in 32 days", x("10", "0", Text::number(epochNow + longestReset)), 10, 0,
        in(seconds(longestReset + 1)));
    row("ADV-D12 float", x("10", "0", "2.5"), 10, 0, in(milliseconds(2500)));
    row("ADV-D12 ISO", x("10", "0", "2026-11-24T09:00:30Z"), 10, 0, in(seconds(31)));
    row("ADV-D12 ISO with offset", x("10", "0", "2026-11-24T10:00:30+01:00"), 10, 0, in(seconds(31)));
    row("ADV-D12 ISO without zone", x("10", "0", "2026-11-24T09:00:30"), 10, 0, {}, badReset);
    row("HTTP-date", x("10", "0", "Tue, 24 Nov 2026 09:00:30 GMT"), 10, 0, in(seconds(31)));
    row("Discord, reset-after",
        {{"X-RateLimit-Limit", "5"},
         {"X-RateLimit-Remaining", "0"},
         {"X-RateLimit-Reset", Text::number(epochNow + 64)},
         {"X-RateLimit-Reset-After", "64.57"}},
        5, 0, in(seconds(65)));
    row("H13 X-Rate-Limit",
        {{"X-Rate-Limit-Limit", "900"}, {"X-Rate-Limit-Remaining", "899"}, {"X-Rate-Limit-Reset", "15"}}, 900, 899,
        in(seconds(15)));
    row("H13 any case", {{"x-RATELIMIT-remaining", "7"}}, {}, 7, {});
    row("Zendesk", {{"x-rate-limit-limit", "700"}, {"x-rate-limit-remaining", "699"}}, 700, 699, {});
    row("Okta", {{"x-rate-limit-limit", "600"}, {"x-rate-limit-remaining", "0"}, {"x-rate-limit-reset", "59"}}, 600, 0,
        in(seconds(59)));
    row("requests family",
        {{"x-ratelimit-limit-requests", "60"},
         {"x-ratelimit-remaining-requests", "59"},
         {"x-ratelimit-reset-requests", "1"}},
        60, 59, in(seconds(1)));
    row("H12 draft 03", {{"RateLimit-Limit", "10"}, {"RateLimit-Remaining", "1"}, {"RateLimit-Reset", "7"}}, 10, 1,
        in(seconds(7)));
    row("H12 draft 03 with policies",
        {{"RateLimit-Limit", "10, 10;window=1, 50;window=60"}, {"RateLimit-Remaining", "1"}, {"RateLimit-Reset", "7"}},
        10, 1, in(seconds(7)));
    row("H12 draft 07", {{"RateLimit", "limit=100, remaining=50, reset=5"}}, 100, 50, in(seconds(5)));
    row("H12 structured", {{"RateLimit", "\"default\";r=50;t=30"}, {"RateLimit-Policy", "\"default\";q=100;w=60"}}, 100,
        50, in(seconds(30)));
    row("H12 token name", {{"RateLimit", "default;r=0;t=5"}}, {}, 0, in(seconds(5)));
    row("H12 ADV-D17 tightest of several",
        {{"RateLimit", "\"minute\";r=50;t=30, \"day\";r=2;t=3600"},
         {"RateLimit-Policy", "\"minute\";q=100;w=60,\"day\";q=1000;w=86400"}},
        1000, 2, in(seconds(3600)));
    row("H12 equal remaining, the later reset", {{"RateLimit", "a;r=0;t=5, b;r=0;t=50, c;r=0;t=7"}}, {}, 0,
        in(seconds(50)));
    row("ADV-D17 unknown parameters", {{"RateLimit", "\"a\";r=5;x=\"y\";t=9;pk=:cHJlZA==:"}}, {}, 5, in(seconds(9)));
    row("ADV-D17 malformed", {{"RateLimit", "\"a;r=5"}}, {}, {}, {}, badCount);
    row("ADV-D17 malformed policy", {{"RateLimit", "\"a\";r=5"}, {"RateLimit-Policy", "\"a\";q="}}, {}, 5, {},
        badCount);
    row("ADV-D17 in two lines", {{"RateLimit", "\"a\";r=5;t=1"}, {"RateLimit", "\"b\";r=4;t=2"}}, {}, 4,
        in(seconds(2)));
    row("H12 X- and RateLimit together",
        {{"RateLimit", "\"a\";r=5;t=1"}, {"X-RateLimit-Remaining", "3"}, {"X-RateLimit-Reset", "8"}}, {}, 3,
        in(seconds(8)));

    // As they must not be believed.
    row("ADV-D13 negative", x("10", "-1", "5"), 10, {}, in(seconds(5)), badCount);
    row("ADV-D13 above the limit", x("10", "11", "5"), 10, {}, in(seconds(5)), badCount);
    row("ADV-D13 NaN", x("10", "NaN", "5"), 10, {}, in(seconds(5)), badCount);
    row("ADV-D13 fraction", x("10", "1.5", "5"), 10, {}, in(seconds(5)), badCount);
    row("ADV-D13 limit 0", x("0", "0", "5"), {}, 0, in(seconds(5)));
    row("ADV-D13 no reset", {{"X-RateLimit-Remaining", "0"}}, {}, 0, {});
    row("ADV-D14 10^9", {{"X-RateLimit-Remaining", "1000000000"}}, {}, 1'000'000'000, {});
    row("ADV-D14 beyond int", {{"X-RateLimit-Remaining", "99999999999999999999"}}, {}, 2'147'483'647, {});
    row("ADV-D12 past epoch", x("10", "0", Text::number(epochNow - 1)), 10, 0, {}, badReset);
    row("ADV-D12 more than 32 days", x("10", "0", Text::number(longestReset + 1)), 10, 0, {}, badReset);
    row("ADV-D12 a moment in more than 32 days", x("10", "0", Text::number(epochNow + longestReset + 1)), 10, 0, {},
        badReset);
    row("ADV-D12 past epoch milliseconds", x("10", "0", Text::number(epochNow * 1000 - 1)), 10, 0, {}, badReset);
    row("ADV-D12 negative reset", x("10", "0", "-5"), 10, 0, {}, badReset);
    row("ADV-D12 text", x("10", "0", "soon"), 10, 0, {}, badReset);
    row("ADV-D12 infinite", x("10", "0", "inf"), 10, 0, {}, badReset);
    row("ADV-D12 400 digits", x("10", "0", Text(400, '9')), 10, 0, {}, badReset);
    row("nothing", {{"Content-Type", "text/plain"}}, {}, {}, {});
}

void TestServerQuota::H_quota()
{
    QFETCH(Headers, headers);
    QFETCH(std::optional<int>, limit);
    QFETCH(std::optional<int>, remaining);
    QFETCH(std::optional<Duration>, resetIn);
    QFETCH(Notes, notes);
    ResetDialects dialects;
    const ServerQuota quota = parseQuota(headers, 200, now, dialects);
    QCOMPARE(quota.limit, limit);
    QCOMPARE(quota.remaining, remaining);
    QCOMPARE(quota.resetIn, resetIn);
    QCOMPARE(notesOf(quota), notes);
}

QTEST_GUILESS_MAIN(TestServerQuota)
#include "tst_serverquota.moc"
