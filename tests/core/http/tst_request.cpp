// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/request.h"

#include <QUrlQuery>
#include <QtTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class TestRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void method_data();
    void method();
    void url_data();
    void url();
    void S02_controlsInUrls_data();
    void S02_controlsInUrls();
    void header_data();
    void header();
    void A15_twice_data();
    void A15_twice();
    void body_data();
    void body();
    void neverNamesAHeaderValue();
    void isIdempotent_data();
    void isIdempotent();
    void originOf_data();
    void originOf();
    void isSameOrigin_data();
    void isSameOrigin();

private:
    static Request get() { return {.url = QUrl(u"http://api.example/x"_s)}; }
    static ErrorDetail detailOf(const Request &request)
    {
        const auto check = checkRequest(request);
        return check ? ErrorDetail::None : check.error().detail;
    }
};

void TestRequest::method_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("GET") << QByteArray("GET") << true;
    QTest::newRow("A13 PROPFIND") << QByteArray("PROPFIND") << true;
    QTest::newRow("A13 lower case") << QByteArray("get") << true;
    QTest::newRow("A13 odd token") << QByteArray("M-SEARCH!") << true;
    QTest::newRow("A13 CONNECT") << QByteArray("CONNECT") << false;
    QTest::newRow("A13 connect") << QByteArray("connect") << false;
    QTest::newRow("S02 line break") << QByteArray("GET / HTTP/1.1\r\nX:") << false;
    QTest::newRow("S02 LF") << QByteArray("GET\n") << false;
    QTest::newRow("S02 NUL") << QByteArray("GET\0", 4) << false;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("space") << QByteArray("GET ") << false;
    QTest::newRow("not ASCII") << QByteArray("G\xc3\x89T") << false;
    QTest::newRow("slash") << QByteArray("GET/") << false;
}

void TestRequest::method()
{
    QFETCH(QByteArray, method);
    QFETCH(bool, allowed);
    Request request = get();
    request.method = method;
    QCOMPARE(detailOf(request), allowed ? ErrorDetail::None : ErrorDetail::BadMethod);
    if (!allowed)
        QCOMPARE(checkRequest(request).error().value, QString::fromUtf8(method)); // with its wrong sign
}

void TestRequest::url_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("http") << u"http://h/x?y=z"_s << true;
    QTest::newRow("https") << u"HTTPS://h"_s << true;
    QTest::newRow("fragment behind a path") << u"http://h/x#y"_s << true;
    QTest::newRow("A8 IPv6") << u"http://[::1]:8080/"_s << true;
    QTest::newRow("A8 mapped") << u"http://[::ffff:127.0.0.1]/"_s << true;
    QTest::newRow("A9 top port") << u"http://h:65535/"_s << true;
    QTest::newRow("A17 encoded line break in a value") << u"http://h/?q=a%0Ab"_s << true;
    QTest::newRow("A1 file") << u"file:///etc/passwd"_s << false;
    QTest::newRow("A1 data") << u"data:,x"_s << false;
    QTest::newRow("A1 qrc") << u"qrc:/x"_s << false;
    QTest::newRow("A1 ftp") << u"ftp://h/x"_s << false;
    QTest::newRow("A1 javascript") << u"javascript:alert(1)"_s << false;
    QTest::newRow("A1 local socket") << u"unix+http://h/x"_s << false;
    QTest::newRow("A2 user and password") << u"https://user:pw@h/"_s << false;
    QTest::newRow("A2 user") << u"https://user@h/"_s << false;
    QTest::newRow("A2 empty user") << u"https://@h/"_s << false;
    QTest::newRow("A3 port as user") << u"http://h:80@evil/"_s << false;
    QTest::newRow("A2 at sign in the query") << u"http://h?mail=a@b"_s << true;
    QTest::newRow("A2 at sign in the path") << u"http://h/@me"_s << true;
    QTest::newRow("A4 dot segments") << u"http://h/a/../b/./c"_s << true;
    QTest::newRow("A4 a dot and a letter first") << u"http://h/.a/b"_s << true;
    QTest::newRow("A4 a dot and a word") << u"http://h/a/.well-known/b"_s << true;
    QTest::newRow("A5 encoded slash in host") << u"http://example.com%2F10.0.0.1/"_s << false;
    QTest::newRow("A5 space in host") << u"http://a b/"_s << false;
    QTest::newRow("A5 fragment as host") << u"http://h#@e/"_s << false;
    QTest::newRow("A5 no host") << u"http:///x"_s << false;
    QTest::newRow("A9 port 0") << u"http://h:0/"_s << false;
    QTest::newRow("A9 port 65536") << u"http://h:65536/"_s << false;
    QTest::newRow("A9 port -1") << u"http://h:-1/"_s << false;
    QTest::newRow("A9 port 1e3") << u"http://h:1e3/"_s << false;
    QTest::newRow("A9 superscript port") << u"http://h:\u00b2/"_s << false;
    QTest::newRow("S02 line break in host") << u"http://h\r\nX: y/"_s << false;
    QTest::newRow("relative") << u"/x"_s << false;
    QTest::newRow("empty") << QString() << false;
}

