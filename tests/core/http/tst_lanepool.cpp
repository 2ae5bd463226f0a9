// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/systemscheduler.h"
#include "base/virtualscheduler.h"
#include "http/lanepool.h"
#include "http/networkexchange.h"
#include "support/loopbackserver.h"
#include "support/packing.h"

#include <QNetworkAccessManager>
#include <QtTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// The queue, the templates and the counts. What the lanes do to connections is seen from outside, in
/// tst_networktransport_connections.
class TestLanePool : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void S07_originsAreNotMixedUp();
    void probesAreForTheUnknown();
    void callbacksNest();
    void callbacksKeepThePool();
    void S01_requestsCarryNothingOfQts();
    void lanesHaveNamesWherePlain();
    void S07_proxyCredentialsStayPlain_data();
    void S07_proxyCredentialsStayPlain();
    void proxiesAreNamed_data();
    void proxiesAreNamed();
    void connectionsUsedOnce();
    void departuresAreCounted();
    void slotsMove();
    void lanesBeyondTheKeptOnesAreCleared_data();
    void lanesBeyondTheKeptOnesAreCleared();
    void placesInTheQueue();
    void placesWithoutTimeAreNotStarted();
    void D8_whoHadNoTimeOnTheWireSaysSo_data();
    void D8_whoHadNoTimeOnTheWireSaysSo();
    void D8_aConnectTimeoutIsNoFaultOfTheQueue();
    void D8_whoWasSentSaysSo();
    void answersAreReadByTheRequestThatLeft();
    void departuresAreAsked_data();
    void departuresAreAsked();
    void theNewsComesBeforeTheNext();
    void D2_theNextDoesNotWaitForALoopInTheNews();
    void originsDoNotWaitForOneAnother();
    void afterAFaultNothingIsSent();

private:
    static constexpr std::size_t lastLane = 17; // of the 18 that a hundred connections are
    static std::shared_ptr<LanePool> poolOf(const NetworkOptions &options, Scheduler &scheduler)
    {
        return std::make_shared<LanePool>(options, scheduler);
    }
    static NetworkOptions withProxy(ProxyType type)
    {
        NetworkOptions options;
        options.proxy = ProxyConfig{type, u"proxy.example"_s, 8080, u"ann"_s, {}, {}};
        options.proxyPassword = u"canary"_s;
        return options;
    }

    VirtualScheduler m_clock;
    const QByteArray m_origin = "http://api.example:80";
    const QUrl m_plain{u"http://api.example/"_s};
    const QUrl m_tls{u"https://api.example/"_s};
};

void TestLanePool::S07_originsAreNotMixedUp()
{
    const auto pool = poolOf({}, m_clock);
    const QList<QUrl> urls{QUrl(u"http://a.example/x"_s),  QUrl(u"http://a.example/y?z"_s),
                           QUrl(u"https://a.example/x"_s), QUrl(u"http://a.example:8080/x"_s),
                           QUrl(u"http://b.example/x"_s),  QUrl()};
    for (const QUrl &before : urls) {
        for (const QUrl &url : urls) {
            QCOMPARE(pool->origin(before), originOf(before));
            QCOMPARE(pool->origin(url), originOf(url));
        }
    }
}

void TestLanePool::probesAreForTheUnknown()
{
    const auto pool = poolOf({}, m_clock);
    QVERIFY(pool->mayProbe("http://a:80"));
    pool->keptSilent("http://a:80");
    QVERIFY(!pool->mayProbe("http://a:80"));
    QVERIFY(pool->mayProbe("http://b:80"));
    pool->mayHaveSpoken("http://a:80");
    QVERIFY(pool->mayProbe("http://a:80"));
    pool->keptSilent("http://a:80");
    for (int i = 0; i < 1000; ++i) // ADV-INV5: ever new hosts make nothing grow for ever
        pool->keptSilent("http://" + QByteArray::number(i) + ":80");
    QVERIFY(pool->mayProbe("http://a:80"));
    QVERIFY(!pool->mayProbe("http://999:80"));
    for (const ProxyType type : {ProxyType::Http, ProxyType::Socks5, ProxyType::System})
        QVERIFY(!poolOf(withProxy(type), m_clock)->mayProbe("http://a:80"));
}

