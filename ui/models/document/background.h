// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFuture>
#include <QPromise>
#include <QThreadPool>

#include <memory>
#include <utility>

namespace fuseboard {

/// The threads of runInBackground(). A pool of its own: Qt paints with the threads of the global one, and the window
/// would stand still where work has them all.
[[nodiscard]] QThreadPool &backgroundPool();

/// Runs work(promise) on a thread of that pool. The work owns all that it touches, adds its result to the promise, and
/// looks at promise.isCanceled() every few milliseconds: a QFutureWatcher of the owner takes the result, and an owner
/// that goes cancels the future and waits for nothing.
template<class T, class Work>
[[nodiscard]] QFuture<T> runInBackground(Work work)
{
    auto promise = std::make_shared<QPromise<T>>();
    QFuture<T> future = promise->future();
    promise->start();
    backgroundPool().start([promise, work = std::move(work)]() mutable {
        if (!promise->isCanceled())
            work(*promise);
        promise->finish();
    });
    return future;
}

} // namespace fuseboard
