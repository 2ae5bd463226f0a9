// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cookiefixture.h"
#include "cookies/cookiejars.h"
#include "logcapture.h"
#include "oauthclientfixture.h"

#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr auto elsewhere = "https://other.example/x";

} // namespace

/// Cookies on the way of a call.
class TestApiClientCookies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comeBack();
    void noneWithoutAJar();
    void switchedOff();
    void goWithRetries();
    void ofAnswersWhoseBodyFails();
    void goFromHopToHop();
    void S01_comingBackWithACookieIsNoLoop();
    void S01_aCookieDoesNotHideALoop();
    void ofABlockedRedirect();
    void ADV_B5_strictOnesDoNotComeHomeByAnother();
    void ADV_B6_eachOriginHasItsOwn();
    void goByUrl();
    void expireAndAreDeleted();
    void thoseOfTheRequestCountFirst();
    void S01_thoseOfTheRequestStayAtHome();
    void goBesideCredentials();
    void O01_tokenRequestsHaveNone();
    void ownCredentialsHaveNone();
    void aCallUnderWayKeepsItsJar();
    void aSwitchInABackoffMixesNothing();
    void aSwitchBeforeAHopMixesNothing();
    void twoClientsShareNothing();
    void S05_nothingTellsThem();
    void S05_norInDisguise();
    void S05_noneIsForgottenWhileItIsKept();
    void ADV_M5_wordsAreNoSecrets();
    void wordsOfAServerBlockNoRedirect();
    void listenersMayDestroyTheClient();
};

void TestApiClientCookies::comeBack()
{
    CookieFixture f;
    f.make();
    f.transport.enqueue(FakeOutcome::success(200, {{"Set-Cookie", "a=1; Path=/"}, {"Set-Cookie", "b=2; Path=/"}}));
    f.run(u"/login"_s);
    f.run(u"/orders"_s);
    const QByteArrayList expected{"", "a=1; b=2"};
    QCOMPARE(f.sent(), expected);
    QVERIFY(f.told.contains("User-Agent"));
    QVERIFY(!f.told.contains("Cookie"));
}

void TestApiClientCookies::noneWithoutAJar()
{
    ClientFixture f;
    ApiClient &client = f.make();
    QVERIFY(!client.cookieJar());
    f.transport.answerWith(sets(200, "a=1; Path=/"));
    for (int i = 0; i < 2; ++i) {
        client.get(u"/x"_s);
        f.scheduler.runUntilIdle(1h);
    }
    QCOMPARE(f.transport.requestCount(), 2);
    QVERIFY(!f.transport.requests().last().headers.contains("Cookie"));
}

void TestApiClientCookies::switchedOff()
{
    CookieFixture f;
    f.config.cookies = false;
    f.make();
    f.transport.answerWith(sets(200, "a=1; Path=/"));
    f.run(u"/x"_s);
    f.jar->store({{"kept", "before", u"api.example.com"_s}});
    f.run(u"/x"_s);
    f.config.cookies = true;
    QVERIFY(f.client->reconfigure(f.config));
    f.run(u"/x"_s);
    f.run(u"/x"_s);
    f.config.cookies = false;
    QVERIFY(f.client->reconfigure(f.config));
    f.run(u"/x"_s);
    const QByteArrayList expected{"", "", "kept=before", "kept=before; a=1", ""};
    QCOMPARE(f.sent(), expected);
}

void TestApiClientCookies::goWithRetries()
{
    CookieFixture f;
    f.withRetry();
    f.make();
    f.transport.enqueue(sets(503, "a=1; Path=/"));
    f.transport.enqueue(sets(503, "a=2; Path=/"));
    QVERIFY(f.run(u"/x"_s).response);
    const QByteArrayList expected{"", "a=1", "a=2"};
    QCOMPARE(f.sent(), expected);
}

void TestApiClientCookies::ofAnswersWhoseBodyFails()
{
    CookieFixture f;
    f.withRetry();
    f.make();
    FakeOutcome broken = FakeOutcome::failure(Error(ErrorKind::Reset));
    broken.partial = Response();
    broken.partial->status = 200;
    broken.partial->headers = {{"Set-Cookie", "a=1; Path=/"}};
    f.transport.enqueue(broken);
    QVERIFY(f.run(u"/x"_s).response);
    const QByteArrayList expected{"", "a=1"};
    QCOMPARE(f.sent(), expected);
}

