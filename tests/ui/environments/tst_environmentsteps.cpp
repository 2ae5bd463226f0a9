// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the dialog of environments takes back and makes anew, with the keys and the focus that its user has.

#include "auth/memorysecretstore.h"
#include "auth/secretkey.h"
#include "common/theme.h"
#include "environments/environmentsdialog.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

/// One whose parent has gone from the folder, and whose name the form cannot show as it is.
Environment orphan()
{
    EnvironmentConfig config;
    config.name = u" Orphan"_s;
    config.parent = u"gone"_s;
    config.variables = {{u"host"_s, Variable::Source::Text, u"api.example.com"_s},
                        {u"token"_s, Variable::Source::Keychain, {}}};
    return {u"orphan"_s, config};
}

Environment plain()
{
    EnvironmentConfig config;
    config.name = u"Plain"_s;
    return {u"plain"_s, config};
}

constexpr Qt::KeyboardModifiers backKeys = Qt::ControlModifier;
constexpr Qt::KeyboardModifiers anewKeys = Qt::ControlModifier | Qt::ShiftModifier;

} // namespace

class TestEnvironmentSteps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatTheFormCannotShowIsNoStep();
    void aMissingParentIsDroppedByItsUserOnly();
    void redoHasBothKeys_data();
    void redoHasBothKeys();
    void theKeysReachTheDialogFromTheName();
    void aNameThatIsTakenBackInItsLineLeavesNoStep();
    void theKeysReachTheDialogFromACell();
    void whatIsWrittenInACellIsNotLost();
    void theDialogMayGoWhileACellIsWritten();
    void theCellStaysInFront();
    void aHeldDeleteRemovesOneVariable();
    void aDeletedVariableIsToldAndTakenBack();
    void S05_whatWasShownIsHiddenInAnotherEnvironment();
    void tabGoesThroughTheQuestionAsItStands();

private:
    template<class Widget>
    [[nodiscard]] Widget *find(const QString &name) const
    {
        return m_dialog->findChild<Widget *>(name);
    }
    void press(Qt::KeyboardModifiers with) const
    {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Z, with); // where somebody's keys go
    }
    void choose(const QString &box, int index) const
    {
        auto *combo = find<QComboBox>(box);
        combo->setFocus();
        combo->setCurrentIndex(index);
        Q_EMIT combo->activated(index);
    }
    void edit(int row, int column) const
    {
        table()->setFocus();
        table()->setCurrentIndex(table()->model()->index(row, column));
        table()->edit(table()->currentIndex());
    }
    [[nodiscard]] QTableView *table() const { return find<QTableView>(u"variables"_s); }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return table()->model()->index(row, column).data().toString();
    }
    [[nodiscard]] int color() const { return find<QComboBox>(u"environmentColor"_s)->currentIndex(); }

    Theme m_theme{Theme::Mode::Light};
    MemorySecretStore m_store;
    std::unique_ptr<EnvironmentsDialog> m_dialog;
};

void TestEnvironmentSteps::init()
{
    m_store.write(SecretKey::ofEnvironment(u"w"_s, u"orphan"_s, u"token"_s).text(), u"CANARY"_s,
                  [](const Result<void> &) {});
    const EnvironmentsDialog::Content content{{orphan(), plain()}, u"orphan"_s, {}, u"w"_s};
    m_dialog = std::make_unique<EnvironmentsDialog>(m_theme, m_store, content);
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
}

void TestEnvironmentSteps::whatTheFormCannotShowIsNoStep()
{
    choose(u"environmentColor"_s, 2);
    press(backKeys);
    QCOMPARE(color(), 0);
    press(backKeys); // there is nothing any more
    press(anewKeys);
    QCOMPARE(color(), 2);
    press(backKeys);
    m_dialog->reject();
    QVERIFY2(!m_dialog->isVisible(), "all is as in the files: there is nothing to ask about");
}

void TestEnvironmentSteps::aMissingParentIsDroppedByItsUserOnly()
{
    const auto *parent = find<QComboBox>(u"environmentParent"_s);
    const auto *save = find<QPushButton>(u"saveEnvironments"_s);
    QCOMPARE(parent->currentText(), u"gone (not available)"_s);
    choose(u"environmentColor"_s, 2);
    QVERIFY2(!save->isEnabled(), "the fault is told, and nothing is dropped without a word");
    choose(u"environmentParent"_s, 0);
    QVERIFY(save->isEnabled());
    press(backKeys);
    QCOMPARE(parent->currentText(), u"gone (not available)"_s);
    QCOMPARE(color(), 2);
}

void TestEnvironmentSteps::redoHasBothKeys_data()
{
    QTest::addColumn<QKeyCombination>("keys");
    QTest::newRow("Ctrl+Shift+Z") << QKeyCombination(Qt::CTRL | Qt::SHIFT | Qt::Key_Z);
    QTest::newRow("Ctrl+Y") << QKeyCombination(Qt::CTRL | Qt::Key_Y);
}

void TestEnvironmentSteps::redoHasBothKeys()
{
    QFETCH(QKeyCombination, keys);
    choose(u"environmentColor"_s, 2);
    press(backKeys);
    QVERIFY(color() != 2);
    QTest::keyClick(QApplication::focusWidget(), keys.key(), keys.keyboardModifiers());
    QCOMPARE(color(), 2);
}

