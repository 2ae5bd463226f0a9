// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "requests/querytext.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

using Fields = QList<RequestEntry>;

class TestQueryText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void queries_data();
    void queries();
    void A4_editingOneFieldLeavesTheOthers();
    void A17_emptyValuesHaveTheirSign();
    void moreFieldsLeaveTheQueryAsItIs();
    void disabledFieldsStayAtTheirPlace();
    void whatIsNotedStaysWithItsName();
    void queriesAreExchangedAsTheyAreWritten();
};

void TestQueryText::queries_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<Fields>("fields");
    QTest::addColumn<QString>("rewritten");
    const auto same = [](const char *name, const QString &url, const Fields &fields) {
        QTest::newRow(name) << url << fields << url;
    };
    same("none", u"/orders"_s, {});
    same("variables", u"{{base_url}}/orders?status={{status}}&limit=50"_s,
         {{u"status"_s, u"{{status}}"_s, true}, {u"limit"_s, u"50"_s, true}});
    same("encoded stays encoded", u"/a?q=%41%2Fb+c"_s, {{u"q"_s, u"%41%2Fb+c"_s, true}});
    same("no value", u"/a?flag&x=1"_s, {{u"flag"_s, {}, true}, {u"x"_s, u"1"_s, true}});
    same("empty value", u"/a?x=&y=&x"_s, {{u"x"_s, {}, true}, {u"y"_s, {}, true}, {u"x"_s, {}, true}});
    same("value without a name", u"/a?=b&="_s, {{{}, u"b"_s, true}, {{}, {}, true}});
    same("as it is written", u"/a?a b=é<"_s, {{u"a b"_s, u"é<"_s, true}});
    same("equals in a value", u"/a?q=a=b"_s, {{u"q"_s, u"a=b"_s, true}});
    same("fragment", u"/a?q=1#top?no"_s, {{u"q"_s, u"1"_s, true}});
    same("question mark in a fragment only", u"/a#b?c=1"_s, {});
    QTest::newRow("empty query") << u"/a?"_s << Fields() << u"/a"_s;
    QTest::newRow("empty pieces") << u"/a?&&x=1&"_s << Fields{{u"x"_s, u"1"_s, true}} << u"/a?x=1"_s;
}

void TestQueryText::queries()
{
    QFETCH(QString, url);
    QTEST(queryFields(url), "fields");
    QTEST(withQueryFields(url, queryFields(url)), "rewritten");
}

void TestQueryText::A4_editingOneFieldLeavesTheOthers()
{
    Fields fields = queryFields(u"/a?q=%41&x=1#f"_s);
    fields[1].value = u"b&c #d"_s;
    fields << RequestEntry{u"a=b"_s, u"ü"_s, true} << RequestEntry{{}, {}, true};
    QCOMPARE(withQueryFields(u"/a?q=%41&x=1#f"_s, fields), u"/a?q=%41&x=b%26c%20%23d&a%3Db=ü#f"_s);
}

void TestQueryText::A17_emptyValuesHaveTheirSign()
{
    QCOMPARE(withQueryFields(u"/a"_s, {{u"x"_s, {}}, {{}, {}}, {u"y"_s, {}}}), u"/a?x=&y="_s);
    QCOMPARE(withQueryFields(u"/a?flag"_s, {{u"x"_s, u"1"_s}, {u"flag"_s, {}}, {u"flag"_s, {}}}),
             u"/a?x=1&flag&flag="_s);
}

void TestQueryText::moreFieldsLeaveTheQueryAsItIs()
{
    const Fields more{{u"x"_s, u"1 2"_s}, {u"off"_s, u"1"_s, false}, {{}, {}}};
    QCOMPARE(withMoreQueryFields(u"/a"_s, more), u"/a?x=1%202"_s);
    QCOMPARE(withMoreQueryFields(u"/a?"_s, more), u"/a?x=1%202"_s);
    QCOMPARE(withMoreQueryFields(u"/a?&&b&"_s, more), u"/a?&&b&x=1%202"_s);
    QCOMPARE(withMoreQueryFields(u"/a?b=#f?g"_s, more), u"/a?b=&x=1%202#f?g"_s);
    QCOMPARE(withMoreQueryFields(u"/a?&#f"_s, {}), u"/a?&#f"_s);
}

void TestQueryText::disabledFieldsStayAtTheirPlace()
{
    const Fields before{{u"a"_s, u"1"_s, true}, {u"off"_s, u"2"_s, false}, {u"b"_s, u"3"_s, true}};
    QCOMPARE(withQueryFields(u"/x"_s, before), u"/x?a=1&b=3"_s);
    const Fields merged = mergedQueryFields(u"/x?a=9&b=3"_s, before);
    QCOMPARE(merged, (Fields{{u"a"_s, u"9"_s, true}, {u"off"_s, u"2"_s, false}, {u"b"_s, u"3"_s, true}}));
    QCOMPARE(mergedQueryFields(u"/x"_s, before), (Fields{{u"off"_s, u"2"_s, false}}));
}

void TestQueryText::whatIsNotedStaysWithItsName()
{
    const Fields before{
        {u"a"_s, u"1"_s, true, u"first"_s}, {u"a"_s, u"2"_s, true, u"second"_s}, {u"b"_s, {}, true, {}}};
    const Fields merged = mergedQueryFields(u"/x?b=1&a=3&a=4&a=5"_s, before);
    QCOMPARE(merged.size(), 4);
    QCOMPARE(merged[0].description, QString());
    QCOMPARE(merged[1].description, u"first"_s);
    QCOMPARE(merged[1].value, u"3"_s);
    QCOMPARE(merged[2].description, u"second"_s);
    QCOMPARE(merged[3].description, QString());
}

void TestQueryText::queriesAreExchangedAsTheyAreWritten()
{
    QCOMPARE(queryText(u"/a?flag&b=1#top?x"_s), u"?flag&b=1"_s);
    QCOMPARE(queryText(u"/a?#top"_s), u"?"_s);
    QCOMPARE(queryText(u"/a#top?x"_s), QString());
    QCOMPARE(withQueryText(u"/a?b=1#top?x"_s, u"?flag&c="_s), u"/a?flag&c=#top?x"_s);
    QCOMPARE(withQueryText(u"/a#top"_s, u"?b"_s), u"/a?b#top"_s);
    QCOMPARE(withQueryText(u"/a?b"_s, {}), u"/a"_s);
}

QTEST_GUILESS_MAIN(TestQueryText)
#include "tst_querytext.moc"
