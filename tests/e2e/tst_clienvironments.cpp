// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cliprocess.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// What "fuseboard-cli" says of environments and variables: which there are, and what to do. Nothing is sent here.
class TestCliEnvironments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void saysWhatToDo_data();
    void saysWhatToDo();
    void tellsMachinesToo();
    void outsideAWorkspace_data();
    void outsideAWorkspace();
    void variablesOfTheProcessAreNamed();
    void emptyVariablesOfTheProcessAreNamed_data();
    void emptyVariablesOfTheProcessAreNamed();
    void exportsWithValues();
    void exportWarnsOfVariables();
    void exportKeepsSecrets();
    void exportNamesUnknownEnvironments();

private:
    QString write(const QString &name, const QByteArray &json);

    QTemporaryDir m_folder;
    QString m_client; // in a workspace
    QString m_outside; // in none
};

namespace {

const QByteArray clientJson = R"({"name": "orders", "base_url": "https://{{host}}/v1",
 "auth": {"type": "bearer", "token": "{{token}}"}, "default_headers": {"X-Team": "{{team}}"}})";

} // namespace

QString TestCliEnvironments::write(const QString &name, const QByteArray &json)
{
    QFile file(m_folder.filePath(name));
    const bool written = QDir().mkpath(QFileInfo(file).path()) && file.open(QIODevice::WriteOnly)
        && file.write(json) == json.size();
    return written ? file.fileName() : QString();
}

void TestCliEnvironments::initTestCase()
{
    m_client = write(u"demo/clients/orders/client.json"_s, clientJson);
    m_outside = write(u"client.json"_s, clientJson);
    write(u"demo/workspace.json"_s, R"({"format": 1, "name": "Demo"})");
    write(u"demo/environments/production.json"_s, R"({"name": "Production"})");
    write(u"demo/environments/staging.json"_s, R"({"name": "Staging", "variables": {"host": "staging.example.com",
 "team": "blue", "token": "${env:FUSEBOARD_TEST_TOKEN}"}})");
    write(u"demo/environments/kept.json"_s, R"({"name": "Kept", "parent": "staging",
 "variables": {"token": {"secret": "keychain"}}})");
}

void TestCliEnvironments::saysWhatToDo_data()
{
    QTest::addColumn<QString>("environment"); // empty for none
    QTest::addColumn<QByteArrayList>("said");
    QTest::newRow("none")
        << QString()
        << QByteArrayList{"The variable host in base_url has no value.",
                          "No environment is selected. Choose one with --env NAME: kept, production, staging.\n"};
    QTest::newRow("without the values") << u"production"_s
                                        << QByteArrayList{"The variable team in default_headers.X-Team has no value.",
                                                          "Neither the environment production nor a parent of it has a "
                                                          "value for that. --env NAME chooses another: kept, "
                                                          "staging.\n"};
    QTest::newRow("misspelt")
        << u"stagign"_s
        << QByteArrayList{
               "demo has no environment stagign. Did you mean staging? It has: kept, production, staging.\n"};
    QTest::newRow("the name in the window") << u"Staging"_s << QByteArrayList{"Did you mean staging?"};
    QTest::newRow("nothing like it") << u"xyzzyplugh"_s
                                     << QByteArrayList{
                                            "has no environment xyzzyplugh. It has: kept, production, staging.\n"};
    QTest::newRow("variable of the process")
        << u"staging"_s
        << QByteArrayList{
               "The variable token in auth.token is taken from the environment variable FUSEBOARD_TEST_TOKEN, "
               "which is not set. Set it before Fuseboard starts"};
    QTest::newRow("keychain")
        << u"kept"_s
        << QByteArrayList{
               "token is kept in the keychain, which is out of reach here. Write \"${env:NAME}\" for its value"};
}

void TestCliEnvironments::saysWhatToDo()
{
    QFETCH(const QString, environment);
    QFETCH(const QByteArrayList, said);
    const QStringList choice = environment.isEmpty() ? QStringList{} : QStringList{u"--env"_s, environment};
    CliProcess cli(QStringList{u"send"_s, u"--client"_s, m_client} + choice + QStringList{u"GET"_s, u"/orders"_s});
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 3);
    for (const QByteArray &sentence : said)
        QVERIFY2(cli.err().contains(sentence), cli.err().constData());
    QCOMPARE(cli.err().count("No environment is selected"), environment.isEmpty() ? 1 : 0);
    QVERIFY(cli.out().isEmpty());
}

