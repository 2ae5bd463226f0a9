// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/filestorelock.h"
#include "formbrowser.h"
#include "oauthclient.h"
#include "oauthserver.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>

namespace fuseboard {

using namespace Qt::StringLiterals;

/// OAuth 2.0 against oidc-provider: a certified server that nobody here wrote, with the pages that it brings along.
/// What has happened is what the server has counted.
class tst_OidcProvider : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void O14_clientCredentials_data();
    void O14_clientCredentials();
    void O07_wrongSecretIsAskedOnce();
    void O14_authorizationCode();
    void O14_deviceCode();
    void O14_deviceCodeSlowsDown();
    void C7_deviceRefused();
    void C7_userLeaves();
    void C4_issuersName_data();
    void C4_issuersName();
    void C1_wrongState();
    void O10_rotation();
    void O10_usedTokenIsToldAsSuch();
    void O02_hundredRefusalsAreOneRefresh();
    void O04_expiredTokensAreReplacedBefore();
    void C14_twoPrograms_data();
    void C14_twoPrograms();

private:
    [[nodiscard]] AuthConfig service(const QString &id, ClientAuth by) const;
    [[nodiscard]] AuthConfig app(GrantType grant) const;
    /// A client whose user has signed in by the pages of the server.
    [[nodiscard]] std::unique_ptr<OAuthClient> signedIn(SecretStore *secrets = nullptr, StoreLock *lock = nullptr);
    [[nodiscard]] int count(const QString &what) { return m_server.count(what); }

    OAuthServer m_server;
};

void tst_OidcProvider::initTestCase()
{
    if (!m_server.start(u"oidcprovider.mjs"_s))
        QSKIP(qPrintable(m_server.whyNot()));
}

void tst_OidcProvider::init()
{
    m_server.reset();
}

AuthConfig tst_OidcProvider::service(const QString &id, ClientAuth by) const
{
    AuthConfig auth;
    auth.type = AuthType::OAuth2;
    auth.issuer = m_server.url();
    auth.clientId = id;
    auth.clientSecret = Secret::plain(u"canary-secret:+%/&=?#\" b"_s);
    auth.clientAuth = by;
    auth.scopes = {u"orders:read"_s};
    return auth;
}

AuthConfig tst_OidcProvider::app(GrantType grant) const
{
    AuthConfig auth;
    auth.type = AuthType::OAuth2;
    auth.issuer = m_server.url();
    auth.clientId = u"app"_s;
    auth.grantType = grant;
    auth.scopes = {u"openid"_s, u"offline_access"_s, u"orders:read"_s};
    // Refresh tokens are for users who were asked, says the standard.
    if (grant == GrantType::AuthorizationCode)
        auth.authorizationUrl = QUrl(m_server.url(u"/auth"_s).toString() + u"?prompt=consent"_s);
    return auth;
}

std::unique_ptr<OAuthClient> tst_OidcProvider::signedIn(SecretStore *secrets, StoreLock *lock)
{
    auto client = std::make_unique<OAuthClient>(app(GrantType::AuthorizationCode), m_server.url(), secrets, lock);
    client->begin();
    FormBrowser browser;
    const QString last = browser.signIn(client->page());
    [&] {
        QVERIFY2(last.contains(u"You are signed in"_s), qPrintable(last));
        QVERIFY2(client->end() && client->isSignedIn(), qPrintable(client->error().value));
    }();
    return client;
}

void tst_OidcProvider::O14_clientCredentials_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<ClientAuth>("by");
    QTest::newRow("ADV-C26 O14 basic") << u"service:+%/&= a"_s << ClientAuth::Basic;
    QTest::newRow("O14 body") << u"poster"_s << ClientAuth::Body;
}

void tst_OidcProvider::O14_clientCredentials()
{
    QFETCH(QString, id);
    QFETCH(ClientAuth, by);
    OAuthClient client(service(id, by), m_server.url());
    QCOMPARE(client.get(u"/api/orders"_s, 20), 20);
    QCOMPARE(count(u"granted client_credentials"_s), 1); // O01
    const QJsonObject seen = QJsonDocument::fromJson(client.body()).object();
    QCOMPARE(seen.value("client"_L1).toString(), id);
    QCOMPARE(seen.value("scope"_L1).toString(), u"orders:read"_s);
}

void tst_OidcProvider::O07_wrongSecretIsAskedOnce()
{
    AuthConfig auth = service(u"poster"_s, ClientAuth::Body);
    auth.clientSecret = Secret::plain(u"wrong"_s);
    OAuthClient client(auth, m_server.url());
    for (int i = 0; i < 3; ++i)
        QCOMPARE(client.get(u"/api/orders"_s), 0);
    QCOMPARE(client.error().kind, ErrorKind::AuthFailed);
    QCOMPARE(client.error().value, u"invalid_client"_s);
    QCOMPARE(count(u"POST /token 401"_s), 1);
    QCOMPARE(count(u"GET /api/orders 401"_s), 0);
}

