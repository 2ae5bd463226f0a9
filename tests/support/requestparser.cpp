// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/requestparser.h"

namespace fuseboard {

void RequestParser::feed(const QByteArray &bytes)
{
    m_buffer += bytes;
}

std::optional<ReceivedRequest> RequestParser::next()
{
    auto request = readHead();
    if (!request)
        return std::nullopt;
    const qsizetype start = request->head.size();
    const qsizetype size = readBody(*request, start);
    if (size < 0)
        return std::nullopt;
    m_buffer.remove(0, start + size);
    return request;
}

std::optional<ReceivedRequest> RequestParser::readHead()
{
    const qsizetype end = m_buffer.indexOf("\r\n\r\n");
    if (end < 0)
        return std::nullopt;
    ReceivedRequest request;
    request.head = m_buffer.left(end + 4);
    QList<QByteArray> lines = m_buffer.left(end).split('\n');
    const QList<QByteArray> words = lines.takeFirst().trimmed().split(' ');
    request.method = words.value(0);
    request.target = words.value(1);
    request.version = words.value(2);
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        request.headers.append(line.left(colon), line.mid(colon + 1).trimmed());
    }
    return request;
}

qsizetype RequestParser::readBody(ReceivedRequest &request, qsizetype start) const
{
    if (request.headers.value("Transfer-Encoding"))
        return readChunks(request, start);
    const qsizetype length = request.headers.value("Content-Length").value_or("0").toLongLong();
    if (m_buffer.size() < start + length)
        return -1;
    request.body = m_buffer.mid(start, length);
    return length;
}

qsizetype RequestParser::readChunks(ReceivedRequest &request, qsizetype start) const
{
    for (qsizetype at = start;;) {
        const qsizetype lineEnd = m_buffer.indexOf("\r\n", at);
        if (lineEnd < 0)
            return -1;
        const qsizetype size = m_buffer.mid(at, lineEnd - at).toLongLong(nullptr, 16);
        at = lineEnd + 2;
        if (m_buffer.size() < at + size + 2)
            return -1;
        request.body += m_buffer.mid(at, size);
        at += size + 2;
        if (size == 0)
            return at - start;
    }
}

} // namespace fuseboard
