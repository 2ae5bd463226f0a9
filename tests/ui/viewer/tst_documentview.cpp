// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/theme.h"
#include "models/document/bodydocument.h"
#include "models/document/documentsearch.h"
#include "viewer/documentview.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

std::shared_ptr<BodyDocument> documentOf(const QByteArray &text, BodyForm form = BodyForm::Json)
{
    auto document = std::make_shared<BodyDocument>(std::make_shared<const DocumentBytes>(text), form);
    document->index().extend(text.size());
    return document;
}

const QByteArray orders = R"({"orders":[{"id":1,"tags":["a",{}]},{"id":2,"tags":["b",{}]}],"next":null})";

} // namespace

/// Counts how often a widget gets another size. Where that never ends, neither would its event loop.
class ResizeCount : public QObject
{
public:
    explicit ResizeCount(QWidget &widget) { widget.installEventFilter(this); }
    void restart() { m_count = 0; }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        constexpr int many = 10;
        if (event->type() == QEvent::Resize && ++m_count > many)
            qFatal("the bars come and go without end");
        return false;
    }

private:
    int m_count = 0;
};

class TestDocumentView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void placeholderWhereNothingIs();
    void foldsAndUnfolds();
    void foldsAll();
    void foldsByTheMouse();
    void keysMoveAndSelect();
    void copiesSelectionPathAndValue();
    void matchesComeIntoView();
    void millionsOfLinesScroll();
    void manyMatchesInLongLines_data();
    void manyMatchesInLongLines();
    void doubleClickSelectsAWord();
    void readersHearWhatIsVisible();
    void commandsFitTheDocument();
    void aWideLineAtTheLowerEdge();

private:
    Theme m_theme{Theme::Mode::Light};
};

void TestDocumentView::placeholderWhereNothingIs()
{
    DocumentView view(m_theme);
    view.setPlaceholderText(u"Nothing here"_s);
    view.resize(400, 300);
    QCOMPARE(view.rowCount(), 0);
    QCOMPARE(view.visibleText(), u"Nothing here"_s);
    QTest::keyClick(&view, Qt::Key_Down);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, {10, 10});
    view.selectAll();
    view.copy();
    view.copyPath();
    view.toggleFold(0);
    QVERIFY(!view.grab().isNull());
    view.setDocument(documentOf({}));
    QCOMPARE(view.cursorOffset(), 0);
}

void TestDocumentView::foldsAndUnfolds()
{
    DocumentView view(m_theme);
    view.resize(600, 400);
    view.setDocument(documentOf(orders));
    const qint64 all = view.rowCount();
    QCOMPARE(view.visibleText().section(u'\n', 1, 1), u"  \"orders\": ["_s);
    view.toggleFold(1);
    QCOMPARE(view.visibleText().section(u'\n', 1, 1), u"  \"orders\": [ … ],"_s);
    QCOMPARE(view.rowCount(), 4);
    QCOMPARE(view.visibleText().section(u'\n', 2, 2), u"  \"next\": null"_s);
    view.moveCursor({1, 0});
    QTest::keyClick(&view, Qt::Key_Down);
    QCOMPARE(view.visibleText().section(u'\n', 2, 2), u"  \"next\": null"_s);
    QCOMPARE(view.cursor().line, all - 2);
    view.toggleFold(0);
    QCOMPARE(view.rowCount(), 1);
    QCOMPARE(view.cursor().line, 0); // it was hidden
    view.unfoldAll();
    QCOMPARE(view.rowCount(), all);
    view.toggleFold(all - 2); // opens nothing
    QCOMPARE(view.rowCount(), all);
}

void TestDocumentView::foldsAll()
{
    DocumentView view(m_theme);
    view.resize(600, 400);
    view.show();
    QVERIFY(QTest::qWaitForWindowActive(&view));
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_Minus, Qt::ControlModifier); // of nothing
    view.setDocument(documentOf(orders));
    const qint64 all = view.rowCount();
    view.moveCursor({2, 1});
    QTest::keyClick(&view, Qt::Key_Minus, Qt::ControlModifier);
    QCOMPARE(view.rowCount(), 4);
    QCOMPARE(view.visibleText().section(u'\n', 1, 1), u"  \"orders\": [ … ],"_s);
    QCOMPARE(view.cursor().line, 1); // where it was is hidden
    QTest::keyClick(&view, Qt::Key_Plus, Qt::ControlModifier);
    QCOMPARE(view.rowCount(), all);
}

