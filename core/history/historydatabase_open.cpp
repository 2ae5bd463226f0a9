// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How the file is opened, and looked through for damage.

#include "history/historydatabase.h"

#include "history/historyfile.h"
#include "history/historywriter.h"

#include <QFileInfo>

namespace fuseboard {

using namespace Qt::StringLiterals;

bool HistoryDatabase::isDamage(const Error &error)
{
    return error.detail == ErrorDetail::StoreDamaged;
}

Result<void> HistoryDatabase::open()
{
    m_readOnly.reset();
    auto opened = tryToOpen();
    if (!opened && opened.error().detail == ErrorDetail::NewerFormat)
        return openReadOnly(opened.error());
    if (!opened && isDamage(opened.error()))
        return replace();
    if (!opened)
        m_connection.close();
    return opened;
}

Result<void> HistoryDatabase::tryToOpen()
{
    m_identity = identityOf(m_connection.file()); // before it is read: what is found is about this one
    if (QFileInfo(m_connection.file()).isDir())
        return Error(ErrorKind::Storage, ErrorDetail::StoreDamaged, m_connection.file());
    keepForOwner(m_connection.file());
    m_identity = identityOf(m_connection.file());
    // Once for each file: who tries again, as the disk was full, shall not read all of it each time.
    const bool leftOpen = isLeftOpen(m_connection.file()) && identityOf(m_connection.file()) != m_checked;
    m_needsCheck = leftOpen && m_check == Check::ByOthers;
    if (auto opened = m_connection.open(HistoryConnection::Access::ReadWrite); !opened)
        return opened;
    if (leftOpen && m_check == Check::AtOnce) {
        if (auto sound = lookForDamage(m_connection, HistoryStop()); !sound)
            return sound;
    }
    if (auto done = setUp(); !done)
        return done;
    const auto index = textIndexOf(m_connection);
    if (!index)
        return index.error();
    // Made by an SQLite that can do more than this one.
    if (*index == TextIndex::Trigram && !hasTrigramIndex(m_connection))
        return Error(ErrorKind::Storage, ErrorDetail::NewerFormat, m_connection.file());
    m_index = *index;
    ++m_openings;
    const auto swept = HistoryWriter(m_connection).isSwept();
    if (!swept)
        return swept.error();
    m_isSwept = *swept;
    return {};
}

Result<void> HistoryDatabase::check(const QString &file)
{
    HistoryStop never;
    return check(file, never);
}

Result<void> HistoryDatabase::check(const QString &file, HistoryStop &stop)
{
    HistoryConnection connection(file);
    if (auto opened = connection.open(HistoryConnection::Access::ReadOnly); !opened)
        return opened;
    stop.watch(connection.interrupt());
    auto found = lookForDamage(connection, stop);
    stop.watch({}); // the connection goes
    return found;
}

QString HistoryDatabase::beginCheck()
{
    m_beingChecked = m_identity;
    return m_connection.file();
}

Result<void> HistoryDatabase::takeCheck(const Result<void> &found)
{
    if (!isOpen() || m_beingChecked.isEmpty() || m_beingChecked != m_identity)
        return {}; // it is about another file
    m_needsCheck = false;
    if (found)
        m_checked = m_identity;
    return !found && isDamage(found.error()) ? replace() : Result<void>();
}

Result<void> HistoryDatabase::setUp()
{
    // Before the first table is made. Some file systems cannot do WAL: then it is slower and as safe.
    const QStringList pragmas{
        u"PRAGMA auto_vacuum = INCREMENTAL"_s, u"PRAGMA journal_mode = WAL"_s,
        u"PRAGMA synchronous = NORMAL"_s,      u"PRAGMA secure_delete = ON"_s,
        u"PRAGMA temp_store = MEMORY"_s,       u"PRAGMA journal_size_limit = 8000000"_s,
        u"PRAGMA cache_size = -8000"_s,
    };
    // A file of a newer version, or somebody else's, is not touched.
    const auto version = m_connection.value(u"PRAGMA user_version"_s);
    if (!version)
        return version.error();
    const auto steps = historySchema(m_wanted);
    if (version->toInt() > steps.size())
        return Error(ErrorKind::Storage, ErrorDetail::NewerFormat, m_connection.file());
    for (const QString &pragma : pragmas) {
        if (auto done = m_connection.run(pragma); !done)
            return done;
    }
    const bool indexed = m_wanted == TextIndex::Trigram && hasTrigramIndex(m_connection);
    return migrate(m_connection, historySchema(indexed ? TextIndex::Trigram : TextIndex::None));
}

Result<void> HistoryDatabase::openReadOnly(const Error &why)
{
    if (auto opened = m_connection.open(HistoryConnection::Access::ReadOnly); !opened)
        return opened;
    const auto index = textIndexOf(m_connection);
    m_index = index ? *index : TextIndex::None;
    m_identity = identityOf(m_connection.file());
    ++m_openings;
    m_readOnly = why;
    return {};
}

} // namespace fuseboard
