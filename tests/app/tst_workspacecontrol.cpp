// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspacecontrol.h"

#include "auth/memorysecretstore.h"
#include "base/random.h"
#include "base/virtualscheduler.h"
#include "clientfileeditor.h"
#include "clients/clientpanel.h"
#include "clientset.h"
#include "common/theme.h"
#include "explorer/explorepage.h"
#include "explorer/urledit.h"
#include "models/clienttreemodel.h"
#include "shell/mainwindow.h"
#include "support/failingfilesystem.h"
#include "support/workspacefolder.h"
#include "workspace/conflictdialog.h"
#include "workspace/keptrequest.h"
#include "workspace/savebanner.h"
#include "workspace/store/workspacestore.h"
#include "workspace/unsaveddialog.h"
#include "workspace/workspacewriter.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using Kind = WorkspacePlace::Kind;
using Step = FailingFileSystem::Step;
using Failing = FailingFileSystem::Failing;

namespace {

const WorkspacePlace listRequest{Kind::Request, u"orders"_s, u"list"_s};
const WorkspacePlace getOneRequest{Kind::Request, u"orders"_s, u"get-one"_s};

/// A window on a workspace, with Explore in it, wired as the program wires it.
struct OpenWindow
{
    OpenWindow(Theme &theme, const QString &folder, const QString &drafts, FileSystem &files)
        : store(files, scheduler)
    {
        QSignalSpy opened(&store, &WorkspaceStore::opened);
        store.open(folder);
        if (!opened.wait())
            qFatal("The workspace does not open");
        clients = std::make_unique<ClientSet>(store.workspace(), scheduler, random, ClientSet::Secrets{secrets});
        editor = std::make_unique<ClientFileEditor>(ClientFileEditor::Parts{store, *clients, secrets, u"id"_s});
        tree.setClients(clients->nodes());
        control = std::make_unique<WorkspaceControl>(
            WorkspaceControl::Parts{theme, store, files, scheduler, tree, drafts});
        window = std::make_unique<MainWindow>(theme, tree, nullptr);
        PageSpec spec;
        spec.id = u"explore"_s;
        spec.make = [&](QWidget *parent) { return explore = new ExplorePage(theme, scheduler, parent); };
        window->addPage(spec);
        control->attach(*window);
        window->showPage(u"explore"_s);
        for (int i = 0; i < clients->nodes().size(); ++i)
            explore->setClient(clients->nodes().at(i).id, clients->clients().at(i));
        control->attach(*explore);
        QObject::connect(editor.get(), &ClientEditor::changed, window.get(),
                         [this] { tree.setClients(clients->nodes()); });
        window->show();
        if (!QTest::qWaitForWindowActive(window.get()))
            qFatal("The window does not become active");
    }

    /// Lets the watcher's timers run that a change of a file has started.
    void passTime() { scheduler.advance(2s); }
    [[nodiscard]] ClientPanel *panel() const { return window->clientPanel(); }
    [[nodiscard]] QString nameOf(const WorkspacePlace &place) const { return tree.indexOf(place).data().toString(); }
    [[nodiscard]] SaveBanner *banner() const { return window->findChild<SaveBanner *>(); }
    void rename(const WorkspacePlace &place, const QString &name)
    {
        QVERIFY(tree.setData(tree.indexOf(place), name, Qt::EditRole));
    }
    void press(const QString &text) const
    {
        for (QPushButton *button : banner()->findChildren<QPushButton *>()) {
            if (button->text() == text)
                return button->click();
        }
        QFAIL(qPrintable(u"There is no button "_s + text));
    }
    template<class Dialog>
    [[nodiscard]] Dialog *dialog() const
    {
        auto *found = window->findChild<Dialog *>();
        return found && found->isVisible() ? found : nullptr;
    }

    VirtualScheduler scheduler;
    SeededRandom random{1};
    MemorySecretStore secrets;
    WorkspaceStore store;
    ClientTreeModel tree;
    std::unique_ptr<ClientSet> clients;
    std::unique_ptr<ClientFileEditor> editor;
    std::unique_ptr<WorkspaceControl> control;
    std::unique_ptr<MainWindow> window;
    QPointer<ExplorePage> explore;
};

} // namespace

