// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "environmentcontrol.h"

#include "auth/secretkey.h"
#include "base/systemscheduler.h"
#include "common/theme.h"
#include "cookies/cookiejars.h"
#include "environments/environmentdrafts.h"
#include "environments/environmentsdialog.h"
#include "models/clienttreemodel.h"
#include "models/editwording.h"
#include "shell/mainwindow.h"
#include "support/draftfolders.h"
#include "support/failingfilesystem.h"
#include "support/latestore.h"
#include "support/workspacefolder.h"
#include "variables/environmentrules.h"
#include "workspace/conflictdialog.h"
#include "workspace/files/systemfilesystem.h"
#include "workspace/store/environmentstore.h"
#include "workspace/store/workspacestore.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

using Step = FailingFileSystem::Step;
using Failing = FailingFileSystem::Failing;

namespace {

Environment environmentOf(const QString &slug, const QString &name)
{
    EnvironmentConfig config;
    config.name = name;
    config.variables = {{u"token"_s, Variable::Source::Keychain, {}}};
    return {slug, config};
}

} // namespace

/// The environments of a folder in a window, while git and the keychain do as they like.
class tst_environmentcontrol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void init();
    void cleanup();
    void K11_onlyWhatWasEditedIsWritten();
    void K11_changesOfOthersAreTaken();
    void K11_bothVersionsAreAskedAbout_data();
    void K11_bothVersionsAreAskedAbout();
    void K10_newOnesTakeNoNameOfOthers();
    void K7_whatCannotBeSavedStaysInTheDialog();
    void deniedSecretsStayInTheDialog();
    void aNewOneIsNotOfferedAgain();
    void closedMeanwhileItIsSavedOrOfferedAgain_data();
    void closedMeanwhileItIsSavedOrOfferedAgain();
    void K10_deniedSecretsTakeNothingFromOthers();
    void laterSecretsWaitInLine();
    void editsAreUndone();
    void undoTellsWhatItIsAbout_data();
    void undoTellsWhatItIsAbout();
    void J13_secretsComeBackWithTheirEnvironment();
    void deletionIsToldAndTheChoiceComesBack();
    void secretsFollowTheNamesOfVariables();
    void K11_whatOthersHaveChangedIsNotUndone();
    void K7_whatCannotBeUndoneIsTold();
    void quickStepsWaitInLine();
    void undoInTheDemo();
    void secretsThatChangeElsewhereAreReadAgain();