void TestCliEnvironments::tellsMachinesToo()
{
    const auto errorOf = [this](const QStringList &arguments) {
        CliProcess cli(QStringList{u"send"_s, u"--json"_s, u"--client"_s, m_client, u"GET"_s, u"/"_s} + arguments);
        cli.waitForEnd();
        return QJsonDocument::fromJson(cli.out()).object().value("error"_L1).toObject();
    };
    const QJsonObject unset = errorOf({});
    QCOMPARE(unset.value("kind"_L1).toString(), u"config_invalid"_s);
    QVERIFY(unset.value("text"_L1).toString().endsWith(u"Choose one with --env NAME: kept, production, staging."_s));
    const QJsonObject unknown = errorOf({u"--env"_s, u"stagign"_s});
    QCOMPARE(unknown.value("kind"_L1).toString(), u"storage"_s);
    QCOMPARE(unknown.value("detail"_L1).toString(), u"not_found"_s);
    QVERIFY(unknown.value("text"_L1).toString().contains(u"Did you mean staging?"_s));
}

void TestCliEnvironments::outsideAWorkspace_data()
{
    QTest::addColumn<QStringList>("choice");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("none") << QStringList{} << QByteArray("No environment is selected. Give --env the file of one");
    QTest::newRow("a name") << QStringList{u"--env"_s, u"staging"_s}
                            << QByteArray("client.json is not inside a workspace, so it has no environment of the name "
                                          "staging. Give --env the file of "
                                          "one: --env ./staging.json.");
    QTest::newRow("a file") << QStringList{u"--env"_s, u"./no-such.json"_s}
                            << QByteArray("./no-such.json does not exist.");
}

void TestCliEnvironments::outsideAWorkspace()
{
    QFETCH(const QStringList, choice);
    QFETCH(const QByteArray, said);
    CliProcess cli(QStringList{u"send"_s, u"--client"_s, m_outside} + choice + QStringList{u"GET"_s, u"/orders"_s});
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 3);
    QVERIFY2(cli.err().contains(said), cli.err().constData());
    QVERIFY2(!cli.err().contains("/environments/"), cli.err().constData());
}

void TestCliEnvironments::variablesOfTheProcessAreNamed()
{
    const QString client = write(u"secret.json"_s, R"({"name": "orders", "base_url": "http://127.0.0.1:1",
 "auth": {"type": "bearer", "token": "${env:FUSEBOARD_TEST_TOKEN}"},
 "proxy": {"type": "http", "host": "p", "port": 1, "username": "u", "password": "${env:FUSEBOARD_TEST_PROXY}"}})");
    CliProcess cli({u"send"_s, u"--json"_s, u"--client"_s, client, u"GET"_s, u"/orders"_s},
                   {u"FUSEBOARD_TEST_PROXY=p"_s});
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 3);
    const QByteArray sentence = "secret.json: auth.token is taken from the environment variable FUSEBOARD_TEST_TOKEN, "
                                "which is not set. Set it before the program starts.";
    QVERIFY2(cli.err().contains(sentence), cli.err().constData());
    QVERIFY2(!cli.err().contains("FUSEBOARD_TEST_PROXY"), cli.err().constData());
    const QJsonObject error = QJsonDocument::fromJson(cli.out()).object().value("error"_L1).toObject();
    QCOMPARE(error.value("detail"_L1).toString(), u"secret_missing"_s);
    QVERIFY(error.value("text"_L1).toString().contains(QString::fromUtf8(sentence)));
}

void TestCliEnvironments::emptyVariablesOfTheProcessAreNamed_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QString>("variable");
    const QByteArray reference = R"("${env:FUSEBOARD_TEST_TOKEN}")";
    QTest::newRow("named by the file") << reference << u"FUSEBOARD_TEST_TOKEN="_s;
    QTest::newRow("line breaks alone") << reference << u"FUSEBOARD_TEST_TOKEN=\n"_s;
    QTest::newRow("of the keychain") << QByteArray(R"({"secret": "keychain"})") << u"ORDERS_AUTH_TOKEN="_s;
}

