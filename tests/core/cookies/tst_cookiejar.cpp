// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/virtualscheduler.h"
#include "cookies/cookiejar.h"

#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

QByteArrayList pairs(const QList<Cookie> &cookies)
{
    QByteArrayList result;
    for (const Cookie &cookie : cookies)
        result.append(cookie.name + '=' + cookie.value);
    return result;
}

Cookie cookie(const QByteArray &name, const QString &domain = u"example.com"_s, const QString &path = u"/"_s)
{
    return {name, "v", domain, path};
}

} // namespace

class TestCookieJar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_jar = std::make_unique<CookieJar>(m_time); }
    void goesWhereItIsFrom_data();
    void goesWhereItIsFrom();
    void ADV_B3_httpsStaysWithHttps();
    void ADV_B20_secureOnesAreGuarded_data();
    void ADV_B20_secureOnesAreGuarded();
    void pathsAreComparedAsWritten_data();
    void pathsAreComparedAsWritten();
    void networksOfAddresses();
    void longerPathsComeFirst();
    void theLatestCounts();
    void anUpdateMakesNoneYounger();
    void expiresOnTheClockOfTheScheduler();
    void anAgeOfZeroDeletes();
    void ADV_B20_fiftyForADomain();
    void ADV_B20_threeThousandInAll();
    void ADV_B20_theExpiredGoFirst();
    void ADV_B20_thoseInUseStay();
    void tellsWhatItPushedOut();
    void ADV_B20_fiftyOfAnAnswer();
    void flawedOnesAreLeftOut();
    void tellsWhatChanged();
    void tellsWhenTheNextOneEnds();
    void tellsWhatToHide();
    void listenersMayDestroyIt();

private:
    void set(const QByteArray &field, const QString &url)
    {
        m_jar->store(m_jar->setBy({{"Set-Cookie", field}}, QUrl(url)));
    }
    [[nodiscard]] QByteArrayList sent(const QString &url) const { return pairs(m_jar->cookiesFor(QUrl(url))); }

    VirtualScheduler m_time;
    std::unique_ptr<CookieJar> m_jar;
};

void TestCookieJar::goesWhereItIsFrom_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("goes");
    const auto row = [](const char *name, const QByteArray &field, const QString &url, bool goes) {
        QTest::newRow(name) << field << url << goes;
    };
    const QByteArray plain = "a=1; Path=/";
    row("to its host", plain, u"https://api.example.com/x"_s, true);
    row("whatever the case", plain, u"https://API.example.com/x"_s, true);
    row("whatever the port", plain, u"https://api.example.com:8443/x"_s, true);
    row("ADV-B3 not without https", plain, u"http://api.example.com/x"_s, false);
    row("not above", plain, u"https://example.com/"_s, false);
    row("not below", plain, u"https://x.api.example.com/"_s, false);
    row("not to a host with the same end", plain, u"https://notapi.example.com/"_s, false);
    row("ADV-A7 not to a host with a dot", plain, u"https://api.example.com./"_s, false);
    row("below the domain", "a=1; Path=/; Domain=example.com", u"https://x.y.example.com/"_s, true);
    row("to the domain itself", "a=1; Path=/; Domain=example.com", u"https://example.com/"_s, true);
    row("not to the same letters", "a=1; Path=/; Domain=example.com", u"https://badexample.com/"_s, false);
    row("path", "a=1; Path=/v1", u"https://api.example.com/v1"_s, true);
    row("below the path", "a=1; Path=/v1", u"https://api.example.com/v1/orders"_s, true);
    row("not beside the path", "a=1; Path=/v1", u"https://api.example.com/v10"_s, false);
    row("not above the path", "a=1; Path=/v1", u"https://api.example.com/"_s, false);
    row("default path", "a=1", u"https://api.example.com/v1"_s, true);
    row("not above the default path", "a=1", u"https://api.example.com/"_s, false);
    row("secure", "a=1; Path=/; Secure", u"https://api.example.com/"_s, true);
    row("secure and no https", "a=1; Path=/; Secure", u"http://api.example.com/"_s, false);
}

void TestCookieJar::goesWhereItIsFrom()
{
    QFETCH(QByteArray, field);
    QFETCH(QString, url);
    QFETCH(bool, goes);
    set(field, u"https://api.example.com/v1/orders"_s);
    QCOMPARE(m_jar->cookies().size(), 1);
    QCOMPARE(sent(url), goes ? QByteArrayList{"a=1"} : QByteArrayList());
}

