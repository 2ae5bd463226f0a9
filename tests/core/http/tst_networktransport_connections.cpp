// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/loopbackserver.h"
#include "transportprobe.h"

#include <QtTest>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#include <unistd.h>
#endif

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

#ifdef Q_OS_UNIX
namespace {

/// Uses up all descriptors of this process but for some, as long as it lives.
class FewDescriptors
{
public:
    explicit FewDescriptors(std::size_t left)
    {
        rlimit few{};
        m_isSet = getrlimit(RLIMIT_NOFILE, &m_before) == 0;
        few = m_before;
        few.rlim_cur = std::min<rlim_t>(256, m_before.rlim_cur); // or it takes long
        m_isSet = m_isSet && setrlimit(RLIMIT_NOFILE, &few) == 0;
        for (int file = ::dup(0); file >= 0; file = ::dup(0))
            m_files.push_back(file);
        for (; left > 0 && !m_files.empty(); --left)
            closeOne();
    }
    ~FewDescriptors()
    {
        while (!m_files.empty())
            closeOne();
        if (m_isSet)
            setrlimit(RLIMIT_NOFILE, &m_before);
    }
    FewDescriptors(const FewDescriptors &) = delete;
    FewDescriptors &operator=(const FewDescriptors &) = delete;

    [[nodiscard]] bool isSet() const { return m_isSet; }

private:
    void closeOne()
    {
        ::close(m_files.back());
        m_files.pop_back();
    }

    rlimit m_before{};
    bool m_isSet = false;
    std::vector<int> m_files;
};

} // namespace
#endif

/// How many connections there are, who gets them, and what is left when somebody goes.
class TestNetworkTransportConnections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensAsManyAsConfigured_data();
    void opensAsManyAsConfigured();
    void keepsSomeForLater_data();
    void keepsSomeForLater();
    void keepsNoMoreWhileSomeAreBusy();
    void opensNoMoreBesideALongOne();
    void I09_waitingExchangesKeepTheirDeadline();
    void waitersGoInOrder();
    void noConnectionBecomesFree();
    void ADV_I13_whoIsInLineWaitsForTheConnectionsThatStand();
    void ADV_I13_whatTheLastOneGivesBackIsUsed();
    void S07_transportsShareNothing();
    void I06_goingClosesTheConnection_data();
    void I06_goingClosesTheConnection();
    void I10_anySlotMayDestroy_data();
    void I10_anySlotMayDestroy();
    void I11_transportGoesFirst();
    void I14_serverClosesEverySeventh();

private:
    using Probes = std::vector<std::unique_ptr<TransportProbe>>;
    static Probes sendMany(Transport &transport, int count, const QUrl &url, const Limits &limits = {})
    {
        Probes probes;
        for (int i = 0; i < count; ++i)
            probes.push_back(std::make_unique<TransportProbe>(transport, requestTo(url), limits));
        return probes;
    }
    static bool waitForAll(const Probes &probes)
    {
        return QTest::qWaitFor(
            [&probes] {
                return std::all_of(probes.begin(), probes.end(), [](const auto &p) { return p->hasEnded(); });
            },
            20000);
    }
    static void answerLater(LoopbackServer &server, std::chrono::milliseconds delay)
    {
        server.onRequest([delay](LoopbackConnection &connection, const ReceivedRequest &request) {
            QTimer::singleShot(delay, &connection,
                               [&connection, target = request.target] { connection.answer(200, {}, target); });
        });
    }
};

void TestNetworkTransportConnections::opensAsManyAsConfigured_data()
{
    QTest::addColumn<int>("allowed");
    QTest::addColumn<int>("kept");
    for (const int allowed : {1, 6, 7, 20, 100}) {
        for (const int kept : {0, 3, 20})
            QTest::addRow("%d, %d kept", allowed, kept) << allowed << kept;
    }
}

void TestNetworkTransportConnections::opensAsManyAsConfigured()
{
    QFETCH(int, allowed);
    QFETCH(int, kept);
    SystemScheduler scheduler;
    NetworkTransport transport({.maxConnections = allowed, .maxKeepaliveConnections = kept}, scheduler);
    LoopbackServer server;
    QList<LoopbackConnection *> held;
    server.onRequest([&held](LoopbackConnection &connection, const ReceivedRequest &) { held.append(&connection); });
    const Probes probes = sendMany(transport, allowed + 5, server.url());
    QTRY_COMPARE(server.requestCount(), allowed);
    const auto tooMany = [&server, allowed = allowed] { return server.requestCount() > allowed; };
    QVERIFY(!QTest::qWaitFor(tooMany, 50)); // lint-allow(sleep): real sockets do not tell what they leave undone
    QCOMPARE(server.openConnections(), allowed);
    server.onRequest([](LoopbackConnection &connection, const ReceivedRequest &) { connection.answer(); });
    for (LoopbackConnection *connection : std::as_const(held))
        connection->answer();
    QVERIFY(waitForAll(probes));
    QVERIFY(std::all_of(probes.begin(), probes.end(), [](const auto &probe) { return probe->succeeded(); }));
    QCOMPARE(server.requestCount(), allowed + 5);
    QCOMPARE_LE(server.maxOpenConnections(), allowed);
}

