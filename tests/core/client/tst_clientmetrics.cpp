// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clientfixture.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestClientMetrics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void X04_withoutSamplesThereIsNoFigure();
    void figuresBySpecsNames();
    void latencyByOutcomeAndByAttempt();
    void getMetricsStaysAsItIs();
    void resetWhileCallsAreUnderWay();
};

void TestClientMetrics::X04_withoutSamplesThereIsNoFigure()
{
    const ClientMetrics metrics;
    QVERIFY(!metrics.averageResponseTimeMs());
    QVERIFY(!metrics.minResponseTimeMs());
    QVERIFY(!metrics.maxResponseTimeMs());
    QCOMPARE(metrics.totalRequests(), 0U);
    for (const auto outcome :
         {CallOutcome::Succeeded, CallOutcome::Failed, CallOutcome::Refused, CallOutcome::Cancelled})
        QVERIFY(!metrics.latencyOf(outcome).mean());
}

void TestClientMetrics::figuresBySpecsNames()
{
    ClientFixture f;
    f.withRetry().maxRetries = 1;
    f.config.circuitBreaker = CircuitBreakerConfig();
    f.config.circuitBreaker->failureThreshold = 1;
    f.transport.enqueue(FakeOutcome::success(200, {}, {}, 100ms));
    f.transport.enqueue(FakeOutcome::success(503, {}, {}, 200ms));
    f.transport.enqueue(FakeOutcome::success(503, {}, {}, 600ms));
    ApiClient &client = f.make();
    for (int i = 0; i < 3; ++i) { // succeeds, fails after a retry and opens the circuit, is refused
        client.get(u"/x"_s);
        f.scheduler.advance(5s);
    }
    client.get(u"/x"_s)->cancel();
    const ClientMetrics metrics = client.getMetrics();
    QCOMPARE(metrics.totalRequests(), 4U);
    QCOMPARE(metrics.successfulRequests(), 1U);
    QCOMPARE(metrics.failedRequests(), 2U);
    QCOMPARE(metrics.cancelled, 1U);
    QCOMPARE(metrics.totalRetries(), 1U);
    QCOMPARE(metrics.circuitBreakerOpens, 1U);
    QCOMPARE(metrics.averageResponseTimeMs(), std::optional(300.0));
    QCOMPARE(metrics.minResponseTimeMs(), std::optional(100.0));
    QCOMPARE(metrics.maxResponseTimeMs(), std::optional(600.0));
}

void TestClientMetrics::latencyByOutcomeAndByAttempt()
{
    ClientFixture f;
    f.withRetry().maxRetries = 1;
    f.transport.enqueue(FakeOutcome::success(503, {}, {}, 1s));
    f.transport.enqueue(FakeOutcome::success(200, {}, {}, 2s));
    f.transport.enqueue(FakeOutcome::failure(Error(ErrorKind::Protocol, ErrorDetail::NotHttp), 7s));
    f.transport.enqueue(FakeOutcome::silence());
    ApiClient &client = f.make();
    client.get(u"/x"_s); // 1 s, a backoff of 1 s, 2 s
    f.scheduler.advance(10s);
    client.get(u"/x"_s); // never answered
    f.scheduler.advance(10s);
    Call *call = client.get(u"/x"_s);
    f.scheduler.advance(5s);
    call->cancel();
    const ClientMetrics metrics = client.getMetrics();
    QCOMPARE(metrics.latencyOf(CallOutcome::Succeeded).count(), 1U);
    QCOMPARE(metrics.latencyOf(CallOutcome::Succeeded).mean(), std::optional<Duration>(4s));
    QCOMPARE(metrics.latencyOf(CallOutcome::Failed).mean(), std::optional<Duration>(7s));
    QCOMPARE(metrics.latencyOf(CallOutcome::Cancelled).mean(), std::optional<Duration>(5s));
    QCOMPARE(metrics.latencyOf(CallOutcome::Refused).count(), 0U);
    QCOMPARE(metrics.callLatency.count(), 1U);
    QCOMPARE(metrics.attemptLatency.count(), 2U);
    QCOMPARE(metrics.attemptLatency.mean(), std::optional<Duration>(1500ms));
    QCOMPARE(metrics.unansweredLatency.count(), 1U);
    QCOMPARE(metrics.unansweredLatency.mean(), std::optional<Duration>(7s));
}

void TestClientMetrics::getMetricsStaysAsItIs()
{
    ClientFixture f;
    ApiClient &client = f.make();
    client.get(u"/x"_s);
    f.scheduler.advance(1s);
    const ClientMetrics before = client.getMetrics();
    client.get(u"/x"_s);
    f.scheduler.advance(1s);
    QCOMPARE(before.totalRequests(), 1U);
    QCOMPARE(before.callLatency.count(), 1U);
    QCOMPARE(client.getMetrics().totalRequests(), 2U);
}

void TestClientMetrics::resetWhileCallsAreUnderWay()
{
    ClientFixture f;
    f.transport.setDelay(1s);
    ApiClient &client = f.make();
    client.get(u"/x"_s);
    f.scheduler.advance(2s);
    client.get(u"/x"_s);
    f.scheduler.advance(500ms);
    client.resetMetrics();
    QCOMPARE(client.getMetrics().totalRequests(), 1U); // it will end, and be counted then
    QVERIFY(!client.getMetrics().averageResponseTimeMs());
    f.scheduler.advance(1s);
    QCOMPARE(client.getMetrics().successfulRequests(), 1U);
    QCOMPARE(client.getMetrics().latencyOf(CallOutcome::Succeeded).count(), 1U);
}

QTEST_GUILESS_MAIN(TestClientMetrics)
#include "tst_clientmetrics.moc"
