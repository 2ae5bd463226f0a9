// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/compare/comparedlines.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class TestComparedLines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void jsonIsLaidOut()
    {
        QCOMPARE(comparedBody(R"({"id":1,"tags":["a"]})", "application/json"),
                 QStringList({u"{"_s, u"  \"id\": 1,"_s, u"  \"tags\": [\"a\"]"_s, u"}"_s}));
    }
    void textStaysAsItIs()
    {
        QCOMPARE(comparedBody("one\ntwo", "text/plain"), QStringList({u"one"_s, u"two"_s}));
        QCOMPARE(comparedBody({}, "text/plain"), QStringList());
    }
    void binaryIsHex() { QVERIFY(comparedBody(QByteArray("\x00\x01", 2), {}).value(0).contains(u"00 01")); }
    void endsWhereNobodyReads()
    {
        const QStringList lines = comparedBody(QByteArray("x\n").repeated(30'000), "text/plain");
        QCOMPARE(lines.size(), 20'001);
        QVERIFY(lines.last().contains(u"not compared"));
        QVERIFY(comparedBody(QByteArray(5'000, 'x'), "text/plain").value(0).size() <= 1'001);
    }
    void headersAreSafeToShow()
    {
        Headers headers{{"X-Note", "a\x1b[31mb"}};
        QCOMPARE(comparedHeaders(headers).size(), 1);
        QVERIFY(!comparedHeaders(headers).first().contains(u'\x1b'));
        QVERIFY(comparedHeaders(headers).first().startsWith(u"X-Note: a"));
    }
};

QTEST_APPLESS_MAIN(TestComparedLines)
#include "tst_comparedlines.moc"
