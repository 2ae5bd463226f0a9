// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/leavequestion.h"

#include "base/systemscheduler.h"
#include "common/theme.h"
#include "support/failingfilesystem.h"
#include "support/workspacefolder.h"
#include "workspace/store/workspacestore.h"
#include "workspace/workspacelayout.h"
#include "workspace/workspacewriter.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace fuseboard;
using namespace Qt::StringLiterals;

using Step = FailingFileSystem::Step;
using Failing = FailingFileSystem::Failing;

namespace {

const WorkspacePlace listPlace{WorkspacePlace::Kind::Request, u"orders"_s, u"list"_s};

} // namespace

class tst_leavequestion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void cleanup();
    void savedIsLeftAtOnce();
    void whatIsBeingSavedIsWaitedFor();
    void failureAsks();
    void savingAgainLeaves();
    void savingAgainMayFailAgain();
    void conflictIsComparedFirst();
    void secondQuestionShowsWhatItWaitsFor();
    void whatWaitsForTheKeychainAsks();
    void whatTheKeychainRefusesIsSeen();
    void theDemoIsKeptFirst();
    void theDemoMayBeDiscarded();
    void K7_editsThatCannotBeKeptAreAskedAbout();
    void K7_nothingIsDiscardedUnnamed();
    void whatWasDeletedIsNamed();
    void goesWithItsWindow();

private:
    void open(Step step, Failing failing, int number = 1);
    void leave()
    {
        m_question->leave([this] { ++m_left; });
    }
    [[nodiscard]] UnsavedDialog *dialog() const
    {
        const QList<UnsavedDialog *> all = m_window->findChildren<UnsavedDialog *>(); // closed ones go from the loop
        const auto found = std::find_if(all.begin(), all.end(), [](const auto *each) { return each->isVisible(); });
        return found == all.end() ? nullptr : *found;
    }
    void openDemo();
    [[nodiscard]] QStringList said() const
    {
        QStringList texts;
        for (const QLabel *label : dialog()->findChildren<QLabel *>())
            texts << label->text();
        return texts;
    }
    static void doubleClick(QPushButton *button)
    {
        QTest::mouseClick(button, Qt::LeftButton);
        QTest::mouseDClick(button, Qt::LeftButton);
    }
    void press(const QString &name) const { dialog()->findChild<QPushButton *>(name)->click(); }

    Theme m_theme{Theme::Mode::Light};
    SystemScheduler m_scheduler;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FailingFileSystem> m_files;
    std::unique_ptr<WorkspaceStore> m_store;
    std::unique_ptr<QWidget> m_window;
    QPointer<LeaveQuestion> m_question;
    QStringList m_unkept;
    int m_left = 0;
};

void tst_leavequestion::open(Step step, Failing failing, int number)
{
    m_left = 0;
    m_folder = std::make_unique<QTemporaryDir>();
    m_files = std::make_unique<FailingFileSystem>(step, number, failing);
    Workspace workspace = smallWorkspace();
    workspace.id = u"an-id"_s;
    QVERIFY(saveWorkspace(workspace, m_folder->path()));
    m_store = std::make_unique<WorkspaceStore>(*m_files, m_scheduler);
    m_store->open(m_folder->path());
    QTRY_VERIFY(m_store->isOpen());
    m_window = std::make_unique<QWidget>();
    m_window->show();
    m_question = new LeaveQuestion(m_theme, *m_store, m_window.get());
}

void tst_leavequestion::cleanup()
{
    m_window.reset();
    m_store.reset();
}

void tst_leavequestion::savedIsLeftAtOnce()
{
    open(Step::Create, Failing::Once, 0);
    QVERIFY(m_question->isSafe());
    leave();
    QCOMPARE(m_left, 1);
}

void tst_leavequestion::whatIsBeingSavedIsWaitedFor()
{
    open(Step::Create, Failing::Once, 0);
    QVERIFY(m_store->rename(listPlace, u"All"_s));
    QVERIFY(!m_question->isSafe());
    leave();
    QCOMPARE(m_left, 0);
    QTRY_COMPARE(m_left, 1);
    QVERIFY(!dialog());
    QVERIFY(bytesIn(m_folder->filePath(fileAt(listPlace))).contains("\"All\""));
}

void tst_leavequestion::failureAsks()
{
    open(Step::Create, Failing::ForEver);
    QVERIFY(m_store->rename(listPlace, u"All"_s));
    leave();
    QTRY_VERIFY(dialog());
    QStringList said;
    for (const QLabel *label : dialog()->findChildren<QLabel *>())
        said << label->text();
    QVERIFY2(said.join(u'\n').contains(u"could not be written"), qPrintable(said.join(u'\n')));
    QVERIFY2(said.contains(fileAt(listPlace)), qPrintable(said.join(u'\n')));
    QTest::keyClick(dialog(), Qt::Key_Escape);
    QVERIFY(!dialog());
    QCoreApplication::processEvents();
    QCOMPARE(m_left, 0);
    QVERIFY(!m_question->isSafe());
    leave();
    QTRY_VERIFY(dialog());
    QList<int> leftBefore;
    connect(m_question.get(), &LeaveQuestion::changesDiscarded, this, [&] { leftBefore << m_left; });
    press(u"discard"_s);
    QCOMPARE(leftBefore, QList<int>{0});
    QCOMPARE(m_left, 1);
    QVERIFY(m_question->isSafe());
}

