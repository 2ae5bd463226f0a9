// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/failingfilesystem.h"
#include "support/workspacefolder.h"
#include "workspace/files/durablefile.h"
#include "workspace/workspaceloader.h"
#include "workspace/workspacewriter.h"

#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <functional>

using namespace fuseboard;
using namespace Qt::StringLiterals;

using Step = FailingFileSystem::Step;
using Failing = FailingFileSystem::Failing;

namespace {

using Contents = QMap<QString, QByteArray>;
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
    void cleanupTestCase();

private:
    void compare(const Contents &found, const Contents &before, const Contents &after);

    int m_failures = 0;
};

void WorkspaceFailuresTest::K8_oldOrNew_data()
{
    QTest::addColumn<Action>("action");
    QTest::newRow("save") << Action(
        [](const QString &folder, FileSystem &files) { return saveWorkspace(changedWorkspace(), folder, files); });
    QTest::newRow("rename") << Action([](const QString &folder, FileSystem &files) {
        return moveFile(files, folder + u"/clients/orders/requests/list.json"_s,
                        folder + u"/clients/orders/requests/all.json"_s);
    });
    QTest::newRow("delete a request") << Action(
        [](const QString &folder, FileSystem &files) { return removeRequest(folder, u"orders"_s, u"list"_s, files); });
    QTest::newRow("delete a client") << Action(
        [](const QString &folder, FileSystem &files) { return removeClient(folder, u"orders"_s, files); });
}

void WorkspaceFailuresTest::compare(const Contents &found, const Contents &before, const Contents &after)
{
    for (auto file = found.begin(); file != found.end(); ++file) {
        const bool isOld = before.contains(file.key()) && before.value(file.key()) == file.value();
        const bool isNew = after.contains(file.key()) && after.value(file.key()) == file.value();
        QVERIFY2(isOld || isNew, qPrintable(file.key()));
    }
    for (const QString &file : before.keys())
        QVERIFY2(found.contains(file) || !after.contains(file), qPrintable(file));
}

void WorkspaceFailuresTest::K8_oldOrNew()
{
    QFETCH(Action, action);
    SystemFileSystem real;
    const QTemporaryDir done;
    QVERIFY(saveWorkspace(smallWorkspace(), done.path()).ok());
    const Contents before = filesIn(done.path());
    QVERIFY(action(done.path(), real).ok());
    const Contents after = filesIn(done.path());
    QVERIFY(before != after);
    for (const Step step : steps) {
        for (const Failing failing : {Failing::Once, Failing::ForEver}) {
            for (int number = 1;; ++number) {
                const QTemporaryDir folder;
                QVERIFY(saveWorkspace(smallWorkspace(), folder.path()).ok());
                FailingFileSystem files(step, number, failing);
                const auto result = action(folder.path(), files);
                if (!files.hasFailed())
                    break;
                ++m_failures;
                // That a folder stays behind, or a file that another may tidy up, is no failure.
                QVERIFY(!result.ok() || step == Step::RemoveFolder || step == Step::Remove);
                removeUnfinished(real, folder.path(), Depth::Recursive);
                compare(filesIn(folder.path()), before, after);
                const auto loaded = loadWorkspace(folder.path());
                QVERIFY(loaded.ok() && loaded->faults.isEmpty());
                // Done again it succeeds, or was done already.
                (void)action(folder.path(), real);
                QCOMPARE(filesIn(folder.path()), after);
            }
        }
    }
}

void WorkspaceFailuresTest::cleanupTestCase()
{
    qInfo("%d failures injected, each file old or new after each of them", m_failures);
    QVERIFY(m_failures > 50);
}

QTEST_GUILESS_MAIN(WorkspaceFailuresTest)
#include "tst_workspacefailures.moc"
