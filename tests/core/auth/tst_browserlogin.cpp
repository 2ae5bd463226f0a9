// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/authmanager.h"
#include "auth/memorysecretstore.h"
#include "base/systemscheduler.h"
#include "base/virtualscheduler.h"
#include "support/faketransport.h"

#include <QCryptographicHash>
#include <QTcpSocket>
#include <QTest>
#include <QUrlQuery>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

/// A user with a browser that does what the test says.
class BrowserFixture
{
public:
    /// With the document of its issuer, or with endpoints of its own.
    explicit BrowserFixture(const QByteArray &document = {}, const LoginPages &pages = {u"welcome ✓"_s, u"not you"_s})
        : transport(scheduler)
    {
        config.type = AuthType::OAuth2;
        config.grantType = GrantType::AuthorizationCode;
        config.clientId = u"app"_s;
        config.tokenUrl = QUrl(u"https://auth.example.com/token"_s);
        config.authorizationUrl = QUrl(u"https://auth.example.com/authorize?tenant=a"_s);
        config.issuer = QUrl(u"https://auth.example.com"_s);
        config.scopes = {u"read"_s};
        if (!document.isEmpty()) {
            config.tokenUrl = QUrl();
            config.authorizationUrl = QUrl();
        }
        transport.setHandler([document](const Request &request, int) {
            return FakeOutcome::success(
                200, {{"Content-Type", "application/json"}},
                request.method == "GET" ? document : "{\"token_type\":\"bearer\",\"access_token\":\"canary-at\"}");
        });
        manager = std::make_unique<AuthManager>(config, u"c"_s, AuthManager::Means{scheduler, transport, secrets});
        manager->setLoginInteraction({[this](const QUrl &url) { page = url; }, {}, pages});
        manager->getInitialToken([this](const Result<void> &result) {
            ++ended;
            error = result ? Error() : result.error();
        });
    }

    [[nodiscard]] QString asked(const QString &name) const
    {
        return QUrlQuery(page).queryItemValue(name, QUrl::FullyDecoded);
    }
    [[nodiscard]] QUrl redirect() const { return QUrl(asked(u"redirect_uri"_s)); }
    /// A request line and a Host as the browser would send them.
    [[nodiscard]] QByteArray visit(const QByteArray &query, const QByteArray &method = "GET") const
    {
        return method + " /callback?" + query + " HTTP/1.1\r\nHost: " + host() + "\r\n\r\n";
    }
    [[nodiscard]] QByteArray host() const { return redirect().authority().toLatin1(); }
    [[nodiscard]] QByteArray state() const { return "state=" + asked(u"state"_s).toLatin1(); }

    /// What the listener answers to these bytes; empty when nobody listens any more.
    [[nodiscard]] QByteArray send(const QByteArray &bytes) const { return sendTo(redirect().host(), bytes); }
    [[nodiscard]] QByteArray sendTo(const QString &address, const QByteArray &bytes) const
    {
        QTcpSocket socket;
        socket.connectToHost(address, static_cast<quint16>(redirect().port()));
        QByteArray answer;
        bool over = false;
        QObject::connect(&socket, &QTcpSocket::connected, &socket, [&] { socket.write(bytes); });
        QObject::connect(&socket, &QTcpSocket::disconnected, &socket, [&] { over = true; });
        QObject::connect(&socket, &QTcpSocket::errorOccurred, &socket, [&] { over = true; });
        if (!QTest::qWaitFor([&] { return over; }, 5000))
            return "no end";
        answer += socket.readAll();
        return answer;
    }
    [[nodiscard]] bool settles() const
    {
        return QTest::qWaitFor([this] { return ended > 0; }, 5000);
    }

    SystemScheduler scheduler;
    FakeTransport transport;
    MemorySecretStore secrets;
    AuthConfig config;
    QUrl page;
    int ended = 0;
    Error error;
    std::unique_ptr<AuthManager> manager;
};

} // namespace

class TestBrowserLogin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void O14_authorizationCode();
    void pagesAreThoseThatWereGiven();
    void pagesWithoutWordsAreEmpty();
    void C1_strangersAreIgnored_data();
    void C1_strangersAreIgnored();
    void C1_twoSignInsAtOnce();
    void C2_nobodyListensAfterTheTimeout();
    void C3_neverPlain();
    void C5_onThisMachineOnly();
    void C6_firstOfTwoWins();
    void C4_issuersName_data();
    void C4_issuersName();
    void C6_endlessHead();
    void C7_refusals_data();
    void C7_refusals();
    void C8_givenUp();
    void C9_codeIsRedeemedOnce();
};

