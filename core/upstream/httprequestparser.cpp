// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "upstream/httprequestparser.h"

#include <algorithm>
#include <utility>

namespace fuseboard {

namespace {
constexpr int mostEmptyLines = 4; // before a request: some clients end a body with one (RFC 9112 2.2)
} // namespace

HttpRequestParser::HttpRequestParser()
    : HttpRequestParser(Limits{})
{
}

HttpRequestParser::HttpRequestParser(const Limits &limits)
    : m_limits(limits)
    , m_chunks(limits.body, limits.keptBody)
{
}

void HttpRequestParser::append(const QByteArray &bytes)
{
    if (m_read == m_buffer.size()) {
        m_buffer = bytes;
        m_read = 0;
        return;
    }
    if (m_read > 0) {
        m_buffer.remove(0, m_read);
        m_read = 0;
    }
    m_buffer.append(bytes);
}

HttpRequestParser::State HttpRequestParser::next()
{
    if (m_failure)
        return State::Failed;
    if (m_stage == Stage::Complete)
        m_stage = Stage::Head;
    switch (m_stage) {
    case Stage::Head:
        return readHead();
    case Stage::FixedBody:
        return readFixedBody();
    case Stage::ChunkedBody:
        return readChunkedBody();
    case Stage::Complete:
        break;
    }
    return State::NeedMore;
}

bool HttpRequestParser::takeContinue()
{
    return std::exchange(m_continueWanted, false);
}

bool HttpRequestParser::isIdle() const
{
    return (m_stage == Stage::Head || m_stage == Stage::Complete) && m_read == m_buffer.size();
}

HttpRequestParser::State HttpRequestParser::fail(int status)
{
    m_failure = status;
    m_buffer.clear();
    m_read = 0;
    return State::Failed;
}

bool HttpRequestParser::skipEmptyLines()
{
    while (unread().startsWith("\r\n")) {
        m_read += 2;
        m_scanned = 0;
        if (++m_emptyLines > mostEmptyLines)
            return false;
    }
    return true;
}

HttpRequestParser::State HttpRequestParser::readHead()
{
    if (!skipEmptyLines())
        return fail(400);
    const QByteArrayView bytes = unread();
    // What cannot begin a method is no HTTP: TLS, binary noise. Say so at once instead of waiting for its line end.
    if (!bytes.isEmpty() && !isTokenCharacter(bytes.front()) && bytes.front() != '\r')
        return fail(400);
    for (;;) {
        const qsizetype newline = bytes.indexOf('\n', m_scanned);
        if (newline < 0 || newline >= m_limits.head.head)
            break;
        if (newline == m_lineStart || bytes.at(newline - 1) != '\r')
            return fail(400);
        if (m_lineStart == 0 && newline - 1 > m_limits.head.requestLine)
            return fail(414);
        m_scanned = newline + 1;
        if (newline - 1 == m_lineStart)
            return beginBody();
        m_lineStart = m_scanned;
    }
    if (bytes.size() > m_limits.head.head)
        return fail(431);
    // The longest line may lack nothing but its LF.
    if (m_lineStart == 0 && bytes.size() > m_limits.head.requestLine + 1)
        return fail(414);
    m_scanned = bytes.size();
    return State::NeedMore;
}

HttpRequestParser::State HttpRequestParser::beginBody()
{
    m_head.resize(0);
    m_head.append(unread().first(m_scanned));
    m_read += std::exchange(m_scanned, 0);
    m_lineStart = 0;
    m_emptyLines = 0;
    if (const int refused = parseRequestHead(m_head, m_limits.head, m_request, m_framing))
        return fail(refused);
    if (m_framing.length > m_limits.body)
        return fail(413);
    if (m_framing.chunked) {
        m_stage = Stage::ChunkedBody;
        m_chunks.restart();
    } else if (m_framing.length > 0) {
        m_stage = Stage::FixedBody;
        m_bodyLeft = m_framing.length;
        m_body.resize(0);
    } else {
        return complete({}, 0);
    }
    m_continueWanted = m_framing.expectsContinue && unread().isEmpty();
    return next();
}

HttpRequestParser::State HttpRequestParser::readFixedBody()
{
    const auto taken = static_cast<qsizetype>(std::min<qint64>(m_bodyLeft, unread().size()));
    const qsizetype room = std::max<qsizetype>(m_limits.keptBody - m_body.size(), 0);
    m_body.append(unread().first(std::min(taken, room)));
    m_read += taken;
    m_bodyLeft -= taken;
    return m_bodyLeft > 0 ? State::NeedMore : complete(m_body, m_framing.length);
}

HttpRequestParser::State HttpRequestParser::readChunkedBody()
{
    m_read += m_chunks.feed(unread());
    switch (m_chunks.state()) {
    case ChunkDecoder::State::Reading:
        return State::NeedMore;
    case ChunkDecoder::State::Failed:
        return fail(m_chunks.failureStatus());
    case ChunkDecoder::State::Done:
        break;
    }
    return complete(m_chunks.body(), m_chunks.bodyBytes());
}

HttpRequestParser::State HttpRequestParser::complete(QByteArrayView body, qint64 size)
{
    m_continueWanted = false;
    m_request.body = body;
    m_request.bodyBytes = size;
    m_stage = Stage::Complete;
    return State::Ready;
}

} // namespace fuseboard
