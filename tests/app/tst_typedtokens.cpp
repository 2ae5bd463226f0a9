// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/authmanager.h"
#include "auth/grantee.h"
#include "auth/memorysecretstore.h"
#include "auth/secretkey.h"
#include "base/virtualscheduler.h"
#include "client/apiclient.h"
#include "clientfileeditor.h"
#include "clientset.h"
#include "config/authfactories.h"
#include "support/latestore.h"
#include "support/workspacefolder.h"
#include "workspace/files/systemfilesystem.h"
#include "workspace/store/workspacestore.h"
#include "workspace/workspacewriter.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <utility>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

/// Knows where a trial has looked for what its typed token was traded for; may be locked once.
class KeyNotingStore final : public SecretStore
{
public:
    void read(const QString &key, ReadCallback done) override
    {
        if (key.contains(u":tried") || key.contains(u":new"))
            trialKey = key;
        if (std::exchange(isLocked, false))
            return done(Error(ErrorKind::Storage, ErrorDetail::KeychainLocked, key));
        m_store.read(key, std::move(done));
    }
    void write(const QString &key, const QString &value, DoneCallback done) override
    {
        if (std::exchange(isLate, false))
            late = std::move(done);
        else
            m_store.write(key, value, std::move(done));
    }
    void remove(const QString &key, DoneCallback done) override { m_store.remove(key, std::move(done)); }

    QString trialKey;
    bool isLocked = false; // when it is asked next
    bool isLate = false; // with its next answer
    DoneCallback late;

private:
    MemorySecretStore m_store;
};

} // namespace

/// A refresh token that is typed in the dialog is good once where the server rotates them: who tries it there before he
/// saves must not be left with one that is spent.
class tst_typedtokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void O10_tradedTokenIsSaved_data();
    void O10_tradedTokenIsSaved();
    void O10_anotherOneIsSavedAsTyped();
    void cancelledOneLeavesWhatWasThere();
    void J14_namesOfTrialsTellTheirRun_data();
    void J14_namesOfTrialsTellTheirRun();
    void signInWithOtherSettingsIsSavedWithThem();
    void trialOfAnEditThatFailsLaterIsForgotten();
    void K14_tokenOfTheFileMovesAsItIsByNow_data();
    void K14_tokenOfTheFileMovesAsItIsByNow();
    void O10_tradedTokenIsNotLostInALockedKeychain();
    void O10_signInIsNotLostInALockedKeychain();
    void K14_newerTokenIsNotLostInALockedKeychain();
    void J13_aNewClientWaitsForTheEditOfOneThatHasGone_data();
    void J13_aNewClientWaitsForTheEditOfOneThatHasGone();
    void J13_aClientThatCameBackKeepsItsSecrets();

