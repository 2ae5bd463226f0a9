// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/virtualscheduler.h"
#include "resilience/circuitbreaker.h"
#include "resilience/retryhandler.h"

#include <QPromise>
#include <QTest>

#include <deque>
#include <stdexcept>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

RetryConfig twoRetriesASecondApart()
{
    RetryConfig config;
    config.maxRetries = 2;
    config.strategy = RetryStrategy::Fixed;
    config.jitter = false;
    return config;
}

CircuitBreakerConfig opensAtTwo()
{
    CircuitBreakerConfig config;
    config.failureThreshold = 2;
    config.successThreshold = 1;
    return config;
}

/// A function whose futures end when the test says so.
template<class T>
struct Work
{
    QFuture<T> operator()()
    {
        promises.emplace_back();
        promises.back().start();
        return promises.back().future();
    }
    void succeed(T value)
    {
        promises.back().addResult(std::move(value));
        promises.back().finish();
    }

    std::deque<QPromise<T>> promises;
};

template<class T>
auto reference(Work<T> &work)
{
    return [&work] { return work(); };
}

QFuture<Result<int>> failing(ErrorKind kind)
{
    return QtFuture::makeReadyFuture(Result<int>(Error(kind)));
}

struct Adder
{
    int base = 0;
    QFuture<int> add(int a, const QString &b) const { return QtFuture::makeReadyFuture(base + a + int(b.size())); }
};

} // namespace

class TestAsyncFunction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // RetryHandler::call()
    void aValueIsASuccess();
    void argumentsAreCopiedForEachAttempt();
    void R01_errorsAreRetriedUntilOneSucceeds();
    void R01_theLastErrorIsTheResult();
    void exceptionsAreFailures_data();
    void exceptionsAreFailures();
    void anyTypeOfFuture();
    void statusesWithinErrorsCount_data();
    void statusesWithinErrorsCount();
    void aWaitInAnErrorIsKept();
    void cancelledByTheFunctionIsNotRetried();
    void R08_cancelInTheWait();
    void R08_cancelInTheFunction();
    void cancelByTheFunctionItself();
    void retriesOutliveTheirHandler();
    // CircuitBreaker::call() and wrap()
    void B01_opensAndRefusesWithoutCalling();
    void breakerJudges_data();
    void breakerJudges();
    void B26_theWaitOfTheFailureLengthensTheOpening();
    void B16_cancelledProbeFreesItsSlot();
    void B16_anEndAndItsCancelInOneTurn();
    void breakerDestroyedMeanwhile();
    void whoHearsOfTheEndSeesTheNewState();
    void listenersMayDestroyTheBreaker();
    void wrapIsCalledLikeTheFunction();
    void wrapWithoutItsBreakerCallsNothing();
    void retryAroundBreaker();
};

void TestAsyncFunction::aValueIsASuccess()
{
    VirtualScheduler clock;
    SeededRandom random(1);
    const auto handler = createRetryHandler(twoRetriesASecondApart(), clock, random);
    int calls = 0;
    const auto future = handler->call([&calls] {
        ++calls;
        return QtFuture::makeReadyFuture(u"done"_s);
    });
    QVERIFY(!future.isFinished()); // never from inside
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(future.resultCount(), 1);
    QCOMPARE(future.result().value(), u"done"_s);
    QCOMPARE(calls, 1);
}

void TestAsyncFunction::argumentsAreCopiedForEachAttempt()
{
    VirtualScheduler clock;
    SeededRandom random(1);
    RetryConfig config = twoRetriesASecondApart();
    config.initialDelay = Duration::zero();
    RetryHandler handler(config, clock, random);
    QStringList seen;
    auto future = handler.call(
        [&seen](QString text, int number) {
            seen.append(text + QString::number(number));
            text.clear();
            return failing(ErrorKind::Reset);
        },
        u"a"_s, 1);
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(seen, (QStringList{u"a1"_s, u"a1"_s, u"a1"_s}));
    const Adder adder{10};
    auto sum = handler.call(&Adder::add, &adder, 1, u"xx"_s);
    QTRY_VERIFY(sum.isFinished());
    QCOMPARE(sum.result().value(), 13);
}

