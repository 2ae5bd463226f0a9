// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/historyworker.h"

#include "history/entryredaction.h"

#include <QThread>

#include <limits>
#include <utility>

namespace fuseboard {

namespace {

constexpr int batchSize = 200;
constexpr int trimEvery = 100; // calls
constexpr qint64 allCalls = std::numeric_limits<qint64>::max(); // are before this number
constexpr unsigned long stopAgainAfter = 5; // ms

} // namespace

HistoryWorker::HistoryWorker(const QString &file, const HistoryLimits &limits, HistoryQueue &queue)
    : m_database(file, TextIndex::Trigram, HistoryDatabase::Check::ByOthers)
    , m_limits(limits)
    , m_queue(queue)
{
}

HistoryWorker::~HistoryWorker()
{
    stopCheck();
}

HistoryDatabase &HistoryWorker::database(WallTime now)
{
    m_database.setNow(now);
    return m_database;
}

void HistoryWorker::report(const std::optional<Error> &error)
{
    using Mode = HistoryState::Mode;
    HistoryState state;
    state.setAside = m_database.setAsideName();
    state.error = error ? error : m_database.readOnlyReason();
    state.mode = m_database.readOnlyReason() ? Mode::ReadOnly : error ? Mode::Paused : Mode::Ready;
    m_pauses = state.mode == Mode::Paused;
    Q_EMIT reported(state);
}

void HistoryWorker::open(WallTime now)
{
    const auto opened = database(now).open();
    report(opened ? std::nullopt : std::optional(opened.error()));
    if (!opened)
        return;
    beginCheck(now);
    trim(now);
}

/// What comes meanwhile waits in the queue: in a file that is put away it would be lost.
void HistoryWorker::beginCheck(WallTime now)
{
    if (m_check || !m_database.needsCheck())
        return;
    m_check.reset(QThread::create([this, file = m_database.beginCheck(), now] {
        m_checked = HistoryDatabase::check(file, m_stop);
        QMetaObject::invokeMethod(
            this,
            [this, now] {
                if (m_finished)
                    return;
                endCheck();
                drain(now);
                trim(now);
                goOnRedacting(now);
            },
            Qt::QueuedConnection);
    }));
    m_check->start(QThread::LowPriority);
}

void HistoryWorker::endCheck()
{
    if (!m_check)
        return;
    m_check->wait(); // it reads a file whose size has a limit
    m_check.reset();
    const QString before = m_database.setAsideName();
    const auto taken = m_database.takeCheck(m_checked);
    if (!taken || m_database.setAsideName() != before)
        report(taken ? std::nullopt : std::optional(taken.error()));
}

/// False where there was none.
bool HistoryWorker::stopCheck()
{
    if (!m_check)
        return false;
    do {
        m_stop.stop();
    } while (!m_check->wait(stopAgainAfter)); // where its statement cannot be ended: for a table at most
    m_check.reset();
    return true;
}

/// How many had something of it.
int HistoryWorker::cleanse(QList<HistoryEntry> &batch) const
{
    int changed = 0;
    for (HistoryEntry &entry : batch)
        changed += m_hasLearned && redactEntry(m_learned, entry) ? 1 : 0;
    return changed;
}

bool HistoryWorker::writeBatch()
{
    QList<HistoryEntry> batch = m_queue.peek(batchSize);
    if (batch.isEmpty())
        return false;
    if (m_database.readOnlyReason()) {
        m_queue.dropAll();
        report(std::nullopt);
        return false;
    }
    const int changed = cleanse(batch);
    const auto written = m_database.append(batch);
    report(written ? std::nullopt : std::optional(written.error()));
    if (!written)
        return false;
    m_queue.settle(batch.size());
    if (!m_redactions.isEmpty())
        m_redactions.last().changed += changed;
    m_untrimmed += int(batch.size());
    Q_EMIT appended(int(batch.size()));
    return true;
}

void HistoryWorker::drain(WallTime now)
{
    if (m_finished)
        return; // it would open the file again
    m_database.setNow(now);
    beginCheck(now);
    goOnRedacting(now); // what a lock has stopped
    if (m_check || !writeBatch())
        return;
    if (!m_queue.isEmpty())
        QMetaObject::invokeMethod(
            this, [this, now] { drain(now); }, Qt::QueuedConnection);
    else if (m_untrimmed >= trimEvery)
        trim(now);
}

Result<HistoryLimits> HistoryWorker::limits(WallTime now)
{
    const auto known = database(now).limits(m_limits);
    if (known)
        m_limits = *known;
    return known;
}

void HistoryWorker::trim(WallTime now)
{
    if (m_check || m_finished)
        return; // it is trimmed after that, or by the next one
    m_untrimmed = 0;
    // Read each time: by those of before it would delete what the user of another window has just chosen to keep.
    const auto known = limits(now);
    const auto more = known ? m_database.trim(*known) : Result<bool>(known.error());
    if (more && *more) {
        QMetaObject::invokeMethod(
            this, [this, now] { trim(now); }, Qt::QueuedConnection);
        return;
    }
    if (!std::exchange(m_tellsTrimmed, false))
        return;
    more ? Q_EMIT trimmed() : Q_EMIT failed(more.error());
}

void HistoryWorker::setLimits(const HistoryLimits &limits, WallTime now)
{
    if (const auto kept = database(now).setLimits(limits); !kept) {
        Q_EMIT failed(kept.error());
        return;
    }
    m_tellsTrimmed = true;
    trim(now);
}

void HistoryWorker::remove(const QList<qint64> &ids, WallTime now)
{
    endCheck();
    const auto done = database(now).remove(ids);
    done ? Q_EMIT removed(ids) : Q_EMIT failed(done.error());
}

void HistoryWorker::clear(WallTime now)
{
    m_database.setNow(now);
    endCheck();
    while (writeBatch()) { // what ended before goes as well
    }
    const auto done = m_database.clear();
    done ? Q_EMIT cleared() : Q_EMIT failed(done.error());
    report(done ? std::nullopt : std::optional(done.error()));
}

void HistoryWorker::redact(const QString &secret, WallTime now)
{
    // Those of one edit go together: each time all is read.
    if (m_redactions.isEmpty() || m_redactions.last().before != allCalls)
        m_redactions << Redaction{{}, allCalls};
    m_redactions.last().redactor.addSecret(secret);
    m_learned.addSecret(secret);
    m_hasLearned = true;
    goOnRedacting(now);
}

/// From the loop, so that questions come between.
void HistoryWorker::goOnRedacting(WallTime now)
{
    if (m_redactions.isEmpty() || std::exchange(m_goesOnRedacting, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this, now] {
            m_goesOnRedacting = false;
            if (m_check || m_finished || m_redactions.isEmpty())
                return; // after the check, or never
            m_database.setNow(now);
            const Redaction &first = m_redactions.first();
            while (first.before == allCalls && writeBatch()) { // what ended before it was known is counted too
            }
            if (m_pauses)
                return; // what waits is not done
            takeSlice(m_database.redact(first.redactor, first.before), now);
        },
        Qt::QueuedConnection);
}

void HistoryWorker::takeSlice(const Result<RedactedSlice> &slice, WallTime now)
{
    Redaction &first = m_redactions.first();
    const bool isReadOnly = m_database.readOnlyReason().has_value();
    if (!slice && !isReadOnly) {
        report(slice.error()); // which has it tried again: the secret must not stay as somebody holds the file just now
        return;
    }
    if (slice) {
        first.before = slice->next;
        first.changed += slice->changed;
    }
    if (!slice || slice->next == 0) {
        const int changed = m_redactions.takeFirst().changed;
        if (!slice)
            Q_EMIT failed(slice.error());
        else if (isReadOnly && changed > 0)
            Q_EMIT secretKept(changed);
        else
            Q_EMIT redacted(changed);
        if (changed > 0)
            trim(now);
    }
    goOnRedacting(now);
}

void HistoryWorker::finish(WallTime now)
{
    m_database.setNow(now);
    m_finished = true;
    const bool unchecked = stopCheck(); // somebody waits for the end
    while (writeBatch()) { }
    unchecked ? m_database.closeUnchecked() : m_database.close();
    thread()->quit();
}

} // namespace fuseboard
