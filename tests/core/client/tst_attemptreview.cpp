// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/attemptreview.h"
#include "corefixture.h"

#include <QBuffer>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using Reason = RetryReason;

namespace {

Request someRequest(const QByteArray &method = "GET")
{
    return {.method = method, .url = QUrl(u"https://api.example.com/v1/orders"_s)};
}

AttemptResult answered(const CoreFixture &f, int status, const Headers &headers = {})
{
    AttemptResult result;
    result.origin = f.origin;
    result.response.emplace();
    result.response->status = status;
    result.response->headers = headers;
    result.sendings = 1;
    result.exchanges = 1;
    return result;
}

AttemptResult failed(const CoreFixture &f, const Error &error)
{
    AttemptResult result;
    result.origin = f.origin;
    result.error = error;
    result.sendings = 1;
    result.exchanges = 1;
    return result;
}

RetryConfig withoutJitter()
{
    RetryConfig config;
    config.jitter = false;
    return config;
}

} // namespace

class TestAttemptReview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void R23_describes();
    void X04_countsHowLongTheServerTook_data();
    void X04_countsHowLongTheServerTook();
    void H09_theQuotaOfAHeadCounts_data();
    void H09_theQuotaOfAHeadCounts();
    void D8_judges_data();
    void D8_judges();
    void B26_aPauseLengthensTheOpening();
    void R_decides_data();
    void R_decides();
    void R17_anOpenCircuitComesFirst();
    void R09_theDeadlineCounts_data();
    void R09_theDeadlineCounts();
    void R19_theBudgetCounts();
    void R15_aBodyThatCannotBeOpenedAgain();
    void R01_theCallsOwnNumber();
    void outcomes_data();
    void outcomes();
    void aSubclassHasTheLastWord();
    void refusedRetriesKeepTheLastError();
    void D6_aDelayTooLongIsTold();
};

void TestAttemptReview::R23_describes()
{
    CoreFixture f;
    const Request request = someRequest();
    AttemptResult result = answered(f, 503);
    result.phases.firstByte = 5ms;
    result.sendings = 5;
    result.exchanges = 2;
    TimelineEntry entry;
    AttemptReview(f.make(), request, result, 1).describe(entry);
    QCOMPARE(entry.status, 503);
    QVERIFY(!entry.error);
    QVERIFY(entry.phases == result.phases);
    QCOMPARE(entry.sendings, 5);
    QCOMPARE(entry.resends, 3);
    result = failed(f, Error(ErrorKind::Dns));
    result.sendings = 0; // the exchange has begun, and nothing has gone out
    AttemptReview(*f.core, request, result, 1).describe(entry);
    QCOMPARE(entry.status, 0);
    QCOMPARE(entry.error, std::optional(Error(ErrorKind::Dns)));
    QCOMPARE(entry.resends, 0);
}

void TestAttemptReview::X04_countsHowLongTheServerTook_data()
{
    QTest::addColumn<bool>("isAnswered");
    QTest::newRow("X04 an answer") << true;
    QTest::newRow("X04 none") << false;
}

void TestAttemptReview::X04_countsHowLongTheServerTook()
{
    QFETCH(bool, isAnswered);
    CoreFixture f;
    const Request request = someRequest();
    AttemptResult result = isAnswered ? answered(f, 200) : failed(f, Error(ErrorKind::Reset));
    result.waited = 2s; // before a redirect
    result.sendings = 3;
    ClientMetrics &metrics = f.make().books().metrics();
    f.core->books().countExchange(1, 1, false);
    AttemptReview(*f.core, request, result, 1).countAttempt(5s, false);
    const LatencyHistogram &counted = isAnswered ? metrics.attemptLatency : metrics.unansweredLatency;
    const LatencyHistogram &other = isAnswered ? metrics.unansweredLatency : metrics.attemptLatency;
    QCOMPARE(counted.count(), 1U);
    QCOMPARE(counted.maximum(), std::optional<Duration>(3s));
    QCOMPARE(other.count(), 0U);
    QCOMPARE(metrics.requests, 3U);
    QCOMPARE(metrics.resends, 2U);
}

void TestAttemptReview::H09_theQuotaOfAHeadCounts_data()
{
    QTest::addColumn<QByteArray>("what");
    QTest::addColumn<bool>("limited");
    QTest::newRow("H09 a whole answer") << QByteArray("answer") << true;
    QTest::newRow("H09 the head of one") << QByteArray("head") << true;
    QTest::newRow("H09 a redirect that was blocked") << QByteArray("blocked") << false;
    QTest::newRow("H09 another failure beside an answer") << QByteArray("failure") << false;
}

