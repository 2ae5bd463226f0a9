// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/eventwording.h"
#include "models/storywording.h"

#include <QLocale>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// R23: each wait and decision of a call as one line with reason, figure and end.
class TestStoryWording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "UTC"); }
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void waits_data();
    void waits();
    void retries_data();
    void retries();
    void ends_data();
    void ends();
    void refusals_data();
    void refusals();
    void everyReasonHasAClause();
    void endsOfWaits();
    void events_data();
    void events();
};

namespace {

const WallTime noon{12h}; // of 1 January 1970

TimelineEntry made(TimelineKind kind, Duration at = {}, Duration lasted = {})
{
    TimelineEntry entry;
    entry.kind = kind;
    entry.at = at;
    entry.lasted = lasted;
    entry.attempt = 1;
    return entry;
}

TimelineEntry waited(TimelineKind kind, Duration planned, int place = 0, std::optional<PauseCause> cause = {})
{
    TimelineEntry entry = made(kind, 1s, planned);
    entry.planned = planned;
    entry.place = place;
    if (cause)
        entry.cause = std::make_shared<const PauseCause>(*cause);
    return entry;
}

TimelineEntry decided(TimelineKind kind, RetryReason reason, Duration delay, Duration base, int number, int of)
{
    TimelineEntry entry = made(kind);
    entry.decision = RetryDecision{kind == TimelineKind::Backoff, reason, delay, base,
                                   DelaySource::Backoff,          number, of};
    if (kind == TimelineKind::Backoff)
        entry.planned = delay;
    return entry;
}

wording::StoryContext context()
{
    wording::StoryContext known{u"orders"_s, u"POST"_s, noon, RetryConfig(), 5s};
    return known;
}

} // namespace

Q_DECLARE_METATYPE(fuseboard::TimelineEntry)

