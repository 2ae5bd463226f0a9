// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/workspacefolder.h"
#include "workspace/workspacecontent.h"
#include "workspace/workspaceloader.h"
#include "workspace/workspaceorder.h"
#include "workspace/workspacewriter.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

QString deepPath(int depth)
{
    return QStringList(depth, u"a"_s).join(u'/');
}

QStringList rowsOf(const WorkspaceClient &client, const QString &folder)
{
    QStringList rows;
    for (const WorkspaceItem &item : itemsIn(client, folder))
        rows.append(item.orderName());
    return rows;
}

QStringList requestsOf(const WorkspaceClient &client)
{
    QStringList paths;
    for (const WorkspaceRequest &request : client.requests)
        paths.append(request.path());
    return paths;
}

} // namespace

Q_DECLARE_METATYPE(fuseboard::WorkspacePlace)

/// Requests in folders, and their order.
class WorkspaceFoldersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void K16_roundTrip();
    void foldersFirstThenSlugs();
    void theOrderIsTheFiles();
    void aFolderNeedsNoFile();
    void oneBadFolderFile();
    void sixteenDeep();
    void K5_unsafeFolders_data();
    void K5_unsafeFolders();
    void K6_linksInTheTree();
    void placesOfFiles_data();
    void placesOfFiles();
    void piecesOfAWorkspace();
    void removingAClientWithFolders();
};

void WorkspaceFoldersTest::K16_roundTrip()
{
    const QTemporaryDir folder;
    const Workspace workspace = workspaceWithFolders();
    QVERIFY(saveWorkspace(workspace, folder.path()).ok());
    QCOMPARE(
        bytesIn(folder.filePath(u"clients/orders/requests/auth/folder.json"_s)),
        "{\n  \"format\": 1,\n  \"name\": \"Sign-in\",\n  \"description\": \"Of all kinds\",\n  \"later\": 1\n}\n");
    QVERIFY(QFile::exists(folder.filePath(u"clients/orders/requests/auth/tokens/list.json"_s)));
    const auto loaded = loadWorkspace(folder.path());
    QVERIFY(loaded.ok() && loaded->faults.isEmpty());
    QVERIFY(loaded->workspace == workspace);
}

void WorkspaceFoldersTest::foldersFirstThenSlugs()
{
    const Workspace workspace = workspaceWithFolders();
    const WorkspaceClient &orders = workspace.clients[1];
    QCOMPARE(rowsOf(orders, {}), (QStringList{u"auth/"_s, u"get-one"_s, u"list"_s}));
    QCOMPARE(rowsOf(orders, u"auth"_s), (QStringList{u"tokens/"_s, u"login"_s}));
    QCOMPARE(rowsOf(orders, u"gone"_s), QStringList());
    QCOMPARE(requestsOf(orders), (QStringList{u"auth/tokens/list"_s, u"auth/login"_s, u"get-one"_s, u"list"_s}));
}

void WorkspaceFoldersTest::theOrderIsTheFiles()
{
    const QTemporaryDir folder;
    Workspace workspace = workspaceWithFolders();
    QVERIFY(saveWorkspace(workspace, folder.path()).ok());
    const auto before = filesIn(folder.path());
    workspace.order = {u"orders"_s, u"gone"_s, u"billing"_s};
    workspace.clients[1].root.order = {u"list"_s, u"gone"_s, u"auth/"_s, u"list"_s};
    workspace.clients[1].folders[0].config.order = {u"login"_s};
    arrange(workspace.clients[1]);
    arrangeClients(workspace);
    QVERIFY(saveWorkspace(workspace, folder.path()).ok());
    const auto loaded = loadWorkspace(folder.path());
    QVERIFY(loaded.ok() && loaded->faults.isEmpty());
    QVERIFY(loaded->workspace == workspace);
    QCOMPARE(loaded->workspace.clients[0].slug, u"orders"_s);
    QCOMPARE(requestsOf(loaded->workspace.clients[0]),
             (QStringList{u"list"_s, u"auth/login"_s, u"auth/tokens/list"_s, u"get-one"_s}));
    // A new order changes no file of a client or request.
    const auto after = filesIn(folder.path());
    QStringList changed;
    for (auto file = after.begin(); file != after.end(); ++file) {
        if (before.value(file.key()) != file.value())
            changed.append(file.key());
    }
    QCOMPARE(changed,
             (QStringList{u"clients/orders/folder.json"_s, u"clients/orders/requests/auth/folder.json"_s,
                          u"workspace.json"_s}));
}

