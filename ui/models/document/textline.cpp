// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/textline.h"

#include "models/document/utf8.h"

namespace fuseboard {

namespace {

bool runeNeedsSign(char32_t c)
{
    if (c < 0x20)
        return c != u'\t';
    return (c >= 0x7f && c < 0xa0) || c == 0xad || c == 0x61c || (c >= 0x200b && c <= 0x200f)
        || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb)
        || (c >= 0xe0000 && c <= 0xe0fff);
}

QString signForRune(char32_t c)
{
    if (c < 0x20)
        return QString(QChar(char16_t(0x2400 + c)));
    if (c == 0x7f)
        return QString(QChar(0x2421));
    return QStringLiteral("⟨U+") + QString::number(uint(c), 16).toUpper().rightJustified(4, u'0') + u'⟩';
}

} // namespace

void appendUtf8(TextLine &line, QByteArrayView bytes, qint64 offset)
{
    line.text.reserve(line.text.size() + bytes.size());
    line.source.reserve(line.source.size() + std::size_t(bytes.size()));
    for (qsizetype at = 0; at < bytes.size();) {
        const DecodedRune rune = runeAt(bytes, at);
        if (runeNeedsSign(rune.value))
            line.text += signForRune(rune.value);
        else
            appendRune(line.text, rune.value);
        line.source.resize(std::size_t(line.text.size()), offset + at);
        at += rune.length;
    }
}

void appendInserted(TextLine &line, QStringView text, qint64 offset)
{
    line.text += text;
    line.source.resize(std::size_t(line.text.size()), offset);
}

void colourFrom(TextLine &line, qsizetype from, SyntaxKind kind)
{
    if (from < line.text.size())
        line.spans.append({int(from), int(line.text.size() - from), kind});
}

} // namespace fuseboard
