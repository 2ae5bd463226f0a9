// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/lineindex.h"

#include <QMutexLocker>

#include <algorithm>

namespace fuseboard {

namespace {

constexpr qint64 shortFold = 256; ///< lines
constexpr std::size_t deepestFold = 20'000; ///< levels beyond this do not fold
constexpr qsizetype mostFolds = 1'000'000;
constexpr qint64 linesInBatch = 4'096;

} // namespace

LineIndex::LineIndex(QByteArrayView text, const LineLayout &layout)
    : m_text(text)
    , m_layout(layout)
    , m_state(layout.start(text))
    , m_complete(m_state.offset >= text.size())
{
}

void LineIndex::extend(qint64 untilOffset)
{
    const qint64 end = std::min<qint64>(untilOffset, m_text.size());
    qint64 inBatch = 0;
    while (m_state.offset < end) {
        if (m_next % stride == 0)
            m_newCheckpoints.push_back(m_state);
        note(m_layout.next(m_text, m_state), m_next);
        ++m_next;
        if (++inBatch % linesInBatch == 0)
            publish(false);
    }
    publish(m_state.offset >= m_text.size());
}

void LineIndex::note(const LineSpan &span, qint64 line)
{
    if (span.closes) {
        if (m_openTooDeep > 0) {
            --m_openTooDeep;
        } else if (!m_open.empty()) {
            if (line - m_open.back() > shortFold)
                m_newFolds.emplace_back(m_open.back(), line);
            m_open.pop_back();
        }
    }
    if (span.opens && m_open.size() < deepestFold)
        m_open.push_back(line);
    else if (span.opens)
        ++m_openTooDeep;
}

void LineIndex::publish(bool complete)
{
    const QMutexLocker lock(&m_mutex);
    m_checkpoints.insert(m_checkpoints.end(), m_newCheckpoints.begin(), m_newCheckpoints.end());
    m_newCheckpoints.clear();
    for (const auto &[open, close] : m_newFolds) {
        if (m_folds.size() < mostFolds)
            m_folds.insert(open, close);
    }
    m_newFolds.clear();
    m_lines = m_next;
    m_known = m_state.offset;
    m_complete = complete;
}

qint64 LineIndex::lineCount() const
{
    const QMutexLocker lock(&m_mutex);
    return m_lines;
}

bool LineIndex::isComplete() const
{
    const QMutexLocker lock(&m_mutex);
    return m_complete;
}

qint64 LineIndex::knownBytes() const
{
    const QMutexLocker lock(&m_mutex);
    return m_known;
}

LineState LineIndex::checkpoint(qint64 number) const
{
    const QMutexLocker lock(&m_mutex);
    return m_checkpoints[std::size_t(number)];
}

std::vector<LineSpan> LineIndex::spans(qint64 first, qint64 count) const
{
    std::vector<LineSpan> found;
    const qint64 end = std::min(first + count, lineCount());
    if (first < 0 || first >= end)
        return found;
    found.reserve(std::size_t(end - first));
    LineState state = checkpoint(first / stride);
    for (qint64 line = first / stride * stride; line < end; ++line) {
        const LineSpan span = m_layout.next(m_text, state);
        if (line >= first)
            found.push_back(span);
    }
    return found;
}

qint64 LineIndex::lineAt(qint64 offset) const
{
    qint64 number = 0;
    {
        const QMutexLocker lock(&m_mutex);
        const auto after = std::upper_bound(m_checkpoints.begin(), m_checkpoints.end(), offset,
                                            [](qint64 value, const LineState &state) { return value < state.offset; });
        number = std::max<qint64>(0, after - m_checkpoints.begin() - 1);
    }
    const std::vector<LineSpan> near = spans(number * stride, stride);
    const auto after = std::upper_bound(near.begin(), near.end(), offset,
                                        [](qint64 value, const LineSpan &span) { return value < span.begin; });
    return number * stride + std::max<qint64>(0, after - near.begin() - 1);
}

std::optional<qint64> LineIndex::closeOf(qint64 line) const
{
    {
        const QMutexLocker lock(&m_mutex);
        if (const auto found = m_folds.constFind(line); found != m_folds.cend())
            return *found;
    }
    const std::vector<LineSpan> near = spans(line, shortFold + 1);
    if (near.empty() || !near.front().opens)
        return {};
    qint64 open = 0;
    for (std::size_t i = 0; i < near.size(); ++i) {
        open += (near[i].opens ? 1 : 0) - (near[i].closes ? 1 : 0);
        if (open == 0)
            return line + qint64(i);
    }
    return {};
}

} // namespace fuseboard
