// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/authenticator.h"
#include "auth/replacedheaders.h"

#include <QTest>

using namespace fuseboard;

namespace {

ResolvedAuth tokenAuth(AuthType type, AuthLocation location, const QString &key, const QString &prefix = {})
{
    ResolvedAuth auth;
    auth.config.type = type;
    auth.config.tokenLocation = location;
    auth.config.tokenKey = key;
    auth.config.tokenPrefix = prefix;
    auth.token = QStringLiteral("sk-1 +/é");
    return auth;
}

Request plainRequest(const QByteArray &contentType = {}, const QByteArray &body = {})
{
    Request request;
    request.method = "POST";
    request.url = QUrl(QStringLiteral("https://a.example/x?q=1%2B1"));
    if (!contentType.isEmpty())
        request.headers.append("Content-Type", contentType);
    request.body = Body(body);
    return request;
}

Result<void> applied(ResolvedAuth auth, Request &request)
{
    const auto made = makeAuthenticator(std::move(auth));
    return made.ok() ? (*made)->apply(request) : Result<void>(made.error());
}

} // namespace

class TestAuthenticator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void O15_header();
    void O15_bearerHasItsPrefix();
    void O15_bearerIsBareElsewhere_data();
    void O15_bearerIsBareElsewhere();
    void O15_query();
    void O15_prefixInTheQuery();
    void O15_aQueryThatHasItAlready_data();
    void O15_aQueryThatHasItAlready();
    void O15_body_data();
    void O15_body();
    void O15_basicInUtf8();
    void O15_colonInUserNameIsRefused();
    void O15_custom();
    void A22_oneHeaderOnTheWire();
    void headersThatAreReplaced_data();
    void headersThatAreReplaced();
    void O15_accessTokenGoesWhereItIsTold();
};

void TestAuthenticator::O15_header()
{
    Request request = plainRequest();
    QVERIFY(applied(tokenAuth(AuthType::ApiKey, AuthLocation::Header, QStringLiteral("X-API-Key")), request));
    QCOMPARE(*request.headers.value("x-api-key"), QByteArray("sk-1 +/é"));
    request = plainRequest();
    QVERIFY(applied(
        tokenAuth(AuthType::ApiKey, AuthLocation::Header, QStringLiteral("Authorization"), QStringLiteral("ApiKey")),
        request));
    QCOMPARE(*request.headers.value("Authorization"), QByteArray("ApiKey sk-1 +/é"));
}

void TestAuthenticator::O15_bearerHasItsPrefix()
{
    Request request = plainRequest();
    QVERIFY(applied(tokenAuth(AuthType::Bearer, AuthLocation::Header, QStringLiteral("Authorization")), request));
    QCOMPARE(*request.headers.value("Authorization"), QByteArray("Bearer sk-1 +/é"));
}

// RFC 6750 2.2 and 2.3: the scheme's name belongs to the header.
void TestAuthenticator::O15_bearerIsBareElsewhere_data()
{
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("O15 no prefix") << QString() << QByteArray("sk-1%20%2B%2F%C3%A9");
    QTest::newRow("O15 a prefix that was chosen")
        << QStringLiteral("Bearer") << QByteArray("Bearer%20sk-1%20%2B%2F%C3%A9");
}

void TestAuthenticator::O15_bearerIsBareElsewhere()
{
    QFETCH(QString, prefix);
    QFETCH(QByteArray, value);
    const QString key = QStringLiteral("access_token");
    Request request = plainRequest("application/x-www-form-urlencoded", "a=1");
    QVERIFY(applied(tokenAuth(AuthType::Bearer, AuthLocation::Query, key, prefix), request));
    QCOMPARE(request.url.toEncoded(), "https://a.example/x?q=1%2B1&access_token=" + value);
    QVERIFY(applied(tokenAuth(AuthType::Bearer, AuthLocation::Body, key, prefix), request));
    QCOMPARE(request.body.bytes(), "a=1&access_token=" + value);
}

void TestAuthenticator::O15_query()
{
    Request request = plainRequest();
    QVERIFY(applied(tokenAuth(AuthType::ApiKey, AuthLocation::Query, QStringLiteral("api key")), request));
    QCOMPARE(request.url.toEncoded(), QByteArray("https://a.example/x?q=1%2B1&api%20key=sk-1%20%2B%2F%C3%A9"));
}

void TestAuthenticator::O15_prefixInTheQuery()
{
    Request request = plainRequest();
    QVERIFY(applied(tokenAuth(AuthType::ApiKey, AuthLocation::Query, QStringLiteral("key"), QStringLiteral("Api&Key")),
                    request));
    QCOMPARE(request.url.toEncoded(), QByteArray("https://a.example/x?q=1%2B1&key=Api%26Key%20sk-1%20%2B%2F%C3%A9"));
}

