// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/secretsdialog.h"

#include "auth/secretstorestatus.h"
#include "base/virtualscheduler.h"
#include "common/emptystate.h"
#include "common/theme.h"
#include "secrets/secretclipboard.h"
#include "secrets/secretfield.h"
#include "waitingstore.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class tst_secretsdialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void init();
    void cleanup();
    void listsWhoUsesWhat();
    void storesAndReplaces();
    void removeAsks_data();
    void removeAsks();
    void whatIsTypedWaitsForItsRow();
    void anAnswerIsForItsRow();
    void whatIsTypedIsAskedAbout_data();
    void whatIsTypedIsAskedAbout();
    void J16_copyingIsTold();
    void failureIsTold();
    void lockedOneCanBeUnlocked();
    void elsewhereIsExplained();
    void INV2_noTextOfASecretInTheModel();
    void environmentsAreServedAsClients();
    void J13_whatIsUsedByNothingIsOnlyRemoved();
    void emptyTeaches();
    void everyControlHasAName();
    void looks_data();
    void looks();

private:
    template<class T>
    T *part(const QString &name) const
    {
        return m_dialog->findChild<T *>(name);
    }
    void press(const QString &name) const { QTest::mouseClick(part<QPushButton>(name), Qt::LeftButton); }
    QString cell(int row, int column) const { return m_dialog->model()->index(row, column).data().toString(); }
    void select(int row) const { part<QTableView>(u"secretsTable"_s)->selectRow(row); }
    QString stored(int row) const
    {
        QString found;
        m_store->memory.read(m_rows.at(row).key.text(),
                             [&found](const Result<QString> &value) { found = value ? *value : QString(); });
        return found;
    }
    void open(const QList<SecretRow> &rows)
    {
        m_dialog = std::make_unique<SecretsDialog>(SecretMeans{m_theme, m_scheduler, *m_store, *m_status, *m_clipboard},
                                                   rows);
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
    }

    const QList<SecretRow> m_rows{
        {SecretKey::ofClient(u"w"_s, u"orders"_s, u"auth.token"_s), u"orders-api"_s, Secret::keychain()},
        {SecretKey::ofClient(u"w"_s, u"payments"_s, u"auth.client_secret"_s), u"payments"_s, Secret::keychain()},
        {SecretKey::ofClient(u"w"_s, u"github"_s, u"auth.token"_s), u"github"_s,
         Secret::environment(u"FUSEBOARD_NO_SUCH"_s)},
        {SecretKey::ofClient(u"w"_s, u"old"_s, u"auth.password"_s), u"old"_s, Secret::plain(u"canary-plain"_s)}};
    Theme m_theme{Theme::Mode::Light};
    VirtualScheduler m_scheduler;
    std::unique_ptr<WaitingStore> m_store;
    std::unique_ptr<SecretStoreStatus> m_status;
    std::unique_ptr<SecretClipboard> m_clipboard;
    std::unique_ptr<SecretsDialog> m_dialog;
};

void tst_secretsdialog::init()
{
    m_store = std::make_unique<WaitingStore>();
    m_status = std::make_unique<SecretStoreStatus>();
    m_status->setState(SecretStoreState::Unlocked);
    m_clipboard = std::make_unique<SecretClipboard>(m_scheduler);
    m_store->memory.write(m_rows.at(0).key.text(), u"canary"_s, [](const Result<void> &) {});
    open(m_rows);
}

void tst_secretsdialog::cleanup()
{
    m_dialog.reset();
    m_clipboard.reset();
}

void tst_secretsdialog::listsWhoUsesWhat()
{
    const QAbstractItemModelTester tester(m_dialog->model());
    const QList<QStringList> expected{
        {u"orders-api"_s, u"Token"_s, u"keychain"_s, u"Stored"_s},
        {u"payments"_s, u"Client secret"_s, u"keychain"_s, u"Missing"_s},
        {u"github"_s, u"Token"_s, u"environment variable FUSEBOARD_NO_SUCH"_s, u"Not set"_s},
        {u"old"_s, u"Password"_s, u"the file, as plain text"_s, u"In the file"_s}};
    for (int row = 0; row < expected.size(); ++row) {
        for (int column = 0; column < 4; ++column)
            QCOMPARE(cell(row, column), expected.at(row).at(column));
    }
    QCOMPARE(m_store->reads, 0);
    m_status->setState(SecretStoreState::Absent);
    QCOMPARE(cell(0, SecretListModel::PlaceColumn), u"memory, until you quit"_s);
}

