// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/clientdrafts.h"

#include "auth/secretstorestatus.h"
#include "base/virtualscheduler.h"
#include "client/apiclient.h"
#include "clients/clienteditor.h"
#include "clients/dialog/clientcommands.h"
#include "clients/dialog/clientdialog.h"
#include "clients/dialog/dialogfooter.h"
#include "clients/dialog/fieldrow.h"
#include "clients/dialog/secretinput.h"
#include "common/theme.h"
#include "config/authfactories.h"
#include "dialoghands.h"
#include "secrets/secretclipboard.h"
#include "support/draftfolders.h"
#include "support/failingfilesystem.h"
#include "support/lockedstore.h"
#include "workspace/conflictdialog.h"
#include "workspace/files/systemfilesystem.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Step = FailingFileSystem::Step;
using Failing = FailingFileSystem::Failing;

namespace {

/// Saves at once, or where it asks the keychain, when that answers.
class PlainEditor final : public ClientEditor
{
public:
    [[nodiscard]] std::optional<ClientConfig> config(const QString &clientId) const override
    {
        if (waiting)
            return waiting->config;
        return clients.contains(clientId) ? std::optional(clients.value(clientId)) : std::nullopt;
    }
    [[nodiscard]] bool isKept() const override { return true; }
    [[nodiscard]] bool isStored(const QString &) const override { return !isDiskFull; }
    void emptyDisk()
    {
        isDiskFull = false;
        Q_EMIT stored();
    }
    Result<QString> create(const ClientEdit &edit) override
    {
        clients.insert(edit.config.name, edit.config);
        return edit.config.name;
    }
    Result<void> update(const QString &clientId, const ClientEdit &edit) override
    {
        waiting = edit;
        if (!asksKeychain)
            answer(clientId, true);
        return {};
    }
    [[nodiscard]] bool isWaiting(const QString &) const override { return waiting.has_value(); }
    void answer(const QString &clientId, bool isGranted)
    {
        const ClientEdit edit = *std::exchange(waiting, std::nullopt);
        if (isGranted) {
            clients.insert(clientId, edit.config);
            secrets = edit.secrets;
        }
        if (asksKeychain)
            Q_EMIT settled(clientId, isGranted);
    }
    Result<QString> duplicate(const QString &clientId) override { return clientId; }
    Result<void> remove(const QString &) override { return {}; }
    std::shared_ptr<ApiClient> makeTrial(const QString &, const ClientConfig &) override { return {}; }
    void endTrials() override { }

    QMap<QString, ClientConfig> clients;
    QHash<QString, QString> secrets; ///< saved with the last edit
    std::optional<ClientEdit> waiting;
    bool isDiskFull = false;
    bool asksKeychain = false;
};

/// A program with its commands for clients, up to its end.
struct Run
{
    Run(const Theme &theme, PlainEditor &editor, FileSystem &files, const QString &folder)
        : commands(new ClientCommands(theme, editor, {}, &window))
        , drafts(folder, files, scheduler, editor)
        , offered(&drafts, &ClientDrafts::offered)
        , settled(&drafts, &ClientDrafts::settled)
        , failed(&drafts, &ClientDrafts::failed)
        , means{theme, scheduler, store, status, clipboard}
    {
        status.setState(SecretStoreState::Unlocked);
        commands->setSecrets(means, [](const QString &clientId) { return SecretKey::ofClient(u"w"_s, clientId); });
        commands->setDrafts(drafts);
        window.show();
    }
    /// The dialog of a client, or of a new one.
    ClientDialog &open(const QString &clientId)
    {
        if (clientId.isEmpty())
            commands->createClient();
        else
            commands->editClient(clientId);
        return *commands->dialog();
    }
    /// What the dialog says in its last line.
    [[nodiscard]] QStringList messages() const
    {
        QStringList texts;
        for (const QLabel *label : commands->dialog()->footer()->findChildren<QLabel *>())
            texts.append(label->text());
        return texts;
    }

