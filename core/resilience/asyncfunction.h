// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "resilience/asyncend.h"
#include "resilience/functionwork.h"

#include <QFutureWatcher>
#include <QPromise>

#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace fuseboard {

/// A function that returns a QFuture<T>, behind RetryHandler::call() and CircuitBreaker::call(). Internal.
template<class T>
class AsyncFunction final : public FunctionWork
{
public:
    using End = typename FutureEnd<T>::Type;

    explicit AsyncFunction(std::function<QFuture<T>()> function)
        : m_function(std::move(function))
    {
        m_promise.start();
        // A watcher tells of the end from the event loop, even where the future had ended before it came here.
        QObject::connect(&m_watcher, &QFutureWatcherBase::finished, &m_watcher, [this] { futureEnded(); });
    }
    ~AsyncFunction() override { abandon(); }

    [[nodiscard]] QFuture<End> future() const { return m_promise.future(); }

    void begin(Ended ended) override
    {
        m_ended = std::move(ended);
        const std::weak_ptr<bool> self = m_self;
        const auto function = m_function; // which may give itself up, or destroy this
        QFuture<T> future = started(function);
        if (!self.expired() && m_ended)
            m_watcher.setFuture(future);
        else
            future.cancel();
    }

    void abandon() override
    {
        m_ended = {};
        m_last.reset();
        if (!m_watcher.isFinished())
            m_watcher.cancel();
    }

    void deliver(const std::optional<Error> &instead) override
    {
        if (instead)
            m_last.emplace(*instead);
        m_promise.addResult(m_last ? std::move(*m_last) : End(Error(ErrorKind::Cancelled)));
        m_promise.finish();
    }

    [[nodiscard]] bool isGivenUp() const override { return m_promise.future().isCanceled(); }

    void onGivenUp(std::function<void()> tell) override
    {
        QObject::connect(&m_waiter, &QFutureWatcherBase::canceled, &m_waiter, std::move(tell));
        m_waiter.setFuture(m_promise.future());
    }

private:
    /// A function that throws has failed like one whose future holds the exception.
    static QFuture<T> started(const std::function<QFuture<T>()> &function)
    {
        try {
            return function();
        } catch (...) {
            QPromise<T> broken;
            broken.start();
            broken.setException(std::current_exception());
            broken.finish();
            return broken.future();
        }
    }

    void futureEnded()
    {
        if (!m_ended)
            return;
        m_last.emplace(endOf(m_watcher.future()));
        std::exchange(m_ended, {})(outcomeOf(*m_last));
    }

    static End endOf(QFuture<T> future)
    {
        try {
            // Returns at once, and throws what the function has thrown.
            future.waitForFinished(); // lint-allow(wait-for): it has finished
        } catch (...) {
            return Error(ErrorKind::FunctionFailed);
        }
        if constexpr (std::is_void_v<T>)
            return future.isCanceled() ? End(Error(ErrorKind::Cancelled)) : End();
        else if (future.resultCount() == 0)
            return Error(ErrorKind::Cancelled);
        else if constexpr (std::is_copy_constructible_v<T>)
            return future.result();
        else
            return future.takeResult();
    }

    static AttemptOutcome outcomeOf(const End &end)
    {
        AttemptOutcome outcome;
        if (!end.ok()) {
            outcome.error = end.error();
            outcome.serverDelay = end.error().wait;
        } else if constexpr (std::is_same_v<T, AttemptOutcome>) {
            outcome = *end;
        }
        return outcome;
    }

    const std::function<QFuture<T>()> m_function;
    const std::shared_ptr<bool> m_self = std::make_shared<bool>();
    Ended m_ended;
    QFutureWatcher<T> m_watcher;
    std::optional<End> m_last;
    QPromise<End> m_promise; // cancels its future where nothing was delivered
    QFutureWatcher<End> m_waiter;
};

/// The function with copies of its arguments, which each of its runs gets.
template<class Function, class... Args>
auto makeAsyncFunction(Function &&function, Args &&...args)
{
    using Value = typename AsyncFunctionTraits<std::decay_t<Function>, std::decay_t<Args>...>::Value;
    auto bound = [function = std::decay_t<Function>(std::forward<Function>(function)),
                  ... args = std::decay_t<Args>(std::forward<Args>(args))]() mutable {
        return std::invoke(function, std::as_const(args)...);
    };
    // Shared, because it may not be copyable.
    auto held = std::make_shared<decltype(bound)>(std::move(bound));
    return std::make_unique<AsyncFunction<Value>>([held = std::move(held)] { return (*held)(); });
}

} // namespace fuseboard