private:
    void make(Step step = Step::Create, Failing failing = Failing::Once, int number = 0);
    void attach();
    void put(const QString &slug, const QString &name) const
    {
        QVERIFY(saveEnvironments({environmentOf(slug, name)}, m_folder->path()));
    }
    [[nodiscard]] QByteArray onDisk(const QString &slug) const
    {
        return bytesIn(m_folder->filePath(u"environments/%1.json"_s.arg(slug)));
    }
    [[nodiscard]] QString secretOf(const QString &slug)
    {
        return m_secrets->at(SecretKey::ofEnvironment(u"w"_s, slug, u"token"_s).text());
    }
    [[nodiscard]] EnvironmentsDialog *openDialog()
    {
        m_window->activateWindow();
        if (!QTest::qWaitForWindowActive(m_window.get()))
            qFatal("The window does not become active");
        QTest::keyClick(m_window.get(), Qt::Key_E, Qt::ControlModifier);
        EnvironmentsDialog *dialog = nullptr;
        [&] { QTRY_VERIFY((dialog = m_window->findChild<EnvironmentsDialog *>()) && dialog->isVisible()); }();
        return dialog;
    }
    static void rename(EnvironmentsDialog &dialog, int row, const QString &name)
    {
        dialog.findChild<QListWidget *>(u"environmentList"_s)->setCurrentRow(row);
        auto *edit = dialog.findChild<QLineEdit *>(u"environmentName"_s);
        edit->selectAll();
        QTest::keyClicks(edit, name);
    }
    /// With a secret.
    static void makeNew(EnvironmentsDialog &dialog)
    {
        press(dialog, u"newEnvironment"_s);
        rename(dialog, 2, u"QA"_s);
        QAbstractItemModel *variables = dialog.findChild<QTableView *>(u"variables"_s)->model();
        QVERIFY(variables->setData(variables->index(0, 0), u"token"_s));
        QVERIFY(variables->setData(variables->index(0, 1), u"s3cret"_s));
        QVERIFY(variables->setData(variables->index(0, 2), Qt::Checked, Qt::CheckStateRole));
    }
    static void writeSecret(EnvironmentsDialog &dialog, const QString &secret)
    {
        QAbstractItemModel *variables = dialog.findChild<QTableView *>(u"variables"_s)->model();
        QVERIFY(variables->setData(variables->index(0, 1), secret));
    }
    static void press(const QWidget &dialog, const QString &button)
    {
        dialog.findChild<QPushButton *>(button)->click();
    }
    /// Lets everything that was asked for happen.
    void settle()
    {
        QTRY_VERIFY2(
            [this] {
                m_secrets->answer(true);
                return !m_control->isSaving();
            }(),
            "It does not end");
    }
    void saveAndSettle(const QPointer<EnvironmentsDialog> &dialog)
    {
        press(*dialog, u"saveEnvironments"_s);
        settle();
        QTRY_VERIFY(!dialog);
    }
    void undo()
    {
        m_history->undo();
        settle();
    }
    void redo()
    {
        m_history->redo();
        settle();
    }
    [[nodiscard]] QString undoText() const
    {
        const auto title = m_history->undoTitle();
        return title ? wording::undoText(*title) : QString();
    }
    void keep(const QString &slug, const QString &name, const QString &secret)
    {
        m_secrets->memory.write(SecretKey::ofEnvironment(u"w"_s, slug, name).text(), secret,
                                [](const Result<void> &) {});
    }
    static QString problemOf(const QWidget &dialog)
    {
        return dialog.findChild<QLabel *>(u"environmentsProblem"_s)->text();
    }

    Theme m_theme{Theme::Mode::Light};
    SystemScheduler m_scheduler;
    CookieJars m_cookies{m_scheduler};
    SeededRandom m_random{1};
    std::unique_ptr<LateStore> m_secrets;
    Workspace m_workspace;
    ClientTreeModel m_tree;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FailingFileSystem> m_files;
    std::unique_ptr<ClientSet> m_clients;
    std::unique_ptr<EnvironmentStore> m_store;
    std::unique_ptr<WorkspaceStore> m_history;
    std::unique_ptr<EnvironmentControl> m_control;
    std::unique_ptr<MainWindow> m_window;
};

void tst_environmentcontrol::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    cleanup();
    m_secrets = std::make_unique<LateStore>();
    m_workspace.name = u"Shop"_s;
    put(u"prod"_s, u"Production"_s);
    put(u"staging"_s, u"Staging"_s);
    make();
}

void tst_environmentcontrol::make(Step step, Failing failing, int number)
{
    cleanup();
    m_files = std::make_unique<FailingFileSystem>(step, number, failing);
    m_store = std::make_unique<EnvironmentStore>(*m_files, m_scheduler);
    m_store->open(m_folder->path(), loadEnvironments(m_folder->path()));
    m_history = std::make_unique<WorkspaceStore>(*m_files, m_scheduler);
    attach();
}