void TestStoryWording::waits_data()
{
    QTest::addColumn<TimelineEntry>("entry");
    QTest::addColumn<QString>("told");
    using enum TimelineKind;
    QTest::newRow("token") << waited(TokenWait, 400ms, 4)
                           << u"waited 400 ms for a token: place 4 in the queue, expected 400 ms, until 12:00:01.4"_s;
    QTest::newRow("long") << waited(TokenWait, 42s) << u"waited 42 s for a token: expected 42 s, until 12:00:43"_s;
    TimelineEntry attempt = made(Attempt);
    attempt.attempt = 1;
    attempt.status = 200;
    attempt.lasted = 2s;
    attempt.phases.queued = 100ms;
    QTest::newRow("D8 in line for a connection")
        << attempt << u"attempt 1: 200 OK in 2 s, 100 ms of them waiting for a free connection"_s;
    attempt.phases.queued = 99ms;
    QTest::newRow("D8 not worth telling") << attempt << u"attempt 1: 200 OK in 2 s"_s;
    const PauseCause asked{PauseSource::RetryAfter, 429, "Retry-After", "2"};
    QTest::newRow("pause") << waited(ServerPause, 2s, 1, asked)
                           << u"paused 2 s, until 12:00:03.0: the server's 429 said Retry-After: 2"_s;
    const PauseCause used{PauseSource::QuotaUsedUp, 200, "X-RateLimit-Reset", "1372700873"};
    QTest::newRow("quota") << waited(ServerPause, 90s, 1, used)
                           << u"paused 1 min 30 s, until 12:01:31: nothing is left of the server's quota, its 200 said "
                              "X-RateLimit-Reset: 1372700873"_s;
    QTest::newRow("bare") << waited(ServerPause, 1s, 1, PauseCause{PauseSource::Unnamed, 429, {}, {}})
                          << u"paused 1 s, until 12:00:02.0: the server's 429 did not say how long"_s;
    QTest::newRow("not obeyed") << waited(ServerPause, 1s, 1,
                                          PauseCause{PauseSource::Unnamed, 429, "Retry-After", "60"})
                                << u"paused 1 s, until 12:00:02.0: the server's 429 said Retry-After: 60, which the "
                                   "client does not obey"_s;
    const auto withRemark = [](PauseCause cause, QuotaNote note, const QByteArray &name, const QByteArray &value) {
        cause.remark = {note, {name, value}};
        return waited(ServerPause, 1s, 1, cause);
    };
    const QString paused = u"paused 1 s, until 12:00:02.0: "_s;
    QTest::newRow("H10 reset ignored") << withRemark(
        {PauseSource::Unnamed, 429, {}, {}}, QuotaNote::ResetImplausible, "X-RateLimit-Reset",
        "3000000") << paused + u"the server's 429 said X-RateLimit-Reset: 3000000, which cannot be used"_s;
    QTest::newRow("H04 another ignored") << withRemark(asked, QuotaNote::ResetImplausible, "X-RateLimit-Reset",
                                                       "\x1bsoon")
                                         << paused
            + u"the server's 429 said Retry-After: 2 (its X-RateLimit-Reset: \\u{1b}soon cannot be used)"_s;
    QTest::newRow("H07 several") << withRemark({PauseSource::RetryAfter, 429, "Retry-After", "2, 5"},
                                               QuotaNote::RetryAfterSeveral, "Retry-After", "2, 5")
                                 << paused + u"the server's 429 said Retry-After: 2, 5, of which the longest counts"_s;
    QTest::newRow("S05 hidden") << waited(ServerPause, 1s, 1,
                                          PauseCause{PauseSource::RetryAfter, 429, "Retry-After", "5, •••"})
                                << paused + u"the server's 429 said Retry-After: 5, •••"_s;
    QTest::newRow("unknown") << waited(ServerPause, 1s)
                             << u"paused 1 s, until 12:00:02.0: the server had asked for it"_s;
    QTest::newRow("G16 header") << waited(ServerPause, 1s, 1,
                                          PauseCause{PauseSource::RetryAfter, 429, "Retry-After", "\x1b]52;c;eA==\a"})
                                << u"paused 1 s, until 12:00:02.0: the server's 429 said Retry-After: "
                                   "\\u{1b}]52;c;eA==\\u{7}"_s;
    TimelineEntry redirect = waited(Redirect, 3s, 0, PauseCause{PauseSource::RetryAfter, 302, "Retry-After", "3"});
    redirect.status = 302;
    redirect.target = u"http://b/"_s;
    QTest::newRow("redirect") << redirect
                              << u"302 leads to http://b/, followed in 3 s, at 12:00:04.0: the server's 302 said "
                                 "Retry-After: 3"_s;
    QTest::newRow("connection") << made(
        ConnectionWait, 1s,
        1200ms) << u"waited 1.2 s for a connection; nothing was sent yet, for something had changed meanwhile"_s;
    TimelineEntry days = waited(TokenWait, 50h);
    QTest::newRow("days") << days << u"waited 2 d 2 h for a token: expected 2 d 2 h, until 1970-01-03 14:00"_s;
}

void TestStoryWording::waits()
{
    QFETCH(const TimelineEntry, entry);
    QFETCH(const QString, told);
    QCOMPARE(wording::story(entry, context()), told);
}

