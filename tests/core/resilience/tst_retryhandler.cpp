// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/virtualscheduler.h"
#include "resilience/retryhandler.h"

#include <QPointer>
#include <QPromise>
#include <QSignalSpy>
#include <QTest>

#include <stdexcept>

using namespace fuseboard;
using namespace std::chrono;

namespace {

QFuture<AttemptOutcome> ready(int status)
{
    AttemptOutcome outcome;
    outcome.status = status;
    return QtFuture::makeReadyFuture(outcome);
}

RetryConfig everySecond()
{
    RetryConfig config;
    config.strategy = RetryStrategy::Fixed;
    config.jitter = false;
    return config;
}

struct Bench
{
    explicit Bench(const RetryConfig &config = everySecond())
        : handler(std::make_unique<RetryHandler>(config, clock, random))
    {
    }

    RetryRun *run(std::function<QFuture<AttemptOutcome>()> function)
    {
        RetryRun *started = handler->run(std::move(function));
        QObject::connect(started, &RetryRun::finished, handler.get(),
                         [this](const AttemptOutcome &outcome) { outcomes.append(outcome); });
        return started;
    }

    VirtualScheduler clock;
    SeededRandom random{1};
    std::unique_ptr<RetryHandler> handler;
    QList<AttemptOutcome> outcomes;
};

} // namespace

