// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What stands before a body.

#include "http/replyreader.h"

#include <QNetworkReply>

#include <algorithm>

namespace fuseboard {

namespace {

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
    const bool willSpill = mayGoToDisk() && length && *length > m_target.spool.mostInMemory;
    m_openEnd = expectsBody && (!length || m_decoder || m_file || willSpill);
    if (expectsBody && length && *length > (m_decoder ? mostPackedBytes() : mostBytes()))
        return tooLarge();
    return std::nullopt;
}

} // namespace fuseboard
