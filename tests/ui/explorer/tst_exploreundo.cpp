// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorefixture.h"

#include "common/tabstrip.h"
#include "explorer/exacttextedit.h"
#include "explorer/fieldtable.h"
#include "models/fieldtablemodel.h"

#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// Edits of a request's rows, taken back and made anew by the keys.
class TestExploreUndo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void everyKindOfEdit_data();
    void everyKindOfEdit();
    void theUrlGoesAlong();
    void whatTheUrlSaidComesBackAsWritten();
    void aCellFirstTakesBackItsOwn();
    void theRowIsShown();
    void theTreeIsLeftAlone();
    void eachTabHasItsOwn();
    void savingForgetsNothing();
    void anotherVersionForgets();
    void aTextFirstTakesBackItsOwn();
    void theKindOfBodyComesBack();
    void movingTakesTheEditorAlong();
    void credentialsComeBack();
    void eachLineOfCredentialsIsItsOwnStep();
    void whatACredentialsLineDoesNotTakeStays();

private:
    static RequestDraft draft(const QString &id = u"a"_s)
    {
        RequestDraft draft = ExploreFixture::draft();
        draft.requestId = id;
        draft.headers = {{u"A"_s, u"1"_s, true, u"first"_s}, {u"B"_s, u"2"_s, false}};
        return draft;
    }
    static FieldTable *headers(const ExploreFixture &x)
    {
        x.named<TabStrip>(u"Parts of the request"_s)->setCurrentIndex(1);
        return x.named<FieldTable>(u"Headers"_s);
    }
    static QLineEdit *openCell(FieldTable *table, int row, int column)
    {
        const QModelIndex cell = table->model()->index(row, column);
        table->setFocus();
        table->setCurrentIndex(cell);
        if (!table->indexWidget(cell))
            table->edit(cell);
        auto *editor = qobject_cast<QLineEdit *>(table->indexWidget(cell));
        if (!editor)
            qFatal("The cell cannot be edited");
        return editor;
    }
    static void press(const ExploreFixture &x, Qt::Key key, Qt::KeyboardModifiers modifiers)
    {
        QTest::keyClick(x.page.focusWidget(), key, modifiers);
    }
    static QLineEdit *line(const ExploreFixture &x, const QString &name)
    {
        auto *found = x.named<QLineEdit>(name);
        if (!found)
            qFatal("No %s", qPrintable(name));
        found->setFocus();
        return found;
    }
    static void chooseCredentials(const ExploreFixture &x, AuthType type)
    {
        x.named<TabStrip>(u"Parts of the request"_s)->setCurrentIndex(2);
        auto *kind = x.named<QComboBox>(u"Credentials"_s);
        kind->setFocus();
        kind->setCurrentIndex(kind->findData(int(type)));
    }
    static void undo(const ExploreFixture &x) { press(x, Qt::Key_Z, Qt::ControlModifier); }
    static void redo(const ExploreFixture &x) { press(x, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier); }

    Theme m_theme{Theme::Mode::Light};
};

void TestExploreUndo::everyKindOfEdit_data()
{
    using Edit = std::function<void(QAbstractItemModel &)>;
    QTest::addColumn<Edit>("edit");
    const auto set = [](int row, int column, const QVariant &value) {
        return Edit([=](QAbstractItemModel &model) {
            model.setData(model.index(row, column), value, column == 0 ? Qt::CheckStateRole : Qt::EditRole);
        });
    };
    QTest::newRow("a name") << set(0, FieldTableModel::NameColumn, u"C"_s);
    QTest::newRow("a value") << set(1, FieldTableModel::ValueColumn, u"3"_s);
    QTest::newRow("a description") << set(0, FieldTableModel::DescriptionColumn, QString());
    QTest::newRow("on") << set(1, FieldTableModel::EnabledColumn, Qt::Checked);
    QTest::newRow("off") << set(0, FieldTableModel::EnabledColumn, Qt::Unchecked);
    QTest::newRow("added") << set(2, FieldTableModel::NameColumn, u"C"_s);
    QTest::newRow("removed") << Edit([](QAbstractItemModel &model) { model.removeRow(0); });
    QTest::newRow("moved") << Edit([](QAbstractItemModel &model) { model.moveRow({}, 0, {}, 2); });
}