class tst_workspacecontrol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void init();
    void edits();
    void newRequestIsOpenedAndNamed();
    void undoesADelete();
    void severalAreDeletedAndComeBack();
    void failureIsToldAndTheWindowStays();
    void aSaveThatIsTakenBackIsToldAndShown();
    void takesForeignChanges();
    void conflictIsDecided_data();
    void conflictIsDecided();
    void ADV_O13_secondWindowFollows();
    void draftsOutliveTheWindow();
    void K7_editsThatCannotBeKeptAreAskedAbout_data();
    void K7_editsThatCannotBeKeptAreAskedAbout();

private:
    [[nodiscard]] QByteArray onDisk(const WorkspacePlace &place) const
    {
        return bytesIn(m_folder->filePath(u"shop/"_s + fileAt(place)));
    }
    void writeOnDisk(const WorkspacePlace &place, const QByteArray &from, const QByteArray &to) const
    {
        QVERIFY(onDisk(place).contains(from));
        QVERIFY(writeBytes(m_folder->filePath(u"shop/"_s + fileAt(place)), onDisk(place).replace(from, to)));
    }
    /// In a new request.
    static void writeUrl(ExplorePage &explore, const QString &text)
    {
        explore.beginRequest(u"orders"_s);
        for (QLineEdit *line : explore.findChildren<QLineEdit *>()) {
            if (line->accessibleName() != u"URL"_s)
                continue;
            line->selectAll();
            QTest::keyClicks(line, text);
        }
    }
    [[nodiscard]] std::unique_ptr<OpenWindow> open(FileSystem &files)
    {
        return std::make_unique<OpenWindow>(m_theme, m_folder->filePath(u"shop"_s), m_folder->filePath(u"drafts"_s),
                                            files);
    }

    Theme m_theme{Theme::Mode::Light};
    SystemFileSystem m_files;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_workspacecontrol::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    Workspace workspace = smallWorkspace();
    workspace.id = u"an-id"_s;
    QVERIFY(saveWorkspace(workspace, m_folder->filePath(u"shop"_s)));
}

void tst_workspacecontrol::edits()
{
    const auto x = open(m_files);
    QCOMPARE(x->nameOf(listRequest), u"List"_s);
    QVERIFY(!x->banner()->isVisible());
    x->rename(listRequest, u"List all"_s);
    QCOMPARE(x->nameOf(listRequest), u"List all"_s);
    QTRY_VERIFY(onDisk(listRequest).contains("\"List all\""));
    QVERIFY(!x->banner()->isVisible());
    Q_EMIT x->tree.moveRequested({listRequest}, {Kind::Folder, u"orders"_s}, 0);
    QTRY_COMPARE(x->panel()->currentPlace(), listRequest);
    QCOMPARE(x->tree.indexOf(listRequest).row(), 0);
}

