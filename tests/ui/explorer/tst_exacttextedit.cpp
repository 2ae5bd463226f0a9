// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/exacttextedit.h"

#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class TestExactTextEdit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesBackWhatItWasGiven_data();
    void givesBackWhatItWasGiven();
    void editsTouchWhatTheyTouch_data();
    void editsTouchWhatTheyTouch();
    void everyReturnBeginsALine();
    void undoneEditsAreNone();
    void sameTextKeepsTheCursor();
    void takesTheTextOfAnother();
};

void TestExactTextEdit::givesBackWhatItWasGiven_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("lines") << u"a\nb\n"_s;
    QTest::newRow("lines of Windows") << u"a\r\nb"_s;
    QTest::newRow("lines of both kinds") << u"a\r\nb\nc\rd"_s;
    QTest::newRow("signs") << u"a\u00a0b\u2028c\u2029d\t\u0000e"_s;
}

void TestExactTextEdit::givesBackWhatItWasGiven()
{
    QFETCH(const QString, text);
    ExactTextEdit edit;
    edit.setExactText(u"before"_s);
    QTest::keyClicks(&edit, u"x"_s);
    edit.setExactText(text);
    QCOMPARE(edit.exactText(), text);
}

void TestExactTextEdit::editsTouchWhatTheyTouch_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("edited");
    QTest::newRow("lines") << u"a\nb"_s << u"xa\nb"_s;
    QTest::newRow("lines of Windows") << u"a\r\nb\r\n"_s << u"xa\r\nb\r\n"_s;
    QTest::newRow("lines of both kinds") << u"a\r\nb\nc"_s << u"xa\nb\nc"_s; // one of them has to give way
    QTest::newRow("signs") << u"a\u00a0b\u2028c"_s << u"xa\u00a0b\u2028c"_s;
}

void TestExactTextEdit::editsTouchWhatTheyTouch()
{
    QFETCH(const QString, text);
    ExactTextEdit edit;
    edit.setExactText(text);
    const QSignalSpy changed(&edit, &QPlainTextEdit::textChanged);
    QTest::keyClicks(&edit, u"x"_s);
    QTEST(edit.exactText(), "edited");
    QVERIFY(changed.size() > 0);
}

void TestExactTextEdit::everyReturnBeginsALine()
{
    ExactTextEdit edit;
    edit.setExactText(u"a\r\nb"_s);
    QTest::keyClick(&edit, Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClick(&edit, Qt::Key_Return);
    QCOMPARE(edit.exactText(), u"\r\n\r\na\r\nb"_s);
    edit.selectAll();
    QTest::keyClick(&edit, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(edit.exactText(), u"\r\n"_s);
    edit.setReadOnly(true);
    QTest::keyClick(&edit, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(edit.exactText(), u"\r\n"_s);
}

void TestExactTextEdit::undoneEditsAreNone()
{
    ExactTextEdit edit;
    edit.setExactText(u"a\r\nb\nc"_s);
    QTest::keyClicks(&edit, u"x"_s);
    edit.undo();
    QCOMPARE(edit.exactText(), u"a\r\nb\nc"_s);
}

void TestExactTextEdit::sameTextKeepsTheCursor()
{
    ExactTextEdit edit;
    edit.setExactText(u"a\r\nb"_s);
    QTest::keyClicks(&edit, u"xy"_s);
    const int position = edit.textCursor().position();
    edit.setExactText(edit.exactText());
    QCOMPARE(edit.textCursor().position(), position);
    QVERIFY(edit.document()->isUndoAvailable());
    QCOMPARE(edit.exactText(), u"xya\r\nb"_s);
}

void TestExactTextEdit::takesTheTextOfAnother()
{
    ExactTextEdit one;
    ExactTextEdit other;
    one.setExactText(u"a\r\nb\nc"_s);
    other.setExactText(one.exactText());
    QCOMPARE(other.exactText(), u"a\r\nb\nc"_s);
    QTest::keyClicks(&one, u"x"_s);
    other.setExactText(one.exactText());
    QCOMPARE(other.exactText(), one.exactText());
}

QTEST_MAIN(TestExactTextEdit)
#include "tst_exacttextedit.moc"
