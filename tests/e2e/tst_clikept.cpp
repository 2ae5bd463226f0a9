// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cliprocess.h"
#include "echoserver.h"

#include "base/systemscheduler.h"
#include "upstream/demoupstream.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <utility>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

/// Answers the first request with a 503, and no other.
class MovingServer : public QTcpServer
{
public:
    MovingServer()
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                if (socket->readAll().endsWith("\r\n\r\n") && !std::exchange(m_hasAnswered, true))
                    socket->write("HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
            });
        });
        listen(QHostAddress::LocalHost);
    }

    [[nodiscard]] QByteArray url() const { return "http://127.0.0.1:" + QByteArray::number(serverPort()); }

private:
    bool m_hasAnswered = false;
};

} // namespace

/// "fuseboard-cli send --workspace … --request …": kept requests with all that they have, and their tests.
class TestCliKept : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sendsAllOfThem_data();
    void sendsAllOfThem();
    void testsDecide_data();
    void testsDecide();
    void testsOfARow();
    void tellsMachinesOfTests();
    void everyWholeAnswerIsTested_data();
    void everyWholeAnswerIsTested();
    void withoutAnAnswerNothingIsTested();
    void answersBeforeTheLastAttemptAreNotTested();
    void secretsInTestsAreHidden();
    void namesThatMeanNoRequest_data();
    void namesThatMeanNoRequest();
    void whatStandsInTheWay_data();
    void whatStandsInTheWay();
    void whatMustNotBeSent_data();
    void whatMustNotBeSent();
    void hasAllOfItsOwn_data();
    void hasAllOfItsOwn();

private:
    void write(const QString &name, const QByteArray &json);
    void writeRequest(const QString &name, const QByteArray &fields);
    QStringList send(const QString &name, const QStringList &more = {});

    QTemporaryDir m_folder;
    std::unique_ptr<SystemScheduler> m_scheduler;
    std::unique_ptr<DemoUpstream> m_upstream;
};

void TestCliKept::write(const QString &name, const QByteArray &json)
{
    QFile file(m_folder.filePath(name));
    QVERIFY(QDir().mkpath(QFileInfo(file).path()) && file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(json), json.size());
}

void TestCliKept::writeRequest(const QString &name, const QByteArray &fields)
{
    write(u"clients/orders/requests/"_s + name + u".json"_s, R"({"name": "Kept", )" + fields + '}');
}

QStringList TestCliKept::send(const QString &name, const QStringList &more)
{
    return QStringList{u"send"_s, u"--workspace"_s, m_folder.path(), u"--request"_s, name} + more;
}

void TestCliKept::initTestCase()
{
    m_scheduler = std::make_unique<SystemScheduler>();
    m_upstream = std::make_unique<DemoUpstream>(*m_scheduler);
    QVERIFY(m_upstream->listen());
    write(u"workspace.json"_s, R"({"format": 1, "name": "Demo"})");
    write(u"clients/orders/client.json"_s,
          R"({"name": "orders", "base_url": ")" + m_upstream->url().toEncoded() + "\"}");
    write(u"environments/local.json"_s, R"({"name": "Local", "variables": {"order": "a b/c", "tag": "blue",
 "token": "${env:FUSEBOARD_TEST_TOKEN}"}})");
    writeRequest(u"list"_s, R"("path": "/orders",
 "tests": [{"subject": "status", "value": "200"}, {"subject": "json", "target": "$[0].id", "comparison": "exists"},
           {"subject": "status", "value": "404", "enabled": false}])");
    writeRequest(u"reports/form"_s, R"("method": "POST", "path": "/orders", "body_type": "form",
 "form": [{"name": "tag", "value": "{{tag}}"}, {"name": "id", "value": "{{order}}"}])");
    writeRequest(u"headers"_s, R"("path": "/headers", "params": [{"name": "n", "value": "{{order}}"}],
 "headers": [{"name": "X-Tag", "value": "{{tag}}"}])");
    writeRequest(u"own-auth"_s, R"("path": "/auth/bearer", "auth": {"type": "bearer", "token": "{{token}}"})");
    writeRequest(u"unset"_s,
                 R"("path": "/auth/bearer", "auth": {"type": "bearer", "token": "${env:FUSEBOARD_TEST_TOKEN}"})");
    writeRequest(u"slow"_s, R"("path": "/hang", "timeout": 0.2, "tests": [{"subject": "status", "value": "200"}])");
    writeRequest(u"missing"_s, R"("path": "/orders/none", "tests": [{"subject": "status", "value": "404"}])");
    writeRequest(u"wrong"_s, R"("path": "/orders", "tests": [{"subject": "status", "value": "201"},
 {"subject": "header", "target": "Content-Type", "comparison": "contains", "value": "json"}])");
    writeRequest(u"faulty"_s, R"("path": "/orders", "tests": [{"subject": "status", "value": "{{nobody}}"}])");
    writeRequest(u"path"_s, R"("path": "/orders/:id", "path_params": [{"name": "id", "value": ""}])");
    writeRequest(u"bad"_s, R"("path": 5)");
}