void TestAsyncFunction::R01_errorsAreRetriedUntilOneSucceeds()
{
    VirtualScheduler clock;
    SeededRandom random(1);
    RetryHandler handler(twoRetriesASecondApart(), clock, random);
    int calls = 0;
    const auto future = handler.call(
        [&calls] { return ++calls < 3 ? failing(ErrorKind::Refused) : QtFuture::makeReadyFuture(Result<int>(42)); });
    for (int attempt = 2; attempt <= 3; ++attempt) {
        QTRY_COMPARE(clock.pending(), 1);
        clock.advance(999ms);
        QCOMPARE(calls, attempt - 1);
        clock.advance(1ms);
        QCOMPARE(calls, attempt);
    }
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(future.result().value(), 42);
    QCOMPARE(clock.pending(), 0);
}

void TestAsyncFunction::R01_theLastErrorIsTheResult()
{
    VirtualScheduler clock;
    SeededRandom random(1);
    RetryHandler handler(twoRetriesASecondApart(), clock, random);
    int calls = 0;
    const auto future = handler.call([&calls] { return failing(++calls < 3 ? ErrorKind::Reset : ErrorKind::Dns); });
    for (int i = 0; i < 2; ++i) {
        QTRY_COMPARE(clock.pending(), 1);
        clock.advance(1s);
    }
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(calls, 3);
    QCOMPARE(future.result().error().kind, ErrorKind::Dns);
}

void TestAsyncFunction::exceptionsAreFailures_data()
{
    QTest::addColumn<bool>("inFuture");
    QTest::newRow("of the future") << true;
    QTest::newRow("of the function") << false;
}

void TestAsyncFunction::exceptionsAreFailures()
{
    QFETCH(bool, inFuture);
    VirtualScheduler clock;
    SeededRandom random(1);
    RetryHandler handler(twoRetriesASecondApart(), clock, random);
    CircuitBreaker breaker(opensAtTwo(), clock);
    int calls = 0;
    const auto function = [&calls, inFuture]() -> QFuture<void> {
        ++calls;
        if (!inFuture)
            throw std::runtime_error("work");
        QPromise<void> promise;
        promise.start();
        promise.setException(std::make_exception_ptr(std::runtime_error("work")));
        promise.finish();
        return promise.future();
    };
    const auto guarded = breaker.call(function);
    QTRY_VERIFY(guarded.isFinished());
    QCOMPARE(guarded.result().error(), Error(ErrorKind::FunctionFailed));
    QCOMPARE(breaker.snapshot().consecutiveFailures, 1);
    calls = 0;
    const auto retried = handler.call(function);
    for (int i = 0; i < 2; ++i) {
        QTRY_COMPARE(clock.pending(), 1);
        clock.advance(1s);
    }
    QTRY_VERIFY(retried.isFinished());
    QCOMPARE(retried.result().error(), Error(ErrorKind::FunctionFailed));
    QCOMPARE(calls, 3);
}

void TestAsyncFunction::anyTypeOfFuture()
{
    VirtualScheduler clock;
    SeededRandom random(1);
    RetryHandler handler({}, clock, random);
    CircuitBreaker breaker({}, clock);
    Work<std::unique_ptr<int>> pointers; // can only be moved
    auto moved = handler.call(reference(pointers));
    pointers.succeed(std::make_unique<int>(5));
    QTRY_VERIFY(moved.isFinished());
    QCOMPARE(**moved.takeResult(), 5);

    QPromise<void> promise;
    promise.start();
    const QFuture<Result<void>> nothing = breaker.call([&promise] { return promise.future(); });
    promise.finish();
    QTRY_VERIFY(nothing.isFinished());
    QVERIFY(nothing.result().ok());

    const QFuture<Result<void>> bare = breaker.call(
        [] { return QtFuture::makeReadyFuture(Result<void>(Error(ErrorKind::Storage))); });
    QTRY_VERIFY(bare.isFinished());
    QCOMPARE(bare.result().error().kind, ErrorKind::Storage);
}

void TestAsyncFunction::statusesWithinErrorsCount_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("attempts");
    QTest::newRow("503") << 503 << 3;
    QTest::newRow("404") << 404 << 1;
    QTest::newRow("R22 501") << 501 << 1;
}

void TestAsyncFunction::statusesWithinErrorsCount()
{
    QFETCH(int, status);
    QFETCH(int, attempts);
    VirtualScheduler clock;
    SeededRandom random(1);
    RetryConfig config = twoRetriesASecondApart();
    config.initialDelay = Duration::zero();
    RetryHandler handler(config, clock, random);
    int calls = 0;
    const auto byError = handler.call([&] {
        ++calls;
        Error error(ErrorKind::HttpStatus);
        error.httpStatus = status;
        return QtFuture::makeReadyFuture(Result<int>(error));
    });
    QTRY_VERIFY(byError.isFinished());
    QCOMPARE(calls, attempts);
    calls = 0;
    const auto byOutcome = handler.call([&] {
        ++calls;
        AttemptOutcome outcome;
        outcome.status = status;
        return QtFuture::makeReadyFuture(outcome);
    });
    QTRY_VERIFY(byOutcome.isFinished());
    QCOMPARE(calls, attempts);
    QCOMPARE(byOutcome.result()->status, status);
}