void tst_environmentcontrol::attach()
{
    m_clients = std::make_unique<ClientSet>(m_workspace, m_scheduler, m_random, ClientSet::Secrets{*m_secrets});
    m_control = std::make_unique<EnvironmentControl>(EnvironmentControl::Parts{
        m_theme, m_workspace, *m_store, *m_clients, *m_secrets, u"w"_s, m_cookies, m_history.get()});
    m_window = std::make_unique<MainWindow>(m_theme, m_tree, nullptr);
    m_control->attach(*m_window);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void tst_environmentcontrol::cleanup()
{
    m_window.reset();
    m_control.reset();
    m_clients.reset();
    m_history.reset();
    m_store.reset();
    m_files.reset();
}

void tst_environmentcontrol::K11_onlyWhatWasEditedIsWritten()
{
    const QPointer<EnvironmentsDialog> dialog = openDialog();
    put(u"prod"_s, u"Pulled"_s);
    rename(*dialog, 1, u"Stage"_s);
    press(*dialog, u"saveEnvironments"_s);
    QTRY_VERIFY(!dialog);
    QVERIFY(onDisk(u"staging"_s).contains("\"Stage\""));
    QVERIFY(onDisk(u"prod"_s).contains("\"Pulled\""));
    QVERIFY(!m_control->isSaving());
}

void tst_environmentcontrol::K11_changesOfOthersAreTaken()
{
    m_control->enter(u"prod"_s);
    put(u"prod"_s, u"Pulled"_s);
    QTRY_VERIFY(m_window->windowTitle().contains(u"Pulled"_s));
    EnvironmentsDialog *dialog = openDialog();
    QCOMPARE(dialog->findChild<QLineEdit *>(u"environmentName"_s)->text(), u"Pulled"_s);
}

void tst_environmentcontrol::K11_bothVersionsAreAskedAbout_data()
{
    QTest::addColumn<QString>("button");
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("mine") << u"keepMine"_s << QByteArray("\"Mine\"");
    QTest::newRow("theirs") << u"takeTheirs"_s << QByteArray("\"Theirs\"");
}

void tst_environmentcontrol::K11_bothVersionsAreAskedAbout()
{
    QFETCH(const QString, button);
    QFETCH(const QByteArray, name);
    const QPointer<EnvironmentsDialog> dialog = openDialog();
    rename(*dialog, 0, u"Mine"_s);
    put(u"prod"_s, u"Theirs"_s);
    press(*dialog, u"saveEnvironments"_s);
    QTRY_VERIFY(dialog->findChild<ConflictDialog *>());
    QVERIFY(onDisk(u"prod"_s).contains("\"Theirs\""));
    QVERIFY(!problemOf(*dialog).isEmpty());
    press(*dialog->findChild<ConflictDialog *>(), button);
    if (button == u"takeTheirs"_s) {
        QCOMPARE(dialog->findChild<QLineEdit *>(u"environmentName"_s)->text(), u"Theirs"_s);
        QTRY_VERIFY(!dialog->findChild<ConflictDialog *>());
        dialog->reject(); // without a question: nothing is edited any more
    }
    QTRY_VERIFY(!dialog);
    QVERIFY(onDisk(u"prod"_s).contains(name));
}

void tst_environmentcontrol::K10_newOnesTakeNoNameOfOthers()
{
    const QPointer<EnvironmentsDialog> dialog = openDialog();
    press(*dialog, u"newEnvironment"_s);
    rename(*dialog, 2, u"QA"_s);
    put(u"qa"_s, u"Theirs"_s);
    press(*dialog, u"saveEnvironments"_s);
    QTRY_VERIFY(!dialog);
    QVERIFY(onDisk(u"qa"_s).contains("\"Theirs\""));
    QVERIFY(onDisk(u"qa-2"_s).contains("\"QA\""));
}

void tst_environmentcontrol::K7_whatCannotBeSavedStaysInTheDialog()
{
    make(Step::Create, Failing::Once, 1);
    const QPointer<EnvironmentsDialog> dialog = openDialog();
    rename(*dialog, 0, u"Mine"_s);
    writeSecret(*dialog, u"s3cret"_s);
    press(*dialog, u"saveEnvironments"_s);
    QTRY_VERIFY(!problemOf(*dialog).isEmpty());
    QVERIFY(dialog->isVisible());
    QVERIFY(onDisk(u"prod"_s).contains("\"Production\"") && m_secrets->pending.isEmpty());
    press(*dialog, u"saveEnvironments"_s);
    QTRY_COMPARE(m_secrets->pending.size(), 1);
    m_secrets->answer(true);
    QTRY_VERIFY(!dialog);
    QVERIFY(onDisk(u"prod"_s).contains("\"Mine\""));
    QCOMPARE(secretOf(u"prod"_s), u"s3cret"_s);
}

void tst_environmentcontrol::deniedSecretsStayInTheDialog()
{
    const QPointer<EnvironmentsDialog> dialog = openDialog();
    makeNew(*dialog);
    press(*dialog, u"saveEnvironments"_s);
    QTRY_COMPARE(m_secrets->pending.size(), 1);
    QVERIFY(m_control->isSaving());
    QSignalSpy settled(m_control.get(), &EnvironmentControl::settled);
    m_secrets->answer(false);
    QCOMPARE(settled.size(), 1);
    QVERIFY(dialog->isVisible() && !problemOf(*dialog).isEmpty());
    QVERIFY(onDisk(u"qa"_s).contains("\"QA\""));
    press(*dialog, u"saveEnvironments"_s);
    QTRY_COMPARE(m_secrets->pending.size(), 1);
    m_secrets->answer(true);
    QTRY_VERIFY(!dialog);
    QCOMPARE(secretOf(u"qa"_s), u"s3cret"_s);
    QVERIFY2(onDisk(u"qa-2"_s).isEmpty(), "it was there already");
}

/// It is there, and only its secret is not: the edit would make it once more.
void tst_environmentcontrol::aNewOneIsNotOfferedAgain()
{
    SystemFileSystem files;
    VirtualScheduler time;
    DraftFolders folders;
    EnvironmentDrafts drafts(folders.living(), files, time, [this] { return m_store->loaded().environments; });
    m_control->setDrafts(drafts);
    const QSignalSpy offered(&drafts, &EnvironmentDrafts::offered);
    const QPointer<EnvironmentsDialog> dialog = openDialog();
    makeNew(*dialog);
    time.advance(std::chrono::seconds(1));
    QTRY_COMPARE(draftFilesIn(folders.living()).size(), 1);
    press(*dialog, u"saveEnvironments"_s);
    QTRY_COMPARE(m_secrets->pending.size(), 1);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!dialog);
    m_secrets->answer(false);
    settle();
    QVERIFY(offered.isEmpty());
    QTRY_VERIFY(draftFilesIn(folders.living()).isEmpty());
}

