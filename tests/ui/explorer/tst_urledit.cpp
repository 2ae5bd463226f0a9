// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/urledit.h"

#include "common/theme.h"
#include "models/figures.h"

#include <QAction>
#include <QClipboard>
#include <QDropEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longest = 65'536;

enum class Way { Key, Menu, Drop };

} // namespace

/// What comes from elsewhere into the line of a URL, and what the program puts there.
class TestUrlEdit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void breaksVanish_data();
    void breaksVanish();
    void everyWayInIsTheSame_data();
    void everyWayInIsTheSame();
    void piecesKeepTheirBlanks();
    void takesThePlaceOfWhatIsSelected();
    void isUndoneByItself();
    void ADV_O3_tooLongIsNotTaken_data();
    void ADV_O3_tooLongIsNotTaken();
    void ADV_O3_asLongAsAllowedIsTakenWhole();
    void whatIsSetStaysAsItIs();

private:
    static void put(UrlEdit &edit, Way way, const QString &text)
    {
        if (way == Way::Drop)
            return drop(edit, text);
        QGuiApplication::clipboard()->setText(text);
        if (way == Way::Key) {
            QTest::keyClick(&edit, Qt::Key_V, Qt::ControlModifier);
            return;
        }
        const std::unique_ptr<QMenu> menu(edit.createStandardContextMenu());
        for (QAction *action : menu->actions()) {
            if (action->text().contains(u"Paste"_s))
                return action->trigger();
        }
        QFAIL("The menu cannot paste");
    }
    static void drop(UrlEdit &edit, const QString &text)
    {
        QMimeData data;
        data.setText(text);
        const QPoint end(edit.width() - 2, edit.height() / 2);
        QDragEnterEvent enter(end, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&edit, &enter);
        QDropEvent event(end, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&edit, &event);
    }
    static void addWays()
    {
        QTest::addColumn<Way>("way");
        QTest::newRow("key") << Way::Key;
        QTest::newRow("menu") << Way::Menu;
        QTest::newRow("drop") << Way::Drop;
    }

    Theme m_theme{Theme::Mode::Light};
};

void TestUrlEdit::breaksVanish_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("entered");
    QTest::newRow("none") << u"/a?q=a b"_s << u"/a?q=a b"_s;
    QTest::newRow("within") << u"/healthy/\n{{nope}}/%zz?q=a b&x=<b>#frag"_s
                            << u"/healthy/{{nope}}/%zz?q=a b&x=<b>#frag"_s;
    QTest::newRow("of Windows") << u"/a\r\n/b\r\n"_s << u"/a/b"_s;
    QTest::newRow("tabs") << u"\t/a\t/b"_s << u"/a/b"_s;
    QTest::newRow("blanks around") << u"  https://api.example/a b \n"_s << u"https://api.example/a b"_s;
    QTest::newRow("other signs") << u"/a\u2028b\u2029c\u0007d\u0085e"_s << u"/abcde"_s;
    QTest::newRow("nothing else") << u"\r\n\t "_s << QString();
}

void TestUrlEdit::breaksVanish()
{
    QFETCH(const QString, text);
    QFETCH(const QString, entered);
    UrlEdit edit(m_theme);
    QSignalSpy edited(&edit, &QLineEdit::textEdited);
    put(edit, Way::Key, text);
    QCOMPARE(edit.text(), entered);
    QCOMPARE(edit.cursorPosition(), int(entered.size()));
    QCOMPARE(edited.isEmpty(), entered.isEmpty());
}

void TestUrlEdit::everyWayInIsTheSame_data()
{
    addWays();
}

void TestUrlEdit::everyWayInIsTheSame()
{
    QFETCH(const Way, way);
    UrlEdit edit(m_theme);
    QSignalSpy edited(&edit, &QLineEdit::textEdited);
    put(edit, way, u" /a\n/b\t "_s);
    QCOMPARE(edit.text(), u"/a/b"_s);
    QVERIFY(!edited.isEmpty());
    put(edit, way, u"\n/c"_s);
    QCOMPARE(edit.text(), u"/a/b/c"_s);
}

