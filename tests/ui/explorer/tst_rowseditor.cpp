// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorefixture.h"

#include "common/tabstrip.h"
#include "explorer/exacttextedit.h"
#include "explorer/fieldtable.h"
#include "explorer/rowseditor.h"
#include "models/checks/testtablemodel.h"
#include "models/fieldtablemodel.h"
#include "secrets/secretclipboard.h"

#include <QApplication>
#include <QClipboard>
#include <QCompleter>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QSplitter>
#include <QTest>
#include <QToolButton>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// The rows of a request as a table and as text.
class TestRowsEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void whatIsPastedBecomesRows();
    void theUrlFollows();
    void theTextFollows();
    void whatIsWrittenStaysAsItIs();
    void anOpenCellIsInTheText();
    void aTabHasItsOwnRows();
    void pathParametersKeepTheirNames();
    void isReachedByTheKeyboard();
    void testsAndCapturesAreTextToo();
    void isUndoneInTheText();
    void hasRoomForItsLines();
    void descriptionsAreSeenWhereThereAreSome();
    void descriptionsAreChosen();
    void aDescriptionHasNoVariables();
    void descriptionsHaveTheirTitle();
    void titlesStandBesideTheButtons_data();
    void titlesStandBesideTheButtons();
    void aRowHasAMenu();
    void aMenuOfOtherRowsCloses_data();
    void aMenuOfOtherRowsCloses();
    void INV2_secretRowsAreCopiedWithAHint();
    void bothSchemesAreDrawn_data();
    void bothSchemesAreDrawn();

private:
    static RequestDraft draft(const QString &id, const Fields &headers)
    {
        RequestDraft draft = ExploreFixture::draft();
        draft.requestId = id;
        draft.headers = headers;
        return draft;
    }
    static void showPart(const ExploreFixture &x, int part)
    {
        x.named<TabStrip>(u"Parts of the request"_s)->setCurrentIndex(part);
    }
    static QMenu *menuOf(FieldTable &table, int row)
    {
        const QPoint place = table.visualRect(table.model()->index(row, FieldTableModel::NameColumn)).center();
        QContextMenuEvent asked(QContextMenuEvent::Mouse, place, table.viewport()->mapToGlobal(place));
        QApplication::sendEvent(table.viewport(), &asked);
        return table.findChild<QMenu *>();
    }
    static void choose(FieldTable &table, int row, const QString &text)
    {
        QMenu *menu = menuOf(table, row);
        QVERIFY(menu && menu->isVisible());
        const QList<QAction *> actions = menu->actions();
        const auto chosen = std::find_if(actions.begin(), actions.end(),
                                         [&text](const QAction *one) { return one->text().remove(u'&') == text; });
        QVERIFY(chosen != actions.end() && (*chosen)->isEnabled());
        (*chosen)->trigger();
        menu->close();
        QCoreApplication::sendPostedEvents(menu, QEvent::DeferredDelete);
    }
    static ExactTextEdit *textOf(const ExploreFixture &x, const QString &rows)
    {
        if (auto *toggle = x.named<QPushButton>(rows + u": bulk edit"_s))
            toggle->click();
        return x.named<ExactTextEdit>(rows + u" as text"_s);
    }

    Theme m_theme{Theme::Mode::Light};
};

void TestRowsEditor::whatIsPastedBecomesRows()
{
    ExploreFixture x(m_theme, draft(u"a"_s, {{u"Accept"_s, u"text/html"_s, true, u"what we read"_s}}));
    showPart(x, 1);
    ExactTextEdit *text = textOf(x, u"Headers"_s);
    QVERIFY(text->isVisible() && text->hasFocus());
    QCOMPARE(text->exactText(), u"Accept:text/html"_s);
    text->moveCursor(QTextCursor::End);
    QApplication::clipboard()->setText(u"\nX-A: 1\r\n//X-B:2\nX-A: 1"_s);
    text->paste();
    const Fields headers{{u"Accept"_s, u"text/html"_s, true, u"what we read"_s},
                         {u"X-A"_s, u"1"_s},
                         {u"X-B"_s, u"2"_s, false},
                         {u"X-A"_s, u"1"_s}};
    QCOMPARE(x.page.currentDraft().headers, headers);
    QVERIFY(x.page.openRequests().first().edited);
    QCOMPARE(x.named<TabStrip>(u"Parts of the request"_s)->tabText(1), u"Headers"_s);
    x.named<QPushButton>(u"Headers: to the table"_s)->click();
    const auto *table = x.named<FieldTable>(u"Headers"_s);
    QVERIFY(table->isVisible());
    QCOMPARE(table->model()->rowCount(), 5);
    QCOMPARE(x.page.currentDraft().headers, headers);
}