void TestRequest::url()
{
    QFETCH(QString, url);
    QFETCH(bool, allowed);
    Request request = get();
    request.url = QUrl(url);
    QCOMPARE(detailOf(request), allowed ? ErrorDetail::None : ErrorDetail::BadUrl);
}

void TestRequest::S02_controlsInUrls_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::addColumn<QByteArray>("wire"); // empty: refused
    const auto row = [](const char *name, const QUrl &url, const QByteArray &wire) {
        QTest::newRow(name) << url << wire;
    };
    // What QUrl encodes is text, and no line of the request.
    row("S02 CR and LF in the path", QUrl(u"http://h/a\r\nX: y"_s), "http://h/a%0D%0AX:%20y");
    row("S02 LF in the path", QUrl(u"http://h/a\nb"_s), "http://h/a%0Ab");
    row("S02 CR in the path", QUrl(u"http://h/a\rb"_s), "http://h/a%0Db");
    row("S02 NUL in the path", QUrl(u"http://h/a\0b"_s), "http://h/a%00b");
    row("S02 CR and LF in the query", QUrl(u"http://h/?q=a\r\nX: y"_s), "http://h/?q=a%0D%0AX:%20y");
    row("S02 NUL in the query", QUrl(u"http://h/?q=a\0b"_s), "http://h/?q=a%00b");
    row("S02 encoded ones stay encoded", QUrl(u"http://h/%0d%0A%00?%0D%0a%00"_s), "http://h/%0D%0A%00?%0D%0A%00");
    QUrl made(u"http://h"_s);
    made.setPath(u"/a\r\n\0b"_s, QUrl::DecodedMode);
    made.setQuery(u"q=a\r\n\0b"_s, QUrl::DecodedMode);
    row("S02 put in piece by piece", made, "http://h/a%0D%0A%00b?q=a%0D%0A%00b");
    QUrlQuery query;
    query.addQueryItem(u"a\r\nX: y"_s, u"1\n\0"_s);
    made = QUrl(u"http://h/"_s);
    made.setQuery(query);
    row("S02 as parameters", made, "http://h/?a%0D%0AX:%20y=1%0A%00");
    for (const QString &control : {u"\r"_s, u"\n"_s, u"\0"_s}) {
        const QByteArray code = QByteArray::number(control.front().unicode(), 16);
        const auto refused = [&code](const char *place, const QUrl &url) {
            QTest::addRow("S02 %s %s", place, code.constData()) << url << QByteArray();
        };
        refused("strict path", QUrl(u"http://h/a"_s + control + u"b"_s, QUrl::StrictMode));
        refused("strict query", QUrl(u"http://h/?a"_s + control + u"b"_s, QUrl::StrictMode));
        refused("host", QUrl(u"http://h"_s + control + u"b/"_s));
        refused("port", QUrl(u"http://h:8"_s + control + u"0/"_s));
        refused("scheme", QUrl(u"ht"_s + control + u"tp://h/"_s));
        refused("user", QUrl(u"http://u"_s + control + u"@h/"_s));
    }
}

void TestRequest::S02_controlsInUrls()
{
    QFETCH(QUrl, url);
    QFETCH(QByteArray, wire);
    Request request = get();
    request.url = url;
    const bool refused = wire.isEmpty();
    QCOMPARE(detailOf(request), refused ? ErrorDetail::BadUrl : ErrorDetail::None);
    if (refused)
        QCOMPARE(checkRequest(request).error().kind, ErrorKind::ConfigInvalid);
    else
        QCOMPARE(url.toEncoded(), wire);
}

