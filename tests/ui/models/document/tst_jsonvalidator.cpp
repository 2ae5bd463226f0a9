// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/jsonvalidator.h"

#include <QJsonDocument>
#include <QTest>

using namespace fuseboard;

class TestJsonValidator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void faultsHaveAPlace_data();
    void faultsHaveAPlace();
    void piecesGiveTheSame();
    void severalValues();
    void G17_depthIsHarmless();
};

void TestJsonValidator::faultsHaveAPlace_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("fault"); // -1: none
    for (const char *good : {"{}", "[]", " [1, -0.5e+10, true, false, null, \"\\u00fc\\n\"] ", "0", "\"x\"",
                             "{\"a\":{\"b\":[[],{}]},\"a\":1e400}", "\xef\xbb\xbf{}"})
        QTest::newRow(good) << QByteArray(good) << -1;
    const QList<std::pair<const char *, int>> bad{
        {"", 0},           {"  ", 2},
        {"{\"a\":1,}", 7}, {"[1,]", 3},
        {"[1 2]", 3},      {"{\"a\"}", 4},
        {"{\"a\":}", 5},   {"{1:2}", 1},
        {"[}", 1},         {"{]", 1},
        {"[", 1},          {"[\"", 2},
        {"[1]]", 3},       {"01", 0},
        {"1.", 0},         {"-", 0},
        {"1e", 0},         {"NaN", 0},
        {"tru", 0},        {"[\"\n\"]", 2},
        {"[\"\\x\"]", 2},  {"[\"\\u12g4\"]", 2},
        {"{} {}", 3},      {"'a'", 0},
    };
    for (const auto &[json, fault] : bad)
        QTest::newRow(json) << QByteArray(json) << fault;
}

void TestJsonValidator::faultsHaveAPlace()
{
    QFETCH(QByteArray, json);
    QFETCH(int, fault);
    JsonValidator validator;
    validator.advance(json, json.size());
    QCOMPARE(int(validator.fault().value_or(-1)), fault);
}

void TestJsonValidator::piecesGiveTheSame()
{
    const QByteArray json = R"({"name":"a\"\u00fc\\","list":[1.5e3,true,{"x":null}]})";
    for (qint64 piece = 1; piece <= json.size(); ++piece) {
        JsonValidator validator;
        for (qint64 at = piece; at < json.size(); at += piece) {
            validator.advance(json, at);
            QVERIFY(!validator.fault());
        }
        validator.advance(json, json.size());
        QVERIFY2(!validator.fault(), QByteArray::number(piece).constData());
    }
}

void TestJsonValidator::severalValues()
{
    const QByteArray lines = "{\"a\":1}\n[2]\n3\n";
    JsonValidator one;
    one.advance(lines, lines.size());
    QCOMPARE(one.fault().value_or(-1), 8);
    JsonValidator several(true);
    several.advance(lines, lines.size());
    QVERIFY(!several.fault());
}

void TestJsonValidator::G17_depthIsHarmless()
{
    const QByteArray deep = QByteArray(1'000'000, '[') + QByteArray(1'000'000, ']');
    JsonValidator validator;
    validator.advance(deep, deep.size());
    QVERIFY(!validator.fault());
}

QTEST_GUILESS_MAIN(TestJsonValidator)
#include "tst_jsonvalidator.moc"