    VirtualScheduler scheduler;
    LockedStore store;
    SecretStoreStatus status;
    SecretClipboard clipboard{scheduler};
    QWidget window;
    ClientCommands *commands;
    ClientDrafts drafts;
    QSignalSpy offered;
    QSignalSpy settled;
    QSignalSpy failed;
    SecretMeans means;
};

constexpr auto restored = "Your edits that were not saved are here again."_L1;

} // namespace

class tst_clientdrafts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void init();
    void editsComeBackAfterACrash();
    void undoTakesThemAway();
    void whatIsClosedIsNotKept_data();
    void whatIsClosedIsNotKept();
    void aNewClientComesBack();
    void J_typedSecretsAreAskedForAgain();
    void J_typedHeadersAreToldToBeMissing();
    void J_textsThatMayBeSecretAreDroppedAndTold();
    void K11_newerFilesAreAskedAbout_data();
    void K11_newerFilesAreAskedAbout();
    void whatIsSavedMeanwhileIsNotOffered();
    void ofADeletedClientNothingIsOffered();
    void K8_draftsThatCannotBeKeptAreTold();
    void K8_whatIsNotOnTheDiskOutlivesACrash();
    void K8_unlessItIsDiscarded();
    void K8_eachNewClientOutlivesACrash();
    void K8_editsOfWhatIsNotOnTheDiskOutliveACrash_data();
    void K8_editsOfWhatIsNotOnTheDiskOutliveACrash();
    void K8_editsGoOnWhenItIsOnTheDisk();
    void K8_whatCameBackIsSavedOrKept_data();
    void K8_whatCameBackIsSavedOrKept();
    void whatIsNotOnTheDiskIsNotSaidToBeSaved();
    void whatWaitsBehindAClosedDialogIsSettled_data();
    void whatWaitsBehindAClosedDialogIsSettled();
    void whatWasRefusedTogetherComesBackAsOne();

private:
    [[nodiscard]] std::unique_ptr<Run> start(const QString &folder)
    {
        return std::make_unique<Run>(m_theme, m_editor, m_files, folder);
    }
    [[nodiscard]] QString living() const { return m_folders->living(); }
    [[nodiscard]] QString killed(Run &run) { return m_folders->killed(run.scheduler); }
    /// The same when all is written, also over what was written before.
    [[nodiscard]] QString ended(std::unique_ptr<Run> &run)
    {
        run->scheduler.advance(1s);
        run.reset();
        return m_folders->copied(living());
    }
    /// The next run, when it has looked.
    [[nodiscard]] std::unique_ptr<Run> next(const QString &left, const QString &text)
    {
        auto run = start(left);
        [&] { QTRY_COMPARE(run->offered.size(), 1); }();
        [&] { QCOMPARE(run->offered.value(0).value(0).toString(), text); }();
        return run;
    }

    Theme m_theme{Theme::Mode::Light};
    SystemFileSystem m_files;
    PlainEditor m_editor;
    std::unique_ptr<DraftFolders> m_folders;
};

void tst_clientdrafts::init()
{
    m_folders = std::make_unique<DraftFolders>();
    ClientConfig config;
    config.name = u"orders-api"_s;
    config.baseUrl = QUrl(u"https://api.example.com"_s);
    m_editor.clients = {{u"orders"_s, config}};
    m_editor.waiting.reset();
    m_editor.isDiskFull = false;
    m_editor.asksKeychain = false;
}

namespace {

const auto ofOrders = u"Edits of the client “orders-api” were not saved. “Edit client…” has them again."_s;

} // namespace

