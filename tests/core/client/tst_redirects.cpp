// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/redactor.h"
#include "client/redirects.h"

#include <QTest>

using namespace fuseboard;

namespace {

Response redirectAnswer(int status, const QByteArray &location)
{
    Response response;
    response.status = status;
    response.headers.append("Location", location);
    return response;
}

RedirectRules usualRules()
{
    RedirectRules rules;
    rules.isCredentialHeader = [redactor = Redactor()](const QByteArray &name) {
        return redactor.isSecretName(QString::fromLatin1(name));
    };
    return rules;
}

Request requestTo(const char *url, const QByteArray &method = "GET")
{
    Request request;
    request.method = method;
    request.url = QUrl(QString::fromLatin1(url));
    return request;
}

Result<Request> follow(const Request &request, const Response &response, const RedirectRules &rules = usualRules())
{
    return followRedirect(request, response, rules, {{request.method, request.url}});
}

} // namespace

class TestRedirects : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void S01_method_data();
    void S01_method();
    void S01_blocked_data();
    void S01_blocked();
    void S01_credentialsStayWithTheirOrigin_data();
    void S01_credentialsStayWithTheirOrigin();
    void S01_headersThatMayLeaveTheirOrigin_data();
    void S01_headersThatMayLeaveTheirOrigin();
    void S01_loopsAndLength();
    void S01_insecureOnlyWhenAllowed();
    void ADV_B7_credentialInBodyIsNotCarriedAway();
    void ADV_B12_bodyThatCannotBeSentAgain();
    void ADV_B14_userInfoOfTheTargetIsIgnored();
    void knowsRedirects();
};

void TestRedirects::S01_method_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("next");
    QTest::newRow("303 POST") << 303 << QByteArray("POST") << QByteArray("GET");
    QTest::newRow("303 PUT") << 303 << QByteArray("PUT") << QByteArray("GET");
    QTest::newRow("303 HEAD") << 303 << QByteArray("HEAD") << QByteArray("HEAD");
    QTest::newRow("301 POST") << 301 << QByteArray("POST") << QByteArray("GET");
    QTest::newRow("302 POST") << 302 << QByteArray("POST") << QByteArray("GET");
    QTest::newRow("ADV-B11 301 PUT") << 301 << QByteArray("PUT") << QByteArray("PUT");
    QTest::newRow("ADV-B11 302 DELETE") << 302 << QByteArray("DELETE") << QByteArray("DELETE");
    QTest::newRow("ADV-B11 302 PATCH") << 302 << QByteArray("PATCH") << QByteArray("PATCH");
    QTest::newRow("307 POST") << 307 << QByteArray("POST") << QByteArray("POST");
    QTest::newRow("308 PUT") << 308 << QByteArray("PUT") << QByteArray("PUT");
}

void TestRedirects::S01_method()
{
    QFETCH(int, status);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, next);
    Request request = requestTo("https://a.example/x", method);
    request.body = Body("{}");
    const QByteArrayList ofTheBody{"Content-Type", "content-md5", "Content-Disposition", "Digest", "Repr-Digest"};
    for (const QByteArray &name : ofTheBody)
        request.headers.append(name, "x");
    request.headers.append("Accept", "x");
    const auto followed = follow(request, redirectAnswer(status, "/y"));
    QVERIFY(followed.ok());
    QCOMPARE(followed->method, next);
    const bool keepsBody = next == method;
    QCOMPARE(followed->body.bytes(), keepsBody ? QByteArray("{}") : QByteArray());
    for (const QByteArray &name : ofTheBody)
        QCOMPARE(followed->headers.contains(name), keepsBody);
    QVERIFY(followed->headers.contains("Accept"));
    QCOMPARE(followed->url, QUrl(QStringLiteral("https://a.example/y")));
}

