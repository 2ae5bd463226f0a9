// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/replyreader.h"

#include "http/bodyspool.h"

#include <QNetworkReply>

#include <algorithm>
#include <limits>
#include <utility>

namespace fuseboard {

namespace {

constexpr qint64 unpackedAtOnce = 64 << 10;
constexpr qint64 unpackedToFileAtOnce = 4 << 10; // to at most 4 MiB
constexpr qint64 noLimit = std::numeric_limits<qint64>::max();
constexpr qint64 readAtOnce = 256 << 10;
constexpr qint64 bombRatio = 100; // texts of APIs reach 20

} // namespace

ReplyReader::ReplyReader(qint64 maxBytes, const Request &request, BodyTarget target)
    : m_maxBytes(maxBytes)
    , m_target(std::move(target))
{
    expectAnswerTo(request);
}

void ReplyReader::expectAnswerTo(const Request &request)
{
    m_method = request.method;
    m_unpacks = !request.headers.contains("Accept-Encoding");
}

std::optional<Error> ReplyReader::openFile()
{
    if (m_target.path.isEmpty())
        return std::nullopt;
    m_file = std::make_unique<BodyFile>(m_target.path);
    return m_file->open();
}

std::optional<Error> ReplyReader::readBody(QNetworkReply &reply)
{
    if (m_file || mayGoToDisk())
        return storeBody(reply);
    if (m_decoder)
        return unpack(reply);
    const qint64 most = std::min(m_maxBytes, noLimit - 1) + 1;
    const qint64 atOnce = m_openEnd ? readAtOnce : most;
    while (m_bodyBytes < most && reply.bytesAvailable() > 0) {
        QByteArray piece = reply.read(std::min({most - m_bodyBytes, atOnce, reply.bytesAvailable()}));
        if (piece.isEmpty())
            break;
        m_bodyBytes += piece.size();
        addPiece(std::move(piece));
    }
    if (m_bodyBytes > m_maxBytes)
        return tooLarge();
    return std::nullopt;
}

/// A text that grew by itself would be here twice each time it moves; one piece for each byte that drips would cost
/// more than the bytes.
void ReplyReader::addPiece(QByteArray piece)
{
    const bool fits = !m_pieces.isEmpty() && m_pieces.constLast().size() + piece.size() <= readAtOnce;
    if (fits)
        m_pieces.last() += piece;
    else
        m_pieces.append(std::move(piece));
}

std::optional<Error> ReplyReader::unpack(QNetworkReply &reply)
{
    while (reply.bytesAvailable() > 0) {
        const QByteArray piece = reply.read(std::min(unpackedAtOnce, reply.bytesAvailable()));
        if (piece.isEmpty())
            break;
        m_packedBytes += piece.size();
        if (m_packedBytes > mostPackedBytes())
            return tooLarge();
        const auto state = m_decoder->decode(piece, m_response.body, m_maxBytes);
        if (state != BodyDecoder::State::Fine)
            return unpackError(state, m_decoder->usedBytes() < m_maxBytes / bombRatio);
    }
    return std::nullopt;
}

std::optional<Error> ReplyReader::storeBody(QNetworkReply &reply)
{
    while (reply.bytesAvailable() > 0) {
        QByteArray piece = reply.read(m_decoder ? unpackedToFileAtOnce : readAtOnce);
        if (piece.isEmpty())
            break;
        if (auto error = m_decoder ? unpackPiece(piece) : std::nullopt)
            return error;
        m_bodyBytes += piece.size();
        if (m_bodyBytes > mostBytes())
            return tooLarge();
        if (auto error = m_file ? m_file->write(piece) : store(std::move(piece)))
            return error;
    }
    return std::nullopt;
}

std::optional<Error> ReplyReader::unpackPiece(QByteArray &piece)
{
    m_packedBytes += piece.size();
    if (m_packedBytes > mostPackedBytes())
        return tooLarge();
    QByteArray unpacked;
    const qint64 bomb = std::max(m_maxBytes, m_packedBytes * bombRatio);
    const bool isLimited = mostBytes() <= bomb;
    const auto state = m_decoder->decode(piece, unpacked, (isLimited ? mostBytes() : bomb) - m_bodyBytes);
    if (state != BodyDecoder::State::Fine)
        return unpackError(state, !isLimited || m_decoder->usedBytes() < m_maxBytes / bombRatio);
    piece = std::move(unpacked);
    return std::nullopt;
}

/// In memory as long as it fits there, and also beyond where the disk does not take it and it may be there.
std::optional<Error> ReplyReader::store(QByteArray piece)
{
    if (!m_spool && !m_spoolFailure && m_bodyBytes > m_target.spool.mostInMemory)
        spill();
    if (m_spool) {
        const auto failure = m_spool->write(piece);
        if (!failure)
            return std::nullopt;
        if (auto error = leaveSpool(*failure))
            return error;
    }
    if (m_spoolFailure && m_bodyBytes > m_maxBytes)
        return m_spoolFailure;
    addPiece(std::move(piece));
    return std::nullopt;
}

void ReplyReader::spill()
{
    m_spool = std::make_shared<BodySpool>(m_target.spool.folder);
    m_spoolFailure = m_spool->open();
    for (const QByteArray &piece : std::as_const(m_pieces)) {
        if (!m_spoolFailure)
            m_spoolFailure = m_spool->write(piece);
    }
    m_spoolFailure ? m_spool.reset() : m_pieces.clear();
}

std::optional<Error> ReplyReader::leaveSpool(const Error &why)
{
    m_spoolFailure = why;
    const auto spool = std::exchange(m_spool, nullptr);
    if (m_bodyBytes > m_maxBytes)
        return why;
    const auto written = spool->map();
    if (!written)
        return written.error();
    m_pieces.append(QByteArray(written->constData(), written->size())); // which stays when the file goes
    return std::nullopt;
}

qint64 ReplyReader::mostBytes() const
{
    return m_file || m_target.isUnlimited(m_response.status) ? noLimit : m_maxBytes;
}

Error ReplyReader::unpackError(BodyDecoder::State state, bool isBomb) const
{
    if (state == BodyDecoder::State::Broken)
        return Error(ErrorKind::Protocol, ErrorDetail::BadContentEncoding);
    Error error = tooLarge();
    if (isBomb)
        error.detail = ErrorDetail::DecompressionBomb;
    return error;
}

std::optional<Error> ReplyReader::checkEnd()
{
    if (m_decoder && !m_decoder->isWhole())
        return Error(ErrorKind::Protocol, ErrorDetail::BadContentEncoding);
    if (m_spool) {
        auto mapped = m_spool->map();
        if (!mapped)
            return mapped.error();
        m_response.body = *std::move(mapped);
        m_response.spool = m_spool;
    }
    if (!m_file)
        return std::nullopt;
    if (auto error = m_file->commit())
        return error;
    m_response.filedBody = FiledBody{m_target.path, m_bodyBytes};
    return std::nullopt;
}

Response ReplyReader::head() const
{
    Response head = m_response;
    head.body.clear();
    head.spool.reset();
    return head;
}

Response ReplyReader::takeResponse()
{
    if (m_decoder)
        m_response.wireBytes = m_packedBytes;
    else if (m_response.wireBytes < 0)
        m_response.wireBytes = m_bodyBytes;
    joinPieces();
    return std::move(m_response);
}

void ReplyReader::joinPieces()
{
    if (m_pieces.size() == 1) {
        m_response.body = std::move(m_pieces.first());
    } else if (!m_pieces.isEmpty()) {
        m_response.body.reserve(m_bodyBytes);
        for (QByteArray &piece : m_pieces)
            m_response.body += std::exchange(piece, {}); // which frees it
    }
    m_pieces.clear();
}

qint64 ReplyReader::mostPackedBytes() const
{
    // What cannot be packed grows a little by it; so does what is packed in many small members, but not without end.
    constexpr qint64 forHeads = 64 << 10;
    const qint64 most = mostBytes();
    const qint64 packed = most / 1000 + forHeads;
    return std::min(most, noLimit - packed) + packed;
}

Error ReplyReader::tooLarge() const
{
    Error error(ErrorKind::TooLarge, ErrorDetail::BodyLimit);
    error.bytes = m_maxBytes;
    return error;
}

} // namespace fuseboard