void TestApiClientCookies::goFromHopToHop()
{
    CookieFixture f;
    f.make();
    f.transport.enqueue(sets(302, "a=1; Path=/", "/v1/second"));
    f.transport.enqueue(sets(303, "a=2; Path=/", "/v1/third"));
    f.transport.enqueue(sets(307, "b=3; Path=/v1/fourth", "/v1/fourth"));
    QVERIFY(f.run(u"/first"_s).response);
    const QByteArrayList expected{"", "a=1", "a=2", "b=3; a=2"};
    QCOMPARE(f.sent(), expected);
}

// How sites find out whether a client keeps cookies.
void TestApiClientCookies::S01_comingBackWithACookieIsNoLoop()
{
    CookieFixture f;
    f.make();
    f.transport.enqueue(sets(302, "seen=1; Path=/", "/v1/x"));
    f.transport.enqueue(FakeOutcome::success(200));
    QVERIFY(f.run(u"/x"_s).response);
    const QByteArrayList expected{"", "seen=1"};
    QCOMPARE(f.sent(), expected);
    f.transport.setHandler([](const Request &, int) { return sets(302, "seen=1; Path=/", "/v1/y"); });
    const CallWatch &circle = f.run(u"/y"_s);
    QVERIFY2(circle.error, "it has had the cookie all the time");
    QCOMPARE(circle.error->detail, ErrorDetail::RedirectLoop);
    QCOMPARE(f.transport.requestCount(), 3);
}

// A server that counts visits, or balances its load, changes its cookie each time.
void TestApiClientCookies::S01_aCookieDoesNotHideALoop()
{
    CookieFixture f;
    f.make();
    f.transport.setHandler(
        [](const Request &, int number) { return sets(307, "n=" + QByteArray::number(number) + "; Path=/", "/v1/x"); });
    const CallWatch &circle = f.run(u"/x"_s);
    QVERIFY(circle.error);
    QCOMPARE(circle.error->detail, ErrorDetail::RedirectLoop);
    QCOMPARE(f.transport.requestCount(), 2);
}

void TestApiClientCookies::ofABlockedRedirect()
{
    CookieFixture f;
    f.make();
    f.transport.enqueue(sets(302, "a=1; Path=/", "http://api.example.com/insecure"));
    QVERIFY(f.run(u"/x"_s).error);
    QCOMPARE(f.kept(), QByteArrayList{"a=1 api.example.com"});
}

void TestApiClientCookies::ADV_B5_strictOnesDoNotComeHomeByAnother()
{
    CookieFixture f;
    f.make();
    f.transport.enqueue(FakeOutcome::success(
        302,
        {{"Set-Cookie", "s=1; Path=/; SameSite=Strict"}, {"Set-Cookie", "a=2; Path=/"}, {"Location", "/v1/second"}}));
    f.transport.enqueue(FakeOutcome::success(302, {{"Location", elsewhere}}));
    f.transport.enqueue(FakeOutcome::success(302, {{"Location", "https://api.example.com/v1/delete-all"}}));
    f.run(u"/first"_s);
    f.run(u"/again"_s);
    const QByteArrayList expected{"", "s=1; a=2", "", "a=2", "s=1; a=2"};
    QCOMPARE(f.sent(), expected);
}

void TestApiClientCookies::ADV_B6_eachOriginHasItsOwn()
{
    CookieFixture f;
    f.make();
    f.transport.enqueue(sets(302, "a=home; Path=/", elsewhere));
    f.transport.enqueue(sets(302, "b=other; Path=/; Domain=other.example", "https://api.example.com/v1/back"));
    f.run(u"/start"_s);
    f.transport.enqueue(FakeOutcome::success(302, {{"Location", elsewhere}}));
    f.run(u"/again"_s);
    // There, elsewhere, back; there, elsewhere.
    const QByteArrayList expected{"", "", "a=home", "a=home", "b=other"};
    QCOMPARE(f.sent(), expected);
    const QByteArrayList kept{"a=home api.example.com", "b=other .other.example"};
    QCOMPARE(f.kept(), kept);
    // Who is elsewhere cannot set one for home.
    f.transport.enqueue(FakeOutcome::success(302, {{"Location", elsewhere}}));
    f.transport.enqueue(sets(200, "a=stolen; Path=/; Domain=api.example.com"));
    f.run(u"/again"_s);
    QCOMPARE(f.kept(), kept);
}

