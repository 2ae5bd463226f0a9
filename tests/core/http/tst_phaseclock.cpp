// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/phaseclock.h"

#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;

namespace {

constexpr MonotonicTime entered{1h};

} // namespace

/// What Qt tells leads to figures, and what it does not tell to none.
class TestPhaseClock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsKnownAtFirst();
    void aPlainExchangeOnANewConnection();
    void plainOnAConnectionThatStood();
    void plainWhereAConnectionBecameFree();
    void tlsOnANewConnection();
    void tlsOnAConnectionThatStood();
    void tlsWhereAConnectionBecameFree();
    void tlsWhoseConnectingWasNotSeen();
    void theFirstConnectingCounts();
    void resendsBeginTheWaitAnew();
    void uploadIsNoWait();
    void aResendOverTlsOnANewConnection();
    void whatIsCutShortStaysUnknown_data();
    void whatIsCutShortStaysUnknown();
};

void TestPhaseClock::nothingIsKnownAtFirst()
{
    PhaseClock clock(entered);
    QVERIFY(clock.phases(entered) == Phases());
    clock.leftQueue(entered + 3ms); // without a queue, which is known; what was made meanwhile is no wait
    Phases expected;
    expected.queued = 0ms;
    QVERIFY(clock.phases(entered) == expected);
}

void TestPhaseClock::aPlainExchangeOnANewConnection()
{
    PhaseClock clock(entered);
    clock.queued();
    clock.leftQueue(entered + 5ms);
    clock.connecting(entered + 6ms, 3);
    clock.sent(entered + 16ms, 3, false);
    clock.head(entered + 46ms);
    clock.finished(entered + 53ms);
    Phases expected;
    expected.queued = 5ms;
    expected.connect = 10ms;
    expected.firstByte = 30ms;
    expected.download = 7ms;
    expected.reusedConnection = false;
    QVERIFY(clock.phases(entered) == expected);
}

void TestPhaseClock::plainOnAConnectionThatStood()
{
    PhaseClock clock(entered);
    clock.leftQueue(entered);
    clock.sent(entered + 16ms, 3, false);
    clock.head(entered + 46ms);
    // Qt does not always tell that it connects, so that a connection of old is likely and not known.
    QVERIFY(!clock.phases(entered).connect);
    QVERIFY(!clock.phases(entered).reusedConnection);
    QCOMPARE(clock.phases(entered).firstByte, std::optional<Duration>(30ms));
}

void TestPhaseClock::plainWhereAConnectionBecameFree()
{
    PhaseClock clock(entered);
    clock.connecting(entered + 1ms, 3);
    clock.sent(entered + 16ms, 4, false); // an exchange has left: whose connection is it?
    QVERIFY(!clock.phases(entered).connect);
    QVERIFY(!clock.phases(entered).reusedConnection);
}

void TestPhaseClock::tlsOnANewConnection()
{
    PhaseClock clock(entered);
    clock.connecting(entered + 1ms, 3);
    clock.encrypted(entered + 21ms);
    clock.sent(entered + 22ms, 9, true); // who left meanwhile does not matter
    QCOMPARE(clock.phases(entered).connect, std::optional<Duration>(20ms));
    QVERIFY(!clock.phases(entered).tls); // is in connect, and cannot be told apart
    QCOMPARE(clock.phases(entered).reusedConnection, std::optional<bool>(false));
}

void TestPhaseClock::tlsOnAConnectionThatStood()
{
    PhaseClock clock(entered);
    clock.sent(entered + 1ms, 3, true);
    QVERIFY(!clock.phases(entered).connect);
    QCOMPARE(clock.phases(entered).reusedConnection, std::optional<bool>(true));
}

void TestPhaseClock::tlsWhereAConnectionBecameFree()
{
    PhaseClock clock(entered);
    clock.connecting(entered + 1ms, 3);
    clock.sent(entered + 22ms, 4, true); // no handshake of its own
    QVERIFY(!clock.phases(entered).connect);
    QCOMPARE(clock.phases(entered).reusedConnection, std::optional<bool>(true));
}

