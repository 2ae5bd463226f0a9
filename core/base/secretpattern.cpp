// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/secretpattern.h"

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// Where a character may end. One that leads an escape itself ('%', '\') can be read in several ways.
using Ends = QList<qsizetype>;

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

bool mayBeEscape(QChar letter)
{
    return letter == u'%' || letter == u'\\' || letter == u'+' || letter.isSurrogate();
}

/// What nearly every place of a text shows at its first or second letter, without a look at how letters may be written.
bool differsPlainly(QStringView plain, QStringView text)
{
    for (qsizetype i = 0; i < plain.size(); ++i) {
        if (i >= text.size())
            return true;
        if (mayBeEscape(text.at(i)))
            return false;
        if (text.at(i).toCaseFolded() != plain.at(i).toCaseFolded())
            return true;
    }
    return false;
}

} // namespace

SecretPattern::SecretPattern(QString text)
    : m_plain(std::move(text))
{
    for (const uint character : m_plain.toUcs4())
        m_characters.append(character);
}

qsizetype SecretPattern::matchedLength(QStringView text) const
{
    if (differsPlainly(m_plain, text))
        return 0;
    Ends open{0};
    for (const char32_t character : m_characters) {
        Ends next;
        for (const qsizetype at : std::as_const(open))
            addForms(text, at, character, next);
        std::sort(next.begin(), next.end());
        next.erase(std::unique(next.begin(), next.end()), next.end());
        if (next.isEmpty())
            return 0;
        open = std::move(next);
    }
    return open.last();
}

} // namespace fuseboard
