// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fault.h"

#include <QBuffer>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QtTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(fuseboard::AuthConfig)

/// Where answers lead, and what goes along.
class TestFaultsRedirects : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void credentialsStayAtHome_data();
    void credentialsStayAtHome();
    void ADV_B8_aKeyInTheUrlStaysAtHome_data();
    void ADV_B8_aKeyInTheUrlStaysAtHome();
    void ADV_B8_aDeclaredSecretStaysAtHomeByAnyName();
    void ADV_B6_noCookieIsKept();
    void ADV_B7_aCredentialInTheBodyIsNotCarriedAway();
    void ADV_B7_aSecretInTheBodyIsNotCarriedAway_data();
    void ADV_B7_aSecretInTheBodyIsNotCarriedAway();
    void locations_data();
    void locations();
    void ADV_B10_length_data();
    void ADV_B10_length();
    void ADV_B10_aLoop();
    void methods_data();
    void methods();
    void R15_aBodyFromADeviceIsSentWholeAgain_data();
    void R15_aBodyFromADeviceIsSentWholeAgain();
    void ADV_B12_aBodyThatCannotBeSentAgain();
    void ADV_B13_aTokenEndpointIsNotFollowed();
    void ADV_B18_newCredentialsOnALivingConnection();
    void ADV_B19_noNetrc();
    void ADV_B20_cookiesOfEveryKind();

private:
    static AuthConfig bearer(const QString &token)
    {
        AuthConfig auth;
        auth.type = AuthType::Bearer;
        auth.token = Secret::plain(token);
        return auth;
    }
    static AuthConfig apiKey(AuthLocation location)
    {
        AuthConfig auth;
        auth.type = AuthType::ApiKey;
        auth.tokenLocation = location;
        auth.tokenKey = u"X-Canary-Key"_s;
        auth.token = Secret::plain(u"canary-key"_s);
        return auth;
    }
    static void leadTo(LoopbackServer &server, const QByteArray &target, int status = 302)
    {
        server.onRequest([=](LoopbackConnection &connection, const ReceivedRequest &) {
            connection.answer(status, {{"Location", target}}, "see there");
        });
    }
};

void TestFaultsRedirects::credentialsStayAtHome_data()
{
    QTest::addColumn<AuthConfig>("auth");
    AuthConfig basic;
    basic.type = AuthType::Basic;
    basic.username = u"canary"_s;
    basic.password = Secret::plain(u"canary"_s);
    AuthConfig custom;
    custom.type = AuthType::Custom;
    custom.customHeaders = {{u"X-Whatever"_s, Secret::plain(u"canary-custom"_s)}};
    custom.customParams = {{u"sig"_s, Secret::plain(u"canary-param"_s)}};
    QTest::newRow("ADV-B1 ADV-B2 ADV-B5 bearer") << bearer(u"canary-token"_s);
    QTest::newRow("ADV-B1 ADV-B2 basic") << basic;
    QTest::newRow("ADV-B1 ADV-B2 API key") << apiKey(AuthLocation::Header);
    QTest::newRow("ADV-B8 key in the query") << apiKey(AuthLocation::Query);
    QTest::newRow("ADV-B1 ADV-B2 custom") << custom;
}

