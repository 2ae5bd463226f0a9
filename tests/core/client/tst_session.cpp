// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clientfixture.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

class SessionedClient final : public ApiClient
{
public:
    using ApiClient::ApiClient;
    Call *listOrders() { return get(u"/orders"_s); }
};

Services servicesOf(ClientFixture &f)
{
    return {f.scheduler, f.random, f.transport, f.secrets};
}

} // namespace

class TestSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavingCancelsWhatIsUnderWay();
    void closedClientsCancelWhatIsNew();
    void theNextSessionOpensAgain();
    void theLastSessionCloses();
    void movedSessionsEndOnce();
    void aSessionOfItsOwnClient();
    void theClientMayDieFirst();
    void listenersMaySendAgain();
    void listenersMayDestroyTheClient();
    void X05_everyCallEndsOnce();
};

void TestSession::leavingCancelsWhatIsUnderWay()
{
    ClientFixture f;
    f.transport.answerWith(FakeOutcome::silence());
    ApiClient &client = f.make();
    std::optional<CallWatch> watch;
    {
        const auto session = client.session();
        watch.emplace(session->get(u"/x"_s));
        f.scheduler.advance(1s);
        QCOMPARE(f.transport.inFlight(), 1);
        QCOMPARE(watch->finishedCount, 0);
    }
    QCOMPARE(watch->finishedCount, 1);
    QCOMPARE(watch->error, std::optional(Error(ErrorKind::Cancelled)));
    QCOMPARE(f.transport.inFlight(), 0);
    QCOMPARE(client.metrics().cancelled, 1U);
}

void TestSession::closedClientsCancelWhatIsNew()
{
    ClientFixture f;
    ApiClient &client = f.make();
    client.close();
    const CallWatch watch(client.get(u"/x"_s));
    QCOMPARE(watch.finishedCount, 0); // never from inside
    f.scheduler.runUntilIdle();
    QCOMPARE(watch.finishedCount, 1);
    QCOMPARE(watch.error, std::optional(Error(ErrorKind::Cancelled)));
    QCOMPARE(f.transport.requestCount(), 0);
    const ClientMetrics &books = client.metrics();
    QCOMPARE(books.calls, books.cancelled); // X03
}

void TestSession::theNextSessionOpensAgain()
{
    ClientFixture f;
    ApiClient &client = f.make();
    (void)client.session();
    const auto session = client.session();
    const CallWatch watch(client.get(u"/x"_s));
    f.scheduler.runUntilIdle();
    QVERIFY(watch.response);
}

void TestSession::theLastSessionCloses()
{
    ClientFixture f;
    f.transport.setDelay(1s);
    ApiClient &client = f.make();
    auto outer = client.session();
    const CallWatch watch(client.get(u"/x"_s));
    {
        const auto inner = client.session();
    }
    f.scheduler.advance(2s);
    QVERIFY(watch.response);
    const CallWatch last(client.get(u"/x"_s));
    outer.close();
    outer.close();
    QCOMPARE(last.finishedCount, 1);
    QVERIFY(!outer.client());
}

void TestSession::movedSessionsEndOnce()
{
    ClientFixture f;
    f.transport.setDelay(1s);
    ApiClient &client = f.make();
    auto first = client.session();
    const CallWatch watch(client.get(u"/x"_s));
    auto second = std::move(first);
    first.close(); // NOLINT(bugprone-use-after-move): that is what is tested
    f.scheduler.advance(2s);
    QVERIFY(watch.response);
    const CallWatch last(client.get(u"/x"_s));
    ClientFixture other;
    second = other.make().session();
    QCOMPARE(last.finishedCount, 1);
    QCOMPARE(second.client(), other.client.get());
}

void TestSession::aSessionOfItsOwnClient()
{
    ClientFixture f;
    f.transport.answerWith(FakeOutcome::silence());
    std::optional<CallWatch> watch;
    QPointer<SessionedClient> client;
    {
        const auto api = openSession<SessionedClient>(f.config, servicesOf(f));
        client = api.client();
        watch.emplace(api->listOrders());
        f.scheduler.advance(1s);
        QCOMPARE(f.transport.requests().first().url.path(), u"/v1/orders"_s);
    }
    QCOMPARE(watch->finishedCount, 1);
    QVERIFY(!client);
    SessionedClient elsewhere(f.config, servicesOf(f));
    Session session(elsewhere); // of the class that it is
    session->listOrders();
    session.close();
    QCOMPARE(elsewhere.metrics().cancelled, 1U);
}

void TestSession::theClientMayDieFirst()
{
    ClientFixture f;
    f.make();
    const auto session = f.client->session();
    f.client.reset();
    QVERIFY(!session.client());
}

void TestSession::listenersMaySendAgain()
{
    ClientFixture f;
    f.transport.answerWith(FakeOutcome::silence());
    ApiClient &client = f.make();
    std::optional<CallWatch> second;
    Call *first = client.get(u"/x"_s);
    connect(first, &Call::finished, this, [&] { second.emplace(client.get(u"/y"_s)); });
    f.scheduler.advance(1s);
    client.close();
    QVERIFY(second);
    QCOMPARE(second->finishedCount, 0);
    f.scheduler.runUntilIdle();
    QCOMPARE(second->finishedCount, 1);
    QCOMPARE(f.transport.requestCount(), 1);
}

void TestSession::listenersMayDestroyTheClient()
{
    ClientFixture f;
    f.transport.answerWith(FakeOutcome::silence());
    auto session = std::make_unique<Session<SessionedClient>>(openSession<SessionedClient>(f.config, servicesOf(f)));
    const QPointer<SessionedClient> client(session->client());
    int ended = 0;
    for (int i = 0; i < 3; ++i) {
        connect((*session)->listOrders(), &Call::finished, this, [&] {
            ++ended;
            session.reset(); // the first one destroys it, and with it the others
        });
    }
    f.scheduler.advance(1s);
    client->close();
    QCOMPARE(ended, 3);
    QVERIFY(!client);
}

void TestSession::X05_everyCallEndsOnce()
{
    ClientFixture f;
    f.config.rateLimit = RateLimitConfig();
    f.config.rateLimit->maxRequests = 10;
    f.withRetry();
    f.transport.setHandler(
        [](const Request &, int number) { return number <= 5 ? FakeOutcome::success(503) : FakeOutcome::silence(); });
    ApiClient &client = f.make();
    auto session = client.session();
    std::vector<std::unique_ptr<CallWatch>> watches;
    watches.reserve(30);
    for (int i = 0; i < 30; ++i) // some back off, some are in flight, most wait for a token
        watches.push_back(std::make_unique<CallWatch>(client.get(u"/x"_s)));
    f.scheduler.advance(100ms);
    session.close();
    for (const auto &watch : watches)
        QCOMPARE(watch->finishedCount, 1);
    f.scheduler.runUntilIdle();
    QCOMPARE(client.metrics().calls, client.metrics().cancelled);
    QCOMPARE(f.scheduler.pending(), 0);
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
