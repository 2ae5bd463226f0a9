// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <QString>

namespace fuseboard {

/// One character of UTF-8.
struct DecodedRune
{
    char32_t value = 0xfffd;
    int length = 1; ///< in bytes
};

/// The character at; what is none is U+FFFD and one byte long. Overlong forms, surrogates and what is beyond Unicode
/// are no characters.
[[nodiscard]] DecodedRune runeAt(QByteArrayView bytes, qsizetype at);

inline void appendRune(QString &text, char32_t value)
{
    if (!QChar::requiresSurrogates(value)) {
        text += QChar(char16_t(value));
        return;
    }
    text += QChar(QChar::highSurrogate(value));
    text += QChar(QChar::lowSurrogate(value));
}

} // namespace fuseboard