private:
    [[nodiscard]] static ClientConfig shop(const QString &clientId = u"shop"_s)
    {
        ClientConfig config;
        config.name = u"Shop"_s;
        config.baseUrl = QUrl(u"https://api.example.com"_s);
        config.auth = createOauth2Auth(clientId, {}, QUrl(u"https://auth.example.com/token"_s));
        config.auth->refreshToken = Secret::keychain();
        return config;
    }
    [[nodiscard]] static ClientConfig shopWithSignIn()
    {
        ClientConfig config = shop();
        config.auth->refreshToken = {};
        config.auth->grantType = GrantType::AuthorizationCode;
        config.auth->authorizationUrl = QUrl(u"https://auth.example.com/authorize"_s);
        return config;
    }
    [[nodiscard]] QString secret(const QString &key)
    {
        QString text;
        m_secrets.read(key, [&text](const Result<QString> &read) { text = read ? *read : u"none"_s; });
        return text;
    }
    void keep(const QString &key, const QString &value)
    {
        m_secrets.write(key, value, [](const Result<void> &) {});
    }
    /// Its server has taken the typed token back for that one.
    void tryTyped(const QString &slug, const ClientConfig &config, const QString &typed, const QString &traded)
    {
        ClientConfig trial = config;
        trial.auth->refreshToken = Secret::plain(typed);
        m_secrets.trialKey.clear();
        m_editor->makeTrial(slug, trial)->authManager().prepare([](const Result<void> &) {});
        QVERIFY(!m_secrets.trialKey.isEmpty());
        keep(m_secrets.trialKey, traded + u" of-somebody"_s);
    }
    /// The keychain is locked when the edit looks for what was granted.
    void saveLocked(const ClientEdit &edit)
    {
        QSignalSpy failed(m_editor.get(), &ClientEditor::failed);
        QSignalSpy settled(m_editor.get(), &ClientEditor::settled);
        const auto before = m_editor->config(u"saved"_s);
        m_unlocked = 0;
        m_secrets.isLocked = true;
        QVERIFY(m_editor->update(u"saved"_s, edit));
        QCOMPARE(m_unlocked, 1);
        QCOMPARE(failed.size(), 1);
        QCOMPARE(failed.first().first().value<Error>().detail, ErrorDetail::KeychainLocked);
        QCOMPARE(settled, (QList<QVariantList>{{u"saved"_s, false}}));
        QCOMPARE(m_editor->config(u"saved"_s), before);
    }
    [[nodiscard]] static QString keyOf(const QString &slug)
    {
        return SecretKey::ofClient(u"w"_s, slug, u"auth.refresh_token"_s).text();
    }
    [[nodiscard]] static ClientEdit edit(const ClientConfig &config, const QString &typed)
    {
        return {config, {{u"auth.refresh_token"_s, typed}}};
    }

    QTemporaryDir m_folder;
    KeyNotingStore m_secrets;
    SystemFileSystem m_files;
    SeededRandom m_random{1};
    std::unique_ptr<VirtualScheduler> m_scheduler;
    std::unique_ptr<WorkspaceStore> m_store;
    std::unique_ptr<ClientSet> m_clients;
    std::unique_ptr<ClientFileEditor> m_editor;
    int m_unlocked = 0; // how often that was asked for
};

void tst_typedtokens::init()
{
    m_editor.reset();
    m_clients.reset();
    m_store.reset();
    Workspace workspace;
    workspace.name = u"Shop"_s;
    workspace.id = u"w"_s;
    workspace.clients = {WorkspaceClient{u"saved"_s, shop(), {}}};
    const QString folder = m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()));
    QVERIFY(saveWorkspace(workspace, folder));
    m_scheduler = std::make_unique<VirtualScheduler>();
    m_store = std::make_unique<WorkspaceStore>(m_files, *m_scheduler);
    m_store->open(folder);
    QTRY_VERIFY(m_store->isOpen());
    m_clients = std::make_unique<ClientSet>(m_store->workspace(), *m_scheduler, m_random,
                                            ClientSet::Secrets{m_secrets, nullptr, u"w"_s});
    m_unlocked = 0;
    m_editor = std::make_unique<ClientFileEditor>(ClientFileEditor::Parts{
        *m_store, *m_clients, m_secrets, u"w"_s, {}, {}, [this] { ++m_unlocked; }, [] { return u"run."_s; }});
    keep(keyOf(u"saved"_s), u"before"_s);
}

void tst_typedtokens::O10_tradedTokenIsSaved_data()
{
    QTest::addColumn<QString>("slug");
    QTest::newRow("O10 a new client") << QString();
    QTest::newRow("O10 one that is edited") << u"saved"_s;
}

void tst_typedtokens::O10_tradedTokenIsSaved()
{
    QFETCH(const QString, slug);
    ClientConfig config = shop();
    config.name = u"Billing"_s;
    tryTyped(slug, config, u"typed"_s, u"traded"_s);
    const QString trial = m_secrets.trialKey;
    QCOMPARE(secret(keyOf(u"saved"_s)), u"before"_s);
    QString saved = slug;
    if (slug.isEmpty()) {
        const auto created = m_editor->create(edit(config, u"typed"_s));
        QVERIFY(created);
        saved = *created;
    } else {
        QVERIFY(m_editor->update(slug, edit(config, u"typed"_s)));
    }
    QTRY_VERIFY(!m_editor->isWaiting(saved));
    QCOMPARE(secret(keyOf(saved)), u"traded"_s);
    m_editor->endTrials();
    QCOMPARE(secret(trial), u"none"_s);
}

