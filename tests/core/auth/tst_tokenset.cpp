// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/tokenset.h"

#include "base/virtualscheduler.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

TokenSet grantedBy(const Scheduler &clock, std::optional<Duration> lifetime)
{
    TokenSet tokens;
    tokens.accessToken = u"a"_s;
    tokens.lifetime = lifetime;
    tokens.received = clock.now();
    tokens.receivedWall = clock.wallNow();
    return tokens;
}

} // namespace

class TestTokenSet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void freshUntilTheSkew_data();
    void freshUntilTheSkew();
    void O06_withoutALifetimeUntilItIsRefused();
    void O06_oneUseIsNeverFresh();
    void C29_earlierOfTwoClocksDecides();
    void withoutATokenNothingIsFresh();
};

void TestTokenSet::freshUntilTheSkew_data()
{
    QTest::addColumn<Duration>("lifetime");
    QTest::addColumn<Duration>("until");
    QTest::newRow("O04 an hour") << Duration(3600s) << Duration(3540s);
    QTest::newRow("O05 two minutes") << Duration(120s) << Duration(60s);
    QTest::newRow("O05 ADV-C16 five seconds") << Duration(5s) << Duration(2500ms);
    QTest::newRow("O05 a breath") << Duration(2ns) << Duration(1ns);
}

void TestTokenSet::freshUntilTheSkew()
{
    QFETCH(Duration, lifetime);
    QFETCH(Duration, until);
    VirtualScheduler clock;
    const TokenSet tokens = grantedBy(clock, lifetime);
    QVERIFY(tokens.isFresh(clock.now(), clock.wallNow()));
    QVERIFY(tokens.isFresh(clock.now() + until - 1ns, clock.wallNow()));
    QVERIFY(!tokens.isFresh(clock.now() + until, clock.wallNow()));
}

void TestTokenSet::O06_withoutALifetimeUntilItIsRefused()
{
    VirtualScheduler clock;
    const TokenSet tokens = grantedBy(clock, std::nullopt);
    clock.advance(24h * 365);
    QVERIFY(tokens.isFresh(clock.now(), clock.wallNow()));
}

void TestTokenSet::O06_oneUseIsNeverFresh()
{
    VirtualScheduler clock;
    const TokenSet tokens = grantedBy(clock, 0s);
    QVERIFY(tokens.isForOneUse());
    QVERIFY(!tokens.isFresh(clock.now(), clock.wallNow()));
}

void TestTokenSet::C29_earlierOfTwoClocksDecides()
{
    VirtualScheduler clock;
    const TokenSet tokens = grantedBy(clock, 3600s);
    clock.jumpWall(2h);
    QVERIFY(!tokens.isFresh(clock.now(), clock.wallNow()));
    clock.jumpWall(-4h);
    QVERIFY(tokens.isFresh(clock.now(), clock.wallNow()));
    clock.advance(3540s);
    QVERIFY(!tokens.isFresh(clock.now(), clock.wallNow()));
}

void TestTokenSet::withoutATokenNothingIsFresh()
{
    VirtualScheduler clock;
    QVERIFY(!TokenSet().isFresh(clock.now(), clock.wallNow()));
}

QTEST_GUILESS_MAIN(TestTokenSet)
#include "tst_tokenset.moc"