void TestAuthenticator::O15_aQueryThatHasItAlready_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::newRow("O15 plain") << QByteArray("a=1&api+key=mine");
    QTest::newRow("O15 encoded") << QByteArray("%61pi%20key=mine");
    QTest::newRow("O15 without a value") << QByteArray("api%20key");
}

void TestAuthenticator::O15_aQueryThatHasItAlready()
{
    QFETCH(QByteArray, query);
    Request request = plainRequest();
    request.url = QUrl::fromEncoded("https://a.example/x?" + query);
    const QUrl before = request.url;
    const auto result = applied(tokenAuth(AuthType::ApiKey, AuthLocation::Query, QStringLiteral("api key")), request);
    QVERIFY(!result.ok());
    QCOMPARE(result.error().kind, ErrorKind::AuthFailed);
    QCOMPARE(result.error().detail, ErrorDetail::SecretDoesNotFit);
    QCOMPARE(request.url, before);
}

void TestAuthenticator::O15_body_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after"); // empty = refused
    QTest::addColumn<QString>("prefix");
    const auto row = [](const char *name, const QByteArray &type, const QByteArray &before, const QByteArray &after,
                        const QString &prefix = {}) { QTest::newRow(name) << type << before << after << prefix; };
    const QByteArray json = "application/json";
    const QByteArray form = "application/x-www-form-urlencoded";
    row("JSON object", json, R"({"b":1,  "a":2})", R"({"k":"sk-1 +/é","b":1,  "a":2})");
    row("empty JSON object", json + "; charset=utf-8", "{}", R"({"k":"sk-1 +/é"})");
    row("form", form, "a=1", "a=1&k=sk-1%20%2B%2F%C3%A9");
    row("JSON object, prefix", json, R"({"a":2})", R"({"k":"Api\"Key sk-1 +/é","a":2})", QStringLiteral("Api\"Key"));
    row("form, prefix", form, "a=1", "a=1&k=Api%26Key%20sk-1%20%2B%2F%C3%A9", QStringLiteral("Api&Key"));
    for (const char *type : {"application/vnd.api+json", "application/merge-patch+json; charset=utf-8",
                             "Application/Problem+JSON ; charset=utf-8"})
        row(type, type, R"({"a":2})", R"({"k":"sk-1 +/é","a":2})");
    row("empty form", form + ";charset=UTF-8", {}, "k=sk-1%20%2B%2F%C3%A9");
    row("form with another field like it", form, "kk=1&v=k&%6B%6B", "kk=1&v=k&%6B%6B&k=sk-1%20%2B%2F%C3%A9");
    row("A21 form that has it already", form, "a=1&k=mine", {});
    row("A21 form that has it already, encoded", form, "%6b=mine", {});
    row("A21 form that has it already, without a value", form, "a=1&k", {});
    row("A21 no form, for all its name", form + "-x", "a=1", {});
    row("A21 JSON texts in sequence", "application/json-seq", R"({"a":2})", {});
    row("A21 JSON lines", "application/jsonl", R"({"a":2})", {});
    row("A21 JSON array", json, "[1]", {});
    row("A21 no body", {}, {}, {});
    row("A21 multipart", "multipart/form-data; boundary=x", "--x--", {});
    row("A21 JSON after a byte order mark", json, "\xef\xbb\xbf{\"a\":1}", {});
    row("A21 JSON that has it already", json, R"({"k":"mine"})", {});
    row("broken JSON", json, "{", {});
}

void TestAuthenticator::O15_body()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QString, prefix);
    Request request = plainRequest(type, before);
    const auto result = applied(tokenAuth(AuthType::ApiKey, AuthLocation::Body, QStringLiteral("k"), prefix), request);
    QCOMPARE(result.ok(), !after.isEmpty());
    if (result.ok()) {
        QCOMPARE(request.body.bytes(), after);
    } else {
        QCOMPARE(result.error().kind, ErrorKind::AuthFailed);
        QCOMPARE(result.error().detail, ErrorDetail::SecretDoesNotFit);
        QCOMPARE(request.body.bytes(), before);
    }
}

void TestAuthenticator::O15_basicInUtf8()
{
    ResolvedAuth auth;
    auth.config.type = AuthType::Basic;
    auth.config.username = QStringLiteral("jürgen");
    auth.password = QStringLiteral("p:ß");
    Request request = plainRequest();
    QVERIFY(applied(auth, request));
    QCOMPARE(*request.headers.value("Authorization"), QByteArray("Basic " + QByteArray("jürgen:p:ß").toBase64()));
}

void TestAuthenticator::O15_colonInUserNameIsRefused()
{
    ResolvedAuth auth;
    auth.config.type = AuthType::Basic;
    auth.config.username = QStringLiteral("a:b");
    Request request = plainRequest();
    const auto result = applied(auth, request);
    QVERIFY(!result.ok());
    QCOMPARE(result.error().detail, ErrorDetail::SecretUnusable);
    QVERIFY(!request.headers.contains("Authorization"));
}

