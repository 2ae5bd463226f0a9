// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/memorysecretstore.h"
#include "auth/secretstorestatus.h"
#include "base/systemscheduler.h"
#include "canaryscan.h"
#include "client/apiclient.h"
#include "common/theme.h"
#include "config/secretuses.h"
#include "explorer/explorepage.h"
#include "history/callrecorder.h"
#include "history/historystore.h"
#include "http/networktransport.h"
#include "interchange/clientexporter.h"
#include "interchange/copyasmenu.h"
#include "models/config/fieldtables.h"
#include "models/wording.h"
#include "secrets/secretclipboard.h"
#include "secrets/secretfield.h"
#include "secrets/secretsdialog.h"
#include "support/loopbackconnection.h"
#include "support/loopbackserver.h"
#include "workspace/workspacewriter.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QLoggingCategory>
#include <QProcess>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

QStringList logLines;

void keepLine(QtMsgType, const QMessageLogContext &, const QString &line)
{
    logLines.append(line);
}

} // namespace

/// A distinct secret in every field that holds one, then what the program does with them, and a look at every place
/// that others can see. (INV2)
class tst_canaries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void everyFieldHasOne();
    void ADV_M1_M2_M9_M10_INV2_noneIsSeen();
    void S05_theProcessListIsSeen();
    void aPlantedLeakIsFound_data();
    void aPlantedLeakIsFound();

private:
    QList<AuthConfig> everyKind();
    Secret stored(const QString &slug, const QString &field);
    void makeWorkspace();
    void sendAll();
    void sendOne(const QString &slug, ApiClient &client, const QString &path);
    void copyAsCode(const QString &place, const ExplorePage &page);
    void exportAll();
    void runCommandLine();
    void openDialogs();
    void lookAtProcess(const QString &place, qint64 pid);

    Theme m_theme{Theme::Mode::Light};
    SystemScheduler m_scheduler;
    SeededRandom m_random{1};
    std::unique_ptr<CanaryScan> m_scan;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LoopbackServer> m_server;
    std::unique_ptr<HistoryStore> m_history;
    MemorySecretStore m_secrets;
    Workspace m_workspace;
};

void tst_canaries::initTestCase()
{
    m_theme.applyTo(*qApp);
    QLoggingCategory::setFilterRules(u"*=true\nqt.qpa.*=false"_s);
}

void tst_canaries::init()
{
    logLines.clear();
    m_scan = std::make_unique<CanaryScan>();
    m_folder = std::make_unique<QTemporaryDir>();
    m_history = std::make_unique<HistoryStore>(m_folder->filePath(u"history/history.sqlite"_s), m_scheduler);
    m_server = std::make_unique<LoopbackServer>();
    m_server->onRequest([this](LoopbackConnection &connection, const ReceivedRequest &request) {
        const QByteArray token = m_scan->canary(u"access token"_s).toUtf8();
        const QByteArray fresh = m_scan->canary(u"rotated refresh token"_s).toUtf8();
        if (request.target.startsWith("/token"))
            connection.answer(200, {},
                              R"({"token_type":"Bearer","expires_in":60,"access_token":")" + token
                                  + R"(","refresh_token":")" + fresh + "\"}");
        else
            connection.answer(request.target.startsWith("/fails") ? 503 : 200);
    });
    makeWorkspace();
    qInstallMessageHandler(keepLine);
}

void tst_canaries::cleanup()
{
    qInstallMessageHandler(nullptr);
    qunsetenv("FUSEBOARD_CANARY");
}

Secret tst_canaries::stored(const QString &slug, const QString &field)
{
    const QString secret = m_scan->canary(slug + u' ' + field);
    m_secrets.write(SecretKey::ofClient(u"w"_s, slug, field).text(), secret, [](const Result<void> &) {});
    return Secret::keychain();
}

