// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "historysamples.h"

#include "auth/memorysecretstore.h"
#include "base/virtualscheduler.h"
#include "client/apiclient.h"
#include "cookies/cookiejar.h"
#include "history/callrecord.h"
#include "history/callrecorder.h"
#include "support/faketransport.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// A client on virtual time that answers with all it was sent, as a careless server does.
struct RecordedClient
{
    RecordedClient()
    {
        config.name = u"orders-api"_s;
        config.baseUrl = QUrl(u"https://api.example.com/v1"_s);
        config.retry = RetryConfig();
        config.logResponseBody = true;
    }

    ApiClient &make()
    {
        client = std::make_unique<ApiClient>(config, Services{scheduler, random, transport, secrets});
        return *client;
    }
    /// Sends, and gives what is kept of it.
    HistoryEntry record(const Request &request, const CallOptions &options = {})
    {
        Call *call = client->send(request, options);
        HistoryEntry entry;
        QObject::connect(call, &Call::finished, client.get(), [&](const Result<ApiResponse> &result) {
            entry = callRecord(u"orders"_s, *client, *call, request, result, samples::noon);
        });
        scheduler.runUntilIdle(1h);
        return entry;
    }

    VirtualScheduler scheduler;
    SeededRandom random{1};
    FakeTransport transport{scheduler};
    MemorySecretStore secrets;
    ClientConfig config;
    std::unique_ptr<ApiClient> client;
};

Request requestFor(const QString &url, const QByteArray &method = "GET")
{
    Request request;
    request.method = method;
    request.url = QUrl(url);
    return request;
}

AuthConfig canaryAuth(AuthType type)
{
    AuthConfig auth;
    auth.type = type;
    auth.token = Secret::plain(u"canary-token-1"_s);
    auth.tokenLocation = AuthLocation::Query;
    auth.tokenKey = u"proof_of_life"_s;
    auth.username = u"ann"_s;
    auth.password = Secret::plain(u"canary password+2"_s);
    auth.customHeaders = {{u"X-Tenant-Proof"_s, Secret::plain(u"canary-header-5"_s)}};
    auth.customParams = {{u"proof"_s, Secret::plain(u"canary-param-6"_s)}};
    return auth;
}

Request canaryRequest()
{
    Request request = requestFor(u"/orders?limit=5&access_token=canary-query-8"_s, "POST");
    request.headers.append("Cookie", "sid=canary-cookie-9; theme=dark");
    request.headers.append("Content-Type", "application/json");
    request.body = QByteArray(R"({"login":{"password":"canary-body-0"}})");
    return request;
}

QByteArray echoOf(const Request &request)
{
    QByteArray text = request.method + ' ' + request.url.toEncoded() + '\n';
    for (const auto &[name, value] : request.headers.fields())
        text += name + ": " + value + '\n' + value.toBase64() + ' ' + value.toHex() + '\n';
    return text + request.body.bytes() + '\n' + request.body.bytes().toBase64();
}

FakeOutcome carelessAnswer(const Request &request, int number)
{
    const QByteArray echo = echoOf(request);
    switch (number % 4) {
    case 0:
        return FakeOutcome::success(503, {{"Content-Type", "text/html"}, {"X-Echo", echo.toPercentEncoding()}}, echo);
    case 1:
        return FakeOutcome::success(307, {{"Location", "/echo/" + echo.toPercentEncoding()}}, echo);
    case 2:
        return FakeOutcome::failure(Error(ErrorKind::Dns, ErrorDetail::None, QString::fromUtf8(echo)));
    default:
        return FakeOutcome::success(200, {{"Content-Type", "application/json"}}, echo);
    }
}

