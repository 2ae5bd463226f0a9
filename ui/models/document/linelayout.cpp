// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/linelayout.h"

#include <algorithm>

namespace fuseboard {

LineState LineLayout::start(QByteArrayView text) const
{
    LineState state;
    state.offset = text.startsWith("\xef\xbb\xbf") ? 3 : 0;
    return state;
}

qint64 characterBoundary(QByteArrayView text, qint64 from, qint64 at)
{
    const qint64 least = std::max(from + 1, at - 3);
    for (qint64 i = at; i >= least && i < text.size(); --i) {
        if ((uchar(text[i]) & 0xc0) != 0x80)
            return i;
    }
    return at;
}

} // namespace fuseboard
