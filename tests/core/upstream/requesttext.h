// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "upstream/httprequestparser.h"

namespace fuseboard::requesttext {

inline QByteArray withHost(const QByteArray &line, const QByteArray &fields = {})
{
    return line + "\r\nHost: a\r\n" + fields + "\r\n";
}

/// The first request of bytes given in pieces of a size, with the state in which it ended.
inline HttpRequestParser::State feedInPieces(HttpRequestParser &parser, const QByteArray &bytes, qsizetype piece)
{
    using State = HttpRequestParser::State;
    State state = State::NeedMore;
    for (qsizetype at = 0; at < bytes.size() && state == State::NeedMore; at += piece) {
        parser.append(bytes.mid(at, piece));
        state = parser.next();
    }
    return state;
}

} // namespace fuseboard::requesttext