void TestApiClientCookies::goByUrl()
{
    CookieFixture f;
    f.config.allowInsecureRedirects = true;
    f.make();
    f.transport.enqueue(FakeOutcome::success(200,
                                             {{"Set-Cookie", "all=1; Path=/"},
                                              {"Set-Cookie", "orders=1; Path=/v1/orders"},
                                              {"Set-Cookie", "safe=1; Path=/; Secure"},
                                              {"Set-Cookie", "default=1"},
                                              {"Set-Cookie", "wide=1; Path=/; Domain=example.com"}}));
    f.run(u"/login/now"_s);
    f.run(u"/orders/7"_s);
    f.run(u"/login"_s);
    f.transport.enqueue(FakeOutcome::success(302, {{"Location", "http://api.example.com/v1/orders"}}));
    f.run(u"/orders10"_s);
    // Those that https has brought go with nothing else, Secure or not. (ADV-B3)
    const QByteArrayList expected{"", "orders=1; all=1; safe=1; wide=1", "default=1; all=1; safe=1; wide=1",
                                  "all=1; safe=1; wide=1", ""};
    QCOMPARE(f.sent(), expected);
}

void TestApiClientCookies::expireAndAreDeleted()
{
    CookieFixture f;
    f.make();
    f.transport.enqueue(FakeOutcome::success(
        200, {{"Set-Cookie", "short=1; Path=/; Max-Age=90"}, {"Set-Cookie", "long=1; Path=/; Max-Age=36000"}}));
    f.run(u"/x"_s);
    f.run(u"/x"_s);
    f.scheduler.advance(91s);
    f.transport.enqueue(sets(200, "long=; Path=/; Max-Age=0"));
    f.run(u"/x"_s);
    f.run(u"/x"_s);
    const QByteArrayList expected{"", "short=1; long=1", "long=1", ""};
    QCOMPARE(f.sent(), expected);
}

void TestApiClientCookies::thoseOfTheRequestCountFirst()
{
    CookieFixture f;
    f.make();
    f.jar->store({{"a", "theirs", u"api.example.com"_s}, {"b", "2", u"api.example.com"_s}});
    f.run(u"/x"_s, {{"Cookie", "a=mine; odd"}});
    f.run(u"/x"_s, {{"cookie", "a=mine ;"}, {"Cookie", "c=3"}});
    f.run(u"/x"_s, {{"Cookie", "a=mine; b=mine"}});
    f.run(u"/x"_s, {{"Cookie", ""}});
    const QByteArrayList expected{"a=mine; odd; b=2", "a=mine; c=3; b=2", "a=mine; b=mine", "a=theirs; b=2"};
    QCOMPARE(f.sent(), expected);
    QCOMPARE(f.kept().first(), QByteArray("a=theirs api.example.com"));
}

void TestApiClientCookies::S01_thoseOfTheRequestStayAtHome()
{
    CookieFixture f;
    f.make();
    f.jar->store({{"a", "1", u"api.example.com"_s}, {"b", "2", u"other.example"_s}});
    f.transport.enqueue(FakeOutcome::success(302, {{"Location", elsewhere}}));
    f.run(u"/x"_s, {{"Cookie", "mine=0"}});
    const QByteArrayList expected{"mine=0; a=1", "b=2"};
    QCOMPARE(f.sent(), expected);
}