void tst_secretsdialog::storesAndReplaces()
{
    QSignalSpy changed(m_dialog.get(), &SecretsDialog::secretChanged);
    select(1);
    QVERIFY(!part<QPushButton>(u"secretsStore"_s)->isEnabled());
    QTest::keyClicks(part<QLineEdit>(u"secretEdit"_s), u"fresh"_s);
    press(u"secretsStore"_s);
    QCOMPARE(stored(1), u"fresh"_s);
    QCOMPARE(cell(1, SecretListModel::StateColumn), u"Stored"_s);
    press(u"secretReplace"_s);
    QTest::keyClicks(part<QLineEdit>(u"secretEdit"_s), u"newer"_s);
    QTest::keyClick(part<QLineEdit>(u"secretEdit"_s), Qt::Key_Return);
    QCOMPARE(stored(1), u"newer"_s);
    QCOMPARE(changed.size(), 2);
    QVERIFY(changed.first().first().value<SecretKey>() == m_rows.at(1).key);
}

void tst_secretsdialog::removeAsks_data()
{
    QTest::addColumn<bool>("agreed");
    QTest::newRow("agreed") << true;
    QTest::newRow("not agreed") << false;
}

void tst_secretsdialog::removeAsks()
{
    QFETCH(bool, agreed);
    press(u"secretRemove"_s);
    auto *question = m_dialog->findChild<QMessageBox *>();
    QVERIFY(question && question->isVisible());
    QVERIFY(question->text().contains("orders-api"_L1));
    QCOMPARE(stored(0), u"canary"_s);
    const auto buttons = question->buttons();
    for (QAbstractButton *button : buttons) {
        if (question->buttonRole(button) == (agreed ? QMessageBox::DestructiveRole : QMessageBox::RejectRole))
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(stored(0), agreed ? QString() : u"canary"_s);
    QCOMPARE(cell(0, SecretListModel::StateColumn), agreed ? u"Missing"_s : u"Stored"_s);
    QVERIFY(part<QPushButton>(u"secretRemove"_s)->isVisible() != agreed);
}

void tst_secretsdialog::whatIsTypedWaitsForItsRow()
{
    select(1);
    auto *edit = m_dialog->findChild<SecretField *>()->findChild<QLineEdit *>();
    QTest::keyClicks(edit, u"typed"_s);
    select(0);
    QVERIFY(edit->text().isEmpty());
    select(2); // one that is kept elsewhere
    select(1);
    QCOMPARE(edit->text(), u"typed"_s);
    QCOMPARE(edit->echoMode(), QLineEdit::Password);
    press(u"secretsStore"_s);
    QCOMPARE(stored(1), u"typed"_s);
    m_dialog->reject();
    QVERIFY2(!m_dialog->isVisible(), "nothing is left to ask about");
}

void tst_secretsdialog::anAnswerIsForItsRow()
{
    QSignalSpy changed(m_dialog.get(), &SecretsDialog::secretChanged);
    m_store->waits = true;
    select(1);
    auto *edit = part<QLineEdit>(u"secretEdit"_s);
    QTest::keyClicks(edit, u"first"_s);
    press(u"secretsStore"_s);
    select(0);
    press(u"secretReplace"_s);
    QTest::keyClicks(edit, u"second"_s);
    m_store->answer();
    m_store->waits = false;
    QCOMPARE(stored(1), u"first"_s);
    QCOMPARE(edit->text(), u"second"_s);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().first().value<SecretKey>(), m_rows.at(1).key);
    press(u"secretsStore"_s);
    QCOMPARE(stored(0), u"second"_s);
    m_dialog->reject();
    QVERIFY2(!m_dialog->isVisible(), "nothing is left to ask about");
}

void tst_secretsdialog::whatIsTypedIsAskedAbout_data()
{
    QTest::addColumn<bool>("isDiscarded");
    QTest::newRow("discarded") << true;
    QTest::newRow("kept") << false;
}

void tst_secretsdialog::whatIsTypedIsAskedAbout()
{
    QFETCH(const bool, isDiscarded);
    select(1);
    auto *edit = m_dialog->findChild<SecretField *>()->findChild<QLineEdit *>();
    QTest::keyClicks(edit, u"typed"_s);
    m_dialog->reject();
    auto *question = m_dialog->findChild<QMessageBox *>();
    QVERIFY(m_dialog->isVisible() && question && question->isVisible());
    const auto role = isDiscarded ? QMessageBox::DestructiveRole : QMessageBox::RejectRole;
    const QList<QAbstractButton *> buttons = question->buttons();
    const auto button = std::find_if(buttons.begin(), buttons.end(), [question, role](QAbstractButton *one) {
        return question->buttonRole(one) == role;
    });
    QVERIFY(button != buttons.end());
    (*button)->click();
    QCOMPARE(m_dialog->isVisible(), !isDiscarded);
    QCOMPARE(edit->text(), u"typed"_s);
}

