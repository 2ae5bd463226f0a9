// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/virtualscheduler.h"
#include "client/policyset.h"

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

QTEST_GUILESS_MAIN(TestPolicySet)
#include "tst_policyset.moc"