void TestRedirects::S01_blocked_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<ErrorDetail>("detail");
    QTest::newRow("ADV-B3 https to http") << QByteArray("http://a.example/") << ErrorDetail::InsecureRedirect;
    QTest::newRow("ADV-B9 empty") << QByteArray("") << ErrorDetail::BadRedirectTarget;
    QTest::newRow("ADV-B9 file") << QByteArray("file:///etc/passwd") << ErrorDetail::BadRedirectTarget;
    QTest::newRow("ADV-B9 data") << QByteArray("data:,x") << ErrorDetail::BadRedirectTarget;
    QTest::newRow("ADV-B9 other scheme") << QByteArray("market://x") << ErrorDetail::BadRedirectTarget;
    QTest::newRow("ADV-B9 port 0") << QByteArray("https://other.example.com:0/") << ErrorDetail::BadRedirectTarget;
    QTest::newRow("ADV-B9 no host") << QByteArray("https://:443/") << ErrorDetail::BadRedirectTarget;
    QTest::newRow("ADV-B15 loopback") << QByteArray("https://127.0.0.1/") << ErrorDetail::BadRedirectTarget;
    QTest::newRow("ADV-B15 localhost") << QByteArray("https://localhost/") << ErrorDetail::BadRedirectTarget;
    QTest::newRow("ADV-B15 link-local") << QByteArray("https://169.254.169.254/latest")
                                        << ErrorDetail::BadRedirectTarget;
    QTest::newRow("ADV-B15 IPv6 loopback") << QByteArray("https://[::1]/") << ErrorDetail::BadRedirectTarget;
    QTest::newRow("to itself") << QByteArray("https://a.example/x") << ErrorDetail::RedirectLoop;
}

void TestRedirects::S01_blocked()
{
    QFETCH(QByteArray, location);
    QFETCH(ErrorDetail, detail);
    const auto followed = follow(requestTo("https://a.example/x"), redirectAnswer(302, location));
    QVERIFY(!followed.ok());
    QCOMPARE(followed.error().kind, ErrorKind::RedirectBlocked);
    QCOMPARE(followed.error().detail, detail);
    QCOMPARE(followed.error().httpStatus, 302);
}

void TestRedirects::S01_credentialsStayWithTheirOrigin_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<bool>("kept");
    QTest::newRow("same origin") << QByteArray("/next") << true;
    QTest::newRow("same origin, whole URL") << QByteArray("https://A.example:443/next") << true;
    QTest::newRow("ADV-B1 other host") << QByteArray("https://b.example/") << false;
    QTest::newRow("ADV-B2 other port") << QByteArray("https://a.example:8443/") << false;
    QTest::newRow("A7 trailing dot is another host") << QByteArray("https://a.example./") << false;
}

void TestRedirects::S01_credentialsStayWithTheirOrigin()
{
    QFETCH(QByteArray, location);
    QFETCH(bool, kept);
    Request request = requestTo("https://a.example/x");
    for (const char *name : {"Authorization", "Cookie", "X-API-Key", "Proxy-Authorization"})
        request.headers.append(name, "secret");
    request.headers.append("Accept", "*/*");
    const auto followed = follow(request, redirectAnswer(302, location));
    QVERIFY(followed.ok());
    for (const char *name : {"Authorization", "Cookie", "X-API-Key", "Proxy-Authorization"})
        QCOMPARE(followed->headers.contains(name), kept);
    QVERIFY(followed->headers.contains("Accept"));
}

void TestRedirects::S01_headersThatMayLeaveTheirOrigin_data()
{
    QTest::addColumn<bool>("kept");
    for (const char *name : {"Accept", "Accept-Language", "USER-AGENT", "Range", "If-None-Match", "Idempotency-Key",
                             "traceparent", "Content-Type"})
        QTest::addRow("%s", name) << true;
    for (const char *name : {"x-vault-token", "x-goog-api-key", "ocp-apim-subscription-key", "x-amz-security-token",
                             "X-Tenant", "Host", "Referer", "Acceptance", "Content-Token", "If-Mine"})
        QTest::addRow("%s", name) << false;
}

