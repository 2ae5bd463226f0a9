// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/fittedcolumn.h"

#include <QHeaderView>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>

using namespace fuseboard;

class TestFittedColumn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasItsShare_data();
    void hasItsShare();
    void staysWhereItWasDragged();
};

void TestFittedColumn::hasItsShare_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("column");
    QTest::newRow("no less") << 200 << 80;
    QTest::newRow("its share") << 500 << 150;
    QTest::newRow("no more") << 2'000 << 260;
}

void TestFittedColumn::hasItsShare()
{
    QFETCH(const int, width);
    QStandardItemModel model(1, 3);
    QTableView table;
    table.setModel(&model);
    table.setFrameShape(QFrame::NoFrame);
    table.verticalHeader()->hide();
    new FittedColumn(table, 1, {30, 80, 260});
    for (const int each : {900, width}) {
        table.resize(each, 200);
        table.show();
    }
    QCOMPARE(table.viewport()->width(), width);
    QTEST(table.columnWidth(1), "column");
}

void TestFittedColumn::staysWhereItWasDragged()
{
    QStandardItemModel model(1, 3);
    QTableView table;
    table.setModel(&model);
    new FittedColumn(table, 1, {30, 80, 260});
    table.show();
    table.setColumnWidth(1, 123);
    table.resize(900, 200);
    QCOMPARE(table.columnWidth(1), 123);
}

QTEST_MAIN(TestFittedColumn)
#include "tst_fittedcolumn.moc"