void TestRowsEditor::theUrlFollows()
{
    ExploreFixture x(m_theme);
    ExactTextEdit *text = textOf(x, u"Parameters"_s);
    text->moveCursor(QTextCursor::End);
    ExploreFixture::type(text, u"\n//page: 2\nsort: a b"_s);
    QCOMPARE(x.url()->text(), u"/orders?limit=50&sort=a%20b"_s);
    QCOMPARE(x.page.currentDraft().params,
             (Fields{{u"limit"_s, u"50"_s}, {u"page"_s, u"2"_s, false}, {u"sort"_s, u"a b"_s}}));
}

void TestRowsEditor::theTextFollows()
{
    ExploreFixture x(m_theme);
    const ExactTextEdit *text = textOf(x, u"Parameters"_s);
    x.url()->setFocus();
    x.url()->end(false);
    QTest::keyClicks(x.url(), u"&page=2"_s);
    QCOMPARE(text->exactText(), u"limit:50\npage:2"_s);
}

void TestRowsEditor::whatIsWrittenStaysAsItIs()
{
    ExploreFixture x(m_theme, draft(u"a"_s, {}));
    showPart(x, 1);
    ExactTextEdit *text = textOf(x, u"Headers"_s);
    const QString written = u"\n# first\n\n  Accept :  text/html  \n"_s;
    ExploreFixture::type(text, written);
    QCOMPARE(text->exactText(), written);
    QCOMPARE(x.page.currentDraft().headers, (Fields{{u"first"_s, {}, false}, {u"Accept"_s, u"text/html"_s}}));
    x.named<QPushButton>(u"Headers: to the table"_s)->click();
    QCOMPARE(textOf(x, u"Headers"_s)->exactText(), u"//first:\nAccept:text/html"_s);
}

void TestRowsEditor::anOpenCellIsInTheText()
{
    ExploreFixture x(m_theme);
    auto *view = x.named<FieldTable>(u"Parameters"_s);
    const QModelIndex cell = view->model()->index(0, 2);
    view->setCurrentIndex(cell);
    auto *editor = qobject_cast<QLineEdit *>(view->indexWidget(cell));
    QVERIFY(editor);
    editor->selectAll();
    QTest::keyClicks(editor, u"7"_s);
    QCOMPARE(textOf(x, u"Parameters"_s)->exactText(), u"limit:7"_s);
}

void TestRowsEditor::aTabHasItsOwnRows()
{
    ExploreFixture x(m_theme, draft(u"a"_s, {{u"A"_s, u"1"_s}}));
    showPart(x, 1);
    ExactTextEdit *text = textOf(x, u"Headers"_s);
    text->moveCursor(QTextCursor::End);
    ExploreFixture::type(text, u"2"_s);
    x.page.openRequest(draft(u"b"_s, {{u"B"_s, u"3"_s}}));
    QCOMPARE(text->exactText(), u"B:3"_s);
    x.named<TabStrip>(u"Open requests"_s)->setCurrentIndex(0);
    QCOMPARE(text->exactText(), u"A:12"_s);
    QCOMPARE(x.page.openRequests().last().edited, false);
}

void TestRowsEditor::pathParametersKeepTheirNames()
{
    RequestDraft first = draft(u"a"_s, {});
    first.url = u"/o/:id/:item"_s;
    first.params = {};
    first.more.pathParams = {{u"id"_s, u"7"_s}, {u"later"_s, u"x"_s}};
    ExploreFixture x(m_theme, first);
    ExactTextEdit *text = textOf(x, u"Path parameters"_s);
    QCOMPARE(text->exactText(), u"id:7\nitem:"_s);
    text->moveCursor(QTextCursor::End);
    ExploreFixture::type(text, u"9\nother:1"_s);
    QCOMPARE(x.page.currentDraft().more.pathParams,
             (Fields{{u"id"_s, u"7"_s}, {u"item"_s, u"9"_s}, {u"later"_s, u"x"_s}}));
}

