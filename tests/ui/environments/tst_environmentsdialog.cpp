// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/memorysecretstore.h"
#include "auth/secretkey.h"
#include "common/theme.h"
#include "environments/environmentsdialog.h"
#include "support/accessiblenames.h"
#include "support/sharedmnemonics.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

QList<Environment> dialogEnvironments()
{
    EnvironmentConfig shared;
    shared.name = u"Shared"_s;
    shared.variables = {{u"page"_s, Variable::Source::Text, u"50"_s}};
    EnvironmentConfig production;
    production.name = u"Production"_s;
    production.parent = u"shared"_s;
    production.color = EnvironmentColor::Red;
    production.confirmBeforeSending = true;
    production.variables = {{u"host"_s, Variable::Source::Text, u"api.example.com"_s},
                            {u"token"_s, Variable::Source::Keychain, {}},
                            {u"team"_s, Variable::Source::Environment, u"TEAM_ID"_s}};
    return {{u"production"_s, production}, {u"shared"_s, shared}};
}

} // namespace

class TestEnvironmentsDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void showsTheCurrentOne();
    void savesWhatWasEdited();
    void escapeAsksFirst_data();
    void escapeAsksFirst();
    void K7_failuresLeaveTheEdits();
    void whatIsSubmittedIsNotEdited();
    void secretsThatWereRefusedAreSubmittedAgain();
    void theirVersionGoesForMine_data();
    void theirVersionGoesForMine();
    void savesTheCellThatIsBeingWritten();
    void tabGoesFromRowToRow();
    void tabPassesTheTickByAndShiftTabFindsIt();
    void theCellWithTheKeyboardHasAFrame();
    void lettersWithoutACellBeginAVariable_data();
    void lettersWithoutACellBeginAVariable();
    void faultsAreToldAndNotSaved();
    void newDuplicateDelete();
    void newOnesHaveNamesOfTheirOwn();
    void deletionIsToldAndTakenBack();
    void editsAreTakenBackAndMadeAnew();
    void aDeletionIsTakenBackBehindOtherEdits();
    void nothingIsTakenBackWhileItIsSaved();
    void aReferenceStaysInOneLine();
    void parentsLeadNowhereBack();
    void S05_secretsAreShownOnDemand();
    void anEmptyWorkspaceIsTaught();
    void everyControlHasAName();
    void noKeyIsShared();
    void bothSchemesAreDrawn_data();
    void bothSchemesAreDrawn();

private:
    void open(const EnvironmentsDialog::Content &content = {dialogEnvironments(), u"production"_s, {}, u"w"_s})
    {
        m_dialog = std::make_unique<EnvironmentsDialog>(m_theme, m_store, content);
        m_saved.clear();
        connect(m_dialog.get(), &EnvironmentsDialog::submitted, this, [this](const EnvironmentsEdit &edit) {
            m_saved.append(edit);
            if (m_failure.isEmpty())
                m_dialog->finishSaved();
            else
                m_dialog->refuse(m_failure);
        });
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    }
    template<class Widget>
    [[nodiscard]] Widget *find(const QString &name) const
    {
        return m_dialog->findChild<Widget *>(name);
    }
    void click(const QString &name) const { find<QPushButton>(name)->click(); }
    [[nodiscard]] QAbstractItemModel *variables() const { return find<QTableView>(u"variables"_s)->model(); }
    [[nodiscard]] QString problem() const { return find<QLabel>(u"environmentsProblem"_s)->text(); }

    Theme m_theme{Theme::Mode::Light};
    MemorySecretStore m_store;
    std::unique_ptr<EnvironmentsDialog> m_dialog;
    QList<EnvironmentsEdit> m_saved;
    QString m_failure; // of saving
};

void TestEnvironmentsDialog::initTestCase()
{
    m_theme.applyTo(*qApp);
}

