// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clientdraftsfixture.h"

#include "clients/dialog/fieldrow.h"
#include "clients/dialog/secretinput.h"
#include "config/authfactories.h"
#include "dialoghands.h"
#include "support/failingfilesystem.h"
#include "workspace/conflictdialog.h"

#include <QLineEdit>
#include <QPointer>
#include <QPushButton>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Step = FailingFileSystem::Step;
using Failing = FailingFileSystem::Failing;

namespace {

constexpr auto restored = "Your edits that were not saved are here again."_L1;

} // namespace

/// What the client dialog keeps of edits over the end of the program.
class tst_clientdrafts : public ClientDraftsFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void init() { setUp(); }
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
};

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

QTEST_MAIN(tst_clientdrafts)
#include "tst_clientdrafts.moc"
