// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/callgate.h"
#include "corefixture.h"

#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// A call that is nothing but its gate.
class GateCall final : public CallFrame
{
public:
    explicit GateCall(CoreFixture &fixture, const CallOptions &options = {})
        : CallFrame(*fixture.core, nullptr)
        , gate(*this, options)
    {
        gate.setOrigin(fixture.origin);
    }

    using CallFrame::limitTo;
    [[nodiscard]] quint64 id() const override { return 1; }
    [[nodiscard]] const Request &request() const override { return m_request; }
    void cancel() override { }
    void sendNow() override { gate.sendNow(); }
    [[nodiscard]] bool isFinished() const override { return false; }
    [[nodiscard]] const Timeline &timeline() const override { return recorder().entries(core().now()); }
    [[nodiscard]] const Response *lastResponse() const override { return nullptr; }
    [[nodiscard]] Duration elapsed() const override { return core().now() - recorder().start(); }
    [[nodiscard]] int nextAttempt() const override { return 2; }
    void gateAnswered(const std::optional<Error> &refusal, CircuitBreaker::Permit given) override
    {
        ++answers;
        error = refusal;
        permit = std::move(given);
        if (onAnswer)
            std::exchange(onAnswer, nullptr)();
    }
    void waitBegan(const Wait &wait) override
    {
        waits.append(wait);
        if (onWait)
            std::exchange(onWait, nullptr)();
    }
    [[nodiscard]] bool hasPassed() const { return answers == 1 && !error; }

    CallGate gate;
    int answers = 0;
    std::optional<Error> error;
    CircuitBreaker::Permit permit;
    QList<Wait> waits;
    std::function<void()> onAnswer; // once
    std::function<void()> onWait; // once

private:
    Request m_request;
};

RateLimitConfig oneToken()
{
    RateLimitConfig config;
    config.maxRequests = 1;
    config.window = 60s;
    return config;
}

/// Takes the only token and spends it.
void emptyBucket(CoreFixture &fixture)
{
    GateCall call(fixture);
    call.gate.enter();
    call.gate.spend();
    QVERIFY(call.hasPassed());
}

/// The only token of a minute is gone.
struct SpentFixture : CoreFixture
{
    explicit SpentFixture(const std::optional<CircuitBreakerConfig> &breaker = {})
    {
        config.rateLimit = oneToken();
        config.circuitBreaker = breaker;
        make();
        emptyBucket(*this);
    }
};

ServerQuota pauseOf(Duration pause)
{
    ServerQuota quota;
    quota.retryAfter = pause;
    return quota;
}

} // namespace

class TestCallGate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutPoliciesItIsOpen();
    void D2_aTokenAndThenAPermit();
    void D2_anOpenCircuitRefusesBeforeTheWait();
    void D2_aCircuitThatOpensDuringTheWait();
    void D2_aRetryNeedsNeither();
    void L21_aRetryHeldByAPauseStandsInLine();
    void L12_whatNeverFits();
    void waitsAreTold();
    void sendNowTakesNoToken();
    void sendNowAsksTheBreaker();
    void L09_leavingGivesThePlaceBack();
    void D1_onlyWhatWasNotSentIsGivenBack_data();
    void D1_onlyWhatWasNotSentIsGivenBack();
    void ADV_D22_aWaitBeyondTheDeadline_data();
    void ADV_D22_aWaitBeyondTheDeadline();
    void D6_aPauseTooLong();
    void D6_withoutRetriesNoPauseIsTooLong();
    void aPauseThatGrowsIsOneWait();
    void L11_aPauseThatOutgrowsMaxWait();
    void aLimiterThatGoesHoldsNobody();
    void ownerGoesInItsWait();
    void ownerGoesInItsAnswer();
    void ownerGoesWithTheToken();
};

void TestCallGate::withoutPoliciesItIsOpen()
{
    CoreFixture f;
    f.make();
    GateCall call(f);
    call.gate.enter();
    QVERIFY(call.hasPassed());
    QVERIFY(!call.permit.isOpen());
    QVERIFY(!call.gate.hasWaited());
    QVERIFY(!call.gate.isPaused());
    QVERIFY(!call.gate.trip());
    QVERIFY(!call.gate.leave().isGranted());
}

void TestCallGate::D2_aTokenAndThenAPermit()
{
    CoreFixture f;
    f.config.rateLimit = RateLimitConfig();
    f.config.circuitBreaker = CircuitBreakerConfig();
    f.make();
    CallOptions options;
    options.cost = 3;
    GateCall call(f, options);
    call.gate.enter();
    QVERIFY(call.hasPassed());
    QVERIFY(call.permit.isOpen());
    QCOMPARE(f.policies().limiter->tokens(), 57.0);
    QVERIFY(call.timeline().isEmpty());
}

