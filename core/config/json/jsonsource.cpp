// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/json/jsonsource.h"

#include <QStringDecoder>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

JsonSource::JsonSource(QByteArray bytes)
    : m_text(std::move(bytes))
{
    if (m_text.startsWith("\xEF\xBB\xBF"))
        m_text.remove(0, 3);
    m_lineStarts.append(0);
    for (qsizetype at = m_text.indexOf('\n'); at >= 0; at = m_text.indexOf('\n', at + 1))
        m_lineStarts.append(at + 1);
}

JsonSource::Position JsonSource::positionOf(qsizetype offset) const
{
    offset = std::clamp<qsizetype>(offset, 0, m_text.size());
    const auto after = std::upper_bound(m_lineStarts.cbegin(), m_lineStarts.cend(), offset);
    const qsizetype line = after - m_lineStarts.cbegin();
    const auto from = m_text.cbegin() + m_lineStarts.at(line - 1);
    const auto characters = std::count_if(from, m_text.cbegin() + offset,
                                          [](char byte) { return (static_cast<uchar>(byte) & 0xC0) != 0x80; });
    return {static_cast<int>(line), static_cast<int>(characters) + 1};
}

std::optional<ConfigFault> JsonSource::fault() const
{
    // Before NUL bytes, which every UTF-16 text of Latin letters is full of.
    const bool bigEndian = m_text.startsWith("\xFE\xFF")
        || (m_text.size() > 1 && m_text[0] == '\0' && m_text[1] != '\0');
    const bool littleEndian = m_text.startsWith("\xFF\xFE")
        || (m_text.size() > 1 && m_text[0] != '\0' && m_text[1] == '\0');
    if (bigEndian || littleEndian)
        return faultAt(0, ErrorDetail::NotUtf8, u"UTF-16"_s, {AllowedKind::Utf8});
    if (const qsizetype at = firstNotUtf8(); at >= 0) {
        const QByteArray byte = at < m_text.size() ? "0x" + m_text.mid(at, 1).toHex().toUpper() : QByteArray();
        return faultAt(at, ErrorDetail::NotUtf8, QString::fromLatin1(byte), {AllowedKind::Utf8});
    }
    if (const qsizetype at = m_text.indexOf('\0'); at >= 0)
        return faultAt(at, ErrorDetail::Syntax, u"\\u0000"_s, {AllowedKind::TextWithoutNul});
    if (m_text.trimmed().isEmpty())
        return faultAt(0, ErrorDetail::Syntax, {}, {AllowedKind::Document});
    return std::nullopt;
}

ConfigFault JsonSource::faultAt(qsizetype offset, ErrorDetail detail, QString value, AllowedValues allowed) const
{
    const Position position = positionOf(offset);
    return {detail, {}, std::move(value), std::move(allowed), position.line, position.column};
}

qsizetype JsonSource::firstNotUtf8() const
{
    if (m_text.isValidUtf8())
        return -1;
    // Byte by byte, because only a decoder that keeps its state can tell where it went wrong. It hears so late: what
    // follows a sequence that is cut short may be right in itself, and its first byte is to blame.
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    qsizetype begin = 0;
    for (qsizetype at = 0; at < m_text.size(); ++at) {
        const QString decoded = decoder.decode(QByteArrayView(m_text).sliced(at, 1));
        if (decoder.hasError())
            return begin;
        if (!decoded.isEmpty())
            begin = at + 1;
    }
    return begin;
}

} // namespace fuseboard
