// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// No secret in the log, whatever is logged: by this library or by Qt below it (ADVERSARIAL M4, M5).

#include "base/systemscheduler.h"
#include "clientfixture.h"
#include "http/networktransport.h"
#include "logcapture.h"
#include "support/loopbackconnection.h"
#include "support/loopbackserver.h"

#include <QTest>
#include <QUrlQuery>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// As a proxy would show it: all that has come, with the credentials.
QByteArray echoOf(const QByteArray &method, const QByteArray &target, const Headers &headers, const QByteArray &body)
{
    QByteArray text = method + ' ' + target + "\r\n";
    for (const auto &[name, value] : headers.fields())
        text += name + ": " + value + "\r\n" + value.toBase64() + ' ' + value.toHex() + "\r\n";
    return text + "\r\n" + body + "\r\n" + body.toBase64();
}

QByteArray echoOf(const Request &request)
{
    return echoOf(request.method, request.url.toEncoded(), request.headers, request.body.bytes());
}

AuthConfig authOf(AuthType type)
{
    AuthConfig auth;
    auth.type = type;
    auth.token = Secret::plain(u"canary-token-1"_s);
    auth.username = u"ann"_s;
    auth.password = Secret::plain(u"canary password+2"_s);
    auth.clientId = u"shop"_s;
    auth.clientSecret = Secret::plain(u"canary-client-3"_s);
    auth.refreshToken = Secret::plain(u"canary-refresh-4"_s);
    auth.tokenUrl = QUrl(u"https://auth.example.com/token"_s);
    auth.customHeaders = {{u"X-Tenant-Proof"_s, Secret::plain(u"canary-header-5"_s)}};
    auth.customParams = {{u"proof"_s, Secret::plain(u"canary-param-6"_s)}};
    return auth;
}

ClientConfig withSecretsEverywhere(ClientConfig config)
{
    config.logResponseBody = true;
    config.defaultHeaders = {{u"X-Vault-Token"_s, u"canary-default-7"_s}, {u"Accept"_s, u"text/plain"_s}};
    return config;
}

Request requestWithSecrets(bool form)
{
    Request request;
    request.method = "POST";
    request.url = QUrl(u"/orders?limit=5&access_token=canary-query-8"_s);
    request.headers.append("Cookie", "sid=canary-cookie-9; theme=dark");
    request.headers.append("Content-Type", form ? "application/x-www-form-urlencoded" : "application/json");
    request.body = Body(form ? QByteArray("otp=canary-body-0&a=b")
                             : QByteArray(R"({"login":{"password":"canary-body-0"}})"));
    return request;
}

bool isClean(const QStringList &lines, QString *found)
{
    static const QStringList secrets{u"canary"_s,  u"password+2"_s, u"Y2FuYXJ5"_s,
                                     u"NhbmFye"_s, u"jYW5hcn"_s,    u"63616e617279"_s};
    for (const QString &line : lines) {
        for (const QString &secret : secrets) {
            if (line.contains(secret, Qt::CaseInsensitive)) {
                *found = line;
                return false;
            }
        }
    }
    return true;
}

} // namespace

class TestLogSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void S05_nothingLeaks_data();
    void S05_nothingLeaks();
    void S05_tokensOfALogin();
    void S05_norFromBelow_data();
    void S05_norFromBelow();
};

void TestLogSecrets::S05_nothingLeaks_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<int>("location");
    QTest::addColumn<QString>("rules");
    const QString all = u"*=true"_s;
    for (const auto location : {AuthLocation::Header, AuthLocation::Query, AuthLocation::Body})
        QTest::addRow("ADV-M4 ADV-M5 api key %d", int(location)) << int(AuthType::ApiKey) << int(location) << all;
    for (const auto type : {AuthType::Bearer, AuthType::Basic, AuthType::Custom, AuthType::OAuth2})
        QTest::addRow("ADV-M4 ADV-M5 type %d", int(type)) << int(type) << int(AuthLocation::Header) << all;
    QTest::newRow("info alone") << int(AuthType::Bearer) << int(AuthLocation::Header) << u"*.info=true"_s;
}