void TestCliKept::sendsAllOfThem_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("tests") << u"orders/list"_s
                           << QByteArray("\ntest passed: Status equals 200\ntest passed: $[0].id exists\n");
    QTest::newRow("form in a folder") << u"orders/reports/form"_s << QByteArray("\ntag=blue&id=a+b%2Fc\n");
    QTest::newRow("headers") << u"orders/headers"_s << QByteArray("\"X-Tag\": \"blue\"");
    QTest::newRow("own credentials") << u"orders/own-auth"_s << QByteArray("succeeded: 200 OK");
}

void TestCliKept::sendsAllOfThem()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, told);
    CliProcess cli(send(name, {u"--env"_s, u"local"_s}), {u"FUSEBOARD_TEST_TOKEN=demo-token"_s});
    cli.waitForEnd();
    QVERIFY2(cli.out().contains(told), (cli.out() + cli.err()).constData());
    QCOMPARE(cli.exitCode(), 0);
    QVERIFY(!(cli.out() + cli.err()).contains("demo-token"));
}

void TestCliKept::testsDecide_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArrayList>("told");
    QTest::newRow("a 404 that is asked for")
        << u"orders/missing"_s << 0
        << QByteArrayList{"test passed: Status equals 404", "failed after", "tests 1: 1 passed, 0 failed"};
    QTest::newRow("a 200 that is not") << u"orders/wrong"_s << 1
                                       << QByteArrayList{"test failed: Status equals 201; the answer: 200",
                                                         "test passed: Header Content-Type contains json",
                                                         "tests 2: 1 passed, 1 failed"};
    QTest::newRow("a test that is wrong itself")
        << u"orders/faulty"_s << 1
        << QByteArrayList{"test faulty: Status equals {{nobody}}. A variable in it has no value."};
}

void TestCliKept::testsDecide()
{
    QFETCH(const QString, name);
    QFETCH(const int, exitCode);
    QFETCH(const QByteArrayList, told);
    CliProcess cli(send(name));
    cli.waitForEnd();
    for (const QByteArray &text : told)
        QVERIFY2(cli.out().contains(text), cli.out().constData());
    QCOMPARE(cli.exitCode(), exitCode);
}

void TestCliKept::testsOfARow()
{
    CliProcess good(send(u"orders/list"_s, {u"--repeat"_s, u"30"_s, u"--concurrency"_s, u"5"_s}));
    good.waitForEnd();
    QCOMPARE(good.exitCode(), 0);
    QVERIFY2(good.out().contains("tests 60: 60 passed, 0 failed"), good.out().right(300).constData());
    QVERIFY(!good.out().contains("Ada Byron")); // bodies of a row are not told
    CliProcess bad(send(u"orders/wrong"_s, {u"--repeat"_s, u"3"_s}));
    bad.waitForEnd();
    QCOMPARE(bad.exitCode(), 1);
}

