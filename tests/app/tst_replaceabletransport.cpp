// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/virtualscheduler.h"
#include "replaceabletransport.h"
#include "support/loopbackserver.h"

#include <QPointer>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// Keeps how an exchange ended.
class ExchangeWatch : public QObject
{
public:
    explicit ExchangeWatch(std::unique_ptr<Exchange> watched)
        : exchange(std::move(watched))
    {
        connect(exchange.get(), &Exchange::finished, this, [this](const Result<Response> &result) {
            ++ends;
            if (!result)
                error = result.error();
            phases = result ? result->phases : exchange->phases();
        });
    }

    std::unique_ptr<Exchange> exchange;
    int ends = 0;
    std::optional<Error> error;
    Phases phases;
};

const Error inVain(ErrorKind::Storage, ErrorDetail::KeychainSilent, u"orders/proxy.password"_s);

} // namespace

/// What waits while a client's proxy or its rules for TLS are edited leaves by the new ones.
class TestReplaceableTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void whatIsHeldIsAskedBeforeItLeaves_data();
    void whatIsHeldIsAskedBeforeItLeaves();
    void whatIsHeldEndsInTime();
    void theRestOfTheTimeIsForTheServer();
    void anotherHoldAtOnceHoldsStill();
    void whoStandsInLineLeavesByTheNewOptions_data();
    void whoStandsInLineLeavesByTheNewOptions();
    void O11_theTimeOfATokenBeginsBehindTheLine();
    void whoStandsInLineIsHeldToo();
    void cancelledInBetween();

private:
    /// Through that proxy, one connection at a time.
    [[nodiscard]] NetworkOptions through(const LoopbackServer &proxy) const;
    [[nodiscard]] Request request(const QString &path) const;

    VirtualScheduler m_scheduler;
    std::unique_ptr<LoopbackServer> m_old;
    std::unique_ptr<LoopbackServer> m_new;
    QPointer<LoopbackConnection> m_open; // at the old one, which answers when it is told to
    std::unique_ptr<ReplaceableTransport> m_transport;
};

void TestReplaceableTransport::init()
{
    m_old = std::make_unique<LoopbackServer>();
    m_new = std::make_unique<LoopbackServer>();
    m_old->onRequest([this](LoopbackConnection &connection, const ReceivedRequest &) { m_open = &connection; });
    m_transport = std::make_unique<ReplaceableTransport>(through(*m_old), m_scheduler);
}

void TestReplaceableTransport::cleanup()
{
    m_transport.reset();
    m_old.reset();
    m_new.reset();
    QCOMPARE(m_scheduler.pending(), 0);
}

NetworkOptions TestReplaceableTransport::through(const LoopbackServer &proxy) const
{
    NetworkOptions options;
    options.maxConnections = 1;
    options.proxy = ProxyConfig{.type = ProxyType::Http, .host = u"127.0.0.1"_s, .port = proxy.port()};
    return options;
}

Request TestReplaceableTransport::request(const QString &path) const
{
    return Request{.url = QUrl(u"http://api.example"_s + path)};
}

void TestReplaceableTransport::whatIsHeldIsAskedBeforeItLeaves_data()
{
    QTest::addColumn<bool>("leaves");
    QTest::newRow("D2 it leaves") << true;
    QTest::newRow("D2 not yet") << false;
}

void TestReplaceableTransport::whatIsHeldIsAskedBeforeItLeaves()
{
    QFETCH(bool, leaves);
    m_transport->hold(inVain);
    int asked = 0;
    Limits limits;
    limits.departure = [&]() -> std::optional<Request> {
        ++asked;
        return leaves ? std::optional(request(u"/anew"_s)) : std::nullopt;
    };
    const ExchangeWatch held(m_transport->send(request(u"/held"_s), limits));
    const ExchangeWatch other(m_transport->send(request(u"/other"_s), {}));
    m_scheduler.advance(1s);
    QCOMPARE(asked, 0);
    m_transport->setOptions(through(*m_new));
    QCOMPARE(asked, 0); // whoever sets them is in the middle of something
    m_scheduler.runDue();
    QCOMPARE(asked, 1);
    QTRY_COMPARE(other.ends, 1);
    QCOMPARE(held.ends, leaves ? 1 : 0);
    QCOMPARE(m_new->requestCount(), leaves ? 2 : 1);
    QCOMPARE(m_new->requests().first().target, leaves ? "http://api.example/anew" : "http://api.example/other");
}

void TestReplaceableTransport::whatIsHeldEndsInTime()
{
    m_transport->hold(inVain);
    const ExchangeWatch held(m_transport->send(request(u"/held"_s), {.attemptTimeout = 10s}));
    m_scheduler.advance(4s);
    QCOMPARE(held.exchange->phases().queued, std::optional<Duration>(4s));
    m_scheduler.advance(6s);
    QCOMPARE(held.ends, 1);
    QCOMPARE(held.error->detail, ErrorDetail::KeychainSilent);
    QCOMPARE(held.error->subject, inVain.subject);
    QCOMPARE(held.phases.queued, std::optional<Duration>(10s));
    m_transport->setOptions(through(*m_new));
    m_scheduler.advance(1s);
    QCOMPARE(held.ends, 1);
    QCOMPARE(m_new->connectionCount(), 0);
}