void TestExploreUndo::everyKindOfEdit()
{
    QFETCH(const std::function<void(QAbstractItemModel &)>, edit);
    ExploreFixture x(m_theme, draft());
    FieldTable *table = headers(x);
    edit(*table->model());
    const Fields edited = x.page.currentDraft().headers;
    QVERIFY(edited != draft().headers);
    QVERIFY(x.page.openRequests().first().edited);
    table->setFocus();
    QSignalSpy told(&x.page, &ExplorePage::requestEdited);
    undo(x);
    QCOMPARE(x.page.currentDraft(), draft());
    QVERIFY(!x.page.openRequests().first().edited);
    QCOMPARE(told.count(), 1);
    undo(x); // nothing is left
    QCOMPARE(x.page.currentDraft(), draft());
    redo(x);
    QCOMPARE(x.page.currentDraft().headers, edited);
    redo(x);
    QCOMPARE(x.page.currentDraft().headers, edited);
    QCOMPARE(told.count(), 2);
}

void TestExploreUndo::theUrlGoesAlong()
{
    ExploreFixture x(m_theme);
    auto *table = x.named<FieldTable>(u"Parameters"_s);
    table->model()->removeRow(0);
    QCOMPARE(x.url()->text(), u"/orders"_s);
    table->setFocus();
    undo(x);
    QCOMPARE(x.url()->text(), u"/orders?limit=50"_s);
    // What is typed there is taken back as one, and the path stays.
    x.url()->setFocus();
    x.url()->setText({});
    QTest::keyClicks(x.url(), u"/other?limit=7&page=2"_s);
    table->setFocus();
    undo(x);
    QCOMPARE(x.url()->text(), u"/other?limit=50"_s);
    QCOMPARE(x.page.currentDraft().params, ExploreFixture::draft().params);
    redo(x);
    QCOMPARE(x.url()->text(), u"/other?limit=7&page=2"_s);
}

void TestExploreUndo::whatTheUrlSaidComesBackAsWritten()
{
    RequestDraft first = draft();
    first.url = u"/orders?flag&a=1"_s;
    first.params = {{u"flag"_s, {}}, {u"a"_s, u"1"_s}};
    ExploreFixture x(m_theme, first);
    auto *table = x.named<FieldTable>(u"Parameters"_s);
    table->model()->removeRow(0);
    table->setFocus();
    undo(x);
    QCOMPARE(x.page.currentDraft(), first);
}

void TestExploreUndo::aCellFirstTakesBackItsOwn()
{
    ExploreFixture x(m_theme, draft());
    FieldTable *table = headers(x);
    table->model()->setData(table->model()->index(1, FieldTableModel::ValueColumn), u"old"_s, Qt::EditRole);
    QLineEdit *editor = openCell(table, 0, FieldTableModel::ValueColumn);
    editor->end(false);
    QTest::keyClicks(editor, u"x"_s);
    undo(x);
    QCOMPARE(editor->text(), u"1"_s);
    QCOMPARE(x.page.currentDraft().headers.at(1).value, u"old"_s);
    undo(x);
    QCOMPARE(x.page.currentDraft(), draft());
    redo(x);
    QCOMPARE(x.page.currentDraft().headers.at(1).value, u"old"_s);
}

void TestExploreUndo::theRowIsShown()
{
    ExploreFixture x(m_theme, draft());
    FieldTable *table = headers(x);
    table->model()->removeRow(1);
    auto *parts = x.named<TabStrip>(u"Parts of the request"_s);
    parts->setCurrentIndex(0);
    x.named<FieldTable>(u"Parameters"_s)->setFocus();
    undo(x);
    QCOMPARE(parts->currentIndex(), 1);
    QCOMPARE(table->currentIndex().row(), 1);
    QVERIFY(table->isAncestorOf(x.page.focusWidget()) || table->hasFocus());
    QCOMPARE(x.page.currentDraft(), draft());
}

