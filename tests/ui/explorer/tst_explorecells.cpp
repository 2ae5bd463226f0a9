// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorefixture.h"

#include "common/tabstrip.h"
#include "explorer/fieldtable.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// A cell that is still being written in counts as it reads, whatever is done with the request.
class TestExploreCells : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void isSent();
    void isSaved();
    void isCopied();
    void staysWithItsTab_data();
    void staysWithItsTab();
    void staysWhenAnotherPartIsShown();
    void comesBackWithItsClosedTab();
    void isNoLongerThereWhenGivenUp();
    void whoSavesGoesOnWriting();
    void givesWayToWhatIsOnDisk();
    void tabGoesToTheNextThatIsWritten_data();
    void tabGoesToTheNextThatIsWritten();
    void theTickIsReachedAndSet();
    void lettersAtATickBeginALine();

private:
    /// Begins to write in a cell.
    static QLineEdit *write(const ExploreFixture &x, const QString &table, int row, int column, const QString &text)
    {
        auto *view = x.named<FieldTable>(table);
        const QModelIndex cell = view->model()->index(row, column);
        view->setCurrentIndex(cell); // which opens it, as a click does
        auto *editor = qobject_cast<QLineEdit *>(view->indexWidget(cell));
        if (!editor)
            qFatal("The cell cannot be edited");
        editor->selectAll();
        QTest::keyClicks(editor, text);
        return editor;
    }
    static QLineEdit *writeLimit(const ExploreFixture &x, const QString &text)
    {
        return write(x, u"Parameters"_s, 0, 2, text);
    }
    static RequestDraft second()
    {
        RequestDraft draft = ExploreFixture::draft();
        draft.requestId = u"create"_s;
        draft.url = u"/orders?limit=7"_s;
        draft.params = {{u"limit"_s, u"7"_s, true}};
        return draft;
    }
    static QString limitIn(const RequestDraft &draft) { return draft.params.value(0).value; }

    Theme m_theme{Theme::Mode::Light};
};

void TestExploreCells::isSent()
{
    ExploreFixture x(m_theme);
    x.transport.succeedWith(200, {}, "done");
    QTest::keyClick(writeLimit(x, u"new"_s), Qt::Key_Return, Qt::ControlModifier);
    x.scheduler.runUntilIdle(std::chrono::hours(1));
    QCOMPARE(x.transport.requestCount(), 1);
    QCOMPARE(x.transport.requests().at(0).url.query(), u"limit=new"_s);
    QCOMPARE(x.url()->text(), u"/orders?limit=new"_s);
}

void TestExploreCells::isSaved()
{
    ExploreFixture x(m_theme);
    QSignalSpy saved(&x.page, &ExplorePage::saveRequested);
    QTest::keyClick(writeLimit(x, u"new"_s), Qt::Key_S, Qt::ControlModifier);
    QCOMPARE(saved.size(), 1);
    QCOMPARE(limitIn(saved.first().first().value<OpenRequest>().draft), u"new"_s);
}

void TestExploreCells::isCopied()
{
    ExploreFixture x(m_theme);
    writeLimit(x, u"new"_s);
    x.page.findChild<QAction *>(u"copyAs-curl"_s)->trigger();
    const QString copied = QApplication::clipboard()->text();
    QVERIFY2(copied.contains(u"limit=new"), qPrintable(copied));
}

void TestExploreCells::staysWithItsTab_data()
{
    QTest::addColumn<int>("part");
    QTest::addColumn<QString>("table");
    QTest::addColumn<int>("row");
    QTest::addColumn<int>("column");
    QTest::newRow("a parameter") << 0 << u"Parameters"_s << 0 << 2;
    QTest::newRow("a new header") << 1 << u"Headers"_s << 0 << 1;
    QTest::newRow("a test") << 4 << u"Tests"_s << 0 << 4;
    QTest::newRow("a capture") << 4 << u"Captures"_s << 0 << 1;
}

void TestExploreCells::staysWithItsTab()
{
    QFETCH(int, part);
    QFETCH(QString, table);
    QFETCH(int, row);
    QFETCH(int, column);
    ExploreFixture x(m_theme, second());
    x.page.openRequest(ExploreFixture::draft());
    x.named<TabStrip>(u"Parts of the request"_s)->setCurrentIndex(part);
    const RequestDraft other = x.page.openRequests().first().draft;
    write(x, table, row, column, u"new"_s);
    auto *strip = x.named<TabStrip>(u"Open requests"_s);
    QTest::mouseClick(strip, Qt::LeftButton, {}, strip->tabRect(0).center());
    QCOMPARE(x.page.currentDraft(), other);
    QTest::mouseClick(strip, Qt::LeftButton, {}, strip->tabRect(1).center());
    const auto *view = x.named<FieldTable>(table);
    QCOMPARE(view->model()->index(row, column).data().toString(), u"new"_s);
    QVERIFY(x.page.openRequests().last().edited);
    QCOMPARE(x.page.openRequests().first().draft, other);
}

void TestExploreCells::staysWhenAnotherPartIsShown()
{
    ExploreFixture x(m_theme);
    writeLimit(x, u"new"_s);
    auto *parts = x.named<TabStrip>(u"Parts of the request"_s);
    QTest::mouseClick(parts, Qt::LeftButton, {}, parts->tabRect(1).center());
    QVERIFY(!x.named<FieldTable>(u"Parameters"_s)->isVisible());
    QCOMPARE(limitIn(x.page.currentDraft()), u"new"_s);
}