void TestCliKept::tellsMachinesOfTests()
{
    CliProcess cli(send(u"orders/wrong"_s, {u"--json"_s}));
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 1);
    const QJsonObject report = QJsonDocument::fromJson(cli.out()).object();
    QCOMPARE(report.value("succeeded"_L1).toInt(), 1);
    QCOMPARE(report.value("tests_passed"_L1).toInt(), 1);
    QCOMPARE(report.value("tests_failed"_L1).toInt(), 1);
    const QJsonArray tests = report.value("results"_L1).toArray().at(0).toObject().value("tests"_L1).toArray();
    QCOMPARE(tests.size(), 2);
    const QJsonObject first = tests.at(0).toObject();
    QCOMPARE(first.value("outcome"_L1).toString(), u"failed"_s);
    QCOMPARE(first.value("actual"_L1).toString(), u"200"_s);
    QCOMPARE(first.value("test"_L1).toObject().value("value"_L1).toString(), u"201"_s);
    QCOMPARE(tests.at(1).toObject().value("test"_L1).toObject().value("target"_L1).toString(), u"Content-Type"_s);
    QCOMPARE(tests.at(1).toObject().value("outcome"_L1).toString(), u"passed"_s);
}

void TestCliKept::everyWholeAnswerIsTested_data()
{
    QTest::addColumn<QByteArray>("client");
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QString>("kind");
    QTest::newRow("a pause that is too long")
        << QByteArray(R"("retry": {"max_retries": 3})")
        << QByteArray(R"("path": "/limited?limit=1&window=600", "tests": [{"subject": "status", "value": "429"}])")
        << u"rate_limited"_s;
    QTest::newRow("credentials that are refused twice")
        << R"("auth": {"type": "oauth2", "client_id": "demo", "client_secret": "${env:FUSEBOARD_TEST_TOKEN}",
                       "token_url": ")"
            + m_upstream->url().toEncoded() + R"(/oauth/token"})"
        << QByteArray(R"("path": "/auth/bearer", "tests": [{"subject": "status", "value": "401"}])")
        << u"auth_failed"_s;
    QTest::newRow("a redirect that is not followed")
        << QByteArray(R"("max_redirects": 0)")
        << QByteArray(R"("path": "/redirect/1", "tests": [{"subject": "status", "value": "302"}])")
        << u"redirect_blocked"_s;
}

void TestCliKept::everyWholeAnswerIsTested()
{
    QFETCH(const QByteArray, client);
    QFETCH(const QByteArray, request);
    QFETCH(const QString, kind);
    write(u"clients/strict/client.json"_s,
          R"({"name": "strict", "base_url": ")" + m_upstream->url().toEncoded() + "\", " + client + '}');
    write(u"clients/strict/requests/one.json"_s, R"({"name": "One", )" + request + '}');
    const QStringList secret{u"FUSEBOARD_TEST_TOKEN=demo-secret"_s};
    CliProcess first(send(u"strict/one"_s), secret); // uses up what the server grants
    first.waitForEnd();
    const QString body = m_folder.filePath(u"body"_s);
    CliProcess cli(send(u"strict/one"_s, {u"--json"_s, u"-o"_s, body}), secret);
    cli.waitForEnd();
    QVERIFY2(cli.err().isEmpty(), cli.err().constData());
    const QJsonObject report = QJsonDocument::fromJson(cli.out()).object();
    QCOMPARE(report.value("failed"_L1).toInt(), 1);
    QCOMPARE(report.value("results"_L1).toArray().at(0).toObject().value("error"_L1).toObject().value("kind"_L1), kind);
    QCOMPARE(report.value("tests_passed"_L1).toInt(), 1);
    QCOMPARE(cli.exitCode(), 0);
    QVERIFY(QFile::remove(body));
    QVERIFY(QDir(m_folder.filePath(u"clients/strict"_s)).removeRecursively());
}

void TestCliKept::withoutAnAnswerNothingIsTested()
{
    CliProcess cli(send(u"orders/slow"_s));
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 1);
    QVERIFY2(cli.out().contains("did not answer within 200 ms"), cli.out().constData());
    QVERIFY2(!cli.out().contains("test "), cli.out().constData());
}