void TestBrowserLogin::O14_authorizationCode()
{
    BrowserFixture fixture;
    QCOMPARE(fixture.page.host(), u"auth.example.com"_s);
    QCOMPARE(fixture.asked(u"tenant"_s), u"a"_s);
    QCOMPARE(fixture.asked(u"response_type"_s), u"code"_s);
    QCOMPARE(fixture.asked(u"client_id"_s), u"app"_s);
    QCOMPARE(fixture.asked(u"scope"_s), u"read"_s);
    QCOMPARE(fixture.asked(u"code_challenge_method"_s), u"S256"_s); // C3
    QCOMPARE(fixture.redirect().host(), u"127.0.0.1"_s); // C5
    QVERIFY(fixture.asked(u"state"_s).size() >= 22);
    const QByteArray answer = fixture.send(
        fixture.visit("code=c%2F1&iss=https%3A%2F%2Fauth.example.com&" + fixture.state()));
    QVERIFY2(answer.startsWith("HTTP/1.1 200 "), answer.constData());
    QVERIFY(fixture.settles());
    QVERIFY(fixture.manager->isReady());
    const QUrlQuery sent(QString::fromLatin1(fixture.transport.requests().last().body.bytes()));
    QCOMPARE(sent.queryItemValue(u"code"_s, QUrl::FullyDecoded), u"c/1"_s);
    QCOMPARE(sent.queryItemValue(u"redirect_uri"_s, QUrl::FullyDecoded), fixture.redirect().toString());
    const QByteArray verifier = sent.queryItemValue(u"code_verifier"_s, QUrl::FullyDecoded).toLatin1();
    QVERIFY(verifier.size() >= 43 && verifier.size() <= 128); // C3
    QCOMPARE(QString::fromLatin1(QCryptographicHash::hash(verifier, QCryptographicHash::Sha256)
                                     .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)),
             fixture.asked(u"code_challenge"_s));
}

void TestBrowserLogin::pagesAreThoseThatWereGiven()
{
    BrowserFixture fixture;
    const QByteArray refused = fixture.send(fixture.visit("code=c&state=other"));
    QVERIFY2(refused.endsWith("Content-Length: 7\r\n\r\nnot you"), refused.constData());
    const QByteArray answered = fixture.send(fixture.visit("code=c&" + fixture.state()));
    QVERIFY2(answered.contains("charset=utf-8\r\n"), answered.constData());
    QVERIFY2(answered.endsWith("Content-Length: 11\r\n\r\nwelcome ✓"), answered.constData());
}

void TestBrowserLogin::pagesWithoutWordsAreEmpty()
{
    BrowserFixture fixture({}, {});
    for (const QByteArray &state : {QByteArray("state=other"), fixture.state()}) {
        const QByteArray answer = fixture.send(fixture.visit("code=c&" + state));
        QVERIFY2(answer.endsWith("Content-Length: 0\r\n\r\n"), answer.constData());
    }
    QVERIFY(fixture.settles());
    QVERIFY(fixture.manager->isReady());
}

void TestBrowserLogin::C1_strangersAreIgnored_data()
{
    QTest::addColumn<QByteArray>("visit");
    QTest::addColumn<QByteArray>("status");
    const QByteArray get = "GET /callback?code=evil&STATE HTTP/1.1\r\nHost: HOST\r\n\r\n";
    const auto row = [](const char *name, QByteArray visit, const char *from, const char *to, const char *status) {
        QTest::newRow(name) << visit.replace(from, to) << QByteArray(status);
    };
    row("ADV-C1 no state", get, "&STATE", "", "400");
    row("ADV-C1 empty state", get, "STATE", "state=", "400");
    row("ADV-C1 wrong state", get, "STATE", "state=x", "400");
    row("ADV-C1 two states", get, "STATE", "STATE&state=x", "400");
    row("ADV-C6 HEAD", get, "GET", "HEAD", "405");
    row("ADV-C6 POST", get, "GET", "POST", "405");
    row("ADV-C6 other host", get, "HOST", "evil.example", "400");
    row("ADV-C6 other path", get, "/callback", "/favicon.ico", "404");
    row("ADV-C6 no HTTP", get, "HTTP/1.1", "", "400");
}

void TestBrowserLogin::C1_strangersAreIgnored()
{
    QFETCH(QByteArray, visit);
    QFETCH(QByteArray, status);
    BrowserFixture fixture;
    const QByteArray answer = fixture.send(visit.replace("STATE", fixture.state()).replace("HOST", fixture.host()));
    QVERIFY2(answer.startsWith("HTTP/1.1 " + status + ' '), answer.constData());
    QVERIFY(!answer.contains("evil"));
    QCOMPARE(fixture.ended, 0);
    QCOMPARE(fixture.transport.requestCount(), 0);
    QVERIFY(fixture.send(fixture.visit("code=good&" + fixture.state())).startsWith("HTTP/1.1 200 "));
    QVERIFY(fixture.settles());
    QVERIFY(fixture.manager->isReady());
}