void tst_environmentcontrol::closedMeanwhileItIsSavedOrOfferedAgain_data()
{
    QTest::addColumn<bool>("isAllowed");
    QTest::newRow("unlocked") << true;
    QTest::newRow("refused") << false;
}

void tst_environmentcontrol::closedMeanwhileItIsSavedOrOfferedAgain()
{
    QFETCH(const bool, isAllowed);
    SystemFileSystem files;
    VirtualScheduler time;
    DraftFolders folders;
    EnvironmentDrafts drafts(folders.living(), files, time, [this] { return m_store->loaded().environments; });
    m_control->setDrafts(drafts);
    QSignalSpy offered(&drafts, &EnvironmentDrafts::offered);
    const QPointer<EnvironmentsDialog> dialog = openDialog();
    writeSecret(*dialog, u"s3cret"_s);
    time.advance(std::chrono::seconds(1));
    QTRY_COMPARE(draftFilesIn(folders.living()).size(), 1);
    press(*dialog, u"saveEnvironments"_s);
    QTRY_COMPARE(m_secrets->pending.size(), 1);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!dialog);
    QCOMPARE(draftFilesIn(folders.living()).size(), 1); // it may fail
    m_secrets->answer(isAllowed);
    settle();
    QCOMPARE(secretOf(u"prod"_s), isAllowed ? u"s3cret"_s : QString());
    QCOMPARE(offered.size(), isAllowed ? 0 : 1);
    if (!isAllowed) {
        const QPointer<EnvironmentsDialog> again = openDialog();
        const QString told = again->findChild<QLabel *>(u"environmentRemoved"_s)->text();
        QVERIFY2(told.contains(u"Type these secrets again: token."_s), qPrintable(told));
        writeSecret(*again, u"s3cret"_s);
        saveAndSettle(again);
    }
    time.advance(std::chrono::seconds(1));
    QTRY_COMPARE(draftFilesIn(folders.living()).size(), 0);
    cleanup(); // before the drafts
}