QList<AuthConfig> tst_canaries::everyKind()
{
    QList<AuthConfig> all(6); // the last one is of a client whose proxy has a password
    all[0].type = AuthType::ApiKey;
    all[0].tokenLocation = AuthLocation::Query;
    all[0].tokenKey = u"key"_s;
    all[0].token = stored(u"c0"_s, u"auth.token"_s);
    qputenv("FUSEBOARD_CANARY", m_scan->canary(u"environment variable"_s).toUtf8());
    all[1].type = AuthType::Bearer;
    all[1].token = Secret::environment(u"FUSEBOARD_CANARY"_s);
    all[2].type = AuthType::Basic;
    all[2].username = u"ann"_s;
    all[2].password = stored(u"c2"_s, u"auth.password"_s);
    all[3].type = AuthType::OAuth2;
    all[3].clientId = u"shop"_s;
    all[3].tokenUrl = m_server->url(u"/token"_s);
    all[3].grantType = GrantType::RefreshToken;
    all[3].clientSecret = stored(u"c3"_s, u"auth.client_secret"_s);
    all[3].refreshToken = stored(u"c3"_s, u"auth.refresh_token"_s);
    all[4].type = AuthType::Custom;
    all[4].customHeaders = {{u"X-Proof"_s, stored(u"c4"_s, u"auth.custom_headers.X-Proof"_s)}};
    all[4].customParams = {{u"proof"_s, stored(u"c4"_s, u"auth.custom_params.proof"_s)}};
    return all;
}

void tst_canaries::makeWorkspace()
{
    m_workspace = {};
    m_workspace.name = u"Canaries"_s;
    const QList<AuthConfig> all = everyKind();
    for (int i = 0; i < all.size(); ++i) {
        WorkspaceClient client;
        client.slug = u"c%1"_s.arg(i);
        client.config.name = u"Client %1"_s.arg(i);
        client.config.baseUrl = m_server->url({});
        client.config.auth = all.at(i);
        if (i == all.size() - 1)
            client.config.proxy = ProxyConfig{ProxyType::Http, u"127.0.0.1"_s, m_server->url({}).port(), u"ann"_s,
                                              stored(client.slug, u"proxy.password"_s)};
        client.config.logRequests = true;
        client.config.logResponses = true;
        client.config.logResponseBody = true;
        client.config.retry.emplace().maxRetries = 1;
        client.config.retry->initialDelay = std::chrono::milliseconds(10);
        m_workspace.clients.append(client);
    }
}

/// Or what a new field leaks would go unseen.
void tst_canaries::everyFieldHasOne()
{
    QStringList used;
    for (const WorkspaceClient &client : std::as_const(m_workspace.clients)) {
        for (const SecretUse &use : secretUsesOf(client.config))
            used.append(use.path);
    }
    int secrets = 0;
    const QList<FieldInfo> all = generalFieldInfos() + authFieldInfos() + oauthFieldInfos() + limiterFieldInfos()
        + breakerFieldInfos() + retryFieldInfos() + timeoutFieldInfos() + connectionFieldInfos() + loggingFieldInfos();
    for (const FieldInfo &info : all) {
        const bool isList = info.kind == FieldKind::SecretHeaders || info.kind == FieldKind::SecretParams;
        if (info.kind != FieldKind::Secret && !isList)
            continue;
        ++secrets;
        QVERIFY2(isList ? !used.filter(info.path + u'.').isEmpty() : used.contains(info.path), qPrintable(info.path));
    }
    QCOMPARE(secrets, 7);
}