void tst_clientdrafts::editsComeBackAfterACrash()
{
    const auto run = start(living());
    ConfigDraft &draft = run->open(u"orders"_s).draft();
    draft.setValue(u"max_redirects"_s, JsonValue::ofInteger(3));
    draft.setValue(u"timeout"_s, JsonValue::ofText(u"soon"_s)); // right or wrong
    QString left = killed(*run);
    for (int i = 0; i < 2; ++i) { // what came back outlives the next crash too
        const auto later = next(left, ofOrders);
        QVERIFY(later->settled.isEmpty());
        const ClientDialog &dialog = later->open(u"orders"_s);
        QCOMPARE(later->settled, later->offered); // it is no news any more
        QCOMPARE(later->messages().count(restored), 1);
        ConfigDraft &again = later->commands->dialog()->draft();
        QVERIFY(again.isModified());
        QCOMPARE(again.value(u"max_redirects"_s).integer(), 3);
        QCOMPARE(again.value(u"timeout"_s).text, u"soon"_s);
        QVERIFY(!dialog.footer()->saveButton()->isEnabled());
        again.clear(u"timeout"_s);
        QVERIFY(dialog.footer()->saveButton()->isEnabled());
        again.setValue(u"timeout"_s, JsonValue::ofText(u"soon"_s));
    }
}

void tst_clientdrafts::undoTakesThemAway()
{
    const auto run = start(living());
    run->open(u"orders"_s).draft().setValue(u"max_redirects"_s, JsonValue::ofInteger(3));
    const QString left = killed(*run);
    const auto later = next(left, ofOrders);
    ClientDialog &dialog = later->open(u"orders"_s);
    QCOMPARE(draftFilesIn(left).size(), 1);
    DialogHands(dialog).press(u"Undo"_s);
    QVERIFY(!dialog.draft().isModified());
    QCOMPARE(later->messages().count(restored), 0);
    QTRY_COMPARE(draftFilesIn(left).size(), 0);
    QTest::keyClick(&dialog, Qt::Key_Escape); // without a question
    QTRY_VERIFY(!later->commands->dialog());
    QVERIFY(!later->open(u"orders"_s).draft().isModified());
}

void tst_clientdrafts::whatIsClosedIsNotKept_data()
{
    QTest::addColumn<QStringList>("buttons");
    QTest::newRow("saved") << QStringList{u"Save"_s};
    QTest::newRow("discarded") << QStringList{u"Cancel"_s, u"Discard"_s};
}

void tst_clientdrafts::whatIsClosedIsNotKept()
{
    QFETCH(const QStringList, buttons);
    const auto run = start(living());
    ClientDialog &dialog = run->open(u"orders"_s);
    dialog.draft().setValue(u"max_redirects"_s, JsonValue::ofInteger(3));
    run->scheduler.advance(1s);
    QTRY_COMPARE(draftFilesIn(living()).size(), 1);
    dialog.draft().setValue(u"max_redirects"_s, JsonValue::ofInteger(4)); // and is not written yet
    for (const QString &button : buttons)
        DialogHands(dialog).press(button);
    QTRY_VERIFY(!run->commands->dialog());
    run->scheduler.advance(1s);
    QTRY_COMPARE(draftFilesIn(living()).size(), 0);
    QVERIFY(run->failed.isEmpty());
}

void tst_clientdrafts::aNewClientComesBack()
{
    const auto run = start(living());
    run->open({}).draft().setValue(u"name"_s, JsonValue::ofText(u"stock"_s));
    const auto later = next(killed(*run), u"A new client was not saved. “New client…” has what you wrote again."_s);
    QVERIFY(!later->open(u"orders"_s).draft().isModified());
    later->commands->dialog()->reject();
    QTRY_VERIFY(!later->commands->dialog());
    QCOMPARE(later->open({}).draft().value(u"name"_s).text, u"stock"_s);
    QCOMPARE(later->messages().count(restored), 1);
}

