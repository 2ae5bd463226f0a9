// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/document/documentbytes.h"
#include "models/document/searchpattern.h"

#include <QFutureWatcher>

#include <QObject>
#include <map>

#include <optional>

namespace fuseboard {

/// Counts what matches in a worker and keeps the count of each block only: ten million matches cost no more than one.
class DocumentSearch final : public QObject
{
    Q_OBJECT

public:
    explicit DocumentSearch(QObject *parent = nullptr);
    ~DocumentSearch() override;

    /// In the place of what was searched for before; ends with finished() or with stop(), whichever is first.
    void start(const SharedBytes &bytes, const SearchPattern &pattern);
    /// Forgets all matches.
    void stop();

    [[nodiscard]] bool isRunning() const { return m_watcher.isRunning(); }
    /// Matches are known.
    [[nodiscard]] bool isFinished() const { return m_finished; }
    [[nodiscard]] int percent() const;
    [[nodiscard]] qint64 count() const { return m_before.empty() ? 0 : m_before.back(); }

    /// The first that begins at the offset or after it; the first of all where there is none.
    [[nodiscard]] std::optional<SearchMatch> next(qint64 offset) const;
    /// The last that begins before the offset; the last of all where there is none.
    [[nodiscard]] std::optional<SearchMatch> previous(qint64 offset) const;
    /// False where an expression was too slow for parts of the document: more may match there.
    [[nodiscard]] bool isWhole() const { return m_isWhole; }
    /// Which one it is, from 1.
    [[nodiscard]] qint64 ordinal(const SearchMatch &match) const;
    /// Those that touch the bytes from begin to end.
    [[nodiscard]] std::vector<SearchMatch> within(qint64 begin, qint64 end) const;

Q_SIGNALS:
    void progressed(int percent);
    void finished();

private:
    [[nodiscard]] const std::vector<SearchMatch> &block(qint64 number) const;
    [[nodiscard]] qint64 countOf(qint64 number) const;

    SharedBytes m_bytes;
    SearchPattern m_pattern;
    struct Counts
    {
        std::vector<qint64> before;
        bool isWhole = true;
    };
    QFutureWatcher<Counts> m_watcher;
    std::vector<qint64> m_before; ///< how many matches are in the blocks before, and in all at the end
    bool m_isWhole = true;
    bool m_finished = false;
    mutable std::map<qint64, std::vector<SearchMatch>> m_cached; ///< of the blocks that were asked for last
};

} // namespace fuseboard
