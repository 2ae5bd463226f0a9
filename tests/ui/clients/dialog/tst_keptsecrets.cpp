// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/dialogfooter.h"
#include "clients/dialog/fieldrow.h"
#include "clients/dialog/pagelist.h"
#include "clients/dialog/secretinput.h"
#include "config/authfactories.h"
#include "dialoghands.h"
#include "keychaindialogtest.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// What the dialog of a client tells of secrets that the keychain has, or should have.
class tst_keptsecrets : public KeychainDialogTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void init() { begin(); }
    void J9_J10_tellsWhatIsTheMatter_data();
    void J9_J10_tellsWhatIsTheMatter();
    void whatIsTypedIsNoTrouble();
    void ofANewClientNoneIsMissing();
    void J14_anEmptyOneIsNotSaved_data();
    void J14_anEmptyOneIsNotSaved();
    void eachOfSeveralIsLookedFor();
    void J16_showsForHalfAMinute();
    void J16_copiesForHalfAMinute();
    void J3_asksToUnlockOnDemand();
    void tellsWhyItCannotBeShown();

private:
    [[nodiscard]] SecretInput *input() const { return m_dialog->row(u"auth.token"_s)->findChild<SecretInput *>(); }
    [[nodiscard]] QString note() const { return m_dialog->row(u"auth.token"_s)->noteText(); }
    [[nodiscard]] Badge badge() const
    {
        return m_dialog->findChild<PageList *>()->badge(int(ClientDialog::Page::Auth));
    }
    void choose(const QString &action) const { input()->findChild<QAction *>(action)->trigger(); }
};

namespace {

ClientConfig bearerClient()
{
    ClientConfig config;
    config.name = u"Orders"_s;
    config.baseUrl = QUrl(u"https://orders.test"_s);
    config.auth = createBearerAuth(Secret::keychain());
    return config;
}

} // namespace

void tst_keptsecrets::J9_J10_tellsWhatIsTheMatter_data()
{
    QTest::addColumn<SecretStoreState>("state");
    QTest::addColumn<bool>("isThere");
    QTest::addColumn<bool>("readsFail");
    QTest::addColumn<QString>("badge");
    QTest::addColumn<QString>("note");
    QTest::addColumn<QString>("placeholder");
    using State = SecretStoreState;
    const auto kept = u"kept; type to replace it"_s;
    const auto missing = u"missing; type it"_s;
    QTest::newRow("there") << State::Unlocked << true << false << u"keychain"_s << u"The API key or bearer token"_s
                           << kept;
    QTest::newRow("locked") << State::Locked << true << false << u"locked"_s << u"which is locked"_s << kept;
    QTest::newRow("missing") << State::Unlocked << false << false << u"missing"_s << u"Type it here"_s << missing;
    QTest::newRow("no service") << State::Absent << false << false << u"missing"_s << u"Install and start"_s << missing;
    QTest::newRow("in memory") << State::Absent << true << false << u"until you quit"_s << u"bearer token"_s << kept;
    QTest::newRow("denied") << State::Denied << true << true << u"denied"_s << u"does not let Fuseboard in"_s << kept;
    QTest::newRow("silent") << State::Unusable << true << true << u"no answer"_s << u"does not answer"_s << kept;
}

void tst_keptsecrets::J9_J10_tellsWhatIsTheMatter()
{
    QFETCH(SecretStoreState, state);
    QFETCH(bool, isThere);
    QFETCH(bool, readsFail);
    QFETCH(QString, note);
    m_status->setState(state);
    m_store->readsFail = readsFail;
    if (isThere)
        keep(u"auth.token"_s, u"canary"_s);
    openDialog(bearerClient(), m_owner);
    QTRY_VERIFY2(this->note().contains(note), qPrintable(this->note()));
    QTEST(badge().text, "badge");
    QTEST(input()->line()->placeholderText(), "placeholder");
    QCOMPARE(input()->more()->isVisible(), isThere && !readsFail);
    QVERIFY(!m_dialog->draft().isModified());
}

void tst_keptsecrets::whatIsTypedIsNoTrouble()
{
    openDialog(bearerClient(), m_owner);
    QTRY_COMPARE(badge().text, u"missing"_s);
    QTest::keyClicks(input()->line(), u"new"_s);
    QCOMPARE(badge().text, u"keychain"_s);
    QVERIFY2(!note().contains(u"Type it here"_s), qPrintable(note()));
    QCOMPARE(m_dialog->draft().secretsToStore().value(u"auth.token"_s), u"new"_s);
}

void tst_keptsecrets::ofANewClientNoneIsMissing()
{
    openDialog({}, {});
    DialogHands hands(*m_dialog);
    hands.type(u"name"_s, u"Orders"_s);
    hands.type(u"base_url"_s, u"https://orders.test"_s);
    hands.go(ClientDialog::Page::Auth);
    hands.choose(u"auth.type"_s, u"Bearer token"_s);
    hands.typeSecret(u"auth.token"_s, u"Keychain"_s, {});
    QCOMPARE(input()->line()->placeholderText(), u"type the secret"_s);
    QVERIFY(!input()->more()->isVisible());
    QCOMPARE(badge().text, u"1 to fill in"_s);
    QCOMPARE(note(), u"Type the secret: none is kept for this client yet."_s);
    QVERIFY(!m_dialog->footer()->saveButton()->isEnabled());
    hands.typeSecret(u"auth.token"_s, u"Keychain"_s, u"new"_s);
    QCOMPARE(badge().text, u"keychain"_s);
    QVERIFY(m_dialog->footer()->saveButton()->isEnabled());
}

