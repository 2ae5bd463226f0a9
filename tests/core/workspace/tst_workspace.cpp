// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/workspacefolder.h"
#include "workspace/slug.h"
#include "workspace/workspaceloader.h"
#include "workspace/workspacewriter.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class WorkspaceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrip();
    void unchangedFilesAreNotTouched();
    void K13_oneBadOfAThousand();
    void faultsNameTheirFiles();
    void K4_newerWorkspaceFile();
    void K12_noWorkspaceThere();
    void K5_unsafeNamesOnDisk();
    void K5_unsafeSlugsAreNotSaved_data();
    void K5_unsafeSlugsAreNotSaved();
    void K5_aNameIsNotOnlyBlanks();
    void invalidClientsAreNotSaved();
};

void WorkspaceTest::roundTrip()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"new/shop"_s);
    QVERIFY(saveWorkspace(smallWorkspace(), path).ok());
    QVERIFY(QFile::exists(path + u"/workspace.json"_s));
    QVERIFY(QFile::exists(path + u"/clients/orders/client.json"_s));
    QVERIFY(QFile::exists(path + u"/clients/orders/requests/get-one.json"_s));
    const auto loaded = loadWorkspace(path);
    QVERIFY(loaded.ok());
    QVERIFY(loaded->faults.isEmpty());
    QVERIFY(loaded->workspace == smallWorkspace());
    QCOMPARE(loaded->takenSlugs, (QStringList{u"billing"_s, u"orders"_s}));
}

void WorkspaceTest::unchangedFilesAreNotTouched()
{
    const QTemporaryDir folder;
    QVERIFY(saveWorkspace(smallWorkspace(), folder.path()).ok());
    const QString untouched = folder.filePath(u"clients/billing/client.json"_s);
    const QString changed = folder.filePath(u"clients/orders/client.json"_s);
    const QDateTime longAgo = QDateTime::fromSecsSinceEpoch(1'000'000'000);
    for (const QString &path : {untouched, changed}) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(longAgo, QFileDevice::FileModificationTime));
    }
    Workspace workspace = smallWorkspace();
    workspace.clients[1].config.maxConnections = 3;
    QVERIFY(saveWorkspace(workspace, folder.path()).ok());
    QCOMPARE(QFileInfo(untouched).lastModified(), longAgo);
    QVERIFY(QFileInfo(changed).lastModified() > longAgo);
}