void TestLogSecrets::S05_nothingLeaks()
{
    QFETCH(int, type);
    QFETCH(int, location);
    QFETCH(QString, rules);
    ClientFixture f;
    f.config = withSecretsEverywhere(f.config);
    f.config.auth = authOf(AuthType(type));
    f.config.auth->tokenLocation = AuthLocation(location);
    f.config.auth->tokenKey = location == int(AuthLocation::Header) ? u"Authorization"_s : u"proof_of_life"_s;
    f.withRetry().retryUnsafeMethods = true;
    f.transport.setHandler([](const Request &request, int number) {
        if (request.url.host() == u"auth.example.com"_s)
            return FakeOutcome::success(200, {{"Content-Type", "application/json"}},
                                        R"({"token_type":"Bearer","access_token":"canary-access-a",)"
                                        R"("refresh_token":"canary-rotated-b"})");
        const QByteArray echo = echoOf(request);
        switch (number % 4) {
        case 0:
            return FakeOutcome::success(503, {{"Content-Type", "text/html"}}, echo);
        case 1:
            return FakeOutcome::success(307, {{"Location", "/echo/" + echo.toPercentEncoding()}}, echo);
        case 2:
            return FakeOutcome::failure(Error(ErrorKind::Dns, ErrorDetail::None, QString::fromUtf8(echo)));
        default:
            return FakeOutcome::success(200, {{"Content-Type", "application/json"}}, echo);
        }
    });
    const LogCapture log(rules);
    ApiClient &client = f.make();
    for (const bool form : {false, true, false, true}) {
        client.send(requestWithSecrets(form));
        f.scheduler.advance(60s);
    }
    QVERIFY(f.transport.requestCount() >= 8);
    const QByteArray sent = echoOf(f.transport.requests().last());
    QVERIFY2(sent.contains("canary"), "it has left, though");
    QVERIFY(log.calls().size() >= 20);
    QVERIFY(log.calls().join(u'\n').contains(u"event=body"_s));
    QString found;
    QVERIFY2(isClean(log.all(), &found), qPrintable(found));
}

void TestLogSecrets::S05_tokensOfALogin()
{
    ClientFixture f;
    f.config = withSecretsEverywhere(f.config);
    f.config.auth = authOf(AuthType::OAuth2);
    f.config.auth->grantType = GrantType::RefreshToken;
    int tokens = 0;
    f.transport.setHandler([&tokens](const Request &request, int) {
        if (request.url.host() != u"auth.example.com"_s)
            return FakeOutcome::success(tokens < 3 ? 401 : 200, {}, echoOf(request));
        ++tokens;
        const QByteArray number = QByteArray::number(tokens);
        return FakeOutcome::success(200, {{"Content-Type", "application/json"}},
                                    "{\"token_type\":\"Bearer\",\"access_token\":\"canary-access-" + number
                                        + "\",\"refresh_token\":\"canary-rotated-" + number
                                        + "\",\"id_token\":\"canary-id\",\"note\":\"canary-note\"}");
    });
    const LogCapture log(u"*=true"_s);
    ApiClient &client = f.make();
    client.get(u"/a"_s);
    f.scheduler.advance(5s);
    client.get(u"/b"_s);
    f.scheduler.advance(5s);
    QVERIFY(tokens >= 3);
    // The body of a token endpoint is never logged: even what no rule would hide is not there.
    QVERIFY(!log.all().join(u'\n').contains(u"note"_s));
    QString found;
    QVERIFY2(isClean(log.all(), &found), qPrintable(found));
}

void TestLogSecrets::S05_norFromBelow_data()
{
    QTest::addColumn<int>("type");
    QTest::newRow("ADV-M4 ADV-M5 bearer") << int(AuthType::Bearer);
    QTest::newRow("ADV-M4 ADV-M5 basic") << int(AuthType::Basic);
    QTest::newRow("ADV-M4 ADV-M5 custom") << int(AuthType::Custom);
}

void TestLogSecrets::S05_norFromBelow()
{
    QFETCH(int, type);
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &connection, const ReceivedRequest &request) {
        const QByteArray body = echoOf(request.method, request.target, request.headers, request.body);
        connection.answer(200, {{"Content-Type", "text/plain"}, {"Set-Cookie", "sid=canary-set"}}, body);
    });
    const LogCapture log(u"*=true"_s);
    SystemScheduler scheduler;
    SeededRandom random(1);
    MemorySecretStore secrets;
    NetworkTransport transport({}, scheduler);
    ClientConfig config;
    config.name = u"below"_s;
    config.baseUrl = server.url();
    config = withSecretsEverywhere(config);
    config.auth = authOf(AuthType(type));
    ApiClient client(config, Services{scheduler, random, transport, secrets});
    const CallWatch watch(client.send(requestWithSecrets(false)));
    QTRY_COMPARE(watch.finishedCount, 1);
    QVERIFY(watch.response && watch.response->response.body.contains("canary"));
    QCOMPARE(log.calls().size(), 3);
    QString found;
    QVERIFY2(isClean(log.all(), &found), qPrintable(found));
}

QTEST_GUILESS_MAIN(TestLogSecrets)
#include "tst_logsecrets.moc"
