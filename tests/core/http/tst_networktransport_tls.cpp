// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/loopbackserver.h"
#include "support/testcertificates.h"
#include "transportprobe.h"

#include <QCryptographicHash>
#include <QSslCertificate>
#include <QtTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using Kind = TestCertificates::Kind;

/// Which certificates are accepted, and why the others are not. (S04)
class TestNetworkTransportTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void ADV_H01_tellsWhatIsWrong_data();
    void ADV_H01_tellsWhatIsWrong();
    void S04_pin_data();
    void S04_pin();
    void S04_aBusyProgramSendsNothingPastAWrongPin();
    void S04_aPinHoldsForConnectionsMadeBefore();
    void S04_exceptionHost();
    void ADV_H05_systemRootsAreNotAcceptedBesideACaFile();
    void badCaFile_data();
    void badCaFile();
    void ADV_B17_noConnectionIsSharedBetweenProfiles();
    void ADV_H08_serverWithoutTls();
    void R14_overTls_data();
    void R14_overTls();
    void tellsWhetherAConnectionIsNew();

private:
    NetworkOptions trusting() const
    {
        NetworkOptions options;
        options.tls.caFile = m_certificates.caFile();
        return options;
    }
    TestCertificates m_certificates;
};

void TestNetworkTransportTls::initTestCase()
{
    if (!m_certificates.isAvailable())
        QSKIP("openssl is not here");
}

void TestNetworkTransportTls::ADV_H01_tellsWhatIsWrong_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<ErrorDetail>("detail");
    QTest::newRow("good") << Kind::Good << ErrorDetail::None;
    QTest::newRow("wrong host") << Kind::WrongHost << ErrorDetail::CertificateHostMismatch;
    QTest::newRow("expired") << Kind::Expired << ErrorDetail::CertificateExpired;
    QTest::newRow("not yet valid") << Kind::NotYetValid << ErrorDetail::CertificateNotYetValid;
    QTest::newRow("self-signed") << Kind::SelfSigned << ErrorDetail::CertificateSelfSigned;
    QTest::newRow("untrusted root") << Kind::OtherRoot << ErrorDetail::CertificateUntrusted;
}

void TestNetworkTransportTls::ADV_H01_tellsWhatIsWrong()
{
    QFETCH(Kind, kind);
    QFETCH(ErrorDetail, detail);
    LoopbackServer server(m_certificates.server(kind));
    SystemScheduler scheduler;
    NetworkTransport transport(trusting(), scheduler);
    for (const char *method : {"GET", "POST"}) {
        TransportProbe probe(transport, requestTo(server.url(), method, method[0] == 'P' ? "x" : ""));
        QVERIFY(probe.waitForEnd());
        QCOMPARE(probe.succeeded(), detail == ErrorDetail::None);
        QCOMPARE(probe.error().detail, detail);
        if (detail == ErrorDetail::None)
            continue;
        QCOMPARE(probe.error().kind, ErrorKind::Tls);
        QCOMPARE(probe.error().subject, u"127.0.0.1:%1"_s.arg(server.port()));
        QCOMPARE(probe.exchange().sendings(), 0);
        QCOMPARE(server.bytesReceived(), 0);
    }
}

void TestNetworkTransportTls::S04_pin_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<bool>("right");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("good, pinned") << Kind::Good << true << true;
    QTest::newRow("good, another one pinned") << Kind::Good << false << false;
    QTest::newRow("self-signed, pinned") << Kind::SelfSigned << true << true;
    QTest::newRow("self-signed, another one pinned") << Kind::SelfSigned << false << false;
    QTest::newRow("expired, pinned") << Kind::Expired << true << false;
}

void TestNetworkTransportTls::S04_pin()
{
    QFETCH(Kind, kind);
    QFETCH(bool, right);
    QFETCH(bool, accepted);
    const QSslConfiguration configuration = m_certificates.server(kind);
    LoopbackServer server(configuration);
    NetworkOptions options = trusting();
    const QByteArray digest = configuration.localCertificate().digest(QCryptographicHash::Sha256);
    options.tls.pinnedSha256 = QString::fromLatin1(right ? digest.toHex(':').toUpper() : QByteArray(64, '0'));
    SystemScheduler scheduler;
    NetworkTransport transport(options, scheduler);
    TransportProbe probe(transport, requestTo(server.url(), "POST", "body"));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.succeeded(), accepted);
    QCOMPARE(server.requestCount(), accepted ? 1 : 0);
    if (accepted)
        return;
    QCOMPARE(probe.error().kind, ErrorKind::Tls);
    QCOMPARE(probe.error().detail, right ? ErrorDetail::CertificateExpired : ErrorDetail::CertificateNotPinned);
}

