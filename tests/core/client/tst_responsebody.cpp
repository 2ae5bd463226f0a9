// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/call.h"
#include "client/jsonbody.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

QVariant bodyOf(const QByteArray &type, const QByteArray &bytes)
{
    ApiResponse answer;
    answer.response.body = bytes;
    if (!type.isEmpty())
        answer.response.headers.append("Content-Type", type);
    return answer.body();
}

QVariant json(const QByteArray &bytes)
{
    return bodyOf("application/json", bytes);
}

} // namespace

class TestResponseBody : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyIsInvalid();
    void ADV_G17_numbersAreExact_data();
    void ADV_G17_numbersAreExact();
    void jsonTypes_data();
    void jsonTypes();
    void scalarsAreJsonToo();
    void ADV_G17_whatIsNoJsonStaysText_data();
    void ADV_G17_whatIsNoJsonStaysText();
    void ADV_G17_theLastOfTwoNamesCounts();
    void ADV_G17_depth();
    void ADV_G15_charsets_data();
    void ADV_G15_charsets();
    void ADV_G15_jsonInAnotherCharset();
};

void TestResponseBody::emptyIsInvalid()
{
    QVERIFY(!json("").isValid());
    QVERIFY(!bodyOf("text/plain", "").isValid());
    QVERIFY(!bodyOf("", "").isValid());
}

void TestResponseBody::ADV_G17_numbersAreExact_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QVariant>("value");
    QTest::newRow("small") << QByteArray("7") << QVariant(7LL);
    QTest::newRow("negative") << QByteArray("-7") << QVariant(-7LL);
    QTest::newRow("2^53 + 1") << QByteArray("9007199254740993") << QVariant(9'007'199'254'740'993LL);
    QTest::newRow("2^63 - 1") << QByteArray("9223372036854775807") << QVariant(std::numeric_limits<qlonglong>::max());
    QTest::newRow("-2^63") << QByteArray("-9223372036854775808") << QVariant(std::numeric_limits<qlonglong>::min());
    QTest::newRow("2^63") << QByteArray("9223372036854775808") << QVariant(9'223'372'036'854'775'808ULL);
    QTest::newRow("2^64 - 1") << QByteArray("18446744073709551615") << QVariant(std::numeric_limits<qulonglong>::max());
    QTest::newRow("2^64") << QByteArray("18446744073709551616") << QVariant(u"18446744073709551616"_s);
    QTest::newRow("-2^63 - 1") << QByteArray("-9223372036854775809") << QVariant(u"-9223372036854775809"_s);
    QTest::newRow("30 digits") << QByteArray("123456789012345678901234567890")
                               << QVariant(u"123456789012345678901234567890"_s);
    QTest::newRow("fraction") << QByteArray("0.5") << QVariant(0.5);
    QTest::newRow("exponent") << QByteArray("1e3") << QVariant(1000.0);
}

void TestResponseBody::ADV_G17_numbersAreExact()
{
    QFETCH(QByteArray, written);
    QFETCH(QVariant, value);
    const QVariant told = json("{\"id\":" + written + '}').toMap().value(u"id"_s);
    QCOMPARE(told, value);
    QCOMPARE(told.typeId(), value.typeId());
}

void TestResponseBody::jsonTypes_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<bool>("parsed");
    QTest::newRow("json") << QByteArray("application/json") << true;
    QTest::newRow("with charset") << QByteArray("Application/JSON; charset=utf-8") << true;
    QTest::newRow("problem") << QByteArray("application/problem+json") << true;
    QTest::newRow("text") << QByteArray("text/plain") << false;
    QTest::newRow("html") << QByteArray("text/html") << false;
    QTest::newRow("none") << QByteArray() << false;
    QTest::newRow("jsonp") << QByteArray("application/jsonp") << false;
}

void TestResponseBody::jsonTypes()
{
    QFETCH(QByteArray, type);
    QFETCH(bool, parsed);
    const QVariant body = bodyOf(type, R"({"a":[1,true,null,"ü"]})");
    if (!parsed) {
        QCOMPARE(body, QVariant(QString::fromUtf8(R"({"a":[1,true,null,"ü"]})")));
        return;
    }
    const QVariantList items = body.toMap().value(u"a"_s).toList();
    QCOMPARE(items, (QVariantList{1LL, true, QVariant::fromValue(nullptr), u"ü"_s}));
}

