// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clientfixture.h"
#include "logcapture.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString callsOnly = u"*=false\nfuseboard.client.info=true"_s;

FakeOutcome answer(int status, const QByteArray &type, const QByteArray &body, Duration delay = 12ms)
{
    return FakeOutcome::success(status, {{"Content-Type", type}}, body, delay);
}

} // namespace

class TestCallLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idsCountTheCallsOfAClient();
    void aLineForEachRequestAndAnswer();
    void eachFlagForItself_data();
    void eachFlagForItself();
    void S06_aBodyInAFileIsNamed();
    void silentUnlessTheCategoryIsOn();
    void redirectsAndReplaysAreRequestsToo();
    void redirectsThatAreNotFollowedAreFailures();
    void whatIsGivenUpIsTold();
    void nothingSentNothingLogged();
    void D2_whatIsHeldBackIsTold();
    void D2_whatIsHeldBackIsToldThoughItEndsAtOnce_data();
    void D2_whatIsHeldBackIsToldThoughItEndsAtOnce();
    void bodies_data();
    void bodies();
    void longBodiesAreCutBehindTheRedaction_data();
    void longBodiesAreCutBehindTheRedaction();
    void ADV_G16_noBodyForgesALine();
    void H04_H10_whatIsIgnoredIsToldOnce();
    void H04_whatIsIgnoredIsToldByLogResponses();
    void S05_whatIsIgnoredHidesSecrets();
};

void TestCallLog::idsCountTheCallsOfAClient()
{
    ClientFixture f;
    ApiClient &client = f.make();
    QCOMPARE(client.get(u"/a"_s)->id(), 1U);
    QCOMPARE(client.get(u"/b"_s)->id(), 2U);
    ClientFixture other;
    QCOMPARE(other.make().get(u"/a"_s)->id(), 1U);
}

void TestCallLog::aLineForEachRequestAndAnswer()
{
    ClientFixture f;
    f.withRetry();
    f.transport.enqueue(
        FakeOutcome::failure(Error(ErrorKind::Reset, ErrorDetail::ClosedInBody, u"api example"_s), 5ms));
    f.transport.enqueue(answer(200, "text/plain", "hello"));
    const LogCapture log(callsOnly);
    ApiClient &client = f.make();
    client.get(u"/first"_s)->cancel(); // never sent
    client.put(u"/orders/7?limit=5"_s, QByteArray("{}"));
    f.scheduler.runUntilIdle();
    const QString url = u"method=PUT url=\"https://api.example.com/v1/orders/7?limit=5\""_s;
    QCOMPARE(
        log.calls(),
        (QStringList{
            u"client=orders-api call=2 attempt=1 event=sent "_s + url + u" bytes=2"_s,
            u"client=orders-api call=2 attempt=1 event=failed "_s + url
                + u" error=reset detail=closed_in_body about=\"api example\" duration_ms=5.000"_s,
            u"client=orders-api call=2 attempt=2 event=sent "_s + url + u" bytes=2"_s,
            u"client=orders-api call=2 attempt=2 event=answered "_s + url + u" status=200 duration_ms=12.000 bytes=5"_s,
        }));
}

void TestCallLog::eachFlagForItself_data()
{
    QTest::addColumn<int>("flags"); // 1 requests, 2 responses, 4 bodies
    for (int flags = 0; flags < 8; ++flags)
        QTest::addRow("%d", flags) << flags;
}

void TestCallLog::eachFlagForItself()
{
    QFETCH(int, flags);
    ClientFixture f;
    f.config.logRequests = (flags & 1) != 0;
    f.config.logResponses = (flags & 2) != 0;
    f.config.logResponseBody = (flags & 4) != 0;
    f.transport.enqueue(answer(200, "text/plain", "hello"));
    const LogCapture log(callsOnly);
    f.make().get(u"/x"_s);
    f.scheduler.runUntilIdle();
    const QString lines = log.calls().join(u'\n');
    QCOMPARE(log.calls().size(), (flags & 1) + (flags >> 1 & 1) + (flags >> 2 & 1));
    QCOMPARE(lines.contains(u"event=sent"), f.config.logRequests);
    QCOMPARE(lines.contains(u"event=answered"), f.config.logResponses);
    QCOMPARE(lines.contains(u"event=body bytes=5 type=text/plain body=hello"), f.config.logResponseBody);
}