void TestRequest::header_data() // NOLINT(readability-function-size): a table
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<ErrorDetail>("detail");
    const auto row = [](const char *title, QByteArray name, QByteArray value, ErrorDetail detail) {
        QTest::newRow(title) << name << value << detail;
    };
    row("plain", "X-Key", "v", ErrorDetail::None);
    row("empty value", "X-Key", "", ErrorDetail::None);
    row("tab inside", "X-Key", "a\tb", ErrorDetail::None);
    row("A16 UTF-8", "X-Key", "\xc3\xa9 \xf0\x9f\x98\x80", ErrorDetail::None);
    row("S03 token", "!#$%&'*+-.^_`|~09azAZ", "v", ErrorDetail::None);
    row("A10 CR", "X-Key", "a\rb", ErrorDetail::BadHeaderValue);
    row("A10 LF", "X-Key", "a\nb", ErrorDetail::BadHeaderValue);
    row("A10 injected field", "X-Key", "a\r\nX: y", ErrorDetail::BadHeaderValue);
    row("A10 NUL", "X-Key", QByteArray("a\0b", 3), ErrorDetail::BadHeaderValue);
    row("A10 DEL", "X-Key", "a\x7f", ErrorDetail::BadHeaderValue);
    row("A10 leading space", "X-Key", " a", ErrorDetail::BadHeaderValue);
    row("A10 trailing line break", "X-Key", "a\n", ErrorDetail::BadHeaderValue);
    row("A10 trailing tab", "X-Key", "a\t", ErrorDetail::BadHeaderValue);
    row("A11 space in name", "X Key", "v", ErrorDetail::BadHeaderName);
    row("A11 colon in name", "X:Key", "v", ErrorDetail::BadHeaderName);
    row("A11 accent in name", "\xc3\xa9", "v", ErrorDetail::BadHeaderName);
    row("A11 empty name", "", "v", ErrorDetail::BadHeaderName);
    row("S02 line break in name", "X\r\nY", "v", ErrorDetail::BadHeaderName);
    row("S02 CR in name", "X\rY", "v", ErrorDetail::BadHeaderName);
    row("S02 LF in name", "X\nY", "v", ErrorDetail::BadHeaderName);
    row("S02 LF behind the name", "X-Key\n", "v", ErrorDetail::BadHeaderName);
    row("S02 NUL in name", QByteArray("X\0Y", 3), "v", ErrorDetail::BadHeaderName);
    row("S02 NUL behind the name", QByteArray("X-Key\0", 6), "v", ErrorDetail::BadHeaderName);
    row("S02 NUL alone as name", QByteArray("\0", 1), "v", ErrorDetail::BadHeaderName);
    row("S02 CR in value", "X-Key", "a\rb", ErrorDetail::BadHeaderValue);
    row("S02 LF in value", "X-Key", "a\nb", ErrorDetail::BadHeaderValue);
    row("S02 NUL in value", "X-Key", QByteArray("a\0b", 3), ErrorDetail::BadHeaderValue);
    row("S02 NUL behind the value", "X-Key", QByteArray("a\0", 2), ErrorDetail::BadHeaderValue);
    row("S02 NUL alone as value", "X-Key", QByteArray("\0", 1), ErrorDetail::BadHeaderValue);
    row("S02 a field behind NUL", "X-Key", QByteArray("a\0\r\nX: y", 8), ErrorDetail::BadHeaderValue);
    row("A14 Content-Length", "Content-Length", "5", ErrorDetail::BadHeaderName);
    row("A14 lower case", "content-length", "5", ErrorDetail::BadHeaderName);
    row("A14 Transfer-Encoding", "Transfer-Encoding", "chunked", ErrorDetail::BadHeaderName);
    row("A14 Connection", "Connection", "close", ErrorDetail::BadHeaderName);
    row("A14 Expect", "Expect", "100-continue", ErrorDetail::BadHeaderName);
    row("A14 Upgrade", "Upgrade", "h2c", ErrorDetail::BadHeaderName);
    row("A14 TE", "TE", "trailers", ErrorDetail::BadHeaderName);
}

void TestRequest::header()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(ErrorDetail, detail);
    Request request = get();
    request.headers.append(name, value);
    QCOMPARE(detailOf(request), detail);
}

void TestRequest::A15_twice_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("list field") << QByteArray("Accept") << true;
    QTest::newRow("unknown field") << QByteArray("X-Key") << true;
    QTest::newRow("cookie") << QByteArray("Cookie") << true;
    QTest::newRow("authorization") << QByteArray("Authorization") << false;
    QTest::newRow("content type") << QByteArray("Content-Type") << false;
    QTest::newRow("host") << QByteArray("Host") << false;
}

void TestRequest::A15_twice()
{
    QFETCH(QByteArray, name);
    QFETCH(bool, allowed);
    Request request = get();
    request.headers = {{name, "a"}, {name.toUpper(), "b"}};
    QCOMPARE(detailOf(request), allowed ? ErrorDetail::None : ErrorDetail::Duplicate);
}

void TestRequest::body_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("POST") << QByteArray("POST") << true;
    QTest::newRow("GET") << QByteArray("GET") << true;
    QTest::newRow("DELETE") << QByteArray("DELETE") << true;
    QTest::newRow("HEAD") << QByteArray("HEAD") << false;
    QTest::newRow("TRACE") << QByteArray("TRACE") << false;
}

