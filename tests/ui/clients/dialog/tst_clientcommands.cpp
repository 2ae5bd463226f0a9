// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/secretkey.h"
#include "auth/secretstorestatus.h"
#include "clients/clienteditor.h"
#include "clients/dialog/clientcommands.h"
#include "clients/dialog/dialogfooter.h"
#include "clients/dialog/fieldrow.h"
#include "clients/dialog/jsonpage.h"
#include "clients/dialog/pagelist.h"
#include "clients/dialog/secretinput.h"
#include "config/authfactories.h"
#include "dialogfixture.h"
#include "interchange/exportdialog.h"
#include "workspace/conflictdialog.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

/// Remembers what it was asked for.
class FakeEditor final : public ClientEditor
{
public:
    [[nodiscard]] std::optional<ClientConfig> config(const QString &clientId) const override
    {
        return clients.contains(clientId) ? std::optional(clients.value(clientId)) : std::nullopt;
    }
    [[nodiscard]] bool isKept() const override { return kept; }
    Result<QString> create(const ClientEdit &edit) override
    {
        if (failure)
            return *failure;
        clients.insert(edit.config.name, edit.config);
        return edit.config.name;
    }
    Result<void> update(const QString &clientId, const ClientEdit &edit) override
    {
        if (failure)
            return *failure;
        if (asks)
            waiting.insert(clientId, edit.config);
        else
            clients.insert(clientId, edit.config);
        return {};
    }
    [[nodiscard]] bool isWaiting(const QString &clientId) const override { return waiting.contains(clientId); }
    Result<QString> duplicate(const QString &clientId) override
    {
        clients.insert(clientId + u"-copy"_s, clients.value(clientId));
        return clientId + u"-copy"_s;
    }
    Result<void> remove(const QString &clientId) override
    {
        if (failure)
            return *failure;
        clients.remove(clientId);
        return {};
    }
    std::shared_ptr<ApiClient> makeTrial(const QString &, const ClientConfig &) override { return {}; }
    void endTrials() override { ++ended; }

    /// The keychain, at last.
    void answer(const QString &clientId, bool allowed)
    {
        const ClientConfig config = waiting.take(clientId);
        if (allowed)
            clients.insert(clientId, config);
        else
            Q_EMIT failed(Error(ErrorKind::Storage, ErrorDetail::KeychainLocked,
                                SecretKey::ofClient(u"0816a7e1"_s, clientId, u"auth.token"_s).text()));
        Q_EMIT settled(clientId, allowed);
    }

    QMap<QString, ClientConfig> clients;
    QMap<QString, ClientConfig> waiting;
    int ended = 0;
    bool asks = false;
    bool kept = true;
    std::optional<Error> failure;
};

} // namespace

class tst_clientcommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void init();
    void cleanup();
    void actionsFollowTheCurrentClient();
    void newClientIsCreated();
    void editIsSaved();
    void theDialogFitsIntoTheSmallestWindow();
    void trialsEndWithTheDialog();
    void theDemoIsNotKept();
    void failureIsToldInTheDialog();
    void waitsForTheKeychain();
    void aRefusalOfTheKeychainIsReadAsAWhole();
    void withoutAKeychainSecretsAreToldToEnd();
    void whatWaitsOutlivesItsDialog();
    void K11_foreignChangesAreAskedAbout_data();
    void K11_foreignChangesAreAskedAbout();
    void exportsWhatIsEdited_data();
    void exportsWhatIsEdited();
    void exportsInThePresentEnvironment();
    void duplicateAndDelete();
    void failureToDeleteIsTold();

private:
    /// Edits a client whose secret the keychain asks about.
    [[nodiscard]] ClientDialog *submitted(int maxRedirects = 3)
    {
        m_commands->editClient(u"orders"_s);
        ClientDialog *dialog = m_commands->dialog();
        dialog->draft().setValue(u"max_redirects"_s, JsonValue::ofInteger(maxRedirects));
        QTest::keyClick(dialog, Qt::Key_Return);
        return dialog;
    }
    QAction *action(int index) const { return m_commands->actions().at(index); }

    Theme m_theme{Theme::Mode::Light};
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<FakeEditor> m_editor;
    ClientCommands *m_commands = nullptr;
};

