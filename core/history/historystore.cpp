// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/historystore.h"

#include "base/linebreaks.h"
#include "history/historyworker.h"

#include <QThread>

#include <type_traits>

namespace fuseboard {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr Duration retryAfter = 5s;
constexpr Duration retryLockedAfter = 1s; // as that of a program which is just closing, or was killed
constexpr Duration trimAfter = 1h; // calls grow old also where none are sent
constexpr qsizetype shortestRedacted = 8;

} // namespace

class HistoryStore::Private
{
public:
    Private(const QString &file, const HistoryLimits &limits)
        : queue(limits)
        , worker(new HistoryWorker(file, limits, queue))
    {
        thread.setObjectName(u"history"_s);
        worker->moveToThread(&thread);
        connect(&thread, &QThread::finished, worker, &QObject::deleteLater);
        thread.start();
    }

    template<class Work>
    void post(Work work)
    {
        QMetaObject::invokeMethod(worker, std::move(work), Qt::QueuedConnection);
    }

    HistoryQueue queue;
    std::atomic<bool> drains = false; // it is asked to already
    QThread thread;
    HistoryWorker *worker; // lives in the thread and goes with it
};

HistoryStore::HistoryStore(const QString &file, Scheduler &scheduler, const HistoryLimits &limits, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(file, limits))
    , m_file(file)
    , m_scheduler(scheduler)
{
    connect(d->worker, &HistoryWorker::reported, this, &HistoryStore::takeReport);
    connect(d->worker, &HistoryWorker::appended, this, &HistoryStore::appended);
    connect(d->worker, &HistoryWorker::removed, this, &HistoryStore::removed);
    connect(d->worker, &HistoryWorker::cleared, this, &HistoryStore::cleared);
    connect(d->worker, &HistoryWorker::trimmed, this, &HistoryStore::trimmed);
    connect(d->worker, &HistoryWorker::redacted, this, &HistoryStore::redacted);
    connect(d->worker, &HistoryWorker::secretKept, this, &HistoryStore::secretKept);
    connect(d->worker, &HistoryWorker::failed, this, &HistoryStore::failed);
    d->post([worker = d->worker, now = m_scheduler.wallNow()] { worker->open(now); });
    trimLater();
}

HistoryStore::~HistoryStore()
{
    d->post([worker = d->worker, now = m_scheduler.wallNow()] { worker->finish(now); });
    d->thread.wait(); // lint-allow(wait-for): the last calls are written before the program ends
}

void HistoryStore::append(const HistoryEntry &entry)
{
    if (d->queue.add(entry)) {
        drain();
        return;
    }
    m_state.dropped = d->queue.dropped();
    Q_EMIT stateChanged(m_state);
}

void HistoryStore::drain()
{
    // While it pauses it is tried at intervals: each try may wait for somebody's lock.
    if (m_state.mode == HistoryState::Mode::Paused || d->drains.exchange(true))
        return;
    d->post([this, worker = d->worker, now = m_scheduler.wallNow()] {
        d->drains = false;
        worker->drain(now);
    });
}

void HistoryStore::trimLater()
{
    m_trim = m_scheduler.after(trimAfter, [this] {
        d->post([worker = d->worker, now = m_scheduler.wallNow()] { worker->trim(now); });
        trimLater();
    });
}

template<class T, class Question>
HistoryTicket HistoryStore::ask(Question question, Answer<T> answer)
{
    const auto cancelled = std::make_shared<std::atomic<bool>>(false);
    d->post([this, worker = d->worker, cancelled, question, answer, now = m_scheduler.wallNow()] {
        if (*cancelled)
            return;
        const Result<T> result = question(worker->database(now), *cancelled);
        // A copy has a target of its own, which may be at fault.
        if (!std::is_void_v<T> && !result && result.error().detail != ErrorDetail::NotFound)
            worker->report(result.error());
        QMetaObject::invokeMethod(
            this,
            [cancelled, answer, result] {
                if (!*cancelled)
                    answer(result);
            },
            Qt::QueuedConnection);
    });
    return HistoryTicket(cancelled);
}

HistoryTicket HistoryStore::page(const HistoryQuery &query, Answer<QList<HistorySummary>> answer)
{
    return ask<QList<HistorySummary>>(
        [query](HistoryDatabase &database, const std::atomic<bool> &cancelled) {
            return database.page(query, cancelled);
        },
        std::move(answer));
}

HistoryTicket HistoryStore::entry(qint64 id, Answer<HistoryEntry> answer)
{
    return ask<HistoryEntry>([id](HistoryDatabase &database, const std::atomic<bool> &) { return database.entry(id); },
                             std::move(answer));
}

HistoryTicket HistoryStore::count(Answer<qint64> answer)
{
    return ask<qint64>([](HistoryDatabase &database, const std::atomic<bool> &) { return database.count(); },
                       std::move(answer));
}

HistoryTicket HistoryStore::usage(Answer<HistoryUsage> answer)
{
    return ask<HistoryUsage>([](HistoryDatabase &database, const std::atomic<bool> &) { return database.usage(); },
                             std::move(answer));
}

HistoryTicket HistoryStore::version(Answer<QString> answer)
{
    return ask<QString>([](HistoryDatabase &database, const std::atomic<bool> &) { return database.version(); },
                        std::move(answer));
}

HistoryTicket HistoryStore::limits(Answer<HistoryLimits> answer)
{
    return ask<HistoryLimits>([worker = d->worker, now = m_scheduler.wallNow()](
                                  HistoryDatabase &, const std::atomic<bool> &) { return worker->limits(now); },
                              std::move(answer));
}

HistoryTicket HistoryStore::exceeding(const HistoryLimits &limits, Answer<qint64> answer)
{
    return ask<qint64>(
        [limits](HistoryDatabase &database, const std::atomic<bool> &) { return database.exceeding(limits); },
        std::move(answer));
}

HistoryTicket HistoryStore::copyTo(const QString &target, Answer<void> answer)
{
    return ask<void>([target](HistoryDatabase &database, const std::atomic<bool> &) { return database.copyTo(target); },
                     std::move(answer));
}

void HistoryStore::remove(const QList<qint64> &ids)
{
    d->post([worker = d->worker, ids, now = m_scheduler.wallNow()] { worker->remove(ids, now); });
}

void HistoryStore::clear()
{
    d->post([worker = d->worker, now = m_scheduler.wallNow()] { worker->clear(now); });
}

void HistoryStore::setLimits(const HistoryLimits &limits)
{
    d->post([worker = d->worker, limits, now = m_scheduler.wallNow()] { worker->setLimits(limits, now); });
}

void HistoryStore::redact(const QString &secret)
{
    const QString sent = withoutLastLineBreaks(secret); // as it stands in what is kept
    if (sent.size() >= shortestRedacted)
        d->post([worker = d->worker, sent, now = m_scheduler.wallNow()] { worker->redact(sent, now); });
}

void HistoryStore::takeReport(const HistoryState &state)
{
    HistoryState next = state;
    next.dropped = d->queue.dropped();
    // What waits goes out as soon as the file can be written again.
    const bool isLocked = next.error && next.error->detail == ErrorDetail::StoreLocked;
    if (next.mode == HistoryState::Mode::Paused)
        m_retry = m_scheduler.after(isLocked ? retryLockedAfter : retryAfter, [this] {
            d->post([worker = d->worker, now = m_scheduler.wallNow()] {
                worker->open(now);
                worker->drain(now);
            });
        });
    else
        m_retry.cancel();
    if (next == m_state)
        return;
    m_state = next;
    Q_EMIT stateChanged(m_state);
}

} // namespace fuseboard
