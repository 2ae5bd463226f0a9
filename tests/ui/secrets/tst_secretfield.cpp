// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/secretfield.h"

#include "auth/secretstorestatus.h"
#include "base/virtualscheduler.h"
#include "common/theme.h"
#include "secrets/secretclipboard.h"
#include "waitingstore.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class tst_secretfield : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void init();
    void cleanup();
    void storesWhatIsTyped();
    void failedStoringKeepsTheInput();
    void aStoredOneIsNotShown();
    void J16_showHidesAfterHalfAMinute();
    void J16_hiddenWithItsWindow();
    void M9_lateAnswerShowsNothing();
    void M9_typedTextIsHiddenFromAllButTheStore();
    void M9_shownInputCannotBeUndoneTo();
    void M9_inAnotherSourceNothingIsUndoneTo();
    void M9_lateAnswerLeavesWhatIsTyped();
    void M9_copyingWhatIsShownIsTimed();
    void J16_copies();
    void replaceAndKeep();
    void removeThenDropOld();
    void J14_unsavedRemovalRemovesNothing();
    void environmentVariable();
    void K14_plainTextMovesToTheStore();
    void J10_unreachableStoreKeepsTheReference();
    void lockedStoreIsAskedToUnlock();
    void J3_storingAsksAnew();
    void saysWhereItLives_data();
    void saysWhereItLives();
    void destroyedWhileAsking();
    void looks_data();
    void looks();

private:
    template<class T>
    T *part(const QString &name) const
    {
        return m_field->findChild<T *>(name);
    }
    QLineEdit *edit() const { return part<QLineEdit>(u"secretEdit"_s); }
    QString hint() const { return part<QLabel>(u"secretHint"_s)->text(); }
    void press(const QString &name) const { QTest::mouseClick(part<QPushButton>(name), Qt::LeftButton); }
    bool offers(const QString &name) const { return part<QPushButton>(name)->isVisible(); }
    void chooseEnvironment() const
    {
        auto *source = part<QComboBox>(u"secretSource"_s);
        source->setCurrentIndex(1);
        Q_EMIT source->activated(1);
    }
    QString stored() const
    {
        QString found;
        m_store->memory.read(m_key.text(),
                             [&found](const Result<QString> &value) { found = value ? *value : QString(); });
        return found;
    }
    void store(const QString &text) const
    {
        m_store->memory.write(m_key.text(), text, [](const Result<void> &) {});
        m_field->setKey(m_key);
    }

    const SecretKey m_key = SecretKey::ofClient(u"w"_s, u"orders"_s, u"auth.token"_s);
    Theme m_theme{Theme::Mode::Light};
    VirtualScheduler m_scheduler;
    std::unique_ptr<WaitingStore> m_store;
    std::unique_ptr<SecretStoreStatus> m_status;
    std::unique_ptr<SecretClipboard> m_clipboard;
    std::unique_ptr<SecretField> m_field;
};

void tst_secretfield::init()
{
    m_store = std::make_unique<WaitingStore>();
    m_status = std::make_unique<SecretStoreStatus>();
    m_status->setState(SecretStoreState::Unlocked);
    m_clipboard = std::make_unique<SecretClipboard>(m_scheduler);
    m_field = std::make_unique<SecretField>(SecretMeans{m_theme, m_scheduler, *m_store, *m_status, *m_clipboard});
    m_field->setName(u"Token"_s);
    m_field->setKey(m_key);
    m_field->resize(480, m_field->sizeHint().height());
    m_field->show();
    m_field->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_field.get()));
}

void tst_secretfield::cleanup()
{
    m_field.reset();
    m_clipboard.reset();
}

void tst_secretfield::storesWhatIsTyped()
{
    QSignalSpy changed(m_field.get(), &SecretField::changed);
    QVERIFY(!m_field->isModified());
    QVERIFY(m_field->secret() == Secret());
    QTest::keyClicks(edit(), u"canary"_s);
    QCOMPARE(changed.size(), 6);
    QVERIFY(m_field->hasInput());
    QVERIFY(m_field->isModified());
    QVERIFY(m_field->secret() == Secret::keychain());
    QCOMPARE(stored(), QString());
    int calls = 0;
    m_field->commit([&calls](const Result<void> &result) { calls += result.ok() ? 1 : 100; });
    QCOMPARE(calls, 1);
    QCOMPARE(stored(), u"canary"_s);
    QCOMPARE(edit()->text(), QString());
    QVERIFY(!m_field->isModified());
    QVERIFY(hint().contains("Stored in: keychain"_L1));
}

