// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/headers.h"

#include <QTest>

using namespace fuseboard;

class TestHeaders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsOrderCaseAndRepetitions();
    void namesAreComparedWithoutCase_data();
    void namesAreComparedWithoutCase();
    void absentIsNotEmpty();
    void setting_data();
    void setting();
    void removing_data();
    void removing();
    void argumentsMayBeItsOwn();
    void isAValue();
};

void TestHeaders::keepsOrderCaseAndRepetitions()
{
    Headers headers{{"B", "1"}, {"a", "2"}};
    headers.append("b", "3");
    headers.append("A", "");
    const QList<Headers::Field> all{{"B", "1"}, {"a", "2"}, {"b", "3"}, {"A", ""}};
    QCOMPARE(headers.fields(), all);
    QCOMPARE(headers.size(), 4);
    QVERIFY(!headers.isEmpty());
    QCOMPARE(headers.value("b"), QByteArray("1"));
    QCOMPARE(headers.values("b"), (QByteArrayList{"1", "3"}));
    QCOMPARE(headers.values("A"), (QByteArrayList{"2", ""}));
}

void TestHeaders::namesAreComparedWithoutCase_data()
{
    QTest::addColumn<QByteArray>("asked");
    QTest::addColumn<bool>("found");
    QTest::newRow("as written") << QByteArray("Content-Type") << true;
    QTest::newRow("lower case") << QByteArray("content-type") << true;
    QTest::newRow("upper case") << QByteArray("CONTENT-TYPE") << true;
    QTest::newRow("the beginning of it") << QByteArray("Content") << false;
    QTest::newRow("a longer one") << QByteArray("Content-Type-Options") << false;
    QTest::newRow("a blank behind it") << QByteArray("Content-Type ") << false;
    QTest::newRow("an underline for a dash") << QByteArray("Content_Type") << false;
    QTest::newRow("NUL behind it") << QByteArray("Content-Type\0", 13) << false;
    QTest::newRow("none") << QByteArray() << false;
}

void TestHeaders::namesAreComparedWithoutCase()
{
    QFETCH(QByteArray, asked);
    QFETCH(bool, found);
    Headers headers{{"Content-Type", "text/plain"}};
    QCOMPARE(headers.contains(asked), found);
    QCOMPARE(headers.value(asked).has_value(), found);
    QCOMPARE(headers.values(asked).size(), found ? 1 : 0);
    headers.set(asked, "x");
    QCOMPARE(headers.size(), found ? 1 : 2);
    headers.remove(asked);
    QCOMPARE(headers.isEmpty(), found);
}

void TestHeaders::absentIsNotEmpty()
{
    const Headers headers{{"A", ""}};
    QCOMPARE(headers.value("A"), QByteArray(""));
    QVERIFY(headers.contains("A"));
    QVERIFY(!headers.value("B"));
    QVERIFY(!headers.contains("B"));
    QVERIFY(headers.values("B").isEmpty());
    QVERIFY(!Headers().value("A"));
}

void TestHeaders::setting_data()
{
    QTest::addColumn<Headers>("before");
    QTest::addColumn<Headers>("after");
    QTest::newRow("where there is none") << Headers() << Headers{{"x", "new"}};
    QTest::newRow("behind others") << Headers{{"A", "1"}} << Headers{{"A", "1"}, {"x", "new"}};
    QTest::newRow("in its place") << Headers{{"A", "1"}, {"X", "old"}, {"B", "2"}}
                                  << Headers{{"A", "1"}, {"x", "new"}, {"B", "2"}};
    QTest::newRow("in the place of the first")
        << Headers{{"A", "1"}, {"X", "old"}, {"B", "2"}, {"x", "older"}, {"C", "3"}, {"X", "oldest"}}
        << Headers{{"A", "1"}, {"x", "new"}, {"B", "2"}, {"C", "3"}};
    QTest::newRow("all are the same") << Headers{{"X", "1"}, {"x", "2"}, {"X", "3"}} << Headers{{"x", "new"}};
}

void TestHeaders::setting()
{
    QFETCH(Headers, before);
    QFETCH(Headers, after);
    before.set("x", "new");
    QCOMPARE(before.fields(), after.fields());
}

void TestHeaders::removing_data()
{
    QTest::addColumn<Headers>("before");
    QTest::addColumn<Headers>("after");
    QTest::newRow("nothing") << Headers() << Headers();
    QTest::newRow("none of that name") << Headers{{"A", "1"}, {"Xx", "2"}} << Headers{{"A", "1"}, {"Xx", "2"}};
    QTest::newRow("the only one") << Headers{{"X", "1"}} << Headers();
    QTest::newRow("all of that name, the others in order")
        << Headers{{"X", "1"}, {"B", "2"}, {"x", "3"}, {"A", "4"}, {"X", "5"}} << Headers{{"B", "2"}, {"A", "4"}};
}

void TestHeaders::removing()
{
    QFETCH(Headers, before);
    QFETCH(Headers, after);
    before.remove("x");
    QCOMPARE(before.fields(), after.fields());
    before.remove("x");
    QCOMPARE(before.fields(), after.fields());
}

void TestHeaders::argumentsMayBeItsOwn()
{
    Headers headers{{"A", "1"}, {"B", "2"}, {"b", "3"}};
    headers.set(headers.fields().at(1).first, headers.fields().at(2).second);
    QCOMPARE(headers.fields(), (QList<Headers::Field>{{"A", "1"}, {"B", "3"}}));
    headers.remove(headers.fields().at(0).first);
    QCOMPARE(headers.fields(), (QList<Headers::Field>{{"B", "3"}}));
}

void TestHeaders::isAValue()
{
    const Headers one{{"A", "1"}, {"B", "2"}};
    Headers other = one;
    QCOMPARE(other, one);
    other.append("C", "3");
    QCOMPARE(one.size(), 2);
    QVERIFY(!(other == one));
    // As on the wire: order and case are part of it.
    QVERIFY(!(one == Headers{{"B", "2"}, {"A", "1"}}));
    QVERIFY(!(one == Headers{{"a", "1"}, {"B", "2"}}));
}

QTEST_GUILESS_MAIN(TestHeaders)
#include "tst_headers.moc"