void TestFaultsRedirects::credentialsStayAtHome()
{
    QFETCH(AuthConfig, auth);
    LoopbackServer home;
    LoopbackServer other;
    // There, back, and there to stay: B5, home sees none of it any more.
    home.onRequest([&other](LoopbackConnection &connection, const ReceivedRequest &request) {
        QByteArray repeated = request.target.mid(request.target.indexOf('?') + 1); // B8, as servers like to do
        if (request.target.startsWith("/start"))
            connection.answer(302, {{"Location", other.url(u"/a?"_s).toEncoded() + repeated}});
        else
            connection.answer(302, {{"Location", other.url(u"/end"_s).toEncoded()}});
    });
    other.onRequest([&home](LoopbackConnection &connection, const ReceivedRequest &request) {
        if (request.target.startsWith("/a"))
            connection.answer(302, {{"Location", home.url(u"/back"_s).toEncoded()}});
        else
            connection.answer(200, {}, "end");
    });
    LiveFixture live(home.url());
    live.config.auth = auth;
    live.config.defaultHeaders.append({u"Cookie"_s, u"session=canary"_s});
    live.config.defaultHeaders.append({u"Proxy-Authorization"_s, u"Basic canary"_s});
    live.config.defaultHeaders.append({u"X-Tenant"_s, u"canary"_s});
    live.make();
    const CallWatch &watch = live.run("GET", u"/start?x=1"_s);
    QVERIFY2(watch.response, watch.error ? qPrintable(QDebug::toString(*watch.error)) : "");
    QCOMPARE(watch.response->response.body, QByteArray("end"));
    QCOMPARE(home.requestCount(), 2);
    QCOMPARE(other.requestCount(), 2);
    QVERIFY(home.requests().first().head.toLower().contains("canary"));
    QVERIFY(!home.requests().last().head.toLower().contains("canary"));
    for (const ReceivedRequest &request : other.requests()) {
        QVERIFY2(!request.head.toLower().contains("canary"), request.head.constData());
        QVERIFY(!request.head.contains("Authorization") && !request.head.contains("Referer"));
    }
    QCOMPARE(live.client->metrics().redirects, 3U);
    QCOMPARE(live.imbalance({&home, &other}), QString());
}

void TestFaultsRedirects::ADV_B8_aKeyInTheUrlStaysAtHome_data()
{
    QTest::addColumn<QString>("base"); // its query
    QTest::addColumn<QString>("own"); // the request's
    QTest::addColumn<QByteArray>("repeated"); // by the server, to itself and then to another one
    QTest::addColumn<QByteArray>("carried"); // there
    const auto row = [](const char *name, const char *base, const char *own, const char *repeated,
                        const char *carried) {
        QTest::newRow(name) << QString::fromLatin1(base) << QString::fromLatin1(own) << QByteArray(repeated)
                            << QByteArray(carried);
    };
    row("S01 ADV-B8 key of base_url", "key=canary-1", "", "a=1&key=canary-1", "/end?a=1");
    row("S01 ADV-B8 API key of base_url", "api_key=canary-1", "", "api_key=canary-1", "/end");
    row("S01 ADV-B8 of base_url, without a telling name", "k=canary-1", "", "code=canary-1&a=1", "/end?a=1");
    row("S01 ADV-B8 of base_url, with a plus", "pass=canary+1", "", "pass=canary%2B1&pass=canary+1", "/end");
    row("S01 ADV-B8 of the request", "", "code=canary-1&v=2024", "v=2024&code=canary-1", "/end?v=2024");
    row("S01 ADV-B8 of the request, under another name", "", "token=canary-1", "x_token=canary-1&a=1", "/end?a=1");
    row("S01 ADV-B8 what is no secret goes along", "version=2024", "page=three", "version=2024&page=three",
        "/end?version=2024&page=three");
    row("S01 ADV-B8 a part by chance goes along", "v=2024&tenant=acme", "", "sig=f2024e&token=acme.170.f00",
        "/end?sig=f2024e&token=acme.170.f00");
    row("S01 ADV-B8 a key beside parts of others", "key=canary-12345&tenant=acme", "",
        "token=canary-12345.acme.acme&token=canary-12345canary-12345&a=1", "/end?a=1");
    row("S01 ADV-B8 what has no value goes along", "key=canary-1", "", "download=&token=&flag",
        "/end?download=&token=&flag");
    row("S01 ADV-B8 the server's own goes along", "key=canary-1", "", "key=given-1&sig=given-2",
        "/end?key=given-1&sig=given-2");
}