void tst_secretfield::failedStoringKeepsTheInput()
{
    m_store->failure = Error(ErrorKind::Storage, ErrorDetail::KeychainLocked, m_key.text());
    QTest::keyClicks(edit(), u"canary"_s);
    bool failed = false;
    m_field->commit([&failed](const Result<void> &result) { failed = !result; });
    QVERIFY(failed);
    QCOMPARE(edit()->text(), u"canary"_s);
    QVERIFY2(hint().contains(u"keychain is locked, so the secret “Token” of “orders” could not"_s), qPrintable(hint()));
    QCOMPARE(part<QLabel>(u"secretHint"_s)->property("rank").toString(), u"error"_s);
}

void tst_secretfield::aStoredOneIsNotShown()
{
    store(u"canary"_s);
    m_field->setSecret(Secret::keychain());
    QCOMPARE(edit()->text(), QString());
    QVERIFY(edit()->isReadOnly());
    QCOMPARE(edit()->placeholderText(), u"Stored, and hidden"_s);
    for (const auto &name : {u"secretShow"_s, u"secretCopy"_s, u"secretReplace"_s, u"secretRemove"_s})
        QVERIFY(offers(name));
    QVERIFY(!offers(u"secretKeep"_s));
    QCOMPARE(m_store->reads, 0);
}

void tst_secretfield::J16_showHidesAfterHalfAMinute()
{
    store(u"canary"_s);
    m_field->setSecret(Secret::keychain());
    press(u"secretShow"_s);
    QCOMPARE(edit()->displayText(), u"canary"_s);
    QVERIFY(edit()->isReadOnly());
    QVERIFY(!m_field->isModified());
    m_scheduler.advance(29s);
    QCOMPARE(edit()->displayText(), u"canary"_s);
    m_scheduler.advance(1s);
    QCOMPARE(edit()->text(), QString());
    QCOMPARE(edit()->echoMode(), QLineEdit::Password);
    press(u"secretShow"_s);
    press(u"secretShow"_s);
    QCOMPARE(edit()->text(), QString());
}

void tst_secretfield::J16_hiddenWithItsWindow()
{
    store(u"canary"_s);
    m_field->setSecret(Secret::keychain());
    press(u"secretShow"_s);
    m_field->hide();
    QCOMPARE(edit()->text(), QString());
}

void tst_secretfield::M9_lateAnswerShowsNothing()
{
    store(u"canary"_s);
    m_field->setSecret(Secret::keychain());
    m_store->waits = true;
    press(u"secretShow"_s);
    m_field->hide();
    m_store->answer();
    QCOMPARE(edit()->text(), QString());
}

void tst_secretfield::M9_typedTextIsHiddenFromAllButTheStore()
{
    QTest::keyClicks(edit(), u"canary"_s);
    QVERIFY(!edit()->displayText().contains("canary"_L1));
    QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(edit());
    for (int text = QAccessible::Name; text <= QAccessible::Accelerator; ++text)
        QVERIFY(!accessible->text(QAccessible::Text(text)).contains("canary"_L1));
    QVERIFY(!accessible->textInterface()->text(0, 100).contains("canary"_L1));
    edit()->selectAll();
    edit()->copy();
    QVERIFY(!QApplication::clipboard()->text().contains("canary"_L1));
}

void tst_secretfield::M9_shownInputCannotBeUndoneTo()
{
    QTest::keyClicks(edit(), u"canary"_s);
    press(u"secretShow"_s);
    QCOMPARE(edit()->displayText(), u"canary"_s);
    QVERIFY(!edit()->isUndoAvailable());
    press(u"secretShow"_s);
    QCOMPARE(edit()->text(), u"canary"_s);
    QCOMPARE(edit()->echoMode(), QLineEdit::Password);
    m_field->commit([](const Result<void> &) {});
    edit()->undo();
    QCOMPARE(edit()->text(), QString());
}

