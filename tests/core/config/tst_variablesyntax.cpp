// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/variablesyntax.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class TestVariableSyntax : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names_data();
    void names();
    void ranges_data();
    void ranges();
    void onlyVariables();
    void A23_references_data();
    void A23_references();
};

void TestVariableSyntax::names_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("valid");
    QTest::newRow("word") << u"status"_s << true;
    QTest::newRow("all letters") << u"_Ab.9-x_"_s << true;
    QTest::newRow("longest") << QString(100, u'a') << true;
    QTest::newRow("too long") << QString(101, u'a') << false;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("digit first") << u"1st"_s << false;
    QTest::newRow("blank") << u"a b"_s << false;
    QTest::newRow("umlaut") << u"größe"_s << false;
    QTest::newRow("line break") << u"a\nb"_s << false;
}

void TestVariableSyntax::names()
{
    QFETCH(const QString, name);
    QTEST(isVariableName(name), "valid");
}

void TestVariableSyntax::ranges_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("found"); // at+length name, and ! where escaped
    QTest::newRow("none") << u"/orders"_s << QString();
    QTest::newRow("one") << u"/{{id}}/x"_s << u"1+6 id"_s;
    QTest::newRow("two") << u"{{a}}{{b}}"_s << u"0+5 a|5+5 b"_s;
    QTest::newRow("braces of JSON") << u"{\"a\":{\"b\":{}}}"_s << QString();
    QTest::newRow("three braces") << u"{{{a}}}"_s << u"1+5 a"_s;
    QTest::newRow("open") << u"{{a"_s << QString();
    QTest::newRow("half closed") << u"{{a} }{{b}}"_s << u"6+5 b"_s;
    QTest::newRow("blanks within") << u"{{ a }}"_s << QString();
    QTest::newRow("escaped") << u"x\\{{a}}"_s << u"1+6 a!"_s;
    QTest::newRow("escaped backslash") << u"x\\\\{{a}}"_s << u"3+5 a"_s;
    QTest::newRow("three backslashes") << u"\\\\\\{{a}}"_s << u"2+6 a!"_s;
    QTest::newRow("a name only") << u"{{1}}"_s << QString();
}

void TestVariableSyntax::ranges()
{
    QFETCH(const QString, text);
    QStringList found;
    for (const VariableRange &range : variableRanges(text))
        found << QString::number(range.at) + u'+' + QString::number(range.length) + u' ' + range.name
                + (range.isEscaped ? u"!"_s : QString());
    QTEST(found.join(u'|'), "found");
    QCOMPARE(hasVariables(text), !found.isEmpty());
}

void TestVariableSyntax::onlyVariables()
{
    QVERIFY(isOnlyVariables(u"{{a}}"_s));
    QVERIFY(isOnlyVariables(u"{{a}}{{b}}"_s));
    QVERIFY(!isOnlyVariables(u"sk_live_{{a}}"_s));
    QVERIFY(!isOnlyVariables(u"\\{{a}}"_s));
    QVERIFY(!isOnlyVariables(QString()));
}

void TestVariableSyntax::A23_references_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("name"); // "-" for no reference, empty for one of another form
    QTest::newRow("good") << u"${env:API_KEY}"_s << u"API_KEY"_s;
    QTest::newRow("without env") << u"${MISSING}"_s << QString();
    QTest::newRow("no name") << u"${env:}"_s << QString();
    QTest::newRow("bad name") << u"${env:A-B}"_s << QString();
    QTest::newRow("nested") << u"${env:${env:A}}"_s << QString();
    QTest::newRow("within") << u"Bearer ${env:A}"_s << u"-"_s;
    QTest::newRow("text") << u"price: $5"_s << u"-"_s;
}

void TestVariableSyntax::A23_references()
{
    QFETCH(const QString, text);
    const auto reference = environmentReference(text);
    QTEST(reference ? reference->name : u"-"_s, "name");
}

QTEST_GUILESS_MAIN(TestVariableSyntax)
#include "tst_variablesyntax.moc"
