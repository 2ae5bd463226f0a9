// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cliprocess.h"

#include "support/loopbackserver.h"
#include "support/opensslserver.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using Certificate = TestCertificates::Kind;

/// The command line program on computers whose TLS is lax, or missing.
class tst_CliTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ADV_H2_ADV_H13_aLaxSystem_data();
    void ADV_H2_ADV_H13_aLaxSystem();
    void filesThatAreNotThere_data();
    void filesThatAreNotThere();
    void ADV_H7_withoutTls(); // last: it moves the program

private:
    bool write(const QString &name, const QByteArray &content) const
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    }
    /// The text of the error that one request ends with.
    static QString errorOf(CliProcess &cli)
    {
        cli.waitForEnd();
        const QJsonObject report = QJsonDocument::fromJson(cli.out()).object();
        const QJsonObject result = report.value("results"_L1).toArray().first().toObject();
        return result.value("error"_L1).toObject().value("text"_L1).toString();
    }

    QTemporaryDir m_folder;
};

void tst_CliTls::ADV_H2_ADV_H13_aLaxSystem_data()
{
    QTest::addColumn<Certificate>("kind");
    QTest::addColumn<QString>("options"); // of the server
    QTest::addColumn<QString>("error");
    const QString lax = u"-cipher ALL:@SECLEVEL=0"_s;
    QTest::newRow("ADV-H13 it is obeyed where it may be") << Certificate::Rsa << lax << u"did not answer within"_s;
    QTest::newRow("ADV-H2 RSA of 1024 bits") << Certificate::ShortKey << lax << u"is not acceptable"_s;
    QTest::newRow("ADV-H2 signed by SHA-1") << Certificate::WeakDigest << lax << u"is not acceptable"_s;
    QTest::newRow("ADV-H2 TLS 1.1") << Certificate::Good << lax + u" -tls1_1"_s << u"could not agree"_s;
}

void tst_CliTls::ADV_H2_ADV_H13_aLaxSystem()
{
    QFETCH(Certificate, kind);
    QFETCH(QString, options);
    QFETCH(QString, error);
    TestCertificates certificates;
    if (!certificates.isAvailable())
        QSKIP("openssl is not here");
    OpenSslServer server(certificates.serverFiles(kind), options.split(u' '));
    if (!server.isListening())
        QSKIP("this openssl does not speak it any more");
    QVERIFY(write(u"lax.cnf"_s,
                  "openssl_conf = all\n[all]\nssl_conf = tls\n[tls]\nsystem_default = lax\n"
                  "[lax]\nMinProtocol = TLSv1\nCipherString = ALL:@SECLEVEL=0\n"));
    QVERIFY(write(u"client.json"_s,
                  R"({"name": "demo", "base_url": ")" + server.url().toEncoded() + R"(", "timeout": 1,)"
                      + R"("connect_timeout": 1, "tls": {"ca_file": ")" + certificates.caFile().toUtf8() + "\"}}"));
    CliProcess cli({u"send"_s, u"--json"_s, u"--client"_s, m_folder.filePath(u"client.json"_s), u"POST"_s, u"/"_s,
                    u"-d"_s, u"canary"_s},
                   {u"OPENSSL_CONF="_s + m_folder.filePath(u"lax.cnf"_s)});
    const QString told = errorOf(cli);
    QVERIFY2(told.contains(error), qPrintable(told));
    QCOMPARE(server.output().contains("canary"), kind == Certificate::Rsa);
}

void tst_CliTls::filesThatAreNotThere_data()
{
    QTest::addColumn<QByteArray>("tls");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("roots") << QByteArray(R"("ca_file": "/no/ca.pem")")
                           << QByteArray("tls.ca_file is /no/ca.pem, which does not exist. Check the path.\n");
    QTest::newRow("client certificate")
        << QByteArray(R"("client_certificate": "/no/me.pem", "client_key": "/no/key.pem")")
        << QByteArray("tls.client_certificate is /no/me.pem, which does not exist. Check the path.\n");
    QTest::newRow("client key") << QByteArray(R"("client_certificate": "/no/me.pem", "client_key": "/no/key.pem")")
                                << QByteArray("tls.client_key is /no/key.pem, which does not exist. Check the path.\n");
}

void tst_CliTls::filesThatAreNotThere()
{
    QFETCH(QByteArray, tls);
    QFETCH(QByteArray, said);
    LoopbackServer server;
    const auto send = [&](const QByteArray &scheme) {
        (void)write(u"client.json"_s,
                    R"({"name": "demo", "base_url": ")" + scheme + "://127.0.0.1:" + QByteArray::number(server.port())
                        + R"(", "tls": {)" + tls + "}}");
        return std::make_unique<CliProcess>(
            QStringList{u"send"_s, u"--json"_s, u"--client"_s, m_folder.filePath(u"client.json"_s), u"GET"_s, u"/"_s});
    };
    const auto cli = send("https");
    cli->waitForEnd();
    QCOMPARE(cli->exitCode(), 3);
    QVERIFY2(cli->err().contains("client.json: " + said), cli->err().constData());
    QCOMPARE(server.connectionCount(), 0);
    const QJsonObject error = QJsonDocument::fromJson(cli->out()).object().value("error"_L1).toObject();
    QCOMPARE(error.value("kind"_L1).toString(), u"config_invalid"_s);
    QCOMPARE(error.value("detail"_L1).toString(), u"not_found"_s);
    const auto plain = send("http"); // which reads none of them
    plain->waitForEnd();
    QCOMPARE(plain->exitCode(), 0);
}

void tst_CliTls::ADV_H7_withoutTls()
{
    // A program looks for qt.conf beside itself, and not beside what a link leads to.
    const QString copy = m_folder.filePath(u"fuseboard-cli"_s);
    QVERIFY(QFile::copy(qEnvironmentVariable("FUSEBOARD_CLI"), copy));
    QVERIFY(write(u"qt.conf"_s, "[Paths]\nPlugins=/nonexistent\n"));
    qputenv("FUSEBOARD_CLI", copy.toLocal8Bit());
    qunsetenv("QT_PLUGIN_PATH");
    LoopbackServer server;
    const auto send = [&](const QByteArray &scheme, const QString &verb) {
        (void)write(u"client.json"_s,
                    R"({"name": "demo", "base_url": ")" + scheme + "://127.0.0.1:" + QByteArray::number(server.port())
                        + "\"}");
        return std::make_unique<CliProcess>(
            QStringList{u"send"_s, u"--json"_s, u"--client"_s, m_folder.filePath(u"client.json"_s), verb, u"/"_s});
    };
    for (const auto &verb : {u"GET"_s, u"POST"_s}) {
        const auto cli = send("https", verb);
        const QString told = errorOf(*cli);
        QVERIFY2(told.startsWith(u"TLS is not available on this computer"_s), qPrintable(told));
        QCOMPARE(cli->exitCode(), 1);
    }
    QCOMPARE(server.connectionCount(), 0); // it is never http instead
    const auto cli = send("http", u"GET"_s);
    QCOMPARE(errorOf(*cli), QString());
    QCOMPARE(cli->exitCode(), 0);
    QCOMPARE(server.requestCount(), 1);
}

QTEST_GUILESS_MAIN(tst_CliTls)
#include "tst_clitls.moc"
