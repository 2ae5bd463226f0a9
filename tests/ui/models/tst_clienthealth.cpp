// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/clienthealth.h"

#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;

class TestClientHealth : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsBreakerAndLimiter_data();
    void followsBreakerAndLimiter();
};

void TestClientHealth::followsBreakerAndLimiter_data()
{
    QTest::addColumn<int>("state"); // -1: no breaker
    QTest::addColumn<bool>("isolated");
    QTest::addColumn<bool>("paused");
    QTest::addColumn<ClientHealth>("health");
    constexpr int none = -1;
    constexpr int closed = int(BreakerState::Closed);
    constexpr int halfOpen = int(BreakerState::HalfOpen);
    constexpr int open = int(BreakerState::Open);
    QTest::newRow("no breaker") << none << false << false << ClientHealth::Unwatched;
    QTest::newRow("no breaker, paused") << none << false << true << ClientHealth::Hampered;
    QTest::newRow("closed") << closed << false << false << ClientHealth::Passing;
    QTest::newRow("closed, paused") << closed << false << true << ClientHealth::Hampered;
    QTest::newRow("half-open") << halfOpen << false << false << ClientHealth::Hampered;
    QTest::newRow("open") << open << false << false << ClientHealth::Stopped;
    QTest::newRow("open, paused") << open << false << true << ClientHealth::Stopped;
    QTest::newRow("isolated") << closed << true << false << ClientHealth::Stopped;
}

void TestClientHealth::followsBreakerAndLimiter()
{
    QFETCH(int, state);
    QFETCH(bool, isolated);
    QFETCH(bool, paused);
    ClientSnapshot client;
    client.limiter.emplace();
    client.limiter->waiting = 3; // which is what a limiter is for
    if (paused)
        client.limiter->pausedFor = 9s;
    if (state >= 0) {
        client.breaker.emplace();
        client.breaker->state = static_cast<BreakerState>(state);
        client.breaker->isolated = isolated;
    }
    QTEST(healthOf(client), "health");
}

QTEST_GUILESS_MAIN(TestClientHealth)
#include "tst_clienthealth.moc"