void TestEnvironmentSteps::theKeysReachTheDialogFromTheName()
{
    const auto *list = find<QListWidget>(u"environmentList"_s);
    find<QPushButton>(u"newEnvironment"_s)->click();
    QVERIFY(find<QLineEdit>(u"environmentName"_s)->hasFocus());
    press(backKeys);
    QCOMPARE(list->count(), 2);
    find<QLineEdit>(u"environmentName"_s)->setFocus();
    press(anewKeys);
    QCOMPARE(list->count(), 3);
}

void TestEnvironmentSteps::aNameThatIsTakenBackInItsLineLeavesNoStep()
{
    auto *name = find<QLineEdit>(u"environmentName"_s);
    choose(u"environmentColor"_s, 2);
    name->setFocus();
    name->end(false);
    QTest::keyClicks(name, u"age"_s);
    press(backKeys); // in the line
    QCOMPARE(name->text(), u" Orphan"_s);
    QCOMPARE(color(), 2);
    press(backKeys);
    QCOMPARE(color(), 0);
}

void TestEnvironmentSteps::theKeysReachTheDialogFromACell()
{
    choose(u"environmentColor"_s, 2);
    edit(0, 1);
    QVERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
    press(backKeys);
    QCOMPARE(color(), 0);
    QVERIFY2(table()->hasFocus(), "the cell was closed, and the keyboard stays in the table");
    QCOMPARE(table()->currentIndex().row(), 0);
}

void TestEnvironmentSteps::whatIsWrittenInACellIsNotLost()
{
    edit(0, 1);
    QTest::keyClicks(QApplication::focusWidget(), u"live.example"_s);
    press(anewKeys); // there is nothing to make anew
    QCOMPARE(cell(0, 1), u"live.example"_s);
}

void TestEnvironmentSteps::theDialogMayGoWhileACellIsWritten()
{
    edit(0, 1);
    QTest::keyClicks(QApplication::focusWidget(), u"live.example"_s);
    m_dialog.reset(); // the cell is told to a model, and not to what is half gone
    QVERIFY(!QApplication::focusWidget());
}

void TestEnvironmentSteps::theCellStaysInFront()
{
    table()->setFocus();
    table()->setCurrentIndex(table()->model()->index(1, 1));
    QVERIFY(table()->model()->setData(table()->model()->index(0, 1), u"live.example"_s));
    press(backKeys);
    QCOMPARE(cell(0, 1), u"api.example.com"_s);
    QCOMPARE(table()->currentIndex(), table()->model()->index(1, 1));
}

void TestEnvironmentSteps::aHeldDeleteRemovesOneVariable()
{
    table()->setFocus();
    table()->setCurrentIndex(table()->model()->index(0, 0));
    for (const bool isHeld : {false, true}) {
        QKeyEvent key(QEvent::KeyPress, Qt::Key_Delete, Qt::NoModifier, {}, isHeld);
        QApplication::sendEvent(table(), &key);
    }
    QCOMPARE(cell(0, 0), u"token"_s);
}

void TestEnvironmentSteps::aDeletedVariableIsToldAndTakenBack()
{
    const auto *told = find<QLabel>(u"environmentRemoved"_s);
    table()->setFocus();
    table()->setCurrentIndex(table()->model()->index(0, 0));
    QTest::keyClick(table(), Qt::Key_Delete);
    QVERIFY(told->isVisible());
    QCOMPARE(told->text(), u"Deleted “host”."_s);
    find<QPushButton>(u"undoEnvironments"_s)->click();
    QVERIFY(!told->isVisible());
    QCOMPARE(cell(0, 0), u"host"_s);
    QTest::keyClick(table(), Qt::Key_Delete);
    choose(u"environmentColor"_s, 2);
    QVERIFY2(!told->isVisible(), "it is not the last edit any more");
}

void TestEnvironmentSteps::S05_whatWasShownIsHiddenInAnotherEnvironment()
{
    auto *list = find<QListWidget>(u"environmentList"_s);
    table()->setCurrentIndex(table()->model()->index(1, 0));
    find<QPushButton>(u"showSecret"_s)->click();
    QCOMPARE(cell(1, 1), u"CANARY"_s);
    choose(u"environmentColor"_s, 2);
    QCOMPARE(cell(1, 1), u"CANARY"_s); // is still looked at
    list->setCurrentRow(1);
    list->setCurrentRow(0);
    QVERIFY2(!cell(1, 1).contains(u"CANARY"_s), "what is read is with the form, and not with the drafts");
}

void TestEnvironmentSteps::tabGoesThroughTheQuestionAsItStands()
{
    choose(u"environmentColor"_s, 2);
    m_dialog->reject();
    QVERIFY(find<QPushButton>(u"keepEnvironments"_s)->hasFocus());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab, Qt::ShiftModifier);
    QVERIFY(find<QPushButton>(u"discardEnvironments"_s)->hasFocus());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QVERIFY(find<QPushButton>(u"keepEnvironments"_s)->hasFocus());
}

QTEST_MAIN(TestEnvironmentSteps)
#include "tst_environmentsteps.moc"
