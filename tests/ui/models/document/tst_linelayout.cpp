// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/bodydocument.h"

#include <QTest>

#include <algorithm>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

QString laidOut(const QByteArray &text, BodyForm form)
{
    BodyDocument document(std::make_shared<const DocumentBytes>(text), form);
    document.index().extend(text.size());
    QStringList lines;
    for (qint64 i = 0; i < document.lineCount(); ++i)
        lines << document.line(i).text;
    return lines.join(u'\n');
}

} // namespace

class TestLineLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void jsonIsLaidOut_data();
    void jsonIsLaidOut();
    void markupIsLaidOut_data();
    void markupIsLaidOut();
    void rawKeepsLines_data();
    void rawKeepsLines();
    void hexIsExact();
    void G16_signsForWhatCannotBeSeen();
    void G16_longLinesAreCut_data();
    void G16_longLinesAreCut();
    void G15_whatIsNoUtf8IsReplaced();
    void coloursAndSources();
    void anyLineCanBeTheFirst_data();
    void anyLineCanBeTheFirst();
};

void TestLineLayout::jsonIsLaidOut_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("text");
    QTest::newRow("the design") << QByteArray(
        R"({"orders":[{"id":"ord_8842","total":129.90},{"id":"x","total":18.00}],"next":null})")
                                << u"{\n  \"orders\": [\n    { \"id\": \"ord_8842\", \"total\": 129.90 },\n"
                                   "    { \"id\": \"x\", \"total\": 18.00 }\n  ],\n  \"next\": null\n}"_s;
    QTest::newRow("short array") << QByteArray("[ 1,2 , 3 ]") << u"[1, 2, 3]"_s;
    const QByteArray sixty = QByteArray(R"({"name":")") + QByteArray(53, 'x') + R"("})";
    QTest::newRow("as long as one line is")
        << sixty << QString::fromLatin1(sixty).replace(u"{\"name\":"_s, u"{ \"name\": "_s).replace(u"\"}"_s, u"\" }"_s);
    QTest::newRow("longer than one line is") << QByteArray(sixty).replace("{", "{\"a\":12,")
                                             << u"{\n  \"a\": 12,\n  \"name\": \""_s + QString(53, u'x') + u"\"\n}"_s;
    QTest::newRow("empty containers") << QByteArray(R"({"a":{ },"b":[]})") << u"{\n  \"a\": {},\n  \"b\": []\n}"_s;
    QTest::newRow("G17 big numbers keep their digits")
        << QByteArray("[9007199254740993,1e400,-0]") << u"[9007199254740993, 1e400, -0]"_s;
    QTest::newRow("G17 duplicate names stay") << QByteArray(R"({"a":1,"a":2})") << uR"({ "a": 1, "a": 2 })"_s;
    QTest::newRow("signs in strings") << QByteArray(R"(["{[,:]}","\"}"])") << uR"(["{[,:]}", "\"}"])"_s;
    QTest::newRow("a value alone") << QByteArray("  42 \n") << u"42"_s;
    QTest::newRow("mark and space") << QByteArray("\xef\xbb\xbf [1]") << u"[1]"_s;
    QTest::newRow("several values") << QByteArray("{\"a\":1}\n{\"a\":2}\n3") << u"{ \"a\": 1 }\n{ \"a\": 2 }\n3"_s;
    QTest::newRow("several scalars") << QByteArray("\"a\"\n\"b\" 1\n2 [3]") << u"\"a\"\n\"b\"\n1\n2\n[3]"_s;
    QTest::newRow("laid out already, indented short object")
        << QByteArray("[\n    {\n        \"a\" : 1,\n        \"b\" : [ ]\n    }\n]")
        << u"[\n  {\n    \"a\": 1,\n    \"b\": []\n  }\n]"_s;
    QTest::newRow("no JSON at all") << QByteArray("}}]]") << u"}\n}\n]\n]"_s;
    QTest::newRow("nothing") << QByteArray() << QString();
}

void TestLineLayout::jsonIsLaidOut()
{
    QFETCH(QByteArray, json);
    QTEST(laidOut(json, BodyForm::Json), "text");
}

