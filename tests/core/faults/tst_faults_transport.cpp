// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fault.h"

#include <QtTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Connections that come late, go early, or stand still.
class TestFaultsTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void connections_data();
    void connections();
    void ADV_I1_nobodyListens();
    void ADV_I1_noWayThere();
    void ADV_I5_aServerThatReadsNothing();
    void ADV_I7_theServerClosesWhileIdle_data();
    void ADV_I7_theServerClosesWhileIdle();
    void ADV_I8_noConnectionIsUsedAgain_data();
    void ADV_I8_noConnectionIsUsedAgain();
    void ADV_I9_waitersKeepTheirOwnDeadline();
    void ADV_I10_cancelledInAnySignal_data();
    void ADV_I10_cancelledInAnySignal();
    void ADV_I11_O5_aThousandInFlightGoWithTheirClient();
    void ADV_I12_aServerThatComesAndGoes();
    void ADV_I14_theServerClosesEverySeventh();
    void ADV_O6_sentAndGivenUp();
};

namespace {

using Kind = ErrorKind;
using Detail = ErrorDetail;

/// As many open descriptors as this process has; -1 where the system does not tell.
int descriptors()
{
    const QDir folder(u"/proc/self/fd"_s);
    return folder.exists() ? static_cast<int>(folder.count()) : -1;
}

/// Sends what is never read.
class ZeroDevice final : public QIODevice
{
protected:
    qint64 readData(char *data, qint64 size) override
    {
        std::fill_n(data, size, '\0');
        return size;
    }
    qint64 writeData(const char *, qint64) override { return -1; }
};

} // namespace

void TestFaultsTransport::connections_data()
{
    QTest::addColumn<Fault>("fault");
    const auto row = [](const char *name, const Fault &fault) { QTest::newRow(name) << fault; };
    const auto timeout = [](const Toxic &toxic, int status) {
        return Fault::error(toxic, Kind::AttemptTimeout, {}, status).seen(2).within(150ms);
    };
    const Toxic half = Toxic().answer("Content-Length: 100", "half");
    row("ADV-I4 silence", timeout(Toxic(), 0));
    row("ADV-I4 drips the status", timeout(Toxic().drip("HTTP/1.1 200 " + QByteArray(999, 'x'), 1, 5ms), 0));
    row("ADV-I4 drips the fields",
        timeout(Toxic().send("HTTP/1.1 200 OK\r\n").drip(QByteArray("A: b\r\n").repeated(999), 1, 5ms), 0));
    row("ADV-I4 drips the body",
        timeout(Toxic().answer("Content-Length: 9999").drip(QByteArray(9999, 'x'), 1, 5ms), 200));
    row("ADV-I4 slow and whole",
        Fault::answer(Toxic().drip("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody", 7, 2ms), "body"));
    row("ADV-I6 closes at once", Fault::broken(Toxic().close(), Detail::ClosedBeforeAnswer));
    row("ADV-I6 RST at once", Fault::broken(Toxic().reset(), Detail::ClosedBeforeAnswer));
    row("ADV-I6 half a status, close", Fault::broken(Toxic().send("HTTP/1.1 20").close(), Detail::ClosedBeforeAnswer));
    row("ADV-I6 half of the fields, close",
        Fault::broken(Toxic().send("HTTP/1.1 200 OK\r\nContent-Le").close(), Detail::ClosedBeforeAnswer));
    row("ADV-I6 RST in the body", Fault::broken(Toxic(half).pause(10ms).reset(), Detail::ClosedInBody, 200));
    row("ADV-I6 ends its direction, then answers nothing",
        Fault::broken(Toxic().halfClose(), Detail::ClosedBeforeAnswer));
    row("ADV-I6 ends its direction behind the answer",
        Fault::answer(Toxic().answer("Content-Length: 4", "body").halfClose(), "body").thatCrosses());
    row("ADV-I8 HTTP/1.0 until close",
        Fault::answer(Toxic().send("HTTP/1.0 200 OK\r\nA: b\r\n\r\nbody").close(), "body"));
    row("ADV-I8 junk behind the answer",
        Fault::answer(
            Toxic().answer("Content-Length: 4", "body").send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nother"),
            "body"));
    row("ADV-I8 junk later on",
        Fault::answer(Toxic().answer("Content-Length: 4", "body").pause(5ms).send("\r\n\r\njunk"), "body"));
}

