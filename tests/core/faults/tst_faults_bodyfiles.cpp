// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "livefixture.h"
#include "support/filesizelimit.h"
#include "support/packing.h"
#include "support/toxic.h"
#include "support/workspacefolder.h"

#include <QDir>
#include <QFile>
#include <QPointer>
#include <QTemporaryDir>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 limit = 10'000;

const QByteArray large = noise(3'000'000);

QByteArray chunked(const QByteArray &body)
{
    QByteArray made;
    for (qsizetype at = 0; at < body.size(); at += 70'000)
        made += chunk(body.mid(at, 70'000));
    return made;
}

Toxic whole(const QByteArray &body, const QByteArray &fields = {})
{
    return Toxic().answer(fields + "Content-Length: " + QByteArray::number(body.size()), body);
}

} // namespace

/// Answers whose bodies go into a file (CallOptions::bodyFile), larger than what is allowed in memory.
class TestFaultsBodyFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void S06_whole_data();
    void S06_whole();
    void S06_broken_data();
    void S06_broken();
    void ADV_G12_packedAHundredfold_data();
    void ADV_G12_packedAHundredfold();
    void S06_otherAnswersStayInMemory_data();
    void S06_otherAnswersStayInMemory();
    void S06_behindOtherAnswers_data();
    void S06_behindOtherAnswers();
    void S06_anAnswerToHeadTouchesNothing();
    void S06_successesThatAreRetried();
    void S06_cancelledInTheMiddle();
    void S06_theClientGoesInTheMiddle();
    void S06_noSuchFolder_data();
    void S06_noSuchFolder();
    void S06_noRoom();

private:
    ApiClient &make(LoopbackServer &server);
    CallWatch &send(const QByteArray &method = "GET", const QString &path = u"/"_s);
    CallWatch &run(const QByteArray &method = "GET", const QString &path = u"/"_s);
    /// Until so much has left the server that most of it, which no buffer holds, has come.
    void sendHalf(LoopbackServer &server, const QByteArray &fields, const QByteArray &half, CallWatch *&watch);
    [[nodiscard]] QByteArray kept() const { return bytesIn(m_path); }
    [[nodiscard]] QStringList files() const { return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden); }
    [[nodiscard]] bool isUntouched() const { return kept() == "of before" && files() == QStringList{u"body"_s}; }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<LiveFixture> m_live;
};

void TestFaultsBodyFiles::init()
{
    m_live.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"body"_s);
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("of before");
}

ApiClient &TestFaultsBodyFiles::make(LoopbackServer &server)
{
    m_live = std::make_unique<LiveFixture>(server.url());
    m_live->config.maxResponseBytes = limit;
    return m_live->make();
}

CallWatch &TestFaultsBodyFiles::send(const QByteArray &method, const QString &path)
{
    CallOptions options;
    options.bodyFile = m_path;
    m_live->watches.push_back(
        std::make_unique<CallWatch>(m_live->client->send({.method = method, .url = QUrl(path)}, options)));
    return *m_live->watches.back();
}

CallWatch &TestFaultsBodyFiles::run(const QByteArray &method, const QString &path)
{
    CallWatch &watch = send(method, path);
    LiveFixture::waitFor(watch);
    return watch;
}

void TestFaultsBodyFiles::sendHalf(LoopbackServer &server, const QByteArray &fields, const QByteArray &half,
                                   CallWatch *&watch)
{
    QPointer<LoopbackConnection> reached;
    server.onRequest([&](LoopbackConnection &connection, const ReceivedRequest &) {
        connection.write("HTTP/1.1 200 OK\r\n" + fields + "\r\n\r\n" + half);
        reached = &connection;
    });
    watch = &send();
    QTRY_VERIFY(reached && reached->socket().bytesToWrite() == 0);
    QCOMPARE(watch->finishedCount, 0);
}

