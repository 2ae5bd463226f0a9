// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/virtualscheduler.h"
#include "upstream/httpdate.h"
#include "upstream/responder.h"
#include "upstream/scenarios/bodyanswers.h"

#include <QFile>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;

/// The scenarios without sockets, on virtual time.
class tst_Scenarios : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answers_data();
    void answers();
    void burstsKeepTheirRhythm();
    void flakyFailsEachThird();
    void limitedCountsAFixedWindow();
    void limitedTellsADate();
    void latenciesFollowTheSeed();
    void slowHasATail();
    void oneScenarioForAllPaths();
    void countsByScenario();
    void gzipIsWhole();
    void everyScenarioIsDocumented();
    void httpDatesAreFixed();
};

namespace {

struct Ask
{
    QByteArray method = "GET";
    QByteArray target;
    std::vector<UpstreamRequest::Field> headers;
    QByteArray body;
};

UpstreamAnswer put(Responder &responder, const Ask &ask)
{
    UpstreamRequest request;
    request.method = ask.method;
    request.target = ask.target;
    const qsizetype mark = ask.target.indexOf('?');
    request.path = QByteArrayView(ask.target).first(mark < 0 ? ask.target.size() : mark);
    request.query = mark < 0 ? QByteArrayView() : QByteArrayView(ask.target).sliced(mark + 1);
    request.headers = ask.headers;
    request.body = ask.body;
    request.bodyBytes = ask.body.size();
    return responder.answer(request);
}

UpstreamAnswer get(Responder &responder, const QByteArray &target)
{
    return put(responder, {.target = target, .headers = {}, .body = {}});
}

QByteArray line(const UpstreamAnswer &answer, const QByteArray &name)
{
    for (const QByteArray &each : answer.headers.split('\n')) {
        if (each.startsWith(QByteArray(name + ": ")))
            return each.sliced(name.size() + 2).trimmed();
    }
    return {};
}

} // namespace

void tst_Scenarios::answers_data() // NOLINT(readability-function-size): a table
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("bodyPart");

    const auto row = [](const char *method, const char *target, int status, const char *part) {
        QTest::addRow("%s %s", method, target)
            << QByteArray(method) << QByteArray(target) << status << QByteArray(part);
    };
    row("GET", "/", 200, "scenarios");
    row("GET", "/healthy", 200, "ok");
    row("GET", "/healthy/orders", 200, "Ada Byron");
    row("GET", "/orders", 200, "Ada Byron");
    row("GET", "/orders/17", 200, "\"id\": 17,");
    row("GET", "/orders/017", 200, "\"id\": 17,");
    row("GET", "/orders/x", 404, "error");
    row("GET", "/orders/99999999999999999999", 404, "error");
    row("GET", "/nothing", 404, "error");
    row("GET", "/healthyy", 404, "error");
    row("HEAD", "/orders", 200, "Ada Byron");
    row("POST", "/orders", 201, "received_bytes");
    row("PUT", "/orders/1", 200, "received_bytes");
    row("DELETE", "/orders/1", 204, "");
    row("BREW", "/orders/1", 405, "error");
    row("OPTIONS", "*", 204, "");
    row("GET", "/everyday/weather", 200, "Lisbon");
    row("GET", "/slow/search/repositories", 200, "token-bucket");
    row("GET", "/auth", 404, "doors");
    row("GET", "/auth/bearer", 401, "credentials");
    row("GET", "/auth/basic", 401, "credentials");
    row("GET", "/auth/key", 401, "credentials");
    row("GET", "/auth/key?api_key=demo-key", 200, "ok");
    row("GET", "/auth/key/orders?api_key=demo-key", 200, "Ada");
    row("GET", "/auth/keyring?api_key=demo-key", 404, "doors");
    row("GET", "/oauth", 404, "POST /token");
    row("GET", "/oauth/api/orders", 401, "invalid_token");
    row("POST", "/oauth/token", 401, "invalid_client");
    row("POST", "/oauth/device", 200, "demo-device-");
    row("POST", "/oauth/revoke", 200, "{}");
    row("GET", "/oauth/authorize", 400, "invalid_request");
    row("GET", "/oauth/authorize?code_challenge=c&code_challenge_method=S256&redirect_uri=http://evil.example/", 400,
        "invalid_request");
    row("GET", "/oauth/authorize?code_challenge=c&code_challenge_method=S256&redirect_uri=http://127.0.0.1:1/x", 302,
        "{}");
    row("GET", "/oauth/.well-known/openid-configuration", 200, "token_endpoint");
    row("GET", "/redirect", 302, "moved");
    row("GET", "/redirect?status=307", 307, "moved");
    row("GET", "/redirect/headers", 200, "headers");
    row("GET", "/healthy?status=418", 418, "ok");
    row("GET", "/healthy?status=99", 200, "ok");
    row("GET", "/healthy?status=abc", 200, "ok");
    row("GET", "/bursts?every=10&fail=10", 503, "overloaded");
    row("GET", "/bursts?every=10&fail=0", 200, "ok");
}