void TestCookieJar::ADV_B3_httpsStaysWithHttps()
{
    const QString http = u"http://example.com/"_s;
    const QString https = u"https://example.com/"_s;
    set("a=1", https);
    set("b=2", http);
    m_jar->store({cookie("c")}); // by hand
    const QByteArrayList all{"a=1", "b=2", "c=v"};
    QCOMPARE(sent(https), all);
    const QByteArrayList withoutTls{"b=2", "c=v"};
    QCOMPARE(sent(http), withoutTls);
    set("a=3", http); // what everybody could read
    const QByteArrayList again{"a=3", "b=2", "c=v"};
    QCOMPARE(sent(http), again);
    Cookie ticked = cookie("d"); // by hand too
    ticked.isSecure = true;
    m_jar->store({ticked});
    QCOMPARE(sent(http), again);
    QVERIFY(sent(https).contains("d=v"));
}

void TestCookieJar::ADV_B20_secureOnesAreGuarded_data()
{
    QTest::addColumn<QByteArray>("kept"); // from https://api.example.com/v1/x
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("isSet");
    const auto row = [](const char *name, const QByteArray &kept, const QByteArray &field, const QString &url,
                        bool isSet) { QTest::newRow(name) << kept << field << url << isSet; };
    const QByteArray secure = "a=1; Path=/; Secure";
    const QString http = u"http://api.example.com/v1/x"_s;
    row("the same", secure, "a=2; Path=/", http, false);
    row("deleted", secure, "a=; Path=/; Max-Age=0", http, false);
    row("a longer path", secure, "a=2; Path=/v1", http, false);
    row("a domain above", secure, "a=2; Path=/; Domain=example.com", http, false);
    row("a host below", "a=1; Path=/; Secure; Domain=example.com", "a=2; Path=/", u"http://x.example.com/"_s, false);
    row("over https", secure, "a=2; Path=/", u"https://api.example.com/"_s, true);
    row("another name", secure, "b=2; Path=/", http, true);
    row("another host", secure, "a=2; Path=/", u"http://www.example.com/"_s, true);
    row("the same letters", secure, "a=2; Path=/", u"http://notapi.example.com/"_s, true);
    row("a path beside", "a=1; Path=/v1; Secure", "a=2; Path=/v10", http, true);
    row("a shorter path", "a=1; Path=/v1; Secure", "a=2; Path=/", http, true);
    row("one that is not secure", "a=1; Path=/", "a=2; Path=/", http, true);
    row("one that has ended", "a=1; Path=/; Secure; Max-Age=60", "a=2; Path=/", http, true);
}

void TestCookieJar::ADV_B20_secureOnesAreGuarded()
{
    QFETCH(QByteArray, kept);
    QFETCH(QByteArray, field);
    QFETCH(QString, url);
    QFETCH(bool, isSet);
    set(kept, u"https://api.example.com/v1/x"_s);
    m_time.advance(kept.contains("Max-Age") ? 61s : 0s);
    QCOMPARE(m_jar->setBy({{"Set-Cookie", field}}, QUrl(url)).size(), isSet ? 1 : 0);
    set(field, url);
    if (!isSet)
        QCOMPARE(sent(u"https://api.example.com/v1/x"_s), QByteArrayList{"a=1"});
}

void TestCookieJar::pathsAreComparedAsWritten_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("goes");
    const auto row = [](const char *name, const QByteArray &field, const QString &from, const QString &path,
                        bool goes) { QTest::newRow(name) << field << from << path << goes; };
    row("encoded", "a=1; Path=/caf%C3%A9", u"/"_s, u"/caf%C3%A9/menu"_s, true);
    row("beyond ASCII", "a=1; Path=/caf\xc3\xa9", u"/"_s, u"/caf%C3%A9/menu"_s, true);
    row("a blank", "a=1; Path=/two words", u"/"_s, u"/two%20words"_s, true);
    row("an encoded slash is none", "a=1; Path=/a/b", u"/"_s, u"/a%2Fb"_s, false);
    row("a slash is none that is encoded", "a=1; Path=/a%2Fb", u"/"_s, u"/a/b"_s, false);
    row("an encoded slash", "a=1; Path=/a%2Fb", u"/"_s, u"/a%2Fb/c"_s, true);
    row("not below a part of it", "a=1; Path=/a", u"/"_s, u"/a%2Fb"_s, false);
    row("default path", "a=1", u"/a%3Bb/c"_s, u"/a%3Bb/d"_s, true);
    row("default path with parameters", "a=1", u"/a;b/c"_s, u"/a;b/d"_s, true);
    row("default path with an encoded slash", "a=1", u"/a%2Fb/c"_s, u"/a/b/d"_s, false);
    row("a slash at the end", "a=1; Path=/a/", u"/"_s, u"/a/b"_s, true);
    row("which is not there", "a=1; Path=/a/", u"/"_s, u"/a"_s, false);
    row("no path at all", "a=1; Path=/", u"/"_s, u""_s, true);
}

