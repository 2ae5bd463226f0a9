// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaObject>
#include <QThreadPool>

#include <memory>
#include <utility>

namespace fuseboard {

/// A thread that does one piece of work after the other, in the order in which they were given. Its end waits for all
/// of them: nothing that was to be saved is lost by closing a window.
class OrderedWorker
{
public:
    OrderedWorker() { m_pool.setMaxThreadCount(1); }

    /// Does the work over there, and calls done with its result in the context's thread, from its event loop, unless
    /// the context has gone by then. The worker must be a member of the context, so that it ends first.
    template<class Work, class Done>
    void run(QObject *context, Work work, Done done)
    {
        m_pool.start([context, work = std::move(work), done = std::move(done)]() mutable {
            using Outcome = decltype(work());
            auto outcome = std::make_shared<Outcome>(work());
            QMetaObject::invokeMethod(
                context, [done = std::move(done), outcome]() mutable { done(std::move(*outcome)); },
                Qt::QueuedConnection);
        });
    }

private:
    QThreadPool m_pool;
};

} // namespace fuseboard
