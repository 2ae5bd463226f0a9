// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorefixture.h"

#include "common/tabstrip.h"
#include "explorer/fieldtable.h"
#include "models/fieldtablemodel.h"
#include "workspace/requestrows.h"

#include <QApplication>
#include <QFrame>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// Rows that are moved by the mouse.
class TestRowDrag : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void goesWhereItIsDropped_data();
    void goesWhereItIsDropped();
    void pastTheEndIsTheEnd();
    void aClickIsNoDrag();
    void escapeLeavesItWhereItIs();
    void escapeEndsTheDragAlone();
    void onlyTheCheckMarkIsTaken();
    void givenRowsStay();
    void whatChangesMeanwhileIsNotMoved_data();
    void whatChangesMeanwhileIsNotMoved();
    void isTakenBack();
    void testsAreMovedToo();

private:
    struct Shown
    {
        explicit Shown(const Theme &theme)
            : table(theme, model, u"Headers"_s)
        {
            model.setFields({{u"a"_s, u"1"_s}, {u"b"_s, u"2"_s, false}, {u"c"_s, u"3"_s}});
            table.resize(480, 240);
            table.show();
        }

        FieldTableModel model;
        FieldTable table;
    };
    static QString order(const Fields &fields)
    {
        QString names;
        for (const RequestEntry &field : fields)
            names += field.name;
        return names;
    }
    /// Within a row: 0 is its upper edge, 1 its lower.
    static QPoint placeIn(const QTableView &table, double row, int column = 0)
    {
        const int height = table.rowHeight(0);
        return {table.columnViewportPosition(column) + table.columnWidth(column) / 2, int(row * height)};
    }
    static void pull(const QTableView &table, double from, double to)
    {
        QTest::mousePress(table.viewport(), Qt::LeftButton, {}, placeIn(table, from));
        QTest::mouseMove(table.viewport(), placeIn(table, (from + to) / 2));
        QTest::mouseMove(table.viewport(), placeIn(table, to));
    }
    static void dragRow(const QTableView &table, double from, double to)
    {
        pull(table, from, to);
        QTest::mouseRelease(table.viewport(), Qt::LeftButton, {}, placeIn(table, to));
    }
    static const QFrame *line(const QTableView &table) { return table.viewport()->findChild<QFrame *>(); }

    Theme m_theme{Theme::Mode::Light};
};

void TestRowDrag::goesWhereItIsDropped_data()
{
    QTest::addColumn<double>("from");
    QTest::addColumn<double>("to");
    QTest::addColumn<QString>("expected");
    QTest::newRow("down by one") << 0.5 << 1.9 << u"bac"_s;
    QTest::newRow("to the end") << 0.5 << 2.9 << u"bca"_s;
    QTest::newRow("below the empty line") << 0.5 << 6.0 << u"bca"_s;
    QTest::newRow("up by one") << 2.5 << 1.1 << u"acb"_s;
    QTest::newRow("to the top") << 2.5 << 0.1 << u"cab"_s;
    QTest::newRow("above everything") << 1.5 << -2.0 << u"bac"_s;
    QTest::newRow("back to its place") << 1.5 << 2.2 << u"abc"_s;
    QTest::newRow("not the empty line") << 3.5 << 0.1 << u"abc"_s;
}

void TestRowDrag::goesWhereItIsDropped()
{
    QFETCH(double, from);
    QFETCH(double, to);
    QFETCH(QString, expected);
    Shown x(m_theme);
    const QSignalSpy edited(&x.model, &FieldTableModel::edited);
    dragRow(x.table, from, to);
    QCOMPARE(order(x.model.fields()), expected);
    QCOMPARE(edited.size(), expected == u"abc" ? 0 : 1); // one step to take back
    QVERIFY2(!x.model.fields().at(expected.indexOf(u'b')).enabled, "its check mark is as it was");
    QCOMPARE(x.model.enabledCount(), 2);
    QVERIFY(line(x.table)->isHidden());
}

/// However far the table is scrolled.
void TestRowDrag::pastTheEndIsTheEnd()
{
    Shown x(m_theme);
    Fields many;
    for (int i = 0; i < 30; ++i)
        many << RequestEntry{QString(QChar(u'A' + i)), {}};
    x.model.setFields(many);
    x.table.scrollToBottom();
    dragRow(x.table, 1.5, 20.0);
    QCOMPARE(x.model.fields().size(), 30);
    QVERIFY2(x.model.fields().last() != many.last(), qPrintable(order(x.model.fields())));
}

void TestRowDrag::aClickIsNoDrag()
{
    Shown x(m_theme);
    pull(x.table, 0.5, 0.55);
    QVERIFY(line(x.table)->isHidden());
    QTest::mouseRelease(x.table.viewport(), Qt::LeftButton, {}, placeIn(x.table, 0.5));
    QCOMPARE(order(x.model.fields()), u"abc"_s);
}

void TestRowDrag::escapeLeavesItWhereItIs()
{
    Shown x(m_theme);
    pull(x.table, 0.5, 2.9);
    QVERIFY(!line(x.table)->isHidden());
    QTest::keyClick(&x.table, Qt::Key_Escape);
    QVERIFY(line(x.table)->isHidden());
    QTest::mouseRelease(x.table.viewport(), Qt::LeftButton, {}, placeIn(x.table, 2.9));
    QCOMPARE(order(x.model.fields()), u"abc"_s);
}

