// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/virtualscheduler.h"
#include "http/lanepool.h"
#include "http/networkexchange.h"
#include "support/loopbackserver.h"

#include <QNetworkAccessManager>
#include <QtTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// What others wait for, as a token, goes first in the queue for a connection, and has its own time behind it.
class TestLanePoolPrecedence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void O11_tokensGoFirstInTheirOrder();
    void O11_theQueueIsNoPartOfTheirTime();
    void O11_theirTimeBeginsBehindTheQueue();
    void O11_aMinuteInTheQueueIsTheEnd();

private:
    static Limits ofToken()
    {
        Limits limits{.connectTimeout = 30s, .attemptTimeout = 30s};
        limits.goesFirst = true;
        return limits;
    }
    NetworkExchange &begin(const QString &path, const Limits &limits);
    [[nodiscard]] QByteArrayList targets() const;

    std::unique_ptr<LoopbackServer> m_server;
    VirtualScheduler m_clock;
    std::shared_ptr<LanePool> m_pool; // of one connection, which the first exchange keeps
    std::vector<std::unique_ptr<NetworkExchange>> m_exchanges;
    std::optional<Result<Response>> m_end; // of the latest that was told
};

void TestLanePoolPrecedence::init()
{
    m_exchanges.clear();
    m_end.reset();
    m_server = std::make_unique<LoopbackServer>();
    m_server->onRequest([](LoopbackConnection &connection, const ReceivedRequest &request) {
        if (request.target.startsWith("/token"))
            connection.answer(200, {}, "token");
    });
    NetworkOptions options;
    options.maxConnections = 1;
    m_pool = std::make_shared<LanePool>(options, m_clock);
    begin(u"/first"_s, {.attemptTimeout = 300s});
    QTRY_COMPARE(m_server->requestCount(), 1);
}

NetworkExchange &TestLanePoolPrecedence::begin(const QString &path, const Limits &limits)
{
    m_exchanges.push_back(std::make_unique<NetworkExchange>(m_pool, Request{.url = m_server->url(path)}, limits));
    NetworkExchange &exchange = *m_exchanges.back();
    connect(&exchange, &Exchange::finished, this, [this](const auto &result) { m_end.emplace(result); });
    exchange.begin();
    return exchange;
}

QByteArrayList TestLanePoolPrecedence::targets() const
{
    QByteArrayList targets;
    for (const ReceivedRequest &request : m_server->requests())
        targets.append(request.target);
    return targets;
}

void TestLanePoolPrecedence::O11_tokensGoFirstInTheirOrder()
{
    begin(u"/next"_s, {.attemptTimeout = 300s});
    begin(u"/token1"_s, ofToken());
    begin(u"/token2"_s, ofToken());
    m_exchanges.front()->cancel();
    QTRY_COMPARE(targets(), QByteArrayList({"/first", "/token1", "/token2", "/next"}));
}

void TestLanePoolPrecedence::O11_theQueueIsNoPartOfTheirTime()
{
    begin(u"/token"_s, ofToken());
    m_clock.advance(59s);
    QVERIFY(!m_end);
    m_exchanges.front()->cancel();
    QTRY_VERIFY(m_end);
    QVERIFY(m_end->ok());
}

void TestLanePoolPrecedence::O11_theirTimeBeginsBehindTheQueue()
{
    NetworkExchange &silent = begin(u"/silent"_s, ofToken());
    m_clock.advance(59s);
    m_exchanges.front()->cancel();
    QTRY_COMPARE(silent.sendings(), 1);
    m_clock.advance(29s);
    QVERIFY(!m_end);
    m_clock.advance(1s);
    QVERIFY(m_end && !m_end->ok());
    QCOMPARE(m_end->error().kind, ErrorKind::AttemptTimeout);
    QCOMPARE(m_end->error().detail, ErrorDetail::None);
}

void TestLanePoolPrecedence::O11_aMinuteInTheQueueIsTheEnd()
{
    begin(u"/token"_s, ofToken());
    m_clock.advance(60s);
    QVERIFY(m_end && !m_end->ok());
    QCOMPARE(m_end->error().kind, ErrorKind::AttemptTimeout);
    QCOMPARE(m_end->error().detail, ErrorDetail::NoConnectionFree);
    QCOMPARE(targets(), QByteArrayList({"/first"}));
}

QTEST_GUILESS_MAIN(TestLanePoolPrecedence)
#include "tst_lanepool_precedence.moc"
