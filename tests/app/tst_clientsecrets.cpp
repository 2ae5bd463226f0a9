// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/virtualscheduler.h"
#include "clientfileeditor.h"
#include "clientset.h"
#include "config/authfactories.h"
#include "support/latestore.h"
#include "workspace/files/systemfilesystem.h"
#include "workspace/store/workspacestore.h"
#include "workspace/workspacewriter.h"

#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// What saving a client asks of the keychain.
class tst_clientsecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsToBeUnlockedForSecretsOnly();
};

void tst_clientsecrets::itIsToBeUnlockedForSecretsOnly()
{
    const QTemporaryDir folder;
    Workspace workspace;
    workspace.name = u"Shop"_s;
    workspace.id = u"w"_s;
    ClientConfig config;
    config.name = u"orders"_s;
    config.baseUrl = QUrl(u"https://api.example.com"_s);
    workspace.clients = {{u"orders"_s, config, {}}};
    QVERIFY(saveWorkspace(workspace, folder.path()));
    VirtualScheduler scheduler;
    SystemFileSystem files;
    WorkspaceStore store(files, scheduler);
    store.open(folder.path());
    QTRY_VERIFY(store.isOpen());
    SeededRandom random{1};
    LateStore secrets;
    ClientSet clients(store.workspace(), scheduler, random, ClientSet::Secrets{secrets, nullptr, u"w"_s});
    int asked = 0;
    ClientFileEditor editor(ClientFileEditor::Parts{store, clients, secrets, u"w"_s, {}, {}, [&asked] { ++asked; }});
    config.maxRedirects = 3;
    QVERIFY(editor.update(u"orders"_s, {config, {}}));
    QCOMPARE(asked, 0);
    config.auth = createBearerAuth(Secret::keychain());
    QVERIFY(editor.update(u"orders"_s, {config, {{u"auth.token"_s, u"sk-1"_s}}}));
    QCOMPARE(asked, 1);
    secrets.answer(false);
    QVERIFY(editor.update(u"orders"_s, {config, {{u"auth.token"_s, u"sk-1"_s}}}));
    QCOMPARE(asked, 2); // though the last question was dismissed
}

QTEST_GUILESS_MAIN(tst_clientsecrets)
#include "tst_clientsecrets.moc"
