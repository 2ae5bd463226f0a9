// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/workspacefolder.h"
#include "workspace/files/durablefile.h"
#include "workspace/files/systemfilesystem.h"
#include "workspace/workspaceloader.h"
#include "workspace/workspacewriter.h"

#include <QDir>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

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

/// In memory where there is such a folder: a kill loses nothing that the system has, and waiting for a disk would be
/// all that a short life is spent on.
QString fastFolder()
{
    const QFileInfo memory(u"/dev/shm"_s);
    return (memory.isWritable() ? memory.filePath() : QDir::tempPath()) + u"/fuseboard-kills-XXXXXX"_s;
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

/// Saves one generation after the other until the moment or the step comes. Never returns.
[[noreturn]] void saveUntilKilled(const QString &folder, int first, int microseconds, int steps)
{
    std::signal(SIGALRM, [](int) { ::kill(::getpid(), SIGKILL); });
    itimerval life{};
    life.it_value.tv_usec = microseconds;
    ::setitimer(ITIMER_REAL, &life, nullptr);
    DeadlyFileSystem files(steps);
    for (int number = first;; ++number) {
        if (!saveWorkspace(generation(number), folder, files))
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

QTEST_GUILESS_MAIN(WorkspaceKillsTest)
#include "tst_workspacekills.moc"
