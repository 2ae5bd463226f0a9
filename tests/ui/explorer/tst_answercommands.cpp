// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorefixture.h"

#include "common/tabstrip.h"
#include "shell/helpdialog.h"
#include "viewer/documentview.h"

#include <QAction>
#include <QApplication>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTest>

#include <algorithm>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// What can be done with an answer stands in a menu of the page and has keys, which work wherever the focus is.
class TestAnswerCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void standInTheMenu();
    void needAnAnswer();
    void aWaitEndsByItsKeys();
    void searchAndFilterByTheirKeys();
    void theBodyIsShownInEachWay();
    void theBodyIsSaved();
    void theHelpNamesTheirKeys();

private:
    static QMenu *menu(const ExploreFixture &x)
    {
        const QList<QAction *> actions = x.page.actions();
        const auto found = std::find_if(actions.begin(), actions.end(), [](const QAction *action) {
            return action->menu() && action->text() == "&Answer"_L1;
        });
        return found == actions.end() ? nullptr : (*found)->menu();
    }
    static QAction *command(const ExploreFixture &x, const QString &begin)
    {
        const QList<QAction *> actions = menu(x)->actions();
        const auto found = std::find_if(actions.begin(), actions.end(), [&begin](const QAction *action) {
            return action->text().remove(u'&').startsWith(begin);
        });
        return found == actions.end() ? nullptr : *found;
    }
    static void answer(ExploreFixture &x)
    {
        x.transport.succeedWith(200, {{"Content-Type", "application/json"}}, "{\"orders\": [1, 2]}");
        x.sendAndWait();
        QTRY_VERIFY(x.bodyText()->toPlainText().contains(u"orders"));
    }

    Theme m_theme{Theme::Mode::Light};
};

void TestAnswerCommands::standInTheMenu()
{
    ExploreFixture x(m_theme);
    QVERIFY(menu(x));
    for (const QString &name :
         {u"Send now"_s, u"Save the body"_s, u"Search in the body"_s, u"Next match"_s, u"Previous match"_s,
          u"Filter the body"_s, u"Show the body: Pretty"_s, u"Show the body: Preview"_s, u"Copy path\tCtrl+Shift+C"_s,
          u"Copy value"_s, u"Fold or unfold"_s, u"Fold all\tCtrl+-"_s, u"Unfold all"_s})
        QVERIFY2(command(x, name), qPrintable(name));
}

void TestAnswerCommands::needAnAnswer()
{
    ExploreFixture x(m_theme);
    const QStringList names{u"Save the body"_s, u"Search in"_s, u"Filter"_s, u"Show the body: Hex"_s, u"Copy path"_s};
    for (const QString &name : names)
        QVERIFY2(!command(x, name)->isEnabled(), qPrintable(name));
    answer(x);
    for (const QString &name : names)
        QVERIFY2(command(x, name)->isEnabled(), qPrintable(name));
    QVERIFY(!command(x, u"Send now"_s)->isEnabled());
    x.page.closeTab(0);
    for (const QString &name : names)
        QVERIFY2(!command(x, name)->isEnabled(), qPrintable(name));
}

void TestAnswerCommands::aWaitEndsByItsKeys()
{
    ExploreFixture x(m_theme);
    x.transport.succeedWith(503, {}, "busy");
    x.page.send();
    x.scheduler.advance(std::chrono::milliseconds(10));
    QTRY_VERIFY(x.button(u"Send now"_s));
    QVERIFY(command(x, u"Send now"_s)->isEnabled());
    QTest::keyClick(x.url(), Qt::Key_Return, Qt::ControlModifier | Qt::AltModifier);
    x.scheduler.advance(std::chrono::milliseconds(10));
    QCOMPARE(x.transport.requestCount(), 2);
}

void TestAnswerCommands::searchAndFilterByTheirKeys()
{
    ExploreFixture x(m_theme);
    answer(x);
    auto *parts = x.named<TabStrip>(u"Parts of the answer"_s);
    parts->setCurrentIndex(1);
    QVERIFY(!x.bodyText()->isVisible());
    QTest::keyClick(x.url(), Qt::Key_F, Qt::ControlModifier);
    auto *search = x.named<QLineEdit>(u"Search in the body"_s);
    QVERIFY(search->isVisible() && search->hasFocus());
    QTest::keyClicks(search, u"orders"_s);
    QTRY_VERIFY(x.visibleText().contains(u"1 of 1"));
    QTest::keyClick(x.url(), Qt::Key_F, Qt::ControlModifier | Qt::AltModifier);
    const auto *filter = x.named<QLineEdit>(u"Filter of the body"_s);
    QVERIFY(filter->isVisible() && filter->hasFocus());
}

void TestAnswerCommands::theBodyIsShownInEachWay()
{
    ExploreFixture x(m_theme);
    answer(x);
    QTest::keyClick(x.url(), Qt::Key_3, Qt::ControlModifier | Qt::AltModifier);
    QTRY_VERIFY(x.bodyText()->toPlainText().startsWith(u"00000000"));
    QVERIFY(!command(x, u"Filter"_s)->isEnabled());
    QTest::keyClick(x.url(), Qt::Key_4, Qt::ControlModifier | Qt::AltModifier);
    QVERIFY(!x.bodyText()->isVisible());
    // What is searched is text.
    QTest::keyClick(x.url(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(x.bodyText()->isVisible());
    QVERIFY(x.named<QLineEdit>(u"Search in the body"_s)->hasFocus());
}

void TestAnswerCommands::theBodyIsSaved()
{
    ExploreFixture x(m_theme);
    answer(x);
    QTest::keyClick(x.url(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    auto *dialog = x.page.findChild<QFileDialog *>();
    QVERIFY(dialog);
    dialog->reject();
}

void TestAnswerCommands::theHelpNamesTheirKeys()
{
    ExploreFixture x(m_theme);
    const HelpDialog::Group group = HelpDialog::groupOf(u"Explore"_s, x.page.actions());
    QVERIFY(std::any_of(group.shortcuts.begin(), group.shortcuts.end(), [](const auto &shortcut) {
        return shortcut.command.contains("Search in the body"_L1)
            && shortcut.keys.contains(QKeySequence(QKeySequence::Find));
    }));
}

QTEST_MAIN(TestAnswerCommands)
#include "tst_answercommands.moc"
