// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "upstream/scenarios/bodyanswers.h"

#include "upstream/sampleapi.h"

#include <QtEndian>

#include <array>

namespace fuseboard {

namespace {

constexpr qint64 usualBigBody = 10 * 1024 * 1024;

constexpr std::array<quint32, 256> makeCrcTable()
{
    std::array<quint32, 256> table{};
    for (quint32 byte = 0; byte < table.size(); ++byte) {
        quint32 value = byte;
        for (int bit = 0; bit < 8; ++bit)
            value = (value & 1u) ? 0xedb88320u ^ (value >> 1) : value >> 1;
        table[byte] = value;
    }
    return table;
}

quint32 crc32(const QByteArray &bytes)
{
    static constexpr auto table = makeCrcTable();
    quint32 value = 0xffffffffu;
    for (const char byte : bytes)
        value = table[(value ^ static_cast<unsigned char>(byte)) & 0xffu] ^ (value >> 8);
    return ~value;
}

QByteArray littleEndian(quint32 number)
{
    QByteArray bytes(4, Qt::Uninitialized);
    qToLittleEndian(number, bytes.data());
    return bytes;
}

} // namespace

QByteArray gzip(const QByteArray &bytes)
{
    // qCompress writes its own length (4 bytes), the zlib header (2), deflate data and a checksum (4); gzip is the
    // same data in other wrapping.
    const QByteArray zlib = qCompress(bytes);
    const QByteArray deflated = zlib.mid(6, zlib.size() - 10);
    constexpr char head[] = "\x1f\x8b\x08\0\0\0\0\0\0\xff";
    return QByteArray(head, 10) + deflated + littleEndian(crc32(bytes))
        + littleEndian(static_cast<quint32>(bytes.size()));
}

UpstreamAnswer answerBig(const UpstreamRequest &, ScenarioContext &)
{
    UpstreamAnswer answer;
    answer.contentType = "text/plain; charset=us-ascii";
    answer.filler = usualBigBody;
    return answer;
}

UpstreamAnswer answerGzip(const UpstreamRequest &request, ScenarioContext &context)
{
    UpstreamAnswer answer = sampleAnswer(request, context.path);
    answer.body = gzip(answer.body);
    answer.headers += "Content-Encoding: gzip\r\nVary: Accept-Encoding\r\n";
    return answer;
}

} // namespace fuseboard