void TestAuthenticator::O15_custom()
{
    ResolvedAuth auth;
    auth.config.type = AuthType::Custom;
    auth.customHeaders = {{QStringLiteral("X-Custom-Auth"), QStringLiteral("value")},
                          {QStringLiteral("X-Tenant-ID"), QStringLiteral("tenant-123")}};
    auth.customParams = {{QStringLiteral("api_key"), QStringLiteral("key-value")}};
    Request request = plainRequest();
    QVERIFY(applied(auth, request));
    QCOMPARE(*request.headers.value("X-Custom-Auth"), QByteArray("value"));
    QCOMPARE(*request.headers.value("X-Tenant-ID"), QByteArray("tenant-123"));
    QCOMPARE(request.url.query(), QStringLiteral("q=1%2B1&api_key=key-value"));
}

void TestAuthenticator::headersThatAreReplaced_data()
{
    QTest::addColumn<AuthConfig>("auth");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("replaced");
    const QString authorization = QStringLiteral("authorization");
    const QString apiKey = QStringLiteral("x-api-key");
    QTest::newRow("none") << AuthConfig() << authorization << false;
    const AuthConfig inHeader = tokenAuth(AuthType::ApiKey, AuthLocation::Header, QStringLiteral("X-API-Key")).config;
    QTest::newRow("key") << inHeader << apiKey << true;
    QTest::newRow("another name") << inHeader << authorization << false;
    const AuthConfig inQuery = tokenAuth(AuthType::ApiKey, AuthLocation::Query, QStringLiteral("X-API-Key")).config;
    QTest::newRow("key in the query") << inQuery << apiKey << false;
    const AuthConfig cookie = tokenAuth(AuthType::Bearer, AuthLocation::Header, QStringLiteral("Cookie")).config;
    QTest::newRow("cookies are added") << cookie << QStringLiteral("cookie") << false;
    AuthConfig oauth;
    oauth.type = AuthType::OAuth2;
    QTest::newRow("token") << oauth << authorization << true;
    AuthConfig basic;
    basic.type = AuthType::Basic;
    basic.tokenKey = QStringLiteral("X-API-Key"); // of another type
    QTest::newRow("basic") << basic << authorization << true;
    QTest::newRow("basic, another name") << basic << apiKey << false;
    AuthConfig custom;
    custom.type = AuthType::Custom;
    custom.customHeaders = {{QStringLiteral("X-API-Key"), Secret::plain(QStringLiteral("auth"))}};
    QTest::newRow("custom") << custom << apiKey << true;
    QTest::newRow("custom, another name") << custom << authorization << false;
}

// What is said beforehand is what becomes of a header.
void TestAuthenticator::headersThatAreReplaced()
{
    QFETCH(const AuthConfig, auth);
    QFETCH(const QString, name);
    QFETCH(const bool, replaced);
    QCOMPARE(replacesHeader(auth, name), replaced);
    ResolvedAuth resolved;
    resolved.config = auth;
    resolved.token = QStringLiteral("auth");
    for (const auto &header : auth.customHeaders)
        resolved.customHeaders.append({header.first, header.second.text()});
    Request request = plainRequest();
    request.headers.append(name.toUtf8(), "a=mine");
    QVERIFY(applied(resolved, request));
    QCOMPARE(request.headers.value(name.toUtf8()).value_or("").contains("a=mine"), !replaced);
}

void TestAuthenticator::A22_oneHeaderOnTheWire()
{
    Request request = plainRequest();
    request.headers.append("authorization", "mine");
    QVERIFY(applied(tokenAuth(AuthType::Bearer, AuthLocation::Header, QStringLiteral("Authorization")), request));
    QCOMPARE(request.headers.values("Authorization").size(), 1);
    QVERIFY(request.headers.value("Authorization")->startsWith("Bearer "));
}

void TestAuthenticator::O15_accessTokenGoesWhereItIsTold()
{
    ResolvedAuth auth;
    auth.config.type = AuthType::OAuth2;
    auth.token = QStringLiteral("at");
    Request request;
    QVERIFY((*makeAuthenticator(auth))->apply(request).ok());
    QCOMPARE(*request.headers.value("Authorization"), QByteArray("Bearer at"));
    auth.config.tokenLocation = AuthLocation::Query;
    auth.config.tokenKey = QStringLiteral("access_token");
    request.url = QUrl(QStringLiteral("https://api.example.com/x"));
    QVERIFY((*makeAuthenticator(auth))->apply(request).ok());
    QCOMPARE(request.url.query(), QStringLiteral("access_token=at"));
}

QTEST_GUILESS_MAIN(TestAuthenticator)
#include "tst_authenticator.moc"