void TestCallLog::S06_aBodyInAFileIsNamed()
{
    ClientFixture f;
    f.config.logResponseBody = true;
    FakeOutcome filed = answer(200, "text/plain", {});
    filed.result->value().filedBody = FiledBody{u"/tmp/body"_s, 3'000'000'000};
    f.transport.enqueue(filed);
    const LogCapture log(callsOnly);
    f.make().get(u"/x"_s);
    f.scheduler.runUntilIdle();
    const QString lines = log.calls().join(u'\n');
    QVERIFY2(lines.contains(u"event=body bytes=3000000000 type=text/plain file=/tmp/body"), qPrintable(lines));
}

void TestCallLog::silentUnlessTheCategoryIsOn()
{
    ClientFixture f;
    f.config.logResponseBody = true;
    const LogCapture log({});
    f.make().get(u"/x"_s);
    f.scheduler.runUntilIdle();
    QCOMPARE(log.calls(), QStringList());
}

void TestCallLog::redirectsAndReplaysAreRequestsToo()
{
    ClientFixture f;
    f.transport.enqueue(FakeOutcome::success(302, {{"Location", "/elsewhere"}}, {}, 3ms));
    f.transport.enqueue(answer(200, "text/plain", "", 4ms));
    const LogCapture log(callsOnly);
    f.make().get(u"/x"_s);
    f.scheduler.runUntilIdle();
    const QString from = u"method=GET url=https://api.example.com/v1/x"_s;
    const QString to = u"method=GET url=https://api.example.com/elsewhere"_s;
    const QString head = u"client=orders-api call=1 attempt=1 event="_s;
    QCOMPARE(log.calls(),
             (QStringList{
                 head + u"sent "_s + from + u" bytes=0"_s,
                 head + u"answered "_s + from + u" status=302 duration_ms=3.000 bytes=0"_s,
                 head + u"sent "_s + to + u" bytes=0"_s,
                 head + u"answered "_s + to + u" status=200 duration_ms=7.000 bytes=0"_s,
             }));
}

void TestCallLog::redirectsThatAreNotFollowedAreFailures()
{
    ClientFixture f;
    f.transport.enqueue(FakeOutcome::success(302, {{"Location", "http://api.example.com/"}}, {}, 3ms));
    const LogCapture log(callsOnly);
    f.make().get(u"/x"_s);
    f.scheduler.runUntilIdle();
    QCOMPARE(log.calls().size(), 2);
    QVERIFY2(log.calls().last().contains(u"event=failed"_s), qPrintable(log.calls().last()));
    QVERIFY2(log.calls().last().contains(u"error=redirect_blocked detail=insecure_redirect status=302"_s),
             qPrintable(log.calls().last()));
}

void TestCallLog::whatIsGivenUpIsTold()
{
    ClientFixture f;
    f.config.totalTimeout = 60s;
    f.config.timeout = 50s;
    f.withRetry();
    f.transport.answerWith(FakeOutcome::silence());
    const LogCapture log(callsOnly);
    ApiClient &client = f.make();
    Call *call = client.get(u"/x"_s);
    f.scheduler.advance(2s);
    call->cancel();
    QVERIFY2(log.calls().last().endsWith(u"error=cancelled duration_ms=2000.000"_s), qPrintable(log.calls().last()));
    client.get(u"/y"_s);
    f.scheduler.runUntilIdle();
    QVERIFY2(log.calls().last().contains(u"error=total_timeout"_s), qPrintable(log.calls().last()));
    qsizetype sent = 0;
    for (const QString &line : log.calls())
        sent += line.contains(u"event=sent"_s) ? 1 : 0;
    QCOMPARE(log.calls().size(), 2 * sent); // each has its end
}

void TestCallLog::nothingSentNothingLogged()
{
    ClientFixture f;
    f.config.auth = AuthConfig();
    f.config.auth->type = AuthType::ApiKey;
    f.config.auth->token = Secret::plain(u"sk-1"_s);
    f.config.auth->tokenLocation = AuthLocation::Body; // of a request that has none
    const LogCapture log(callsOnly);
    const CallWatch watch(f.make().get(u"/x"_s));
    f.scheduler.runUntilIdle();
    QCOMPARE(watch.error->kind, ErrorKind::AuthFailed);
    QCOMPARE(log.calls(), QStringList());
}

void TestCallLog::D2_whatIsHeldBackIsTold()
{
    ClientFixture f;
    f.config.rateLimit = RateLimitConfig();
    f.transport.setMaxConnections(1);
    f.transport.enqueue(FakeOutcome::success(429, {{"Retry-After", "30"}}, {}, 1s));
    const LogCapture log(callsOnly);
    ApiClient &client = f.make();
    client.get(u"/first"_s);
    client.get(u"/second"_s);
    f.scheduler.runUntilIdle(1min);
    const QString second = u"client=orders-api call=2 attempt=1 event=%1"_s;
    const QStringList lines = log.calls().filter(u"call=2"_s);
    QCOMPARE(lines.size(), 4);
    const QStringList events{u"sent"_s, u"held_back"_s, u"sent"_s, u"answered"_s};
    for (qsizetype i = 0; i < events.size(); ++i)
        QVERIFY2(lines[i].startsWith(second.arg(events[i])), qPrintable(lines[i]));
}

void TestCallLog::D2_whatIsHeldBackIsToldThoughItEndsAtOnce_data()
{
    QTest::addColumn<bool>("destroyed");
    QTest::newRow("D2 cancelled") << false;
    QTest::newRow("D2 by whoever reads it, destroyed") << true;
}

void TestCallLog::D2_whatIsHeldBackIsToldThoughItEndsAtOnce()
{
    QFETCH(bool, destroyed);
    ClientFixture f;
    f.config.circuitBreaker = CircuitBreakerConfig();
    f.transport.setMaxConnections(1);
    f.transport.answerWith(FakeOutcome::silence());
    const LogCapture log(callsOnly);
    ApiClient &client = f.make();
    CallWatch first(client.get(u"/first"_s));
    CallWatch second(client.get(u"/second"_s));
    f.scheduler.runDue();
    client.breaker()->forceOpen();
    if (destroyed)
        LogCapture::once(u"event=held_back"_s, [&f] { f.client.reset(); });
    first.call->cancel();
    second.call->cancel();
    QCOMPARE(second.finishedCount, 1);
    const QStringList lines = log.calls().filter(u"call=2"_s);
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines.last().contains(u"attempt=1 event=held_back"_s));
    f.client.reset();
    QCOMPARE(f.scheduler.pending(), 0);
}

