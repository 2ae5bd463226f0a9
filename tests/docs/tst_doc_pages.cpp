// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What stands between // [name] and // [/name] is a block of docs/oauth.md or docs/cookies.md.

#include "cookies/cookiejars.h"
#include "oauthclientfixture.h"

#include <QTest>
#include <QUrlQuery>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A program whose user signs in. What it shows, it keeps.
class SignInProgram
{
public:
    void signIn()
    {
        ApiClient &client = f.make();
        // [sign-in]
        client.authManager().setLoginInteraction({
            [this](const QUrl &page) { openBrowser(page); }, // with Qt Gui: QDesktopServices::openUrl(page)
            [this](const DeviceCode &code) { show(code.userCode, code.verificationUri); },
        });
        client.authManager().getInitialToken([this](const Result<void> &signedIn) {
            if (signedIn)
                loadOrders();
        });
        // [/sign-in]
        f.scheduler.runDue();
    }

    OAuthFixture f;
    QUrl opened;
    QString shownCode;
    QUrl shownUri;

private:
    void openBrowser(const QUrl &page) { opened = page; }
    void show(const QString &code, const QUrl &uri)
    {
        shownCode = code;
        shownUri = uri;
    }
    void loadOrders() { f.client->get(u"/orders"_s); }
};

} // namespace

class TestDocPages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signInOnAnotherDevice();
    void signInInTheBrowser();
    void cookieJars();
};

void TestDocPages::signInOnAnotherDevice()
{
    SignInProgram program;
    program.f.config.auth->grantType = GrantType::DeviceCode;
    program.f.config.auth->deviceAuthorizationUrl = QUrl(u"https://auth.example.com/device"_s);
    program.f.config.auth->extraParams = {{u"resource"_s, u"urn:orders"_s}};
    program.f.grant = [&program](const Request &request) {
        return request.url.path() == u"/device"_s
            ? FakeOutcome::success(200, {{"Content-Type", "application/json"}},
                                   R"({"device_code":"dc","user_code":"WDJB-MJHT","expires_in":1800,)"
                                   R"("verification_uri":"https://auth.example.com/activate"})")
            : program.f.granted();
    };
    program.signIn();
    QCOMPARE(program.shownCode, u"WDJB-MJHT"_s);
    QCOMPARE(program.shownUri, QUrl(u"https://auth.example.com/activate"_s));
    program.f.scheduler.advance(10s);
    const QList<Request> &sent = program.f.transport.requests();
    QCOMPARE(sent.last().url.path(), u"/v1/orders"_s);
    QCOMPARE(sent.last().headers.value("Authorization"), std::optional<QByteArray>("Bearer canary-at1"));
    // extra_params went along with the begin of the flow and with the token request.
    QCOMPARE(sent.size(), 3);
    QVERIFY(sent.at(0).body.bytes().endsWith("resource=urn%3Aorders"));
    QVERIFY(sent.at(1).body.bytes().endsWith("resource=urn%3Aorders"));
}

void TestDocPages::signInInTheBrowser()
{
    SignInProgram program;
    program.f.config.auth->grantType = GrantType::AuthorizationCode;
    program.f.config.auth->authorizationUrl = QUrl(u"https://auth.example.com/authorize?prompt=consent"_s);
    program.f.config.auth->extraParams = {{u"resource"_s, u"urn:orders"_s}};
    program.signIn();
    QCOMPARE(program.opened.path(), u"/authorize"_s);
    const QUrlQuery asked(program.opened);
    QCOMPARE(asked.queryItemValue(u"prompt"_s), u"consent"_s);
    QCOMPARE(asked.queryItemValue(u"client_id"_s), u"shop"_s);
    QVERIFY(!asked.hasQueryItem(u"resource"_s));
}

void TestDocPages::cookieJars()
{
    ClientFixture f;
    ApiClient &client = f.make();
    const Scheduler &scheduler = f.scheduler;
    f.transport.enqueue(FakeOutcome::success(200, {{"Set-Cookie", "session=canary-session"}}));
    // [cookie-jars]
    CookieJars jars(scheduler);
    client.setCookieJar(jars.of(u"orders"_s, u"staging"_s));
    // [/cookie-jars]
    client.get(u"/login"_s);
    f.scheduler.advance(1s);
    client.get(u"/orders"_s);
    f.scheduler.advance(1s);
    const QList<Request> &sent = f.transport.requests();
    QVERIFY(!sent.first().headers.contains("Cookie"));
    QCOMPARE(sent.last().headers.value("Cookie"), std::optional<QByteArray>("session=canary-session"));
}

QTEST_GUILESS_MAIN(TestDocPages)
#include "tst_doc_pages.moc"