class TestRetryHandler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void succeedsAtOnceButNeverFromInside()
    {
        Bench bench;
        QPointer<RetryRun> run = bench.run([] { return ready(200); });
        QCOMPARE(run->attempts(), 1);
        QCOMPARE(bench.outcomes.size(), 0);
        QTRY_COMPARE(bench.outcomes.size(), 1);
        QCOMPARE(bench.outcomes.constFirst().status, 200);
        QTRY_VERIFY(!run);
    }

    void R01_fourAttemptsThenTheLastOutcome()
    {
        Bench bench;
        int calls = 0;
        QList<int> announced;
        RetryRun *run = bench.run([&calls] {
            ++calls;
            return ready(503);
        });
        connect(run, &RetryRun::retrying, this, [&](int attempt, const RetryDecision &decision) {
            announced.append(attempt);
            QCOMPARE(decision.delay, Duration(seconds(1)));
        });
        for (int attempt = 2; attempt <= 4; ++attempt) {
            QTRY_COMPARE(bench.clock.pending(), 1);
            bench.clock.advance(milliseconds(999));
            QCOMPARE(calls, attempt - 1);
            bench.clock.advance(milliseconds(1));
            QCOMPARE(calls, attempt);
        }
        QTRY_COMPARE(bench.outcomes.size(), 1);
        QCOMPARE(bench.outcomes.constFirst().status, 503);
        QCOMPARE(announced, (QList<int>{2, 3, 4}));
        QCOMPARE(bench.clock.pending(), 0);
    }

    void R07_zeroDelayUsesNoTimer()
    {
        RetryConfig config = everySecond();
        config.initialDelay = Duration::zero();
        Bench bench(config);
        int calls = 0;
        bench.run([&calls] { return ready(++calls < 4 ? 503 : 200); });
        QTRY_COMPARE(bench.outcomes.size(), 1);
        QCOMPARE(calls, 4);
        QCOMPARE(bench.clock.now(), VirtualScheduler().now());
    }

    void R08_cancelInTheWaitEndsInTheSameTurn()
    {
        Bench bench;
        int calls = 0;
        QPointer<RetryRun> run = bench.run([&calls] {
            ++calls;
            return ready(503);
        });
        QTRY_COMPARE(bench.clock.pending(), 1);
        run->cancel();
        QCOMPARE(bench.outcomes.size(), 1);
        QCOMPARE(bench.outcomes.constFirst().error, Error(ErrorKind::Cancelled));
        QCOMPARE(bench.clock.pending(), 0);
        run->cancel();
        bench.clock.advance(seconds(10));
        QCOMPARE(calls, 1);
        QCOMPARE(bench.outcomes.size(), 1);
        QTRY_VERIFY(!run);
    }

    void R08_cancelInAnAttemptCancelsItsFuture()
    {
        Bench bench;
        QPromise<AttemptOutcome> promise;
        promise.start();
        RetryRun *run = bench.run([&promise] { return promise.future(); });
        run->cancel();
        QVERIFY(promise.isCanceled());
        promise.addResult(AttemptOutcome{});
        promise.finish();
        QCOMPARE(bench.outcomes.size(), 1);
        QCoreApplication::sendPostedEvents();
        QCOMPARE(bench.outcomes.size(), 1);
    }

    void cancelByAListenerOrTheFunctionItself()
    {
        Bench bench;
        int calls = 0;
        QPointer<RetryRun> run;
        run = bench.run([&] {
            if (++calls == 2)
                run->cancel();
            return ready(503);
        });
        QTRY_COMPARE(bench.clock.pending(), 1);
        bench.clock.advance(seconds(1));
        QCOMPARE(bench.outcomes.size(), 1);
        QTRY_VERIFY(!run);
        QCOMPARE(calls, 2);

        RetryRun *other = bench.run([] { return ready(503); });
        connect(other, &RetryRun::retrying, other, &RetryRun::cancel);
        QTRY_COMPARE(bench.outcomes.size(), 2);
        QCOMPARE(bench.clock.pending(), 0);
    }

    void exceptionsAreRetried()
    {
        RetryConfig config = everySecond();
        config.initialDelay = Duration::zero();
        Bench bench(config);
        int calls = 0;
        bench.run([&calls] {
            ++calls;
            QPromise<AttemptOutcome> promise;
            promise.start();
            promise.setException(std::make_exception_ptr(std::runtime_error("work")));
            promise.finish();
            return promise.future();
        });
        QTRY_COMPARE(bench.outcomes.size(), 1);
        QCOMPARE(bench.outcomes.constFirst().error, Error(ErrorKind::FunctionFailed));
        QCOMPARE(calls, 4);
    }

    void futuresWithoutResultCountAsCancelled()
    {
        Bench bench;
        bench.run([] {
            QPromise<AttemptOutcome> promise;
            promise.start();
            return promise.future(); // abandoned: cancelled by the promise's end
        });
        QTRY_COMPARE(bench.outcomes.size(), 1);
        QCOMPARE(bench.outcomes.constFirst().error, Error(ErrorKind::Cancelled));
    }

    void aRunOutlivesItsHandler()
    {
        Bench bench;
        QList<int> statuses;
        RetryRun *run = bench.run([&] { return ready(statuses.isEmpty() ? 503 : 200); });
        connect(run, &RetryRun::retrying, this, [&] { statuses.append(503); });
        connect(run, &RetryRun::finished, this,
                [&](const AttemptOutcome &outcome) { statuses.append(outcome.status); });
        bench.handler.reset();
        QTRY_COMPARE(bench.clock.pending(), 1);
        bench.clock.advance(seconds(1));
        QTRY_COMPARE(statuses, (QList<int>{503, 200}));
    }

    void aParentKeepsTheRun()
    {
        Bench bench;
        QObject parent;
        QPointer<RetryRun> run = bench.run([] { return ready(200); });
        run->setParent(&parent);
        QTRY_COMPARE(bench.outcomes.size(), 1);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(run);
    }

    void deletingARunEndsItSilently()
    {
        Bench bench;
        RetryRun *run = bench.run([] { return ready(503); });
        QTRY_COMPARE(bench.clock.pending(), 1);
        delete run;
        QCOMPARE(bench.clock.pending(), 0);
        QCOMPARE(bench.outcomes.size(), 0);
        QCOMPARE(bench.handler->config(), everySecond());
    }
};

QTEST_GUILESS_MAIN(TestRetryHandler)
#include "tst_retryhandler.moc"