void TestLanePool::callbacksNest()
{
    const auto pool = poolOf({}, m_clock);
    QVERIFY(!pool->isInCallback());
    {
        const LanePool::Callback outer(pool);
        {
            const LanePool::Callback inner(pool);
            QVERIFY(pool->isInCallback());
        }
        QVERIFY(pool->isInCallback());
    }
    QVERIFY(!pool->isInCallback());
}

void TestLanePool::callbacksKeepThePool()
{
    auto pool = poolOf({}, m_clock);
    const std::weak_ptr<LanePool> watched = pool;
    {
        const LanePool::Callback callback(std::exchange(pool, nullptr));
        QVERIFY(!watched.expired());
    }
    QVERIFY(watched.expired());
}

void TestLanePool::S01_requestsCarryNothingOfQts()
{
    const LaneSlot slot(poolOf({}, m_clock), 0, m_origin, nullptr);
    for (const QUrl &url : {m_plain, m_tls}) {
        const QNetworkRequest made = slot.requestTemplate(url, true);
        QCOMPARE(made.attribute(QNetworkRequest::RedirectPolicyAttribute).toInt(),
                 int(QNetworkRequest::ManualRedirectPolicy));
        QCOMPARE(made.attribute(QNetworkRequest::AuthenticationReuseAttribute).toInt(), int(QNetworkRequest::Manual));
        QCOMPARE(made.attribute(QNetworkRequest::Http2AllowedAttribute), QVariant(false));
        QCOMPARE(made.rawHeader("User-Agent"), QByteArray("Fuseboard"));
        QCOMPARE(made.rawHeader("Accept-Language"), QByteArray("*"));
        QVERIFY(!made.hasRawHeader("Connection"));
        QVERIFY(!made.hasRawHeader("Proxy-Authorization"));
    }
}

void TestLanePool::lanesHaveNamesWherePlain()
{
    const auto pool = poolOf({}, m_clock);
    const LaneSlot first(pool, 0, m_origin, nullptr);
    const LaneSlot second(pool, 1, m_origin, nullptr);
    const LaneSlot last(pool, lastLane, m_origin, nullptr);
    QCOMPARE(first.requestTemplate(m_plain, true).peerVerifyName(), QString());
    QCOMPARE(second.requestTemplate(m_plain, true).peerVerifyName(), u"1"_s);
    QCOMPARE(last.requestTemplate(m_plain, true).peerVerifyName(), u"17"_s);
    // Over TLS it would be the name that the certificate has to have.
    QCOMPARE(last.requestTemplate(m_tls, true).peerVerifyName(), QString());
}

void TestLanePool::S07_proxyCredentialsStayPlain_data()
{
    QTest::addColumn<ProxyType>("type");
    QTest::addColumn<bool>("told");
    QTest::newRow("S07 HTTP") << ProxyType::Http << true;
    QTest::newRow("S07 SOCKS") << ProxyType::Socks5 << false;
    QTest::newRow("S07 none") << ProxyType::None << false;
}

void TestLanePool::S07_proxyCredentialsStayPlain()
{
    QFETCH(ProxyType, type);
    QFETCH(bool, told);
    const LaneSlot slot(poolOf(withProxy(type), m_clock), 0, m_origin, nullptr);
    QCOMPARE(slot.requestTemplate(m_plain, true).rawHeader("Proxy-Authorization"),
             told ? "Basic " + QByteArray("ann:canary").toBase64() : QByteArray());
    QVERIFY(!slot.requestTemplate(m_tls, true).hasRawHeader("Proxy-Authorization")); // the server would see it
}

void TestLanePool::proxiesAreNamed_data()
{
    QTest::addColumn<ProxyType>("type");
    QTest::addColumn<QString>("named");
    QTest::newRow("HTTP") << ProxyType::Http << u"proxy.example:8080"_s;
    QTest::newRow("SOCKS") << ProxyType::Socks5 << u"proxy.example:8080"_s;
    QTest::newRow("the system's, which it may choose anew") << ProxyType::System << QString();
    QTest::newRow("none") << ProxyType::None << QString();
}

