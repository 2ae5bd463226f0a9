// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "upstream/upstreamrequest.h"

namespace fuseboard {

/// What the head of a request says about the bytes that follow it.
struct RequestFraming
{
    bool chunked = false;
    qint64 length = 0; ///< of a body that is not chunked
    bool expectsContinue = false;
};

/// How much a head may hold.
struct RequestHeadLimits
{
    qsizetype requestLine = 16 * 1024;
    qsizetype head = 64 * 1024;
    qsizetype fields = 100;
};

/// Reads a whole head (request line, fields and the empty line, CRLF each) into request and framing. Strict where
/// laxness lets two readers see two requests: no folding, no space before the colon, one meaning of the length.
/// Returns 0, or the status that refuses it: 400, 414, 417, 431, 501 or 505. (RFC 9112)
int parseRequestHead(QByteArrayView head, const RequestHeadLimits &limits, UpstreamRequest &request,
                     RequestFraming &framing);

/// A character of a token: method or field name (RFC 9110 5.6.2).
bool isTokenCharacter(char character);

} // namespace fuseboard
