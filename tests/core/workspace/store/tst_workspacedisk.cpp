// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/store/workspacedisk.h"

#include "support/failingfilesystem.h"
#include "support/workspacefolder.h"
#include "workspace/environmentfiles.h"
#include "workspace/files/systemfilesystem.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

Workspace wholeWorkspace()
{
    Workspace workspace = workspaceWithFolders();
    workspace.id = u"an-id"_s;
    EnvironmentConfig staging;
    staging.name = u"Staging"_s;
    workspace.environments = {{u"staging"_s, staging}};
    return workspace;
}

/// What is left of a file that was not finished is hidden.
bool isEmptyFolder(const QString &folder)
{
    return QDir(folder).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
}

/// A disk that is taken away just before a file would be removed.
class GoingFileSystem final : public FileSystem
{
public:
    GoingFileSystem(QString folder, QString away)
        : m_folder(std::move(folder))
        , m_away(std::move(away))
    {
    }

    Result<void> create(const QString &path, const QByteArray &bytes, QFileDevice::Permissions permissions) override
    {
        return m_files.create(path, bytes, permissions);
    }
    Result<void> sync(const QString &path) override { return m_files.sync(path); }
    Result<void> rename(const QString &from, const QString &to) override { return m_files.rename(from, to); }
    Result<void> remove(const QString &path) override
    {
        if (!QFile::exists(m_away) && !QDir().rename(m_folder, m_away))
            return Error(ErrorKind::Storage);
        return m_files.remove(path);
    }
    Result<void> makeFolder(const QString &path) override { return m_files.makeFolder(path); }
    Result<void> removeFolder(const QString &path) override { return m_files.removeFolder(path); }

private:
    SystemFileSystem m_files;
    const QString m_folder;
    const QString m_away;
};

} // namespace

class WorkspaceDiskTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void K10_windowsThatOpenItFirstAgreeOnItsId_data();
    void K10_windowsThatOpenItFirstAgreeOnItsId();
    void makesAWholeOne();
    void K8_ofAWholeOneThatFailsNothingStays_data();
    void K8_ofAWholeOneThatFailsNothingStays();
    void aFolderThatHoldsAnythingStaysAsItIs();
    void aFaultyWholeOneIsNotBegun();
    void K8_nothingGoesWhereAChangeIsNotWritten();
    void K8_whatWasMovedStaysUntilItIsWritten();
    void K12_nothingIsRemovedWhereTheWorkspaceHasGone_data();
    void K12_nothingIsRemovedWhereTheWorkspaceHasGone();
};

void WorkspaceDiskTest::K10_windowsThatOpenItFirstAgreeOnItsId_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("cloned without an id") << QByteArray(R"({"format": 1, "name": "Shop"})");
    QTest::newRow("made by both") << QByteArray();
}

void WorkspaceDiskTest::K10_windowsThatOpenItFirstAgreeOnItsId()
{
    QFETCH(QByteArray, text);
    for (int round = 0; round < 40; ++round) {
        const QTemporaryDir folder;
        if (!text.isEmpty())
            QVERIFY(writeBytes(folder.filePath(u"workspace.json"_s), text));
        std::atomic<int> ready{0};
        QString ids[2];
        const auto open = [&](int window) {
            SystemFileSystem files;
            WorkspaceDisk disk(files, folder.path());
            for (++ready; ready < 2;)
                std::this_thread::yield();
            const auto loaded = disk.open(u"id-%1"_s.arg(window), text.isEmpty() ? u"Shop"_s : QString());
            ids[window] = loaded ? loaded->workspace.id : u"not opened"_s;
        };
        std::thread other(open, 1);
        open(0);
        other.join();
        QCOMPARE(ids[0], ids[1]);
        QVERIFY(bytesIn(folder.filePath(u"workspace.json"_s)).contains(ids[0].toUtf8()));
    }
}

void WorkspaceDiskTest::makesAWholeOne()
{
    const QTemporaryDir around;
    for (const bool isThere : {true, false}) {
        const QString folder = around.filePath(isThere ? u"there"_s : u"not-there"_s);
        QVERIFY(!isThere || QDir().mkpath(folder));
        SystemFileSystem files;
        QVERIFY(WorkspaceDisk(files, folder).makeWhole(wholeWorkspace()));
        QCOMPARE(loadEnvironments(folder).environments, wholeWorkspace().environments);
        Workspace kept = loadWorkspace(folder)->workspace;
        kept.environments = wholeWorkspace().environments;
        QCOMPARE(kept, wholeWorkspace());
    }
}

void WorkspaceDiskTest::K8_ofAWholeOneThatFailsNothingStays_data()
{
    QTest::addColumn<FailingFileSystem::Step>("step");
    QTest::newRow("create") << FailingFileSystem::Step::Create;
    QTest::newRow("sync") << FailingFileSystem::Step::Sync;
    QTest::newRow("rename") << FailingFileSystem::Step::Rename;
    QTest::newRow("make a folder") << FailingFileSystem::Step::MakeFolder;
}

void WorkspaceDiskTest::K8_ofAWholeOneThatFailsNothingStays()
{
    QFETCH(FailingFileSystem::Step, step);
    int failures = 0;
    for (bool isMade = false; !isMade;) {
        const QTemporaryDir folder;
        FailingFileSystem files(step, failures + 1, FailingFileSystem::Failing::Once);
        isMade = WorkspaceDisk(files, folder.path()).makeWhole(wholeWorkspace()).ok();
        QCOMPARE(isMade, !files.hasFailed());
        if (isMade)
            break;
        ++failures;
        QVERIFY2(isEmptyFolder(folder.path()), qPrintable(filesIn(folder.path()).keys().join(u' ')));
    }
    QVERIFY(failures > 2);
}