void tst_environmentcontrol::K10_deniedSecretsTakeNothingFromOthers()
{
    const QPointer<EnvironmentsDialog> dialog = openDialog();
    put(u"staging"_s, u"Theirs"_s);
    put(u"extra"_s, u"Also theirs"_s);
    m_secrets->memory.write(SecretKey::ofEnvironment(u"w"_s, u"extra"_s, u"token"_s).text(), u"kept"_s,
                            [](const Result<void> &) {});
    rename(*dialog, 0, u"Mine"_s);
    writeSecret(*dialog, u"s3cret"_s);
    press(*dialog, u"saveEnvironments"_s);
    QTRY_COMPARE(m_secrets->pending.size(), 1);
    m_secrets->answer(false);
    QVERIFY(dialog->isVisible());
    press(*dialog, u"saveEnvironments"_s);
    QTRY_COMPARE(m_secrets->pending.size(), 1);
    m_secrets->answer(true);
    QTRY_VERIFY(!dialog);
    QVERIFY(onDisk(u"prod"_s).contains("Mine"));
    QVERIFY(onDisk(u"staging"_s).contains("Theirs"));
    QVERIFY(onDisk(u"extra"_s).contains("Also theirs"));
    QCOMPARE(secretOf(u"extra"_s), u"kept"_s);
}

void tst_environmentcontrol::laterSecretsWaitInLine()
{
    QPointer<EnvironmentsDialog> dialog = openDialog();
    writeSecret(*dialog, u"first"_s);
    press(*dialog, u"saveEnvironments"_s);
    QTRY_COMPARE(m_secrets->pending.size(), 1);
    QTest::keyClick(dialog.data(), Qt::Key_Escape); // it goes on without its dialog
    QTRY_VERIFY(!dialog);
    dialog = openDialog();
    writeSecret(*dialog, u"second"_s);
    press(*dialog, u"saveEnvironments"_s);
    QSignalSpy settled(m_control.get(), &EnvironmentControl::settled);
    QTRY_VERIFY(!m_control->isSaving() || !m_secrets->pending.isEmpty());
    QCOMPARE(m_secrets->pending.size(), 1);
    QCOMPARE(secretOf(u"prod"_s), QString());
    m_secrets->answer(true);
    QCOMPARE(secretOf(u"prod"_s), u"first"_s);
    QTRY_COMPARE(m_secrets->pending.size(), 1);
    m_secrets->answer(true);
    QTRY_VERIFY(!dialog);
    QCOMPARE(secretOf(u"prod"_s), u"second"_s);
    QCOMPARE(settled.size(), 1);
}

void tst_environmentcontrol::editsAreUndone()
{
    const QByteArray before = onDisk(u"prod"_s);
    QVERIFY(!m_history->undoTitle());
    QPointer<EnvironmentsDialog> dialog = openDialog();
    rename(*dialog, 0, u"Live"_s);
    saveAndSettle(dialog);
    dialog = openDialog();
    press(*dialog, u"newEnvironment"_s);
    rename(*dialog, 2, u"QA"_s);
    saveAndSettle(dialog);
    QCOMPARE(undoText(), u"&Undo: add environment “QA”"_s);
    undo();
    QVERIFY(onDisk(u"qa"_s).isEmpty() && onDisk(u"prod"_s).contains("\"Live\""));
    QCOMPARE(undoText(), u"&Undo: rename environment “Production”"_s);
    undo();
    QCOMPARE(onDisk(u"prod"_s), before);
    QVERIFY(!m_history->undoTitle());
    redo();
    redo();
    QVERIFY(onDisk(u"prod"_s).contains("\"Live\"") && onDisk(u"qa"_s).contains("\"QA\""));
    QVERIFY(!m_history->redoTitle());
}

