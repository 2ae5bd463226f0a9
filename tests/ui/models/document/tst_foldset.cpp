// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/foldset.h"

#include <QTest>

using namespace fuseboard;

class TestFoldSet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsAndLinesFollowEachOther();
    void innerFoldsSurviveTheOuter();
    void revealOpensWhatHides();
};

void TestFoldSet::rowsAndLinesFollowEachOther()
{
    FoldSet folds;
    QCOMPARE(folds.rowCount(100), 100);
    QCOMPARE(folds.lineOfRow(42), 42);
    folds.fold(10, 19);
    folds.fold(30, 30); // hides nothing
    folds.fold(50, 69);
    QCOMPARE(folds.rowCount(100), 100 - 9 - 19);
    for (qint64 row = 0; row < folds.rowCount(100); ++row)
        QCOMPARE(folds.rowOfLine(folds.lineOfRow(row)), row);
    QCOMPARE(folds.lineOfRow(10), 10);
    QCOMPARE(folds.lineOfRow(11), 20);
    QCOMPARE(folds.rowOfLine(15), 10);
    QCOMPARE(folds.rowOfLine(69), folds.rowOfLine(50));
    QCOMPARE(folds.lineOfRow(folds.rowCount(100) - 1), 99);
    QVERIFY(!folds.isFolded(30));
}

void TestFoldSet::innerFoldsSurviveTheOuter()
{
    FoldSet folds;
    folds.fold(5, 8);
    folds.fold(0, 9);
    QCOMPARE(folds.rowCount(10), 1);
    folds.unfold(0);
    QVERIFY(folds.isFolded(5));
    QCOMPARE(folds.closeOf(5), 8);
    QCOMPARE(folds.closeOf(0), -1);
    QCOMPARE(folds.rowCount(10), 7);
    folds.clear();
    QVERIFY(folds.isEmpty());
    QCOMPARE(folds.rowCount(10), 10);
}

void TestFoldSet::revealOpensWhatHides()
{
    FoldSet folds;
    folds.fold(0, 9);
    folds.fold(2, 5);
    folds.fold(20, 25);
    folds.reveal(3);
    QVERIFY(!folds.isFolded(0));
    QVERIFY(!folds.isFolded(2));
    QVERIFY(folds.isFolded(20));
    folds.reveal(20); // its own row can be seen
    QVERIFY(folds.isFolded(20));
}

QTEST_GUILESS_MAIN(TestFoldSet)
#include "tst_foldset.moc"
