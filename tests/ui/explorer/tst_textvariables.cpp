// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/textvariables.h"

#include "common/theme.h"
#include "explorer/autheditor.h"
#include "explorer/bodyeditor.h"
#include "explorer/exacttextedit.h"
#include "explorer/urledit.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCompleter>
#include <QHelpEvent>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>
#include <QToolTip>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// The {{variables}} of bodies and credentials while they are written.
class TestTextVariables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void areMarkedInAnyLanguage_data();
    void areMarkedInAnyLanguage();
    void areMarkedInVeryLongLines();
    void followTheScope();
    void namesAreOffered_data();
    void namesAreOffered();
    void aLineIsNotEnteredByWhatIsTaken_data();
    void aLineIsNotEnteredByWhatIsTaken();
    void theListIsGivenUp();
    void aClosedOneIsNotClosedAgain();
    void bracesOfATextAreWritten();
    void whatIsTakenIsUndone();
    void othersOfferNothing();
    void aTipTells();
    void colouringIsNoEdit();
    void everyTextOfABodyTakesPart();
    void credentialsTakePart();

private:
    static VariableScope scope(const QStringList &names)
    {
        Environment environment;
        environment.slug = u"staging"_s;
        environment.config.name = u"Staging"_s;
        for (const QString &name : names)
            environment.config.variables << Variable{name, Variable::Source::Text, u"value of "_s + name};
        return {{environment}, u"staging"_s};
    }
    static void open(QWidget &widget)
    {
        widget.resize(400, 200);
        widget.show();
        widget.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&widget));
        widget.setFocus();
    }
    static QAbstractItemView *popupOf(const QWidget &widget) { return widget.findChild<QCompleter *>()->popup(); }
    /// "name" of a variable with a value, "!name" of one without.
    QStringList marked(const ExactTextEdit &edit) const
    {
        QStringList names;
        for (QTextBlock line = edit.document()->begin(); line.isValid(); line = line.next()) {
            for (const QTextLayout::FormatRange &range : line.layout()->formats()) {
                const QString text = line.text().mid(range.start, range.length);
                const QColor color = range.format.foreground().color();
                if (color == m_theme.color(ColorRole::SyntaxVariable) && !range.format.fontUnderline())
                    names << text;
                else if (color == m_theme.color(ColorRole::DangerText) && range.format.fontUnderline())
                    names << u'!' + text;
            }
        }
        return names;
    }

    Theme m_theme{Theme::Mode::Light};
};

void TestTextVariables::areMarkedInAnyLanguage_data()
{
    QTest::addColumn<BodyHighlighter::Language>("language");
    QTest::newRow("plain") << BodyHighlighter::Language::Plain;
    QTest::newRow("JSON") << BodyHighlighter::Language::Json;
}

void TestTextVariables::areMarkedInAnyLanguage()
{
    QFETCH(const BodyHighlighter::Language, language);
    ExactTextEdit edit;
    TextVariables variables(m_theme, edit);
    variables.setScope(scope({u"a"_s}));
    edit.setPlainText(u"{\"x\": \"1 {{a}} {{b}}\",\n\"n\": {{a}}, \"e\": \"\\{{b}}\", \"braces\": {{}}, {{c}}}"_s);
    variables.setLanguage(language);
    QCOMPARE(marked(edit), QStringList({u"{{a}}"_s, u"!{{b}}"_s, u"{{a}}"_s, u"!{{c}}"_s}));
    QCOMPARE(edit.accessibleDescription(), u"Without a value: b, c"_s);
}

