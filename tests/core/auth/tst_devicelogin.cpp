// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "oauthfixture.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A client that signs in on another device.
class DeviceFixture : public OAuthFixture
{
public:
    DeviceFixture()
    {
        config.grantType = GrantType::DeviceCode;
        config.clientSecret = Secret();
        config.deviceAuthorizationUrl = QUrl(u"https://auth.example.com/device"_s);
        transport.setHandler([this](const Request &request, int number) {
            if (request.url.path() == u"/device"_s)
                return tokenAnswer(200, authorization);
            return polls.isEmpty() ? token(number) : tokenAnswer(400, "{\"error\":\"" + polls.takeFirst() + "\"}");
        });
    }
    void signIn()
    {
        make();
        manager->setLoginInteraction({{}, [this](const DeviceCode &code) { shown.append(code); }});
        manager->getInitialToken([this](const Result<void> &result) {
            ++ended;
            if (!result)
                error = result.error();
        });
    }

    QByteArray authorization = "{\"device_code\":\"canary-dc\",\"user_code\":\"WDJB-MJHT\",\"interval\":5,"
                               "\"verification_uri\":\"https://auth.example.com/activate\",\"expires_in\":1800}";
    QByteArrayList polls;
    QList<DeviceCode> shown;
    int ended = 0;
};

} // namespace

class TestDeviceLogin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void O14_deviceCode();
    void slowDownAddsFiveSeconds();
    void endpointInTroubleIsAskedLessOften();
    void C21_retryAfterIsWaitedFor();
    void neverSlowerThanFiveMinutes();
    void ends_data();
    void ends();
    void expires();
    void refusedAuthorizations_data();
    void refusedAuthorizations();
    void callsDoNotSignInByThemselves();
    void withoutAListenerNobodySignsIn();
    void failedLookUpLeavesNoSignInBehind();
    void refreshedWithoutTheUser();
    void C8_destroyedWhileWaiting();
    void askedAnewWhileWaiting();
};

void TestDeviceLogin::O14_deviceCode()
{
    DeviceFixture fixture;
    fixture.polls = {"authorization_pending", "authorization_pending"};
    fixture.signIn();
    fixture.scheduler.runDue();
    QCOMPARE(fixture.shown.size(), 1);
    QCOMPARE(fixture.shown.first().userCode, u"WDJB-MJHT"_s);
    QCOMPARE(fixture.shown.first().verificationUri, QUrl(u"https://auth.example.com/activate"_s));
    QVERIFY(fixture.shown.first().expiresIn == Duration(1800s));
    fixture.scheduler.advance(5s - 1ns);
    QCOMPARE(fixture.transport.requestCount(), 1);
    fixture.scheduler.advance(1ns);
    QCOMPARE(fixture.transport.requestCount(), 2);
    QCOMPARE(fixture.sent(u"device_code"_s), u"canary-dc"_s);
    fixture.scheduler.advance(10s);
    QCOMPARE(fixture.ended, 1);
    QVERIFY(fixture.manager->isReady());
    QCOMPARE(fixture.scheduler.pending(), 0);
}

void TestDeviceLogin::slowDownAddsFiveSeconds()
{
    DeviceFixture fixture;
    fixture.polls = {"slow_down", "slow_down"};
    fixture.signIn();
    fixture.scheduler.advance(5s + 10s - 1ns);
    QCOMPARE(fixture.transport.requestCount(), 2);
    fixture.scheduler.advance(1ns);
    QCOMPARE(fixture.transport.requestCount(), 3);
    fixture.scheduler.advance(15s);
    QVERIFY(fixture.manager->isReady());
}

void TestDeviceLogin::endpointInTroubleIsAskedLessOften()
{
    DeviceFixture fixture;
    fixture.polls = {"temporarily_unavailable"};
    fixture.signIn();
    fixture.scheduler.advance(15s - 1ns);
    QCOMPARE(fixture.transport.requestCount(), 2);
    fixture.scheduler.advance(1ns);
    QVERIFY(fixture.manager->isReady());
}

void TestDeviceLogin::C21_retryAfterIsWaitedFor()
{
    DeviceFixture fixture;
    fixture.transport.enqueue(fixture.tokenAnswer(200, fixture.authorization));
    fixture.transport.enqueue(FakeOutcome::success(429, {{"Retry-After", "60"}}));
    fixture.transport.enqueue(FakeOutcome::success(503, {{"Retry-After", "86400"}}));
    fixture.signIn();
    fixture.scheduler.advance(5s + 60s - 1ns);
    QCOMPARE(fixture.transport.requestCount(), 2);
    fixture.scheduler.advance(1ns);
    QCOMPARE(fixture.transport.requestCount(), 3);
    fixture.scheduler.advance(300s - 1ns); // who asks for a day gets five minutes
    QCOMPARE(fixture.transport.requestCount(), 3);
    fixture.scheduler.advance(1ns);
    QVERIFY(fixture.manager->isReady());
}

void TestDeviceLogin::neverSlowerThanFiveMinutes()
{
    DeviceFixture fixture;
    fixture.authorization.replace("\"interval\":5", "\"interval\":299");
    fixture.polls = {"slow_down", "slow_down"};
    fixture.signIn();
    fixture.scheduler.advance(299s + 300s - 1ns);
    QCOMPARE(fixture.transport.requestCount(), 2);
    fixture.scheduler.advance(1ns);
    QCOMPARE(fixture.transport.requestCount(), 3);
    fixture.scheduler.advance(300s);
    QVERIFY(fixture.manager->isReady());
}

void TestDeviceLogin::ends_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("expired_token") << QByteArray("expired_token");
    QTest::newRow("access_denied") << QByteArray("access_denied");
    QTest::newRow("invalid_grant") << QByteArray("invalid_grant");
}

