// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/secretkey.h"
#include "clients/dialog/fieldrow.h"
#include "clients/dialog/pagelist.h"
#include "clients/dialog/secretinput.h"
#include "config/authfactories.h"
#include "config/configreader.h"
#include "dashboard/clienttile.h"
#include "interchange/exportdialog.h"
#include "keyringsession.h"
#include "workspacewindow.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDirIterator>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QListView>
#include <QTest>
#include <QToolButton>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// What a user does with one integration, from an empty workspace on, in the program's own window: makes it, keeps its
/// secret, sees its breaker work, and takes its configuration elsewhere.
class tst_integration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_window->close(); }
    void isConfiguredInTheDialog();
    void keepsItsSecretInTheKeychain();
    void theDialogTellsWhatTheKeychainHas();
    void breakerIsSeenToOpenAndClose();
    void exportIsReadBackEqual();

private:
    /// What is typed by makeIntegration().
    [[nodiscard]] ClientConfig wanted() const;
    void makeIntegration();
    [[nodiscard]] QString tile() const;
    [[nodiscard]] QString subline() const;
    [[nodiscard]] QStringList events() const;
    void sendAndWatch(const QString &url);
    void sendAndSee(const QString &url, const QString &pill);

    KeyringSession m_keyring;
    std::unique_ptr<WorkspaceWindow> m_window;
};

void tst_integration::initTestCase()
{
    if (!m_keyring.start())
        QSKIP(qPrintable(m_keyring.whyNot()));
    QVERIFY(m_keyring.startKeyring());
    m_window = std::make_unique<WorkspaceWindow>();
}

void tst_integration::init()
{
    QVERIFY(m_window->upstream().setScenario({}));
    m_window->open();
}

ClientConfig tst_integration::wanted() const
{
    ClientConfig config;
    config.name = u"Orders"_s;
    QUrl url = m_window->upstream().url();
    url.setPath(u"/auth/bearer"_s);
    config.baseUrl = url;
    config.auth = createBearerAuth(Secret::keychain());
    config.defaultHeaders = {{u"Accept"_s, u"application/json"_s}};
    config.circuitBreaker = CircuitBreakerConfig();
    config.circuitBreaker->failureThreshold = 2;
    config.circuitBreaker->recoveryTimeout = 3s;
    config.circuitBreaker->successThreshold = 1;
    config.timeout = 10s;
    config.connectTimeout = 5s;
    return config;
}

void tst_integration::makeIntegration()
{
    using Page = ClientDialog::Page;
    const QString base = wanted().baseUrl.toString();
    m_window->makeClient([&base](DialogHands &hands) {
        hands.type(u"name"_s, u"Orders"_s);
        hands.type(u"base_url"_s, base);
        hands.typePair(u"default_headers"_s, 1, u"Accept"_s, u"application/json"_s);
        hands.go(Page::Auth);
        hands.choose(u"auth.type"_s, u"Bearer token"_s);
        hands.typeSecret(u"auth.token"_s, u"Keychain"_s, u"demo-token"_s);
        hands.go(Page::Breaker);
        hands.press(u"Circuit breaker: Standard"_s);
        hands.type(u"circuit_breaker.failure_threshold"_s, u"2"_s);
        hands.type(u"circuit_breaker.recovery_timeout"_s, u"3"_s);
        hands.type(u"circuit_breaker.success_threshold"_s, u"1"_s);
        hands.go(Page::Timeouts);
        hands.type(u"timeout"_s, u"10"_s);
        hands.type(u"connect_timeout"_s, u"5"_s);
    });
}

void tst_integration::isConfiguredInTheDialog()
{
    makeIntegration();
    const auto read = readClientConfigFile(m_window->folder() + u"/clients/orders/client.json"_s);
    QVERIFY(read && read->warnings.isEmpty());
    QCOMPARE(read->config, wanted());
    // And as it was typed it works.
    sendAndSee(u"/orders"_s, u"200"_s);
    QTRY_VERIFY2(m_window->shownBody().contains(u"\"customer\""_s), qPrintable(m_window->shownBody()));
}

void tst_integration::keepsItsSecretInTheKeychain()
{
    makeIntegration();
    const QString key = SecretKey::ofClient(m_window->workspaceId(), u"orders"_s, u"auth.token"_s).text();
    QCOMPARE(m_keyring.lookedUpElsewhere(key), u"demo-token"_s);
    QDirIterator files(m_window->folder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        QVERIFY2(!file.readAll().contains("demo-token"), qPrintable(file.fileName()));
    }
    // The server takes nothing else: it went there from the keychain.
    sendAndSee(u"/orders"_s, u"200"_s);
    QVERIFY(m_keyring.removedElsewhere(key));
}