void tst_secretsdialog::J16_copyingIsTold()
{
    press(u"secretCopy"_s);
    QCOMPARE(QApplication::clipboard()->text(), u"canary"_s);
    const auto *hint = part<QLabel>(u"secretHint"_s);
    QVERIFY2(hint->isVisible() && hint->text().contains(u"cleared in 30 seconds"), qPrintable(hint->text()));
    QVERIFY2(hint->fontMetrics().horizontalAdvance(hint->text()) <= hint->width(), "all of it is to be read");
    // The keychain tells its state with each answer.
    m_status->setState(SecretStoreState::WaitingForUser);
    m_status->setState(SecretStoreState::Unlocked);
    QVERIFY2(hint->text().contains(u"cleared in 30 seconds"), qPrintable(hint->text()));
}

void tst_secretsdialog::failureIsTold()
{
    select(1);
    m_store->failure = Error(ErrorKind::Storage, ErrorDetail::KeychainDenied);
    QTest::keyClicks(part<QLineEdit>(u"secretEdit"_s), u"fresh"_s);
    press(u"secretsStore"_s);
    QVERIFY(part<QLabel>(u"secretHint"_s)->text().contains("does not let this program"_L1));
    QCOMPARE(cell(1, SecretListModel::StateColumn), u"Missing"_s);
}

void tst_secretsdialog::lockedOneCanBeUnlocked()
{
    QVERIFY(!part<QPushButton>(u"secretsUnlock"_s)->isVisible());
    m_status->setState(SecretStoreState::Locked);
    QVERIFY(part<QLabel>(u"secretsAdvice"_s)->text().contains("locked"_L1));
    QSignalSpy wanted(m_status.get(), &SecretStoreStatus::unlockWanted);
    press(u"secretsUnlock"_s);
    QCOMPARE(wanted.size(), 1);
}

void tst_secretsdialog::elsewhereIsExplained()
{
    select(2);
    QVERIFY(part<QLabel>(u"secretsElsewhere"_s)->text().contains("FUSEBOARD_NO_SUCH"_L1));
    QVERIFY(!part<QLineEdit>(u"secretEdit"_s)->isVisible());
    select(3);
    QVERIFY(part<QLabel>(u"secretsElsewhere"_s)->text().contains("plain text"_L1));
    select(0);
    QVERIFY(!part<QLabel>(u"secretsElsewhere"_s)->isVisible());
    QVERIFY(part<QLineEdit>(u"secretEdit"_s)->isVisible());
}

void tst_secretsdialog::INV2_noTextOfASecretInTheModel()
{
    for (const SecretRow &row : m_dialog->model()->rows())
        QVERIFY(!row.secret.text().contains("canary"_L1));
    for (int row = 0; row < m_rows.size(); ++row) {
        for (int role = 0; role < Qt::UserRole; ++role) {
            for (int column = 0; column < 4; ++column)
                QVERIFY(!m_dialog->model()->index(row, column).data(role).toString().contains("canary"_L1));
        }
    }
}

void tst_secretsdialog::environmentsAreServedAsClients()
{
    const SecretKey key = SecretKey::ofEnvironment(u"w"_s, u"prod"_s, u"token"_s);
    m_store->memory.write(key.text(), u"canary"_s, [](const Result<void> &) {});
    open({{key, u"Production"_s, Secret::keychain(), SecretRow::User::Environment}});
    QCOMPARE(cell(0, SecretListModel::UserColumn), u"Production (environment)"_s);
    QCOMPARE(part<QLabel>(u"secretsSubject"_s)->text(), u"Production · Variable token"_s);
    press(u"secretCopy"_s);
    QCOMPARE(QApplication::clipboard()->text(), u"canary"_s);
    m_scheduler.advance(std::chrono::seconds(30));
    QVERIFY(QApplication::clipboard()->text().isEmpty());
    QSignalSpy changed(m_dialog.get(), &SecretsDialog::secretChanged);
    press(u"secretReplace"_s);
    QTest::keyClicks(part<QLineEdit>(u"secretEdit"_s), u"newer"_s);
    press(u"secretsStore"_s);
    QCOMPARE(changed.size(), 1);
    QVERIFY(changed.first().first().value<SecretKey>() == key);
}

