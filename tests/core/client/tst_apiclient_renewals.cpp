// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "credentialsfixture.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Destroys the client from inside a function that the client holds, and tells whether that function outlived it.
class Destroyer
{
public:
    explicit Destroyer(CredentialsFixture &fixture)
        : m_fixture(fixture)
    {
    }

    [[nodiscard]] std::function<void()> function()
    {
        const auto capture = std::make_shared<int>();
        m_capture = capture;
        return [this, capture] {
            // Captures are of no use from here on if the function is gone.
            Destroyer &self = *this;
            self.m_fixture.client.reset();
            ++self.calls;
            self.outlived = !self.m_capture.expired();
        };
    }

    int calls = 0;
    bool outlived = false;

private:
    CredentialsFixture &m_fixture;
    std::weak_ptr<int> m_capture;
};

} // namespace

class TestApiClientRenewals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void C8_openBrowserDestroysTheClient();
    void C8_showDeviceCodeDestroysTheClient();
};

void TestApiClientRenewals::C8_openBrowserDestroysTheClient()
{
    CredentialsFixture fixture;
    fixture.config.auth->grantType = GrantType::AuthorizationCode;
    fixture.config.auth->authorizationUrl = QUrl(u"https://auth.example.com/page"_s);
    fixture.make();
    Destroyer destroyer(fixture);
    fixture.client->authManager().setLoginInteraction(
        {[destroy = destroyer.function()](const QUrl &) { destroy(); }, {}});
    fixture.client->authManager().getInitialToken([](const Result<void> &) {});
    fixture.scheduler.advance(1s);
    QCOMPARE(destroyer.calls, 1);
    QVERIFY(destroyer.outlived);
    QCOMPARE(fixture.scheduler.pending(), 0);
}

void TestApiClientRenewals::C8_showDeviceCodeDestroysTheClient()
{
    CredentialsFixture fixture;
    fixture.config.auth->grantType = GrantType::DeviceCode;
    fixture.config.auth->deviceAuthorizationUrl = QUrl(u"https://auth.example.com/device"_s);
    fixture.grant = [](const Request &) {
        return CredentialsFixture::said(
            200,
            R"({"device_code":"dc","user_code":"ABCD","verification_uri":"https://auth.example.com/d","expires_in":600})");
    };
    fixture.make();
    Destroyer destroyer(fixture);
    fixture.client->authManager().setLoginInteraction(
        {{}, [destroy = destroyer.function()](const DeviceCode &) { destroy(); }});
    fixture.client->authManager().getInitialToken([](const Result<void> &) {});
    fixture.scheduler.advance(1s);
    QCOMPARE(destroyer.calls, 1);
    QVERIFY(destroyer.outlived);
    QCOMPARE(fixture.scheduler.pending(), 0);
}

QTEST_GUILESS_MAIN(TestApiClientRenewals)
#include "tst_apiclient_renewals.moc"