void tst_leavequestion::savingAgainLeaves()
{
    open(Step::Create, Failing::Once);
    QVERIFY(m_store->rename(listPlace, u"All"_s));
    leave();
    QTRY_VERIFY(dialog());
    QTest::keyClick(dialog(), Qt::Key_Return); // which loses nothing
    QTRY_COMPARE(m_left, 1);
    QVERIFY(!dialog());
    QVERIFY(bytesIn(m_folder->filePath(fileAt(listPlace))).contains("\"All\""));
}

void tst_leavequestion::savingAgainMayFailAgain()
{
    open(Step::Create, Failing::ForEver);
    QVERIFY(m_store->rename(listPlace, u"All"_s));
    leave();
    QTRY_VERIFY(dialog());
    QSignalSpy failed(m_store.get(), &WorkspaceStore::saveFailed);
    press(u"save"_s);
    QTRY_COMPARE(failed.size(), 1);
    QTRY_VERIFY(dialog() && dialog()->findChild<QPushButton *>(u"save"_s)->isEnabled());
    QCOMPARE(m_left, 0);
    press(u"cancel"_s);
    QCOMPARE(m_left, 0);
}

void tst_leavequestion::conflictIsComparedFirst()
{
    open(Step::Create, Failing::Once, 0);
    const QString path = m_folder->filePath(fileAt(listPlace));
    QVERIFY(writeBytes(path, bytesIn(path).replace("\"List\"", "\"Theirs\"")));
    QVERIFY(m_store->rename(listPlace, u"Mine"_s));
    QSignalSpy compared(m_question, &LeaveQuestion::conflictChosen);
    leave();
    QTRY_VERIFY(dialog());
    press(u"save"_s);
    QCOMPARE(compared, (QList<QVariantList>{{fileAt(listPlace)}}));
    QVERIFY(!dialog());
    QCOMPARE(m_left, 0);
    m_store->takeTheirs(fileAt(listPlace));
    QCoreApplication::processEvents();
    QCOMPARE(m_left, 0); // to compare was to stay
}

void tst_leavequestion::secondQuestionShowsWhatItWaitsFor()
{
    open(Step::Create, Failing::Once, 0);
    QVERIFY(m_store->rename(listPlace, u"All"_s));
    leave();
    QVERIFY(!dialog());
    leave();
    QVERIFY(dialog());
    QVERIFY(!dialog()->findChild<QPushButton *>(u"save"_s)->isEnabled());
    QTRY_COMPARE(m_left, 1); // once for both
    QVERIFY(!dialog());
}

void tst_leavequestion::whatWaitsForTheKeychainAsks()
{
    open(Step::Create, Failing::Once, 0);
    QStringList waiting{u"Orders"_s};
    m_question = new LeaveQuestion(m_theme, *m_store, m_window.get(), [&waiting] { return waiting; });
    QVERIFY(!m_question->isSafe());
    leave();
    QCOMPARE(m_left, 0);
    QVERIFY(dialog());
    QVERIFY(!dialog()->findChild<QPushButton *>(u"save"_s)->isEnabled());
    const QList<QLabel *> labels = dialog()->findChildren<QLabel *>();
    QVERIFY(
        std::any_of(labels.begin(), labels.end(), [](const QLabel *label) { return label->text() == u"Orders"_s; }));
    waiting.clear();
    m_question->settle();
    QCOMPARE(m_left, 1);
    QVERIFY(!dialog());
}

void tst_leavequestion::whatTheKeychainRefusesIsSeen()
{
    open(Step::Create, Failing::Once, 0);
    QStringList waiting{u"Orders"_s};
    m_question = new LeaveQuestion(m_theme, *m_store, m_window.get(), [&waiting] { return waiting; });
    leave();
    QVERIFY(dialog());
    waiting.clear();
    m_question->stay();
    QVERIFY(!dialog());
    m_question->settle();
    QCOMPARE(m_left, 0);
    leave();
    QCOMPARE(m_left, 1);
}

void tst_leavequestion::openDemo()
{
    open(Step::Create, Failing::Once, 0);
    m_store = std::make_unique<WorkspaceStore>(*m_files, m_scheduler);
    QVERIFY(m_store->openInMemory(smallWorkspace()));
    m_question = new LeaveQuestion(m_theme, *m_store, m_window.get(), {}, [this] { return m_unkept; });
}

