// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/fieldrow.h"
#include "clients/dialog/keptsecrets.h"
#include "clients/dialog/secretinput.h"
#include "config/authfactories.h"
#include "dialoghands.h"
#include "keychaindialogtest.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// How the dialog of a client shows and copies what the keychain has, while other things happen.
class tst_shownsecrets : public KeychainDialogTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void init();
    void J3_isShownOnceItIsUnlocked();
    void J3_isCopiedOnceItIsUnlocked();
    void M9_aLateAnswerOfAnotherSourceIsDropped();
    void M9_whatWasShownCannotBeUndoneTo();
    void M9_whatWasTypedCannotBeUndoneTo();
    void M9_aLateAnswerLeavesWhatIsTyped();
    void M9_copyingWhatIsShownIsTimed_data();
    void M9_copyingWhatIsShownIsTimed();
    void M9_theMouseSelectsNothingOfIt();
    void theFocusNeverFallsOnRemove();
    void J14_removingAPairCanBeUndone();
    void J9_aRenamedOneIsMissing();
    void severalAnswersAreOneChange();
    void J16_theNoteEndsThoughOthersCopied();

private:
    void open(const std::optional<AuthConfig> &auth);
    void setState(SecretStoreState state) { m_status->setState(state); }
    [[nodiscard]] FieldRow *row() const
    {
        return m_dialog->row(m_isCustom ? u"auth.custom_headers"_s : u"auth.token"_s);
    }
    [[nodiscard]] SecretInput *input() const { return row()->findChild<SecretInput *>(); }
    [[nodiscard]] QLineEdit *line() const { return input()->line(); }
    void choose(const QString &action) const { input()->findChild<QAction *>(action)->trigger(); }
    void chooseVariables() const
    {
        input()->source()->setCurrentIndex(3);
        Q_EMIT input()->source()->activated(3);
    }

    bool m_isCustom = false;
};

void tst_shownsecrets::init()
{
    begin();
    for (const QString &field : {u"auth.token"_s, u"auth.custom_headers.X-A"_s})
        keep(field, u"canary"_s);
    QApplication::clipboard()->clear();
}

void tst_shownsecrets::open(const std::optional<AuthConfig> &auth)
{
    m_isCustom = auth->type == AuthType::Custom;
    ClientConfig config;
    config.name = u"Orders"_s;
    config.baseUrl = QUrl(u"https://orders.test"_s);
    config.auth = auth;
    openDialog(config, m_owner);
    QTRY_VERIFY(input()->more()->isVisible());
}

namespace {

AuthConfig bearer()
{
    return createBearerAuth(Secret::keychain());
}

AuthConfig headers(const QStringList &names)
{
    AuthConfig auth;
    auth.type = AuthType::Custom;
    for (const QString &name : names)
        auth.customHeaders.append({name, Secret::keychain()});
    return auth;
}

} // namespace

/// As the program does it: each state is told while the store has not answered.
void tst_shownsecrets::J3_isShownOnceItIsUnlocked()
{
    setState(SecretStoreState::Locked);
    open(bearer());
    m_store->readsWait = true;
    choose(u"showKept"_s);
    setState(SecretStoreState::WaitingForUser);
    QCoreApplication::processEvents(); // what was queued refreshes the dialog
    setState(SecretStoreState::Unlocked);
    m_dialog->followEnvironment();
    m_store->answer();
    QCOMPARE(line()->displayText(), u"canary"_s);
}

void tst_shownsecrets::J3_isCopiedOnceItIsUnlocked()
{
    setState(SecretStoreState::Locked);
    open(headers({u"X-A"_s}));
    m_store->readsWait = true;
    choose(u"copyKept"_s);
    setState(SecretStoreState::WaitingForUser);
    setState(SecretStoreState::Unlocked);
    m_store->answer();
    QCOMPARE(QApplication::clipboard()->text(), u"canary"_s);
    QVERIFY2(row()->noteText().contains(u"30 seconds"_s), qPrintable(row()->noteText()));
}

void tst_shownsecrets::M9_aLateAnswerOfAnotherSourceIsDropped()
{
    open(bearer());
    m_store->readsWait = true;
    choose(u"showKept"_s);
    m_dialog->draft().setValue(u"auth.token"_s, JsonValue::ofText(u"{{token}}"_s)); // as Undo does
    m_store->answer();
    QCOMPARE(line()->text(), u"{{token}}"_s);
    QCOMPARE(m_dialog->draft().value(u"auth.token"_s).text, u"{{token}}"_s);
}

