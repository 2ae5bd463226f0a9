// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/systemscheduler.h"
#include "base/virtualscheduler.h"
#include "support/failingfilesystem.h"
#include "support/workspacefolder.h"
#include "workspace/requestfile.h"
#include "workspace/store/workspacestore.h"
#include "workspace/workspaceloader.h"
#include "workspace/workspacewriter.h"

#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace fuseboard;
using namespace Qt::StringLiterals;

using Kind = WorkspacePlace::Kind;
using Step = FailingFileSystem::Step;
using Failing = FailingFileSystem::Failing;

namespace {

const WorkspacePlace orders{Kind::Client, u"orders"_s};
const WorkspacePlace ordersRoot{Kind::Folder, u"orders"_s};
const WorkspacePlace listRequest{Kind::Request, u"orders"_s, u"list"_s};
const QString listFile = u"clients/orders/requests/list.json"_s;

QByteArray requestText(const QString &name)
{
    return writeRequestConfig(namedRequest(name));
}

/// A folder with a workspace, that some stores have open.
struct SharedFolder
{
    SharedFolder()
    {
        Workspace workspace = workspaceWithFolders();
        workspace.id = u"an-id"_s;
        QVERIFY(saveWorkspace(workspace, folder.path()).ok());
    }

    std::unique_ptr<WorkspaceStore> open(FileSystem &fileSystem)
    {
        auto store = std::make_unique<WorkspaceStore>(fileSystem, scheduler);
        store->open(folder.path());
        [&store] { QTRY_VERIFY(store->isOpen()); }();
        return store;
    }
    std::unique_ptr<WorkspaceStore> open() { return open(files); }

    [[nodiscard]] QString path(const QString &file) const { return folder.filePath(file); }

    QTemporaryDir folder;
    SystemFileSystem files;
    SystemScheduler scheduler;
};

/// A disk on which another program opens the same workspace just before a file takes its place.
class SharedFileSystem final : public FileSystem
{
public:
    explicit SharedFileSystem(const QString &folder)
        : m_folder(folder)
    {
    }

    Result<void> create(const QString &path, const QByteArray &bytes, QFileDevice::Permissions permissions) override
    {
        ++creations;
        return m_files.create(path, bytes, permissions);
    }
    Result<void> sync(const QString &path) override { return m_files.sync(path); }
    Result<void> rename(const QString &from, const QString &to) override
    {
        if (!WorkspaceDisk(m_files, m_folder).open({}, {}))
            return Error(ErrorKind::Storage);
        return m_files.rename(from, to);
    }
    Result<void> remove(const QString &path) override { return m_files.remove(path); }
    Result<void> makeFolder(const QString &path) override { return m_files.makeFolder(path); }
    Result<void> removeFolder(const QString &path) override { return m_files.removeFolder(path); }

    int creations = 0;

private:
    SystemFileSystem m_files;
    QString m_folder;
};

QString nameOfList(const WorkspaceStore &store)
{
    const WorkspaceClient *client = clientAt(store.workspace(), u"orders"_s);
    const WorkspaceRequest *request = client ? requestAt(*client, u"list"_s) : nullptr;
    return request ? request->config.name : QString();
}

} // namespace

/// A workspace that other programs change too.
class WorkspaceStoreDiskTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void K11_changesInPlaceAndByReplacing();
    void K11_changesInPlaceOfThousands();
    void K11_filesThatComeAndGo();
    void K11_aFileBecomesFaultyAndWhole();
    void ownSavesAreNoNews();
    void K11_aConflictWhileSaving_data();
    void K11_aConflictWhileSaving();
    void K11_aConflictOfWhatCouldNotBeSaved();
    void K11_theNewestIsTaken_data();
    void K11_theNewestIsTaken();
    void K11_aMoveToWhereAnotherFileCame_data();
    void K11_aMoveToWhereAnotherFileCame();
    void K11_bothWriteTheSame();
    void K10_twoInstances();
    void K10_oneFileFromTwoInstances();
    void foreignChangesEndUndoing();
    void K10_whatAnotherOneIsWritingStays();
    void K12_theFolderGoes();
    void K12_theFolderGoesBeforeASave_data();
    void K12_theFolderGoesBeforeASave();
    void K12_theFolderGoesBeforeARemoval_data() { K12_theFolderGoesBeforeASave_data(); }
    void K12_theFolderGoesBeforeARemoval();
    void K17_timesOfFilesMeanNothing_data();
    void K17_timesOfFilesMeanNothing();
    void K18_aCheckoutOfAThousandFiles();
};

