// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/virtualscheduler.h"
#include "client/policyset.h"
#include "resilience/isolation.h"

#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;

class TestPolicySet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void D11_eachOriginHasItsOwn();
    void idleOriginsAreForgotten();
    void whatIsKnownOfAnOriginIsKept();
    void X02_reconfigureReachesAllOrigins();
    void absentSectionsAreAbsentPolicies();
    void B23_whatAPersonHoldsComesBackHeld_data();
    void B23_whatAPersonHoldsComesBackHeld();
    void B23_aHandleThatEndsMeanwhileIsObeyed();
    void B23_whatAPersonHoldsMakesNoRoom();
    void L23_X02_aPauseOutlivesItsSection();
    void D9_X02_aPauseForABare429OutlivesItsSection();
    void D9_L23_aPauseForABare429OutlivesARestart();
    void D9_X02_theGrowthOutlivesTheSection();
    void L21_X02_aPauseThatComesBackIsTold();
    void L23_aPauseWithoutItsSectionIsSaved();
    void L23_aPauseWithoutItsSectionMakesNoRoom();

private:
    void setBreaker(PolicySet &set, bool present);
    void setLimiter(PolicySet &set, bool present);

private:
    ClientConfig m_config;
};

void TestPolicySet::init()
{
    m_config = ClientConfig();
    m_config.rateLimit = RateLimitConfig();
    m_config.circuitBreaker = CircuitBreakerConfig();
}

void TestPolicySet::D11_eachOriginHasItsOwn()
{
    VirtualScheduler scheduler;
    PolicySet set(m_config, scheduler);
    QSignalSpy changed(&set, &PolicySet::breakerChanged);
    set.at("https://a").breaker->forceOpen();
    QCOMPARE(set.at("https://b").breaker->state(), BreakerState::Closed);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().first().toByteArray(), QByteArray("https://a"));
    QSignalSpy paused(&set, &PolicySet::pauseBegan);
    set.at("https://b").limiter->observeBare429();
    QCOMPARE(paused.size(), 1);
    QCOMPARE(paused.first().first().toByteArray(), QByteArray("https://b"));
    QVERIFY(!set.at("https://a").limiter->pausedUntil());
}

