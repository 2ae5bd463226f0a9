// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/memorysecretstore.h"
#include "base/systemscheduler.h"
#include "client/apiclient.h"
#include "http/networktransport.h"
#include "support/loopbackserver.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int enough = 30'000; // ms

/// A client over real sockets whose authorization server says what the test says.
class RealFixture
{
public:
    RealFixture()
        : transport({}, scheduler)
    {
        api.onRequest([](LoopbackConnection &connection, const ReceivedRequest &) { connection.answer(200); });
        config.name = u"shop"_s;
        config.baseUrl = api.url();
        config.auth = AuthConfig();
        config.auth->type = AuthType::OAuth2;
        config.auth->clientId = u"shop"_s;
        config.auth->clientSecret = Secret::plain(u"canary-secret"_s);
        config.auth->tokenUrl = authorization.url(u"/token"_s);
    }

    void make() { client = std::make_unique<ApiClient>(config, Services{scheduler, random, transport, secrets}); }
    /// What the authorization server writes for each request, and whether it closes the connection then.
    void say(const QByteArray &bytes, bool closes)
    {
        authorization.onRequest([bytes, closes](LoopbackConnection &connection, const ReceivedRequest &) {
            connection.write(bytes);
            if (closes)
                connection.close();
        });
    }
    /// One call, to its end.
    void call()
    {
        bool over = false;
        Call *call = client->get(u"/orders"_s);
        QObject::connect(call, &Call::finished, &scheduler, [&](const Result<ApiResponse> &result) {
            over = true;
            error = result ? Error() : result.error();
        });
        QVERIFY(QTest::qWaitFor([&] { return over; }, enough));
    }

    SystemScheduler scheduler;
    SeededRandom random;
    LoopbackServer authorization;
    LoopbackServer api;
    LoopbackServer evil;
    NetworkTransport transport;
    MemorySecretStore secrets;
    ClientConfig config;
    std::unique_ptr<ApiClient> client;
    Error error;
};

QByteArray answerOf(const QByteArray &body, const QByteArray &type = "application/json")
{
    return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + QByteArray::number(body.size())
        + "\r\n\r\n" + body;
}

} // namespace

class TestTokenEndpoints : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hostileAnswers_data();
    void hostileAnswers();
    void ADV_B13_redirectIsNotFollowed_data();
    void ADV_B13_redirectIsNotFollowed();
    void C21_hangingEndpoint();
    void C28_destroyedDuringAnAnswer();
};