void tst_secretfield::M9_inAnotherSourceNothingIsUndoneTo()
{
    QTest::keyClicks(edit(), u"canary"_s);
    chooseEnvironment();
    QVERIFY(!edit()->isUndoAvailable());
    QTest::keyClick(edit(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(edit()->text(), QString());
}

/// The store cannot be reached any more, so that another one may be typed.
void tst_secretfield::M9_lateAnswerLeavesWhatIsTyped()
{
    store(u"canary"_s);
    m_field->setSecret(Secret::keychain());
    m_store->waits = true;
    press(u"secretShow"_s);
    m_store->memory.remove(m_key.text(), [](const Result<void> &) {});
    m_status->setState(SecretStoreState::Denied);
    QTest::keyClicks(edit(), u"half"_s);
    m_store->memory.write(m_key.text(), u"canary"_s, [](const Result<void> &) {});
    m_store->answer();
    QCOMPARE(m_field->input(), u"half"_s);
    QCOMPARE(edit()->echoMode(), QLineEdit::Password);
}

void tst_secretfield::M9_copyingWhatIsShownIsTimed()
{
    store(u"canary"_s);
    m_field->setSecret(Secret::keychain());
    press(u"secretShow"_s);
    QTest::mouseDClick(edit(), Qt::LeftButton, {}, {12, 12});
    QVERIFY(!edit()->hasSelectedText());
    edit()->setFocus();
    edit()->selectAll();
    QTest::keyClick(edit(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), u"canary"_s);
    QVERIFY2(hint().startsWith("Copied"_L1), qPrintable(hint()));
    m_scheduler.advance(SecretClipboard::lifetime);
    QCOMPARE(QApplication::clipboard()->text(), QString());
}

void tst_secretfield::J16_copies()
{
    store(u"canary"_s);
    m_field->setSecret(Secret::keychain());
    press(u"secretCopy"_s);
    QCOMPARE(QApplication::clipboard()->text(), u"canary"_s);
    QVERIFY(hint().startsWith("Copied"_L1));
    m_scheduler.advance(30s);
    QCOMPARE(QApplication::clipboard()->text(), QString());
    QVERIFY(hint().startsWith("Stored"_L1));
}

void tst_secretfield::replaceAndKeep()
{
    store(u"old"_s);
    m_field->setSecret(Secret::keychain());
    press(u"secretReplace"_s);
    QVERIFY(edit()->hasFocus());
    QTest::keyClicks(edit(), u"new"_s);
    QVERIFY(m_field->isModified());
    press(u"secretKeep"_s);
    QVERIFY(!m_field->isModified());
    press(u"secretReplace"_s);
    QVERIFY2(m_field->secret() == Secret::keychain(), "nothing typed changes nothing");
    QTest::keyClicks(edit(), u"new"_s);
    m_field->commit([](const Result<void> &) {});
    QCOMPARE(stored(), u"new"_s);
}

void tst_secretfield::removeThenDropOld()
{
    store(u"old"_s);
    m_field->setSecret(Secret::keychain());
    press(u"secretRemove"_s);
    QVERIFY(m_field->secret() == Secret());
    QVERIFY(m_field->isModified());
    QCOMPARE(stored(), u"old"_s);
    m_field->dropOld();
    QCOMPARE(stored(), QString());
    QVERIFY(!m_field->isModified());
    QVERIFY(!edit()->isReadOnly());
}

void tst_secretfield::J14_unsavedRemovalRemovesNothing()
{
    store(u"old"_s);
    m_field->setSecret(Secret::keychain());
    press(u"secretRemove"_s);
    m_field->commit([](const Result<void> &) {});
    QCOMPARE(stored(), u"old"_s);
    press(u"secretKeep"_s);
    m_field->dropOld();
    QCOMPARE(stored(), u"old"_s);
}

void tst_secretfield::environmentVariable()
{
    store(u"old"_s);
    m_field->setSecret(Secret::keychain());
    chooseEnvironment();
    QTest::keyClicks(edit(), u"FUSEBOARD_NO_SUCH"_s);
    QCOMPARE(edit()->displayText(), u"FUSEBOARD_NO_SUCH"_s);
    QVERIFY(m_field->secret() == Secret::environment(u"FUSEBOARD_NO_SUCH"_s));
    QVERIFY(hint().contains("is not set"_L1));
    QVERIFY(!m_field->hasInput());
    for (const auto &name : {u"secretShow"_s, u"secretCopy"_s, u"secretReplace"_s, u"secretRemove"_s})
        QVERIFY(!offers(name));
    m_field->dropOld();
    QCOMPARE(stored(), QString());
}

void tst_secretfield::K14_plainTextMovesToTheStore()
{
    m_field->setSecret(Secret::plain(u"canary"_s));
    QVERIFY(!edit()->displayText().contains("canary"_L1));
    QVERIFY(m_field->isModified());
    QVERIFY(m_field->secret() == Secret::keychain());
    QVERIFY(hint().contains("plain text"_L1));
    m_field->commit([](const Result<void> &) {});
    QCOMPARE(stored(), u"canary"_s);
}

void tst_secretfield::J10_unreachableStoreKeepsTheReference()
{
    m_field->setSecret(Secret::keychain()); // nothing is stored
    QVERIFY(!m_field->isModified());
    QVERIFY(m_field->secret() == Secret::keychain());
    m_field->dropOld();
    QVERIFY(m_field->secret() == Secret::keychain());
}

void tst_secretfield::lockedStoreIsAskedToUnlock()
{
    store(u"canary"_s);
    m_field->setSecret(Secret::keychain());
    QSignalSpy wanted(m_status.get(), &SecretStoreStatus::unlockWanted);
    m_status->setState(SecretStoreState::Locked);
    m_store->waits = true;
    press(u"secretShow"_s);
    QCOMPARE(wanted.size(), 1);
    m_status->setState(SecretStoreState::WaitingForUser);
    QVERIFY(hint().contains("Waiting for you"_L1));
    m_status->setState(SecretStoreState::Unlocked);
    m_store->answer();
    QCOMPARE(edit()->displayText(), u"canary"_s);
}

/// Also where the last question was dismissed: else it would be refused without one.
void tst_secretfield::J3_storingAsksAnew()
{
    m_status->setState(SecretStoreState::NotMade);
    QSignalSpy wanted(m_status.get(), &SecretStoreStatus::unlockWanted);
    QTest::keyClicks(edit(), u"canary"_s);
    QCOMPARE(wanted.size(), 0);
    m_field->commit([](const Result<void> &) {});
    QCOMPARE(wanted.size(), 1);
    m_status->setState(SecretStoreState::Unlocked);
    press(u"secretReplace"_s);
    QTest::keyClicks(edit(), u"canary"_s);
    m_field->commit([](const Result<void> &) {});
    QCOMPARE(wanted.size(), 1);
}

void tst_secretfield::saysWhereItLives_data()
{
    QTest::addColumn<SecretStoreState>("state");
    QTest::addColumn<QString>("place");
    QTest::newRow("keychain") << SecretStoreState::Unlocked << u"Stored in: keychain"_s;
    QTest::newRow("locked") << SecretStoreState::Locked << u"Stored in: keychain"_s;
    QTest::newRow("memory") << SecretStoreState::Absent << u"Stored in: memory, until you quit"_s;
}

void tst_secretfield::saysWhereItLives()
{
    QFETCH(SecretStoreState, state);
    store(u"canary"_s);
    m_field->setSecret(Secret::keychain());
    m_status->setState(state);
    QTEST(hint(), "place");
    QCOMPARE(part<QComboBox>(u"secretSource"_s)->itemText(0).startsWith("Memory"_L1),
             state == SecretStoreState::Absent);
}

void tst_secretfield::destroyedWhileAsking()
{
    store(u"canary"_s);
    m_field->setSecret(Secret::keychain());
    m_store->waits = true;
    press(u"secretShow"_s);
    press(u"secretReplace"_s);
    QTest::keyClicks(edit(), u"new"_s);
    bool called = false;
    m_field->commit([&called](const Result<void> &) { called = true; });
    m_field.reset();
    m_store->answer();
    QVERIFY(!called);
    QCOMPARE(m_scheduler.pending(), 0);
    QCOMPARE(stored(), u"new"_s);
}

void tst_secretfield::looks_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void tst_secretfield::looks()
{
    QFETCH(bool, dark);
    m_theme.setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
    store(u"canary"_s);
    m_field->setSecret(Secret::keychain());
    const QImage hidden = m_field->grab().toImage();
    press(u"secretShow"_s);
    QVERIFY(hidden != m_field->grab().toImage());
    press(u"secretShow"_s);
    QCOMPARE(m_field->grab().toImage().size(), hidden.size());
    if (const QString folder = qEnvironmentVariable("FUSEBOARD_PICTURES"); !folder.isEmpty())
        QVERIFY(hidden.save(folder + (dark ? u"/secretfield-dark.png"_s : u"/secretfield-light.png"_s)));
    m_theme.setMode(Theme::Mode::Light);
}

QTEST_MAIN(tst_secretfield)
#include "tst_secretfield.moc"
