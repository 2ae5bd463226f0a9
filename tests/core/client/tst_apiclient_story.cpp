// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clientfixture.h"

#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// R23: the timeline tells of each wait and decision what it came from, with figures that a text can be made of.
class TestApiClientStory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void R23_aPauseNamesItsHeader_data();
    void R23_aPauseNamesItsHeader();
    void R23_waitersKnowWhoAskedForThePause();
    void R23_aRetryHasItsNumberAndItsSource();
    void R23_anOwnBackoffNamesNobody();
    void R23_aPauseTooLongNamesItsHeader();
    void R23_aRedirectNamesWhoLetItWait();
    void R23_aRefusalNamesTheRule();
    void R23_anOpenCircuitEndsRetriesWithItsRule();
};

namespace {

FakeOutcome limitedBy(const char *name, const char *value, int status = 429)
{
    return FakeOutcome::success(status, {{name, value}});
}

} // namespace

void TestApiClientStory::R23_aPauseNamesItsHeader_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<Headers>("headers");
    QTest::addColumn<PauseCause>("cause");
    const auto row = [](const char *name, int status, const Headers &headers, PauseSource source, const char *header,
                        const QByteArray &value) {
        QTest::newRow(name) << status << headers << PauseCause{source, status, header, value};
    };
    using enum PauseSource;
    row("H01 seconds", 429, {{"Retry-After", "7"}}, RetryAfter, "Retry-After", "7");
    row("H13 milliseconds first", 503, {{"Retry-After", "9"}, {"Retry-After-Ms", "7000"}}, RetryAfter, "Retry-After-Ms",
        "7000");
    row("H12 a Retry-After wins", 429,
        {{"Retry-After", "7"}, {"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "5"}}, RetryAfter, "Retry-After",
        "7");
    row("L19 a quota used up", 200, {{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "7"}}, QuotaUsedUp,
        "X-RateLimit-Reset", "7");
    row("H12 structured", 200, {{"RateLimit", "\"burst\";r=0;t=7"}}, QuotaUsedUp, "RateLimit", "\"burst\";r=0;t=7");
    row("H12 dictionary", 200, {{"RateLimit", "limit=9, remaining=0, reset=7"}}, QuotaUsedUp, "RateLimit",
        "limit=9, remaining=0, reset=7");
    row("H12 the tightest is named", 200,
        {{"RateLimit-Remaining", "5"},
         {"RateLimit-Reset", "9"},
         {"X-Rate-Limit-Remaining", "0"},
         {"X-Rate-Limit-Reset", "7"}},
        QuotaUsedUp, "X-Rate-Limit-Reset", "7");
    row("long values are cut", 429, {{"Retry-After", "7" + QByteArray(200, ' ') + ", 5"}}, RetryAfter, "Retry-After",
        "7" + QByteArray(79, ' '));
    row("named as the server writes it", 429, {{"retry-AFTER", "7"}}, RetryAfter, "retry-AFTER", "7");
    row("D9 no word of how long", 429, {}, Unnamed, "", {});
}

void TestApiClientStory::R23_aPauseNamesItsHeader()
{
    QFETCH(const int, status);
    QFETCH(const Headers, headers);
    QFETCH(const PauseCause, cause);
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.transport.enqueue(FakeOutcome::success(status, headers));
    fixture.transport.answerWith(FakeOutcome::success(200));
    ApiClient &client = fixture.make();
    client.get(u"/first"_s);
    fixture.scheduler.runDue();
    CallWatch watch(client.get(u"/second"_s));
    fixture.scheduler.advance(10s);
    const auto pauses = watch.entries(TimelineKind::ServerPause);
    QCOMPARE(pauses.size(), 1);
    QVERIFY(pauses.first().cause);
    QCOMPARE(pauses.first().cause->source, cause.source);
    QCOMPARE(pauses.first().cause->status, cause.status);
    QCOMPARE(pauses.first().cause->header, cause.header);
    QCOMPARE(pauses.first().cause->value, cause.value);
    QCOMPARE(*pauses.first().planned, cause.source == PauseSource::Unnamed ? Duration(1s) : Duration(7s));
}

void TestApiClientStory::R23_waitersKnowWhoAskedForThePause()
{
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->burstSize = 2;
    fixture.config.rateLimit->maxRequests = 1;
    fixture.config.rateLimit->window = 5s;
    FakeOutcome slow = limitedBy("Retry-After", "30");
    slow.delay = 1s;
    FakeOutcome shorter = limitedBy("Retry-After", "3");
    shorter.delay = 2s;
    fixture.transport.enqueue(slow);
    fixture.transport.enqueue(shorter);
    fixture.transport.answerWith(FakeOutcome::success(200));
    ApiClient &client = fixture.make();
    client.get(u"/first"_s);
    client.get(u"/second"_s);
    CallWatch watch(client.get(u"/third"_s));
    fixture.scheduler.advance(60s);
    // It stood in the line when the pause began; what asked for less afterwards is not the cause.
    const auto pauses = watch.entries(TimelineKind::ServerPause);
    QCOMPARE(pauses.size(), 1);
    QVERIFY(pauses.first().cause);
    QCOMPARE(pauses.first().cause->value, QByteArray("30"));
}

void TestApiClientStory::R23_aRetryHasItsNumberAndItsSource()
{
    ClientFixture fixture;
    fixture.withRetry().maxRetries = 2;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.transport.enqueue(limitedBy("Retry-After", "4", 503));
    fixture.transport.answerWith(FakeOutcome::success(503));
    CallWatch watch(fixture.make().get(u"/x"_s));
    fixture.scheduler.advance(20s);
    const auto retries = watch.entries(TimelineKind::Backoff);
    QCOMPARE(retries.size(), 2);
    QCOMPARE(retries[0].decision->number, 1);
    QCOMPARE(retries[0].attempt, 2); // the one that follows
    QCOMPARE(retries[0].decision->of, 2);
    QVERIFY(retries[0].cause);
    QCOMPARE(retries[0].cause->header, QByteArray("Retry-After"));
    QCOMPARE(retries[0].cause->value, QByteArray("4"));
    QCOMPARE(retries[1].decision->number, 2);
    QVERIFY(!retries[1].cause);
    const auto ends = watch.entries(TimelineKind::GaveUp);
    QCOMPARE(ends.size(), 1);
    QCOMPARE(ends[0].decision->reason, RetryReason::RetriesUsedUp);
    QCOMPARE(ends[0].decision->number, 2);
    QCOMPARE(ends[0].decision->of, 2);
}

void TestApiClientStory::R23_anOwnBackoffNamesNobody()
{
    ClientFixture fixture;
    fixture.withRetry();
    fixture.transport.enqueue(FakeOutcome::success(503));
    fixture.transport.answerWith(FakeOutcome::success(200));
    CallWatch watch(fixture.make().get(u"/x"_s));
    fixture.scheduler.advance(20s);
    QCOMPARE(watch.entries(TimelineKind::Backoff).size(), 1);
    QVERIFY(!watch.entries(TimelineKind::Backoff).first().cause);
}

void TestApiClientStory::R23_aPauseTooLongNamesItsHeader()
{
    ClientFixture fixture;
    fixture.withRetry().maxServerDelay = 10s;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.transport.answerWith(limitedBy("Retry-After", "300"));
    ApiClient &client = fixture.make();
    CallWatch first(client.get(u"/x"_s));
    fixture.scheduler.runDue();
    const auto ends = first.entries(TimelineKind::GaveUp);
    QCOMPARE(ends.size(), 1);
    QCOMPARE(ends[0].decision->reason, RetryReason::ServerDelayTooLong);
    QCOMPARE(ends[0].decision->base, Duration(300s));
    QVERIFY(ends[0].cause);
    QCOMPARE(ends[0].cause->value, QByteArray("300"));
    CallWatch second(client.get(u"/x"_s));
    fixture.scheduler.runDue();
    const auto refusals = second.entries(TimelineKind::Refused);
    QCOMPARE(refusals.size(), 1);
    QCOMPARE(refusals[0].error->detail, ErrorDetail::ServerPauseTooLong);
    QVERIFY(refusals[0].cause);
    QCOMPARE(refusals[0].cause->value, QByteArray("300"));
}

void TestApiClientStory::R23_aRedirectNamesWhoLetItWait()
{
    ClientFixture fixture;
    fixture.transport.enqueue(FakeOutcome::success(302, {{"Retry-After", "6"}, {"Location", "/there"}}));
    fixture.transport.answerWith(FakeOutcome::success(200));
    CallWatch watch(fixture.make().get(u"/x"_s));
    fixture.scheduler.advance(20s);
    const auto redirects = watch.entries(TimelineKind::Redirect);
    QCOMPARE(redirects.size(), 1);
    QCOMPARE(*redirects[0].planned, Duration(6s));
    QVERIFY(redirects[0].cause);
    QCOMPARE(redirects[0].cause->status, 302);
    QCOMPARE(redirects[0].cause->value, QByteArray("6"));
}

void TestApiClientStory::R23_aRefusalNamesTheRule()
{
    ClientFixture fixture;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.circuitBreaker->failureThreshold = 3;
    fixture.transport.answerWith(FakeOutcome::success(503));
    ApiClient &client = fixture.make();
    for (int i = 0; i < 3; ++i) {
        client.get(u"/x"_s);
        fixture.scheduler.runDue();
    }
    const auto tripOfRefusal = [&] {
        CallWatch watch(client.get(u"/x"_s));
        fixture.scheduler.runDue();
        const auto refusals = watch.entries(TimelineKind::Refused);
        return refusals.isEmpty() || !refusals[0].trip ? BreakerTrip{BreakerReason::Reset, 0, 0, 0, 0}
                                                       : *refusals[0].trip;
    };
    QCOMPARE(tripOfRefusal(), (BreakerTrip{BreakerReason::FailuresReached, 3, 3, 0, 0}));
    fixture.scheduler.advance(60s);
    client.get(u"/probe"_s);
    fixture.scheduler.runDue();
    QCOMPARE(tripOfRefusal().reason, BreakerReason::ProbeFailed);
    client.breaker()->reset();
    QVERIFY(!client.breaker()->trip());
    client.breaker()->forceOpen();
    QCOMPARE(tripOfRefusal().reason, BreakerReason::Reset); // by hand: no rule
}

void TestApiClientStory::R23_anOpenCircuitEndsRetriesWithItsRule()
{
    ClientFixture fixture;
    fixture.withRetry();
    fixture.config.pipeline = Pipeline::PerAttempt;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.circuitBreaker->failureThreshold = 2;
    fixture.transport.answerWith(FakeOutcome::success(503));
    CallWatch watch(fixture.make().get(u"/x"_s));
    fixture.scheduler.advance(5s);
    const auto ends = watch.entries(TimelineKind::GaveUp); // R17
    QCOMPARE(ends.size(), 1);
    QCOMPARE(ends[0].decision->reason, RetryReason::CircuitOpen);
    QVERIFY(ends[0].trip);
    QCOMPARE(*ends[0].trip, (BreakerTrip{BreakerReason::FailuresReached, 2, 2, 0, 0}));
}

QTEST_GUILESS_MAIN(TestApiClientStory)
#include "tst_apiclient_story.moc"
