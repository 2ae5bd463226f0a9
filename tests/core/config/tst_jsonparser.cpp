// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/json/jsonparser.h"

#include "config/json/jsontext.h"

#include <QTest>

#include <cmath>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

ParsedJson parseText(const QByteArray &text)
{
    return parseJson(JsonSource(text));
}

/// Every name and value with its byte offset, in the order of the text.
void listOffsets(const JsonValue &value, QList<qsizetype> &offsets)
{
    offsets.append(value.offset);
    for (const JsonValue &item : value.items)
        listOffsets(item, offsets);
    for (const JsonMember &member : value.members) {
        offsets.append(member.offset);
        listOffsets(member.value, offsets);
    }
}

} // namespace

class JsonParserTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void offsetsAreThoseOfTheText();
    void stringsWithQuotesAndBackslashes();
    void numbersAsWritten();
    void K3_nesting_data();
    void K3_nesting();
    void K3_repeatedNamesAreMarked();
    void K3_manyValuesAreTooBig();
    void unusableNumbersDoNotStopTheParser();
    void unusableNumbersAreBounded();
    void unusableWordsElsewhereAreSyntax_data();
    void unusableWordsElsewhereAreSyntax();
    void K1_itemsCountFromZero_data();
    void K1_itemsCountFromZero();
    void K1_commasAreNamed_data();
    void K1_commasAreNamed();
    void linesAndColumns();
    void scalarsAreDocuments();
    void roundTripThroughText();
};

void JsonParserTest::offsetsAreThoseOfTheText()
{
    const QByteArray text = R"({ "a" : [1, -2.5e3 ,true,null , false], "bb":{"c":"d"},"e":0})";
    const ParsedJson parsed = parseText(text);
    QVERIFY(parsed.complete);
    QList<qsizetype> offsets;
    listOffsets(parsed.root, offsets);
    const QList<const char *> pieces{"{ \"a\"", "\"a\"", "[1",   "1,",    "-2.5",  "true",  "null",
                                     "false",   "\"bb",  "{\"c", "\"c\"", "\"d\"", "\"e\"", "0}"};
    QCOMPARE(offsets.size(), pieces.size());
    for (qsizetype i = 0; i < pieces.size(); ++i)
        QCOMPARE(offsets.at(i), text.indexOf(pieces.at(i)));
}

void JsonParserTest::stringsWithQuotesAndBackslashes()
{
    const QByteArray text = R"(["\"", "\\", "a\\\"b", "\\\\\"", "", "x"])";
    const ParsedJson parsed = parseText(text);
    QVERIFY(parsed.complete);
    QList<qsizetype> offsets;
    for (const JsonValue &item : parsed.root.items)
        offsets.append(item.offset);
    QCOMPARE(offsets, (QList<qsizetype>{1, 7, 13, 23, 33, 37}));
    QCOMPARE(parsed.root.items.at(3).text, u"\\\\\""_s);
}

void JsonParserTest::numbersAsWritten()
{
    const ParsedJson parsed = parseText("[10, 10.0, 1e1, 1.5, 9223372036854775807, 9223372036854775808, -0]");
    QVERIFY(parsed.complete);
    const auto &items = parsed.root.items;
    QCOMPARE(items.at(0).integer(), std::optional<qint64>(10));
    QCOMPARE(items.at(1).integer(), std::optional<qint64>(10));
    QCOMPARE(items.at(2).integer(), std::optional<qint64>(10));
    QCOMPARE(items.at(3).integer(), std::nullopt);
    QCOMPARE(items.at(4).integer(), std::optional<qint64>(std::numeric_limits<qint64>::max()));
    QCOMPARE(items.at(5).integer(), std::nullopt);
    QCOMPARE(items.at(6).integer(), std::optional<qint64>(0));
    QCOMPARE(items.at(2).text, u"1e1"_s);
}

void JsonParserTest::K3_nesting_data()
{
    QTest::addColumn<QByteArray>("open");
    QTest::addColumn<QByteArray>("close");
    QTest::addColumn<int>("levels");
    QTest::addColumn<bool>("allowed");
    for (const int levels : {64, 65, 100, 1'025, 100'000}) {
        const bool allowed = levels <= maxJsonDepth;
        QTest::addRow("%d lists", levels) << QByteArray("[") << QByteArray("]") << levels << allowed;
        QTest::addRow("%d objects", levels) << QByteArray("{\"a\":") << QByteArray("}") << levels << allowed;
        QTest::addRow("%d never closed", levels) << QByteArray("[{\"a\":") << QByteArray() << levels << false;
    }
}

void JsonParserTest::K3_nesting()
{
    QFETCH(QByteArray, open);
    QFETCH(QByteArray, close);
    QFETCH(int, levels);
    QFETCH(bool, allowed);
    const QByteArray core = open == "[" ? "" : "1";
    const ParsedJson parsed = parseText(open.repeated(levels) + core + close.repeated(levels));
    QCOMPARE(parsed.complete, allowed);
    if (allowed)
        return;
    QCOMPARE(parsed.faults.size(), 1);
    QCOMPARE(parsed.faults.first().detail, ErrorDetail::TooDeep);
    QCOMPARE(parsed.faults.first().line, 1);
    QVERIFY(parsed.faults.first().column > maxJsonDepth);
}

