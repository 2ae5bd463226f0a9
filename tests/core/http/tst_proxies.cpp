// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/bufferedproxyfactory.h"
#include "support/loopbackserver.h"
#include "support/testcertificates.h"
#include "support/toxic.h"
#include "transportprobe.h"

#include <QtTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// Requests go through the proxy that is configured, and through no other.
class TestProxies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void plainHttpIsBuffered();
    void ADV_B19_environmentIsNoBackDoor();
    void applicationProxyIsNoBackDoor();
    void systemTakesTheEnvironment();
    void httpProxyGetsTheWholeUrl();
    void ADV_H11_proxyChallengeIsAnsweredOnce_data();
    void ADV_H11_proxyChallengeIsAnsweredOnce();
    void ADV_H11_credentialsReachTheProxy_data();
    void ADV_H11_credentialsReachTheProxy();
    void D8_refusedCredentialsAreNoFaultOfTheServer();
    void ADV_H11_proxyFaults_data();
    void ADV_H11_proxyFaults();
    void B22_ADV_H11_noSuchProxy_data();
    void B22_ADV_H11_noSuchProxy();
    void ADV_H11_theAnswerToConnect_data();
    void ADV_H11_theAnswerToConnect();
    void ADV_H11_socksRefuses_data();
    void ADV_H11_socksRefuses();
    void ADV_H11_thePasswordIsNotForTheOrigin();

private:
    static QNetworkProxyQuery query() { return QNetworkProxyQuery(QUrl(u"http://api.example/"_s)); }
    static NetworkOptions through(ProxyType type, int port)
    {
        NetworkOptions options;
        options.proxy.type = type;
        options.proxy.host = u"127.0.0.1"_s;
        options.proxy.port = port;
        return options;
    }
};

void TestProxies::initTestCase()
{
    qunsetenv("http_proxy");
    qunsetenv("no_proxy");
    // As distributions build Qt; said here so that the test is the same everywhere.
    QNetworkProxyFactory::setUseSystemConfiguration(true);
}

void TestProxies::cleanup()
{
    qunsetenv("http_proxy");
    QNetworkProxyFactory::setUseSystemConfiguration(true);
}

void TestProxies::plainHttpIsBuffered()
{
    // "Ask for the default" is what makes Qt take a buffered socket.
    BufferedProxyFactory factory{NetworkOptions()};
    QCOMPARE(factory.queryProxy(query()).value(0).type(), QNetworkProxy::DefaultProxy);
    QCOMPARE(factory.queryProxy(QNetworkProxyQuery(QUrl(u"https://api.example/"_s))).value(0).type(),
             QNetworkProxy::NoProxy);
}

void TestProxies::ADV_B19_environmentIsNoBackDoor()
{
    LoopbackServer proxy;
    qputenv("http_proxy", proxy.url().toEncoded());
    BufferedProxyFactory factory{NetworkOptions()};
    QCOMPARE(factory.queryProxy(query()).value(0).type(), QNetworkProxy::NoProxy);
    SystemScheduler scheduler;
    NetworkTransport transport({}, scheduler);
    LoopbackServer server;
    TransportProbe probe(transport, requestTo(server.url()));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.response().status, 200);
    QCOMPARE(server.requestCount(), 1);
    QCOMPARE(proxy.connectionCount(), 0);
}

void TestProxies::applicationProxyIsNoBackDoor()
{
    LoopbackServer proxy;
    QNetworkProxy::setApplicationProxy(QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, proxy.port()));
    SystemScheduler scheduler;
    NetworkTransport transport({}, scheduler);
    LoopbackServer server;
    TransportProbe probe(transport, requestTo(server.url()));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(server.requestCount(), 1);
    QCOMPARE(proxy.connectionCount(), 0);
}

void TestProxies::systemTakesTheEnvironment()
{
    LoopbackServer proxy;
    qputenv("http_proxy", proxy.url().toEncoded());
    BufferedProxyFactory factory(through(ProxyType::System, 0));
    const auto answer = factory.queryProxy(query());
    if (answer.value(0).type() == QNetworkProxy::DefaultProxy || answer.value(0).type() == QNetworkProxy::NoProxy)
        QSKIP("this system does not take its proxies from the environment");
    QCOMPARE(answer.value(0).port(), proxy.port());
}

