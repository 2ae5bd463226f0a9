// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "upstream/chunkdecoder.h"

#include <algorithm>

namespace fuseboard {

namespace {

constexpr qsizetype longestLine = 1024; // a size with its extensions, or a trailer field
constexpr qsizetype longestTrailer = 8 * 1024;

int hexValue(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    const char lower = static_cast<char>(digit | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

} // namespace

ChunkDecoder::ChunkDecoder(qint64 most, qsizetype kept)
    : m_most(most)
    , m_kept(kept)
{
}

void ChunkDecoder::restart()
{
    *this = ChunkDecoder(m_most, m_kept);
}

ChunkDecoder::State ChunkDecoder::state() const
{
    if (m_failure)
        return State::Failed;
    return m_stage == Stage::Done ? State::Done : State::Reading;
}

qsizetype ChunkDecoder::feed(QByteArrayView bytes)
{
    qsizetype used = 0;
    while (used < bytes.size() && state() == State::Reading)
        used += m_stage == Stage::Data ? takeData(bytes.sliced(used)) : takeLine(bytes.sliced(used));
    return used;
}

qsizetype ChunkDecoder::takeData(QByteArrayView bytes)
{
    const auto taken = static_cast<qsizetype>(std::min<qint64>(m_left, bytes.size()));
    const qsizetype room = std::max<qsizetype>(m_kept - m_body.size(), 0);
    m_body.append(bytes.first(std::min(taken, room)));
    m_total += taken;
    m_left -= taken;
    if (m_left == 0)
        m_stage = Stage::DataEnd;
    return taken;
}

qsizetype ChunkDecoder::takeLine(QByteArrayView bytes)
{
    const qsizetype newline = bytes.indexOf('\n');
    const qsizetype taken = newline < 0 ? bytes.size() : newline + 1;
    if (m_line.size() + taken > longestLine) {
        m_failure = 400;
        return taken;
    }
    m_line.append(bytes.first(taken));
    if (m_stage == Stage::DataEnd && !QByteArrayView("\r\n").startsWith(m_line)) {
        m_failure = 400;
    } else if (newline >= 0) {
        m_failure = endLine();
        m_line.resize(0);
    }
    return taken;
}

int ChunkDecoder::endLine()
{
    if (!m_line.endsWith("\r\n"))
        return 400;
    m_line.chop(2);
    switch (m_stage) {
    case Stage::Size:
        return beginChunk();
    case Stage::DataEnd:
        m_stage = Stage::Size;
        return m_line.isEmpty() ? 0 : 400;
    case Stage::Trailer:
        m_trailerBytes += m_line.size();
        if (m_line.isEmpty())
            m_stage = Stage::Done;
        return m_trailerBytes > longestTrailer ? 400 : 0;
    case Stage::Data:
    case Stage::Done:
        break;
    }
    return 400;
}

int ChunkDecoder::beginChunk()
{
    qint64 size = 0;
    qsizetype digits = 0;
    for (; digits < m_line.size() && hexValue(m_line.at(digits)) >= 0; ++digits) {
        size = size * 16 + hexValue(m_line.at(digits));
        if (m_total + size > m_most)
            return 413;
    }
    const QByteArrayView rest = QByteArrayView(m_line).sliced(digits).trimmed();
    if (digits == 0 || !(rest.isEmpty() || rest.startsWith(';')))
        return 400;
    m_left = size;
    m_stage = size == 0 ? Stage::Trailer : Stage::Data;
    return 0;
}

} // namespace fuseboard