void tst_Scenarios::answers()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, target);
    QFETCH(const QByteArray, bodyPart);
    VirtualScheduler scheduler;
    Responder responder(scheduler, 1);
    const UpstreamAnswer answer = put(responder, {.method = method, .target = target, .headers = {}, .body = {}});
    QTEST(answer.status, "status");
    QVERIFY2(answer.body.contains(bodyPart), answer.body.constData());
}

void tst_Scenarios::burstsKeepTheirRhythm()
{
    VirtualScheduler scheduler;
    Responder responder(scheduler, 1);
    QList<int> failingSeconds;
    for (int second = 0; second < 100; ++second) {
        if (get(responder, "/bursts/orders").status == 503)
            failingSeconds.append(second);
        scheduler.advance(1s);
    }
    QList<int> expected;
    for (const int first : {8, 53, 98}) {
        for (int second = first; second < std::min(first + 12, 100); ++second)
            expected.append(second);
    }
    QCOMPARE(failingSeconds, expected);
}

void tst_Scenarios::flakyFailsEachThird()
{
    VirtualScheduler scheduler;
    Responder responder(scheduler, 1);
    QList<int> statuses;
    for (int i = 0; i < 6; ++i)
        statuses.append(get(responder, "/flaky").status);
    QCOMPARE(statuses, (QList<int>{200, 200, 503, 200, 200, 503}));
    QCOMPARE(get(responder, "/flaky?n=1").status, 503);
}

void tst_Scenarios::limitedCountsAFixedWindow()
{
    VirtualScheduler scheduler;
    Responder responder(scheduler, 1);
    const QByteArray target = "/limited/rate_limit?limit=2&window=10";
    scheduler.advance(3500ms);
    const UpstreamAnswer first = get(responder, target);
    QCOMPARE(first.status, 200);
    QCOMPARE(line(first, "X-RateLimit-Limit"), QByteArray("2"));
    QCOMPARE(line(first, "X-RateLimit-Remaining"), QByteArray("1"));
    QCOMPARE(line(first, "X-RateLimit-Reset"), QByteArray("1800000010"));
    QCOMPARE(line(first, "Retry-After"), QByteArray());
    QCOMPARE(line(get(responder, target), "X-RateLimit-Remaining"), QByteArray("0"));
    const UpstreamAnswer third = get(responder, target);
    QCOMPARE(third.status, 429);
    QCOMPARE(line(third, "X-RateLimit-Remaining"), QByteArray("0"));
    QCOMPARE(line(third, "Retry-After"), QByteArray("7"));
    QCOMPARE(get(responder, "/limited").status, 200); // a quota of its own
    scheduler.advance(6499ms);
    QCOMPARE(get(responder, target).status, 429);
    scheduler.advance(1ms);
    QCOMPARE(get(responder, target).status, 200);
}

void tst_Scenarios::limitedTellsADate()
{
    VirtualScheduler scheduler;
    Responder responder(scheduler, 1);
    const UpstreamAnswer answer = get(responder, "/limited-date?limit=0&window=30");
    QCOMPARE(answer.status, 429);
    QCOMPARE(line(answer, "Retry-After"), httpDate(scheduler.wallNow() + 30s));
}

void tst_Scenarios::latenciesFollowTheSeed()
{
    VirtualScheduler scheduler;
    Responder one(scheduler, 7);
    Responder same(scheduler, 7);
    Responder other(scheduler, 8);
    bool differs = false;
    for (int i = 0; i < 50; ++i) {
        const Duration delay = get(one, "/everyday").delay;
        QCOMPARE(get(same, "/everyday").delay, delay);
        differs = differs || get(other, "/everyday").delay != delay;
    }
    QVERIFY(differs);
    QCOMPARE(get(one, "/healthy?delay=0.25").delay, Duration(250ms));
    const Duration spread = get(one, "/healthy?delay=1&jitter=0.5").delay;
    QVERIFY(spread >= 500ms && spread <= 1500ms && spread != 1s);
    QCOMPARE(get(one, "/healthy?delay=301").delay, Duration::zero());
}