void tst_keptsecrets::J14_anEmptyOneIsNotSaved_data()
{
    QTest::addColumn<bool>("isThere");
    QTest::addColumn<bool>("readsFail");
    QTest::addColumn<QString>("badge");
    QTest::addColumn<bool>("isSaved");
    QTest::newRow("nothing is kept") << false << false << u"1 to fill in"_s << false;
    QTest::newRow("one is kept already") << true << false << u"keychain"_s << true;
    QTest::newRow("nobody knows") << true << true << u"no answer"_s << true;
}

void tst_keptsecrets::J14_anEmptyOneIsNotSaved()
{
    QFETCH(const bool, isThere);
    QFETCH(const bool, readsFail);
    QFETCH(const QString, badge);
    QFETCH(const bool, isSaved);
    ClientConfig config = bearerClient();
    config.auth->token = Secret::environment(u"ORDERS_TOKEN"_s);
    if (isThere)
        keep(u"auth.token"_s, u"canary"_s);
    if (readsFail)
        m_status->setState(SecretStoreState::Unusable);
    m_store->readsFail = readsFail;
    openDialog(config, m_owner);
    DialogHands(*m_dialog).typeSecret(u"auth.token"_s, u"Keychain"_s, {});
    QTRY_COMPARE(this->badge().text, badge);
    QSignalSpy submitted(m_dialog.get(), &ClientDialog::submitted);
    QCOMPARE(m_dialog->footer()->saveButton()->isEnabled(), isSaved);
    m_dialog->footer()->saveButton()->click();
    QCOMPARE(submitted.size(), isSaved ? 1 : 0);
}

void tst_keptsecrets::eachOfSeveralIsLookedFor()
{
    ClientConfig config = bearerClient();
    config.auth = AuthConfig();
    config.auth->type = AuthType::Custom;
    config.auth->customHeaders = {{u"X-Sign"_s, Secret::keychain()}, {u"X-Proof"_s, Secret::keychain()}};
    keep(u"auth.custom_headers.X-Sign"_s, u"canary"_s);
    openDialog(config, m_owner);
    QTRY_COMPARE(badge().text, u"missing"_s);
    QStringList said;
    for (const SecretInput *each : m_dialog->row(u"auth.custom_headers"_s)->findChildren<SecretInput *>())
        said.append(each->line()->placeholderText());
    QCOMPARE(said.mid(0, 2), QStringList({u"kept; type to replace it"_s, u"missing; type it"_s}));
}

void tst_keptsecrets::J16_showsForHalfAMinute()
{
    keep(u"auth.token"_s, u"canary"_s);
    openDialog(bearerClient(), m_owner);
    QTRY_VERIFY(input()->more()->isVisible());
    choose(u"showKept"_s);
    QCOMPARE(input()->line()->displayText(), u"canary"_s);
    QVERIFY2(input()->line()->isReadOnly() && input()->typed().isEmpty(), "it is not edited");
    m_dialog->followEnvironment(); // something else is told anew
    QCOMPARE(input()->line()->displayText(), u"canary"_s);
    QVERIFY(!m_dialog->draft().isModified());
    m_scheduler.advance(SecretInput::shownFor);
    QCOMPARE(input()->line()->text(), QString());
    QCOMPARE(input()->line()->echoMode(), QLineEdit::Password);
    choose(u"showKept"_s);
    m_dialog->showPage(ClientDialog::Page::General);
    QVERIFY2(input()->line()->text().isEmpty(), "nobody sees it there");
}

void tst_keptsecrets::J16_copiesForHalfAMinute()
{
    keep(u"auth.token"_s, u"canary"_s);
    openDialog(bearerClient(), m_owner);
    QTRY_VERIFY(input()->more()->isVisible());
    choose(u"copyKept"_s);
    QCOMPARE(QApplication::clipboard()->text(), u"canary"_s);
    QVERIFY2(note().contains(u"30 seconds"_s), qPrintable(note()));
    QCOMPARE(input()->line()->text(), QString());
    m_scheduler.advance(SecretClipboard::lifetime);
    QCOMPARE(QApplication::clipboard()->text(), QString());
    QCOMPARE(note(), u"The API key or bearer token"_s);
}

void tst_keptsecrets::J3_asksToUnlockOnDemand()
{
    keep(u"auth.token"_s, u"canary"_s);
    m_status->setState(SecretStoreState::Locked);
    QSignalSpy wanted(m_status.get(), &SecretStoreStatus::unlockWanted);
    openDialog(bearerClient(), m_owner);
    QTRY_VERIFY(input()->more()->isVisible());
    QCOMPARE(wanted.size(), 0);
    choose(u"showKept"_s);
    QCOMPARE(wanted.size(), 1);
}

void tst_keptsecrets::tellsWhyItCannotBeShown()
{
    keep(u"auth.token"_s, u"canary"_s);
    openDialog(bearerClient(), m_owner);
    QTRY_VERIFY(input()->more()->isVisible());
    m_store->readsFail = true;
    choose(u"copyKept"_s);
    QVERIFY2(note().contains(u"could not be read"_s), qPrintable(note()));
    QVERIFY(!QApplication::clipboard()->text().contains(u"canary"_s));
}

QTEST_MAIN(tst_keptsecrets)
#include "tst_keptsecrets.moc"
