// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "http/bodydecoder.h"
#include "http/bodyfile.h"
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
    /// maxBytes holds for bodies in memory, and for what the target says.
    ReplyReader(qint64 maxBytes, const Request &request, BodyTarget target = {});

    /// It is another request than it was made for, to the same place.
    void expectAnswerTo(const Request &request);
    /// To be called before the request is sent: whether the body can be put where it is to go. A file that was begun
    /// goes with this reader.
    [[nodiscard]] std::optional<Error> openFile();
    /// Leaves the file as it was, unless checkEnd() has filled it.
    void dropFile()
    {
        m_file.reset();
        m_spool.reset();
    }

    /// Status and header fields, once they are there. An error: the answer is not usable.
    [[nodiscard]] std::optional<Error> readHead(const QNetworkReply &reply);
    /// What has come of the body, little more than is allowed.
    [[nodiscard]] std::optional<Error> readBody(QNetworkReply &reply);
    /// The frame of the body has ended well: whether what is packed in it has, too. If so its file is put in place.
    [[nodiscard]] std::optional<Error> checkEnd();

    [[nodiscard]] bool hasHead() const { return m_response.status != 0; }
    [[nodiscard]] int status() const { return m_response.status; }
    /// The body has to be read while it comes: its size, or what it unpacks to, is not announced and must be counted,
    /// or it goes to the disk.
    [[nodiscard]] bool hasOpenEnd() const { return m_openEnd; }

    /// The answer without its body.
    [[nodiscard]] Response head() const;
    /// The answer, when it is whole.
    [[nodiscard]] Response takeResponse();

private:
    void takeHeaders(const QNetworkReply &reply);
    [[nodiscard]] std::optional<Error> checkFraming(const QNetworkReply &reply, bool expectsBody);
    [[nodiscard]] std::optional<Error> unpack(QNetworkReply &reply);
    [[nodiscard]] std::optional<Error> storeBody(QNetworkReply &reply);
    [[nodiscard]] std::optional<Error> unpackPiece(QByteArray &piece);
    [[nodiscard]] std::optional<Error> store(QByteArray piece);
    void spill();
    [[nodiscard]] std::optional<Error> leaveSpool(const Error &why);
    [[nodiscard]] bool mayGoToDisk() const { return m_target.spools(m_response.status); }
    [[nodiscard]] qint64 mostBytes() const;
    [[nodiscard]] Error unpackError(BodyDecoder::State state, bool isBomb) const;
    void addPiece(QByteArray piece);
    void joinPieces();
    [[nodiscard]] Error tooLarge() const;
    [[nodiscard]] qint64 mostPackedBytes() const;

    qint64 m_maxBytes;
    QByteArray m_method;
    bool m_unpacks = true;
    BodyTarget m_target;
    std::unique_ptr<BodyFile> m_file; // null for a body that goes elsewhere
    std::shared_ptr<BodySpool> m_spool; // null for a body that is small so far
    std::optional<Error> m_spoolFailure; // for which the body stays in memory
    Response m_response;
    std::unique_ptr<BodyDecoder> m_decoder; // null for a body that is as it came
    qint64 m_packedBytes = 0; // that have come
    QList<QByteArray> m_pieces; // of a body that is not unpacked or may go to the disk, until it is whole or does
    qint64 m_bodyBytes = 0; // of them, or of what is in the file
    bool m_openEnd = true;
};

} // namespace fuseboard
