// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/workspacefolder.h"
#include "workspace/store/workspaceeditor.h"
#include "workspace/workspacewriter.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

using Kind = WorkspacePlace::Kind;

namespace {

const WorkspacePlace wholeWorkspace{Kind::Workspace};
const WorkspacePlace orders{Kind::Client, u"orders"_s};
const WorkspacePlace ordersRoot{Kind::Folder, u"orders"_s};
const WorkspacePlace billingRoot{Kind::Folder, u"billing"_s};
const WorkspacePlace authFolder{Kind::Folder, u"orders"_s, u"auth"_s};
const WorkspacePlace tokensFolder{Kind::Folder, u"orders"_s, u"auth/tokens"_s};
const WorkspacePlace listRequest{Kind::Request, u"orders"_s, u"list"_s};
const WorkspacePlace loginRequest{Kind::Request, u"orders"_s, u"auth/login"_s};

/// What the files of an edit are and whether they are to be there: "+clients/…".
QStringList outlineOf(const Result<WorkspaceEdit> &edit)
{
    QStringList lines;
    if (!edit)
        return {u"failed"_s};
    for (auto file = edit->changes.begin(); file != edit->changes.end(); ++file)
        lines.append((*file ? u'+' : u'-') + file.key());
    return lines;
}

} // namespace

class WorkspaceEditorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void adding();
    void addingWhereNamesAreTaken();
    void changing();
    void renaming();
    void duplicating();
    void duplicatingWithinAnOrder();
    void removing();
    void moving();
    void movingToWhereTheNameIsTaken();
    void ordering();
    void orderingClients();
    void impossibleEdits();

private:
    [[nodiscard]] WorkspaceEditor editor() const { return {m_workspace, m_contents, {u"taken"_s}}; }
    [[nodiscard]] QStringList orderIn(const Result<WorkspaceEdit> &edit, const WorkspacePlace &folder) const;

    Workspace m_workspace;
    FileContents m_contents;
};

void WorkspaceEditorTest::init()
{
    m_workspace = workspaceWithFolders();
    const auto contents = filesOf(m_workspace);
    QVERIFY(contents.ok());
    m_contents = *contents;
}

QStringList WorkspaceEditorTest::orderIn(const Result<WorkspaceEdit> &edit, const WorkspacePlace &folder) const
{
    if (!edit || !edit->changes.value(fileAt(folder)))
        return {};
    const auto content = readContent(fileAt(folder), *edit->changes.value(fileAt(folder)));
    return content ? std::get<FolderConfig>(content->value).order : QStringList();
}

void WorkspaceEditorTest::adding()
{
    const auto request = editor().add(authFolder, namedRequest(u"Log out"_s));
    QCOMPARE(outlineOf(request), QStringList{u"+clients/orders/requests/auth/log-out.json"_s});
    QVERIFY(request->place == (WorkspacePlace{Kind::Request, u"orders"_s, u"auth/log-out"_s}));
    QVERIFY(request->title == (EditTitle{EditTitle::Action::Add, Kind::Request, u"Log out"_s}));
    const auto folder = editor().add(ordersRoot, FolderConfig{u"Reports"_s});
    QCOMPARE(outlineOf(folder), QStringList{u"+clients/orders/requests/reports/folder.json"_s});
    const auto client = editor().add(wholeWorkspace, namedClient(u"Stock"_s));
    QCOMPARE(outlineOf(client), QStringList{u"+clients/stock/client.json"_s});
    QVERIFY(client->place == (WorkspacePlace{Kind::Client, u"stock"_s}));
}

void WorkspaceEditorTest::addingWhereNamesAreTaken()
{
    QCOMPARE(editor().add(wholeWorkspace, namedClient(u"Orders"_s))->place.client, u"orders-2"_s);
    QCOMPARE(editor().add(wholeWorkspace, namedClient(u"taken"_s))->place.client, u"taken-2"_s);
    QCOMPARE(editor().add(ordersRoot, namedRequest(u"List"_s))->place.path, u"list-2"_s);
    QCOMPARE(editor().add(ordersRoot, namedRequest(u"Auth"_s))->place.path, u"auth-2"_s);
    QCOMPARE(editor().add(authFolder, namedRequest(u"List"_s))->place.path, u"auth/list"_s);
    QCOMPARE(editor().add(authFolder, namedRequest(u"Folder"_s))->place.path, u"auth/folder-2"_s);
    // A file with a fault is not in the workspace, but nobody may write over it.
    m_contents.insert(u"clients/orders/requests/auth/broken.json"_s, "{");
    QCOMPARE(editor().add(authFolder, namedRequest(u"Broken"_s))->place.path, u"auth/broken-2"_s);
}