void TestTokenEndpoints::hostileAnswers_data()
{
    using D = ErrorDetail;
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("closes");
    QTest::addColumn<ErrorDetail>("detail");
    const QByteArray good = R"({"access_token":"canary-at","token_type":"bearer"})";
    const auto row = [](const char *name, const QByteArray &bytes, bool closes, D detail) {
        QTest::newRow(name) << bytes << closes << detail;
    };
    row("ADV-C17 login page", answerOf("<html>canary-page</html>", "text/html"), false, D::TokenUnusable);
    row("ADV-C17 empty", answerOf({}), false, D::TokenUnusable);
    row("ADV-C17 truncated JSON", answerOf(good.chopped(3)), false, D::TokenUnusable);
    row("ADV-C17 truncated answer", answerOf(good).chopped(3), true, D::TokenEndpointFailed);
    row("ADV-C17 five MiB", answerOf('"' + QByteArray(5 * 1024 * 1024, 'x') + '"'), false, D::TokenEndpointFailed);
    row("ADV-C17 UTF-16", answerOf(QByteArray("{\0\"\0a\0", 6)), false, D::TokenUnusable);
    row("ADV-C17 deep nesting", answerOf(QByteArray(100'000, '[')), false, D::TokenUnusable);
    row("ADV-C17 error in a 200", answerOf(R"({"error":"bad_code","access_token":"canary-at"})"), false,
        D::CredentialsRejected);
    row("ADV-C17 form without its type", answerOf("access_token=canary-at&token_type=bearer", "text/plain"), false,
        D::TokenUnusable);
    row("ADV-C17 another protocol", "SSH-2.0-OpenSSH_9.2p1\r\n", true, D::TokenEndpointFailed);
    row("ADV-C18 line break", answerOf(R"({"access_token":"canary\r\nX-Evil: 1","token_type":"bearer"})"), false,
        D::TokenUnusable);
    row("ADV-C18 NUL", answerOf(R"({"access_token":"canary\u0000","token_type":"bearer"})"), false, D::TokenUnusable);
    row("ADV-C18 64 KiB",
        answerOf("{\"access_token\":\"" + QByteArray(64 * 1024, 'a') + "\",\"token_type\":\"bearer\"}"), false,
        D::TokenUnusable);
    row("ADV-C19 mac", answerOf(R"({"access_token":"canary-at","token_type":"mac"})"), false, D::TokenUnusable);
    row("ADV-C21 no answer", {}, true, D::TokenEndpointFailed);
    row("ADV-C21 503", "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", false, D::TokenEndpointFailed);
    row("ADV-C21 401", "HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n", false, D::CredentialsRejected);
}

void TestTokenEndpoints::hostileAnswers()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, closes);
    QFETCH(ErrorDetail, detail);
    RealFixture fixture;
    fixture.say(bytes, closes);
    fixture.make();
    fixture.call();
    QCOMPARE(fixture.error.kind, ErrorKind::AuthFailed);
    QCOMPARE(fixture.error.detail, detail);
    QVERIFY(!fixture.error.value.contains(u"canary"_s) && !fixture.error.subject.contains(u"canary"_s));
    QCOMPARE(fixture.api.requestCount(), 0);
    QCOMPARE(fixture.authorization.requestCount(), 1); // a POST with a secret is not sent twice
}

void TestTokenEndpoints::ADV_B13_redirectIsNotFollowed_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("ADV-B13 %d", status) << status;
}

void TestTokenEndpoints::ADV_B13_redirectIsNotFollowed()
{
    QFETCH(int, status);
    RealFixture fixture;
    fixture.say("HTTP/1.1 " + QByteArray::number(status)
                    + " Go\r\nContent-Length: 0\r\nLocation: " + fixture.evil.url(u"/token"_s).toEncoded() + "\r\n\r\n",
                false);
    fixture.make();
    fixture.call();
    QCOMPARE(fixture.error.detail, ErrorDetail::TokenUnusable);
    QCOMPARE(fixture.evil.connectionCount(), 0);
    QCOMPARE(fixture.api.requestCount(), 0);
}

void TestTokenEndpoints::C21_hangingEndpoint()
{
    RealFixture fixture;
    fixture.say({}, false);
    fixture.config.totalTimeout = 300ms;
    fixture.make();
    fixture.call();
    QCOMPARE(fixture.error.kind, ErrorKind::TotalTimeout);
    QCOMPARE(fixture.authorization.requestCount(), 1);
    fixture.call(); // the question still stands: it is not asked again
    QCOMPARE(fixture.authorization.requestCount(), 1);
    QCOMPARE(fixture.api.requestCount(), 0);
}

void TestTokenEndpoints::C28_destroyedDuringAnAnswer()
{
    RealFixture fixture;
    fixture.config.auth->grantType = GrantType::RefreshToken;
    fixture.config.auth->refreshToken = Secret::plain(u"canary-rt0"_s);
    const QByteArray whole = answerOf(
        R"({"access_token":"canary-at","token_type":"bearer","refresh_token":"canary-rt1"})");
    LoopbackConnection *standing = nullptr;
    fixture.authorization.onRequest([&](LoopbackConnection &connection, const ReceivedRequest &) {
        connection.write(whole.chopped(5));
        standing = &connection;
    });
    fixture.make();
    Call *call = fixture.client->get(u"/orders"_s);
    Error error;
    QObject::connect(call, &Call::finished, &fixture.scheduler,
                     [&](const Result<ApiResponse> &result) { error = result ? Error() : result.error(); });
    QTRY_VERIFY(standing);
    bool gone = false;
    QObject::connect(standing, &LoopbackConnection::closed, &fixture.scheduler, [&] { gone = true; });
    fixture.client.reset();
    QCOMPARE(error.kind, ErrorKind::Cancelled);
    if (!gone)
        standing->write(whole.last(5));
    QTRY_VERIFY(gone); // INV6: the server sees it
    QString kept;
    fixture.secrets.read(SecretKey::ofName(u"shop"_s, u"auth.refresh_token"_s).text(),
                         [&](const Result<QString> &value) { kept = value ? *value : QString(); });
    QCOMPARE(kept, QString());
    QCOMPARE(fixture.api.requestCount(), 0);
}

QTEST_GUILESS_MAIN(TestTokenEndpoints)
#include "tst_tokenendpoints.moc"
