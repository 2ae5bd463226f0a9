// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cookies/cookiejars.h"
#include "livefixture.h"

#include <QtTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// The same server by another name: another host.
QUrl byName(const LoopbackServer &server, const QString &path = u"/"_s)
{
    QUrl url = server.url(path);
    url.setHost(u"localhost"_s);
    return url;
}

QByteArrayList cookiesSeen(const LoopbackServer &server)
{
    QByteArrayList seen;
    for (const ReceivedRequest &request : server.requests())
        seen.append(request.headers.values("Cookie").join(" | "));
    return seen;
}

} // namespace

/// Cookies on real sockets: what servers see of them.
class TestFaultsCookies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ADV_B6_eachHostHasItsOwn();
    void goWithARetry();
    void ofAnAnswerThatBreaksOff();
    void ADV_B20_cookiesOfEveryKind();
    void ADV_B20_hundredsOfThem();
    void twoClientsAndTwoEnvironments();
};

void TestFaultsCookies::ADV_B6_eachHostHasItsOwn()
{
    LoopbackServer home;
    LoopbackServer other;
    home.onRequest([&other](LoopbackConnection &connection, const ReceivedRequest &request) {
        if (request.target == "/start")
            connection.answer(302, {{"Set-Cookie", "a=canary"}, {"Location", byName(other).toEncoded()}});
        else
            connection.answer();
    });
    other.onRequest([](LoopbackConnection &connection, const ReceivedRequest &) {
        connection.answer(200, {{"Set-Cookie", "b=canary"}});
    });
    LiveFixture live(home.url());
    live.make().setCookieJar(std::make_shared<CookieJar>(live.scheduler));
    for (const QString &path : {u"/first"_s, u"/start"_s, u"/start"_s, u"/last"_s})
        QVERIFY(live.run("GET", path).response);
    const QByteArrayList atHome{"", "", "a=canary", "a=canary"};
    QCOMPARE(cookiesSeen(home), atHome);
    const QByteArrayList elsewhere{"", "b=canary"};
    QCOMPARE(cookiesSeen(other), elsewhere);
    QCOMPARE(live.imbalance({&home, &other}), QString());
}

void TestFaultsCookies::goWithARetry()
{
    LoopbackServer home;
    home.onRequest([](LoopbackConnection &connection, const ReceivedRequest &request) {
        connection.answer(request.number == 1 ? 503 : 200, {{"Set-Cookie", "a=1"}, {"Set-Cookie", "b=2, 3"}});
    });
    LiveFixture live(home.url());
    live.make().setCookieJar(std::make_shared<CookieJar>(live.scheduler));
    QVERIFY(live.run("GET", u"/x"_s).response);
    const QByteArrayList expected{"", "a=1; b=2, 3"};
    QCOMPARE(cookiesSeen(home), expected);
}

void TestFaultsCookies::ofAnAnswerThatBreaksOff()
{
    LoopbackServer home;
    home.onRequest([](LoopbackConnection &connection, const ReceivedRequest &request) {
        if (request.number > 1)
            return connection.answer();
        connection.write("HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nContent-Length: 100\r\n\r\nhalf");
        connection.close();
    });
    LiveFixture live(home.url());
    live.make().setCookieJar(std::make_shared<CookieJar>(live.scheduler));
    QVERIFY(live.run("GET", u"/x"_s).response);
    QCOMPARE(cookiesSeen(home).last(), QByteArray("a=1"));
}

void TestFaultsCookies::ADV_B20_cookiesOfEveryKind()
{
    LoopbackServer home;
    home.onRequest([](LoopbackConnection &connection, const ReceivedRequest &) {
        Headers fields;
        for (const char *cookie : {"a=1; Domain=.com", "a=1; Domain=127.0.0.1", "a=1; Domain=.0.0.1",
                                   "a=1; Domain=localhost.", "a=\x01\x02", "=x", "a", "Good=Yes; pATH=/"})
            fields.append("Set-Cookie", cookie);
        fields.append("Set-Cookie", "big=" + QByteArray(90 << 10, 'b'));
        connection.answer(200, fields);
    });
    LiveFixture live(home.url());
    const auto jar = std::make_shared<CookieJar>(live.scheduler);
    live.make().setCookieJar(jar);
    for (int i = 0; i < 2; ++i)
        QVERIFY(live.run("GET", u"/"_s).response);
    QCOMPARE(jar->cookies().size(), 1);
    const QByteArrayList expected{"", "Good=Yes"};
    QCOMPARE(cookiesSeen(home), expected);
}

void TestFaultsCookies::ADV_B20_hundredsOfThem()
{
    LoopbackServer home;
    home.onRequest([](LoopbackConnection &connection, const ReceivedRequest &request) {
        Headers fields;
        for (int i = 0; i < 80; ++i)
            fields.append("Set-Cookie", 'c' + QByteArray::number(1'000 * request.number + i) + "=v");
        connection.answer(200, fields);
    });
    LiveFixture live(home.url());
    const auto jar = std::make_shared<CookieJar>(live.scheduler);
    live.make().setCookieJar(jar);
    for (int i = 0; i < 5; ++i)
        QVERIFY(live.run("GET", u"/"_s).response);
    QCOMPARE(jar->cookies().size(), 50);
    QCOMPARE(jar->cookies().last().name, QByteArray("c5079"));
}

void TestFaultsCookies::twoClientsAndTwoEnvironments()
{
    LoopbackServer home;
    QString crossing;
    home.onRequest([&crossing](LoopbackConnection &connection, const ReceivedRequest &request) {
        const QByteArray who = request.target.sliced(1);
        const QByteArray seen = request.headers.value("Cookie").value_or("");
        if (!seen.isEmpty() && seen != "who=" + who)
            crossing = QString::fromLatin1(seen + " at " + who);
        connection.answer(200, {{"Set-Cookie", "who=" + who + "; Path=/"}});
    });
    SystemScheduler time;
    CookieJars jars(time);
    LiveFixture one(home.url(), {.maxConnections = 10});
    LiveFixture two(home.url(), {.maxConnections = 10});
    one.make();
    two.make();
    for (const QString &environment : {u"live"_s, u"staging"_s, u"live"_s}) {
        one.client->setCookieJar(jars.of(u"one"_s, environment));
        two.client->setCookieJar(jars.of(u"two"_s, environment));
        for (int i = 0; i < 50; ++i) {
            one.get(u"/one-"_s + environment);
            two.get(u"/two-"_s + environment);
        }
        for (LiveFixture *live : {&one, &two}) {
            for (const auto &watch : live->watches)
                QVERIFY(LiveFixture::waitFor(*watch));
        }
    }
    QCOMPARE(crossing, QString());
    QVERIFY(home.requests().last().headers.contains("Cookie"));
}

QTEST_GUILESS_MAIN(TestFaultsCookies)
#include "tst_faults_cookies.moc"