void TestEnvironmentsDialog::init()
{
    m_theme.setMode(Theme::Mode::Light);
    m_failure.clear();
    m_store.write(SecretKey::ofEnvironment(u"w"_s, u"production"_s, u"token"_s).text(), u"CANARY"_s,
                  [](const Result<void> &) {});
    open();
}

void TestEnvironmentsDialog::showsTheCurrentOne()
{
    QCOMPARE(find<QListWidget>(u"environmentList"_s)->count(), 2);
    QCOMPARE(find<QLineEdit>(u"environmentName"_s)->text(), u"Production"_s);
    QCOMPARE(find<QComboBox>(u"environmentParent"_s)->currentText(), u"Shared"_s);
    QCOMPARE(find<QComboBox>(u"environmentColor"_s)->currentText(), u"Red"_s);
    QVERIFY(find<QCheckBox>(u"confirmBeforeSending"_s)->isChecked());
    QCOMPARE(variables()->rowCount(), 4);
}

void TestEnvironmentsDialog::savesWhatWasEdited()
{
    auto *name = find<QLineEdit>(u"environmentName"_s);
    name->selectAll();
    QTest::keyClicks(name, u"Live"_s);
    QVERIFY(variables()->setData(variables()->index(0, 1), u"live.example"_s));
    QVERIFY(variables()->setData(variables()->index(1, 1), u"new secret"_s));
    find<QCheckBox>(u"confirmBeforeSending"_s)->setChecked(false);
    QCOMPARE(find<QListWidget>(u"environmentList"_s)->item(0)->text(), u"Live"_s);
    click(u"saveEnvironments"_s);
    QCOMPARE(m_saved.size(), 1);
    const EnvironmentsEdit &edit = m_saved.first();
    QCOMPARE(edit.environments.size(), 2);
    QCOMPARE(edit.environments.first().slug, u"production"_s);
    QCOMPARE(edit.environments.first().config.name, u"Live"_s);
    QVERIFY(!edit.environments.first().config.confirmBeforeSending);
    QCOMPARE(edit.environments.first().config.variables.first().text, u"live.example"_s);
    QVERIFY(edit.secrets == QList<SecretEdit>({{u"production"_s, u"token"_s, u"new secret"_s, {}}}));
    QVERIFY(!m_dialog->isVisible());
}

void TestEnvironmentsDialog::savesTheCellThatIsBeingWritten()
{
    auto *table = find<QTableView>(u"variables"_s);
    const QModelIndex cell = variables()->index(0, 1);
    table->setCurrentIndex(cell);
    table->edit(cell);
    auto *editor = qobject_cast<QLineEdit *>(table->indexWidget(cell));
    QVERIFY(editor);
    editor->selectAll();
    QTest::keyClicks(editor, u"live.example"_s);
    click(u"saveEnvironments"_s); // as Alt+S does: the keyboard stays where it is
    QCOMPARE(m_saved.size(), 1);
    QCOMPARE(m_saved.first().environments.first().config.variables.first().text, u"live.example"_s);
}

void TestEnvironmentsDialog::escapeAsksFirst_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<int>("row");
    QTest::newRow("a value") << 1 << 0;
    QTest::newRow("a secret") << 1 << 1;
    QTest::newRow("a name") << 0 << 0;
}

void TestEnvironmentsDialog::escapeAsksFirst()
{
    QFETCH(const int, column);
    QFETCH(const int, row);
    QVERIFY(variables()->setData(variables()->index(row, column), u"other"_s));
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY(m_dialog->isVisible() && find<QPushButton>(u"discardEnvironments"_s)->isVisible());
    QVERIFY2(find<QPushButton>(u"keepEnvironments"_s)
                 ->geometry()
                 .contains(find<QPushButton>(u"saveEnvironments"_s)->geometry().center()),
             "a click that was meant for Save");
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape); // takes the question back
    QVERIFY(m_dialog->isVisible() && find<QPushButton>(u"saveEnvironments"_s)->isVisible());
    click(u"cancelEnvironments"_s);
    QVERIFY(m_dialog->isVisible());
    click(u"discardEnvironments"_s);
    QVERIFY(!m_dialog->isVisible() && m_saved.isEmpty());
    open();
    find<QListWidget>(u"environmentList"_s)->setCurrentRow(1);
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY2(!m_dialog->isVisible(), "nothing was edited");
}

