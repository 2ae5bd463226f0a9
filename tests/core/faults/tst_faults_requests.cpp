// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fault.h"

#include <QTcpServer>
#include <QUrlQuery>
#include <QtTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// What goes over the wire of what a user wrote, and what never does.
class TestFaultsRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refused_data();
    void refused();
    void ADV_A3_nobodyElseIsAsked_data();
    void ADV_A3_nobodyElseIsAsked();
    void ADV_A4_whatIsShownIsWhatIsSent_data();
    void ADV_A4_whatIsShownIsWhatIsSent();
    void ADV_A6_dotsOfOtherScripts();
    void ADV_A7_aTrailingDotIsAnotherOrigin();
    void ADV_A8_ipv6();
    void ADV_A13_methodsAsWritten_data();
    void ADV_A13_methodsAsWritten();
    void headers_data();
    void headers();
    void ADV_A24_noUserAgentIsOurs();
    void ADV_A15_twiceIsSentTwice();
    void ADV_A17_valuesArriveAsTheyAre();
    void ADV_A18_aQueryIsNoBody();
    void ADV_A19_longUrls_data();
    void ADV_A19_longUrls();
    void ADV_A20_aKeyInTheQueryIsShownNowhere();
    void ADV_A21_aTokenInTheBody_data();
    void ADV_A21_aTokenInTheBody();
    void ADV_A22_oneAuthorization();
};

namespace {

Request requestOf(const QByteArray &verb, const QString &url, const Headers &fields = {}, const QByteArray &body = {})
{
    return {.method = verb, .url = QUrl(url), .headers = fields, .body = Body(body)};
}

} // namespace

void TestFaultsRequests::refused_data()
{
    QTest::addColumn<Request>("request");
    QTest::addColumn<ErrorDetail>("detail");
    const auto url = [](const char *name, const QString &text) {
        QTest::newRow(name) << requestOf("GET", text) << ErrorDetail::BadUrl;
    };
    const auto field = [](const char *name, const QByteArray &key, const QByteArray &value, ErrorDetail detail) {
        QTest::newRow(name) << requestOf("GET", u"/"_s, {{key, value}}) << detail;
    };
    const auto verb = [](const char *name, const QByteArray &text) {
        QTest::newRow(name) << requestOf(text, u"/"_s) << ErrorDetail::BadMethod;
    };
    url("ADV-A1 file", u"file:///etc/passwd"_s);
    url("ADV-A1 data", u"data:,x"_s);
    url("ADV-A1 qrc", u"qrc:/x"_s);
    url("ADV-A1 javascript", u"javascript:alert(1)"_s);
    url("ADV-A2 user and password", u"http://user:pw@127.0.0.1/"_s);
    url("ADV-A5 no host", u"http:///x"_s);
    url("ADV-A5 encoded slash in host", u"http://127.0.0.1%2F10.0.0.1/"_s);
    url("ADV-A9 port 65536", u"http://127.0.0.1:65536/"_s);
    url("ADV-A9 port -1", u"http://127.0.0.1:-1/"_s);
    field("ADV-A10 CR", "X-Key", "a\rb", ErrorDetail::BadHeaderValue);
    field("ADV-A10 LF", "X-Key", "a\nb", ErrorDetail::BadHeaderValue);
    field("ADV-A10 another field", "X-Key", "a\r\nX-Injected: b", ErrorDetail::BadHeaderValue);
    field("ADV-A10 another request", "X-Key", "a\r\n\r\nGET /evil HTTP/1.1\r\n\r\n", ErrorDetail::BadHeaderValue);
    field("ADV-A10 NUL", "X-Key", QByteArray("a\0b", 3), ErrorDetail::BadHeaderValue);
    field("ADV-A10 leading space", "X-Key", " a", ErrorDetail::BadHeaderValue);
    field("ADV-A11 space", "X Key", "a", ErrorDetail::BadHeaderName);
    field("ADV-A11 colon", "X:", "a", ErrorDetail::BadHeaderName);
    field("ADV-A11 accent", "X-\xc3\xa9", "a", ErrorDetail::BadHeaderName);
    field("ADV-A11 empty", "", "a", ErrorDetail::BadHeaderName);
    field("ADV-A14 length", "Content-Length", "5", ErrorDetail::BadHeaderName);
    field("ADV-A14 transfer coding", "Transfer-Encoding", "chunked", ErrorDetail::BadHeaderName);
    field("ADV-A14 connection", "Connection", "X-Key", ErrorDetail::BadHeaderName);
    field("ADV-A14 expect", "Expect", "100-continue", ErrorDetail::BadHeaderName);
    field("ADV-A24 user agent with a line break", "User-Agent", "a\nb", ErrorDetail::BadHeaderValue);
    verb("ADV-A13 line break", "GET / HTTP/1.1\r\nX:");
    verb("ADV-A13 CONNECT", "CONNECT");
    verb("ADV-A13 space", "GET ");
}