void TestPhaseClock::tlsWhoseConnectingWasNotSeen()
{
    PhaseClock clock(entered);
    clock.encrypted(entered + 21ms);
    clock.sent(entered + 22ms, 3, true);
    QVERIFY(!clock.phases(entered).connect);
    QCOMPARE(clock.phases(entered).reusedConnection, std::optional<bool>(false));
}

void TestPhaseClock::theFirstConnectingCounts()
{
    PhaseClock clock(entered);
    clock.connecting(entered + 1ms, 3); // IPv6, where nobody is
    clock.connecting(entered + 201ms, 4);
    clock.sent(entered + 211ms, 3, false);
    QCOMPARE(clock.phases(entered).connect, std::optional<Duration>(210ms));
}

void TestPhaseClock::resendsBeginTheWaitAnew()
{
    PhaseClock clock(entered);
    clock.connecting(entered + 1ms, 3);
    clock.sent(entered + 11ms, 3, false);
    clock.connecting(entered + 50ms, 3);
    clock.sent(entered + 100ms, 3, false);
    clock.head(entered + 130ms);
    QCOMPARE(clock.phases(entered).connect, std::optional<Duration>(10ms)); // of the first sending
    QCOMPARE(clock.phases(entered).firstByte, std::optional<Duration>(30ms)); // of the one that was answered
    QCOMPARE(clock.phases(entered).reusedConnection, std::optional<bool>(false));
}

void TestPhaseClock::uploadIsNoWait()
{
    PhaseClock clock(entered);
    clock.uploaded(entered + 1ms); // without a sending it is the end of nothing
    clock.sent(entered + 10ms, 3, false);
    clock.uploaded(entered + 50ms);
    clock.head(entered + 70ms);
    clock.uploaded(entered + 90ms); // told late
    clock.finished(entered + 95ms);
    QCOMPARE(clock.phases(entered).firstByte, std::optional<Duration>(20ms));
    QCOMPARE(clock.phases(entered).download, std::optional<Duration>(25ms));
}

void TestPhaseClock::aResendOverTlsOnANewConnection()
{
    PhaseClock clock(entered);
    clock.sent(entered + 1ms, 3, true); // on a connection that its peer closed just then
    clock.connecting(entered + 10ms, 3);
    clock.encrypted(entered + 40ms);
    clock.sent(entered + 41ms, 3, true);
    QCOMPARE(clock.phases(entered).connect, std::optional<Duration>(30ms));
    QCOMPARE(clock.phases(entered).reusedConnection, std::optional<bool>(false));
}

void TestPhaseClock::whatIsCutShortStaysUnknown_data()
{
    QTest::addColumn<bool>("sent");
    QTest::addColumn<bool>("head");
    QTest::newRow("before the sending") << false << false;
    QTest::newRow("before the head") << true << false;
    QTest::newRow("a head of which no sending is known") << false << true;
}

void TestPhaseClock::whatIsCutShortStaysUnknown()
{
    QFETCH(bool, sent);
    QFETCH(bool, head);
    PhaseClock clock(entered);
    clock.queued();
    clock.leftQueue(entered + 1ms);
    clock.connecting(entered + 2ms, 0);
    if (sent)
        clock.sent(entered + 3ms, 0, false);
    if (head)
        clock.head(entered + 4ms);
    clock.finished(entered + 5ms);
    QVERIFY(clock.phases(entered).queued);
    QCOMPARE(clock.phases(entered).connect.has_value(), sent);
    QVERIFY(!clock.phases(entered).tls);
    QVERIFY(!clock.phases(entered).firstByte);
    QCOMPARE(clock.phases(entered).download.has_value(), head);
}

QTEST_GUILESS_MAIN(TestPhaseClock)
#include "tst_phaseclock.moc"