/// Where in the folder's files, freed pages and logs included, a secret stands; empty where nowhere.
QString leakIn(const QString &folder)
{
    const QByteArrayList secrets{"canary", "password+2", "y2fuyxj5", "nhbmfye", "jyw5hcn", "63616e617279"};
    const QStringList names = QDir(folder).entryList(QDir::Files);
    for (const QString &name : names) {
        QFile file(QDir(folder).filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return name;
        const QByteArray content = file.readAll().toLower();
        for (const QByteArray &secret : secrets) {
            if (content.contains(secret))
                return name + u": "_s + QString::fromUtf8(secret);
        }
    }
    return {};
}

} // namespace

class TestCallRecord : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTheCall();
    void refusalsAndFailures();
    void tellsThatItHadOwnSettings();
    void bodiesOnlyWhereAskedFor();
    void binaryBodiesAreNotKept();
    void S06_bodiesInFilesAreNotKept();
    void longBodiesAreCut();
    void longBodiesWithoutATypeAreJudgedByTheirBeginning_data();
    void longBodiesWithoutATypeAreJudgedByTheirBeginning();
    void S05_nothingLeaksIntoTheFiles_data();
    void S05_nothingLeaksIntoTheFiles();
    void recorderKeepsWhatItWatches();
    void recorderHeedsTheClient();
    void clientsMayGoFirst();
};

void TestCallRecord::tellsTheCall()
{
    RecordedClient x;
    x.make();
    x.transport.enqueue(FakeOutcome::success(503, {}, "busy", 400ms));
    x.transport.enqueue(FakeOutcome::success(200, {{"Content-Type", "text/plain"}}, "hello", 600ms));
    const HistoryEntry entry = x.record(requestFor(u"/orders?limit=5"_s));
    QCOMPARE(entry.summary.client, u"orders"_s);
    QCOMPARE(entry.summary.clientName, u"orders-api"_s);
    QCOMPARE(entry.summary.method, u"GET"_s);
    QCOMPARE(entry.summary.url, u"https://api.example.com/v1/orders?limit=5"_s);
    QCOMPARE(entry.askedUrl, u"/orders?limit=5"_s);
    QVERIFY(entry.askedHeaders.isEmpty());
    QCOMPARE(entry.requestHeaders.value("User-Agent"), QByteArray("Fuseboard"));
    QCOMPARE(entry.summary.status, 200);
    QVERIFY(!entry.summary.error && !entry.error);
    QCOMPARE(entry.summary.attempts, 2);
    QCOMPARE(entry.summary.retries, 1);
    QVERIFY(entry.summary.duration > 1s);
    QCOMPARE(entry.summary.startedAt, samples::noon);
    QCOMPARE(entry.timeline.size(), 3);
    QCOMPARE(entry.responseBody.text, u"hello"_s);
    QCOMPARE(entry.responseBody.bytes, 5);
}

void TestCallRecord::tellsThatItHadOwnSettings()
{
    RecordedClient x;
    x.make();
    QVERIFY(!x.record(requestFor(u"/orders"_s)).hadOwnSettings);
    CallOptions options;
    options.findSecrets = [](const Response &) { return QStringList(); };
    QVERIFY(!x.record(requestFor(u"/orders"_s), options).hadOwnSettings);
    options.auth = AuthConfig();
    QVERIFY(x.record(requestFor(u"/orders"_s), options).hadOwnSettings);
}

void TestCallRecord::refusalsAndFailures()
{
    RecordedClient x;
    x.config.retry.reset();
    x.make();
    x.transport.enqueue(FakeOutcome::success(404, {}, "no"));
    HistoryEntry entry = x.record(requestFor(u"/a"_s));
    QCOMPARE(entry.summary.status, 404);
    QCOMPARE(entry.summary.error, ErrorKind::HttpStatus);
    x.transport.enqueue(FakeOutcome::failure(Error(ErrorKind::Refused, ErrorDetail::None, u"api.example.com"_s)));
    entry = x.record(requestFor(u"/b"_s));
    QCOMPARE(entry.summary.status, 0);
    QCOMPARE(entry.summary.error, ErrorKind::Refused);
    QCOMPARE(entry.error->subject, u"api.example.com"_s);
    entry = x.record(requestFor(u"ftp://other/"_s));
    QCOMPARE(entry.summary.attempts, 0);
    QVERIFY(entry.summary.error == ErrorKind::ConfigInvalid);
}

