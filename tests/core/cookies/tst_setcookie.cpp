// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cookies/cookierules.h"
#include "cookies/qtjar.h"
#include "cookies/setcookie.h"

#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const WallTime now = WallTime(std::chrono::seconds(1'800'000'000)); // 2027-01-15 08:00 UTC

const QString api = u"https://api.example.com/v1/orders?limit=5"_s;

} // namespace

Q_DECLARE_METATYPE(fuseboard::Cookie)
Q_DECLARE_METATYPE(std::optional<fuseboard::CookieFlaw>)

/// What a Set-Cookie field sets, and what it may not.
class TestSetCookie : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kept_data();
    void kept();
    void sameSite();
    void expiry_data();
    void expiry();
    void refused_data();
    void refused();
    void flaws_data();
    void flaws();
    void qtItselfIsLooser();
};

void TestSetCookie::kept_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("url");
    QTest::addColumn<Cookie>("cookie");
    const auto row = [](const char *name, const QByteArray &field, const Cookie &cookie, const QString &url = api) {
        QTest::newRow(name) << field << url << cookie;
    };
    const QString host = u"api.example.com"_s;
    row("plain", "a=1", {"a", "1", host, u"/v1"_s});
    row("empty value", "a=", {"a", "", host, u"/v1"_s});
    row("blanks", "  a =  1 2  ; Path = / ", {"a", "1 2", host});
    row("a sign in the value", "a=b=c; Path=/", {"a", "b=c", host});
    row("quotes are a part of it", "a=\"x;y\"; Path=/", {"a", "\"x", host});
    row("a name like an attribute", "max-age=7; Path=/", {"max-age", "7", host});
    row("bytes", "a=\xc3\xbc\xff; Path=/", {"a", "\xc3\xbc\xff", host});
    row("path", "a=1; Path=/v1/orders", {"a", "1", host, u"/v1/orders"_s});
    row("relative path", "a=1; Path=orders", {"a", "1", host, u"/v1"_s});
    row("no path after a path", "a=1; Path=/x; Path=", {"a", "1", host, u"/v1"_s});
    row("default path at the top", "a=1", {"a", "1", host, u"/"_s}, u"https://api.example.com/login"_s);
    row("default path of nothing", "a=1", {"a", "1", host, u"/"_s}, u"https://api.example.com"_s);
    row("default path of a folder", "a=1", {"a", "1", host, u"/cart"_s}, u"https://api.example.com/cart/"_s);
    row("secure", "a=1; Path=/; SECURE", {"a", "1", host, u"/"_s, {}, true, false});
    row("http only", "a=1; Path=/; httponly; SameSite=Lax", {"a", "1", host, u"/"_s, {}, false, true});
    row("a promise that is kept", "__Secure-a=1; Path=/v1; Secure; Domain=example.com",
        {"__Secure-a", "1", u".example.com"_s, u"/v1"_s, {}, true});
    row("both promises kept", "__Host-a=1; Path=/; Secure", {"__Host-a", "1", host, u"/"_s, {}, true});
    row("a name that promises nothing", "__Hosta=1; Path=/", {"__Hosta", "1", host});
    row("encoded default path", "a=1", {"a", "1", host, u"/caf%C3%A9/a%2Fb"_s},
        u"https://api.example.com/café/a%2Fb/c"_s);
    row("default path with parameters", "a=1", {"a", "1", host, u"/a;b"_s}, u"https://api.example.com/a;b/c"_s);
    row("a domain above", "a=1; Path=/; Domain=example.com", {"a", "1", u".example.com"_s});
    row("ADV-B20 dot and mixed case", "a=1; Path=/; domain=.Example.COM", {"a", "1", u".example.com"_s});
    row("its own domain", "a=1; Path=/; Domain=api.example.com", {"a", "1", u".api.example.com"_s});
    row("empty domain", "a=1; Path=/; Domain=", {"a", "1", host});
    row("below a suffix of two", "a=1; Path=/; Domain=shop.co.uk", {"a", "1", u".shop.co.uk"_s},
        u"https://www.shop.co.uk/"_s);
    row("this machine", "a=1; Path=/; Domain=localhost", {"a", "1", u"localhost"_s}, u"http://localhost:8080/"_s);
    row("a host without dots", "a=1; Path=/", {"a", "1", u"my_service"_s}, u"http://my_service/"_s);
    row("an address", "a=1; Path=/", {"a", "1", u"127.0.0.1"_s}, u"http://127.0.0.1:8080/"_s);
    row("an address of IPv6", "a=1; Path=/", {"a", "1", u"::1"_s}, u"http://[::1]:8080/"_s);
    row("an address of a link", "a=1; Path=/", {"a", "1", u"fe80::1%eth0"_s}, u"http://[fe80::1%25eth0]:8080/"_s);
    row("beyond ASCII", "a=1; Path=/; Domain=xn--bcher-kva.example",
        {"a", "1", u'.' + QUrl(u"https://bücher.example"_s).host()}, u"https://www.bücher.example/"_s);
    row("4 KiB", "a=" + QByteArray(4'095, 'x') + "; Path=/", {"a", QByteArray(4'095, 'x'), host});
}