void tst_clientdrafts::J_typedSecretsAreAskedForAgain()
{
    m_editor.clients[u"orders"_s].auth = createBearerAuth(Secret::plain(u"CANARY-of-the-file"_s));
    const auto run = start(living());
    ClientDialog &dialog = run->open(u"orders"_s);
    dialog.draft().setValue(u"max_redirects"_s, JsonValue::ofInteger(3));
    dialog.showPage(ClientDialog::Page::Auth);
    DialogHands(dialog).typeSecret(u"auth.token"_s, u"Keychain"_s, u"CANARY-typed"_s);
    QCOMPARE(dialog.draft().secretsToStore().value(u"auth.token"_s), u"CANARY-typed"_s);
    const QString left = killed(*run);
    const QMap<QString, QByteArray> files = filesIn(left);
    for (const QByteArray &content : files)
        QVERIFY2(!content.contains("CANARY"), content.constData());
    const auto later = next(left, ofOrders);
    ClientDialog &again = later->open(u"orders"_s);
    again.showPage(ClientDialog::Page::Auth);
    QCOMPARE(later->messages().filter(u"without the secrets: type those again"_s).size(), 1);
    QCOMPARE(again.draft().secretsToStore().value(u"auth.token"_s), QString());
    const QLineEdit *line = again.row(u"auth.token"_s)->findChild<SecretInput *>()->line();
    QCOMPARE(line->placeholderText(), u"not kept; type it again"_s);
    QCOMPARE(DialogHands(again).note(u"auth.token"_s),
             u"It was typed before the program ended, and not kept: type it again."_s);
    DialogHands(again).typeSecret(u"auth.token"_s, u"Keychain"_s, u"CANARY-again"_s);
    QVERIFY(!DialogHands(again).note(u"auth.token"_s).contains(u"again"_s));
    DialogHands(again).press(u"Save"_s);
    QCOMPARE(m_editor.secrets.value(u"auth.token"_s), u"CANARY-again"_s);
}

void tst_clientdrafts::J_typedHeadersAreToldToBeMissing()
{
    m_editor.clients[u"orders"_s].defaultHeaders = {{u"Cookie"_s, u"a=CANARY-of-the-file"_s}};
    const auto run = start(living());
    JsonValue headers = JsonValue::object();
    headers.append(u"Cookie"_s, JsonValue::ofText(u"a=CANARY-of-the-file"_s));
    headers.append(u"X-Api-Key"_s, JsonValue::ofText(u"CANARY-typed"_s));
    run->open(u"orders"_s).draft().setValue(u"default_headers"_s, headers);
    const QString left = killed(*run);
    for (const QByteArray &content : filesIn(left).values())
        QVERIFY2(!content.contains("CANARY"), content.constData());
    const auto later = next(left, ofOrders);
    ConfigDraft &draft = later->open(u"orders"_s).draft();
    QCOMPARE(later->messages().filter(u"without the secrets: type those again"_s).size(), 1);
    QCOMPARE(draft.value(u"default_headers"_s).find(u"Cookie")->text, u"a=CANARY-of-the-file"_s);
    QCOMPARE(draft.value(u"default_headers"_s).find(u"X-Api-Key")->text, QString());
}

void tst_clientdrafts::J_textsThatMayBeSecretAreDroppedAndTold()
{
    m_editor.clients[u"orders"_s].auth = createBearerAuth(Secret::keychain());
    const auto run = start(living());
    ConfigDraft &draft = run->open(u"orders"_s).draft();
    draft.setValue(u"auth.token_prefix"_s, JsonValue::ofText(u"CANARY-prefix"_s));
    draft.setValue(u"base_url"_s, JsonValue::ofText(u"https://ann:CANARY/word@api.example.com"_s));
    draft.setValue(u"name"_s, JsonValue::ofText(u"orders of CANARY-typed"_s));
    draft.setSecret(u"auth.token"_s, u"CANARY-typed"_s);
    const QString left = killed(*run);
    for (const QByteArray &content : filesIn(left).values())
        QVERIFY2(!content.contains("CANARY"), content.constData());
    const auto later = next(left, ofOrders);
    const ClientDialog &dialog = later->open(u"orders"_s);
    QCOMPARE(later->messages().filter(u"What may hold a secret was not kept either: Name, Base URL, Prefix."_s).size(),
             1);
    QVERIFY(!dialog.footer()->saveButton()->isEnabled()); // the URL is asked for
}

