// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/searchpattern.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

QByteArrayList found(const SearchPattern &pattern, const QByteArray &text)
{
    QByteArrayList words;
    for (qint64 block = 0; block < SearchPattern::blockCount(text); ++block) {
        const auto matches = pattern.matchesIn(text, block);
        for (const SearchMatch &match : matches)
            words << text.mid(match.begin, match.end - match.begin);
        if (qint64(matches.size()) != pattern.countIn(text, block))
            return {"the count differs"};
    }
    return words;
}

} // namespace

class TestSearchPattern : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matches_data();
    void matches();
    void blocksMissNothing_data();
    void blocksMissNothing();
    void badExpressionsSayWhere();
};

void TestSearchPattern::matches_data()
{
    QTest::addColumn<SearchQuery>("query");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("words");
    const auto row = [](const char *name, const SearchQuery &query, const QByteArray &text,
                        const QByteArrayList &words) { QTest::newRow(name) << query << text << words; };
    row("any case", {u"Ab"_s}, "abABaB", {"ab", "AB", "aB"});
    row("this case", {u"Ab"_s, true}, "abAbaB", {"Ab"});
    row("one letter", {u"a"_s}, "aAb", {"a", "A"});
    row("apart from each other", {u"aa"_s}, "aaaaa", {"aa", "aa"});
    row("longer than the text", {u"abcdef"_s}, "abc", {});
    row("nothing", {QString()}, "abc", {});
    row("other letters, any case", {u"ÜB"_s}, "über ÜBER", {"üb", "ÜB"});
    row("other letters, this case", {u"üb"_s, true}, "über ÜBER", {"üb"});
    row("signs mean themselves", {u"a.b"_s}, "a.b axb", {"a.b"});
    row("expression", {u"a.b"_s, false, true}, "a.b AxB", {"a.b", "AxB"});
    row("expression, this case", {u"[a-c]+"_s, true, true}, "abcABC", {"abc"});
    row("lines", {u"^b.*$"_s, false, true}, "a\nbcd\nb", {"bcd", "b"});
    row("empty matches are none", {u"x*"_s, false, true}, "axxb", {"xx"});
    row("expression among other letters", {u"b\\w"_s, false, true}, "üübüc", {"bü"});
    row("as it is laid out", {u"\"a\": 1, \"b\""_s, false, false, true}, "{\"a\":1,\"b\":2}{\"a\" : 1}",
        {"\"a\":1,\"b\""});
    row("as it is laid out, with space", {u"{ \"a\": [1, 2] }"_s, false, false, true}, "{\"a\":[1,\n  2]}",
        {"{\"a\":[1,\n  2]}"});
    row("space is space elsewhere", {u"a b"_s, false, false, true}, "ab a b", {"a b"});
}

void TestSearchPattern::matches()
{
    QFETCH(SearchQuery, query);
    QFETCH(QByteArray, text);
    const auto pattern = SearchPattern::compile(query);
    QVERIFY(pattern.ok());
    QTEST(found(*pattern, text), "words");
}

void TestSearchPattern::blocksMissNothing_data()
{
    QTest::addColumn<SearchQuery>("query");
    QTest::newRow("plain") << SearchQuery{u"needle"_s};
    QTest::newRow("expression") << SearchQuery{u"n[e]+dle"_s, false, true};
    QTest::newRow("line") << SearchQuery{u"^needle$"_s, false, true};
}

/// Also where a match lies over the edge of two blocks.
void TestSearchPattern::blocksMissNothing()
{
    QFETCH(SearchQuery, query);
    const auto pattern = SearchPattern::compile(query);
    for (int shift = -8; shift <= 2; ++shift) {
        QByteArray text(SearchPattern::blockBytes + shift, 'x');
        text += "\nneedle\n" + QByteArray(SearchPattern::blockBytes, 'y');
        QCOMPARE(found(*pattern, text), QByteArrayList{"needle"});
    }
}

void TestSearchPattern::badExpressionsSayWhere()
{
    const auto pattern = SearchPattern::compile({u"ab("_s, false, true});
    QVERIFY(!pattern.ok());
    QCOMPARE(pattern.error().detail, ErrorDetail::Syntax);
    QVERIFY(!pattern.error().value.isEmpty());
    QCOMPARE(pattern.error().bytes.value_or(-1), 3);
}

QTEST_GUILESS_MAIN(TestSearchPattern)
#include "tst_searchpattern.moc"