void tst_OidcProvider::O14_authorizationCode()
{
    const auto client = signedIn();
    QCOMPARE(count(u"granted authorization_code"_s), 1);
    QCOMPARE(client->get(u"/api/orders"_s), 1);
    QCOMPARE(QJsonDocument::fromJson(client->body()).object().value("user"_L1).toString(), u"ann"_s);
    QCOMPARE(client->get(u"/me"_s), 1); // the server's own resource
    QCOMPARE(QJsonDocument::fromJson(client->body()).object().value("sub"_L1).toString(), u"ann"_s);
}

void tst_OidcProvider::O14_deviceCode()
{
    OAuthClient client(app(GrantType::DeviceCode), m_server.url());
    client.begin();
    QVERIFY(!client.deviceCode().userCode.isEmpty());
    QCOMPARE(client.deviceCode().verificationUri, m_server.url(u"/device"_s));
    QTRY_VERIFY(!m_server.moments(u"poll"_s).isEmpty()); // authorization_pending
    QVERIFY(!client.isSignedIn());
    FormBrowser().signIn(client.deviceCode().completeUri);
    QVERIFY(client.end());
    QVERIFY2(client.isSignedIn(), qPrintable(client.error().value));
    QCOMPARE(client.get(u"/api/orders"_s), 1);
    QCOMPARE(QJsonDocument::fromJson(client.body()).object().value("user"_L1).toString(), u"ann"_s);
    QVERIFY(!client.keptRefreshToken().isEmpty());
}

void tst_OidcProvider::O14_deviceCodeSlowsDown()
{
    OAuthClient client(app(GrantType::DeviceCode), m_server.url());
    m_server.wish(u"slow-down"_s);
    client.begin();
    QTRY_COMPARE(count(u"slowed down"_s), 1);
    FormBrowser().signIn(client.deviceCode().completeUri);
    QVERIFY(client.end());
    QVERIFY(client.isSignedIn());
    const QList<double> polls = m_server.moments(u"poll"_s);
    QCOMPARE(polls.size(), 2);
    QCOMPARE_GE(polls.at(1) - polls.at(0), 6000 - 10); // the interval of 1 s, and 5 s (RFC 8628 3.5)
}

void tst_OidcProvider::C7_deviceRefused()
{
    OAuthClient client(app(GrantType::DeviceCode), m_server.url());
    client.begin();
    FormBrowser().leaveBy(u"/abort"_s, client.deviceCode().completeUri);
    QVERIFY(client.end());
    QVERIFY(!client.isSignedIn());
    QCOMPARE(client.error().value, u"access_denied"_s);
    QCOMPARE(client.get(u"/api/orders"_s), 0);
    QCOMPARE(count(u"GET /api/orders 401"_s), 0);
}

void tst_OidcProvider::C7_userLeaves()
{
    OAuthClient client(app(GrantType::AuthorizationCode), m_server.url());
    client.begin();
    FormBrowser browser;
    browser.leaveBy(u"/abort"_s, client.page());
    QCOMPARE(browser.status(), 400);
    QVERIFY(client.end());
    QCOMPARE(client.error().detail, ErrorDetail::CredentialsRejected);
    QCOMPARE(client.error().value, u"access_denied"_s);
    QCOMPARE(count(u"granted authorization_code"_s), 0);
}

void tst_OidcProvider::C4_issuersName_data()
{
    QTest::addColumn<QString>("issuer");
    QTest::newRow("ADV-C4 taken away") << QString();
    QTest::newRow("ADV-C4 another one") << u"https://evil.example"_s;
}

void tst_OidcProvider::C4_issuersName()
{
    QFETCH(QString, issuer);
    OAuthClient client(app(GrantType::AuthorizationCode), m_server.url());
    client.begin();
    FormBrowser browser;
    QString sent;
    browser.setReturn([&](const QUrl &target) {
        QUrlQuery query(target);
        sent = query.queryItemValue(u"iss"_s, QUrl::FullyDecoded);
        query.removeQueryItem(u"iss"_s);
        if (!issuer.isEmpty())
            query.addQueryItem(u"iss"_s, issuer);
        QUrl changed = target;
        changed.setQuery(query);
        return changed;
    });
    browser.signIn(client.page());
    QCOMPARE(sent, m_server.url().toString()); // the server does name itself (RFC 9207)
    QCOMPARE(browser.status(), 400);
    QVERIFY(client.end());
    QCOMPARE(client.error().value, u"iss"_s);
    QCOMPARE(count(u"granted authorization_code"_s), 0);
}

void tst_OidcProvider::C1_wrongState()
{
    OAuthClient client(app(GrantType::AuthorizationCode), m_server.url());
    client.begin();
    FormBrowser browser;
    QUrl good;
    browser.setReturn([&](const QUrl &target) {
        good = target;
        QUrlQuery query(target);
        query.removeQueryItem(u"state"_s);
        query.addQueryItem(u"state"_s, u"guessed"_s);
        QUrl changed = target;
        changed.setQuery(query);
        return changed;
    });
    browser.signIn(client.page());
    QCOMPARE(browser.status(), 400);
    QVERIFY(!client.isSignedIn());
    QCOMPARE(count(u"granted authorization_code"_s), 0);
    FormBrowser().signIn(good); // the true one still gets through
    QVERIFY(client.end());
    QVERIFY(client.isSignedIn());
}