void TestBrowserLogin::C1_twoSignInsAtOnce()
{
    BrowserFixture one;
    BrowserFixture two;
    QVERIFY(one.state() != two.state());
    QVERIFY(one.asked(u"code_challenge"_s) != two.asked(u"code_challenge"_s));
    QVERIFY(one.send(one.visit("code=c&" + two.state())).startsWith("HTTP/1.1 400 "));
    QVERIFY(two.send(two.visit("code=c&" + two.state())).startsWith("HTTP/1.1 200 "));
    QVERIFY(two.settles());
    QCOMPARE(one.ended, 0);
}

void TestBrowserLogin::C2_nobodyListensAfterTheTimeout()
{
    BrowserFixture fixture; // for its browser
    VirtualScheduler clock;
    FakeTransport transport(clock);
    MemorySecretStore secrets;
    AuthManager manager(fixture.config, u"c"_s, AuthManager::Means{clock, transport, secrets});
    manager.setLoginInteraction({[&](const QUrl &url) { fixture.page = url; }, {}});
    Error error;
    int ended = 0;
    manager.getInitialToken([&](const Result<void> &result) {
        ++ended;
        error = result ? Error() : result.error();
    });
    clock.advance(std::chrono::seconds(299));
    QCOMPARE(ended, 0);
    QVERIFY(fixture.send("GET / HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 400 "));
    clock.advance(std::chrono::seconds(1));
    QCOMPARE(ended, 1);
    QCOMPARE(error.detail, ErrorDetail::LoginRequired);
    QCOMPARE(error.value, u"timeout"_s);
    QVERIFY(fixture.send(fixture.visit("code=c&" + fixture.state())).isEmpty());
    QCOMPARE(transport.requestCount(), 0);
    QCOMPARE(clock.pending(), 0);
}

void TestBrowserLogin::C3_neverPlain()
{
    BrowserFixture fixture("{\"issuer\":\"https://auth.example.com\",\"token_endpoint\":\"https://auth.example.com/t\","
                           "\"authorization_endpoint\":\"https://auth.example.com/a\","
                           "\"code_challenge_methods_supported\":[\"plain\"]}");
    QTRY_VERIFY(!fixture.page.isEmpty());
    QCOMPARE(fixture.asked(u"code_challenge_method"_s), u"S256"_s);
}

void TestBrowserLogin::C5_onThisMachineOnly()
{
    BrowserFixture one;
    BrowserFixture two;
    QVERIFY(one.redirect().port() != two.redirect().port());
    QCOMPARE(one.redirect().host(), u"127.0.0.1"_s); // no name that could be looked up elsewhere
#ifdef Q_OS_LINUX
    QVERIFY(one.sendTo(u"127.0.0.2"_s, one.visit("code=c&" + one.state())).isEmpty()); // this address and no other
#endif
    QCOMPARE(one.ended, 0);
}

void TestBrowserLogin::C6_firstOfTwoWins()
{
    BrowserFixture fixture;
    const QByteArray visit = fixture.visit("code=c&" + fixture.state());
    QTcpSocket sockets[2];
    for (QTcpSocket &socket : sockets) { // a browser that fetches ahead
        socket.connectToHost(fixture.redirect().host(), static_cast<quint16>(fixture.redirect().port()));
        QObject::connect(&socket, &QTcpSocket::connected, &socket, [&] { socket.write(visit); });
    }
    const auto over = [](const QTcpSocket &socket) { return socket.state() == QAbstractSocket::UnconnectedState; };
    QVERIFY(QTest::qWaitFor([&] { return over(sockets[0]) && over(sockets[1]); }));
    const int welcome = int(sockets[0].readAll().startsWith("HTTP/1.1 200 "))
        + int(sockets[1].readAll().startsWith("HTTP/1.1 200 "));
    QCOMPARE(welcome, 1);
    QVERIFY(fixture.settles());
    QCOMPARE(fixture.transport.requestCount(), 1);
}

void TestBrowserLogin::C4_issuersName_data()
{
    QTest::addColumn<bool>("promised");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<bool>("accepted");
    const QByteArray right = "&iss=https%3A%2F%2Fauth.example.com";
    QTest::newRow("ADV-C4 other issuer") << false << QByteArray("code=c&iss=https%3A%2F%2Fevil.example") << false;
    QTest::newRow("ADV-C4 other issuer, promised")
        << true << QByteArray("code=c&iss=https%3A%2F%2Fevil.example") << false;
    QTest::newRow("ADV-C4 empty") << false << QByteArray("code=c&iss=") << false;
    QTest::newRow("ADV-C4 two issuers") << false << "code=c" + right + right << false;
    QTest::newRow("ADV-C4 missing, promised") << true << QByteArray("code=c") << false; // RFC 9207 2.4
    QTest::newRow("ADV-C4 missing in a refusal, promised") << true << QByteArray("error=access_denied") << false;
    QTest::newRow("ADV-C4 missing") << false << QByteArray("code=c") << true;
    QTest::newRow("ADV-C4 right, promised") << true << "code=c" + right << true;
}