/// What was granted to somebody else, or for another client of the server, is not taken.
void tst_typedtokens::O10_anotherOneIsSavedAsTyped()
{
    tryTyped(u"saved"_s, shop(), u"typed"_s, u"traded"_s);
    QVERIFY(m_editor->update(u"saved"_s, edit(shop(), u"other"_s)));
    QCOMPARE(secret(keyOf(u"saved"_s)), u"other"_s);
    QVERIFY(m_editor->update(u"saved"_s, edit(shop(u"other-shop"_s), u"typed"_s)));
    QCOMPARE(secret(keyOf(u"saved"_s)), u"typed"_s);
    QVERIFY(m_editor->update(u"saved"_s, edit(shop(), u"typed"_s)));
    QCOMPARE(secret(keyOf(u"saved"_s)), u"traded"_s);
}

void tst_typedtokens::cancelledOneLeavesWhatWasThere()
{
    tryTyped(u"saved"_s, shop(), u"typed"_s, u"traded"_s);
    const QString trial = m_secrets.trialKey;
    m_editor->endTrials();
    QCOMPARE(secret(trial), u"none"_s);
    QCOMPARE(secret(keyOf(u"saved"_s)), u"before"_s);
    QVERIFY(m_editor->update(u"saved"_s, edit(shop(), u"typed"_s)));
    QCOMPARE(secret(keyOf(u"saved"_s)), u"typed"_s);
}

/// Signed in for more scopes, and cancelled: the client is still signed in for those it had.
void tst_typedtokens::J14_namesOfTrialsTellTheirRun_data()
{
    QTest::addColumn<QString>("slug");
    QTest::addColumn<QString>("begin");
    QTest::newRow("a new client") << QString() << u"w/:new-run."_s;
    QTest::newRow("one that is edited") << u"saved"_s << u"w/:tried-run."_s;
}

void tst_typedtokens::J14_namesOfTrialsTellTheirRun()
{
    QFETCH(const QString, slug);
    QFETCH(const QString, begin);
    ClientConfig trial = slug.isEmpty() ? shopWithSignIn() : shop();
    if (!slug.isEmpty())
        trial.auth->refreshToken = Secret::plain(u"typed"_s);
    m_editor->makeTrial(slug, trial)->authManager().prepare([](const Result<void> &) {});
    QVERIFY2(m_secrets.trialKey.startsWith(begin), qPrintable(m_secrets.trialKey));
}

void tst_typedtokens::signInWithOtherSettingsIsSavedWithThem()
{
    ClientConfig config = shopWithSignIn();
    QVERIFY(m_editor->update(u"saved"_s, {config, {}}));
    keep(keyOf(u"saved"_s), u"before of-somebody"_s);
    m_secrets.trialKey.clear();
    m_editor->makeTrial(u"saved"_s, config)->authManager().prepare([](const Result<void> &) {});
    QVERIFY2(m_secrets.trialKey.isEmpty(), "the same settings have the same token");
    config.auth->scopes = {u"more"_s};
    const auto signIn = [&] {
        m_editor->makeTrial(u"saved"_s, config)->authManager().prepare([](const Result<void> &) {});
        QVERIFY(!m_secrets.trialKey.isEmpty());
        keep(m_secrets.trialKey, u"granted for-more"_s);
        QCOMPARE(secret(keyOf(u"saved"_s)), u"before of-somebody"_s);
    };
    signIn();
    m_editor->endTrials();
    QCOMPARE(secret(m_secrets.trialKey), u"none"_s);
    signIn();
    QVERIFY(m_editor->update(u"saved"_s, {config, {}}));
    QTRY_VERIFY(!m_editor->isWaiting(u"saved"_s));
    QCOMPARE(secret(keyOf(u"saved"_s)), u"granted for-more"_s);
    QCOMPARE(m_editor->config(u"saved"_s), config);
}