void TestCallLog::bodies_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("line");
    QTest::newRow("json") << QByteArray("application/json; charset=utf-8") << QByteArray(R"({"id":1})")
                          << QString::fromUtf8(R"(bytes=8 type=application/json body="{\"id\":1}")");
    QTest::newRow("empty") << QByteArray("text/plain") << QByteArray() << u"bytes=0 type=text/plain body=\"\""_s;
    QTest::newRow("image") << QByteArray("image/png") << QByteArray("\x89PNG\r\n") << u"bytes=6 type=image/png"_s;
    QTest::newRow("no type, text") << QByteArray() << QByteArray("ok") << u"bytes=2 type=\"\" body=ok"_s;
    QTest::newRow("no type, bytes") << QByteArray() << QByteArray("\xff\x01") << u"bytes=2 type=\"\""_s;
    QTest::newRow("no type, NUL") << QByteArray() << QByteArray("a\0b", 3) << u"bytes=3 type=\"\""_s;
    QTest::newRow("2,000 characters") << QByteArray("text/plain") << QByteArray(2'000, 'x')
                                      << u"bytes=2000 type=text/plain body="_s + QString(2'000, u'x');
    QTest::newRow("2,001 characters") << QByteArray("text/plain") << QByteArray(2'001, 'x')
                                      << u"bytes=2001 type=text/plain body="_s + QString(2'000, u'x') + u" cut=true"_s;
    QTest::newRow("charset") << QByteArray("text/plain; charset=iso-8859-1") << QByteArray("\xf6")
                             << u"bytes=1 type=text/plain body=\"ö\""_s;
    QTest::newRow("S05 member by its name")
        << QByteArray("application/json") << QByteArray(R"({"access_token":"new-one"})")
        << QString::fromUtf8(R"(bytes=26 type=application/json body="{\"access_token\":\"•••\"}")");
    QTest::newRow("S05 field by its name")
        << QByteArray("application/x-www-form-urlencoded") << QByteArray("a=b&access_token=new-one")
        << u"bytes=24 type=application/x-www-form-urlencoded body=\"a=b&access_token=•••\""_s;
}

void TestCallLog::bodies()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(QString, line);
    ClientFixture f;
    f.config.logRequests = false;
    f.config.logResponses = false;
    f.config.logResponseBody = true;
    f.transport.enqueue(FakeOutcome::success(200, type.isEmpty() ? Headers() : Headers{{"Content-Type", type}}, body));
    const LogCapture log(callsOnly);
    f.make().get(u"/x"_s);
    f.scheduler.runUntilIdle();
    QCOMPARE(log.calls(), QStringList(u"client=orders-api call=1 attempt=1 event=body "_s + line));
}

void TestCallLog::longBodiesAreCutBehindTheRedaction_data()
{
    QTest::addColumn<int>("before"); // characters before the secret
    for (const int before : {0, 5, 11, 17, 23, 29, 35, 41, 1'980, 1'995, 2'000})
        QTest::addRow("S05 %d", before) << before;
}

void TestCallLog::longBodiesAreCutBehindTheRedaction()
{
    QFETCH(int, before);
    ClientFixture f;
    f.config.logRequests = false;
    f.config.logResponses = false;
    f.config.logResponseBody = true;
    f.config.auth = AuthConfig();
    f.config.auth->type = AuthType::Bearer;
    f.config.auth->token = Secret::plain(u"canary-0123456789-0123456789-0123456789-01"_s);
    // Many of them, so that the masks draw what lies behind the cut forward.
    const QByteArray body = QByteArray(before, '.')
        + QByteArray("canary-0123456789-0123456789-0123456789-01").repeated(5'000);
    f.transport.enqueue(answer(200, "text/plain", body));
    const LogCapture log(callsOnly);
    f.make().get(u"/x"_s);
    f.scheduler.runUntilIdle();
    const QString line = log.calls().value(0);
    QVERIFY(line.endsWith(u"cut=true"_s));
    QVERIFY(line.size() < 2'200);
    QVERIFY2(!line.contains(u"can"_s), qPrintable(line.right(100)));
}

void TestCallLog::ADV_G16_noBodyForgesALine()
{
    ClientFixture f;
    f.config.logResponseBody = true;
    f.config.name = u"a\nclient=b"_s;
    f.transport.enqueue(answer(200, "text/plain\x1b[2J", "x\nclient=orders-api call=9\x1b]52;c;eA==\x07\xe2\x80\xae"));
    const LogCapture log(callsOnly);
    f.make().get(u"/x%0A%1B%E2%80%AE"_s);
    f.scheduler.runUntilIdle();
    QCOMPARE(log.calls().size(), 3);
    for (const QString &line : log.calls()) {
        for (const QChar letter : line)
            QVERIFY2(letter.isPrint(), qPrintable(line));
        QVERIFY(line.startsWith(QString::fromUtf8(R"(client="a\nclient=b" call=1 )")));
    }
}

void TestCallLog::H04_H10_whatIsIgnoredIsToldOnce()
{
    ClientFixture f;
    f.config.logRequests = false;
    f.transport.answerWith(FakeOutcome::success(200, {{"X-RateLimit-Reset", "soon"}, {"x-ratelimit-remaining", "-1"}}));
    const LogCapture log(callsOnly);
    ApiClient &client = f.make();
    const auto ignored = [&log] { return log.calls().filter(u"event=ignored"_s); };
    for (int i = 0; i < 3; ++i) {
        client.get(u"/x"_s);
        f.scheduler.runUntilIdle();
    }
    const QString head = u"client=orders-api event=ignored origin=https://api.example.com:443 "_s;
    QStringList expected{head + u"field=x-ratelimit-remaining value=-1 reason=count_malformed"_s,
                         head + u"field=X-RateLimit-Reset value=soon reason=reset_implausible"_s};
    QCOMPARE(ignored(), expected);
    // For another reason once more, and of another origin.
    f.transport.answerWith(FakeOutcome::success(503, {{"Retry-After", "0"}, {"X-RateLimit-Reset", "later"}}));
    client.get(u"/x"_s);
    f.scheduler.runUntilIdle();
    expected += head + u"field=Retry-After value=0 reason=retry_after_in_past"_s;
    QCOMPARE(ignored(), expected);
    f.transport.enqueue(FakeOutcome::success(302, {{"Location", "https://other.example.com/x"}}));
    client.get(u"/x"_s);
    f.scheduler.runUntilIdle();
    QCOMPARE(ignored().size(), 5);
    QVERIFY(ignored().last().contains(u"origin=https://other.example.com:443"_s));
}

void TestCallLog::H04_whatIsIgnoredIsToldByLogResponses()
{
    ClientFixture f;
    f.config.logResponses = false;
    f.transport.answerWith(FakeOutcome::success(200, {{"X-RateLimit-Reset", "soon"}}));
    const LogCapture log(callsOnly);
    f.make().get(u"/x"_s);
    f.scheduler.runUntilIdle();
    QVERIFY(log.calls().filter(u"event=ignored"_s).isEmpty());
}

void TestCallLog::S05_whatIsIgnoredHidesSecrets()
{
    ClientFixture f;
    f.transport.answerWith(FakeOutcome::success(
        200, {{"X-RateLimit-Reset", QByteArray(75, '-') + "canary-98765\nevent=forged " + QByteArray(9'000, 'x')}}));
    const LogCapture log(callsOnly);
    f.make().get(u"/x?token=canary-98765"_s);
    f.scheduler.runUntilIdle();
    const QStringList lines = log.calls().filter(u"event=ignored"_s);
    QCOMPARE(lines.size(), 1);
    QVERIFY2(!lines.first().contains(u"can"_s) && lines.first().size() < 300, qPrintable(lines.first()));
}

QTEST_GUILESS_MAIN(TestCallLog)
#include "tst_calllog.moc"