void WorkspaceEditorTest::changing()
{
    RequestConfig config = namedRequest(u"List"_s);
    config.method = u"HEAD"_s;
    const auto edit = editor().change(listRequest, config);
    QCOMPARE(outlineOf(edit), QStringList{u"+clients/orders/requests/list.json"_s});
    QVERIFY(edit->changes.first()->contains("HEAD"));
    config.method = u"a b"_s;
    const auto faulty = editor().change(listRequest, config);
    QCOMPARE(faulty.error().kind, ErrorKind::ConfigInvalid);
    QCOMPARE(faulty.error().subject, u"clients/orders/requests/list.json"_s);
    QCOMPARE(faulty.error().faults.first().path, u"method"_s);
    QVERIFY(!editor().change(listRequest, namedClient(u"List"_s)).ok());
}

void WorkspaceEditorTest::renaming()
{
    const auto edit = editor().rename(orders, u"Purchases"_s);
    QCOMPARE(outlineOf(edit), QStringList{u"+clients/orders/client.json"_s});
    QVERIFY(edit->title == (EditTitle{EditTitle::Action::Rename, Kind::Client, u"Orders"_s}));
    QCOMPARE(outlineOf(editor().rename(wholeWorkspace, u"Store"_s)), QStringList{u"+workspace.json"_s});
    QVERIFY(editor().rename(wholeWorkspace, u"Store"_s)->changes.first()->contains("later"));
    QVERIFY(!editor().rename(orders, {}).ok());
}

void WorkspaceEditorTest::duplicating()
{
    const auto client = editor().duplicate(orders, u"Orders, copied"_s);
    QCOMPARE(client->place.client, u"orders-copied"_s);
    QCOMPARE(client->changes.size(), 7);
    QVERIFY(client->changes.value(u"clients/orders-copied/client.json"_s)->contains("Orders, copied"));
    QVERIFY(client->changes.value(u"clients/orders-copied/requests/auth/tokens/list.json"_s)
            == m_contents.value(u"clients/orders/requests/auth/tokens/list.json"_s));
    const auto folder = editor().duplicate(authFolder, u"Sign-in"_s);
    QCOMPARE(outlineOf(folder),
             (QStringList{u"+clients/orders/requests/sign-in/folder.json"_s,
                          u"+clients/orders/requests/sign-in/login.json"_s,
                          u"+clients/orders/requests/sign-in/tokens/folder.json"_s,
                          u"+clients/orders/requests/sign-in/tokens/list.json"_s}));
    QCOMPARE(outlineOf(editor().duplicate(loginRequest, u"Log in"_s)),
             QStringList{u"+clients/orders/requests/auth/log-in.json"_s});
}

void WorkspaceEditorTest::duplicatingWithinAnOrder()
{
    m_workspace.clients[1].root.order = {u"list"_s, u"get-one"_s};
    const auto edit = editor().duplicate(listRequest, u"List"_s);
    QCOMPARE(outlineOf(edit),
             (QStringList{u"+clients/orders/folder.json"_s, u"+clients/orders/requests/list-2.json"_s}));
    QCOMPARE(orderIn(edit, ordersRoot), (QStringList{u"list"_s, u"list-2"_s, u"get-one"_s, u"auth/"_s}));
}

void WorkspaceEditorTest::removing()
{
    QCOMPARE(outlineOf(editor().remove(listRequest)), QStringList{u"-clients/orders/requests/list.json"_s});
    QCOMPARE(outlineOf(editor().remove(tokensFolder)),
             (QStringList{u"-clients/orders/requests/auth/tokens/folder.json"_s,
                          u"-clients/orders/requests/auth/tokens/list.json"_s}));
    const auto client = editor().remove(orders);
    QCOMPARE(client->changes.size(), 7);
    QVERIFY(client->changes.contains(u"clients/orders/client.json"_s));
    QVERIFY(!client->changes.contains(u"clients/billing/client.json"_s));
    QVERIFY(!editor().remove(ordersRoot).ok());
    QVERIFY(!editor().remove(wholeWorkspace).ok());
}

