// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <QList>
#include <QString>

#include <vector>

namespace fuseboard {

/// What a stretch of text is, for its colour.
enum class SyntaxKind { Key, String, Number, Keyword, Faint };

/// A stretch of one line that has one colour; what is in none has that of plain text.
struct SyntaxSpan
{
    int from = 0; ///< in UTF-16 units of TextLine::text
    int length = 0; ///< in the same; above 0
    SyntaxKind kind = SyntaxKind::Key;

    friend bool operator==(const SyntaxSpan &, const SyntaxSpan &) = default;
};

/// One line made ready to be shown: safe plain text, its colours, and where in the document each character comes from.
struct TextLine
{
    QString text;
    std::vector<qint64> source; ///< for each UTF-16 unit of the text the offset of its first byte
    QList<SyntaxSpan> spans; ///< in their order, apart from each other
};

/// Adds UTF-8 that stands at an offset of the document. Sequences that are none become U+FFFD, and what has no shape of
/// its own or changes the order of what stands around it becomes a visible sign. Tabs stay. (ADVERSARIAL G15, G16)
void appendUtf8(TextLine &line, QByteArrayView bytes, qint64 offset);

/// Adds what the layout puts in and the document does not have; it counts to the character at offset.
void appendInserted(TextLine &line, QStringView text, qint64 offset);

/// Colours all that was added since the text had from characters.
void colourFrom(TextLine &line, qsizetype from, SyntaxKind kind);

} // namespace fuseboard
