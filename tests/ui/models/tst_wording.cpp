// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/wording.h"

#include <QLocale>
#include <QSet>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestWording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void everyValueHasWordsOfItsOwn();
    void breakerTiles_data();
    void breakerTiles();
    void timelineLines_data();
    void timelineLines();
    void retryDecisions();
    void R14_resendsAreTold();
    void waits();

private:
    static void addAttemptLines();
};

namespace {

/// Without ==, so that a row can hold one whatever the entry can do.
struct Line
{
    TimelineEntry entry;
};

template<class Enum, class Words>
void verifyDistinct(Enum last, Words words)
{
    QSet<QString> seen;
    for (int value = 0; value <= int(last); ++value) {
        const QString text = words(Enum(value));
        QVERIFY(!text.isEmpty());
        QVERIFY2(!text.contains(u'_') && !text.contains(u'%'), text.toUtf8().constData());
        seen.insert(text);
    }
    QCOMPARE(seen.size(), int(last) + 1);
}

} // namespace

void TestWording::everyValueHasWordsOfItsOwn()
{
    verifyDistinct(BreakerState::HalfOpen, [](BreakerState state) { return wording::word(state); });
    verifyDistinct(BreakerReason::Reset, [](BreakerReason reason) { return wording::reasonText(reason); });
    verifyDistinct(RetryReason::BudgetUsedUp, [](RetryReason reason) { return wording::sentence(reason); });
    verifyDistinct(Phase::Download, [](Phase phase) { return wording::label(phase); });
    verifyDistinct(CallOutcome::Cancelled, [](CallOutcome outcome) { return wording::word(outcome); });
    verifyDistinct(AuthType::Custom, [](AuthType type) { return wording::word(type); });
    verifyDistinct(AuthLocation::Body, [](AuthLocation location) { return wording::word(location); });
    verifyDistinct(RetryStrategy::Fixed, [](RetryStrategy strategy) { return wording::word(strategy); });
    verifyDistinct(Pipeline::PerAttempt, [](Pipeline pipeline) { return wording::sentence(pipeline); });
    verifyDistinct(TimelineKind::Cancelled, [](TimelineKind kind) {
        TimelineEntry entry;
        entry.kind = kind;
        return wording::label(entry) + wording::explanation(entry);
    });
    verifyDistinct(EventKind::ConfigChanged, [](EventKind kind) {
        ClientEvent event;
        event.kind = kind;
        return wording::title(event);
    });
}

void TestWording::breakerTiles_data()
{
    QTest::addColumn<BreakerSnapshot>("breaker");
    QTest::addColumn<QString>("pill");
    QTest::addColumn<QString>("subline");

    BreakerSnapshot closed;
    closed.failureThreshold = 5;
    closed.successThreshold = 2;
    QTest::newRow("closed") << closed << u"closed"_s << u"0 of 5 failures"_s;
    BreakerSnapshot rate = closed;
    rate.failureRate = 12.5;
    QTest::newRow("D3 rate mode") << rate << u"closed"_s << u"0 of 5 failures · 12.5 % failed"_s;
    BreakerSnapshot open = closed;
    open.state = BreakerState::Open;
    open.consecutiveFailures = 12;
    open.retryIn = 17500ms;
    QTest::newRow("open") << open << u"open 0:18"_s << u"probe in 18 s · 12 failures"_s;
    BreakerSnapshot halfOpen = closed;
    halfOpen.state = BreakerState::HalfOpen;
    QTest::newRow("B28 nobody asks") << halfOpen << u"half-open"_s << u"waiting for a probe"_s;
    halfOpen.probesOut = 1;
    QTest::newRow("D4 a probe is out") << halfOpen << u"half-open"_s << u"probe under way"_s;
    halfOpen.probesOut = 0;
    halfOpen.probeSuccesses = 1;
    QTest::newRow("B10 half way") << halfOpen << u"half-open"_s << u"probe 1 of 2 succeeded"_s;
    BreakerSnapshot isolated = open;
    isolated.isolated = true;
    QTest::newRow("B23 isolated") << isolated << u"isolated"_s << u"nothing is sent until it ends"_s;
    BreakerSnapshot forced = closed;
    forced.forced = true;
    QTest::newRow("B23 forced closed") << forced << u"forced closed"_s << u"counts nothing until released"_s;
    BreakerSnapshot observing = open;
    observing.observeOnly = true;
    QTest::newRow("B23 observing") << observing << u"open, observing 0:18"_s << u"probe in 18 s · 12 failures"_s;
}

void TestWording::breakerTiles()
{
    QFETCH(BreakerSnapshot, breaker);
    QTEST(wording::pillText(breaker), "pill");
    QTEST(wording::subline(breaker), "subline");
}