void TestNetworkTransportConnections::keepsSomeForLater_data()
{
    QTest::addColumn<int>("kept");
    for (const int kept : {1, 6, 8, 20})
        QTest::addRow("%d", kept) << kept;
}

void TestNetworkTransportConnections::keepsSomeForLater()
{
    QFETCH(int, kept);
    SystemScheduler scheduler;
    NetworkTransport transport({.maxConnections = 30, .maxKeepaliveConnections = kept}, scheduler);
    LoopbackServer server;
    answerLater(server, 100ms);
    const Probes probes = sendMany(transport, 30, server.url());
    QVERIFY(waitForAll(probes));
    QCOMPARE(server.connectionCount(), 30);
    QTRY_COMPARE(server.openConnections(), kept);
    const Probes again = sendMany(transport, kept, server.url());
    QVERIFY(waitForAll(again));
    QCOMPARE(server.connectionCount(), 30);
}

void TestNetworkTransportConnections::keepsNoMoreWhileSomeAreBusy()
{
    SystemScheduler scheduler;
    NetworkTransport transport({.maxConnections = 60, .maxKeepaliveConnections = 6}, scheduler);
    LoopbackServer server;
    answerLater(server, 200ms);
    QVERIFY(waitForAll(sendMany(transport, 60, server.url())));
    QCOMPARE(server.openConnections(), 60);
    Probes steady = sendMany(transport, 7, server.url()); // one more than are kept, all the time
    const auto fewAreOpen = [&] {
        for (auto &probe : steady) {
            if (probe->hasEnded())
                probe = std::make_unique<TransportProbe>(transport, requestTo(server.url()));
        }
        return server.openConnections() <= 6 + 6; // those of the one lane that the seventh needs stay together
    };
    QVERIFY2(QTest::qWaitFor(fewAreOpen, 10000), qPrintable(QString::number(server.openConnections())));
    QCOMPARE(server.maxOpenConnections(), 60);
}

void TestNetworkTransportConnections::opensNoMoreBesideALongOne()
{
    SystemScheduler scheduler;
    NetworkTransport transport({.maxConnections = 60, .maxKeepaliveConnections = 6}, scheduler);
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &connection, const ReceivedRequest &request) {
        if (request.number != 20) // of a lane whose connections are not kept
            QTimer::singleShot(200ms, &connection, [&connection] { connection.answer(); });
    });
    const Probes first = sendMany(transport, 60, server.url());
    const auto ended = [&first] {
        return std::count_if(first.begin(), first.end(), [](const auto &probe) { return probe->hasEnded(); });
    };
    QTRY_COMPARE(ended(), 59);
    QTRY_VERIFY_WITH_TIMEOUT(server.openConnections() <= 6 + 6, 10000);
    const Probes second = sendMany(transport, 59, server.url());
    QVERIFY(waitForAll(second));
    QVERIFY2(server.connectionCount() >= 60 + 40, qPrintable(QString::number(server.connectionCount())));
    QCOMPARE_LE(server.maxOpenConnections(), 60);
}

void TestNetworkTransportConnections::I09_waitingExchangesKeepTheirDeadline()
{
    SystemScheduler scheduler;
    NetworkTransport transport({.maxConnections = 2}, scheduler);
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &, const ReceivedRequest &) {});
    const Probes first = sendMany(transport, 2, server.url(), {.connectTimeout = 10s, .attemptTimeout = 2s});
    const Probes waiting = sendMany(transport, 2, server.url(), {.connectTimeout = 50ms, .attemptTimeout = 300ms});
    QVERIFY(waitForAll(waiting));
    for (const auto &probe : waiting) {
        QCOMPARE(probe->error().kind, ErrorKind::AttemptTimeout);
        QCOMPARE(probe->exchange().sendings(), 0);
    }
    QVERIFY(waitForAll(first));
    QCOMPARE(server.requestCount(), 2);
    QCOMPARE(scheduler.pending(), 0);
}

