// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/tokenrequest.h"

#include <QTest>
#include <QUrlQuery>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

ResolvedAuth shopAuth(ClientAuth how = ClientAuth::Basic)
{
    ResolvedAuth auth;
    auth.config.type = AuthType::OAuth2;
    auth.config.clientId = u"shop"_s;
    auth.config.tokenUrl = QUrl(u"https://auth.example.com/token"_s);
    auth.config.deviceAuthorizationUrl = QUrl(u"https://auth.example.com/device"_s);
    auth.config.clientAuth = how;
    auth.config.scopes = {u"read"_s, u"write"_s};
    auth.config.audience = u"https://api/ä"_s;
    auth.config.extraParams = {{u"resource"_s, u"a&b=c"_s}};
    auth.config.username = u"ann"_s;
    auth.password = u"p w+d"_s;
    auth.clientSecret = u"s"_s;
    return auth;
}

QString sentField(const Request &request, const QString &name)
{
    return QUrlQuery(QString::fromLatin1(request.body.bytes())).queryItemValue(name, QUrl::FullyDecoded);
}

} // namespace

class TestTokenRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void O14_clientCredentials();
    void O14_password();
    void O14_refresh();
    void O14_authorizationCode();
    void O14_deviceCode();
    void C26_basicIsEncodedFirst();
    void clientInTheBody();
    void publicClientSendsItsId();
    void C25_endpoints_data();
    void C25_endpoints();
};

void TestTokenRequest::O14_clientCredentials()
{
    const auto request = TokenRequest(shopAuth()).clientCredentials();
    QVERIFY(request.ok());
    QCOMPARE(request->method, QByteArray("POST"));
    QCOMPARE(*request->headers.value("Content-Type"), QByteArray("application/x-www-form-urlencoded"));
    QCOMPARE(*request->headers.value("Authorization"), "Basic " + QByteArray("shop:s").toBase64());
    QCOMPARE(request->body.bytes(),
             QByteArray("grant_type=client_credentials&scope=read%20write&audience=https%3A%2F%2Fapi%2F%C3%A4"
                        "&resource=a%26b%3Dc"));
    QVERIFY(checkRequest(*request).ok());
}

void TestTokenRequest::O14_password()
{
    const auto request = TokenRequest(shopAuth()).password();
    QCOMPARE(sentField(*request, u"grant_type"_s), u"password"_s);
    QCOMPARE(sentField(*request, u"username"_s), u"ann"_s);
    QCOMPARE(sentField(*request, u"password"_s), u"p w+d"_s);
    QCOMPARE(sentField(*request, u"scope"_s), u"read write"_s);
}

void TestTokenRequest::O14_refresh()
{
    ResolvedAuth auth = shopAuth();
    const auto later = TokenRequest(auth).refresh(u"RT"_s);
    QCOMPARE(sentField(*later, u"grant_type"_s), u"refresh_token"_s);
    QCOMPARE(sentField(*later, u"refresh_token"_s), u"RT"_s);
    QVERIFY(!later->body.bytes().contains("scope"));
    auth.config.grantType = GrantType::RefreshToken;
    const auto first = TokenRequest(auth).refresh(u"RT"_s);
    QCOMPARE(sentField(*first, u"scope"_s), u"read write"_s);
    QCOMPARE(sentField(*first, u"audience"_s), auth.config.audience);
}

void TestTokenRequest::O14_authorizationCode()
{
    const auto request =
        TokenRequest(shopAuth()).authorizationCode(u"c/1"_s, QUrl(u"http://127.0.0.1:4711/callback"_s), u"v~1"_s);
    QCOMPARE(sentField(*request, u"grant_type"_s), u"authorization_code"_s);
    QCOMPARE(sentField(*request, u"code"_s), u"c/1"_s);
    QCOMPARE(sentField(*request, u"redirect_uri"_s), u"http://127.0.0.1:4711/callback"_s);
    QCOMPARE(sentField(*request, u"code_verifier"_s), u"v~1"_s);
}

void TestTokenRequest::O14_deviceCode()
{
    const auto begin = TokenRequest(shopAuth()).deviceAuthorization();
    QCOMPARE(begin->url.path(), u"/device"_s);
    QCOMPARE(sentField(*begin, u"scope"_s), u"read write"_s);
    QCOMPARE(sentField(*begin, u"resource"_s), u"a&b=c"_s);
    const auto poll = TokenRequest(shopAuth()).deviceCode(u"dc"_s);
    QCOMPARE(sentField(*poll, u"grant_type"_s), u"urn:ietf:params:oauth:grant-type:device_code"_s);
    QCOMPARE(sentField(*poll, u"device_code"_s), u"dc"_s);
}

void TestTokenRequest::C26_basicIsEncodedFirst()
{
    ResolvedAuth auth = shopAuth();
    auth.config.clientId = u"a:b"_s;
    auth.clientSecret = u":+%é "_s;
    const QByteArray header = *TokenRequest(auth).clientCredentials()->headers.value("Authorization");
    QCOMPARE(QByteArray::fromBase64(header.mid(6)), QByteArray("a%3Ab:%3A%2B%25%C3%A9%20"));
}

void TestTokenRequest::clientInTheBody()
{
    const auto request = TokenRequest(shopAuth(ClientAuth::Body)).clientCredentials();
    QVERIFY(!request->headers.contains("Authorization"));
    QCOMPARE(sentField(*request, u"client_id"_s), u"shop"_s);
    QCOMPARE(sentField(*request, u"client_secret"_s), u"s"_s);
}

void TestTokenRequest::publicClientSendsItsId()
{
    ResolvedAuth auth = shopAuth();
    auth.clientSecret.clear();
    const auto request = TokenRequest(auth).refresh(u"RT"_s);
    QVERIFY(!request->headers.contains("Authorization"));
    QCOMPARE(sentField(*request, u"client_id"_s), u"shop"_s);
    QVERIFY(!request->body.bytes().contains("client_secret"));
}

void TestTokenRequest::C25_endpoints_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("ADV-C25 https") << u"https://auth.example.com/t"_s << true;
    QTest::newRow("ADV-C25 this machine") << u"http://127.0.0.1:8080/t"_s << true;
    QTest::newRow("ADV-C25 this machine, IPv6") << u"http://[::1]:8080/t"_s << true;
    QTest::newRow("ADV-C25 http") << u"http://auth.example.com/t"_s << false;
    QTest::newRow("ADV-C25 looks like this machine") << u"http://127.example.com/t"_s << false;
    QTest::newRow("ADV-C25 short for this machine") << u"http://127.1/t"_s << true;
    for (const char *host : {"127.0.999999999999", "127.0.0.1.2", "127.0.0.256", "127.0.0.080", "127.0.0.1."})
        QTest::addRow("ADV-C25 a name of digits, %s", host) << u"http://%1/t"_s.arg(QLatin1String(host)) << false;
    QTest::newRow("ADV-C25 other scheme") << u"ftp://localhost/t"_s << false;
    QTest::newRow("ADV-C25 none") << QString() << false;
}

void TestTokenRequest::C25_endpoints()
{
    QFETCH(QString, url);
    QFETCH(bool, allowed);
    ResolvedAuth auth = shopAuth();
    auth.config.tokenUrl = QUrl(url);
    const auto request = TokenRequest(auth).clientCredentials();
    QCOMPARE(request.ok(), allowed);
    if (!allowed) {
        QCOMPARE(request.error().detail, ErrorDetail::BadUrl);
        QCOMPARE(request.error().subject, u"auth.token_url"_s);
    }
}

QTEST_GUILESS_MAIN(TestTokenRequest)
#include "tst_tokenrequest.moc"
