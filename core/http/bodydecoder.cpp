// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/bodydecoder.h"

#include <array>
#include <utility>

#include <zlib.h>

namespace fuseboard {

namespace {

constexpr qsizetype headBytes = 2; // of a zlib stream
constexpr std::size_t blockBytes = 16 << 10;

bool isZlibHead(const QByteArray &bytes)
{
    const auto method = static_cast<unsigned char>(bytes.at(0));
    const auto flags = static_cast<unsigned char>(bytes.at(1));
    return (method & 0x0fU) == Z_DEFLATED && (method * 256U + flags) % 31U == 0;
}

} // namespace

struct BodyDecoder::Stream
{
    explicit Stream(int windowBits)
        : isUsable(inflateInit2(&z, windowBits) == Z_OK)
    {
    }
    ~Stream()
    {
        if (isUsable)
            inflateEnd(&z);
    }
    Stream(const Stream &) = delete;
    Stream &operator=(const Stream &) = delete;

    z_stream z{};
    bool isUsable;
};

BodyDecoder::BodyDecoder(Coding coding)
    : m_coding(coding)
{
}

BodyDecoder::~BodyDecoder() = default;

QByteArray BodyDecoder::acceptedCodings()
{
    return "gzip, deflate";
}

std::unique_ptr<BodyDecoder> BodyDecoder::forCoding(const QByteArray &contentEncoding)
{
    const QByteArray coding = contentEncoding.trimmed().toLower();
    if (coding == "gzip" || coding == "x-gzip")
        return std::unique_ptr<BodyDecoder>(new BodyDecoder(Coding::Gzip));
    if (coding == "deflate")
        return std::unique_ptr<BodyDecoder>(new BodyDecoder(Coding::Deflate));
    return nullptr;
}

BodyDecoder::State BodyDecoder::decode(const QByteArray &piece, QByteArray &out, qint64 mostBytes)
{
    const QByteArray packed = m_head.isEmpty() ? piece : std::exchange(m_head, {}) + piece;
    if (packed.isEmpty())
        return State::Fine;
    if (!m_stream && packed.size() < headBytes) {
        m_head = packed;
        return State::Fine;
    }
    if (!m_stream && !begin(packed))
        return State::Broken;
    z_stream &z = m_stream->z;
    // zlib does not write to it; its older interface only lacks the const.
    z.next_in = const_cast<Bytef *>(reinterpret_cast<const Bytef *>(packed.constData())); // NOLINT: see above
    z.avail_in = static_cast<uInt>(packed.size());
    const State state = unpack(out, mostBytes);
    m_used += packed.size() - static_cast<qint64>(z.avail_in);
    return state;
}

bool BodyDecoder::begin(const QByteArray &head)
{
    constexpr int gzipWindow = MAX_WBITS + 16;
    const int deflateWindow = isZlibHead(head) ? MAX_WBITS : -MAX_WBITS;
    m_stream = std::make_unique<Stream>(m_coding == Coding::Gzip ? gzipWindow : deflateWindow);
    return m_stream->isUsable;
}

BodyDecoder::State BodyDecoder::unpack(QByteArray &out, qint64 mostBytes)
{
    z_stream &z = m_stream->z;
    std::array<char, blockBytes> block; // NOLINT(cppcoreguidelines-pro-type-member-init): written before it is read
    do {
        if (m_atEnd && (m_coding != Coding::Gzip || inflateReset(&z) != Z_OK))
            return State::Broken; // something stands behind the end
        z.next_out = reinterpret_cast<Bytef *>(block.data());
        z.avail_out = static_cast<uInt>(block.size());
        const int result = inflate(&z, Z_NO_FLUSH);
        out.append(block.data(), static_cast<qsizetype>(block.size() - z.avail_out));
        if (out.size() > mostBytes)
            return State::TooLarge;
        if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
            return State::Broken;
        m_atEnd = result == Z_STREAM_END;
    } while (z.avail_in > 0 || (z.avail_out == 0 && !m_atEnd)); // a full block: there may be more
    return State::Fine;
}

bool BodyDecoder::isWhole() const
{
    return m_stream ? m_atEnd : m_head.isEmpty();
}

} // namespace fuseboard
