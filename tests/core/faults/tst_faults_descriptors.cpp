// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "livefixture.h"
#include "support/nginxserver.h"

#include <QtTest>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// A process that may open nothing more.
class TestFaultsDescriptors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ADV_I13_noDescriptorsLeft();
    void ADV_E20_aThousandConnections();
};

void TestFaultsDescriptors::ADV_I13_noDescriptorsLeft()
{
#ifdef Q_OS_UNIX
    NginxServer server; // in a process of its own: it shall not run short of them
    if (!server.start())
        QSKIP(qPrintable(server.errorString()));
    LiveFixture live(server.url(), {.maxConnections = 100, .maxKeepaliveConnections = 100});
    live.config.retry.reset();
    live.config.timeout = 5s;
    live.make();
    QVERIFY(live.run("GET", u"/"_s).response);
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_NOFILE, &before), 0);
    rlimit few = before;
    few.rlim_cur = 64;
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &few), 0);
    // Who has a connection waits for that.
    for (int i = 0; i < 300; ++i)
        live.get();
    for (const auto &watch : live.watches) {
        LiveFixture::waitFor(*watch);
        QVERIFY2(watch->response, watch->error ? qPrintable(QDebug::toString(*watch->error)) : "no end");
    }
    // Who has none is told.
    LiveFixture another(server.url());
    another.config.retry.reset();
    another.make();
    few.rlim_cur = 8; // more are open
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &few), 0);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(another.run("GET", u"/"_s).error.value().kind, ErrorKind::Refused);
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &before), 0);
    QVERIFY(another.run("GET", u"/"_s).response);
    // And then it goes on as if nothing had been.
    for (int i = 0; i < 100; ++i)
        QVERIFY(live.run("GET", u"/"_s).response);
    QVERIFY(live.leavesNothing({}));
#else
    QSKIP("there is no such limit here");
#endif
}

void TestFaultsDescriptors::ADV_E20_aThousandConnections()
{
#ifdef Q_OS_UNIX
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_NOFILE, &before), 0);
    rlimit many = before;
    many.rlim_cur = std::min<rlim_t>(before.rlim_max, 8'192);
    if (many.rlim_cur < 8'192)
        QSKIP("this system does not allow so many connections");
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &many), 0);
    constexpr int allowed = 1'000;
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &, const ReceivedRequest &) {});
    LiveFixture live(server.url(), {.maxConnections = allowed, .maxKeepaliveConnections = 20});
    live.config.maxConnections = allowed;
    live.config.retry.reset();
    live.config.timeout = 60s;
    ApiClient &client = live.make();
    for (const int count : {0, allowed, allowed + 1}) {
        ClientConfig config = client.config();
        config.maxConnections = count;
        QCOMPARE(client.reconfigure(config).ok(), count == allowed);
    }
    for (int i = 0; i < allowed + 20; ++i)
        live.get();
    QTRY_COMPARE_WITH_TIMEOUT(server.requestCount(), allowed, 30'000);
    const auto tooMany = [&server] { return server.requestCount() > allowed; };
    QVERIFY(!QTest::qWaitFor(tooMany, 50)); // lint-allow(sleep): real sockets do not tell what they leave undone
    QCOMPARE(server.openConnections(), allowed);
    QVERIFY(live.leavesNothing({&server}));
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &before), 0);
#else
    QSKIP("there is no such limit here");
#endif
}

QTEST_GUILESS_MAIN(TestFaultsDescriptors)
#include "tst_faults_descriptors.moc"