void TestCallRecord::bodiesOnlyWhereAskedFor()
{
    RecordedClient x;
    x.config.logResponseBody = false;
    x.make();
    x.transport.succeedWith(200, {{"Content-Type", "text/plain"}}, "hello");
    Request request = requestFor(u"/orders"_s, "POST");
    request.body = QByteArray("twelve bytes");
    const HistoryEntry entry = x.record(request);
    QVERIFY(!entry.responseBody.kept);
    QCOMPARE(entry.responseBody.bytes, 5);
    QVERIFY(entry.responseBody.text.isEmpty());
    QVERIFY(!entry.requestBody.kept);
    QCOMPARE(entry.requestBody.bytes, 12);
}

void TestCallRecord::S06_bodiesInFilesAreNotKept()
{
    RecordedClient client;
    client.make();
    FakeOutcome filed = FakeOutcome::success(200, {{"Content-Type", "text/plain"}});
    filed.result->value().filedBody = FiledBody{u"/tmp/body"_s, 3'000'000'000};
    client.transport.enqueue(filed);
    const HistoryEntry entry = client.record(requestFor(u"/x"_s));
    QVERIFY(!entry.responseBody.kept);
    QCOMPARE(entry.responseBody.bytes, 3'000'000'000);
}

void TestCallRecord::binaryBodiesAreNotKept()
{
    RecordedClient x;
    x.make();
    x.transport.succeedWith(200, {{"Content-Type", "application/octet-stream"}}, QByteArray("\0\1\2\xff", 4));
    const HistoryEntry entry = x.record(requestFor(u"/orders"_s));
    QVERIFY(!entry.responseBody.kept);
    QCOMPARE(entry.responseBody.bytes, 4);
}

void TestCallRecord::longBodiesAreCut()
{
    RecordedClient x;
    x.make();
    x.transport.succeedWith(200, {{"Content-Type", "text/plain"}}, QByteArray(1'000'000, 'x'));
    const HistoryEntry entry = x.record(requestFor(u"/orders"_s));
    QVERIFY(entry.responseBody.kept);
    QVERIFY(entry.responseBody.cut);
    QCOMPARE(entry.responseBody.text.size(), 65'536);
    QCOMPARE(entry.responseBody.bytes, 1'000'000);
}

void TestCallRecord::longBodiesWithoutATypeAreJudgedByTheirBeginning_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("kept");
    const QByteArray letters = QByteArray("a") + QByteArray("\xc3\xa4").repeated(600'000);
    QTest::newRow("a letter of two bytes at its end") << letters << true;
    QTest::newRow("other bytes behind it") << letters + QByteArray("\0\xff", 2) << true;
    QTest::newRow("other bytes in it") << QByteArray("\0\xff", 2) + letters << false;
}

void TestCallRecord::longBodiesWithoutATypeAreJudgedByTheirBeginning()
{
    QFETCH(const QByteArray, body);
    RecordedClient x;
    x.make();
    x.transport.succeedWith(200, {}, body);
    const HistoryEntry entry = x.record(requestFor(u"/orders"_s));
    QTEST(entry.responseBody.kept, "kept");
    QCOMPARE(entry.responseBody.bytes, body.size());
}

void TestCallRecord::S05_nothingLeaksIntoTheFiles_data()
{
    QTest::addColumn<int>("type");
    for (const auto type : {AuthType::ApiKey, AuthType::Bearer, AuthType::Basic, AuthType::Custom})
        QTest::addRow("ADV-M5 type %d", int(type)) << int(type);
}

void TestCallRecord::S05_nothingLeaksIntoTheFiles()
{
    QFETCH(int, type);
    QTemporaryDir folder;
    RecordedClient x;
    x.config.auth = canaryAuth(AuthType(type));
    x.config.retry->retryUnsafeMethods = true;
    x.config.defaultHeaders = {{u"X-Vault-Token"_s, u"canary-default-7"_s}};
    const auto jar = std::make_shared<CookieJar>(x.scheduler);
    jar->store({{"jar", "canary-jar-3", u"api.example.com"_s}});
    x.make().setCookieJar(jar);
    x.transport.setHandler(carelessAnswer);
    HistoryDatabase database(samples::fileIn(folder));
    for (int n = 0; n < 8; ++n)
        QVERIFY(database.append({x.record(canaryRequest())}).ok());
    QVERIFY(x.transport.requests().last().headers.value("Cookie")->contains("canary-jar-3"));
    QVERIFY2(leakIn(folder.path()).isEmpty(), qPrintable(leakIn(folder.path())));
    const auto all = samples::found(database);
    QCOMPARE(all.size(), 8);
    for (const HistorySummary &call : all) { // bodies are packed in the file
        const auto entry = database.entry(call.id);
        const QString bodies = entry.value().requestBody.text + entry.value().responseBody.text;
        QVERIFY2(!bodies.contains(u"canary") && !bodies.contains(u"Y2FuYXJ5"), qPrintable(bodies));
    }
    QVERIFY(database.remove({all.first().id, all.last().id}).ok());
    QVERIFY(leakIn(folder.path()).isEmpty());
}

void TestCallRecord::recorderKeepsWhatItWatches()
{
    QTemporaryDir folder;
    RecordedClient x;
    ApiClient &client = x.make();
    HistoryStore store(samples::fileIn(folder), x.scheduler);
    CallRecorder recorder(store, x.scheduler);
    QSignalSpy appended(&store, &HistoryStore::appended);
    recorder.watch(u"orders"_s, &client, client.get(u"/watched"_s));
    client.get(u"/unwatched"_s);
    x.scheduler.runUntilIdle(1s);
    QTRY_COMPARE(appended.size(), 1);
    HistoryDatabase database(samples::fileIn(folder));
    const auto all = samples::found(database);
    QCOMPARE(all.size(), 1);
    QCOMPARE(all.first().url, u"https://api.example.com/v1/watched"_s);
    QCOMPARE(database.entry(all.first().id).value().askedUrl, u"/watched"_s);
}

void TestCallRecord::recorderHeedsTheClient()
{
    QTemporaryDir folder;
    RecordedClient x;
    x.config.recordHistory = false;
    ApiClient &client = x.make();
    {
        HistoryStore store(samples::fileIn(folder), x.scheduler);
        CallRecorder recorder(store, x.scheduler);
        recorder.watch(u"orders"_s, &client, client.get(u"/secret"_s));
        recorder.watch(u"orders"_s, nullptr, client.get(u"/nobody's"_s));
        recorder.watch(u"orders"_s, &client, nullptr);
        x.scheduler.runUntilIdle(1s);
    }
    QCOMPARE(HistoryDatabase(samples::fileIn(folder)).count().value(), 0);
}

void TestCallRecord::clientsMayGoFirst()
{
    QTemporaryDir folder;
    RecordedClient x;
    ApiClient &client = x.make();
    x.transport.answerWith(FakeOutcome::silence());
    {
        HistoryStore store(samples::fileIn(folder), x.scheduler);
        CallRecorder recorder(store, x.scheduler);
        recorder.watch(u"orders"_s, &client, client.get(u"/hangs"_s));
        x.scheduler.advance(1s);
        x.client.reset(); // its calls are cancelled, which is an end like others
    }
    HistoryDatabase database(samples::fileIn(folder));
    const auto all = samples::found(database);
    QCOMPARE(all.size(), 1);
    QCOMPARE(all.first().error, ErrorKind::Cancelled);
}

QTEST_GUILESS_MAIN(TestCallRecord)
#include "tst_callrecord.moc"