void TestFaultsTransport::connections()
{
    QFETCH(Fault, fault);
    for (const QByteArray verb : {"GET", "POST"}) {
        const QString wrong = fault.play(verb);
        QVERIFY2(wrong.isEmpty(), qPrintable(QString::fromLatin1(verb) + u": "_s + wrong));
    }
}

void TestFaultsTransport::ADV_I1_nobodyListens()
{
    LoopbackServer server;
    LiveFixture live(server.url());
    server.stopListening();
    live.make();
    const CallWatch &get = live.run("GET", u"/"_s);
    const CallWatch &post = live.run("POST", u"/"_s, "x");
    QCOMPARE(get.error->kind, Kind::Refused);
    QCOMPARE(post.error->kind, Kind::Refused);
    // Nothing was sent, so that a POST may be tried again too.
    QCOMPARE(live.client->metrics().retries, 2U);
    QCOMPARE(live.client->metrics().requests, 0U);
    QCOMPARE(live.imbalance({&server}), QString());
}

void TestFaultsTransport::ADV_I1_noWayThere()
{
#ifndef Q_OS_LINUX
    QSKIP("other systems have other addresses that no connection leads to");
#endif
    LiveFixture live(QUrl(u"http://255.255.255.255:80/"_s)); // all at once: nobody in particular
    live.make();
    for (const char *verb : {"GET", "POST"}) {
        const CallWatch &watch = live.run(verb, u"/"_s, verb[0] == 'P' ? "x" : "");
        QVERIFY(watch.error);
        QVERIFY2(watch.error->kind == Kind::Refused && watch.error->detail == Detail::HostUnreachable,
                 qPrintable(QDebug::toString(*watch.error)));
    }
    QCOMPARE(live.client->metrics().requests, 0U);
    QCOMPARE(live.imbalance({}), QString());
    QVERIFY(live.leavesNothing({}));
}

void TestFaultsTransport::ADV_I5_aServerThatReadsNothing()
{
    LoopbackServer server;
    Toxic().deafen().playOnConnections(server);
    LiveFixture live(server.url());
    live.config.timeout = 300ms;
    live.make();
    Request request;
    request.method = "POST";
    request.url = QUrl(u"/upload"_s);
    request.body = Body(
        [] {
            auto device = std::make_unique<ZeroDevice>();
            device->open(QIODevice::ReadOnly);
            return device;
        },
        100'000'000);
    CallWatch &watch = live.send(request);
    QVERIFY(LiveFixture::waitFor(watch));
    QCOMPARE(watch.error->kind, Kind::AttemptTimeout);
    QCOMPARE(live.imbalance({&server}, 0, 1), QString());
    QCOMPARE_LE(live.client->metrics().requests, 1U);
    QVERIFY(live.leavesNothing({}));
}

void TestFaultsTransport::ADV_I7_theServerClosesWhileIdle_data()
{
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<int>("pause"); // of the server behind its answer, in ms
    for (const char *verb : {"GET", "POST"}) {
        for (const int pause : {0, 1, 5})
            QTest::addRow("ADV-I7 %s, %d ms", verb, pause) << QByteArray(verb) << pause;
    }
}

void TestFaultsTransport::ADV_I7_theServerClosesWhileIdle()
{
    QFETCH(QByteArray, verb);
    QFETCH(int, pause);
    LoopbackServer server;
    Toxic().answer("Content-Length: 4", "body").pause(std::chrono::milliseconds(pause)).close().playOnRequests(server);
    LiveFixture live(server.url());
    live.make();
    int failures = 0;
    for (int i = 0; i < 30; ++i)
        failures += live.run(verb, u"/%1"_s.arg(i), verb == "POST" ? "x" : "").error ? 1 : 0;
    // A request that crossed the server's FIN: a GET is sent again, a POST may fail, and none comes twice.
    if (verb == "GET")
        QCOMPARE(failures, 0);
    QSet<QByteArray> targets;
    int repeated = 0;
    for (const ReceivedRequest &request : server.requests()) {
        repeated += targets.contains(request.target) ? 1 : 0;
        targets.insert(request.target);
    }
    if (verb == "POST")
        QCOMPARE(repeated, 0);
    qInfo("%d of 30 failed, %d came again", failures, repeated);
    const auto &m = live.client->metrics();
    QCOMPARE(m.calls, 30U);
    QCOMPARE(m.attempts, m.admitted + m.retries);
    QVERIFY(live.leavesNothing({&server}));
}