void tst_clientdrafts::K11_newerFilesAreAskedAbout_data()
{
    QTest::addColumn<bool>("isNewer");
    QTest::newRow("as it was") << false;
    QTest::newRow("newer") << true;
}

void tst_clientdrafts::K11_newerFilesAreAskedAbout()
{
    QFETCH(const bool, isNewer);
    const auto run = start(living());
    run->open(u"orders"_s).draft().setValue(u"max_redirects"_s, JsonValue::ofInteger(3));
    const QString left = killed(*run);
    if (isNewer)
        m_editor.clients[u"orders"_s].maxConnections = 7;
    const auto later = next(left, ofOrders);
    const QPointer<ClientDialog> dialog = &later->open(u"orders"_s);
    DialogHands(*dialog).press(u"Save"_s);
    const auto *question = dialog->findChild<ConflictDialog *>();
    QCOMPARE(question != nullptr, isNewer);
    QCOMPARE(m_editor.clients.value(u"orders"_s).maxRedirects, isNewer ? ClientConfig().maxRedirects : 3);
}

void tst_clientdrafts::whatIsSavedMeanwhileIsNotOffered()
{
    const auto run = start(living());
    run->open(u"orders"_s).draft().setValue(u"max_redirects"_s, JsonValue::ofInteger(3));
    const QString left = killed(*run);
    m_editor.clients[u"orders"_s].maxRedirects = 3; // it was killed between the file and its draft
    const auto later = start(left);
    QTRY_COMPARE(draftFilesIn(left).size(), 0);
    QVERIFY(later->offered.isEmpty());
    QVERIFY(!later->open(u"orders"_s).draft().isModified());
}

void tst_clientdrafts::ofADeletedClientNothingIsOffered()
{
    const auto run = start(living());
    run->open(u"orders"_s).draft().setValue(u"max_redirects"_s, JsonValue::ofInteger(3));
    const QString left = killed(*run);
    const ClientConfig orders = m_editor.clients.take(u"orders"_s);
    {
        const auto later = start(left);
        QTRY_VERIFY(!filesIn(left).keys().filter(u".lock"_s).isEmpty()); // it has taken over
        QTRY_COMPARE(draftFilesIn(left).size(), 1);
        QVERIFY(later->offered.isEmpty());
    }
    m_editor.clients.insert(u"orders"_s, orders); // of another branch
    QCOMPARE(next(left, ofOrders)->open(u"orders"_s).draft().value(u"max_redirects"_s).integer(), 3);
}

void tst_clientdrafts::K8_draftsThatCannotBeKeptAreTold()
{
    FailingFileSystem full(Step::Create, 1, Failing::ForEver);
    const auto run = std::make_unique<Run>(m_theme, m_editor, full, living());
    run->open(u"orders"_s).draft().setValue(u"max_redirects"_s, JsonValue::ofInteger(3));
    run->scheduler.advance(1s);
    QTRY_COMPARE(run->failed.size(), 1);
    QVERIFY(run->failed.first().first().toString().startsWith(u"What is not saved would not outlive a crash"_s));
}

void tst_clientdrafts::K8_whatIsNotOnTheDiskOutlivesACrash()
{
    const ClientConfig onDisk = m_editor.clients.value(u"orders"_s);
    m_editor.isDiskFull = true;
    const auto run = start(living());
    ClientDialog &dialog = run->open(u"orders"_s);
    dialog.draft().setValue(u"max_redirects"_s, JsonValue::ofInteger(3));
    dialog.footer()->saveButton()->click();
    QCOMPARE(m_editor.clients.value(u"orders"_s).maxRedirects, 3);
    QVERIFY(!dialog.isVisible());
    const QString left = killed(*run);
    const ClientConfig saved = m_editor.clients.value(u"orders"_s);
    m_editor.clients.insert(u"orders"_s, onDisk);
    QCOMPARE(next(left, ofOrders)->open(u"orders"_s).draft().value(u"max_redirects"_s).integer(), 3);

    m_editor.clients.insert(u"orders"_s, saved);
    m_editor.isDiskFull = false;
    Q_EMIT m_editor.stored();
    QTRY_VERIFY(draftFilesIn(living()).isEmpty());
}