void TestLanePool::proxiesAreNamed()
{
    QFETCH(ProxyType, type);
    QFETCH(QString, named);
    QCOMPARE(poolOf(withProxy(type), m_clock)->proxy(), named);
}

void TestLanePool::connectionsUsedOnce()
{
    NetworkOptions options;
    options.maxKeepaliveConnections = 0;
    const LaneSlot slot(poolOf(options, m_clock), 0, m_origin, nullptr);
    QCOMPARE(slot.requestTemplate(m_plain, true).rawHeader("Connection"), QByteArray("close"));
    QCOMPARE(slot.requestTemplate(m_tls, true).rawHeader("Connection"), QByteArray("close"));
}

void TestLanePool::departuresAreCounted()
{
    const auto pool = poolOf({}, m_clock);
    const LaneSlot stays(pool, 0, m_origin, nullptr);
    QCOMPARE(stays.departures(), 0U);
    LaneSlot(pool, 0, m_origin, nullptr).release();
    QCOMPARE(stays.departures(), 1U);
    LaneSlot(pool, 1, m_origin, nullptr).release(); // another lane
    QCOMPARE(stays.departures(), 1U);
}

void TestLanePool::slotsMove()
{
    const auto pool = poolOf({}, m_clock);
    const LaneSlot watch(pool, 0, m_origin, nullptr);
    LaneSlot one(pool, 0, m_origin, nullptr);
    LaneSlot other = std::move(one);
    QVERIFY(!one.isHeld()); // NOLINT(bugprone-use-after-move): defined as empty
    QVERIFY(other.isHeld());
    QCOMPARE(watch.departures(), 0U);
    other = LaneSlot(pool, 0, m_origin, nullptr); // the one before leaves
    QCOMPARE(watch.departures(), 1U);
    LaneSlot &alias = other;
    other = std::move(alias);
    QVERIFY(other.isHeld());
    other.release();
    other.release();
    QCOMPARE(watch.departures(), 2U);
    QCOMPARE(LaneSlot().departures(), 0U);
}

void TestLanePool::lanesBeyondTheKeptOnesAreCleared_data()
{
    QTest::addColumn<int>("lane");
    QTest::addColumn<bool>("kept");
    QTest::newRow("the first") << 0 << true;
    QTest::newRow("the last one that is kept") << 3 << true; // 20 connections are three lanes of six, and one of two
    QTest::newRow("the next") << 4 << false;
    QTest::newRow("the last") << int(lastLane) << false;
}

void TestLanePool::lanesBeyondTheKeptOnesAreCleared()
{
    QFETCH(int, lane);
    QFETCH(bool, kept);
    VirtualScheduler clock;
    const auto pool = poolOf({}, clock);
    LaneSlot(pool, static_cast<std::size_t>(lane), m_origin, nullptr).release();
    QCOMPARE(clock.pending(), kept ? 0 : 1);
    clock.advance(1999ms);
    QCOMPARE(clock.pending(), kept ? 0 : 1);
    clock.advance(1ms);
    QCOMPARE(clock.pending(), 0);
}

void TestLanePool::placesInTheQueue()
{
    SystemScheduler scheduler;
    LoopbackServer server;
    QList<LoopbackConnection *> held;
    server.onRequest([&held](LoopbackConnection &connection, const ReceivedRequest &) { held.append(&connection); });
    NetworkOptions options;
    options.maxConnections = 1;
    const auto pool = poolOf(options, scheduler);
    std::vector<std::unique_ptr<NetworkExchange>> exchanges;
    for (const char *path : {"/first", "/gone", "/cancelled", "/last"}) {
        const Request request{.url = server.url(QString::fromLatin1(path))};
        exchanges.push_back(std::make_unique<NetworkExchange>(pool, request, Limits()));
        exchanges.back()->begin();
    }
    QTRY_COMPARE(held.size(), 1);
    exchanges[1].reset();
    exchanges[2]->cancel();
    held.first()->answer();
    QTRY_COMPARE(held.size(), 2);
    QCOMPARE(server.requests().last().target, QByteArray("/last"));
    QCOMPARE(exchanges[2]->sendings(), 0);
    held.last()->answer();
}