void TestProxies::httpProxyGetsTheWholeUrl()
{
    LoopbackServer proxy;
    SystemScheduler scheduler;
    NetworkTransport transport(through(ProxyType::Http, proxy.port()), scheduler);
    for (const char *method : {"GET", "POST"}) {
        TransportProbe probe(transport, requestTo(QUrl(u"http://api.example/x?y"_s), method));
        QVERIFY(probe.waitForEnd());
        QCOMPARE(probe.response().status, 200);
        QCOMPARE(probe.exchange().sendings(), 1);
    }
    QCOMPARE(proxy.requestCount(), 2);
    QCOMPARE(proxy.requests().first().target, QByteArray("http://api.example/x?y"));
    QVERIFY(!proxy.requests().first().headers.contains("Proxy-Authorization"));
}

void TestProxies::ADV_H11_proxyChallengeIsAnsweredOnce_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<int>("requests");
    QTest::newRow("without credentials") << QString() << 1;
    QTest::newRow("refused credentials") << u"u"_s << 2;
}

void TestProxies::ADV_H11_proxyChallengeIsAnsweredOnce()
{
    QFETCH(QString, user);
    QFETCH(int, requests);
    LoopbackServer proxy;
    proxy.onRequest([](LoopbackConnection &connection, const ReceivedRequest &) {
        connection.answer(407, {{"Proxy-Authenticate", "Basic realm=\"x\""}}, "denied");
    });
    SystemScheduler scheduler;
    NetworkOptions options = through(ProxyType::Http, proxy.port());
    options.proxy.username = user;
    options.proxyPassword = u"secret"_s;
    NetworkTransport transport(options, scheduler);
    TransportProbe probe(transport, requestTo(QUrl(u"http://api.example/"_s)),
                         {.attemptTimeout = std::chrono::seconds(5)});
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.response().status, 407);
    QCOMPARE_LE(proxy.requestCount(), requests);
}

void TestProxies::ADV_H11_credentialsReachTheProxy_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("http") << u"http://api.example/"_s;
    QTest::newRow("https") << u"https://api.example/"_s;
}

void TestProxies::ADV_H11_credentialsReachTheProxy()
{
    QFETCH(QString, url);
    const QByteArray right = "Basic " + QByteArray("u:secret").toBase64();
    int accepted = 0;
    LoopbackServer proxy;
    proxy.onRequest([&](LoopbackConnection &connection, const ReceivedRequest &request) {
        const bool isRight = request.headers.value("Proxy-Authorization") == right;
        accepted += isRight ? 1 : 0;
        if (isRight)
            connection.answer(200, {}, "");
        else
            connection.answer(407, {{"Proxy-Authenticate", "Basic realm=\"x\""}}, "denied");
    });
    SystemScheduler scheduler;
    NetworkOptions options = through(ProxyType::Http, proxy.port());
    options.proxy.username = u"u"_s;
    options.proxyPassword = u"secret"_s;
    NetworkTransport transport(options, scheduler);
    TransportProbe probe(transport, requestTo(QUrl(url)), {.attemptTimeout = std::chrono::milliseconds(500)});
    QVERIFY(probe.waitForEnd());
    QCOMPARE(accepted, 1);
    QCOMPARE_LE(proxy.requestCount(), 2);
    if (url.startsWith(u"http:"_s))
        QCOMPARE(probe.response().status, 200);
}

void TestProxies::D8_refusedCredentialsAreNoFaultOfTheServer()
{
    LoopbackServer proxy;
    proxy.onRequest([](LoopbackConnection &connection, const ReceivedRequest &) {
        connection.answer(407, {{"Proxy-Authenticate", "Basic realm=\"x\""}}, "denied");
    });
    SystemScheduler scheduler;
    NetworkOptions options = through(ProxyType::Http, proxy.port());
    options.proxy.username = u"u"_s;
    options.proxyPassword = u"wrong"_s;
    NetworkTransport transport(options, scheduler);
    TransportProbe probe(transport, requestTo(QUrl(u"https://api.example/"_s)),
                         {.attemptTimeout = std::chrono::seconds(5)});
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.error().kind, ErrorKind::AuthFailed);
    QCOMPARE(probe.error().detail, ErrorDetail::ProxyCredentialsRejected);
    QCOMPARE(probe.error().subject, u"api.example:443"_s);
    QCOMPARE(probe.exchange().sendings(), 0);
    QCOMPARE_LE(proxy.requestCount(), 2); // more could lock the account
    QVERIFY(proxy.requests().last().headers.contains("Proxy-Authorization"));
}