void TestStoryWording::retries_data()
{
    QTest::addColumn<TimelineEntry>("entry");
    QTest::addColumn<RetryConfig>("retry");
    QTest::addColumn<QString>("told");
    using enum RetryReason;
    const auto backoff = [](RetryReason reason, Duration delay, Duration base, int number) {
        return decided(TimelineKind::Backoff, reason, delay, base, number, 3);
    };
    RetryConfig config;
    QTest::newRow("first") << backoff(StatusListed, 1030ms, 1s, 1) << config
                           << u"retry 1 of 3 in 1.03 s, at 12:00:01.0: its status is in retry_status_codes; "
                              "exponential 1 s, jitter +3 %"_s;
    QTest::newRow("third") << backoff(AttemptTimedOut, 3600ms, 4s, 3) << config
                           << u"retry 3 of 3 in 3.6 s, at 12:00:03.6: timeouts are retried (retry_on_timeout); "
                              "exponential 1 s × 2^2 = 4 s, jitter −10 %"_s;
    config.maxDelay = 3s;
    QTest::newRow("capped") << backoff(TransportFailed, 3s, 3s, 3) << config
                            << u"retry 3 of 3 in 3 s, at 12:00:03.0: failed connections are retried; exponential 1 s × "
                               "2^2, capped by max_delay at 3 s"_s;
    config = RetryConfig();
    config.strategy = RetryStrategy::Linear;
    QTest::newRow("linear") << backoff(StatusListed, 4s, 4s, 2) << config
                            << u"retry 2 of 3 in 4 s, at 12:00:04.0: its status is in retry_status_codes; linear 1 s × "
                               "2 × 2 = 4 s"_s;
    config.strategy = RetryStrategy::Fixed;
    QTest::newRow("fixed") << backoff(StatusListed, 1s, 1s, 2) << config
                           << u"retry 2 of 3 in 1 s, at 12:00:01.0: its status is in retry_status_codes; fixed 1 s"_s;
    TimelineEntry asked = backoff(StatusListed, 2200ms, 2s, 1);
    asked.decision->source = DelaySource::RetryAfter;
    asked.cause = std::make_shared<const PauseCause>(PauseCause{PauseSource::RetryAfter, 503, "Retry-After", "2"});
    QTest::newRow("asked")
        << asked << config
        << u"retry 1 of 3 in 2.2 s, at 12:00:02.2: its status is in retry_status_codes; the server's "
           "503 said Retry-After: 2, jitter +10 %"_s;
}

void TestStoryWording::retries()
{
    QFETCH(const TimelineEntry, entry);
    QFETCH(const RetryConfig, retry);
    QFETCH(const QString, told);
    wording::StoryContext known = context();
    known.retry = retry;
    QCOMPARE(wording::story(entry, known), told);
}

void TestStoryWording::ends_data()
{
    QTest::addColumn<TimelineEntry>("entry");
    QTest::addColumn<QString>("told");
    using enum RetryReason;
    const auto gaveUp = [](RetryReason reason, Duration delay = {}, int of = 0) {
        return decided(TimelineKind::GaveUp, reason, delay, delay, of, of);
    };
    QTest::newRow("used up") << gaveUp(RetriesUsedUp, {}, 3) << u"no further retry: all 3 are used up"_s;
    QTest::newRow("only one") << gaveUp(RetriesUsedUp, {}, 1) << u"no further retry: the only one is used up"_s;
    QTest::newRow("D7") << gaveUp(UnsafeMethod)
                        << u"no further retry: the server may have carried the request out, and POST is not safe to "
                           "repeat"_s;
    QTest::newRow("D6") << gaveUp(ServerDelayTooLong, 300s)
                        << u"no further retry: a wait of 5 min was asked for, until 12:05:00, longer than "
                           "max_server_delay of 2 min"_s;
    QTest::newRow("R09") << gaveUp(TotalTimeoutAhead, 8s)
                         << u"no further retry: the wait of 8 s would end too late, at 12:00:08.0, beyond the total "
                            "timeout of 5 s"_s;
    QTest::newRow("R19") << gaveUp(BudgetUsedUp) << u"no further retry: too many calls are being retried already"_s;
    TimelineEntry budget = gaveUp(BudgetUsedUp);
    budget.decision->retrying = 3;
    QTest::newRow("R19 figures") << budget << u"no further retry: too many calls are being retried already: 3"_s;
    TimelineEntry open = gaveUp(CircuitOpen, 58s);
    open.trip = std::make_shared<const BreakerTrip>(BreakerTrip{BreakerReason::FailuresReached, 5, 5, 0, 0});
    QTest::newRow("R17")
        << open
        << u"no further retry: the circuit of orders opened after 5 of 5 failures in a row. The next probe "
           "is allowed in 58 s (at 12:00:58)."_s;
    open.trip = std::make_shared<const BreakerTrip>(BreakerTrip{BreakerReason::RateReached, 12, 0, 20, 50});
    QTest::newRow("R17 rate")
        << open
        << u"no further retry: the circuit of orders opened, as 12 of 20 calls failed, and 50 % of them are enough. "
           "The next probe is allowed in 58 s (at 12:00:58)."_s;
    open.trip = std::make_shared<const BreakerTrip>(BreakerTrip{BreakerReason::ProbeFailed, 0, 0, 0, 0});
    QTest::newRow("R17 probe") << open
                               << u"no further retry: the circuit of orders opened again, as its probe failed. The "
                                  "next probe is allowed in 58 s (at 12:00:58)."_s;
    QTest::newRow("R17 by hand") << gaveUp(CircuitOpen)
                                 << u"no further retry: the circuit of orders opened meanwhile. Wait for the next "
                                    "probe, or reset the breaker."_s;
    TimelineEntry replay = made(TimelineKind::Replay);
    replay.replay = ReplayReason::TokenRefused;
    QTest::newRow("O02") << replay
                         << u"once more with a new token, as the present one was refused; this is none of the "
                            "retries"_s;
}

