// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/documentsearch.h"

#include "models/document/background.h"

#include <algorithm>

namespace fuseboard {

DocumentSearch::DocumentSearch(QObject *parent)
    : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::progressValueChanged, this, [this] { Q_EMIT progressed(percent()); });
    connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] {
        if (m_watcher.isCanceled())
            return;
        const Counts counts = m_watcher.result();
        m_before = counts.before;
        m_isWhole = counts.isWhole;
        m_finished = true;
        Q_EMIT finished();
    });
}

DocumentSearch::~DocumentSearch()
{
    m_watcher.cancel();
}

void DocumentSearch::stop()
{
    m_watcher.cancel();
    m_watcher.setFuture({});
    m_before.clear();
    m_cached.clear();
    m_finished = false;
    m_isWhole = true;
    m_bytes.reset();
}

void DocumentSearch::start(const SharedBytes &bytes, const SearchPattern &pattern)
{
    stop();
    m_bytes = bytes;
    m_pattern = pattern;
    m_watcher.setFuture(runInBackground<Counts>([bytes, pattern](QPromise<Counts> &promise) {
        const QByteArrayView text = bytes->view();
        const qint64 blocks = SearchPattern::blockCount(text);
        Counts counts{{0}, true};
        std::vector<qint64> &before = counts.before;
        before.reserve(std::size_t(blocks) + 1);
        promise.setProgressRange(0, int(std::min<qint64>(blocks, 1'000)));
        for (qint64 block = 0; block < blocks && !promise.isCanceled(); ++block) {
            before.push_back(before.back() + pattern.countIn(text, block, &counts.isWhole));
            promise.setProgressValue(int(block * std::min<qint64>(blocks, 1'000) / blocks));
        }
        promise.addResult(std::move(counts));
    }));
}

int DocumentSearch::percent() const
{
    const int all = m_watcher.progressMaximum();
    return all == 0 ? 0 : m_watcher.progressValue() * 100 / all;
}

qint64 DocumentSearch::countOf(qint64 number) const
{
    return m_before[std::size_t(number) + 1] - m_before[std::size_t(number)];
}

const std::vector<SearchMatch> &DocumentSearch::block(qint64 number) const
{
    // Those that the rows of a window lie in, and the one before.
    constexpr std::size_t mostCached = 8;
    const auto found = m_cached.find(number);
    if (found != m_cached.end())
        return found->second;
    if (m_cached.size() >= mostCached)
        m_cached.clear();
    return m_cached[number] = m_pattern.matchesIn(m_bytes->view(), number);
}

std::optional<SearchMatch> DocumentSearch::next(qint64 offset) const
{
    if (count() == 0)
        return {};
    const qint64 blocks = qint64(m_before.size()) - 1;
    for (qint64 number = offset / SearchPattern::blockBytes; number < blocks; ++number) {
        if (countOf(number) == 0)
            continue;
        for (const SearchMatch &match : block(number)) {
            if (match.begin >= offset)
                return match;
        }
    }
    return offset > 0 ? next(0) : std::nullopt;
}

std::optional<SearchMatch> DocumentSearch::previous(qint64 offset) const
{
    if (count() == 0)
        return {};
    const qint64 blocks = qint64(m_before.size()) - 1;
    for (qint64 number = std::min(offset / SearchPattern::blockBytes, blocks - 1); number >= 0; --number) {
        if (countOf(number) == 0)
            continue;
        const std::vector<SearchMatch> &matches = block(number);
        const auto after = std::lower_bound(matches.begin(), matches.end(), offset,
                                            [](const SearchMatch &match, qint64 at) { return match.begin < at; });
        if (after != matches.begin())
            return *(after - 1);
    }
    return offset <= m_bytes->size() ? previous(m_bytes->size() + 1) : std::nullopt;
}

qint64 DocumentSearch::ordinal(const SearchMatch &match) const
{
    const qint64 number = match.begin / SearchPattern::blockBytes;
    if (!m_finished || number + 1 >= qint64(m_before.size()))
        return 0;
    const std::vector<SearchMatch> &matches = block(number);
    const auto here = std::lower_bound(matches.begin(), matches.end(), match.begin,
                                       [](const SearchMatch &one, qint64 at) { return one.begin < at; });
    return m_before[std::size_t(number)] + (here - matches.begin()) + 1;
}

std::vector<SearchMatch> DocumentSearch::within(qint64 begin, qint64 end) const
{
    std::vector<SearchMatch> found;
    if (!m_finished || count() == 0)
        return found;
    const qint64 blocks = qint64(m_before.size()) - 1;
    // One that begins in the block before may reach into the first line.
    const qint64 first = std::max<qint64>(0, begin / SearchPattern::blockBytes - 1);
    for (qint64 number = first; number < blocks && number * SearchPattern::blockBytes < end; ++number) {
        if (countOf(number) == 0)
            continue;
        const std::vector<SearchMatch> &matches = block(number);
        const auto from = std::lower_bound(matches.begin(), matches.end(), begin,
                                           [](const SearchMatch &match, qint64 at) { return match.end <= at; });
        const auto to = std::lower_bound(from, matches.end(), end,
                                         [](const SearchMatch &match, qint64 at) { return match.begin < at; });
        found.insert(found.end(), from, to);
    }
    return found;
}

} // namespace fuseboard