void TestCookieJar::pathsAreComparedAsWritten()
{
    QFETCH(QByteArray, field);
    QFETCH(QString, from);
    QFETCH(QString, path);
    QFETCH(bool, goes);
    const QString host = u"https://example.com"_s;
    set(field, host + from);
    QCOMPARE(m_jar->cookies().size(), 1);
    QCOMPARE(sent(host + path).size(), goes ? 1 : 0);
}

void TestCookieJar::networksOfAddresses()
{
    set("a=1; Path=/", u"http://[fe80::1%25eth0]:8080/"_s);
    QCOMPARE(sent(u"http://[fe80::1%25eth0]/x"_s), QByteArrayList{"a=1"});
    QVERIFY(sent(u"http://[fe80::1%25eth1]/x"_s).isEmpty()); // another machine
    QVERIFY(sent(u"http://[fe80::1]/x"_s).isEmpty());
}

void TestCookieJar::longerPathsComeFirst()
{
    set("a=short; Path=/", u"https://example.com/v1/x"_s);
    set("a=long; Path=/v1", u"https://example.com/v1/x"_s);
    set("b=short; Path=/", u"https://example.com/v1/x"_s);
    const QByteArrayList expected{"a=long", "a=short", "b=short"};
    QCOMPARE(sent(u"https://example.com/v1/x"_s), expected);
}

void TestCookieJar::theLatestCounts()
{
    set("a=1; Path=/; Max-Age=60", u"https://example.com/"_s);
    set("a=2; Path=/", u"https://example.com/"_s);
    QCOMPARE(m_jar->cookies().size(), 1);
    QCOMPARE(sent(u"https://example.com/"_s), QByteArrayList{"a=2"});
    m_time.advance(61s);
    QCOMPARE(sent(u"https://example.com/"_s), QByteArrayList{"a=2"});
}

void TestCookieJar::anUpdateMakesNoneYounger()
{
    set("a=1; Path=/; Max-Age=60", u"https://example.com/"_s);
    set("b=1; Path=/", u"https://example.com/"_s);
    set("a=2; Path=/; Max-Age=60", u"https://example.com/"_s);
    const QByteArrayList asBefore{"a=2", "b=1"};
    QCOMPARE(sent(u"https://example.com/"_s), asBefore);
    const Cookie first = m_jar->cookies().first();
    Cookie edited = first;
    edited.value = "3";
    m_jar->replace({first}, {edited}); // as the dialog does
    const QByteArrayList afterEdit{"a=3", "b=1"};
    QCOMPARE(pairs(m_jar->cookies()), afterEdit);
    m_time.advance(61s);
    set("a=4; Path=/", u"https://example.com/"_s); // which takes nobody's place
    const QByteArrayList anew{"b=1", "a=4"};
    QCOMPARE(pairs(m_jar->cookies()), anew);
}

void TestCookieJar::expiresOnTheClockOfTheScheduler()
{
    set("a=1; Max-Age=60", u"https://example.com/"_s);
    set("b=2; Expires=Fri, 15 Jan 2027 09:00:00 GMT", u"https://example.com/"_s);
    set("c=3", u"https://example.com/"_s);
    m_time.advance(59s);
    QCOMPARE(sent(u"https://example.com/"_s).size(), 3);
    m_time.advance(1s);
    const QByteArrayList afterAMinute{"b=2", "c=3"};
    QCOMPARE(sent(u"https://example.com/"_s), afterAMinute);
    QCOMPARE(pairs(m_jar->cookies()), afterAMinute);
    m_time.advance(1h);
    QCOMPARE(sent(u"https://example.com/"_s), QByteArrayList{"c=3"});
    m_time.advance(24h * 365);
    QCOMPARE(sent(u"https://example.com/"_s), QByteArrayList{"c=3"});
}

