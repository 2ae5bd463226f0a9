// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/systemscheduler.h"
#include "support/failingfilesystem.h"
#include "support/workspacefolder.h"
#include "workspace/requestfile.h"
#include "workspace/store/workspacestore.h"
#include "workspace/workspaceloader.h"
#include "workspace/workspacewriter.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

using Kind = WorkspacePlace::Kind;
using Step = FailingFileSystem::Step;
using Failing = FailingFileSystem::Failing;

namespace {

const WorkspacePlace ordersRoot{Kind::Folder, u"orders"_s};
const WorkspacePlace listRequest{Kind::Request, u"orders"_s, u"list"_s};
const WorkspacePlace otherRequest{Kind::Request, u"orders"_s, u"get-one"_s};
const WorkspacePlace authFolder{Kind::Folder, u"orders"_s, u"auth"_s};
const WorkspacePlace movedRequest{Kind::Request, u"orders"_s, u"auth/list"_s};
const QString listFile = u"clients/orders/requests/list.json"_s;
const QString otherFile = u"clients/orders/requests/get-one.json"_s;
const QString movedFile = u"clients/orders/requests/auth/list.json"_s;

/// A workspace of which one request is moved, and the file system that it is saved to.
struct MovedRequest
{
    explicit MovedRequest(FileSystem &fileSystem)
        : store(fileSystem, scheduler)
    {
        Workspace workspace = workspaceWithFolders();
        workspace.id = u"an-id"_s;
        QVERIFY(saveWorkspace(workspace, folder.path()).ok());
        mine = onDisk(listFile);
        store.open(folder.path());
        QTRY_VERIFY(store.isOpen());
    }

    /// There somebody else has made a file, which nobody has had the time to notice.
    void moveIntoConflict()
    {
        makeTheirs(movedFile);
        QVERIFY(store.move(listRequest, authFolder, -1).ok());
        QTRY_COMPARE(store.conflicts().size(), 1);
        QCOMPARE(store.failedFiles(), QStringList{listFile});
    }

    void makeTheirs(const QString &file) { QVERIFY(writeBytes(folder.filePath(file), theirs)); }

    /// What it does is done then.
    void wait() { QTRY_VERIFY(!store.isSaving()); }

    [[nodiscard]] QByteArray onDisk(const QString &file) const { return bytesIn(folder.filePath(file)); }
    [[nodiscard]] bool isSafe() const { return onDisk(listFile) == mine || onDisk(movedFile) == mine; }

    QTemporaryDir folder;
    SystemScheduler scheduler;
    QByteArray theirs = writeRequestConfig(namedRequest(u"Theirs"_s));
    QByteArray mine;
    WorkspaceStore store;
};

} // namespace

/// What is moved is on the disk at each moment, whatever comes between. (K8, K11)
class WorkspaceStoreMovesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void K8_keepMineFails_data();
    void K8_keepMineFails();
    void K8_savingAgainLeavesItWhereItIs();
    void K8_editsWhileItWaits_data();
    void K8_editsWhileItWaits();
    void K8_aNewOneInItsPlaceWaits();
    void K8_editedWhileItFails();
    void K11_theirsInsteadOfWhatWasMoved();
    void K11_theirsInsteadOfOneOfAFolder();
};

void WorkspaceStoreMovesTest::K8_keepMineFails_data()
{
    QTest::addColumn<Step>("step");
    QTest::newRow("create") << Step::Create;
    QTest::newRow("sync") << Step::Sync;
    QTest::newRow("rename") << Step::Rename;
    QTest::newRow("remove") << Step::Remove;
}

void WorkspaceStoreMovesTest::K8_keepMineFails()
{
    QFETCH(const Step, step);
    int failures = 0;
    for (bool hasFailed = true; hasFailed; failures += hasFailed ? 1 : 0) {
        FailingFileSystem files(step, failures + 1, Failing::ForEver);
        MovedRequest moved(files);
        moved.moveIntoConflict();
        moved.store.keepMine(movedFile);
        moved.wait();
        QVERIFY(moved.isSafe());
        // What it holds by now is nowhere but here, and what it was is still where it was.
        QVERIFY(moved.store.rename(movedRequest, u"Mine"_s).ok());
        moved.store.saveAgain();
        moved.wait();
        moved.store.saveAgain();
        moved.wait();
        hasFailed = files.hasFailed();
        QVERIFY(moved.onDisk(listFile) == moved.mine || moved.onDisk(movedFile).contains("Mine")
                || moved.onDisk(movedFile) == moved.mine);
        QCOMPARE(moved.store.unsavedFiles().isEmpty(), !hasFailed);
    }
    QVERIFY(failures > 0);
}

