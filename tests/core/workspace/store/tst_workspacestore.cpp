// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/systemscheduler.h"
#include "support/failingfilesystem.h"
#include "support/workspacefolder.h"
#include "workspace/store/workspacestore.h"
#include "workspace/workspaceloader.h"
#include "workspace/workspaceorder.h"
#include "workspace/workspacewriter.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUuid>

#include <functional>

using namespace fuseboard;
using namespace Qt::StringLiterals;

using Kind = WorkspacePlace::Kind;
using Step = FailingFileSystem::Step;
using Failing = FailingFileSystem::Failing;

namespace {

const WorkspacePlace wholeWorkspace{Kind::Workspace};
const WorkspacePlace orders{Kind::Client, u"orders"_s};
const WorkspacePlace ordersRoot{Kind::Folder, u"orders"_s};
const WorkspacePlace authFolder{Kind::Folder, u"orders"_s, u"auth"_s};
const WorkspacePlace listRequest{Kind::Request, u"orders"_s, u"list"_s};

/// A store that is open in a folder of its own.
struct OpenStore
{
    explicit OpenStore(Step step = Step::Create, int number = 0, Failing failing = Failing::Once)
        : files(step, number, failing)
    {
        Workspace workspace = workspaceWithFolders();
        workspace.id = u"an-id"_s;
        QVERIFY(saveWorkspace(workspace, folder.path()).ok());
        store = std::make_unique<WorkspaceStore>(files, scheduler);
        QSignalSpy opened(store.get(), &WorkspaceStore::opened);
        store->open(folder.path());
        QTRY_COMPARE(opened.size(), 1);
    }

    /// That what is here lies on the disk too.
    [[nodiscard]] bool isOnDisk() const
    {
        const auto loaded = loadWorkspace(folder.path());
        return loaded && loaded->faults.isEmpty() && loaded->workspace == store->workspace();
    }

    QTemporaryDir folder;
    FailingFileSystem files;
    SystemScheduler scheduler;
    std::unique_ptr<WorkspaceStore> store;
};

RequestConfig changedRequest()
{
    RequestConfig config = namedRequest(u"List all"_s);
    config.method = u"HEAD"_s;
    return config;
}

using Edit = std::function<Result<WorkspacePlace>(WorkspaceStore &)>;

} // namespace

Q_DECLARE_METATYPE(Edit)

class WorkspaceStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opens();
    void givesAnId();
    void makesANewOne();
    void K12_noWorkspaceThere();
    void everyEditIsSavedUndoneAndRedone_data();
    void everyEditIsSavedUndoneAndRedone();
    void severalAreOneEdit();
    void severalAreMovedInTheirOrder_data();
    void severalAreMovedInTheirOrder();
    void tellsWhatHasChanged();
    void anEditThatChangesNothing();
    void aFaultyEditChangesNothing();
    void manyEditsOfOneFile();
    void K8_whatCannotBeSavedIsKept();
    void ADV_O5_closingWaitsForTheDisk();
    void closingWhileItOpens();
    void editsDoNotBlock();
    void oneWithoutAFolderIsEditedAndKeptNowhere();
};

void WorkspaceStoreTest::opens()
{
    const OpenStore open;
    QVERIFY(open.store->isOpen());
    QCOMPARE(open.store->workspace().name, u"Shop"_s);
    QCOMPARE(open.store->workspace().clients.size(), 2);
    QVERIFY(open.store->unsavedFiles().isEmpty());
    QVERIFY(open.store->faults().isEmpty());
    QCOMPARE(open.store->warnings().size(), 2); // two fields called "later"
}