void WorkspaceFoldersTest::aFolderNeedsNoFile()
{
    const QTemporaryDir folder;
    QVERIFY(saveWorkspace(smallWorkspace(), folder.path()).ok());
    QVERIFY(writeBytes(folder.filePath(u"clients/orders/requests/by/hand/one.json"_s), R"({"name": "One"})"));
    // Among those in no folder it is the name of a request.
    QVERIFY(
        writeBytes(folder.filePath(u"clients/orders/requests/folder.json"_s), R"({"name": "Folder", "path": "/"})"));
    const auto loaded = loadWorkspace(folder.path());
    QVERIFY(loaded.ok() && loaded->faults.isEmpty());
    const WorkspaceClient &orders = loaded->workspace.clients[1];
    QCOMPARE(orders.folders, (QList<WorkspaceFolder>{{u"by"_s}, {u"by/hand"_s}}));
    QCOMPARE(rowsOf(orders, {}), (QStringList{u"by/"_s, u"folder"_s, u"get-one"_s, u"list"_s}));
}

void WorkspaceFoldersTest::oneBadFolderFile()
{
    const QTemporaryDir folder;
    QVERIFY(saveWorkspace(workspaceWithFolders(), folder.path()).ok());
    QVERIFY(writeBytes(folder.filePath(u"clients/orders/requests/auth/folder.json"_s), R"({"name": 1, "order": "a"})"));
    const auto loaded = loadWorkspace(folder.path());
    QVERIFY(loaded.ok());
    QCOMPARE(loaded->faults.size(), 1);
    QCOMPARE(loaded->faults.first().file, u"clients/orders/requests/auth/folder.json"_s);
    QCOMPARE(loaded->faults.first().error.faults.size(), 2);
    QCOMPARE(loaded->workspace.clients[1].requests.size(), 4);
}

void WorkspaceFoldersTest::sixteenDeep()
{
    const QTemporaryDir folder;
    Workspace workspace = smallWorkspace();
    workspace.clients[1].requests.append({u"deep"_s, namedRequest(u"Deep"_s), deepPath(16)});
    arrange(workspace.clients[1]);
    QVERIFY(saveWorkspace(workspace, folder.path()).ok());
    const auto loaded = loadWorkspace(folder.path());
    QVERIFY(loaded.ok() && loaded->faults.isEmpty());
    QVERIFY(loaded->workspace == workspace);
    const QString tooDeep = u"clients/orders/requests/"_s + deepPath(17);
    QVERIFY(writeBytes(folder.filePath(tooDeep + u"/x.json"_s), "{}"));
    const auto again = loadWorkspace(folder.path());
    QVERIFY(again.ok());
    QCOMPARE(again->faults.size(), 1);
    QCOMPARE(again->faults.first().file, tooDeep);
    QCOMPARE(again->faults.first().error.detail, ErrorDetail::TooDeep);
    workspace.clients[1].folders.append({deepPath(17)});
    QVERIFY(!saveWorkspace(workspace, folder.path()).ok());
}

void WorkspaceFoldersTest::K5_unsafeFolders_data()
{
    QTest::addColumn<QString>("path");
    for (const char *path : {"..", "a/../../b", "a//b", "/a", "a/", "con", "a/NUL", "AUTH", "auth/folder"})
        QTest::addRow("'%s'", path) << QString::fromLatin1(path);
}

void WorkspaceFoldersTest::K5_unsafeFolders()
{
    QFETCH(QString, path);
    const QTemporaryDir folder;
    Workspace workspace = workspaceWithFolders();
    if (path.endsWith("folder"_L1)) // a request by the name of the folder's own file
        workspace.clients[1].requests.append({u"folder"_s, namedRequest(u"Folder"_s), u"auth"_s});
    else
        workspace.clients[1].folders.append({path});
    const auto saved = saveWorkspace(workspace, folder.filePath(u"shop"_s));
    QVERIFY(!saved.ok());
    QCOMPARE(saved.error().kind, ErrorKind::ConfigInvalid);
    QVERIFY(QDir(folder.path()).isEmpty());
}

