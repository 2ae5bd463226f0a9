// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cliprocess.h"
#include "formbrowser.h"
#include "oauthserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>

namespace fuseboard {

using namespace Qt::StringLiterals;

/// "fuseboard-cli send --login" with a user in front of it, against oidc-provider.
class tst_CliLogin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { m_server.reset(); }
    void O14_inABrowser();
    void O14_onAnotherDevice();
    void O14_manyCallsOneSignIn();
    void C7_refused();
    void C8_ctrlCGivesUp();
    void withoutLogin();

private:
    [[nodiscard]] QString clientFile(const QString &grant);
    /// The arguments of a send with --login and of what follows.
    [[nodiscard]] QStringList sending(const QString &grant, const QStringList &more);
    /// The first match of a pattern in what was told on standard error, once it is there.
    [[nodiscard]] static QString told(CliProcess &cli, const QString &pattern);

    OAuthServer m_server;
    QTemporaryDir m_folder;
};

void tst_CliLogin::initTestCase()
{
    if (!m_server.start(u"oidcprovider.mjs"_s))
        QSKIP(qPrintable(m_server.whyNot()));
}

QString tst_CliLogin::clientFile(const QString &grant)
{
    const QJsonObject auth{{u"type"_s, u"oauth2"_s},
                           {u"grant_type"_s, grant},
                           {u"client_id"_s, u"app"_s},
                           {u"issuer"_s, m_server.url().toString()},
                           {u"scopes"_s, QJsonArray{u"openid"_s, u"orders:read"_s}}};
    const QJsonObject client{{u"name"_s, u"shop"_s}, {u"base_url"_s, m_server.url().toString()}, {u"auth"_s, auth}};
    QFile file(m_folder.filePath(u"client.json"_s));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(QJsonDocument(client).toJson());
    return file.fileName();
}

QStringList tst_CliLogin::sending(const QString &grant, const QStringList &more)
{
    return QStringList{u"send"_s, u"--login"_s, u"--client"_s, clientFile(grant)} + more;
}

QString tst_CliLogin::told(CliProcess &cli, const QString &pattern)
{
    const QRegularExpression expression(pattern);
    const auto found = [&] { return expression.match(QString::fromUtf8(cli.err())); };
    if (!QTest::qWaitFor([&] { return found().hasMatch() || !cli.isRunning(); }, 30'000))
        return {};
    return found().captured(1);
}

void tst_CliLogin::O14_inABrowser()
{
    CliProcess cli(sending(u"authorization_code"_s, {u"GET"_s, u"/api/orders"_s}));
    const QUrl page(told(cli, u"\\n(http://\\S+)\\n"_s));
    QCOMPARE(page.path(), u"/auth"_s);
    FormBrowser browser;
    QByteArray code;
    browser.setReturn([&code](const QUrl &target) {
        code = QUrlQuery(target).queryItemValue(u"code"_s).toLatin1();
        return target;
    });
    browser.signIn(page);
    cli.waitForEnd();
    QVERIFY2(cli.exitCode() == 0, cli.err().constData());
    QVERIFY2(cli.out().contains("200 OK"), cli.out().constData());
    QVERIFY(cli.out().contains("\"ann\"")); // in the body
    QVERIFY(!cli.out().contains("/auth?")); // results only
    QVERIFY(!code.isEmpty() && !cli.err().contains(code) && !cli.out().contains(code));
    QVERIFY(!cli.out().contains("Bearer") && !cli.err().contains("Bearer"));
}

void tst_CliLogin::O14_onAnotherDevice()
{
    CliProcess cli(sending(u"device_code"_s, {u"--json"_s, u"GET"_s, u"/api/orders"_s}));
    const QString code = told(cli, u"enter the code (\\S+)\\. "_s);
    const QUrl page(told(cli, u"With the code in it already: (http://\\S+)\\n"_s));
    QCOMPARE(QUrlQuery(page).queryItemValue(u"user_code"_s), code);
    FormBrowser().signIn(page);
    cli.waitForEnd();
    QVERIFY2(cli.exitCode() == 0, cli.err().constData());
    const QJsonObject report = QJsonDocument::fromJson(cli.out()).object(); // nothing but that
    QCOMPARE(report.value("succeeded"_L1).toInt(), 1);
    QCOMPARE(report.value("requests"_L1).toInt(), 1);
}

void tst_CliLogin::O14_manyCallsOneSignIn()
{
    CliProcess cli(
        sending(u"authorization_code"_s,
                {u"--json"_s, u"--repeat"_s, u"20"_s, u"--concurrency"_s, u"5"_s, u"GET"_s, u"/api/orders"_s}));
    FormBrowser().signIn(QUrl(told(cli, u"\\n(http://\\S+)\\n"_s)));
    cli.waitForEnd();
    QVERIFY2(cli.exitCode() == 0, cli.err().constData());
    QCOMPARE(m_server.count(u"granted authorization_code"_s), 1);
    QCOMPARE(m_server.count(u"GET /api/orders 200"_s), 20);
}

void tst_CliLogin::C7_refused()
{
    CliProcess cli(sending(u"authorization_code"_s, {u"--json"_s, u"GET"_s, u"/api/orders"_s}));
    FormBrowser().leaveBy(u"/abort"_s, QUrl(told(cli, u"\\n(http://\\S+)\\n"_s)));
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 1);
    QVERIFY2(cli.err().contains("The sign-in was refused."), cli.err().constData());
    const QJsonObject report = QJsonDocument::fromJson(cli.out()).object();
    QCOMPARE(report.value("requests"_L1).toInt(), 0);
    const QJsonObject error = report.value("results"_L1).toArray().at(0).toObject().value("error"_L1).toObject();
    QCOMPARE(error.value("kind"_L1).toString(), u"auth_failed"_s);
}

void tst_CliLogin::C8_ctrlCGivesUp()
{
    CliProcess cli(sending(u"authorization_code"_s, {u"--json"_s, u"GET"_s, u"/api/orders"_s}));
    const QUrl page(told(cli, u"\\n(http://\\S+)\\n"_s));
    cli.interrupt();
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 1);
    QCOMPARE(QJsonDocument::fromJson(cli.out()).object().value("calls"_L1).toInt(-1), 0);
    FormBrowser browser;
    browser.signIn(page);
    QCOMPARE(browser.status(), 0); // nobody listens any more
    QCOMPARE(m_server.count(u"granted authorization_code"_s), 0);
}

void tst_CliLogin::withoutLogin()
{
    CliProcess cli({u"send"_s, u"--json"_s, u"--client"_s, clientFile(u"device_code"_s), u"GET"_s, u"/api/orders"_s});
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 1);
    QVERIFY2(cli.out().contains("needs somebody to sign in before it can send. Send with --login"),
             cli.out().constData());
    QCOMPARE(m_server.count(u"POST /device/auth 200"_s), 0);
}

} // namespace fuseboard

QTEST_GUILESS_MAIN(fuseboard::tst_CliLogin)
#include "tst_clilogin.moc"
