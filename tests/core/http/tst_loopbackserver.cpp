// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/loopbackserver.h"
#include "support/testcertificates.h"

#include <QSslSocket>
#include <QtTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// The server of the other tests must itself do what they believe.
class TestLoopbackServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWholeRequestsOnly();
    void readsChunks();
    void closesAndResets();
    void drips();
    void speaksTls_data();
    void speaksTls();
};

void TestLoopbackServer::readsWholeRequestsOnly()
{
    LoopbackServer server;
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, server.port());
    socket.write("POST /a?b HTTP/1.1\r\nA: b\r\nContent-Length: 4\r\n\r\nab");
    QTRY_COMPARE(server.bytesReceived(), 49);
    QCOMPARE(server.requestCount(), 0);
    socket.write("cdGET / HTTP/1.1\r\n\r\n");
    QTRY_COMPARE(server.requestCount(), 2);
    QCOMPARE(server.requests().first().body, QByteArray("abcd"));
    QCOMPARE(server.requests().first().target, QByteArray("/a?b"));
    QCOMPARE(server.requests().first().headers.value("a"), QByteArray("b"));
    QCOMPARE(server.requests().last().connection, 1);
    QTRY_COMPARE(socket.peek(4096).count("HTTP/1.1 200"), 2);
    socket.close();
    QTRY_COMPARE(server.openConnections(), 0);
    QCOMPARE(server.connectionCount(), 1);
}

void TestLoopbackServer::readsChunks()
{
    LoopbackServer server;
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, server.port());
    socket.write("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n1\r\nd\r\n0\r\n\r\n");
    QTRY_COMPARE(server.requestCount(), 1);
    QCOMPARE(server.requests().first().body, QByteArray("abcd"));
}

void TestLoopbackServer::closesAndResets()
{
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &connection, const ReceivedRequest &request) {
        connection.write("part");
        request.target == "/reset" ? connection.reset() : connection.close();
    });
    for (const auto &[target, error] : {std::pair("/close", QAbstractSocket::RemoteHostClosedError),
                                        std::pair("/reset", QAbstractSocket::NetworkError)}) {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, server.port());
        socket.write("GET " + QByteArray(target) + " HTTP/1.1\r\n\r\n");
        QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
        // Linux tells a reset as a plain close when all bytes had been read before.
        QVERIFY(socket.error() == error || socket.error() == QAbstractSocket::RemoteHostClosedError);
    }
    QTRY_COMPARE(server.openConnections(), 0);
}

void TestLoopbackServer::drips()
{
    LoopbackServer server;
    server.onAccept([](LoopbackConnection &connection) { connection.drip("abcdef", 2, 10ms); });
    QTcpSocket socket;
    QSignalSpy pieces(&socket, &QTcpSocket::readyRead);
    socket.connectToHost(QHostAddress::LocalHost, server.port());
    QTRY_COMPARE(socket.bytesAvailable(), 6);
    QCOMPARE_GE(pieces.size(), 2);
}

void TestLoopbackServer::speaksTls_data()
{
    using Kind = TestCertificates::Kind;
    QTest::addColumn<TestCertificates::Kind>("kind");
    QTest::addColumn<QSslError::SslError>("error");
    QTest::newRow("good") << Kind::Good << QSslError::NoError;
    QTest::newRow("wrong host") << Kind::WrongHost << QSslError::HostNameMismatch;
    QTest::newRow("expired") << Kind::Expired << QSslError::CertificateExpired;
    QTest::newRow("not yet valid") << Kind::NotYetValid << QSslError::CertificateNotYetValid;
    QTest::newRow("self-signed") << Kind::SelfSigned << QSslError::SelfSignedCertificate;
    QTest::newRow("other root") << Kind::OtherRoot << QSslError::UnableToGetLocalIssuerCertificate;
}

void TestLoopbackServer::speaksTls()
{
    QFETCH(TestCertificates::Kind, kind);
    QFETCH(QSslError::SslError, error);
    TestCertificates certificates;
    if (!certificates.isAvailable())
        QSKIP("openssl is not here");
    LoopbackServer server(certificates.server(kind));
    QSslSocket socket;
    QSslConfiguration configuration;
    configuration.setCaCertificates(QSslCertificate::fromPath(certificates.caFile()));
    socket.setSslConfiguration(configuration);
    QList<QSslError::SslError> found;
    connect(&socket, &QSslSocket::sslErrors, this, [&](const QList<QSslError> &list) {
        for (const QSslError &seen : list)
            found.append(seen.error());
        socket.ignoreSslErrors();
    });
    socket.connectToHostEncrypted(u"127.0.0.1"_s, server.port());
    QTRY_VERIFY(socket.isEncrypted());
    socket.write("GET / HTTP/1.1\r\n\r\n");
    QTRY_VERIFY(socket.peek(4096).startsWith("HTTP/1.1 200"));
    QCOMPARE(found.isEmpty(), error == QSslError::NoError);
    QVERIFY(found.isEmpty() || found.contains(error));
}

QTEST_GUILESS_MAIN(TestLoopbackServer)
#include "tst_loopbackserver.moc"