void WorkspaceStoreDiskTest::K11_changesInPlaceAndByReplacing()
{
    SharedFolder shared;
    const auto store = shared.open();
    QSignalSpy changed(store.get(), &WorkspaceStore::changed);
    for (int i = 0; i < 3; ++i) {
        const QString name = u"Theirs %1"_s.arg(i);
        if (i == 1)
            QVERIFY(writeWithin(shared.files, shared.folder.path(), listFile, requestText(name)).ok());
        else
            QVERIFY(writeBytes(shared.path(listFile), requestText(name)));
        QTRY_COMPARE(nameOfList(*store), name);
        QVERIFY(changed.takeFirst().first().value<WorkspaceChange>()
                == (WorkspaceChange{WorkspaceChange::Origin::Disk, {}, {listRequest}, {}}));
    }
    QVERIFY(!store->undoTitle());
    QVERIFY(store->unsavedFiles().isEmpty());
    QVERIFY(changed.isEmpty());
}

void WorkspaceStoreDiskTest::K11_changesInPlaceOfThousands()
{
#ifdef Q_OS_LINUX
    SharedFolder shared;
    constexpr int count = 1'500;
    const auto file = [](int number) { return u"clients/orders/requests/z/r%1.json"_s.arg(number); };
    for (int i = 0; i < count; ++i)
        QVERIFY(writeBytes(shared.path(file(i)), requestText(u"Mine"_s)));
    const auto store = shared.open();
    const auto nameOf = [&store](int number) {
        const auto *request = requestAt(*clientAt(store->workspace(), u"orders"_s), u"z/r%1"_s.arg(number));
        return request ? request->config.name : QString();
    };
    QCOMPARE(nameOf(999), u"Mine"_s);
    QVERIFY(writeBytes(shared.path(file(999)), requestText(u"Theirs"_s))); // among the last by its name
    QTRY_COMPARE(nameOf(999), u"Theirs"_s);
    QVERIFY(QDir(shared.path(u"clients/orders/requests/z"_s)).removeRecursively());
    QTRY_COMPARE(nameOf(999), QString());
#else
    QSKIP("folders tell of it on Linux");
#endif
}

void WorkspaceStoreDiskTest::K11_filesThatComeAndGo()
{
    SharedFolder shared;
    const auto store = shared.open();
    QVERIFY(writeBytes(shared.path(u"clients/orders/requests/new/deep/one.json"_s), requestText(u"One"_s)));
    QTRY_VERIFY(requestAt(*clientAt(store->workspace(), u"orders"_s), u"new/deep/one"_s));
    QVERIFY(writeBytes(shared.path(u"clients/orders/requests/new/deep/two.json"_s), requestText(u"Two"_s)));
    QTRY_VERIFY(requestAt(*clientAt(store->workspace(), u"orders"_s), u"new/deep/two"_s));
    QVERIFY(QDir(shared.path(u"clients/billing"_s)).removeRecursively());
    QTRY_VERIFY(!clientAt(store->workspace(), u"billing"_s));
    QVERIFY(saveWorkspace(workspaceWithFolders(), shared.folder.path()).ok());
    QTRY_VERIFY(clientAt(store->workspace(), u"billing"_s));
    QVERIFY(store->faults().isEmpty());
}

