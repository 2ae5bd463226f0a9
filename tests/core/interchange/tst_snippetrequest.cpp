// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/snippetrequest.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// What a client puts on a request, as snippets see it.
class tst_SnippetRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signs_data();
    void signs();
    void putsTokensIntoBodies_data();
    void putsTokensIntoBodies();
    void prefersHeadersOfTheRequest();
    void S05_secretDefaultHeadersAreVariables();
    void leavesBytesOut();
    void takesFormsForTheirBytes();
};

namespace {

AuthConfig authOf(AuthType type)
{
    AuthConfig auth;
    auth.type = type;
    auth.token = Secret::plain(u"canary"_s);
    auth.password = Secret::keychain();
    auth.username = u"ada"_s;
    return auth;
}

SnippetRequest snippetOf(const AuthConfig &auth, const Body &body = {})
{
    ClientConfig config;
    config.name = u"orders"_s;
    config.auth = auth;
    Request request;
    request.url = QUrl(u"https://api.example.com/orders?n=1#part"_s);
    request.body = body;
    return snippetRequest(config, request, Placeholders(config.name));
}

const Template token = Template::variable(u"ORDERS_AUTH_TOKEN"_s);

} // namespace

void tst_SnippetRequest::signs_data()
{
    QTest::addColumn<AuthConfig>("auth");
    QTest::addColumn<QList<SnippetRequest::Field>>("headers");
    QTest::addColumn<QList<SnippetRequest::Field>>("params");
    using Fields = QList<SnippetRequest::Field>;
    AuthConfig key = authOf(AuthType::ApiKey);
    key.tokenKey = u"X-API-Key"_s;
    QTest::newRow("API key") << key << Fields{{u"X-API-Key"_s, token}} << Fields{};
    key.tokenLocation = AuthLocation::Query;
    QTest::newRow("API key in the query") << key << Fields{} << Fields{{u"X-API-Key"_s, token}};
    QTest::newRow("bearer") << authOf(AuthType::Bearer) << Fields{{u"Authorization"_s, Template(u"Bearer "_s) + token}}
                            << Fields{};
    AuthConfig bearer = authOf(AuthType::Bearer);
    bearer.tokenKey = u"access_token"_s;
    bearer.tokenLocation = AuthLocation::Query;
    QTest::newRow("O15 bearer in the query") << bearer << Fields{} << Fields{{u"access_token"_s, token}};
    QTest::newRow("OAuth") << authOf(AuthType::OAuth2)
                           << Fields{{u"Authorization"_s,
                                      Template(u"Bearer "_s) + Template::variable(u"ORDERS_ACCESS_TOKEN"_s)}}
                           << Fields{};
    AuthConfig custom = authOf(AuthType::Custom);
    custom.customHeaders = {{u"X-Tenant"_s, Secret::environment(u"TENANT"_s)}};
    custom.customParams = {{u"key"_s, Secret::keychain()}};
    QTest::newRow("custom") << custom << Fields{{u"X-Tenant"_s, Template::variable(u"TENANT"_s)}}
                            << Fields{{u"key"_s, Template::variable(u"ORDERS_AUTH_CUSTOM_PARAMS_KEY"_s)}};
    QTest::newRow("basic") << authOf(AuthType::Basic) << Fields{} << Fields{};
}

void tst_SnippetRequest::signs()
{
    QFETCH(const AuthConfig, auth);
    const SnippetRequest snippet = snippetOf(auth);
    QTEST(snippet.headers, "headers");
    QTEST(snippet.secretParams, "params");
    QCOMPARE(snippet.url, u"https://api.example.com/orders?n=1"_s);
    QCOMPARE(snippet.basic.has_value(), auth.type == AuthType::Basic);
    if (snippet.basic)
        QCOMPARE(*snippet.basic, (SnippetRequest::Basic{u"ada"_s, Template::variable(u"ORDERS_AUTH_PASSWORD"_s)}));
    QVERIFY(snippet.hasVariables());
}