void tst_clientcommands::init()
{
    m_window = std::make_unique<QWidget>();
    m_window->show();
    m_editor = std::make_unique<FakeEditor>();
    ClientConfig config;
    config.name = u"orders"_s;
    config.baseUrl = QUrl(u"https://api.example.com"_s);
    m_editor->clients.insert(u"orders"_s, config);
    m_commands = new ClientCommands(m_theme, *m_editor, {}, m_window.get());
}

void tst_clientcommands::cleanup()
{
    m_window.reset();
    m_editor.reset();
}

void tst_clientcommands::actionsFollowTheCurrentClient()
{
    QVERIFY(action(0)->isEnabled());
    QVERIFY(!action(1)->isEnabled() && !action(2)->isEnabled() && !action(3)->isEnabled() && !action(4)->isEnabled());
    m_commands->setCurrent(u"orders"_s);
    QVERIFY(action(1)->isEnabled() && action(2)->isEnabled() && action(3)->isEnabled() && action(4)->isEnabled());
    QList<QKeySequence> keys;
    for (const QAction *each : m_commands->actions()) {
        if (each == action(4)) // deleting is not to happen by a slip of the fingers
            continue;
        QVERIFY(!each->shortcut().isEmpty());
        QVERIFY(!keys.contains(each->shortcut()));
        keys.append(each->shortcut());
    }
}

void tst_clientcommands::newClientIsCreated()
{
    QSignalSpy shown(m_commands, &ClientCommands::clientShown);
    QSignalSpy begun(m_commands, &ClientCommands::clientBegun);
    QSignalSpy noticed(m_commands, &ClientCommands::noticed);
    action(0)->trigger();
    const QPointer<ClientDialog> dialog = m_commands->dialog();
    QVERIFY(dialog && dialog->isVisible());
    action(0)->trigger();
    QCOMPARE(m_window->findChildren<ClientDialog *>().size(), 1);
    dialog->draft().setValue(u"name"_s, JsonValue::ofText(u"new"_s));
    dialog->draft().setValue(u"base_url"_s, JsonValue::ofText(u"https://new.example.com"_s));
    QTest::keyClick(dialog.data(), Qt::Key_Return);
    QVERIFY(m_editor->clients.contains(u"new"_s));
    QCOMPARE(shown, (QList<QVariantList>{{u"new"_s}}));
    QCOMPARE(begun, (QList<QVariantList>{{u"new"_s}}));
    QCOMPARE(noticed, (QList<QVariantList>{{u"“new” is saved."_s}}));
    QTRY_VERIFY(!dialog);
}

void tst_clientcommands::editIsSaved()
{
    m_commands->setCurrent(u"orders"_s);
    action(1)->trigger();
    const QPointer<ClientDialog> dialog = m_commands->dialog();
    dialog->draft().setValue(u"max_redirects"_s, JsonValue::ofInteger(3));
    QTest::keyClick(dialog.data(), Qt::Key_Return);
    QCOMPARE(m_editor->clients.value(u"orders"_s).maxRedirects, 3);
    QTRY_VERIFY(!dialog);
}

void tst_clientcommands::theDialogFitsIntoTheSmallestWindow()
{
    m_window->resize(1000, 640);
    action(0)->trigger();
    ClientDialog *dialog = m_commands->dialog();
    for (int page = 0; page <= int(ClientDialog::Page::File); ++page) {
        dialog->showPage(ClientDialog::Page(page));
        QCoreApplication::processEvents();
        const QSize size = dialog->size();
        QVERIFY2(size.width() <= 1000 && size.height() <= 640,
                 qPrintable(u"%1: %2 x %3"_s.arg(page).arg(size.width()).arg(size.height())));
    }
}