void TestCookieJar::anAgeOfZeroDeletes()
{
    set("a=1; Path=/", u"https://example.com/"_s);
    set("a=; Path=/x; Max-Age=0", u"https://example.com/"_s);
    set("a=; Path=/; Max-Age=0", u"https://www.example.com/"_s);
    QCOMPARE(sent(u"https://example.com/"_s), QByteArrayList{"a=1"});
    set("a=; Path=/; Max-Age=0", u"https://example.com/"_s);
    QVERIFY(m_jar->cookies().isEmpty());
    set("a=1; Path=/", u"https://example.com/"_s);
    set("a=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT", u"https://example.com/"_s);
    QVERIFY(m_jar->cookies().isEmpty());
}

void TestCookieJar::ADV_B20_fiftyForADomain()
{
    m_jar->store({cookie("other", u"www.example.com"_s)});
    for (int i = 0; i < 60; ++i) // those with a dot are of the same domain
        m_jar->store({cookie("c" + QByteArray::number(i), i % 2 == 0 ? u"example.com"_s : u".example.com"_s)});
    const QList<Cookie> kept = m_jar->cookies();
    QCOMPARE(kept.size(), 51);
    QCOMPARE(kept.first().name, QByteArray("other"));
    QCOMPARE(kept.at(1).name, QByteArray("c10"));
    QCOMPARE(kept.last().name, QByteArray("c59"));
    m_jar->store({cookie("c10")}); // once more is no more
    QCOMPARE(m_jar->cookies().size(), 51);
}

