// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/statusrange.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class TestStatusRange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
};

void TestStatusRange::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("last");
    QTest::newRow("one") << u"404"_s << 404 << 404;
    QTest::newRow("class") << u"5xx"_s << 500 << 599;
    QTest::newRow("class in capitals") << u"4XX"_s << 400 << 499;
    QTest::newRow("range") << u"400-499"_s << 400 << 499;
    QTest::newRow("long dash and room") << u" 500 – 503 "_s << 500 << 503;
    QTest::newRow("range of one") << u"200-200"_s << 200 << 200;
    QTest::newRow("beyond those that are registered") << u"999"_s << 999 << 999;
}

void TestStatusRange::reads()
{
    QFETCH(QString, text);
    QFETCH(int, first);
    QFETCH(int, last);
    const auto range = statusRangeFrom(text);
    QVERIFY(range);
    QCOMPARE(range->first, first);
    QCOMPARE(range->last, last);
}

void TestStatusRange::refuses_data()
{
    QTest::addColumn<QString>("text");
    const QStringList texts{u""_s,         u" "_s,       u"4"_s,    u"40"_s,   u"4040"_s, u"xx"_s,      u"0xx"_s,
                            u"5x"_s,       u"5xy"_s,     u"099"_s,  u"-404"_s, u"404-"_s, u"499-400"_s, u"1-2-3"_s,
                            u"400--499"_s, u"4xx-5xx"_s, u"404a"_s, u"٤٠٤"_s,  u"+40"_s,  u"4.0"_s,     u"0x1"_s};
    for (const QString &text : texts)
        QTest::newRow(qPrintable(u'"' + text + u'"')) << text;
}

void TestStatusRange::refuses()
{
    QFETCH(QString, text);
    QVERIFY(!statusRangeFrom(text));
}

QTEST_GUILESS_MAIN(TestStatusRange)
#include "tst_statusrange.moc"