/// What was signed in for is forgotten with the dialog, and not while it may still be saved.
void tst_clientcommands::trialsEndWithTheDialog()
{
    m_commands->createClient();
    QCOMPARE(m_editor->ended, 0);
    m_commands->dialog()->reject();
    QTRY_COMPARE(m_editor->ended, 1);
}

void tst_clientcommands::theDemoIsNotKept()
{
    m_editor->kept = false;
    QSignalSpy noticed(m_commands, &ClientCommands::noticed);
    const auto isTold = [&noticed] {
        const QString said = noticed.isEmpty() ? QString() : noticed.takeLast().first().toString();
        return said.contains(u"lasts until you quit"_s) && said.contains(u"Keep demo as workspace…"_s);
    };
    m_commands->editClient(u"orders"_s);
    ClientDialog *dialog = m_commands->dialog();
    QStringList texts;
    for (const QLabel *label : dialog->file()->findChildren<QLabel *>())
        texts << label->text();
    QVERIFY2(texts.join(u'\n').contains(u"Save writes no file"_s), qPrintable(texts.join(u'\n')));
    dialog->draft().setValue(u"max_redirects"_s, JsonValue::ofInteger(3));
    QTest::keyClick(dialog, Qt::Key_Return);
    QVERIFY(isTold());
    m_commands->setCurrent(u"orders"_s);
    action(2)->trigger();
    QVERIFY(isTold());
}

void tst_clientcommands::failureIsToldInTheDialog()
{
    m_commands->editClient(u"orders"_s);
    m_editor->failure = Error(ErrorKind::Storage, ErrorDetail::WriteFailed, u"client.json"_s);
    ClientDialog *dialog = m_commands->dialog();
    dialog->draft().setValue(u"max_redirects"_s, JsonValue::ofInteger(3));
    QTest::keyClick(dialog, Qt::Key_Return);
    QVERIFY(dialog->isVisible());
    QCOMPARE(m_editor->clients.value(u"orders"_s).maxRedirects, 10);
    m_editor->failure.reset();
    QTest::keyClick(dialog, Qt::Key_Return);
    QCOMPARE(m_editor->clients.value(u"orders"_s).maxRedirects, 3);
}

// K7
void tst_clientcommands::waitsForTheKeychain()
{
    m_editor->asks = true;
    const QPointer<ClientDialog> dialog = submitted();
    QVERIFY(dialog->isVisible() && dialog->isWaiting());
    QVERIFY(!dialog->footer()->saveButton()->isEnabled());
    m_editor->answer(u"orders"_s, false);
    QVERIFY2(dialog && dialog->isVisible() && !dialog->isWaiting(), "what was typed is still there");
    QVERIFY(dialog->draft().isModified());
    QTest::keyClick(dialog.data(), Qt::Key_Return);
    QVERIFY(dialog->isWaiting());
    m_editor->answer(u"orders"_s, true);
    QCOMPARE(m_editor->clients.value(u"orders"_s).maxRedirects, 3);
    QTRY_VERIFY(!dialog);
}

void tst_clientcommands::aRefusalOfTheKeychainIsReadAsAWhole()
{
    m_editor->asks = true;
    ClientDialog *dialog = submitted();
    dialog->resize(dialog->minimumSize());
    m_editor->answer(u"orders"_s, false);
    QCoreApplication::processEvents();
    const QLabel *message = nullptr;
    for (const QLabel *label : dialog->footer()->findChildren<QLabel *>()) {
        if (label->text().contains(u"was not stored"_s))
            message = label;
    }
    QVERIFY(message && message->isVisible());
    QCOMPARE(message->text(),
             u"The secret “Token” of “orders” was not stored, because the keychain was not unlocked. "
             "Save again and give its password."_s);
    QVERIFY(message->wordWrap());
    QTRY_VERIFY(message->height() >= message->heightForWidth(message->width()));
    QVERIFY(dialog->footer()->rect().contains(QRect(message->mapTo(dialog->footer(), QPoint()), message->size())));
}

