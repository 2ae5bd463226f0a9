// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/secretkey.h"
#include "canaryscan.h"
#include "clients/dialog/testpanel.h"
#include "common/tabstrip.h"
#include "environments/environmentsdialog.h"
#include "environments/environmentselector.h"
#include "explorer/autheditor.h"
#include "explorer/explorepage.h"
#include "interchange/copyasmenu.h"
#include "keyringsession.h"
#include "secrets/secretsdialog.h"
#include "workspacewindow.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDirIterator>
#include <QLineEdit>
#include <QLoggingCategory>
#include <QProcess>
#include <QPushButton>
#include <QTableView>
#include <QTest>

#include <csignal>
#include <cstdio>
#include <sys/resource.h>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

QStringList windowLog;

void keepLogLine(QtMsgType type, const QMessageLogContext &, const QString &line)
{
    if (type == QtFatalMsg)
        std::fputs(qPrintable(line), stderr);
    windowLog.append(line);
}

} // namespace

/// Secrets that are typed in the program's own window, with a real keyring behind it: where they may be seen that is no
/// place for them. (INV2)
class tst_windowcanaries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void ADV_M9_INV2_typedAndNotSaved();
    void ADV_M9_INV2_variablesAndDrafts();
    void ADV_M9_INV2_aPasswordInATokenUrl();
    void ADV_M9_INV2_copiedWithAHint();
    void ADV_J15_M7_INV2_aCrashLeavesNone();
    void aPlantedLeakIsFound_data();
    void aPlantedLeakIsFound();

private:
    void lookAtFiles();
    void makeEnvironment(const QString &secret);
    void makeBearerClient(const QString &secret);
    void lookAtAllPages(const QString &place);
    [[nodiscard]] int draftCount(const QString &folder = u"/drafts/"_s) const;
    void trigger(const QString &command);

    KeyringSession m_keyring;
    std::unique_ptr<CanaryScan> m_scan;
    std::unique_ptr<WorkspaceWindow> m_window;
};

void tst_windowcanaries::initTestCase()
{
    if (!m_keyring.start())
        QSKIP(qPrintable(m_keyring.whyNot()));
    QVERIFY(m_keyring.startKeyring());
    QLoggingCategory::setFilterRules(u"*=true\nqt.*=false"_s);
    m_window = std::make_unique<WorkspaceWindow>();
}

void tst_windowcanaries::init()
{
    windowLog.clear();
    m_scan = std::make_unique<CanaryScan>();
    m_window->open();
    qInstallMessageHandler(keepLogLine);
}

void tst_windowcanaries::cleanup()
{
    qInstallMessageHandler(nullptr);
    m_window->close();
}

/// Whatever the program, its keyring and Qt have written, with the program gone.
void tst_windowcanaries::lookAtFiles()
{
    m_scan->lookAtProcesses(u"process list"_s);
    m_window->close();
    qInstallMessageHandler(nullptr);
    for (const QString &line : std::as_const(windowLog))
        m_scan->look(u"log"_s, line);
    m_scan->lookAtFolder(u"workspace"_s, m_window->folder());
    m_scan->lookAtFolder(u"settings"_s, m_window->settingsFolder());
    m_scan->lookAtFolder(u"home"_s, m_keyring.folder());
    m_scan->lookAtClipboard(u"clipboard"_s);
    qInfo("%s", qPrintable(m_scan->report()));
    for (const auto &place : {u"process list"_s, u"log"_s, u"workspace"_s, u"settings"_s, u"home"_s})
        QVERIFY2(m_scan->looked(place) > 0, qPrintable(place));
}

void tst_windowcanaries::lookAtAllPages(const QString &place)
{
    for (const auto &page : {u"Dashboard"_s, u"History"_s, u"Explore"_s}) {
        m_window->go(page);
        m_scan->lookAtWidgets(place, m_window->window());
    }
    const QList<TabStrip *> strips = m_window->window()->findChild<ExplorePage *>()->findChildren<TabStrip *>();
    for (TabStrip *strip : strips) {
        for (int tab = 0; tab < strip->count(); ++tab) {
            strip->setCurrentIndex(tab);
            m_scan->lookAtWidgets(place, m_window->window());
        }
    }
}