void tst_environmentcontrol::undoTellsWhatItIsAbout_data()
{
    QTest::addColumn<QStringList>("deeds");
    QTest::addColumn<QString>("text");
    QTest::newRow("remove") << QStringList{u"remove"_s} << u"&Undo: delete environment “Production”"_s;
    QTest::newRow("add two") << QStringList{u"add"_s, u"add"_s} << u"&Undo: add 2 environments"_s;
    QTest::newRow("change") << QStringList{u"change"_s} << u"&Undo: change environment “Production”"_s;
    QTest::newRow("all") << QStringList{u"add"_s, u"change"_s} << u"&Undo: change 2 environments"_s;
    QTest::newRow("a secret alone") << QStringList{u"secret"_s} << QString();
}

void tst_environmentcontrol::undoTellsWhatItIsAbout()
{
    QFETCH(const QStringList, deeds);
    const QPointer<EnvironmentsDialog> dialog = openDialog();
    for (const QString &deed : deeds) {
        dialog->findChild<QListWidget *>(u"environmentList"_s)->setCurrentRow(0);
        QAbstractItemModel *variables = dialog->findChild<QTableView *>(u"variables"_s)->model();
        if (deed == u"remove"_s)
            press(*dialog, u"deleteEnvironment"_s);
        else if (deed == u"add"_s)
            press(*dialog, u"newEnvironment"_s);
        else if (deed == u"secret"_s)
            writeSecret(*dialog, u"s3cret"_s);
        else
            QVERIFY(variables->setData(variables->index(1, 0), u"host"_s));
    }
    saveAndSettle(dialog);
    QTEST(undoText(), "text");
}

void tst_environmentcontrol::J13_secretsComeBackWithTheirEnvironment()
{
    keep(u"prod"_s, u"token"_s, u"s3cret"_s);
    const QPointer<EnvironmentsDialog> dialog = openDialog();
    press(*dialog, u"deleteEnvironment"_s);
    saveAndSettle(dialog);
    QVERIFY(onDisk(u"prod"_s).isEmpty());
    QVERIFY2(secretOf(u"prod"_s).isEmpty(), "a new one of that name begins without");
    undo();
    QVERIFY(onDisk(u"prod"_s).contains("\"Production\""));
    QCOMPARE(secretOf(u"prod"_s), u"s3cret"_s);
    redo();
    QVERIFY(onDisk(u"prod"_s).isEmpty() && secretOf(u"prod"_s).isEmpty());
    undo();
    QCOMPARE(secretOf(u"prod"_s), u"s3cret"_s);
}

void tst_environmentcontrol::deletionIsToldAndTheChoiceComesBack()
{
    m_control->enter(u"prod"_s);
    settle();
    const QPointer<EnvironmentsDialog> dialog = openDialog();
    press(*dialog, u"deleteEnvironment"_s);
    saveAndSettle(dialog);
    const auto *message = m_window->findChild<QLabel *>(u"statusMessage"_s);
    QVERIFY2(message->text().startsWith(u"“Production” was deleted. Ctrl+Z"_s), qPrintable(message->text()));
    QCOMPARE(m_control->current(), QString());
    undo();
    QCOMPARE(m_control->current(), u"prod"_s);
    redo();
    m_control->enter(u"staging"_s); // somebody has chosen since
    m_control->enter({});
    undo();
    QCOMPARE(m_control->current(), QString());
}

void tst_environmentcontrol::secretsFollowTheNamesOfVariables()
{
    keep(u"prod"_s, u"token"_s, u"first"_s);
    const auto secret = [this](const QString &name) {
        return m_secrets->at(SecretKey::ofEnvironment(u"w"_s, u"prod"_s, name).text());
    };
    const QPointer<EnvironmentsDialog> dialog = openDialog();
    QAbstractItemModel *variables = dialog->findChild<QTableView *>(u"variables"_s)->model();
    QVERIFY(variables->setData(variables->index(0, 0), u"old"_s));
    QVERIFY(variables->setData(variables->index(1, 0), u"token"_s));
    QVERIFY(variables->setData(variables->index(1, 1), u"second"_s));
    QVERIFY(variables->setData(variables->index(1, 2), Qt::Checked, Qt::CheckStateRole));
    saveAndSettle(dialog);
    QCOMPARE(secret(u"old"_s), u"first"_s);
    QCOMPARE(secret(u"token"_s), u"second"_s);
    undo();
    QCOMPARE(secret(u"token"_s), u"first"_s);
    QCOMPARE(secret(u"old"_s), QString());
    redo();
    QCOMPARE(secret(u"old"_s), u"first"_s);
    QCOMPARE(secret(u"token"_s), u"second"_s);
}