void WorkspaceStoreDiskTest::K11_aFileBecomesFaultyAndWhole()
{
    SharedFolder shared;
    const auto store = shared.open();
    QSignalSpy faults(store.get(), &WorkspaceStore::faultsChanged);
    const QByteArray client = bytesIn(shared.path(u"clients/orders/client.json"_s));
    QVERIFY(writeBytes(shared.path(u"clients/orders/client.json"_s), client.chopped(9)));
    QTRY_COMPARE(store->faults().size(), 1);
    QCOMPARE(store->faults().first().file, u"clients/orders/client.json"_s);
    QVERIFY(!clientAt(store->workspace(), u"orders"_s));
    QVERIFY(writeBytes(shared.path(u"clients/orders/client.json"_s), client));
    QTRY_VERIFY(clientAt(store->workspace(), u"orders"_s));
    QTRY_VERIFY(store->faults().isEmpty());
    QCOMPARE(clientAt(store->workspace(), u"orders"_s)->requests.size(), 4);
    QCOMPARE(faults.size(), 2);
    QVERIFY(writeBytes(shared.path(u"workspace.json"_s), "{"));
    QTRY_COMPARE(store->faults().size(), 1);
    QCOMPARE(store->workspace().name, u"Shop"_s); // what it said last
}

void WorkspaceStoreDiskTest::ownSavesAreNoNews()
{
    SharedFolder shared;
    const auto store = shared.open();
    QSignalSpy changed(store.get(), &WorkspaceStore::changed);
    for (int i = 0; i < 20; ++i) {
        QVERIFY(store->rename(listRequest, QString::number(i)).ok());
        QVERIFY(store->add(ordersRoot, namedRequest(u"More"_s)).ok());
    }
    QTRY_VERIFY(store->unsavedFiles().isEmpty());
    QVERIFY(store->rename({Kind::Client, u"billing"_s}, u"The end"_s).ok());
    QTRY_VERIFY(store->unsavedFiles().isEmpty());
    // Whatever was noticed of it comes before this.
    store->lookAgain();
    QVERIFY(writeBytes(shared.path(u"clients/billing/requests/last.json"_s), requestText(u"Last"_s)));
    QTRY_VERIFY(requestAt(*clientAt(store->workspace(), u"billing"_s), u"last"_s));
    QCOMPARE(changed.size(), 42);
    QVERIFY(store->undoTitle());
    QVERIFY(store->conflicts().isEmpty());
}

void WorkspaceStoreDiskTest::K11_aConflictWhileSaving_data()
{
    QTest::addColumn<bool>("removed");
    QTest::addColumn<bool>("mine");
    QTest::newRow("changed, keep mine") << false << true;
    QTest::newRow("changed, take theirs") << false << false;
    QTest::newRow("removed, keep mine") << true << true;
    QTest::newRow("removed, take theirs") << true << false;
}

void WorkspaceStoreDiskTest::K11_aConflictWhileSaving()
{
    QFETCH(const bool, removed);
    QFETCH(const bool, mine);
    SharedFolder shared;
    const auto store = shared.open();
    QSignalSpy conflicts(store.get(), &WorkspaceStore::conflictFound);
    // Nobody has had the time to notice.
    if (removed)
        QVERIFY(QFile::remove(shared.path(listFile)));
    else
        QVERIFY(writeBytes(shared.path(listFile), requestText(u"Theirs"_s)));
    QVERIFY(store->rename(listRequest, u"Mine"_s).ok());
    QTRY_COMPARE(conflicts.size(), 1);
    const auto conflict = conflicts.first().first().value<WorkspaceConflict>();
    QCOMPARE(conflict.file, listFile);
    QVERIFY(conflict.place == listRequest);
    QVERIFY(conflict.mine == requestText(u"Mine"_s));
    QVERIFY(conflict.theirs == (removed ? std::nullopt : std::optional(requestText(u"Theirs"_s))));
    QCOMPARE(store->conflicts(), QList<WorkspaceConflict>{conflict});
    // Edits go on, and nothing is written meanwhile.
    QVERIFY(store->rename(listRequest, u"Mine too"_s).ok());
    store->saveAgain();
    QVERIFY(store->rename(orders, u"Purchases"_s).ok());
    QTRY_COMPARE(store->unsavedFiles(), QStringList{listFile});
    QCOMPARE(bytesIn(shared.path(listFile)), removed ? QByteArray() : requestText(u"Theirs"_s));
    mine ? store->keepMine(listFile) : store->takeTheirs(listFile);
    QTRY_VERIFY(store->unsavedFiles().isEmpty());
    QCOMPARE(nameOfList(*store), mine ? u"Mine too"_s : removed ? QString() : u"Theirs"_s);
    QVERIFY(loadWorkspace(shared.folder.path())->workspace == store->workspace());
    QVERIFY(store->conflicts().isEmpty());
}