void tst_canaries::sendOne(const QString &slug, ApiClient &client, const QString &path)
{
    SecretClipboard clipboard(m_scheduler);
    ExplorePage page(m_theme, m_scheduler);
    page.setSecretClipboard(clipboard); // as in the program: secrets are offered beside, and nobody asks for them
    CallRecorder recorder(*m_history, m_scheduler);
    connect(&page, &ExplorePage::callSent, &recorder, &CallRecorder::watch);
    page.resize(1024, 780);
    page.show();
    page.setClient(slug, &client);
    RequestDraft draft;
    draft.clientId = slug;
    draft.url = path;
    page.openRequest(draft);
    const quint64 before = client.snapshot().calls;
    page.send();
    QTRY_COMPARE_WITH_TIMEOUT(client.snapshot().calls, before + 1, 20'000);
    QTRY_COMPARE(client.snapshot().inFlight, 0);
    m_scan->lookAtWidgets(u"explorer"_s, &page);
    copyAsCode(u"copied code"_s, page);
    page.setClient(slug, nullptr);
}

void tst_canaries::copyAsCode(const QString &place, const ExplorePage &page)
{
    const auto *menu = page.findChild<CopyAsMenu *>();
    QVERIFY(menu);
    for (QAction *action : menu->actions()) {
        QApplication::clipboard()->clear();
        action->trigger();
        QVERIFY2(!action->objectName().startsWith("copyAs-"_L1) || !QApplication::clipboard()->text().isEmpty(),
                 qPrintable(action->objectName()));
        m_scan->look(place, QApplication::clipboard()->text());
    }
}

void tst_canaries::exportAll()
{
    for (const WorkspaceClient &client : std::as_const(m_workspace.clients)) {
        for (const auto &exporter : clientExporters())
            m_scan->look(u"export"_s, exporter->write(client.config));
    }
}

void tst_canaries::sendAll()
{
    for (const WorkspaceClient &each : std::as_const(m_workspace.clients)) {
        NetworkTransport transport({}, m_scheduler);
        ApiClient client(
            each.config,
            Services{m_scheduler, m_random, transport, m_secrets, nullptr, SecretKey::ofClient(u"w"_s, each.slug)});
        for (const auto &path : {u"/works"_s, u"/fails"_s})
            sendOne(each.slug, client, path);
        const int sent = m_server->requestCount();
        QVERIFY2(sent > 0, "or nothing could leak");
        Call *call = client.get(u"/works?again"_s);
        connect(call, &Call::finished, this, [this, call] {
            for (const TimelineEntry &entry : call->timeline())
                m_scan->look(u"timeline"_s, wording::label(entry) + u'\n' + wording::explanation(entry));
        });
        QTRY_COMPARE(client.snapshot().inFlight, 0);
    }
}

void tst_canaries::lookAtProcess(const QString &place, qint64 pid)
{
    // A program that has just begun has no arguments yet.
    QByteArray text;
    const auto read = [&text, pid] {
        QFile arguments(u"/proc/%1/cmdline"_s.arg(pid));
        if (arguments.open(QIODevice::ReadOnly))
            text = arguments.readAll();
        return !text.isEmpty();
    };
    QVERIFY2(QTest::qWaitFor(read), "it has ended already");
    m_scan->look(place, text);
}

void tst_canaries::runCommandLine()
{
    for (const auto &path : {u"/works"_s, u"/fails"_s}) {
        for (const bool json : {true, false}) {
            QProcess process;
            QStringList arguments{u"send"_s, u"--client"_s, m_folder->filePath(u"clients/c1/client.json"_s)};
            if (json)
                arguments.append(u"--json"_s);
            arguments += {u"POST"_s, path, u"-d"_s, u"@-"_s};
            process.start(QStringLiteral(FUSEBOARD_CLI), arguments);
            QVERIFY(process.waitForStarted());
            lookAtProcess(u"process list"_s, process.processId()); // while it waits for its input
            process.closeWriteChannel();
            QVERIFY(QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 60'000));
            m_scan->look(json ? u"command line, JSON"_s : u"command line, text"_s, process.readAllStandardOutput());
            m_scan->look(u"command line, errors"_s, process.readAllStandardError());
        }
    }
}

void tst_canaries::openDialogs()
{
    SecretStoreStatus status;
    status.setState(SecretStoreState::Unlocked);
    SecretClipboard clipboard(m_scheduler);
    const SecretMeans means{m_theme, m_scheduler, m_secrets, status, clipboard};
    QList<SecretRow> rows;
    for (const WorkspaceClient &client : std::as_const(m_workspace.clients)) {
        for (const SecretUse &use : secretUsesOf(client.config))
            rows.append({SecretKey::ofClient(u"w"_s, client.slug, use.path), client.config.name, use.secret});
    }
    rows.append({SecretKey::ofClient(u"w"_s, u"new"_s, u"auth.token"_s), u"New"_s, Secret::keychain()});
    rows.append({SecretKey::ofClient(u"w"_s, u"old"_s, u"auth.token"_s), u"Old"_s,
                 Secret::plain(m_scan->canary(u"plain text"_s))});
    const SecretKey variable = SecretKey::ofEnvironment(u"w"_s, u"prod"_s, u"token"_s);
    const SecretKey gone = SecretKey::ofClient(u"w"_s, u"gone"_s, u"auth.token"_s);
    for (const SecretKey &key : {variable, gone})
        m_secrets.write(key.text(), m_scan->canary(key.text()), [](const Result<void> &) {});
    rows.prepend({gone, u"gone"_s, Secret::keychain(), SecretRow::User::Gone});
    rows.prepend({variable, u"Production"_s, Secret::keychain(), SecretRow::User::Environment});
    SecretsDialog dialog(means, rows);
    dialog.show();
    auto *table = dialog.findChild<QTableView *>();
    for (int row = 0; row < rows.size(); ++row) {
        table->selectRow(row);
        m_scan->lookAtWidgets(u"secrets dialog"_s, &dialog);
    }
    table->selectRow(static_cast<int>(rows.size()) - 2);
    auto *edit = dialog.findChild<QLineEdit *>(u"secretEdit"_s);
    QTest::keyClicks(edit, m_scan->canary(u"typed"_s));
    edit->selectAll();
    edit->copy();
    m_scan->lookAtWidgets(u"secrets dialog, typed"_s, &dialog);
    m_scan->look(u"clipboard"_s, QApplication::clipboard()->text());
}

void tst_canaries::ADV_M1_M2_M9_M10_INV2_noneIsSeen()
{
    QVERIFY(saveWorkspace(m_workspace, m_folder->path()).ok());
    sendAll();
    runCommandLine();
    openDialogs();
    exportAll();
    m_history.reset(); // writes what still waits
    m_scan->lookAtFolder(u"workspace"_s, m_folder->filePath(u"clients"_s));
    m_scan->lookAtFolder(u"history"_s, m_folder->filePath(u"history"_s));
    lookAtProcess(u"process list"_s, QCoreApplication::applicationPid());
    qInstallMessageHandler(nullptr);
    for (const QString &line : std::as_const(logLines))
        m_scan->look(u"log"_s, line);
    qInfo("%s", qPrintable(m_scan->report()));
    for (const auto &place :
         {u"log"_s, u"explorer"_s, u"timeline"_s, u"secrets dialog"_s, u"workspace"_s, u"history"_s, u"copied code"_s,
          u"export"_s, u"command line, JSON"_s, u"command line, text"_s, u"process list"_s})
        QVERIFY2(m_scan->looked(place) > 0, qPrintable(place));
    QCOMPARE(m_scan->hits(), QStringList());
}

void tst_canaries::S05_theProcessListIsSeen()
{
    QVERIFY(saveWorkspace(m_workspace, m_folder->path()).ok());
    QProcess process;
    process.start(QStringLiteral(FUSEBOARD_CLI),
                  {u"send"_s, u"--client"_s, m_folder->filePath(u"clients/c1/client.json"_s), u"GET"_s,
                   u"/works?key="_s + m_scan->canary(u"planted"_s)});
    QVERIFY(process.waitForStarted());
    lookAtProcess(u"process list"_s, process.processId()); // it waits for an answer from here
    QVERIFY(QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 60'000));
    QVERIFY2(m_scan->hits().value(0).startsWith("planted in process list"_L1), qPrintable(m_scan->hits().join(u'\n')));
}

void tst_canaries::aPlantedLeakIsFound_data()
{
    QTest::addColumn<QString>("encoding");
    for (const char *encoding : {"raw", "upper", "percent", "base64", "hex", "json", "utf16", "in a word of base64"})
        QTest::newRow(encoding) << QString::fromLatin1(encoding);
}

void tst_canaries::aPlantedLeakIsFound()
{
    QFETCH(QString, encoding);
    const QString secret = m_scan->canary(u"planted"_s);
    QByteArray leak = secret.toUtf8();
    if (encoding == "upper"_L1)
        leak = leak.toUpper();
    else if (encoding == "percent"_L1)
        leak = leak.toPercentEncoding();
    else if (encoding == "base64"_L1)
        leak = leak.toBase64();
    else if (encoding == "hex"_L1)
        leak = leak.toHex();
    else if (encoding == "json"_L1)
        leak = "\\u0043\\u006e\\u002b" + [&secret] {
            QByteArray escaped;
            for (const QChar c : secret.sliced(3))
                escaped += "\\u00" + QByteArray::number(c.unicode(), 16);
            return escaped;
        }();
    else if (encoding == "utf16"_L1)
        leak = QByteArray(reinterpret_cast<const char *>(secret.utf16()), secret.size() * 2);
    else if (encoding == "in a word of base64"_L1)
        leak = ("ann:" + leak + ", and more").toBase64();
    QLabel label(QString::fromLatin1("before " + leak + " behind"));
    if (encoding == "utf16"_L1)
        m_scan->look(u"log"_s, leak);
    else
        m_scan->lookAtWidgets(u"label"_s, &label);
    QVERIFY(!m_scan->hits().isEmpty());
    QVERIFY2(m_scan->hits().first().startsWith("planted in"_L1), qPrintable(m_scan->hits().join(u'\n')));
}

QTEST_MAIN(tst_canaries)
#include "tst_canaries.moc"
