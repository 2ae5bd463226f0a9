// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/authmanager.h"
#include "auth/memorysecretstore.h"
#include "auth/secretkey.h"
#include "base/virtualscheduler.h"
#include "client/apiclient.h"
#include "clientfileeditor.h"
#include "clientset.h"
#include "config/authfactories.h"
#include "support/latestore.h"
#include "workspace/files/systemfilesystem.h"
#include "workspace/store/workspacestore.h"
#include "workspace/workspaceloader.h"
#include "workspace/workspacewriter.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// Knows under which key a trial has looked for its token; refuses to write where that is wanted.
class RecordingStore final : public SecretStore
{
public:
    explicit RecordingStore(SecretStore &store)
        : m_store(store)
    {
    }

    void read(const QString &key, ReadCallback done) override
    {
        if (key.contains(u":new") && key.endsWith(u"refresh_token"))
            trialKey = key;
        m_store.read(key, std::move(done));
    }
    void write(const QString &key, const QString &value, DoneCallback done) override
    {
        if (refuses)
            done(Error(ErrorKind::Storage, ErrorDetail::KeychainDenied, key));
        else
            m_store.write(key, value, std::move(done));
    }
    void remove(const QString &key, DoneCallback done) override { m_store.remove(key, std::move(done)); }

    QString trialKey;
    bool refuses = false;

private:
    SecretStore &m_store;
};

} // namespace

class tst_clientfileeditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void createsFileClientAndSecret();
    void aSignInBeforeItWasSavedIsTheClients();
    void aSignInOfACancelledDialogIsNobodys();
    void aSignInThatCannotBeKeptIsNotForgotten();
    void ADV_O8_updateKeepsBreakerAndTokens();
    void J11_renamedClientKeepsItsSecret();
    void duplicateHasANameOfItsOwn();
    void J13_deletedClientComesBackWithAllThatItHad();
    void J13_aNewClientLeavesADeletedOneItsSecret();
    void J13_secretsOfADeletedClientComeBackToNobodyElse();
    void changesAreTakenBackInTurn();
    void faultsChangeNothing();
    void K8_whatCannotBeSavedStaysToBeSaved();
    void livingClientsFollowTheDisk();
    void livingClientsFollowTheOrder();
    void J14_newSecretComesBeforeTheNewUrl();
    void J14_withoutItsSecretAChangeIsNotMade();
    void J14_withoutOneOfItsSecretsAChangeIsNotMade_data();
    void J14_withoutOneOfItsSecretsAChangeIsNotMade();
    void J14_newSecretsStayFromTheOldUrl();
    void laterEditsWaitInLine();
    void laterEditsGoWithTheOneBeforeThem();
    void K11_whatOthersChangedMeanwhileStays();
    void K11_requestsThatChangedMeanwhileStay();
    void K13_deletingLeavesWhatOthersPutThere();
    void unknownClientsAreRefused();
    void demoIsWrittenNowhere();

