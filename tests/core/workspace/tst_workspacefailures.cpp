// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/failingfilesystem.h"
#include "support/workspaceedits.h"
#include "support/workspacefolder.h"
#include "workspace/files/durablefile.h"
#include "workspace/store/environmentsave.h"
#include "workspace/workspaceloader.h"
#include "workspace/workspacewriter.h"

#include <QFileInfo>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <functional>

using namespace fuseboard;
using namespace Qt::StringLiterals;

using Step = FailingFileSystem::Step;
using Failing = FailingFileSystem::Failing;

namespace {

using Action = std::function<Result<void>(const QString &folder, FileSystem &files)>;

/// Everything in it is another, and there is a client more.
Workspace changedWorkspace()
{
    Workspace workspace = smallWorkspace();
    workspace.name = u"Store"_s;
    for (WorkspaceClient &client : workspace.clients) {
        client.config.name += u", renamed"_s;
        for (WorkspaceRequest &request : client.requests)
            request.config.method = u"POST"_s;
    }
    workspace.clients.append({u"stock"_s, namedClient(u"Stock"_s), {{u"all"_s, namedRequest(u"All"_s)}}});
    return workspace;
}

/// As an open workspace has it saved: with what its files hold before each of these edits.
Action edit(const EditOfWorkspace &edit)
{
    return [saves = savesOf(editedWorkspace(), edit)](const QString &folder, FileSystem &files) {
        WorkspaceDisk disk(files, folder);
        return saveAll(disk, saves);
    };
}

Result<void> editEnvironments(const QString &folder, FileSystem &files)
{
    const QList<Environment> before = editedWorkspace().environments;
    QList<Environment> after = before;
    after.takeFirst();
    after.first().config.name = u"Live"_s;
    after.append({u"testing"_s, after.first().config});
    return saveEnvironmentEdit({before, after}, folder, files).outcome;
}

/// What opening adds to a workspace of before there were ids.
Result<void> migrate(const QString &folder, FileSystem &files)
{
    const auto opened = WorkspaceDisk(files, folder).open(u"an-id"_s, {});
    if (!opened)
        return opened.error();
    const bool isKept = loadWorkspace(folder)->workspace.id == u"an-id"_s;
    return isKept ? Result<void>() : Error(ErrorKind::Storage, ErrorDetail::WriteFailed, folder);
}

/// Knows the folders in which names have come or gone since they were synced last.
class WatchedFileSystem final : public FileSystem
{
public:
    explicit WatchedFileSystem(FileSystem &files)
        : m_files(files)
    {
    }

    [[nodiscard]] QStringList unsynced() const
    {
        QStringList folders = m_unsynced.values();
        folders.removeIf([](const QString &folder) { return !QFileInfo(folder).isDir(); });
        return folders;
    }

    Result<void> create(const QString &path, const QByteArray &bytes, QFileDevice::Permissions permissions) override
    {
        return m_files.create(path, bytes, permissions); // a name that nobody looks for
    }
    Result<void> sync(const QString &path) override
    {
        auto synced = m_files.sync(path);
        if (synced)
            m_unsynced.remove(path);
        return synced;
    }
    Result<void> rename(const QString &from, const QString &to) override
    {
        return noted(m_files.rename(from, to), {from, to});
    }
    Result<void> remove(const QString &path) override
    {
        return path.endsWith(".part"_L1) ? m_files.remove(path) : noted(m_files.remove(path), {path});
    }
    Result<void> makeFolder(const QString &path) override { return noted(m_files.makeFolder(path), {path}); }
    Result<void> removeFolder(const QString &path) override { return m_files.removeFolder(path); }

private:
    Result<void> noted(const Result<void> &done, const QStringList &paths)
    {
        for (const QString &path : done ? paths : QStringList())
            m_unsynced.insert(QFileInfo(path).path());
        return done;
    }

    FileSystem &m_files;
    QSet<QString> m_unsynced;
};

constexpr std::array steps{Step::Create, Step::Sync, Step::Rename, Step::Remove, Step::MakeFolder, Step::RemoveFolder};

} // namespace

Q_DECLARE_METATYPE(Action)

/// What is done to a workspace, with each single step of it failing, once and for ever. (K8)
class WorkspaceFailuresTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void K8_oldOrNew_data();
    void K8_oldOrNew();
    void K8_whatIsDoneAtLastIsSynced_data();
    void K8_whatIsDoneAtLastIsSynced();
    void cleanupTestCase();

private:
    int m_failures = 0;
};