void TestFaultsTransport::ADV_I8_noConnectionIsUsedAgain_data()
{
    QTest::addColumn<Toxic>("toxic");
    QTest::newRow("ADV-I8 Connection: close")
        << Toxic().answer("Connection: close\r\nContent-Length: 4", "body").close();
    QTest::newRow("ADV-I8 HTTP/1.0") << Toxic().send("HTTP/1.0 200 OK\r\nContent-Length: 4\r\n\r\nbody").close();
    QTest::newRow("ADV-I8 until close") << Toxic().answer("A: b", "body").close();
}

void TestFaultsTransport::ADV_I8_noConnectionIsUsedAgain()
{
    QFETCH(Toxic, toxic);
    LoopbackServer server;
    toxic.playOnRequests(server);
    LiveFixture live(server.url());
    live.make();
    for (int i = 0; i < 10; ++i) {
        const CallWatch &watch = live.run(i % 2 == 0 ? "GET" : "POST", u"/"_s);
        QVERIFY2(watch.response, watch.error ? qPrintable(QDebug::toString(*watch.error)) : "");
        QCOMPARE(watch.response->response.body, QByteArray("body"));
    }
    QCOMPARE(server.connectionCount(), 10);
    QCOMPARE(live.imbalance({&server}), QString());
}

void TestFaultsTransport::ADV_I9_waitersKeepTheirOwnDeadline()
{
    constexpr std::size_t connections = 6;
    LoopbackServer server;
    Toxic().playOnRequests(server);
    LiveFixture live(server.url(), {.maxConnections = connections});
    live.config.timeout = 2s;
    live.config.retry.reset();
    live.make();
    for (std::size_t i = 0; i < connections; ++i)
        live.get();
    CallOptions hasty; // long over when a connection comes free
    hasty.timeout = 200ms;
    for (int i = 0; i < 2; ++i)
        live.watches.push_back(std::make_unique<CallWatch>(live.client->send({"GET", QUrl(u"/"_s)}, hasty)));
    for (std::size_t i = 0; i < live.watches.size(); ++i) {
        const CallWatch &watch = *live.watches[i];
        QVERIFY(LiveFixture::waitFor(*live.watches[i]));
        QCOMPARE(watch.error->kind, Kind::AttemptTimeout);
        QCOMPARE(watch.error->limit, std::optional<Duration>(i < connections ? 2s : 200ms));
        QVERIFY(i < connections || watch.elapsed < 2s);
    }
    QCOMPARE(server.requestCount(), int(connections));
    QCOMPARE(live.imbalance({&server}), QString());
    QVERIFY(live.leavesNothing({&server}));
}

void TestFaultsTransport::ADV_I10_cancelledInAnySignal_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<bool>("clientToo");
    const char *names[] = {"attemptStarted", "waiting", "finished", "callFinished", "eventAdded"};
    for (int signal = 0; signal < 5; ++signal) {
        QTest::addRow("ADV-I10 cancel in %s", names[signal]) << signal << false;
        QTest::addRow("ADV-I10 destroy the client in %s", names[signal]) << signal << true;
    }
}

void TestFaultsTransport::ADV_I10_cancelledInAnySignal()
{
    QFETCH(int, signal);
    QFETCH(bool, clientToo);
    LoopbackServer server;
    Toxic().answer("Content-Length: 4", "body", "503 No").playOnRequests(server);
    LiveFixture live(server.url());
    ApiClient &client = live.make();
    CallWatch &watch = live.get();
    bool done = false;
    const auto act = [&] {
        if (std::exchange(done, true))
            return;
        watch.call->cancel();
        if (clientToo)
            live.client.reset();
    };
    if (signal == 0)
        connect(watch.call, &Call::attemptStarted, this, act);
    else if (signal == 1)
        connect(watch.call, &Call::waiting, this, act);
    else if (signal == 2)
        connect(watch.call, &Call::finished, this, act);
    else if (signal == 3)
        connect(&client, &ApiClient::callFinished, this, act);
    else
        connect(&client, &ApiClient::eventAdded, this, act);
    QTRY_VERIFY(done && watch.finishedCount > 0);
    QCOMPARE(watch.finishedCount, 1);
    if (!clientToo)
        QCOMPARE(live.imbalance({&server}), QString());
    QVERIFY(live.leavesNothing({&server}));
}