void tst_workspacecontrol::newRequestIsOpenedAndNamed()
{
    const auto x = open(m_files);
    QSignalSpy made(x->control.get(), &WorkspaceControl::requestMade);
    QVERIFY(x->panel()->showPlace(listRequest));
    QTest::keyClick(x->window.get(), Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(made, (QList<QVariantList>{{u"orders"_s, u"new-request"_s}}));
    auto *editor = x->panel()->tree()->findChild<QLineEdit *>();
    QVERIFY(editor);
    editor->setText(u"Pay"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    const WorkspacePlace request{Kind::Request, u"orders"_s, u"new-request"_s};
    QTRY_COMPARE(x->nameOf(request), u"Pay"_s);
    QTRY_VERIFY(onDisk(request).contains("\"Pay\""));
}

void tst_workspacecontrol::undoesADelete()
{
    const auto x = open(m_files);
    QSignalSpy noticed(x->control.get(), &WorkspaceControl::noticed);
    QVERIFY(x->panel()->showPlace(listRequest));
    const QByteArray before = onDisk(listRequest);
    x->panel()->tree()->setFocus();
    QTest::keyClick(x->panel()->tree(), Qt::Key_Delete);
    QVERIFY(!x->tree.indexOf(listRequest).isValid());
    QVERIFY(noticed.last().first().toString().contains(u"Ctrl+Z"));
    QTRY_VERIFY(onDisk(listRequest).isEmpty());
    QTest::keyClick(x->window.get(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(x->nameOf(listRequest), u"List"_s);
    QTRY_COMPARE(onDisk(listRequest), before);
}

void tst_workspacecontrol::severalAreDeletedAndComeBack()
{
    const auto x = open(m_files);
    x->panel()->showPlaces({listRequest, getOneRequest});
    x->panel()->tree()->setFocus();
    QTest::keyClick(x->panel()->tree(), Qt::Key_Delete);
    QVERIFY(!x->tree.indexOf(listRequest).isValid() && !x->tree.indexOf(getOneRequest).isValid());
    QTest::keyClick(x->window.get(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(x->tree.indexOf(listRequest).isValid() && x->tree.indexOf(getOneRequest).isValid());
    QVERIFY(!x->store.undoTitle());
}

void tst_workspacecontrol::failureIsToldAndTheWindowStays()
{
    FailingFileSystem files(Step::Create, 1, Failing::ForEver);
    const auto x = open(files);
    x->rename(listRequest, u"Not kept"_s);
    QTRY_VERIFY(x->banner()->isVisible());
    QCOMPARE(x->nameOf(listRequest), u"Not kept"_s);
    QSignalSpy closed(x->window.get(), &MainWindow::closed);
    QVERIFY(!x->window->close());
    QTRY_VERIFY(x->dialog<UnsavedDialog>());
    QTest::keyClick(x->dialog<UnsavedDialog>(), Qt::Key_Escape);
    QVERIFY(x->window->isVisible());
    QCOMPARE(closed.size(), 0);
    // Another workspace in its place would lose them as well.
    int left = 0;
    x->control->leave([&left] { ++left; });
    QTRY_VERIFY(x->dialog<UnsavedDialog>());
    QCOMPARE(left, 0);
    x->dialog<UnsavedDialog>()->findChild<QPushButton *>(u"discard"_s)->click();
    QCOMPARE(left, 1);
    QVERIFY(x->window->close());
    QCOMPARE(closed.size(), 1);
}

void tst_workspacecontrol::aSaveThatIsTakenBackIsToldAndShown()
{
    const auto x = open(m_files);
    const auto config = [&] {
        return requestAt(*clientAt(x->store.workspace(), listRequest.client), listRequest.path)->config;
    };
    x->explore->openRequest(draftAt(listRequest, config()));
    const RequestDraft before = x->explore->currentDraft();
    QLineEdit *url = x->explore->findChild<UrlEdit *>();
    const auto writeAndSave = [&](const QString &text) {
        url->setFocus();
        url->selectAll();
        QTest::keyClicks(url, text);
        QTest::keyClick(url, Qt::Key_S, Qt::ControlModifier);
        x->panel()->tree()->setFocus();
    };
    writeAndSave(u"/saved"_s);
    QCOMPARE(config().path, u"/saved"_s);
    QSignalSpy noticed(x->control.get(), &WorkspaceControl::noticed);
    QTest::keyClick(x->panel()->tree(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(noticed.last().first().toString().startsWith(u"Undone: change request “List”."_s));
    QCOMPARE(x->explore->currentDraft(), before);
    QVERIFY(!x->explore->openRequests().first().edited);
    // What is being written beside it stays, and is told behind that.
    QTest::keyClick(x->panel()->tree(), Qt::Key_Y, Qt::ControlModifier);
    QCOMPARE(url->text(), u"/saved"_s);
    url->setFocus();
    url->end(false);
    QTest::keyClicks(url, u"?written=1"_s);
    x->panel()->tree()->setFocus();
    QTest::keyClick(x->panel()->tree(), Qt::Key_Z, Qt::ControlModifier);
    const QString told = noticed.last().first().toString();
    QVERIFY2(told.startsWith(u"Undone: change request “List”."_s), qPrintable(told));
    QVERIFY2(told.contains(u"“List” has another version by now."_s), qPrintable(told));
    QCOMPARE(url->text(), u"/saved?written=1"_s);
    QVERIFY(x->explore->openRequests().first().edited);
}

void tst_workspacecontrol::takesForeignChanges()
{
    const auto x = open(m_files);
    writeOnDisk(listRequest, "\"List\"", "\"From outside\"");
    const auto nameAfterTime = [&x] {
        x->passTime();
        return x->nameOf(listRequest);
    };
    QTRY_COMPARE(nameAfterTime(), u"From outside"_s);
    QVERIFY(!x->banner()->isVisible());
    QVERIFY(QFile::remove(m_folder->filePath(u"shop/"_s + fileAt(getOneRequest))));
    const auto isGone = [&x] {
        x->passTime();
        return !x->tree.indexOf(getOneRequest).isValid();
    };
    QTRY_VERIFY(isGone());
}

void tst_workspacecontrol::conflictIsDecided_data()
{
    QTest::addColumn<QString>("button");
    QTest::addColumn<QString>("name");
    QTest::newRow("mine") << u"keepMine"_s << u"Mine"_s;
    QTest::newRow("theirs") << u"takeTheirs"_s << u"Theirs"_s;
}

void tst_workspacecontrol::conflictIsDecided()
{
    QFETCH(QString, button);
    QFETCH(QString, name);
    const auto x = open(m_files);
    writeOnDisk(listRequest, "\"List\"", "\"Theirs\"");
    x->rename(listRequest, u"Mine"_s);
    QTRY_VERIFY(x->banner()->isVisible());
    x->press(u"Compare…"_s);
    QVERIFY(x->dialog<ConflictDialog>());
    x->dialog<ConflictDialog>()->findChild<QPushButton *>(button)->click();
    QTRY_VERIFY(!x->banner()->isVisible());
    QTRY_COMPARE(x->nameOf(listRequest), name);
    QTRY_VERIFY(onDisk(listRequest).contains('"' + name.toUtf8() + '"'));
    QTRY_VERIFY(x->store.unsavedFiles().isEmpty());
    QVERIFY(x->window->close());
}

void tst_workspacecontrol::ADV_O13_secondWindowFollows()
{
    const auto one = open(m_files);
    const auto other = open(m_files);
    one->rename(listRequest, u"By the first"_s);
    const auto nameInOther = [&] {
        other->passTime();
        return other->nameOf(listRequest);
    };
    QTRY_COMPARE(nameInOther(), u"By the first"_s);
    other->rename(getOneRequest, u"By the second"_s);
    const auto nameInOne = [&] {
        one->passTime();
        return one->nameOf(getOneRequest);
    };
    QTRY_COMPARE(nameInOne(), u"By the second"_s);
    // What somebody else has written is not undone here.
    QTRY_VERIFY(one->store.unsavedFiles().isEmpty());
    one->store.undo();
    QCOMPARE(one->nameOf(getOneRequest), u"By the second"_s);
    QVERIFY(!one->banner()->isVisible() && !other->banner()->isVisible());
}

void tst_workspacecontrol::draftsOutliveTheWindow()
{
    {
        const auto x = open(m_files);
        writeUrl(*x->explore, u"/unsaved"_s);
        QCOMPARE(x->explore->currentDraft().url, u"/unsaved"_s);
        x->window->close(); // nothing of the workspace is lost
        QTRY_VERIFY(!x->window->isVisible());
        QVERIFY(!x->dialog<UnsavedDialog>());
    }
    const auto x = open(m_files);
    QTRY_COMPARE(x->explore->currentDraft().url, u"/unsaved"_s);
    QVERIFY(x->explore->openRequests().first().edited);
}

void tst_workspacecontrol::K7_editsThatCannotBeKeptAreAskedAbout_data()
{
    QTest::addColumn<bool>("isTried"); // else the window is closed sooner than the draft is written
    QTest::newRow("after they were tried") << true;
    QTest::newRow("at once") << false;
}

void tst_workspacecontrol::K7_editsThatCannotBeKeptAreAskedAbout()
{
    QFETCH(bool, isTried);
    FailingFileSystem files(FailingFileSystem::Step::MakeFolder, 1, FailingFileSystem::Failing::ForEver);
    const auto x = open(files);
    QSignalSpy failed(x->control.get(), &WorkspaceControl::failed);
    writeUrl(*x->explore, u"/unsaved"_s);
    if (isTried) {
        x->passTime();
        QTRY_COMPARE(failed.size(), 1);
    }
    QVERIFY(!x->window->close());
    QTRY_VERIFY(x->dialog<UnsavedDialog>());
    QVERIFY(x->window->isVisible());
    x->dialog<UnsavedDialog>()->findChild<QPushButton *>(u"discard"_s)->click();
    QTRY_VERIFY(!x->window->isVisible());
}

QTEST_MAIN(tst_workspacecontrol)
#include "tst_workspacecontrol.moc"