void TestLineLayout::markupIsLaidOut_data()
{
    QTest::addColumn<QByteArray>("markup");
    QTest::addColumn<bool>("isHtml");
    QTest::addColumn<QString>("text");
    QTest::newRow("xml") << QByteArray("<?xml version=\"1.0\"?><a x=\"1>2\"><b>text</b><c/></a>") << false
                         << u"<?xml version=\"1.0\"?>\n<a x=\"1>2\">\n  <b>text</b>\n  <c/>\n</a>"_s;
    QTest::newRow("html") << QByteArray("<!DOCTYPE html><html><body><br>one <b>two</b><p>three</body></html>") << true
                          << u"<!DOCTYPE html>\n<html>\n  <body>\n    <br>\n    one\n    <b>two</b>\n    <p>\n"
                             "      three\n    </body>\n  </html>"_s;
    QTest::newRow("scripts keep their lines") << QByteArray("<script>\n  if (a < b)\n    c();\n</script><p>x</p>")
                                              << true << u"<script>\n\n  if (a < b)\n    c();\n</script>\n<p>x</p>"_s;
    QTest::newRow("comments keep their lines")
        << QByteArray("<a><!-- one\n  two --><b/></a>") << false << u"<a>\n  <!-- one\n  two -->\n  <b/>\n</a>"_s;
    QTest::newRow("G21 nothing is resolved")
        << QByteArray("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>") << false
        << u"<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">\n]>\n<a>&x;</a>"_s;
    QTest::newRow("not closed") << QByteArray("<a") << false << u"<a"_s;
}

void TestLineLayout::markupIsLaidOut()
{
    QFETCH(QByteArray, markup);
    QFETCH(bool, isHtml);
    QTEST(laidOut(markup, isHtml ? BodyForm::Html : BodyForm::Xml), "text");
}

void TestLineLayout::rawKeepsLines_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("LF and CR LF") << QByteArray("a\r\nb\n\nc") << QStringList{u"a"_s, u"b"_s, u""_s, u"c"_s};
    QTest::newRow("last line ends") << QByteArray("a\n") << QStringList{u"a"_s};
    QTest::newRow("only an end") << QByteArray("\n") << QStringList{u""_s};
    QTest::newRow("space stays") << QByteArray("  a\t") << QStringList{u"  a\t"_s};
}

void TestLineLayout::rawKeepsLines()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, lines);
    QCOMPARE(laidOut(text, BodyForm::Text), lines.join(u'\n'));
}