void tst_clientcommands::withoutAKeychainSecretsAreToldToEnd()
{
    SecretStoreStatus status;
    status.setState(SecretStoreState::Absent);
    m_commands->setSecretStore(status);
    m_editor->clients[u"orders"_s].auth = createBearerAuth(Secret::keychain());
    QSignalSpy noticed(m_commands, &ClientCommands::noticed);
    m_commands->editClient(u"orders"_s);
    ClientDialog *dialog = m_commands->dialog();
    const QComboBox *source = dialog->row(u"auth.token"_s)->findChild<SecretInput *>()->source();
    const auto badge = [dialog] { return dialog->findChild<PageList *>()->badge(int(ClientDialog::Page::Auth)); };
    QCOMPARE(source->currentText(), u"Memory, until you quit"_s);
    QCOMPARE(badge(), (Badge{Tone::Warning, u"until you quit"_s, {}}));
    status.setState(SecretStoreState::Unlocked); // it comes at last
    QCOMPARE(source->currentText(), u"Keychain"_s);
    QCOMPARE(badge().text, u"keychain"_s);
    status.setState(SecretStoreState::Absent);
    dialog->draft().setValue(u"max_redirects"_s, JsonValue::ofInteger(3));
    QTest::keyClick(dialog, Qt::Key_Return);
    QVERIFY(noticed.last().first().toString().contains(u"secrets are kept until you quit"_s));
    QTRY_VERIFY(!m_commands->dialog());
    m_editor->clients[u"orders"_s].auth.reset();
    m_commands->editClient(u"orders"_s);
    m_commands->dialog()->draft().setValue(u"max_redirects"_s, JsonValue::ofInteger(4));
    QTest::keyClick(m_commands->dialog(), Qt::Key_Return);
    QCOMPARE(noticed.last().first().toString(), u"“orders” is saved."_s);
}

void tst_clientcommands::whatWaitsOutlivesItsDialog()
{
    m_editor->asks = true;
    QSignalSpy failed(m_commands, &ClientCommands::failed);
    const QPointer<ClientDialog> dialog = submitted();
    QTest::keyClick(dialog.data(), Qt::Key_Escape);
    QTRY_VERIFY(!dialog);
    m_commands->editClient(u"orders"_s);
    m_editor->answer(u"orders"_s, false);
    QCOMPARE(failed.size(), 1);
    QVERIFY(m_commands->dialog()->isVisible());
}

void tst_clientcommands::K11_foreignChangesAreAskedAbout_data()
{
    QTest::addColumn<QString>("button");
    QTest::addColumn<int>("redirects");
    QTest::newRow("mine") << u"keepMine"_s << 3;
    QTest::newRow("theirs") << u"takeTheirs"_s << 5;
}

void tst_clientcommands::K11_foreignChangesAreAskedAbout()
{
    QFETCH(const QString, button);
    QFETCH(const int, redirects);
    m_commands->editClient(u"orders"_s);
    const QPointer<ClientDialog> dialog = m_commands->dialog();
    dialog->draft().setValue(u"max_redirects"_s, JsonValue::ofInteger(3));
    m_editor->clients[u"orders"_s].maxRedirects = 5;
    m_editor->clients[u"orders"_s].auth = createBearerAuth(Secret::plain(u"CANARY"_s));
    QTest::keyClick(dialog.data(), Qt::Key_Return);
    QCOMPARE(m_editor->clients.value(u"orders"_s).maxRedirects, 5);
    QVERIFY(dialog->isVisible());
    const QPointer<ConflictDialog> question = dialog->findChild<ConflictDialog *>();
    QVERIFY(question && question->isVisible());
    for (const QPlainTextEdit *version : question->findChildren<QPlainTextEdit *>()) {
        QVERIFY(!version->toPlainText().isEmpty());
        QVERIFY(!version->toPlainText().contains(u"CANARY"_s));
    }
    question->findChild<QPushButton *>(button)->click();
    QCOMPARE(m_editor->clients.value(u"orders"_s).maxRedirects, redirects);
    QTRY_VERIFY(!dialog);
}