void TestStoryWording::ends()
{
    waits();
}

void TestStoryWording::refusals_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<BreakerTrip>("trip");
    QTest::addColumn<QString>("told");
    Error open(ErrorKind::CircuitOpen, ErrorDetail::FailuresReached);
    open.wait = 42s;
    QTest::newRow("B01 in a row") << open << BreakerTrip{BreakerReason::FailuresReached, 5, 5, 0, 0}
                                  << u"refused: The circuit of orders is open, so nothing was sent: 5 of 5 failures in "
                                     "a row. The next probe is allowed in 42 s (at 12:00:42)."_s;
    QTest::newRow("B03 rate") << open << BreakerTrip{BreakerReason::RateReached, 12, 0, 20, 50}
                              << u"refused: The circuit of orders is open, so nothing was sent: 12 of 20 calls failed, "
                                 "and 50 % of them are enough. The next probe is allowed in 42 s (at 12:00:42)."_s;
    QTest::newRow("B10 probe") << open << BreakerTrip{BreakerReason::ProbeFailed, 0, 0, 0, 0}
                               << u"refused: The circuit of orders is open again, as its probe failed, so nothing was "
                                  "sent. The next probe is allowed in 42 s (at 12:00:42)."_s;
    Error wait(ErrorKind::RateLimited, ErrorDetail::WaitTooLong);
    wait.wait = 8s;
    wait.limit = 2s;
    QTest::newRow("L11") << wait << BreakerTrip{}
                         << u"refused: A token of orders is 8 s (at 12:00:08.0) away, longer than the 2 s a call may "
                            "wait. Send less often, or raise max_wait."_s;
    Error full(ErrorKind::RateLimited, ErrorDetail::QueueFull);
    full.wait = 8s;
    full.count = 3;
    QTest::newRow("L13") << full << BreakerTrip{}
                         << u"refused: The queue of orders is full: 3 calls wait for a token already. There is room in "
                            "about 8 s (at 12:00:08.0); send less, or raise max_queue."_s;
    Error total(ErrorKind::TotalTimeout, ErrorDetail::WaitTooLong);
    total.wait = 8s;
    total.limit = 5s;
    QTest::newRow("R09")
        << total << BreakerTrip{}
        << u"refused: A token of orders is 8 s (at 12:00:08.0) away, beyond the 5 s that the call has in all. Try "
           "again later, or raise the total timeout."_s;
    total.paused = true;
    QTest::newRow("R09 within a pause")
        << total << BreakerTrip{}
        << u"refused: The server asks orders to wait 8 s (at 12:00:08.0), beyond the 5 s that the call has in all. Try "
           "again after that, or raise the total timeout."_s;
    wait.paused = true;
    QTest::newRow("L11 within a pause")
        << wait << BreakerTrip{}
        << u"refused: The server asks orders to wait 8 s (at 12:00:08.0), longer than the 2 s a call may wait. Try "
           "again after that, or raise max_wait."_s;
    wait.wait = 1s;
    QTest::newRow("L11 a pause that outgrows it")
        << wait << BreakerTrip{}
        << u"refused: The server asks orders to wait 1 s (at 12:00:01.0) more: with what the call has waited already, "
           "that is more than the 2 s it may wait. Try again after that, or raise max_wait."_s;
}

void TestStoryWording::refusals()
{
    QFETCH(const Error, error);
    QFETCH(const BreakerTrip, trip);
    QFETCH(const QString, told);
    TimelineEntry entry = made(TimelineKind::Refused);
    entry.error = error;
    entry.trip = std::make_shared<const BreakerTrip>(trip);
    QCOMPARE(wording::story(entry, context()), told);
}

