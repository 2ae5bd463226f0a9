// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/replyreader.h"

#include <QNetworkReply>

#include <algorithm>
#include <limits>
#include <utility>

namespace fuseboard {

namespace {

constexpr qint64 unpackedAtOnce = 64 << 10;
constexpr qint64 unpackedToFileAtOnce = 4 << 10; // to at most 4 MiB
constexpr qint64 readAtOnce = 256 << 10;
constexpr qint64 bombRatio = 100; // texts of APIs reach 20

// "5" and "5, 5", which is how Qt tells two equal fields; empty for what is no length.
std::optional<qint64> parseContentLength(const QByteArray &value)
{
    std::optional<qint64> length;
    for (const QByteArray &part : value.split(',')) {
        const QByteArray digits = part.trimmed();
        const bool allDigits = !digits.isEmpty()
            && std::all_of(digits.begin(), digits.end(), [](char byte) { return byte >= '0' && byte <= '9'; });
        bool ok = false;
        const qint64 number = digits.toLongLong(&ok);
        if (!allDigits || !ok || (length && *length != number))
            return std::nullopt;
        length = number;
    }
    return length;
}

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

std::optional<Error> ReplyReader::readHead(const QNetworkReply &reply)
{
    const int number = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    // Qt reads whatever stands in that place, "-7" too; what is no status is none.
    const int status = number >= 100 && number <= 599 ? number : 0;
    m_response.status = status;
    m_response.reason = reply.attribute(QNetworkRequest::HttpReasonPhraseAttribute).toByteArray();
    m_response.url = reply.url().adjusted(QUrl::RemoveFragment | QUrl::NormalizePathSegments);
    if (reply.attribute(QNetworkRequest::Http2WasUsedAttribute).toBool())
        m_response.protocol = Protocol::Http2;
    if (status == 0)
        return Error(ErrorKind::Protocol, ErrorDetail::NotHttp);
    if (status < 200)
        return Error(ErrorKind::Protocol, ErrorDetail::InterimAnswer);
    takeHeaders(reply);
    if (m_response.headers.isEmpty())
        return Error(ErrorKind::Protocol, ErrorDetail::HeadersLost);
    return checkFraming(reply, m_method != "HEAD" && status != 204 && status != 304);
}

void ReplyReader::takeHeaders(const QNetworkReply &reply)
{
    for (const auto &[name, value] : reply.rawHeaderPairs()) {
        if (name.compare("Set-Cookie", Qt::CaseInsensitive) != 0) {
            m_response.headers.append(name, value);
            continue;
        }
        // Commas stand in the dates of cookies, so that Qt joins them by line breaks.
        for (const QByteArray &cookie : value.split('\n'))
            m_response.headers.append(name, cookie);
    }
}

std::optional<Error> ReplyReader::checkFraming(const QNetworkReply &reply, bool expectsBody)
{
    const auto field = m_response.headers.value("Content-Length");
    std::optional<qint64> length;
    if (field) {
        length = parseContentLength(*field);
        // A length beside chunks is how answers are smuggled (RFC 9112 6.3).
        if (!length || m_response.headers.contains("Transfer-Encoding"))
            return Error(ErrorKind::Protocol, ErrorDetail::BadContentLength);
    }
    const auto original = reply.attribute(QNetworkRequest::OriginalContentLengthAttribute);
    m_response.wireBytes = length ? *length : original.isValid() ? original.toLongLong() : -1;
    const auto coding = m_response.headers.value("Content-Encoding");
    // A part of what is packed cannot be unpacked by itself.
    if (expectsBody && m_unpacks && coding && m_response.status != 206)
        m_decoder = BodyDecoder::forCoding(*coding);
    if (m_method == "HEAD" || !m_target.takes(m_response.status))
        dropFile(); // the answer to HEAD tells of a body and brings none
    m_openEnd = expectsBody && (!length || m_decoder || m_file);
    if (expectsBody && !m_file && length && *length > (m_decoder ? mostPackedBytes() : m_maxBytes))
        return tooLarge();
    return std::nullopt;
}

std::optional<Error> ReplyReader::readBody(QNetworkReply &reply)
{
    if (m_file)
        return fileBody(reply);
    if (m_decoder)
        return unpack(reply);
    const qint64 most = std::min(m_maxBytes, std::numeric_limits<qint64>::max() - 1) + 1;
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

std::optional<Error> ReplyReader::fileBody(QNetworkReply &reply)
{
    while (reply.bytesAvailable() > 0) {
        QByteArray piece = reply.read(m_decoder ? unpackedToFileAtOnce : readAtOnce);
        if (piece.isEmpty())
            break;
        if (m_decoder) {
            m_packedBytes += piece.size();
            QByteArray unpacked;
            const qint64 most = std::max(m_maxBytes, m_packedBytes * bombRatio) - m_bodyBytes;
            const auto state = m_decoder->decode(piece, unpacked, most);
            if (state != BodyDecoder::State::Fine)
                return unpackError(state, true);
            piece = std::move(unpacked);
        }
        m_bodyBytes += piece.size();
        if (auto error = m_file->write(piece))
            return error;
    }
    return std::nullopt;
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
    return head;
}

Response ReplyReader::takeResponse()
{
    if (m_decoder)
        m_response.wireBytes = m_packedBytes;
    else
        joinPieces();
    return std::move(m_response);
}

void ReplyReader::joinPieces()
{
    if (m_response.wireBytes < 0)
        m_response.wireBytes = m_bodyBytes;
    if (m_file)
        return;
    if (m_pieces.size() == 1) {
        m_response.body = std::move(m_pieces.first());
    } else {
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
    const qint64 packed = m_maxBytes / 1000 + forHeads;
    return std::min(m_maxBytes, std::numeric_limits<qint64>::max() - packed) + packed;
}

Error ReplyReader::tooLarge() const
{
    Error error(ErrorKind::TooLarge, ErrorDetail::BodyLimit);
    error.bytes = m_maxBytes;
    return error;
}

} // namespace fuseboard
