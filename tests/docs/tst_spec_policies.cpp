// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What stands between // [name] and // [/name] is a block of docs/spec.md.

#include "base/virtualscheduler.h"
#include "resilience/circuitbreaker.h"
#include "resilience/retryhandler.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// An asynchronous function that fails as often as told, and then succeeds.
class SpecWork
{
public:
    QFuture<Result<QString>> operator()(const QString &word, int times)
    {
        ++s_calls;
        if (s_failures-- > 0)
            return QtFuture::makeReadyFuture(Result<QString>(Error(ErrorKind::Reset)));
        return QtFuture::makeReadyFuture(Result<QString>(word.repeated(times)));
    }

    static inline int s_failures = 0;
    static inline int s_calls = 0;
};

} // namespace

class TestSpecPolicies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void manualRetry();
    void manualBreaker();
};

void TestSpecPolicies::manualRetry()
{
    SpecWork::s_calls = 0;
    SpecWork::s_failures = 5;
    VirtualScheduler scheduler;
    SeededRandom random(1);
    SpecWork myAsyncFunction;
    QString shown;
    const auto show = [&shown](const QString &text) { shown = text; };
    const QString arg1 = u"ab"_s;
    const int arg2 = 2;
    // [manual-retry]
    const auto handler = createRetryHandler(
        {
            .maxRetries = 5,
            .strategy = RetryStrategy::Exponential,
            .initialDelay = 2s,
        },
        scheduler, random);

    // Use with custom function: any that returns a QFuture
    handler->call(myAsyncFunction, arg1, arg2).then(this, [&](const Result<QString> &result) {
        if (result)
            show(*result);
    });
    // [/manual-retry]
    for (int attempt = 1; attempt <= 5; ++attempt) {
        QTRY_COMPARE(scheduler.pending(), 1);
        scheduler.advance(60s);
    }
    QTRY_COMPARE(shown, u"abab"_s);
    QCOMPARE(SpecWork::s_calls, 6);
}

void TestSpecPolicies::manualBreaker()
{
    VirtualScheduler scheduler;
    QString shown;
    const auto show = [&shown](const QString &text) { shown = text; };
    QStringList refused;
    const auto tellWait = [&refused](std::optional<Duration> wait) {
        refused.append(QString::number(toSeconds(*wait)));
    };
    const auto riskyOperation = [&](const QString &name) {
        SpecWork::s_calls += 1;
        return QtFuture::makeReadyFuture(name.isEmpty() ? Result<QString>(Error(ErrorKind::Reset))
                                                        : Result<QString>(name));
    };
    // [manual-breaker]
    CircuitBreaker breaker({.failureThreshold = 3, .recoveryTimeout = 30s}, scheduler);

    // Use as decorator
    const auto guardedOperation = breaker.wrap(riskyOperation);
    guardedOperation(u"order"_s).then(this, [&](const Result<QString> &result) {
        if (result)
            show(*result);
    });

    // Or use directly
    breaker.call(riskyOperation, u"order"_s).then(this, [&](const Result<QString> &result) {
        if (!result && result.error().kind == ErrorKind::CircuitOpen)
            tellWait(result.error().wait);
    });
    // [/manual-breaker]
    QTRY_COMPARE(shown, u"order"_s);
    for (int i = 0; i < 3; ++i) {
        const auto failed = guardedOperation(QString());
        QTRY_VERIFY(failed.isFinished());
    }
    QCOMPARE(breaker.state(), BreakerState::Open);
    SpecWork::s_calls = 0;
    QCOMPARE(guardedOperation(u"x"_s).result().error().wait, std::optional<Duration>(30s));
    QCOMPARE(SpecWork::s_calls, 0);
}

QTEST_GUILESS_MAIN(TestSpecPolicies)
#include "tst_spec_policies.moc"