void tst_secretsdialog::J13_whatIsUsedByNothingIsOnlyRemoved()
{
    const SecretKey gone = SecretKey::ofClient(u"w"_s, u"gone"_s, u"auth.token"_s);
    m_store->memory.write(gone.text(), u"canary"_s, [](const Result<void> &) {});
    const QList<SecretRow> rows{{SecretKey::ofClient(u"w"_s, u"never"_s, u"auth.token"_s), u"never"_s,
                                 Secret::keychain(), SecretRow::User::Gone},
                                {gone, u"gone"_s, Secret::keychain(), SecretRow::User::Gone}};
    open(rows);
    QCOMPARE(m_dialog->model()->rowCount(), 1); // the store does not have the other one
    QVERIFY(part<QPushButton>(u"secretShow"_s)->isVisible() && part<QPushButton>(u"secretCopy"_s)->isVisible());
    QVERIFY(!part<QPushButton>(u"secretReplace"_s)->isVisible() && !part<QPushButton>(u"secretsStore"_s)->isVisible());
    QVERIFY(part<QLineEdit>(u"secretEdit"_s)->isReadOnly());
    press(u"secretRemove"_s);
    auto *question = m_dialog->findChild<QMessageBox *>();
    QVERIFY(question && question->text().contains("comes back"_L1));
    for (QAbstractButton *button : question->buttons()) {
        if (question->buttonRole(button) == QMessageBox::DestructiveRole)
            QTest::mouseClick(button, Qt::LeftButton);
    }
    bool there = true;
    m_store->memory.contains(gone.text(), [&there](const Result<bool> &found) { there = *found; });
    QVERIFY(!there);
    QVERIFY(m_dialog->findChild<EmptyState *>()->isVisible() && !part<QTableView>(u"secretsTable"_s)->isVisible());
    m_dialog->reject();
    QVERIFY(!m_dialog->isVisible());
}

void tst_secretsdialog::emptyTeaches()
{
    open({});
    QVERIFY(m_dialog->findChild<EmptyState *>()->isVisible());
    m_status->setState(SecretStoreState::Locked);
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY(!m_dialog->isVisible());
}

void tst_secretsdialog::everyControlHasAName()
{
    const auto controls = m_dialog->findChildren<QWidget *>();
    for (const QWidget *control : controls) {
        if (control->isVisible() && control->focusPolicy() != Qt::NoFocus && qobject_cast<const QPushButton *>(control))
            QVERIFY(!static_cast<const QPushButton *>(control)->text().isEmpty());
        if (qobject_cast<const QLineEdit *>(control) || qobject_cast<const QTableView *>(control))
            QVERIFY2(!control->accessibleName().isEmpty(), qPrintable(control->objectName()));
    }
}

void tst_secretsdialog::looks_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void tst_secretsdialog::looks()
{
    QFETCH(bool, dark);
    m_theme.setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
    QList<SecretRow> rows = m_rows;
    const SecretKey gone = SecretKey::ofClient(u"w"_s, u"legacy-billing"_s, u"auth.client_secret"_s);
    const SecretKey aside = SecretKey::ofEnvironment(u"w"_s, u"production"_s, u"old_token:1f2e3d4c"_s);
    for (const SecretKey &key : {gone, aside})
        m_store->memory.write(key.text(), u"canary"_s, [](const Result<void> &) {});
    rows.insert(2,
                {SecretKey::ofEnvironment(u"w"_s, u"production"_s, u"token"_s), u"Production"_s, Secret::keychain(),
                 SecretRow::User::Environment});
    rows.append({aside, u"Production"_s, Secret::keychain(), SecretRow::User::Nobody});
    rows.append({gone, u"legacy-billing"_s, Secret::keychain(), SecretRow::User::Gone});
    open(rows);
    select(dark ? 6 : 2);
    const QImage picture = m_dialog->grab().toImage();
    QCOMPARE(picture.pixelColor(4, 4), m_theme.palette().toQPalette().color(QPalette::Window));
    for (const QLabel *label : m_dialog->findChildren<QLabel *>()) {
        if (label->isVisible() && !label->wordWrap())
            QVERIFY2(label->width() >= label->minimumSizeHint().width(), qPrintable(label->text()));
    }
    if (const QString folder = qEnvironmentVariable("FUSEBOARD_PICTURES"); !folder.isEmpty())
        QVERIFY(picture.save(folder + (dark ? u"/secretsdialog-dark.png"_s : u"/secretsdialog-light.png"_s)));
    m_theme.setMode(Theme::Mode::Light);
}

QTEST_MAIN(tst_secretsdialog)
#include "tst_secretsdialog.moc"