void TestRedirects::S01_headersThatMayLeaveTheirOrigin()
{
    QFETCH(bool, kept);
    RedirectRules rules;
    rules.isCredentialHeader = [](const QByteArray &name) { return name == "If-Mine" || name == "Content-Token"; };
    Request request = requestTo("https://a.example/x", "PUT");
    request.headers.append(QTest::currentDataTag(), "v");
    QVERIFY(follow(request, redirectAnswer(307, "/y"), rules)->headers.contains(QTest::currentDataTag()));
    const auto followed = follow(request, redirectAnswer(307, "https://b.example/"), rules);
    QCOMPARE(followed->headers.contains(QTest::currentDataTag()), kept);
}

void TestRedirects::S01_loopsAndLength()
{
    RedirectRules rules = usualRules();
    rules.maxRedirects = 2;
    const Request request = requestTo("https://a.example/3");
    QList<RedirectHop> before{{"GET", QUrl(QStringLiteral("https://a.example/1"))},
                              {"GET", QUrl(QStringLiteral("https://a.example/2"))}};
    QVERIFY(followRedirect(request, redirectAnswer(302, "/4"), rules, before).ok());
    QCOMPARE(followRedirect(request, redirectAnswer(302, "/1"), rules, before).error().detail,
             ErrorDetail::RedirectLoop);
    before.append({"GET", request.url});
    QCOMPARE(followRedirect(request, redirectAnswer(302, "/4"), rules, before).error().detail,
             ErrorDetail::TooManyRedirects);
    // Who comes back with another cookie asks something else.
    rules.maxRedirects = 9;
    rules.cookies = [](const Request &) { return QByteArray("a=1"); };
    QVERIFY(followRedirect(request, redirectAnswer(302, "/1"), rules, before).ok());
    before.first().cookies = "a=1";
    QCOMPARE(followRedirect(request, redirectAnswer(302, "/1"), rules, before).error().detail,
             ErrorDetail::RedirectLoop);
    // The same address by another method is the usual answer to a form, not a loop.
    QVERIFY(follow(requestTo("https://a.example/form", "POST"), redirectAnswer(303, "/form")).ok());
}

void TestRedirects::S01_insecureOnlyWhenAllowed()
{
    RedirectRules rules = usualRules();
    rules.allowInsecure = true;
    Request request = requestTo("https://a.example/x");
    request.headers.append("Authorization", "Bearer t");
    const auto followed = follow(request, redirectAnswer(302, "http://a.example/x"), rules);
    QVERIFY(followed.ok());
    QVERIFY(!followed->headers.contains("Authorization"));
}

void TestRedirects::ADV_B7_credentialInBodyIsNotCarriedAway()
{
    RedirectRules rules = usualRules();
    rules.credentialsInBody = true;
    Request request = requestTo("https://a.example/x", "POST");
    request.body = Body("{\"a\":1}");
    QCOMPARE(follow(request, redirectAnswer(307, "https://b.example/"), rules).error().detail,
             ErrorDetail::CredentialsInBody);
    QVERIFY(follow(request, redirectAnswer(307, "/same"), rules).ok());
    QVERIFY(follow(request, redirectAnswer(303, "https://b.example/"), rules).ok());
}

void TestRedirects::ADV_B12_bodyThatCannotBeSentAgain()
{
    Request request = requestTo("https://a.example/x", "PUT");
    request.body = Body([] { return std::unique_ptr<QIODevice>(); }, 10);
    QCOMPARE(follow(request, redirectAnswer(307, "/y")).error().detail, ErrorDetail::BodyNotReplayable);
}

void TestRedirects::ADV_B14_userInfoOfTheTargetIsIgnored()
{
    const auto followed = follow(requestTo("https://a.example/x"), redirectAnswer(302, "https://u:p@a.example/y#f"));
    QVERIFY(followed.ok());
    QCOMPARE(followed->url, QUrl(QStringLiteral("https://a.example/y")));
}

void TestRedirects::knowsRedirects()
{
    QVERIFY(isRedirect(redirectAnswer(301, "/")));
    QVERIFY(!isRedirect(redirectAnswer(304, "/")));
    QVERIFY(!isRedirect(redirectAnswer(300, "/")));
    Response response;
    response.status = 302;
    QVERIFY(!isRedirect(response));
}

QTEST_GUILESS_MAIN(TestRedirects)
#include "tst_redirects.moc"