void TestStoryWording::everyReasonHasAClause()
{
    QStringList seen;
    for (int i = 0; i <= int(RetryReason::BudgetUsedUp); ++i) {
        const auto reason = RetryReason(i);
        const QString told = wording::story(decided(TimelineKind::GaveUp, reason, 1s, 1s, 1, 3));
        QVERIFY2(told.startsWith(u"no further retry: "_s) && told.size() > 30, told.toUtf8().constData());
        const bool isFinal = reason <= RetryReason::NotNeeded;
        QVERIFY2(isFinal || !seen.contains(told), told.toUtf8().constData());
        seen.append(told);
    }
}

void TestStoryWording::endsOfWaits()
{
    QCOMPARE(*wording::endOfWait(waited(TimelineKind::TokenWait, 2s), noon), noon + 3s);
    QVERIFY(!wording::endOfWait(made(TimelineKind::Attempt, 1s, 2s), noon));
    // H05: what the server asks for may be longer than any calendar.
    TimelineEntry endless = decided(TimelineKind::GaveUp, RetryReason::ServerDelayTooLong, Duration::max(),
                                    Duration::max(), 1, 3);
    QVERIFY(*wording::endOfWait(endless, noon) > noon);
    QVERIFY(wording::story(endless, context()).contains(u"longer than"_s));
}

void TestStoryWording::events_data()
{
    QTest::addColumn<ClientEvent>("event");
    QTest::addColumn<QString>("told");
    const auto event = [](EventKind kind, BreakerReason reason = BreakerReason::Reset, std::optional<int> count = {},
                          std::optional<Duration> wait = {}, int status = 0) {
        ClientEvent made;
        made.kind = kind;
        made.at = noon;
        made.breakerReason = reason;
        made.count = count;
        made.wait = wait;
        made.status = status;
        return made;
    };
    using enum BreakerReason;
    QTest::newRow("B01") << event(EventKind::BreakerOpened, FailuresReached, 5, 42s)
                         << u"The breaker opened after 5 failures in a row: nothing is sent for 42 s, until 12:00:42; "
                            "then a probe may pass."_s;
    QTest::newRow("B03") << event(EventKind::BreakerOpened, RateReached, 7, 42s)
                         << u"The breaker opened, as too large a share of the calls failed: nothing is sent for 42 s, "
                            "until 12:00:42; then a probe may pass."_s;
    QTest::newRow("B10") << event(EventKind::BreakerOpened, ProbeFailed, 5, 42s)
                         << u"The breaker opened again, as its probe failed: nothing is sent for 42 s, until 12:00:42; "
                            "then a probe may pass."_s;
    QTest::newRow("B23") << event(EventKind::BreakerOpened, Isolated)
                         << u"The client was isolated by hand: nothing is sent until that ends."_s;
    QTest::newRow("B28") << event(EventKind::BreakerHalfOpen, RecoveryElapsed)
                         << u"The breaker is half-open: its wait is over, and the next call goes out as a probe."_s;
    QTest::newRow("closed") << event(EventKind::BreakerClosed, ProbesSucceeded, 1)
                            << u"The breaker closed, as its probe succeeded: calls flow again."_s;
    QTest::newRow("reset") << event(EventKind::BreakerClosed, Reset) << u"The breaker closed: reset by hand."_s;
    QTest::newRow("L21") << event(EventKind::RateLimited, Reset, {}, 4s, 429)
                         << u"The server answered 429 Too Many Requests: every request of this client pauses for 4 s, "
                            "until 12:00:04.0."_s;
    QTest::newRow("L19") << event(EventKind::RateLimited, Reset, {}, 90s, 200)
                         << u"The server's quota is used up: every request of this client pauses for 1 min 30 s, until "
                            "12:01:30."_s;
}

void TestStoryWording::events()
{
    QFETCH(const ClientEvent, event);
    QFETCH(const QString, told);
    QCOMPARE(wording::sentence(event), told);
}

QTEST_GUILESS_MAIN(TestStoryWording)
#include "tst_storywording.moc"
