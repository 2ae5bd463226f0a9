// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "livefixture.h"
#include "support/testcertificates.h"

#include <QSslCertificate>
#include <QSslSocket>
#include <QtTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

enum class Proof { Bearer, Basic, BearerOverTls, ClientCertificate };

constexpr int identities = 2;
constexpr int parallel = 200;
constexpr int rounds = 5;

} // namespace

Q_DECLARE_METATYPE(Proof)

/// Two identities at one server, all at once: nobody is ever taken for the other. (S07)
class TestFaultsIdentities : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void S07_ADV_B16_noCrossings_data();
    void S07_ADV_B16_noCrossings();

private:
    using Live = std::unique_ptr<LiveFixture>;

    std::unique_ptr<LoopbackServer> serverFor(Proof proof);
    Live client(const LoopbackServer &server, Proof proof, int identity);
    static QByteArray name(int identity) { return identity == 0 ? "alice" : "bob"; }
    /// Whom the server takes the peer for.
    static QByteArray seenAs(LoopbackConnection &connection, const ReceivedRequest &request, Proof proof);

    TestCertificates m_certificates;
};

std::unique_ptr<LoopbackServer> TestFaultsIdentities::serverFor(Proof proof)
{
    if (proof == Proof::ClientCertificate)
        return std::make_unique<LoopbackServer>(m_certificates.serverForKnownClients());
    if (proof == Proof::BearerOverTls)
        return std::make_unique<LoopbackServer>(m_certificates.server(TestCertificates::Kind::Good));
    return std::make_unique<LoopbackServer>();
}

TestFaultsIdentities::Live TestFaultsIdentities::client(const LoopbackServer &server, Proof proof, int identity)
{
    auto live = std::make_unique<LiveFixture>(server.url(), NetworkOptions{.maxConnections = 20});
    const QString who = QString::fromLatin1(name(identity));
    live->options.tls.caFile = m_certificates.caFile();
    live->options.home = server.url();
    live->config.name = who;
    if (proof == Proof::ClientCertificate) {
        const auto files = m_certificates.client(who);
        live->options.tls.clientCertificate = files.certificate;
        live->options.tls.clientKey = files.key;
    } else {
        live->config.auth = AuthConfig();
        live->config.auth->type = proof == Proof::Basic ? AuthType::Basic : AuthType::Bearer;
        live->config.auth->token = Secret::plain(who);
        live->config.auth->username = who;
        live->config.auth->password = Secret::plain(who);
    }
    live->make();
    return live;
}

QByteArray TestFaultsIdentities::seenAs(LoopbackConnection &connection, const ReceivedRequest &request, Proof proof)
{
    if (proof == Proof::ClientCertificate) {
        const auto *socket = qobject_cast<QSslSocket *>(&connection.socket());
        return socket->peerCertificate().subjectInfo(QSslCertificate::CommonName).value(0).toLatin1();
    }
    const QByteArray field = request.headers.value("Authorization").value_or(QByteArray());
    const QByteArray credential = field.mid(field.indexOf(' ') + 1);
    return proof == Proof::Basic ? QByteArray::fromBase64(credential).split(':').first() : credential;
}

void TestFaultsIdentities::S07_ADV_B16_noCrossings_data()
{
    QTest::addColumn<Proof>("proof");
    QTest::newRow("ADV-B16 bearer") << Proof::Bearer;
    QTest::newRow("ADV-B16 basic") << Proof::Basic;
    if (!m_certificates.isAvailable())
        QSKIP("openssl is not here");
    QTest::newRow("ADV-B16 bearer over TLS") << Proof::BearerOverTls;
    QTest::newRow("ADV-B16 client certificate") << Proof::ClientCertificate;
}

void TestFaultsIdentities::S07_ADV_B16_noCrossings()
{
    QFETCH(Proof, proof);
    const auto server = serverFor(proof);
    int crossings = 0;
    QHash<int, QByteArray> users; // of connections: one is never shared
    server->onRequest([&](LoopbackConnection &connection, const ReceivedRequest &request) {
        const QByteArray says = request.target.mid(1, request.target.indexOf('/', 1) - 1);
        const QByteArray known = users.value(connection.number(), says);
        users.insert(connection.number(), says);
        crossings += says != known || says != seenAs(connection, request, proof) ? 1 : 0;
        connection.answer(200, {}, request.target);
    });
    std::vector<Live> clients;
    for (int identity = 0; identity < identities; ++identity)
        clients.push_back(client(*server, proof, identity));
    int misdelivered = 0;
    for (int round = 0; round < rounds; ++round) {
        for (int i = 0; i < parallel; ++i) {
            for (int identity = 0; identity < identities; ++identity)
                clients[identity]->get(u"/%1/%2-%3"_s.arg(QString::fromLatin1(name(identity))).arg(round).arg(i));
        }
        for (int identity = 0; identity < identities; ++identity) {
            for (const auto &watch : clients[identity]->watches) {
                QVERIFY(LiveFixture::waitFor(*watch));
                QVERIFY2(watch->response, watch->error ? qPrintable(QDebug::toString(*watch->error)) : "");
                const QByteArray path = watch->response->response.url.path().toLatin1();
                misdelivered += watch->response->response.body != path ? 1 : 0;
            }
        }
    }
    qInfo("%d identities x %d parallel x %d rounds over %lld connections: %d requests, %d crossings, %d misdelivered",
          identities, parallel, rounds, static_cast<long long>(users.size()), server->requestCount(), crossings,
          misdelivered);
    QCOMPARE(server->requestCount(), identities * parallel * rounds);
    QCOMPARE(crossings, 0);
    QCOMPARE(misdelivered, 0);
}

QTEST_GUILESS_MAIN(TestFaultsIdentities)
#include "tst_faults_identities.moc"