void WorkspaceTest::K13_oneBadOfAThousand()
{
    const QTemporaryDir folder;
    Workspace workspace;
    workspace.name = u"Many"_s;
    QStringList taken;
    for (int i = 0; i < 1'000; ++i) {
        const QString name = u"Client %1"_s.arg(i);
        taken.append(makeSlug(name, {}, u"client"_s));
        workspace.clients.append({taken.last(), namedClient(name), {}});
    }
    QVERIFY(saveWorkspace(workspace, folder.path()).ok());
    const QString bad = folder.filePath(u"clients/client-500/client.json"_s);
    QVERIFY(writeBytes(bad, bytesIn(bad).chopped(20)));
    QElapsedTimer clock;
    clock.start();
    const auto loaded = loadWorkspace(folder.path());
    QVERIFY(clock.elapsed() < 5'000);
    QVERIFY(loaded.ok());
    QCOMPARE(loaded->workspace.clients.size(), 999);
    QCOMPARE(loaded->faults.size(), 1);
    QCOMPARE(loaded->faults.first().file, u"clients/client-500/client.json"_s);
    QCOMPARE(loaded->faults.first().error.detail, ErrorDetail::Syntax);
    QVERIFY(loaded->takenSlugs.contains(u"client-500"_s));
    // Saving what was loaded leaves the bad file for whoever repairs it.
    const QByteArray before = bytesIn(bad);
    QVERIFY(saveWorkspace(loaded->workspace, folder.path()).ok());
    QCOMPARE(bytesIn(bad), before);
}

void WorkspaceTest::faultsNameTheirFiles()
{
    const QTemporaryDir folder;
    QVERIFY(saveWorkspace(smallWorkspace(), folder.path()).ok());
    QVERIFY(writeBytes(folder.filePath(u"clients/orders/requests/list.json"_s), R"({"name": "x", "method": 1})"));
    QVERIFY(writeBytes(folder.filePath(u"clients/orders/requests/warned.json"_s), R"({"name": "x", "metod": 1})"));
    QVERIFY(writeBytes(folder.filePath(u"clients/orders/requests/README.md"_s), "notes"));
    QVERIFY(writeBytes(folder.filePath(u"clients/stray.json"_s), "{}"));
    QVERIFY(writeBytes(folder.filePath(u"clients/empty/README.md"_s), "notes"));
    QVERIFY(QDir(folder.path()).mkpath(u"clients/bare/requests"_s)); // what is left of a removal
    const auto loaded = loadWorkspace(folder.path());
    QVERIFY(loaded.ok());
    QCOMPARE(loaded->faults.size(), 2);
    QCOMPARE(loaded->faults.at(0).file, u"clients/empty/client.json"_s);
    QCOMPARE(loaded->faults.at(0).error.detail, ErrorDetail::NotFound);
    QCOMPARE(loaded->faults.at(1).file, u"clients/orders/requests/list.json"_s);
    QCOMPARE(loaded->faults.at(1).error.subject, folder.filePath(u"clients/orders/requests/list.json"_s));
    QCOMPARE(loaded->faults.at(1).error.faults.first().path, u"method"_s);
    QCOMPARE(loaded->workspace.clients.at(1).requests.size(), 2);
    QCOMPARE(loaded->warnings.size(), 3); // "later" of workspace.json is one
    QCOMPARE(loaded->warnings.at(2).file, u"clients/stray.json"_s);
    QCOMPARE(loaded->warnings.at(2).warning.allowed,
             AllowedValues::ofWords(AllowedKind::Meant, {u"stray/client.json"_s}));
    QCOMPARE(loaded->warnings.at(1).file, u"clients/orders/requests/warned.json"_s);
    QCOMPARE(loaded->warnings.at(1).warning.allowed, AllowedValues::ofWords(AllowedKind::Meant, {u"method"_s}));
}

void WorkspaceTest::K4_newerWorkspaceFile()
{
    const QTemporaryDir folder;
    QVERIFY(saveWorkspace(smallWorkspace(), folder.path()).ok());
    QVERIFY(writeBytes(folder.filePath(u"workspace.json"_s), R"({"format": 2, "title": "Shop"})"));
    const auto loaded = loadWorkspace(folder.path());
    QVERIFY(loaded.ok());
    QCOMPARE(loaded->faults.size(), 1);
    QCOMPARE(loaded->faults.first().error.faults.first().path, u"format"_s);
    QCOMPARE(loaded->workspace.clients.size(), 2);
    // Without a name it cannot be saved, so the newer file is never overwritten.
    QVERIFY(!saveWorkspace(loaded->workspace, folder.path()).ok());
    QVERIFY(bytesIn(folder.filePath(u"workspace.json"_s)).contains("title"));
}

void WorkspaceTest::K12_noWorkspaceThere()
{
    const QTemporaryDir folder;
    for (const QString &path : {folder.path(), folder.filePath(u"gone"_s)}) {
        const auto loaded = loadWorkspace(path);
        QVERIFY(!loaded.ok());
        QCOMPARE(loaded.error().detail, ErrorDetail::NotFound);
        QCOMPARE(loaded.error().subject, path + u"/workspace.json"_s);
    }
}

void WorkspaceTest::K5_unsafeNamesOnDisk()
{
#ifdef Q_OS_WIN
    QSKIP("Windows does not make such names");
#endif
    const QTemporaryDir folder;
    QVERIFY(saveWorkspace(smallWorkspace(), folder.path()).ok());
    const QByteArray client = bytesIn(folder.filePath(u"clients/billing/client.json"_s));
    for (const char *name : {"con", "a\nb", "🚀", ".hidden"})
        QVERIFY(writeBytes(folder.filePath(u"clients/"_s + QString::fromUtf8(name) + u"/client.json"_s), client));
    const bool hasCase = !QFile::exists(folder.filePath(u"clients/ORDERS"_s));
    if (hasCase)
        QVERIFY(writeBytes(folder.filePath(u"clients/ORDERS/client.json"_s), client));
    const auto loaded = loadWorkspace(folder.path());
    QVERIFY(loaded.ok());
    QCOMPARE(loaded->workspace.clients.size(), 2);
    QCOMPARE(loaded->faults.size(), hasCase ? 4 : 3); // hidden folders are somebody else's
    for (const WorkspaceFault &fault : loaded->faults) {
        QCOMPARE(fault.error.kind, ErrorKind::ConfigInvalid);
        QVERIFY(fault.error.faults.first().allowed.isKnown());
    }
}

void WorkspaceTest::K5_unsafeSlugsAreNotSaved_data()
{
    QTest::addColumn<QString>("slug");
    for (const char *slug : {"", "..", "../../x", "a/b", "/tmp/x", "CON", "BILLING"})
        QTest::addRow("'%s'", slug) << QString::fromLatin1(slug);
}

void WorkspaceTest::K5_unsafeSlugsAreNotSaved()
{
    QFETCH(QString, slug);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"shop"_s);
    for (const bool isClient : {true, false}) {
        Workspace workspace = smallWorkspace();
        workspace.clients[1].requests[1].slug = u"billing"_s;
        (isClient ? workspace.clients[1].slug : workspace.clients[1].requests[0].slug) = slug;
        const auto saved = saveWorkspace(workspace, path);
        QVERIFY(!saved.ok());
        QCOMPARE(saved.error().kind, ErrorKind::ConfigInvalid);
        QVERIFY(!QFile::exists(path)); // nothing is written before all is known to be right
    }
    QVERIFY(slug == "BILLING"_L1 || !removeClient(path, slug).ok());
}

void WorkspaceTest::K5_aNameIsNotOnlyBlanks()
{
    const QTemporaryDir folder;
    Workspace workspace = smallWorkspace();
    workspace.name = u"   "_s;
    const auto saved = saveWorkspace(workspace, folder.path());
    QVERIFY(!saved.ok());
    QCOMPARE(saved.error().faults.first().path, u"name"_s);
}

void WorkspaceTest::invalidClientsAreNotSaved()
{
    const QTemporaryDir folder;
    Workspace workspace = smallWorkspace();
    workspace.clients[1].config.retry->maxRetries = -1;
    const auto saved = saveWorkspace(workspace, folder.path());
    QVERIFY(!saved.ok());
    QCOMPARE(saved.error().subject, u"clients/orders/client.json"_s);
    QCOMPARE(saved.error().faults.first().path, u"retry.max_retries"_s);
    QVERIFY(QDir(folder.path()).isEmpty());
}

QTEST_GUILESS_MAIN(WorkspaceTest)
#include "tst_workspace.moc"