void TestFaultsRequests::refused()
{
    QFETCH(Request, request);
    LoopbackServer server;
    LiveFixture live(server.url());
    live.make();
    CallWatch &watch = live.send(request);
    QVERIFY(LiveFixture::waitFor(watch));
    QVERIFY(watch.error);
    QCOMPARE(watch.error->kind, ErrorKind::ConfigInvalid);
    QTEST(watch.error->detail, "detail");
    QCOMPARE(server.connectionCount(), 0);
    QCOMPARE(live.imbalance({&server}), QString());
}

void TestFaultsRequests::ADV_A3_nobodyElseIsAsked_data()
{
    QTest::addColumn<QString>("path"); // %1 stands for the port of somebody else
    for (const char *path : {"//127.0.0.1:%1/x", "http://127.0.0.1:%1/", "\\\\127.0.0.1:%1\\x", "@127.0.0.1:%1/",
                             ".127.0.0.1:%1/", ":80@127.0.0.1:%1", "/\\127.0.0.1:%1/", "///127.0.0.1:%1/",
                             "http:127.0.0.1:%1/", "/..//127.0.0.1:%1/x", "?@127.0.0.1:%1/", "#@127.0.0.1:%1/"})
        QTest::addRow("ADV-A3 %s", path) << QString::fromLatin1(path);
}

void TestFaultsRequests::ADV_A3_nobodyElseIsAsked()
{
    QFETCH(QString, path);
    LoopbackServer home;
    LoopbackServer evil;
    LiveFixture live(home.url());
    live.make();
    const CallWatch &watch = live.run("GET", path.arg(evil.port()));
    QCOMPARE(evil.connectionCount(), 0);
    QCOMPARE(home.requestCount(), watch.response ? 1 : 0);
    if (watch.error)
        QCOMPARE(watch.error->kind, ErrorKind::ConfigInvalid);
    else
        QCOMPARE(home.requests().first().headers.value("Host").value(), "127.0.0.1:" + QByteArray::number(home.port()));
    QCOMPARE(live.imbalance({&home, &evil}), QString());
}

void TestFaultsRequests::ADV_A4_whatIsShownIsWhatIsSent_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("wire");
    QTest::newRow("ADV-A4 above the root") << u"a/../../admin"_s << QByteArray("/admin");
    QTest::newRow("ADV-A4 encoded dots") << u"/a/%2e%2e/b"_s << QByteArray();
    QTest::newRow("ADV-A4 encoded slash") << u"/a%2Fb"_s << QByteArray("/a%2Fb");
    QTest::newRow("ADV-A4 parameters") << u"/a;v=1"_s << QByteArray("/a;v=1");
    QTest::newRow("ADV-A4 empty segments") << u"/a//b"_s << QByteArray("/a//b");
    QTest::newRow("ADV-A4 percent sign") << u"/a%25b"_s << QByteArray("/a%25b");
    QTest::newRow("ADV-A4 lower case of an escape") << u"/a%2fb"_s << QByteArray();
    QTest::newRow("ADV-A4 accent") << u"/caf\u00e9"_s << QByteArray("/caf%C3%A9");
}

