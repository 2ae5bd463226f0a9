// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/escapereading.h"

#include <optional>

namespace fuseboard {

namespace {

using Readings = QVarLengthArray<EscapeReading, 6>;

constexpr qsizetype digitsOfByte = 2;
constexpr qsizetype digitsOfUnit = 4;
constexpr char32_t firstOfSeveralBytes = 0x80; // in UTF-8

int digitOf(QChar letter)
{
    const ushort unit = letter.unicode();
    if (unit >= u'0' && unit <= u'9')
        return unit - u'0';
    const ushort lower = unit | 0x20;
    return lower >= u'a' && lower <= u'f' ? lower - u'a' + 10 : -1;
}

std::optional<char32_t> numberAt(QStringView text, qsizetype at, qsizetype digits)
{
    if (at + digits > text.size())
        return std::nullopt;
    char32_t number = 0;
    for (const QChar letter : text.sliced(at, digits)) {
        const int digit = digitOf(letter);
        if (digit < 0)
            return std::nullopt;
        number = number << 4 | static_cast<char32_t>(digit);
    }
    return number;
}

/// "%C3", "%25C3" …: a byte of several that are one character; it goes behind it.
std::optional<char32_t> takeHighByte(QStringView text, qsizetype &at)
{
    if (at >= text.size() || text.at(at) != u'%')
        return std::nullopt;
    qsizetype from = at + 1;
    for (int depth = 0; depth < deepestEncoding; ++depth, from += digitsOfByte) {
        const auto byte = numberAt(text, from, digitsOfByte);
        if (byte >= firstOfSeveralBytes) {
            at = from + digitsOfByte;
            return byte;
        }
        if (byte != U'%')
            return std::nullopt;
    }
    return std::nullopt;
}

void addSeveralBytes(QStringView text, qsizetype at, Readings &readings)
{
    const auto first = takeHighByte(text, at);
    if (!first)
        return;
    const int following = (*first & 0xe0U) == 0xc0 ? 1
        : (*first & 0xf0U) == 0xe0                 ? 2
        : (*first & 0xf8U) == 0xf0                 ? 3
                                                   : 0;
    if (following == 0)
        return;
    char32_t character = *first & (0x3fU >> following);
    for (int i = 0; i < following; ++i) {
        const auto byte = takeHighByte(text, at);
        if (!byte || (*byte & 0xc0U) != 0x80)
            return;
        character = character << 6 | (*byte & 0x3fU);
    }
    readings.append({character, at});
}

void addPercent(QStringView text, qsizetype at, Readings &readings)
{
    qsizetype from = at + 1;
    for (int depth = 0; depth < deepestEncoding; ++depth, from += digitsOfByte) {
        const auto byte = numberAt(text, from, digitsOfByte);
        if (byte >= firstOfSeveralBytes)
            addSeveralBytes(text, at, readings);
        else if (byte)
            readings.append({*byte, from + digitsOfByte});
        if (byte != U'%')
            return;
    }
}

/// "\\u0041"
std::optional<char32_t> unitAt(QStringView text, qsizetype at)
{
    const bool isEscape = text.sliced(at).startsWith(u"\\u", Qt::CaseInsensitive);
    return isEscape ? numberAt(text, at + 2, digitsOfUnit) : std::nullopt;
}

void addJson(QStringView text, qsizetype at, Readings &readings)
{
    if (at + 1 >= text.size())
        return;
    constexpr QStringView letters = u"\"\\/bfnrt";
    constexpr QStringView meanings = u"\"\\/\b\f\n\r\t";
    if (const qsizetype letter = letters.indexOf(text.at(at + 1)); letter >= 0)
        readings.append({meanings.at(letter).unicode(), at + 2});
    const auto unit = unitAt(text, at);
    if (!unit)
        return;
    at += 2 + digitsOfUnit;
    if (!QChar::isSurrogate(*unit)) {
        readings.append({*unit, at});
        return;
    }
    const auto low = unitAt(text, at);
    if (low && QChar::isHighSurrogate(*unit) && QChar::isLowSurrogate(*low))
        readings.append({QChar::surrogateToUcs4(char16_t(*unit), char16_t(*low)), at + 2 + digitsOfUnit});
}

} // namespace

QVarLengthArray<EscapeReading, 6> readingsAt(QStringView text, qsizetype at)
{
    Readings readings;
    if (at >= text.size())
        return readings;
    qsizetype end = at;
    const char32_t character = takeCharacter(text, end);
    readings.append({character, end, true});
    if (character == U'+') // as in a form
        readings.append({U' ', end});
    else if (character == U'%')
        addPercent(text, at, readings);
    else if (character == U'\\')
        addJson(text, at, readings);
    return readings;
}

char32_t takeCharacter(QStringView text, qsizetype &at)
{
    const QChar unit = text.at(at++);
    if (!unit.isSurrogate())
        return unit.unicode();
    if (unit.isHighSurrogate() && at < text.size() && text.at(at).isLowSurrogate())
        return QChar::surrogateToUcs4(unit, text.at(at++));
    return QChar::ReplacementCharacter;
}

} // namespace fuseboard