void WorkspaceStoreDiskTest::K11_aMoveToWhereAnotherFileCame_data()
{
    QTest::addColumn<bool>("mine");
    QTest::newRow("keep mine") << true;
    QTest::newRow("take theirs") << false;
}

void WorkspaceStoreDiskTest::K11_aMoveToWhereAnotherFileCame()
{
    QFETCH(const bool, mine);
    SharedFolder shared;
    const auto store = shared.open();
    const QString target = u"clients/orders/requests/auth/list.json"_s;
    const QByteArray before = bytesIn(shared.path(listFile));
    QVERIFY(writeBytes(shared.path(target), requestText(u"Theirs"_s)));
    QVERIFY(store->move(listRequest, {Kind::Folder, u"orders"_s, u"auth"_s}, -1).ok());
    QTRY_COMPARE(store->conflicts().size(), 1);
    QCOMPARE(bytesIn(shared.path(listFile)), before); // it is nowhere else yet
    mine ? store->keepMine(target) : store->takeTheirs(target);
    QTRY_VERIFY(store->unsavedFiles().isEmpty());
    QCOMPARE(bytesIn(shared.path(listFile)), mine ? QByteArray() : before); // else it is where it was
    QCOMPARE(bytesIn(shared.path(target)), mine ? before : requestText(u"Theirs"_s));
    QVERIFY(loadWorkspace(shared.folder.path())->workspace == store->workspace());
}

void WorkspaceStoreDiskTest::K11_aConflictOfWhatCouldNotBeSaved()
{
    SharedFolder shared;
    FailingFileSystem full(Step::Create, 1, Failing::ForEver);
    const auto store = shared.open(full);
    QSignalSpy failed(store.get(), &WorkspaceStore::saveFailed);
    QSignalSpy conflicts(store.get(), &WorkspaceStore::conflictFound);
    QVERIFY(store->rename(listRequest, u"Mine"_s).ok());
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(writeBytes(shared.path(listFile), requestText(u"Theirs"_s)));
    QTRY_COMPARE(conflicts.size(), 1);
    QCOMPARE(nameOfList(*store), u"Mine"_s);
    store->takeTheirs(listFile);
    QCOMPARE(nameOfList(*store), u"Theirs"_s);
    QVERIFY(store->unsavedFiles().isEmpty());
    store->takeTheirs(listFile);
    store->keepMine(listFile);
    QVERIFY(store->unsavedFiles().isEmpty());
}

void WorkspaceStoreDiskTest::K11_theNewestIsTaken_data()
{
    QTest::addColumn<bool>("isRemoved");
    QTest::newRow("changed once more") << false;
    QTest::newRow("removed") << true;
}

void WorkspaceStoreDiskTest::K11_theNewestIsTaken()
{
    QFETCH(bool, isRemoved);
    SharedFolder shared;
    VirtualScheduler still; // nobody hears of it by himself, as of what happens on a disk of the network
    WorkspaceStore store(shared.files, still);
    store.open(shared.folder.path());
    QTRY_VERIFY(store.isOpen());
    QVERIFY(writeBytes(shared.path(listFile), requestText(u"Theirs"_s)));
    QVERIFY(store.rename(listRequest, u"Mine"_s).ok());
    QTRY_COMPARE(store.conflicts().size(), 1);
    QVERIFY(isRemoved ? QFile::remove(shared.path(listFile))
                      : writeBytes(shared.path(listFile), requestText(u"Third"_s)));
    store.takeTheirs(listFile);
    QTRY_COMPARE(nameOfList(store), isRemoved ? QString() : u"Third"_s);
    QVERIFY(store.unsavedFiles().isEmpty());
}