void WorkspaceStoreTest::givesAnId()
{
    const QTemporaryDir folder;
    QVERIFY(saveWorkspace(smallWorkspace(), folder.path()).ok());
    QString id;
    for (int times = 0; times < 2; ++times) {
        SystemFileSystem files;
        SystemScheduler scheduler;
        WorkspaceStore store(files, scheduler);
        store.open(folder.path());
        QTRY_VERIFY(store.isOpen());
        QVERIFY(!QUuid::fromString(store.workspace().id).isNull());
        QVERIFY(id.isEmpty() || store.workspace().id == id);
        id = store.workspace().id;
    }
    QCOMPARE(loadWorkspace(folder.path())->workspace.id, id);
    QVERIFY(bytesIn(folder.filePath(u"workspace.json"_s)).contains("later"));
}

void WorkspaceStoreTest::makesANewOne()
{
    const QTemporaryDir folder;
    SystemFileSystem files;
    SystemScheduler scheduler;
    for (const QString &name : {u"Shop"_s, u"Another"_s}) { // what is there already stays
        WorkspaceStore store(files, scheduler);
        store.create(folder.filePath(u"new/shop"_s), name);
        QTRY_VERIFY(store.isOpen());
        QCOMPARE(store.workspace().name, u"Shop"_s);
        QVERIFY(!store.workspace().id.isEmpty());
    }
}

void WorkspaceStoreTest::K12_noWorkspaceThere()
{
    const QTemporaryDir folder;
    SystemFileSystem files;
    SystemScheduler scheduler;
    WorkspaceStore store(files, scheduler);
    QSignalSpy failed(&store, &WorkspaceStore::openFailed);
    store.open(folder.path());
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.first().first().value<Error>().detail, ErrorDetail::NotFound);
    QVERIFY(!store.isOpen());
    store.lookAgain();
    store.undo();
    QVERIFY(!store.add(wholeWorkspace, namedClient(u"Nowhere"_s)).ok());
    QCOMPARE(filesIn(folder.path()).size(), 0);
}

void WorkspaceStoreTest::everyEditIsSavedUndoneAndRedone_data()
{
    QTest::addColumn<Edit>("edit");
    const auto row = [](const char *name, const Edit &edit) { QTest::newRow(name) << edit; };
    row("add a request", [](WorkspaceStore &s) { return s.add(authFolder, namedRequest(u"Log out"_s)); });
    row("add a folder", [](WorkspaceStore &s) { return s.add(ordersRoot, FolderConfig{u"Reports"_s}); });
    row("add a client", [](WorkspaceStore &s) { return s.add(wholeWorkspace, namedClient(u"Stock"_s)); });
    row("change a request", [](WorkspaceStore &s) { return s.change(listRequest, changedRequest()); });
    row("rename the workspace", [](WorkspaceStore &s) { return s.rename(wholeWorkspace, u"Store"_s); });
    row("rename a client", [](WorkspaceStore &s) { return s.rename(orders, u"Purchases"_s); });
    row("rename a folder", [](WorkspaceStore &s) { return s.rename(authFolder, u"Access"_s); });
    row("duplicate a client", [](WorkspaceStore &s) { return s.duplicate(orders, u"Orders, copied"_s); });
    row("duplicate a folder", [](WorkspaceStore &s) { return s.duplicate(authFolder, u"Access"_s); });
    row("duplicate a request", [](WorkspaceStore &s) { return s.duplicate(listRequest, u"List"_s); });
    row("remove a request", [](WorkspaceStore &s) { return s.remove(listRequest); });
    row("remove a folder", [](WorkspaceStore &s) { return s.remove(authFolder); });
    row("remove a client", [](WorkspaceStore &s) { return s.remove(orders); });
    row("move a request", [](WorkspaceStore &s) { return s.move(listRequest, authFolder, 0); });
    row("move a folder", [](WorkspaceStore &s) { return s.move(authFolder, {Kind::Folder, u"billing"_s}, -1); });
    row("order requests", [](WorkspaceStore &s) { return s.move(listRequest, ordersRoot, 0); });
    row("order clients", [](WorkspaceStore &s) { return s.move(orders, wholeWorkspace, 0); });
}

