// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/wording.h"

#include <QLocale>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestPolicyWording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void events_data();
    void events();
    void policies();
    void policiesThatAreOff();
    void limiterStates();
};

void TestPolicyWording::events_data() // NOLINT(readability-function-size): a table
{
    QTest::addColumn<ClientEvent>("event");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char *name, EventKind kind, auto fill, const QString &title, const QString &detail) {
        ClientEvent event;
        event.kind = kind;
        fill(event);
        QTest::newRow(name) << event << title << detail;
    };

    row(
        "opened", EventKind::BreakerOpened,
        [](ClientEvent &e) {
            e.count = 12;
            e.wait = 60s;
        },
        u"Breaker opened"_s, u"12 failures · probe in 1 min"_s);
    row(
        "forced", EventKind::BreakerOpened, [](ClientEvent &e) { e.breakerReason = BreakerReason::ForcedOpen; },
        u"Opened by hand"_s, u"nothing is sent until it is released"_s);
    row(
        "half-open", EventKind::BreakerHalfOpen, [](ClientEvent &e) { e.wait = 45s; }, u"Half-open"_s, u"after 45 s"_s);
    row(
        "closed", EventKind::BreakerClosed,
        [](ClientEvent &e) {
            e.count = 2;
            e.breakerReason = BreakerReason::ProbesSucceeded;
        },
        u"Breaker closed"_s, u"2 probes succeeded"_s);
    row(
        "reset", EventKind::BreakerClosed, [](ClientEvent &e) { e.breakerReason = BreakerReason::Reset; },
        u"Breaker closed"_s, u"reset by hand"_s);
    row(
        "limited", EventKind::RateLimited,
        [](ClientEvent &e) {
            e.status = 429;
            e.wait = 20s;
        },
        u"Rate limited"_s, u"429 · pause of 20 s"_s);
    row(
        "retries", EventKind::RetriesUsedUp,
        [](ClientEvent &e) {
            e.count = 3;
            e.status = 503;
            e.subject = u"GET /orders"_s;
        },
        u"Retry 3 of 3"_s, u"503 on GET /orders"_s);
    row(
        "failed", EventKind::CallFailed,
        [](ClientEvent &e) {
            e.error = ErrorKind::Refused;
            e.subject = u"POST /orders"_s;
        },
        u"Call failed"_s, u"Connection refused on POST /orders"_s);
    row(
        "queue", EventKind::QueueFull, [](ClientEvent &e) { e.count = 10'000; }, u"Queue full"_s,
        u"10,000 calls wait for a token"_s);
    row(
        "hostile", EventKind::CallFailed,
        [](ClientEvent &e) {
            e.status = 500;
            e.subject = u"GET /\n%1"_s;
        },
        u"Call failed"_s, u"500 on GET /\\u{a}%1"_s);
}

void TestPolicyWording::events()
{
    QFETCH(ClientEvent, event);
    QTEST(wording::title(event), "title");
    QTEST(wording::detail(event), "detail");
}

void TestPolicyWording::policies()
{
    ClientConfig config;
    config.auth = AuthConfig();
    config.auth->type = AuthType::OAuth2;
    config.rateLimit = RateLimitConfig();
    config.rateLimit->maxRequests = 10;
    config.rateLimit->window = 1s;
    config.rateLimit->burstSize = 20;
    config.circuitBreaker = CircuitBreakerConfig();
    config.circuitBreaker->failureThreshold = 12;
    config.retry = RetryConfig();
    config.retry->maxDelay = 30s;
    config.totalTimeout = 2min;
    ClientSnapshot live;
    live.limiter = LimiterSnapshot();
    live.limiter->tokens = 6.9;
    live.breaker = BreakerSnapshot();
    live.breaker->state = BreakerState::Open;
    live.breaker->retryIn = 18s;

    QCOMPARE(wording::policySummaries(config, &live),
             QStringList({u"OAuth 2.0, client credentials"_s, u"10 requests/s, burst 20 · 6 tokens now"_s,
                          u"Breaker opens after 12 failures · probe in 18 s"_s,
                          u"3 retries, exponential 1 s → 30 s, jitter ±25 %"_s,
                          u"Timeouts: connect 10 s, attempt 30 s, total 2 min"_s}));
    QCOMPARE(wording::breakerSummary(config.circuitBreaker), u"Breaker opens after 12 failures"_s);
    config.circuitBreaker->failureRate = 50;
    QCOMPARE(wording::breakerSummary(config.circuitBreaker), u"Breaker opens at 50 % failures of at least 10 calls"_s);
    config.auth->type = AuthType::ApiKey;
    config.auth->tokenKey = u"X-API-Key"_s;
    config.auth->token = Secret::plain(u"canary-4711"_s);
    QCOMPARE(wording::authSummary(config.auth), u"API key in the header, X-API-Key"_s);
}

void TestPolicyWording::policiesThatAreOff()
{
    QCOMPARE(wording::policySummaries(ClientConfig()),
             QStringList({u"No authentication"_s, u"No rate limit"_s, u"No circuit breaker"_s, u"No retries"_s,
                          u"Timeouts: connect 10 s, attempt 30 s"_s}));
    RetryConfig fixed;
    fixed.strategy = RetryStrategy::Fixed;
    fixed.maxRetries = 1;
    fixed.jitter = false;
    QCOMPARE(wording::retrySummary(fixed), u"1 retry, fixed 1 s"_s);
}

void TestPolicyWording::limiterStates()
{
    LimiterSnapshot limiter;
    limiter.tokens = 1.99;
    QCOMPARE(wording::limiterState(limiter), u"1 token now"_s);
    limiter.waiting = 3;
    limiter.longestWait = 400ms;
    QCOMPARE(wording::limiterState(limiter), u"3 calls wait, longest 400 ms"_s);
    limiter.waiting = 1;
    QCOMPARE(wording::limiterState(limiter), u"1 call waits, for 400 ms so far"_s);
    limiter.pausedFor = 20s;
    QCOMPARE(wording::limiterState(limiter), u"paused by the server for 20 s"_s);
}

QTEST_GUILESS_MAIN(TestPolicyWording)
#include "tst_policywording.moc"