void TestSetCookie::kept()
{
    QFETCH(QByteArray, field);
    QFETCH(QString, url);
    QFETCH(Cookie, cookie);
    const auto parsed = parseSetCookie(field, QUrl(url), now);
    QVERIFY(parsed.has_value());
    QCOMPARE(parsed->name, cookie.name);
    QCOMPARE(parsed->value, cookie.value);
    QCOMPARE(parsed->domain, cookie.domain);
    QCOMPARE(parsed->path, cookie.path);
    QCOMPARE(parsed->isFromTls, QUrl(url).scheme() == u"https"_s);
    Cookie expected = cookie;
    expected.isFromTls = parsed->isFromTls;
    QVERIFY(*parsed == expected);
}

void TestSetCookie::sameSite()
{
    QVERIFY(parseSetCookie("a=1; SameSite=Strict", QUrl(api), now)->isStrict);
    QVERIFY(parseSetCookie("a=1; samesite=STRICT", QUrl(api), now)->isStrict);
    for (const char *field : {"a=1", "a=1; SameSite=Lax", "a=1; SameSite=None; Secure", "a=1; SameSite=odd"})
        QVERIFY2(!parseSetCookie(field, QUrl(api), now)->isStrict, field);
}

void TestSetCookie::expiry_data()
{
    QTest::addColumn<QByteArray>("attributes");
    QTest::addColumn<qint64>("seconds"); // from now; -1 for never
    const auto row = [](const char *name, const QByteArray &attributes, qint64 seconds) {
        QTest::newRow(name) << attributes << seconds;
    };
    row("none", "", -1);
    row("an age", "Max-Age=60", 60);
    row("blanks and case", " max-age = 60 ", 60);
    row("no age", "Max-Age=0", 0);
    row("below zero", "Max-Age=-5", 0);
    row("the last age counts", "Max-Age=60; Max-Age=7", 7);
    row("an age that is none", "Max-Age=soon", -1);
    row("a sign that is none", "Max-Age=+60", -1);
    row("empty age", "Max-Age=", -1);
    row("age without a sign", "Max-Age", -1);
    row("an age without end", "Max-Age=99999999999999999999", qint64(3'650) * 86'400);
    row("a date", "Expires=Fri, 15 Jan 2027 09:00:00 GMT", 3'600);
    row("a date of old", "Expires=Friday, 15-Jan-27 09:00:00 GMT", 3'600);
    row("a date of C", "Expires=Fri Jan 15 09:00:00 2027", 3'600);
    row("a date that is over", "Expires=Thu, 01 Jan 1970 00:00:00 GMT", -1'800'000'000);
    row("no date", "Expires=tomorrow", -1);
    row("an age counts before a date", "Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT", 60);
    row("and behind it", "Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60", 60);
    row("a date where the age is none", "Max-Age=x; Expires=Fri, 15 Jan 2027 09:00:00 GMT", 3'600);
}

void TestSetCookie::expiry()
{
    QFETCH(QByteArray, attributes);
    QFETCH(qint64, seconds);
    const auto cookie = parseSetCookie("a=1; " + attributes, QUrl(api), now);
    QVERIFY(cookie.has_value());
    QCOMPARE(cookie->expires.has_value(), seconds != -1);
    if (cookie->expires)
        QCOMPARE(std::chrono::duration_cast<std::chrono::seconds>(*cookie->expires - now).count(), seconds);
}

void TestSetCookie::refused_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("url");
    const auto row = [](const char *name, const QByteArray &field, const QString &url = api) {
        QTest::newRow(name) << field << url;
    };
    row("empty", "");
    row("no name", "=x");
    row("no sign", "a");
    row("attributes alone", "; Path=/");
    row("ADV-B20 all of com", "a=1; Domain=.com");
    row("ADV-B20 all of com without a dot", "a=1; Domain=com");
    row("ADV-B20 a suffix of two", "a=1; Domain=co.uk", u"https://www.shop.co.uk/"_s);
    row("ADV-B20 somebody else", "a=1; Domain=other.example");
    row("ADV-B20 a host with the same end", "a=1; Domain=ample.com");
    row("ADV-B20 a host below", "a=1; Domain=x.api.example.com");
    row("ADV-B20 a sibling", "a=1; Domain=www.example.com");
    row("ADV-B20 a trailing dot", "a=1; Domain=example.com.");
    row("ADV-B20 all below com.", "a=1; Domain=com.", u"https://example.com./"_s);
    row("ADV-B20 this machine with a dot", "a=1; Domain=localhost.", u"http://localhost/"_s);
    row("ADV-B20 two dots", "a=1; Domain=..example.com");
    row("ADV-B20 an address", "a=1; Domain=127.0.0.1", u"http://127.0.0.1/"_s);
    row("ADV-B20 a part of an address", "a=1; Domain=.0.0.1", u"http://127.0.0.1/"_s);
    row("ADV-B20 a digit of an address", "a=1; Domain=1", u"http://127.0.0.1/"_s);
    row("ADV-B20 another address", "a=1; Domain=10.0.0.1");
    row("ADV-B20 an address of IPv6", "a=1; Domain=::1", u"http://[::1]/"_s);
    row("ADV-B20 an address of a link", "a=1; Domain=fe80::1%eth0", u"http://[fe80::1%25eth0]/"_s);
    const QString http = u"http://api.example.com/"_s;
    row("ADV-B20 Secure without https", "a=1; Secure", http);
    row("ADV-B20 Secure of this machine", "a=1; Secure", u"http://127.0.0.1/"_s);
    row("ADV-B20 __Secure- that is not", "__Secure-a=1; Path=/");
    row("ADV-B20 __Secure- without https", "__Secure-a=1; Path=/; Secure", http);
    row("ADV-B20 __Host- that is not secure", "__Host-a=1; Path=/");
    row("ADV-B20 __Host- with a domain", "__Host-a=1; Path=/; Secure; Domain=api.example.com");
    row("ADV-B20 __Host- with a path", "__Host-a=1; Path=/v1; Secure");
    row("ADV-B20 __Host- with a default path", "__Host-a=1; Secure", u"https://api.example.com/"_s);
    row("ADV-B20 __Host- without https", "__Host-a=1; Path=/; Secure", http);
    row("ADV-B20 a promise in any case", "__hOST-a=1; Path=/");
    row("ADV-B20 control bytes", "a=\x01\x02");
    row("ADV-B20 NUL", QByteArray("a=1\0; Path=/", 12));
    row("ADV-B20 delete", "a=\x7f");
    row("ADV-B20 a line break", "a=1\r\nb=2");
    row("ADV-B20 control bytes in an attribute", "a=1; Path=/\x1b");
    row("ADV-B20 more than 4 KiB", "a=" + QByteArray(4'096, 'x'));
    row("ADV-B20 a long name", QByteArray(4'097, 'x') + "=");
    row("ADV-B20 a long path", "a=1; Path=/" + QByteArray(1'024, 'x'));
    row("ADV-B20 attributes without end", "a=1; " + QByteArray(10'000, 'x'));
    row("ADV-B20 1 MiB", "a=" + QByteArray(1 << 20, 'x'));
}

void TestSetCookie::refused()
{
    QFETCH(QByteArray, field);
    QFETCH(QString, url);
    QVERIFY(!parseSetCookie(field, QUrl(url), now).has_value());
}

void TestSetCookie::flaws_data()
{
    QTest::addColumn<Cookie>("cookie");
    QTest::addColumn<std::optional<CookieFlaw>>("flaw");
    const auto row = [](const char *name, const Cookie &cookie, std::optional<CookieFlaw> flaw) {
        QTest::newRow(name) << cookie << flaw;
    };
    const QString host = u"example.com"_s;
    row("good", {"a", "1", host}, {});
    row("names that are no tokens", {"user[id]", "\"x, y\"", host}, {});
    row("all below", {"a", "1", u".example.com"_s}, {});
    row("an address", {"a", "1", u"127.0.0.1"_s}, {});
    row("this machine", {"a", "1", u"localhost"_s}, {});
    row("an address of a link", {"a", "1", u"fe80::1%eth0"_s}, {});
    row("parameters in the path", {"a", "1", host, u"/a;b"_s}, {}); // as in the URL of an answer
    row("no name", {"", "1", host}, CookieFlaw::Name);
    row("a sign in the name", {"a=b", "1", host}, CookieFlaw::Name);
    row("a line break in the name", {"a\nb", "1", host}, CookieFlaw::Name);
    row("a blank before the name", {" a", "1", host}, CookieFlaw::Name);
    row("two values", {"a", "1; b=2", host}, CookieFlaw::Value);
    row("a line break", {"a", "1\r\nX: y", host}, CookieFlaw::Value);
    row("a blank behind the value", {"a", "1 ", host}, CookieFlaw::Value);
    row("no domain", {"a", "1", u""_s}, CookieFlaw::Domain);
    row("a dot alone", {"a", "1", u"."_s}, CookieFlaw::Domain);
    row("a URL", {"a", "1", u"https://example.com"_s}, CookieFlaw::Domain);
    row("a port", {"a", "1", u"example.com:80"_s}, CookieFlaw::Domain);
    row("capitals", {"a", "1", u"Example.com"_s}, CookieFlaw::Domain);
    row("no address of a link", {"a", "1", u"example.com%eth0"_s}, CookieFlaw::Domain);
    row("below an address of a link", {"a", "1", u".fe80::1%eth0"_s}, CookieFlaw::Domain);
    row("blanks", {"a", "1", u"example com"_s}, CookieFlaw::Domain);
    row("a trailing dot", {"a", "1", u".example.com."_s}, CookieFlaw::Domain);
    row("below an address", {"a", "1", u".127.0.0.1"_s}, CookieFlaw::Domain);
    row("all of com", {"a", "1", u".com"_s}, CookieFlaw::PublicSuffix);
    row("all of co.uk", {"a", "1", u".co.uk"_s}, CookieFlaw::PublicSuffix);
    row("no path", {"a", "1", host, u""_s}, CookieFlaw::Path);
    row("a relative path", {"a", "1", host, u"x"_s}, CookieFlaw::Path);
    row("a line break in the path", {"a", "1", host, u"/\nx"_s}, CookieFlaw::Path);
    row("too long", {"a", QByteArray(4'096, 'x'), host}, CookieFlaw::TooLong);
    row("too long a path", {"a", "1", host, u'/' + QString(1'024, u'x')}, CookieFlaw::TooLong);
}

void TestSetCookie::flaws()
{
    QFETCH(Cookie, cookie);
    QFETCH(std::optional<CookieFlaw>, flaw);
    QVERIFY(flawOf(cookie) == flaw);
}

// Why the rules above are not Qt's alone. A version that changes one of these makes ours easier.
void TestSetCookie::qtItselfIsLooser()
{
    const auto takes = [](const QByteArray &field, const QString &url) {
        QtJar jar;
        return jar.setCookiesFromUrl(QNetworkCookie::parseCookies(field), QUrl(url));
    };
    QVERIFY(takes("a=1; Domain=.0.0.1", u"http://127.0.0.1/"_s)); // which is for 10.0.0.1 too
    QVERIFY(takes("a=\x01\x02", api));
    QVERIFY(takes("a=" + QByteArray(1 << 20, 'x'), api));
    QVERIFY(takes("a=1; Secure", u"http://api.example.com/"_s));
    QVERIFY(takes("__Host-a=1; Domain=example.com", api));
    QVERIFY(!takes("a=1; Domain=com", api));
    QVERIFY(!takes("a=1; Domain=co.uk", u"https://www.shop.co.uk/"_s));
    QNetworkCookie cookie("a", "1");
    cookie.normalize(QUrl(u"https://api.example.com/cart/1"_s));
    QCOMPARE(cookie.path(), u"/cart/"_s); // and not for /cart
    QtJar jar;
    jar.setCookiesFromUrl(QNetworkCookie::parseCookies("a=1; Path=/a/b"), QUrl(u"https://api.example.com/"_s));
    QCOMPARE(jar.cookiesForUrl(QUrl(u"https://api.example.com/a%2Fb"_s)).size(), 1);
}

QTEST_GUILESS_MAIN(TestSetCookie)
#include "tst_setcookie.moc"
