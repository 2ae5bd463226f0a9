// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clientdraftsfixture.h"

#include "config/authfactories.h"
#include "dialoghands.h"
#include "workspace/conflictdialog.h"

#include <QPushButton>
#include <QSet>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What is kept of clients that are saved and not on the disk yet, or wait for the keychain.
class tst_unstoredclients : public ClientDraftsFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void init() { setUp(); }
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
};

void tst_unstoredclients::K8_whatIsNotOnTheDiskOutlivesACrash()
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

void tst_unstoredclients::K8_unlessItIsDiscarded()
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

void tst_unstoredclients::K8_eachNewClientOutlivesACrash()
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

void tst_unstoredclients::K8_editsOfWhatIsNotOnTheDiskOutliveACrash_data()
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

void tst_unstoredclients::K8_editsOfWhatIsNotOnTheDiskOutliveACrash()
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

void tst_unstoredclients::K8_editsGoOnWhenItIsOnTheDisk()
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

void tst_unstoredclients::K8_whatCameBackIsSavedOrKept_data()
{
    QTest::addColumn<bool>("isDiskFull");
    QTest::newRow("saved") << false;
    QTest::newRow("not on the disk") << true;
}

/// As it came back, without another edit.
void tst_unstoredclients::K8_whatCameBackIsSavedOrKept()
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

void tst_unstoredclients::whatIsNotOnTheDiskIsNotSaidToBeSaved()
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

void tst_unstoredclients::whatWaitsBehindAClosedDialogIsSettled_data()
{
    QTest::addColumn<bool>("isGranted"); // by the keychain
    QTest::newRow("saved") << true;
    QTest::newRow("refused") << false;
}

void tst_unstoredclients::whatWaitsBehindAClosedDialogIsSettled()
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

void tst_unstoredclients::whatWasRefusedTogetherComesBackAsOne()
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

QTEST_MAIN(tst_unstoredclients)
#include "tst_unstoredclients.moc"