void TestExploreCells::comesBackWithItsClosedTab()
{
    ExploreFixture x(m_theme, second());
    x.page.openRequest(ExploreFixture::draft());
    QLineEdit *editor = writeLimit(x, u"new"_s);
    QTest::keyClick(editor, Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(x.page.openCount(), 1);
    QCOMPARE(limitIn(x.page.currentDraft()), u"7"_s);
    x.page.reopenTab();
    QCOMPARE(limitIn(x.page.currentDraft()), u"new"_s);
}

void TestExploreCells::isNoLongerThereWhenGivenUp()
{
    ExploreFixture x(m_theme);
    QTest::keyClick(writeLimit(x, u"new"_s), Qt::Key_Escape);
    QCOMPARE(limitIn(x.page.openRequests().first().draft), u"50"_s);
}

void TestExploreCells::whoSavesGoesOnWriting()
{
    ExploreFixture x(m_theme);
    connect(&x.page, &ExplorePage::saveRequested, &x.page, [&x](OpenRequest request) {
        request.saved = request.draft;
        request.edited = false;
        x.page.setRequest(request);
    });
    QPointer<QLineEdit> editor = writeLimit(x, u"new"_s);
    editor->setCursorPosition(1);
    QTest::keyClick(editor, Qt::Key_S, Qt::ControlModifier);
    QVERIFY(!x.page.openRequests().first().edited);
    QVERIFY(editor && editor->hasFocus());
    QCOMPARE(editor->cursorPosition(), 1);
    QTest::keyClicks(editor, u"o"_s);
    QCOMPARE(limitIn(x.page.openRequests().first().draft), u"noew"_s);
}

void TestExploreCells::givesWayToWhatIsOnDisk()
{
    ExploreFixture x(m_theme);
    OpenRequest changed = x.page.openRequests().first();
    changed.draft = changed.saved = second();
    writeLimit(x, u"new"_s);
    x.page.setRequest(changed);
    QCOMPARE(limitIn(x.page.openRequests().first().draft), u"7"_s);
}

void TestExploreCells::tabGoesToTheNextThatIsWritten_data()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<int>("part");
    QTest::addColumn<QPoint>("from"); // row, column
    QTest::addColumn<QPoint>("to");
    QTest::newRow("in a row") << u"Parameters"_s << 0 << QPoint(0, 1) << QPoint(0, 2);
    QTest::newRow("over the tick of the next one") << u"Parameters"_s << 0 << QPoint(0, 2) << QPoint(1, 1);
    QTest::newRow("over what such a test has not") << u"Tests"_s << 4 << QPoint(0, 1) << QPoint(0, 3);
    QTest::newRow("over that and the tick") << u"Tests"_s << 4 << QPoint(1, 3) << QPoint(2, 1);
}

void TestExploreCells::tabGoesToTheNextThatIsWritten()
{
    QFETCH(const QString, table);
    QFETCH(const int, part);
    QFETCH(const QPoint, from);
    QFETCH(const QPoint, to);
    RequestDraft draft = ExploreFixture::draft();
    draft.more.tests = {{TestSubject::Status, {}, TestComparison::Equals, u"200"_s},
                        {TestSubject::Json, u"$.id"_s, TestComparison::Exists, {}}};
    ExploreFixture x(m_theme, draft);
    x.named<TabStrip>(u"Parts of the request"_s)->setCurrentIndex(part);
    auto *view = x.named<FieldTable>(table);
    view->setFocus();
    view->setCurrentIndex(view->model()->index(from.x(), from.y()));
    QWidget *editor = view->indexWidget(view->currentIndex());
    QVERIFY(editor);
    QTest::keyClick(editor, Qt::Key_Tab);
    QCOMPARE(view->currentIndex(), view->model()->index(to.x(), to.y()));
    QVERIFY(view->indexWidget(view->currentIndex()));
}

void TestExploreCells::theTickIsReachedAndSet()
{
    ExploreFixture x(m_theme);
    const auto *view = x.named<FieldTable>(u"Parameters"_s);
    QTest::keyClick(write(x, u"Parameters"_s, 0, 1, u"limit"_s), Qt::Key_Backtab, Qt::ShiftModifier);
    QCOMPARE(view->currentIndex(), view->model()->index(0, 0));
    QVERIFY(x.page.currentDraft().params.first().enabled);
    QTest::keyClick(x.page.focusWidget(), Qt::Key_Space);
    QVERIFY(!x.page.currentDraft().params.first().enabled);
}

void TestExploreCells::lettersAtATickBeginALine()
{
    ExploreFixture x(m_theme);
    auto *view = x.named<FieldTable>(u"Parameters"_s);
    const Fields before = x.page.currentDraft().params;
    view->setFocus();
    view->setCurrentIndex(view->model()->index(0, 0));
    for (const QChar key : u"qty"_s)
        QTest::keyClick(QApplication::focusWidget(), key.toLatin1());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    const Fields after = before + Fields{{u"qty"_s, {}}};
    QCOMPARE(x.page.currentDraft().params, after);
    QCOMPARE(view->currentIndex(), view->model()->index(int(before.size()), 2));
}

QTEST_MAIN(TestExploreCells)
#include "tst_explorecells.moc"