void TestCallGate::D2_anOpenCircuitRefusesBeforeTheWait()
{
    SpentFixture f(CircuitBreakerConfig{});
    f.policies().breaker->forceOpen();
    GateCall call(f);
    call.gate.enter();
    QCOMPARE(call.answers, 1);
    QCOMPARE(call.error->kind, ErrorKind::CircuitOpen);
    QVERIFY(call.waits.isEmpty());
    const LimiterSnapshot limiter = f.policies().limiter->snapshot();
    QCOMPARE(limiter.waiting, 0);
    QCOMPARE(limiter.granted, 1U);
    QCOMPARE(f.policies().breaker->snapshot().refused, 1U);
}

void TestCallGate::D2_aCircuitThatOpensDuringTheWait()
{
    SpentFixture f(CircuitBreakerConfig{});
    GateCall call(f);
    call.gate.enter();
    f.scheduler.advance(30s);
    f.policies().breaker->forceOpen();
    f.scheduler.advance(29s);
    QCOMPARE(call.answers, 0);
    f.scheduler.advance(1s);
    QCOMPARE(call.answers, 1);
    QCOMPARE(call.error->kind, ErrorKind::CircuitOpen);
    QVERIFY(!call.permit.isOpen());
    QCOMPARE(f.policies().limiter->tokens(), 1.0); // for the next one
    QCOMPARE(f.policies().limiter->snapshot().granted, 1U);
}

void TestCallGate::D2_aRetryNeedsNeither()
{
    SpentFixture f(CircuitBreakerConfig{});
    f.policies().breaker->forceOpen();
    GateCall call(f);
    call.gate.comeBack(false);
    QVERIFY(call.hasPassed());
    QVERIFY(!call.permit.isOpen());
}

void TestCallGate::L21_aRetryHeldByAPauseStandsInLine()
{
    SpentFixture f(CircuitBreakerConfig{});
    f.policies().breaker->forceOpen();
    GateCall call(f);
    call.gate.comeBack(true); // the pause is over: who was held by it waits all the same
    QCOMPARE(call.answers, 0);
    QCOMPARE(f.policies().limiter->snapshot().waiting, 1);
    f.scheduler.advance(60s);
    QVERIFY(call.hasPassed());
    QVERIFY(!call.permit.isOpen());
}

void TestCallGate::L12_whatNeverFits()
{
    CoreFixture f;
    f.config.rateLimit = oneToken();
    f.config.circuitBreaker = CircuitBreakerConfig();
    f.make();
    CallOptions options;
    options.cost = 2;
    GateCall call(f, options);
    call.gate.enter();
    QCOMPARE(call.answers, 1);
    QCOMPARE(call.error->detail, ErrorDetail::CostAboveBurst);
    QVERIFY(!call.gate.hasWaited());
    QCOMPARE(f.policies().limiter->tokens(), 1.0);
}

void TestCallGate::waitsAreTold()
{
    SpentFixture f;
    GateCall first(f);
    GateCall second(f);
    first.gate.enter();
    second.gate.enter();
    QVERIFY(second.gate.hasWaited());
    QCOMPARE(second.waits.size(), 1);
    QCOMPARE(second.waits[0].kind, TimelineKind::TokenWait);
    QCOMPARE(second.waits[0].place, 2);
    QCOMPARE(second.waits[0].attempt, 2);
    QCOMPARE(second.waits[0].until, f.scheduler.now() + 120s);
    f.scheduler.advance(120s);
    QVERIFY(first.hasPassed() && second.hasPassed());
    QCOMPARE(second.timeline().size(), 1);
    QCOMPARE(second.timeline()[0].lasted, Duration(120s));
    QVERIFY(!second.timeline()[0].running);
}

void TestCallGate::sendNowTakesNoToken()
{
    SpentFixture f;
    GateCall call(f);
    call.gate.sendNow(); // nothing to end yet
    QCOMPARE(call.answers, 0);
    call.gate.enter();
    call.gate.sendNow();
    QVERIFY(call.hasPassed());
    QCOMPARE(f.policies().limiter->snapshot().waiting, 0);
    call.gate.sendNow();
    f.scheduler.advance(60s);
    QCOMPARE(call.answers, 1);
    QCOMPARE(f.policies().limiter->tokens(), 1.0);
}