void TestCliKept::answersBeforeTheLastAttemptAreNotTested()
{
    MovingServer server; // 503, and then nothing
    write(u"clients/moving/client.json"_s,
          R"({"name": "moving", "timeout": 0.3, "base_url": ")" + server.url()
              + R"(", "retry": {"max_retries": 1, "initial_delay": 0.01}})");
    write(u"clients/moving/requests/one.json"_s,
          R"({"name": "One", "path": "/", "tests": [{"subject": "status", "value": "503"}]})");
    CliProcess cli(send(u"moving/one"_s, {u"--json"_s}));
    cli.waitForEnd();
    const QJsonObject report = QJsonDocument::fromJson(cli.out()).object();
    QCOMPARE(report.value("requests"_L1).toInt(), 2);
    QCOMPARE(report.value("tests_passed"_L1).toInt(), 0);
    QCOMPARE(cli.exitCode(), 1);
    QVERIFY(QDir(m_folder.filePath(u"clients/moving"_s)).removeRecursively());
}

void TestCliKept::secretsInTestsAreHidden()
{
    const EchoServer echo;
    write(u"clients/echo/client.json"_s, R"({"name": "echo", "base_url": ")" + echo.url() + R"("})");
    write(u"clients/echo/requests/secret.json"_s, R"({"name": "Secret", "path": "/x",
 "auth": {"type": "bearer", "token": "{{token}}"},
 "tests": [{"subject": "body", "comparison": "equals", "value": "{{token}}"}]})");
    for (const QStringList &more : {QStringList{}, QStringList{u"--json"_s}}) {
        CliProcess cli(send(u"echo/secret"_s, QStringList{u"--env"_s, u"local"_s} + more),
                       {u"FUSEBOARD_TEST_TOKEN=canary-token"_s});
        cli.waitForEnd();
        QCOMPARE(cli.exitCode(), 1);
        QVERIFY2(!(cli.out() + cli.err()).contains("canary"), cli.out().constData()); // INV2
        QVERIFY2(cli.out().contains("{{token}}"), cli.out().constData());
        QVERIFY2(cli.out().contains("Bearer \u2022\u2022\u2022"), cli.out().constData());
    }
    QVERIFY(QDir(m_folder.filePath(u"clients/echo"_s)).removeRecursively());
}

void TestCliKept::namesThatMeanNoRequest_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("request") << u"orders/lits"_s
                             << QByteArray("has no request 'orders/lits'. Did you mean orders/list?");
    QTest::newRow("folder") << u"orders/reports"_s << QByteArray("has no request 'orders/reports'.");
    QTest::newRow("client") << u"oders/list"_s
                            << QByteArray("has no client 'oders'. Did you mean orders? There are: orders.\n");
    QTest::newRow("client alone") << u"orders"_s << QByteArray("has no request 'orders'.");
    QTest::newRow("leads elsewhere") << u"orders/../client"_s << QByteArray("has no request 'orders/../client'.");
    QTest::newRow("of no client") << u"../environments/local"_s << QByteArray("has no client '..'.");
}

void TestCliKept::namesThatMeanNoRequest()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, said);
    CliProcess cli(send(name));
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 3);
    QVERIFY2(cli.err().contains(said), cli.err().constData());
    const QString relative = QDir::current().relativeFilePath(m_folder.path()); // the same is said, and listed
    CliProcess near({u"send"_s, u"--workspace"_s, relative, u"--request"_s, name});
    near.waitForEnd();
    QCOMPARE(near.err().replace(relative.toUtf8(), m_folder.path().toUtf8()), cli.err());
    CliProcess elsewhere({u"send"_s, u"--workspace"_s, m_folder.filePath(u"clients"_s), u"--request"_s, name});
    elsewhere.waitForEnd();
    QCOMPARE(elsewhere.exitCode(), 3);
    QVERIFY2(elsewhere.err().contains("clients is no workspace: it has no workspace.json."),
             elsewhere.err().constData());
}