void TestDeviceLogin::ends()
{
    QFETCH(QByteArray, word);
    DeviceFixture fixture;
    fixture.polls = {word};
    fixture.signIn();
    fixture.scheduler.advance(1h);
    QCOMPARE(fixture.ended, 1);
    QCOMPARE(fixture.error.detail, ErrorDetail::CredentialsRejected);
    QCOMPARE(fixture.error.value, QString::fromLatin1(word));
    QCOMPARE(fixture.transport.requestCount(), 2);
}

void TestDeviceLogin::expires()
{
    DeviceFixture fixture;
    fixture.polls = QByteArrayList(1000, "authorization_pending");
    fixture.signIn();
    fixture.scheduler.advance(2h);
    QCOMPARE(fixture.ended, 1);
    QCOMPARE(fixture.error.detail, ErrorDetail::LoginRequired);
    QCOMPARE(fixture.error.value, u"expired_token"_s);
    QCOMPARE(fixture.scheduler.pending(), 0);
}

void TestDeviceLogin::refusedAuthorizations_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("script for a page") << QByteArray("https://auth.example.com/activate")
                                       << QByteArray("javascript:alert(1)");
    QTest::newRow("ADV-C25 page over http")
        << QByteArray("https://auth.example.com/activate") << QByteArray("http://auth.example.com/activate");
    QTest::newRow("user info in the page")
        << QByteArray("https://auth.example.com/activate") << QByteArray("https://bank.example@evil.example/");
    QTest::newRow("control in the code") << QByteArray("WDJB-MJHT") << QByteArray("a\\u001b[31m");
    QTest::newRow("code without end") << QByteArray("WDJB-MJHT") << QByteArray(1000, 'A');
    QTest::newRow("no device code") << QByteArray("canary-dc") << QByteArray();
}

void TestDeviceLogin::refusedAuthorizations()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    DeviceFixture fixture;
    fixture.authorization.replace(from, to);
    fixture.signIn();
    fixture.scheduler.advance(1h);
    QCOMPARE(fixture.ended, 1);
    QCOMPARE(fixture.error.detail, ErrorDetail::TokenUnusable);
    QVERIFY(fixture.shown.isEmpty());
}

void TestDeviceLogin::callsDoNotSignInByThemselves()
{
    DeviceFixture fixture;
    fixture.make();
    fixture.manager->setLoginInteraction({{}, [&](const DeviceCode &code) { fixture.shown.append(code); }});
    fixture.ask();
    fixture.scheduler.advance(1h);
    QCOMPARE(fixture.error.detail, ErrorDetail::LoginRequired);
    QVERIFY(fixture.shown.isEmpty());
    QCOMPARE(fixture.transport.requestCount(), 0);
}

void TestDeviceLogin::withoutAListenerNobodySignsIn()
{
    DeviceFixture fixture;
    fixture.make();
    std::optional<Error> error;
    fixture.manager->getInitialToken([&error](const Result<void> &result) { error = result.error(); });
    QCOMPARE(error->detail, ErrorDetail::LoginRequired);
}

void TestDeviceLogin::failedLookUpLeavesNoSignInBehind()
{
    DeviceFixture fixture;
    fixture.config.clientSecret = Secret::keychain();
    fixture.signIn();
    QCOMPARE(fixture.error.detail, ErrorDetail::SecretMissing);
    fixture.secrets.write(SecretKey::ofName(u"c"_s, u"auth.client_secret"_s).text(), u"canary-secret"_s,
                          [](const Result<void> &) {});
    fixture.ask();
    fixture.scheduler.advance(1h);
    QCOMPARE(fixture.error.detail, ErrorDetail::LoginRequired);
    QVERIFY(fixture.shown.isEmpty());
}

void TestDeviceLogin::refreshedWithoutTheUser()
{
    DeviceFixture fixture;
    fixture.transport.enqueue(fixture.tokenAnswer(200, fixture.authorization));
    fixture.transport.enqueue(fixture.token(1, "\"expires_in\":3600,\"refresh_token\":\"canary-rt\""));
    fixture.signIn();
    fixture.scheduler.advance(5s);
    QVERIFY(fixture.manager->isReady());
    fixture.scheduler.advance(1h);
    fixture.ask();
    fixture.scheduler.runDue();
    QCOMPARE(fixture.sent(u"refresh_token"_s), u"canary-rt"_s);
    QCOMPARE(fixture.shown.size(), 1);
    fixture.scheduler.advance(1h);
    fixture.polls = {"invalid_grant"};
    fixture.ask();
    fixture.scheduler.runDue();
    QCOMPARE(fixture.error.detail, ErrorDetail::LoginRequired);
    QCOMPARE(fixture.kept(), QString());
}

void TestDeviceLogin::C8_destroyedWhileWaiting()
{
    DeviceFixture fixture;
    fixture.polls = {"authorization_pending"};
    fixture.signIn();
    fixture.scheduler.advance(7s);
    fixture.manager.reset();
    QCOMPARE(fixture.ended, 1);
    QCOMPARE(fixture.error.kind, ErrorKind::Cancelled);
    QCOMPARE(fixture.scheduler.pending(), 0);
}

void TestDeviceLogin::askedAnewWhileWaiting()
{
    DeviceFixture fixture;
    fixture.polls = {"authorization_pending"};
    fixture.signIn();
    fixture.scheduler.advance(7s);
    fixture.manager->getInitialToken([&fixture](const Result<void> &) { ++fixture.ended; });
    fixture.scheduler.advance(6s);
    QCOMPARE(fixture.shown.size(), 2);
    QCOMPARE(fixture.ended, 2);
    QVERIFY(fixture.manager->isReady());
}

QTEST_GUILESS_MAIN(TestDeviceLogin)
#include "tst_devicelogin.moc"
