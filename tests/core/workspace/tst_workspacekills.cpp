// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/workspaceedits.h"
#include "support/workspacefolder.h"
#include "workspace/files/durablefile.h"
#include "workspace/files/systemfilesystem.h"
#include "workspace/store/environmentsave.h"
#include "workspace/workspaceloader.h"
#include "workspace/workspacewriter.h"

#include <QDir>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 500;
constexpr int longestLife = 3'000; // µs
constexpr int mostSteps = 60; // three saves of the workspace

/// The same number everywhere in it, so that a mixture of two of them in one file would show.
Workspace generation(int number)
{
    Workspace workspace = smallWorkspace();
    const QString text = QString::number(number);
    workspace.name = text;
    for (WorkspaceClient &client : workspace.clients) {
        client.config.name = text;
        client.config.defaultHeaders = {{u"X-Generation"_s, text}};
        for (WorkspaceRequest &request : client.requests) {
            request.config.name = text;
            request.config.body = text.repeated(200 + 700 * (number % 2));
        }
    }
    return workspace;
}

bool isWhole(const WorkspaceClient &client)
{
    const QString text = client.config.name;
    bool isWhole = client.config.defaultHeaders.value(0).second == text;
    for (const WorkspaceRequest &request : client.requests)
        isWhole = isWhole
            && request.config.body == generation(request.config.name.toInt()).clients[1].requests[0].config.body;
    return isWhole;
}

#ifdef Q_OS_UNIX

[[noreturn]] void killMyself()
{
    ::kill(::getpid(), SIGKILL);
    ::_exit(1);
}

/// Is killed at one step: before it, or where it is the writing of a file, in the midst of it.
class DeadlyFileSystem final : public FileSystem
{
public:
    explicit DeadlyFileSystem(int steps)
        : m_left(steps)
    {
    }

    Result<void> create(const QString &path, const QByteArray &bytes, QFileDevice::Permissions permissions) override
    {
        if (--m_left == 0) {
            (void)m_files.create(path, bytes.first(bytes.size() / 2), permissions);
            killMyself();
        }
        return m_files.create(path, bytes, permissions);
    }
    Result<void> sync(const QString &path) override { return step(), m_files.sync(path); }
    Result<void> rename(const QString &from, const QString &to) override { return step(), m_files.rename(from, to); }
    Result<void> remove(const QString &path) override { return step(), m_files.remove(path); }
    Result<void> makeFolder(const QString &path) override { return step(), m_files.makeFolder(path); }
    Result<void> removeFolder(const QString &path) override { return step(), m_files.removeFolder(path); }

private:
    void step()
    {
        if (--m_left == 0)
            killMyself();
    }

    SystemFileSystem m_files;
    int m_left;
};

void liveFor(int microseconds)
{
    std::signal(SIGALRM, [](int) { ::kill(::getpid(), SIGKILL); });
    itimerval life{};
    life.it_value.tv_usec = microseconds;
    ::setitimer(ITIMER_REAL, &life, nullptr);
}

/// Saves one generation after the other until the moment or the step comes. Never returns.
[[noreturn]] void saveUntilKilled(const QString &folder, int first, int microseconds, int steps)
{
    liveFor(microseconds);
    DeadlyFileSystem files(steps);
    for (int number = first;; ++number) {
        if (!saveWorkspace(generation(number), folder, files))
            ::_exit(1);
    }
}

/// Locks of those that were killed between making one and writing who holds it keep others waiting for seconds.
void removeLocks()
{
    QDir temporary(QDir::tempPath());
    for (const QString &name : temporary.entryList({u"fuseboard-*.lock*"_s}, QDir::Files))
        temporary.remove(name);
}

/// Something that is done and taken back.
struct Deed
{
    using Half = std::function<Result<void>(const QString &folder, FileSystem &files)>;
    Half there;
    Half back;
};

Deed::Half savingAll(const QList<FileSave> &saves)
{
    return [saves](const QString &folder, FileSystem &files) {
        WorkspaceDisk disk(files, folder);
        return saveAll(disk, saves);
    };
}

/// Each edit of an open workspace, and one of its environments.
QList<Deed> deeds()
{
    QList<Deed> all;
    const Workspace workspace = editedWorkspace();
    for (const NamedEdit &named : editsOfWorkspace()) {
        const QList<FileSave> saves = savesOf(workspace, named.edit);
        all.append({savingAll(saves), savingAll(undone(saves))});
    }
    QList<Environment> edited = workspace.environments;
    edited.takeFirst();
    edited.first().config.name = u"Live"_s;
    edited.append({u"testing"_s, edited.first().config});
    const auto saving = [](const QList<Environment> &from, const QList<Environment> &to) -> Deed::Half {
        return [from, to](const QString &folder, FileSystem &files) {
            return saveEnvironmentEdit({from, to}, folder, files).outcome;
        };
    };
    all.append({saving(workspace.environments, edited), saving(edited, workspace.environments)});
    return all;
}

