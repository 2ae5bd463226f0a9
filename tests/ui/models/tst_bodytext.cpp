// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/bodytext.h"
#include "models/jsontext.h"

#include <QElapsedTimer>
#include <QLocale>
#include <QTest>

#include <algorithm>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class TestBodyText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale::c()); }
    void jsonIsLaidOut_data();
    void jsonIsLaidOut();
    void G17_depthIsHarmless();
    void G17_whatIsNoJsonIsShownAsItCame_data();
    void G17_whatIsNoJsonIsShownAsItCame();
    void G16_signsForWhatCannotBeSeen();
    void G16_longLinesAreBroken();
    void G15_characterSets_data();
    void G15_characterSets();
    void G18_whatIsShownIsBounded();
    void hexIsExact();
    void binaryIsShownInHex();
};

void TestBodyText::jsonIsLaidOut_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("text");
    QTest::newRow("the design")
        << uR"({"orders":[{"id":"ord_8842","total":129.90},{"id":"x","total":18.00}],"next":null})"_s
        << u"{\n  \"orders\": [\n    { \"id\": \"ord_8842\", \"total\": 129.90 },\n"
           "    { \"id\": \"x\", \"total\": 18.00 }\n  ],\n  \"next\": null\n}"_s;
    QTest::newRow("short array") << u"[ 1,2 , 3 ]"_s << u"[1, 2, 3]"_s;
    QTest::newRow("empty") << u"{ }"_s << u"{}"_s;
    QTest::newRow("G17 big numbers keep their digits")
        << u"[9007199254740993,1e400,-0]"_s << u"[9007199254740993, 1e400, -0]"_s;
    QTest::newRow("G17 duplicate names stay") << uR"({"a":1,"a":2})"_s << uR"({ "a": 1, "a": 2 })"_s;
    QTest::newRow("signs in strings") << uR"(["{[,:]}","\"}"])"_s << uR"(["{[,:]}", "\"}"])"_s;
    QTest::newRow("a value alone") << u"  42 "_s << u"42"_s;
}

void TestBodyText::jsonIsLaidOut()
{
    QFETCH(QString, json);
    QTEST(prettyJson(json), "text");
}

void TestBodyText::G17_depthIsHarmless()
{
    const QString deep = QString(100'000, u'[') + QString(100'000, u']');
    const QString text = prettyJson(deep);
    QVERIFY(text.size() < 20'000'000);
    QCOMPARE(text.count(u'['), 100'000);
    // Qt's parser refuses such a depth: the body is shown as it came, in bounded lines.
    const BodyText shown = bodyText(deep.toUtf8(), "application/json", BodyStyle::Pretty);
    QVERIFY(!shown.isJson);
    QVERIFY(shown.note.contains(u"not valid JSON"));
}

void TestBodyText::G17_whatIsNoJsonIsShownAsItCame_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("trailing comma") << QByteArray(R"({"a":1,})");
    QTest::newRow("NaN") << QByteArray(R"({"a":NaN})");
    QTest::newRow("truncated") << QByteArray(R"({"a":)");
    QTest::newRow("html") << QByteArray(R"(<html><img src="file:///etc/passwd"></html>)");
}

void TestBodyText::G17_whatIsNoJsonIsShownAsItCame()
{
    QFETCH(QByteArray, body);
    const BodyText shown = bodyText(body, "application/json; charset=utf-8", BodyStyle::Pretty);
    QCOMPARE(shown.text, QString::fromUtf8(body));
    QVERIFY(!shown.isJson);
    QVERIFY(shown.note.startsWith(u"This is not valid JSON"));
}

void TestBodyText::G16_signsForWhatCannotBeSeen()
{
    const QByteArray body = QByteArray("plain text \x1b[31mred a") + '\0' + "b \r\nnext\ttab " + "\xe2\x80\xae" + "rtl";
    const BodyText shown = bodyText(body, "text/plain", BodyStyle::Raw);
    QCOMPARE(shown.text, u"plain text ␛[31mred a␀b \nnext\ttab ⟨U+202E⟩rtl"_s);
}

void TestBodyText::G16_longLinesAreBroken()
{
    QElapsedTimer timer;
    timer.start();
    const BodyText shown = bodyText(QByteArray(10'000'000, 'x'), "text/plain", BodyStyle::Pretty);
    QVERIFY2(timer.elapsed() < 1'000, qPrintable(QString::number(timer.elapsed())));
    const QStringList lines = shown.text.split(u'\n');
    QVERIFY(
        std::all_of(lines.begin(), lines.end(), [](const QString &line) { return line.size() <= shownLineLength; }));
    QCOMPARE(shown.text.count(u'x'), shownBodyBytes);
    QCOMPARE(shown.note, u"The first 1 MB of 10 MB are shown. Long lines are broken for reading."_s);
}

void TestBodyText::G15_characterSets_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QString>("text");
    QTest::newRow("utf-8") << QByteArray("\xc3\xbc") << QByteArray("text/plain") << u"ü"_s;
    QTest::newRow("latin-1") << QByteArray("\xfc") << QByteArray("text/plain; charset=ISO-8859-1") << u"ü"_s;
    QTest::newRow("quoted") << QByteArray("\xfc") << QByteArray("text/plain; charset=\"iso-8859-1\"; x=y") << u"ü"_s;
    QTest::newRow("utf-16") << QByteArray("\xfc\x00", 2) << QByteArray("text/plain; charset=UTF-16LE") << u"ü"_s;
    QTest::newRow("unknown set") << QByteArray("\xc3\xbc") << QByteArray("text/plain; charset=klingon") << u"ü"_s;
    QTest::newRow("invalid") << QByteArray("a\xff") << QByteArray("text/plain") << u"a\ufffd"_s;
}

void TestBodyText::G15_characterSets()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, contentType);
    QTEST(bodyText(body, contentType, BodyStyle::Raw).text, "text");
}

void TestBodyText::G18_whatIsShownIsBounded()
{
    QByteArray body = "[" + QByteArray("1,").repeated(1'000'000) + "1]";
    const BodyText shown = bodyText(body, "application/json", BodyStyle::Pretty);
    QVERIFY(shown.text.size() < 1'100'000);
    QVERIFY(shown.note.endsWith(u"It is too large to be laid out as JSON."));
}

void TestBodyText::hexIsExact()
{
    QCOMPARE(bodyText("GET /\r\n\xff", {}, BodyStyle::Hex).text,
             u"00000000  47 45 54 20 2f 0d 0a ff                           GET /..."_s);
    const BodyText large = bodyText(QByteArray(100'000, 'x'), {}, BodyStyle::Hex);
    QCOMPARE(large.text.count(u'\n') + 1, shownHexBytes / 16);
    QCOMPARE(large.note, u"The first 64 KB of 100 KB are shown."_s);
    QCOMPARE(bodyText({}, {}, BodyStyle::Hex).text, QString());
}

void TestBodyText::binaryIsShownInHex()
{
    const BodyText shown = bodyText(QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16), "image/png", BodyStyle::Pretty);
    QVERIFY(shown.text.startsWith(u"00000000  89 50 4e 47"));
    QCOMPARE(shown.note, u"This is binary data, so it is shown in hex."_s);
}

QTEST_GUILESS_MAIN(TestBodyText)
#include "tst_bodytext.moc"