void TestCallGate::sendNowAsksTheBreaker()
{
    SpentFixture f(CircuitBreakerConfig{});
    GateCall call(f);
    call.gate.enter();
    f.policies().breaker->forceOpen();
    call.gate.sendNow();
    QCOMPARE(call.answers, 1);
    QCOMPARE(call.error->kind, ErrorKind::CircuitOpen);
}

void TestCallGate::L09_leavingGivesThePlaceBack()
{
    SpentFixture f;
    GateCall leaves(f);
    GateCall stays(f);
    leaves.gate.enter();
    stays.gate.enter();
    RateLimiter &limiter = *f.policies().limiter;
    int told = 0;
    connect(&limiter, &RateLimiter::waitingChanged, this, [&told] { ++told; });
    {
        const RateLimiter::Ticket ticket = leaves.gate.leave();
        QCOMPARE(limiter.snapshot().waiting, 1);
        QCOMPARE(told, 0);
    }
    QCOMPARE(told, 1);
    f.scheduler.advance(60s);
    QCOMPARE(leaves.answers, 0);
    QVERIFY(stays.hasPassed());
}

void TestCallGate::D1_onlyWhatWasNotSentIsGivenBack_data()
{
    QTest::addColumn<bool>("sent");
    QTest::newRow("D1 sent") << true;
    QTest::newRow("D1 not sent") << false;
}

void TestCallGate::D1_onlyWhatWasNotSentIsGivenBack()
{
    QFETCH(bool, sent);
    CoreFixture f;
    f.config.rateLimit = oneToken();
    f.make();
    GateCall call(f);
    call.gate.enter();
    if (sent)
        call.gate.spend();
    RateLimiter::Ticket ticket = call.gate.leave();
    QCOMPARE(ticket.isGranted(), !sent);
    ticket.giveBack();
    QCOMPARE(f.policies().limiter->tokens(), sent ? 0.0 : 1.0);
    QVERIFY(!call.gate.leave().isGranted());
}

void TestCallGate::ADV_D22_aWaitBeyondTheDeadline_data()
{
    QTest::addColumn<Duration>("left");
    QTest::addColumn<bool>("waits");
    QTest::newRow("ADV-D22 behind it") << Duration(60s + 1ms) << true;
    QTest::newRow("ADV-D22 at its end") << Duration(60s) << false;
    QTest::newRow("ADV-D22 within it") << Duration(2s) << false;
}

void TestCallGate::ADV_D22_aWaitBeyondTheDeadline()
{
    QFETCH(Duration, left);
    QFETCH(bool, waits);
    CoreFixture f;
    f.config.rateLimit = oneToken();
    f.config.totalTimeout = left;
    f.make();
    emptyBucket(f);
    GateCall call(f);
    call.limitTo(left, [] {});
    call.gate.enter();
    QCOMPARE(call.waits.size(), waits ? 1 : 0);
    QCOMPARE(call.answers, waits ? 0 : 1);
    QCOMPARE(f.policies().limiter->snapshot().waiting, waits ? 1 : 0);
    if (waits)
        return;
    QCOMPARE(call.error->kind, ErrorKind::TotalTimeout);
    QCOMPARE(call.error->detail, ErrorDetail::WaitTooLong);
    QCOMPARE(call.error->wait, std::optional<Duration>(60s));
    QCOMPARE(call.error->limit, std::optional(left));
    QVERIFY(!call.error->paused);
    QCOMPARE(call.error->subject, u"orders-api"_s);
}

void TestCallGate::D6_withoutRetriesNoPauseIsTooLong()
{
    CoreFixture f;
    f.config.rateLimit = RateLimitConfig();
    f.make();
    f.policies().limiter->observe(pauseOf(1h));
    GateCall call(f);
    call.gate.enter();
    QCOMPARE(call.answers, 0);
    QCOMPARE(f.policies().limiter->snapshot().waiting, 1);
}

void TestCallGate::D6_aPauseTooLong()
{
    CoreFixture f;
    f.config.rateLimit = RateLimitConfig();
    f.config.retry = RetryConfig();
    f.make();
    f.policies().limiter->observe(pauseOf(120s));
    GateCall waits(f);
    waits.gate.enter();
    QCOMPARE(waits.answers, 0);
    QVERIFY(waits.gate.isPaused());
    f.policies().limiter->observe(pauseOf(121s));
    GateCall refused(f);
    refused.gate.enter();
    QCOMPARE(refused.error->kind, ErrorKind::RateLimited);
    QCOMPARE(refused.error->detail, ErrorDetail::ServerPauseTooLong);
    QCOMPARE(refused.error->limit, std::optional<Duration>(120s));
    waits.gate.pauseBegan("https://other.example.com:443");
    QCOMPARE(waits.answers, 0);
    waits.gate.pauseBegan(f.origin);
    QCOMPARE(waits.answers, 1);
    QCOMPARE(waits.error->detail, ErrorDetail::ServerPauseTooLong);
    QCOMPARE(f.policies().limiter->snapshot().waiting, 0);
}