// The lane comes free at the very moment of their deadline, before their own timers run.
void TestLanePool::placesWithoutTimeAreNotStarted()
{
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &, const ReceivedRequest &) {});
    NetworkOptions options;
    options.maxConnections = 1;
    const auto pool = poolOf(options, m_clock);
    NetworkExchange first(pool, Request{.url = server.url(u"/first"_s)}, {});
    first.begin();
    QTRY_COMPARE(server.requestCount(), 1);
    const TimerHandle free = m_clock.after(1s, [&first] { first.cancel(); });
    QList<Error> errors;
    std::vector<std::unique_ptr<NetworkExchange>> late;
    for (int i = 0; i < 2; ++i) {
        const Request request{.url = server.url(u"/late"_s)};
        late.push_back(std::make_unique<NetworkExchange>(pool, request, Limits{.attemptTimeout = 1s}));
        connect(late.back().get(), &Exchange::finished, this,
                [&errors](const Result<Response> &result) { errors.append(result.error()); });
        late.back()->begin();
    }
    NetworkExchange last(pool, Request{.url = server.url(u"/last"_s)}, {});
    last.begin();
    m_clock.advance(1s);
    QCOMPARE(errors.size(), 2);
    for (const Error &error : std::as_const(errors)) {
        QCOMPARE(error.kind, ErrorKind::AttemptTimeout);
        QCOMPARE(error.detail, ErrorDetail::NoConnectionFree);
    }
    QTRY_COMPARE(server.requestCount(), 2);
    QCOMPARE(server.requests().last().target, QByteArray("/last"));
}

// It may have been carried out: that no connection was free is not what its user has to know.
void TestLanePool::D8_whoWasSentSaysSo()
{
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &, const ReceivedRequest &) {});
    NetworkOptions options;
    options.maxConnections = 1;
    const auto pool = poolOf(options, m_clock);
    NetworkExchange first(pool, Request{.url = server.url(u"/first"_s)}, {});
    first.begin();
    const Request order{.method = "POST", .url = server.url(u"/late"_s), .body = Body("order")};
    NetworkExchange late(pool, order, Limits{.attemptTimeout = 1s});
    std::optional<Error> error;
    connect(&late, &Exchange::finished, this, [&error](const auto &result) { error = result.error(); });
    late.begin();
    m_clock.advance(800ms);
    first.cancel();
    QTRY_COMPARE(late.sendings(), 1);
    m_clock.advance(200ms);
    QVERIFY(error);
    QCOMPARE(error->kind, ErrorKind::AttemptTimeout);
    QCOMPARE(error->detail, ErrorDetail::None);
}

void TestLanePool::answersAreReadByTheRequestThatLeft()
{
    LoopbackServer server;
    const QByteArray packed = gzipped("text");
    server.onRequest([&packed](LoopbackConnection &connection, const ReceivedRequest &request) {
        if (request.target != "/first")
            connection.answer(200, {{"Content-Encoding", "gzip"}}, packed);
    });
    NetworkOptions options;
    options.maxConnections = 1;
    const auto pool = poolOf(options, m_clock);
    NetworkExchange first(pool, Request{.url = server.url(u"/first"_s)}, {});
    first.begin();
    const Request begun{.url = server.url(u"/late"_s)};
    Limits limits;
    limits.departure = [&begun] {
        Request changed = begun;
        changed.headers.append("Accept-Encoding", "identity");
        return std::optional(changed);
    };
    NetworkExchange late(pool, begun, limits);
    std::optional<Response> answer;
    connect(&late, &Exchange::finished, this, [&answer](const auto &result) { answer = result.value(); });
    late.begin();
    first.cancel();
    QTRY_VERIFY(answer);
    QCOMPARE(answer->body, packed);
}

void TestLanePool::D8_whoHadNoTimeOnTheWireSaysSo_data()
{
    QTest::addColumn<Duration>("queued");
    QTest::addColumn<ErrorDetail>("detail");
    QTest::newRow("D8 none") << Duration(999ms) << ErrorDetail::NoConnectionFree;
    QTest::newRow("D8 less than half") << Duration(501ms) << ErrorDetail::NoConnectionFree;
    QTest::newRow("D8 half") << Duration(500ms) << ErrorDetail::None;
}