void TestFaultsTransport::ADV_I11_O5_aThousandInFlightGoWithTheirClient()
{
    LoopbackServer server;
    Toxic().playOnRequests(server);
    LiveFixture live(server.url(), {.maxConnections = 100});
    live.config.rateLimit->maxRequests = 900; // the others wait for tokens
    live.config.rateLimit->window = 1h;
    live.make();
    for (int i = 0; i < 1000; ++i)
        live.get();
    QTRY_COMPARE(server.requestCount(), 100);
    live.client.reset();
    for (const auto &watch : live.watches) {
        QCOMPARE(watch->finishedCount, 1);
        QCOMPARE(watch->error->kind, Kind::Cancelled);
    }
    QTRY_COMPARE_WITH_TIMEOUT(server.openConnections(), 0, 1000);
    QVERIFY(live.leavesNothing({&server}));
    QCOMPARE(server.connectionCount(), 100); // those who waited opened none on their way out
}

void TestFaultsTransport::ADV_I12_aServerThatComesAndGoes()
{
    auto server = std::make_unique<LoopbackServer>();
    const quint16 port = server->port();
    LiveFixture live(server->url());
    live.config.circuitBreaker->failureThreshold = 2;
    live.config.circuitBreaker->successThreshold = 1;
    live.config.circuitBreaker->recoveryTimeout = 10ms;
    live.config.retry.reset();
    live.make();
    int seen = 0;
    for (int round = 0; round < 10; ++round) {
        QTRY_VERIFY(live.run("GET", u"/up"_s).response); // recovers by itself, at the first probe
        QCOMPARE(live.client->breaker()->state(), BreakerState::Closed);
        seen += server->requestCount();
        server.reset();
        for (int i = 0; i < 4; ++i)
            QVERIFY(live.run("GET", u"/down"_s).error);
        QVERIFY(live.client->breaker()->state() != BreakerState::Closed);
        server = std::make_unique<LoopbackServer>(port);
    }
    QCOMPARE(live.client->metrics().circuitBreakerOpens, 10U);
    QCOMPARE(live.imbalance({}, seen, 10), QString()); // each end of the server may have met a request on its way
}

void TestFaultsTransport::ADV_I14_theServerClosesEverySeventh()
{
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &connection, const ReceivedRequest &request) {
        connection.answer();
        if (request.number % 7 == 0)
            connection.close();
    });
    LiveFixture live(server.url(), {.maxConnections = 4});
    live.config.retry.reset();
    ApiClient &client = live.make();
    QVERIFY(live.run("GET", u"/"_s).response);
    const int before = descriptors();
    constexpr int calls = 3000;
    for (int i = 1; i < calls; ++i) {
        Call *call = client.get(u"/"_s);
        QSignalSpy finished(call, &Call::finished);
        QVERIFY(finished.wait(5000));
    }
    const ClientMetrics &m = client.metrics();
    QCOMPARE(m.succeeded, quint64(calls));
    QCOMPARE(server.requestCount(), calls);
    QCOMPARE(m.requests - m.resends, quint64(calls)); // what was resent had gone into a closed connection
    qInfo("%d calls, %llu resent, descriptors %d -> %d", calls, m.resends, before, descriptors());
    QCOMPARE_LE(descriptors(), before + 4);
}

// As many as a hundred a second make in a minute, given up at once, a turn of the loop later, or when one of ten has
// its answer.
void TestFaultsTransport::ADV_O6_sentAndGivenUp()
{
    LoopbackServer server;
    Toxic().answer("Content-Length: 0").playOnRequests(server);
    LiveFixture live(server.url(), {.maxConnections = 4});
    live.config.retry.reset();
    live.make();
    QVERIFY(live.run("GET", u"/"_s).response);
    const int before = descriptors();
    for (int round = 0; round < 600; ++round) {
        const std::size_t first = live.watches.size();
        for (int i = 0; i < 10; ++i)
            live.get();
        if (round % 3 == 2)
            QVERIFY(LiveFixture::waitFor(*live.watches[first]));
        else
            QVERIFY(QTest::qWaitFor([turns = round % 3]() mutable { return turns-- <= 0; }));
        for (std::size_t i = first; i < live.watches.size(); ++i) {
            if (live.watches[i]->finishedCount == 0)
                live.watches[i]->call->cancel();
        }
    }
    const quint64 cancelled = live.client->metrics().cancelled;
    QCOMPARE_GT(cancelled, 0u);
    QCOMPARE_LT(cancelled, 6'000u); // others had an answer in time
    QCOMPARE(live.imbalance({&server}, 0, cancelled), QString());
    QTRY_COMPARE_LE(descriptors(), before + 8); // both ends of four connections
    QVERIFY(live.leavesNothing({&server}));
}

QTEST_GUILESS_MAIN(TestFaultsTransport)
#include "tst_faults_transport.moc"
