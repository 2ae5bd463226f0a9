// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "http/bodydecoder.h"
#include "http/request.h"
#include "http/response.h"

#include <QByteArray>
#include <QList>

#include <memory>
#include <optional>

class QNetworkReply;

namespace fuseboard {

/// Takes an answer out of a reply and tells what is wrong with it, as early as it can be seen.
class ReplyReader
{
public:
    /// Unpacks bodies unless the request says itself what it accepts; then whoever made it wants them as they come.
    ReplyReader(qint64 maxBytes, const Request &request);

    /// Status and header fields, once they are there. An error: the answer is not usable.
    [[nodiscard]] std::optional<Error> readHead(const QNetworkReply &reply);
    /// What has come of the body, little more than is allowed.
    [[nodiscard]] std::optional<Error> readBody(QNetworkReply &reply);
    /// The frame of the body has ended well: whether what is packed in it has, too.
    [[nodiscard]] std::optional<Error> checkEnd() const;

    [[nodiscard]] bool hasHead() const { return m_response.status != 0; }
    [[nodiscard]] int status() const { return m_response.status; }
    /// The size of the body, or what it unpacks to, is not announced, so that it has to be counted while it comes.
    [[nodiscard]] bool hasOpenEnd() const { return m_openEnd; }

    /// The answer without its body.
    [[nodiscard]] Response head() const;
    /// The answer, when it is whole.
    [[nodiscard]] Response takeResponse();

private:
    void takeHeaders(const QNetworkReply &reply);
    [[nodiscard]] std::optional<Error> checkFraming(const QNetworkReply &reply, bool expectsBody);
    [[nodiscard]] std::optional<Error> unpack(QNetworkReply &reply);
    void addPiece(QByteArray piece);
    void joinPieces();
    [[nodiscard]] Error tooLarge() const;
    [[nodiscard]] qint64 mostPackedBytes() const;

    qint64 m_maxBytes;
    QByteArray m_method;
    bool m_unpacks;
    Response m_response;
    std::unique_ptr<BodyDecoder> m_decoder; // null for a body that is as it came
    qint64 m_packedBytes = 0; // that have come
    QList<QByteArray> m_pieces; // of a body that is not unpacked, until it is whole
    qint64 m_bodyBytes = 0; // of them
    bool m_openEnd = true;
};

} // namespace fuseboard
