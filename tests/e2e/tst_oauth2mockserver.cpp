// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "formbrowser.h"
#include "oauthclient.h"
#include "oauthserver.h"

#include <QTest>
#include <QUrlQuery>

namespace fuseboard {

using namespace Qt::StringLiterals;

/// OAuth 2.0 against oauth2-mock-server: another server that nobody here wrote, one that grants to everybody and
/// answers what it is told to.
class tst_OAuth2MockServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void O14_grants_data();
    void O14_grants();
    void O14_authorizationCode();
    void C4_promisedIssuerIsMissing();
    void O02_C10_refusalsAreOneTokenRequest();
    void lifetimes_data();
    void lifetimes();
    void C12_withoutANewRefreshToken();
    void unusableAnswers_data();
    void unusableAnswers();
    void C21_trouble_data();
    void C21_trouble();

private:
    [[nodiscard]] AuthConfig auth(GrantType grant) const;
    /// What the next answer of the token endpoint is to be.
    void answerNext(int status, const QByteArray &members);
    [[nodiscard]] int count(const QString &what) { return m_server.count(what); }

    OAuthServer m_server;
};

void tst_OAuth2MockServer::initTestCase()
{
    if (!m_server.start(u"mockserver.mjs"_s))
        QSKIP(qPrintable(m_server.whyNot()));
}

void tst_OAuth2MockServer::init()
{
    m_server.reset();
}

AuthConfig tst_OAuth2MockServer::auth(GrantType grant) const
{
    AuthConfig config;
    config.type = AuthType::OAuth2;
    config.issuer = m_server.url();
    config.clientId = u"shop"_s;
    config.clientSecret = Secret::plain(u"canary-secret"_s);
    config.grantType = grant;
    config.scopes = {u"orders:read"_s};
    config.username = u"ann"_s;
    config.password = Secret::plain(u"canary-password"_s);
    config.refreshToken = grant == GrantType::RefreshToken ? Secret::plain(u"canary-rt"_s) : Secret();
    return config;
}

void tst_OAuth2MockServer::answerNext(int status, const QByteArray &members)
{
    m_server.wish(u"next-answer?status=%1&members="_s.arg(status)
                  + QString::fromLatin1(QUrl::toPercentEncoding(QString::fromUtf8(members))));
}

void tst_OAuth2MockServer::O14_grants_data()
{
    QTest::addColumn<GrantType>("grant");
    QTest::addColumn<ClientAuth>("by");
    QTest::addColumn<QString>("name");
    QTest::newRow("O14 client credentials")
        << GrantType::ClientCredentials << ClientAuth::Basic << u"client_credentials"_s;
    QTest::newRow("O14 password") << GrantType::Password << ClientAuth::Basic << u"password"_s;
    QTest::newRow("O14 password, body") << GrantType::Password << ClientAuth::Body << u"password"_s;
    QTest::newRow("O14 refresh token") << GrantType::RefreshToken << ClientAuth::Body << u"refresh_token"_s;
}

void tst_OAuth2MockServer::O14_grants()
{
    QFETCH(GrantType, grant);
    QFETCH(ClientAuth, by);
    QFETCH(QString, name);
    AuthConfig config = auth(grant);
    config.clientAuth = by;
    OAuthClient client(config, m_server.url());
    QCOMPARE(client.get(u"/api/orders"_s, 10), 10);
    QCOMPARE(count(u"granted "_s + name), 1); // O01
    QCOMPARE(count(u"basic authentication"_s), by == ClientAuth::Basic ? 1 : 0);
    QCOMPARE(count(u"authentication in the body"_s), by == ClientAuth::Body ? 1 : 0);
    QCOMPARE(count(u"GET /.well-known/openid-configuration 200"_s), 1);
}

void tst_OAuth2MockServer::O14_authorizationCode()
{
    AuthConfig config = auth(GrantType::AuthorizationCode);
    config.clientSecret = Secret();
    OAuthClient client(config, m_server.url());
    client.begin();
    FormBrowser().signIn(client.page());
    QVERIFY(client.end());
    QVERIFY2(client.isSignedIn(), qPrintable(client.error().value)); // names no issuer, and has promised none
    QCOMPARE(client.get(u"/api/orders"_s), 1);
    QVERIFY(client.getToken());
    QCOMPARE(count(u"granted authorization_code"_s), 1);
    QCOMPARE(count(u"granted refresh_token"_s), 1);
}

void tst_OAuth2MockServer::C4_promisedIssuerIsMissing()
{
    m_server.wish(u"promise-issuer"_s);
    OAuthClient client(auth(GrantType::AuthorizationCode), m_server.url());
    client.begin();
    FormBrowser browser;
    browser.signIn(client.page());
    QCOMPARE(browser.status(), 400);
    QVERIFY(client.end());
    QCOMPARE(client.error().value, u"iss"_s);
    QCOMPARE(count(u"granted authorization_code"_s), 0);
}

void tst_OAuth2MockServer::O02_C10_refusalsAreOneTokenRequest()
{
    OAuthClient client(auth(GrantType::ClientCredentials), m_server.url());
    QCOMPARE(client.get(u"/api/orders"_s), 1);
    m_server.wish(u"revoke-all"_s);
    QCOMPARE(client.get(u"/api/orders"_s, 200), 200);
    QCOMPARE(count(u"granted client_credentials"_s), 2);
    // As many as there are connections; the others wait for one, and leave with the new token.
    QCOMPARE(count(u"GET /api/orders 401"_s), 100);
    QCOMPARE(count(u"GET /api/orders 200"_s), 201);
    QCOMPARE(client.metrics().replays, 100);
}