void TestResponseBody::scalarsAreJsonToo()
{
    QCOMPARE(json("true"), QVariant(true));
    QCOMPARE(json(" 5 "), QVariant(5LL));
    QCOMPARE(json("\"x\""), QVariant(u"x"_s));
    QCOMPARE(json("null"), QVariant::fromValue(nullptr));
    QVERIFY(json("null").isValid());
    QCOMPARE(json("[]").typeId(), int(QMetaType::QVariantList));
    QCOMPARE(json("{}").typeId(), int(QMetaType::QVariantMap));
}

void TestResponseBody::ADV_G17_whatIsNoJsonStaysText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    for (const char *text : {"{broken", "<html>", "{\"a\":1,}", "[1] x", "{'a':1}", "NaN", "{\"a\":1e400}", "01", "\"a",
                             "{\"a\":\"\\ud800\"}"})
        QTest::newRow(text) << QByteArray(text);
}

void TestResponseBody::ADV_G17_whatIsNoJsonStaysText()
{
    QFETCH(QByteArray, bytes);
    QCOMPARE(json(bytes), QVariant(QString::fromUtf8(bytes)));
}

void TestResponseBody::ADV_G17_theLastOfTwoNamesCounts()
{
    QCOMPARE(json(R"({"a":1,"a":2})").toMap().value(u"a"_s), QVariant(2LL));
}

void TestResponseBody::ADV_G17_depth()
{
    const auto nested = [](int levels) { return QByteArray(levels, '[') + QByteArray(levels, ']'); };
    QCOMPARE(json(nested(maxBodyDepth)).typeId(), int(QMetaType::QVariantList));
    QCOMPARE(json(nested(maxBodyDepth + 1)).typeId(), int(QMetaType::QString));
    QCOMPARE(json(nested(100'000)).typeId(), int(QMetaType::QString));
    QCOMPARE(json(QByteArray(R"([{"":)").repeated(50'000)).typeId(), int(QMetaType::QString));
}

void TestResponseBody::ADV_G15_charsets_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("utf-8 by default") << QByteArray("text/plain") << QByteArray("gr\xc3\xb6\xc3\x9f") << u"größ"_s;
    QTest::newRow("latin-1") << QByteArray("text/plain; charset=ISO-8859-1") << QByteArray("gr\xf6\xdf") << u"größ"_s;
    QTest::newRow("quoted") << QByteArray("text/plain; Charset=\"iso-8859-1\"") << QByteArray("gr\xf6\xdf")
                            << u"größ"_s;
    QTest::newRow("unknown") << QByteArray("text/plain; charset=klingon") << QByteArray("gr\xc3\xb6") << u"grö"_s;
    QTest::newRow("utf-16") << QByteArray("text/plain; charset=utf-16le") << QByteArray("a\0b\0", 4) << u"ab"_s;
    QTest::newRow("mark") << QByteArray("text/plain; charset=iso-8859-1") << QByteArray("\xef\xbb\xbfö") << u"ö"_s;
    QTest::newRow("utf-16 by its mark") << QByteArray() << QByteArray("\xfe\xff\0a", 4) << u"a"_s;
    QTest::newRow("not utf-8") << QByteArray("text/plain") << QByteArray("a\xff!") << u"a\ufffd!"_s;
}

void TestResponseBody::ADV_G15_charsets()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QCOMPARE(bodyOf(type, bytes), QVariant(text));
}

void TestResponseBody::ADV_G15_jsonInAnotherCharset()
{
    QCOMPARE(bodyOf("application/json; charset=iso-8859-1", "[\"\xf6\"]").toList().value(0).toString(), u"ö"_s);
    // Whatever the header says: what is UTF-8 is taken as such.
    QCOMPARE(bodyOf("application/json; charset=iso-8859-1", "[\"\xc3\xb6\"]").toList().value(0).toString(), u"ö"_s);
    QCOMPARE(json("\xef\xbb\xbf[1]").toList().size(), 1);
    QCOMPARE(json(QByteArray("\xff\xfe[\0001\0]\0", 8)).toList().size(), 1);
}

QTEST_GUILESS_MAIN(TestResponseBody)
#include "tst_responsebody.moc"