void TestRequest::body()
{
    QFETCH(QByteArray, method);
    QFETCH(bool, allowed);
    Request request = get();
    request.method = method;
    QCOMPARE(detailOf(request), ErrorDetail::None);
    request.body = Body(QByteArray("x"));
    QCOMPARE(detailOf(request), allowed ? ErrorDetail::None : ErrorDetail::BadBody);
    request.body = Body([] { return std::unique_ptr<QIODevice>(); }, -1);
    QCOMPARE(detailOf(request), ErrorDetail::BadBody);
}

void TestRequest::neverNamesAHeaderValue()
{
    Request request = get();
    request.headers.append("Authorization", "Bearer s3cr3t-canary\n");
    const auto check = checkRequest(request);
    QVERIFY(!check);
    QString shown;
    QDebug(&shown) << check.error();
    QVERIFY2(!shown.contains("s3cr3t"_L1), qPrintable(shown));
    QCOMPARE(check.error().subject, u"Authorization"_s);
    request.headers = {{"Authorization: Bearer canary", ""}};
    const Error pasted = checkRequest(request).error();
    QCOMPARE(pasted.detail, ErrorDetail::BadHeaderName);
    QCOMPARE(pasted.subject, u"headers"_s);
    QCOMPARE(pasted.value, u"Authorization…"_s);
    request.headers = {{"\x01 canary", ""}};
    QCOMPARE(checkRequest(request).error().value, u"…"_s);
}

void TestRequest::isIdempotent_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("idempotent");
    for (const char *method : {"GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE"})
        QTest::newRow(method) << QByteArray(method) << true;
    for (const char *method : {"POST", "PATCH", "get", "PROPFIND", ""})
        QTest::newRow(method) << QByteArray(method) << false;
}

void TestRequest::isIdempotent()
{
    QFETCH(QByteArray, method);
    QFETCH(bool, idempotent);
    QCOMPARE(fuseboard::isIdempotent(method), idempotent);
}

void TestRequest::originOf_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("origin");
    QTest::newRow("default port") << u"https://API.Example.com/x"_s << QByteArray("https://api.example.com:443");
    QTest::newRow("http") << u"http://h"_s << QByteArray("http://h:80");
    QTest::newRow("port") << u"http://h:8080/x?y"_s << QByteArray("http://h:8080");
    QTest::newRow("A7 trailing dot") << u"http://example.com./"_s << QByteArray("http://example.com.:80");
    QTest::newRow("A6 IDN as ACE") << u"http://b\u00fccher.example/"_s << QByteArray("http://xn--bcher-kva.example:80");
    QTest::newRow("A6 ideographic stop") << u"http://a\u3002example/"_s << QByteArray("http://a.example:80");
    QTest::newRow("A8 IPv6") << u"http://[::1]:81/"_s << QByteArray("http://[::1]:81");
    QTest::newRow("invalid") << u"http://a b/"_s << QByteArray();
    QTest::newRow("empty") << QString() << QByteArray();
}

void TestRequest::originOf()
{
    QFETCH(QString, url);
    QFETCH(QByteArray, origin);
    QCOMPARE(fuseboard::originOf(QUrl(url)), origin);
}

void TestRequest::isSameOrigin_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    QTest::addColumn<bool>("same");
    QTest::newRow("case, port and path") << u"https://API.example.com/x"_s << u"HTTPS://api.example.com:443/y?z"_s
                                         << true;
    QTest::newRow("S01 scheme") << u"http://h:443/"_s << u"https://h/"_s << false;
    QTest::newRow("S01 port") << u"http://h/"_s << u"http://h:81/"_s << false;
    QTest::newRow("S01 host") << u"http://h/"_s << u"http://h.example/"_s << false;
    QTest::newRow("A6 IDN and ACE") << u"http://b\u00fccher.example/"_s << u"http://xn--bcher-kva.example"_s << true;
    QTest::newRow("A7 trailing dot") << u"http://example.com."_s << u"http://example.com"_s << false;
    QTest::newRow("invalid") << u"http://a b/"_s << u"http://a b/"_s << false;
    QTest::newRow("empty") << QString() << QString() << false;
}

void TestRequest::isSameOrigin()
{
    QFETCH(QString, one);
    QFETCH(QString, other);
    QFETCH(bool, same);
    QCOMPARE(fuseboard::isSameOrigin(QUrl(one), QUrl(other)), same);
    QCOMPARE(fuseboard::isSameOrigin(QUrl(other), QUrl(one)), same);
}

QTEST_GUILESS_MAIN(TestRequest)
#include "tst_request.moc"
