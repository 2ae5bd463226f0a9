// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/rawlayout.h"

#include <algorithm>
#include <cstring>

namespace fuseboard {

LineSpan RawLayout::next(QByteArrayView text, LineState &state) const
{
    LineSpan span{state.offset, 0, state.number, 0, state.part};
    const qint64 room = std::min<qint64>(text.size() - state.offset, longestLine + 1);
    const auto *begin = text.data() + state.offset;
    const auto *end = static_cast<const char *>(std::memchr(begin, '\n', std::size_t(room)));
    if (end || room <= longestLine) {
        const qint64 length = end ? end - begin : room;
        span.end = state.offset + length;
        state.offset = span.end + (end ? 1 : 0);
        state.part = LinePart::Start;
        ++state.number;
        if (end && length > 0 && end[-1] == '\r')
            --span.end;
        return span;
    }
    span.end = characterBoundary(text, state.offset, state.offset + longestLine);
    state.offset = span.end;
    state.part = LinePart::Rest;
    return span;
}

TextLine RawLayout::format(QByteArrayView text, const LineSpan &span) const
{
    TextLine line;
    appendUtf8(line, text.sliced(span.begin, span.end - span.begin), span.begin);
    return line;
}

} // namespace fuseboard