/// Its dialog was closed while the keychain was asking: nobody can save it again.
void tst_typedtokens::trialOfAnEditThatFailsLaterIsForgotten()
{
    tryTyped(u"saved"_s, shop(), u"typed"_s, u"traded"_s);
    const QString trial = m_secrets.trialKey;
    m_secrets.isLate = true;
    QVERIFY(m_editor->update(u"saved"_s, edit(shop(), u"typed"_s)));
    m_editor->endTrials();
    QVERIFY(m_secrets.late);
    QCOMPARE(secret(trial), u"traded of-somebody"_s);
    m_secrets.late(Error(ErrorKind::Storage, ErrorDetail::KeychainDenied, trial));
    QVERIFY(!m_editor->isWaiting(u"saved"_s));
    QCOMPARE(secret(trial), u"none"_s);
    QCOMPARE(secret(keyOf(u"saved"_s)), u"before"_s);
}

void tst_typedtokens::K14_tokenOfTheFileMovesAsItIsByNow_data()
{
    QTest::addColumn<bool>("isOurs");
    QTest::addColumn<QString>("saved");
    QTest::newRow("K14 traded since") << true << u"traded"_s;
    QTest::newRow("K14 traded for somebody else") << false << u"typed"_s;
}

/// Plain text in the file goes to the keychain with the next edit, where a new token may stand for it already.
void tst_typedtokens::K14_tokenOfTheFileMovesAsItIsByNow()
{
    QFETCH(const bool, isOurs);
    QFETCH(const QString, saved);
    ClientConfig plain = shop();
    plain.auth->refreshToken = Secret::plain(u"typed"_s);
    QVERIFY(m_editor->update(u"saved"_s, {plain, {}}));
    const QString fingerprint = isOurs ? granteeFingerprint(*plain.auth, u"typed"_s) : u"of-somebody"_s;
    keep(keyOf(u"saved"_s), u"traded "_s + fingerprint);
    ClientConfig moved = shop();
    moved.timeout = std::chrono::seconds(7);
    QVERIFY(m_editor->update(u"saved"_s, edit(moved, u"typed"_s)));
    QTRY_VERIFY(!m_editor->isWaiting(u"saved"_s));
    QCOMPARE(secret(keyOf(u"saved"_s)), saved);
}

/// The only token that is still good: whoever cannot read it must not save the spent one over it, or forget it.
void tst_typedtokens::O10_tradedTokenIsNotLostInALockedKeychain()
{
    tryTyped(u"saved"_s, shop(), u"typed"_s, u"traded"_s);
    const QString trial = m_secrets.trialKey;
    saveLocked(edit(shop(), u"typed"_s));
    QCOMPARE(secret(trial), u"traded of-somebody"_s);
    QCOMPARE(secret(keyOf(u"saved"_s)), u"before"_s);
    QVERIFY(m_editor->update(u"saved"_s, edit(shop(), u"typed"_s)));
    QCOMPARE(secret(keyOf(u"saved"_s)), u"traded"_s);
    QCOMPARE(secret(trial), u"none"_s);
}

/// Nothing was typed then: the keychain is asked for all the same.
void tst_typedtokens::O10_signInIsNotLostInALockedKeychain()
{
    QVERIFY(m_editor->update(u"saved"_s, {shopWithSignIn(), {}}));
    ClientConfig more = shopWithSignIn();
    more.auth->scopes = {u"more"_s};
    m_editor->makeTrial(u"saved"_s, more)->authManager().prepare([](const Result<void> &) {});
    const QString trial = m_secrets.trialKey;
    keep(trial, u"granted for-more"_s);
    saveLocked({more, {}});
    QCOMPARE(secret(trial), u"granted for-more"_s);
    QVERIFY(m_editor->update(u"saved"_s, {more, {}}));
    QCOMPARE(m_editor->config(u"saved"_s), more);
    QCOMPARE(secret(keyOf(u"saved"_s)), u"granted for-more"_s);
    QCOMPARE(secret(trial), u"none"_s);
}

