// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/outerfolds.h"

#include "models/document/lineindex.h"

namespace fuseboard {

namespace {

constexpr qint64 linesAtOnce = 256;
constexpr qint32 outermost = 0;

/// Within these lines; -1 where it is not there.
qint64 closeWithin(const std::vector<LineSpan> &lines, std::size_t opener)
{
    int open = 0;
    for (std::size_t i = opener; i < lines.size(); ++i) {
        open += (lines[i].opens ? 1 : 0) - (lines[i].closes ? 1 : 0);
        if (open == 0)
            return qint64(i - opener);
    }
    return -1;
}

} // namespace

OuterFolds outerFolds(const LineIndex &index, qint64 mostLines)
{
    OuterFolds inner;
    std::map<qint64, qint64> outer;
    qint64 seen = 0;
    qint64 line = 0;
    for (auto lines = index.spans(0, linesAtOnce); !lines.empty(); lines = index.spans(line, linesAtOnce)) {
        const qint64 first = line;
        for (const qint64 end = first + qint64(lines.size()); line < end && seen < mostLines; ++line, ++seen) {
            const auto at = std::size_t(line - first);
            if (!lines[at].opens || lines[at].depth > outermost + 1)
                continue;
            const qint64 near = closeWithin(lines, at);
            const qint64 close = near >= 0 ? line + near : index.closeOf(line).value_or(-1);
            if (close <= line)
                continue;
            (lines[at].depth == outermost ? outer : inner.folds).emplace(line, close);
            if (lines[at].depth == outermost)
                continue;
            seen += near > 0 ? near : 0; // a long one is not looked at
            line = close;
        }
        if (seen >= mostLines) {
            inner.isCut = line < index.lineCount();
            break;
        }
    }
    if (outer.size() > 1)
        inner.folds = outer;
    return inner;
}

} // namespace fuseboard