void tst_leavequestion::theDemoIsKeptFirst()
{
    openDemo();
    QVERIFY2(m_question->isSafe(), "nobody has changed it");
    QVERIFY(m_store->add({WorkspacePlace::Kind::Workspace}, namedClient(u"My API"_s)));
    QVERIFY(!m_question->isSafe());
    QSignalSpy keep(m_question, &LeaveQuestion::keepRequested);
    leave();
    QVERIFY(dialog());
    QVERIFY2(said().contains(u"My API"_s), qPrintable(said().join(u'|')));
    press(u"cancel"_s);
    QVERIFY(!m_question->goOn());
    QCOMPARE(m_left, 0);
    leave();
    QTest::keyClick(dialog(), Qt::Key_Return); // which loses nothing
    QCOMPARE(keep.size(), 1);
    QVERIFY(!dialog());
    m_question->stay(); // no folder was chosen
    QVERIFY(!m_question->goOn());
    leave();
    press(u"save"_s);
    QVERIFY(m_question->goOn());
    QCOMPARE(m_left, 1);
}

void tst_leavequestion::theDemoMayBeDiscarded()
{
    openDemo();
    m_unkept = QStringList{u"Environments"_s};
    QVERIFY(m_store->rename(listPlace, u"All"_s));
    leave();
    QVERIFY2(said().contains(u"Orders › All\nEnvironments"_s), qPrintable(said().join(u'|')));
    press(u"discard"_s);
    QCOMPARE(m_left, 1);
    m_store->undo();
    m_unkept.clear();
}

void tst_leavequestion::K7_editsThatCannotBeKeptAreAskedAbout()
{
    open(Step::Rename, Failing::Once, 0);
    QStringList tabs{u"Log in"_s};
    m_question->setUnkeptTabs([&tabs] { return tabs; });
    QVERIFY(!m_question->isSafe());
    leave();
    QVERIFY(dialog());
    QVERIFY2(said().contains(u"Log in"_s), qPrintable(said().join(u'|')));
    QVERIFY2(said().filter(u"cannot be written"_s).size() == 1, qPrintable(said().join(u'|')));
    QVERIFY(!dialog()->findChild<QPushButton *>(u"save"_s)->isVisible()); // in their tabs, by whoever stays
    press(u"cancel"_s);
    QCOMPARE(m_left, 0);
    leave();
    press(u"discard"_s);
    QCOMPARE(m_left, 1);
    m_question = new LeaveQuestion(m_theme, *m_store, m_window.get());
    m_question->setUnkeptTabs([&tabs] { return tabs; });
    tabs.clear(); // they were saved
    leave();
    QCOMPARE(m_left, 2);
}

void tst_leavequestion::K7_nothingIsDiscardedUnnamed()
{
    open(Step::Create, Failing::ForEver);
    QStringList waiting{u"Stock"_s};
    QStringList tabs{u"Log in"_s};
    m_question = new LeaveQuestion(m_theme, *m_store, m_window.get(), [&waiting] { return waiting; });
    m_question->setUnkeptTabs([&tabs] { return tabs; });
    QSignalSpy discarded(m_question, &LeaveQuestion::changesDiscarded);
    QVERIFY(m_store->rename(listPlace, u"All"_s));
    for (const bool stays : {true, false}) {
        leave();
        QTRY_VERIFY(dialog() && said().contains(fileAt(listPlace)));
        QVERIFY2(!said().contains(u"Log in"_s) && !said().contains(u"Stock"_s), qPrintable(said().join(u'|')));
        doubleClick(dialog()->findChild<QPushButton *>(u"discard"_s)); // for what is named
        QVERIFY2(said().contains(u"Stock"_s), qPrintable(said().join(u'|')));
        press(u"discard"_s);
        QVERIFY2(said().contains(u"Log in"_s), qPrintable(said().join(u'|')));
        QCOMPARE(dialog()->focusWidget(), dialog()->findChild<QPushButton *>(u"cancel"_s));
        QVERIFY(discarded.isEmpty() && m_left == 0 && !m_question->isSafe());
        press(stays ? u"cancel"_s : u"discard"_s);
        QVERIFY(!dialog());
        QCOMPARE(m_left, stays ? 0 : 1);
        QCOMPARE(discarded.size(), stays ? 0 : 1);
    }
}

void tst_leavequestion::whatWasDeletedIsNamed()
{
    openDemo();
    QVERIFY(m_store->rename(listPlace, u"All"_s));
    QVERIFY(m_store->remove({WorkspacePlace::Kind::Request, u"orders"_s, u"get-one"_s}));
    leave();
    const QString list = said().join(u'|');
    QVERIFY2(list.contains(u"Orders › All"_s) && list.contains(u"get-one.json"_s), qPrintable(list));
    QVERIFY2(!list.contains(u"folder.json"_s) && !list.contains(u"workspace.json"_s), qPrintable(list));
    press(u"cancel"_s);
}

void tst_leavequestion::goesWithItsWindow()
{
    open(Step::Create, Failing::ForEver);
    QVERIFY(m_store->rename(listPlace, u"All"_s));
    leave();
    QTRY_VERIFY(dialog());
    m_window.reset();
    QVERIFY(!m_question);
    m_store->saveAgain();
    QSignalSpy failed(m_store.get(), &WorkspaceStore::saveFailed);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(m_left, 0);
}

QTEST_MAIN(tst_leavequestion)
#include "tst_leavequestion.moc"