void TestTextVariables::areMarkedInVeryLongLines()
{
    ExactTextEdit edit;
    TextVariables variables(m_theme, edit);
    variables.setLanguage(BodyHighlighter::Language::Json);
    edit.setPlainText(u"\"text\","_s.repeated(4'000) + u"{{a}}"_s);
    QCOMPARE(marked(edit), QStringList(u"!{{a}}"_s));
}

void TestTextVariables::followTheScope()
{
    ExactTextEdit edit;
    TextVariables variables(m_theme, edit);
    edit.setPlainText(u"{{a}} {{b}}"_s);
    QCOMPARE(marked(edit), QStringList({u"!{{a}}"_s, u"!{{b}}"_s}));
    variables.setScope(scope({u"b"_s}));
    QCOMPARE(marked(edit), QStringList({u"!{{a}}"_s, u"{{b}}"_s}));
    QCOMPARE(edit.accessibleDescription(), u"Without a value: a"_s);
    variables.setScope({});
    QCOMPARE(marked(edit), QStringList({u"!{{a}}"_s, u"!{{b}}"_s}));
}

void TestTextVariables::namesAreOffered_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::newRow("Return") << Qt::Key_Return;
    QTest::newRow("Enter") << Qt::Key_Enter;
    QTest::newRow("Tab") << Qt::Key_Tab;
}

void TestTextVariables::namesAreOffered()
{
    QFETCH(const Qt::Key, key);
    ExactTextEdit edit;
    TextVariables variables(m_theme, edit);
    variables.setScope(scope({u"city"_s, u"country"_s, u"zone"_s}));
    open(edit);
    edit.setPlainText(u"first\nlast"_s);
    edit.moveCursor(QTextCursor::End);
    QTest::keyClicks(&edit, u" {{"_s);
    QVERIFY(popupOf(edit)->isVisible());
    QCOMPARE(popupOf(edit)->model()->rowCount(), 3);
    QTest::keyClicks(popupOf(edit), u"c"_s);
    QCOMPARE(popupOf(edit)->model()->rowCount(), 2);
    QTest::keyClick(popupOf(edit), Qt::Key_Down);
    QTest::keyClick(popupOf(edit), key);
    QCOMPARE(edit.toPlainText(), u"first\nlast {{country}}"_s);
    QVERIFY(!popupOf(edit)->isVisible());
    QVERIFY(edit.textCursor().atEnd());
}

void TestTextVariables::aLineIsNotEnteredByWhatIsTaken_data()
{
    namesAreOffered_data();
}

void TestTextVariables::aLineIsNotEnteredByWhatIsTaken()
{
    QFETCH(const Qt::Key, key);
    UrlEdit edit(m_theme);
    edit.setScope(scope({u"city"_s, u"country"_s}));
    open(edit);
    const QSignalSpy entered(&edit, &QLineEdit::returnPressed);
    QTest::keyClicks(&edit, u"/{{co"_s);
    QVERIFY(popupOf(edit)->isVisible());
    QTest::keyClick(popupOf(edit), key);
    QCOMPARE(edit.text(), u"/{{country}}"_s);
    QVERIFY(edit.hasFocus());
    QCOMPARE(entered.count(), 0);
    QTest::keyClick(&edit, Qt::Key_Return);
    QCOMPARE(entered.count(), 1);
}

void TestTextVariables::theListIsGivenUp()
{
    ExactTextEdit edit;
    TextVariables variables(m_theme, edit);
    variables.setScope(scope({u"city"_s}));
    open(edit);
    QTest::keyClicks(&edit, u"{{c"_s);
    QVERIFY(popupOf(edit)->isVisible());
    QTest::keyClick(popupOf(edit), Qt::Key_Escape);
    QVERIFY(!popupOf(edit)->isVisible());
    QTest::keyClick(&edit, Qt::Key_Return);
    QCOMPARE(edit.toPlainText(), u"{{c\n"_s);
}

void TestTextVariables::aClosedOneIsNotClosedAgain()
{
    ExactTextEdit edit;
    TextVariables variables(m_theme, edit);
    variables.setScope(scope({u"city"_s}));
    open(edit);
    edit.setPlainText(u"{{}} x"_s);
    edit.moveCursor(QTextCursor::Start);
    edit.moveCursor(QTextCursor::NextCharacter);
    edit.moveCursor(QTextCursor::NextCharacter);
    QTest::keyClicks(&edit, u"c"_s);
    QTest::keyClick(popupOf(edit), Qt::Key_Return);
    QCOMPARE(edit.toPlainText(), u"{{city}} x"_s);
    QCOMPARE(edit.textCursor().position(), 8);
}

/// There they close an object.
void TestTextVariables::bracesOfATextAreWritten()
{
    ExactTextEdit edit;
    TextVariables variables(m_theme, edit);
    variables.setScope(scope({u"city"_s}));
    open(edit);
    QTest::keyClicks(&edit, u"{\"a\": {{c"_s);
    QTest::keyClick(popupOf(edit), Qt::Key_Return);
    QTest::keyClicks(&edit, u"}"_s);
    QCOMPARE(edit.toPlainText(), u"{\"a\": {{city}}}"_s);
}

void TestTextVariables::whatIsTakenIsUndone()
{
    ExactTextEdit edit;
    TextVariables variables(m_theme, edit);
    variables.setScope(scope({u"city"_s}));
    open(edit);
    QTest::keyClicks(&edit, u"{{c"_s);
    QTest::keyClick(popupOf(edit), Qt::Key_Return);
    QCOMPARE(edit.exactText(), u"{{city}}"_s);
    edit.undo();
    QVERIFY(edit.toPlainText() != u"{{city}}"_s);
}

void TestTextVariables::othersOfferNothing()
{
    ExactTextEdit edit;
    TextVariables variables(m_theme, edit);
    variables.setScope(scope({u"city"_s}));
    open(edit);
    edit.setPlainText(u"{{c"_s); // by the program
    edit.moveCursor(QTextCursor::End);
    QVERIFY(!popupOf(edit)->isVisible());
    QTest::keyClick(&edit, Qt::Key_Left); // moves only
    QVERIFY(!popupOf(edit)->isVisible());
    edit.clear();
    QTest::keyClicks(&edit, u"{{a b"_s); // no name
    QVERIFY(!popupOf(edit)->isVisible());
}

void TestTextVariables::aTipTells()
{
    ExactTextEdit edit;
    TextVariables variables(m_theme, edit);
    variables.setScope(scope({u"city"_s}));
    open(edit);
    edit.setPlainText(u"in {{city}}"_s);
    QTextCursor cursor = edit.textCursor();
    const auto tipAt = [&](int character) {
        cursor.setPosition(character);
        const QPoint place = edit.cursorRect(cursor).center();
        QHelpEvent help(QEvent::ToolTip, place, edit.viewport()->mapToGlobal(place));
        QCoreApplication::sendEvent(edit.viewport(), &help);
        return QToolTip::text();
    };
    const QString tip = tipAt(6);
    QVERIFY2(tip.contains(u"value of city"_s) && tip.contains(u"Staging"_s), qPrintable(tip));
}

void TestTextVariables::colouringIsNoEdit()
{
    BodyEditor editor(m_theme);
    RequestDraft draft;
    draft.more.bodyKind = BodyKind::Json;
    draft.body = u"{\"a\": \"{{a}}\"}"_s;
    editor.setDraft(draft);
    const QSignalSpy edited(&editor, &BodyEditor::edited);
    editor.setScope(scope({u"a"_s}));
    editor.setScope({});
    QCOMPARE(edited.count(), 0);
}

void TestTextVariables::everyTextOfABodyTakesPart()
{
    BodyEditor editor(m_theme);
    RequestDraft draft;
    draft.more.bodyKind = BodyKind::GraphQl;
    draft.body = u"{ a(b: {{gone}}) }"_s;
    draft.more.graphqlVariables = u"{\"c\": {{gone}}}"_s;
    draft.more.graphqlOperation = u"{{gone}}"_s;
    draft.more.bodyFile = u"{{gone}}.png"_s;
    draft.contentType = u"{{gone}}"_s;
    editor.setDraft(draft);
    editor.setScope(scope({u"a"_s}));
    QStringList names;
    for (const QWidget *widget : editor.findChildren<QWidget *>()) {
        if (widget->accessibleDescription() == u"Without a value: gone"_s)
            names << widget->accessibleName();
    }
    names.sort();
    QCOMPARE(names,
             QStringList({u"Content type"_s, u"File to send"_s, u"GraphQL operation"_s, u"GraphQL query"_s,
                          u"GraphQL variables"_s}));
}

void TestTextVariables::credentialsTakePart()
{
    AuthEditor editor(m_theme);
    AuthConfig auth;
    auth.type = AuthType::Bearer;
    editor.setAuth(auth);
    editor.setScope(scope({u"token"_s}));
    open(editor);
    const QList<QLineEdit *> lines = editor.findChildren<QLineEdit *>();
    const auto token = std::find_if(lines.begin(), lines.end(),
                                    [](const QLineEdit *line) { return line->accessibleName() == u"Token"_s; });
    QVERIFY(token != lines.end());
    (*token)->setFocus();
    QTest::keyClicks(*token, u"{{gone}}{{t"_s);
    QCOMPARE((*token)->accessibleDescription(), u"Without a value: gone"_s);
    QVERIFY(popupOf(**token)->isVisible());
    QTest::keyClick(popupOf(**token), Qt::Key_Return);
    QCOMPARE(editor.auth()->token, Secret::plain(u"{{gone}}{{token}}"_s));
}

QTEST_MAIN(TestTextVariables)
#include "tst_textvariables.moc"