void WorkspaceStoreDiskTest::K11_bothWriteTheSame()
{
    SharedFolder shared;
    FailingFileSystem full(Step::Create, 1, Failing::ForEver);
    const auto store = shared.open(full);
    QSignalSpy failed(store.get(), &WorkspaceStore::saveFailed);
    QVERIFY(store->rename(listRequest, u"The same"_s).ok());
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(writeBytes(shared.path(listFile), requestText(u"The same"_s)));
    QTRY_VERIFY(store->unsavedFiles().isEmpty());
    QVERIFY(store->conflicts().isEmpty());
}

void WorkspaceStoreDiskTest::K10_twoInstances()
{
    SharedFolder shared;
    const auto one = shared.open();
    const auto other = shared.open();
    QVERIFY(one->rename(listRequest, u"Of one"_s).ok());
    QVERIFY(other->rename(orders, u"Of the other"_s).ok());
    QVERIFY(other->add(ordersRoot, namedRequest(u"New of the other"_s)).ok());
    QVERIFY(one->remove({Kind::Request, u"orders"_s, u"get-one"_s}).ok());
    QTRY_VERIFY(one->unsavedFiles().isEmpty() && other->unsavedFiles().isEmpty());
    QTRY_VERIFY(one->workspace() == other->workspace());
    QVERIFY(one->conflicts().isEmpty() && other->conflicts().isEmpty());
    QCOMPARE(nameOfList(*other), u"Of one"_s);
    QVERIFY(loadWorkspace(shared.folder.path())->workspace == one->workspace());
}

void WorkspaceStoreDiskTest::K10_oneFileFromTwoInstances()
{
    SharedFolder shared;
    const auto one = shared.open();
    const auto other = shared.open();
    QVERIFY(one->rename(listRequest, u"Of one"_s).ok());
    QVERIFY(other->rename(listRequest, u"Of the other"_s).ok());
    // Exactly one of them comes too late, and is told; nothing of either is lost.
    QTRY_COMPARE(one->conflicts().size() + other->conflicts().size(), 1);
    WorkspaceStore &late = one->conflicts().isEmpty() ? *other : *one;
    WorkspaceStore &early = &late == one.get() ? *other : *one;
    QTRY_VERIFY(early.unsavedFiles().isEmpty());
    QCOMPARE(bytesIn(shared.path(listFile)), requestText(nameOfList(early)));
    QVERIFY(late.conflicts().first().theirs == requestText(nameOfList(early)));
    late.keepMine(listFile);
    QTRY_COMPARE(nameOfList(early), nameOfList(late));
    QVERIFY(late.unsavedFiles().isEmpty());
}

void WorkspaceStoreDiskTest::K10_whatAnotherOneIsWritingStays()
{
    SharedFolder shared;
    SharedFileSystem files(shared.folder.path());
    WorkspaceDisk disk(files, shared.folder.path());
    const QByteArray base = bytesIn(shared.path(listFile));
    const QList<FileSaved> outcomes = disk.save({{listFile, base, requestText(u"Mine"_s)}});
    QVERIFY(outcomes.first().outcome == FileSaved::Outcome::Saved);
    QCOMPARE(bytesIn(shared.path(listFile)), requestText(u"Mine"_s));
    QCOMPARE(files.creations, 1); // it did not have to begin anew
    // When nobody writes, what a crash has left goes.
    const QString left = shared.path(u"clients/orders/.client.json.0.part"_s);
    QVERIFY(writeBytes(left, "half"));
    QVERIFY(disk.open({}, {}).ok());
    QVERIFY(!QFile::exists(left));
}