void TestAttemptReview::H09_theQuotaOfAHeadCounts()
{
    QFETCH(QByteArray, what);
    QFETCH(bool, limited);
    CoreFixture f;
    f.config.rateLimit = RateLimitConfig();
    const Request request = someRequest();
    AttemptResult result = answered(f, what == "blocked" ? 302 : 429, {{"Retry-After", "30"}});
    if (what == "head")
        result.head = std::exchange(result.response, std::nullopt);
    if (what != "answer")
        result.error = Error(what == "blocked" ? ErrorKind::RedirectBlocked : ErrorKind::Reset);
    const AttemptReview review(f.make(), request, result, 1);
    QCOMPARE(review.isLimited(), limited);
    review.observeQuota();
    const auto until = f.policies().limiter->pausedUntil();
    QCOMPARE(until.has_value(), what != "failure");
}

void TestAttemptReview::D8_judges_data()
{
    QTest::addColumn<int>("status"); // 0 = none
    QTest::addColumn<std::optional<Error>>("error");
    QTest::addColumn<Verdict>("verdict");
    const auto row = [](const char *name, int status, const std::optional<Error> &error, Verdict verdict) {
        QTest::newRow(name) << status << error << verdict;
    };
    row("D8 200", 200, {}, Verdict::Success);
    row("D8 404", 404, {}, Verdict::Success);
    row("D8 503", 503, {}, Verdict::Failure);
    row("D8 429", 429, {}, Verdict::Neutral);
    row("D8 reset", 0, Error(ErrorKind::Reset), Verdict::Failure);
    row("B22 dns", 0, Error(ErrorKind::Dns), Verdict::Neutral);
    row("D8 cancelled", 0, Error(ErrorKind::Cancelled), Verdict::Neutral);
    // It answered with a redirect that was not followed for reasons of ours.
    row("D8 a redirect into an open circuit", 302, Error(ErrorKind::CircuitOpen), Verdict::Success);
    row("D8 a redirect into a limit", 302, Error(ErrorKind::RateLimited), Verdict::Success);
    row("D8 a redirect for which there is no time", 302, Error(ErrorKind::TotalTimeout, ErrorDetail::WaitTooLong),
        Verdict::Success);
    row("D8 a redirect for which no credentials could be had", 302, Error(ErrorKind::AuthFailed), Verdict::Success);
    row("D8 a redirect to nobody", 302, Error(ErrorKind::Refused), Verdict::Failure);
    row("D8 refused before any answer", 0, Error(ErrorKind::CircuitOpen), Verdict::Neutral);
}

void TestAttemptReview::D8_judges()
{
    QFETCH(int, status);
    QFETCH(std::optional<Error>, error);
    QFETCH(Verdict, verdict);
    CoreFixture f;
    f.config.circuitBreaker = CircuitBreakerConfig();
    const Request request = someRequest();
    AttemptResult result = status > 0 ? answered(f, status) : failed(f, *error);
    result.error = error;
    CircuitBreaker &breaker = *f.make().policies(f.origin).breaker;
    auto before = breaker.admit();
    before->failure(); // which a success takes back, and nothing else does
    CallPermits permits;
    permits.add(f.origin, std::move(breaker.admit()).value());
    AttemptReview(*f.core, request, result, 1).judge(permits);
    CallPermits::settle(std::move(permits));
    const int failures = verdict == Verdict::Success ? 0 : verdict == Verdict::Neutral ? 1 : 2;
    QCOMPARE(breaker.snapshot().consecutiveFailures, failures);
}

void TestAttemptReview::B26_aPauseLengthensTheOpening()
{
    CoreFixture f;
    f.config.circuitBreaker = CircuitBreakerConfig();
    f.config.circuitBreaker->failureThreshold = 1;
    const Request request = someRequest();
    const AttemptResult result = answered(f, 503, {{"Retry-After", "180"}});
    CircuitBreaker &breaker = *f.make().policies(f.origin).breaker;
    CallPermits permits;
    permits.add(f.origin, std::move(breaker.admit()).value());
    AttemptReview(*f.core, request, result, 1).judge(permits);
    CallPermits::settle(std::move(permits));
    QCOMPARE(breaker.snapshot().retryIn, std::optional<Duration>(180s));
}

void TestAttemptReview::R_decides_data()
{
    QTest::addColumn<bool>("withRetry");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("status"); // 0 = reset
    QTest::addColumn<int>("attempts");
    QTest::addColumn<Reason>("reason");
    QTest::newRow("R01 the first") << true << QByteArray("GET") << 503 << 1 << Reason::StatusListed;
    QTest::newRow("R01 the third") << true << QByteArray("GET") << 503 << 3 << Reason::StatusListed;
    QTest::newRow("R01 the fourth") << true << QByteArray("GET") << 503 << 4 << Reason::RetriesUsedUp;
    QTest::newRow("R11 POST") << true << QByteArray("POST") << 503 << 1 << Reason::UnsafeMethod;
    QTest::newRow("R13 POST cut off") << true << QByteArray("POST") << 0 << 1 << Reason::UnsafeMethod;
    QTest::newRow("cut off") << true << QByteArray("GET") << 0 << 1 << Reason::TransportFailed;
    QTest::newRow("good") << true << QByteArray("GET") << 200 << 1 << Reason::NotNeeded;
    QTest::newRow("no retries, good") << false << QByteArray("GET") << 200 << 1 << Reason::NotNeeded;
    QTest::newRow("no retries, bad") << false << QByteArray("GET") << 503 << 1 << Reason::RetryOff;
    QTest::newRow("no retries, not found") << false << QByteArray("GET") << 404 << 1 << Reason::RetryOff;
    QTest::newRow("no retries, cut off") << false << QByteArray("GET") << 0 << 1 << Reason::RetryOff;
}

