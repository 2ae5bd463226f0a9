// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cookiesdialogfixture.h"

#include <QRegularExpression>
#include <QWindow>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using Model = CookieTableModel;

/// What is being written, while answers, a filter, a clock and its user change the rows around it.
class TestCookiesDialogEditing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        // Qt complains where an editor is closed that its view does not know any more.
        QTest::failOnWarning(QRegularExpression(u"QAbstractItemView::"_s));
        m_x.begin();
    }
    void cleanup() { m_x.dialog.reset(); }
    void answersDoNotCloseAnEditor();
    void answersDoNotOverwriteWhatIsTyped();
    void showingValuesDoesNotOverwriteWhatIsTyped();
    void S05_hiddenValuesAreLoadedAsNothing();
    void closingTakesWhatIsWritten();
    void closingStaysWhereThatIsRefused_data();
    void closingStaysWhereThatIsRefused();
    void addingStaysWhereThatIsRefused();
    void escapeLeavesTheCellFirst();
    void escapeTakesANewOneBack();
    void aRenamedRowMayLeaveTheFilter_data();
    void aRenamedRowMayLeaveTheFilter();
    void aRowMayGoBelowItsEditor();
    void aRenamedRowKeepsItsPlace();
    void leavingGivesUpWhatIsWritten();
    void goingGivesUpWhatIsWritten();
    void endedRowsGo();

private:
    CookiesDialogFixture m_x;
};

void TestCookiesDialogEditing::answersDoNotCloseAnEditor()
{
    m_x.write(1, Model::NameColumn, u"half"_s);
    m_x.jar->store({{"new", "1", u"api.example.com"_s}});
    m_x.jar->remove({{"theme", "", u".example.com"_s}});
    QVERIFY(m_x.editor());
    QCOMPARE(m_x.editor()->text(), u"half"_s);
    m_x.press(Qt::Key_Return);
    QVERIFY2(m_x.dialog->isVisible(), "Enter has ended the edit, and not the dialog");
    QTRY_VERIFY(m_x.names().contains("half") && !m_x.names().contains("session"));
}

void TestCookiesDialogEditing::answersDoNotOverwriteWhatIsTyped()
{
    m_x.write(1, Model::ValueColumn, u"half"_s);
    m_x.jar->store({{"session", "rotated", u"api.example.com"_s}});
    QCOMPARE(m_x.editor()->text(), u"half"_s);
    m_x.press(Qt::Key_Return);
    QTRY_COMPARE(m_x.valueOf("session"), QByteArray("half"));
    // What nobody has typed into shows what is there now.
    m_x.edit(1, Model::PathColumn);
    m_x.jar->replace({{"session", "", u"api.example.com"_s}}, {});
    QTRY_VERIFY(!m_x.editor());
}

void TestCookiesDialogEditing::showingValuesDoesNotOverwriteWhatIsTyped()
{
    m_x.write(1, Model::ValueColumn, u"half"_s);
    m_x.click(u"showCookieValues"_s);
    QCOMPARE(m_x.editor()->text(), u"half"_s);
    m_x.click(u"showCookieValues"_s);
    QCOMPARE(m_x.editor()->text(), u"half"_s);
}

void TestCookiesDialogEditing::S05_hiddenValuesAreLoadedAsNothing()
{
    m_x.edit(1, Model::ValueColumn);
    m_x.jar->store({{"session", "canary-rotated", u"api.example.com"_s}});
    QCOMPARE(m_x.editor()->text(), QString());
    m_x.click(u"showCookieValues"_s);
    QCOMPARE(m_x.editor()->text(), u"canary-rotated"_s);
    m_x.jar->store({{"session", "canary-again", u"api.example.com"_s}});
    QCOMPARE(m_x.editor()->text(), u"canary-again"_s);
    m_x.click(u"showCookieValues"_s);
    QCOMPARE(m_x.editor()->text(), QString());
    m_x.press(Qt::Key_Return);
    QTRY_VERIFY(!m_x.editor());
    QCOMPARE(m_x.valueOf("session"), QByteArray("canary-again"));
}

void TestCookiesDialogEditing::closingTakesWhatIsWritten()
{
    m_x.write(1, Model::NameColumn, u"written"_s);
    m_x.click(u"closeCookies"_s);
    QVERIFY(m_x.names().contains("written"));
    QVERIFY(!m_x.dialog->isVisible());
}

void TestCookiesDialogEditing::closingStaysWhereThatIsRefused_data()
{
    QTest::addColumn<QString>("by");
    QTest::newRow("the button") << u"button"_s;
    QTest::newRow("the mouse") << u"mouse"_s;
    QTest::newRow("the window") << u"window"_s;
}

void TestCookiesDialogEditing::closingStaysWhereThatIsRefused()
{
    QFETCH(const QString, by);
    m_x.write(1, Model::DomainColumn, u".com"_s);
    auto *close = m_x.find<QPushButton>(u"closeCookies"_s);
    if (by == u"button"_s)
        close->click();
    else if (by == u"mouse"_s)
        QTest::mouseClick(m_x.dialog->windowHandle(), Qt::LeftButton, {},
                          close->mapTo(m_x.dialog.get(), close->rect().center()));
    else
        m_x.dialog->close();
    QVERIFY(m_x.dialog->isVisible());
    QVERIFY2(m_x.notice().contains(u"many owners"_s), qPrintable(m_x.notice()));
    QVERIFY(m_x.editor());
    QCOMPARE(m_x.editor()->text(), u".com"_s);
    m_x.press(Qt::Key_Escape);
    m_x.click(u"closeCookies"_s);
    QVERIFY(!m_x.dialog->isVisible());
    QCOMPARE(m_x.names().size(), 3);
}