void TestCallGate::aPauseThatGrowsIsOneWait()
{
    CoreFixture f;
    f.config.rateLimit = RateLimitConfig();
    f.make();
    f.policies().limiter->observe(pauseOf(30s));
    f.policies().pauseCause = std::make_shared<const PauseCause>(PauseCause{PauseSource::RetryAfter, 429, "R", "30"});
    GateCall call(f);
    call.gate.enter();
    f.scheduler.advance(10s);
    f.policies().limiter->observe(pauseOf(40s));
    call.gate.pauseBegan(f.origin);
    QCOMPARE(call.waits.size(), 2);
    QCOMPARE(call.waits[0].kind, TimelineKind::ServerPause);
    QCOMPARE(call.waits[1].until, f.scheduler.now() + 40s);
    QCOMPARE(call.timeline().size(), 1);
    QCOMPARE(call.timeline()[0].planned, std::optional<Duration>(50s));
    QCOMPARE(call.timeline()[0].cause->value, QByteArray("30"));
    f.scheduler.advance(40s);
    QVERIFY(call.hasPassed());
    QCOMPARE(call.timeline()[0].lasted, Duration(50s));
}

void TestCallGate::L11_aPauseThatOutgrowsMaxWait()
{
    CoreFixture f;
    f.config.rateLimit = oneToken();
    f.config.rateLimit->maxWait = 70s;
    f.make();
    emptyBucket(f);
    GateCall call(f);
    call.gate.enter(); // for 60 s
    f.scheduler.advance(30s);
    f.policies().limiter->observe(pauseOf(41s)); // 71 s with what it has waited
    call.gate.pauseBegan(f.origin);
    QCOMPARE(call.answers, 1);
    QCOMPARE(call.error->kind, ErrorKind::RateLimited);
    QCOMPARE(call.error->detail, ErrorDetail::WaitTooLong);
    QCOMPARE(call.error->limit, std::optional<Duration>(70s));
    QVERIFY(call.error->paused);
    QCOMPARE(f.policies().limiter->snapshot().waiting, 0);
}

void TestCallGate::aLimiterThatGoesHoldsNobody()
{
    SpentFixture f;
    GateCall call(f);
    call.gate.enter();
    ClientConfig config = f.config;
    config.rateLimit.reset();
    f.core->reconfigure(config);
    f.scheduler.runDue();
    QVERIFY(call.hasPassed());
}

void TestCallGate::ownerGoesInItsWait()
{
    SpentFixture f;
    auto call = std::make_unique<GateCall>(f);
    call->onWait = [&call] { call.reset(); };
    call->gate.enter();
    QVERIFY(!call);
    QCOMPARE(f.policies().limiter->snapshot().waiting, 0);
    // The same by a listener of the limiter, before the wait is told.
    call = std::make_unique<GateCall>(f);
    connect(f.policies().limiter.get(), &RateLimiter::waitingChanged, this, [&call] { call.reset(); });
    CallGate &gate = call->gate;
    gate.enter();
    QVERIFY(!call);
    QCOMPARE(f.policies().limiter->snapshot().waiting, 0);
}

void TestCallGate::ownerGoesInItsAnswer()
{
    CoreFixture f;
    f.config.rateLimit = oneToken();
    f.config.circuitBreaker = CircuitBreakerConfig();
    f.make();
    for (const bool open : {false, true}) {
        if (open)
            f.policies().breaker->forceOpen();
        auto call = std::make_unique<GateCall>(f);
        call->onAnswer = [&call] { call.reset(); };
        CallGate &gate = call->gate;
        gate.enter();
        QVERIFY(!call);
    }
    QCOMPARE(f.policies().limiter->snapshot().waiting, 0);
}

void TestCallGate::ownerGoesWithTheToken()
{
    CoreFixture f;
    f.config.rateLimit = RateLimitConfig();
    f.make();
    auto call = std::make_unique<GateCall>(f);
    connect(f.policies().limiter.get(), &RateLimiter::tokensChanged, this, [&call] { call.reset(); });
    CallGate &gate = call->gate;
    gate.enter();
    QVERIFY(!call);
    QCOMPARE(f.policies().limiter->tokens(), 60.0); // nobody used it
}

QTEST_GUILESS_MAIN(TestCallGate)
#include "tst_callgate.moc"