void TestFaultsRedirects::ADV_B8_aKeyInTheUrlStaysAtHome()
{
    QFETCH(QString, base);
    QFETCH(QString, own);
    QFETCH(QByteArray, repeated);
    QFETCH(QByteArray, carried);
    LoopbackServer home;
    LoopbackServer other;
    home.onRequest([&](LoopbackConnection &connection, const ReceivedRequest &request) {
        const QByteArray place = request.number == 1 ? "/next?" : other.url(u"/end?"_s).toEncoded();
        connection.answer(302, {{"Location", place + repeated}});
    });
    QUrl baseUrl = home.url();
    baseUrl.setQuery(base, QUrl::StrictMode);
    LiveFixture live(baseUrl);
    live.make();
    const CallWatch &watch = live.run("GET", u"/start?"_s + own);
    QVERIFY2(watch.response, watch.error ? qPrintable(QDebug::toString(*watch.error)) : "");
    QCOMPARE(home.requestCount(), 2);
    QCOMPARE(home.requests().last().target, "/next?" + repeated); // where it may be needed still
    QCOMPARE(other.requestCount(), 1);
    QCOMPARE(other.requests().first().target, carried);
}

void TestFaultsRedirects::ADV_B8_aDeclaredSecretStaysAtHomeByAnyName()
{
    LoopbackServer home;
    LoopbackServer other;
    home.onRequest([&](LoopbackConnection &connection, const ReceivedRequest &) {
        connection.answer(302, {{"Location", other.url(u"/end?subscription=canary-1&plan=gold"_s).toEncoded()}});
    });
    LiveFixture live(home.url(u"/v1?subscription=canary-1"_s));
    live.make();
    live.client->hideSecrets({u"canary-1"_s});
    const CallWatch &watch = live.run("GET", u"/start"_s);
    QVERIFY2(watch.response, watch.error ? qPrintable(QDebug::toString(*watch.error)) : "");
    QCOMPARE(other.requestCount(), 1);
    QCOMPARE(other.requests().first().target, "/end?plan=gold");
}

void TestFaultsRedirects::ADV_B6_noCookieIsKept()
{
    LoopbackServer home;
    LoopbackServer other;
    home.onRequest([&other](LoopbackConnection &connection, const ReceivedRequest &request) {
        if (request.target == "/start")
            connection.answer(302, {{"Set-Cookie", "a=canary"}, {"Location", other.url().toEncoded()}});
        else
            connection.answer(200, {{"Set-Cookie", "a=canary"}});
    });
    other.onRequest([](LoopbackConnection &connection, const ReceivedRequest &) {
        connection.answer(200, {{"Set-Cookie", "b=canary"}});
    });
    LiveFixture live(home.url());
    live.make();
    for (const QString &path : {u"/first"_s, u"/start"_s, u"/start"_s, u"/last"_s})
        QVERIFY(live.run("GET", path).response);
    for (const LoopbackServer *server : {&home, &other}) {
        for (const ReceivedRequest &request : server->requests())
            QVERIFY(!request.headers.contains("Cookie"));
    }
    QCOMPARE(live.imbalance({&home, &other}), QString());
}

void TestFaultsRedirects::ADV_B7_aCredentialInTheBodyIsNotCarriedAway()
{
    LoopbackServer home;
    LoopbackServer other;
    leadTo(home, other.url().toEncoded(), 307);
    LiveFixture live(home.url());
    live.config.auth = apiKey(AuthLocation::Body);
    live.make();
    Request request{.method = "POST", .url = QUrl(u"/"_s), .body = Body("{\"a\":1}")};
    request.headers.append("Content-Type", "application/json");
    CallWatch &watch = live.send(request);
    QVERIFY(LiveFixture::waitFor(watch));
    QCOMPARE(watch.error->kind, ErrorKind::RedirectBlocked);
    QCOMPARE(watch.error->detail, ErrorDetail::CredentialsInBody);
    QCOMPARE(other.connectionCount(), 0);
    QCOMPARE(live.imbalance({&home, &other}), QString());
}

