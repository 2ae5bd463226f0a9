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
    void longerPathsComeFirst();
    void theLatestCounts();
    void expiresOnTheClockOfTheScheduler();
    void anAgeOfZeroDeletes();
    void ADV_B20_fiftyForADomain();
    void ADV_B20_threeThousandInAll();
    void ADV_B20_theExpiredGoFirst();
    void ADV_B20_fiftyOfAnAnswer();
    void flawedOnesAreLeftOut();
    void tellsWhatChanged();
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
    row("without https too", plain, u"http://api.example.com/x"_s, true);
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
    for (int domain = 0; domain < 200; ++domain) {
        QList<Cookie> cookies;
        for (int i = 0; i < 50; ++i)
            cookies.append(cookie("c" + QByteArray::number(i), u"h%1.example.com"_s.arg(domain)));
        m_jar->store(cookies);
    }
    const QList<Cookie> kept = m_jar->cookies();
    QCOMPARE(kept.size(), 3'000);
    QCOMPARE(kept.first().domain, u"h140.example.com"_s);
    QCOMPARE(kept.last().domain, u"h199.example.com"_s);
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
    m_jar->remove({cookie("a"), cookie("unknown")});
    QCOMPARE(changed.size(), 2);
    set("b=; Path=/; Max-Age=0", u"https://example.com/"_s);
    QCOMPARE(changed.size(), 3);
    m_jar->clear();
    QCOMPARE(changed.size(), 4);
    QVERIFY(m_jar->cookies().isEmpty());
}

void TestCookieJar::listenersMayDestroyIt()
{
    connect(m_jar.get(), &CookieJar::changed, this, [this] { m_jar.reset(); });
    m_jar->store({cookie("a"), cookie("b")});
    QVERIFY(!m_jar);
}

QTEST_GUILESS_MAIN(TestCookieJar)
#include "tst_cookiejar.moc"