void TestEnvironmentsDialog::K7_failuresLeaveTheEdits()
{
    m_failure = u"The disk is full."_s;
    QVERIFY(variables()->setData(variables()->index(0, 1), u"live.example"_s));
    QVERIFY(variables()->setData(variables()->index(1, 1), u"new secret"_s));
    click(u"saveEnvironments"_s);
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(problem(), m_failure);
    m_failure.clear();
    click(u"saveEnvironments"_s);
    QVERIFY(!m_dialog->isVisible());
    QCOMPARE(m_saved.size(), 2);
    QVERIFY(m_saved.last().environments == m_saved.first().environments);
    QVERIFY(m_saved.last().secrets == m_saved.first().secrets && !m_saved.last().secrets.isEmpty());
}

void TestEnvironmentsDialog::whatIsSubmittedIsNotEdited()
{
    disconnect(m_dialog.get(), &EnvironmentsDialog::submitted, this, nullptr);
    QVERIFY(variables()->setData(variables()->index(0, 1), u"live.example"_s));
    click(u"saveEnvironments"_s);
    QVERIFY(m_dialog->isVisible());
    QVERIFY(!find<QPushButton>(u"saveEnvironments"_s)->isEnabled());
    QVERIFY(!find<QLineEdit>(u"environmentName"_s)->isEnabled());
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY2(!m_dialog->isVisible(), "it goes on without its dialog");
}

void TestEnvironmentsDialog::secretsThatWereRefusedAreSubmittedAgain()
{
    m_failure = u"The keychain says no."_s;
    QVERIFY(variables()->setData(variables()->index(1, 0), u"api_token"_s));
    click(u"newEnvironment"_s);
    QVERIFY(variables()->setData(variables()->index(0, 0), u"key"_s));
    QVERIFY(variables()->setData(variables()->index(0, 1), u"typed"_s));
    QVERIFY(variables()->setData(variables()->index(0, 2), Qt::Checked, Qt::CheckStateRole));
    click(u"saveEnvironments"_s);
    const EnvironmentsEdit first = m_saved.takeFirst();
    QCOMPARE(first.secrets.size(), 2);
    m_dialog->keepSecrets(first.environments, {first.secrets.last()}, m_failure); // the first one was carried out
    QCOMPARE(problem(), m_failure);
    m_failure.clear();
    click(u"saveEnvironments"_s);
    QVERIFY(m_saved.first().environments == first.environments);
    QVERIFY(m_saved.first().secrets == QList{first.secrets.last()});
}

void TestEnvironmentsDialog::theirVersionGoesForMine_data()
{
    QTest::addColumn<bool>("isThere");
    QTest::newRow("changed") << true;
    QTest::newRow("removed") << false;
}

void TestEnvironmentsDialog::theirVersionGoesForMine()
{
    QFETCH(const bool, isThere);
    QVERIFY(variables()->setData(variables()->index(0, 1), u"live.example"_s));
    Environment theirs = dialogEnvironments().first();
    theirs.config.name = u"Theirs"_s;
    m_dialog->takeTheirs(theirs.slug, isThere ? &theirs : nullptr);
    QCOMPARE(find<QListWidget>(u"environmentList"_s)->count(), isThere ? 2 : 1);
    QCOMPARE(find<QLineEdit>(u"environmentName"_s)->text(), isThere ? u"Theirs"_s : u"Shared"_s);
    QCOMPARE(m_dialog->base().size(), isThere ? 2 : 1);
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY2(!m_dialog->isVisible(), "nothing of it is edited any more");
}