/// Does it and takes it back until the moment or the step comes. Never returns.
[[noreturn]] void doUntilKilled(const Deed &deed, const QString &folder, int microseconds, int steps)
{
    liveFor(microseconds);
    DeadlyFileSystem files(steps);
    for (;;) {
        if (!deed.there(folder, files) || !deed.back(folder, files))
            ::_exit(1);
    }
}

#endif

} // namespace

/// A program that is killed while it saves, at any moment. (K9)
class WorkspaceKillsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void K9_oldOrNewAfterAKill();
    void K9_editsLoseNothingByAKill();
};

void WorkspaceKillsTest::K9_oldOrNewAfterAKill()
{
#ifdef Q_OS_UNIX
    const QTemporaryDir folder(fastFolder());
    QVERIFY(saveWorkspace(generation(0), folder.path()).ok());
    QRandomGenerator random(42);
    SystemFileSystem files;
    int changed = 0;
    qsizetype unfinished = 0;
    for (int round = 0; round < rounds; ++round) {
        const QMap<QString, QByteArray> before = filesIn(folder.path());
        const bool byStep = round % 2 == 0;
        const int moment = 1 + random.bounded(longestLife);
        const int step = 1 + random.bounded(mostSteps);
        const pid_t child = ::fork();
        QVERIFY(child >= 0);
        if (child == 0)
            saveUntilKilled(folder.path(), round * 10'000, byStep ? 0 : moment, byStep ? step : 0);
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
        const qsizetype found = filesIn(folder.path()).size();
        removeUnfinished(files, folder.path(), Depth::Recursive);
        const QMap<QString, QByteArray> after = filesIn(folder.path());
        unfinished += found - after.size();
        changed += after != before ? 1 : 0;
        QCOMPARE(after.keys(), before.keys());
        const auto loaded = loadWorkspace(folder.path());
        QVERIFY(loaded.ok() && loaded->faults.isEmpty());
        for (const WorkspaceClient &client : loaded->workspace.clients)
            QVERIFY(isWhole(client));
    }
    qInfo("%d kills: %d changed the workspace, %lld unfinished files tidied up", rounds, changed,
          static_cast<long long>(unfinished));
    QVERIFY(changed > rounds / 20);
#else
    QSKIP("signals of Unix");
#endif
}

void WorkspaceKillsTest::K9_editsLoseNothingByAKill()
{
#ifdef Q_OS_UNIX
    const QTemporaryDir folder(fastFolder());
    const QTemporaryDir temporary(fastFolder()); // of this test alone
    qputenv("TMPDIR", temporary.path().toLocal8Bit());
    QVERIFY(saveWorkspace(editedWorkspace(), folder.path()).ok());
    const FilesOfFolder before = filesIn(folder.path());
    SystemFileSystem files;
    const QList<Deed> all = deeds();
    QRandomGenerator random(43);
    int halfway = 0;
    for (int round = 0; round < rounds; ++round) {
        const Deed &deed = all.at(round % all.size());
        QVERIFY(deed.there(folder.path(), files).ok());
        const FilesOfFolder after = filesIn(folder.path());
        QVERIFY(deed.back(folder.path(), files).ok());
        QCOMPARE(filesIn(folder.path()), before);
        const int moment = random.bounded(2) == 0 ? 1 + random.bounded(longestLife) : 0;
        const int step = moment == 0 ? 1 + random.bounded(mostSteps) : 0;
        const pid_t child = ::fork();
        QVERIFY(child >= 0);
        if (child == 0)
            doUntilKilled(deed, folder.path(), moment, step);
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
        removeLocks();
        // As the next start of the program does.
        QVERIFY(WorkspaceDisk(files, folder.path()).open({}, {}).ok());
        const FilesOfFolder found = filesIn(folder.path());
        QCOMPARE(firstBroken(found, before, after), QString());
        QVERIFY(loadWorkspace(folder.path())->faults.isEmpty());
        halfway += found != before && found != after ? 1 : 0;
        (void)deed.there(folder.path(), files);
        (void)deed.back(folder.path(), files);
        QCOMPARE(filesIn(folder.path()), before);
    }
    qInfo("%d kills: %d of them in the midst of an edit, of which nothing was lost", rounds, halfway);
    QVERIFY(halfway > rounds / 20);
#else
    QSKIP("signals of Unix");
#endif
}

QTEST_GUILESS_MAIN(WorkspaceKillsTest)
#include "tst_workspacekills.moc"
