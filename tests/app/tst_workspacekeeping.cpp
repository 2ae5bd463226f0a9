// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspacekeeping.h"

#include "auth/secretkey.h"
#include "config/authfactories.h"
#include "support/failingfilesystem.h"
#include "support/lockedstore.h"
#include "support/workspacefolder.h"
#include "workspace/workspaceloader.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUuid>

using namespace fuseboard;
using namespace Qt::StringLiterals;

using Step = FailingFileSystem::Step;
using Failing = FailingFileSystem::Failing;

namespace {

/// The client "orders" and an environment have secrets in the keychain.
Workspace workspaceWithSecrets()
{
    Workspace workspace = workspaceWithFolders();
    for (WorkspaceClient &client : workspace.clients) {
        if (client.slug == u"orders"_s)
            client.config.auth = createBearerAuth(Secret::keychain());
    }
    EnvironmentConfig staging;
    staging.name = u"Staging"_s;
    staging.variables = {{u"password"_s, Variable::Source::Keychain, {}}, {u"host"_s, Variable::Source::Text, u"a"_s}};
    workspace.environments = {{u"staging"_s, staging}};
    return workspace;
}

} // namespace

class tst_workspacekeeping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void writesAllOfItWithAnIdOfItsOwn();
    void takesItsSecretsAlong();
    void tellsHowManySecretsStayBehind_data();
    void tellsHowManySecretsStayBehind();
    void withoutAKeychainNoneGoAlong();
    void K14_plainTextGetsIntoTheKeychain();
    void whatIsNoSecretStaysWhereItIs_data();
    void whatIsNoSecretStaysWhereItIs();
    void saysInAReadMeWhatItIs();
    void failureLeavesNoWorkspace();
    void endsWithoutItsOwner();

private:
    void putSecrets()
    {
        m_secrets->memory.write(SecretKey::ofClient(u"demo"_s, u"orders"_s, u"auth.token"_s).text(), u"sk-1"_s,
                                [](const Result<void> &) {});
        m_secrets->memory.write(SecretKey::ofEnvironment(u"demo"_s, u"staging"_s, u"password"_s).text(), u"pw-2"_s,
                                [](const Result<void> &) {});
    }
    [[nodiscard]] WorkspaceKeeping::Secrets secrets() const
    {
        return {*m_secrets, u"demo"_s, [this] { return m_lasts; }, {u"of-the-docs"_s}};
    }
    [[nodiscard]] QString folder() const { return m_folder->filePath(u"kept"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LockedStore> m_secrets;
    bool m_lasts = true;
};

void tst_workspacekeeping::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_secrets = std::make_unique<LockedStore>();
    m_lasts = true;
}

void tst_workspacekeeping::writesAllOfItWithAnIdOfItsOwn()
{
    SystemFileSystem files;
    WorkspaceKeeping keeping(files, secrets());
    QSignalSpy kept(&keeping, &WorkspaceKeeping::kept);
    Workspace workspace = workspaceWithSecrets();
    keeping.keep(workspace, folder());
    QTRY_COMPARE(kept, (QList<QVariantList>{{0}}));
    QVERIFY(!QFileInfo::exists(folder() + u"/README.md"_s));
    const auto loaded = loadWorkspace(folder());
    QVERIFY(loaded);
    QVERIFY(loaded->faults.isEmpty());
    QVERIFY(!QUuid::fromString(loaded->workspace.id).isNull());
    workspace.id = loaded->workspace.id;
    QCOMPARE(loaded->workspace, workspace);
}

void tst_workspacekeeping::takesItsSecretsAlong()
{
    putSecrets();
    SystemFileSystem files;
    WorkspaceKeeping keeping(files, secrets());
    QSignalSpy kept(&keeping, &WorkspaceKeeping::kept);
    keeping.keep(workspaceWithSecrets(), folder());
    QTRY_COMPARE(kept, (QList<QVariantList>{{0}}));
    const QString id = loadWorkspace(folder())->workspace.id;
    QCOMPARE(m_secrets->at(SecretKey::ofClient(id, u"orders"_s, u"auth.token"_s).text()), u"sk-1"_s);
    QCOMPARE(m_secrets->at(SecretKey::ofEnvironment(id, u"staging"_s, u"password"_s).text()), u"pw-2"_s);
    QVERIFY2(m_secrets->at(SecretKey::ofClient(u"demo"_s, u"orders"_s, u"auth.token"_s).text()).isEmpty(),
             "nobody would look for it there");
    const QMap<QString, QByteArray> all = filesIn(folder());
    for (const QByteArray &bytes : all)
        QVERIFY(!bytes.contains("sk-1") && !bytes.contains("pw-2"));
}

void tst_workspacekeeping::tellsHowManySecretsStayBehind_data()
{
    QTest::addColumn<bool>("readsFail");
    QTest::newRow("they cannot be read") << true;
    QTest::newRow("they cannot be written") << false;
}

