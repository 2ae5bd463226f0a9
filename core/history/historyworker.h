// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "history/historydatabase.h"
#include "history/historyqueue.h"
#include "history/historystate.h"

#include <QObject>

#include <memory>

class QThread;

namespace fuseboard {

/// The history's life in its own thread: writes what waits, batch by batch, and trims in slices, so that questions come
/// between. Internal.
class HistoryWorker final : public QObject
{
    Q_OBJECT

public:
    /// The queue must outlive it.
    HistoryWorker(const QString &file, const HistoryLimits &limits, HistoryQueue &queue);
    ~HistoryWorker() override;

    [[nodiscard]] HistoryDatabase &database(WallTime now);

    void open(WallTime now);
    /// Writes one batch and comes back for the next; while the file is looked through, none.
    void drain(WallTime now);
    /// Deletes what exceeds the limits.
    void trim(WallTime now);
    void remove(const QList<qint64> &ids, WallTime now);
    void clear(WallTime now);
    /// Those of the file, which another program may have changed.
    Result<HistoryLimits> limits(WallTime now);
    /// Keeps them in the file, deletes what exceeds them, and tells when that is done.
    void setLimits(const HistoryLimits &limits, WallTime now);
    /// Takes a secret out of what is kept, slice by slice, and of what is still to be written, and tells how many calls
    /// had it. What of the file is not done when it finishes stays so.
    void redact(const QString &secret, WallTime now);
    /// Writes what still waits, closes the file and ends the thread.
    void finish(WallTime now);
    /// Tells how it went; damage is put right by then, or is a pause.
    void report(const std::optional<Error> &error);

Q_SIGNALS:
    /// Its dropped is not set.
    void reported(const fuseboard::HistoryState &state);
    void appended(int count);
    void removed(const QList<qint64> &ids);
    void cleared();
    void trimmed();
    void redacted(int calls);
    /// Instead of it, where so many calls have it and the file cannot be changed.
    void secretKept(int calls);
    void failed(const fuseboard::Error &error);

private:
    struct Redaction
    {
        Redactor redactor;
        qint64 before; // calls with this number and larger ones are done
        int changed = 0;
    };

    bool writeBatch();
    [[nodiscard]] int cleanse(QList<HistoryEntry> &batch) const;
    void goOnRedacting(WallTime now);
    void takeSlice(const Result<RedactedSlice> &slice, WallTime now);
    void beginCheck(WallTime now);
    void endCheck();
    bool stopCheck();

    HistoryDatabase m_database;
    HistoryLimits m_limits; // as last read; for a file that has none
    HistoryQueue &m_queue;
    int m_untrimmed = 0;
    bool m_tellsTrimmed = false; // somebody waits for it
    QList<Redaction> m_redactions; // the first one is under way
    Redactor m_learned; // what became a secret since this began: calls that have it may still end, or wait for a lock
    bool m_hasLearned = false;
    bool m_pauses = false; // as was reported last: it will be tried again
    bool m_goesOnRedacting = false; // it is asked to already
    std::unique_ptr<QThread> m_check; // looks through the file beside the questions
    HistoryStop m_stop; // of that
    bool m_finished = false; // what is still asked of it comes too late
    Result<void> m_checked; // what it has found, when it has ended
};

} // namespace fuseboard
