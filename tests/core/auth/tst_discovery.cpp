// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/discovery.h"
#include "oauthfixture.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

AuthConfig discoveringConfig()
{
    AuthConfig config;
    config.type = AuthType::OAuth2;
    config.clientId = u"shop"_s;
    config.issuer = QUrl(u"https://auth.example.com/tenant"_s);
    return config;
}

Response documentWith(QByteArray body, int status = 200)
{
    Response answer;
    answer.status = status;
    answer.body = body.replace('\'', '"');
    return answer;
}

const char *const goodDocument = "{'issuer':'https://auth.example.com/tenant','token_endpoint':'https://t.example/t',"
                                 "'authorization_endpoint':'https://t.example/a',"
                                 "'device_authorization_endpoint':'https://t.example/d'}";

} // namespace

class TestDiscovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksWhereTheStandardSays_data();
    void asksWhereTheStandardSays();
    void O14_fillsInWhatIsNotSet();
    void refused_data();
    void refused();
    void asksOnceBeforeTheFirstToken();
    void asksAgainAfterAFailure();
};

void TestDiscovery::asksWhereTheStandardSays_data()
{
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<QString>("url");
    QTest::newRow("host") << u"https://a.example"_s << u"https://a.example/.well-known/openid-configuration"_s;
    QTest::newRow("slash") << u"https://a.example/"_s << u"https://a.example/.well-known/openid-configuration"_s;
    QTest::newRow("path") << u"https://a.example/t"_s << u"https://a.example/t/.well-known/openid-configuration"_s;
    QTest::newRow("path and slash") << u"https://a.example/t/"_s
                                    << u"https://a.example/t/.well-known/openid-configuration"_s;
    QTest::newRow("encoded") << u"https://a.example/t%2F1%25/"_s
                             << u"https://a.example/t%2F1%25/.well-known/openid-configuration"_s;
}

void TestDiscovery::asksWhereTheStandardSays()
{
    QFETCH(QString, issuer);
    QFETCH(QString, url);
    QCOMPARE(discoveryRequest(QUrl(issuer)).url.toString(), url);
}

void TestDiscovery::O14_fillsInWhatIsNotSet()
{
    AuthConfig config = discoveringConfig();
    config.authorizationUrl = QUrl(u"https://mine.example/a"_s);
    const auto found = withEndpoints(config, documentWith(goodDocument));
    QVERIFY(found.ok());
    QCOMPARE(found->tokenUrl, QUrl(u"https://t.example/t"_s));
    QCOMPARE(found->authorizationUrl, QUrl(u"https://mine.example/a"_s));
    QCOMPARE(found->deviceAuthorizationUrl, QUrl(u"https://t.example/d"_s));
    QVERIFY(!needsDiscovery(*found));
}

void TestDiscovery::refused_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<int>("status");
    QTest::addColumn<ErrorDetail>("detail");
    const auto row = [](const char *name, const QByteArray &from, const QByteArray &to) {
        QTest::newRow(name) << QByteArray(goodDocument).replace(from, to) << 200 << ErrorDetail::TokenUnusable;
    };
    row("ADV-C4 other issuer", "example.com/tenant", "example.com/evil");
    row("ADV-C4 no issuer", "'issuer'", "'x'");
    row("ADV-C25 endpoint over http", "https://t.example/t", "http://t.example/t");
    row("user info", "https://t.example/t", "https://u@t.example/t");
    row("port 0", "https://t.example/t", "https://t.example:0/t");
    row("fragment", "https://t.example/t", "https://t.example/t#f");
    row("no endpoint", "'token_endpoint'", "'x'");
    row("no object", "{", "[{");
    QTest::newRow("404") << QByteArray(goodDocument) << 404 << ErrorDetail::TokenUnusable;
    QTest::newRow("503") << QByteArray() << 503 << ErrorDetail::TokenEndpointFailed;
}

void TestDiscovery::refused()
{
    QFETCH(QByteArray, document);
    QFETCH(int, status);
    QFETCH(ErrorDetail, detail);
    const auto found = withEndpoints(discoveringConfig(), documentWith(document, status));
    QVERIFY(!found.ok());
    QCOMPARE(found.error().detail, detail);
}

void TestDiscovery::asksOnceBeforeTheFirstToken()
{
    OAuthFixture fixture;
    fixture.config.tokenUrl = QUrl();
    fixture.config.issuer = discoveringConfig().issuer;
    fixture.transport.enqueue(fixture.tokenAnswer(200, documentWith(goodDocument).body));
    fixture.make();
    for (int i = 0; i < 3; ++i) {
        fixture.ask();
        fixture.scheduler.advance(std::chrono::hours(1));
    }
    QCOMPARE(fixture.ready, 3);
    QCOMPARE(fixture.transport.requestCount(), 4);
    QCOMPARE(fixture.transport.requests().at(0).method, QByteArray("GET"));
    QCOMPARE(fixture.transport.requests().at(1).url, QUrl(u"https://t.example/t"_s));
}

void TestDiscovery::asksAgainAfterAFailure()
{
    OAuthFixture fixture;
    fixture.config.tokenUrl = QUrl();
    fixture.config.issuer = discoveringConfig().issuer;
    fixture.transport.enqueue(FakeOutcome::success(503));
    fixture.transport.enqueue(fixture.tokenAnswer(200, documentWith(goodDocument).body));
    fixture.make();
    fixture.ask();
    fixture.scheduler.runDue();
    QCOMPARE(fixture.error.detail, ErrorDetail::TokenEndpointFailed);
    fixture.ask();
    fixture.scheduler.advance(std::chrono::seconds(1));
    QCOMPARE(fixture.ready, 1);
}

QTEST_GUILESS_MAIN(TestDiscovery)
#include "tst_discovery.moc"