void TestFaultsRedirects::ADV_B7_aSecretInTheBodyIsNotCarriedAway_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("carried");
    const QByteArray json = "application/json";
    const QByteArray form = "application/x-www-form-urlencoded";
    QTest::newRow("JSON with a password") << json << QByteArray(R"({"user":"ann","password":"canary-p"})") << false;
    QTest::newRow("form with a password") << form << QByteArray("user=ann&password=canary-p") << false;
    QTest::newRow("JSON with a password, 100 KB")
        << json << R"({"user":")" + QByteArray(100'001, 'a') + R"(","password":"canary-p"})" << false;
    QTest::newRow("JSON without, 100 KB") << json << R"({"user":")" + QByteArray(100'001, 'a') + "\"}" << true;
    QTest::newRow("JSON, too large to look at") << json << R"({"user":")" + QByteArray(5 << 20, 'a') + "\"}" << false;
    QTest::newRow("a picture, too large to look at") << QByteArray("image/png") << QByteArray(5 << 20, 'a') << true;
    QTest::newRow("JSON without") << json << QByteArray(R"({"user":"ann"})") << true;
    QTest::newRow("form without") << form << QByteArray("user=ann") << true;
}

void TestFaultsRedirects::ADV_B7_aSecretInTheBodyIsNotCarriedAway()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(bool, carried);
    LoopbackServer home;
    LoopbackServer other;
    leadTo(home, other.url().toEncoded(), 307);
    LiveFixture live(home.url());
    live.make();
    Request request{.method = "POST", .url = QUrl(u"/"_s), .body = Body(body)};
    request.headers.append("Content-Type", type);
    CallWatch &watch = live.send(request);
    QVERIFY(LiveFixture::waitFor(watch));
    QCOMPARE(other.requestCount(), carried ? 1 : 0);
    if (!carried)
        QCOMPARE(watch.error->detail, ErrorDetail::CredentialsInBody);
}

void TestFaultsRedirects::locations_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QByteArray>("next"); // what home is asked then; empty: nothing, it is blocked or an answer
    const auto leads = [](const char *name, const QByteArray &location, const QByteArray &next) {
        QTest::newRow(name) << location << next;
    };
    leads("ADV-B9 query alone", "?x=1", "/start?x=1");
    leads("ADV-B9 fragment alone", "#f", "");
    leads("ADV-B9 relative", "../y", "/y");
    leads("ADV-B9 not ASCII", "/caf\xc3\xa9", "/caf%C3%A9");
    leads("ADV-B9 space", "/a b", "/a%20b");
    leads("ADV-B9 empty", "", "");
    leads("ADV-B9 file", "file:///etc/passwd", "");
    leads("ADV-B9 data", "data:,x", "");
    leads("ADV-B9 market", "market://details", "");
    leads("ADV-B9 javascript", "javascript:alert(1)", "");
    leads("ADV-B9 no host", "http://:443/", "");
    leads("ADV-B9 emoji host", "http://\xf0\x9f\x98\x80.invalid:1/", "");
    leads("ADV-B9 broken", "http://[::/", "");
    leads("ADV-B14 user info", "http://u:canary@127.0.0.1:PORT/y", "/y");
}

