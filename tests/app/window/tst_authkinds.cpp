// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/signinpanel.h"
#include "httpbinserver.h"
#include "keyringsession.h"
#include "workspacewindow.h"

#include <QApplication>
#include <QDesktopServices>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// Each kind of credentials is made in the client dialog, sent from Explore, and seen in the answer: httpbin, which we
/// did not write, tells what it was sent.
class tst_authkinds : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    /// In the place of the user's browser, which agrees to everything.
    void visit(const QUrl &page) { m_browser.get(QNetworkRequest(page)); }

private Q_SLOTS:
    void initTestCase();
    void init() { m_window->open(); }
    void cleanup() { m_window->close(); }
    void cleanupTestCase();
    void O15_credentialsArrive_data();
    void O15_credentialsArrive();
    void O15_httpbinTakesThem_data();
    void O15_httpbinTakesThem();
    void wrongOnesAreRefused();
    void O15_tokensArrive_data();
    void O15_tokensArrive();

private:
    using Hands = std::function<void(DialogHands &)>;

    void makeClient(const QString &kind, const Hands &fillIn);
    /// One that a user was given elsewhere; good once, as it is rotated.
    QString refreshToken(const QString &issuer);
    /// What the response pane shows of the answer, as soon as it has this status.
    QJsonObject answer(const QString &status);

    KeyringSession m_keyring;
    HttpbinServer m_server;
    QNetworkAccessManager m_browser;
    std::unique_ptr<WorkspaceWindow> m_window;
};

Q_DECLARE_METATYPE(std::function<void(DialogHands &)>)

namespace {

void typeKey(DialogHands &hands, const QString &location, const QString &key, const QString &prefix = {})
{
    hands.typeSecret(u"auth.token"_s, u"Keychain"_s, u"k3y & more"_s);
    hands.choose(u"auth.token_location"_s, location);
    hands.type(u"auth.token_key"_s, key);
    if (!prefix.isEmpty())
        hands.type(u"auth.token_prefix"_s, prefix);
}

void typeBasic(DialogHands &hands, const QString &password)
{
    hands.type(u"auth.username"_s, u"ada"_s);
    hands.typeSecret(u"auth.password"_s, u"Keychain"_s, password);
}

} // namespace

void tst_authkinds::initTestCase()
{
    if (!m_keyring.start())
        QSKIP(qPrintable(m_keyring.whyNot()));
    if (!m_server.start())
        QSKIP(qPrintable(m_server.whyNot()));
    QVERIFY(m_keyring.startKeyring());
    m_window = std::make_unique<WorkspaceWindow>();
    QDesktopServices::setUrlHandler(u"http"_s, this, "visit");
}

void tst_authkinds::cleanupTestCase()
{
    QDesktopServices::unsetUrlHandler(u"http"_s);
    m_window.reset();
}

void tst_authkinds::makeClient(const QString &kind, const Hands &fillIn)
{
    m_window->makeClient([&](DialogHands &hands) {
        hands.type(u"name"_s, u"httpbin"_s);
        hands.type(u"base_url"_s, m_server.url().toString());
        hands.go(ClientDialog::Page::Auth);
        hands.choose(u"auth.type"_s, kind);
        if (fillIn)
            fillIn(hands);
    });
}