void TestAttemptReview::R_decides()
{
    QFETCH(bool, withRetry);
    QFETCH(QByteArray, method);
    QFETCH(int, status);
    QFETCH(int, attempts);
    QFETCH(Reason, reason);
    CoreFixture f;
    if (withRetry)
        f.config.retry = withoutJitter();
    const Request request = someRequest(method);
    const AttemptResult result = status > 0 ? answered(f, status) : failed(f, Error(ErrorKind::Reset));
    const RetryDecision decision = AttemptReview(f.make(), request, result, attempts).decide({});
    const bool promising = reason == Reason::StatusListed || reason == Reason::TransportFailed;
    QCOMPARE(decision.reason, reason);
    QCOMPARE(decision.retry, promising);
    QCOMPARE(decision.delay, promising ? Duration(1s) * (1 << (attempts - 1)) : Duration(0s));
}

void TestAttemptReview::R17_anOpenCircuitComesFirst()
{
    CoreFixture f;
    f.config.retry = withoutJitter();
    const Request request = someRequest();
    const AttemptResult result = answered(f, 503);
    Error refusal(ErrorKind::CircuitOpen);
    refusal.wait = 58s;
    const AttemptReview review(f.make(), request, result, 1);
    const RetryDecision decision = review.decide({f.scheduler.now(), false, refusal});
    QVERIFY(!decision.retry);
    QCOMPARE(decision.reason, Reason::CircuitOpen);
    QCOMPARE(decision.delay, Duration(58s));
    QCOMPARE(decision.base, Duration(0s));
    refusal.wait.reset(); // forced open: nobody knows
    QCOMPARE(review.decide({{}, false, refusal}).delay, Duration(0s));
}

void TestAttemptReview::R09_theDeadlineCounts_data()
{
    QTest::addColumn<Duration>("left");
    QTest::addColumn<bool>("retried");
    QTest::newRow("R09 behind the wait") << Duration(1001ms) << true;
    QTest::newRow("R09 at its end") << Duration(1s) << false;
    QTest::newRow("R09 within it") << Duration(500ms) << false;
}

void TestAttemptReview::R09_theDeadlineCounts()
{
    QFETCH(Duration, left);
    QFETCH(bool, retried);
    CoreFixture f;
    f.config.retry = withoutJitter();
    const Request request = someRequest();
    const AttemptResult result = answered(f, 503);
    const auto decision = AttemptReview(f.make(), request, result, 1).decide({f.scheduler.now() + left, false, {}});
    QCOMPARE(decision.retry, retried);
    QCOMPARE(decision.reason, retried ? Reason::StatusListed : Reason::TotalTimeoutAhead);
}

void TestAttemptReview::R19_theBudgetCounts()
{
    CoreFixture f;
    f.config.retry = withoutJitter();
    f.config.retry->retryBudget = 0.2;
    const Request request = someRequest();
    const AttemptResult result = answered(f, 503);
    const AttemptReview review(f.make(), request, result, 1);
    for (int i = 0; i < 3; ++i) {
        QVERIFY(review.decide({}).retry);
        f.core->retryBegan();
    }
    QCOMPARE(review.decide({}).reason, Reason::BudgetUsedUp);
    QCOMPARE(review.decide({}).retrying, 3);
    QVERIFY(review.decide({.deadline = {}, .inBudget = true, .refusal = {}}).retry); // is one of the three
    f.core->retryEnded();
    QVERIFY(review.decide({}).retry);
}

void TestAttemptReview::R15_aBodyThatCannotBeOpenedAgain()
{
    CoreFixture f;
    f.config.retry = withoutJitter();
    bool isThere = true;
    Request request = someRequest("PUT");
    request.body = Body(
        [&isThere]() -> std::unique_ptr<QIODevice> {
            return isThere ? std::make_unique<QBuffer>() : std::unique_ptr<QBuffer>();
        },
        5);
    const AttemptResult result = answered(f, 503);
    const AttemptReview review(f.make(), request, result, 1);
    QVERIFY(review.decide({}).retry);
    isThere = false;
    QCOMPARE(review.decide({}).reason, Reason::BodyNotReplayable);
    QVERIFY(!review.decide({}).retry);
}

