// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "livefixture.h"
#include "support/toxic.h"

#include <QDate>
#include <QtTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// What an answer's bytes must make of the next call.
struct Quota
{
    QByteArray status;
    QByteArray fields; ///< lines of the head, as they are on the wire
    std::optional<Duration> pause{}; ///< empty: the next call goes out at once
    PauseSource source = PauseSource::RetryAfter;
    QByteArray header{}; ///< the field that the pause is told to be from; empty for Unnamed
};

constexpr Duration longest = 6h;
// The servers of this test live at this moment, an hour behind the clock of nobody: what they say is read against it.
const QByteArray serverDate = "Date: Tue, 24 Nov 2026 10:00:00 GMT\r\n";
constexpr qint64 serverEpoch = 1'795'514'400;

int statusOf(const Quota &quota)
{
    return quota.status.left(3).toInt();
}

} // namespace

Q_DECLARE_METATYPE(Quota)

/// What servers say of their patience, byte for byte, and what the whole engine makes of the next call.
class TestFaultsQuota : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void retryAfter_data();
    void retryAfter();
    void dates_data();
    void dates() { retryAfter(); }
    void figures_data();
    void figures() { retryAfter(); }
    void ADV_D10_aRedirectThatAsksForPatience();
    void ADV_D19_ofAnotherOrigin();
    void ADV_D22_aPauseBeyondTheDeadline_data();
    void ADV_D22_aPauseBeyondTheDeadline();

private:
    static std::unique_ptr<LiveFixture> liveAt(const LoopbackServer &server)
    {
        auto live = std::make_unique<LiveFixture>(server.url());
        live->config.retry->maxServerDelay = 0s; // whoever must wait is told so, and nobody waits in this test
        return live;
    }
    /// Empty, or what is wrong with the answer's call.
    static QString judge(const CallWatch &watch, const Quota &quota);
};

