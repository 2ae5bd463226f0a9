// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/historydatabase.h"

#include "history/historyfile.h"
#include "history/historyreader.h"
#include "history/historywriter.h"

#include <QFileInfo>

#include <utility>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// What writes is always the same: where that does not fit, the tables are not what they were.
bool isDamageToWriting(const Error &error)
{
    return error.detail == ErrorDetail::StoreDamaged || error.detail == ErrorDetail::ReadFailed;
}

} // namespace

HistoryDatabase::HistoryDatabase(QString file, TextIndex wanted, Check check)
    : m_connection(std::move(file))
    , m_trimmer(m_connection)
    , m_wanted(wanted)
    , m_check(check)
{
}

Result<void> HistoryDatabase::replace()
{
    const QString damaged = std::exchange(m_identity, {});
    close();
    forgetChecks();
    // At the last moment, as closing takes its time: a new one that another window has begun shall stay.
    if (!damaged.isEmpty() && damaged != identityOf(m_connection.file()))
        return tryToOpen();
    const QString name = setAside(m_connection.file(), m_now);
    if (name.isEmpty())
        return Error(ErrorKind::Storage, ErrorDetail::StoreDamaged, m_connection.file());
    m_setAside = name;
    auto opened = tryToOpen();
    if (!opened)
        m_connection.close();
    return opened;
}

void HistoryDatabase::close()
{
    m_connection.close();
    m_trimmer.forget();
    m_identity.clear();
}

void HistoryDatabase::closeUnchecked()
{
    close();
    markLeftOpen(m_connection.file());
}

/// The next file may get the identity of one that was deleted.
void HistoryDatabase::forgetChecks()
{
    m_beingChecked.clear();
    m_checked.clear();
}

Result<void> HistoryDatabase::ready(Need need)
{
    // Deleted or replaced while it was open: what would be written now, nobody would find again.
    if (isOpen() && m_identity != identityOf(m_connection.file())) {
        close();
        forgetChecks();
    }
    if (!isOpen()) {
        if (auto opened = open(); !opened)
            return opened;
    }
    if (need == Need::Write && m_readOnly)
        return *m_readOnly;
    return {};
}

template<class T>
Result<T> HistoryDatabase::guarded(Need need, const std::function<Result<T>()> &work)
{
    if (auto able = ready(need); !able)
        return able.error();
    auto done = work();
    if (done || m_readOnly)
        return done;
    if (!(need == Need::Write ? isDamageToWriting(done.error()) : isDamage(done.error())))
        return done;
    if (auto replaced = replace(); !replaced)
        return replaced.error();
    return work();
}

Result<void> HistoryDatabase::append(const QList<HistoryEntry> &entries)
{
    return guarded<void>(Need::Write, [&] { return HistoryWriter(m_connection).append(entries); });
}

Result<QList<HistorySummary>> HistoryDatabase::page(const HistoryQuery &query, const std::atomic<bool> &cancelled)
{
    return guarded<QList<HistorySummary>>(Need::Read,
                                          [&] { return HistoryReader(m_connection, m_index).page(query, cancelled); });
}

Result<HistoryEntry> HistoryDatabase::entry(qint64 id)
{
    return guarded<HistoryEntry>(Need::Read, [&] { return HistoryReader(m_connection, m_index).entry(id); });
}

Result<qint64> HistoryDatabase::count()
{
    return guarded<qint64>(Need::Read, [&] { return HistoryReader(m_connection, m_index).count(); });
}

Result<QString> HistoryDatabase::version()
{
    return guarded<QString>(Need::Read, [&]() -> Result<QString> {
        const auto ofOthers = m_connection.value(u"PRAGMA data_version"_s);
        if (!ofOthers)
            return ofOthers.error();
        // SQLite counts anew for each connection.
        return u"%1 %2 %3"_s.arg(m_identity, QString::number(m_openings), ofOthers->toString());
    });
}

Result<HistoryUsage> HistoryDatabase::usage()
{
    return guarded<HistoryUsage>(Need::Read, [&]() -> Result<HistoryUsage> {
        const auto calls = HistoryReader(m_connection, m_index).count();
        const auto bytes = m_trimmer.usedBytes();
        if (!calls || !bytes)
            return calls ? bytes.error() : calls.error();
        return HistoryUsage{*calls, *bytes};
    });
}

Result<void> HistoryDatabase::remove(const QList<qint64> &ids)
{
    return guarded<void>(Need::Write, [&] { return HistoryWriter(m_connection).remove(ids); });
}

Result<void> HistoryDatabase::clear()
{
    auto done = guarded<void>(Need::Write, [&] { return HistoryWriter(m_connection).clear(m_index); });
    if (!done)
        return done;
    removeSetAside(m_connection.file());
    m_setAside.clear();
    m_isSwept = false;
    sweep();
    return {};
}

/// Overwrites what "Delete all" has left in the file, now or another time: the calls have gone in any case.
void HistoryDatabase::sweep()
{
    if (!m_isSwept)
        m_isSwept = HistoryWriter(m_connection).sweep().ok();
}

Result<HistoryLimits> HistoryDatabase::limits(const HistoryLimits &otherwise)
{
    const auto read = [this, &otherwise] { return m_trimmer.limits(otherwise); };
    const auto kept = guarded<std::optional<HistoryLimits>>(Need::Read, read);
    if (!kept)
        return kept.error();
    if (*kept)
        return **kept;
    if (auto done = setLimits(otherwise); !done)
        return done.error();
    return otherwise;
}

Result<void> HistoryDatabase::setLimits(const HistoryLimits &limits)
{
    return guarded<void>(Need::Write, [&] { return m_trimmer.setLimits(limits); });
}

Result<qint64> HistoryDatabase::exceeding(const HistoryLimits &limits)
{
    return guarded<qint64>(Need::Read, [&] { return m_trimmer.exceeding(limits, m_now); });
}

Result<bool> HistoryDatabase::trim(const HistoryLimits &limits)
{
    return guarded<bool>(Need::Write, [&] {
        sweep();
        return m_trimmer.slice(limits, m_index, m_now);
    });
}

Result<RedactedSlice> HistoryDatabase::redact(const Redactor &redactor, qint64 before)
{
    if (auto able = ready(Need::Read); !able)
        return able.error();
    if (m_readOnly)
        return HistoryRedaction(m_connection, m_index, redactor).count(before);
    auto done = guarded<RedactedSlice>(Need::Write,
                                       [&] { return HistoryRedaction(m_connection, m_index, redactor).slice(before); });
    if (done && done->changed > 0)
        m_trimmer.noteRemoval();
    return done;
}

Result<void> HistoryDatabase::copyTo(const QString &target)
{
    if (auto able = ready(Need::Read); !able)
        return able;
    if (QFileInfo::exists(target))
        return Error(ErrorKind::Storage, ErrorDetail::WriteFailed, target);
    return m_connection.run(u"VACUUM INTO ?"_s, {target});
}

} // namespace fuseboard