void TestRowsEditor::isReachedByTheKeyboard()
{
    ExploreFixture x(m_theme, draft(u"a"_s, {}));
    showPart(x, 1);
    auto *toggle = x.named<QPushButton>(u"Headers: bulk edit"_s);
    x.named<FieldTable>(u"Headers"_s)->setFocus();
    QTest::keyClick(x.page.focusWidget(), Qt::Key_Escape); // out of the cell
    QTest::keyClick(x.page.focusWidget(), Qt::Key_Tab);
    QVERIFY(x.named<QToolButton>(u"Headers: descriptions"_s)->hasFocus());
    QTest::keyClick(x.page.focusWidget(), Qt::Key_Tab);
    QVERIFY(toggle->hasFocus());
    QTest::keyClick(toggle, Qt::Key_Space);
    const auto *text = x.named<ExactTextEdit>(u"Headers as text"_s);
    QVERIFY(text->hasFocus());
    QTest::keyClick(x.page.focusWidget(), Qt::Key_Tab);
    QVERIFY(toggle->hasFocus());
    QCOMPARE(toggle->text(), u"Table"_s);
}

void TestRowsEditor::testsAndCapturesAreTextToo()
{
    ExploreFixture x(m_theme, draft(u"a"_s, {}));
    showPart(x, 4);
    ExactTextEdit *tests = textOf(x, u"Tests"_s);
    QVERIFY(tests->isVisible() && tests->hasFocus());
    QTest::keyClicks(tests, u"status:equals 200"_s);
    QTest::keyClick(tests, Qt::Key_Return);
    QTest::keyClicks(tests, u"//header ETag:exists"_s);
    ExactTextEdit *captures = textOf(x, u"Captures"_s);
    QTest::keyClicks(captures, u"token:json $.token"_s);
    const QList<RequestTest> written{{TestSubject::Status, {}, TestComparison::Equals, u"200"_s},
                                     {TestSubject::Header, u"ETag"_s, TestComparison::Exists, {}, false}};
    QCOMPARE(x.page.currentDraft().more.tests, written);
    QCOMPARE(x.page.currentDraft().more.captures,
             (QList<RequestCapture>{{u"token"_s, CaptureSource::Json, u"$.token"_s}}));
    // Each shows how its lines look.
    QVERIFY2(x.visibleText().contains(u"status:equals 200 or"), qPrintable(x.visibleText()));
    x.named<QPushButton>(u"Tests: to the table"_s)->click();
    QCOMPARE(x.named<FieldTable>(u"Tests"_s)->model()->rowCount(), 3);
    QTest::keyClick(x.page.focusWidget(), Qt::Key_Escape);
    QTest::keyClick(x.page.focusWidget(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(x.page.currentDraft().more.captures.isEmpty());
}

void TestRowsEditor::isUndoneInTheText()
{
    ExploreFixture x(m_theme, draft(u"a"_s, {{u"A"_s, u"1"_s}}));
    showPart(x, 1);
    ExactTextEdit *text = textOf(x, u"Headers"_s);
    QTest::keyClick(text, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(text, Qt::Key_Delete);
    QCOMPARE(x.page.currentDraft().headers, Fields());
    QTest::keyClick(text, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(x.page.currentDraft().headers, (Fields{{u"A"_s, u"1"_s}}));
    QVERIFY(!x.page.openRequests().first().edited);
}

void TestRowsEditor::hasRoomForItsLines()
{
    ExploreFixture x(m_theme, draft(u"a"_s, {}));
    showPart(x, 1);
    auto *rows = x.named<FieldTable>(u"Headers"_s)->parentWidget();
    const int table = rows->height();
    ExactTextEdit *text = textOf(x, u"Headers"_s);
    QTRY_VERIFY(rows->height() > table);
    const int few = rows->height();
    ExploreFixture::type(text, u"a\n"_s.repeated(12));
    QTRY_VERIFY(rows->height() > few);
}

void TestRowsEditor::descriptionsAreSeenWhereThereAreSome()
{
    ExploreFixture x(m_theme, draft(u"a"_s, {{u"A"_s, u"1"_s}}));
    showPart(x, 1);
    auto *table = x.named<FieldTable>(u"Headers"_s);
    QVERIFY(table->isColumnHidden(FieldTableModel::DescriptionColumn));
    x.page.openRequest(draft(u"b"_s, {{u"A"_s, u"1"_s}, {u"B"_s, u"2"_s, true, u"a note"_s}}));
    QVERIFY(!table->isColumnHidden(FieldTableModel::DescriptionColumn));
    QVERIFY(x.named<QToolButton>(u"Headers: descriptions"_s)->isChecked());
    // Clearing the only one leaves the column to its writer.
    const QModelIndex cell = table->model()->index(1, FieldTableModel::DescriptionColumn);
    QVERIFY(table->model()->setData(cell, QString(), Qt::EditRole));
    QVERIFY(!table->isColumnHidden(FieldTableModel::DescriptionColumn));
    x.named<TabStrip>(u"Open requests"_s)->setCurrentIndex(0);
    QVERIFY(table->isColumnHidden(FieldTableModel::DescriptionColumn));
}

void TestRowsEditor::descriptionsAreChosen()
{
    ExploreFixture x(m_theme, draft(u"a"_s, {{u"A"_s, u"1"_s}}));
    showPart(x, 1);
    auto *table = x.named<FieldTable>(u"Headers"_s);
    x.named<QToolButton>(u"Headers: descriptions"_s)->click();
    QVERIFY(!table->isColumnHidden(FieldTableModel::DescriptionColumn));
    QVERIFY(table->columnWidth(FieldTableModel::ValueColumn) > 60);
    QVERIFY(table->columnWidth(FieldTableModel::DescriptionColumn) > 60);
    x.named<QToolButton>(u"Headers: descriptions"_s)->click();
    QVERIFY(table->isColumnHidden(FieldTableModel::DescriptionColumn));
}

void TestRowsEditor::aDescriptionHasNoVariables()
{
    ExploreFixture x(m_theme, draft(u"a"_s, {{u"A"_s, u"1"_s, true, u"for"_s}}));
    showPart(x, 1);
    x.page.setEnvironment(ExploreFixture::environment({{u"tenant"_s, Variable::Source::Text, u"acme"_s}}));
    auto *table = x.named<FieldTable>(u"Headers"_s);
    const QModelIndex cell = table->model()->index(0, FieldTableModel::DescriptionColumn);
    table->setCurrentIndex(cell);
    auto *editor = qobject_cast<QLineEdit *>(table->indexWidget(cell));
    QVERIFY(editor);
    editor->end(false);
    QTest::keyClicks(editor, u" {{gone}}"_s);
    QVERIFY(!editor->findChild<QCompleter *>());
    QCOMPARE(editor->accessibleDescription(), QString());
    QCOMPARE(x.page.openRequests().first().draft.headers.first().description, u"for {{gone}}"_s);
    x.sendAndWait();
    QCOMPARE(x.transport.requestCount(), 1);
}

void TestRowsEditor::descriptionsHaveTheirTitle()
{
    ExploreFixture x(m_theme, draft(u"a"_s, {{u"A"_s, u"1"_s, true, u"for"_s}}));
    showPart(x, 1);
    x.page.findChild<QSplitter *>()->setSizes({480, 544});
    QCoreApplication::processEvents();
    const auto *table = x.named<FieldTable>(u"Headers"_s);
    const QHeaderView *header = table->horizontalHeader();
    const int left = table->x() + header->sectionViewportPosition(FieldTableModel::DescriptionColumn);
    const int room = x.named<QToolButton>(u"Headers: descriptions"_s)->x() - left;
    const int title = header->fontMetrics().horizontalAdvance(u"Description"_s);
    QVERIFY2(room >= title / 2 + 16, QByteArray::number(room).constData());
}

void TestRowsEditor::titlesStandBesideTheButtons_data()
{
    QTest::addColumn<int>("width");
    for (const int width : {700, 800, 1'000, 1'440, 2'560})
        QTest::addRow("%d", width) << width;
}

void TestRowsEditor::titlesStandBesideTheButtons()
{
    QFETCH(const int, width);
    RequestDraft request = draft(u"a"_s, {});
    request.url = u"/orders/:id"_s;
    ExploreFixture x(m_theme, request);
    x.page.resize(width, 640);
    for (const QString &name : {u"Path parameters"_s, u"Tests"_s, u"Captures"_s}) {
        showPart(x, name == u"Path parameters"_s ? 0 : 4);
        QCoreApplication::processEvents();
        const auto *table = x.named<FieldTable>(name);
        QVERIFY(table->isVisible());
        const QHeaderView *header = table->horizontalHeader();
        const QRect titles(header->mapTo(&x.page, QPoint()), header->size());
        const QList<QWidget *> buttons{x.named<QToolButton>(name + u": descriptions"_s),
                                       x.named<QPushButton>(name + u": bulk edit"_s)};
        for (const QWidget *button : buttons) {
            if (button)
                QVERIFY(!titles.intersects(QRect(button->mapTo(&x.page, QPoint()), button->size())));
        }
        for (int section = 1; section < header->count(); ++section) {
            const QString title = table->model()->headerData(section, Qt::Horizontal).toString();
            const int room = header->isSectionHidden(section) ? 10'000 : header->sectionSize(section);
            QVERIFY2(room >= header->fontMetrics().horizontalAdvance(title) + 16, qPrintable(name + u' ' + title));
        }
    }
}

void TestRowsEditor::aRowHasAMenu()
{
    ExploreFixture x(m_theme, draft(u"a"_s, {{u"A"_s, u"1"_s, true, u"a note"_s}, {u"B"_s, u"2"_s, false}}));
    showPart(x, 1);
    auto *table = x.named<FieldTable>(u"Headers"_s);
    const auto headers = [&x] { return x.page.currentDraft().headers; };
    const RequestEntry first{u"A"_s, u"1"_s, true, u"a note"_s};
    const RequestEntry second{u"B"_s, u"2"_s, false};
    choose(*table, 0, u"Duplicate"_s);
    QCOMPARE(headers(), (Fields{first, first, second}));
    choose(*table, 2, u"Move up"_s);
    QCOMPARE(headers(), (Fields{first, second, first}));
    choose(*table, 1, u"Use"_s);
    QVERIFY(headers().at(1).enabled);
    choose(*table, 2, u"Delete"_s);
    QCOMPARE(headers().size(), 2);
    choose(*table, 0, u"Copy as text"_s);
    QCOMPARE(QApplication::clipboard()->text(), u"A:1"_s);
    choose(*table, 1, u"Insert a line above"_s);
    QCOMPARE(headers().size(), 3);
    QCOMPARE(table->currentIndex().row(), 1);
    auto *editor = qobject_cast<QLineEdit *>(table->indexWidget(table->currentIndex()));
    QVERIFY(editor);
    QTest::keyClicks(editor, u"zz"_s); // which no header begins with
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(headers().at(1).name, u"zz"_s);
    QCOMPARE(headers().at(2).name, u"B"_s);
}

void TestRowsEditor::aMenuOfOtherRowsCloses_data()
{
    QTest::addColumn<Fields>("now");
    QTest::newRow("fewer") << Fields{{u"X"_s, u"1"_s}};
    QTest::newRow("as many") << Fields{{u"X"_s, u"1"_s}, {u"Y"_s, u"2"_s}};
}

void TestRowsEditor::aMenuOfOtherRowsCloses()
{
    QFETCH(const Fields, now);
    FieldTableModel model;
    FieldTable table(m_theme, model, u"Headers"_s);
    model.setFields({{u"A"_s, u"1"_s}, {u"B"_s, u"2"_s}});
    table.show();
    const QPointer<QMenu> menu = menuOf(table, 1);
    QVERIFY(menu && menu->isVisible());
    model.renewNotes();
    QVERIFY2(menu->isVisible(), "its rows are what they were");
    model.setFields(now); // another request came to the front
    QVERIFY(!menu || !menu->isVisible());
}

/// As the window of secrets copies them.
void TestRowsEditor::INV2_secretRowsAreCopiedWithAHint()
{
    ExploreFixture x(m_theme, draft(u"a"_s, {{u"X-Api-Key"_s, u"canary"_s}, {u"Accept"_s, u"*/*"_s}}));
    SecretClipboard clipboard(x.scheduler);
    x.page.setSecretClipboard(clipboard);
    showPart(x, 1);
    auto *table = x.named<FieldTable>(u"Headers"_s);
    const auto copied = [] { return QApplication::clipboard()->mimeData(); };
    const QSignalSpy noticed(&x.page, &ExplorePage::noticed);
    choose(*table, 0, u"Copy as text"_s);
    QCOMPARE(copied()->text(), u"X-Api-Key:canary"_s);
    QCOMPARE(noticed.count(), 1);
    QVERIFY(noticed.first().first().toString().contains(u"cleared in 30 seconds"));
    QVERIFY(copied()->hasFormat(u"x-kde-passwordManagerHint"_s));
    x.scheduler.advance(SecretClipboard::lifetime);
    QVERIFY(!QApplication::clipboard()->text().contains(u"canary"));
    choose(*table, 1, u"Copy as text"_s);
    QCOMPARE(copied()->text(), u"Accept:*/*"_s);
    QVERIFY(!copied()->hasFormat(u"x-kde-passwordManagerHint"_s));
    QCOMPARE(noticed.count(), 1);
    // A test has its name elsewhere.
    showPart(x, 4);
    auto *tests = x.named<FieldTable>(u"Tests"_s);
    const RequestTest test{TestSubject::Header, u"Set-Cookie"_s, TestComparison::Equals, u"canary"_s};
    qobject_cast<TestTableModel *>(tests->model())->takeRows({test});
    choose(*tests, 0, u"Copy as text"_s);
    QCOMPARE(copied()->text(), u"header Set-Cookie:equals canary"_s);
    QVERIFY(copied()->hasFormat(u"x-kde-passwordManagerHint"_s));
    QCOMPARE(noticed.count(), 2);
}

void TestRowsEditor::bothSchemesAreDrawn_data()
{
    QTest::addColumn<Theme::Mode>("mode");
    QTest::newRow("light") << Theme::Mode::Light;
    QTest::newRow("dark") << Theme::Mode::Dark;
}

void TestRowsEditor::bothSchemesAreDrawn()
{
    QFETCH(const Theme::Mode, mode);
    m_theme.setMode(mode);
    const Fields headers{{u"Accept"_s, u"application/json"_s, true, u"or the old XML"_s},
                         {u"X-Tenant"_s, u"{{tenant}}"_s},
                         {u"X-Trace"_s, u"{{gone}}-1"_s, true, u"of the gateway"_s},
                         {u"X-Debug"_s, u"1"_s, false}};
    RequestDraft first = draft(u"a"_s, headers);
    first.url = u"/orders/:id?limit=50"_s;
    first.more.pathParams = {{u"id"_s, u"{{order}}"_s}};
    first.more.bodyKind = BodyKind::Multipart;
    first.more.multipart = {{u"note"_s, u"for {{tenant}}"_s, {}, {}, true, u"seen by the cook"_s},
                            {u"photo"_s, {}, u"pictures/cat.png"_s}};
    ExploreFixture x(m_theme, first);
    x.page.setEnvironment(ExploreFixture::environment({{u"tenant"_s, Variable::Source::Text, u"acme"_s}}));
    showPart(x, 1);
    const QString folder = qEnvironmentVariable("FUSEBOARD_PICTURES");
    const auto draw = [&](const QString &name) {
        QCoreApplication::processEvents(); // what is laid out later
        const QImage image = x.page.grab().toImage();
        QVERIFY(!image.isNull());
        if (!folder.isEmpty())
            QVERIFY(image.save(folder + u'/' + name + u'-' + QString::fromLatin1(QTest::currentDataTag()) + u".png"_s));
    };
    draw(u"rows-table"_s);
    textOf(x, u"Headers"_s);
    draw(u"rows-text"_s);
    showPart(x, 3);
    const auto *parts = x.named<FieldTable>(u"Parts of the body"_s);
    QTRY_COMPARE(parts->horizontalHeader()->length(), parts->viewport()->width());
    draw(u"rows-parts"_s);
    showPart(x, 0);
    x.page.resize(1'400, 780);
    x.page.findChild<QSplitter *>()->setSizes({700, 700});
    draw(u"rows-wide"_s);
}

QTEST_MAIN(TestRowsEditor)
#include "tst_rowseditor.moc"
