// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/literals.h"

#include <algorithm>

namespace fuseboard::literals {

using namespace Qt::StringLiterals;

namespace {

/// What must not stand raw in a line of source: controls, separators of lines, and what turns the direction.
bool isUnsafe(char32_t c)
{
    if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xfeff)
        return true;
    const auto category = QChar::category(c);
    return category == QChar::Other_Format || category == QChar::Separator_Line
        || category == QChar::Separator_Paragraph || category == QChar::Other_Surrogate;
}

using Escape = QString (*)(char32_t);

/// In double quotes. The escape writes what is unsafe; the five usual ones look the same in every language here.
QString quoted(const QString &text, Escape escape, QStringView alsoEscaped = {})
{
    QString result = u"\""_s;
    for (const char32_t c : text.toUcs4()) {
        switch (c) {
        case U'"':
            result += u"\\\"";
            break;
        case U'\\':
            result += u"\\\\";
            break;
        case U'\n':
            result += u"\\n";
            break;
        case U'\r':
            result += u"\\r";
            break;
        case U'\t':
            result += u"\\t";
            break;
        default:
            if (isUnsafe(c))
                result += escape(c);
            else if (c < 0x80 && alsoEscaped.contains(QChar(char16_t(c))))
                result += u'\\' + QChar(char16_t(c));
            else
                result += QChar::fromUcs4(c);
        }
    }
    return result + u'"';
}

QString fourDigits(char32_t c)
{
    return u"\\u%1"_s.arg(uint(c), 4, 16, QChar(u'0'));
}

/// \u1234, and \U00012345 beyond.
QString shortOrLong(char32_t c)
{
    return c > 0xffff ? u"\\U%1"_s.arg(uint(c), 8, 16, QChar(u'0')) : fourDigits(c);
}

/// JavaScript writes what is beyond 16 bits as two.
QString utf16Units(char32_t c)
{
    QString result;
    // Not QString::fromUcs4(), which takes U+FEFF for a byte order mark and drops it.
    const auto units = QChar::fromUcs4(c);
    for (const QChar unit : QStringView(units))
        result += fourDigits(unit.unicode());
    return result;
}

/// C++ has no \u for controls: the bytes of UTF-8 in octal, of which three digits end by themselves.
QString octalBytes(char32_t c)
{
    QString result;
    for (const char byte : QStringView(QChar::fromUcs4(c)).toUtf8())
        result += u"\\%1"_s.arg(uint(uchar(byte)), 3, 8, QChar(u'0'));
    return result;
}

bool isPlainWord(const QString &text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) {
        return c < u'\x80' && (c.isLetterOrNumber() || u"@%_+:,./-"_s.contains(c));
    });
}

/// What means something between a shell's double quotes, with a '\' before it.
QString inDoubleQuotes(const QString &text)
{
    QString result;
    for (const QChar c : text) {
        if (u"\"\\$`"_s.contains(c))
            result += u'\\';
        result += c;
    }
    return result;
}

/// Whether it stands in a terminal as it is, for lines and tabs are only moved by it.
bool isShownByShell(char32_t c)
{
    return c == U'\n' || c == U'\t' || !isUnsafe(c);
}

/// Whether quotes hold it as it is. A line that begins with '^' is the history's in any of them ("^one^other^").
bool fitsQuotes(const QString &text)
{
    const std::u32string characters = text.toStdU32String();
    return !text.contains("\n^"_L1) && std::all_of(characters.begin(), characters.end(), isShownByShell);
}

/// What a terminal would act on when it is pasted, or show elsewhere, in $'…' of bash, zsh and POSIX of 2024.
QString inEscapes(const std::u32string &text)
{
    QString result = u"$'"_s;
    for (const char32_t c : text) {
        if (c == U'\'' || c == U'\\')
            result += u'\\' + QChar(char16_t(c));
        else if (c == U'!' || c == U'^' || !isShownByShell(c)) // the history of bash looks into these quotes too
            result += octalBytes(c);
        else
            result += QChar::fromUcs4(c);
    }
    return result + u'\'';
}

QString inSingleQuotes(const QString &text)
{
    if (!fitsQuotes(text))
        return inEscapes(text.toStdU32String());
    return u'\'' + QString(text).replace(u'\'', u"'\\''"_s) + u'\'';
}

/// Whether double quotes can hold it: a '!' in them is the history's, and a '\' before it would stay.
bool fitsDoubleQuotes(const Template::Part &part)
{
    return part.isVariable || (!part.text.contains(u'!') && fitsQuotes(part.text));
}

} // namespace

QString python(const QString &text)
{
    return quoted(text, shortOrLong);
}

QString javaScript(const QString &text)
{
    return quoted(text, utf16Units);
}

QString go(const QString &text)
{
    return quoted(text, shortOrLong);
}

QString cpp(const QString &text)
{
    // "??" would begin a trigraph for old compilers.
    return quoted(text, octalBytes, u"?");
}

QString shell(const Template &text)
{
    if (!text.hasVariables()) {
        const QString plain = text.isEmpty() ? QString() : text.parts().first().text;
        return isPlainWord(plain) ? plain : inSingleQuotes(plain);
    }
    const QList<Template::Part> &parts = text.parts();
    if (std::all_of(parts.begin(), parts.end(), fitsDoubleQuotes)) {
        return u'"' + text.joined([](const Template::Part &part) {
            return part.isVariable ? u"${"_s + part.text + u'}' : inDoubleQuotes(part.text);
        }) + u'"';
    }
    return text.joined([](const Template::Part &part) {
        return part.isVariable ? u"\"${"_s + part.text + u"}\""_s : inSingleQuotes(part.text);
    });
}

bool needsBash(const QString &command)
{
    QChar quote; // between which we are
    for (qsizetype i = 0; i < command.size(); ++i) {
        const QChar c = command.at(i);
        if (c == u'\\' && quote != u'\'')
            ++i;
        else if (!quote.isNull())
            quote = c == quote ? QChar() : quote;
        else if (c == u'$' && command.mid(i + 1, 1) == "'"_L1)
            return true;
        else if (c == u'\'' || c == u'"')
            quote = c;
    }
    return false;
}

QString onOneLine(const QString &text)
{
    QString result;
    for (const char32_t c : text.toUcs4()) {
        if (isUnsafe(c))
            result += shortOrLong(c);
        else
            result += QChar::fromUcs4(c);
    }
    return result;
}

QString python(const Template &text)
{
    if (text.isEmpty())
        return u"\"\""_s;
    const auto write = [](const Template::Part &part) {
        return part.isVariable ? u"os.environ[%1]"_s.arg(python(part.text)) : python(part.text);
    };
    return text.joined(write, u" + "_s);
}

QString javaScript(const Template &text)
{
    if (text.isEmpty())
        return u"\"\""_s;
    const auto write = [](const Template::Part &part) {
        return part.isVariable ? u"process.env."_s + part.text : javaScript(part.text);
    };
    return text.joined(write, u" + "_s);
}

QString go(const Template &text)
{
    if (text.isEmpty())
        return u"\"\""_s;
    const auto write = [](const Template::Part &part) {
        return part.isVariable ? u"os.Getenv(%1)"_s.arg(go(part.text)) : go(part.text);
    };
    return text.joined(write, u" + "_s);
}

QString cpp(const Template &text)
{
    if (text.isEmpty())
        return u"QByteArray()"_s;
    const auto write = [](const Template::Part &part) {
        return part.isVariable ? u"qgetenv(%1)"_s.arg(cpp(part.text)) : cpp(part.text);
    };
    return text.joined(write, u" + "_s);
}

} // namespace fuseboard::literals
