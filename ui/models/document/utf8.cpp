// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/utf8.h"

#include <array>

namespace fuseboard {

DecodedRune runeAt(QByteArrayView bytes, qsizetype at)
{
    const uchar first = uchar(bytes[at]);
    if (first < 0x80)
        return {first, 1};
    const int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || at + length > bytes.size())
        return {};
    char32_t value = first & (0xff >> (length + 1));
    for (int i = 1; i < length; ++i) {
        if ((uchar(bytes[at + i]) & 0xc0) != 0x80)
            return {};
        value = (value << 6) | (uchar(bytes[at + i]) & 0x3f);
    }
    constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
    if (value < least[std::size_t(length)] || value > 0x10ffff || (value >= 0xd800 && value < 0xe000))
        return {};
    return {value, length};
}

} // namespace fuseboard