void TestProxies::ADV_H11_proxyFaults_data()
{
    QTest::addColumn<ProxyType>("type");
    QTest::addColumn<QString>("url");
    for (const char *url : {"http://api.example/", "https://api.example/"}) {
        QTest::addRow("HTTP proxy refuses, %s", url) << ProxyType::Http << QString::fromLatin1(url);
        QTest::addRow("SOCKS proxy refuses, %s", url) << ProxyType::Socks5 << QString::fromLatin1(url);
    }
}

void TestProxies::ADV_H11_proxyFaults()
{
    QFETCH(ProxyType, type);
    QFETCH(QString, url);
    QTcpServer nobody;
    QVERIFY(nobody.listen(QHostAddress::LocalHost));
    const NetworkOptions options = through(type, nobody.serverPort());
    nobody.close();
    SystemScheduler scheduler;
    NetworkTransport transport(options, scheduler);
    TransportProbe probe(transport, requestTo(QUrl(url)), {.attemptTimeout = std::chrono::seconds(5)});
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.error().kind, ErrorKind::Refused);
    QCOMPARE(probe.error().detail, ErrorDetail::ProxyFailed);
    QCOMPARE(probe.error().value, options.proxy.host + u':' + QString::number(options.proxy.port));
    QCOMPARE(probe.exchange().sendings(), 0);
}

void TestProxies::B22_ADV_H11_noSuchProxy_data()
{
    QTest::addColumn<QString>("url");
    for (const char *url : {"http://api.example/", "https://api.example/"})
        QTest::newRow(url) << QString::fromLatin1(url);
}

void TestProxies::B22_ADV_H11_noSuchProxy()
{
    QFETCH(QString, url);
    NetworkOptions options = through(ProxyType::Http, 3128);
    options.proxy.host = QString(70, u'x'); // longer than a name can be, so that nobody is asked
    SystemScheduler scheduler;
    NetworkTransport transport(options, scheduler);
    TransportProbe probe(transport, requestTo(QUrl(url)), {.attemptTimeout = std::chrono::seconds(20)});
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.error().kind, ErrorKind::Refused);
    QCOMPARE(probe.error().detail, ErrorDetail::ProxyNotFound);
    QCOMPARE(probe.error().value, options.proxy.host + u":3128"_s);
}

void TestProxies::ADV_H11_theAnswerToConnect_data()
{
    QTest::addColumn<Toxic>("toxic");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("502") << Toxic().answer("Content-Length: 2", "no", "502 Bad Gateway") << ErrorKind::Refused;
    // Known limit: Qt does not look at the end of a connection that it waits for a tunnel on, nor at what comes out of
    // a tunnel before anything has gone in, as the page of a hotel's network would. The deadline ends it.
    QTest::newRow("closes") << Toxic().close() << ErrorKind::ConnectTimeout;
    QTest::newRow("RST") << Toxic().reset() << ErrorKind::ConnectTimeout;
    QTest::newRow("silence") << Toxic() << ErrorKind::ConnectTimeout;
    QTest::newRow("a page instead of a tunnel")
        << Toxic().answer("Content-Type: text/html\r\nContent-Length: 13", "<html></html>")
        << ErrorKind::ConnectTimeout;
}

void TestProxies::ADV_H11_theAnswerToConnect()
{
    QFETCH(Toxic, toxic);
    QFETCH(ErrorKind, kind);
    LoopbackServer proxy;
    toxic.playOnRequests(proxy);
    SystemScheduler scheduler;
    NetworkTransport transport(through(ProxyType::Http, proxy.port()), scheduler);
    TransportProbe probe(transport, requestTo(QUrl(u"https://api.example/"_s), "POST", "secret"),
                         {.connectTimeout = std::chrono::milliseconds(300)});
    QVERIFY(probe.waitForEnd());
    QVERIFY(!probe.succeeded()); // it has no server to have an answer of
    QVERIFY2(probe.error().kind == kind, qPrintable(QDebug::toString(probe.error())));
    if (kind == ErrorKind::Refused)
        QCOMPARE(probe.error().detail, ErrorDetail::ProxyFailed);
    QCOMPARE(probe.exchange().sendings(), 0);
    QCOMPARE(proxy.requestCount(), 1);
    QCOMPARE(proxy.requests().first().method, QByteArray("CONNECT"));
    QCOMPARE(probe.ends(), 1);
}