void TestPolicySet::idleOriginsAreForgotten()
{
    VirtualScheduler scheduler;
    PolicySet set(m_config, scheduler);
    set.setHome("https://home");
    for (int i = 0; i < 10'000; ++i)
        set.at("https://h" + QByteArray::number(i));
    int known = 0;
    for (int i = 0; i < 10'000; ++i)
        known += set.find("https://h" + QByteArray::number(i)) ? 1 : 0;
    QVERIFY(known <= 64);
    QVERIFY(set.find("https://home"));
    QVERIFY(set.find("https://h9999"));
}

void TestPolicySet::whatIsKnownOfAnOriginIsKept()
{
    VirtualScheduler scheduler;
    PolicySet set(m_config, scheduler);
    set.at("https://open").breaker->forceOpen();
    set.at("https://paused").limiter->observeBare429();
    set.at("https://failing").breaker->admit().value().failure();
    for (int i = 0; i < 1'000; ++i)
        set.at("https://h" + QByteArray::number(i));
    QVERIFY(set.find("https://open"));
    QVERIFY(set.find("https://paused"));
    QVERIFY(set.find("https://failing"));
}

void TestPolicySet::X02_reconfigureReachesAllOrigins()
{
    VirtualScheduler scheduler;
    PolicySet set(m_config, scheduler);
    set.at("https://a").breaker->admit().value().failure();
    set.at("https://b");
    m_config.circuitBreaker->failureThreshold = 9;
    m_config.rateLimit->maxRequests = 7;
    set.reconfigure();
    for (const char *origin : {"https://a", "https://b"}) {
        QCOMPARE(set.at(origin).breaker->config().failureThreshold, 9);
        QCOMPARE(set.at(origin).limiter->config().maxRequests, 7);
    }
    QCOMPARE(set.at("https://a").breaker->snapshot().consecutiveFailures, 1);
}

void TestPolicySet::absentSectionsAreAbsentPolicies()
{
    VirtualScheduler scheduler;
    PolicySet set(m_config, scheduler);
    set.at("https://a");
    m_config.rateLimit.reset();
    m_config.circuitBreaker.reset();
    set.reconfigure();
    QVERIFY(!set.at("https://a").limiter);
    QVERIFY(!set.at("https://a").breaker);
    m_config.rateLimit = RateLimitConfig();
    m_config.circuitBreaker = CircuitBreakerConfig();
    set.reconfigure();
    QVERIFY(set.at("https://a").limiter);
    QVERIFY(set.at("https://a").breaker);
}

void TestPolicySet::setBreaker(PolicySet &set, bool present)
{
    m_config.circuitBreaker = present ? std::optional(CircuitBreakerConfig()) : std::nullopt;
    set.reconfigure();
}

void TestPolicySet::B23_whatAPersonHoldsComesBackHeld_data()
{
    using Hold = void (CircuitBreaker::*)();
    QTest::addColumn<Hold>("hold");
    QTest::addColumn<Hold>("letGo");
    QTest::addColumn<BreakerState>("held");
    QTest::newRow("B23 isolated") << &CircuitBreaker::isolate << &CircuitBreaker::endIsolation << BreakerState::Open;
    QTest::newRow("B23 forced open") << &CircuitBreaker::forceOpen << &CircuitBreaker::release << BreakerState::Open;
    QTest::newRow("B23 forced closed") << &CircuitBreaker::forceClosed << &CircuitBreaker::release
                                       << BreakerState::Closed;
}

void TestPolicySet::B23_whatAPersonHoldsComesBackHeld()
{
    using Hold = void (CircuitBreaker::*)();
    QFETCH(Hold, hold);
    QFETCH(Hold, letGo);
    QFETCH(BreakerState, held);
    VirtualScheduler scheduler;
    PolicySet set(m_config, scheduler);
    (set.at("https://a").breaker.get()->*hold)();
    for (int i = 0; i < 2; ++i) { // the second time while there is none
        setBreaker(set, false);
        QVERIFY(!set.at("https://a").breaker);
    }
    scheduler.advance(24h);
    m_config.circuitBreaker = CircuitBreakerConfig();
    m_config.circuitBreaker->failureThreshold = 7;
    set.reconfigure();
    CircuitBreaker &breaker = *set.at("https://a").breaker;
    QCOMPARE(breaker.state(), held);
    QVERIFY(breaker.snapshot().forced || breaker.snapshot().isolated);
    QCOMPARE(breaker.snapshot().failureThreshold, 7);
    (breaker.*letGo)();
    QVERIFY(!breaker.snapshot().forced && !breaker.snapshot().isolated);
    QCOMPARE(breaker.state(), BreakerState::Closed);
}

void TestPolicySet::B23_aHandleThatEndsMeanwhileIsObeyed()
{
    VirtualScheduler scheduler;
    PolicySet set(m_config, scheduler);
    Isolation first(*set.at("https://a").breaker);
    Isolation second(*set.at("https://a").breaker);
    QSignalSpy changed(&set, &PolicySet::breakerChanged);
    setBreaker(set, false);
    first.end();
    setBreaker(set, true);
    QCOMPARE(set.at("https://a").breaker->state(), BreakerState::Open);
    setBreaker(set, false);
    second.end();
    QCOMPARE(changed.size(), 0); // there is none whose state could change
    setBreaker(set, true);
    QCOMPARE(set.at("https://a").breaker->state(), BreakerState::Closed);
    set.at("https://a").breaker->isolate();
    QCOMPARE(changed.size(), 1);
}

void TestPolicySet::B23_whatAPersonHoldsMakesNoRoom()
{
    VirtualScheduler scheduler;
    PolicySet set(m_config, scheduler);
    set.at("https://held").breaker->isolate();
    setBreaker(set, false);
    for (int i = 0; i < 1'000; ++i)
        set.at("https://h" + QByteArray::number(i));
    setBreaker(set, true);
    for (int i = 0; i < 1'000; ++i) // each is known for something
        set.at("https://g" + QByteArray::number(i)).breaker->admit().value().failure();
    QVERIFY(set.find("https://held"));
    QVERIFY(set.at("https://held").breaker->snapshot().isolated);
}

void TestPolicySet::setLimiter(PolicySet &set, bool present)
{
    m_config.rateLimit = present ? std::optional(RateLimitConfig()) : std::nullopt;
    set.reconfigure();
}

void TestPolicySet::L23_X02_aPauseOutlivesItsSection()
{
    VirtualScheduler scheduler;
    PolicySet set(m_config, scheduler);
    set.at("https://b");
    const MonotonicTime end = scheduler.now() + 60s;
    set.at("https://a").limiter->resumePause(60s);
    scheduler.advance(10s);
    for (int i = 0; i < 2; ++i) { // the second time while there is none
        setLimiter(set, false);
        QVERIFY(!set.at("https://a").limiter);
        scheduler.advance(10s);
    }
    setLimiter(set, true);
    QCOMPARE(set.at("https://a").limiter->pausedUntil(), end);
    QVERIFY(!set.at("https://b").limiter->pausedUntil());
    scheduler.advance(30s);
    QCOMPARE(set.at("https://a").limiter->tokens(), 1.0); // the end of a pause, and no full bucket (L21)
    setLimiter(set, false);
    setLimiter(set, true);
    QVERIFY(!set.at("https://a").limiter->pausedUntil());
    // One that is over before the section is back holds nobody.
    set.at("https://a").limiter->resumePause(60s);
    setLimiter(set, false);
    scheduler.advance(60s);
    setLimiter(set, true);
    QVERIFY(!set.at("https://a").limiter->pausedUntil());
}

void TestPolicySet::D9_X02_aPauseForABare429OutlivesItsSection()
{
    VirtualScheduler scheduler;
    m_config.rateLimit->respectRetryAfter = false;
    const auto limits = m_config.rateLimit;
    PolicySet set(m_config, scheduler);
    set.at("https://a").limiter->observeBare429();
    const MonotonicTime end = scheduler.now() + 1s;
    m_config.rateLimit.reset();
    set.reconfigure();
    scheduler.advance(500ms);
    m_config.rateLimit = limits;
    set.reconfigure();
    QCOMPARE(set.at("https://a").limiter->pausedUntil(), end);
}

void TestPolicySet::D9_L23_aPauseForABare429OutlivesARestart()
{
    VirtualScheduler scheduler;
    m_config.rateLimit->respectRetryAfter = false;
    for (const PauseSource source : {PauseSource::Unnamed, PauseSource::RetryAfter}) {
        PolicySet before(m_config, scheduler);
        before.at("https://a").limiter->observeBare429();
        before.at("https://a").pauseCause = std::make_shared<const PauseCause>(PauseCause{source, 429, {}, {}, {}});
        PolicySet after(m_config, scheduler);
        after.restore(before.state());
        // What the server's figures asked for in an earlier life is not obeyed any more.
        QCOMPARE(after.at("https://a").limiter->pausedUntil().has_value(), source == PauseSource::Unnamed);
    }
}

void TestPolicySet::D9_X02_theGrowthOutlivesTheSection()
{
    VirtualScheduler scheduler;
    PolicySet set(m_config, scheduler);
    const auto again = [&] {
        set.at("https://a").limiter->observeBare429();
        const Duration lasts = *set.at("https://a").limiter->pausedUntil() - scheduler.now();
        scheduler.advance(lasts / 2);
        for (int i = 0; i < 2; ++i) // the second time while there is none
            setLimiter(set, false);
        scheduler.advance(lasts);
        setLimiter(set, true);
        return lasts;
    };
    QCOMPARE(again(), Duration(1s));
    QCOMPARE(again(), Duration(1500ms));
    QCOMPARE(again(), Duration(2250ms));
    set.at("https://a").limiter->observeOther();
    QCOMPARE(again(), Duration(1s));
}

void TestPolicySet::L21_X02_aPauseThatComesBackIsTold()
{
    VirtualScheduler scheduler;
    PolicySet set(m_config, scheduler);
    set.at("https://b");
    set.at("https://a").limiter->resumePause(60s);
    setLimiter(set, false);
    QSignalSpy began(&set, &PolicySet::pauseBegan);
    setLimiter(set, true);
    QCOMPARE(began.size(), 1);
    QCOMPARE(began.constFirst().constFirst().toByteArray(), QByteArray("https://a"));
    setLimiter(set, false);
    scheduler.advance(60s);
    setLimiter(set, true);
    QCOMPARE(began.size(), 1);
}

void TestPolicySet::L23_aPauseWithoutItsSectionIsSaved()
{
    VirtualScheduler scheduler;
    PolicySet set(m_config, scheduler);
    set.at("https://a").limiter->resumePause(60s);
    setLimiter(set, false);
    scheduler.advance(10s);
    const PolicyState state = set.state();
    QCOMPARE(state.pauses.size(), 1);
    QCOMPARE(state.rest(state.pauses.constFirst(), scheduler.wallNow()), std::optional<Duration>(50s));
    setLimiter(set, true);
    QCOMPARE(set.state().pauses.size(), 1);
}

void TestPolicySet::L23_aPauseWithoutItsSectionMakesNoRoom()
{
    VirtualScheduler scheduler;
    PolicySet set(m_config, scheduler);
    set.at("https://paused").limiter->resumePause(60s);
    setLimiter(set, false);
    for (int i = 0; i < 1'000; ++i)
        set.at("https://h" + QByteArray::number(i));
    setLimiter(set, true);
    QVERIFY(set.find("https://paused"));
    QVERIFY(set.at("https://paused").limiter->pausedUntil());
}

QTEST_GUILESS_MAIN(TestPolicySet)
#include "tst_policyset.moc"