void TestFaultsRequests::ADV_A4_whatIsShownIsWhatIsSent()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, wire);
    LoopbackServer server;
    LiveFixture live(server.url());
    live.make();
    const CallWatch &watch = live.run("GET", path);
    QVERIFY(watch.response);
    const QByteArray sent = server.requests().first().target;
    if (!wire.isEmpty())
        QCOMPARE(sent, wire);
    const QUrl shown = watch.response->response.url;
    QCOMPARE(shown.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority), sent);
}

void TestFaultsRequests::ADV_A6_dotsOfOtherScripts()
{
    LoopbackServer server;
    for (const char16_t dot : {u'\u3002', u'\uff0e', u'\uff61'}) {
        const QString host = u"127.0.0.1"_s.replace(u'.', QChar(dot));
        LiveFixture live(QUrl(u"http://%1:%2/"_s.arg(host).arg(server.port())));
        live.make();
        const CallWatch &watch = live.run("GET", u"/x"_s);
        QVERIFY2(watch.response, watch.error ? qPrintable(QDebug::toString(*watch.error)) : "");
        // One and the same host, and shown as what it is.
        const QByteArray plain = "127.0.0.1:" + QByteArray::number(server.port());
        QCOMPARE(server.requests().last().headers.value("Host"), plain);
        QCOMPARE(watch.response->response.url.toString(), u"http://%1/x"_s.arg(QString::fromLatin1(plain)));
    }
}

void TestFaultsRequests::ADV_A7_aTrailingDotIsAnotherOrigin()
{
    LoopbackServer server;
    LiveFixture live(QUrl(u"http://localhost.:%1/"_s.arg(server.port())));
    live.make();
    // Not its own origin, so that it is not asked at all.
    const CallWatch &watch = live.run("GET", u"http://localhost:%1/"_s.arg(server.port()));
    QCOMPARE(watch.error->kind, ErrorKind::ConfigInvalid);
    QCOMPARE(watch.error->detail, ErrorDetail::OtherOrigin);
    QCOMPARE(server.connectionCount(), 0);
}

void TestFaultsRequests::ADV_A8_ipv6()
{
    QTcpServer server;
    if (!server.listen(QHostAddress::LocalHostIPv6))
        QSKIP("no IPv6 here");
    QByteArray head;
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, this, [&head, socket] {
            head += socket->readAll();
            if (head.endsWith("\r\n\r\n"))
                socket->write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        });
    });
    LiveFixture live(QUrl(u"http://[::1]:%1/"_s.arg(server.serverPort())));
    live.make();
    QVERIFY(live.run("GET", u"/x"_s).response);
    QVERIFY(head.contains("\r\nHost: [::1]:" + QByteArray::number(server.serverPort()) + "\r\n"));
}

void TestFaultsRequests::ADV_A13_methodsAsWritten_data()
{
    QTest::addColumn<QByteArray>("verb");
    for (const char *verb : {"get", "PROPFIND", "M-SEARCH", "Post", "PURGE", "OPTIONS"})
        QTest::addRow("ADV-A13 %s", verb) << QByteArray(verb);
}

void TestFaultsRequests::ADV_A13_methodsAsWritten()
{
    QFETCH(QByteArray, verb);
    LoopbackServer server;
    LiveFixture live(server.url());
    live.make();
    QVERIFY(live.run(verb, u"/"_s).response);
    QCOMPARE(server.requests().first().method, verb);
    QCOMPARE(live.imbalance({&server}), QString());
}

void TestFaultsRequests::headers_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("ADV-A16 accent") << QByteArray("X-Key") << QByteArray("\xc3\xa9");
    QTest::newRow("ADV-A16 emoji") << QByteArray("X-Key") << QByteArray("\xf0\x9f\x98\x80");
    QTest::newRow("ADV-A16 a byte of Latin-1") << QByteArray("X-Key") << QByteArray("caf\xe9");
    QTest::newRow("ADV-A24 user agent of 10 KiB") << QByteArray("User-Agent") << QByteArray(10 << 10, 'u');
}

