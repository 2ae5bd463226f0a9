// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/urljoin.h"
#include "http/request.h"

#include <QLibraryInfo>
#include <QTest>
#include <QVersionNumber>

using namespace fuseboard;

class TestUrlJoin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void joins_data();
    void joins();
    void A4_whatQtWouldNotSend_data();
    void A4_whatQtWouldNotSend();
    void A3_neverLeavesTheBase_data();
    void A3_neverLeavesTheBase();
    void S05_refusalsNameTheOriginOnly_data();
    void S05_refusalsNameTheOriginOnly();
};

void TestUrlJoin::joins_data() // NOLINT(readability-function-size): a table
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("joined");
    QTest::newRow("below the base path") << "https://h/v1"
                                         << "/orders" << QByteArray("https://h/v1/orders");
    QTest::newRow("slash at the end of the base") << "https://h/v1/"
                                                  << "/orders" << QByteArray("https://h/v1/orders");
    QTest::newRow("no slash at the start") << "https://h/v1"
                                           << "orders" << QByteArray("https://h/v1/orders");
    QTest::newRow("query") << "https://h"
                           << "/o?a=1&b=2" << QByteArray("https://h/o?a=1&b=2");
    QTest::newRow("A17 encoded query stays") << "https://h"
                                             << "/o?a=%2B%26+x" << QByteArray("https://h/o?a=%2B%26+x");
    QTest::newRow("A4 encoded slash stays") << "https://h"
                                            << "/a%2Fb;v=1" << QByteArray("https://h/a%2Fb;v=1");
    QTest::newRow("A4 dot segments are resolved") << "https://h/v1"
                                                  << "/a/../../admin" << QByteArray("https://h/admin");
    QTest::newRow("empty path") << "https://h/v1"
                                << "" << QByteArray("https://h/v1");
    QTest::newRow("base alone") << "https://h"
                                << "/" << QByteArray("https://h/");
    QTest::newRow("query alone") << "https://h/v1"
                                 << "?x=1" << QByteArray("https://h/v1?x=1");
    QTest::newRow("query behind that of the base") << "https://h/v1?key=1&x"
                                                   << "/o?b=2" << QByteArray("https://h/v1/o?key=1&x&b=2");
    QTest::newRow("query of the base alone") << "https://h/v1?key=1"
                                             << "/o" << QByteArray("https://h/v1/o?key=1");
    QTest::newRow("empty query") << "https://h/v1?key=1"
                                 << "/o?" << QByteArray("https://h/v1/o?key=1");
    QTest::newRow("whole URL of the same origin") << "https://h/v1"
                                                  << "https://H:443/x" << QByteArray("https://h:443/x");
    QTest::newRow("fragment is dropped") << "https://h/v1#f"
                                         << "/x" << QByteArray("https://h/v1/x");
    QTest::newRow("A3 at sign is path") << "https://h"
                                        << "@evil.com" << QByteArray("https://h/@evil.com");
    QTest::newRow("A3 dot is path") << "https://h"
                                    << ".evil.com" << QByteArray("https://h/.evil.com");
    QTest::newRow("A4 slashes at the start are one") << "https://h///v1"
                                                     << "x" << QByteArray("https://h/v1/x");
    QTest::newRow("A4 slashes behind dot segments too") << "https://h/v1"
                                                        << "/../..////x" << QByteArray("https://h/x");
    QTest::newRow("A4 slashes of a whole URL too") << "https://h/v1"
                                                   << "https://h////x" << QByteArray("https://h/x");
    QTest::newRow("A4 slashes within stay") << "https://h/v1"
                                            << "/a//b" << QByteArray("https://h/v1/a//b");
    QTest::newRow("A4 dots within a name stay") << "https://h/v1"
                                                << "/a../.bc//..d/e." << QByteArray("https://h/v1/a../.bc//..d/e.");
    QTest::newRow("A4 slashes beside dot segments stay") << "https://h/v1"
                                                         << "/a/b/..//c/.//d" << QByteArray("https://h/v1/a//c//d");
    QTest::newRow("A4 a dot segment takes an empty one away") << "https://h/v1"
                                                              << "/a//../b" << QByteArray("https://h/v1/a/b");
    QTest::newRow("A4 dot segments at the end") << "https://h/v1"
                                                << "/a/b/.." << QByteArray("https://h/v1/a/");
    QTest::newRow("A4 nothing but dot segments") << "https://h/v1"
                                                 << "/.././../.." << QByteArray("https://h/");
    QTest::newRow("A8 IPv6") << "http://[::1]:8080"
                             << "/x" << QByteArray("http://[::1]:8080/x");
}