void WorkspaceStoreTest::everyEditIsSavedUndoneAndRedone()
{
    QFETCH(Edit, edit);
    const OpenStore open;
    WorkspaceStore &store = *open.store;
    const Workspace before = store.workspace();
    const auto filesBefore = filesIn(open.folder.path());
    QVERIFY(edit(store).ok());
    const Workspace after = store.workspace();
    QVERIFY(after != before);
    QVERIFY(store.undoTitle() && !store.redoTitle());
    QTRY_VERIFY(store.unsavedFiles().isEmpty());
    QVERIFY(open.isOnDisk());
    store.undo();
    QVERIFY(store.workspace() == before);
    QTRY_VERIFY(store.unsavedFiles().isEmpty());
    QCOMPARE(filesIn(open.folder.path()), filesBefore);
    store.redo();
    QVERIFY(store.workspace() == after);
    store.undo();
    store.redo();
    QTRY_VERIFY(store.unsavedFiles().isEmpty());
    QVERIFY(open.isOnDisk());
    QVERIFY(store.conflicts().isEmpty());
}

void WorkspaceStoreTest::severalAreOneEdit()
{
    const OpenStore open;
    WorkspaceStore &store = *open.store;
    const Workspace before = store.workspace();
    QSignalSpy changed(&store, &WorkspaceStore::changed);
    const WorkspacePlace login{Kind::Request, u"orders"_s, u"auth/login"_s};
    QVERIFY(store.removeAll({listRequest, authFolder, login}).ok()); // the last one goes with its folder
    QCOMPARE(changed.size(), 1);
    QVERIFY(store.undoTitle() == (EditTitle{EditTitle::Action::Remove, Kind::None, u"List"_s, 2}));
    QTRY_VERIFY(store.unsavedFiles().isEmpty());
    QVERIFY(open.isOnDisk());
    store.undo();
    QVERIFY(store.workspace() == before && !store.undoTitle());
    // None of them where one cannot be.
    QVERIFY(!store.removeAll({listRequest, {Kind::Request, u"orders"_s, u"gone"_s}}).ok());
    QVERIFY(!store.moveAll({listRequest, authFolder}, authFolder, 0).ok());
    QVERIFY(store.workspace() == before && !store.undoTitle());
    const auto nameOf = [](const WorkspacePlace &) { return u"Same"_s; };
    const auto copies = store.duplicateAll({listRequest, {Kind::Request, u"orders"_s, u"get-one"_s}}, nameOf);
    QVERIFY(copies.ok() && copies->size() == 2 && copies->first() != copies->last());
    QTRY_VERIFY(store.unsavedFiles().isEmpty());
    QVERIFY(open.isOnDisk());
}

void WorkspaceStoreTest::severalAreMovedInTheirOrder_data()
{
    QTest::addColumn<QStringList>("what");
    QTest::addColumn<int>("index");
    QTest::addColumn<QString>("order");
    // There are auth/, get-one and list.
    QTest::newRow("to the begin") << QStringList{u"get-one"_s, u"list"_s} << 0 << u"get-one list auth/"_s;
    QTest::newRow("to the end") << QStringList{u"auth/"_s, u"get-one"_s} << 1 << u"list auth/ get-one"_s;
    QTest::newRow("around another") << QStringList{u"auth/"_s, u"list"_s} << 1 << u"get-one auth/ list"_s;
    QTest::newRow("out of a folder") << QStringList{u"auth/login"_s, u"list"_s} << 1 << u"auth/ login list get-one"_s;
}

void WorkspaceStoreTest::severalAreMovedInTheirOrder()
{
    QFETCH(QStringList, what);
    QFETCH(int, index);
    QFETCH(QString, order);
    const OpenStore open;
    QList<WorkspacePlace> places;
    for (const QString &name : std::as_const(what)) {
        const bool isFolder = name.endsWith(u'/');
        places.append({isFolder ? Kind::Folder : Kind::Request, u"orders"_s, isFolder ? name.chopped(1) : name});
    }
    const Workspace before = open.store->workspace();
    QVERIFY(open.store->moveAll(places, ordersRoot, index).ok());
    QStringList names;
    for (const WorkspaceItem &item : itemsIn(*clientAt(open.store->workspace(), u"orders"_s), {}))
        names.append(item.orderName());
    QCOMPARE(names.join(u' '), order);
    QTRY_VERIFY(open.store->unsavedFiles().isEmpty());
    QVERIFY(open.isOnDisk());
    open.store->undo();
    QVERIFY(open.store->workspace() == before);
}