void TestCookiesDialogEditing::addingStaysWhereThatIsRefused()
{
    m_x.write(1, Model::DomainColumn, u".com"_s);
    m_x.click(u"addCookie"_s);
    QCOMPARE(m_x.names().size(), 3);
    QVERIFY(m_x.notice().contains(u"many owners"_s));
}

void TestCookiesDialogEditing::escapeLeavesTheCellFirst()
{
    m_x.edit(1, Model::NameColumn);
    QTest::keyClicks(m_x.editor(), u"x"_s);
    m_x.press(Qt::Key_Escape);
    QVERIFY(m_x.dialog->isVisible());
    QVERIFY(m_x.names().contains("session"));
    m_x.press(Qt::Key_Escape);
    QVERIFY(!m_x.dialog->isVisible());
}

void TestCookiesDialogEditing::escapeTakesANewOneBack()
{
    m_x.click(u"addCookie"_s);
    QCOMPARE(m_x.names().size(), 4);
    m_x.press(Qt::Key_Escape);
    QTRY_COMPARE(m_x.names().size(), 3);
    QVERIFY(m_x.dialog->isVisible());
    m_x.click(u"addCookie"_s);
    QTest::keyClicks(m_x.editor(), u"mine"_s);
    m_x.press(Qt::Key_Return);
    QCoreApplication::processEvents();
    QVERIFY(m_x.names().contains("mine"));
}

void TestCookiesDialogEditing::aRenamedRowMayLeaveTheFilter_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<Qt::Key>("key");
    QTest::newRow("the last one") << u"api"_s << Qt::Key_Return;
    QTest::newRow("one of three") << u"example"_s << Qt::Key_Return;
    QTest::newRow("to the next cell") << u"example"_s << Qt::Key_Tab;
}

void TestCookiesDialogEditing::aRenamedRowMayLeaveTheFilter()
{
    QFETCH(const QString, filter);
    QFETCH(const Qt::Key, key);
    m_x.filter()->setText(filter);
    const int rows = m_x.table()->model()->rowCount();
    m_x.write(rows == 1 ? 0 : 1, Model::DomainColumn, u"other.org"_s);
    m_x.press(key);
    QTRY_COMPARE(m_x.table()->model()->rowCount(), rows - 1);
    QTRY_VERIFY(!m_x.editor());
    m_x.filter()->clear();
    QCOMPARE(m_x.table()->model()->rowCount(), 3);
    m_x.table()->setCurrentIndex(m_x.cell(0, Model::NameColumn));
    m_x.table()->setFocus();
    m_x.press(Qt::Key_F2);
    QVERIFY2(m_x.editor(), "the next cell can be edited by a key");
}

void TestCookiesDialogEditing::aRowMayGoBelowItsEditor()
{
    m_x.write(1, Model::NameColumn, u"half"_s);
    m_x.jar->remove({{"session", "", u"api.example.com"_s}});
    QVERIFY(!m_x.editor());
    QVERIFY(m_x.table()->hasFocus());
    const QByteArrayList left{"cart", "theme"};
    QCOMPARE(m_x.names(), left);
    m_x.table()->setCurrentIndex(m_x.cell(0, Model::NameColumn));
    m_x.press(Qt::Key_F2);
    QVERIFY(m_x.editor());
}

void TestCookiesDialogEditing::aRenamedRowKeepsItsPlace()
{
    m_x.jar->store({{"other", "1", u"api.example.com"_s}});
    m_x.table()->sortByColumn(Model::NameColumn, Qt::AscendingOrder); // cart, other, session, theme
    m_x.write(2, Model::NameColumn, u"other"_s);
    m_x.press(Qt::Key_Return);
    const QByteArrayList left{"cart", "other", "theme"};
    QTRY_COMPARE(m_x.names(), left);
    QCOMPARE(m_x.valueOf("other"), QByteArray("canary-7f3a"));
    QCOMPARE(m_x.table()->currentIndex().siblingAtColumn(Model::NameColumn).data().toString(), u"other"_s);
    m_x.click(u"undoCookies"_s);
    QCOMPARE(m_x.valueOf("other"), QByteArray("1"));
    QCOMPARE(m_x.valueOf("session"), QByteArray("canary-7f3a"));
}

void TestCookiesDialogEditing::leavingGivesUpWhatIsWritten()
{
    m_x.write(1, Model::NameColumn, u"half"_s);
    m_x.dialog->leave();
    QVERIFY(!m_x.dialog->isVisible());
    QVERIFY(m_x.names().contains("session"));
}

void TestCookiesDialogEditing::goingGivesUpWhatIsWritten()
{
    m_x.click(u"addCookie"_s); // a step, which ends with its dialog
    m_x.write(1, Model::NameColumn, u"half"_s);
    m_x.dialog.reset();
    QVERIFY(!m_x.names().contains("half"));
}

void TestCookiesDialogEditing::endedRowsGo()
{
    m_x.time.advance(3h);
    QCOMPARE(m_x.table()->model()->rowCount(), 2);
    m_x.time.advance(24h * 30);
    QCOMPARE(m_x.table()->model()->rowCount(), 1);
    QCOMPARE(m_x.time.pending(), qsizetype(0));
}

QTEST_MAIN(TestCookiesDialogEditing)
#include "tst_cookiesdialog_editing.moc"
