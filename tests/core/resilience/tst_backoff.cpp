// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/backoff.h"

#include <QTest>

#include <cmath>

using namespace fuseboard;
using namespace std::chrono;

namespace {

/// Always the same share of the range.
class FixedRandom final : public Random
{
public:
    explicit FixedRandom(double value)
        : m_value(value)
    {
    }
    double uniform() override { return m_value; }

private:
    double m_value;
};

constexpr double almostOne = 1.0 - 1e-12;

RetryConfig plain(RetryStrategy strategy = RetryStrategy::Exponential, Duration initial = seconds(1))
{
    RetryConfig config;
    config.jitter = false;
    config.strategy = strategy;
    config.initialDelay = initial;
    return config;
}

AttemptOutcome answered(int status)
{
    AttemptOutcome outcome;
    outcome.status = status;
    return outcome;
}

AttemptOutcome failed(ErrorKind kind, ErrorDetail detail = ErrorDetail::None)
{
    AttemptOutcome outcome;
    outcome.error = Error(kind, detail);
    return outcome;
}

AttemptOutcome unsafe(AttemptOutcome outcome)
{
    outcome.idempotent = false;
    return outcome;
}

} // namespace

class TestBackoff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void R01_E15_exactNumberOfRetries_data()
    {
        QTest::addColumn<int>("maxRetries");
        QTest::addColumn<RetryReason>("reason");
        QTest::newRow("R01 3") << 3 << RetryReason::RetriesUsedUp;
        QTest::newRow("E15 0") << 0 << RetryReason::RetryOff;
        QTest::newRow("E15 1000") << 1000 << RetryReason::RetriesUsedUp;
    }
    void R01_E15_exactNumberOfRetries()
    {
        QFETCH(int, maxRetries);
        QFETCH(RetryReason, reason);
        RetryConfig config;
        config.maxRetries = maxRetries;
        const Backoff backoff(config);
        SeededRandom random(1);
        int retries = 0;
        RetryDecision decision = backoff.next(retries, answered(503), random);
        while (decision.retry)
            decision = backoff.next(++retries, answered(503), random);
        QCOMPARE(retries, maxRetries);
        QCOMPARE(decision.reason, reason);
    }

    void R02_strategies_data()
    {
        QTest::addColumn<RetryConfig>("config");
        QTest::addColumn<QList<int>>("expected");
        QTest::newRow("R02 exponential") << plain() << QList<int>{1, 2, 4, 8, 16, 32, 60, 60};
        QTest::newRow("R02 linear") << plain(RetryStrategy::Linear) << QList<int>{2, 4, 6, 8};
        QTest::newRow("R02 fixed") << plain(RetryStrategy::Fixed) << QList<int>{1, 1, 1};
        QTest::newRow("E15 initial above max_delay") << plain(RetryStrategy::Fixed, seconds(90)) << QList<int>{60, 60};
        RetryConfig flat = plain();
        flat.backoffMultiplier = 0.5;
        QTest::newRow("E15 multiplier below 1 does not shrink") << flat << QList<int>{1, 1, 1};
    }
    void R02_strategies()
    {
        QFETCH(RetryConfig, config);
        QFETCH(QList<int>, expected);
        const Backoff backoff(config);
        SeededRandom random(1);
        config.maxRetries = 1000;
        for (int i = 0; i < expected.size(); ++i) {
            QCOMPARE(backoff.baseDelay(i), Duration(seconds(expected.at(i))));
            QCOMPARE(Backoff(config).next(i, answered(503), random).delay, Duration(seconds(expected.at(i))));
        }
    }

    void R03_E17_jitterFillsItsRange()
    {
        const Backoff backoff((RetryConfig()));
        SeededRandom random(7);
        double sum = 0;
        Duration least = Duration::max();
        Duration most{};
        constexpr int samples = 100'000;
        for (int i = 0; i < samples; ++i) {
            const Duration delay = backoff.withJitter(seconds(4), random);
            least = std::min(least, delay);
            most = std::max(most, delay);
            sum += toSeconds(delay);
        }
        QVERIFY(least >= seconds(3) && least < milliseconds(3010));
        QVERIFY(most <= seconds(5) && most > milliseconds(4990));
        QVERIFY(std::abs(sum / samples - 4) < 0.04);
    }

    void D6_atTheCapJitterOnlyShortens()
    {
        const Backoff backoff((RetryConfig()));
        SeededRandom random(7);
        Duration least = Duration::max();
        Duration most{};
        for (int i = 0; i < 10'000; ++i) {
            const Duration delay = backoff.withJitter(backoff.baseDelay(9), random);
            least = std::min(least, delay);
            most = std::max(most, delay);
        }
        QVERIFY(least >= seconds(45) && least < milliseconds(45'100));
        QVERIFY(most <= seconds(60) && most > milliseconds(59'900));
        FixedRandom high(almostOne);
        QVERIFY(backoff.withJitter(seconds(55), high) <= seconds(60));
    }

    void R05_E16_lateAttemptsStayFinite()
    {
        for (const auto strategy : {RetryStrategy::Exponential, RetryStrategy::Linear, RetryStrategy::Fixed}) {
            for (const double multiplier : {1.0, 2.0, 100.0, 1e9}) {
                RetryConfig config;
                config.strategy = strategy;
                config.backoffMultiplier = multiplier;
                const Backoff backoff(config);
                SeededRandom random(1);
                for (const int retry : {63, 64, 1023, 1024, 1100, 100'000, 2'147'483'647}) {
                    const Duration delay = backoff.withJitter(backoff.baseDelay(retry), random);
                    QVERIFY(delay > Duration::zero());
                    QVERIFY(delay <= seconds(60));
                }
            }
        }
    }

    void R06_longDelaysAreNotCut()
    {
        RetryConfig config = plain(RetryStrategy::Fixed, hours(24 * 60));
        config.maxDelay = hours(24 * 60);
        QCOMPARE(Backoff(config).baseDelay(3), Duration(hours(24 * 60)));
    }

    void R07_zeroStaysZeroAndNothingIsNegative()
    {
        RetryConfig config;
        config.initialDelay = Duration::zero();
        const Backoff backoff(config);
        for (const double chance : {0.0, 0.5, almostOne}) {
            FixedRandom random(chance);
            QCOMPARE(backoff.next(0, answered(503), random).delay, Duration::zero());
            QVERIFY(Backoff(RetryConfig()).withJitter(nanoseconds(1), random) >= Duration::zero());
        }
        config.initialDelay = seconds(-5);
        QCOMPARE(Backoff(config).baseDelay(1), Duration::zero());
    }

    void R09_noSleepIntoTheDeadline()
    {
        RetryConfig config = plain();
        config.maxRetries = 10;
        const Backoff backoff(config);
        SeededRandom random(1);
        const MonotonicTime start{hours(1)};
        MonotonicTime now = start;
        for (int retry = 0;; ++retry) {
            const RetryDecision decision = Backoff::within(backoff.next(retry, answered(503), random), now,
                                                           start + seconds(5));
            if (!decision.retry) {
                QCOMPARE(decision.reason, RetryReason::TotalTimeoutAhead);
                QCOMPARE(decision.delay, Duration(seconds(4)));
                break;
            }
            now += decision.delay;
        }
        QCOMPARE(now - start, Duration(seconds(3)));
        RetryDecision any;
        any.retry = true;
        QVERIFY(Backoff::within(any, now, {}).retry);
    }

    void R_classification_data() // NOLINT(readability-function-size): a table
    {
        QTest::addColumn<AttemptOutcome>("outcome");
        QTest::addColumn<RetryReason>("reason");
        const auto row = [](const char *name, const AttemptOutcome &outcome, RetryReason reason) {
            QTest::newRow(name) << outcome << reason;
        };
        for (const int status : {408, 429, 500, 502, 503, 504})
            row(qPrintable(QStringLiteral("listed %1").arg(status)), answered(status), RetryReason::StatusListed);
        for (const int status : {200, 204, 301, 400, 401, 403, 404, 409, 422})
            row(qPrintable(QStringLiteral("final %1").arg(status)), answered(status), RetryReason::NotNeeded);
        row("R22 501", answered(501), RetryReason::NotRetryable);
        row("R22 505", answered(505), RetryReason::NotRetryable);
        row("R22 certificate", failed(ErrorKind::Tls, ErrorDetail::CertificateExpired), RetryReason::NotRetryable);
        row("R22 no TLS here", failed(ErrorKind::Tls, ErrorDetail::TlsUnavailable), RetryReason::NotRetryable);
        row("R22 scheme", failed(ErrorKind::ConfigInvalid, ErrorDetail::BadUrl), RetryReason::NotRetryable);
        row("R22 redirect loop", failed(ErrorKind::RedirectBlocked, ErrorDetail::RedirectLoop),
            RetryReason::NotRetryable);
        row("handshake", failed(ErrorKind::Tls, ErrorDetail::HandshakeFailed), RetryReason::TransportFailed);
        row("dns", failed(ErrorKind::Dns), RetryReason::TransportFailed);
        row("refused", failed(ErrorKind::Refused), RetryReason::TransportFailed);
        row("reset", failed(ErrorKind::Reset), RetryReason::TransportFailed);
        row("R22 SSH", failed(ErrorKind::Protocol, ErrorDetail::NotHttp), RetryReason::NotRetryable);
        row("R22 too many fields", failed(ErrorKind::Protocol, ErrorDetail::HeadersLost), RetryReason::NotRetryable);
        row("R22 interim answer", failed(ErrorKind::Protocol, ErrorDetail::InterimAnswer), RetryReason::NotRetryable);
        row("R22 length", failed(ErrorKind::Protocol, ErrorDetail::BadContentLength), RetryReason::NotRetryable);
        row("R22 encoding", failed(ErrorKind::Protocol, ErrorDetail::BadContentEncoding), RetryReason::NotRetryable);
        row("S06 truncated", failed(ErrorKind::Protocol, ErrorDetail::TruncatedBody), RetryReason::TransportFailed);
        row("R10 attempt timeout", failed(ErrorKind::AttemptTimeout), RetryReason::AttemptTimedOut);
        row("R10 connect timeout", failed(ErrorKind::ConnectTimeout), RetryReason::AttemptTimedOut);
        row("R10 total timeout", failed(ErrorKind::TotalTimeout), RetryReason::NotRetryable);
        row("R10 cancelled", failed(ErrorKind::Cancelled), RetryReason::NotRetryable);
        row("too large", failed(ErrorKind::TooLarge), RetryReason::NotRetryable);
        row("limited", failed(ErrorKind::RateLimited), RetryReason::NotRetryable);
        row("circuit", failed(ErrorKind::CircuitOpen), RetryReason::NotRetryable);
        row("auth", failed(ErrorKind::AuthFailed), RetryReason::NotRetryable);
        row("storage", failed(ErrorKind::Storage), RetryReason::NotRetryable);
        AttemptOutcome byError = failed(ErrorKind::HttpStatus);
        byError.error->httpStatus = 503;
        row("503 as an error", byError, RetryReason::StatusListed);

        row("R11 POST 503", unsafe(answered(503)), RetryReason::UnsafeMethod);
        row("R11 POST 200", unsafe(answered(200)), RetryReason::NotNeeded);
        row("R13 POST reset", unsafe(failed(ErrorKind::Reset)), RetryReason::UnsafeMethod);
        AttemptOutcome withKey = unsafe(answered(503));
        withKey.idempotencyKey = true;
        row("R11 POST 503 with key", withKey, RetryReason::StatusListed);
        AttemptOutcome unsent = unsafe(failed(ErrorKind::Refused));
        unsent.nothingSent = true;
        row("R13 POST never sent", unsent, RetryReason::TransportFailed);
        AttemptOutcome spent = answered(503);
        spent.bodyReplayable = false;
        row("R15 body spent", spent, RetryReason::BodyNotReplayable);
    }
    void R_classification()
    {
        QFETCH(AttemptOutcome, outcome);
        QFETCH(RetryReason, reason);
        const Backoff backoff((RetryConfig()));
        QCOMPARE(backoff.classify(outcome), reason);
        SeededRandom random(1);
        const RetryDecision decision = backoff.next(0, outcome, random);
        QCOMPARE(decision.reason, reason);
        QCOMPARE(decision.retry, decision.delay > Duration::zero());
    }

    void R10_timeoutsAreNotRetriedWhenOff_data()
    {
        QTest::addColumn<AttemptOutcome>("outcome");
        QTest::addColumn<RetryReason>("on");
        QTest::addColumn<RetryReason>("off");
        QTest::newRow("R10 attempt") << failed(ErrorKind::AttemptTimeout) << RetryReason::AttemptTimedOut
                                     << RetryReason::TimeoutsNotRetried;
        QTest::newRow("R10 connection") << failed(ErrorKind::ConnectTimeout) << RetryReason::AttemptTimedOut
                                        << RetryReason::TimeoutsNotRetried;
        QTest::newRow("R10 none of ours is free") << failed(ErrorKind::AttemptTimeout, ErrorDetail::NoConnectionFree)
                                                  << RetryReason::AttemptTimedOut << RetryReason::TimeoutsNotRetried;
        QTest::newRow("R10 total") << failed(ErrorKind::TotalTimeout) << RetryReason::NotRetryable
                                   << RetryReason::NotRetryable;
        QTest::newRow("R10 408 is an answer")
            << answered(408) << RetryReason::StatusListed << RetryReason::StatusListed;
    }
    void R10_timeoutsAreNotRetriedWhenOff()
    {
        QFETCH(AttemptOutcome, outcome);
        QFETCH(RetryReason, on);
        QFETCH(RetryReason, off);
        RetryConfig config;
        SeededRandom random(1);
        QCOMPARE(Backoff(config).next(0, outcome, random).reason, on);
        config.retryOnTimeout = false;
        QCOMPARE(Backoff(config).classify(outcome), off);
        const RetryDecision decision = Backoff(config).next(0, outcome, random);
        QCOMPARE(decision.reason, off);
        QCOMPARE(decision.retry, off == RetryReason::StatusListed);
    }

    void D7_unsafeMethodsWhenAsked()
    {
        RetryConfig config;
        config.retryUnsafeMethods = true;
        QCOMPARE(Backoff(config).classify(unsafe(answered(503))), RetryReason::StatusListed);
    }

    void D6_serverDelayIsNeverShortened_data()
    {
        QTest::addColumn<Duration>("asked");
        QTest::newRow("D6 below the backoff") << Duration(milliseconds(10));
        QTest::newRow("D6 5 s") << Duration(seconds(5));
        QTest::newRow("D6 above max_delay") << Duration(seconds(119));
    }
    void D6_serverDelayIsNeverShortened()
    {
        QFETCH(Duration, asked);
        const Backoff backoff((RetryConfig()));
        AttemptOutcome outcome = answered(429);
        outcome.serverDelay = asked;
        SeededRandom random(1);
        QList<Duration> delays;
        for (int i = 0; i < 1000; ++i) {
            const RetryDecision decision = backoff.next(0, outcome, random);
            QVERIFY(decision.retry);
            QCOMPARE(decision.source, DelaySource::RetryAfter);
            QCOMPARE(decision.base, asked);
            QVERIFY(decision.delay >= asked);
            QVERIFY(toSeconds(decision.delay) <= toSeconds(asked) * 1.1 + 1e-9);
            delays.append(decision.delay);
        }
        // D20: those who got the same answer come back at different times.
        std::sort(delays.begin(), delays.end());
        QVERIFY(std::unique(delays.begin(), delays.end()) - delays.begin() > 900);
        QCOMPARE(Backoff(plain()).next(0, outcome, random).delay, asked);
    }

    void D6_aServerDelayTooLongEndsTheCall_data()
    {
        QTest::addColumn<Duration>("asked");
        QTest::addColumn<bool>("retry");
        QTest::newRow("D6 120 s") << Duration(seconds(120)) << true;
        QTest::newRow("D6 just above") << Duration(seconds(120) + nanoseconds(1)) << false;
        QTest::newRow("ADV-D3 absurd") << Duration::max() << false;
    }
    void D6_aServerDelayTooLongEndsTheCall()
    {
        QFETCH(Duration, asked);
        QFETCH(bool, retry);
        AttemptOutcome outcome = answered(503);
        outcome.serverDelay = asked;
        FixedRandom random(almostOne);
        const RetryDecision decision = Backoff(RetryConfig()).next(0, outcome, random);
        QCOMPARE(decision.retry, retry);
        QCOMPARE(decision.reason, retry ? RetryReason::StatusListed : RetryReason::ServerDelayTooLong);
        QVERIFY(decision.delay >= asked);
    }

    void D6_absurdDelaysDoNotOverflow()
    {
        RetryConfig config;
        config.maxServerDelay = Duration::max();
        AttemptOutcome outcome = answered(503);
        outcome.serverDelay = Duration::max() - seconds(1);
        FixedRandom random(almostOne);
        QVERIFY(Backoff(config).next(0, outcome, random).delay >= *outcome.serverDelay);
    }

    void H03_ADV_D1_aServerDelayOfZeroIsNoHotLoop()
    {
        AttemptOutcome outcome = answered(503);
        for (const Duration asked : {Duration::zero(), Duration(seconds(-3))}) {
            outcome.serverDelay = asked;
            SeededRandom random(1);
            const RetryDecision decision = Backoff(RetryConfig()).next(0, outcome, random);
            QCOMPARE(decision.source, DelaySource::Backoff);
            QVERIFY(decision.delay >= milliseconds(750));
        }
    }

    void isAValue()
    {
        QCOMPARE(Backoff(RetryConfig()), Backoff(RetryConfig()));
        QVERIFY(!(Backoff(RetryConfig()) == Backoff(plain())));
        QCOMPARE(Backoff(plain()).config(), plain());
    }
};

QTEST_GUILESS_MAIN(TestBackoff)
#include "tst_backoff.moc"