void TestFaultsQuota::retryAfter_data()
{
    QTest::addColumn<Quota>("quota");
    const auto row = [](const char *name, const QByteArray &value, std::optional<Duration> pause) {
        QTest::newRow(name) << Quota{"503 No", "Retry-After:" + value + "\r\n", pause, {}, "Retry-After"};
    };
    row("ADV-D1 120", " 120", 120s);
    row("ADV-D1 space around it", "\t42 ", 42s);
    row("ADV-D1 0", " 0", {});
    row("ADV-D2 nothing", "", {});
    row("ADV-D2 -1", " -1", {});
    row("ADV-D2 +1", " +1", {});
    row("ADV-D2 1.0", " 1.0", {});
    row("ADV-D2 1e3", " 1e3", {});
    row("ADV-D2 0x10", " 0x10", {});
    row("ADV-D2 12s", " 12s", {});
    row("ADV-D2 superscript of Latin-1", " \xb2", {});
    row("ADV-D2 superscript of UTF-8", " \xc2\xb2", {});
    row("ADV-D2 superscript behind a digit", " 1\xb2", {});
    row("ADV-D2 10,000 digits", " " + QByteArray(10'000, '9'), {});
    row("ADV-D3 beyond the milliseconds of an int", " 2147484", longest);
    row("ADV-D3 2^32", " 4294967296", longest);
    row("ADV-D3 2^63", " 9223372036854775808", longest);
    row("ADV-D9 two lines", " 5\r\nRetry-After: 10", 10s);
    row("ADV-D9 two lines, the longer first", " 10\r\nretry-after: 5", 10s);
    row("ADV-D9 a list", " 5, 10", 10s);
    row("ADV-D9 one is garbage", " soon\r\nRetry-After: 10", 10s);
    row("ADV-D9 all are garbage", " soon\r\nRetry-After: later", {});
    const auto withStatus = [](const char *name, const char *status, std::optional<Duration> pause) {
        QTest::newRow(name) << Quota{status, "Retry-After: 30\r\n", pause, {}, "Retry-After"};
    };
    withStatus("ADV-D10 413", "413 Too Large", 30s);
    withStatus("ADV-D10 429", "429 Slow", 30s);
    withStatus("ADV-D10 200", "200 OK", {});
    withStatus("ADV-D10 404", "404 Not Found", {});
    withStatus("ADV-D10 500", "500 No", {});
    // 429 says that there is a pause in any case; what is no number does not say how long.
    QTest::newRow("ADV-D2 429 and no number")
        << Quota{"429 Slow", "Retry-After: -1\r\n", Duration(1s), PauseSource::Unnamed};
}

void TestFaultsQuota::dates_data()
{
    QTest::addColumn<Quota>("quota");
    const auto row = [](const char *name, const QByteArray &date, std::optional<Duration> pause) {
        const QByteArray fields = serverDate + "Retry-After: " + date + "\r\n";
        QTest::newRow(name) << Quota{"503 No", fields, pause, {}, "Retry-After"};
    };
    row("ADV-D4 ADV-D8 IMF-fixdate", "Tue, 24 Nov 2026 10:00:30 GMT", 30s);
    row("ADV-D4 RFC 850", "Tuesday, 24-Nov-26 10:00:30 GMT", 30s);
    row("ADV-D4 asctime", "Tue Nov 24 10:00:30 2026", 30s);
    row("ADV-D9 dates in two lines", "Tue, 24 Nov 2026 10:00:05 GMT\r\nRetry-After: Tue, 24 Nov 2026 10:00:30 GMT",
        30s);
    row("ADV-D9 a date and a number", "Tue, 24 Nov 2026 10:00:30 GMT\r\nRetry-After: 10", 30s);
    row("ADV-D6 zone in figures", "Tue, 24 Nov 2026 10:00:30 +0200", {});
    row("ADV-D6 zone by name", "Tue, 24 Nov 2026 10:00:30 EST", {});
    row("ADV-D6 lower case", "Tue, 24 Nov 2026 10:00:30 gmt", {});
    row("ADV-D6 another weekday", "Mon, 24 Nov 2026 10:00:30 GMT", 30s);
    row("ADV-D6 30 February", "Sat, 30 Feb 2030 10:00:30 GMT", {});
    row("ADV-D6 24:00:00", "Tue, 24 Nov 2026 24:00:00 GMT", {});
    row("ADV-D6 leap second", "Tue, 24 Nov 2026 10:00:60 GMT", 60s);
    row("ADV-D7 in the past", "Tue, 24 Nov 2026 09:59:30 GMT", {});
    row("ADV-D7 now", "Tue, 24 Nov 2026 10:00:00 GMT", {});
    row("ADV-D7 9999", "Fri, 31 Dec 9999 23:59:59 GMT", longest);
    // Years of two digits are read against our calendar, not the server's.
    const int year = QDate::currentDate().year();
    const auto twoDigits = [](int fullYear) {
        return "Friday, 01-Jan-" + QByteArray::number(fullYear % 100).rightJustified(2, '0') + " 00:00:00 GMT";
    };
    row("ADV-D5 in four years", twoDigits(year + 4), longest);
    row("ADV-D5 it seems to be in sixty years", twoDigits(year + 60), {});
    QTest::newRow("ADV-D8 no date of the server's")
        << Quota{"503 No", "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT\r\n", longest, {}, "Retry-After"};
    QTest::newRow("ADV-D8 a date of the server's that is none")
        << Quota{"503 No", "Date: today\r\nRetry-After: Sun, 06 Nov 1994 08:49:37 GMT\r\n"};
}

void TestFaultsQuota::figures_data()
{
    QTest::addColumn<Quota>("quota");
    const auto row = [](const char *name, const QByteArray &fields, std::optional<Duration> pause,
                        const QByteArray &header = "X-RateLimit-Reset") {
        QTest::newRow(name) << Quota{"200 OK", serverDate + fields, pause, PauseSource::QuotaUsedUp, header};
    };
    const auto reset = [&row](const char *name, const QByteArray &value, std::optional<Duration> pause) {
        row(name, "X-RateLimit-Remaining: 0\r\nX-RateLimit-Reset: " + value + "\r\n", pause);
    };
    reset("ADV-D12 seconds", "30", 30s);
    reset("ADV-D12 epoch", QByteArray::number(serverEpoch + 30), 31s);
    reset("ADV-D12 epoch in milliseconds", QByteArray::number((serverEpoch + 30) * 1'000), 31s);
    reset("ADV-D12 ISO", "2026-11-24T10:00:30Z", 31s);
    reset("ADV-D12 fraction", "30.5", 30'500ms);
    reset("ADV-D15 D12 weeks ahead, capped", "2678400", 6h);
    reset("ADV-D12 more than 32 days", "2764801", {});
    reset("ADV-D12 past", QByteArray::number(serverEpoch - 30), {});
    reset("ADV-D12 infinite", "inf", {});
    reset("ADV-D13 negative", "-30", {});
    const auto counts = [&row](const char *name, const QByteArray &limit, const QByteArray &remaining) {
        row(name,
            "X-RateLimit-Limit: " + limit + "\r\nX-RateLimit-Remaining: " + remaining + "\r\nX-RateLimit-Reset: 30\r\n",
            {});
    };
    counts("ADV-D13 negative count", "10", "-1");
    counts("ADV-D13 above the limit", "10", "11");
    counts("ADV-D13 NaN", "10", "NaN");
    row("ADV-D13 no reset", "X-RateLimit-Limit: 10\r\nX-RateLimit-Remaining: 0\r\n", {});
    row("ADV-D13 limit 0", "X-RateLimit-Limit: 0\r\nX-RateLimit-Remaining: 0\r\nX-RateLimit-Reset: 30\r\n", 30s);
    QTest::newRow("ADV-D16 Retry-After wins")
        << Quota{"429 Slow", "RateLimit: \"default\";r=0;t=5\r\nRetry-After: 30\r\n", Duration(30s), {}, "Retry-After"};
    QTest::newRow("ADV-D16 Retry-After is no number")
        << Quota{"429 Slow", "RateLimit: \"default\";r=0;t=5\r\nRetry-After: soon\r\n", Duration(5s),
                 PauseSource::QuotaUsedUp, "RateLimit"};
    row("ADV-D17 malformed", "RateLimit: \"default;r=0;t=30\r\n", {});
    row("ADV-D17 a list that ends open", "RateLimit: \"default\";r=0;t=30,\r\n", {});
    row("ADV-D17 several policies", "RateLimit: \"minute\";r=5;t=7, \"day\";r=0;t=30\r\n", 30s, "RateLimit");
    row("ADV-D17 several lines", "RateLimit: \"minute\";r=0;t=7\r\nRateLimit: \"day\";r=0;t=30\r\n", 30s, "RateLimit");
    row("ADV-D17 unknown parameters", "RateLimit: \"default\";r=0;x=\"a,b\";t=30;pk=:cHJlZA==:\r\n", 30s, "RateLimit");
    for (const QByteArray prefix : {"X-RateLimit-", "X-Rate-Limit-", "RateLimit-", "x-RATELIMIT-"}) {
        const QByteArray name = "ADV-D18 " + prefix;
        row(name.constData(), prefix + "Limit: 100\r\n" + prefix + "Remaining: 0\r\n" + prefix + "Reset: 30\r\n", 30s,
            prefix + "Reset");
    }
}

QString TestFaultsQuota::judge(const CallWatch &watch, const Quota &quota)
{
    const bool good = statusOf(quota) < 400;
    if (watch.finishedCount != 1 || watch.response.has_value() != good)
        return watch.error ? QDebug::toString(*watch.error) : u"an answer"_s;
    if (good)
        return {};
    const bool retried = statusOf(quota) == 503 || statusOf(quota) == 429 || statusOf(quota) == 500;
    const bool waits = retried && quota.pause && quota.source != PauseSource::Unnamed;
    const auto kind = waits ? ErrorKind::RateLimited : ErrorKind::HttpStatus;
    if (watch.error->kind != kind || watch.error->httpStatus != statusOf(quota))
        return QDebug::toString(*watch.error);
    // Without a word of the server's that counts the retry goes out after a pause of our own.
    const bool again = retried && !quota.pause;
    const qsizetype attempts = watch.entries(TimelineKind::Attempt).size();
    return attempts == (again ? 2 : 1) ? QString() : u"%1 attempts"_s.arg(attempts);
}

void TestFaultsQuota::retryAfter()
{
    QFETCH(Quota, quota);
    LoopbackServer server;
    Toxic().answer(quota.fields + "Content-Length: 4", "body", quota.status).playOnRequests(server);
    const auto live = liveAt(server);
    if (quota.source == PauseSource::Unnamed)
        live->config.retry->maxRetries = 0;
    ApiClient &client = live->make();
    const MonotonicTime before = live->scheduler.now();
    const QString wrong = judge(live->run("GET", u"/first"_s), quota);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    const int seen = server.requestCount();

    const auto paused = client.snapshot().limiter->pausedFor;
    QCOMPARE(paused.has_value(), quota.pause.has_value());
    if (paused)
        QVERIFY2(*paused <= *quota.pause && *paused > *quota.pause - (live->scheduler.now() - before),
                 QByteArray::number(toSeconds(*paused)).constData());
    const CallWatch &next = live->run("GET", u"/next"_s);
    QCOMPARE(server.requestCount() > seen, !quota.pause);
    const TimelineEntry refusal = next.entries(TimelineKind::Refused).value(0);
    QCOMPARE(refusal.cause != nullptr, quota.pause.has_value());
    if (quota.pause) {
        QCOMPARE(next.error.value().detail, ErrorDetail::ServerPauseTooLong);
        QVERIFY(next.error->wait <= paused && next.error->wait > *paused - 10s); // it says until when
        QCOMPARE(refusal.cause->status, statusOf(quota));
        QVERIFY(refusal.cause->source == quota.source);
        QCOMPARE(refusal.cause->header.toLower(), quota.header.toLower());
    }
    QCOMPARE(live->imbalance({&server}), QString());
    QVERIFY(live->leavesNothing({&server}));
}

void TestFaultsQuota::ADV_D10_aRedirectThatAsksForPatience()
{
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &connection, const ReceivedRequest &) {
        connection.answer(301, {{"Location", "/there"}, {"Retry-After", "30"}});
    });
    const auto live = liveAt(server);
    ApiClient &client = live->make();
    const CallWatch &watch = live->run("GET", u"/"_s);
    QVERIFY(watch.error);
    QCOMPARE(server.requestCount(), 1); // it would have to wait before it follows
    const Duration left = client.snapshot().limiter->pausedFor.value_or(0s);
    QVERIFY(left > 20s && left <= 30s);
    QCOMPARE(live->imbalance({&server}), QString());
}

void TestFaultsQuota::ADV_D19_ofAnotherOrigin()
{
    LoopbackServer other;
    Toxic().answer("Retry-After: 60\r\nContent-Length: 0", {}, "429 Slow").playOnRequests(other);
    LoopbackServer home;
    home.onRequest([&other](LoopbackConnection &connection, const ReceivedRequest &request) {
        if (request.target == "/away")
            connection.answer(302, {{"Location", other.url().toEncoded()}});
        else if (request.target == "/kept")
            connection.answer(304, {{"RateLimit", "\"a\";r=7;t=60"}}, {});
        else
            connection.answer();
    });
    const auto live = liveAt(home);
    ApiClient &client = live->make();
    QCOMPARE(live->run("GET", u"/away"_s).error.value().kind, ErrorKind::RateLimited);
    QVERIFY(!client.snapshot().limiter->pausedFor); // home has asked for nothing
    QVERIFY(live->run("GET", u"/"_s).response);
    QCOMPARE(live->run("GET", u"/away"_s).error.value().kind, ErrorKind::RateLimited);
    QCOMPARE(other.requestCount(), 1); // what it has said holds for its own origin
    QVERIFY(live->run("GET", u"/kept"_s).response);
    QVERIFY(!client.snapshot().limiter->pausedFor);
    QCOMPARE(live->imbalance({&home, &other}), QString());
}

void TestFaultsQuota::ADV_D22_aPauseBeyondTheDeadline_data()
{
    QTest::addColumn<bool>("retries");
    QTest::newRow("ADV-D22 the retry does not wait for it") << true;
    QTest::newRow("ADV-D22 nor does the next call") << false;
}

void TestFaultsQuota::ADV_D22_aPauseBeyondTheDeadline()
{
    QFETCH(bool, retries);
    LoopbackServer server;
    Toxic().answer("Retry-After: 60\r\nContent-Length: 0", {}, "429 Slow").playOnRequests(server);
    LiveFixture live(server.url());
    live.config.totalTimeout = 20s;
    if (!retries)
        live.config.retry.reset();
    live.make();
    const CallWatch &first = live.run("GET", u"/"_s);
    QVERIFY(first.error);
    const CallWatch &next = live.run("GET", u"/"_s);
    QVERIFY(next.error);
    QVERIFY(first.elapsed < 20s && next.elapsed < 20s); // at once, and not after a silent wait
    QVERIFY(next.error->wait > 30s && next.error->wait <= 60s); // it says until when
    QCOMPARE(server.requestCount(), 1);
    QCOMPARE(live.imbalance({&server}), QString());
    QVERIFY(live.leavesNothing({&server}));
}

QTEST_GUILESS_MAIN(TestFaultsQuota)
#include "tst_faults_quota.moc"