void tst_integration::theDialogTellsWhatTheKeychainHas()
{
    makeIntegration();
    const QString key = SecretKey::ofClient(m_window->workspaceId(), u"orders"_s, u"auth.token"_s).text();
    const auto open = [this] {
        QTest::keyClick(m_window->window(), Qt::Key_F4);
        auto *dialog = m_window->dialog<ClientDialog>();
        WorkspaceWindow::toFront(dialog);
        dialog->showPage(ClientDialog::Page::Auth);
        return dialog;
    };
    const auto badge = [](const ClientDialog *dialog) {
        return dialog->findChild<PageList *>()->badge(int(ClientDialog::Page::Auth)).text;
    };
    ClientDialog *dialog = open();
    auto *token = dialog->row(u"auth.token"_s)->findChild<SecretInput *>();
    QTRY_VERIFY_WITH_TIMEOUT(token->more()->isVisible(), 20'000);
    QCOMPARE(badge(dialog), u"keychain"_s);
    token->findChild<QAction *>(u"showKept"_s)->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(token->line()->displayText(), u"demo-token"_s, 20'000);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!m_window->dialog<ClientDialog>());
    QVERIFY(m_keyring.removedElsewhere(key));
    WorkspaceWindow::toFront(m_window->window());
    dialog = open();
    QTRY_COMPARE_WITH_TIMEOUT(badge(dialog), u"missing"_s, 20'000);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!m_window->dialog<ClientDialog>());
}

void tst_integration::sendAndSee(const QString &url, const QString &pill)
{
    m_window->send(u"GET"_s, url);
    const auto isTold = [this, &pill] {
        const QStringList pills = m_window->pills();
        return std::any_of(pills.begin(), pills.end(), [&pill](const QString &each) { return each.contains(pill); });
    };
    QTRY_VERIFY2_WITH_TIMEOUT(isTold(), qPrintable(m_window->pills().join(u", "_s)), 20'000);
}

QString tst_integration::tile() const
{
    const auto *found = m_window->window()->findChild<ClientTile *>();
    return found ? found->accessibleName() : QString();
}

QString tst_integration::subline() const
{
    const auto *found = m_window->window()->findChild<ClientTile *>();
    return found ? found->accessibleDescription() : QString();
}

/// Sends it in Explore, and is back at the dashboard before the answer comes.
void tst_integration::sendAndWatch(const QString &url)
{
    m_window->go(u"Explore"_s);
    m_window->send(u"GET"_s, url);
    m_window->go(u"Dashboard"_s);
}

QStringList tst_integration::events() const
{
    QStringList told;
    const QAbstractItemModel *model = m_window->named<QListView>(u"Events"_s)->model();
    for (int row = 0; row < model->rowCount(); ++row)
        told.append(model->index(row, 0).data(Qt::AccessibleTextRole).toString());
    return told;
}

void tst_integration::breakerIsSeenToOpenAndClose()
{
    makeIntegration();
    sendAndSee(u"/orders"_s, u"200"_s);
    m_window->go(u"Dashboard"_s);
    QTRY_COMPARE(tile(), u"Orders, Closed"_s);
    QVERIFY(m_window->upstream().setScenario(u"reset"_s));
    sendAndWatch(u"/orders"_s);
    QTRY_VERIFY2_WITH_TIMEOUT(subline().startsWith(u"1 of 2 failures"_s), qPrintable(subline()), 20'000);
    sendAndWatch(u"/orders"_s);
    QTRY_VERIFY2_WITH_TIMEOUT(tile().startsWith(u"Orders, Open"_s), qPrintable(tile()), 20'000);
    QVERIFY(m_window->upstream().setScenario({}));
    QTRY_COMPARE_WITH_TIMEOUT(tile(), u"Orders, Half-open"_s, 20'000);
    const quint64 served = m_window->upstream().requestsServed();
    sendAndWatch(u"/orders?delay=1"_s);
    QTRY_VERIFY2_WITH_TIMEOUT(subline().startsWith(u"probe under way"_s), qPrintable(subline()), 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(tile(), u"Orders, Closed"_s, 20'000);
    QCOMPARE(m_window->upstream().requestsServed(), served + 1);
    const QStringList told = events();
    for (const auto &event : {u"Breaker opened: 2 failures"_s, u"Half-open"_s, u"Breaker closed: 1 probe succeeded"_s})
        QVERIFY2(told.filter(event).size() == 1, qPrintable(event + u" in\n"_s + told.join(u'\n')));
}

void tst_integration::exportIsReadBackEqual()
{
    makeIntegration();
    QTest::keyClick(m_window->window(), Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(m_window->dialog<ExportDialog>());
    auto *dialog = m_window->dialog<ExportDialog>();
    WorkspaceWindow::toFront(dialog);
    auto *format = dialog->findChild<QComboBox *>();
    const int ours = format->findText(u"Fuseboard JSON"_s);
    while (format->currentIndex() != ours)
        QTest::keyClick(format, format->currentIndex() < ours ? Qt::Key_Down : Qt::Key_Up);
    QVERIFY2(!dialog->text().contains(u"demo-token"_s), qPrintable(dialog->text()));
    QTest::keyClick(dialog, Qt::Key_Return); // Save… is what Return means
    QTRY_VERIFY(m_window->dialog<QFileDialog>());
    auto *chooser = m_window->dialog<QFileDialog>();
    WorkspaceWindow::toFront(chooser);
    const QString file = m_window->folder() + u"-elsewhere.json"_s;
    auto *name = chooser->findChild<QLineEdit *>(u"fileNameEdit"_s);
    name->setText(file); // typed, it would open the list of files, which grabs the keys
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_VERIFY(QFile::exists(file));
    const auto read = readClientConfigFile(file);
    QVERIFY(read && read->warnings.isEmpty());
    QCOMPARE(read->config, wanted());
}

QTEST_MAIN(tst_integration)
#include "tst_integration.moc"
