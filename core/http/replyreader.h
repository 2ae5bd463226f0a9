// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "http/request.h"
#include "http/response.h"

#include <optional>

class QNetworkReply;

namespace fuseboard {

/// Takes an answer out of a reply and tells what is wrong with it, as early as it can be seen.
class ReplyReader
{
public:
    explicit ReplyReader(qint64 maxBytes)
        : m_maxBytes(maxBytes)
    {
    }

    /// Status and header fields, once they are there. An error: the answer is not usable.
    [[nodiscard]] std::optional<Error> readHead(const QNetworkReply &reply, const QByteArray &method);
    /// What has come of the body, at most one byte more than allowed.
    [[nodiscard]] std::optional<Error> readBody(QNetworkReply &reply);

    [[nodiscard]] bool hasHead() const { return m_response.status != 0; }
    [[nodiscard]] int status() const { return m_response.status; }
    /// The size of the body is not announced, so that it has to be counted while it comes.
    [[nodiscard]] bool hasOpenEnd() const { return m_openEnd; }
    /// The body is compressed and Qt decodes it.
    [[nodiscard]] bool isEncoded() const { return m_encoded; }

    /// The announced size of the body as sent, -1 where unknown.
    [[nodiscard]] qint64 wireBytes() const { return m_response.wireBytes; }

    /// The answer without its body.
    [[nodiscard]] Response head() const;
    /// The answer, when it is whole.
    [[nodiscard]] Response takeResponse();

private:
    void takeHeaders(const QNetworkReply &reply);
    [[nodiscard]] std::optional<Error> checkFraming(const QNetworkReply &reply, bool expectsBody);
    [[nodiscard]] Error tooLarge() const;

    qint64 m_maxBytes;
    Response m_response;
    bool m_openEnd = true;
    bool m_encoded = false;
};

} // namespace fuseboard
