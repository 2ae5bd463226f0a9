// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cookiefixture.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// What stands in the Cookie field of a request, whosever the cookies are.
class TestApiClientCookieFields : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void S01_whatGoesOutTellsALoop_data();
    void S01_whatGoesOutTellsALoop();
    void oneFieldForAll_data();
    void oneFieldForAll();
    void ofOneNameInOneAnswer();
};

// What the jar learns and may not say, because somebody's own cookie has that name, makes no other request.
void TestApiClientCookieFields::S01_whatGoesOutTellsALoop_data()
{
    QTest::addColumn<bool>("byCredentials");
    QTest::addColumn<QByteArray>("set");
    QTest::addColumn<QByteArrayList>("expected");
    QTest::newRow("S01 credentials, of their name")
        << true << QByteArray("session=theirs; Path=/") << QByteArrayList{"session=mine"};
    QTest::newRow("S01 credentials, another")
        << true << QByteArray("seen=1; Path=/") << QByteArrayList{"session=mine", "session=mine; seen=1"};
    QTest::newRow("S01 the request, of its name")
        << false << QByteArray("session=theirs; Path=/") << QByteArrayList{"session=mine"};
    QTest::newRow("S01 the request, another")
        << false << QByteArray("seen=1; Path=/") << QByteArrayList{"session=mine", "session=mine; seen=1"};
}

void TestApiClientCookieFields::S01_whatGoesOutTellsALoop()
{
    QFETCH(bool, byCredentials);
    QFETCH(QByteArray, set);
    QFETCH(QByteArrayList, expected);
    CookieFixture f;
    if (byCredentials)
        f.signByCookie();
    f.make();
    f.transport.setHandler([set](const Request &, int) { return sets(302, set, "/v1/x"); });
    const CallWatch &circle = f.run(u"/x"_s, byCredentials ? Headers() : Headers{{"Cookie", "session=mine"}});
    QVERIFY(circle.error);
    QCOMPARE(circle.error->detail, ErrorDetail::RedirectLoop);
    QCOMPARE(f.sent(), expected);
}

// RFC 6265 5.4: a request has one Cookie field at most, and nobody's cookie gets lost in it.
void TestApiClientCookieFields::oneFieldForAll_data()
{
    QTest::addColumn<bool>("byCredentials");
    QTest::addColumn<bool>("inJar");
    QTest::addColumn<Headers>("written");
    QTest::addColumn<QByteArray>("expected");
    const Headers two{{"cookie", "a=1 ;"}, {"Cookie", "b=2; a=3"}};
    QTest::newRow("two fields") << false << false << two << QByteArray("a=1; b=2; a=3");
    QTest::newRow("two fields and the jar's") << false << true << two << QByteArray("a=1; b=2; a=3; j=1");
    QTest::newRow("credentials and a field")
        << true << false << Headers{{"Cookie", "a=1; session=other"}} << QByteArray("session=mine; a=1");
    QTest::newRow("credentials and two") << true << true << two << QByteArray("session=mine; a=1; b=2; a=3; j=1");
    QTest::newRow("credentials alone") << true << false << Headers() << QByteArray("session=mine");
}

void TestApiClientCookieFields::oneFieldForAll()
{
    QFETCH(bool, byCredentials);
    QFETCH(bool, inJar);
    QFETCH(Headers, written);
    QFETCH(QByteArray, expected);
    for (const bool hasJar : {true, false}) {
        CookieFixture f;
        if (byCredentials)
            f.signByCookie();
        f.make();
        if (inJar)
            f.jar->store({{"j", "1", u"api.example.com"_s}});
        if (!hasJar && inJar)
            continue;
        if (!hasJar)
            f.client->setCookieJar(nullptr);
        f.run(u"/x"_s, written);
        QCOMPARE(f.sent(), QByteArrayList{expected});
    }
}

void TestApiClientCookieFields::ofOneNameInOneAnswer()
{
    CookieFixture f;
    f.make();
    f.transport.enqueue(FakeOutcome::success(200,
                                             {{"Set-Cookie", "a=1; Path=/"},
                                              {"Set-Cookie", "a=2; Path=/"},
                                              {"Set-Cookie", "a=3; Path=/v1"},
                                              {"Set-Cookie", "a=4; Path=/; Domain=example.com"}}));
    f.run(u"/x"_s);
    f.run(u"/x"_s);
    // The later takes the place of the same one; those of another path or domain are others, and go too.
    QCOMPARE(f.sent().last(), QByteArray("a=3; a=2; a=4"));
}

QTEST_GUILESS_MAIN(TestApiClientCookieFields)
#include "tst_apiclient_cookiefields.moc"