void TestApiClientCookies::goBesideCredentials()
{
    CookieFixture f;
    f.config.auth = AuthConfig();
    f.config.auth->type = AuthType::Custom;
    f.config.auth->customHeaders = {{u"Cookie"_s, Secret::plain(u"session=mine"_s)}};
    f.config.auth->customParams = {{u"key"_s, Secret::plain(u"canary"_s)}};
    f.make();
    f.jar->store({{"session", "theirs", u"api.example.com"_s}, {"b", "2", u"api.example.com"_s}});
    f.run(u"/x"_s);
    QCOMPARE(f.sent(), QByteArrayList{"session=mine; b=2"});
}

void TestApiClientCookies::O01_tokenRequestsHaveNone()
{
    CookieFixture<OAuthFixture> f;
    f.jar->store({{"a", "1", u"auth.example.com"_s}, {"b", "2", u"api.example.com"_s}});
    f.grant = [&f](const Request &request) {
        FakeOutcome outcome = f.granted();
        (*outcome.result)->headers.append("Set-Cookie", "c=3; Path=/");
        return request.headers.contains("Cookie") ? FakeOutcome::success(500) : outcome;
    };
    f.make();
    QVERIFY(f.run(u"/x"_s).response);
    const QByteArrayList expected{"", "b=2"};
    QCOMPARE(f.sent(), expected);
    QCOMPARE(f.jar->cookies().size(), 2);
}

void TestApiClientCookies::ownCredentialsHaveNone()
{
    CookieFixture f;
    f.make();
    f.jar->store({{"session", "of-the-client", u"api.example.com"_s}});
    f.transport.enqueue(sets(200, "session=of-somebody-else; Path=/"));
    CallOptions options;
    options.auth = AuthConfig();
    options.auth->type = AuthType::Bearer;
    options.auth->token = Secret::plain(u"canary"_s);
    Request request;
    request.url = QUrl(u"/x"_s);
    f.client->send(request, options);
    f.scheduler.runUntilIdle(1h);
    f.run(u"/x"_s);
    const QByteArrayList expected{"", "session=of-the-client"};
    QCOMPARE(f.sent(), expected);
}

// Switched while a call is out, as with an environment: it is of the environment of before until it ends.
void TestApiClientCookies::aCallUnderWayKeepsItsJar()
{
    CookieFixture f;
    f.withRetry();
    f.make();
    const auto other = std::make_shared<CookieJar>(f.scheduler);
    FakeOutcome slow = sets(503, "a=1; Path=/");
    slow.delay = 5s;
    f.transport.enqueue(slow);
    f.client->get(u"/x"_s);
    f.scheduler.advance(1s);
    f.client->setCookieJar(other);
    f.scheduler.runUntilIdle(1h);
    const QByteArrayList expected{"", "a=1"};
    QCOMPARE(f.sent(), expected);
    QCOMPARE(f.kept(), QByteArrayList{"a=1 api.example.com"});
    QVERIFY(other->cookies().isEmpty());
}

void TestApiClientCookies::aSwitchInABackoffMixesNothing()
{
    CookieFixture f;
    f.withRetry();
    f.config.baseUrl = QUrl(u"https://staging.example.com/"_s);
    f.make();
    const auto live = std::make_shared<CookieJar>(f.scheduler);
    live->store({{"session", "of-live", u".example.com"_s}});
    f.transport.enqueue(sets(503, "session=of-staging; Path=/; Domain=example.com"));
    f.transport.enqueue(sets(200, "last=of-staging; Path=/"));
    CallWatch call(f.client->get(u"/x"_s));
    for (int i = 0; i < 100 && call.waits.isEmpty(); ++i)
        f.scheduler.advance(1ms);
    QVERIFY(!call.waits.isEmpty());
    QCOMPARE(call.waits.last().kind, TimelineKind::Backoff);
    f.client->setCookieJar(live);
    f.config.baseUrl = QUrl(u"https://live.example.com/"_s);
    QVERIFY(f.client->reconfigure(f.config));
    f.scheduler.runUntilIdle(1h);
    f.run(u"/x"_s);
    QCOMPARE(f.transport.requests().at(1).url.host(), u"staging.example.com"_s);
    QCOMPARE(f.transport.requests().at(2).url.host(), u"live.example.com"_s);
    const QByteArrayList expected{"", "session=of-staging", "session=of-live"};
    QCOMPARE(f.sent(), expected);
    const QByteArrayList kept{"session=of-staging .example.com", "last=of-staging staging.example.com"};
    QCOMPARE(f.kept(), kept);
    QCOMPARE(live->cookies().size(), 1);
}

