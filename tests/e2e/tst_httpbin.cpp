// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "commandline.h"
#include "httpbinserver.h"

#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

namespace fuseboard {

using namespace Qt::StringLiterals;

/// fuseboard-cli against httpbin: what a user gets from a server that we did not write.
class tst_Httpbin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void S05_credentials_data();
    void S05_credentials();
    void wrongCredentialsFail();
    void O15_apiKeysArrive_data();
    void O15_apiKeysArrive();
    void S01_redirectsAreFollowed_data();
    void S01_redirectsAreFollowed();
    void R01_status503IsThreeRequests();
    void R11_post503IsOneRequest();
    void R10_everyAttemptTimesOut();
    void bodyAndHeadersArrive();

private:
    [[nodiscard]] QJsonObject client(const QJsonObject &more = {}) const;
    /// What httpbin says that it was sent, when {"a":1} is posted by a client with these fields.
    [[nodiscard]] QJsonObject echoOf(const QJsonObject &more, const QStringList &arguments);

    HttpbinServer m_server;
    CommandLine m_cli;
};

void tst_Httpbin::initTestCase()
{
    QVERIFY2(CommandLine::whyNot().isEmpty(), qPrintable(CommandLine::whyNot()));
    if (!m_server.start())
        QSKIP(qPrintable(m_server.whyNot()));
}

QJsonObject tst_Httpbin::client(const QJsonObject &more) const
{
    QJsonObject object{{u"name"_s, u"httpbin"_s}, {u"base_url"_s, m_server.url().toString()}};
    for (auto it = more.begin(); it != more.end(); ++it)
        object[it.key()] = it.value();
    return object;
}

void tst_Httpbin::S05_credentials_data()
{
    QTest::addColumn<QJsonObject>("auth");
    QTest::addColumn<QString>("path");
    QTest::newRow("O15 bearer") << QJsonObject{{u"type"_s, u"bearer"_s}, {u"token"_s, u"t0k3n"_s}} << u"/bearer"_s;
    QTest::newRow("O15 basic") << QJsonObject{{u"type"_s, u"basic"_s},
                                              {u"username"_s, u"ann"_s},
                                              {u"password"_s, u"s3cret"_s}}
                               << u"/basic-auth/ann/s3cret"_s;
}

void tst_Httpbin::S05_credentials()
{
    QFETCH(QJsonObject, auth);
    QFETCH(QString, path);
    const auto outcome = m_cli.send(client({{u"auth"_s, auth}}), {u"GET"_s, path});
    QVERIFY2(outcome.exitCode == 0, outcome.told().constData());
    QCOMPARE(outcome.count("succeeded"_L1), 1);
    QCOMPARE(outcome.count("requests"_L1), 1);
    QCOMPARE(outcome.result(0)["status"_L1].toInt(), 200);
    QVERIFY2(!outcome.told().contains("t0k3n") && !outcome.told().contains("s3cret"), "S05: a secret was printed");
}

void tst_Httpbin::wrongCredentialsFail()
{
    const QJsonObject auth{{u"type"_s, u"basic"_s}, {u"username"_s, u"ann"_s}, {u"password"_s, u"wrong"_s}};
    const auto outcome = m_cli.send(client({{u"auth"_s, auth}}), {u"GET"_s, u"/basic-auth/ann/s3cret"_s});
    QVERIFY2(outcome.exitCode == 1, outcome.told().constData());
    QCOMPARE(outcome.count("failed"_L1), 1);
    QCOMPARE(outcome.result(0)["status"_L1].toInt(), 401);
}

void tst_Httpbin::O15_apiKeysArrive_data()
{
    QTest::addColumn<QString>("location");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<QString>("echoedIn");
    QTest::newRow("header") << u"header"_s << u"X-Api-Key"_s << u""_s << u"headers"_s;
    QTest::newRow("header with a prefix") << u"header"_s << u"Authorization"_s << u"Token"_s << u"headers"_s;
    QTest::newRow("query") << u"query"_s << u"api_key"_s << u""_s << u"args"_s;
    QTest::newRow("body") << u"body"_s << u"api_key"_s << u""_s << u"json"_s;
}

void tst_Httpbin::O15_apiKeysArrive()
{
    QFETCH(QString, location);
    QFETCH(QString, key);
    QFETCH(QString, prefix);
    QFETCH(QString, echoedIn);
    const QJsonObject auth{{u"type"_s, u"api_key"_s},
                           {u"token"_s, u"k3y"_s},
                           {u"token_key"_s, key},
                           {u"token_prefix"_s, prefix},
                           {u"token_location"_s, location}};
    const QJsonObject echo = echoOf({{u"auth"_s, auth}}, {});
    QCOMPARE(echo[echoedIn].toObject()[key].toString(), prefix.isEmpty() ? u"k3y"_s : prefix + u" k3y"_s);
    QCOMPARE(echo["json"_L1].toObject()["a"_L1].toInt(), 1);
}