void tst_clientdrafts::K8_unlessItIsDiscarded()
{
    m_editor.isDiskFull = true;
    const auto run = start(living());
    ClientDialog &dialog = run->open(u"orders"_s);
    dialog.draft().setValue(u"max_redirects"_s, JsonValue::ofInteger(3));
    dialog.footer()->saveButton()->click();
    run->scheduler.advance(1s);
    QTRY_VERIFY(!draftFilesIn(living()).isEmpty());
    run->drafts.discardUnsaved();
    QTRY_VERIFY(draftFilesIn(living()).isEmpty());
}

void tst_clientdrafts::K8_eachNewClientOutlivesACrash()
{
    m_editor.isDiskFull = true;
    auto run = start(living());
    ClientDialog &first = run->open({});
    first.draft().setValue(u"name"_s, JsonValue::ofText(u"stock"_s));
    first.draft().setValue(u"base_url"_s, JsonValue::ofText(u"https://stock.example"_s));
    DialogHands(first).press(u"Save"_s);
    QTRY_VERIFY(!run->commands->dialog());
    QVERIFY(m_editor.clients.contains(u"stock"_s));
    ClientDialog &second = run->open({});
    second.draft().setValue(u"name"_s, JsonValue::ofText(u"billing"_s));
    const QString left = ended(run);
    m_editor.clients.remove(u"stock"_s);
    const auto later = next(left, u"A new client was not saved. “New client…” has what you wrote again."_s);
    QSet<QString> names;
    for (int i = 0; i < 2; ++i) {
        names.insert(later->open({}).draft().value(u"name"_s).text);
        later->commands->dialog()->done(QDialog::Rejected);
        QTRY_VERIFY(!later->commands->dialog());
    }
    QCOMPARE(names, (QSet<QString>{u"stock"_s, u"billing"_s}));
}

void tst_clientdrafts::K8_editsOfWhatIsNotOnTheDiskOutliveACrash_data()
{
    QTest::addColumn<bool>("isNew"); // the client
    QTest::addColumn<QString>("end"); // of the second edit; empty: none
    QTest::addColumn<int>("expected"); // after the crash
    for (const bool isNew : {false, true}) {
        const char *const which = isNew ? "new" : "old";
        QTest::addRow("%s, edited on", which) << isNew << QString() << 4;
        QTest::addRow("%s, typed back", which) << isNew << u"typed back"_s << 3;
        QTest::addRow("%s, discarded", which) << isNew << u"Cancel"_s << 3;
        QTest::addRow("%s, saved too", which) << isNew << u"Save"_s << 4;
    }
}

