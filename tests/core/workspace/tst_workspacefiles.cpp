// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/nobodysrights.h"
#include "support/workspacefolder.h"
#include "workspace/workspaceloader.h"
#include "workspace/workspacewriter.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// A workspace among links, permissions and other people's files.
class WorkspaceFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void K6_linksAreNotFollowed();
    void K7_newFilesAreForTheirOwner();
    void K7_readOnlyFolder();
    void K7_lockedFolders();
    void removing();
};

void WorkspaceFilesTest::K6_linksAreNotFollowed()
{
#ifdef Q_OS_UNIX
    const QTemporaryDir outside;
    const QTemporaryDir folder;
    QVERIFY(saveWorkspace(smallWorkspace(), outside.path()).ok());
    QVERIFY(saveWorkspace(smallWorkspace(), folder.path()).ok());
    const QString victim = outside.filePath(u"clients/billing/client.json"_s);
    const QByteArray before = bytesIn(victim);
    const QString client = folder.filePath(u"clients/billing"_s);
    QVERIFY(QDir(client).removeRecursively());
    QVERIFY(QFile::link(outside.filePath(u"clients/billing"_s), client));
    Workspace workspace = smallWorkspace();
    workspace.clients[0].config.maxConnections = 3;
    const auto loaded = loadWorkspace(folder.path());
    QVERIFY(loaded.ok());
    QCOMPARE(loaded->faults.size(), 1);
    QCOMPARE(loaded->faults.first().error.detail, ErrorDetail::NotAFile);
    QCOMPARE(saveWorkspace(workspace, folder.path()).error().detail, ErrorDetail::NotAFile);
    QVERIFY(!removeClient(folder.path(), u"billing"_s).ok());
    QCOMPARE(bytesIn(victim), before);
    QVERIFY(QFile::remove(client));
    QVERIFY(QDir().mkdir(client));
    QVERIFY(QFile::link(victim, client + u"/client.json"_s));
    QCOMPARE(saveWorkspace(workspace, folder.path()).error().detail, ErrorDetail::NotAFile);
    QCOMPARE(bytesIn(victim), before);
#else
    QSKIP("links of Unix");
#endif
}

void WorkspaceFilesTest::K7_newFilesAreForTheirOwner()
{
#ifdef Q_OS_UNIX
    const QTemporaryDir folder;
    Workspace workspace = workspaceWithFolders();
    EnvironmentConfig staging;
    staging.name = u"Staging"_s;
    workspace.environments = {{u"staging"_s, staging}};
    QVERIFY(saveWorkspace(workspace, folder.path()).ok());
    const QFileDevice::Permissions others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther
        | QFileDevice::WriteOther;
    const QStringList files = filesIn(folder.path()).keys();
    for (const QString &one : {u"workspace.json"_s, u"clients/orders/client.json"_s, u"environments/staging.json"_s,
                               u"clients/orders/requests/auth/login.json"_s})
        QVERIFY2(files.contains(one), qPrintable(one));
    for (const QString &one : files)
        QVERIFY2(!(QFileInfo(folder.filePath(one)).permissions() & others), qPrintable(one));
#else
    QSKIP("permissions of Unix");
#endif
}

void WorkspaceFilesTest::K7_readOnlyFolder()
{
    // A folder that nobody can write into, root included: below a file.
    const QTemporaryDir folder;
    QVERIFY(writeBytes(folder.filePath(u"file"_s), "x"));
    const auto saved = saveWorkspace(smallWorkspace(), folder.filePath(u"file/shop"_s));
    QVERIFY(!saved.ok());
    QCOMPARE(saved.error().kind, ErrorKind::Storage);
    QCOMPARE(bytesIn(folder.filePath(u"file"_s)), "x");
}

void WorkspaceFilesTest::K7_lockedFolders()
{
#ifdef Q_OS_UNIX
    const QTemporaryDir folder(NobodysRights::folderTemplate());
    QVERIFY(saveWorkspace(smallWorkspace(), folder.path()).ok());
    const auto before = filesIn(folder.path());
    const auto lock = [&folder](mode_t mode) {
        for (const QString &name : {u"clients/orders/requests"_s, u"clients/orders"_s, u"clients"_s, u"."_s}) {
            if (::chmod(QFile::encodeName(folder.filePath(name)).constData(), mode) != 0)
                return false;
        }
        return true;
    };
    Workspace workspace = smallWorkspace();
    workspace.clients[1].config.maxConnections = 3;
    // To be read by all, and written by nobody, its owner included.
    for (const QString &name : before.keys())
        QVERIFY(QFile::setPermissions(folder.filePath(name), QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther));
    QVERIFY(lock(0555));
    const NobodysRights rights;
    QVERIFY(rights.held());
    const auto saved = saveWorkspace(workspace, folder.path());
    const auto removed = removeRequest(folder.path(), u"orders"_s, u"list"_s);
    rights.giveBack();
    QVERIFY(lock(0755));
    QVERIFY(!saved.ok() && !removed.ok());
    QCOMPARE(saved.error().kind, ErrorKind::Storage);
    QCOMPARE(removed.error().kind, ErrorKind::Storage);
    QVERIFY2(saved.error().subject.contains("client.json"_L1), qPrintable(saved.error().subject));
    QCOMPARE(filesIn(folder.path()), before);
#else
    QSKIP("permissions of Unix");
#endif
}

void WorkspaceFilesTest::removing()
{
    const QTemporaryDir folder;
    QVERIFY(saveWorkspace(smallWorkspace(), folder.path()).ok());
    QVERIFY(writeBytes(folder.filePath(u"clients/billing/notes.txt"_s), "mine"));
    QVERIFY(removeRequest(folder.path(), u"orders"_s, u"list"_s).ok());
    QVERIFY(!QFile::exists(folder.filePath(u"clients/orders/requests/list.json"_s)));
    QVERIFY(QFile::exists(folder.filePath(u"clients/orders/requests/get-one.json"_s)));
    QVERIFY(removeClient(folder.path(), u"orders"_s).ok());
    QVERIFY(!QFile::exists(folder.filePath(u"clients/orders"_s)));
    QVERIFY(removeClient(folder.path(), u"billing"_s).ok());
    QVERIFY(QFile::exists(folder.filePath(u"clients/billing/notes.txt"_s)));
    QVERIFY(!QFile::exists(folder.filePath(u"clients/billing/client.json"_s)));
}

QTEST_GUILESS_MAIN(WorkspaceFilesTest)
#include "tst_workspacefiles.moc"
