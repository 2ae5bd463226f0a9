// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/virtualscheduler.h"
#include "support/faketransport.h"

#include <QtTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestFakeTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsFromTheSchedulerOnly();
    void takesQueueThenHandlerThenStanding();
    void cancelledAndDestroyedStaySilent();
    void attemptTimeoutEndsSilence();
    void refusedRequestsAreNotSent();
    void slotMayDestroyTheExchange();

private:
    static Request request() { return {.url = QUrl(u"http://api.example/x"_s)}; }
};

void TestFakeTransport::endsFromTheSchedulerOnly()
{
    VirtualScheduler scheduler;
    FakeTransport transport(scheduler);
    transport.setDelay(20ms);
    transport.succeedWith(201, {{"A", "b"}}, "body");
    const auto exchange = transport.send(request(), {});
    QList<Result<Response>> results;
    connect(exchange.get(), &Exchange::finished, this, [&results](const auto &result) { results.append(result); });
    scheduler.advance(19ms);
    QCOMPARE(results.size(), 0);
    QCOMPARE(transport.inFlight(), 1);
    scheduler.advance(1ms);
    QCOMPARE(results.size(), 1);
    QCOMPARE(results.first()->status, 201);
    QCOMPARE(results.first()->body, QByteArray("body"));
    QCOMPARE(results.first()->phases.firstByte, std::optional<Duration>(20ms));
    QCOMPARE(transport.inFlight(), 0);
    QCOMPARE(scheduler.pending(), 0);
}

void TestFakeTransport::takesQueueThenHandlerThenStanding()
{
    VirtualScheduler scheduler;
    FakeTransport transport(scheduler);
    transport.enqueue(FakeOutcome::failure(Error(ErrorKind::Refused)));
    transport.setHandler([](const Request &, int number) { return FakeOutcome::success(200 + number); });
    QList<int> statuses;
    std::vector<std::unique_ptr<Exchange>> exchanges;
    for (int i = 0; i < 3; ++i) {
        if (i == 2)
            transport.setHandler(nullptr);
        exchanges.push_back(transport.send(request(), {}));
        connect(exchanges.back().get(), &Exchange::finished, this,
                [&statuses](const auto &result) { statuses.append(result ? result->status : 0); });
    }
    QCOMPARE(transport.maxInFlight(), 3);
    scheduler.runUntilIdle();
    QCOMPARE(statuses, QList<int>({0, 202, 200}));
    QCOMPARE(transport.requestCount(), 3);
}

void TestFakeTransport::cancelledAndDestroyedStaySilent()
{
    VirtualScheduler scheduler;
    FakeTransport transport(scheduler);
    auto first = transport.send(request(), {});
    auto second = transport.send(request(), {});
    int ends = 0;
    for (Exchange *exchange : {first.get(), second.get()})
        connect(exchange, &Exchange::finished, this, [&ends] { ++ends; });
    first->cancel();
    first->cancel();
    second.reset();
    scheduler.runUntilIdle();
    QCOMPARE(ends, 0);
    QCOMPARE(transport.cancelledCount(), 2);
    QCOMPARE(scheduler.pending(), 0);
}

void TestFakeTransport::attemptTimeoutEndsSilence()
{
    VirtualScheduler scheduler;
    FakeTransport transport(scheduler);
    transport.answerWith(FakeOutcome::silence());
    const auto exchange = transport.send(request(), {.attemptTimeout = 5s});
    std::optional<Result<Response>> end;
    connect(exchange.get(), &Exchange::finished, this, [&end](const auto &result) { end.emplace(result); });
    QCOMPARE(scheduler.runUntilIdle(), Duration(5s));
    QVERIFY(end && !end->ok());
    QCOMPARE(end->error().kind, ErrorKind::AttemptTimeout);
    QCOMPARE(end->error().limit, std::optional<Duration>(5s));
}

void TestFakeTransport::refusedRequestsAreNotSent()
{
    VirtualScheduler scheduler;
    FakeTransport transport(scheduler);
    Request bad = request();
    bad.method = "GET\r\n";
    const auto exchange = transport.send(bad, {});
    std::optional<Result<Response>> end;
    connect(exchange.get(), &Exchange::finished, this, [&end](const auto &result) { end.emplace(result); });
    scheduler.runUntilIdle();
    QVERIFY(end && !end->ok());
    QCOMPARE(end->error().detail, ErrorDetail::BadMethod);
    QCOMPARE(exchange->sendings(), 0);
    QCOMPARE(transport.requestCount(), 0);
}

void TestFakeTransport::slotMayDestroyTheExchange()
{
    VirtualScheduler scheduler;
    FakeTransport transport(scheduler);
    auto exchange = transport.send(request(), {});
    connect(exchange.get(), &Exchange::finished, this, [&exchange] { exchange.reset(); });
    scheduler.runUntilIdle();
    QVERIFY(!exchange);
    QCOMPARE(transport.cancelledCount(), 0);
}

QTEST_GUILESS_MAIN(TestFakeTransport)
#include "tst_faketransport.moc"
