// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/logline.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class TestLogLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void escapes_data();
    void escapes();
    void everyTextPassesTheRedactor();
    void fieldsStandInTheirOrder();
};

void TestLogLine::escapes_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("written");
    QTest::newRow("word") << u"GET"_s << u"GET"_s;
    QTest::newRow("url") << u"https://a.example/x;y"_s << u"https://a.example/x;y"_s;
    QTest::newRow("empty") << QString() << u"\"\""_s;
    QTest::newRow("space") << u"a b"_s << u"\"a b\""_s;
    QTest::newRow("equals") << u"a=b"_s << u"\"a=b\""_s;
    QTest::newRow("quote") << u"say \"x\""_s << u"\"say \\\"x\\\"\""_s;
    QTest::newRow("backslash") << u"a\\n"_s << u"\"a\\\\n\""_s;
    QTest::newRow("ADV-G16 line feed") << u"a\nclient=forged"_s << u"\"a\\nclient=forged\""_s;
    QTest::newRow("ADV-G16 carriage return, tab") << u"\r\t"_s << u"\"\\r\\t\""_s;
    QTest::newRow("ADV-G16 escape") << u"\x1b[2J"_s << u"\"\\u{1B}[2J\""_s;
    QTest::newRow("ADV-G16 OSC 52") << u"\x1b]52;c;eA==\x07"_s << u"\"\\u{1B}]52;c;eA==\\u{7}\""_s;
    QTest::newRow("ADV-G16 C1") << u"a\u009b1m"_s << u"\"a\\u{9B}1m\""_s;
    QTest::newRow("ADV-G16 NUL") << QString(QChar(u'\0')) << u"\"\\u{0}\""_s;
    QTest::newRow("ADV-G16 right to left") << u"a\u202egnp.exe"_s << u"\"a\\u{202E}gnp.exe\""_s;
    QTest::newRow("ADV-G16 zero width") << u"a\u200bb\ufeff"_s << u"\"a\\u{200B}b\\u{FEFF}\""_s;
    QTest::newRow("ADV-G16 line separator") << u"a\u2028b"_s << u"\"a\\u{2028}b\""_s;
    QTest::newRow("ADV-G16 tag characters") << u"\U000E0041"_s << u"\"\\u{E0041}\""_s;
    QTest::newRow("ADV-G15 lone surrogate") << QString(QChar(0xd800)) << u"\"\\u{D800}\""_s;
    QTest::newRow("letters of all the world") << u"größe 测 😀"_s << u"\"größe 测 😀\""_s;
}

void TestLogLine::escapes()
{
    QFETCH(QString, value);
    QFETCH(QString, written);
    QCOMPARE(LogLine::escaped(value), written);
}

void TestLogLine::everyTextPassesTheRedactor()
{
    Redactor redactor;
    redactor.addSecret(u"canary-1\n2"_s);
    LogLine line(redactor);
    line.text("body"_L1, u"x canary-1\n2 y"_s).url("url"_L1, QUrl(u"https://a.example/canary-1%0A2?key=abc"_s));
    QCOMPARE(line.toString(), u"body=\"x ••• y\" url=\"https://a.example/•••?key=•••\""_s);
}

void TestLogLine::fieldsStandInTheirOrder()
{
    const Redactor redactor;
    LogLine line(redactor);
    line.text("client"_L1, u"orders api"_s)
        .number("call"_L1, 17)
        .duration("ms"_L1, Duration(1'234'567))
        .clean("e"_L1, {});
    QCOMPARE(line.toString(), u"client=\"orders api\" call=17 ms=1.235 e=\"\""_s);
}

QTEST_GUILESS_MAIN(TestLogLine)
#include "tst_logline.moc"
