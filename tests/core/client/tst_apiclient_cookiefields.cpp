// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cookiefixture.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// What stands in the Cookie field of a request, whosever the cookies are.
class TestApiClientCookieFields : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void S01_whatGoesOutTellsALoop_data();
  void S01_whatGoesOutTellsALoop();
};

// What the jar learns and may not say, because somebody's own cookie has that
// name, makes no other request.
void TestApiClientCookieFields::S01_whatGoesOutTellsALoop_data() {
  QTest::addColumn<bool>("byCredentials");
  QTest::addColumn<QByteArray>("set");
  QTest::addColumn<QByteArrayList>("expected");
  QTest::newRow("S01 credentials, of their name")
      << true << QByteArray("session=theirs; Path=/")
      << QByteArrayList{"session=mine"};
  QTest::newRow("S01 credentials, another")
      << true << QByteArray("seen=1; Path=/")
      << QByteArrayList{"session=mine", "session=mine; seen=1"};
  QTest::newRow("S01 the request, of its name")
      << false << QByteArray("session=theirs; Path=/")
      << QByteArrayList{"session=mine"};
  QTest::newRow("S01 the request, another")
      << false << QByteArray("seen=1; Path=/")
      << QByteArrayList{"session=mine", "session=mine; seen=1"};
}

void TestApiClientCookieFields::S01_whatGoesOutTellsALoop() {
  QFETCH(bool, byCredentials);
  QFETCH(QByteArray, set);
  QFETCH(QByteArrayList, expected);
  CookieFixture f;
  if (byCredentials)
    f.signByCookie();
  f.make();
  f.transport.setHandler(
      [set](const Request &, int) { return sets(302, set, "/v1/x"); });
  const CallWatch &circle = f.run(
      u"/x"_s, byCredentials ? Headers() : Headers{{"Cookie", "session=mine"}});
  QVERIFY(circle.error);
  QCOMPARE(circle.error->detail, ErrorDetail::RedirectLoop);
  QCOMPARE(f.sent(), expected);
}

QTEST_GUILESS_MAIN(TestApiClientCookieFields)
#include "tst_apiclient_cookiefields.moc"
