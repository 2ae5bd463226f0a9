// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/json/jsonparser.h"

#include "config/json/jsontreebuilder.h"
#include "config/json/readingiterator.h"

#include <nlohmann/json.hpp>

#include <QHash>

#include <algorithm>
#include <limits>
#include <string_view>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

using Json = nlohmann::json;

/// Numbers that nlohmann stops at, by offset, as they were written. The text is parsed again with a 0 in their place.
using UnusableNumbers = QHash<qsizetype, QByteArray>;

constexpr int maxUnusableNumbers = 50;

bool isNumberByte(char byte)
{
    return (byte >= '0' && byte <= '9') || byte == '+' || byte == '-' || byte == '.' || byte == 'e' || byte == 'E';
}

bool isWordByte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' || isNumberByte(byte);
}

/// What nlohmann's SAX parser calls. Each callback comes when the last byte of its token has been read.
class SaxReceiver
{
public:
    SaxReceiver(const QByteArray &text, const UnusableNumbers &unusable, JsonTreeBuilder &builder)
        : m_text(text)
        , m_unusable(unusable)
        , m_builder(builder)
        , m_end(text.size() - 1)
        , m_furthest(text.constData())
    {
    }

    const char **furthest() { return &m_furthest; }
    /// Where an unusable number stands, if that is what stopped the parser.
    [[nodiscard]] std::optional<qsizetype> foundUnusable() const { return m_foundUnusable; }

    bool null() { return scalar({}, 4); }
    bool boolean(bool flag) { return scalar(JsonValue::ofFlag(flag), flag ? 4 : 5); }
    bool number_integer(Json::number_integer_t number) { return this->number(static_cast<double>(number)); }
    bool number_unsigned(Json::number_unsigned_t number) { return this->number(static_cast<double>(number)); }
    bool number_float(double number, const std::string &) { return this->number(number); }
    bool string(std::string &text)
    {
        JsonValue value = JsonValue::ofText(QString::fromStdString(text));
        value.offset = stringStart();
        return m_builder.scalar(std::move(value));
    }
    bool binary(Json::binary_t &) { return false; } // not in JSON text
    bool start_object(std::size_t) { return m_builder.open(JsonValue::Kind::Object, read() - 1); }
    bool key(std::string &name) { return m_builder.key(QString::fromStdString(name), stringStart()); }
    bool end_object() { return m_builder.close(); }
    bool start_array(std::size_t) { return m_builder.open(JsonValue::Kind::List, read() - 1); }
    bool end_array() { return m_builder.close(); }
    bool parse_error(std::size_t, const std::string &token, const Json::exception &error);

private:
    [[nodiscard]] qsizetype read() const { return m_furthest - m_text.constData(); }
    [[nodiscard]] qsizetype stringStart() const;
    [[nodiscard]] qsizetype errorOffset(const std::string &token, std::string_view message) const;
    [[nodiscard]] QByteArray wordAt(qsizetype offset) const;
    bool scalar(JsonValue value, int length);
    bool number(double number);

    const QByteArray &m_text;
    const UnusableNumbers &m_unusable;
    JsonTreeBuilder &m_builder;
    qsizetype m_end; // of the source; the text has one newline more, so that reading past the end can be told
    const char *m_furthest;
    std::optional<qsizetype> m_foundUnusable;
};

bool SaxReceiver::scalar(JsonValue value, int length)
{
    value.offset = read() - length;
    return m_builder.scalar(std::move(value));
}

bool SaxReceiver::number(double number)
{
    // A lexer has to read the byte behind a number to know that it ends.
    const qsizetype end = read() - 1;
    qsizetype start = end;
    while (start > 0 && isNumberByte(m_text[start - 1]))
        --start;
    JsonValue value;
    value.kind = JsonValue::Kind::Number;
    value.offset = start;
    value.number = number;
    value.text = QString::fromLatin1(m_text.mid(start, end - start));
    if (const auto unusable = m_unusable.constFind(start); unusable != m_unusable.cend()) {
        value.number = std::numeric_limits<double>::quiet_NaN();
        value.text = QString::fromLatin1(*unusable);
    }
    return m_builder.scalar(std::move(value));
}