void TestUrlEdit::piecesKeepTheirBlanks()
{
    UrlEdit edit(m_theme);
    edit.setText(u"/a?q=one"_s);
    put(edit, Way::Key, u" two "_s);
    QCOMPARE(edit.text(), u"/a?q=one two "_s);
}

void TestUrlEdit::takesThePlaceOfWhatIsSelected()
{
    UrlEdit edit(m_theme);
    edit.setText(u"/before"_s);
    edit.setSelection(1, 3);
    put(edit, Way::Key, u"x\ny"_s);
    QCOMPARE(edit.text(), u"/xyore"_s);
    edit.selectAll();
    put(edit, Way::Key, u" /whole\n"_s);
    QCOMPARE(edit.text(), u"/whole"_s);
    edit.undo();
    QCOMPARE(edit.text(), u"/xyore"_s);
}

void TestUrlEdit::isUndoneByItself()
{
    UrlEdit edit(m_theme);
    QTest::keyClicks(&edit, u"/a"_s);
    put(edit, Way::Key, u"b\nc"_s);
    QTest::keyClicks(&edit, u"d"_s);
    QCOMPARE(edit.text(), u"/abcd"_s);
    edit.undo();
    QCOMPARE(edit.text(), u"/abc"_s);
    edit.undo();
    QCOMPARE(edit.text(), u"/a"_s);
}

void TestUrlEdit::ADV_O3_tooLongIsNotTaken_data()
{
    addWays();
}

void TestUrlEdit::ADV_O3_tooLongIsNotTaken()
{
    QFETCH(const Way, way);
    UrlEdit edit(m_theme);
    QTest::keyClicks(&edit, u"/orders"_s);
    QSignalSpy edited(&edit, &QLineEdit::textEdited);
    QSignalSpy refused(&edit, &UrlEdit::entryRefused);
    put(edit, way, QString(1'000'000, u'x') + u"{{x}}"_s);
    QCOMPARE(edit.text(), u"/orders"_s);
    QVERIFY(edited.isEmpty());
    QCOMPARE(refused.size(), 1);
    const QString told = refused.first().first().toString();
    QVERIFY2(told.contains(wording::count(1'000'012)) && told.contains(wording::count(longest)), qPrintable(told));
}

void TestUrlEdit::ADV_O3_asLongAsAllowedIsTakenWhole()
{
    UrlEdit edit(m_theme);
    QSignalSpy refused(&edit, &UrlEdit::entryRefused);
    const QString whole = u'/' + QString(longest - 6, u'x') + u"{{x}}"_s;
    put(edit, Way::Key, whole);
    QCOMPARE(edit.text(), whole);
    QVERIFY(refused.isEmpty());
    put(edit, Way::Key, u"y"_s);
    QCOMPARE(edit.text(), whole);
    QCOMPARE(refused.size(), 1);
}

/// A draft of an earlier version may hold breaks, and the rows of a request make a longer URL than its path may be.
void TestUrlEdit::whatIsSetStaysAsItIs()
{
    UrlEdit edit(m_theme);
    QSignalSpy refused(&edit, &UrlEdit::entryRefused);
    const QString whole = u"/a\n/b?x="_s + QString(longest, u'x') + u"{{x}}"_s;
    edit.setText(whole);
    QCOMPARE(edit.text(), whole);
    QTest::keyClicks(&edit, u"y"_s);
    QCOMPARE(edit.text(), whole + u'y');
    edit.setSelection(1, 10);
    put(edit, Way::Key, u"c"_s); // which makes it shorter
    QCOMPARE(edit.text().size(), whole.size() - 8);
    QVERIFY(refused.isEmpty());
}

QTEST_MAIN(TestUrlEdit)
#include "tst_urledit.moc"