void TestLanePool::D8_whoHadNoTimeOnTheWireSaysSo()
{
    QFETCH(Duration, queued);
    QFETCH(ErrorDetail, detail);
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &, const ReceivedRequest &) {});
    NetworkOptions options;
    options.maxConnections = 1;
    const auto pool = poolOf(options, m_clock);
    NetworkExchange first(pool, Request{.url = server.url(u"/first"_s)}, {});
    first.begin();
    NetworkExchange late(pool, Request{.url = server.url(u"/late"_s)}, Limits{.attemptTimeout = 1s});
    QList<Error> errors;
    connect(&late, &Exchange::finished, this, [&errors](const auto &result) { errors.append(result.error()); });
    late.begin();
    m_clock.advance(queued / 2);
    QCOMPARE(late.phases().queued, std::optional<Duration>(queued / 2)); // so far
    m_clock.advance(queued - queued / 2);
    first.cancel();
    m_clock.advance(1s - queued);
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors.first().kind, ErrorKind::AttemptTimeout);
    QCOMPARE(errors.first().detail, detail);
    QCOMPARE(late.phases().queued, std::optional<Duration>(queued));
}

void TestLanePool::D8_aConnectTimeoutIsNoFaultOfTheQueue()
{
    LoopbackServer server; // which begins no TLS
    QUrl url = server.url();
    url.setScheme(u"https"_s);
    NetworkOptions options;
    options.maxConnections = 1;
    const auto pool = poolOf(options, m_clock);
    NetworkExchange first(pool, Request{.url = url}, {});
    first.begin();
    NetworkExchange late(pool, Request{.url = url}, Limits{.connectTimeout = 200ms, .attemptTimeout = 1s});
    QList<Error> errors;
    connect(&late, &Exchange::finished, this, [&errors](const auto &result) { errors.append(result.error()); });
    late.begin();
    m_clock.advance(700ms);
    first.cancel();
    m_clock.advance(200ms);
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors.first().kind, ErrorKind::ConnectTimeout);
    QCOMPARE(errors.first().detail, ErrorDetail::None); // it had all the time that it may take
}

void TestLanePool::departuresAreAsked_data()
{
    QTest::addColumn<QString>("answer");
    for (const char *answer : {"anew", "not now", "cancels", "destroys", "sends another"})
        QTest::newRow(answer) << QString::fromLatin1(answer);
}

void TestLanePool::departuresAreAsked()
{
    QFETCH(QString, answer);
    SystemScheduler scheduler;
    LoopbackServer server;
    NetworkOptions options;
    options.maxConnections = 1;
    const auto pool = poolOf(options, scheduler);
    std::vector<std::unique_ptr<NetworkExchange>> exchanges;
    int asked = 0;
    int ends = 0;
    const auto begin = [&](const QString &path, Limits limits) {
        exchanges.push_back(
            std::make_unique<NetworkExchange>(pool, Request{.url = server.url(path)}, std::move(limits)));
        connect(exchanges.back().get(), &Exchange::finished, this, [&ends] { ++ends; });
        exchanges.back()->begin();
    };
    Limits limits;
    limits.departure = [&]() -> std::optional<Request> {
        ++asked;
        if (answer == u"not now"_s)
            return std::nullopt;
        if (answer == u"cancels"_s)
            exchanges[1]->cancel();
        if (answer == u"destroys"_s)
            exchanges[1].reset();
        if (answer == u"sends another"_s)
            begin(u"/another"_s, {});
        return Request{.url = server.url(u"/anew"_s)};
    };
    Limits unasked;
    unasked.departure = [&]() -> std::optional<Request> {
        ++asked;
        return std::nullopt;
    };
    begin(u"/first"_s, unasked); // it does not wait
    begin(u"/asked"_s, limits);
    begin(u"/last"_s, {});
    const bool leaves = answer == u"anew"_s || answer == u"sends another"_s;
    QByteArrayList expected{"/first", "/anew", "/last", "/another"};
    if (!leaves)
        expected.removeOne("/anew");
    if (answer != u"sends another"_s)
        expected.removeLast();
    QTRY_COMPARE(ends, expected.size());
    QByteArrayList targets;
    for (const ReceivedRequest &request : server.requests())
        targets.append(request.target);
    QCOMPARE(targets, expected);
    QCOMPARE(asked, 1);
    QCOMPARE(server.maxOpenConnections(), 1);
}