private:
    void open();
    static ClientConfig config(const QString &name)
    {
        ClientConfig config;
        config.name = name;
        config.baseUrl = QUrl(u"https://api.example.com"_s);
        config.circuitBreaker = CircuitBreakerConfig();
        config.rateLimit = RateLimitConfig();
        return config;
    }
    [[nodiscard]] QStringList slugsOnDisk() const
    {
        QStringList slugs;
        const auto loaded = loadWorkspace(m_folder->path());
        for (const WorkspaceClient &client : loaded->workspace.clients)
            slugs.append(client.slug);
        return slugs;
    }
    [[nodiscard]] bool isSaved() const { return m_store->unsavedFiles().isEmpty(); }
    [[nodiscard]] ClientConfig configOnDisk() const
    {
        return loadWorkspace(m_folder->path())->workspace.clients.first().config;
    }
    [[nodiscard]] QString secret(const QString &key)
    {
        QString text;
        m_secrets->read(key, [&text](const Result<QString> &read) { text = read ? *read : u"none"_s; });
        return text;
    }

    /// The client moves to another host, with another token.
    [[nodiscard]] static ClientEdit moved()
    {
        ClientConfig changed = config(u"orders"_s);
        changed.auth = createBearerAuth(Secret::keychain());
        changed.baseUrl = QUrl(u"https://other.example.com"_s);
        return {changed, {{u"auth.token"_s, u"sk-2"_s}}};
    }
    /// The same by a proxy with a password of its own: two secrets.
    [[nodiscard]] static ClientEdit movedBehindAProxy()
    {
        ClientEdit edit = moved();
        edit.config.proxy = ProxyConfig();
        edit.config.proxy->type = ProxyType::Http;
        edit.config.proxy->host = u"proxy.example.com"_s;
        edit.config.proxy->port = 3128;
        edit.config.proxy->password = Secret::keychain();
        edit.secrets.insert(u"proxy.password"_s, u"pw-2"_s);
        return edit;
    }
    [[nodiscard]] static QString tokenKey(const QString &slug)
    {
        return SecretKey::ofClient(u"w"_s, slug, u"auth.refresh_token"_s).text();
    }
    [[nodiscard]] static ClientConfig shopWithSignIn()
    {
        ClientConfig shop = config(u"Shop"_s);
        shop.auth = createOauth2Auth(u"shop"_s, Secret::keychain(), QUrl(u"https://auth.example.com/token"_s));
        shop.auth->clientSecret = Secret();
        shop.auth->refreshToken = Secret::keychain();
        return shop;
    }
    /// As the dialog of a new client does it.
    void signInWithATrial(ClientFileEditor &editor, RecordingStore &store, const QString &token)
    {
        store.trialKey.clear();
        editor.makeTrial({}, shopWithSignIn())->authManager().prepare([](const Result<void> &) {});
        QVERIFY(!store.trialKey.isEmpty());
        m_secrets->write(store.trialKey, token, [](const Result<void> &) {});
    }
    [[nodiscard]] std::unique_ptr<ClientFileEditor> editorOn(SecretStore &store)
    {
        return std::make_unique<ClientFileEditor>(ClientFileEditor::Parts{*m_store, *m_clients, store, u"w"_s});
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<VirtualScheduler> m_scheduler;
    SeededRandom m_random{1};
    std::unique_ptr<MemorySecretStore> m_secrets;
    SystemFileSystem m_files;
    std::unique_ptr<WorkspaceStore> m_store;
    std::unique_ptr<ClientSet> m_clients;
    std::unique_ptr<ClientFileEditor> m_editor;
};

void tst_clientfileeditor::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_secrets = std::make_unique<MemorySecretStore>();
    Workspace workspace;
    workspace.name = u"Shop"_s;
    workspace.id = u"w"_s;
    WorkspaceClient orders{u"orders"_s, config(u"orders"_s), {}};
    WorkspaceRequest list{u"list"_s, {}};
    list.config.name = u"List"_s;
    orders.requests = {list};
    workspace.clients = {orders};
    QVERIFY(saveWorkspace(workspace, m_folder->path()));
    open();
}

void tst_clientfileeditor::open()
{
    m_scheduler = std::make_unique<VirtualScheduler>();
    m_store = std::make_unique<WorkspaceStore>(m_files, *m_scheduler);
    m_store->open(m_folder->path());
    QTRY_VERIFY(m_store->isOpen());
    m_clients = std::make_unique<ClientSet>(m_store->workspace(), *m_scheduler, m_random,
                                            ClientSet::Secrets{*m_secrets, nullptr, u"w"_s});
    m_editor = editorOn(*m_secrets);
}

void tst_clientfileeditor::cleanup()
{
    m_editor.reset();
    m_clients.reset();
    m_store.reset();
    m_scheduler.reset();
}

