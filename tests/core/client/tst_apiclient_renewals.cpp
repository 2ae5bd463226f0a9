// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "credentialsfixture.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Takes the client's credentials away from inside a function that the client holds, and tells whether that function
/// outlived it.
class Intruder
{
public:
    explicit Intruder(CredentialsFixture &fixture)
        : m_fixture(fixture)
    {
    }

    [[nodiscard]] std::function<void()> function(bool destroys)
    {
        const auto capture = std::make_shared<int>();
        m_capture = capture;
        return [this, capture, destroys] {
            // Captures are of no use from here on if the function is gone.
            Intruder &self = *this;
            if (destroys)
                self.m_fixture.client.reset();
            else
                self.reconfigured = self.m_fixture.configure(self.m_fixture.withBearer());
            ++self.calls;
            self.outlived = !self.m_capture.expired();
        };
    }

    int calls = 0;
    bool reconfigured = false;
    bool outlived = false;

private:
    CredentialsFixture &m_fixture;
    std::weak_ptr<int> m_capture;
};

void addIntrusions()
{
    QTest::addColumn<bool>("destroys");
    QTest::newRow("destroyed") << true;
    QTest::newRow("reconfigured") << false;
}

} // namespace

class TestApiClientRenewals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void C8_insideOfOpenBrowser_data() { addIntrusions(); }
    void C8_insideOfOpenBrowser();
    void C8_insideOfShowDeviceCode_data() { addIntrusions(); }
    void C8_insideOfShowDeviceCode();
    void X02_whoWaitsGoesOnWithTheNew_data();
    void X02_whoWaitsGoesOnWithTheNew();
    void X02_whoAskedForATokenIsToldAtOnce();
    void O03_lateRefusalAfterNewSettings();
    void signInSurvivesNewSettings();
};

void TestApiClientRenewals::C8_insideOfOpenBrowser()
{
    QFETCH(bool, destroys);
    CredentialsFixture fixture;
    fixture.config.auth->grantType = GrantType::AuthorizationCode;
    fixture.config.auth->authorizationUrl = QUrl(u"https://auth.example.com/page"_s);
    fixture.make();
    Intruder intruder(fixture);
    std::optional<ErrorKind> told;
    fixture.client->authManager().setLoginInteraction(
        {[intrude = intruder.function(destroys)](const QUrl &) { intrude(); }, {}});
    fixture.client->authManager().getInitialToken([&told](const Result<void> &result) { told = result.error().kind; });
    fixture.scheduler.advance(1s);
    QCOMPARE(told, std::optional(ErrorKind::Cancelled));
    QCOMPARE(intruder.calls, 1);
    QVERIFY(intruder.outlived);
    QVERIFY(destroys || intruder.reconfigured);
    QCOMPARE(fixture.scheduler.pending(), 0);
}