void TestAsyncFunction::aWaitInAnErrorIsKept()
{
    VirtualScheduler clock;
    SeededRandom random(1);
    RetryHandler handler(twoRetriesASecondApart(), clock, random);
    int calls = 0;
    auto future = handler.call([&calls] {
        ++calls;
        Error error(ErrorKind::HttpStatus);
        error.httpStatus = 503;
        error.wait = 7s;
        return QtFuture::makeReadyFuture(Result<int>(error));
    });
    QTRY_COMPARE(clock.pending(), 1);
    clock.advance(6999ms);
    QCOMPARE(calls, 1);
    clock.advance(1ms);
    QCOMPARE(calls, 2);
    future.cancel();
    QTRY_VERIFY(future.isFinished());
}

void TestAsyncFunction::cancelledByTheFunctionIsNotRetried()
{
    VirtualScheduler clock;
    SeededRandom random(1);
    RetryHandler handler(twoRetriesASecondApart(), clock, random);
    CircuitBreaker breaker(opensAtTwo(), clock);
    int calls = 0;
    const auto abandoned = [&calls] {
        ++calls;
        QPromise<int> promise;
        promise.start();
        return promise.future(); // cancelled by the promise's end
    };
    const auto retried = handler.call(abandoned);
    const auto guarded = breaker.call(abandoned);
    QTRY_VERIFY(retried.isFinished() && guarded.isFinished());
    QCOMPARE(retried.result().error(), Error(ErrorKind::Cancelled));
    QCOMPARE(guarded.result().error(), Error(ErrorKind::Cancelled));
    QCOMPARE(calls, 2);
    QCOMPARE(breaker.snapshot().consecutiveFailures, 0);
}

void TestAsyncFunction::R08_cancelInTheWait()
{
    VirtualScheduler clock;
    SeededRandom random(1);
    RetryHandler handler(twoRetriesASecondApart(), clock, random);
    int calls = 0;
    auto future = handler.call([&calls] {
        ++calls;
        return failing(ErrorKind::Reset);
    });
    QTRY_COMPARE(clock.pending(), 1);
    future.cancel();
    clock.advance(10s); // before the loop has told of it
    QCOMPARE(calls, 1);
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(future.resultCount(), 0);
    QCOMPARE(clock.pending(), 0);
}

void TestAsyncFunction::R08_cancelInTheFunction()
{
    VirtualScheduler clock;
    SeededRandom random(1);
    RetryHandler handler(twoRetriesASecondApart(), clock, random);
    Work<int> work;
    auto future = handler.call(reference(work));
    int ended = 0;
    future.then([&ended](const Result<int> &) { ++ended; }).onCanceled([&ended] { ended += 100; });
    future.cancel();
    QTRY_VERIFY(future.isFinished());
    QVERIFY(work.promises.front().isCanceled());
    work.promises.front().addResult(1);
    work.promises.front().finish();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(ended, 100);
    QCOMPARE(work.promises.size(), 1U);
}

void TestAsyncFunction::cancelByTheFunctionItself()
{
    VirtualScheduler clock;
    SeededRandom random(1);
    RetryConfig config = twoRetriesASecondApart();
    config.initialDelay = Duration::zero();
    RetryHandler handler(config, clock, random);
    QFuture<Result<int>> future;
    int calls = 0;
    future = handler.call([&] {
        if (++calls == 2)
            future.cancel();
        return failing(ErrorKind::Reset);
    });
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(calls, 2);
    QCOMPARE(future.resultCount(), 0);
}

void TestAsyncFunction::retriesOutliveTheirHandler()
{
    VirtualScheduler clock;
    SeededRandom random(1);
    int calls = 0;
    const auto future = createRetryHandler(twoRetriesASecondApart(), clock, random)->call([&calls] {
        return ++calls < 2 ? failing(ErrorKind::Reset) : QtFuture::makeReadyFuture(Result<int>(1));
    });
    QTRY_COMPARE(clock.pending(), 1);
    clock.advance(1s);
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(future.result().value(), 1);
}