void TestCliKept::whatStandsInTheWay_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArrayList>("said");
    QTest::newRow("variables") << u"orders/headers"_s
                               << QByteArrayList{"headers.json: The variable tag in headers.X-Tag has no value.",
                                                 "No environment is selected. Choose one with --env NAME: local.\n"};
    QTest::newRow("path parameter") << u"orders/path"_s
                                    << QByteArrayList{"path.json: The path parameter “:id” has no value."};
    QTest::newRow("secret of its own") << u"orders/unset"_s
                                       << QByteArrayList{"unset.json: auth.token is taken from the environment "
                                                         "variable FUSEBOARD_TEST_TOKEN, which is not set."};
    QTest::newRow("faults") << u"orders/bad"_s << QByteArrayList{"bad.json: path is 5", "(line 1, column 26)"};
}

void TestCliKept::whatStandsInTheWay()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArrayList, said);
    const auto served = m_upstream->requestsServed();
    CliProcess cli(send(name));
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 3);
    for (const QByteArray &text : said)
        QVERIFY2(cli.err().contains(text), cli.err().constData());
    QCOMPARE(m_upstream->requestsServed(), served);
}

void TestCliKept::whatMustNotBeSent_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("a body of HEAD") << QByteArray(
        R"("method": "HEAD", "path": "/orders", "body_type": "text", "body": "x")")
                                    << QByteArray("HEAD");
    QTest::newRow("a header that a variable spoils")
        << QByteArray(R"("path": "/orders", "headers": [{"name": "X-Mine", "value": "{{blank}}"}])")
        << QByteArray("X-Mine");
    QTest::newRow("another server") << QByteArray(R"("path": "http://example.com/x")")
                                    << QByteArray("another server than the client's");
}

void TestCliKept::whatMustNotBeSent()
{
    QFETCH(const QByteArray, request);
    QFETCH(const QByteArray, said);
    write(u"environments/spoilt.json"_s, R"({"name": "Spoilt", "variables": {"blank": "canary "}})");
    writeRequest(u"unsendable"_s, request);
    const auto served = m_upstream->requestsServed();
    const QStringList row{u"--env"_s, u"spoilt"_s, u"--repeat"_s, u"5"_s};
    CliProcess cli(send(u"orders/unsendable"_s, row));
    cli.waitForEnd();
    QVERIFY2(cli.err().contains("unsendable.json: ") && cli.err().contains(said), cli.err().constData());
    QVERIFY2(cli.out().isEmpty() && !cli.err().contains("canary"), cli.out().constData());
    QCOMPARE(cli.exitCode(), 3);
    CliProcess machine(send(u"orders/unsendable"_s, row + QStringList{u"--json"_s}));
    machine.waitForEnd();
    QCOMPARE(machine.exitCode(), 3);
    QVERIFY(QJsonDocument::fromJson(machine.out()).object().contains("error"_L1));
    QCOMPARE(m_upstream->requestsServed(), served);
}

void TestCliKept::hasAllOfItsOwn_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("said");
    const QStringList kept{u"--workspace"_s, u"x"_s, u"--request"_s, u"a/b"_s};
    QTest::newRow("no request") << QStringList{u"--workspace"_s, u"x"_s} << QByteArray("--request is missing");
    QTest::newRow("no workspace") << QStringList{u"--request"_s, u"a/b"_s} << QByteArray("--workspace is missing");
    QTest::newRow("path") << kept + QStringList{u"GET"_s, u"/"_s} << QByteArray("Leave GET / out.");
    QTest::newRow("client") << kept + QStringList{u"--client"_s, u"c"_s} << QByteArray("Leave --client out.");
    QTest::newRow("header") << kept + QStringList{u"-H"_s, u"a: b"_s} << QByteArray("Leave -H out.");
    QTest::newRow("body") << kept + QStringList{u"-d"_s, u"@-"_s} << QByteArray("Leave -d out.");
}

void TestCliKept::hasAllOfItsOwn()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, said);
    CliProcess cli(QStringList{u"send"_s} + arguments);
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 2);
    QVERIFY2(cli.err().contains(said), cli.err().constData());
}

QTEST_GUILESS_MAIN(TestCliKept)
#include "tst_clikept.moc"
