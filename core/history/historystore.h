// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "base/scheduler.h"
#include "history/historyentry.h"
#include "history/historyfilter.h"
#include "history/historylimits.h"
#include "history/historystate.h"
#include "history/historyticket.h"
#include "history/historyusage.h"

#include <QObject>

#include <functional>
#include <memory>

namespace fuseboard {

/// Calls that are kept in an SQLite file, on a thread of its own: nothing here waits for the disk. Answers and signals
/// come in the thread that made it, from its event loop.
///
/// Trouble with the file stops nobody: calls wait in a bounded queue while it tries again every few seconds, those that
/// do not fit are counted, and stateChanged() says why. A damaged file is renamed and a new one begun.
class HistoryStore final : public QObject
{
    Q_OBJECT

public:
    template<class T>
    using Answer = std::function<void(const Result<T> &)>;

    /// The folder of the file is made when it is missing. A file that has limits of its own goes on with those; only
    /// what is queued is limited as given here. The scheduler must outlive it.
    HistoryStore(const QString &file, Scheduler &scheduler, const HistoryLimits &limits = {},
                 QObject *parent = nullptr);
    /// Writes what still waits, for as long as the disk takes it; a locked file is given a second.
    ~HistoryStore() override;

    /// Keeps an entry that CallRecord has made; returns at once.
    void append(const HistoryEntry &entry);

    // Questions: answered once, unless the ticket is destroyed before.
    HistoryTicket page(const HistoryQuery &query, Answer<QList<HistorySummary>> answer);
    HistoryTicket entry(qint64 id, Answer<HistoryEntry> answer);
    /// Of all that is kept.
    HistoryTicket count(Answer<qint64> answer);
    HistoryTicket usage(Answer<HistoryUsage> answer);
    /// Another text each time others have changed it: another window of the same workspace.
    HistoryTicket version(Answer<QString> answer);
    /// Those that hold: also where another program has changed them.
    HistoryTicket limits(Answer<HistoryLimits> answer);
    /// How many calls go where these are set; in about, where it is by size.
    HistoryTicket exceeding(const HistoryLimits &limits, Answer<qint64> answer);
    /// Copies all of it to a new file, while it goes on.
    HistoryTicket copyTo(const QString &target, Answer<void> answer);

    // Each ends with its signal, or with failed().
    void remove(const QList<qint64> &ids);
    void clear();
    /// Age and size from now on, for all who have the file open and for later runs; what exceeds them is deleted, a few
    /// calls at a time, and trimmed() ends it.
    void setLimits(const HistoryLimits &limits);

    /// Takes what has become a secret out of the calls that are kept, and of those that still end, in every form that a
    /// Redactor knows, a few calls at a time; redacted() ends it. Nothing for a text of fewer than eight characters,
    /// which words would hold by chance.
    void redact(const QString &secret);

    [[nodiscard]] const HistoryState &state() const { return m_state; }
    [[nodiscard]] const QString &file() const { return m_file; }

Q_SIGNALS:
    void stateChanged(const fuseboard::HistoryState &state);
    /// So many are in the file now.
    void appended(int count);
    void removed(const QList<qint64> &ids);
    void cleared();
    void trimmed();
    /// So many calls had it.
    void redacted(int calls);
    /// So many calls have it, and keep it: a newer version has written the file. Instead of redacted().
    void secretKept(int calls);
    /// A deletion did not work.
    void failed(const fuseboard::Error &error);

private:
    template<class T, class Question>
    HistoryTicket ask(Question question, Answer<T> answer);
    void takeReport(const HistoryState &state);
    void drain();
    void trimLater();

    class Private;
    std::unique_ptr<Private> d;
    QString m_file;
    Scheduler &m_scheduler;
    HistoryState m_state;
    TimerHandle m_retry;
    TimerHandle m_trim;
};

} // namespace fuseboard