void WorkspaceStoreMovesTest::K8_savingAgainLeavesItWhereItIs()
{
    SystemFileSystem files;
    MovedRequest moved(files);
    moved.moveIntoConflict();
    moved.store.saveAgain();
    moved.wait();
    QVERIFY(moved.isSafe());
    // Of another file somebody decides.
    moved.makeTheirs(otherFile);
    QVERIFY(moved.store.rename(otherRequest, u"Mine"_s).ok());
    QTRY_COMPARE(moved.store.conflicts().size(), 2);
    moved.store.takeTheirs(otherFile);
    moved.wait();
    QVERIFY(moved.isSafe());
    QCOMPARE(moved.onDisk(otherFile), moved.theirs);
    moved.store.keepMine(movedFile);
    moved.wait();
    QVERIFY(moved.store.unsavedFiles().isEmpty());
    QCOMPARE(moved.onDisk(movedFile), moved.mine);
    QVERIFY(!QFile::exists(moved.folder.filePath(listFile)));
}

void WorkspaceStoreMovesTest::K8_editsWhileItWaits_data()
{
    QTest::addColumn<bool>("isOn");
    QTest::newRow("undone and redone") << false;
    QTest::newRow("moved on, to where another file came") << true;
}

void WorkspaceStoreMovesTest::K8_editsWhileItWaits()
{
    QFETCH(const bool, isOn);
    SystemFileSystem files;
    MovedRequest moved(files);
    moved.moveIntoConflict();
    if (isOn) {
        moved.makeTheirs(u"clients/billing/requests/list.json"_s);
        QVERIFY(moved.store.move(movedRequest, {Kind::Folder, u"billing"_s}, -1).ok());
    } else {
        moved.store.undo();
        moved.wait();
        moved.store.redo();
    }
    moved.wait();
    moved.store.saveAgain();
    moved.wait();
    QVERIFY(moved.isSafe());
}

void WorkspaceStoreMovesTest::K8_aNewOneInItsPlaceWaits()
{
    SystemFileSystem files;
    MovedRequest moved(files);
    moved.moveIntoConflict();
    const auto added = moved.store.add(ordersRoot, namedRequest(u"LIST"_s));
    QVERIFY(added.ok());
    QCOMPARE(added->path, u"list"_s);
    moved.wait();
    QVERIFY(moved.isSafe());
    moved.store.keepMine(movedFile);
    moved.wait();
    moved.store.saveAgain();
    moved.wait();
    QVERIFY(moved.store.unsavedFiles().isEmpty());
    QVERIFY(loadWorkspace(moved.folder.path())->workspace == moved.store.workspace());
}

void WorkspaceStoreMovesTest::K8_editedWhileItFails()
{
    FailingFileSystem files(Step::Rename, 1, Failing::ForEver);
    MovedRequest moved(files);
    QVERIFY(moved.store.move(listRequest, authFolder, -1).ok());
    moved.wait();
    QCOMPARE(moved.store.failedFiles(), (QStringList{movedFile, listFile}));
    QVERIFY(moved.store.rename(movedRequest, u"Mine"_s).ok());
    moved.store.saveAgain(); // of the other one alone
    moved.wait();
    QVERIFY(moved.isSafe());
}

void WorkspaceStoreMovesTest::K11_theirsInsteadOfWhatWasMoved()
{
    SystemFileSystem files;
    MovedRequest moved(files);
    moved.moveIntoConflict();
    moved.store.takeTheirs(movedFile);
    moved.wait();
    QVERIFY(moved.store.unsavedFiles().isEmpty());
    QCOMPARE(moved.onDisk(listFile), moved.mine);
    QCOMPARE(moved.onDisk(movedFile), moved.theirs);
    QVERIFY(requestAt(*clientAt(moved.store.workspace(), u"orders"_s), u"list"_s));
    QVERIFY(!moved.store.undoTitle());
    // From there it can be moved again, to a name that is free.
    QVERIFY(moved.store.move(listRequest, authFolder, -1).ok());
    moved.wait();
    QVERIFY(!QFile::exists(moved.folder.filePath(listFile)));
    QVERIFY(loadWorkspace(moved.folder.path())->workspace == moved.store.workspace());
}

void WorkspaceStoreMovesTest::K11_theirsInsteadOfOneOfAFolder()
{
    SystemFileSystem files;
    MovedRequest moved(files);
    const WorkspacePlace two{Kind::Request, u"orders"_s, u"auth/two"_s};
    for (const QString &name : {u"One"_s, u"Two"_s})
        QVERIFY(moved.store.add(authFolder, namedRequest(name)).ok());
    moved.wait();
    moved.makeTheirs(u"clients/billing/requests/auth/two.json"_s);
    QVERIFY(moved.store.move(authFolder, {Kind::Folder, u"billing"_s}, -1).ok());
    QTRY_COMPARE(moved.store.conflicts().size(), 1);
    moved.store.takeTheirs(u"clients/billing/requests/auth/two.json"_s);
    moved.wait();
    QVERIFY(moved.store.unsavedFiles().isEmpty());
    const WorkspaceClient &orders = *clientAt(moved.store.workspace(), u"orders"_s);
    QVERIFY(requestAt(orders, two.path));
    QVERIFY(!requestAt(orders, u"auth/one"_s)); // it is there alone
    QVERIFY(requestAt(*clientAt(moved.store.workspace(), u"billing"_s), u"auth/one"_s));
    QVERIFY(loadWorkspace(moved.folder.path())->workspace == moved.store.workspace());
}

QTEST_GUILESS_MAIN(WorkspaceStoreMovesTest)
#include "tst_workspacestoremoves.moc"