void tst_OAuth2MockServer::lifetimes_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<int>("requests"); // of the token endpoint, for three calls
    QTest::newRow("O06 text") << QByteArray(R"({"expires_in":"3600"})") << 1;
    QTest::newRow("O06 fraction") << QByteArray(R"({"expires_in":3600.5})") << 1;
    QTest::newRow("O06 missing") << QByteArray(R"({"expires_in":null})") << 1;
    QTest::newRow("ADV-C15 huge") << QByteArray(R"({"expires_in":1e300})") << 1;
    QTest::newRow("ADV-C15 true") << QByteArray(R"({"expires_in":true})") << 1;
    QTest::newRow("O06 ADV-C15 zero") << QByteArray(R"({"expires_in":0})") << 2; // the next one lasts
    QTest::newRow("O06 ADV-C15 negative") << QByteArray(R"({"expires_in":-1})") << 2;
    QTest::newRow("ADV-C19 loud") << QByteArray(R"({"token_type":"BEARER"})") << 1;
    QTest::newRow("ADV-C20 fewer scopes") << QByteArray(R"({"scope":""})") << 1;
}

void tst_OAuth2MockServer::lifetimes()
{
    QFETCH(QByteArray, members);
    QFETCH(int, requests);
    answerNext(200, members);
    OAuthClient client(auth(GrantType::ClientCredentials), m_server.url());
    for (int i = 0; i < 3; ++i)
        QCOMPARE(client.get(u"/api/orders"_s), 1);
    QCOMPARE(count(u"granted client_credentials"_s), requests);
}

void tst_OAuth2MockServer::C12_withoutANewRefreshToken()
{
    OAuthClient client(auth(GrantType::Password), m_server.url());
    QVERIFY(client.getToken());
    const QString kept = client.keptRefreshToken();
    QVERIFY(!kept.isEmpty());
    answerNext(200, R"({"refresh_token":null})");
    QVERIFY(client.getToken());
    QCOMPARE(client.keptRefreshToken(), kept);
    QVERIFY(client.getToken());
    QVERIFY(client.keptRefreshToken() != kept);
    QCOMPARE(count(u"granted refresh_token"_s), 2);
}

void tst_OAuth2MockServer::unusableAnswers_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::newRow("ADV-C18 no token") << QByteArray(R"({"access_token":null})");
    QTest::newRow("ADV-C18 empty") << QByteArray(R"({"access_token":""})");
    QTest::newRow("ADV-C18 number") << QByteArray(R"({"access_token":5})");
    QTest::newRow("ADV-C18 line break") << QByteArray(R"({"access_token":"canary\r\nX-Evil: 1"})");
    QTest::newRow("ADV-C19 mac") << QByteArray(R"({"token_type":"mac"})");
    QTest::newRow("ADV-C19 DPoP") << QByteArray(R"({"token_type":"DPoP"})");
    QTest::newRow("ADV-C19 missing") << QByteArray(R"({"token_type":null})");
}

void tst_OAuth2MockServer::unusableAnswers()
{
    QFETCH(QByteArray, members);
    answerNext(200, members);
    OAuthClient client(auth(GrantType::ClientCredentials), m_server.url());
    QCOMPARE(client.get(u"/api/orders"_s), 0);
    QCOMPARE(client.error().kind, ErrorKind::AuthFailed);
    QCOMPARE(client.error().detail, ErrorDetail::TokenUnusable);
    QCOMPARE(count(u"GET /api/orders 401"_s) + count(u"GET /api/orders 200"_s), 0); // nothing has left
    QCOMPARE(client.get(u"/api/orders"_s), 1); // a second later there is a good one
}

void tst_OAuth2MockServer::C21_trouble_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<ErrorDetail>("detail");
    QTest::addColumn<bool>("forGood");
    QTest::newRow("ADV-C21 O07 invalid_client")
        << 401 << QByteArray(R"({"error":"invalid_client"})") << ErrorDetail::CredentialsRejected << true;
    QTest::newRow("ADV-C21 O07 invalid_grant")
        << 400 << QByteArray(R"({"error":"invalid_grant"})") << ErrorDetail::CredentialsRejected << true;
    QTest::newRow("ADV-C17 error in a 200")
        << 200 << QByteArray(R"({"error":"bad_verification_code"})") << ErrorDetail::CredentialsRejected << true;
    QTest::newRow("ADV-C21 O07 429") << 429 << QByteArray("{}") << ErrorDetail::TokenEndpointFailed << false;
    QTest::newRow("ADV-C21 O07 503") << 503 << QByteArray("{}") << ErrorDetail::TokenEndpointFailed << false;
}

void tst_OAuth2MockServer::C21_trouble()
{
    QFETCH(int, status);
    QFETCH(QByteArray, members);
    QFETCH(ErrorDetail, detail);
    QFETCH(bool, forGood);
    answerNext(status, members);
    OAuthClient client(auth(GrantType::ClientCredentials), m_server.url());
    QCOMPARE(client.get(u"/api/orders"_s, 10), 0);
    QCOMPARE(client.error().detail, detail);
    QCOMPARE(client.get(u"/api/orders"_s, 10), forGood ? 0 : 10);
    const int asked = count(u"granted client_credentials"_s) + count(u"refused client_credentials"_s);
    QCOMPARE(asked, forGood ? 1 : 2);
}

} // namespace fuseboard

QTEST_GUILESS_MAIN(fuseboard::tst_OAuth2MockServer)
#include "tst_oauth2mockserver.moc"