QJsonObject tst_Httpbin::echoOf(const QJsonObject &more, const QStringList &arguments)
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"echo.json"_s));
    const auto outcome = m_cli.send(client(more),
                                    QStringList{u"POST"_s, u"/post"_s, u"-H"_s, u"Content-Type: application/json"_s,
                                                u"-d"_s, u"{\"a\":1}"_s, u"-o"_s, file.fileName()}
                                        + arguments);
    if (outcome.exitCode != 0 || outcome.result(0)["status"_L1].toInt() != 200 || !file.open(QIODevice::ReadOnly))
        qWarning("%s", outcome.told().constData());
    return QJsonDocument::fromJson(file.readAll()).object();
}

void tst_Httpbin::S01_redirectsAreFollowed_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("requests");
    QTest::newRow("relative") << u"/relative-redirect/3"_s << 4;
    QTest::newRow("absolute") << u"/absolute-redirect/2"_s << 3;
    QTest::newRow("301") << u"/redirect-to?url=/get&status_code=301"_s << 2;
    QTest::newRow("307") << u"/redirect-to?url=/get&status_code=307"_s << 2;
}

void tst_Httpbin::S01_redirectsAreFollowed()
{
    QFETCH(QString, path);
    QFETCH(int, requests);
    const auto outcome = m_cli.send(client(), {u"GET"_s, path});
    QVERIFY2(outcome.exitCode == 0, outcome.told().constData());
    QCOMPARE(outcome.result(0)["status"_L1].toInt(), 200);
    QCOMPARE(outcome.count("requests"_L1), requests);
    QCOMPARE(outcome.count("retries"_L1), 0);
}

void tst_Httpbin::R01_status503IsThreeRequests()
{
    const QJsonObject retry{{u"max_retries"_s, 2}, {u"initial_delay"_s, 0.05}};
    const int before = m_server.served("GET /status/503");
    const auto outcome = m_cli.send(client({{u"retry"_s, retry}}), {u"GET"_s, u"/status/503"_s});
    QVERIFY2(outcome.exitCode == 1, outcome.told().constData());
    QCOMPARE(outcome.count("failed"_L1), 1);
    QCOMPARE(outcome.count("requests"_L1), 3);
    QCOMPARE(outcome.count("retries"_L1), 2);
    QCOMPARE(outcome.result(0)["status"_L1].toInt(), 503);
    QCOMPARE(outcome.result(0)["attempts"_L1].toArray().size(), 3);
    QTRY_COMPARE(m_server.served("GET /status/503") - before, 3);
}

void tst_Httpbin::R11_post503IsOneRequest()
{
    const QJsonObject retry{{u"max_retries"_s, 2}, {u"initial_delay"_s, 0.05}};
    const int before = m_server.served("POST /status/503");
    const auto outcome = m_cli.send(client({{u"retry"_s, retry}}), {u"POST"_s, u"/status/503"_s, u"-d"_s, u"{}"_s});
    QVERIFY2(outcome.exitCode == 1, outcome.told().constData());
    QCOMPARE(outcome.count("requests"_L1), 1);
    QCOMPARE(outcome.count("retries"_L1), 0);
    QTRY_COMPARE(m_server.served("POST /status/503") - before, 1);
}

void tst_Httpbin::R10_everyAttemptTimesOut()
{
    const QJsonObject retry{{u"max_retries"_s, 1}, {u"initial_delay"_s, 0.05}};
    const auto outcome = m_cli.send(client({{u"retry"_s, retry}, {u"timeout"_s, 0.5}, {u"connect_timeout"_s, 0.5}}),
                                    {u"GET"_s, u"/delay/3"_s});
    QVERIFY2(outcome.exitCode == 1, outcome.told().constData());
    QCOMPARE(outcome.count("requests"_L1), 2);
    QCOMPARE(outcome.count("retries"_L1), 1);
    QVERIFY2(outcome.output.contains("attempt_timeout"), outcome.told().constData());
}

void tst_Httpbin::bodyAndHeadersArrive()
{
    const QJsonObject echo = echoOf({}, {u"-H"_s, u"X-Tried: yes"_s});
    QCOMPARE(echo["data"_L1].toString(), u"{\"a\":1}"_s);
    QCOMPARE(echo["headers"_L1].toObject()["X-Tried"_L1].toString(), u"yes"_s);
    const auto wrongMethod = m_cli.send(client(), {u"DELETE"_s, u"/get"_s});
    QVERIFY2(wrongMethod.exitCode == 1, wrongMethod.told().constData());
    QCOMPARE(wrongMethod.result(0)["status"_L1].toInt(), 405);
}

} // namespace fuseboard

QTEST_GUILESS_MAIN(fuseboard::tst_Httpbin)
#include "tst_httpbin.moc"
