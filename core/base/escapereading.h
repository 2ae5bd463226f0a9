// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QVarLengthArray>

namespace fuseboard {

/// One way to read the character at a place of a text.
struct EscapeReading
{
    char32_t character = 0;
    qsizetype end = 0; ///< of what is written for it
    bool isItself = false; ///< and not an escape for it
};

/// How many times over a character may be percent-encoded.
inline constexpr int deepestEncoding = 4;

/// Whether it may be written, or be part of what is written, for another one.
inline bool mayBeEscape(QChar letter)
{
    return letter == u'%' || letter == u'\\' || letter == u'+' || letter.isSurrogate();
}

/// As it is, and where an escape begins as what that means: "%41", "%2541", "%C3%84", "\u0041", "\n" or "+". A '%' can
/// be read in several ways: "%2525" is one, encoded twice, or one and "25". Nothing at the end of text.
QVarLengthArray<EscapeReading, 6> readingsAt(QStringView text, qsizetype at);

/// The character at at, which goes behind it. What is none, as half a pair, is the one that stands for such.
char32_t takeCharacter(QStringView text, qsizetype &at);

} // namespace fuseboard
