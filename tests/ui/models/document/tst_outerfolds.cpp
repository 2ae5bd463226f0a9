// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/bodydocument.h"
#include "models/document/outerfolds.h"

#include <QTest>

using namespace fuseboard;

namespace {

using Folds = std::map<qint64, qint64>;

OuterFolds foldsOf(const QByteArray &text, qint64 mostLines = 200'000, BodyForm form = BodyForm::Json)
{
    BodyDocument document(std::make_shared<const DocumentBytes>(text), form);
    document.index().extend(text.size());
    return outerFolds(document.index(), mostLines);
}

} // namespace

class TestOuterFolds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theOutermostStaysOpen();
    void severalOutermostOnesAreFolded();
    void longOnesAreFoldedToo();
    void looksAtSoManyLines();
    void nothingToFold_data();
    void nothingToFold();
};

void TestOuterFolds::theOutermostStaysOpen()
{
    const OuterFolds found = foldsOf(R"({"a": [1, [2]], "b": 3, "c": {"d": {}}, "e": []})");
    // {, "a": [, 1, [2], ], "b", "c": {, "d", }, "e", }
    QCOMPARE(found.folds, (Folds{{1, 4}, {6, 8}}));
    QVERIFY(!found.isCut);
    QCOMPARE(foldsOf("<?xml version=\"1.0\"?><r><a><b>1</b></a></r>", 1'000, BodyForm::Xml).folds.count(1), 0U);
}

void TestOuterFolds::severalOutermostOnesAreFolded()
{
    const QByteArray text = "{\"a\": {\"b\": {\"c\": 1}}}\n";
    const OuterFolds found = foldsOf(text + text, 1'000, BodyForm::JsonLines);
    QCOMPARE(found.folds.size(), 2U);
    QCOMPARE(found.folds.count(0), 1U);
}

void TestOuterFolds::longOnesAreFoldedToo()
{
    const QByteArray numbers = QByteArray("1,").repeated(10'000) + "1";
    const OuterFolds found = foldsOf("{\"a\": [" + numbers + "], \"b\": [" + numbers + "]}", 100);
    QCOMPARE(found.folds, (Folds{{1, 10'003}, {10'004, 20'006}}));
    QVERIFY2(!found.isCut, "what is in them costs nothing");
}

void TestOuterFolds::looksAtSoManyLines()
{
    const QByteArray text = "[" + QByteArray("{\"a\":[{\"b\":1},{\"c\":2}]},").repeated(1'000) + "{}]";
    const OuterFolds found = foldsOf(text, 300);
    QVERIFY(found.isCut);
    QVERIFY(found.folds.size() > 40);
    QVERIFY(found.folds.size() < 150);
    QVERIFY(!foldsOf(text).isCut);
}

void TestOuterFolds::nothingToFold_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a value") << QByteArray("12");
    QTest::newRow("one container") << QByteArray("[1, 2]");
    QTest::newRow("unfinished") << QByteArray("[1, [2");
}

void TestOuterFolds::nothingToFold()
{
    QFETCH(QByteArray, text);
    const OuterFolds found = foldsOf(text);
    QVERIFY(found.folds.empty());
    QVERIFY(!found.isCut);
}

QTEST_MAIN(TestOuterFolds)
#include "tst_outerfolds.moc"