void TestProxies::ADV_H11_socksRefuses_data()
{
    QTest::addColumn<int>("reply");
    QTest::addColumn<QString>("url");
    for (const char *url : {"http://api.example/", "https://api.example/"}) {
        for (const int reply : {1, 2, 3, 4, 5})
            QTest::addRow("reply %d, %s", reply, url) << reply << QString::fromLatin1(url);
    }
}

void TestProxies::ADV_H11_socksRefuses()
{
    QFETCH(int, reply);
    QFETCH(QString, url);
    LoopbackServer proxy;
    proxy.onAccept([reply](LoopbackConnection &connection) {
        connection.stopReading(); // it is no HTTP
        connect(&connection.socket(), &QTcpSocket::readyRead, &connection,
                [&connection, reply, greeted = false]() mutable {
                    (void)connection.socket().readAll();
                    if (std::exchange(greeted, true))
                        connection.write(QByteArray("\5") + char(reply) + QByteArray("\0\1\0\0\0\0\0\0", 8));
                    else
                        connection.write(QByteArray("\5\0", 2));
                });
    });
    SystemScheduler scheduler;
    NetworkTransport transport(through(ProxyType::Socks5, proxy.port()), scheduler);
    TransportProbe probe(transport, requestTo(QUrl(url), "POST", "secret"),
                         {.attemptTimeout = std::chrono::seconds(5)});
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.error().kind, ErrorKind::Refused);
    QCOMPARE(probe.error().detail, ErrorDetail::ProxyFailed);
    QCOMPARE(probe.exchange().sendings(), 0);
    QCOMPARE(probe.ends(), 1);
}

void TestProxies::ADV_H11_thePasswordIsNotForTheOrigin()
{
    TestCertificates certificates;
    if (!certificates.isAvailable())
        QSKIP("openssl is not here");
    LoopbackServer origin(certificates.server(TestCertificates::Kind::Good));
    LoopbackServer proxy;
    proxy.onRequest([&origin](LoopbackConnection &connection, const ReceivedRequest &request) {
        if (!request.headers.contains("Proxy-Authorization")) {
            connection.answer(407, {{"Proxy-Authenticate", "Basic realm=\"x\""}}, "denied");
            return;
        }
        auto *there = new QTcpSocket(&connection);
        QTcpSocket *here = &connection.socket();
        connect(there, &QTcpSocket::connected, &connection,
                [&connection] { connection.write("HTTP/1.1 200 OK\r\n\r\n"); });
        connect(there, &QTcpSocket::readyRead, here, [here, there] { here->write(there->readAll()); });
        connect(here, &QTcpSocket::readyRead, there, [here, there] { there->write(here->readAll()); });
        connection.stopReading();
        there->connectToHost(QHostAddress::LocalHost, origin.port());
    });
    SystemScheduler scheduler;
    NetworkOptions options = through(ProxyType::Http, proxy.port());
    options.proxy.username = u"u"_s;
    options.proxyPassword = u"canary"_s;
    options.tls.caFile = certificates.caFile();
    NetworkTransport transport(options, scheduler);
    TransportProbe probe(transport, requestTo(origin.url()), {.attemptTimeout = std::chrono::seconds(5)});
    QVERIFY(probe.waitForEnd());
    QVERIFY2(probe.succeeded(), qPrintable(QDebug::toString(probe.error())));
    QVERIFY(proxy.requests().last().headers.contains("Proxy-Authorization"));
    QCOMPARE(origin.requestCount(), 1);
    const QByteArray head = origin.requests().first().head.toLower();
    QVERIFY2(!head.contains("proxy-") && !head.contains(QByteArray("u:canary").toBase64().toLower()), head.constData());
}

QTEST_GUILESS_MAIN(TestProxies)
#include "tst_proxies.moc"