void TestFaultsRedirects::locations()
{
    QFETCH(QByteArray, location);
    QFETCH(QByteArray, next);
    LoopbackServer home;
    home.onRequest([&](LoopbackConnection &connection, const ReceivedRequest &request) {
        QByteArray target = location;
        target.replace("PORT", QByteArray::number(home.port()));
        if (request.number == 1)
            connection.answer(302, {{"Location", target}}, "see there");
        else
            connection.answer();
    });
    LiveFixture live(home.url());
    live.config.retry.reset();
    live.make();
    const CallWatch &watch = live.run("GET", u"/start"_s);
    QCOMPARE(home.requestCount(), next.isEmpty() ? 1 : 2);
    QCOMPARE(live.imbalance({&home}), QString());
    if (!next.isEmpty()) {
        QCOMPARE(home.requests().last().target, next);
        QVERIFY(!home.requests().last().head.contains("canary"));
        return;
    }
    if (location.isEmpty()) { // a field without a value is none to Qt: no redirect, but an answer
        QCOMPARE(watch.response.value().response.status, 302);
        return;
    }
    QVERIFY(watch.error);
    QVERIFY2(watch.error->kind == ErrorKind::RedirectBlocked || watch.error->kind == ErrorKind::Dns,
             qPrintable(QDebug::toString(*watch.error)));
    if (watch.error->kind == ErrorKind::RedirectBlocked)
        QCOMPARE(watch.lastStatus, 302); // the answer itself stays to be looked at
}

void TestFaultsRedirects::ADV_B10_length_data()
{
    QTest::addColumn<int>("allowed");
    for (const int allowed : {0, 1, 10, 50})
        QTest::addRow("ADV-B10 at most %d", allowed) << allowed;
}

void TestFaultsRedirects::ADV_B10_length()
{
    QFETCH(int, allowed);
    for (const int hops : {allowed, allowed + 1}) {
        LoopbackServer home;
        home.onRequest([hops](LoopbackConnection &connection, const ReceivedRequest &request) {
            const QByteArray next = "/" + QByteArray::number(request.number);
            if (request.number <= hops)
                connection.answer(302, {{"Location", next}});
            else
                connection.answer();
        });
        LiveFixture live(home.url());
        live.config.maxRedirects = allowed;
        live.make();
        const CallWatch &watch = live.run("GET", u"/0"_s);
        QCOMPARE(watch.response.has_value(), hops == allowed);
        QCOMPARE(home.requestCount(), allowed + 1);
        QCOMPARE(watch.entries(TimelineKind::Redirect).size(), allowed);
        if (watch.error)
            QCOMPARE(watch.error->detail, ErrorDetail::TooManyRedirects);
        QCOMPARE(live.imbalance({&home}), QString());
    }
}

void TestFaultsRedirects::ADV_B10_aLoop()
{
    LoopbackServer home;
    home.onRequest([](LoopbackConnection &connection, const ReceivedRequest &request) {
        connection.answer(302, {{"Location", request.target == "/a" ? "/b" : "/a"}});
    });
    LiveFixture live(home.url());
    live.make();
    const CallWatch &watch = live.run("GET", u"/a"_s);
    QCOMPARE(watch.error->kind, ErrorKind::RedirectBlocked);
    QCOMPARE(watch.error->detail, ErrorDetail::RedirectLoop);
    QCOMPARE(home.requestCount(), 2);
    QCOMPARE(live.imbalance({&home}), QString());
}

void TestFaultsRedirects::methods_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<QByteArray>("next");
    for (const int status : {301, 302, 303, 307, 308}) {
        for (const QByteArray verb : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"}) {
            const bool stays = verb == "GET" || verb == "HEAD" || status >= 307 || (status < 303 && verb != "POST");
            QTest::addRow("ADV-B11 %d %s", status, verb.constData())
                << status << verb << (stays ? verb : QByteArray("GET"));
        }
    }
}

void TestFaultsRedirects::methods()
{
    QFETCH(int, status);
    QFETCH(QByteArray, verb);
    QFETCH(QByteArray, next);
    LoopbackServer home;
    home.onRequest([status](LoopbackConnection &connection, const ReceivedRequest &request) {
        const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
        request.number == 1 ? connection.answer(status, {{"Location", "/y"}}, {}) : connection.write(head);
    });
    LiveFixture live(home.url());
    live.make();
    const bool hasBody = verb != "GET" && verb != "HEAD";
    const CallWatch &watch = live.run(verb, u"/x"_s, hasBody ? "body" : "");
    QVERIFY2(watch.response, watch.error ? qPrintable(QDebug::toString(*watch.error)) : "");
    const ReceivedRequest &second = home.requests().last();
    QCOMPARE(home.requestCount(), 2);
    QCOMPARE(second.method, next);
    QCOMPARE(second.body, next == verb && hasBody ? QByteArray("body") : QByteArray());
    QCOMPARE(live.imbalance({&home}), QString());
}

