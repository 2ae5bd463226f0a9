// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/packing.h"

#include <QRandomGenerator>
#include <QtEndian>

#include <array>

namespace fuseboard {

namespace {

constexpr qsizetype lengthOfQCompress = 4; // Qt puts the size in front
constexpr qsizetype zlibHeader = 2;
constexpr qsizetype zlibChecksum = 4;
constexpr char hasExtra = 0x04;
constexpr char hasComment = 0x10;

constexpr std::array<quint32, 256> crcOfBytes()
{
    constexpr quint32 polynomial = 0xedb88320;
    std::array<quint32, 256> table{};
    for (quint32 byte = 0; byte < table.size(); ++byte) {
        quint32 crc = byte;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1U) != 0 ? polynomial : 0U);
        table[byte] = crc;
    }
    return table;
}

quint32 crc32(const QByteArray &bytes)
{
    static constexpr auto table = crcOfBytes();
    quint32 crc = ~0U;
    for (const char byte : bytes)
        crc = (crc >> 8) ^ table[(crc ^ static_cast<unsigned char>(byte)) & 0xffU];
    return ~crc;
}

template<typename Number>
QByteArray littleEndian(Number number)
{
    QByteArray bytes(sizeof number, '\0');
    qToLittleEndian(number, bytes.data());
    return bytes;
}

} // namespace

QByteArray deflated(const QByteArray &bytes)
{
    if (bytes.isEmpty()) // of which Qt makes no stream
        return QByteArray("\x78\x9c\x03\x00\x00\x00\x00\x01", 8);
    return qCompress(bytes, 9).mid(lengthOfQCompress);
}

QByteArray gzipped(const QByteArray &bytes, const QByteArray &extra, const QByteArray &comment)
{
    QByteArray header("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", 10);
    header[3] = static_cast<char>((extra.isEmpty() ? 0 : hasExtra) | (comment.isEmpty() ? 0 : hasComment));
    if (!extra.isEmpty())
        header += littleEndian(static_cast<quint16>(extra.size())) + extra;
    if (!comment.isEmpty())
        header += comment + '\0';
    const QByteArray raw = deflated(bytes).mid(zlibHeader).chopped(zlibChecksum);
    return header + raw + littleEndian(crc32(bytes)) + littleEndian(static_cast<quint32>(bytes.size()));
}

QByteArray chunk(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

QByteArray noise(qsizetype bytes)
{
    QRandomGenerator random(7);
    QByteArray made(bytes, Qt::Uninitialized);
    for (char &byte : made)
        byte = static_cast<char>(random.generate());
    return made;
}

} // namespace fuseboard
