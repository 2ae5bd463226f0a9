// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "application.h"
#include "base/systemscheduler.h"
#include "dialoghands.h"
#include "explorer/explorepage.h"
#include "history/historydatabase.h"
#include "history/historypage.h"
#include "historywiring.h"
#include "keyringsession.h"
#include "secretcontrol.h"
#include "shell/mainwindow.h"
#include "support/shownwindow.h"
#include "support/workspacefolder.h"
#include "upstream/demoupstream.h"
#include "workspace/files/systemfilesystem.h"
#include "workspace/store/environmentstore.h"
#include "workspace/store/workspacestore.h"

#include <QApplication>
#include <QDesktopServices>
#include <QDir>
#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QRegularExpression>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QUuid>

#include <atomic>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

constexpr int keychainLimit = 20'000; // ms
const auto workspaceId = u"wiring"_s;
const auto canary = u"canary-4711-canary"_s;

} // namespace

/// What the program's own window does with secrets without being asked: it takes those that are new out of its history,
/// and those that a crash has left out of the keychain.
class tst_secretwiring : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    /// In the place of the user's browser, which agrees to everything.
    void visit(const QUrl &page) { m_browser.get(QNetworkRequest(page)); }

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void cleanupTestCase() { QDesktopServices::unsetUrlHandler(u"http"_s); }
    void aStoredSecretLeavesTheHistory();
    void onlyWhatItsUserStoresIsTold_data();
    void onlyWhatItsUserStoresIsTold();
    void J14_whatACrashHasLeftGoesWithTheNextRun();
    void J14_whatIsTriedBearsTheMarkOfItsRun();

private:
    void open();
    /// That of the client, or of a new one.
    [[nodiscard]] static ClientDialog *openDialog(bool isNew);
    static void toFront(QWidget *window);
    [[nodiscard]] static QString keysFolder();
    /// So many calls of the history have it; -1: the history cannot be read.
    [[nodiscard]] int callsWith(const QString &text) const;

    KeyringSession m_keyring;
    QTemporaryDir m_settings;
    QNetworkAccessManager m_browser;
    SystemScheduler m_scheduler;
    DemoUpstream m_upstream{m_scheduler};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Application> m_application;
};

void tst_secretwiring::initTestCase()
{
    if (!m_keyring.start())
        QSKIP(qPrintable(m_keyring.whyNot()));
    QVERIFY(m_keyring.startKeyring());
    QVERIFY(m_upstream.listen());
    QDesktopServices::setUrlHandler(u"http"_s, this, "visit");
    QCoreApplication::setOrganizationName(u"fuseboard"_s);
    QCoreApplication::setApplicationName(u"fuseboard"_s);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
    QApplication::setQuitOnLastWindowClosed(false);
}

/// A workspace with one client, at whose address nobody listens, and one request that has the canary as plain text.
void tst_secretwiring::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    const QString client = m_folder->filePath(u"clients/orders"_s);
    bool written = writeBytes(m_folder->filePath(u"workspace.json"_s),
                              R"({"format": 1, "id": "wiring", "name": "Shop"})");
    written &= writeBytes(client + u"/client.json"_s,
                          R"({"format": 1, "name": "Orders", "base_url": "http://127.0.0.1:1"})");
    const QString request = uR"({"format": 1, "name": "List", "method": "GET", "path": "/orders/%1"})"_s;
    written &= writeBytes(client + u"/requests/list.json"_s, request.arg(canary).toUtf8());
    QVERIFY(written);
}

void tst_secretwiring::cleanup()
{
    m_application.reset();
    QApplication::setQuitOnLastWindowClosed(false); // the test goes on
}

void tst_secretwiring::toFront(QWidget *window)
{
    window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window));
}

void tst_secretwiring::open()
{
    Options options;
    options.workspace = m_folder->path();
    m_application = std::make_unique<Application>(options, m_upstream, *qApp);
    QCOMPARE(m_application->start(), 0);
    QTRY_VERIFY(shownWindow<MainWindow>());
    toFront(shownWindow<MainWindow>());
}

ClientDialog *tst_secretwiring::openDialog(bool isNew)
{
    auto *window = shownWindow<MainWindow>();
    if (isNew)
        QTest::keyClick(window, Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    else
        QTest::keyClick(window, Qt::Key_F4);
    auto *dialog = window->findChild<ClientDialog *>();
    if (!dialog)
        qFatal("The dialog does not open");
    toFront(dialog);
    return dialog;
}

QString tst_secretwiring::keysFolder()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).filePath(u"secret-keys"_s);
}

int tst_secretwiring::callsWith(const QString &text) const
{
    HistoryQuery query;
    query.filter.text = text;
    const std::atomic<bool> cancelled{false};
    const auto calls = HistoryDatabase(historyFile(m_folder->path())).page(query, cancelled);
    return calls ? int(calls->size()) : -1;
}

