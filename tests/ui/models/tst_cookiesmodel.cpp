// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/cookiesmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class TestCookiesModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fieldsAreTakenApart_data();
    void fieldsAreTakenApart();
    void onlyCookiesAreRows();
    void G16_signsAreVisible();
};

void TestCookiesModel::fieldsAreTakenApart_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArrayList>("parts");
    QTest::newRow("all")
        << QByteArray("id=a=b; Path=/x; Domain=.example.org; Expires=Wed, 21 Oct 2026 07:28:00 GMT; "
                      "Secure; HttpOnly; SameSite=Lax")
        << QByteArrayList{
               "id", "a=b", ".example.org", "/x", "Wed, 21 Oct 2026 07:28:00 GMT", "Secure, HttpOnly, SameSite=Lax"};
    QTest::newRow("Max-Age counts before Expires, in any order")
        << QByteArray("a=1; max-age=60; expires=never") << QByteArrayList{"a", "1", "", "", "60 s", ""};
    QTest::newRow("no name") << QByteArray("alone") << QByteArrayList{"", "alone", "", "", "", ""};
    QTest::newRow("empty") << QByteArray("") << QByteArrayList{"", "", "", "", "", ""};
    QTest::newRow("stray semicolons") << QByteArray("a=;;; =x;") << QByteArrayList{"a", "", "", "", "", ""};
}

void TestCookiesModel::fieldsAreTakenApart()
{
    QFETCH(QByteArray, field);
    const CookieRow cookie = parseSetCookie(field);
    QTEST(QByteArrayList({cookie.name, cookie.value, cookie.domain, cookie.path, cookie.expires, cookie.flags}),
          "parts");
}

void TestCookiesModel::onlyCookiesAreRows()
{
    CookiesModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Headers headers;
    headers.append("Content-Type", "text/plain");
    headers.append("set-cookie", "a=1");
    headers.append("Set-Cookie", "b=2; Secure");
    model.setHeaders(headers);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(1, CookiesModel::NameColumn).data().toString(), u"b"_s);
    QCOMPARE(model.index(1, CookiesModel::FlagsColumn).data().toString(), u"Secure"_s);
    QCOMPARE(model.headerData(CookiesModel::ExpiresColumn, Qt::Horizontal, Qt::DisplayRole).toString(), u"Expires"_s);
    model.setHeaders({});
    QCOMPARE(model.rowCount(), 0);
}

void TestCookiesModel::G16_signsAreVisible()
{
    CookiesModel model;
    Headers headers;
    headers.append("Set-Cookie", "a=\x1b[31mred");
    model.setHeaders(headers);
    QVERIFY(!model.index(0, CookiesModel::ValueColumn).data().toString().contains(u'\x1b'));
}

QTEST_GUILESS_MAIN(TestCookiesModel)
#include "tst_cookiesmodel.moc"