// Its token has expired on the way: it would go on as two at once, with the credentials of the one environment and the
// cookies of the other.
void TestApiClientCookies::aSwitchBeforeAHopMixesNothing()
{
    CookieFixture<OAuthFixture> f;
    f.make();
    const auto other = std::make_shared<CookieJar>(f.scheduler);
    other->store({{"a", "other", u"api.example.com"_s}});
    FakeOutcome hop = sets(302, "a=1; Path=/", "/v1/next");
    hop.delay = 5s;
    f.api = [&hop](const Request &request) {
        return request.url.path().endsWith(u"x") ? hop : FakeOutcome::success(200);
    };
    const CallWatch call(f.client->get(u"/x"_s));
    f.scheduler.advance(1s);
    f.client->setCookieJar(other);
    f.client->reloadSecrets();
    f.scheduler.runUntilIdle(1h);
    QVERIFY(call.error);
    QCOMPARE(call.error->detail, ErrorDetail::ClientMoved);
    QVERIFY(!f.sent().contains("a=other"));
    QCOMPARE(f.kept(), QByteArrayList{"a=1 api.example.com"});
    QCOMPARE(other->cookies().size(), 1);
}

void TestApiClientCookies::twoClientsShareNothing()
{
    CookieFixture f;
    f.make();
    CookieJars jars(f.scheduler);
    f.client->setCookieJar(jars.of(u"one"_s, {}));
    ApiClient second(f.config, Services{f.scheduler, f.random, f.transport, f.secrets});
    second.setCookieJar(jars.of(u"two"_s, {}));
    f.transport.enqueue(sets(200, "who=one; Path=/"));
    f.run(u"/x"_s);
    for (int i = 0; i < 2; ++i) {
        f.transport.enqueue(sets(200, "who=two; Path=/"));
        second.get(u"/x"_s);
        f.scheduler.runUntilIdle(1h);
    }
    f.run(u"/x"_s);
    const QByteArrayList expected{"", "", "who=two", "who=one"};
    QCOMPARE(f.sent(), expected);
}

void TestApiClientCookies::S05_nothingTellsThem()
{
    CookieFixture f;
    f.config.logResponseBody = true;
    f.withRetry();
    const LogCapture log(u"*=true"_s);
    f.make();
    // Told at once, in the answer that sets it; and then whatever a careless server does with it.
    f.transport.enqueue(FakeOutcome::success(
        302, {{"Set-Cookie", "sid=canary-one; Path=/"}, {"Location", "/v1/welcome/canary-one"}}, "canary-one"));
    f.transport.setHandler([](const Request &request, int number) {
        const QByteArray echo = request.headers.value("Cookie").value_or("");
        if (number % 2 == 0)
            return FakeOutcome::success(503, {{"Content-Type", "text/plain"}}, echo + ' ' + echo.toBase64());
        return FakeOutcome::failure(Error(ErrorKind::Reset, ErrorDetail::None, QString::fromUtf8(echo)));
    });
    const CallWatch &watch = f.run(u"/login"_s);
    QVERIFY(watch.error);
    QVERIFY(f.sent().last().contains("canary-one"));
    QCOMPARE(watch.entries(TimelineKind::Redirect).first().target, u"https://api.example.com/v1/welcome/•••"_s);
    QVERIFY(log.calls().join(u'\n').contains(u"event=body"_s));
    for (const QString &line : log.all())
        QVERIFY2(!line.contains(u"canary"_s) && !line.contains(u"Y2FuYXJ5"_s), qPrintable(line));
    QVERIFY(!watch.error->subject.contains(u"canary"_s));
    for (const TimelineEntry &entry : watch.timeline)
        QVERIFY(!entry.error || !entry.error->subject.contains(u"canary"_s));
}