void TestCookieJar::ADV_B20_threeThousandInAll()
{
    for (int domain = 0; domain < 70; ++domain) {
        QList<Cookie> cookies;
        for (int i = 0; i < 50; ++i)
            cookies.append(cookie("c" + QByteArray::number(i), u"h%1.example.com"_s.arg(domain)));
        m_jar->store(cookies);
    }
    const QList<Cookie> kept = m_jar->cookies();
    QCOMPARE(kept.size(), 3'000);
    QCOMPARE(kept.first().domain, u"h10.example.com"_s);
    QCOMPARE(kept.last().domain, u"h69.example.com"_s);
}

void TestCookieJar::ADV_B20_theExpiredGoFirst()
{
    m_jar->store({cookie("old")});
    for (int i = 0; i < 49; ++i)
        set("c" + QByteArray::number(i) + "=v; Max-Age=60", u"https://example.com/"_s);
    m_time.advance(61s);
    m_jar->store({cookie("new")});
    const QByteArrayList expected{"old=v", "new=v"};
    QCOMPARE(pairs(m_jar->cookies()), expected);
}

void TestCookieJar::ADV_B20_thoseInUseStay()
{
    m_jar->store({cookie("session", u"example.com"_s, u"/app"_s), cookie("renewed")});
    for (int i = 0; i < 100; ++i) {
        QVERIFY(sent(u"https://example.com/app"_s).contains("session=v"));
        m_jar->store({{"renewed", QByteArray::number(i), u"example.com"_s}});
        m_jar->store({cookie("c" + QByteArray::number(i), u"example.com"_s, u"/tracked"_s)});
    }
    const QList<Cookie> kept = m_jar->cookies();
    QCOMPARE(kept.size(), 50);
    QCOMPARE(kept.at(0).name, QByteArray("session"));
    QCOMPARE(kept.at(1).value, QByteArray("99"));
    QCOMPARE(kept.at(2).name, QByteArray("c52"));
}

void TestCookieJar::tellsWhatItPushedOut()
{
    QVERIFY(m_jar->replace({}, {cookie("first"), cookie("second")}).isEmpty());
    QList<Cookie> many;
    for (int i = 0; i < 48; ++i)
        many.append(cookie("c" + QByteArray::number(i)));
    QVERIFY(m_jar->replace({}, many).isEmpty());
    QVERIFY(m_jar->replace({cookie("c0")}, {cookie("c48")}).isEmpty());
    const QList<Cookie> pushedOut = m_jar->replace({}, {cookie("c49")});
    QCOMPARE(pairs(pushedOut), QByteArrayList{"first=v"});
    QVERIFY(m_jar->replace({cookie("c49")}, pushedOut).isEmpty()); // taken back
    QCOMPARE(m_jar->cookies().size(), 50);
    QVERIFY(pairs(m_jar->cookies()).contains("first=v"));
    // What has expired is not worth a word, nor what never found room.
    m_jar->clear();
    set("short=v; Max-Age=60", u"https://example.com/"_s);
    m_jar->store(many + QList<Cookie>{cookie("c48")});
    m_time.advance(61s);
    QVERIFY(m_jar->replace({}, {cookie("c49")}).isEmpty());
    many.clear();
    for (int i = 0; i < 60; ++i)
        many.append(cookie("d" + QByteArray::number(i)));
    QCOMPARE(m_jar->replace({}, many).size(), 50);
}

void TestCookieJar::ADV_B20_fiftyOfAnAnswer()
{
    Headers answer;
    for (int i = 0; i < 10'000; ++i)
        answer.append("Set-Cookie", "c" + QByteArray::number(i) + "=v");
    const QList<Cookie> cookies = m_jar->setBy(answer, QUrl(u"https://example.com/"_s));
    QCOMPARE(cookies.size(), 50);
    QCOMPARE(cookies.first().name, QByteArray("c9950"));
    QCOMPARE(cookies.last().name, QByteArray("c9999"));
}

void TestCookieJar::flawedOnesAreLeftOut()
{
    m_jar->store({cookie("a", u".com"_s), cookie("b"), cookie("c;d")});
    QCOMPARE(pairs(m_jar->cookies()), QByteArrayList{"b=v"});
}

void TestCookieJar::tellsWhatChanged()
{
    QSignalSpy changed(m_jar.get(), &CookieJar::changed);
    m_jar->clear();
    m_jar->remove({cookie("a")});
    m_jar->store({cookie("a", u".com"_s)});
    set("a=; Max-Age=0", u"https://example.com/"_s);
    QCOMPARE(changed.size(), 0);
    m_jar->store({cookie("a"), cookie("b"), cookie("c")});
    QCOMPARE(changed.size(), 1);
    m_jar->store({cookie("a"), cookie("b")}); // as they are
    m_jar->replace({cookie("a")}, {cookie("a")});
    QCOMPARE(changed.size(), 1);
    m_jar->remove({cookie("a"), cookie("unknown")});
    QCOMPARE(changed.size(), 2);
    set("b=; Path=/; Max-Age=0", u"https://example.com/"_s);
    QCOMPARE(changed.size(), 3);
    m_jar->clear();
    QCOMPARE(changed.size(), 4);
    QVERIFY(m_jar->cookies().isEmpty());
}

void TestCookieJar::tellsWhenTheNextOneEnds()
{
    QVERIFY(!m_jar->nextEnd());
    set("never=1", u"https://example.com/"_s);
    QVERIFY(!m_jar->nextEnd());
    set("later=1; Max-Age=600", u"https://example.com/"_s);
    set("soon=1; Max-Age=60", u"https://www.example.com/"_s);
    QCOMPARE(*m_jar->nextEnd() - m_time.wallNow(), 60s);
    m_time.advance(60s); // it is over
    QCOMPARE(*m_jar->nextEnd() - m_time.wallNow(), 540s);
    m_time.advance(540s);
    QVERIFY(!m_jar->nextEnd());
}

void TestCookieJar::tellsWhatToHide()
{
    QVERIFY(m_jar->secrets().isEmpty());
    m_jar->store({{"a", "session-one", u"example.com"_s}, {"b", "\"s%3Aencoded\"", u"www.example.com"_s}});
    const QStringList expected{u"session-one"_s, u"s%3Aencoded"_s, u"s:encoded"_s};
    QCOMPARE(m_jar->secrets(), expected);
    m_jar->store({{"c", "true", u"example.com"_s}, {"d", "orders", u"example.com"_s}}); // words, no sessions
    QCOMPARE(m_jar->secrets(), expected);
    m_jar->store({{"a", "session-two", u"example.com"_s}});
    QCOMPARE(m_jar->secrets().first(), u"session-two"_s);
    m_jar->clear();
    QVERIFY(m_jar->secrets().isEmpty());
}

void TestCookieJar::listenersMayDestroyIt()
{
    connect(m_jar.get(), &CookieJar::changed, this, [this] { m_jar.reset(); });
    m_jar->store({cookie("a"), cookie("b")});
    QVERIFY(!m_jar);
}

QTEST_GUILESS_MAIN(TestCookieJar)
#include "tst_cookiejar.moc"