void tst_clientfileeditor::createsFileClientAndSecret()
{
    QSignalSpy changed(m_editor.get(), &ClientEditor::changed);
    ClientConfig billing = config(u"Billing"_s);
    billing.auth = createBearerAuth(Secret::keychain());
    const auto id = m_editor->create({billing, {{u"auth.token"_s, u"sk-1"_s}}});
    QVERIFY(id);
    QCOMPARE(*id, u"billing"_s);
    QCOMPARE(changed.size(), 1);
    QTRY_VERIFY(isSaved());
    QCOMPARE(slugsOnDisk(), (QStringList{u"billing"_s, u"orders"_s}));
    QCOMPARE(m_clients->nodes().first().name, u"Billing"_s);
    QCOMPARE(m_clients->clients().first()->config(), billing);
    QCOMPARE(secret(u"w/billing/auth.token"_s), u"sk-1"_s);
    QFile file(m_folder->filePath(u"clients/billing/client.json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("sk-1"));
}

void tst_clientfileeditor::aSignInBeforeItWasSavedIsTheClients()
{
    RecordingStore store(*m_secrets);
    ClientSet clients(m_store->workspace(), *m_scheduler, m_random, ClientSet::Secrets{store, nullptr, u"w"_s});
    ClientFileEditor editor(ClientFileEditor::Parts{*m_store, clients, store, u"w"_s});
    ClientConfig shop = shopWithSignIn();
    signInWithATrial(editor, store, u"refresh-1 fingerprint"_s);
    QVERIFY(editor.create({shop, {{u"auth.client_secret"_s, u"cs-1"_s}}}));
    QCOMPARE(secret(tokenKey(u"shop"_s)), u"refresh-1 fingerprint"_s);
    QCOMPARE(secret(store.trialKey), u"none"_s);
    // What is typed was meant; and what has no sign-in takes none.
    signInWithATrial(editor, store, u"refresh-2 fingerprint"_s);
    shop.name = u"Typed"_s;
    QVERIFY(editor.create({shop, {{u"auth.refresh_token"_s, u"typed"_s}}}));
    QCOMPARE(secret(tokenKey(u"typed"_s)), u"typed"_s);
    QCOMPARE(secret(store.trialKey), u"none"_s);
    QVERIFY(editor.create({config(u"Billing"_s), {}}));
    QCOMPARE(secret(tokenKey(u"billing"_s)), u"none"_s);
}

/// Signed in as somebody and cancelled: the next new client with the same settings must not be that somebody.
void tst_clientfileeditor::aSignInOfACancelledDialogIsNobodys()
{
    RecordingStore store(*m_secrets);
    ClientSet clients(m_store->workspace(), *m_scheduler, m_random, ClientSet::Secrets{store, nullptr, u"w"_s});
    ClientFileEditor editor(ClientFileEditor::Parts{*m_store, clients, store, u"w"_s});
    signInWithATrial(editor, store, u"refresh-1 fingerprint"_s);
    const QString cancelled = store.trialKey;
    QVERIFY(m_editor->create({shopWithSignIn(), {{u"auth.client_secret"_s, u"cs-1"_s}}}));
    QCOMPARE(secret(tokenKey(u"shop"_s)), u"none"_s);
    editor.endTrials();
    QCOMPARE(secret(cancelled), u"none"_s);
    signInWithATrial(editor, store, u"refresh-2 fingerprint"_s);
    QVERIFY(store.trialKey != cancelled);
}

/// The only token there is stays until it is where it belongs.
void tst_clientfileeditor::aSignInThatCannotBeKeptIsNotForgotten()
{
    RecordingStore store(*m_secrets);
    ClientSet clients(m_store->workspace(), *m_scheduler, m_random, ClientSet::Secrets{store, nullptr, u"w"_s});
    ClientFileEditor editor(ClientFileEditor::Parts{*m_store, clients, store, u"w"_s});
    signInWithATrial(editor, store, u"refresh-1 fingerprint"_s);
    store.refuses = true;
    const QSignalSpy failed(&editor, &ClientFileEditor::failed);
    QVERIFY(editor.create({shopWithSignIn(), {}}));
    QCOMPARE(failed.size(), 1);
    QCOMPARE(secret(store.trialKey), u"refresh-1 fingerprint"_s);
}

void tst_clientfileeditor::ADV_O8_updateKeepsBreakerAndTokens()
{
    ApiClient *client = m_clients->clients().first();
    client->breaker()->isolate();
    ClientConfig changed = config(u"orders"_s);
    changed.circuitBreaker->failureThreshold = 9;
    changed.maxConnections = 7;
    QVERIFY(m_editor->update(u"orders"_s, {changed, {}}));
    QCOMPARE(m_clients->clients().first(), client);
    QCOMPARE(client->config(), changed);
    QVERIFY(client->snapshot().breaker->isolated);
    QTRY_VERIFY(isSaved());
    QCOMPARE(configOnDisk(), changed);
}

void tst_clientfileeditor::J11_renamedClientKeepsItsSecret()
{
    ClientConfig signedOne = config(u"orders"_s);
    signedOne.auth = createBearerAuth(Secret::keychain());
    QVERIFY(m_editor->update(u"orders"_s, {signedOne, {{u"auth.token"_s, u"sk-1"_s}}}));
    signedOne.name = u"Orders of today"_s;
    QVERIFY(m_editor->update(u"orders"_s, {signedOne, {}}));
    QCOMPARE(secret(u"w/orders/auth.token"_s), u"sk-1"_s);
    QTRY_VERIFY(isSaved());
    QCOMPARE(slugsOnDisk(), QStringList{u"orders"_s}); // the folder keeps its name
}

void tst_clientfileeditor::duplicateHasANameOfItsOwn()
{
    const auto copy = m_editor->duplicate(u"orders"_s);
    QVERIFY(copy);
    QCOMPARE(m_editor->config(*copy)->name, u"orders copy"_s);
    const auto second = m_editor->duplicate(u"orders"_s);
    QCOMPARE(m_editor->config(*second)->name, u"orders copy 2"_s);
    QCOMPARE(m_store->workspace().clients.size(), 3);
    QCOMPARE(m_clients->nodes().at(m_clients->indexOf(*copy)).requests.size(), 1);
}

void tst_clientfileeditor::J13_deletedClientComesBackWithAllThatItHad()
{
    QSignalSpy removing(m_editor.get(), &ClientEditor::removing);
    const Workspace before = m_store->workspace();
    m_secrets->write(u"w/orders/auth.token"_s, u"s3cret"_s, [](const Result<void> &) {});
    QVERIFY(m_editor->remove(u"orders"_s));
    QCOMPARE(removing, (QList<QVariantList>{{u"orders"_s}}));
    QTRY_VERIFY(isSaved());
    QVERIFY(slugsOnDisk().isEmpty());
    QVERIFY(m_clients->clients().isEmpty());
    m_store->undo();
    QCOMPARE(m_store->workspace(), before);
    QCOMPARE(secret(u"w/orders/auth.token"_s), u"s3cret"_s);
    QCOMPARE(m_clients->nodes().first().requests.size(), 1);
    QTRY_VERIFY(isSaved());
    QCOMPARE(loadWorkspace(m_folder->path())->workspace, before);
}

void tst_clientfileeditor::J13_aNewClientLeavesADeletedOneItsSecret()
{
    m_secrets->write(u"w/orders/auth.token"_s, u"s3cret"_s, [](const Result<void> &) {});
    QVERIFY(m_editor->remove(u"orders"_s));
    ClientConfig another = config(u"orders"_s);
    another.auth = createBearerAuth(Secret::keychain());
    const auto created = m_editor->create({another, {}});
    QVERIFY(created);
    QCOMPARE(*created, u"orders-2"_s);
    m_store->undo();
    m_store->undo();
    QVERIFY(m_editor->config(u"orders"_s));
    QCOMPARE(secret(u"w/orders/auth.token"_s), u"s3cret"_s);
}

// It may come back with them; who takes its name does not get them, also when nobody knows of it any more.
void tst_clientfileeditor::J13_secretsOfADeletedClientComeBackToNobodyElse()
{
    const QString key = u"w/orders/auth.token"_s;
    ClientConfig signedOne = config(u"orders"_s);
    signedOne.auth = createBearerAuth(Secret::keychain());
    QVERIFY(m_editor->update(u"orders"_s, {signedOne, {{u"auth.token"_s, u"sk-1"_s}}}));
    QVERIFY(m_editor->remove(u"orders"_s));
    m_store->undo();
    QCOMPARE(m_editor->config(u"orders"_s), std::optional(signedOne));
    QCOMPARE(secret(key), u"sk-1"_s);
    QVERIFY(m_editor->remove(u"orders"_s));
    QCOMPARE(*m_editor->create({signedOne, {}}), u"orders-2"_s);
    QCOMPARE(secret(u"w/orders-2/auth.token"_s), u"none"_s);
    QTRY_VERIFY(isSaved());
    cleanup();
    open();
    QCOMPARE(secret(key), u"sk-1"_s); // still there
    QCOMPARE(*m_editor->create({signedOne, {}}), u"orders"_s);
    QCOMPARE(secret(key), u"none"_s);
}

void tst_clientfileeditor::changesAreTakenBackInTurn()
{
    const Workspace before = m_store->workspace();
    ClientConfig changed = config(u"orders"_s);
    changed.maxRedirects = 3;
    QVERIFY(m_editor->update(u"orders"_s, {changed, {}}));
    QVERIFY(m_editor->create({config(u"billing"_s), {}}));
    m_store->undo();
    QVERIFY(!m_editor->config(u"billing"_s));
    m_store->undo();
    QCOMPARE(m_store->workspace(), before);
    QCOMPARE(m_clients->clients().first()->config().maxRedirects, 10);
    m_store->redo();
    QCOMPARE(m_clients->clients().first()->config().maxRedirects, 3);
}

void tst_clientfileeditor::faultsChangeNothing()
{
    ClientConfig invalid = config(u"orders"_s);
    invalid.maxRedirects = -1;
    const auto updated = m_editor->update(u"orders"_s, {invalid, {}});
    QVERIFY(!updated);
    QCOMPARE(updated.error().kind, ErrorKind::ConfigInvalid);
    const auto withSecret = m_editor->update(u"orders"_s, {invalid, {{u"auth.token"_s, u"sk-1"_s}}});
    QVERIFY(!withSecret);
    QCOMPARE(secret(u"w/orders/auth.token"_s), u"none"_s);
    QVERIFY(!m_editor->create({invalid, {}}));
    QCOMPARE(m_clients->clients().size(), 1);
    QCOMPARE(m_clients->clients().first()->config().maxRedirects, 10);
    QVERIFY(!m_store->undoTitle());
}

void tst_clientfileeditor::K8_whatCannotBeSavedStaysToBeSaved()
{
    QSignalSpy failed(m_store.get(), &WorkspaceStore::saveFailed);
    const QString blocked = m_folder->filePath(u"clients/billing"_s);
    QFile inTheWay(blocked); // a file where the folder is to come
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    inTheWay.close();
    QVERIFY(m_editor->create({config(u"billing"_s), {}}));
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(m_editor->config(u"billing"_s) && !m_editor->isStored(u"billing"_s));
    QVERIFY(inTheWay.remove());
    QSignalSpy stored(m_editor.get(), &ClientEditor::stored);
    m_store->saveAgain();
    QTRY_VERIFY(isSaved() && !stored.isEmpty() && m_editor->isStored(u"billing"_s));
    QCOMPARE(slugsOnDisk(), (QStringList{u"billing"_s, u"orders"_s}));
}

void tst_clientfileeditor::livingClientsFollowTheDisk()
{
    ApiClient *client = m_clients->clients().first();
    client->breaker()->isolate();
    WorkspaceClient elsewhere = m_store->workspace().clients.first();
    elsewhere.config.maxConnections = 7;
    elsewhere.requests.first().config.name = u"List all"_s;
    QVERIFY(saveClient(elsewhere, m_folder->path()));
    m_store->lookAgain();
    QTRY_COMPARE(client->config().maxConnections, 7);
    QCOMPARE(m_clients->clients().first(), client);
    QVERIFY(client->snapshot().breaker->isolated);
    QCOMPARE(m_clients->nodes().first().requests.first().name, u"List all"_s);
    QSignalSpy removing(m_editor.get(), &ClientEditor::removing);
    QVERIFY(removeClient(elsewhere, m_folder->path()));
    m_store->lookAgain();
    QTRY_COMPARE(removing.size(), 1);
    QVERIFY(m_clients->clients().isEmpty());
}

void tst_clientfileeditor::livingClientsFollowTheOrder()
{
    QVERIFY(m_editor->create({config(u"billing"_s), {}}));
    const ApiClient *billing = m_clients->clients().first();
    QVERIFY(m_store->move({WorkspacePlace::Kind::Client, u"billing"_s}, {WorkspacePlace::Kind::Workspace}, 1));
    QCOMPARE(m_clients->nodes().last().id, u"billing"_s);
    QCOMPARE(m_clients->clients().last(), billing);
}

// The old token must not go to the new host while the keychain is asking.
void tst_clientfileeditor::J14_newSecretComesBeforeTheNewUrl()
{
    LateStore store;
    const auto editor = editorOn(store);
    QSignalSpy changed(editor.get(), &ClientEditor::changed);
    QVERIFY(editor->update(u"orders"_s, moved()));
    const ApiClient *client = m_clients->clients().first();
    QCOMPARE(client->config(), config(u"orders"_s));
    QCOMPARE(changed.size(), 0);
    store.answer(true);
    QCOMPARE(client->config(), moved().config);
    QCOMPARE(editor->config(u"orders"_s), std::optional(moved().config));
    QCOMPARE(changed.size(), 1);
    m_store->undo();
    QCOMPARE(client->config(), config(u"orders"_s));
}

void tst_clientfileeditor::J14_withoutItsSecretAChangeIsNotMade()
{
    LateStore store;
    const auto editor = editorOn(store);
    QSignalSpy failed(editor.get(), &ClientEditor::failed);
    QVERIFY(editor->update(u"orders"_s, moved()));
    store.answer(false);
    QCOMPARE(failed.size(), 1);
    QCOMPARE(m_clients->clients().first()->config(), config(u"orders"_s));
    QCOMPARE(editor->config(u"orders"_s), std::optional(config(u"orders"_s)));
    QCOMPARE(configOnDisk(), config(u"orders"_s));
    QVERIFY(!m_store->undoTitle());
}

void tst_clientfileeditor::J14_withoutOneOfItsSecretsAChangeIsNotMade_data()
{
    QTest::addColumn<QString>("before"); // the token that was kept
    QTest::newRow("it had one") << u"sk-1"_s;
    QTest::newRow("it had none") << QString();
}

void tst_clientfileeditor::J14_withoutOneOfItsSecretsAChangeIsNotMade()
{
    QFETCH(const QString, before);
    LateStore store;
    const auto editor = editorOn(store);
    if (!before.isEmpty())
        store.memory.write(u"w/orders/auth.token"_s, before, [](const Result<void> &) {});
    QSignalSpy failed(editor.get(), &ClientEditor::failed);
    QVERIFY(editor->update(u"orders"_s, movedBehindAProxy()));
    store.answer(true);
    QCOMPARE(store.at(u"w/orders/auth.token"_s), u"sk-2"_s);
    QVERIFY(failed.isEmpty());
    store.answer(false);
    store.answer(true); // the old one comes back
    QCOMPARE(failed.size(), 1);
    QCOMPARE(store.at(u"w/orders/auth.token"_s), before);
    QCOMPARE(store.at(u"w/orders/proxy.password"_s), QString());
    QCOMPARE(m_clients->clients().first()->config(), config(u"orders"_s));
    QVERIFY(!m_store->undoTitle());
}

// The other way round.
void tst_clientfileeditor::J14_newSecretsStayFromTheOldUrl()
{
    LateStore store;
    ClientConfig before = config(u"orders"_s);
    before.auth = createBearerAuth(Secret::keychain());
    store.memory.write(u"w/orders/auth.token"_s, u"sk-1"_s, [](const Result<void> &) {});
    m_editor.reset();
    m_clients = std::make_unique<ClientSet>(m_store->workspace(), *m_scheduler, m_random,
                                            ClientSet::Secrets{store, nullptr, u"w"_s});
    const auto editor = editorOn(store);
    QVERIFY(editor->update(u"orders"_s, {before, {}}));
    AuthManager &auth = m_clients->clients().first()->authManager();
    QVERIFY(editor->update(u"orders"_s, movedBehindAProxy()));
    store.answer(true);
    QCOMPARE(&m_clients->clients().first()->authManager(), &auth); // with the secret that it has looked up
    Request request; // the first one of this client
    auth.prepare([](const Result<void> &) {});
    QVERIFY(auth.apply(request));
    QCOMPARE(request.headers.value("Authorization").value_or(QByteArray()), QByteArray("Bearer sk-1"));
    store.answer(true);
    QCOMPARE(m_clients->clients().first()->config(), movedBehindAProxy().config);
    m_clients.reset(); // before its store
}

void tst_clientfileeditor::laterEditsWaitInLine()
{
    LateStore store;
    const auto editor = editorOn(store);
    QSignalSpy settled(editor.get(), &ClientEditor::settled);
    QVERIFY(editor->update(u"orders"_s, moved()));
    QVERIFY(editor->isWaiting(u"orders"_s));
    QCOMPARE(editor->waitingNames(), QStringList{u"orders"_s});
    QCOMPARE(editor->config(u"orders"_s), std::optional(moved().config)); // what is edited next
    ClientConfig later = moved().config;
    later.maxConnections = 7;
    QVERIFY(editor->update(u"orders"_s, {later, {}}));
    QCOMPARE(m_clients->clients().first()->config(), config(u"orders"_s));
    store.answer(true);
    QCOMPARE(m_clients->clients().first()->config(), later);
    QCOMPARE(settled, (QList<QVariantList>{{u"orders"_s, true}}));
    QVERIFY(!editor->isWaiting(u"orders"_s) && editor->waitingNames().isEmpty());
    m_store->undo();
    QCOMPARE(m_clients->clients().first()->config(), moved().config);
}

void tst_clientfileeditor::laterEditsGoWithTheOneBeforeThem()
{
    LateStore store;
    const auto editor = editorOn(store);
    QSignalSpy settled(editor.get(), &ClientEditor::settled);
    QVERIFY(editor->update(u"orders"_s, moved()));
    ClientConfig later = moved().config;
    later.maxConnections = 7;
    QVERIFY(editor->update(u"orders"_s, {later, {}}));
    store.answer(false);
    QCOMPARE(settled, (QList<QVariantList>{{u"orders"_s, false}}));
    QCOMPARE(m_clients->clients().first()->config(), config(u"orders"_s));
    QCOMPARE(editor->config(u"orders"_s), std::optional(config(u"orders"_s)));
}

void tst_clientfileeditor::K11_whatOthersChangedMeanwhileStays()
{
    LateStore store;
    const auto editor = editorOn(store);
    QSignalSpy overtaken(editor.get(), &ClientEditor::overtaken);
    QSignalSpy failed(editor.get(), &ClientEditor::failed);
    QVERIFY(editor->update(u"orders"_s, moved()));
    ClientConfig theirs = config(u"orders"_s);
    theirs.maxConnections = 7;
    QVERIFY(m_store->change({WorkspacePlace::Kind::Client, u"orders"_s}, theirs));
    store.answer(true);
    QCOMPARE(overtaken, (QList<QVariantList>{{u"orders"_s}}));
    QVERIFY(failed.isEmpty());
    QCOMPARE(m_clients->clients().first()->config(), theirs);
    QCOMPARE(store.at(u"w/orders/auth.token"_s), QString());
}

void tst_clientfileeditor::K11_requestsThatChangedMeanwhileStay()
{
    WorkspaceClient elsewhere = m_store->workspace().clients.first();
    elsewhere.requests.first().config.path = u"/edited/elsewhere"_s;
    QVERIFY(saveClient(elsewhere, m_folder->path()));
    ClientConfig changed = config(u"orders"_s);
    changed.maxConnections = 7;
    QVERIFY(m_editor->update(u"orders"_s, {changed, {}}));
    QTRY_VERIFY(isSaved());
    const auto loaded = loadWorkspace(m_folder->path());
    QCOMPARE(loaded->workspace.clients.first().config, changed);
    QCOMPARE(loaded->workspace.clients.first().requests.first().config.path, u"/edited/elsewhere"_s);
}

void tst_clientfileeditor::K13_deletingLeavesWhatOthersPutThere()
{
    const QString path = m_folder->filePath(u"clients/orders/requests/newer.json"_s);
    QFile newer(path);
    QVERIFY(newer.open(QIODevice::WriteOnly) && newer.write("{\"format\": 99}") > 0);
    newer.close();
    QVERIFY(m_editor->remove(u"orders"_s));
    QTRY_VERIFY(isSaved());
    QVERIFY(QFile::exists(path));
    QVERIFY(!QFile::exists(m_folder->filePath(u"clients/orders/client.json"_s)));
    QVERIFY(!QFile::exists(m_folder->filePath(u"clients/orders/requests/list.json"_s)));
    m_store->undo();
    QTRY_VERIFY(isSaved());
    QVERIFY(QFile::exists(path));
    QCOMPARE(loadWorkspace(m_folder->path())->workspace.clients.first().requests.size(), 1);
}

void tst_clientfileeditor::unknownClientsAreRefused()
{
    QVERIFY(!m_editor->config(u"nobody"_s));
    QVERIFY(!m_editor->update(u"nobody"_s, {config(u"x"_s), {}}));
    QVERIFY(!m_editor->duplicate(u"nobody"_s));
    QVERIFY(!m_editor->remove(u"nobody"_s));
}

void tst_clientfileeditor::demoIsWrittenNowhere()
{
    WorkspaceStore store(m_files, *m_scheduler);
    QVERIFY(store.openInMemory(m_store->workspace()));
    ClientFileEditor demo(ClientFileEditor::Parts{store, *m_clients, *m_secrets, u"w"_s});
    QVERIFY(demo.create({config(u"billing"_s), {}}));
    QVERIFY(!demo.isKept() && m_editor->isKept());
    QCOMPARE(m_clients->clients().size(), 2);
    QCOMPARE(slugsOnDisk(), QStringList{u"orders"_s});
    const auto trial = demo.makeTrial({}, config(u"trial"_s));
    QCOMPARE(trial->config().name, u"trial"_s);
    QCOMPARE(m_clients->clients().size(), 2);
}

QTEST_MAIN(tst_clientfileeditor)
#include "tst_clientfileeditor.moc"