void TestNetworkTransportTls::S04_aBusyProgramSendsNothingPastAWrongPin()
{
    LoopbackServer server(m_certificates.server(Kind::Good));
    LoopbackServer elsewhere;
    NetworkOptions options = trusting();
    options.tls.pinnedSha256 = QString(64, u'0');
    SystemScheduler scheduler;
    NetworkTransport transport(options, scheduler);
    NetworkTransport other({}, scheduler);
    TransportProbe probe(transport, requestTo(server.url(), "POST", "body"));
    bool isDone = false;
    QObject here; // with which what is queued ends
    // Always queued before what the end of the exchange queues. Its loop leaves alone what is to be deleted in the one
    // around it, and lets Qt's thread go on.
    std::function<void()> work = [&] {
        if (probe.hasEnded())
            isDone = TransportProbe(other, requestTo(elsewhere.url())).waitForEnd();
        else
            QMetaObject::invokeMethod(&here, work, Qt::QueuedConnection);
    };
    work();
    QTRY_VERIFY(isDone);
    QCOMPARE(probe.error().kind, ErrorKind::Tls);
    QCOMPARE(server.requestCount(), 0);
    QCOMPARE(server.bytesReceived(), 0);
}

void TestNetworkTransportTls::S04_aPinHoldsForConnectionsMadeBefore()
{
    LoopbackServer home(m_certificates.server(Kind::Good));
    LoopbackServer stranger(m_certificates.server(Kind::Good));
    NetworkOptions options = trusting();
    options.tls.pinnedSha256 = QString(64, u'0');
    options.home = home.url();
    SystemScheduler scheduler;
    NetworkTransport transport(options, scheduler);
    TransportProbe before(transport, requestTo(stranger.url()));
    QVERIFY(before.waitForEnd());
    QVERIFY(before.succeeded());
    transport.setHome(stranger.url());
    TransportProbe after(transport, requestTo(stranger.url()));
    QVERIFY(after.waitForEnd());
    QCOMPARE(after.error().kind, ErrorKind::Tls);
    QCOMPARE(stranger.requestCount(), 1);
}

void TestNetworkTransportTls::S04_exceptionHost()
{
    LoopbackServer server(m_certificates.server(Kind::SelfSigned));
    SystemScheduler scheduler;
    for (const auto &[host, accepted] : {std::pair(u"127.0.0.1"_s, true), std::pair(u"other.example"_s, false)}) {
        NetworkOptions options;
        options.tls.exceptionHost = host;
        NetworkTransport transport(options, scheduler);
        TransportProbe probe(transport, requestTo(server.url()));
        QVERIFY(probe.waitForEnd());
        QCOMPARE(probe.succeeded(), accepted);
    }
}

void TestNetworkTransportTls::ADV_H05_systemRootsAreNotAcceptedBesideACaFile()
{
    // The default list of the process stands for the system's: it holds the server's root, the CA file another one.
    QSslConfiguration before = QSslConfiguration::defaultConfiguration();
    QSslConfiguration system = before;
    system.addCaCertificates(QSslCertificate::fromPath(m_certificates.caFile()));
    QSslConfiguration::setDefaultConfiguration(system);
    TestCertificates others;
    NetworkOptions options;
    options.tls.caFile = others.caFile();
    LoopbackServer server(m_certificates.server(Kind::Good));
    SystemScheduler scheduler;
    NetworkTransport strict(options, scheduler);
    NetworkTransport plain({}, scheduler);
    TransportProbe refused(strict, requestTo(server.url()));
    TransportProbe accepted(plain, requestTo(server.url()));
    QVERIFY(refused.waitForEnd() && accepted.waitForEnd());
    QSslConfiguration::setDefaultConfiguration(before);
    QCOMPARE(refused.error().kind, ErrorKind::Tls);
    QVERIFY(accepted.succeeded());
}