void TestUrlJoin::joins()
{
    QFETCH(QString, base);
    QFETCH(QString, path);
    QFETCH(QByteArray, joined);
    const auto result = joinUrl(QUrl(base), QUrl(path, QUrl::StrictMode));
    QVERIFY(result.ok());
    QCOMPARE(result->toEncoded(), joined);
    QVERIFY(checkRequest(Request{.url = *result}).ok());
    QCOMPARE(result->adjusted(QUrl::NormalizePathSegments), *result); // which Qt does once more
    const auto again = joinUrl(QUrl(base), *result); // nothing is left to be resolved by whoever sends it
    QVERIFY(again.ok());
    QCOMPARE(again->toEncoded(), joined);
}

void TestUrlJoin::A4_whatQtWouldNotSend_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("A4 a dot and a letter") << "/a/.b/c";
    QTest::newRow("A4 a dot and a letter behind dots") << "/a../.b//c";
    QTest::newRow("A4 a dot and a letter, encoded") << "/a/%2E%62/c";
    QTest::newRow("A4 a dot and what is no letter") << QStringLiteral("/a/.\u00e9/c");
    QTest::newRow("A4 behind dot segments") << "/a/x/../.b/c";
}

void TestUrlJoin::A4_whatQtWouldNotSend()
{
    QFETCH(QString, path);
    const auto joined = joinUrl(QUrl(QStringLiteral("https://h/v1")), QUrl(path, QUrl::StrictMode));
    QVERIFY(joined.ok());
    const auto again = joinUrl(QUrl(QStringLiteral("https://h/v1")), *joined);
    QCOMPARE(again->toEncoded(), joined->toEncoded());
    const bool isSent = joined->adjusted(QUrl::NormalizePathSegments) == *joined;
    if (QLibraryInfo::version() < QVersionNumber(6, 5))
        QVERIFY(!isSent); // what this is about; a later Qt may do better
    const auto checked = checkRequest(Request{.url = *joined});
    QCOMPARE(checked.ok(), isSent);
    if (!isSent)
        QCOMPARE(checked.error().detail, ErrorDetail::BadUrl);
}

void TestUrlJoin::A3_neverLeavesTheBase_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<ErrorDetail>("detail");
    QTest::newRow("other host") << "https://evil.com/" << ErrorDetail::OtherOrigin;
    QTest::newRow("network path") << "//evil.com/x" << ErrorDetail::OtherOrigin;
    QTest::newRow("other port") << "https://h:8443/x" << ErrorDetail::OtherOrigin;
    QTest::newRow("other scheme") << "http://h/x" << ErrorDetail::OtherOrigin;
    QTest::newRow("user info") << "https://u:p@h/x" << ErrorDetail::BadUrl;
    QTest::newRow("A1 file") << "file:///etc/passwd" << ErrorDetail::BadUrl;
    QTest::newRow("A1 data") << "data:,x" << ErrorDetail::BadUrl;
    QTest::newRow("A1 javascript") << "javascript:alert(1)" << ErrorDetail::BadUrl;
}

void TestUrlJoin::A3_neverLeavesTheBase()
{
    QFETCH(QString, path);
    const auto result = joinUrl(QUrl(QStringLiteral("https://h/v1")), QUrl(path, QUrl::StrictMode));
    QVERIFY(!result.ok());
    QCOMPARE(result.error().kind, ErrorKind::ConfigInvalid);
    QTEST(result.error().detail, "detail");
    QVERIFY(!result.error().value.contains(QStringLiteral("u:p")));
    // Whoever pastes one is told what is wrong with it.
    QCOMPARE(result.error().subject, path.contains(u'@') ? QStringLiteral("user info") : QStringLiteral("url"));
}

void TestUrlJoin::S05_refusalsNameTheOriginOnly_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("value");
    QTest::newRow("path, query, fragment, user info") << "https://me:canary@evil.com/bot-canary/x?k=canary#canary"
                                                      << "https://evil.com:443";
    QTest::newRow("no host") << "data:canary"
                             << "";
    QTest::newRow("unusable") << "https://[canary/"
                              << "";
}

void TestUrlJoin::S05_refusalsNameTheOriginOnly()
{
    QFETCH(QString, url);
    QFETCH(QString, value);
    const auto result = joinUrl(QUrl(QStringLiteral("https://h/v1")), QUrl(url, QUrl::StrictMode));
    QVERIFY(!result.ok());
    QCOMPARE(result.error().value, value);
}

QTEST_GUILESS_MAIN(TestUrlJoin)
#include "tst_urljoin.moc"