void WorkspaceStoreDiskTest::foreignChangesEndUndoing()
{
    SharedFolder shared;
    const auto store = shared.open();
    QVERIFY(store->rename(orders, u"Purchases"_s).ok());
    QVERIFY(store->rename(listRequest, u"Mine"_s).ok());
    QTRY_VERIFY(store->unsavedFiles().isEmpty());
    QVERIFY(writeBytes(shared.path(listFile), requestText(u"Theirs"_s)));
    QTRY_COMPARE(nameOfList(*store), u"Theirs"_s);
    QVERIFY(store->undoTitle() == (EditTitle{EditTitle::Action::Rename, Kind::Client, u"Orders"_s}));
    store->undo();
    QCOMPARE(nameOfList(*store), u"Theirs"_s);
    QCOMPARE(clientAt(store->workspace(), u"orders"_s)->config.name, u"Orders"_s);
    QVERIFY(!store->undoTitle());
}

void WorkspaceStoreDiskTest::K12_theFolderGoes()
{
    SharedFolder shared;
    const auto store = shared.open();
    QVERIFY(store->rename(listRequest, u"Before"_s).ok());
    QTRY_VERIFY(store->unsavedFiles().isEmpty());
    QVERIFY(QDir(shared.folder.path()).removeRecursively());
    QTRY_VERIFY(!store->faults().isEmpty());
    QCOMPARE(store->faults().first().error.detail, ErrorDetail::NotFound);
    QCOMPARE(store->workspace().clients.size(), 2);
    QCOMPARE(nameOfList(*store), u"Before"_s);
    // An edit now is a conflict with whoever has removed it, and can still be kept.
    QVERIFY(store->rename(listRequest, u"After"_s).ok());
    QTRY_COMPARE(store->conflicts().size(), 1);
    QVERIFY(!store->conflicts().first().theirs);
}

void WorkspaceStoreDiskTest::K12_theFolderGoesBeforeASave_data()
{
    QTest::addColumn<bool>("leavesFolder");
    QTest::newRow("renamed") << false;
    QTest::newRow("a disk that is taken away") << true; // where it was mounted, an empty folder stays
}

void WorkspaceStoreDiskTest::K12_theFolderGoesBeforeASave()
{
    QFETCH(bool, leavesFolder);
    SharedFolder shared;
    const QTemporaryDir elsewhere;
    const QString moved = elsewhere.filePath(u"moved"_s);
    const auto store = shared.open();
    QVERIFY(QDir().rename(shared.folder.path(), moved));
    if (leavesFolder)
        QVERIFY(QDir().mkdir(shared.folder.path()));
    QVERIFY(store->add(ordersRoot, namedRequest(u"New"_s)).ok());
    QTRY_COMPARE(store->failedFiles(), QStringList{u"clients/orders/requests/new.json"_s});
    QVERIFY(!QFileInfo::exists(shared.path(u"clients"_s)));
    if (leavesFolder)
        QVERIFY(QDir().rmdir(shared.folder.path()));
    QVERIFY(!QFileInfo::exists(shared.folder.path()));

    QVERIFY(QDir().rename(moved, shared.folder.path()));
    store->saveAgain();
    QTRY_VERIFY(store->unsavedFiles().isEmpty());
    QCOMPARE(bytesIn(shared.path(u"clients/orders/requests/new.json"_s)), requestText(u"New"_s));
}

void WorkspaceStoreDiskTest::K12_theFolderGoesBeforeARemoval()
{
    QFETCH(bool, leavesFolder);
    SharedFolder shared;
    const QTemporaryDir elsewhere;
    const QString moved = elsewhere.filePath(u"moved"_s);
    const auto store = shared.open();
    QVERIFY(QDir().rename(shared.folder.path(), moved));
    if (leavesFolder)
        QVERIFY(QDir().mkdir(shared.folder.path()));
    QVERIFY(store->remove(listRequest).ok());
    QTRY_VERIFY(!store->isSaving());
    QCOMPARE(store->failedFiles(), QStringList{listFile});
    // A look at what is there now finds no file, which must not be taken for its removal.
    store->lookAgain();
    QTRY_VERIFY(!store->faults().isEmpty());
    QCOMPARE(store->failedFiles(), QStringList{listFile});
    if (leavesFolder)
        QVERIFY(QDir().rmdir(shared.folder.path()));

    QVERIFY(QDir().rename(moved, shared.folder.path()));
    store->saveAgain();
    QTRY_VERIFY(store->unsavedFiles().isEmpty());
    QVERIFY(!QFile::exists(shared.path(listFile)));
    QVERIFY(nameOfList(*store).isEmpty());
}