void tst_clientdrafts::K8_editsOfWhatIsNotOnTheDiskOutliveACrash()
{
    QFETCH(const bool, isNew);
    QFETCH(const QString, end);
    QFETCH(const int, expected);
    const QMap<QString, ClientConfig> onDisk = m_editor.clients;
    m_editor.isDiskFull = true;
    auto run = start(living());
    const QString id = isNew ? u"stock"_s : u"orders"_s;
    ClientDialog &first = run->open(isNew ? QString() : id);
    if (isNew) {
        first.draft().setValue(u"name"_s, JsonValue::ofText(id));
        first.draft().setValue(u"base_url"_s, JsonValue::ofText(u"https://stock.example"_s));
    }
    first.draft().setValue(u"max_redirects"_s, JsonValue::ofInteger(3));
    DialogHands(first).press(u"Save"_s);
    QTRY_VERIFY(!run->commands->dialog());
    ClientDialog &second = run->open(id);
    second.draft().setValue(u"max_redirects"_s, JsonValue::ofInteger(4));
    run->scheduler.advance(1s);
    if (end == u"typed back"_s)
        second.draft().setValue(u"max_redirects"_s, JsonValue::ofInteger(3));
    else if (!end.isEmpty())
        DialogHands(second).press(end);
    if (end == u"Cancel"_s)
        DialogHands(second).press(u"Discard"_s);
    const QString left = ended(run);
    QCOMPARE(draftFilesIn(left).size(), 1);
    m_editor.clients = onDisk;
    const auto later = next(
        left, isNew ? u"A new client was not saved. “New client…” has what you wrote again."_s : ofOrders);
    ClientDialog &dialog = later->open(isNew ? QString() : id);
    QCOMPARE(dialog.draft().value(u"max_redirects"_s).integer(), expected);
    if (isNew)
        QCOMPARE(dialog.draft().value(u"name"_s).text, id);
    DialogHands(dialog).press(u"Save"_s);
    QVERIFY(!dialog.findChild<ConflictDialog *>()); // the disk has what its edits began from
    QCOMPARE(m_editor.clients.value(id).maxRedirects, expected);
}

void tst_clientdrafts::K8_editsGoOnWhenItIsOnTheDisk()
{
    m_editor.isDiskFull = true;
    auto run = start(living());
    ClientDialog &first = run->open({});
    first.draft().setValue(u"name"_s, JsonValue::ofText(u"stock"_s));
    first.draft().setValue(u"base_url"_s, JsonValue::ofText(u"https://stock.example"_s));
    DialogHands(first).press(u"Save"_s);
    QTRY_VERIFY(!run->commands->dialog());
    run->open(u"stock"_s).draft().setValue(u"max_redirects"_s, JsonValue::ofInteger(4));
    m_editor.emptyDisk();
    const QString left = ended(run);
    const auto later = next(left, u"Edits of the client “stock” were not saved. “Edit client…” has them again."_s);
    ClientDialog &dialog = later->open(u"stock"_s);
    QCOMPARE(dialog.draft().value(u"max_redirects"_s).integer(), 4);
    DialogHands(dialog).press(u"Save"_s);
    QVERIFY(!dialog.findChild<ConflictDialog *>());
    QTRY_COMPARE(draftFilesIn(left).size(), 0);
}

void tst_clientdrafts::K8_whatCameBackIsSavedOrKept_data()
{
    QTest::addColumn<bool>("isDiskFull");
    QTest::newRow("saved") << false;
    QTest::newRow("not on the disk") << true;
}

/// As it came back, without another edit.
void tst_clientdrafts::K8_whatCameBackIsSavedOrKept()
{
    QFETCH(const bool, isDiskFull);
    const auto run = start(living());
    run->open(u"orders"_s).draft().setValue(u"max_redirects"_s, JsonValue::ofInteger(3));
    const QString left = killed(*run);
    m_editor.isDiskFull = isDiskFull;
    const auto later = next(left, ofOrders);
    DialogHands(later->open(u"orders"_s)).press(u"Save"_s);
    QTRY_VERIFY(!later->commands->dialog());
    QTRY_COMPARE(draftFilesIn(left).size(), isDiskFull ? 1 : 0);
    m_editor.emptyDisk();
    QTRY_COMPARE(draftFilesIn(left).size(), 0);
}