qsizetype SaxReceiver::stringStart() const
{
    // Every quote within a string has a backslash before it, and no quote that opens one has.
    qsizetype at = read() - 2;
    while (at > 0 && (m_text[at] != '"' || m_text[at - 1] == '\\'))
        --at;
    return std::max<qsizetype>(at, 0);
}

qsizetype SaxReceiver::errorOffset(const std::string &token, std::string_view message) const
{
    const auto isAbout = [message](const char *what) { return message.find(what) != std::string_view::npos; };
    qsizetype last = read() - 1;
    if (last >= m_end || isAbout("invalid string"))
        return std::min(last, m_end);
    if (m_text[last] == '"')
        return stringStart();
    const bool isLookahead = !token.empty() && token.back() != m_text[last];
    const bool isBroken = (isAbout("invalid literal") || isAbout("invalid number")) && !isWordByte(m_text[last]);
    if (last > 0 && (isLookahead || isBroken) && isWordByte(m_text[last - 1]))
        --last;
    while (last > 0 && isWordByte(m_text[last]) && isWordByte(m_text[last - 1]))
        --last;
    return last;
}

QByteArray SaxReceiver::wordAt(qsizetype offset) const
{
    qsizetype end = offset;
    while (end < m_text.size() && isWordByte(m_text[end]))
        ++end;
    return m_text.mid(offset, end - offset);
}

bool isUnusableNumber(QByteArray word)
{
    static const QByteArrayList words{"nan", "inf", "infinity"};
    if (word.startsWith('-') || word.startsWith('+'))
        word.remove(0, 1);
    return words.contains(word.toLower());
}

/// What of an offending word may be shown: only what cannot be a secret.
QString shownWord(const QByteArray &word, const QByteArray &text, qsizetype offset)
{
    static const QByteArrayList mistakes{"true", "false", "none", "null", "nil", "undefined", "yes", "no", "on", "off"};
    static const QByteArray punctuation("{}[]:,;'`/#()=<>\\");
    if (mistakes.contains(word.toLower()))
        return QString::fromLatin1(word);
    if (offset < text.size() && punctuation.contains(text[offset]))
        return QString(QLatin1Char(text[offset]));
    return {};
}

/// What could have stood there instead.
AllowedValues expectedAfter(std::string_view message)
{
    if (message.ends_with("expected '}'"))
        return AllowedValues::ofWords(AllowedKind::Sign, {u","_s, u"}"_s});
    if (message.ends_with("expected ']'"))
        return AllowedValues::ofWords(AllowedKind::Sign, {u","_s, u"]"_s});
    if (message.ends_with("expected ':'"))
        return AllowedValues::ofWords(AllowedKind::Sign, {u":"_s});
    if (message.ends_with("expected string literal"))
        return {AllowedKind::QuotedName};
    if (message.ends_with("expected end of input"))
        return {AllowedKind::TheEnd};
    return {AllowedKind::AnyValue};
}

/// The same, within quotes. Where the file or the line ends, the closing one is missing.
AllowedValues expectedInText(std::string_view message, QByteArrayView rest)
{
    if (message.find("surrogate") != std::string_view::npos)
        return AllowedValues::ofWords(AllowedKind::Sign, {u"\\uD800 … \\uDBFF \\uDC00 … \\uDFFF"_s});
    if (rest.isEmpty())
        return AllowedValues::ofWords(AllowedKind::Sign, {u"\""_s});
    if (rest.front() == '\n' || rest.front() == '\r')
        return AllowedValues::ofWords(AllowedKind::Sign, {u"\""_s, u"\\n"_s});
    if (message.find("control character") != std::string_view::npos)
        return AllowedValues::ofWords(AllowedKind::Sign, {u"\\n"_s, u"\\t"_s, u"\\u0001 … \\u001F"_s});
    return {AllowedKind::QuotedText};
}