void TestFaultsRequests::headers()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    LoopbackServer server;
    LiveFixture live(server.url());
    live.make();
    CallWatch &watch = live.send(requestOf("GET", u"/"_s, {{name, value}}));
    QVERIFY(LiveFixture::waitFor(watch));
    QVERIFY(watch.response);
    QCOMPARE(server.requests().first().headers.values(name), QByteArrayList({value}));
}

void TestFaultsRequests::ADV_A24_noUserAgentIsOurs()
{
    LoopbackServer server;
    LiveFixture live(server.url());
    live.make();
    CallWatch &watch = live.send(requestOf("GET", u"/"_s, {{"User-Agent", ""}}));
    QVERIFY(LiveFixture::waitFor(watch));
    QCOMPARE(server.requests().first().headers.value("User-Agent"), QByteArray("Fuseboard"));
}

void TestFaultsRequests::ADV_A15_twiceIsSentTwice()
{
    LoopbackServer server;
    LiveFixture live(server.url());
    live.make();
    CallWatch &watch = live.send(requestOf("GET", u"/"_s, {{"X-Tag", "one"}, {"x-tag", "two"}}));
    QVERIFY(LiveFixture::waitFor(watch));
    QCOMPARE(server.requests().first().headers.values("X-Tag").join(", "), QByteArray("one, two"));
}

void TestFaultsRequests::ADV_A17_valuesArriveAsTheyAre()
{
    const QString value = u"+ & = # % ; / ? \u00e9 \U0001f600"_s;
    LoopbackServer server;
    LiveFixture live(server.url());
    live.config.auth = AuthConfig();
    live.config.auth->type = AuthType::Custom;
    live.config.auth->customParams = {{u"k+y"_s, Secret::plain(value)}};
    live.make();
    const CallWatch &watch = live.run("GET", u"/x?own=1%2B1&empty="_s);
    QVERIFY(watch.response);
    // As a server reads a form: + is a space.
    QByteArray query = server.requests().first().target;
    query = query.mid(query.indexOf('?') + 1);
    QMap<QString, QString> items;
    for (const QByteArray &item : query.split('&')) {
        const auto plain = [](QByteArray text) {
            return QString::fromUtf8(QByteArray::fromPercentEncoding(text.replace('+', ' ')));
        };
        items.insert(plain(item.left(item.indexOf('='))), plain(item.mid(item.indexOf('=') + 1)));
    }
    QCOMPARE(items.value(u"k+y"_s), value);
    QCOMPARE(items.value(u"own"_s), u"1+1"_s);
    QCOMPARE(items.value(u"empty"_s, u"missing"_s), QString());
}

void TestFaultsRequests::ADV_A18_aQueryIsNoBody()
{
    LoopbackServer server;
    LiveFixture live(server.url());
    live.make();
    for (const char *verb : {"POST", "PUT", "PATCH", "DELETE"}) {
        QVERIFY(live.run(verb, u"/x?q=1"_s).response);
        QCOMPARE(server.requests().last().target, QByteArray("/x?q=1"));
        QCOMPARE(server.requests().last().body, QByteArray());
    }
    QCOMPARE(live.imbalance({&server}), QString());
}

void TestFaultsRequests::ADV_A19_longUrls_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {8 << 10, 64 << 10, 2 << 20})
        QTest::addRow("ADV-A19 %d KiB", size >> 10) << size;
}

void TestFaultsRequests::ADV_A19_longUrls()
{
    QFETCH(int, size);
    LoopbackServer server;
    LiveFixture live(server.url());
    live.make();
    const CallWatch &watch = live.run("GET", u"/x?q="_s + QString(size, u'x'));
    QVERIFY(watch.response);
    QCOMPARE(server.requests().first().target.size(), size + 5);
    QCOMPARE(live.imbalance({&server}), QString());
}

