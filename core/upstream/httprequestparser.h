// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "upstream/chunkdecoder.h"
#include "upstream/requesthead.h"

namespace fuseboard {

/// Cuts a stream of bytes into HTTP/1.x requests, however they are split or run together. Incremental: no byte is
/// looked at twice for want of its successors, and nothing grows beyond the limits.
class HttpRequestParser
{
public:
    enum class State {
        NeedMore, ///< the bytes so far hold no whole request
        Ready, ///< request() is whole
        Failed, ///< failureStatus() says why; the stream cannot be trusted any more
    };
    struct Limits
    {
        RequestHeadLimits head;
        qint64 body = 64 * 1024 * 1024; ///< a longer one is refused with 413
        qsizetype keptBody = 1024 * 1024; ///< what request().body holds at most
    };

    HttpRequestParser();
    explicit HttpRequestParser(const Limits &limits);

    void append(const QByteArray &bytes);
    /// The next whole request of what was appended. The request before it is void.
    State next();

    [[nodiscard]] const UpstreamRequest &request() const { return m_request; }
    [[nodiscard]] int failureStatus() const { return m_failure; }
    /// The peer waits for "100 Continue" before it sends its body. True once for each such request.
    [[nodiscard]] bool takeContinue();
    /// Nothing of a next request has come yet.
    [[nodiscard]] bool isIdle() const;

private:
    enum class Stage { Head, FixedBody, ChunkedBody, Complete };

    State fail(int status);
    bool skipEmptyLines();
    State readHead();
    State beginBody();
    State readFixedBody();
    State readChunkedBody();
    State complete(QByteArrayView body, qint64 size);
    QByteArrayView unread() const { return QByteArrayView(m_buffer).sliced(m_read); }

    Limits m_limits;
    QByteArray m_buffer;
    qsizetype m_read = 0; // bytes of m_buffer that belong to what is done
    qsizetype m_scanned = 0; // bytes of the head that were searched for line ends
    qsizetype m_lineStart = 0; // within the head
    QByteArray m_head; // what the views of m_request point into
    QByteArray m_body;
    qint64 m_bodyLeft = 0;
    ChunkDecoder m_chunks;
    UpstreamRequest m_request;
    RequestFraming m_framing;
    Stage m_stage = Stage::Head;
    int m_failure = 0;
    int m_emptyLines = 0;
    bool m_continueWanted = false;
};

} // namespace fuseboard