void tst_secretwiring::aStoredSecretLeavesTheHistory()
{
    open();
    shownWindow<MainWindow>()->showPage(u"explore"_s);
    shownWindow<MainWindow>()->findChild<ExplorePage *>()->send();
    QTRY_COMPARE(callsWith(canary), 1);
    ClientDialog *dialog = openDialog(false);
    DialogHands hands(*dialog);
    hands.go(ClientDialog::Page::Auth);
    hands.choose(u"auth.type"_s, u"Bearer token"_s);
    hands.typeSecret(u"auth.token"_s, u"Keychain"_s, canary);
    QCOMPARE(callsWith(canary), 1); // as long as it is not stored
    hands.press(u"Save"_s);
    QTRY_COMPARE_WITH_TIMEOUT(callsWith(canary), 0, keychainLimit);
    QCOMPARE(callsWith(u"127.0.0.1"_s), 1); // the call itself stays
}

void tst_secretwiring::onlyWhatItsUserStoresIsTold_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<bool>("isTold");
    const auto of = [](const QString &field) { return SecretKey::ofClient(workspaceId, u"orders"_s, field); };
    QTest::newRow("a client's") << of(u"auth.token"_s).text() << true;
    QTest::newRow("an environment's") << SecretKey::ofEnvironment(workspaceId, u"prod"_s, u"token"_s).text() << true;
    QTest::newRow("another workspace's") << SecretKey::ofClient(u"another"_s, u"orders"_s, u"auth.token"_s).text()
                                         << false;
    QTest::newRow("a refresh token") << of(u"auth.refresh_token"_s).text() << true;
    QTest::newRow("a part's") << of(u"auth.token"_s).within(u"part"_s).text() << false;
}

void tst_secretwiring::onlyWhatItsUserStoresIsTold()
{
    QFETCH(const QString, key);
    QFETCH(const bool, isTold);
    Theme theme(Theme::Mode::Light);
    SystemFileSystem files;
    WorkspaceStore workspace(files, m_scheduler);
    workspace.open(m_folder->path());
    QTRY_VERIFY(workspace.isOpen());
    EnvironmentStore environments(files, m_scheduler);
    SecretControl control(theme, m_scheduler);
    control.setWorkspace(workspace, environments);
    const QSignalSpy told(&control, &SecretControl::secretStored);
    std::optional<Result<void>> written;
    control.store().write(key, canary, [&written](const Result<void> &outcome) { written = outcome; });
    QTRY_VERIFY_WITH_TIMEOUT(written, keychainLimit);
    QVERIFY(written->ok());
    QCOMPARE(told.size(), isTold ? 1 : 0);
    QCOMPARE(told.value(0).value(0).toString(), isTold ? canary : QString());
}

void tst_secretwiring::J14_whatACrashHasLeftGoesWithTheNextRun()
{
    const QString slug = u":tried-%1.%2"_s.arg(QUuid::createUuid().toString(QUuid::Id128),
                                               QUuid::createUuid().toString(QUuid::WithoutBraces));
    const QString left = SecretKey::ofClient(workspaceId, slug, u"auth.refresh_token"_s).text();
    QProcess other;
    KeyringSession::changeElsewhere(other, left, canary);
    QTRY_COMPARE_WITH_TIMEOUT(other.state(), QProcess::NotRunning, keychainLimit);
    QCOMPARE(m_keyring.lookedUpElsewhere(left), canary);
    SecretIndex(keysFolder()).add(left);
    open();
    QTRY_VERIFY_WITH_TIMEOUT(!SecretIndex(keysFolder()).keysOf(workspaceId).contains(left), keychainLimit);
    QCOMPARE(m_keyring.lookedUpElsewhere(left), QString());
}

void tst_secretwiring::J14_whatIsTriedBearsTheMarkOfItsRun()
{
    open();
    DialogHands hands(*openDialog(true));
    hands.type(u"name"_s, u"Payments"_s);
    hands.type(u"base_url"_s, m_upstream.url().toString());
    hands.go(ClientDialog::Page::Auth);
    hands.choose(u"auth.type"_s, u"OAuth 2.0"_s);
    hands.choose(u"auth.grant_type"_s, u"Sign-in on another device"_s);
    hands.type(u"auth.token_url"_s, m_upstream.url().toString() + u"/oauth/token"_s);
    hands.type(u"auth.device_authorization_url"_s, m_upstream.url().toString() + u"/oauth/device"_s);
    hands.type(u"auth.client_id"_s, u"demo"_s);
    hands.typeSecret(u"auth.client_secret"_s, u"Keychain"_s, u"demo-secret"_s);
    const QDir locks(keysFolder());
    const QStringList names{u"run-*.lock"_s};
    QVERIFY(locks.entryList(names).isEmpty());
    hands.press(u"Get token"_s);
    QCOMPARE(locks.entryList(names).size(), 1);
    // So that no other run takes it for left: its name begins with that of the lock.
    const QString run = locks.entryList(names).first().sliced(4, 32);
    const auto tried = [] {
        return SecretIndex(keysFolder()).keysOf(workspaceId).filter(QRegularExpression(u"/:new-"_s));
    };
    QTRY_COMPARE_WITH_TIMEOUT(tried().size(), 1, keychainLimit);
    QVERIFY2(tried().first().contains(u":new-%1."_s.arg(run)), qPrintable(tried().first()));
    // Another run may begin meanwhile.
    TrialSecrets other(keysFolder());
    SecretIndex index(keysFolder());
    QVERIFY(other.leftOf(index, workspaceId).isEmpty());
}

QTEST_MAIN(tst_secretwiring)
#include "tst_secretwiring.moc"