void WorkspaceEditorTest::moving()
{
    const auto into = editor().move(listRequest, authFolder, -1);
    QCOMPARE(outlineOf(into),
             (QStringList{u"+clients/orders/requests/auth/list.json"_s, u"-clients/orders/requests/list.json"_s}));
    QVERIFY(into->place == (WorkspacePlace{Kind::Request, u"orders"_s, u"auth/list"_s}));
    QVERIFY(into->changes.first() == m_contents.value(u"clients/orders/requests/list.json"_s));
    const auto out = editor().move(tokensFolder, billingRoot, -1);
    QCOMPARE(
        outlineOf(out),
        (QStringList{u"+clients/billing/requests/tokens/folder.json"_s, u"+clients/billing/requests/tokens/list.json"_s,
                     u"-clients/orders/requests/auth/tokens/folder.json"_s,
                     u"-clients/orders/requests/auth/tokens/list.json"_s}));
}

void WorkspaceEditorTest::movingToWhereTheNameIsTaken()
{
    const auto edit = editor().move(listRequest, tokensFolder, -1);
    QCOMPARE(edit->place.path, u"auth/tokens/list-2"_s);
}

void WorkspaceEditorTest::ordering()
{
    const auto first = editor().move(listRequest, ordersRoot, 0);
    QCOMPARE(outlineOf(first), QStringList{u"+clients/orders/folder.json"_s});
    QCOMPARE(orderIn(first, ordersRoot), (QStringList{u"list"_s, u"auth/"_s, u"get-one"_s}));
    const auto last = editor().move(authFolder, ordersRoot, 99);
    QCOMPARE(orderIn(last, ordersRoot), (QStringList{u"get-one"_s, u"list"_s, u"auth/"_s}));
    const auto into = editor().move(listRequest, authFolder, 1);
    QCOMPARE(orderIn(into, authFolder), (QStringList{u"tokens/"_s, u"list"_s, u"login"_s}));
    QCOMPARE(into->changes.size(), 3);
}

void WorkspaceEditorTest::orderingClients()
{
    const auto edit = editor().move(orders, wholeWorkspace, 0);
    QCOMPARE(outlineOf(edit), QStringList{u"+workspace.json"_s});
    const auto content = readContent(u"workspace.json"_s, *edit->changes.first());
    QVERIFY(content.ok());
    QCOMPARE(std::get<Workspace>(content->value).order, (QStringList{u"orders"_s, u"billing"_s}));
}

void WorkspaceEditorTest::impossibleEdits()
{
    const WorkspacePlace gone{Kind::Request, u"orders"_s, u"gone"_s};
    const Error nothing(ErrorKind::Storage, ErrorDetail::NotFound, u"clients/orders/requests/gone.json"_s);
    QCOMPARE(editor().remove(gone).error(), nothing);
    QCOMPARE(editor().rename(gone, u"x"_s).error(), nothing);
    QCOMPARE(editor().duplicate(gone, u"x"_s).error(), nothing);
    QCOMPARE(editor().move(gone, ordersRoot, 0).error(), nothing);
    QVERIFY(!editor().add(loginRequest, namedRequest(u"x"_s)).ok());
    QVERIFY(!editor().add(wholeWorkspace, namedRequest(u"x"_s)).ok());
    QVERIFY(!editor().add({Kind::Folder, u"gone"_s}, namedRequest(u"x"_s)).ok());
    QCOMPARE(editor().move(authFolder, tokensFolder, -1).error().kind, ErrorKind::ConfigInvalid);
    QCOMPARE(editor().move(authFolder, authFolder, -1).error().kind, ErrorKind::ConfigInvalid);
    const WorkspacePlace deep{Kind::Folder, u"orders"_s, QStringList(16, u"a"_s).join(u'/')};
    m_workspace.clients[1].folders.append({deep.path});
    QVERIFY(editor().add(deep, namedRequest(u"x"_s)).ok());
    QVERIFY(!editor().add(deep, FolderConfig{u"x"_s}).ok());
    QVERIFY(!editor().move(tokensFolder, deep, -1).ok());
}

QTEST_GUILESS_MAIN(WorkspaceEditorTest)
#include "tst_workspaceeditor.moc"