void TestBrowserLogin::C4_issuersName()
{
    QFETCH(bool, promised);
    QFETCH(QByteArray, query);
    QFETCH(bool, accepted);
    BrowserFixture fixture("{\"issuer\":\"https://auth.example.com\",\"token_endpoint\":\"https://auth.example.com/t\","
                           "\"authorization_endpoint\":\"https://auth.example.com/a\","
                           "\"authorization_response_iss_parameter_supported\":"
                           + QByteArray(promised ? "true}" : "false}"));
    QTRY_VERIFY(!fixture.page.isEmpty());
    const QByteArray answer = fixture.send(fixture.visit(query + '&' + fixture.state()));
    QVERIFY2(answer.startsWith(accepted ? "HTTP/1.1 200 " : "HTTP/1.1 400 "), answer.constData());
    QVERIFY(fixture.settles());
    QCOMPARE(fixture.manager->isReady(), accepted);
    QCOMPARE(fixture.transport.requestCount(), accepted ? 2 : 1); // the document, and the code is redeemed or not
    if (!accepted) {
        QCOMPARE(fixture.error.detail, ErrorDetail::CredentialsRejected);
        QCOMPARE(fixture.error.value, u"iss"_s);
    }
}

void TestBrowserLogin::C6_endlessHead()
{
    BrowserFixture fixture;
    const QByteArray answer = fixture.send("GET /callback?" + QByteArray(1024 * 1024, 'a'));
    QVERIFY(answer.isEmpty() || answer.startsWith("HTTP/1.1 431 "));
    QCOMPARE(fixture.ended, 0);
    QVERIFY(fixture.send(fixture.visit("code=c&" + fixture.state())).startsWith("HTTP/1.1 200 "));
}

void TestBrowserLogin::C7_refusals_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("value");
    QTest::newRow("ADV-C7 denied") << QByteArray("error=access_denied&error_description=no+no%0A%1b%2B")
                                   << u"access_denied"_s;
    QTest::newRow("ADV-C7 script") << QByteArray("error=%3Cscript%3E%1b[31m") << QString();
    QTest::newRow("ADV-C7 both") << QByteArray("error=access_denied&code=c") << u"access_denied"_s;
    QTest::newRow("no code") << QByteArray("x=y") << u"code"_s;
    QTest::newRow("code with a line break") << QByteArray("code=a%0D%0Ab") << u"code"_s;
    QTest::newRow("two codes") << QByteArray("code=a&code=b") << u"code"_s;
}

void TestBrowserLogin::C7_refusals()
{
    QFETCH(QByteArray, query);
    QFETCH(QString, value);
    BrowserFixture fixture;
    const QByteArray answer = fixture.send(fixture.visit(query + '&' + fixture.state()));
    QVERIFY(answer.startsWith("HTTP/1.1 400 "));
    QVERIFY(!answer.contains("script"));
    QVERIFY(fixture.settles());
    QCOMPARE(fixture.error.kind, ErrorKind::AuthFailed);
    QCOMPARE(fixture.error.value, value);
    QCOMPARE(fixture.error.remark, query.contains("description") ? u"no no +"_s : QString());
    QCOMPARE(fixture.transport.requestCount(), 0);
    QVERIFY(fixture.send(fixture.visit("code=c&" + fixture.state())).isEmpty()); // C2: nobody listens any more
}

void TestBrowserLogin::C8_givenUp()
{
    BrowserFixture fixture;
    fixture.manager.reset();
    QCOMPARE(fixture.ended, 1);
    QCOMPARE(fixture.error.kind, ErrorKind::Cancelled);
    QVERIFY(fixture.send(fixture.visit("code=c&" + fixture.state())).isEmpty());
    QCOMPARE(fixture.scheduler.pending(), 0);
}

void TestBrowserLogin::C9_codeIsRedeemedOnce()
{
    BrowserFixture fixture;
    QVERIFY(fixture.send(fixture.visit("code=c&" + fixture.state())).startsWith("HTTP/1.1 200 "));
    QVERIFY(fixture.send(fixture.visit("code=c&" + fixture.state())).isEmpty());
    QVERIFY(fixture.settles());
    QCOMPARE(fixture.transport.requestCount(), 1);
}

QTEST_GUILESS_MAIN(TestBrowserLogin)
#include "tst_browserlogin.moc"