void WorkspaceFoldersTest::K6_linksInTheTree()
{
#ifdef Q_OS_UNIX
    const QTemporaryDir folder;
    const QTemporaryDir outside;
    QVERIFY(saveWorkspace(workspaceWithFolders(), folder.path()).ok());
    QVERIFY(writeBytes(outside.filePath(u"x.json"_s), R"({"name": "Theirs"})"));
    const QString link = folder.filePath(u"clients/orders/requests/auth/linked"_s);
    QVERIFY(QFile::link(outside.path(), link));
    const auto loaded = loadWorkspace(folder.path());
    QVERIFY(loaded.ok());
    QCOMPARE(loaded->faults.size(), 1);
    QCOMPARE(loaded->faults.first().error.detail, ErrorDetail::NotAFile);
    QVERIFY(!removeRequest(folder.path(), u"orders"_s, u"auth/linked/x"_s).ok());
    QVERIFY(removeClient(folder.path(), u"orders"_s).ok());
    QVERIFY(QFile::exists(outside.filePath(u"x.json"_s)));
#else
    QSKIP("links of Unix");
#endif
}

void WorkspaceFoldersTest::placesOfFiles_data()
{
    using Kind = WorkspacePlace::Kind;
    QTest::addColumn<QString>("file");
    QTest::addColumn<WorkspacePlace>("place");
    const auto row = [](const char *file, const WorkspacePlace &place) {
        QTest::addRow("%s", file) << QString::fromLatin1(file) << place;
    };
    row("workspace.json", {Kind::Workspace});
    row("clients/a/client.json", {Kind::Client, u"a"_s});
    row("clients/a/folder.json", {Kind::Folder, u"a"_s});
    row("clients/a/requests/b.json", {Kind::Request, u"a"_s, u"b"_s});
    row("clients/a/requests/folder.json", {Kind::Request, u"a"_s, u"folder"_s});
    row("clients/a/requests/b/folder.json", {Kind::Folder, u"a"_s, u"b"_s});
    row("clients/a/requests/b/c/d.json", {Kind::Request, u"a"_s, u"b/c/d"_s});
    for (const char *none :
         {"", "/", "a.json", "clients", "clients/a.json", "clients/a/b.json", "clients/../client.json",
          "clients/a/requests", "clients/a/requests/", "clients/a/requests/b", "clients//client.json",
          "clients/a/requests/../b.json", "clients/a/requests/.b.json", "Clients/a/client.json"})
        row(none, {});
}

void WorkspaceFoldersTest::placesOfFiles()
{
    QFETCH(QString, file);
    QFETCH(WorkspacePlace, place);
    QVERIFY(placeOf(file) == place);
    QCOMPARE(fileAt(place), place == WorkspacePlace() ? QString() : file);
}

void WorkspaceFoldersTest::piecesOfAWorkspace()
{
    const Workspace workspace = workspaceWithFolders();
    const auto files = filesOf(workspace);
    QVERIFY(files.ok());
    Workspace built;
    for (auto file = files->begin(); file != files->end(); ++file) {
        auto content = readContent(file.key(), file.value());
        QVERIFY(content.ok());
        putContent(built, *content);
        putContent(built, *std::move(content)); // again changes nothing
    }
    for (WorkspaceClient &client : built.clients)
        arrange(client);
    arrangeClients(built);
    QVERIFY(built == workspace);
    dropContent(built, placeOf(u"clients/orders/requests/auth/folder.json"_s)); // still in use
    QCOMPARE(folderAt(built.clients[1], u"auth"_s)->config, FolderConfig());
    dropContent(built, placeOf(u"clients/orders/requests/auth/tokens/list.json"_s));
    QVERIFY(!requestAt(built.clients[1], u"auth/tokens/list"_s));
    QVERIFY(requestAt(built.clients[1], u"list"_s));
    dropContent(built, placeOf(u"clients/orders/requests/auth/tokens/folder.json"_s));
    QVERIFY(!folderAt(built.clients[1], u"auth/tokens"_s));
    dropContent(built, placeOf(u"clients/orders/client.json"_s));
    QVERIFY(!clientAt(built, u"orders"_s));
    QCOMPARE(built.clients.size(), 1);
}

void WorkspaceFoldersTest::removingAClientWithFolders()
{
    const QTemporaryDir folder;
    QVERIFY(saveWorkspace(workspaceWithFolders(), folder.path()).ok());
    QVERIFY(writeBytes(folder.filePath(u"clients/orders/requests/auth/tokens/notes.txt"_s), "mine"));
    QVERIFY(removeClient(folder.path(), u"orders"_s).ok());
    QCOMPARE(filesIn(folder.filePath(u"clients/orders"_s)),
             (QMap<QString, QByteArray>{{u"requests/auth/tokens/notes.txt"_s, "mine"}}));
}

QTEST_GUILESS_MAIN(WorkspaceFoldersTest)
#include "tst_workspacefolders.moc"