void TestDocumentView::foldsByTheMouse()
{
    DocumentView view(m_theme);
    view.resize(600, 400);
    view.show();
    view.setDocument(documentOf(orders));
    const qint64 all = view.rowCount();
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, {4, 10});
    QCOMPARE(view.rowCount(), 1);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, {4, 10});
    QCOMPARE(view.rowCount(), all);
}

void TestDocumentView::keysMoveAndSelect()
{
    DocumentView view(m_theme);
    view.resize(600, 400);
    view.setDocument(documentOf("one two\nthr\U0001F600ee\n\nlast", BodyForm::Text));
    const auto press = [&view](Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(&view, key, modifiers);
        return view.cursor();
    };
    QCOMPARE(press(Qt::Key_Right, Qt::ControlModifier), TextPlace({0, 3}));
    QCOMPARE(press(Qt::Key_End), TextPlace({0, 7}));
    QCOMPARE(press(Qt::Key_Right), TextPlace({1, 0}));
    QCOMPARE(press(Qt::Key_Left), TextPlace({0, 7}));
    QCOMPARE(press(Qt::Key_Down), TextPlace({1, 7}));
    QCOMPARE(press(Qt::Key_Left), TextPlace({1, 6}));
    QCOMPARE(press(Qt::Key_Left), TextPlace({1, 5}));
    QCOMPARE(press(Qt::Key_Left), TextPlace({1, 3})); // a character of two units is one
    QCOMPARE(press(Qt::Key_Right), TextPlace({1, 5}));
    QVERIFY(!view.hasSelection());
    QCOMPARE(press(Qt::Key_Up, Qt::ShiftModifier), TextPlace({0, 5}));
    QVERIFY(view.hasSelection());
    QCOMPARE(press(Qt::Key_End, Qt::ControlModifier), TextPlace({3, 4}));
    QCOMPARE(press(Qt::Key_PageUp), TextPlace({0, 4}));
    QCOMPARE(press(Qt::Key_Home, Qt::ControlModifier), TextPlace({0, 0}));
    QCOMPARE(press(Qt::Key_Left), TextPlace({0, 0}));
}

void TestDocumentView::copiesSelectionPathAndValue()
{
    DocumentView view(m_theme);
    view.resize(600, 400);
    view.show();
    view.setDocument(documentOf(orders));
    view.selectAll();
    view.copy();
    QTRY_COMPARE(QApplication::clipboard()->text(), view.toPlainText());
    const QByteArray id = "\"id\": 2";
    qint64 line = 0;
    while (!view.document()->line(line).text.contains(QString::fromLatin1(id)))
        ++line;
    view.moveCursor({line, int(view.document()->line(line).text.indexOf(u"id"))});
    view.copyPath();
    QTRY_COMPARE(QApplication::clipboard()->text(), u"$.orders[1].id"_s);
    view.copyValue();
    QTRY_COMPARE(QApplication::clipboard()->text(), u"2"_s);
}