void TestExploreUndo::theTreeIsLeftAlone()
{
    ExploreFixture x(m_theme, draft());
    QAction ofTree;
    ofTree.setShortcut(QKeySequence::Undo);
    x.page.addAction(&ofTree);
    const QSignalSpy triggered(&ofTree, &QAction::triggered);
    FieldTable *table = headers(x);
    table->setFocus();
    table->setCurrentIndex(table->model()->index(0, FieldTableModel::EnabledColumn)); // which has no editor
    undo(x);
    openCell(table, 0, FieldTableModel::ValueColumn);
    undo(x);
    QCOMPARE(triggered.count(), 0);
    // Elsewhere the keys mean it.
    x.named<QComboBox>(u"Method"_s)->parentWidget()->setFocusPolicy(Qt::StrongFocus);
    x.named<QComboBox>(u"Method"_s)->parentWidget()->setFocus();
    undo(x);
    QCOMPARE(triggered.count(), 1);
}

void TestExploreUndo::eachTabHasItsOwn()
{
    ExploreFixture x(m_theme, draft());
    headers(x)->model()->removeRow(0);
    x.page.openRequest(draft(u"b"_s));
    headers(x)->setFocus();
    undo(x);
    QCOMPARE(x.page.currentDraft(), draft(u"b"_s));
    x.named<TabStrip>(u"Open requests"_s)->setCurrentIndex(0);
    headers(x)->setFocus();
    undo(x);
    QCOMPARE(x.page.currentDraft(), draft());
}

void TestExploreUndo::savingForgetsNothing()
{
    ExploreFixture x(m_theme, draft());
    headers(x)->model()->removeRow(0);
    OpenRequest request = x.page.openRequests().first();
    request.saved = request.draft;
    request.edited = false;
    x.page.setRequest(request);
    headers(x)->setFocus();
    undo(x);
    QCOMPARE(x.page.currentDraft(), draft());
    QVERIFY(x.page.openRequests().first().edited);
}

void TestExploreUndo::anotherVersionForgets()
{
    ExploreFixture x(m_theme, draft());
    headers(x)->model()->removeRow(0);
    OpenRequest request = x.page.openRequests().first();
    request.draft.headers = request.saved.headers = {{u"Z"_s, u"9"_s}};
    x.page.setRequest(request);
    headers(x)->setFocus();
    undo(x);
    QCOMPARE(x.page.currentDraft().headers, (Fields{{u"Z"_s, u"9"_s}}));
}

void TestExploreUndo::aTextFirstTakesBackItsOwn()
{
    ExploreFixture x(m_theme, draft());
    headers(x)->model()->removeRow(1);
    x.named<QPushButton>(u"Headers: bulk edit"_s)->click();
    auto *text = x.named<ExactTextEdit>(u"Headers as text"_s);
    text->moveCursor(QTextCursor::End);
    ExploreFixture::type(text, u"2\nC:3"_s);
    QCOMPARE(x.page.currentDraft().headers.size(), 2);
    // As one, once the text is left.
    x.named<QPushButton>(u"Headers: to the table"_s)->click();
    undo(x);
    QCOMPARE(x.page.currentDraft().headers, (Fields{draft().headers.first()}));
    redo(x);
    QCOMPARE(x.page.currentDraft().headers.size(), 2);
    x.named<QPushButton>(u"Headers: bulk edit"_s)->click();
    text->moveCursor(QTextCursor::End);
    ExploreFixture::type(text, u"4"_s);
    undo(x);
    QCOMPARE(text->exactText(), u"A:12\nC:3"_s);
    undo(x); // the text has nothing left
    QCOMPARE(text->exactText(), u"A:1"_s);
    undo(x);
    QCOMPARE(x.page.currentDraft(), draft());
}

void TestExploreUndo::theKindOfBodyComesBack()
{
    RequestDraft first = draft();
    first.more.bodyKind = BodyKind::Form;
    first.more.form = {{u"f"_s, u"1"_s}};
    ExploreFixture x(m_theme, first);
    x.named<TabStrip>(u"Parts of the request"_s)->setCurrentIndex(3);
    x.named<FieldTable>(u"Fields of the form"_s)->model()->removeRow(0);
    auto *kind = x.named<QComboBox>(u"Kind of body"_s);
    kind->setCurrentIndex(kind->findData(int(BodyKind::Json)));
    kind->setFocus();
    undo(x);
    QCOMPARE(x.page.currentDraft().more.bodyKind, BodyKind::Form);
    undo(x);
    QCOMPARE(x.page.currentDraft(), first);
    QVERIFY(x.named<FieldTable>(u"Fields of the form"_s)->isVisible());
}