/// A comma too many, or one that is not there: most faults that people make. The parser stops behind them, at what is
/// right in itself.
struct CommaFault
{
    qsizetype offset;
    QString value;
    AllowedValues allowed;
};

std::optional<CommaFault> commaFault(const QByteArray &text, qsizetype offset, std::string_view message)
{
    qsizetype before = offset - 1;
    while (before >= 0 && (text[before] == ' ' || text[before] == '\t' || text[before] == '\r' || text[before] == '\n'))
        --before;
    if (before < 0 || offset >= text.size())
        return std::nullopt;
    const char found = text[offset];
    const bool endsObject = found == '}' && message.ends_with("expected string literal");
    const bool endsList = found == ']' && message.ends_with("or a literal");
    if (text[before] == ',' && (endsObject || endsList))
        return CommaFault{before, u","_s, AllowedValues::ofWords(AllowedKind::Sign, {QString(QLatin1Char(found))})};
    if (found == '"' && message.ends_with("expected '}'"))
        return CommaFault{before + 1, {}, {AllowedKind::FieldBehindComma}};
    const bool isValue = found == '"' || found == '{' || found == '[' || isWordByte(found);
    if (isValue && message.ends_with("expected ']'") && message.find("invalid ") == std::string_view::npos)
        return CommaFault{before + 1, {}, {AllowedKind::ValueBehindComma}};
    return std::nullopt;
}

/// The sign that begins a comment, as other formats and some readers of JSON have them; empty where none does.
QString commentAt(const QByteArray &text, qsizetype offset)
{
    const QByteArray begin = text.mid(offset, 2);
    if (begin == "//" || begin == "/*")
        return QString::fromLatin1(begin);
    return begin.startsWith('#') ? u"#"_s : QString();
}

bool SaxReceiver::parse_error(std::size_t, const std::string &token, const Json::exception &error)
{
    constexpr int numberOverflow = 406;
    const std::string_view message(error.what());
    const qsizetype offset = errorOffset(token, message);
    const bool inString = message.find("invalid string") != std::string_view::npos;
    const QByteArray word = inString ? QByteArray() : wordAt(offset);
    if (error.id == numberOverflow || isUnusableNumber(word)) {
        m_foundUnusable = offset;
        if (m_unusable.size() < maxUnusableNumbers)
            return false;
    }
    if (const auto comma = inString ? std::nullopt : commaFault(m_text, offset, message)) {
        m_builder.faultBetween(comma->offset, comma->value, comma->allowed);
        return false;
    }
    if (const QString comment = inString ? QString() : commentAt(m_text, offset); !comment.isEmpty()) {
        m_builder.commentFault(offset, comment, expectedAfter(message));
        return false;
    }
    m_builder.fault(ErrorDetail::Syntax, offset, shownWord(word, m_text, offset),
                    inString ? expectedInText(message, QByteArrayView(m_text).sliced(offset, m_end - offset))
                             : expectedAfter(message));
    return false;
}

} // namespace

ParsedJson parseJson(const JsonSource &source)
{
    if (const auto fault = source.fault())
        return {{}, false, {*fault}};
    QByteArray text = source.text() + '\n';
    UnusableNumbers unusable;
    while (true) {
        JsonTreeBuilder builder(source);
        SaxReceiver receiver(text, unusable, builder);
        const char *end = text.constData() + text.size();
        const bool complete = Json::sax_parse(ReadingIterator(text.constData(), receiver.furthest()),
                                              ReadingIterator(end, receiver.furthest()), &receiver);
        const auto found = receiver.foundUnusable();
        if (!found || unusable.size() >= maxUnusableNumbers)
            return {builder.takeRoot(), complete, builder.faults()};
        qsizetype length = 0;
        while (*found + length < text.size() && isWordByte(text[*found + length]))
            ++length;
        unusable.insert(*found, text.mid(*found, length));
        text.replace(*found, length, QByteArray(length, ' ').replace(0, 1, "0"));
    }
}

} // namespace fuseboard