void TestAsyncFunction::B01_opensAndRefusesWithoutCalling()
{
    VirtualScheduler clock;
    CircuitBreaker breaker(opensAtTwo(), clock);
    for (int i = 0; i < 2; ++i) {
        const auto future = breaker.call([] { return failing(ErrorKind::Reset); });
        QTRY_VERIFY(future.isFinished());
        QCOMPARE(future.result().error().kind, ErrorKind::Reset);
    }
    QCOMPARE(breaker.state(), BreakerState::Open);
    bool called = false;
    const auto refused = breaker.call([&called] {
        called = true;
        return failing(ErrorKind::Reset);
    });
    QVERIFY(refused.isFinished());
    QVERIFY(!called);
    QCOMPARE(refused.result().error().kind, ErrorKind::CircuitOpen);
    QCOMPARE(refused.result().error().wait, std::optional<Duration>(60s));
    clock.advance(60s);
    const auto probe = breaker.call([] { return QtFuture::makeReadyFuture(1); });
    QCOMPARE(breaker.snapshot().probesOut, 1);
    QTRY_VERIFY(probe.isFinished());
    QCOMPARE(breaker.state(), BreakerState::Closed);
}

void TestAsyncFunction::breakerJudges_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("failures"); // after one before it: 0 = success, 1 = neutral, 2 = failure
    QTest::newRow("value") << -1 << 0 << 0;
    QTest::newRow("D8 reset") << int(ErrorKind::Reset) << 0 << 2;
    QTest::newRow("D8 503") << int(ErrorKind::HttpStatus) << 503 << 2;
    QTest::newRow("D8 404") << int(ErrorKind::HttpStatus) << 404 << 0;
    QTest::newRow("D8 429") << int(ErrorKind::HttpStatus) << 429 << 1;
    QTest::newRow("D8 timeout") << int(ErrorKind::AttemptTimeout) << 0 << 2;
    QTest::newRow("B21 refused") << int(ErrorKind::CircuitOpen) << 0 << 1;
    QTest::newRow("exception") << int(ErrorKind::FunctionFailed) << 0 << 2;
}

void TestAsyncFunction::breakerJudges()
{
    QFETCH(int, kind);
    QFETCH(int, status);
    QFETCH(int, failures);
    VirtualScheduler clock;
    CircuitBreaker breaker({}, clock);
    breaker.admit().value().failure();
    const auto future = breaker.call([&] {
        if (kind < 0)
            return QtFuture::makeReadyFuture(Result<int>(1));
        Error error{ErrorKind(kind)};
        error.httpStatus = status;
        return QtFuture::makeReadyFuture(Result<int>(error));
    });
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(breaker.snapshot().consecutiveFailures, failures);
}

void TestAsyncFunction::B26_theWaitOfTheFailureLengthensTheOpening()
{
    VirtualScheduler clock;
    CircuitBreakerConfig config = opensAtTwo();
    config.failureThreshold = 1;
    CircuitBreaker breaker(config, clock);
    const auto future = breaker.call([] {
        Error error(ErrorKind::HttpStatus);
        error.httpStatus = 503;
        error.wait = 180s;
        return QtFuture::makeReadyFuture(Result<int>(error));
    });
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(breaker.snapshot().retryIn, std::optional<Duration>(180s));
}

void TestAsyncFunction::B16_cancelledProbeFreesItsSlot()
{
    VirtualScheduler clock;
    CircuitBreaker breaker(opensAtTwo(), clock);
    for (int i = 0; i < 2; ++i)
        breaker.admit().value().failure();
    clock.advance(60s);
    Work<int> work;
    auto probe = breaker.call(reference(work));
    QCOMPARE(breaker.snapshot().probesOut, 1);
    probe.cancel();
    QTRY_VERIFY(probe.isFinished());
    QCOMPARE(breaker.snapshot().probesOut, 0);
    QCOMPARE(breaker.state(), BreakerState::HalfOpen);
    QVERIFY(work.promises.front().isCanceled());
    work.promises.front().finish();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(breaker.snapshot().probeSuccesses, 0);
}

void TestAsyncFunction::B16_anEndAndItsCancelInOneTurn()
{
    VirtualScheduler clock;
    CircuitBreaker breaker(opensAtTwo(), clock);
    for (int i = 0; i < 2; ++i)
        breaker.admit().value().failure();
    clock.advance(60s);
    Work<int> work;
    auto probe = breaker.call(reference(work));
    work.succeed(1);
    probe.cancel();
    QTRY_VERIFY(probe.isFinished());
    QCoreApplication::sendPostedEvents();
    QCOMPARE(breaker.snapshot().probesOut, 0);
    QCOMPARE(breaker.state(), BreakerState::HalfOpen); // what nobody waited for proves nothing
    QCOMPARE(breaker.snapshot().probeSuccesses, 0);
}