void tst_Scenarios::slowHasATail()
{
    VirtualScheduler scheduler;
    Responder responder(scheduler, 1);
    QList<Duration> delays;
    for (int i = 0; i < 2000; ++i)
        delays.append(get(responder, "/slow").delay);
    std::sort(delays.begin(), delays.end());
    QVERIFY(delays.at(1000) > 130ms && delays.at(1000) < 170ms);
    QVERIFY(delays.at(1980) > delays.at(1000) * 5);
    QVERIFY(delays.last() <= 150ms * 50);
}

void tst_Scenarios::oneScenarioForAllPaths()
{
    VirtualScheduler scheduler;
    Responder responder(scheduler, 1);
    QVERIFY(!responder.setOnly(QStringLiteral("unheard-of")));
    QVERIFY(responder.setOnly(QStringLiteral("limited")));
    QCOMPARE(line(get(responder, "/orders"), "X-RateLimit-Limit"), QByteArray("60"));
    QCOMPARE(line(get(responder, "/"), "X-RateLimit-Limit"), QByteArray("60"));
    QVERIFY(responder.setOnly(QStringLiteral("redirect")));
    QCOMPARE(line(get(responder, "/3"), "Location"), QByteArray("/2"));
    QVERIFY(responder.setOnly(QString()));
    QCOMPARE(line(get(responder, "/redirect/3?a=b"), "Location"), QByteArray("/redirect/2?a=b"));
    QCOMPARE(line(get(responder, "/redirect/1"), "Location"), QByteArray("/redirect/headers"));
    QCOMPARE(line(get(responder, "/redirect/2?status=307"), "Location"), QByteArray("/redirect/1?status=307"));
    // The end of the journey is a page, not one more redirect.
    QCOMPARE(line(get(responder, "/redirect/1?a=b&status=307"), "Location"), QByteArray("/redirect/headers?a=b"));
    QCOMPARE(line(get(responder, "/redirect/loop"), "Location"), QByteArray("/redirect/loop"));
}

void tst_Scenarios::countsByScenario()
{
    VirtualScheduler scheduler;
    Responder responder(scheduler, 1);
    for (const char *target : {"/flaky", "/flaky/orders", "/orders", "/", "/stats"})
        get(responder, target);
    QCOMPARE(responder.requests(), 4u);
    QCOMPARE(responder.requests(QStringLiteral("flaky")), 2u);
    QCOMPARE(responder.requests(QStringLiteral("healthy")), 2u);
    QCOMPARE(responder.requests(QStringLiteral("unheard-of")), 0u);
    QVERIFY(get(responder, "/stats").body.contains("\"flaky\": 2"));
}

void tst_Scenarios::gzipIsWhole()
{
    const QByteArray text = QByteArray("to be or not to be, ").repeated(100);
    const QByteArray packed = gzip(text);
    QVERIFY(packed.size() < text.size() / 4);
    QVERIFY(packed.startsWith("\x1f\x8b\x08"));
    // Back through zlib: its length and header in front, its checksum behind, which qUncompress needs.
    QByteArray zlib = qCompress(text);
    QCOMPARE(packed.mid(10, packed.size() - 18), zlib.mid(6, zlib.size() - 10));
    // CRC-32 of "123456789" is the check value of every catalogue of such sums.
    QCOMPARE(gzip("123456789").last(8), QByteArray("\x26\x39\xf4\xcb\x09\0\0\0", 8));
}

void tst_Scenarios::everyScenarioIsDocumented()
{
    QFile file(QStringLiteral(FUSEBOARD_SOURCE_DIR "/docs/scenarios.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    for (const QString &name : Responder::names())
        QVERIFY2(text.contains(QByteArray("| `/" + name.toLatin1() + "` |")), qPrintable(name));
}

void tst_Scenarios::httpDatesAreFixed()
{
    QCOMPARE(httpDate(WallTime(784'111'777s)), QByteArray("Sun, 06 Nov 1994 08:49:37 GMT"));
}

QTEST_GUILESS_MAIN(tst_Scenarios)
#include "tst_scenarios.moc"