void WorkspaceDiskTest::aFolderThatHoldsAnythingStaysAsItIs()
{
    const QTemporaryDir folder;
    QVERIFY(writeBytes(folder.filePath(u".hidden"_s), "mine"));
    SystemFileSystem files;
    const auto made = WorkspaceDisk(files, folder.path()).makeWhole(wholeWorkspace());
    QVERIFY(!made);
    QCOMPARE(made.error().detail, ErrorDetail::Duplicate);
    QCOMPARE(filesIn(folder.path()), (QMap<QString, QByteArray>{{u".hidden"_s, "mine"}}));
}

void WorkspaceDiskTest::aFaultyWholeOneIsNotBegun()
{
    const QTemporaryDir folder;
    Workspace faulty = wholeWorkspace();
    faulty.environments.first().config.name.clear();
    SystemFileSystem files;
    QCOMPARE(WorkspaceDisk(files, folder.path()).makeWhole(faulty).error().kind, ErrorKind::ConfigInvalid);
    QVERIFY(isEmptyFolder(folder.path()));
}

void WorkspaceDiskTest::K8_nothingGoesWhereAChangeIsNotWritten()
{
    const QTemporaryDir folder;
    QVERIFY(writeBytes(folder.filePath(u"workspace.json"_s), "old"));
    QVERIFY(writeBytes(folder.filePath(u"clients/a/requests/r.json"_s), "mine"));
    FailingFileSystem files(FailingFileSystem::Step::Create, 1, FailingFileSystem::Failing::ForEver);
    const auto outcomes = WorkspaceDisk(files, folder.path())
                              .save({{u"workspace.json"_s, "old", "mine"},
                                     {u"clients/a/requests/r.json"_s, "mine", std::nullopt}});
    QCOMPARE(outcomes.size(), 2);
    for (const FileSaved &one : outcomes)
        QVERIFY(one.outcome == FileSaved::Outcome::Failed);
    QCOMPARE(bytesIn(folder.filePath(u"clients/a/requests/r.json"_s)), QByteArray("mine"));
}

void WorkspaceDiskTest::K8_whatWasMovedStaysUntilItIsWritten()
{
    const QTemporaryDir folder;
    const QString from = u"clients/a/requests/from.json"_s;
    const QString to = u"clients/a/requests/to.json"_s;
    QVERIFY(writeBytes(folder.filePath(from), "mine"));
    QVERIFY(writeBytes(folder.filePath(to), "theirs"));
    SystemFileSystem files;
    WorkspaceDisk disk(files, folder.path());
    QVERIFY(disk.save({{to, {}, "mine"}}).first().outcome == FileSaved::Outcome::Conflict);
    for (const auto &bytes : {std::optional<QByteArray>(), std::optional<QByteArray>("new")}) {
        QVERIFY(disk.save({{from, "mine", bytes, true, {to}}}).first().outcome == FileSaved::Outcome::Failed);
        QCOMPARE(bytesIn(folder.filePath(from)), QByteArray("mine"));
    }
    QVERIFY(disk.save({{to, "theirs", "mine"}}).first().outcome == FileSaved::Outcome::Saved);
    QVERIFY(disk.save({{from, "mine", {}, true, {to}}}).first().outcome == FileSaved::Outcome::Saved);
    QVERIFY(!QFile::exists(folder.filePath(from)));
}

void WorkspaceDiskTest::K12_nothingIsRemovedWhereTheWorkspaceHasGone_data()
{
    QTest::addColumn<bool>("isEarly");
    QTest::newRow("before the save") << true;
    QTest::newRow("while it is removed") << false;
}

void WorkspaceDiskTest::K12_nothingIsRemovedWhereTheWorkspaceHasGone()
{
    QFETCH(const bool, isEarly);
    const QTemporaryDir around;
    const QString folder = around.filePath(u"work"_s);
    const QString away = around.filePath(u"away"_s);
    const QString file = u"clients/a/requests/r.json"_s;
    QVERIFY(writeBytes(folder + u"/workspace.json"_s, "head"));
    QVERIFY(writeBytes(folder + u'/' + file, "mine"));
    QVERIFY(!isEarly || QDir().rename(folder, away));
    GoingFileSystem files(folder, away);
    WorkspaceDisk disk(files, folder);
    const FileSaved gone = disk.save({{file, "mine", std::nullopt}}).first();
    QVERIFY(gone.outcome == FileSaved::Outcome::Failed);
    QCOMPARE(gone.error.detail, ErrorDetail::NotFound);
    QVERIFY(QDir().rename(away, folder));
    QCOMPARE(bytesIn(folder + u'/' + file), QByteArray("mine"));
    SystemFileSystem present;
    WorkspaceDisk again(present, folder);
    QVERIFY(again.save({{file, "mine", std::nullopt}}).first().outcome == FileSaved::Outcome::Saved);
    QVERIFY(!QFile::exists(folder + u'/' + file));
}

QTEST_GUILESS_MAIN(WorkspaceDiskTest)
#include "tst_workspacedisk.moc"