void TestExploreUndo::movingTakesTheEditorAlong()
{
    ExploreFixture x(m_theme, draft());
    FieldTable *table = headers(x);
    QLineEdit *editor = openCell(table, 0, FieldTableModel::ValueColumn);
    editor->end(false);
    QTest::keyClicks(editor, u"x"_s);
    press(x, Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(x.page.currentDraft().headers, (Fields{{u"B"_s, u"2"_s, false}, {u"A"_s, u"1x"_s, true, u"first"_s}}));
    QCOMPARE(table->currentIndex(), table->model()->index(1, FieldTableModel::ValueColumn));
    QVERIFY(table->indexWidget(table->currentIndex()));
    press(x, Qt::Key_Down, Qt::AltModifier); // there is nothing below
    QCOMPARE(table->currentIndex().row(), 1);
    press(x, Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(x.page.currentDraft().headers.first().value, u"1x"_s);
    undo(x);
    undo(x);
    undo(x);
    QCOMPARE(x.page.currentDraft(), draft());
}

void TestExploreUndo::credentialsComeBack()
{
    RequestDraft first = draft();
    first.more.auth = AuthConfig();
    first.more.auth->type = AuthType::Bearer;
    first.more.auth->token = Secret::plain(u"{{token}}"_s);
    ExploreFixture x(m_theme, first);
    chooseCredentials(x, AuthType::Basic);
    x.named<TabStrip>(u"Parts of the request"_s)->setCurrentIndex(1);
    x.named<FieldTable>(u"Headers"_s)->setFocus();
    undo(x);
    QCOMPARE(x.page.currentDraft(), first);
    QVERIFY(!x.page.openRequests().first().edited);
    QCOMPARE(x.named<TabStrip>(u"Parts of the request"_s)->currentIndex(), 2);
    QVERIFY(x.named<QLineEdit>(u"Token"_s)->isVisible());
    redo(x);
    QCOMPARE(x.page.currentDraft().more.auth->type, AuthType::Basic);
    QVERIFY(x.named<QLineEdit>(u"User name"_s)->isVisible());
    chooseCredentials(x, AuthType(-1)); // those of its client
    QVERIFY(!x.page.currentDraft().more.auth);
    undo(x);
    QCOMPARE(x.page.currentDraft().more.auth->type, AuthType::Basic);
}

void TestExploreUndo::eachLineOfCredentialsIsItsOwnStep()
{
    ExploreFixture x(m_theme, draft());
    chooseCredentials(x, AuthType::Basic);
    QTest::keyClicks(line(x, u"User name"_s), u"ann"_s);
    QTest::keyClicks(line(x, u"Password"_s), u"{{password}}"_s);
    const auto auth = x.page.currentDraft().more.auth;
    x.named<QComboBox>(u"Credentials"_s)->setFocus();
    undo(x);
    QCOMPARE(x.page.currentDraft().more.auth->password, Secret());
    QCOMPARE(x.page.currentDraft().more.auth->username, u"ann"_s);
    redo(x);
    QCOMPARE(x.page.currentDraft().more.auth, auth);
    // A line takes back its own first, and then it is the request's turn.
    QLineEdit *user = line(x, u"User name"_s);
    user->end(false);
    QTest::keyClicks(user, u"a"_s);
    undo(x);
    QCOMPARE(x.page.currentDraft().more.auth, auth);
    undo(x);
    QCOMPARE(x.page.currentDraft().more.auth->password, Secret());
    undo(x);
    QCOMPARE(x.page.currentDraft().more.auth->username, QString());
    undo(x);
    QCOMPARE(x.page.currentDraft(), draft());
}

void TestExploreUndo::whatACredentialsLineDoesNotTakeStays()
{
    ExploreFixture x(m_theme, draft());
    chooseCredentials(x, AuthType::Bearer);
    headers(x)->model()->removeRow(0);
    QLineEdit *token = x.named<QLineEdit>(u"Token"_s);
    token->insert(u"a secret"_s); // which is not taken
    x.named<FieldTable>(u"Headers"_s)->setFocus();
    undo(x);
    QCOMPARE(x.page.currentDraft().headers, draft().headers);
    QCOMPARE(token->text(), u"a secret"_s);
}

QTEST_MAIN(TestExploreUndo)
#include "tst_exploreundo.moc"