/// As somebody types a list of variables who does not look up.
void TestEnvironmentsDialog::tabGoesFromRowToRow()
{
    auto *table = find<QTableView>(u"variables"_s);
    const int last = variables()->rowCount() - 1;
    table->setFocus();
    table->setCurrentIndex(variables()->index(last, 0));
    for (const QString &typed : {u"region"_s, u"eu"_s, u"zone"_s, u"7"_s}) {
        for (const QChar key : typed) // the first one opens the editor
            QTest::keyClicks(QApplication::focusWidget(), QString(key));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    QCOMPARE(variables()->index(last, 0).data().toString(), u"region"_s);
    QCOMPARE(variables()->index(last, 1).data().toString(), u"eu"_s);
    QCOMPARE(variables()->index(last + 1, 0).data().toString(), u"zone"_s);
    QCOMPARE(variables()->index(last + 1, 1).data().toString(), u"7"_s);
    QCOMPARE(table->currentIndex(), variables()->index(last + 2, 0));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QVERIFY2(!table->hasFocus() && !table->isAncestorOf(QApplication::focusWidget()), "the last row leaves the table");
    table->setFocus();
    table->setCurrentIndex(variables()->index(variables()->rowCount() - 1, 2));
    QTest::keyClick(table, Qt::Key_Tab);
    QVERIFY(!table->hasFocus() && !table->isAncestorOf(QApplication::focusWidget()));
}

void TestEnvironmentsDialog::tabPassesTheTickByAndShiftTabFindsIt()
{
    auto *table = find<QTableView>(u"variables"_s);
    table->setFocus();
    table->setCurrentIndex(variables()->index(0, 1));
    table->edit(table->currentIndex());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QCOMPARE(table->currentIndex(), variables()->index(1, 0));
    QVERIFY(table->indexWidget(table->currentIndex()));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab, Qt::ShiftModifier);
    QCOMPARE(table->currentIndex(), variables()->index(0, 2));
    QVERIFY(table->hasFocus());
    QTest::keyClick(table, Qt::Key_Space);
    QCOMPARE(table->currentIndex().data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    QTest::keyClick(table, Qt::Key_Backtab, Qt::ShiftModifier);
    QCOMPARE(table->currentIndex(), variables()->index(0, 1));
    QVERIFY(table->indexWidget(table->currentIndex()));
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Right);
    QCOMPARE(table->currentIndex(), variables()->index(0, 2));
    QTest::keyClick(table, Qt::Key_Tab);
    QCOMPARE(table->currentIndex(), variables()->index(1, 0));
}

void TestEnvironmentsDialog::theCellWithTheKeyboardHasAFrame()
{
    auto *table = find<QTableView>(u"variables"_s);
    table->setFocus();
    for (const int column : {0, 1, 2}) {
        const QModelIndex cell = variables()->index(1, column);
        table->setCurrentIndex(cell);
        const QImage image = table->viewport()->grab().toImage();
        const QPoint edge = table->visualRect(cell).topLeft() + QPoint(10, 0);
        QCOMPARE(image.pixelColor(edge), m_theme.color(ColorRole::FocusRing));
    }
}

void TestEnvironmentsDialog::lettersWithoutACellBeginAVariable_data()
{
    QTest::addColumn<bool>("isEmptyLine");
    QTest::addColumn<int>("column");
    QTest::newRow("a tick") << false << 2;
    QTest::newRow("the value of the empty line") << true << 1;
    QTest::newRow("the tick of the empty line") << true << 2;
}