void tst_windowcanaries::ADV_M9_INV2_typedAndNotSaved()
{
    ClientDialog *dialog = m_window->openNewClient();
    DialogHands hands(*dialog);
    hands.type(u"name"_s, u"Orders"_s);
    hands.type(u"base_url"_s, m_window->upstream().url().toString());
    hands.go(ClientDialog::Page::Auth);
    hands.choose(u"auth.type"_s, u"Custom headers and parameters"_s);
    hands.typePair(u"auth.custom_headers"_s, 1, u"X-Sign"_s, m_scan->canary(u"header"_s));
    hands.typePair(u"auth.custom_params"_s, 1, u"sign"_s, m_scan->canary(u"parameter"_s));
    hands.choose(u"auth.type"_s, u"Bearer token"_s);
    hands.typeSecret(u"auth.token"_s, u"Keychain"_s, m_scan->canary(u"token"_s));
    hands.press(u"Test connection"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!dialog->test()->isRunning(), 20'000);
    for (int page = 0; page <= int(ClientDialog::Page::File); ++page) {
        hands.go(ClientDialog::Page(page));
        m_scan->lookAtWidgets(u"client dialog"_s, dialog);
    }
    m_scan->lookAtWidgets(u"window"_s, m_window->window());
    QTRY_VERIFY(draftCount(u"/client-drafts/"_s) > 0);
    m_scan->lookAtFolder(u"draft"_s, m_keyring.folder());
    QTest::keyClick(dialog, Qt::Key_Escape);
    hands.press(u"Discard"_s);
    QTRY_VERIFY(!m_window->dialog<ClientDialog>());
    m_scan->lookAtWidgets(u"window"_s, m_window->window());
    const QString id = m_window->workspaceId();
    lookAtFiles();
    QVERIFY2(m_scan->hits().isEmpty(), qPrintable(m_scan->hits().join(u'\n')));
    QVERIFY(m_scan->looked(u"client dialog"_s) > 0);
    // Nor has the keychain what nobody has saved.
    for (const auto &slug : {u"orders"_s, u":new"_s})
        QCOMPARE(m_keyring.lookedUpElsewhere(SecretKey::ofClient(id, slug, u"auth.token"_s).text()), QString());
}

void tst_windowcanaries::trigger(const QString &command)
{
    const QList<QAction *> actions = m_window->window()->actions();
    for (QAction *action : actions) {
        if (action->text().remove(u'&') == command)
            return action->trigger();
    }
    QFAIL(qPrintable(command));
}

void tst_windowcanaries::makeBearerClient(const QString &secret)
{
    m_window->makeClient([&](DialogHands &hands) {
        hands.type(u"name"_s, u"Orders"_s);
        hands.type(u"base_url"_s, m_window->upstream().url().toString());
        hands.go(ClientDialog::Page::Auth);
        hands.choose(u"auth.type"_s, u"Bearer token"_s);
        hands.typeSecret(u"auth.token"_s, u"Keychain"_s, secret);
    });
}

void tst_windowcanaries::makeEnvironment(const QString &secret)
{
    trigger(u"Environments…"_s);
    QTRY_VERIFY(m_window->dialog<EnvironmentsDialog>());
    auto *dialog = m_window->dialog<EnvironmentsDialog>();
    dialog->findChild<QPushButton *>(u"newEnvironment"_s)->click();
    QAbstractItemModel *variables = dialog->findChild<QTableView *>(u"variables"_s)->model();
    QVERIFY(variables->setData(variables->index(0, 0), u"token"_s));
    QVERIFY(variables->setData(variables->index(0, 2), Qt::Checked, Qt::CheckStateRole));
    QVERIFY(variables->setData(variables->index(0, 1), secret));
    m_scan->lookAtWidgets(u"environments dialog"_s, dialog);
    dialog->findChild<QPushButton *>(u"saveEnvironments"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->dialog<EnvironmentsDialog>(), 30'000);
    QDirIterator made(m_window->folder() + u"/environments"_s, {u"*.json"_s});
    QTRY_VERIFY(made.hasNext());
    made.next();
    Q_EMIT m_window->window()->findChild<EnvironmentSelector *>()->environmentChosen(made.fileInfo().baseName());
}

/// Of all workspaces that the keyring's home has seen.
int tst_windowcanaries::draftCount(const QString &folder) const
{
    int count = 0;
    QDirIterator files(m_keyring.folder(), {u"*.json"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        count += files.next().contains(folder) ? 1 : 0;
    return count;
}

void tst_windowcanaries::ADV_M9_INV2_variablesAndDrafts()
{
    const QString secret = m_scan->canary(u"variable"_s);
    const int draftsBefore = draftCount();
    makeEnvironment(secret);
    m_window->makeClient([this](DialogHands &hands) {
        hands.type(u"name"_s, u"Orders"_s);
        hands.type(u"base_url"_s, m_window->upstream().url().toString());
        hands.typePair(u"default_headers"_s, 1, u"X-Proof"_s, u"{{token}}"_s);
        hands.go(ClientDialog::Page::Auth);
        hands.choose(u"auth.type"_s, u"Bearer token"_s);
        hands.typeSecret(u"auth.token"_s, u"Keychain"_s, m_scan->canary(u"token"_s));
    });
    for (const auto &url : {u"/orders?key={{token}}"_s, u"/close?key={{token}}"_s}) {
        // Not by POST, which the demo's server answers with what it was sent: an answer is shown as it came.
        m_window->send(u"DELETE"_s, url, u"{\"key\":\"{{token}}\"}"_s);
        const QString pill = url.startsWith(u"/orders"_s) ? u"204"_s : u"closed"_s;
        QTRY_VERIFY2_WITH_TIMEOUT(!m_window->pills().filter(pill, Qt::CaseInsensitive).isEmpty(),
                                  qPrintable(m_window->pills().join(u", "_s)), 20'000);
        lookAtAllPages(u"window"_s);
    }
    auto *menu = m_window->window()->findChild<CopyAsMenu *>();
    for (QAction *action : menu->actions()) {
        action->trigger();
        m_scan->lookAtClipboard(u"copied code"_s);
    }
    QTRY_VERIFY(draftCount() > draftsBefore); // the request was never saved
    lookAtFiles();
    QVERIFY2(m_scan->hits().isEmpty(), qPrintable(m_scan->hits().join(u'\n')));
    for (const auto &place : {u"environments dialog"_s, u"window"_s, u"copied code"_s})
        QVERIFY2(m_scan->looked(place) > 0, qPrintable(place));
}

/// It is seen where it is typed, and nowhere else.
void tst_windowcanaries::ADV_M9_INV2_aPasswordInATokenUrl()
{
    const int draftsBefore = draftCount();
    m_window->makeClient([this](DialogHands &hands) {
        hands.type(u"name"_s, u"Orders"_s);
        hands.type(u"base_url"_s, m_window->upstream().url().toString());
    });
    m_window->send(u"GET"_s, u"/orders"_s);
    QTRY_VERIFY(draftCount() > draftsBefore);
    auto *parts = m_window->named<TabStrip>(u"Parts of the request"_s);
    auto *credentials = m_window->window()->findChild<AuthEditor *>()->findChild<QComboBox *>();
    for (int tab = 0; !credentials->isVisible() && tab < parts->count(); ++tab)
        parts->setCurrentIndex(tab);
    credentials->setCurrentIndex(credentials->findText(u"OAuth 2.0"_s));
    auto *line = m_window->named<QLineEdit>(u"Token URL"_s);
    QVERIFY(line);
    for (const auto &host : {u"{{host}}"_s, u"auth.example"_s}) {
        line->clear();
        QTest::keyClicks(line, u"https://ann:%1@%2/token"_s.arg(m_scan->canary(u"password"_s), host));
        QTest::keySequence(line, QKeySequence::Save); // it is refused
    }
    lookAtFiles();
    QVERIFY2(draftCount() > draftsBefore, "it was looked at");
    QVERIFY2(m_scan->hits().isEmpty(), qPrintable(m_scan->hits().join(u'\n')));
}

void tst_windowcanaries::ADV_M9_INV2_copiedWithAHint()
{
    const QString secret = m_scan->canary(u"token"_s);
    makeBearerClient(secret);
    trigger(u"Secrets…"_s);
    QTRY_VERIFY(m_window->dialog<SecretsDialog>());
    auto *dialog = m_window->dialog<SecretsDialog>();
    dialog->findChild<QTableView *>()->selectRow(0);
    QTRY_VERIFY(dialog->findChild<QPushButton *>(u"secretCopy"_s)->isVisible());
    QApplication::clipboard()->clear();
    dialog->findChild<QPushButton *>(u"secretCopy"_s)->click();
    QTRY_COMPARE_WITH_TIMEOUT(QApplication::clipboard()->text(), secret, 20'000);
    QVERIFY2(!m_scan->lookAtClipboard(u"clipboard"_s), "its managers are told not to keep it");
    m_scan->lookAtWidgets(u"secrets dialog"_s, dialog);
    QTest::keyClick(dialog, Qt::Key_Escape);
    lookAtFiles(); // the clipboard too, when the program has ended
    QVERIFY2(m_scan->hits().isEmpty(), qPrintable(m_scan->hits().join(u'\n')));
    QVERIFY(m_scan->looked(u"secrets dialog"_s) > 0);
}

/// It dies with the secret in its hands: nothing of it is written, and what it has said holds none.
void tst_windowcanaries::ADV_J15_M7_INV2_aCrashLeavesNone()
{
    const QString secret = m_scan->canary(u"token"_s);
    makeBearerClient(secret);
    // The program finds it again in the draft, and sends it.
    m_window->send(u"GET"_s, u"/orders"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->pills().filter(u"200"_s).isEmpty(), 20'000);
    m_window->close();
    const QTemporaryDir elsewhere;
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_CORE, &before), 0);
    const rlimit asMuchAsItMay{before.rlim_max, before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_CORE, &asMuchAsItMay), 0);
    QProcess program;
    program.setWorkingDirectory(elsewhere.path());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"ASAN_OPTIONS"_s, u"handle_segv=0"_s); // a sanitizer would end it in good order
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(FUSEBOARD_PROGRAM),
                  {u"--workspace"_s, m_window->folder(), u"--page"_s, u"explore"_s, u"--send"_s, u"--startup-time"_s});
    QVERIFY(program.waitForStarted());
    QCOMPARE(::setrlimit(RLIMIT_CORE, &before), 0);
    const quint64 served = m_window->upstream().requestsServed();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->upstream().requestsServed() > served, 60'000);
    m_scan->lookAtProcesses(u"process list"_s);
    QCOMPARE(::kill(pid_t(program.processId()), SIGSEGV), 0);
    QTRY_COMPARE_WITH_TIMEOUT(program.state(), QProcess::NotRunning, 60'000);
    QCOMPARE(program.exitStatus(), QProcess::CrashExit);
    QVERIFY(QDir(elsewhere.path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot));
    m_scan->look(u"output"_s, program.readAllStandardOutput());
    m_scan->look(u"output"_s, program.readAllStandardError());
    m_scan->lookAtFolder(u"workspace"_s, m_window->folder());
    m_scan->lookAtFolder(u"home"_s, m_keyring.folder());
    QVERIFY(m_scan->looked(u"output"_s) > 0 && m_scan->looked(u"home"_s) > 0);
    QVERIFY2(m_scan->hits().isEmpty(), qPrintable(m_scan->hits().join(u'\n')));
}

void tst_windowcanaries::aPlantedLeakIsFound_data()
{
    QTest::addColumn<QString>("place");
    for (const char *place : {"clipboard", "process list", "draft", "typed in the open"})
        QTest::newRow(place) << QString::fromLatin1(place);
}

void tst_windowcanaries::aPlantedLeakIsFound()
{
    QFETCH(QString, place);
    const QString secret = m_scan->canary(u"planted"_s);
    const int draftsBefore = draftCount();
    QProcess other;
    if (place == "clipboard"_L1) {
        QApplication::clipboard()->setText(secret);
        QVERIFY(m_scan->lookAtClipboard(place));
        QApplication::clipboard()->clear();
    } else if (place == "process list"_L1) {
        other.start(u"sh"_s, {u"-c"_s, u"read line"_s, u"sh"_s, secret});
        QVERIFY(other.waitForStarted());
        QTRY_VERIFY((m_scan->lookAtProcesses(place), !m_scan->hits().isEmpty()));
        other.closeWriteChannel();
        QVERIFY(other.waitForFinished());
    } else {
        m_window->makeClient([this](DialogHands &hands) {
            hands.type(u"name"_s, u"Orders"_s);
            hands.type(u"base_url"_s, m_window->upstream().url().toString());
        });
        m_window->send(u"GET"_s, u"/orders?page="_s + secret); // under a name that says nothing of it
        m_scan->lookAtWidgets(u"typed in the open"_s, m_window->window());
        QTRY_VERIFY(draftCount() > draftsBefore);
        m_window->close();
        m_scan->lookAtFolder(u"draft"_s, m_keyring.folder());
    }
    const QStringList found = m_scan->hits().filter(u"planted in "_s + place);
    QVERIFY2(!found.isEmpty(), qPrintable(m_scan->report()));
}

QTEST_MAIN(tst_windowcanaries)
#include "tst_windowcanaries.moc"
