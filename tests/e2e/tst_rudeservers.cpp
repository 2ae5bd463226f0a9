// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "commandline.h"
#include "support/loopbackserver.h"
#include "support/testcertificates.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

/// Servers that break the rules: the requests that fuseboard-cli admits to are those that the server has seen (R14).
class tst_RudeServers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void R14_closesWithoutAnswer_data();
    void R14_closesWithoutAnswer();
    void R14_speaksSsh_data();
    void R14_speaksSsh();
    void refusedPortSaysSo();
    void H04_aPauseThatCannotBeReadIsTold();
    void S04_wrongCertificatesSaySo_data();
    void S04_wrongCertificatesSaySo();

private:
    [[nodiscard]] static QJsonObject client(const QUrl &url);

    CommandLine m_cli;
    TestCertificates m_certificates;
};

void tst_RudeServers::initTestCase()
{
    QVERIFY2(CommandLine::whyNot().isEmpty(), qPrintable(CommandLine::whyNot()));
}

QJsonObject tst_RudeServers::client(const QUrl &url)
{
    return {{u"name"_s, u"rude"_s},
            {u"base_url"_s, url.toString(QUrl::RemovePath)},
            {u"retry"_s, QJsonObject{{u"max_retries"_s, 2}, {u"initial_delay"_s, 0.02}}}};
}

void tst_RudeServers::R14_closesWithoutAnswer_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<int>("retries");
    QTest::newRow("GET is retried") << u"GET"_s << 2;
    QTest::newRow("POST is not") << u"POST"_s << 0;
}

void tst_RudeServers::R14_closesWithoutAnswer()
{
    QFETCH(QString, method);
    QFETCH(int, retries);
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &connection, const ReceivedRequest &) { connection.close(); });
    QStringList arguments{method, u"/orders"_s};
    if (method == "POST"_L1)
        arguments += {u"-d"_s, u"{\"a\":1}"_s};
    const auto outcome = m_cli.send(client(server.url()), arguments);
    QVERIFY2(outcome.exitCode == 1, outcome.told().constData());
    QCOMPARE(outcome.count("retries"_L1), retries);
    // Qt may send a GET again within one attempt; that is admitted to, and never done with a POST.
    QCOMPARE(outcome.count("requests"_L1), server.requestCount());
    QCOMPARE_GE(server.requestCount(), retries + 1);
    if (retries == 0)
        QCOMPARE(server.requestCount(), 1);
}

void tst_RudeServers::R14_speaksSsh_data()
{
    R14_closesWithoutAnswer_data();
}

void tst_RudeServers::R14_speaksSsh()
{
    QFETCH(QString, method);
    LoopbackServer server;
    // As sshd does: its banner comes at once, and what is no banner ends the connection.
    server.onAccept([](LoopbackConnection &connection) { connection.write("SSH-2.0-OpenSSH_9.2p1\r\n"); });
    server.onRequest([](LoopbackConnection &connection, const ReceivedRequest &) {
        connection.write("Invalid SSH identification string.\r\n");
        connection.close();
    });
    QStringList arguments{method, u"/orders"_s};
    if (method == "POST"_L1)
        arguments += {u"-d"_s, u"{\"a\":1}"_s};
    const auto outcome = m_cli.send(client(server.url()), arguments);
    QVERIFY2(outcome.exitCode == 1, outcome.told().constData());
    QVERIFY(method == "POST"_L1 ? server.requestCount() == 1 : server.requestCount() >= 1);
    QCOMPARE(outcome.count("requests"_L1), server.requestCount());
    const QJsonObject error = outcome.result(0)["error"_L1].toObject();
    QCOMPARE(error["kind"_L1].toString(), u"protocol"_s);
    QVERIFY2(error["text"_L1].toString().contains("does not speak HTTP"_L1), outcome.told().constData());
}

void tst_RudeServers::refusedPortSaysSo()
{
    LoopbackServer server;
    const QUrl url = server.url();
    server.stopListening();
    const auto outcome = m_cli.send(client(url), {u"POST"_s, u"/orders"_s, u"-d"_s, u"{}"_s});
    QVERIFY2(outcome.exitCode == 1, outcome.told().constData());
    QCOMPARE(outcome.count("requests"_L1), 0); // D7: nothing was sent, so even a POST is retried
    QCOMPARE(outcome.count("retries"_L1), 2);
    QVERIFY2(outcome.output.contains("\"refused\""), outcome.told().constData());
}

void tst_RudeServers::H04_aPauseThatCannotBeReadIsTold()
{
    LoopbackServer server;
    server.onRequest([&server](LoopbackConnection &connection, const ReceivedRequest &) {
        connection.write(server.requestCount() > 1
                             ? "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
                             : "HTTP/1.1 429 Too Many\r\nRetry-After: soon\r\nContent-Length: 0\r\n\r\n");
    });
    QJsonObject limited = client(server.url());
    limited[u"rate_limit"_s] = QJsonObject{{u"max_requests"_s, 100}};
    const auto outcome = m_cli.send(limited, {u"GET"_s, u"/orders"_s});
    QVERIFY2(outcome.exitCode == 0, outcome.told().constData());
    const QJsonArray timeline = outcome.result(0)["timeline"_L1].toArray();
    const auto pause = std::find_if(timeline.begin(), timeline.end(), [](const QJsonValue &entry) {
        return entry["kind"_L1].toString() == "server_pause"_L1;
    });
    QVERIFY2(pause != timeline.end(), outcome.told().constData());
    const QJsonValue told = *pause;
    QCOMPARE(told["source"_L1].toString(), u"too_many_requests"_s);
    QVERIFY(told["header"_L1].isNull());
    QCOMPARE(told["ignored_header"_L1].toString(), u"Retry-After"_s);
    QCOMPARE(told["ignored_value"_L1].toString(), u"soon"_s);
    QCOMPARE(told["ignored_for"_L1].toString(), u"retry_after_malformed"_s);
}

void tst_RudeServers::S04_wrongCertificatesSaySo_data()
{
    QTest::addColumn<TestCertificates::Kind>("certificate");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("expired") << TestCertificates::Kind::Expired << u"has expired"_s;
    QTest::newRow("another host's") << TestCertificates::Kind::WrongHost << u"another name"_s;
    QTest::newRow("self-signed") << TestCertificates::Kind::SelfSigned << u"is self-signed"_s;
    QTest::newRow("of an unknown authority") << TestCertificates::Kind::OtherRoot << u"not trusted here"_s;
}

void tst_RudeServers::S04_wrongCertificatesSaySo()
{
    QFETCH(TestCertificates::Kind, certificate);
    QFETCH(QString, sentence);
    if (!m_certificates.isAvailable())
        QSKIP("openssl is not installed");
    LoopbackServer server(m_certificates.server(certificate));
    QJsonObject secure = client(server.url());
    secure[u"tls"_s] = QJsonObject{{u"ca_file"_s, m_certificates.caFile()}};
    const auto outcome = m_cli.send(secure, {u"GET"_s, u"/orders"_s});
    QVERIFY2(outcome.exitCode == 1, outcome.told().constData());
    QCOMPARE(outcome.count("requests"_L1), 0);
    const QJsonObject error = outcome.result(0)["error"_L1].toObject();
    QCOMPARE(error["kind"_L1].toString(), u"tls"_s);
    QVERIFY2(error["text"_L1].toString().contains(sentence), outcome.told().constData());
    QCOMPARE(server.bytesReceived(), 0);
}

} // namespace fuseboard

QTEST_GUILESS_MAIN(fuseboard::tst_RudeServers)
#include "tst_rudeservers.moc"
