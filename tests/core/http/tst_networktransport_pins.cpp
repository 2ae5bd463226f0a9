// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/handshakerelay.h"
#include "support/loopbackserver.h"
#include "support/testcertificates.h"
#include "transportprobe.h"

#include <QCryptographicHash>
#include <QPointer>
#include <QSslCertificate>
#include <QtTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using Kind = TestCertificates::Kind;

namespace {

/// Answers /held only when it is told to, all else at once.
class HoldingServer
{
public:
    explicit HoldingServer(const QSslConfiguration &tls)
        : server(tls)
    {
        server.onRequest([this](LoopbackConnection &connection, const ReceivedRequest &request) {
            if (request.target == "/held")
                m_held = &connection;
            else
                connection.answer();
        });
    }
    [[nodiscard]] bool isHolding() const { return !m_held.isNull(); }
    void answer() { std::exchange(m_held, nullptr)->answer(); }

    LoopbackServer server;

private:
    QPointer<LoopbackConnection> m_held;
};

} // namespace

/// No way round the certificate that is pinned: each connection shows it before anything is sent on it. (S04)
class TestNetworkTransportPins : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void S04_aConnectionThatNobodyWaitedForIsChecked_data();
    void S04_aConnectionThatNobodyWaitedForIsChecked();
    void S04_aConnectionThatWasGivenUpIsChecked();
    void S04_aPinHoldsWhileItsHomeMoves();

private:
    [[nodiscard]] NetworkOptions pinned() const
    {
        NetworkOptions options;
        options.tls.caFile = m_certificates.caFile();
        const QByteArray digest = m_known.localCertificate().digest(QCryptographicHash::Sha256);
        options.tls.pinnedSha256 = QString::fromLatin1(digest.toHex());
        return options;
    }
    TestCertificates m_certificates;
    QSslConfiguration m_known; // of the server that is pinned
};

void TestNetworkTransportPins::initTestCase()
{
    if (!m_certificates.isAvailable())
        QSKIP("openssl is not here");
    m_known = m_certificates.server(Kind::Good);
}

void TestNetworkTransportPins::S04_aConnectionThatNobodyWaitedForIsChecked_data()
{
    QTest::addColumn<Kind>("other");
    QTest::addColumn<bool>("isPinned");
    QTest::newRow("S04 another certificate of the same root") << Kind::Good << true;
    QTest::newRow("ADV-H1 no alternative name") << Kind::NoAlternativeName << false;
}

void TestNetworkTransportPins::S04_aConnectionThatNobodyWaitedForIsChecked()
{
    QFETCH(Kind, other);
    QFETCH(bool, isPinned);
    HoldingServer known(m_known);
    HoldingServer forged(m_certificates.server(other));
    HandshakeRelay relay({known.server.port(), forged.server.port()});
    relay.holdFrom(1);
    NetworkOptions options = pinned();
    if (!isPinned)
        options.tls.pinnedSha256.clear();
    SystemScheduler scheduler;
    NetworkTransport transport(options, scheduler);
    TransportProbe first(transport, requestTo(relay.url(u"/held"_s)));
    QTRY_VERIFY(known.isHolding());
    // Qt opens another connection for the second one, and sends it on the first as soon as that is free.
    TransportProbe second(transport, requestTo(relay.url()));
    QTRY_COMPARE(relay.connectionCount(), 2);
    known.answer();
    QVERIFY(first.waitForEnd());
    const bool isSentOnTheFirst = second.waitForEnd(500);
    QVERIFY(isPinned || isSentOnTheFirst);
    relay.letGo();
    QVERIFY(second.waitForEnd());
    QTRY_VERIFY(relay.piecesFrom(1) >= 2 || relay.isClosed(1)); // that handshake is over
    TransportProbe third(transport, requestTo(relay.url(u"/held"_s)));
    TransportProbe fourth(transport, requestTo(relay.url(), "POST", "canary"));
    QVERIFY(fourth.waitForEnd());
    if (forged.server.requestCount() > 0)
        QCOMPARE(fourth.error().kind, ErrorKind::Tls);
    if (isPinned)
        QCOMPARE(forged.server.requestCount(), 0);
}

void TestNetworkTransportPins::S04_aConnectionThatWasGivenUpIsChecked()
{
    HoldingServer forged(m_certificates.server(Kind::Good));
    HandshakeRelay relay({forged.server.port()});
    relay.holdFrom(0);
    SystemScheduler scheduler;
    NetworkTransport transport(pinned(), scheduler);
    TransportProbe first(transport, requestTo(relay.url()));
    QTRY_COMPARE(relay.connectionCount(), 1);
    first.exchange().cancel();
    relay.letGo();
    QTRY_VERIFY(relay.piecesFrom(0) >= 2 || relay.isClosed(0));
    TransportProbe second(transport, requestTo(relay.url(), "POST", "canary"));
    QVERIFY(second.waitForEnd());
    QCOMPARE(second.error().kind, ErrorKind::Tls);
    QCOMPARE(forged.server.requestCount(), 0);
}

void TestNetworkTransportPins::S04_aPinHoldsWhileItsHomeMoves()
{
    LoopbackServer server(m_certificates.server(Kind::Good));
    HandshakeRelay relay({server.port()});
    relay.holdFrom(0);
    NetworkOptions options = pinned();
    options.home = relay.url();
    SystemScheduler scheduler;
    NetworkTransport transport(options, scheduler);
    TransportProbe probe(transport, requestTo(relay.url(), "POST", "canary"));
    QTRY_COMPARE(relay.connectionCount(), 1);
    transport.setHome(QUrl(u"https://elsewhere.example/"_s));
    relay.letGo();
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.error().kind, ErrorKind::Tls);
    QCOMPARE(server.requestCount(), 0);
}

QTEST_GUILESS_MAIN(TestNetworkTransportPins)
#include "tst_networktransport_pins.moc"