void JsonParserTest::K3_repeatedNamesAreMarked()
{
    const ParsedJson parsed = parseText("{\"a\":{\"b\":1,\"b\":2},\"\\u0061\":3,\"A\":4}");
    QVERIFY(parsed.complete);
    QCOMPARE(parsed.faults.size(), 2);
    QCOMPARE(parsed.faults.at(0).path, u"a.b"_s);
    QCOMPARE(parsed.faults.at(1).path, u"a"_s); // the same name, written with an escape
    for (const ConfigFault &fault : parsed.faults)
        QCOMPARE(fault.allowed, AllowedValues{AllowedKind::OnceEach});
    QVERIFY(parsed.root.members.at(1).repeated);
    QVERIFY(!parsed.root.members.at(2).repeated);
}

void JsonParserTest::K3_manyValuesAreTooBig()
{
    const ParsedJson parsed = parseText('[' + QByteArray("0,").repeated(maxJsonValues) + "0]");
    QVERIFY(!parsed.complete);
    QCOMPARE(parsed.faults.first().detail, ErrorDetail::TooBig);
}

void JsonParserTest::unusableNumbersDoNotStopTheParser()
{
    const ParsedJson parsed = parseText("{\"a\": NaN, \"b\": -Infinity, \"c\": 1e400, \"d\": [-1E999, nan]}");
    QVERIFY(parsed.complete);
    QCOMPARE(parsed.faults.size(), 0);
    QCOMPARE(parsed.root.find(u"a")->text, u"NaN"_s);
    QCOMPARE(parsed.root.find(u"b")->text, u"-Infinity"_s);
    QCOMPARE(parsed.root.find(u"b")->offset, 16);
    QCOMPARE(parsed.root.find(u"c")->text, u"1e400"_s);
    QVERIFY(!std::isfinite(parsed.root.find(u"c")->number));
    QVERIFY(!std::isfinite(parsed.root.find(u"d")->items.at(1).number));
}

void JsonParserTest::unusableNumbersAreBounded()
{
    const ParsedJson parsed = parseText('[' + QByteArray("NaN,").repeated(10'000) + "0]");
    QVERIFY(!parsed.complete);
    QCOMPARE(parsed.faults.size(), 1);
    QCOMPARE(parsed.faults.first().detail, ErrorDetail::Syntax);
}

void JsonParserTest::unusableWordsElsewhereAreSyntax_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("name") << QByteArray("{NaN: 1}");
    QTest::newRow("behind a value") << QByteArray("[1 NaN]");
    QTest::newRow("behind the end") << QByteArray("[] Infinity");
    QTest::newRow("in a bad escape") << QByteArray("[\"\\unan\"]");
    QTest::newRow("1e400 as a name") << QByteArray("{1e400: 1}");
}

void JsonParserTest::unusableWordsElsewhereAreSyntax()
{
    QFETCH(QByteArray, text);
    const ParsedJson parsed = parseText(text);
    QVERIFY(!parsed.complete);
    QCOMPARE(parsed.faults.size(), 1);
    QCOMPARE(parsed.faults.first().detail, ErrorDetail::Syntax);
}

void JsonParserTest::K1_itemsCountFromZero_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("path");
    QTest::newRow("first") << QByteArray("[x]") << u"[0]"_s;
    QTest::newRow("second") << QByteArray("{\"a\": [500, x]}") << u"a[1]"_s;
    QTest::newRow("within lists") << QByteArray("{\"a\": [500, [5, [x]]]}") << u"a[1][1][0]"_s;
    QTest::newRow("within an object of a list") << QByteArray("[{}, {\"b\": [1, 2, x]}]") << u"[1].b[2]"_s;
    QTest::newRow("a comma within lists") << QByteArray("[0, [1, [2,]]]") << u"[1][1]"_s;
}

void JsonParserTest::K1_itemsCountFromZero()
{
    QFETCH(const QByteArray, text);
    const ParsedJson parsed = parseText(text);
    QCOMPARE(parsed.faults.size(), 1);
    QTEST(parsed.faults.first().path, "path");
}