void TestNetworkTransportTls::badCaFile_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<ErrorDetail>("detail");
    QTest::newRow("missing") << u"/nowhere/ca.pem"_s << ErrorDetail::NotFound;
    QTest::newRow("no certificate in it") << QCoreApplication::applicationFilePath() << ErrorDetail::ReadFailed;
}

void TestNetworkTransportTls::badCaFile()
{
    QFETCH(QString, path);
    QFETCH(ErrorDetail, detail);
    NetworkOptions options;
    options.tls.caFile = path;
    LoopbackServer server(m_certificates.server(Kind::Good));
    SystemScheduler scheduler;
    NetworkTransport transport(options, scheduler);
    TransportProbe probe(transport, requestTo(server.url()));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.error().kind, ErrorKind::Storage);
    QCOMPARE(probe.error().detail, detail);
    QCOMPARE(probe.error().subject, path);
    QCOMPARE(server.connectionCount(), 0);
}

void TestNetworkTransportTls::ADV_B17_noConnectionIsSharedBetweenProfiles()
{
    LoopbackServer server(m_certificates.server(Kind::SelfSigned));
    NetworkOptions lax;
    lax.tls.exceptionHost = u"127.0.0.1"_s;
    SystemScheduler scheduler;
    NetworkTransport first(lax, scheduler);
    NetworkTransport second({}, scheduler);
    TransportProbe accepted(first, requestTo(server.url()));
    QVERIFY(accepted.waitForEnd());
    QVERIFY(accepted.succeeded());
    TransportProbe refused(second, requestTo(server.url()));
    QVERIFY(refused.waitForEnd());
    QCOMPARE(refused.error().kind, ErrorKind::Tls);
}

void TestNetworkTransportTls::ADV_H08_serverWithoutTls()
{
    LoopbackServer server;
    QUrl url = server.url();
    url.setScheme(u"https"_s);
    server.onAccept([](LoopbackConnection &connection) { connection.write("HTTP/1.1 400 No\r\n\r\n"); });
    SystemScheduler scheduler;
    NetworkTransport transport({}, scheduler);
    TransportProbe probe(transport, requestTo(url));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.error().kind, ErrorKind::Tls);
    QCOMPARE(probe.error().detail, ErrorDetail::HandshakeFailed);
    QCOMPARE(probe.exchange().sendings(), 0);
}

void TestNetworkTransportTls::R14_overTls_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("GET") << QByteArray("GET") << QByteArray();
    QTest::newRow("POST") << QByteArray("POST") << QByteArray("x");
    QTest::newRow("POST without body") << QByteArray("POST") << QByteArray();
}

void TestNetworkTransportTls::R14_overTls()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    LoopbackServer server(m_certificates.server(Kind::Good));
    server.onRequest([](LoopbackConnection &connection, const ReceivedRequest &) { connection.close(); });
    SystemScheduler scheduler;
    NetworkTransport transport(trusting(), scheduler);
    TransportProbe probe(transport, requestTo(server.url(), method, body));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.error().kind, ErrorKind::Reset);
    QCOMPARE(probe.exchange().sendings(), server.requestCount());
    if (method == "POST")
        QCOMPARE(server.requestCount(), 1);
}

void TestNetworkTransportTls::tellsWhetherAConnectionIsNew()
{
    LoopbackServer server(m_certificates.server(Kind::Good));
    SystemScheduler scheduler;
    NetworkTransport transport(trusting(), scheduler);
    TransportProbe first(transport, requestTo(server.url()));
    QVERIFY(first.waitForEnd());
    QCOMPARE(first.response().phases.reusedConnection, std::optional<bool>(false));
    QVERIFY(first.response().phases.connect.has_value());
    TransportProbe second(transport, requestTo(server.url()));
    QVERIFY(second.waitForEnd());
    QCOMPARE(second.response().phases.reusedConnection, std::optional<bool>(true));
    QCOMPARE(second.response().phases.connect, std::nullopt);
}

QTEST_GUILESS_MAIN(TestNetworkTransportTls)
#include "tst_networktransport_tls.moc"