void TestCliEnvironments::emptyVariablesOfTheProcessAreNamed()
{
    QFETCH(const QByteArray, token);
    QFETCH(const QString, variable);
    const QString client = write(u"empty.json"_s,
                                 R"({"name": "orders", "base_url": "http://127.0.0.1:1",
 "auth": {"type": "bearer", "token": )"
                                     + token + R"(},
 "proxy": {"type": "http", "host": "p", "port": 1, "username": "u", "password": "${env:FUSEBOARD_TEST_PROXY}"}})");
    CliProcess cli({u"send"_s, u"--json"_s, u"--client"_s, client, u"GET"_s, u"/orders"_s},
                   {variable, u"FUSEBOARD_TEST_PROXY="_s}); // a proxy takes an empty password
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 3);
    const QByteArray sentence = "empty.json: auth.token is taken from the environment variable "
        + variable.section(u'=', 0, 0).toUtf8() + ", which is empty. Set it to the secret before the program starts.";
    QVERIFY2(cli.err().contains(sentence), cli.err().constData());
    QVERIFY2(!cli.err().contains("FUSEBOARD_TEST_PROXY"), cli.err().constData());
    const QJsonObject error = QJsonDocument::fromJson(cli.out()).object().value("error"_L1).toObject();
    QCOMPARE(error.value("kind"_L1).toString(), u"config_invalid"_s);
    QVERIFY(error.value("text"_L1).toString().contains(QString::fromUtf8(sentence)));
}

void TestCliEnvironments::exportsWithValues()
{
    CliProcess cli({u"export"_s, u"--env"_s, u"staging"_s, u"curl"_s, m_client}, {u"FUSEBOARD_TEST_TOKEN=hush"_s});
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 0);
    QVERIFY2(cli.out().contains("curl https://staging.example.com/v1 "), cli.out().constData());
    QVERIFY2(cli.out().contains("'X-Team: blue'"), cli.out().constData());
    QVERIFY2(cli.out().contains("Bearer ${ORDERS_AUTH_TOKEN}"), cli.out().constData());
    QVERIFY(!cli.out().contains("{{") && !cli.out().contains("hush"));
    QVERIFY2(cli.err().isEmpty(), cli.err().constData());

    CliProcess missing({u"export"_s, u"--env"_s, u"production"_s, u"curl"_s, m_client});
    missing.waitForEnd();
    QCOMPARE(missing.exitCode(), 3);
    QVERIFY2(missing.err().contains("The variable host in base_url has no value."), missing.err().constData());
    QVERIFY2(missing.err().contains("--env NAME chooses another: kept, staging."), missing.err().constData());
    QVERIFY(missing.out().isEmpty());
}

void TestCliEnvironments::exportWarnsOfVariables()
{
    for (const QString &format : {u"curl"_s, u"python"_s}) {
        CliProcess cli({u"export"_s, format, m_client});
        cli.waitForEnd();
        QCOMPARE(cli.exitCode(), 0);
        QVERIFY2(cli.out().contains("https://{{host}}/v1"), cli.out().constData());
        QCOMPARE(cli.err(),
                 QByteArray("warning: {{host}} in base_url has no value and is exported as it is.\n"
                            "warning: {{team}} in default_headers.X-Team has no value and is exported as it is.\n"
                            "No environment is selected. Choose one with --env NAME: kept, production, staging.\n"));
    }
    CliProcess own({u"export"_s, u"fuseboard"_s, m_client});
    own.waitForEnd();
    QVERIFY2(own.err().isEmpty(), own.err().constData());
    QVERIFY2(own.out().contains("\"{{token}}\""), own.out().constData());
}

void TestCliEnvironments::exportKeepsSecrets()
{
    const QString client = write(
        u"demo/clients/keyed/client.json"_s,
        R"({"name": "keyed", "base_url": "https://{{host}}", "default_headers": {"X-Key": "{{token}}"}})");
    CliProcess cli({u"export"_s, u"--env"_s, u"staging"_s, u"curl"_s, client}, {u"FUSEBOARD_TEST_TOKEN=hush"_s});
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 0);
    QVERIFY2(cli.out().contains("'X-Key: {{token}}'"), cli.out().constData());
    QVERIFY(!cli.out().contains("hush"));
    QCOMPARE(cli.err(),
             QByteArray("warning: {{token}} in default_headers.X-Key is a secret and is exported as it is.\n"));
}

void TestCliEnvironments::exportNamesUnknownEnvironments()
{
    CliProcess cli({u"export"_s, u"--env"_s, u"stagign"_s, u"curl"_s, m_client});
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 3);
    QVERIFY2(cli.err().contains("has no environment stagign. Did you mean staging?"), cli.err().constData());
    QVERIFY(cli.out().isEmpty());
}

QTEST_GUILESS_MAIN(TestCliEnvironments)
#include "tst_clienvironments.moc"