void TestAsyncFunction::breakerDestroyedMeanwhile()
{
    VirtualScheduler clock;
    auto breaker = std::make_unique<CircuitBreaker>(opensAtTwo(), clock);
    Work<int> work;
    const auto future = breaker->call(reference(work));
    breaker.reset();
    work.succeed(3);
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(future.result().value(), 3);
}

void TestAsyncFunction::whoHearsOfTheEndSeesTheNewState()
{
    VirtualScheduler clock;
    CircuitBreakerConfig config = opensAtTwo();
    config.failureThreshold = 1;
    CircuitBreaker breaker(config, clock);
    std::optional<BreakerState> seen;
    breaker.call([] { return failing(ErrorKind::Reset); }).then([&](const Result<int> &) { seen = breaker.state(); });
    QTRY_VERIFY(seen);
    QCOMPARE(*seen, BreakerState::Open);
}

void TestAsyncFunction::listenersMayDestroyTheBreaker()
{
    VirtualScheduler clock;
    CircuitBreakerConfig config = opensAtTwo();
    config.failureThreshold = 1;
    auto breaker = std::make_unique<CircuitBreaker>(config, clock);
    connect(breaker.get(), &CircuitBreaker::stateChanged, this, [&breaker] { breaker.reset(); });
    const auto future = breaker->call([] { return failing(ErrorKind::Reset); });
    QTRY_VERIFY(future.isFinished());
    QVERIFY(!breaker);
    QCOMPARE(future.result().error().kind, ErrorKind::Reset);

    // The same where it is destroyed while it decides whether to let a call pass.
    breaker = std::make_unique<CircuitBreaker>(config, clock);
    breaker->admit().value().failure();
    connect(breaker.get(), &CircuitBreaker::stateChanged, this, [&breaker] { breaker.reset(); });
    VirtualScheduler later(clock.now());
    const auto next = breaker->call([] { return failing(ErrorKind::Reset); });
    QTRY_VERIFY(next.isFinished());
}

void TestAsyncFunction::wrapIsCalledLikeTheFunction()
{
    VirtualScheduler clock;
    CircuitBreaker breaker(opensAtTwo(), clock);
    const auto divide = breaker.wrap([](int a, int b) {
        return QtFuture::makeReadyFuture(b == 0 ? Result<int>(Error(ErrorKind::Protocol)) : Result<int>(a / b));
    });
    const auto good = divide(6, 3);
    QTRY_VERIFY(good.isFinished());
    QCOMPARE(good.result().value(), 2);
    for (int i = 0; i < 2; ++i) {
        const auto bad = divide(1, 0);
        QTRY_VERIFY(bad.isFinished());
    }
    QCOMPARE(divide(6, 3).result().error().kind, ErrorKind::CircuitOpen);
}

void TestAsyncFunction::wrapWithoutItsBreakerCallsNothing()
{
    VirtualScheduler clock;
    auto breaker = std::make_unique<CircuitBreaker>(opensAtTwo(), clock);
    bool called = false;
    const auto wrapped = breaker->wrap([&called] {
        called = true;
        return QtFuture::makeReadyFuture(1);
    });
    breaker.reset();
    const auto future = wrapped();
    QVERIFY(future.isFinished());
    QCOMPARE(future.result().error(), Error(ErrorKind::Cancelled));
    QVERIFY(!called);
}

void TestAsyncFunction::retryAroundBreaker()
{
    VirtualScheduler clock;
    SeededRandom random(1);
    CircuitBreaker breaker(opensAtTwo(), clock);
    RetryConfig config = twoRetriesASecondApart();
    config.initialDelay = Duration::zero();
    RetryHandler handler(config, clock, random);
    int calls = 0;
    const QFuture<Result<int>> future = handler.call(breaker.wrap([&calls] {
        ++calls;
        return failing(ErrorKind::Reset);
    }));
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(calls, 2); // the third attempt meets an open circuit, and that is not retried
    QCOMPARE(future.result().error().kind, ErrorKind::CircuitOpen);
}

QTEST_GUILESS_MAIN(TestAsyncFunction)
#include "tst_asyncfunction.moc"