void TestFaultsBodyFiles::S06_whole_data()
{
    QTest::addColumn<Toxic>("toxic");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<qint64>("wireBytes");
    const QByteArray text = QByteArray("some text that can be packed, but not beyond all measure ").repeated(9'000);
    const QByteArray packed = gzipped(large + text);
    QTest::newRow("length") << whole(large) << large << qint64(large.size());
    QTest::newRow("chunks") << Toxic().answer("Transfer-Encoding: chunked", chunked(large) + chunk({})) << large
                            << qint64(large.size());
    QTest::newRow("until close") << Toxic().answer("Connection: close", large).close() << large << qint64(large.size());
    QTest::newRow("gzip") << whole(packed, "Content-Encoding: gzip\r\n") << large + text << qint64(packed.size());
    QTest::newRow("gzip in chunks") << Toxic().answer("Content-Encoding: gzip\r\nTransfer-Encoding: chunked",
                                                      chunked(packed) + chunk({}))
                                    << large + text << qint64(packed.size());
    QTest::newRow("small") << whole("small") << QByteArray("small") << qint64(5);
    QTest::newRow("nothing") << whole("") << QByteArray() << qint64(0);
    QTest::newRow("204") << Toxic().answer("A: b", {}, "204 No Content") << QByteArray() << qint64(0);
}

void TestFaultsBodyFiles::S06_whole()
{
    QFETCH(const Toxic, toxic);
    QFETCH(const QByteArray, body);
    LoopbackServer server;
    toxic.playOnRequests(server);
    make(server);
    const CallWatch &watch = run();
    QVERIFY2(watch.response, qPrintable(watch.error ? QDebug::toString(*watch.error) : u"no end"_s));
    const Response &response = watch.response->response;
    QVERIFY(kept() == body); // three megabytes are not to be printed
    QCOMPARE(files(), QStringList{u"body"_s});
    QCOMPARE(response.body, QByteArray());
    QVERIFY(!watch.response->body().isValid());
    QCOMPARE(response.filedBody, std::optional(FiledBody{m_path, body.size()}));
    QCOMPARE(response.bodyBytes(), body.size());
    QTEST(response.wireBytes, "wireBytes");
    QCOMPARE(m_live->imbalance({&server}), QString());
}

void TestFaultsBodyFiles::S06_broken_data()
{
    QTest::addColumn<Toxic>("toxic");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<ErrorDetail>("detail");
    const QByteArray packed = gzipped(large);
    const auto row = [](const char *name, const Toxic &toxic, ErrorKind kind, ErrorDetail detail) {
        QTest::newRow(name) << toxic << kind << detail;
    };
    row("ADV-G01 cut by its length", Toxic().answer("Content-Length: 3000000", large.chopped(9)).close(),
        ErrorKind::Reset, ErrorDetail::ClosedInBody);
    row("cut in a chunk", Toxic().answer("Transfer-Encoding: chunked", chunked(large).chopped(9)).close(),
        ErrorKind::Reset, ErrorDetail::ClosedInBody);
    row("cut between chunks", Toxic().answer("Transfer-Encoding: chunked", chunked(large)).close(), ErrorKind::Reset,
        ErrorDetail::ClosedInBody);
    row("reset", Toxic().answer("Content-Length: 3000000", large.left(2'000'000)).pause(50ms).reset(), ErrorKind::Reset,
        ErrorDetail::ClosedInBody);
    row("ADV-G14 cut in what is packed", whole(packed.chopped(20), "Content-Encoding: gzip\r\n"), ErrorKind::Protocol,
        ErrorDetail::BadContentEncoding);
    row("timed out", Toxic().answer("Content-Length: 3000000", large.left(2'000'000)), ErrorKind::AttemptTimeout,
        ErrorDetail::None);
}

void TestFaultsBodyFiles::S06_broken()
{
    QFETCH(const Toxic, toxic);
    LoopbackServer server;
    toxic.playOnRequests(server);
    make(server);
    auto config = m_live->client->config();
    config.timeout = 1s;
    config.retry.reset();
    QVERIFY(m_live->client->reconfigure(config));
    const CallWatch &watch = send();
    QStringList filesAtTheEnd;
    connect(watch.call, &Call::finished, this, [&] { filesAtTheEnd = files(); });
    LiveFixture::waitFor(*m_live->watches.back());
    QVERIFY(watch.error);
    QTEST(watch.error->kind, "kind");
    QTEST(watch.error->detail, "detail");
    QCOMPARE(filesAtTheEnd, QStringList{u"body"_s});
    QVERIFY(isUntouched());
}

void TestFaultsBodyFiles::ADV_G12_packedAHundredfold_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isBomb");
    QTest::newRow("below the limit in memory") << QByteArray(limit, ' ') << false;
    QTest::newRow("50 MB of nothing") << QByteArray(50'000'000, ' ') << true;
    QTest::newRow("much, and some of it packed well") << large + QByteArray(5'000'000, ' ') << false;
}

void TestFaultsBodyFiles::ADV_G12_packedAHundredfold()
{
    QFETCH(const QByteArray, body);
    QFETCH(const bool, isBomb);
    LoopbackServer server;
    whole(deflated(body), "Content-Encoding: deflate\r\n").playOnRequests(server);
    make(server);
    const CallWatch &watch = run();
    QCOMPARE(watch.error.has_value(), isBomb);
    QVERIFY(isBomb ? isUntouched() : kept() == body);
    if (!isBomb)
        return;
    QCOMPARE(watch.error->kind, ErrorKind::TooLarge);
    QCOMPARE(watch.error->detail, ErrorDetail::DecompressionBomb);
    QCOMPARE(server.requestCount(), 1);
}

void TestFaultsBodyFiles::S06_otherAnswersStayInMemory_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("404") << QByteArray("404 Not Found");
    QTest::newRow("401") << QByteArray("401 Unauthorized");
    QTest::newRow("500") << QByteArray("500 Internal Server Error");
}