QString tst_authkinds::refreshToken(const QString &issuer)
{
    QNetworkRequest request(QUrl(issuer + u"/token"_s));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/x-www-form-urlencoded"_s);
    const std::unique_ptr<QNetworkReply> reply(m_browser.post(
        request, "grant_type=password&username=demo&password=demo&client_id=demo&client_secret=demo-secret"));
    if (!QTest::qWaitFor([&reply] { return reply->isFinished(); }, 30'000))
        qWarning("The upstream gives no token");
    return QJsonDocument::fromJson(reply->readAll()).object()["refresh_token"_L1].toString();
}

QJsonObject tst_authkinds::answer(const QString &status)
{
    const auto isThere = [this, &status] {
        return !m_window->pills().filter(status).isEmpty() && !m_window->shownBody().isEmpty();
    };
    if (!QTest::qWaitFor(isThere, 30'000))
        qWarning("No answer %s but %s", qPrintable(status), qPrintable(m_window->pills().join(u", "_s)));
    return QJsonDocument::fromJson(m_window->shownBody().toUtf8()).object();
}

void tst_authkinds::O15_credentialsArrive_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<Hands>("fillIn");
    QTest::addColumn<QString>("echoedIn");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    const auto row = [](const char *tag, const QString &kind, const Hands &fillIn, const QString &echoedIn,
                        const QString &name,
                        const QString &value) { QTest::newRow(tag) << kind << fillIn << echoedIn << name << value; };
    const auto key = u"API key"_s;
    const auto headers = u"headers"_s;
    row("none", u"No authentication"_s, {}, headers, u"Authorization"_s, {});
    row(
        "key in a header", key, [](DialogHands &h) { typeKey(h, u"Header"_s, u"X-Api-Key"_s); }, headers,
        u"X-Api-Key"_s, u"k3y & more"_s);
    row(
        "key with a prefix", key, [](DialogHands &h) { typeKey(h, u"Header"_s, u"Authorization"_s, u"Token"_s); },
        headers, u"Authorization"_s, u"Token k3y & more"_s);
    row(
        "key in the query", key, [](DialogHands &h) { typeKey(h, u"Query"_s, u"api_key"_s); }, u"args"_s, u"api_key"_s,
        u"k3y & more"_s);
    row(
        "key in the body", key, [](DialogHands &h) { typeKey(h, u"Body"_s, u"api_key"_s); }, u"json"_s, u"api_key"_s,
        u"k3y & more"_s);
    row(
        "bearer", u"Bearer token"_s, [](DialogHands &h) { h.typeSecret(u"auth.token"_s, u"Keychain"_s, u"t0k3n"_s); },
        headers, u"Authorization"_s, u"Bearer t0k3n"_s);
    row(
        "basic", u"Basic authentication"_s, [](DialogHands &h) { typeBasic(h, u"ench:antress"_s); }, headers,
        u"Authorization"_s, u"Basic "_s + QString::fromLatin1(QByteArray("ada:ench:antress").toBase64()));
    const auto custom = u"Custom headers and parameters"_s;
    row(
        "header of its own", custom,
        [](DialogHands &h) { h.typePair(u"auth.custom_headers"_s, 1, u"X-Tenant"_s, u"tenant-123"_s); }, headers,
        u"X-Tenant"_s, u"tenant-123"_s);
    row(
        "parameter of its own", custom,
        [](DialogHands &h) { h.typePair(u"auth.custom_params"_s, 1, u"sign"_s, u"s1gn"_s); }, u"args"_s, u"sign"_s,
        u"s1gn"_s);
}

void tst_authkinds::O15_credentialsArrive()
{
    QFETCH(QString, kind);
    QFETCH(Hands, fillIn);
    QFETCH(QString, echoedIn);
    QFETCH(QString, name);
    QFETCH(QString, value);
    makeClient(kind, fillIn);
    m_window->send(u"POST"_s, u"/anything"_s, u"{\"a\":1}"_s);
    const QJsonObject echo = answer(u"200"_s);
    QVERIFY2(echo[echoedIn].toObject()[name].toString() == value, qPrintable(m_window->shownBody()));
    QCOMPARE(echo["json"_L1].toObject()["a"_L1].toInt(), 1);
    QCOMPARE(echo["method"_L1].toString(), u"POST"_s);
}

void tst_authkinds::O15_httpbinTakesThem_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<Hands>("fillIn");
    QTest::addColumn<QString>("path");
    QTest::newRow("bearer") << u"Bearer token"_s
                            << Hands([](DialogHands &h) { h.typeSecret(u"auth.token"_s, u"Keychain"_s, u"t0k3n"_s); })
                            << u"/bearer"_s;
    QTest::newRow("basic") << u"Basic authentication"_s << Hands([](DialogHands &h) { typeBasic(h, u"s3cret"_s); })
                           << u"/basic-auth/ada/s3cret"_s;
}

void tst_authkinds::O15_httpbinTakesThem()
{
    QFETCH(QString, kind);
    QFETCH(Hands, fillIn);
    QFETCH(QString, path);
    makeClient(kind, fillIn);
    m_window->send(u"GET"_s, path);
    QVERIFY2(answer(u"200"_s)["authenticated"_L1].toBool(), qPrintable(m_window->shownBody()));
}

void tst_authkinds::wrongOnesAreRefused()
{
    makeClient(u"Basic authentication"_s, [](DialogHands &hands) { typeBasic(hands, u"wrong"_s); });
    m_window->send(u"GET"_s, u"/basic-auth/ada/s3cret"_s);
    QTRY_VERIFY2_WITH_TIMEOUT(!m_window->pills().filter(u"401"_s).isEmpty(),
                              qPrintable(m_window->pills().join(u", "_s)), 20'000);
}

void tst_authkinds::O15_tokensArrive_data()
{
    QTest::addColumn<QString>("grant");
    QTest::newRow("client credentials") << u"Client credentials"_s;
    QTest::newRow("refresh token") << u"Refresh token"_s;
    QTest::newRow("password") << u"User name and password"_s;
    QTest::newRow("browser") << u"Sign-in in the browser"_s;
    QTest::newRow("device") << u"Sign-in on another device"_s;
}

void tst_authkinds::O15_tokensArrive()
{
    QFETCH(QString, grant);
    const QString issuer = m_window->upstream().url().toString() + u"/oauth"_s;
    makeClient(u"OAuth 2.0"_s, [&](DialogHands &hands) {
        hands.choose(u"auth.grant_type"_s, grant);
        hands.type(u"auth.token_url"_s, issuer + u"/token"_s);
        hands.type(u"auth.client_id"_s, u"demo"_s);
        hands.typeSecret(u"auth.client_secret"_s, u"Keychain"_s, u"demo-secret"_s);
        if (grant == "User name and password"_L1) {
            hands.type(u"auth.username"_s, u"demo"_s);
            hands.typeSecret(u"auth.password"_s, u"Keychain"_s, u"demo"_s);
        } else if (grant == "Refresh token"_L1) {
            hands.typeSecret(u"auth.refresh_token"_s, u"Keychain"_s, refreshToken(issuer));
        } else if (grant == "Sign-in in the browser"_L1) {
            hands.type(u"auth.authorization_url"_s, issuer + u"/authorize"_s);
        } else if (grant == "Sign-in on another device"_L1) {
            hands.type(u"auth.device_authorization_url"_s, issuer + u"/device"_s);
        }
        hands.press(u"Get token"_s);
        const auto *panel = m_window->dialog<ClientDialog>()->signIn();
        QTRY_VERIFY2_WITH_TIMEOUT(panel->state() == SignInPanel::State::Done, qPrintable(panel->sentence()), 30'000);
    });
    // Whoever has signed in there is not asked again.
    m_window->send(u"GET"_s, u"/bearer"_s);
    const QString token = answer(u"200"_s)["token"_L1].toString();
    QVERIFY2(!token.isEmpty(), qPrintable(m_window->shownBody()));
}

QTEST_MAIN(tst_authkinds)
#include "tst_authkinds.moc"