void TestNetworkTransportConnections::waitersGoInOrder()
{
    SystemScheduler scheduler;
    NetworkTransport transport({.maxConnections = 1}, scheduler);
    LoopbackServer server;
    Probes probes;
    for (int i = 0; i < 8; ++i)
        probes.push_back(std::make_unique<TransportProbe>(transport, requestTo(server.url(u"/%1"_s.arg(i)))));
    probes[3]->exchange().cancel();
    QVERIFY(QTest::qWaitFor([&probes] { return probes.back()->hasEnded(); }));
    QCOMPARE(probes[3]->ends(), 0);
    QByteArrayList targets;
    for (const ReceivedRequest &request : server.requests())
        targets.append(request.target);
    QCOMPARE(targets, QByteArrayList({"/0", "/1", "/2", "/4", "/5", "/6", "/7"}));
    QCOMPARE(server.connectionCount(), 1);
    QCOMPARE_GT(probes.back()->response().phases.queued.value_or(0ns), Duration(0));
}

void TestNetworkTransportConnections::noConnectionBecomesFree()
{
    SystemScheduler scheduler;
    NetworkTransport transport({.maxConnections = 1}, scheduler);
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &, const ReceivedRequest &) {}); // holds its tongue
    TransportProbe first(transport, requestTo(server.url(u"/first"_s)), {.attemptTimeout = 500ms});
    TransportProbe second(transport, requestTo(server.url(u"/second"_s)), {.attemptTimeout = 100ms});
    QVERIFY(second.waitForEnd());
    QCOMPARE(second.error().kind, ErrorKind::AttemptTimeout);
    QCOMPARE(second.error().detail, ErrorDetail::NoConnectionFree);
    QCOMPARE(second.exchange().sendings(), 0);
    QVERIFY(first.waitForEnd());
    QCOMPARE(first.error().detail, ErrorDetail::None);
    QCOMPARE(server.requestCount(), 1);
}

void TestNetworkTransportConnections::ADV_I13_whoIsInLineWaitsForTheConnectionsThatStand()
{
#ifdef Q_OS_UNIX
    SystemScheduler scheduler;
    NetworkTransport transport({.maxConnections = 12, .maxKeepaliveConnections = 12}, scheduler);
    LoopbackServer server;
    QList<LoopbackConnection *> held;
    server.onRequest([&held](LoopbackConnection &connection, const ReceivedRequest &) { held.append(&connection); });
    const Probes probes = sendMany(transport, 32, server.url());
    const auto count = [&probes](bool (TransportProbe::*holds)() const) {
        return std::count_if(probes.begin(), probes.end(), [holds](const auto &one) { return (*one.*holds)(); });
    };
    QTRY_COMPARE(held.size(), 12);
    server.onRequest([](LoopbackConnection &connection, const ReceivedRequest &) { connection.answer(); });
    {
        const FewDescriptors none(0);
        QVERIFY(none.isSet());
        // Its connection is not to be trusted any more, and neither are those that it shares a manager with.
        held.takeFirst()->write("HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\nhello");
        QTRY_COMPARE_GE(count(&TransportProbe::hasEnded), 1);
        QCOMPARE(count(&TransportProbe::hasEnded), 1);
    }
    for (LoopbackConnection *connection : std::as_const(held))
        connection->answer();
    QVERIFY(waitForAll(probes));
    QCOMPARE(count(&TransportProbe::succeeded), 31);
    QCOMPARE_LE(server.maxOpenConnections(), 12 + 12); // until the last of the old ones has gone
#else
    QSKIP("there is no such limit here");
#endif
}

void TestNetworkTransportConnections::ADV_I13_whatTheLastOneGivesBackIsUsed()
{
#ifdef Q_OS_UNIX
    SystemScheduler scheduler;
    NetworkTransport transport({.maxConnections = 1}, scheduler);
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &connection, const ReceivedRequest &request) {
        if (request.target == "/bad")
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\nhello");
        else if (request.target != "/held")
            connection.answer();
    });
    TransportProbe held(transport, requestTo(server.url(u"/held"_s)));
    QTRY_COMPARE(server.requestCount(), 1);
    TransportProbe bad(transport, requestTo(server.url(u"/bad"_s)));
    TransportProbe next(transport, requestTo(server.url(u"/next"_s)));
    constexpr std::size_t left = 14; // two less than two managers may take, and as many as the one before has
    const FewDescriptors few(left);
    QVERIFY(few.isSet());
    held.exchange().cancel();
    QVERIFY(next.waitForEnd());
    QCOMPARE(bad.error().kind, ErrorKind::Protocol);
    QVERIFY2(next.succeeded(), qPrintable(QDebug::toString(next.error())));
#else
    QSKIP("there is no such limit here");
#endif
}