void TestApiClientCookies::S05_norInDisguise()
{
    CookieFixture f;
    f.make();
    f.jar->store({{"a", "\"canary-quoted\"", u"api.example.com"_s}, {"b", "s%3Acanary%2Bcoded", u"api.example.com"_s}});
    f.run(u"/x"_s);
    const Redactor redactor = f.client->redactorFor({});
    for (const QString &text :
         {u"canary-quoted"_s, u"\"canary-quoted\""_s, u"s%3Acanary%2Bcoded"_s, u"s:canary+coded"_s})
        QVERIFY2(!redactor.text(text).contains(u"canary"_s), qPrintable(text));
}

void TestApiClientCookies::S05_noneIsForgottenWhileItIsKept()
{
    CookieFixture f;
    f.make();
    f.client->hidePassingSecrets({u"canary-captured"_s});
    f.transport.enqueue(sets(200, "long=canary-long-lived; Path=/admin"));
    f.run(u"/login"_s);
    int number = 0;
    f.transport.setHandler([&number](const Request &, int) {
        return sets(200, "sid=canary-turn-" + QByteArray::number(++number) + "; Path=/");
    });
    for (int i = 0; i < 600; ++i)
        f.run(u"/x"_s);
    const Redactor redactor = f.client->redactorFor({});
    for (const QString &secret : {u"canary-long-lived"_s, u"canary-captured"_s, u"canary-turn-600"_s})
        QCOMPARE(redactor.text(secret), Redactor::mask());
    QVERIFY(redactor.text(u"canary-turn-1"_s).contains(u"canary"_s)); // or each would cost time for ever
    f.config.auth = AuthConfig();
    f.config.auth->type = AuthType::None;
    QVERIFY(f.client->reconfigure(f.config)); // others hide from now on
    QCOMPARE(f.client->redactorFor({}).text(u"canary-long-lived"_s), Redactor::mask());
}

void TestApiClientCookies::ADV_M5_wordsAreNoSecrets()
{
    CookieFixture f;
    f.make();
    f.transport.enqueue(FakeOutcome::success(
        200,
        {{"Set-Cookie", "seen=true; Path=/"}, {"Set-Cookie", "page=orders; Path=/"}, {"Set-Cookie", "s=7charss"}}));
    f.run(u"/login"_s);
    f.run(u"/login"_s);
    QCOMPARE(f.sent().last(), QByteArray("s=7charss; seen=true; page=orders"));
    const Redactor redactor = f.client->redactorFor({});
    QCOMPARE(redactor.text(u"GET /v1/orders true 7charss"_s), u"GET /v1/orders true 7charss"_s);
}

void TestApiClientCookies::wordsOfAServerBlockNoRedirect()
{
    CookieFixture f;
    f.make();
    f.jar->store({{"region", "production", u"api.example.com"_s}});
    for (const bool isReconfigured : {false, true}) { // which others inherit
        f.run(u"/x"_s);
        f.transport.enqueue(FakeOutcome::success(307, {{"Location", elsewhere}}));
        CallWatch call(f.client->post(u"/deploy"_s, Body(QByteArray(R"({"to":"production"})"))));
        f.scheduler.runUntilIdle(1h);
        QVERIFY(call.response);
        QCOMPARE(f.transport.requests().last().url, QUrl(QString::fromLatin1(elsewhere)));
        QCOMPARE(f.client->redactorFor({}).text(u"production"_s), Redactor::mask()); // and yet it is hidden
        f.config.auth = AuthConfig();
        f.config.auth->type = AuthType::None;
        QVERIFY(isReconfigured || f.client->reconfigure(f.config));
    }
}

void TestApiClientCookies::listenersMayDestroyTheClient()
{
    CookieFixture f;
    f.make();
    f.transport.enqueue(sets(302, "a=1; Path=/", "/v1/next"));
    connect(f.jar.get(), &CookieJar::changed, this, [&f] { f.client.reset(); });
    f.client->get(u"/x"_s);
    f.scheduler.runUntilIdle(1h);
    QVERIFY(!f.client);
    QCOMPARE(f.transport.requestCount(), 1);
    QCOMPARE(f.scheduler.pending(), 0);
}

QTEST_GUILESS_MAIN(TestApiClientCookies)
#include "tst_apiclient_cookies.moc"