void tst_SnippetRequest::putsTokensIntoBodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Template>("expected");
    QTest::newRow("object") << QByteArray(" {\"a\": 1}")
                            << Template(u"{\"key\":\""_s) + token + Template(u"\",\"a\": 1}"_s);
    QTest::newRow("empty object") << QByteArray("{ }") << Template(u"{\"key\":\""_s) + token + Template(u"\"}"_s);
    QTest::newRow("form") << QByteArray("a=1") << Template(u"a=1&key="_s) + token;
    QTest::newRow("nothing") << QByteArray() << Template(u"key="_s) + token;
}

void tst_SnippetRequest::putsTokensIntoBodies()
{
    QFETCH(const QByteArray, body);
    AuthConfig auth = authOf(AuthType::ApiKey);
    auth.tokenKey = u"key"_s;
    auth.tokenLocation = AuthLocation::Body;
    QTEST(snippetOf(auth, Body(body)).body, "expected");
}

void tst_SnippetRequest::prefersHeadersOfTheRequest()
{
    ClientConfig config;
    config.defaultHeaders = {{u"Accept"_s, u"text/plain"_s}, {u"X-One"_s, u"1"_s}};
    Request request;
    request.url = QUrl(u"https://api.example.com/"_s);
    request.headers = {{"accept", "application/json"}};
    const SnippetRequest snippet = snippetRequest(config, request, Placeholders(u"a"_s));
    QCOMPARE(
        snippet.headers,
        (QList<SnippetRequest::Field>{{u"X-One"_s, Template(u"1"_s)}, {u"accept"_s, Template(u"application/json"_s)}}));
    QVERIFY(!snippet.hasVariables());
}

void tst_SnippetRequest::S05_secretDefaultHeadersAreVariables()
{
    ClientConfig config;
    config.name = u"orders"_s;
    config.defaultHeaders = {{u"X-API-Key"_s, u"canary"_s}};
    Request request;
    request.url = QUrl(u"https://api.example.com/"_s);
    QCOMPARE(
        snippetRequest(config, request, Placeholders(config.name)).headers,
        (QList<SnippetRequest::Field>{{u"X-API-Key"_s, Template::variable(u"ORDERS_DEFAULT_HEADERS_X_API_KEY"_s)}}));
}

void tst_SnippetRequest::leavesBytesOut()
{
    QVERIFY(snippetOf(authOf(AuthType::None), Body(QByteArray("text"))).isBodyText);
    QVERIFY(!snippetOf(authOf(AuthType::None), Body(QByteArray("\xff\xfe"))).isBodyText);
}

void tst_SnippetRequest::takesFormsForTheirBytes()
{
    ClientConfig config;
    config.auth = authOf(AuthType::ApiKey);
    config.auth->tokenKey = u"key"_s;
    config.auth->tokenLocation = AuthLocation::Body;
    Request request;
    request.url = QUrl(u"https://api.example.com/"_s);
    request.headers = {{"content-type", "multipart/form-data; boundary=B"}};
    request.body = Body(QByteArray("--B\r\n"));
    const Placeholders placeholders(u"a"_s);
    const BodySource parts{{{u"a"_s, u"1"_s, {}, {}, {}}}, {}};
    const SnippetRequest form = snippetRequest(config, request, placeholders, parts);
    QCOMPARE(form.source, parts);
    QVERIFY2(form.headers.isEmpty(), "each sender takes a boundary of its own");
    QVERIFY2(form.body.isEmpty() && form.hasBody() && !form.hasVariables(), "a token has no place in it");
    const SnippetRequest file = snippetRequest(config, request, placeholders, {{}, u"/x"_s});
    QCOMPARE(file.headers.size(), 1);
    QVERIFY(file.body.isEmpty() && file.hasBody() && file.isBodyText);
}

QTEST_GUILESS_MAIN(tst_SnippetRequest)
#include "tst_snippetrequest.moc"
