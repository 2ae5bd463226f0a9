// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/allowedvalues.h"

#include <algorithm>
#include <array>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

struct NamedKind
{
    AllowedKind kind;
    QLatin1String name;
};

constexpr std::array kindNames{
    NamedKind{AllowedKind::Unknown, ""_L1},
    NamedKind{AllowedKind::Flag, "flag"_L1},
    NamedKind{AllowedKind::Words, "words"_L1},
    NamedKind{AllowedKind::AtMostField, "at_most_field"_L1},
    NamedKind{AllowedKind::AtLeastField, "at_least_field"_L1},
    NamedKind{AllowedKind::EitherField, "either_field"_L1},
    NamedKind{AllowedKind::Meant, "meant"_L1},
    NamedKind{AllowedKind::Number, "number"_L1},
    NamedKind{AllowedKind::WholeNumber, "whole_number"_L1},
    NamedKind{AllowedKind::NumberAsText, "number_as_text"_L1},
    NamedKind{AllowedKind::Text, "text"_L1},
    NamedKind{AllowedKind::TextInOneLine, "text_in_one_line"_L1},
    NamedKind{AllowedKind::Name, "name"_L1},
    NamedKind{AllowedKind::FreeName, "free_name"_L1},
    NamedKind{AllowedKind::VariableName, "variable_name"_L1},
    NamedKind{AllowedKind::CapturedName, "captured_name"_L1},
    NamedKind{AllowedKind::Slug, "slug"_L1},
    NamedKind{AllowedKind::UserName, "user_name"_L1},
    NamedKind{AllowedKind::FileName, "file_name"_L1},
    NamedKind{AllowedKind::EnvironmentFile, "environment_file"_L1},
    NamedKind{AllowedKind::HostName, "host_name"_L1},
    NamedKind{AllowedKind::BareHostName, "bare_host_name"_L1},
    NamedKind{AllowedKind::Sha256, "sha256"_L1},
    NamedKind{AllowedKind::SpacelessWord, "spaceless_word"_L1},
    NamedKind{AllowedKind::JsonPath, "json_path"_L1},
    NamedKind{AllowedKind::RegularExpression, "regular_expression"_L1},
    NamedKind{AllowedKind::Method, "method"_L1},
    NamedKind{AllowedKind::HeaderName, "header_name"_L1},
    NamedKind{AllowedKind::HeaderValue, "header_value"_L1},
    NamedKind{AllowedKind::Url, "url"_L1},
    NamedKind{AllowedKind::CredentialsUrl, "credentials_url"_L1},
    NamedKind{AllowedKind::PathSegment, "path_segment"_L1},
    NamedKind{AllowedKind::VariableInPath, "variable_in_path"_L1},
    NamedKind{AllowedKind::SecretReference, "secret_reference"_L1},
    NamedKind{AllowedKind::SecretOrText, "secret_or_text"_L1},
    NamedKind{AllowedKind::VariableReference, "variable_reference"_L1},
    NamedKind{AllowedKind::VariableOrEnvironment, "variable_or_environment"_L1},
    NamedKind{AllowedKind::WordList, "word_list"_L1},
    NamedKind{AllowedKind::CodeList, "code_list"_L1},
    NamedKind{AllowedKind::ObjectList, "object_list"_L1},
    NamedKind{AllowedKind::Object, "object"_L1},
    NamedKind{AllowedKind::AnyObject, "any_object"_L1},
    NamedKind{AllowedKind::NamesAndText, "names_and_text"_L1},
    NamedKind{AllowedKind::NamesAndValues, "names_and_values"_L1},
    NamedKind{AllowedKind::NamesAndSecrets, "names_and_secrets"_L1},
    NamedKind{AllowedKind::OnceEach, "once_each"_L1},
    NamedKind{AllowedKind::OnceInAnyCase, "once_in_any_case"_L1},
    NamedKind{AllowedKind::OnceEachCode, "once_each_code"_L1},
    NamedKind{AllowedKind::Circle, "circle"_L1},
    NamedKind{AllowedKind::Utf8, "utf8"_L1},
    NamedKind{AllowedKind::TextWithoutNul, "text_without_nul"_L1},
    NamedKind{AllowedKind::Document, "document"_L1},
    NamedKind{AllowedKind::Sign, "sign"_L1},
    NamedKind{AllowedKind::FieldBehindComma, "field_behind_comma"_L1},
    NamedKind{AllowedKind::ValueBehindComma, "value_behind_comma"_L1},
    NamedKind{AllowedKind::QuotedName, "quoted_name"_L1},
    NamedKind{AllowedKind::QuotedText, "quoted_text"_L1},
    NamedKind{AllowedKind::AnyValue, "any_value"_L1},
    NamedKind{AllowedKind::TheEnd, "the_end"_L1},
    NamedKind{AllowedKind::Levels, "levels"_L1},
    NamedKind{AllowedKind::Depth, "depth"_L1},
    NamedKind{AllowedKind::ValueCount, "value_count"_L1},
    NamedKind{AllowedKind::Bytes, "bytes"_L1},
    NamedKind{AllowedKind::Told, "told"_L1},
};

constexpr bool isInOrder()
{
    for (std::size_t i = 0; i < kindNames.size(); ++i) {
        if (kindNames[i].kind != AllowedKind(i))
            return false;
    }
    return true;
}

static_assert(isInOrder() && kindNames.back().kind == AllowedKind::Told, "each kind has one name, in its place");

} // namespace

QLatin1String allowedKindName(AllowedKind kind)
{
    return kindNames.at(static_cast<std::size_t>(kind)).name;
}

AllowedKind allowedKindNamed(const QString &name)
{
    const auto found = std::find_if(kindNames.begin(), kindNames.end(),
                                    [&name](const NamedKind &named) { return named.name == name; });
    return found == kindNames.end() ? AllowedKind::Unknown : found->kind;
}

AllowedValues AllowedValues::number(double least, double most)
{
    return {AllowedKind::Number, least, most, false, {}};
}

AllowedValues AllowedValues::numberAbove(double least, double most)
{
    return {AllowedKind::Number, least, most, true, {}};
}

AllowedValues AllowedValues::wholeNumber(qint64 least, qint64 most)
{
    return {AllowedKind::WholeNumber, double(least), double(most), false, {}};
}

AllowedValues AllowedValues::text(qsizetype shortest, qsizetype longest)
{
    return {AllowedKind::Text, double(shortest), double(longest), false, {}};
}

AllowedValues AllowedValues::textInOneLine(qsizetype shortest, qsizetype longest)
{
    return {AllowedKind::TextInOneLine, double(shortest), double(longest), false, {}};
}

AllowedValues AllowedValues::atMost(AllowedKind kind, qint64 most)
{
    return {kind, std::nullopt, double(most), false, {}};
}

AllowedValues AllowedValues::ofWords(AllowedKind kind, const QStringList &words)
{
    return {kind, std::nullopt, std::nullopt, false, words};
}

bool AllowedValues::isRange() const
{
    return (kind == AllowedKind::Number || kind == AllowedKind::WholeNumber) && least && most;
}

} // namespace fuseboard