void WorkspaceFailuresTest::K8_oldOrNew_data()
{
    QTest::addColumn<Action>("action");
    QTest::addColumn<bool>("isTold");
    const auto saved = [](const QString &folder, FileSystem &files) {
        return saveWorkspace(changedWorkspace(), folder, files);
    };
    QTest::newRow("save") << Action(saved) << true;
    QTest::newRow("move a file") << Action([](const QString &folder, FileSystem &files) {
        return moveFile(files, folder + u"/clients/orders/requests/list.json"_s,
                        folder + u"/clients/orders/requests/all.json"_s);
    }) << true;
    QTest::newRow("delete a request") << Action([](const QString &folder, FileSystem &files) {
        return removeRequest(folder, u"orders"_s, u"list"_s, files);
    }) << true;
    QTest::newRow("delete a client") << Action([](const QString &folder, FileSystem &files) {
        return removeClient(folder, u"orders"_s, files);
    }) << true;
    for (const NamedEdit &named : editsOfWorkspace())
        QTest::newRow(named.name) << edit(named.edit) << true;
    QTest::newRow("edit environments") << Action(editEnvironments) << true;
    // Nobody has ordered it, and it is tried again with the next opening.
    QTest::newRow("migrate") << Action(migrate) << false;
}

void WorkspaceFailuresTest::K8_oldOrNew()
{
    QFETCH(Action, action);
    QFETCH(bool, isTold);
    SystemFileSystem real;
    const QTemporaryDir done(fastFolder());
    QVERIFY(saveWorkspace(editedWorkspace(), done.path()).ok());
    const FilesOfFolder before = filesIn(done.path());
    QVERIFY(action(done.path(), real).ok());
    const FilesOfFolder after = filesIn(done.path());
    QVERIFY(before != after);
    for (const Step step : steps) {
        for (const Failing failing : {Failing::Once, Failing::ForEver}) {
            for (int number = 1;; ++number) {
                const QTemporaryDir folder(fastFolder());
                QVERIFY(saveWorkspace(editedWorkspace(), folder.path()).ok());
                FailingFileSystem files(step, number, failing);
                const auto result = action(folder.path(), files);
                if (!files.hasFailed())
                    break;
                ++m_failures;
                // That a folder stays behind, or a file that another may tidy up, is no failure.
                QVERIFY(!result.ok() || !isTold || step == Step::RemoveFolder || step == Step::Remove);
                removeUnfinished(real, folder.path(), Depth::Recursive);
                QCOMPARE(firstBroken(filesIn(folder.path()), before, after), QString());
                const auto loaded = loadWorkspace(folder.path());
                QVERIFY(loaded.ok() && loaded->faults.isEmpty());
                // Done again it succeeds, or was done already.
                (void)action(folder.path(), real);
                QCOMPARE(filesIn(folder.path()), after);
            }
        }
    }
}

void WorkspaceFailuresTest::K8_whatIsDoneAtLastIsSynced_data()
{
    QTest::addColumn<Action>("action");
    QTest::newRow("save") << Action(
        [](const QString &folder, FileSystem &files) { return saveWorkspace(changedWorkspace(), folder, files); });
    for (const NamedEdit &named : editsOfWorkspace())
        QTest::newRow(named.name) << Action(
            [saves = savesOf(editedWorkspace(), named.edit)](const QString &folder, FileSystem &files) {
                WorkspaceDisk disk(files, folder); // the same one tries again
                const auto first = saveAll(disk, saves);
                return first ? first : saveAll(disk, saves);
            });
    QTest::newRow("edit environments") << Action(editEnvironments);
    QTest::newRow("a new folder") << Action([](const QString &folder, FileSystem &files) {
        return saveWorkspace(changedWorkspace(), folder + u"/new/shop"_s, files);
    });
}

/// Success means that a loss of power takes nothing back, after a failure too.
void WorkspaceFailuresTest::K8_whatIsDoneAtLastIsSynced()
{
    QFETCH(Action, action);
    int failures = 0;
    for (int number = 0;; ++number) {
        const QTemporaryDir folder(fastFolder());
        QVERIFY(saveWorkspace(editedWorkspace(), folder.path()).ok());
        FailingFileSystem failing(Step::Sync, number, Failing::Once);
        WatchedFileSystem files(failing);
        if (!action(folder.path(), files))
            QVERIFY(action(folder.path(), files).ok());
        QCOMPARE(files.unsynced(), QStringList());
        if (number > 0 && !failing.hasFailed())
            break;
        failures += number > 0 ? 1 : 0;
    }
    QVERIFY(failures > 1);
}

void WorkspaceFailuresTest::cleanupTestCase()
{
    qInfo("%d failures injected, each file old or new after each of them", m_failures);
    QVERIFY(m_failures > 200);
}

QTEST_GUILESS_MAIN(WorkspaceFailuresTest)
#include "tst_workspacefailures.moc"
