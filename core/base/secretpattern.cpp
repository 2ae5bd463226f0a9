// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/secretpattern.h"

#include <QList>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// Where a character may end. One that leads an escape itself ('%', '\') can be read in several ways.
using Ends = QList<qsizetype>;

// What differs within so many letters is what nearly all places of a text do.
constexpr qsizetype freeLetters = 8;
constexpr qsizetype freeCharacters = 2;
// Of a character that may be written in several ways, as a multiple of that of a letter.
constexpr qsizetype effortOfCharacter = 32;

bool continuesWith(QStringView text, qsizetype at, QStringView part, Qt::CaseSensitivity sensitivity)
{
    return text.sliced(at).startsWith(part, sensitivity);
}

/// "%2F", "%2f", "%252F" … A '%' itself has several ends: "%2525" is one, encoded twice, or one and "25".
void addPercentByte(QStringView text, qsizetype at, uchar byte, Ends &ends)
{
    if (at >= text.size() || text.at(at) != u'%')
        return;
    const QString digits = QString::number(byte, 16).rightJustified(2, u'0');
    ++at;
    for (int depth = 0; depth < SecretPattern::deepestEncoding && at <= text.size(); ++depth, at += 2) {
        if (continuesWith(text, at, digits, Qt::CaseInsensitive))
            ends.append(at + 2);
        if (!continuesWith(text, at, u"25", Qt::CaseSensitive))
            return;
    }
}

void addPercentForms(QStringView text, qsizetype at, char32_t character, Ends &ends)
{
    if (at >= text.size() || text.at(at) != u'%')
        return;
    Ends open{at};
    const QByteArray bytes = QString::fromUcs4(&character, 1).toUtf8();
    for (const char byte : bytes) {
        Ends next;
        for (const qsizetype from : std::as_const(open))
            addPercentByte(text, from, static_cast<uchar>(byte), next);
        open = std::move(next);
    }
    ends.append(open);
}

void addJsonForms(QStringView text, qsizetype at, char32_t character, Ends &ends)
{
    if (at + 1 >= text.size() || text.at(at) != u'\\')
        return;
    constexpr QStringView letters = u"\"\\/bfnrt";
    constexpr QStringView meanings = u"\"\\/\b\f\n\r\t";
    const qsizetype letter = letters.indexOf(text.at(at + 1));
    if (letter >= 0 && meanings.at(letter).unicode() == character)
        ends.append(at + 2);
    const QString units = QString::fromUcs4(&character, 1);
    for (const QChar unit : units) {
        const QString escape = u"\\u"_s + QString::number(unit.unicode(), 16).rightJustified(4, u'0');
        if (!continuesWith(text, at, escape, Qt::CaseInsensitive))
            return;
        at += escape.size();
    }
    ends.append(at);
}

void addForms(QStringView text, qsizetype at, char32_t character, Ends &ends)
{
    const QString plain = QString::fromUcs4(&character, 1);
    if (continuesWith(text, at, plain, Qt::CaseInsensitive)) // QUrl writes hosts in lower case
        ends.append(at + plain.size());
    if (character == U' ' && continuesWith(text, at, u"+", Qt::CaseSensitive))
        ends.append(at + 1);
    addPercentForms(text, at, character, ends);
    addJsonForms(text, at, character, ends);
}

/// How many letters both begin with, up to the first that may be part of an escape.
qsizetype sameLetters(QStringView plain, QStringView text)
{
    const qsizetype most = std::min(plain.size(), text.size());
    qsizetype same = 0;
    while (same < most && !SecretPattern::mayBeEscape(text.at(same))
           && SecretPattern::folded(text.at(same)) == SecretPattern::folded(plain.at(same)))
        ++same;
    return same;
}

char32_t characterAt(QStringView text, qsizetype &at)
{
    const QChar unit = text.at(at++);
    if (!unit.isSurrogate())
        return unit.unicode();
    if (unit.isHighSurrogate() && at < text.size() && text.at(at).isLowSurrogate())
        return QChar::surrogateToUcs4(unit, text.at(at++));
    return QChar::ReplacementCharacter;
}

} // namespace

QChar SecretPattern::folded(QChar letter)
{
    constexpr ushort firstBeyondAscii = 0x80;
    const ushort unit = letter.unicode();
    if (unit >= firstBeyondAscii)
        return letter.toCaseFolded();
    return unit >= u'A' && unit <= u'Z' ? QChar(unit | 0x20) : letter;
}

qsizetype SecretPattern::matchedLength(QStringView text, qsizetype &effort) const
{
    const qsizetype same = sameLetters(m_plain, text);
    effort -= std::max(same - freeLetters, qsizetype(0));
    if (same == m_plain.size())
        return same;
    if (same == text.size() || !mayBeEscape(text.at(same)))
        return 0;
    Ends open{same};
    qsizetype left = freeCharacters;
    for (qsizetype i = same; i < m_plain.size();) {
        const char32_t character = characterAt(m_plain, i);
        Ends next;
        for (const qsizetype at : std::as_const(open))
            addForms(text, at, character, next);
        effort -= left-- > 0 ? 0 : effortOfCharacter * open.size();
        if (next.isEmpty() || effort < 0)
            return 0;
        std::sort(next.begin(), next.end());
        next.erase(std::unique(next.begin(), next.end()), next.end());
        open = std::move(next);
    }
    return open.last();
}

} // namespace fuseboard
