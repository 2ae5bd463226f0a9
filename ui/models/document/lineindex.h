// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/document/linelayout.h"

#include <QHash>
#include <QMutex>

#include <deque>
#include <optional>
#include <vector>

namespace fuseboard {

/// Where the lines of a document are: the state of its layout at every 64th line, and where long containers end. It
/// grows in one thread while others read what is known so far.
class LineIndex final
{
public:
    static constexpr qint64 stride = 64; ///< lines from one checkpoint to the next

    LineIndex(QByteArrayView text, const LineLayout &layout);
    Q_DISABLE_COPY_MOVE(LineIndex)

    /// Goes on until about the offset, or to the end. One thread at a time.
    void extend(qint64 untilOffset);

    [[nodiscard]] qint64 lineCount() const;
    [[nodiscard]] bool isComplete() const;
    /// How far it has come, in bytes.
    [[nodiscard]] qint64 knownBytes() const;
    /// The lines from first on, at most count of them.
    [[nodiscard]] std::vector<LineSpan> spans(qint64 first, qint64 count) const;
    /// The line in which the byte is shown, or the one before it; 0 where nothing is known yet.
    [[nodiscard]] qint64 lineAt(qint64 offset) const;
    /// The line that closes what this one opens; empty where it opens nothing, or where that is not known (yet).
    [[nodiscard]] std::optional<qint64> closeOf(qint64 line) const;

private:
    [[nodiscard]] LineState checkpoint(qint64 number) const;
    void note(const LineSpan &span, qint64 line);
    void publish(bool complete);

    QByteArrayView m_text;
    const LineLayout &m_layout;
    // Of the thread that extends.
    LineState m_state;
    qint64 m_next = 0;
    std::vector<qint64> m_open; ///< the lines that have opened something
    qint64 m_openTooDeep = 0;
    std::vector<LineState> m_newCheckpoints;
    std::vector<std::pair<qint64, qint64>> m_newFolds;
    // Of all, under the mutex.
    mutable QMutex m_mutex;
    std::deque<LineState> m_checkpoints; ///< grows without a copy, which would double it and keep readers waiting
    QHash<qint64, qint64> m_folds; ///< long ones only; short ones are found by looking
    qint64 m_lines = 0;
    qint64 m_known = 0;
    bool m_complete = false;
};

} // namespace fuseboard