void tst_workspacekeeping::tellsHowManySecretsStayBehind()
{
    QFETCH(bool, readsFail);
    putSecrets();
    m_secrets->readsFail = readsFail;
    m_secrets->writesFail = !readsFail;
    SystemFileSystem files;
    WorkspaceKeeping keeping(files, secrets());
    QSignalSpy kept(&keeping, &WorkspaceKeeping::kept);
    keeping.keep(workspaceWithSecrets(), folder());
    QTRY_COMPARE(kept, (QList<QVariantList>{{2}}));
}

void tst_workspacekeeping::withoutAKeychainNoneGoAlong()
{
    putSecrets();
    m_lasts = false;
    SystemFileSystem files;
    WorkspaceKeeping keeping(files, secrets());
    QSignalSpy kept(&keeping, &WorkspaceKeeping::kept);
    keeping.keep(workspaceWithSecrets(), folder());
    QTRY_COMPARE(kept, (QList<QVariantList>{{2}}));
    QCOMPARE(m_secrets->at(SecretKey::ofClient(u"demo"_s, u"orders"_s, u"auth.token"_s).text()), u"sk-1"_s);
}

void tst_workspacekeeping::K14_plainTextGetsIntoTheKeychain()
{
    Workspace workspace = workspaceWithSecrets();
    for (WorkspaceClient &client : workspace.clients)
        client.config.auth = createBearerAuth(Secret::plain(client.slug == u"orders"_s ? u"sk-3"_s : u"{{token}}"_s));
    SystemFileSystem files;
    WorkspaceKeeping keeping(files, secrets());
    QSignalSpy kept(&keeping, &WorkspaceKeeping::kept);
    keeping.keep(workspace, folder());
    QTRY_COMPARE(kept, (QList<QVariantList>{{0}}));
    const auto loaded = loadWorkspace(folder());
    QVERIFY(loaded);
    QCOMPARE(m_secrets->at(SecretKey::ofClient(loaded->workspace.id, u"orders"_s, u"auth.token"_s).text()), u"sk-3"_s);
    QCOMPARE(m_secrets->writes, 1);
    const QMap<QString, QByteArray> all = filesIn(folder());
    for (const QByteArray &bytes : all)
        QVERIFY(!bytes.contains("sk-3"));
}

void tst_workspacekeeping::whatIsNoSecretStaysWhereItIs_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("published") << u"of-the-docs"_s;
    QTest::newRow("a variable") << u"{{token}}"_s;
    QTest::newRow("text with a variable") << u"Token {{token}}"_s;
}

void tst_workspacekeeping::whatIsNoSecretStaysWhereItIs()
{
    QFETCH(QString, text);
    m_lasts = false;
    Workspace workspace = workspaceWithFolders();
    workspace.clients.first().config.auth = createBearerAuth(Secret::plain(text));
    SystemFileSystem files;
    WorkspaceKeeping keeping(files, secrets());
    QSignalSpy kept(&keeping, &WorkspaceKeeping::kept);
    keeping.keep(workspace, folder());
    QTRY_COMPARE(kept, (QList<QVariantList>{{0}}));
    QCOMPARE(loadWorkspace(folder())->workspace.clients.first().config.auth->token, Secret::plain(text));
    QCOMPARE(m_secrets->writes, 0);
}

void tst_workspacekeeping::saysInAReadMeWhatItIs()
{
    SystemFileSystem files;
    WorkspaceKeeping keeping(files, secrets());
    QSignalSpy kept(&keeping, &WorkspaceKeeping::kept);
    keeping.keep(workspaceWithSecrets(), folder(), u"# Shop “1”\n"_s);
    QTRY_COMPARE(kept.size(), 1);
    QCOMPARE(bytesIn(folder() + u"/README.md"_s), QByteArray("# Shop “1”\n"));
    const auto loaded = loadWorkspace(folder());
    QVERIFY2(loaded && loaded->faults.isEmpty(), "it is no file of the workspace");
    for (const WorkspaceWarning &warning : std::as_const(loaded->warnings))
        QVERIFY(!warning.file.contains(u"README"_s));
}

void tst_workspacekeeping::failureLeavesNoWorkspace()
{
    FailingFileSystem files(Step::Create, 3, Failing::ForEver);
    WorkspaceKeeping keeping(files, secrets());
    QSignalSpy failed(&keeping, &WorkspaceKeeping::failed);
    QSignalSpy kept(&keeping, &WorkspaceKeeping::kept);
    keeping.keep(workspaceWithSecrets(), folder(), u"# Shop"_s);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(kept.size(), 0);
    QVERIFY(filesIn(folder()).isEmpty());
    QCOMPARE(m_secrets->writes, 0);
}

void tst_workspacekeeping::endsWithoutItsOwner()
{
    SystemFileSystem files;
    {
        WorkspaceKeeping keeping(files, secrets());
        keeping.keep(workspaceWithSecrets(), folder());
    }
    QCoreApplication::processEvents(); // what the worker has to tell is for nobody
    QVERIFY2(loadWorkspace(folder()), "what was begun is written");
}

QTEST_GUILESS_MAIN(tst_workspacekeeping)
#include "tst_workspacekeeping.moc"