void TestApiClientRenewals::C8_insideOfShowDeviceCode()
{
    QFETCH(bool, destroys);
    CredentialsFixture fixture;
    fixture.config.auth->grantType = GrantType::DeviceCode;
    fixture.config.auth->deviceAuthorizationUrl = QUrl(u"https://auth.example.com/device"_s);
    fixture.grant = [](const Request &) {
        return CredentialsFixture::said(
            200,
            R"({"device_code":"dc","user_code":"ABCD","verification_uri":"https://auth.example.com/d","expires_in":600})");
    };
    fixture.make();
    Intruder intruder(fixture);
    std::optional<ErrorKind> told;
    fixture.client->authManager().setLoginInteraction(
        {{}, [intrude = intruder.function(destroys)](const DeviceCode &) { intrude(); }});
    fixture.client->authManager().getInitialToken([&told](const Result<void> &result) { told = result.error().kind; });
    fixture.scheduler.advance(1s);
    QCOMPARE(told, std::optional(ErrorKind::Cancelled));
    QCOMPARE(intruder.calls, 1);
    QVERIFY(intruder.outlived);
    QVERIFY(destroys || intruder.reconfigured);
    QCOMPARE(fixture.scheduler.pending(), 0);
}

void TestApiClientRenewals::X02_whoWaitsGoesOnWithTheNew_data()
{
    QTest::addColumn<QString>("held");
    QTest::newRow("by an attempt that is running") << u"/slow"_s;
    QTest::newRow("by a call that is backing off") << u"/bad"_s;
}

// They may be kept for long by whoever has put them on a request.
void TestApiClientRenewals::X02_whoWaitsGoesOnWithTheNew()
{
    QFETCH(QString, held);
    CredentialsFixture fixture;
    fixture.withRetry().initialDelay = 50s;
    fixture.config.retry->maxDelay = 60s;
    fixture.api = [](const Request &request) {
        return FakeOutcome::success(request.url.path() == u"/v1/bad"_s ? 503 : 200, {}, {},
                                    request.url.path() == u"/v1/slow"_s ? 25s : 0s);
    };
    fixture.make().get(u"/warm"_s);
    fixture.scheduler.advance(3539s);
    fixture.client->get(held);
    fixture.scheduler.advance(2s); // from here on there must be a new token
    fixture.grant = [](const Request &) { return CredentialsFixture::said(400, R"({"error":"invalid_client"})", 20s); };
    CallWatch watch(fixture.client->get(u"/x"_s));
    fixture.scheduler.advance(1s);
    QCOMPARE(watch.finishedCount, 0);
    QVERIFY(fixture.configure(fixture.withBearer()));
    fixture.scheduler.advance(1s);
    QVERIFY(watch.response);
    QCOMPARE(fixture.transport.requests().last().headers.value("Authorization"), QByteArray("Bearer canary-new"));
    fixture.scheduler.advance(100s);
    QCOMPARE(watch.finishedCount, 1);
}

void TestApiClientRenewals::X02_whoAskedForATokenIsToldAtOnce()
{
    CredentialsFixture fixture;
    fixture.api = [](const Request &) { return FakeOutcome::success(200, {}, {}, 25s); };
    fixture.make().get(u"/slow"_s); // keeps the old ones
    fixture.scheduler.advance(1s);
    fixture.grant = [&](const Request &) { return fixture.granted("\"expires_in\":3600", 20s); };
    std::optional<ErrorKind> told;
    AuthManager &old = fixture.client->authManager();
    old.getInitialToken([&told](const Result<void> &result) { told = result.error().kind; });
    QVERIFY(fixture.configure(fixture.withBearer()));
    QCOMPARE(told, std::optional(ErrorKind::Cancelled));
    told.reset();
    old.getInitialToken([&told](const Result<void> &result) { told = result.error().kind; });
    QCOMPARE(told, std::optional(ErrorKind::Cancelled));
    fixture.scheduler.advance(100s);
    QCOMPARE(fixture.grants, 2);
}

void TestApiClientRenewals::O03_lateRefusalAfterNewSettings()
{
    CredentialsFixture fixture;
    fixture.api = [](const Request &request) {
        const bool late = request.headers.value("Authorization") == "Bearer canary-at1";
        return FakeOutcome::success(late ? 401 : 200, {}, {}, late ? 5s : 0s);
    };
    CallWatch late(fixture.make().get(u"/x"_s));
    fixture.scheduler.advance(1s);
    ClientConfig config = fixture.config;
    config.auth->audience = u"new"_s;
    QVERIFY(fixture.configure(config));
    CallWatch other(fixture.client->get(u"/y"_s));
    fixture.scheduler.advance(1s);
    QVERIFY(other.response);
    fixture.scheduler.advance(100s);
    QVERIFY(late.response);
    QCOMPARE(fixture.grants, 2);
}

void TestApiClientRenewals::signInSurvivesNewSettings()
{
    CredentialsFixture fixture;
    fixture.config.auth->grantType = GrantType::AuthorizationCode;
    fixture.config.auth->authorizationUrl = QUrl(u"https://auth.example.com/page"_s);
    fixture.make();
    int opened = 0;
    fixture.client->authManager().setLoginInteraction({[&opened](const QUrl &) { ++opened; }, {}});
    ClientConfig config = fixture.config;
    config.auth->audience = u"new"_s;
    QVERIFY(fixture.configure(config));
    fixture.client->authManager().getInitialToken([](const Result<void> &) {});
    fixture.scheduler.advance(1s);
    QCOMPARE(opened, 1);
}

QTEST_GUILESS_MAIN(TestApiClientRenewals)
#include "tst_apiclient_renewals.moc"
