// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/memorysecretstore.h"
#include "base/systemscheduler.h"
#include "client/apiclient.h"
#include "http/networktransport.h"
#include "upstream/demoupstream.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

/// A client of the demo's authorization server, over real sockets.
class DemoOAuth
{
public:
    explicit DemoOAuth(GrantType grant)
        : upstream(scheduler)
        , transport({}, scheduler)
    {
        if (!upstream.listen())
            return;
        ClientConfig config;
        config.name = u"demo"_s;
        config.baseUrl = upstream.url().resolved(QUrl(u"/oauth"_s));
        config.auth = AuthConfig();
        config.auth->type = AuthType::OAuth2;
        config.auth->clientId = u"demo-public"_s;
        config.auth->issuer = config.baseUrl;
        config.auth->grantType = grant;
        config.auth->username = u"demo"_s;
        config.auth->password = Secret::plain(u"demo"_s);
        client = std::make_unique<ApiClient>(config, Services{scheduler, random, transport, secrets});
    }
    ~DemoOAuth() { client.reset(); }

    /// What a browser does: goes where it is sent.
    void browse(const QUrl &page)
    {
        Request request;
        request.url = page;
        visits.push_back(transport.send(request, {}));
        QObject::connect(visits.back().get(), &Exchange::finished, visits.back().get(),
                         [this](const Result<Response> &result) {
                             const auto next = result ? result->headers.value("Location") : std::nullopt;
                             if (next)
                                 browse(QUrl::fromEncoded(*next));
                         });
    }
    /// The status of one call; 0 when it has none.
    [[nodiscard]] int statusOf(Call *call)
    {
        std::optional<int> status;
        QObject::connect(call, &Call::finished, &context, [&](const Result<ApiResponse> &result) {
            status = result ? result->response.status : result.error().httpStatus;
        });
        return QTest::qWaitFor([&] { return status.has_value(); }, 10'000) ? *status : -1;
    }

    SystemScheduler scheduler;
    SeededRandom random;
    MemorySecretStore secrets;
    DemoUpstream upstream;
    NetworkTransport transport;
    QObject context;
    std::vector<std::unique_ptr<Exchange>> visits;
    std::unique_ptr<ApiClient> client;
};

} // namespace

class TestOAuthScenario : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void O14_everyGrant_data();
    void O14_everyGrant();
    void O10_rotationAfterARevocation();
};

void TestOAuthScenario::O14_everyGrant_data()
{
    QTest::addColumn<GrantType>("grant");
    QTest::newRow("password") << GrantType::Password;
    QTest::newRow("authorization code") << GrantType::AuthorizationCode;
    QTest::newRow("device code") << GrantType::DeviceCode;
}

void TestOAuthScenario::O14_everyGrant()
{
    QFETCH(GrantType, grant);
    DemoOAuth demo(grant);
    QVERIFY(demo.client);
    QString userCode;
    demo.client->authManager().setLoginInteraction(
        {[&](const QUrl &page) { demo.browse(page); }, [&](const DeviceCode &code) { userCode = code.userCode; }});
    std::optional<Result<void>> signedIn;
    demo.client->authManager().getInitialToken([&](const Result<void> &result) { signedIn = result; });
    QTRY_VERIFY_WITH_TIMEOUT(signedIn, 20'000);
    QVERIFY2(signedIn->ok(), qPrintable(signedIn->ok() ? QString() : signedIn->error().value));
    QCOMPARE(userCode, grant == GrantType::DeviceCode ? u"DEMO-CODE"_s : QString());
    QCOMPARE(demo.statusOf(demo.client->get(u"/api/orders"_s)), 200);
    QCOMPARE(demo.client->metrics().replays, 0U);
}

void TestOAuthScenario::O10_rotationAfterARevocation()
{
    DemoOAuth demo(GrantType::Password);
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(demo.statusOf(demo.client->get(u"/api/orders"_s)), 200);
        QCOMPARE(demo.statusOf(demo.client->post(u"/revoke"_s)), 200);
    }
    QCOMPARE(demo.client->metrics().replays, 2U);
    QString kept;
    demo.secrets.read(SecretKey::ofName(u"demo"_s, u"auth.refresh_token"_s).text(),
                      [&kept](const Result<QString> &value) { kept = value ? *value : QString(); });
    QVERIFY2(kept.startsWith(u"demo-refresh-3 "_s), qPrintable(kept));
}

QTEST_GUILESS_MAIN(TestOAuthScenario)
#include "tst_oauthscenario.moc"
