// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/bodyspool.h"
#include "livefixture.h"
#include "support/filesizelimit.h"
#include "support/packing.h"
#include "support/toxic.h"

#include <QDir>
#include <QPointer>
#include <QTemporaryDir>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostInMemory = 10'000;

const QByteArray large = noise(3'000'000);

Toxic whole(const QByteArray &body, const QByteArray &fields = {}, const QByteArray &status = "200 OK")
{
    return Toxic().answer(fields + "Content-Length: " + QByteArray::number(body.size()), body, status);
}

Toxic inChunks(const QByteArray &body)
{
    QByteArray chunks;
    for (qsizetype at = 0; at < body.size(); at += 70'000)
        chunks += chunk(body.mid(at, 70'000));
    return Toxic().answer("Transfer-Encoding: chunked", chunks + chunk({}));
}

} // namespace

/// Answers whose bodies go to the disk when they grow too large for memory (CallOptions::spool).
class TestFaultsBodySpool : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void S06_whole_data();
    void S06_whole();
    void S06_noLimitButTheDisk();
    void S06_aLimitThatIsSetHolds_data();
    void S06_aLimitThatIsSetHolds();
    void ADV_G12_bombsStayBombs();
    void S06_broken_data();
    void S06_broken();
    void S06_cancelledInTheMiddle();
    void S06_behindARetry();
    void S06_aFailureNeedsNoDisk();
    void S06_noRoom_data();
    void S06_noRoom();
    void S06_noRoomForWhatIsTooLargeForMemory();

private:
    ApiClient &make(LoopbackServer &server, const ClientConfig &as = {});
    CallWatch &send();
    CallWatch &run();
    [[nodiscard]] QStringList files() const { return QDir(folder()).entryList(QDir::Files | QDir::Hidden); }
    [[nodiscard]] QString folder() const { return m_folder->filePath(u"answers"_s); }

    std::unique_ptr<LiveFixture> m_live;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestFaultsBodySpool::init()
{
    m_live.reset();
    m_folder = std::make_unique<QTemporaryDir>();
}

ApiClient &TestFaultsBodySpool::make(LoopbackServer &server, const ClientConfig &as)
{
    m_live = std::make_unique<LiveFixture>(server.url());
    m_live->config.maxResponseBytes = as.maxResponseBytes;
    return m_live->make();
}

CallWatch &TestFaultsBodySpool::send()
{
    CallOptions options;
    options.spool = {folder(), mostInMemory};
    m_live->watches.push_back(
        std::make_unique<CallWatch>(m_live->client->send({.method = "GET", .url = QUrl(u"/"_s)}, options)));
    return *m_live->watches.back();
}

CallWatch &TestFaultsBodySpool::run()
{
    CallWatch &watch = send();
    LiveFixture::waitFor(watch);
    return watch;
}

void TestFaultsBodySpool::S06_whole_data()
{
    QTest::addColumn<Toxic>("toxic");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isSpooled");
    QTest::addColumn<qint64>("wireBytes");
    const QByteArray packed = gzipped(large);
    const QByteArray little = large.first(mostInMemory);
    const QByteArray more = large.first(mostInMemory + 1);
    QTest::newRow("length") << whole(large) << large << true << qint64(large.size());
    QTest::newRow("chunks") << inChunks(large) << large << true << qint64(large.size());
    QTest::newRow("until close") << Toxic().answer("Connection: close", large).close() << large << true
                                 << qint64(large.size());
    QTest::newRow("gzip") << whole(packed, "Content-Encoding: gzip\r\n") << large << true << qint64(packed.size());
    QTest::newRow("just fits") << whole(little) << little << false << qint64(little.size());
    QTest::newRow("just fits, in chunks") << inChunks(little) << little << false << qint64(little.size());
    QTest::newRow("just not") << whole(more) << more << true << qint64(more.size());
    QTest::newRow("just not, in chunks") << inChunks(more) << more << true << qint64(more.size());
    QTest::newRow("nothing") << whole("") << QByteArray() << false << qint64(0);
}

void TestFaultsBodySpool::S06_whole()
{
    QFETCH(const Toxic, toxic);
    QFETCH(const QByteArray, body);
    LoopbackServer server;
    toxic.playOnRequests(server);
    make(server);
    const CallWatch &watch = run();
    QVERIFY2(watch.response, qPrintable(watch.error ? QDebug::toString(*watch.error) : u"no end"_s));
    const Response &response = watch.response->response;
    QVERIFY(response.body == body); // three megabytes are not to be printed
    QTEST(response.spool != nullptr, "isSpooled");
    QVERIFY(!response.filedBody);
    QCOMPARE(response.bodyBytes(), body.size());
    QTEST(response.wireBytes, "wireBytes");
    QCOMPARE(m_live->imbalance({&server}), QString());
}

void TestFaultsBodySpool::S06_noLimitButTheDisk()
{
    LoopbackServer server;
    const QByteArray body = large.repeated(34);
    QVERIFY(body.size() > ClientConfig().maxResponseBytes);
    whole(body).playOnRequests(server);
    make(server);
    const CallWatch &watch = run();
    QVERIFY(watch.response);
    QVERIFY(watch.response->response.spool);
    QVERIFY(watch.response->response.body == body);
}

void TestFaultsBodySpool::S06_aLimitThatIsSetHolds_data()
{
    QTest::addColumn<Toxic>("toxic");
    QTest::addColumn<bool>("isTooLarge");
    const QByteArray atLimit = large.first(1'000'000);
    const QByteArray above = large.first(1'000'001);
    QTest::newRow("at it") << whole(atLimit) << false;
    QTest::newRow("at it, in chunks") << inChunks(atLimit) << false;
    QTest::newRow("above it") << whole(above) << true;
    QTest::newRow("above it, in chunks") << inChunks(above) << true;
    QTest::newRow("above it, packed") << whole(gzipped(above), "Content-Encoding: gzip\r\n") << true;
}

void TestFaultsBodySpool::S06_aLimitThatIsSetHolds()
{
    QFETCH(const Toxic, toxic);
    QFETCH(const bool, isTooLarge);
    LoopbackServer server;
    toxic.playOnRequests(server);
    ClientConfig limited;
    limited.maxResponseBytes = 1'000'000;
    make(server, limited);
    const CallWatch &watch = run();
    QCOMPARE(watch.error.has_value(), isTooLarge);
    if (!isTooLarge)
        return;
    QCOMPARE(watch.error->kind, ErrorKind::TooLarge);
    QCOMPARE(watch.error->detail, ErrorDetail::BodyLimit);
    QCOMPARE(files(), QStringList());
}

void TestFaultsBodySpool::ADV_G12_bombsStayBombs()
{
    LoopbackServer server;
    whole(gzipped(QByteArray(101'000'000, ' ')), "Content-Encoding: gzip\r\n").playOnRequests(server);
    make(server);
    const CallWatch &watch = run();
    QVERIFY(watch.error);
    QCOMPARE(watch.error->kind, ErrorKind::TooLarge);
    QCOMPARE(watch.error->detail, ErrorDetail::DecompressionBomb);
    QCOMPARE(files(), QStringList());
}

void TestFaultsBodySpool::S06_broken_data()
{
    QTest::addColumn<Toxic>("toxic");
    QTest::addColumn<ErrorDetail>("detail");
    QTest::newRow("ADV-G01 cut by its length")
        << Toxic().answer("Content-Length: 3000000", large.chopped(9)).close() << ErrorDetail::ClosedInBody;
    QTest::newRow("ADV-G14 cut in what is packed")
        << whole(gzipped(large).chopped(20), "Content-Encoding: gzip\r\n") << ErrorDetail::BadContentEncoding;
    QTest::newRow("a failure that is not kept") << whole(large, {}, "404 Not Found") << ErrorDetail::None;
}

void TestFaultsBodySpool::S06_broken()
{
    QFETCH(const Toxic, toxic);
    LoopbackServer server;
    toxic.playOnRequests(server);
    make(server);
    auto config = m_live->client->config();
    config.retry.reset();
    QVERIFY(m_live->client->reconfigure(config));
    const CallWatch &watch = run();
    QVERIFY(watch.error);
    QTEST(watch.error->detail, "detail");
    QCOMPARE(files(), QStringList());
}

void TestFaultsBodySpool::S06_cancelledInTheMiddle()
{
    LoopbackServer server;
    QPointer<LoopbackConnection> reached;
    server.onRequest([&](LoopbackConnection &connection, const ReceivedRequest &) {
        connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n" + large.repeated(10));
        reached = &connection;
    });
    make(server);
    const CallWatch &watch = send();
    QTRY_VERIFY(reached && reached->socket().bytesToWrite() == 0);
    watch.call->cancel();
    QVERIFY(watch.error);
    QCOMPARE(watch.error->kind, ErrorKind::Cancelled);
    QCOMPARE(files(), QStringList());
}

void TestFaultsBodySpool::S06_behindARetry()
{
    LoopbackServer server;
    server.onRequest([&](LoopbackConnection &connection, const ReceivedRequest &) {
        connection.answer(server.requestCount() == 1 ? 503 : 200, {}, server.requestCount() == 1 ? large + "!" : large);
    });
    make(server);
    const CallWatch &watch = run();
    QVERIFY(watch.response);
    QVERIFY(watch.response->response.body == large);
    QCOMPARE(server.requestCount(), 2);
}

void TestFaultsBodySpool::S06_aFailureNeedsNoDisk()
{
    LoopbackServer server;
    whole(large, {}, "404 Not Found").playOnRequests(server);
    make(server);
    const CallWatch &watch = run();
    QVERIFY(watch.error);
    QCOMPARE(watch.error->kind, ErrorKind::HttpStatus);
    const Response *answer = watch.call->lastResponse();
    QVERIFY(answer && !answer->spool);
    QVERIFY(answer->body == large);
    QVERIFY(!QDir(folder()).exists());
}

void TestFaultsBodySpool::S06_noRoom_data()
{
    QTest::addColumn<qint64>("room");
    QTest::addColumn<qint64>("limit");
    QTest::newRow("in memory") << qint64(0) << qint64(3'000'000);
    QTest::newRow("in memory, from the middle") << qint64(500'000) << qint64(3'000'000);
    QTest::newRow("by default") << qint64(500'000) << ClientConfig().maxResponseBytes;
}

void TestFaultsBodySpool::S06_noRoom()
{
#ifdef Q_OS_UNIX
    QFETCH(const qint64, room);
    QFETCH(const qint64, limit);
    const FileSizeLimit little(static_cast<rlim_t>(room));
    QVERIFY(little.holds());
    LoopbackServer server;
    inChunks(large).playOnRequests(server);
    ClientConfig limited;
    limited.maxResponseBytes = limit;
    make(server, limited);
    const CallWatch &watch = run();
    QVERIFY(watch.response);
    QVERIFY(!watch.response->response.spool);
    QVERIFY(watch.response->response.body == large);
    QCOMPARE(m_live->imbalance({&server}), QString());
#else
    QSKIP("no limit of files here");
#endif
}

void TestFaultsBodySpool::S06_noRoomForWhatIsTooLargeForMemory()
{
#ifdef Q_OS_UNIX
    const FileSizeLimit little(500'000);
    QVERIFY(little.holds());
    LoopbackServer server;
    whole(large.repeated(34)).playOnRequests(server);
    make(server);
    const CallWatch &watch = run();
    QVERIFY(watch.error);
    QCOMPARE(watch.error->kind, ErrorKind::Storage);
    QCOMPARE(watch.error->detail, ErrorDetail::WriteFailed);
    QCOMPARE(watch.error->subject, folder());
    QCOMPARE(server.requestCount(), 1);
    QCOMPARE(m_live->client->breaker()->snapshot().consecutiveFailures, 0);
    QCOMPARE(m_live->imbalance({&server}), QString());
#else
    QSKIP("no limit of files here");
#endif
}

QTEST_GUILESS_MAIN(TestFaultsBodySpool)
#include "tst_faults_bodyspool.moc"