// What it says may be a reason to let nothing more out (D2).
void TestLanePool::theNewsComesBeforeTheNext()
{
    SystemScheduler scheduler;
    LoopbackServer server;
    NetworkOptions options;
    options.maxConnections = 1;
    const auto pool = poolOf(options, scheduler);
    QStringList story;
    NetworkExchange first(pool, Request{.url = server.url()}, {});
    connect(&first, &Exchange::finished, this, [&story] { story.append(u"news"_s); });
    first.begin();
    Limits limits;
    limits.departure = [&story]() -> std::optional<Request> {
        story.append(u"next"_s);
        return std::nullopt;
    };
    NetworkExchange next(pool, Request{.url = server.url()}, limits);
    next.begin();
    QTRY_COMPARE(story.size(), 2);
    QCOMPARE(story, QStringList({u"news"_s, u"next"_s}));
}

void TestLanePool::D2_theNextDoesNotWaitForALoopInTheNews()
{
    LoopbackServer server;
    NetworkOptions options;
    options.maxConnections = 1;
    const auto pool = poolOf(options, m_clock);
    NetworkExchange first(pool, Request{.url = server.url()}, {});
    int asked = 0;
    std::optional<int> askedBefore;
    std::optional<int> askedInside;
    connect(&first, &Exchange::finished, this, [&] {
        askedBefore = asked;
        m_clock.runDue(); // as the turns of a dialog's loop would
        askedInside = asked;
    });
    first.begin();
    Limits limits;
    limits.departure = [&]() -> std::optional<Request> {
        ++asked;
        return Request{.url = server.url(u"/next"_s)};
    };
    NetworkExchange next(pool, Request{.url = server.url()}, limits);
    bool answered = false;
    connect(&next, &Exchange::finished, this, [&answered](const auto &result) { answered = result.ok(); });
    next.begin();
    QTRY_VERIFY(askedInside);
    QCOMPARE(askedBefore, 0);
    QCOMPARE(askedInside, 1);
    QTRY_VERIFY(answered);
    QCOMPARE(server.requests().last().target, QByteArray("/next"));
    QCOMPARE(server.connectionCount(), 1);
    QCOMPARE(m_clock.pending(), 0);
}

void TestLanePool::originsDoNotWaitForOneAnother()
{
    SystemScheduler scheduler;
    const auto hold = [](LoopbackConnection &, const ReceivedRequest &) {};
    LoopbackServer one;
    LoopbackServer other;
    one.onRequest(hold);
    other.onRequest(hold);
    NetworkOptions options;
    options.maxConnections = 1;
    const auto pool = poolOf(options, scheduler);
    NetworkExchange first(pool, Request{.url = one.url()}, {});
    NetworkExchange waits(pool, Request{.url = one.url()}, {});
    NetworkExchange second(pool, Request{.url = other.url()}, {});
    for (NetworkExchange *exchange : {&first, &waits, &second})
        exchange->begin();
    QTRY_COMPARE(one.requestCount() + other.requestCount(), 2);
    QCOMPARE(one.requestCount(), 1);
}

void TestLanePool::afterAFaultNothingIsSent()
{
    SystemScheduler scheduler;
    LoopbackServer server;
    NetworkOptions options;
    options.fault = Error(ErrorKind::Storage, ErrorDetail::KeychainLocked);
    NetworkExchange exchange(poolOf(options, scheduler), Request{.url = server.url()}, {});
    QList<Error> errors;
    connect(&exchange, &Exchange::finished, this, [&errors](const auto &result) { errors.append(result.error()); });
    exchange.begin();
    QVERIFY(errors.isEmpty()); // never from inside
    QTRY_COMPARE(errors.size(), 1);
    QCOMPARE(errors.first().detail, ErrorDetail::KeychainLocked);
    QCOMPARE(server.connectionCount(), 0);
}

QTEST_GUILESS_MAIN(TestLanePool)
#include "tst_lanepool.moc"