void tst_clientdrafts::whatIsNotOnTheDiskIsNotSaidToBeSaved()
{
    m_editor.isDiskFull = true;
    auto run = start(living());
    QSignalSpy noticed(run->commands, &ClientCommands::noticed);
    const auto save = [&run](int redirects) {
        ClientDialog &dialog = run->open(u"orders"_s);
        dialog.draft().setValue(u"max_redirects"_s, JsonValue::ofInteger(redirects));
        DialogHands(dialog).press(u"Save"_s);
        [&] { QTRY_VERIFY(!run->commands->dialog()); }();
    };
    const ClientConfig before = m_editor.clients.value(u"orders"_s);
    save(3);
    QVERIFY(noticed.isEmpty());
    m_editor.clients.insert(u"orders"_s, before); // undone
    m_editor.emptyDisk();
    QVERIFY(noticed.isEmpty());
    m_editor.isDiskFull = true;
    save(4);
    m_editor.emptyDisk();
    QCOMPARE(noticed, (QList<QVariantList>{{u"“orders-api” is saved."_s}}));
}

void tst_clientdrafts::whatWaitsBehindAClosedDialogIsSettled_data()
{
    QTest::addColumn<bool>("isGranted"); // by the keychain
    QTest::newRow("saved") << true;
    QTest::newRow("refused") << false;
}

void tst_clientdrafts::whatWaitsBehindAClosedDialogIsSettled()
{
    QFETCH(const bool, isGranted);
    m_editor.clients[u"orders"_s].auth = createBearerAuth(Secret::keychain());
    m_editor.asksKeychain = true;
    auto run = start(living());
    ClientDialog &dialog = run->open(u"orders"_s);
    dialog.draft().setValue(u"max_redirects"_s, JsonValue::ofInteger(3));
    dialog.draft().setSecret(u"auth.token"_s, u"CANARY-typed"_s);
    run->scheduler.advance(1s);
    QTRY_COMPARE(draftFilesIn(living()).size(), 1);
    DialogHands(dialog).press(u"Save"_s);
    QVERIFY(dialog.isWaiting());
    dialog.reject();
    QTRY_VERIFY(!run->commands->dialog());
    QCOMPARE(draftFilesIn(living()).size(), 1); // the keychain may say no
    m_editor.answer(u"orders"_s, isGranted);
    const ConfigDraft &next = run->open(u"orders"_s).draft();
    QCOMPARE(next.value(u"max_redirects"_s).integer(), 3);
    QCOMPARE(next.isModified(), !isGranted);
    QCOMPARE(run->messages().filter(u"are here again"_s).size(), isGranted ? 0 : 1);
    QCOMPARE(draftFilesIn(ended(run)).size(), isGranted ? 0 : 1);
}

void tst_clientdrafts::whatWasRefusedTogetherComesBackAsOne()
{
    m_editor.clients[u"orders"_s].auth = createBearerAuth(Secret::keychain());
    m_editor.asksKeychain = true;
    auto run = start(living());
    for (const int redirects : {3, 4}) {
        ClientDialog &dialog = run->open(u"orders"_s);
        dialog.draft().setValue(u"max_redirects"_s, JsonValue::ofInteger(redirects));
        dialog.draft().setSecret(u"auth.token"_s, u"CANARY-typed"_s);
        DialogHands(dialog).press(u"Save"_s);
        QVERIFY(dialog.isWaiting());
        dialog.reject();
        QTRY_VERIFY(!run->commands->dialog());
    }
    m_editor.answer(u"orders"_s, false);
    m_editor.asksKeychain = false;
    ClientDialog &dialog = run->open(u"orders"_s);
    QCOMPARE(dialog.draft().value(u"max_redirects"_s).integer(), 4);
    dialog.draft().setSecret(u"auth.token"_s, u"CANARY-typed"_s);
    DialogHands(dialog).press(u"Save"_s);
    QVERIFY(!dialog.findChild<ConflictDialog *>()); // nobody else has changed it
    QTRY_VERIFY(!run->commands->dialog());
    QVERIFY(!run->open(u"orders"_s).draft().isModified()); // the first one does not come after it
    QCOMPARE(draftFilesIn(ended(run)).size(), 0);
}

QTEST_MAIN(tst_clientdrafts)
#include "tst_clientdrafts.moc"