void TestNetworkTransportConnections::S07_transportsShareNothing()
{
    SystemScheduler scheduler;
    NetworkTransport one({}, scheduler);
    NetworkTransport other({}, scheduler);
    LoopbackServer server;
    for (Transport *transport : {static_cast<Transport *>(&one), static_cast<Transport *>(&other)}) {
        TransportProbe probe(*transport, requestTo(server.url()));
        QVERIFY(probe.waitForEnd());
    }
    QCOMPARE(server.connectionCount(), 2);
}

void TestNetworkTransportConnections::I06_goingClosesTheConnection_data()
{
    QTest::addColumn<bool>("destroy");
    QTest::newRow("cancel") << false;
    QTest::newRow("destroy") << true;
}

void TestNetworkTransportConnections::I06_goingClosesTheConnection()
{
    QFETCH(bool, destroy);
    SystemScheduler scheduler;
    NetworkTransport transport({}, scheduler);
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &, const ReceivedRequest &) {});
    TransportProbe probe(transport, requestTo(server.url()));
    QTRY_COMPARE(server.requestCount(), 1);
    destroy ? probe.destroyExchange() : probe.exchange().cancel();
    QTRY_COMPARE_WITH_TIMEOUT(server.openConnections(), 0, 1000);
    QCOMPARE(probe.ends(), 0);
    QCOMPARE(scheduler.pending(), 0);
}

void TestNetworkTransportConnections::I10_anySlotMayDestroy_data()
{
    QTest::addColumn<int>("progress"); // of which progressed(), -1 = of finished()
    QTest::addColumn<bool>("transportToo");
    for (const int progress : {-1, 0, 1, 2}) {
        QTest::addRow("exchange, at %d", progress) << progress << false;
        QTest::addRow("exchange and transport, at %d", progress) << progress << true;
    }
}

void TestNetworkTransportConnections::I10_anySlotMayDestroy()
{
    QFETCH(int, progress);
    QFETCH(bool, transportToo);
    SystemScheduler scheduler;
    auto transport = std::make_unique<NetworkTransport>(NetworkOptions(), scheduler);
    LoopbackServer server;
    auto exchange = transport->send(requestTo(server.url()), {});
    int seen = 0;
    bool destroyed = false;
    const auto destroy = [&] {
        if (transportToo)
            transport.reset();
        exchange.reset();
        destroyed = true;
    };
    connect(exchange.get(), &Exchange::progressed, this, [&] {
        if (seen++ == progress)
            destroy();
    });
    connect(exchange.get(), &Exchange::finished, this, [&] {
        QCOMPARE(progress, -1);
        destroy();
    });
    QTRY_VERIFY(destroyed);
    const auto goesOn = [&scheduler] { return scheduler.pending() > 0; };
    QVERIFY(!QTest::qWaitFor(goesOn, 20)); // lint-allow(sleep): the real socket may still have something to tell
}

void TestNetworkTransportConnections::I11_transportGoesFirst()
{
    SystemScheduler scheduler;
    auto transport = std::make_unique<NetworkTransport>(NetworkOptions{.maxConnections = 10}, scheduler);
    LoopbackServer server;
    answerLater(server, 50ms);
    Probes probes = sendMany(*transport, 50, server.url());
    QElapsedTimer clock;
    clock.start();
    transport.reset();
    QCOMPARE_LT(clock.elapsed(), 500);
    // They end as they would have; those that are dropped stay silent.
    QTRY_COMPARE_GE(server.requestCount(), 20);
    const int ended = static_cast<int>(
        std::count_if(probes.begin(), probes.end(), [](const auto &p) { return p->hasEnded(); }));
    QCOMPARE_GE(ended, 10);
    clock.restart();
    probes.clear();
    QCOMPARE_LT(clock.elapsed(), 1000);
    QTRY_COMPARE_WITH_TIMEOUT(server.openConnections(), 0, 1000);
    QTRY_COMPARE(scheduler.pending(), 0);
}

void TestNetworkTransportConnections::I14_serverClosesEverySeventh()
{
    SystemScheduler scheduler;
    NetworkTransport transport({.maxConnections = 4}, scheduler);
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &connection, const ReceivedRequest &request) {
        connection.answer();
        if (request.number % 7 == 0)
            connection.close();
    });
    int failures = 0;
    for (int i = 0; i < 300; ++i) {
        TransportProbe probe(transport, requestTo(server.url()));
        QVERIFY(probe.waitForEnd());
        failures += probe.succeeded() ? 0 : 1;
    }
    QCOMPARE(failures, 0);
    QCOMPARE(server.requestCount(), 300);
}

QTEST_GUILESS_MAIN(TestNetworkTransportConnections)
#include "tst_networktransport_connections.moc"