void TestAttemptReview::R01_theCallsOwnNumber()
{
    CoreFixture f;
    f.config.retry = withoutJitter();
    const Request request = someRequest();
    const AttemptResult result = answered(f, 503);
    f.make();
    QCOMPARE(AttemptReview(*f.core, request, result, 1, 0).decide({}).reason, Reason::RetryOff);
    QCOMPARE(AttemptReview(*f.core, request, result, 2, 1).decide({}).reason, Reason::RetriesUsedUp);
    QVERIFY(AttemptReview(*f.core, request, result, 9, 9).decide({}).retry);
    QCOMPARE(f.core->config().retry->maxRetries, 3);
}

void TestAttemptReview::outcomes_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("good");
    for (const int status : {200, 204, 301, 304, 399})
        QTest::addRow("%d", status) << status << true;
    for (const int status : {400, 401, 404, 429, 500, 503, 599})
        QTest::addRow("%d", status) << status << false;
}

void TestAttemptReview::outcomes()
{
    QFETCH(int, status);
    QFETCH(bool, good);
    CoreFixture f;
    const Request request = someRequest();
    AttemptResult result = answered(f, status);
    const auto outcome = AttemptReview(f.make(), request, result, 3).outcome();
    QCOMPARE(outcome.ok(), good);
    if (good) {
        QCOMPARE(outcome->response.status, status);
    } else {
        QCOMPARE(outcome.error().kind, ErrorKind::HttpStatus);
        QCOMPARE(outcome.error().httpStatus, status);
        QCOMPARE(outcome.error().count, std::optional(3));
        QVERIFY(outcome.error().subject.contains(u"orders"_s));
    }
    result.error = Error(ErrorKind::TooLarge, ErrorDetail::BodyLimit);
    QCOMPARE(AttemptReview(*f.core, request, result, 3).outcome().error(), *result.error);
}

void TestAttemptReview::aSubclassHasTheLastWord()
{
    CoreFixture f;
    f.handle = [](ApiResponse response) -> Result<ApiResponse> {
        if (response.response.status == 200)
            return Error(ErrorKind::Protocol);
        response.metadata.insert(u"seen"_s, true);
        return response;
    };
    const Request request = someRequest();
    AttemptResult result = answered(f, 200);
    QCOMPARE(AttemptReview(f.make(), request, result, 1).outcome().error().kind, ErrorKind::Protocol);
    result = answered(f, 204);
    QVERIFY(AttemptReview(*f.core, request, result, 1).outcome()->metadata.contains(u"seen"_s));
    result = answered(f, 503); // a failure by its status, whatever is made of it
    QCOMPARE(AttemptReview(*f.core, request, result, 1).outcome().error().httpStatus, 503);
}

void TestAttemptReview::refusedRetriesKeepTheLastError()
{
    CoreFixture f;
    const Request request = someRequest();
    Error refusal(ErrorKind::CircuitOpen);
    refusal.wait = 58s;
    AttemptResult result = answered(f, 503);
    const Error error = AttemptReview(f.make(), request, result, 2).refused(refusal);
    QCOMPARE(error.kind, ErrorKind::HttpStatus);
    QCOMPARE(error.httpStatus, 503);
    QCOMPARE(error.wait, std::optional<Duration>(58s));
    result = answered(f, 200); // which a retry does not follow; then the refusal is all there is
    QCOMPARE(AttemptReview(*f.core, request, result, 2).refused(refusal), refusal);
}

void TestAttemptReview::D6_aDelayTooLongIsTold()
{
    CoreFixture f;
    f.config.retry = withoutJitter();
    const Request request = someRequest();
    const AttemptResult result = answered(f, 503, {{"Retry-After", "121"}});
    const AttemptReview review(f.make(), request, result, 1);
    const RetryDecision decision = review.decide({});
    QCOMPARE(decision.reason, Reason::ServerDelayTooLong);
    QVERIFY(review.causeOf(decision));
    const auto outcome = review.outcome(decision);
    QCOMPARE(outcome.error().kind, ErrorKind::RateLimited);
    QCOMPARE(outcome.error().detail, ErrorDetail::ServerPauseTooLong);
    QCOMPARE(outcome.error().httpStatus, 503);
    QCOMPARE(outcome.error().wait, std::optional<Duration>(121s));
    QCOMPARE(outcome.error().limit, std::optional<Duration>(120s));
    RetryDecision ours;
    ours.reason = Reason::RetriesUsedUp;
    QVERIFY(!review.causeOf(ours));
    QCOMPARE(review.outcome(ours).error().kind, ErrorKind::HttpStatus);
}

QTEST_GUILESS_MAIN(TestAttemptReview)
#include "tst_attemptreview.moc"