void WorkspaceStoreTest::tellsWhatHasChanged()
{
    const OpenStore open;
    WorkspaceStore &store = *open.store;
    QSignalSpy changed(&store, &WorkspaceStore::changed);
    QSignalSpy history(&store, &WorkspaceStore::historyChanged);
    QSignalSpy saved(&store, &WorkspaceStore::saved);
    QVERIFY(store.change(listRequest, changedRequest()).ok());
    QVERIFY(changed.takeFirst().first().value<WorkspaceChange>()
            == (WorkspaceChange{WorkspaceChange::Origin::Edit, {}, {listRequest}, {}}));
    QCOMPARE(history.size(), 1);
    QVERIFY(store.undoTitle() == (EditTitle{EditTitle::Action::Change, Kind::Request, u"List"_s}));
    QVERIFY(store.remove(orders).ok());
    QVERIFY(changed.takeFirst().first().value<WorkspaceChange>()
            == (WorkspaceChange{WorkspaceChange::Origin::Edit, {}, {}, {orders}}));
    store.undo();
    QVERIFY(changed.takeFirst().first().value<WorkspaceChange>().added.contains(orders));
    QVERIFY(requestAt(*clientAt(store.workspace(), u"orders"_s), u"auth/tokens/list"_s));
    QTRY_VERIFY(store.unsavedFiles().isEmpty());
    QVERIFY(!saved.isEmpty());
}

void WorkspaceStoreTest::anEditThatChangesNothing()
{
    const OpenStore open;
    QSignalSpy changed(open.store.get(), &WorkspaceStore::changed);
    QVERIFY(open.store->change(listRequest, namedRequest(u"List"_s)).ok());
    QVERIFY(changed.isEmpty());
    QVERIFY(!open.store->undoTitle());
    open.store->undo();
    open.store->redo();
    QVERIFY(changed.isEmpty());
}

void WorkspaceStoreTest::aFaultyEditChangesNothing()
{
    const OpenStore open;
    QVERIFY(!open.store->rename(orders, {}).ok());
    QVERIFY(!open.store->remove({Kind::Client, u"gone"_s}).ok());
    QVERIFY(!open.store->undoTitle());
    QVERIFY(open.store->unsavedFiles().isEmpty());
    QVERIFY(open.isOnDisk());
}

void WorkspaceStoreTest::manyEditsOfOneFile()
{
    const OpenStore open;
    for (int i = 0; i < 100; ++i)
        QVERIFY(open.store->rename(listRequest, QString::number(i)).ok());
    QTRY_VERIFY(open.store->unsavedFiles().isEmpty());
    QVERIFY(open.isOnDisk());
    for (int i = 0; i < 100; ++i)
        open.store->undo();
    QTRY_VERIFY(open.store->unsavedFiles().isEmpty());
    QVERIFY(open.isOnDisk());
    QVERIFY(open.store->conflicts().isEmpty());
    QVERIFY(!open.store->undoTitle());
}

void WorkspaceStoreTest::K8_whatCannotBeSavedIsKept()
{
    for (const Step step : {Step::Create, Step::Sync, Step::Rename}) {
        const OpenStore open(step, 1, Failing::Once);
        WorkspaceStore &store = *open.store;
        QSignalSpy failed(&store, &WorkspaceStore::saveFailed);
        QVERIFY(store.change(listRequest, changedRequest()).ok());
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.first().first().toStringList(), store.unsavedFiles());
        QCOMPARE(failed.first().last().value<Error>().detail, ErrorDetail::WriteFailed);
        QCOMPARE(store.unsavedFiles(), QStringList{fileAt(listRequest)});
        QCOMPARE(requestAt(*clientAt(store.workspace(), u"orders"_s), u"list"_s)->config, changedRequest());
        // Another edit of the same file works as if nothing had been, and so does a second try.
        if (step == Step::Sync)
            QVERIFY(store.rename(listRequest, u"Another"_s).ok());
        else
            store.saveAgain();
        QTRY_VERIFY(store.unsavedFiles().isEmpty());
        QVERIFY(open.isOnDisk());
        QVERIFY(store.conflicts().isEmpty());
    }
}