void tst_typedtokens::K14_newerTokenIsNotLostInALockedKeychain()
{
    ClientConfig plain = shop();
    plain.auth->refreshToken = Secret::plain(u"typed"_s);
    QVERIFY(m_editor->update(u"saved"_s, {plain, {}}));
    const QString traded = u"traded "_s + granteeFingerprint(*plain.auth, u"typed"_s);
    keep(keyOf(u"saved"_s), traded);
    saveLocked(edit(shop(), u"typed"_s));
    QCOMPARE(secret(keyOf(u"saved"_s)), traded);
}

void tst_typedtokens::J13_aNewClientWaitsForTheEditOfOneThatHasGone_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("J13 without a token") << QString();
    QTest::newRow("J13 with one") << u"of the new one"_s;
}

/// The keychain still asks about an edit of the client that was deleted elsewhere.
void tst_typedtokens::J13_aNewClientWaitsForTheEditOfOneThatHasGone()
{
    QFETCH(const QString, typed);
    LateStore store;
    store.memory.write(keyOf(u"saved"_s), u"before"_s, [](const Result<void> &) {});
    ClientFileEditor editor(ClientFileEditor::Parts{*m_store, *m_clients, store, u"w"_s});
    QSignalSpy overtaken(&editor, &ClientEditor::overtaken);
    QSignalSpy settled(&editor, &ClientEditor::settled);
    QVERIFY(editor.update(u"saved"_s, edit(shop(), u"typed"_s)));
    QVERIFY(removeClient(m_store->workspace().clients.first(), m_store->folder()));
    m_store->lookAgain();
    QTRY_VERIFY(m_clients->clients().isEmpty());
    ClientConfig anew = shop();
    anew.name = u"saved"_s;
    const auto created = editor.create(typed.isEmpty() ? ClientEdit{anew, {}} : edit(anew, typed));
    QVERIFY(created);
    QCOMPARE(*created, u"saved"_s);
    while (!store.pending.isEmpty())
        store.answer(true);
    QCOMPARE(store.at(keyOf(u"saved"_s)), typed);
    QCOMPARE(editor.config(u"saved"_s), std::optional(anew));
    QCOMPARE(overtaken, (QList<QVariantList>{{u"saved"_s}}));
    QCOMPARE(settled, (QList<QVariantList>{{u"saved"_s, false}, {u"saved"_s, true}}));
    QVERIFY(!editor.isWaiting(u"saved"_s) && editor.waitingNames().isEmpty());
}

/// By a checkout, while the keychain still asks: what is saved then is no new client's.
void tst_typedtokens::J13_aClientThatCameBackKeepsItsSecrets()
{
    LateStore store;
    store.memory.write(keyOf(u"saved"_s), u"before"_s, [](const Result<void> &) {});
    ClientFileEditor editor(ClientFileEditor::Parts{*m_store, *m_clients, store, u"w"_s});
    const QString path = m_store->folder() + u"/clients/saved/client.json"_s;
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(editor.update(u"saved"_s, edit(shop(), u"typed"_s)));
    QVERIFY(removeClient(m_store->workspace().clients.first(), m_store->folder()));
    m_store->lookAgain();
    QTRY_VERIFY(m_clients->clients().isEmpty());
    QVERIFY(writeBytes(path, bytes));
    m_store->lookAgain();
    QTRY_COMPARE(m_clients->clients().size(), 1);
    ClientConfig later = *editor.config(u"saved"_s);
    later.timeout = std::chrono::seconds(7);
    QVERIFY(editor.update(u"saved"_s, ClientEdit{later, {}}));
    while (!store.pending.isEmpty())
        store.answer(true);
    QCOMPARE(store.at(keyOf(u"saved"_s)), u"before"_s);
    QCOMPARE(editor.config(u"saved"_s)->timeout, later.timeout);
}

QTEST_GUILESS_MAIN(tst_typedtokens)
#include "tst_typedtokens.moc"