void TestDocumentView::matchesComeIntoView()
{
    const QByteArray text = "[" + QByteArray("{\"a\":[1,{}]},").repeated(1'000) + "\"needle\"]";
    DocumentView view(m_theme);
    view.resize(600, 400);
    view.show();
    view.setDocument(documentOf(text));
    view.toggleFold(0);
    const qint64 begin = text.indexOf("needle");
    view.showMatch({begin, begin + 6});
    QVERIFY(view.rowCount() > 1'000); // what hid it is open
    QVERIFY2(view.visibleText().contains(u"needle"), qPrintable(view.visibleText()));
    QCOMPARE(view.cursorOffset(), begin);
    view.copy();
    QTRY_COMPARE(QApplication::clipboard()->text(), u"needle"_s);
}

void TestDocumentView::millionsOfLinesScroll()
{
    DocumentView view(m_theme);
    view.resize(600, 400);
    view.show();
    view.setDocument(documentOf(QByteArray(3'000'000, '\n') + "end", BodyForm::Text));
    QTest::keyClick(&view, Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(view.cursor(), TextPlace({3'000'000, 3}));
    QVERIFY(view.visibleText().endsWith(u"end"));
    QCOMPARE(view.verticalScrollBar()->value(), view.verticalScrollBar()->maximum());
    QVERIFY(!view.grab().isNull());
}

void TestDocumentView::manyMatchesInLongLines_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<bool>("isRegex");
    QTest::newRow("every sign") << QByteArray("a") << u"a"_s << false;
    QTest::newRow("every second one") << QByteArray("ab") << u"a"_s << false;
    QTest::newRow("a slow expression") << QByteArray("ab") << u"(a|b)(a|b)(?=.{900})"_s << true;
}

/// Of each match the whole row was drawn once more: half a minute for a window of them.
void TestDocumentView::manyMatchesInLongLines()
{
    QFETCH(const QByteArray, word);
    QFETCH(const QString, wanted);
    QFETCH(const bool, isRegex);
    constexpr int longest = 1'000; // milliseconds; it takes some tens of them
    const QByteArray text = "[\"" + word.repeated(300'000 / int(word.size())) + "\"]";
    const auto document = documentOf(text);
    DocumentSearch search;
    QSignalSpy finished(&search, &DocumentSearch::finished);
    search.start(document->bytes(), *SearchPattern::compile({wanted, false, isRegex, true}));
    QVERIFY(finished.wait(20'000));
    QVERIFY2(search.count() > 100'000, qPrintable(QString::number(search.count())));
    DocumentView view(m_theme);
    view.resize(700, 700);
    view.setDocument(document);
    view.setSearch(&search);
    view.grab(); // fonts and glyphs
    view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum() / 2);
    QElapsedTimer time;
    time.start();
    const QImage shown = view.grab().toImage();
    QVERIFY2(time.elapsed() < longest, qPrintable(QString::number(time.elapsed())));
    const QRgb mark = m_theme.color(ColorRole::WarningSoft).rgb();
    int marked = 0;
    for (int x = 0; x < shown.width(); ++x)
        marked += shown.pixel(x, 6) == mark ? 1 : 0;
    QVERIFY2(marked > 100, qPrintable(QString::number(marked)));
}

void TestDocumentView::doubleClickSelectsAWord()
{
    DocumentView view(m_theme);
    view.resize(600, 400);
    view.show();
    view.setDocument(documentOf("alpha_1 beta", BodyForm::Text));
    QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, {80, 12});
    view.copy();
    QTRY_COMPARE(QApplication::clipboard()->text(), u"alpha_1"_s);
}

void TestDocumentView::readersHearWhatIsVisible()
{
    DocumentView view(m_theme);
    view.resize(600, 400);
    view.setDocument(documentOf(orders));
    const QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(&view);
    QVERIFY(interface);
    QCOMPARE(interface->text(QAccessible::Name), u"Body of the answer"_s);
    QCOMPARE(interface->text(QAccessible::Value), view.visibleText());
    QVERIFY(interface->state().readOnly);
}

void TestDocumentView::commandsFitTheDocument()
{
    DocumentView view(m_theme);
    view.resize(600, 400);
    view.show();
    const auto enabled = [&view] {
        QStringList names;
        for (const QAction *command : view.commands()) {
            if (command->isEnabled())
                names << command->text().remove(u'&');
        }
        return names.join(u", ");
    };
    QCOMPARE(enabled(), QString());
    view.setDocument(documentOf("text", BodyForm::Text));
    QCOMPARE(enabled(), u"Select all, Fold or unfold, Fold all, Unfold all"_s);
    view.setDocument(documentOf(orders));
    view.selectAll();
    QCOMPARE(enabled(), u"Copy, Select all, Copy path, Copy value, Fold or unfold, Fold all, Unfold all"_s);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {10, 10}, view.mapToGlobal(QPoint(10, 10)));
    QApplication::sendEvent(view.viewport(), &event);
    const auto *menu = view.findChild<QMenu *>();
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), view.commands().size() + 2);
}

/// Where the horizontal bar covers the line that it is for.
void TestDocumentView::aWideLineAtTheLowerEdge()
{
    const QByteArray before = QByteArray("short\n").repeated(12);
    DocumentView view(m_theme);
    ResizeCount resized(*view.viewport());
    view.setDocument(documentOf(before + QByteArray(200, 'x') + '\n' + before.repeated(3), BodyForm::Text));
    view.resize(400, 300);
    view.show();
    for (int height = 100; height < 360; ++height) {
        resized.restart();
        view.resize(400, height);
        for (int row = 0; row <= view.verticalScrollBar()->maximum(); ++row) {
            resized.restart();
            view.verticalScrollBar()->setValue(row);
            for (int turn = 0; turn < 20; ++turn)
                QCoreApplication::sendPostedEvents();
        }
    }
    QVERIFY(view.verticalScrollBar()->maximum() > 0);
}

QTEST_MAIN(TestDocumentView)
#include "tst_documentview.moc"