void WorkspaceStoreTest::ADV_O5_closingWaitsForTheDisk()
{
    OpenStore open;
    for (int i = 0; i < 30; ++i)
        QVERIFY(open.store->add(ordersRoot, namedRequest(u"Request %1"_s.arg(i))).ok());
    const Workspace workspace = open.store->workspace();
    open.store.reset();
    QVERIFY(loadWorkspace(open.folder.path())->workspace == workspace);
}

void WorkspaceStoreTest::closingWhileItOpens()
{
    const QTemporaryDir folder;
    QVERIFY(saveWorkspace(smallWorkspace(), folder.path()).ok());
    SystemFileSystem files;
    SystemScheduler scheduler;
    for (int i = 0; i < 20; ++i) {
        WorkspaceStore store(files, scheduler);
        store.open(folder.path());
    }
    QCoreApplication::sendPostedEvents();
    QVERIFY(loadWorkspace(folder.path()).ok());
}

void WorkspaceStoreTest::editsDoNotBlock()
{
    const OpenStore open;
    QElapsedTimer clock;
    clock.start();
    for (int i = 0; i < 50; ++i)
        QVERIFY(open.store->add(ordersRoot, namedRequest(u"Request %1"_s.arg(i))).ok());
    qInfo("an edit takes %.2f ms until it is seen", static_cast<double>(clock.nsecsElapsed()) / 50e6);
    QVERIFY(clock.elapsed() < 2'500);
    QTRY_VERIFY_WITH_TIMEOUT(open.store->unsavedFiles().isEmpty(), 20'000);
    QVERIFY(open.isOnDisk());
}

void WorkspaceStoreTest::oneWithoutAFolderIsEditedAndKeptNowhere()
{
    SystemFileSystem files;
    SystemScheduler scheduler;
    WorkspaceStore store(files, scheduler);
    Workspace invalid = workspaceWithFolders();
    invalid.name.clear();
    QVERIFY(!store.openInMemory(invalid));
    QVERIFY(!store.isOpen());
    const Workspace before = workspaceWithFolders();
    QVERIFY(store.openInMemory(before));
    QSignalSpy changed(&store, &WorkspaceStore::changed);
    QSignalSpy unsaved(&store, &WorkspaceStore::unsavedChanged);
    QVERIFY(store.unkeptFiles().isEmpty());
    QVERIFY(store.rename(listRequest, u"All"_s));
    QCOMPARE(store.unkeptFiles(), QStringList{fileAt(listRequest)});
    store.undo();
    QVERIFY2(store.unkeptFiles().isEmpty(), "it is what it was");
    changed.clear();
    QVERIFY(store.remove(orders));
    QVERIFY(store.unkeptFiles().contains(fileAt(listRequest)));
    QVERIFY(store.add(wholeWorkspace, namedClient(u"New"_s)));
    QVERIFY(store.unkeptFiles().contains(u"clients/new/client.json"_s));
    QCOMPARE(changed.size(), 2);
    QCOMPARE(store.workspace().clients.size(), 2);
    store.undo();
    store.undo();
    QCOMPARE(store.workspace(), before);
    store.lookAgain();
    store.saveAgain();
    QVERIFY(store.folder().isEmpty());
    QVERIFY(store.unsavedFiles().isEmpty());
    QCOMPARE(unsaved.size(), 0);
}

QTEST_GUILESS_MAIN(WorkspaceStoreTest)
#include "tst_workspacestore.moc"