void TestEnvironmentsDialog::lettersWithoutACellBeginAVariable()
{
    QFETCH(const bool, isEmptyLine);
    QFETCH(const int, column);
    auto *table = find<QTableView>(u"variables"_s);
    const int last = variables()->rowCount() - 1;
    table->setFocus();
    table->setCurrentIndex(variables()->index(isEmptyLine ? last : 0, column));
    for (const QChar key : u"zone"_s)
        QTest::keyClicks(QApplication::focusWidget(), QString(key));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QCOMPARE(variables()->index(last, 0).data().toString(), u"zone"_s);
    QCOMPARE(variables()->index(0, 2).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QCOMPARE(table->currentIndex(), variables()->index(last, 1));
}

void TestEnvironmentsDialog::faultsAreToldAndNotSaved()
{
    QVERIFY(variables()->setData(variables()->index(0, 0), u"bad name"_s));
    QVERIFY2(problem().startsWith(u"Production: variables."_s), qPrintable(problem()));
    QVERIFY(!find<QPushButton>(u"saveEnvironments"_s)->isEnabled());
    QVERIFY(variables()->setData(variables()->index(0, 0), u"team"_s));
    QVERIFY2(problem().contains(u"more than once"_s), qPrintable(problem()));
    QVERIFY(variables()->setData(variables()->index(0, 0), u"good"_s));
    QCOMPARE(problem(), QString());
    find<QLineEdit>(u"environmentName"_s)->clear();
    Q_EMIT find<QLineEdit>(u"environmentName"_s)->textEdited({});
    QVERIFY(!problem().isEmpty());
}

void TestEnvironmentsDialog::newDuplicateDelete()
{
    auto *list = find<QListWidget>(u"environmentList"_s);
    click(u"duplicateEnvironment"_s);
    QCOMPARE(list->currentRow(), 2);
    QCOMPARE(find<QLineEdit>(u"environmentName"_s)->text(), u"Production (copy)"_s);
    QCOMPARE(variables()->index(1, 1).data().toString(), u"Not entered yet"_s);
    click(u"newEnvironment"_s);
    QCOMPARE(list->count(), 4);
    QVERIFY(find<QLineEdit>(u"environmentName"_s)->hasFocus());
    list->setCurrentRow(1); // Shared, the parent of two
    click(u"deleteEnvironment"_s);
    QCOMPARE(list->count(), 3);
    click(u"saveEnvironments"_s);
    QCOMPARE(m_saved.size(), 1);
    QCOMPARE(m_saved.first().removed, QStringList({u"shared"_s}));
    QStringList told;
    for (const Environment &environment : m_saved.first().environments)
        told << environment.slug + u':' + environment.config.parent;
    QCOMPARE(told, QStringList({u"new-environment:"_s, u"production:"_s, u"production-copy:"_s}));
}

void TestEnvironmentsDialog::newOnesHaveNamesOfTheirOwn()
{
    const auto *name = find<QLineEdit>(u"environmentName"_s);
    click(u"newEnvironment"_s);
    QCOMPARE(name->text(), u"New environment"_s);
    click(u"newEnvironment"_s);
    QCOMPARE(name->text(), u"New environment 2"_s);
    for (const QString &expected : {u"Production (copy)"_s, u"Production (copy) 2"_s}) {
        find<QListWidget>(u"environmentList"_s)->setCurrentRow(0);
        click(u"duplicateEnvironment"_s);
        QCOMPARE(name->text(), expected);
    }
}

void TestEnvironmentsDialog::deletionIsToldAndTakenBack()
{
    auto *list = find<QListWidget>(u"environmentList"_s);
    const auto *told = find<QLabel>(u"environmentRemoved"_s);
    QVERIFY(!told->isVisible());
    list->setCurrentRow(1); // Shared, the parent of Production
    click(u"deleteEnvironment"_s);
    QVERIFY(told->isVisible());
    QCOMPARE(told->text(), u"“Shared” goes when you save."_s);
    click(u"deleteEnvironment"_s);
    QCOMPARE(list->count(), 0);
    QCOMPARE(told->text(), u"“Production” goes when you save."_s);
    click(u"undoEnvironments"_s);
    QCOMPARE(told->text(), u"“Shared” goes when you save."_s);
    QTest::keyClick(m_dialog.get(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(!told->isVisible());
    QCOMPARE(list->count(), 2);
    QCOMPARE(list->currentRow(), 1);
    QCOMPARE(find<QLineEdit>(u"environmentName"_s)->text(), u"Shared"_s);
    list->setCurrentRow(0);
    QCOMPARE(find<QComboBox>(u"environmentParent"_s)->currentText(), u"Shared"_s);
    m_dialog->reject();
    QVERIFY2(!m_dialog->isVisible(), "all is as it was: there is nothing to ask about");
}

void TestEnvironmentsDialog::editsAreTakenBackAndMadeAnew()
{
    const auto value = [this](int row) { return variables()->index(row, 1).data(Qt::EditRole).toString(); };
    auto *list = find<QListWidget>(u"environmentList"_s);
    find<QTableView>(u"variables"_s)->setFocus();
    QVERIFY(variables()->setData(variables()->index(0, 1), u"live.example"_s));
    QVERIFY(variables()->setData(variables()->index(1, 1), u"new secret"_s));
    find<QTableView>(u"variables"_s)->setCurrentIndex(variables()->index(2, 0));
    click(u"removeVariable"_s);
    find<QCheckBox>(u"confirmBeforeSending"_s)->click();
    list->setCurrentRow(1);
    QVERIFY(variables()->setData(variables()->index(0, 1), u"100"_s));
    list->setCurrentRow(0);
    const auto press = [this](Qt::KeyboardModifiers with) { QTest::keyClick(m_dialog.get(), Qt::Key_Z, with); };
    press(Qt::ControlModifier);
    QCOMPARE(list->currentRow(), 1); // where something changes
    QCOMPARE(value(0), u"50"_s);
    press(Qt::ControlModifier);
    QVERIFY(find<QCheckBox>(u"confirmBeforeSending"_s)->isChecked());
    press(Qt::ControlModifier);
    QCOMPARE(value(2), u"${env:TEAM_ID}"_s);
    press(Qt::ControlModifier);
    press(Qt::ControlModifier);
    QCOMPARE(value(0), u"api.example.com"_s);
    m_dialog->reject();
    QVERIFY2(!m_dialog->isVisible(), "all is as it was: there is nothing to ask about");
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    for (int times = 0; times < 5; ++times)
        press(Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(value(0), u"100"_s);
    click(u"saveEnvironments"_s);
    const EnvironmentConfig production = m_saved.first().environments.first().config;
    QCOMPARE(production.variables.size(), 2);
    QCOMPARE(production.variables.first().text, u"live.example"_s);
    QVERIFY(!production.confirmBeforeSending);
    QVERIFY(m_saved.first().secrets == QList<SecretEdit>({{u"production"_s, u"token"_s, u"new secret"_s, {}}}));
}

void TestEnvironmentsDialog::aDeletionIsTakenBackBehindOtherEdits()
{
    auto *list = find<QListWidget>(u"environmentList"_s);
    list->setCurrentRow(1);
    click(u"deleteEnvironment"_s);
    QVERIFY(variables()->setData(variables()->index(0, 1), u"live.example"_s));
    click(u"undoEnvironments"_s); // the deletion, and not what was edited since
    QCOMPARE(list->count(), 2);
    list->setCurrentRow(0);
    QCOMPARE(variables()->index(0, 1).data().toString(), u"live.example"_s);
    QTest::keyClick(m_dialog.get(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(list->count(), 1);
    QVERIFY(find<QLabel>(u"environmentRemoved"_s)->isVisible());
}

void TestEnvironmentsDialog::aReferenceStaysInOneLine()
{
    QVERIFY(!find<QTableView>(u"variables"_s)->wordWrap());
}

void TestEnvironmentsDialog::nothingIsTakenBackWhileItIsSaved()
{
    open();
    click(u"deleteEnvironment"_s);
    QVERIFY(find<QPushButton>(u"undoEnvironments"_s)->isEnabled());
    disconnect(m_dialog.get(), &EnvironmentsDialog::submitted, this, nullptr); // the keychain asks
    click(u"saveEnvironments"_s);
    QVERIFY(!find<QPushButton>(u"undoEnvironments"_s)->isEnabled());
    m_dialog->refuse(u"The keychain is locked."_s);
    QVERIFY(find<QPushButton>(u"undoEnvironments"_s)->isEnabled());
}

void TestEnvironmentsDialog::parentsLeadNowhereBack()
{
    auto *list = find<QListWidget>(u"environmentList"_s);
    list->setCurrentRow(1);
    auto *parent = find<QComboBox>(u"environmentParent"_s);
    QCOMPARE(parent->count(), 1); // Production has Shared for its parent
    QCOMPARE(parent->currentText(), u"None"_s);
}

void TestEnvironmentsDialog::S05_secretsAreShownOnDemand()
{
    auto *table = find<QTableView>(u"variables"_s);
    auto *show = find<QPushButton>(u"showSecret"_s);
    table->setCurrentIndex(variables()->index(0, 0));
    QVERIFY(!show->isEnabled());
    table->setCurrentIndex(variables()->index(1, 0));
    QVERIFY(show->isEnabled());
    QVERIFY(!variables()->index(1, 1).data().toString().contains(u"CANARY"_s));
    show->click();
    QCOMPARE(variables()->index(1, 1).data().toString(), u"CANARY"_s);
    QCOMPARE(show->text(), u"Hide secret"_s);
    show->click();
    QVERIFY(!variables()->index(1, 1).data().toString().contains(u"CANARY"_s));
    m_store.remove(SecretKey::ofEnvironment(u"w"_s, u"production"_s, u"token"_s).text(), [](const Result<void> &) {});
    show->click();
    QVERIFY(!problem().isEmpty());
    click(u"saveEnvironments"_s);
    QVERIFY(m_saved.first().secrets.isEmpty());
}

void TestEnvironmentsDialog::anEmptyWorkspaceIsTaught()
{
    open({});
    QVERIFY(!find<QPushButton>(u"deleteEnvironment"_s)->isEnabled());
    bool taught = false;
    for (const QLabel *label : m_dialog->findChildren<QLabel *>())
        taught = taught || (label->isVisible() && label->text() == u"There is no environment"_s);
    QVERIFY(taught);
    click(u"newEnvironment"_s);
    QVERIFY(find<QLineEdit>(u"environmentName"_s)->isVisible());
}

void TestEnvironmentsDialog::everyControlHasAName()
{
    const AccessibleNames names(*m_dialog);
    QVERIFY2(names.unnamed.isEmpty(), qPrintable(names.unnamed.join(u' ')));
    QVERIFY(names.checked > 9);
}

void TestEnvironmentsDialog::noKeyIsShared()
{
    QCOMPARE(SharedMnemonics(*m_dialog).shared, QStringList());
    click(u"newEnvironment"_s);
    click(u"duplicateEnvironment"_s);
    m_dialog->reject();
    QVERIFY(find<QPushButton>(u"discardEnvironments"_s)->isVisible());
    QCOMPARE(SharedMnemonics(*m_dialog).shared, QStringList());
}

void TestEnvironmentsDialog::bothSchemesAreDrawn_data()
{
    QTest::addColumn<Theme::Mode>("mode");
    QTest::addColumn<QString>("name");
    QTest::newRow("light") << Theme::Mode::Light << u"environments-light.png"_s;
    QTest::newRow("dark") << Theme::Mode::Dark << u"environments-dark.png"_s;
}

void TestEnvironmentsDialog::bothSchemesAreDrawn()
{
    QFETCH(const Theme::Mode, mode);
    QFETCH(const QString, name);
    m_theme.setMode(mode);
    const QImage image = m_dialog->grab().toImage();
    QVERIFY(!image.isNull());
    const QString folder = qEnvironmentVariable("FUSEBOARD_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(image.save(folder + u'/' + name));
}

QTEST_MAIN(TestEnvironmentsDialog)
#include "tst_environmentsdialog.moc"