void tst_environmentcontrol::K11_whatOthersHaveChangedIsNotUndone()
{
    const QPointer<EnvironmentsDialog> dialog = openDialog();
    rename(*dialog, 0, u"Mine"_s);
    saveAndSettle(dialog);
    put(u"staging"_s, u"Pulled"_s);
    m_store->lookAgain();
    QTRY_VERIFY(findEnvironment(m_store->loaded().environments, u"staging"_s)->config.name == u"Pulled"_s);
    QVERIFY2(m_history->undoTitle(), "that is about another one");
    put(u"prod"_s, u"Theirs"_s);
    m_history->undo(); // before anybody has noticed
    settle();
    QVERIFY(onDisk(u"prod"_s).contains("\"Theirs\""));
    QTRY_VERIFY(!m_history->redoTitle() && !m_history->undoTitle());
}

void tst_environmentcontrol::K7_whatCannotBeUndoneIsTold()
{
    keep(u"prod"_s, u"token"_s, u"s3cret"_s);
    make(Step::Create, Failing::Once, 2);
    const QPointer<EnvironmentsDialog> dialog = openDialog();
    rename(*dialog, 0, u"Mine"_s);
    saveAndSettle(dialog);
    undo();
    QVERIFY(onDisk(u"prod"_s).contains("\"Mine\""));
    QVERIFY(m_history->redoTitle());
    redo(); // nothing to do: it is like that
    QCOMPARE(secretOf(u"prod"_s), u"s3cret"_s);
    undo();
    QVERIFY(onDisk(u"prod"_s).contains("\"Production\""));
    QCOMPARE(secretOf(u"prod"_s), u"s3cret"_s);
}

void tst_environmentcontrol::quickStepsWaitInLine()
{
    keep(u"prod"_s, u"token"_s, u"s3cret"_s);
    const QPointer<EnvironmentsDialog> dialog = openDialog();
    press(*dialog, u"deleteEnvironment"_s);
    saveAndSettle(dialog);
    m_history->undo();
    m_history->redo();
    m_history->undo();
    settle();
    QTRY_VERIFY(!m_control->isSaving() && onDisk(u"prod"_s).contains("\"Production\""));
    QCOMPARE(secretOf(u"prod"_s), u"s3cret"_s);
}

void tst_environmentcontrol::undoInTheDemo()
{
    cleanup();
    m_files = std::make_unique<FailingFileSystem>(Step::Create, 0, Failing::Once);
    m_store = std::make_unique<EnvironmentStore>(*m_files, m_scheduler);
    LoadedEnvironments loaded;
    loaded.environments = {environmentOf(u"prod"_s, u"Production"_s), environmentOf(u"staging"_s, u"Staging"_s)};
    m_store->open({}, loaded);
    m_history = std::make_unique<WorkspaceStore>(*m_files, m_scheduler);
    QVERIFY(m_history->openInMemory(m_workspace));
    attach();
    const QPointer<EnvironmentsDialog> dialog = openDialog();
    press(*dialog, u"deleteEnvironment"_s);
    saveAndSettle(dialog);
    QCOMPARE(m_store->loaded().environments.size(), 1);
    undo();
    QCOMPARE(m_store->loaded().environments, loaded.environments);
}

void tst_environmentcontrol::secretsThatChangeElsewhereAreReadAgain()
{
    keep(u"prod"_s, u"token"_s, u"first"_s);
    m_control->enter(u"prod"_s);
    QCOMPARE(m_control->secretValues(), QStringList{u"first"_s});
    keep(u"prod"_s, u"token"_s, u"second"_s);
    m_control->reloadSecrets();
    QCOMPARE(m_control->secretValues(), QStringList{u"second"_s});
}

QTEST_MAIN(tst_environmentcontrol)
#include "tst_environmentcontrol.moc"