void TestReplaceableTransport::theRestOfTheTimeIsForTheServer()
{
    m_transport->hold(inVain);
    const ExchangeWatch held(m_transport->send(request(u"/held"_s), {.attemptTimeout = 10s}));
    m_scheduler.advance(4s);
    m_transport->setOptions(through(*m_old));
    m_scheduler.runDue();
    QTRY_COMPARE(m_old->requestCount(), 1);
    m_scheduler.advance(6s);
    QCOMPARE(held.ends, 1);
    QCOMPARE(held.error->kind, ErrorKind::AttemptTimeout);
    QCOMPARE(held.error->detail, ErrorDetail::None); // most of the time was the server's
    QCOMPARE(held.error->limit, std::optional<Duration>(10s));
    QCOMPARE(held.phases.queued, std::optional<Duration>(4s));
}

void TestReplaceableTransport::anotherHoldAtOnceHoldsStill()
{
    m_transport->hold(inVain);
    const ExchangeWatch held(m_transport->send(request(u"/held"_s), {}));
    m_transport->setOptions(through(*m_old)); // another proxy, whose password has to be had too
    m_transport->hold(inVain);
    m_scheduler.advance(1s);
    m_transport->setOptions(through(*m_new));
    m_scheduler.runDue();
    QTRY_COMPARE(held.ends, 1);
    QVERIFY(!held.error);
    QCOMPARE(m_new->requestCount(), 1);
    QCOMPARE(m_old->connectionCount(), 0);
}

void TestReplaceableTransport::whoStandsInLineLeavesByTheNewOptions_data()
{
    QTest::addColumn<bool>("isAsked");
    QTest::newRow("of a call") << true;
    QTest::newRow("for a token") << false;
}

void TestReplaceableTransport::whoStandsInLineLeavesByTheNewOptions()
{
    QFETCH(bool, isAsked);
    int asked = 0;
    Limits limits{.attemptTimeout = 10s};
    if (isAsked) {
        limits.departure = [&]() -> std::optional<Request> {
            ++asked;
            return request(u"/anew"_s);
        };
    }
    const ExchangeWatch underWay(m_transport->send(request(u"/first"_s), {}));
    const ExchangeWatch waits(m_transport->send(request(u"/waits"_s), limits));
    QTRY_VERIFY(m_open);
    m_scheduler.advance(2s);
    m_transport->setOptions(through(*m_new));
    m_open->answer(200, {}, "ok");
    QTRY_COMPARE(underWay.ends, 1);
    QVERIFY(!underWay.error); // what is under way goes on
    m_scheduler.runDue();
    QTRY_COMPARE(waits.ends, 1);
    QVERIFY(!waits.error);
    QCOMPARE(asked, isAsked ? 1 : 0);
    QCOMPARE(m_old->requestCount(), 1);
    QCOMPARE(m_new->requests().first().target, isAsked ? "http://api.example/anew" : "http://api.example/waits");
    QCOMPARE(waits.phases.queued, std::optional<Duration>(2s));
}

void TestReplaceableTransport::O11_theTimeOfATokenBeginsBehindTheLine()
{
    Limits limits{.connectTimeout = 10s, .attemptTimeout = 10s};
    limits.goesFirst = true;
    const ExchangeWatch underWay(m_transport->send(request(u"/first"_s), {.attemptTimeout = 60s}));
    const ExchangeWatch token(m_transport->send(request(u"/token"_s), limits));
    QTRY_VERIFY(m_open);
    m_scheduler.advance(11s);
    m_transport->setOptions(through(*m_new));
    m_new->onRequest([this](LoopbackConnection &connection, const ReceivedRequest &) { m_open = &connection; });
    m_open->answer(200, {}, "ok");
    QTRY_COMPARE(underWay.ends, 1);
    m_scheduler.runDue();
    QTRY_COMPARE(m_new->requestCount(), 1);
    m_scheduler.advance(9s);
    QCOMPARE(token.ends, 0);
    m_open->answer(200, {}, "ok");
    QTRY_COMPARE(token.ends, 1);
    QVERIFY(!token.error);
}

void TestReplaceableTransport::whoStandsInLineIsHeldToo()
{
    const ExchangeWatch underWay(m_transport->send(request(u"/first"_s), {}));
    const ExchangeWatch waits(m_transport->send(request(u"/waits"_s), {}));
    QTRY_VERIFY(m_open);
    m_transport->setOptions(through(*m_new));
    m_transport->hold(inVain);
    m_open->answer(200, {}, "ok");
    QTRY_COMPARE(underWay.ends, 1);
    m_scheduler.advance(1s);
    QCOMPARE(m_new->connectionCount(), 0);
    m_transport->setOptions(through(*m_new));
    m_scheduler.runDue();
    QTRY_COMPARE(waits.ends, 1);
    QCOMPARE(m_new->requestCount(), 1);
    QCOMPARE(m_old->requestCount(), 1);
}

void TestReplaceableTransport::cancelledInBetween()
{
    m_transport->hold(inVain);
    const ExchangeWatch held(m_transport->send(request(u"/held"_s), {}));
    ExchangeWatch destroyed(m_transport->send(request(u"/held"_s), {}));
    m_transport->setOptions(through(*m_new));
    held.exchange->cancel();
    destroyed.exchange.reset();
    m_scheduler.advance(1min);
    QCOMPARE(held.ends + destroyed.ends, 0);
    QCOMPARE(m_new->connectionCount(), 0);
}

QTEST_GUILESS_MAIN(TestReplaceableTransport)
#include "tst_replaceabletransport.moc"