void JsonParserTest::K1_commasAreNamed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("value");
    QTest::addColumn<AllowedValues>("allowed");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    const auto row = [](const char *name, const char *text, const QString &path, const QString &value,
                        const AllowedValues &allowed, int line, int column) {
        QTest::newRow(name) << QByteArray(text) << path << value << allowed << line << column;
    };
    const auto signs = [](const QStringList &all) { return AllowedValues::ofWords(AllowedKind::Sign, all); };
    const AllowedValues field{AllowedKind::FieldBehindComma};
    const AllowedValues item{AllowedKind::ValueBehindComma};
    row("before }", "{\"a\": 1,\n}", {}, u","_s, signs({u"}"_s}), 1, 8);
    row("before ]", "{\"a\": [1, 2 , ]}", u"a"_s, u","_s, signs({u"]"_s}), 1, 13);
    row("before an inner }", "{\"a\": {\"b\": {},}}", u"a"_s, u","_s, signs({u"}"_s}), 1, 15);
    row("missing between fields", "{\"a\": 1\n\n \"b\": 2}", {}, {}, field, 1, 8);
    row("missing behind text", "{\"a\": \"x\\\"\"\n \"b\": 2}", {}, {}, field, 1, 12);
    row("missing behind an object", "{\"a\": {\"b\": 1} \"c\": 2}", {}, {}, field, 1, 15);
    row("missing within", "{\"a\": {\"b\": true \"c\": 2}}", u"a"_s, {}, field, 1, 17);
    row("missing between numbers", "[1 2]", {}, {}, item, 1, 3);
    row("missing between lists", "{\"a\": [[1] [2]]}", u"a"_s, {}, item, 1, 11);
    row("missing between texts", "{\"a\": [\"x\" \"y\"]}", u"a"_s, {}, item, 1, 11);
    // Something else is wrong with these.
    row("two commas", "{\"a\": 1,, \"b\": 2}", u"a"_s, u","_s, {AllowedKind::QuotedName}, 1, 9);
    row("the other bracket", "[1,}", u"[1]"_s, u"}"_s, {AllowedKind::AnyValue}, 1, 4);
    row("a word", "[1 x]", u"[1]"_s, {}, signs({u","_s, u"]"_s}), 1, 4);
    row("a colon", "{\"a\" 1}", u"a"_s, {}, signs({u":"_s}), 1, 6);
    const AllowedValues pair = signs({u"\\uD800 … \\uDBFF \\uDC00 … \\uDFFF"_s});
    row("one half of a pair", "{\"a\": \"\\ud800\"}", u"a"_s, {}, pair, 1, 14);
    const AllowedValues escapes = signs({u"\\n"_s, u"\\t"_s, u"\\u0001 … \\u001F"_s});
    row("a tab in a text", "{\"a\": \"x\ty\"}", u"a"_s, {}, escapes, 1, 9);
    row("a text without its end", "{\"a\": \"x", u"a"_s, {}, signs({u"\""_s}), 1, 9);
    row("a line without its end", "{\"a\": \"x\n, \"b\": 2}", u"a"_s, {}, signs({u"\""_s, u"\\n"_s}), 1, 9);
    row("the other half", "{\"a\": \"\\udc00\"}", u"a"_s, {}, pair, 1, 13);
}

void JsonParserTest::K1_commasAreNamed()
{
    QFETCH(const QByteArray, text);
    const ParsedJson parsed = parseText(text);
    QVERIFY(!parsed.complete);
    QCOMPARE(parsed.faults.size(), 1);
    const ConfigFault &fault = parsed.faults.first();
    QCOMPARE(fault.detail, ErrorDetail::Syntax);
    QTEST(fault.path, "path");
    QTEST(fault.value, "value");
    QTEST(fault.allowed, "allowed");
    QTEST(fault.line, "line");
    QTEST(fault.column, "column");
}

void JsonParserTest::linesAndColumns()
{
    const JsonSource source("\xEF\xBB\xBF\xC3\xBC\xF0\x9F\x98\x80x\r\n\ny");
    const auto at = [&source](qsizetype offset) {
        const JsonSource::Position position = source.positionOf(offset);
        return QPair<int, int>(position.line, position.column);
    };
    QCOMPARE(at(0), qMakePair(1, 1));
    QCOMPARE(at(2), qMakePair(1, 2));
    QCOMPARE(at(6), qMakePair(1, 3));
    QCOMPARE(at(9), qMakePair(2, 1));
    QCOMPARE(at(10), qMakePair(3, 1));
    QCOMPARE(at(1'000), qMakePair(3, 2));
}

void JsonParserTest::scalarsAreDocuments()
{
    for (const QByteArray text : {"1", "-0.5", "\"a\"", "true", "false", "null", " 12 "}) {
        const ParsedJson parsed = parseText(text);
        QVERIFY2(parsed.complete, text.constData());
        QCOMPARE(compactJson(parsed.root), text.trimmed());
    }
}

void JsonParserTest::roundTripThroughText()
{
    const QByteArray text = R"({"z":[1,2.5,"ü\n\u0001",null,{"a":{}}],"a":[],"n":18446744073709551615,"f":0.1})";
    const ParsedJson parsed = parseText(text);
    QVERIFY(parsed.complete);
    QCOMPARE(compactJson(parsed.root), text);
    QCOMPARE(compactJson(parseText(indentedJson(parsed.root)).root), text);
}

QTEST_GUILESS_MAIN(JsonParserTest)
#include "tst_jsonparser.moc"