void WorkspaceStoreDiskTest::K17_timesOfFilesMeanNothing_data()
{
    QTest::addColumn<QDateTime>("time");
    QTest::newRow("the first second") << QDateTime::fromSecsSinceEpoch(0);
    QTest::newRow("long ago") << QDateTime::fromSecsSinceEpoch(1'000'000'000);
    QTest::newRow("beyond 2038") << QDateTime::fromSecsSinceEpoch(4'000'000'000);
}

// As a clock leaves them that was wrong, or a program that unpacks old files.
void WorkspaceStoreDiskTest::K17_timesOfFilesMeanNothing()
{
    QFETCH(const QDateTime, time);
    SharedFolder shared;
    const auto writeAt = [&](const QString &name) {
        QFile file(shared.path(listFile));
        return writeBytes(file.fileName(), requestText(name)) && file.open(QIODevice::ReadWrite)
            && file.setFileTime(time, QFileDevice::FileModificationTime);
    };
    QVERIFY(writeAt(u"Before"_s));
    const auto store = shared.open();
    QCOMPARE(nameOfList(*store), u"Before"_s);
    QVERIFY(writeAt(u"Theirs"_s)); // of the same time
    QTRY_COMPARE(nameOfList(*store), u"Theirs"_s);
    QVERIFY(store->rename(listRequest, u"Mine"_s).ok());
    QTRY_VERIFY(store->unsavedFiles().isEmpty());
    QVERIFY(store->conflicts().isEmpty());
    QCOMPARE(bytesIn(shared.path(listFile)), requestText(u"Mine"_s));
    QVERIFY(writeAt(u"Older"_s)); // than what is known
    QTRY_COMPARE(nameOfList(*store), u"Older"_s);
}

void WorkspaceStoreDiskTest::K18_aCheckoutOfAThousandFiles()
{
    SharedFolder shared;
    for (int i = 0; i < 1'000; ++i)
        QVERIFY(writeBytes(shared.path(u"clients/orders/requests/many/r%1.json"_s.arg(i)), requestText(u"Before"_s)));
    const auto store = shared.open();
    QSignalSpy changed(store.get(), &WorkspaceStore::changed);
    // How long the event loop is busy at a time.
    qint64 longest = 0;
    QElapsedTimer since;
    QTimer beat;
    beat.setInterval(0);
    connect(&beat, &QTimer::timeout, this, [&] {
        longest = qMax(longest, since.isValid() ? since.elapsed() : 0);
        since.start();
    });
    for (int i = 0; i < 1'000; ++i) { // as git does: each file is removed and made anew
        const QString path = shared.path(u"clients/orders/requests/many/r%1.json"_s.arg(i));
        QVERIFY(QFile::remove(path));
        QVERIFY(writeBytes(path, requestText(u"After"_s)));
    }
    beat.start();
    const auto isAfter = [&store] {
        const auto &requests = clientAt(store->workspace(), u"orders"_s)->requests;
        return std::count_if(requests.begin(), requests.end(),
                             [](const WorkspaceRequest &request) { return request.config.name == u"After"_s; })
            == 1'000;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isAfter(), 20'000);
    beat.stop();
    qInfo("1000 files: told %lld times, the event loop was busy for %lld ms at most",
          static_cast<long long>(changed.size()), static_cast<long long>(longest));
    QVERIFY(changed.size() <= 5);
    QVERIFY(store->conflicts().isEmpty());
}

QTEST_GUILESS_MAIN(WorkspaceStoreDiskTest)
#include "tst_workspacestoredisk.moc"