void TestFaultsRequests::ADV_A20_aKeyInTheQueryIsShownNowhere()
{
    LoopbackServer server;
    Toxic().close().playOnRequests(server);
    LiveFixture live(server.url());
    live.config.auth = AuthConfig();
    live.config.auth->type = AuthType::ApiKey;
    live.config.auth->tokenLocation = AuthLocation::Query;
    live.config.auth->tokenKey = u"api_key"_s;
    live.config.auth->token = Secret::plain(u"canary-4711"_s);
    live.make();
    const CallWatch &broken = live.run("GET", u"/x"_s);
    QVERIFY(server.requests().first().target.contains("canary-4711"));
    server.onRequest({});
    const CallWatch &good = live.run("GET", u"/x"_s);
    QVERIFY(!QDebug::toString(*broken.error).contains(u"canary"_s));
    QVERIFY(!good.response->response.url.toString().contains(u"canary"_s));
    for (const ClientEvent &event : live.client->events())
        QVERIFY(!event.subject.contains(u"canary"_s));
}

void TestFaultsRequests::ADV_A21_aTokenInTheBody_data()
{
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("sent"); // empty: refused
    const QByteArray json = "application/json";
    QTest::newRow("ADV-A21 GET") << QByteArray("GET") << json << QByteArray() << QByteArray();
    QTest::newRow("ADV-A21 JSON list") << QByteArray("POST") << json << QByteArray("[1]") << QByteArray();
    QTest::newRow("ADV-A21 multipart") << QByteArray("POST") << QByteArray("multipart/form-data; boundary=x")
                                       << QByteArray("--x--") << QByteArray();
    QTest::newRow("ADV-A21 JSON object") << QByteArray("POST") << json << QByteArray("{ \"a\" : 1.50 }")
                                         << QByteArray("\"a\" : 1.50");
    QTest::newRow("ADV-A21 form") << QByteArray("POST") << QByteArray("application/x-www-form-urlencoded")
                                  << QByteArray("a=%2b&b") << QByteArray("a=%2b&b&token=canary");
}

void TestFaultsRequests::ADV_A21_aTokenInTheBody()
{
    QFETCH(QByteArray, verb);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, sent);
    LoopbackServer server;
    LiveFixture live(server.url());
    live.config.auth = AuthConfig();
    live.config.auth->type = AuthType::ApiKey;
    live.config.auth->tokenLocation = AuthLocation::Body;
    live.config.auth->tokenKey = u"token"_s;
    live.config.auth->token = Secret::plain(u"canary"_s);
    live.make();
    CallWatch &watch = live.send(requestOf(verb, u"/"_s, {{"Content-Type", type}}, body));
    QVERIFY(LiveFixture::waitFor(watch));
    QCOMPARE(server.requestCount(), sent.isEmpty() ? 0 : 1);
    QCOMPARE(live.imbalance({&server}), QString());
    if (sent.isEmpty()) {
        QCOMPARE(watch.error->kind, ErrorKind::AuthFailed);
        QCOMPARE(watch.error->detail, ErrorDetail::SecretDoesNotFit);
        return;
    }
    const QByteArray got = server.requests().first().body;
    QVERIFY2(got.contains(sent) && got.contains("canary"), got.constData());
}

void TestFaultsRequests::ADV_A22_oneAuthorization()
{
    LoopbackServer server;
    LiveFixture live(server.url());
    live.config.defaultHeaders.append({u"Authorization"_s, u"Basic b2xk"_s});
    live.config.auth = AuthConfig();
    live.config.auth->type = AuthType::Bearer;
    live.config.auth->token = Secret::plain(u"new"_s);
    live.config.auth->customHeaders = {{u"authorization"_s, Secret::plain(u"Other x"_s)}};
    live.make();
    QVERIFY(live.run("GET", u"/"_s).response);
    QCOMPARE(server.requests().first().headers.values("Authorization"), QByteArrayList({"Bearer new"}));
}

QTEST_GUILESS_MAIN(TestFaultsRequests)
#include "tst_faults_requests.moc"