void TestLineLayout::hexIsExact()
{
    QCOMPARE(laidOut("GET /\r\n\xff", BodyForm::Hex),
             u"00000000  47 45 54 20 2f 0d 0a ff                           GET /..."_s);
    QCOMPARE(laidOut(QByteArray(100'000, 'x'), BodyForm::Hex).count(u'\n') + 1, 100'000 / 16);
}

void TestLineLayout::G16_signsForWhatCannotBeSeen()
{
    const QByteArray text = QByteArray("plain \x1b[31mred a") + '\0' + "b \r\nnext\ttab " + "\xe2\x80\xae" + "rtl";
    QCOMPARE(laidOut(text, BodyForm::Text), u"plain ␛[31mred a␀b \nnext\ttab ⟨U+202E⟩rtl"_s);
    QCOMPARE(laidOut("[\"\x1b\"]", BodyForm::Json), u"[\"␛\"]"_s);
}

void TestLineLayout::G16_longLinesAreCut_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<BodyForm>("form");
    const QByteArray words = QByteArray("\xc3\xbc\\\"x").repeated(400'000);
    QTest::newRow("text") << words << BodyForm::Text;
    QTest::newRow("string") << "[\"" + words + "\"]" << BodyForm::Json;
    QTest::newRow("number") << QByteArray(2'000'000, '7') << BodyForm::Json;
    QTest::newRow("tag") << "<a b='" + words + "'>" << BodyForm::Html;
    QTest::newRow("words") << "<a>" + words << BodyForm::Xml;
    QTest::newRow("comment") << "<!--" + words + "-->" << BodyForm::Xml;
    QTest::newRow("script") << "<script>" + words << BodyForm::Html;
}

void TestLineLayout::G16_longLinesAreCut()
{
    QFETCH(QByteArray, text);
    QFETCH(BodyForm, form);
    BodyDocument document(std::make_shared<const DocumentBytes>(text), form);
    document.index().extend(text.size());
    QVERIFY(document.lineCount() >= text.size() / longestLine);
    QVERIFY(document.lineCount() < 2 * text.size() / longestLine);
    const TextLine middle = document.line(document.lineCount() / 2);
    QVERIFY(middle.text.size() <= longestLine + 80);
    QVERIFY(!middle.text.contains(QChar(0xfffd))); // no character is cut in two
    const auto isRest = [](const LineSpan &span) { return span.isRest(); };
    const auto spans = document.index().spans(10, 20);
    QVERIFY(std::all_of(spans.begin(), spans.end(), isRest));
    const QString all = document.text(0, document.lineCount(), text.size() * 2, [] { return false; });
    QCOMPARE(all.count(u'ü'), text.count("\xc3\xbc"));
}

void TestLineLayout::G15_whatIsNoUtf8IsReplaced()
{
    QCOMPARE(laidOut("a\xff\xc3", BodyForm::Text), u"a\ufffd\ufffd"_s);
    QCOMPARE(laidOut("\xf0\x9f\x98\x80", BodyForm::Text), u"😀"_s);
    QCOMPARE(laidOut("\xed\xa0\x80", BodyForm::Text), u"\ufffd\ufffd\ufffd"_s); // half of a pair
}

void TestLineLayout::coloursAndSources()
{
    const QByteArray json = R"({"a" : true,"b":"ü","c":-1})";
    BodyDocument document(std::make_shared<const DocumentBytes>(json), BodyForm::Json);
    document.index().extend(json.size());
    const TextLine line = document.line(0);
    QCOMPARE(line.text, uR"({ "a": true, "b": "ü", "c": -1 })"_s);
    QList<SyntaxKind> kinds;
    for (const SyntaxSpan &span : line.spans)
        kinds << span.kind;
    using enum SyntaxKind;
    QCOMPARE(kinds, QList<SyntaxKind>({Key, Keyword, Key, String, Key, Number}));
    QCOMPARE(line.source.size(), std::size_t(line.text.size()));
    for (const QByteArray &word : {QByteArray("true"), QByteArray("\"b\""), QByteArray("-1")}) {
        const qsizetype column = line.text.indexOf(QString::fromUtf8(word));
        QCOMPARE(line.source[std::size_t(column)], json.indexOf(word));
    }
}

void TestLineLayout::anyLineCanBeTheFirst_data()
{
    QTest::addColumn<BodyForm>("form");
    QTest::newRow("json") << BodyForm::Json;
    QTest::newRow("html") << BodyForm::Html;
    QTest::newRow("text") << BodyForm::Text;
}

/// A layout has no memory but its state: whoever begins in the middle sees what he sees who begins at the start.
void TestLineLayout::anyLineCanBeTheFirst()
{
    QFETCH(BodyForm, form);
    const QByteArray json = "[" + QByteArray(R"({"a":[1,{"b":"<p>x</p>"}],"long":"yyyy"},)").repeated(500) + "{}]";
    const auto layout = layoutFor(form);
    std::vector<LineState> states{layout->start(json)};
    std::vector<LineSpan> spans;
    for (LineState state = states.front(); state.offset < json.size(); states.push_back(state))
        spans.push_back(layout->next(json, state));
    QVERIFY(spans.size() >= 20);
    for (std::size_t i = 0; i < spans.size(); i += 7) {
        LineState state = states[i];
        const LineSpan again = layout->next(json, state);
        QCOMPARE(again.begin, spans[i].begin);
        QCOMPARE(again.end, spans[i].end);
        QVERIFY(state == states[i + 1]);
    }
}

QTEST_GUILESS_MAIN(TestLineLayout)
#include "tst_linelayout.moc"