void tst_OidcProvider::O10_rotation()
{
    const auto client = signedIn();
    QStringList kept{client->keptRefreshToken()};
    for (int i = 0; i < 3; ++i) {
        QVERIFY2(client->getToken(), qPrintable(client->error().value));
        QVERIFY(!kept.contains(client->keptRefreshToken()));
        kept.append(client->keptRefreshToken());
        QCOMPARE(client->get(u"/api/orders"_s), 1);
    }
    QCOMPARE(count(u"granted refresh_token"_s), 3);
    client->restart();
    QCOMPARE(client->get(u"/api/orders"_s), 1); // C11: from the store, without a sign-in
    QCOMPARE(count(u"granted refresh_token"_s), 4);
    QCOMPARE(count(u"granted authorization_code"_s), 1);
    QCOMPARE(count(u"refused refresh_token invalid_grant"_s), 0);
}

void tst_OidcProvider::O10_usedTokenIsToldAsSuch()
{
    const auto client = signedIn();
    const QString used = client->keptRefreshToken();
    QVERIFY(client->getToken());
    client->keepRefreshToken(used); // as from a backup
    client->restart();
    for (int i = 0; i < 3; ++i)
        QCOMPARE(client->get(u"/api/orders"_s), 0);
    QCOMPARE(client->error().kind, ErrorKind::AuthFailed);
    QCOMPARE(client->error().detail, ErrorDetail::LoginRequired);
    QCOMPARE(client->error().subject, u"app"_s);
    QCOMPARE(client->error().value, u"invalid_grant"_s);
    QCOMPARE(count(u"refused refresh_token invalid_grant"_s), 1); // no loop
    QVERIFY(client->keptRefreshToken().isEmpty());
    QCOMPARE(count(u"GET /api/orders 401"_s), 0);
}

void tst_OidcProvider::O02_hundredRefusalsAreOneRefresh()
{
    const auto client = signedIn();
    QCOMPARE(client->get(u"/api/orders"_s), 1);
    const QByteArray revoked = client->accessToken();
    QCOMPARE(m_server.post(u"/token/revocation"_s, "client_id=app&token=" + revoked), 200); // RFC 7009
    QCOMPARE(client->get(u"/api/orders"_s, 100), 100);
    QCOMPARE(count(u"granted refresh_token"_s), 1);
    QCOMPARE(count(u"GET /api/orders 401"_s), 100);
    QCOMPARE(count(u"GET /api/orders 200"_s), 101);
    QCOMPARE(client->metrics().replays, 100);
    QCOMPARE(client->metrics().retries, 0); // O13
    QVERIFY(client->accessToken() != revoked);
}

void tst_OidcProvider::O04_expiredTokensAreReplacedBefore()
{
    m_server.wish(u"ttl?seconds=2"_s);
    const auto client = signedIn();
    const auto callUntilRenewedTwice = [&] {
        return client->get(u"/api/orders"_s) == 0 || count(u"granted refresh_token"_s) >= 2;
    };
    QVERIFY(QTest::qWaitFor(callUntilRenewedTwice, 30'000));
    QCOMPARE_GE(count(u"granted refresh_token"_s), 2);
    QCOMPARE(count(u"GET /api/orders 401"_s), 0);
}

void tst_OidcProvider::C14_twoPrograms_data()
{
    QTest::addColumn<bool>("locked");
    QTest::newRow("ADV-C14 with a lock all goes well") << true;
    QTest::newRow("ADV-C14 without one the server voids them") << false;
}

void tst_OidcProvider::C14_twoPrograms()
{
    QFETCH(bool, locked);
    QTemporaryDir folder;
    FileStoreLock lock(folder.path());
    FileStoreLock otherLock(folder.path());
    MemorySecretStore secrets;
    const auto one = signedIn(&secrets, locked ? &lock : nullptr);
    OAuthClient other(app(GrantType::AuthorizationCode), m_server.url(), &secrets, locked ? &otherLock : nullptr);
    bool allWell = other.getToken();
    for (int i = 0; i < 5; ++i) {
        one->ask();
        other.ask();
        allWell = one->settles() && other.settles() && one->isSignedIn() && other.isSignedIn() && allWell;
    }
    QCOMPARE(allWell, locked);
    QCOMPARE(count(u"refused refresh_token invalid_grant"_s) == 0, locked);
    if (locked)
        QCOMPARE(count(u"granted refresh_token"_s), 11);
}

} // namespace fuseboard

QTEST_GUILESS_MAIN(fuseboard::tst_OidcProvider)
#include "tst_oidcprovider.moc"
