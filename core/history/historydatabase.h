// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "history/historyconnection.h"
#include "history/historyentry.h"
#include "history/historyfilter.h"
#include "history/historylimits.h"
#include "history/historyredaction.h"
#include "history/historyschema.h"
#include "history/historytrimmer.h"
#include "history/historyusage.h"

#include <atomic>
#include <functional>

namespace fuseboard {

/// The file of the history, for one thread; every function may take as long as the disk does. It opens itself when it
/// is needed, notices when its file is deleted or replaced by somebody, and puts a damaged one away: what was asked is
/// then done on a new one. Internal: HistoryStore is for everybody.
class HistoryDatabase
{
public:
    /// Who looks through a file that was left open, which takes as long as the file is large.
    enum class Check { AtOnce, ByOthers };

    /// wanted: for a new file. A file has the index with which it was made.
    explicit HistoryDatabase(QString file, TextIndex wanted = TextIndex::Trigram, Check check = Check::AtOnce);

    /// Looks through the file for damage, in any thread and beside those who work with it. Where it is stopped, what it
    /// says is no verdict.
    static Result<void> check(const QString &file, HistoryStop &stop);
    static Result<void> check(const QString &file);

    /// The calendar's time, for the names of what is put away.
    void setNow(WallTime now) { m_now = now; }

    Result<void> open();
    void close();
    [[nodiscard]] bool isOpen() const { return m_connection.isOpen(); }
    /// It was left open, and nobody has looked through it since: check() is for others.
    [[nodiscard]] bool needsCheck() const { return isOpen() && m_needsCheck; }
    /// The file to check.
    QString beginCheck();
    /// Nobody waits for the verdict any more: whoever opens the file next looks through it. Closes it.
    void closeUnchecked();
    /// What check() has found since beginCheck(). A damaged file is put away; one that could not be read now is not.
    Result<void> takeCheck(const Result<void> &found);
    /// Why it cannot be written to, where it can be read: the file is of a newer version.
    [[nodiscard]] const std::optional<Error> &readOnlyReason() const { return m_readOnly; }
    /// The name of the last file that was put away.
    [[nodiscard]] const QString &setAsideName() const { return m_setAside; }

    Result<void> append(const QList<HistoryEntry> &entries);
    Result<QList<HistorySummary>> page(const HistoryQuery &query, const std::atomic<bool> &cancelled);
    Result<HistoryEntry> entry(qint64 id);
    Result<qint64> count();
    Result<HistoryUsage> usage();
    /// Another text each time others have changed the file; what this one changes leaves it as it is.
    Result<QString> version();
    Result<void> remove(const QList<qint64> &ids);
    /// The damaged files that were put away go too. What another program keeps from being overwritten now is so by a
    /// later trim().
    Result<void> clear();
    /// Those of the file. Where it has none yet, these become its own.
    Result<HistoryLimits> limits(const HistoryLimits &otherwise);
    Result<void> setLimits(const HistoryLimits &limits);
    /// How many calls these would delete now, in about where it is by size.
    Result<qint64> exceeding(const HistoryLimits &limits);
    /// One slice; true where there is more to do.
    Result<bool> trim(const HistoryLimits &limits);
    /// One slice of a HistoryRedaction; of a file that cannot be written to it only counts.
    Result<RedactedSlice> redact(const Redactor &redactor, qint64 before);
    /// A whole copy while others write (VACUUM INTO). The target must not exist.
    Result<void> copyTo(const QString &target);

private:
    enum class Need { Read, Write };

    static bool isDamage(const Error &error);
    template<class T>
    Result<T> guarded(Need need, const std::function<Result<T>()> &work);
    Result<void> ready(Need need);
    Result<void> tryToOpen();
    Result<void> setUp();
    Result<void> openReadOnly(const Error &why);
    Result<void> replace();
    void forgetChecks();
    void sweep();

    HistoryConnection m_connection;
    HistoryTrimmer m_trimmer;
    TextIndex m_wanted;
    Check m_check;
    TextIndex m_index = TextIndex::None;
    WallTime m_now{};
    QString m_identity;
    int m_openings = 0;
    QString m_beingChecked; // an identity, too
    QString m_checked;
    bool m_needsCheck = false;
    bool m_isSwept = true;
    QString m_setAside;
    std::optional<Error> m_readOnly;
};

} // namespace fuseboard