void tst_clientcommands::exportsWhatIsEdited_data()
{
    QTest::addColumn<bool>("isEdited");
    QTest::newRow("as saved") << false;
    QTest::newRow("as edited") << true;
}

void tst_clientcommands::exportsWhatIsEdited()
{
    QFETCH(const bool, isEdited);
    m_editor->clients[u"orders"_s].baseUrl = ConfigUrl::withVariables(u"{{host}}"_s);
    m_commands->setEnvironments([] { return QList<Environment>{{u"prod"_s, {}}}; });
    m_commands->editClient(u"orders"_s);
    ClientDialog *dialog = m_commands->dialog();
    if (isEdited)
        dialog->draft().setValue(u"max_redirects"_s, JsonValue::ofInteger(3));
    dialog->showPage(ClientDialog::Page::File);
    auto *button = dialog->findChild<QPushButton *>(u"exportEdited"_s);
    button->click();
    auto *exported = dialog->findChild<ExportDialog *>();
    QVERIFY(exported && exported->isVisible());
    QCOMPARE(exported->windowTitle(), isEdited ? u"Export orders as edited"_s : u"Export orders"_s);
    QCOMPARE(exported->text().contains("max_redirects"_L1), isEdited);
    QVERIFY(exported->findChild<QComboBox *>(u"exportEnvironment"_s)->isVisible());
    exported->reject();
    dialog->draft().setValue(u"name"_s, JsonValue::ofText({}));
    QVERIFY2(!button->isEnabled(), "what is faulty is no client yet");
}

void tst_clientcommands::exportsInThePresentEnvironment()
{
    m_editor->clients[u"orders"_s].baseUrl = ConfigUrl::withVariables(u"{{host}}"_s);
    EnvironmentState state;
    state.environment = {u"prod"_s, {}};
    state.environment.config.variables = {{u"host"_s, Variable::Source::Text, u"http://prod.example"_s}};
    m_commands->setEnvironments([state] { return QList<Environment>{{u"qa"_s, {}}, state.environment}; });
    m_commands->setPresentEnvironment([state] { return state; });
    m_commands->setCurrent(u"orders"_s);
    action(3)->trigger();
    const auto *exported = m_window->findChild<ExportDialog *>();
    QVERIFY(exported);
    QCOMPARE(exported->findChild<QComboBox *>(u"exportEnvironment"_s)->currentData().toString(), u"prod"_s);
    QVERIFY2(exported->text().contains("http://prod.example"_L1), qPrintable(exported->text()));
}

void tst_clientcommands::duplicateAndDelete()
{
    QSignalSpy shown(m_commands, &ClientCommands::clientShown);
    QSignalSpy noticed(m_commands, &ClientCommands::noticed);
    m_commands->setCurrent(u"orders"_s);
    action(2)->trigger();
    QCOMPARE(shown.takeFirst(), (QVariantList{u"orders-copy"_s}));
    action(4)->trigger();
    QVERIFY(!m_editor->clients.contains(u"orders"_s));
    QVERIFY(noticed.last().first().toString().startsWith(u"“orders” was deleted."_s));
}

void tst_clientcommands::failureToDeleteIsTold()
{
    QSignalSpy failed(m_commands, &ClientCommands::failed);
    m_editor->failure = Error(ErrorKind::Storage, ErrorDetail::NoPermission, u"client.json"_s);
    m_commands->setCurrent(u"orders"_s);
    action(4)->trigger();
    QVERIFY(failed.last().first().toString().contains(u"client.json"_s));
    QVERIFY(m_editor->clients.contains(u"orders"_s));
}

QTEST_MAIN(tst_clientcommands)
#include "tst_clientcommands.moc"
