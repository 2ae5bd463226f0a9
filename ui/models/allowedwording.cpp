// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/allowedwording.h"

#include "config/fields/faultscope.h"
#include "models/words.h"

#include <algorithm>
#include <array>

namespace fuseboard::wording {

using namespace Qt::StringLiterals;

namespace {

/// The words of a kind that has no parts; what no translator may touch is not marked.
struct AllowedWords
{
    AllowedKind kind;
    const char *text;
};

constexpr std::array wordsWithoutParts{
    AllowedWords{AllowedKind::Flag, "true | false"},
    AllowedWords{AllowedKind::NumberAsText, QT_TRANSLATE_NOOP("Wording", "a number")},
    AllowedWords{AllowedKind::Name, QT_TRANSLATE_NOOP("Wording", "a name")},
    AllowedWords{AllowedKind::FreeName, QT_TRANSLATE_NOOP("Wording", "a name that has no field of its own")},
    AllowedWords{AllowedKind::VariableName, QT_TRANSLATE_NOOP("Wording", "a name of letters, digits, _ . -")},
    AllowedWords{AllowedKind::CapturedName, QT_TRANSLATE_NOOP("Wording", "letters, digits, _ - .")},
    AllowedWords{AllowedKind::Slug,
                 QT_TRANSLATE_NOOP("Wording",
                                   "a-z 0-9 - _ . in up to 100 characters, a letter or digit first, and no name of a "
                                   "device in Windows (con, nul, com1)")},
    AllowedWords{AllowedKind::UserName, QT_TRANSLATE_NOOP("Wording", "text without ':'")},
    AllowedWords{AllowedKind::FileName, QT_TRANSLATE_NOOP("Wording", "a file name")},
    AllowedWords{AllowedKind::EnvironmentFile,
                 QT_TRANSLATE_NOOP("Wording", "the name of a file in environments/, without .json")},
    AllowedWords{AllowedKind::HostName, QT_TRANSLATE_NOOP("Wording", "a host name")},
    AllowedWords{AllowedKind::BareHostName, QT_TRANSLATE_NOOP("Wording", "a host name without scheme, port and path")},
    AllowedWords{AllowedKind::Sha256, QT_TRANSLATE_NOOP("Wording", "64 hexadecimal digits")},
    AllowedWords{AllowedKind::SpacelessWord, QT_TRANSLATE_NOOP("Wording", "a word without spaces")},
    AllowedWords{AllowedKind::JsonPath, QT_TRANSLATE_NOOP("Wording", "a path such as $.items[0].id")},
    AllowedWords{AllowedKind::RegularExpression, QT_TRANSLATE_NOOP("Wording", "a regular expression")},
    AllowedWords{AllowedKind::Method,
                 QT_TRANSLATE_NOOP("Wording", "GET | POST | PUT | PATCH | DELETE | … not CONNECT")},
    AllowedWords{
        AllowedKind::HeaderName,
        QT_TRANSLATE_NOOP("Wording", "letters, digits and !#$%&'*+-.^_`|~; not Content-Length, Connection and such")},
    AllowedWords{AllowedKind::HeaderValue,
                 QT_TRANSLATE_NOOP("Wording", "no line breaks, control characters or blanks at the ends")},
    AllowedWords{AllowedKind::Url,
                 QT_TRANSLATE_NOOP("Wording", "http:// or https:// with a host, port 1 … 65535, no user info, no #")},
    AllowedWords{AllowedKind::CredentialsUrl,
                 QT_TRANSLATE_NOOP("Wording", "https:// with a host, or http:// to this machine")},
    AllowedWords{AllowedKind::PathSegment, QT_TRANSLATE_NOOP("Wording", "not . or ..")},
    AllowedWords{AllowedKind::SecretReference, "\"${env:NAME}\" | {\"secret\": \"keychain\"}"},
    //: ${env:NAME} and {"secret": "keychain"} stay as they are
    AllowedWords{AllowedKind::SecretOrText,
                 QT_TRANSLATE_NOOP("Wording", "text | \"${env:NAME}\" | {\"secret\": \"keychain\"}")},
    AllowedWords{AllowedKind::VariableReference, "{{variable}}"},
    AllowedWords{AllowedKind::VariableOrEnvironment, "{{variable}} | ${env:NAME}"},
    AllowedWords{AllowedKind::WordList, QT_TRANSLATE_NOOP("Wording", "list of text")},
    AllowedWords{AllowedKind::ObjectList, QT_TRANSLATE_NOOP("Wording", "list of objects")},
    AllowedWords{AllowedKind::Object, QT_TRANSLATE_NOOP("Wording", "object")},
    AllowedWords{AllowedKind::AnyObject, QT_TRANSLATE_NOOP("Wording", "a JSON object")},
    AllowedWords{AllowedKind::NamesAndText, QT_TRANSLATE_NOOP("Wording", "object of names and text")},
    AllowedWords{AllowedKind::NamesAndValues, QT_TRANSLATE_NOOP("Wording", "object of names and values")},
    AllowedWords{AllowedKind::NamesAndSecrets, QT_TRANSLATE_NOOP("Wording", "object of names and secrets")},
    AllowedWords{AllowedKind::OnceEach, QT_TRANSLATE_NOOP("Wording", "each name once")},
    AllowedWords{AllowedKind::OnceInAnyCase, QT_TRANSLATE_NOOP("Wording", "each name once, whatever its case")},
    AllowedWords{AllowedKind::OnceEachCode, QT_TRANSLATE_NOOP("Wording", "each code once")},
    AllowedWords{AllowedKind::Utf8, "UTF-8"},
    AllowedWords{AllowedKind::TextWithoutNul, QT_TRANSLATE_NOOP("Wording", "JSON text without NUL")},
    AllowedWords{AllowedKind::Document, "{ … }"},
    AllowedWords{AllowedKind::FieldBehindComma, QT_TRANSLATE_NOOP("Wording", ", \"name\"")},
    AllowedWords{AllowedKind::ValueBehindComma, QT_TRANSLATE_NOOP("Wording", ", a value")},
    AllowedWords{AllowedKind::QuotedName, QT_TRANSLATE_NOOP("Wording", "a name in double quotes")},
    AllowedWords{AllowedKind::QuotedText, QT_TRANSLATE_NOOP("Wording", "text in double quotes")},
    AllowedWords{AllowedKind::AnyValue, QT_TRANSLATE_NOOP("Wording", "a value")},
    AllowedWords{AllowedKind::TheEnd, QT_TRANSLATE_NOOP("Wording", "nothing more")},
};

QString fixedWords(AllowedKind kind)
{
    const auto found = std::find_if(wordsWithoutParts.begin(), wordsWithoutParts.end(),
                                    [kind](const AllowedWords &words) { return words.kind == kind; });
    return found == wordsWithoutParts.end() ? QString() : Words::tr(found->text);
}

/// As a file holds it; empty for none.
QString allowedEnd(const std::optional<double> &end)
{
    return end ? JsonValue::ofDouble(*end).text : QString();
}

QString numberWords(const AllowedValues &allowed)
{
    if (!allowed.isRange())
        return allowed.kind == AllowedKind::WholeNumber ? Words::tr("whole number") : Words::tr("number");
    const QString range = allowedEnd(allowed.least) + u" … "_s + allowedEnd(allowed.most);
    return allowed.leastIsExcluded ? filled(Words::tr("above %1"), {range}) : range;
}

QString textWords(const AllowedValues &allowed)
{
    const QString most = allowedEnd(allowed.most);
    if (!allowed.most)
        return Words::tr("text");
    if (!allowed.least)
        return filled(Words::tr("at most %1 characters"), {most});
    const QString least = allowedEnd(allowed.least);
    if (allowed.kind != AllowedKind::TextInOneLine)
        return filled(Words::tr("%1 … %2 characters"), {least, most});
    return filled(*allowed.least > 0 ? Words::tr("%1 … %2 characters without line breaks, not only blanks")
                                     : Words::tr("%1 … %2 characters without line breaks"),
                  {least, most});
}

/// Kinds that know how much there may be at most.
QString limitWords(const AllowedValues &allowed)
{
    QString most = allowedEnd(allowed.most);
    if (allowed.kind == AllowedKind::Levels)
        return filled(Words::tr("%1 levels"), {most});
    if (allowed.kind == AllowedKind::ValueCount)
        return filled(Words::tr("%1 values"), {most});
    if (allowed.kind == AllowedKind::Bytes)
        return filled(Words::tr("%1 bytes"), {most});
    return most;
}

/// Kinds that tell of one name.
QString nameWords(const AllowedValues &allowed)
{
    QString name = allowed.words.value(0);
    if (allowed.kind == AllowedKind::AtMostField)
        return filled(Words::tr("at most %1"), {name});
    if (allowed.kind == AllowedKind::AtLeastField)
        return filled(Words::tr("at least %1"), {name});
    if (allowed.kind == AllowedKind::VariableInPath)
        //: %1 a variable with its braces; a part of a path may not be one or two dots
        return filled(Words::tr("%1 other than . and .."), {u"{{"_s + name + u"}}"_s});
    return name;
}

} // namespace

QString allowedText(const AllowedValues &allowed)
{
    switch (allowed.kind) {
    case AllowedKind::Number:
    case AllowedKind::WholeNumber:
        return numberWords(allowed);
    case AllowedKind::Text:
    case AllowedKind::TextInOneLine:
        return textWords(allowed);
    case AllowedKind::Levels:
    case AllowedKind::Depth:
    case AllowedKind::ValueCount:
    case AllowedKind::Bytes:
        return limitWords(allowed);
    case AllowedKind::AtMostField:
    case AllowedKind::AtLeastField:
    case AllowedKind::VariableInPath:
    case AllowedKind::Meant:
    case AllowedKind::Told:
        return nameWords(allowed);
    case AllowedKind::Words:
        return allowed.words.join(u" | "_s);
    case AllowedKind::EitherField:
    case AllowedKind::Sign:
        //: between two names, or two signs
        return allowed.words.join(Words::tr(" or "));
    case AllowedKind::Circle:
        return shortened(allowed.words.join(u" → "_s));
    case AllowedKind::CodeList:
        return filled(Words::tr("list of codes %1 … %2"), {allowedEnd(allowed.least), allowedEnd(allowed.most)});
    default: // has no parts; the test goes through all of them
        return fixedWords(allowed.kind);
    }
}

QString allowedText(const ConfigFault &fault)
{
    QString text = allowedText(fault.allowed);
    if (fault.detail != ErrorDetail::WrongType)
        return text;
    if (fault.allowed.isRange())
        return filled(fault.allowed.kind == AllowedKind::WholeNumber ? Words::tr("whole number, %1")
                                                                     : Words::tr("number, %1"),
                      {text});
    const bool isBoundedText = fault.allowed.kind == AllowedKind::TextInOneLine
        || (fault.allowed.kind == AllowedKind::Text && fault.allowed.most);
    return isBoundedText ? filled(Words::tr("text, %1"), {text}) : text;
}

} // namespace fuseboard::wording