void TestWording::timelineLines_data()
{
    QTest::addColumn<Line>("line");
    QTest::addColumn<QString>("label");
    QTest::addColumn<QString>("explanation");

    TimelineEntry wait;
    wait.kind = TimelineKind::TokenWait;
    wait.lasted = 258ms;
    wait.place = 4;
    wait.planned = 250ms;
    QTest::newRow("token wait")
        << Line{wait} << u"Limiter wait"_s
        << u"The rate limiter had no token left: place 4 in the queue, with an expected wait of 250 ms. Waited 258 ms."_s;
    TimelineEntry backoff;
    backoff.kind = TimelineKind::Backoff;
    backoff.decision = RetryDecision{true, RetryReason::StatusListed, 1080ms, 1s, DelaySource::Backoff};
    QTest::newRow("backoff")
        << Line{backoff} << u"Backoff 1.08 s"_s
        << u"The status is one of those that are retried. The next attempt follows after 1.08 s: 1 s with jitter."_s;
    backoff.decision->source = DelaySource::RetryAfter;
    backoff.decision->delay = 20s;
    QTest::newRow("D6 the server asked")
        << Line{backoff} << u"Retry-After 20 s"_s
        << u"The status is one of those that are retried. The server asked for a wait of 20 s."_s;
    TimelineEntry gaveUp;
    gaveUp.kind = TimelineKind::GaveUp;
    gaveUp.decision = RetryDecision{false, RetryReason::UnsafeMethod, {}, {}, DelaySource::Backoff};
    QTest::newRow("R11 unsafe method")
        << Line{gaveUp} << u"No further retry"_s
        << u"The server may have carried the request out, and this method is not safe to repeat."_s;
    addAttemptLines();
}

void TestWording::addAttemptLines()
{
    TimelineEntry answered;
    answered.kind = TimelineKind::Attempt;
    answered.attempt = 1;
    answered.status = 503;
    answered.lasted = 405ms;
    QTest::newRow("answered") << Line{answered} << u"Attempt 1 · 503"_s
                              << u"Attempt 1 was answered with 503 Service Unavailable after 405 ms."_s;
    TimelineEntry failed = answered;
    failed.status = 0;
    failed.error = Error(ErrorKind::Refused, ErrorDetail::None, u"127.0.0.1:9"_s);
    QTest::newRow("failed")
        << Line{failed} << u"Attempt 1 · Connection refused"_s
        << u"127.0.0.1:9 refused the connection. Check that the server is running and the port is right."_s;
    TimelineEntry running = answered;
    running.status = 0;
    running.running = true;
    QTest::newRow("running") << Line{running} << u"Attempt 1"_s << u"Attempt 1 is under way, 405 ms so far."_s;
    TimelineEntry heldBack;
    heldBack.kind = TimelineKind::ConnectionWait;
    heldBack.lasted = 1200ms;
    QTest::newRow("held back") << Line{heldBack} << u"Connection wait"_s
                               << u"Waited 1.2 s for a connection. When there was one, nothing was sent yet: something "
                                  "had changed meanwhile."_s;
    TimelineEntry refused;
    refused.kind = TimelineKind::Refused;
    refused.error = Error(ErrorKind::CircuitOpen, ErrorDetail::ProbeInFlight, u"orders-api"_s);
    QTest::newRow("refused") << Line{refused} << u"Refused · Circuit open"_s
                             << u"The circuit of orders-api is half-open and its probe is under way. Try again when "
                                "the probe has ended."_s;
}

void TestWording::timelineLines()
{
    QFETCH(Line, line);
    QTEST(wording::label(line.entry), "label");
    QTEST(wording::explanation(line.entry), "explanation");
}

void TestWording::retryDecisions()
{
    QCOMPARE(wording::sentence(RetryDecision{true, RetryReason::AttemptTimedOut, 2s, 2s, DelaySource::Backoff}),
             u"The attempt timed out, and timeouts are retried. The next attempt follows after 2 s."_s);
    QCOMPARE(wording::sentence(RetryDecision{false, RetryReason::RetriesUsedUp, {}, {}, DelaySource::Backoff}),
             u"All retries are used up."_s);
}

void TestWording::R14_resendsAreTold()
{
    TimelineEntry entry;
    entry.attempt = 2;
    entry.status = 200;
    entry.lasted = 10ms;
    entry.sendings = 5; // two redirects are none of them
    entry.resends = 2;
    entry.phases.reusedConnection = true;
    QCOMPARE(wording::explanation(entry),
             u"Attempt 2 was answered with 200 OK after 10 ms. It used a connection that was open already. The request "
             "went to the wire 3 times."_s);
}

void TestWording::waits()
{
    const MonotonicTime now(1h);
    QCOMPARE(wording::waitText({TimelineKind::TokenWait, now + 12s, 4, 1}, now),
             u"Waiting 12 s for a token, place 4"_s);
    QCOMPARE(wording::waitText({TimelineKind::TokenWait, now + 350ms, 0, 1}, now), u"Waiting 350 ms for a token"_s);
    QCOMPARE(wording::waitText({TimelineKind::ServerPause, now + 20s, 0, 1}, now),
             u"Waiting 20 s, as the server asked"_s);
    QCOMPARE(wording::waitText({TimelineKind::Backoff, now + 2s, 0, 2}, now), u"Waiting 2 s before attempt 2"_s);
    // What lasts longer than was foreseen.
    QCOMPARE(wording::waitText({TimelineKind::Backoff, now - 2s, 0, 2}, now), u"Waiting before attempt 2"_s);
    QCOMPARE(wording::waitText({TimelineKind::TokenWait, now, 2, 1}, now), u"Waiting for a token, place 2"_s);
    QCOMPARE(wording::waitText({TimelineKind::TokenWait, now, 0, 1}, now), u"Waiting for a token"_s);
    QCOMPARE(wording::waitText({TimelineKind::ServerPause, now, 0, 1}, now), u"Waiting, as the server asked"_s);
}

QTEST_GUILESS_MAIN(TestWording)
#include "tst_wording.moc"