void tst_shownsecrets::M9_whatWasShownCannotBeUndoneTo()
{
    open(bearer());
    choose(u"showKept"_s);
    QCOMPARE(line()->displayText(), u"canary"_s);
    choose(u"showKept"_s);
    chooseVariables();
    QVERIFY(!line()->isUndoAvailable());
    line()->setFocus();
    QTest::keyClick(line(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(line()->text(), QString());
    QVERIFY(!m_dialog->draft().value(u"auth.token"_s).text.contains(u"canary"_s));
}

void tst_shownsecrets::M9_whatWasTypedCannotBeUndoneTo()
{
    open(bearer());
    line()->setFocus();
    QTest::keyClicks(line(), u"typed"_s);
    chooseVariables();
    QVERIFY(!line()->isUndoAvailable());
    QTest::keyClick(line(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(line()->text(), QString());
}

void tst_shownsecrets::M9_aLateAnswerLeavesWhatIsTyped()
{
    open(bearer());
    m_store->readsWait = true;
    choose(u"showKept"_s);
    line()->setFocus();
    QTest::keyClicks(line(), u"hal"_s);
    m_store->answer();
    QCOMPARE(input()->typed(), u"hal"_s);
    QTest::keyClicks(line(), u"f"_s);
    QCOMPARE(line()->echoMode(), QLineEdit::Password);
    QCOMPARE(m_dialog->draft().secretsToStore().value(u"auth.token"_s), u"half"_s);
}

void tst_shownsecrets::M9_copyingWhatIsShownIsTimed_data()
{
    QTest::addColumn<bool>("byMenu");
    QTest::newRow("keys") << false;
    QTest::newRow("menu") << true;
}

void tst_shownsecrets::M9_copyingWhatIsShownIsTimed()
{
    QFETCH(bool, byMenu);
    open(bearer());
    choose(u"showKept"_s);
    line()->setFocus();
    line()->selectAll();
    if (byMenu) {
        QContextMenuEvent asked(QContextMenuEvent::Mouse, {4, 4}, line()->mapToGlobal(QPoint(4, 4)));
        QApplication::sendEvent(line(), &asked);
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu);
        QCOMPARE(menu->actions().size(), 1);
        menu->actions().constFirst()->trigger();
        menu->close();
    } else {
        QTest::keyClick(line(), Qt::Key_C, Qt::ControlModifier);
    }
    QCOMPARE(QApplication::clipboard()->text(), u"canary"_s);
    QVERIFY2(row()->noteText().contains(u"30 seconds"_s), qPrintable(row()->noteText()));
    m_scheduler.advance(SecretClipboard::lifetime);
    QCOMPARE(QApplication::clipboard()->text(), QString());
}

void tst_shownsecrets::M9_theMouseSelectsNothingOfIt()
{
    open(bearer());
    choose(u"showKept"_s);
    line()->deselect();
    QTest::mouseDClick(line(), Qt::LeftButton, {}, {12, 12});
    QTest::mousePress(line(), Qt::LeftButton, {}, {4, 12});
    QMouseEvent moved(QEvent::MouseMove, QPointF(60, 12), line()->mapToGlobal(QPointF(60, 12)), Qt::NoButton,
                      Qt::LeftButton, {});
    QApplication::sendEvent(line(), &moved);
    QTest::mouseRelease(line(), Qt::LeftButton, {}, {60, 12});
    QVERIFY(!line()->hasSelectedText());
    choose(u"showKept"_s);
    QTest::keyClicks(line(), u"typed"_s);
    QTest::mouseDClick(line(), Qt::LeftButton, {}, {12, 12});
    QVERIFY2(line()->hasSelectedText(), "what is hidden is edited as ever");
}

void tst_shownsecrets::theFocusNeverFallsOnRemove()
{
    open(headers({u"X-A"_s}));
    input()->more()->setFocus();
    setState(SecretStoreState::Locked);
    QVERIFY2(input()->more()->hasFocus(), "it is there until the store says otherwise");
    m_store->readsFail = true;
    setState(SecretStoreState::Denied);
    QTRY_VERIFY(!input()->more()->isVisible());
    QVERIFY(line()->hasFocus());
}

void tst_shownsecrets::J14_removingAPairCanBeUndone()
{
    open(headers({u"X-A"_s}));
    DialogHands hands(*m_dialog);
    QTest::keyClicks(line(), u"typed"_s);
    const ConfigDraft::State before = m_dialog->draft().state();
    hands.press(u"%1: remove 1"_s.arg(row()->findChild<FieldEditor *>()->info().label));
    QVERIFY(m_dialog->draft().secretsToStore().isEmpty());
    QCoreApplication::processEvents(); // all of it is done then
    hands.press(u"Undo"_s);
    QVERIFY(m_dialog->draft().state() == before);
    QCOMPARE(input()->typed(), u"typed"_s);
}

void tst_shownsecrets::J9_aRenamedOneIsMissing()
{
    open(headers({u"X-A"_s}));
    DialogHands hands(*m_dialog);
    auto *name = row()->findChild<QLineEdit *>();
    name->setFocus();
    QTest::keyClick(name, Qt::Key_End);
    QTest::keyClick(name, Qt::Key_Backspace);
    QTest::keyClicks(name, u"B"_s);
    QCOMPARE(name->text(), u"X-B"_s);
    QTRY_COMPARE(line()->placeholderText(), u"missing; type it"_s);
    QVERIFY2(row()->noteText().contains(u"Type it here"_s), qPrintable(row()->noteText()));
    QVERIFY(!input()->more()->isVisible());
    QTest::keyClick(name, Qt::Key_Backspace);
    QTest::keyClicks(name, u"A"_s);
    QTRY_COMPARE(line()->placeholderText(), u"kept; type to replace it"_s);
}

void tst_shownsecrets::severalAnswersAreOneChange()
{
    open(headers({u"X-A"_s, u"X-B"_s, u"X-C"_s}));
    QCoreApplication::processEvents();
    QSignalSpy changed(m_dialog->findChild<KeptSecrets *>(), &KeptSecrets::changed);
    setState(SecretStoreState::Locked);
    QCOMPARE(changed.size(), 1);
    QCoreApplication::processEvents();
    QCOMPARE(changed.size(), 2);
}

void tst_shownsecrets::J16_theNoteEndsThoughOthersCopied()
{
    open(bearer());
    choose(u"copyKept"_s);
    QVERIFY(row()->noteText().contains(u"30 seconds"_s));
    QApplication::clipboard()->setText(u"something else"_s);
    m_scheduler.advance(SecretClipboard::lifetime);
    QCOMPARE(QApplication::clipboard()->text(), u"something else"_s);
    QCOMPARE(row()->noteText(), u"The API key or bearer token"_s);
}

QTEST_MAIN(tst_shownsecrets)
#include "tst_shownsecrets.moc"