/// In the page the key gives up a call.
void TestRowDrag::escapeEndsTheDragAlone()
{
    RequestDraft draft = ExploreFixture::draft();
    draft.headers = {{u"a"_s, u"1"_s}, {u"b"_s, u"2"_s}};
    ExploreFixture x(m_theme, draft);
    x.named<TabStrip>(u"Parts of the request"_s)->setCurrentIndex(1);
    x.transport.answerWith(FakeOutcome::silence());
    QTest::keyClick(x.url(), Qt::Key_Return, Qt::ControlModifier);
    x.scheduler.advance(std::chrono::seconds(1));
    QVERIFY(x.button(u"Cancel"_s));
    auto *table = x.named<FieldTable>(u"Headers"_s);
    pull(*table, 0.5, 1.9);
    QVERIFY(!line(*table)->isHidden());
    QTest::keyClick(table, Qt::Key_Escape);
    QVERIFY(line(*table)->isHidden());
    QTest::mouseRelease(table->viewport(), Qt::LeftButton, {}, placeIn(*table, 1.9));
    QCOMPARE(order(x.page.currentDraft().headers), u"ab"_s);
    QVERIFY2(x.button(u"Cancel"_s), "the call goes on");
    QTest::keyClick(table, Qt::Key_Escape);
    x.scheduler.runUntilIdle(std::chrono::seconds(1));
    QTRY_VERIFY(x.button(u"Send"_s));
}

void TestRowDrag::onlyTheCheckMarkIsTaken()
{
    Shown x(m_theme);
    QTest::mousePress(x.table.viewport(), Qt::LeftButton, {}, placeIn(x.table, 0.5, FieldTableModel::ValueColumn));
    QTest::mouseMove(x.table.viewport(), placeIn(x.table, 2.9, FieldTableModel::ValueColumn));
    QVERIFY(line(x.table)->isHidden());
    QTest::mouseRelease(x.table.viewport(), Qt::LeftButton, {}, placeIn(x.table, 2.9, FieldTableModel::ValueColumn));
    QCOMPARE(order(x.model.fields()), u"abc"_s);
}

void TestRowDrag::givenRowsStay()
{
    Shown x(m_theme);
    x.model.setNamesFixed(true);
    dragRow(x.table, 0.5, 2.9);
    QCOMPARE(order(x.model.fields()), u"abc"_s);
}

void TestRowDrag::whatChangesMeanwhileIsNotMoved_data()
{
    QTest::addColumn<Fields>("now");
    QTest::newRow("fewer") << Fields{{u"x"_s, u"1"_s}, {u"y"_s, u"2"_s}};
    QTest::newRow("as many") << Fields{{u"x"_s, u"1"_s}, {u"y"_s, u"2"_s}, {u"z"_s, u"3"_s}};
}

void TestRowDrag::whatChangesMeanwhileIsNotMoved()
{
    QFETCH(const Fields, now);
    Shown x(m_theme);
    pull(x.table, 0.5, 2.9);
    x.model.setFields(now); // another tab came to the front
    QVERIFY(line(x.table)->isHidden());
    QTest::mouseRelease(x.table.viewport(), Qt::LeftButton, {}, placeIn(x.table, 2.9));
    QCOMPARE(x.model.fields(), now);
}

void TestRowDrag::isTakenBack()
{
    RequestDraft draft = ExploreFixture::draft();
    draft.headers = {{u"a"_s, u"1"_s}, {u"b"_s, u"2"_s}};
    ExploreFixture x(m_theme, draft);
    x.named<TabStrip>(u"Parts of the request"_s)->setCurrentIndex(1);
    auto *table = x.named<FieldTable>(u"Headers"_s);
    dragRow(*table, 0.5, 1.9);
    QCOMPARE(order(x.page.currentDraft().headers), u"ba"_s);
    table->setFocus();
    QTest::keySequence(table, QKeySequence::Undo);
    QCOMPARE(order(x.page.currentDraft().headers), u"ab"_s);
}

void TestRowDrag::testsAreMovedToo()
{
    RequestDraft draft = ExploreFixture::draft();
    draft.more.tests = {{TestSubject::Status, {}, TestComparison::Equals, u"200"_s},
                        {TestSubject::Time, {}, TestComparison::Less, u"500"_s}};
    ExploreFixture x(m_theme, draft);
    x.named<TabStrip>(u"Parts of the request"_s)->setCurrentIndex(4);
    auto *table = x.named<FieldTable>(u"Tests"_s);
    dragRow(*table, 0.5, 1.9);
    QCOMPARE(x.page.currentDraft().more.tests.first().subject, TestSubject::Time);
    table->setFocus();
    table->setCurrentIndex(table->model()->index(0, 1));
    QTest::keyClick(table, Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(x.page.currentDraft().more.tests, draft.more.tests);
    QTest::keySequence(table, QKeySequence::Undo);
    QTest::keySequence(table, QKeySequence::Undo);
    QCOMPARE(x.page.currentDraft().more.tests, draft.more.tests);
}

QTEST_MAIN(TestRowDrag)
#include "tst_rowdrag.moc"