void TestFaultsBodyFiles::S06_otherAnswersStayInMemory()
{
    QFETCH(const QByteArray, status);
    for (const qint64 bytes : {limit, limit + 1}) {
        LoopbackServer server;
        const QByteArray body(bytes, 'x');
        Toxic().answer("Content-Length: " + QByteArray::number(bytes), body, status).playOnRequests(server);
        make(server);
        const CallWatch &watch = send();
        QByteArray seen;
        connect(watch.call, &Call::finished, this, [&] {
            if (const Response *last = watch.call->lastResponse())
                seen = last->body;
        });
        LiveFixture::waitFor(*m_live->watches.back());
        QVERIFY(watch.error);
        QCOMPARE(watch.error->kind, bytes == limit ? ErrorKind::HttpStatus : ErrorKind::TooLarge);
        QCOMPARE(seen, bytes == limit ? body : QByteArray());
        QVERIFY(isUntouched());
    }
}

void TestFaultsBodyFiles::S06_anAnswerToHeadTouchesNothing()
{
    LoopbackServer server;
    Toxic().answer("Content-Length: 5").playOnRequests(server);
    make(server);
    const CallWatch &watch = run("HEAD");
    QVERIFY(watch.response);
    QVERIFY(isUntouched());
}

void TestFaultsBodyFiles::S06_behindOtherAnswers_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("redirect") << 302;
    QTest::newRow("retry") << 503;
}

void TestFaultsBodyFiles::S06_behindOtherAnswers()
{
    QFETCH(const int, status);
    LoopbackServer server;
    server.onRequest([&](LoopbackConnection &connection, const ReceivedRequest &) {
        server.requestCount() == 1 ? connection.answer(status, {{"Location", "/other"}}, "not this")
                                   : connection.answer(200, {}, large);
    });
    make(server);
    const CallWatch &watch = run();
    QVERIFY(watch.response);
    QVERIFY(kept() == large);
    QCOMPARE(files(), QStringList{u"body"_s});
    QCOMPARE(server.requestCount(), 2);
}

void TestFaultsBodyFiles::S06_successesThatAreRetried()
{
    LoopbackServer server;
    server.onRequest([&](LoopbackConnection &connection, const ReceivedRequest &) {
        server.requestCount() == 1 ? connection.answer(202, {}, "not yet") : connection.answer(200, {}, large);
    });
    make(server);
    auto config = m_live->client->config();
    config.retry->retryStatusCodes = {202};
    QVERIFY(m_live->client->reconfigure(config));
    QVERIFY(run().response);
    QVERIFY(kept() == large);
}

void TestFaultsBodyFiles::S06_cancelledInTheMiddle()
{
    LoopbackServer server;
    make(server);
    CallWatch *watch = nullptr;
    sendHalf(server, "Content-Length: 100000000", large.repeated(10), watch);
    watch->call->cancel();
    QVERIFY(watch->error);
    QVERIFY(isUntouched());
}

void TestFaultsBodyFiles::S06_theClientGoesInTheMiddle()
{
    LoopbackServer server;
    make(server);
    CallWatch *watch = nullptr;
    sendHalf(server, "Transfer-Encoding: chunked", chunked(large.repeated(10)), watch);
    QVERIFY(m_live->leavesNothing({&server}));
    QVERIFY(isUntouched());
}

void TestFaultsBodyFiles::S06_noSuchFolder_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::newRow("GET") << QByteArray("GET");
    QTest::newRow("POST") << QByteArray("POST"); // whose sending Qt does not tell
}

void TestFaultsBodyFiles::S06_noSuchFolder()
{
    QFETCH(const QByteArray, method);
    LoopbackServer server;
    make(server);
    m_path = m_folder->filePath(u"none/body"_s);
    const CallWatch &watch = run(method);
    QVERIFY(watch.error);
    QCOMPARE(watch.error->kind, ErrorKind::Storage);
    QCOMPARE(watch.error->detail, ErrorDetail::NotFound);
    QCOMPARE(watch.error->subject, m_folder->filePath(u"none"_s));
    QCOMPARE(server.requestCount(), 0); // the answer to a POST would be lost
    QCOMPARE(watch.entries(TimelineKind::Attempt).size(), 1);
    QCOMPARE(m_live->client->breaker()->snapshot().consecutiveFailures, 0);
    QCOMPARE(m_live->imbalance({&server}), QString());
}

void TestFaultsBodyFiles::S06_noRoom()
{
#ifdef Q_OS_UNIX
    const FileSizeLimit little(500'000);
    QVERIFY(little.holds());
    for (const char *method : {"GET", "POST"}) {
        LoopbackServer server;
        whole(large).playOnRequests(server);
        make(server);
        const CallWatch &watch = run(method);
        QVERIFY(watch.error);
        QCOMPARE(watch.error->kind, ErrorKind::Storage);
        QCOMPARE(watch.error->detail, ErrorDetail::WriteFailed);
        QCOMPARE(watch.error->subject, m_path);
        QCOMPARE(server.requestCount(), 1);
        QCOMPARE(m_live->client->breaker()->snapshot().consecutiveFailures, 0);
        QVERIFY(isUntouched());
        QCOMPARE(m_live->imbalance({&server}), QString());
    }
#else
    QSKIP("no limit of files here");
#endif
}

QTEST_GUILESS_MAIN(TestFaultsBodyFiles)
#include "tst_faults_bodyfiles.moc"
