// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/rowhistory.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

using Run = RowHistory::Run;

class TestRowHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesBackAndForth();
    void nothingIsNoStep();
    void aNewStepForgetsWhatWasTakenBack();
    void writingOnIsOneStep();
    void anotherTextIsAnotherStep();
    void whatIsWrittenBackIsNoStep();
    void anUndoEndsWhatIsWritten();
    void onlyWhatWasEditedIsTakenBack();
    void isBounded();
    void draftsKeepTheirRows();

private:
    static DraftRows headers(const QString &value)
    {
        DraftRows rows;
        rows.headers = {{u"A"_s, value}};
        return rows;
    }
};

void TestRowHistory::goesBackAndForth()
{
    RowHistory history;
    QVERIFY(!history.undo(headers(u"1"_s)));
    history.add(headers(u"1"_s), headers(u"2"_s));
    history.add(headers(u"2"_s), headers(u"3"_s));
    QCOMPARE(history.undo(headers(u"3"_s)), headers(u"2"_s));
    QCOMPARE(history.undo(headers(u"2"_s)), headers(u"1"_s));
    QVERIFY(!history.undo(headers(u"1"_s)));
    QCOMPARE(history.redo(headers(u"1"_s)), headers(u"2"_s));
    QCOMPARE(history.redo(headers(u"2"_s)), headers(u"3"_s));
    QVERIFY(!history.redo(headers(u"3"_s)));
    history.clear();
    QVERIFY(!history.undo(headers(u"3"_s)));
}

void TestRowHistory::nothingIsNoStep()
{
    RowHistory history;
    history.add(headers(u"1"_s), headers(u"2"_s));
    QVERIFY(history.undo(headers(u"2"_s)));
    history.add(headers(u"1"_s), headers(u"1"_s)); // as when a body is written
    QCOMPARE(history.redo(headers(u"1"_s)), headers(u"2"_s));
}

void TestRowHistory::aNewStepForgetsWhatWasTakenBack()
{
    RowHistory history;
    history.add(headers(u"1"_s), headers(u"2"_s));
    QVERIFY(history.undo(headers(u"2"_s)));
    history.add(headers(u"1"_s), headers(u"5"_s));
    QVERIFY(!history.redo(headers(u"5"_s)));
    QCOMPARE(history.undo(headers(u"5"_s)), headers(u"1"_s));
}

void TestRowHistory::writingOnIsOneStep()
{
    RowHistory history;
    history.add(headers(u"1"_s), headers(u"2"_s), Run::Text);
    history.add(headers(u"2"_s), headers(u"3"_s), Run::Text);
    history.add(headers(u"3"_s), headers(u"4"_s)); // in a cell
    QCOMPARE(history.undo(headers(u"4"_s)), headers(u"3"_s));
    QCOMPARE(history.undo(headers(u"3"_s)), headers(u"1"_s));
    QCOMPARE(history.redo(headers(u"1"_s)), headers(u"3"_s));
}

void TestRowHistory::anotherTextIsAnotherStep()
{
    RowHistory history;
    DraftRows both = headers(u"2"_s);
    both.form = {{u"f"_s, u"1"_s}};
    history.add(headers(u"1"_s), headers(u"2"_s), Run::Text);
    history.add(headers(u"2"_s), both, Run::Text);
    QCOMPARE(history.undo(both), headers(u"2"_s));
    QCOMPARE(history.undo(headers(u"2"_s)), headers(u"1"_s));
}

void TestRowHistory::whatIsWrittenBackIsNoStep()
{
    RowHistory history;
    history.add(headers(u"0"_s), headers(u"1"_s));
    history.add(headers(u"1"_s), headers(u"12"_s), Run::Text);
    history.add(headers(u"12"_s), headers(u"1"_s), Run::Text);
    QCOMPARE(history.undo(headers(u"1"_s)), headers(u"0"_s));
}

void TestRowHistory::anUndoEndsWhatIsWritten()
{
    RowHistory history;
    history.add(headers(u"1"_s), headers(u"2"_s), Run::Url);
    history.add(headers(u"2"_s), headers(u"3"_s));
    QVERIFY(history.undo(headers(u"3"_s)));
    history.add(headers(u"2"_s), headers(u"4"_s), Run::Url);
    QCOMPARE(history.undo(headers(u"4"_s)), headers(u"2"_s));
}

void TestRowHistory::onlyWhatWasEditedIsTakenBack()
{
    RowHistory history;
    history.add(headers(u"1"_s), headers(u"2"_s));
    DraftRows now = headers(u"2"_s);
    now.pathParams = {{u"id"_s, {}}}; // as the URL asks for it now
    DraftRows expected = headers(u"1"_s);
    expected.pathParams = now.pathParams;
    QCOMPARE(history.undo(now), expected);
}

void TestRowHistory::isBounded()
{
    RowHistory history;
    for (int i = 0; i < 2'000; ++i)
        history.add(headers(QString::number(i)), headers(QString::number(i + 1)));
    int steps = 0;
    DraftRows now = headers(u"2000"_s);
    while (const auto before = history.undo(now)) {
        now = *before;
        ++steps;
    }
    QCOMPARE(steps, 500);
    QCOMPARE(now, headers(u"1500"_s));
}

void TestRowHistory::draftsKeepTheirRows()
{
    RequestDraft draft;
    draft.url = u"/o/:id?a&b=1#top"_s;
    draft.params = {{u"a"_s, {}}, {u"b"_s, u"1"_s}};
    draft.headers = {{u"H"_s, u"1"_s}};
    draft.more.pathParams = {{u"id"_s, u"7"_s}};
    draft.more.bodyKind = BodyKind::Form;
    draft.more.form = {{u"f"_s, u"1"_s}};
    draft.more.multipart = {{u"p"_s, u"1"_s, {}}};
    draft.more.tests = {{TestSubject::Status, {}, TestComparison::Equals, u"200"_s}};
    draft.more.captures = {{u"c"_s, CaptureSource::Json, u"$.id"_s}};
    const DraftRows rows = rowsOf(draft);
    RequestDraft other;
    other.url = u"/other?x=1"_s;
    putRows(other, rows);
    QCOMPARE(other.url, u"/other?a&b=1"_s);
    QCOMPARE(rowsOf(other), rows);
    putRows(draft, rowsOf(RequestDraft()));
    QCOMPARE(draft.url, u"/o/:id#top"_s);
    QCOMPARE(rowsOf(draft), DraftRows());
}

QTEST_GUILESS_MAIN(TestRowHistory)
#include "tst_rowhistory.moc"