void TestFaultsRedirects::R15_aBodyFromADeviceIsSentWholeAgain_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<Toxic>("first");
    const auto answer = [](const QByteArray &status, const QByteArray &fields = "A: b") {
        return Toxic().answer(fields + "\r\nContent-Length: 0", {}, status);
    };
    QTest::newRow("R15 a retry after 503") << QByteArray("PUT") << answer("503 No");
    QTest::newRow("R15 a retry after a closed connection") << QByteArray("PUT") << Toxic().close();
    QTest::newRow("R15 a retry after a reset") << QByteArray("PUT") << Toxic().reset();
    QTest::newRow("R15 ADV-B11 307") << QByteArray("POST") << answer("307 There", "Location: /y");
    QTest::newRow("R15 ADV-B11 308") << QByteArray("PATCH") << answer("308 There", "Location: /y");
}

void TestFaultsRedirects::R15_aBodyFromADeviceIsSentWholeAgain()
{
    QFETCH(QByteArray, method);
    QFETCH(Toxic, first);
    QByteArray content;
    for (int line = 0; line < 50'000; ++line) // more than sockets take at once
        content += QByteArray::number(line) + '\n';
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write(content);
    file.close();
    LoopbackServer home;
    home.onRequest([&first](LoopbackConnection &connection, const ReceivedRequest &request) {
        request.number == 1 ? first.play(connection) : connection.answer();
    });
    LiveFixture live(home.url());
    live.make();
    Request request{.method = method, .url = QUrl(u"/x"_s)};
    request.body = Body(
        [name = file.fileName()]() -> std::unique_ptr<QIODevice> {
            auto device = std::make_unique<QFile>(name);
            return device->open(QIODevice::ReadOnly) ? std::move(device) : nullptr;
        },
        content.size());
    CallWatch &watch = live.send(request);
    QVERIFY(LiveFixture::waitFor(watch));
    QVERIFY2(watch.response, watch.error ? qPrintable(QDebug::toString(*watch.error)) : "");
    QCOMPARE(home.requestCount(), 2);
    for (const ReceivedRequest &received : home.requests()) {
        QCOMPARE(received.method, method);
        QVERIFY2(received.body == content, QByteArray::number(received.body.size()).constData());
    }
    QCOMPARE(live.imbalance({&home}), QString());
}

void TestFaultsRedirects::ADV_B12_aBodyThatCannotBeSentAgain()
{
    LoopbackServer home;
    leadTo(home, "/y", 307);
    LiveFixture live(home.url());
    live.make();
    Request request{.method = "POST", .url = QUrl(u"/x"_s)};
    request.body = Body(
        [used = std::make_shared<bool>(false)]() -> std::unique_ptr<QIODevice> {
            if (std::exchange(*used, true))
                return nullptr;
            auto buffer = std::make_unique<QBuffer>();
            buffer->setData("body");
            buffer->open(QIODevice::ReadOnly);
            return buffer;
        },
        4);
    CallWatch &watch = live.send(request);
    QVERIFY(LiveFixture::waitFor(watch));
    QCOMPARE(watch.error->kind, ErrorKind::RedirectBlocked);
    QCOMPARE(watch.error->detail, ErrorDetail::BodyNotReplayable);
    QCOMPARE(home.requestCount(), 1);
    QCOMPARE(live.imbalance({&home}), QString());
}

void TestFaultsRedirects::ADV_B13_aTokenEndpointIsNotFollowed()
{
    LoopbackServer home;
    LoopbackServer tokens;
    LoopbackServer thief;
    leadTo(tokens, thief.url().toEncoded(), 307);
    LiveFixture live(home.url());
    live.config.auth = AuthConfig();
    live.config.auth->type = AuthType::OAuth2;
    live.config.auth->clientId = u"id"_s;
    live.config.auth->clientSecret = Secret::plain(u"canary"_s);
    live.config.auth->tokenUrl = tokens.url(u"/token"_s);
    live.make();
    const CallWatch &watch = live.run("GET", u"/x"_s);
    QVERIFY(watch.error);
    QCOMPARE(watch.error->kind, ErrorKind::AuthFailed);
    QCOMPARE(tokens.requestCount(), 1);
    QCOMPARE(thief.connectionCount(), 0);
    QCOMPARE(home.connectionCount(), 0);
}

void TestFaultsRedirects::ADV_B18_newCredentialsOnALivingConnection()
{
    LoopbackServer home;
    LiveFixture live(home.url());
    live.config.auth = bearer(u"token-0"_s);
    ApiClient &client = live.make();
    for (int i = 0; i < 6; ++i) {
        ClientConfig config = client.config();
        config.auth = i == 5 ? std::nullopt : std::optional(bearer(u"token-%1"_s.arg(i)));
        QVERIFY(client.reconfigure(config));
        QVERIFY(live.run("GET", u"/%1"_s.arg(i)).response);
        const auto sent = home.requests().last().headers.value("Authorization");
        QCOMPARE(sent, i == 5 ? std::nullopt : std::optional<QByteArray>("Bearer token-" + QByteArray::number(i)));
    }
    QCOMPARE(home.connectionCount(), 1);
}

void TestFaultsRedirects::ADV_B19_noNetrc()
{
    QTemporaryDir folder;
    QFile netrc(folder.filePath(u".netrc"_s));
    QVERIFY(netrc.open(QIODevice::WriteOnly));
    netrc.write("machine 127.0.0.1 login canary password canary\ndefault login canary password canary\n");
    netrc.close();
    const QByteArray before = qgetenv("HOME");
    qputenv("HOME", folder.path().toLocal8Bit());
    qputenv("http_proxy", "http://canary:canary@127.0.0.1:9/");
    LoopbackServer home;
    home.onRequest([](LoopbackConnection &connection, const ReceivedRequest &) {
        connection.answer(401, {{"WWW-Authenticate", "Basic realm=\"x\""}});
    });
    LiveFixture live(home.url());
    live.make();
    const CallWatch &watch = live.run("GET", u"/x"_s);
    qputenv("HOME", before);
    qunsetenv("http_proxy");
    QCOMPARE(watch.error->httpStatus, 401);
    QCOMPARE(home.requestCount(), 1);
    QVERIFY(!home.requests().first().head.contains("Authorization"));
}

void TestFaultsRedirects::ADV_B20_cookiesOfEveryKind()
{
    LoopbackServer home;
    home.onRequest([](LoopbackConnection &connection, const ReceivedRequest &) {
        Headers fields;
        for (const char *cookie : {"a=1; Domain=.com", "a=1; Domain=127.0.0.1", "a=1; Domain=localhost.", "A=1; Path=/",
                                   "a=\x01\x02", "=x", "a"})
            fields.append("Set-Cookie", cookie);
        fields.append("Set-Cookie", "big=" + QByteArray(90 << 10, 'b'));
        connection.answer(200, fields);
    });
    LiveFixture live(home.url());
    live.make();
    for (int i = 0; i < 3; ++i) {
        const CallWatch &watch = live.run("GET", u"/"_s);
        QVERIFY(watch.response);
        QVERIFY(watch.response->response.headers.values("Set-Cookie").size() >= 7);
        QVERIFY(!home.requests().last().headers.contains("Cookie"));
    }
}

QTEST_GUILESS_MAIN(TestFaultsRedirects)
#include "tst_faults_redirects.moc"
