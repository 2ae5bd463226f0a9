// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace fuseboard {

/// What a place of a file takes, from a closed list, for each of which wording::allowedText() has its words. In
/// brackets the parts of AllowedValues that a kind has; all others have none.
enum class AllowedKind {
    Unknown, ///< nothing is told of it
    // Choices
    Flag, ///< true or false
    Words, ///< one of [words]
    AtMostField, ///< no more than the field [words: one] of the same section holds
    AtLeastField, ///< no less than that
    EitherField, ///< one of the fields [words: two or more]
    Meant, ///< [words: one], which is close to what was written
    // Numbers
    Number, ///< [least, most, leastIsExcluded]; any that JSON has where neither is told
    WholeNumber, ///< [least, most]
    NumberAsText, ///< text that reads as a number
    // Text
    Text, ///< of [least, most] characters; the ends that are told
    TextInOneLine, ///< of [least, most] characters, without control characters; white space alone counts as none
    Name, ///< any but an empty one
    FreeName, ///< one that no other field speaks for
    VariableName,
    CapturedName, ///< of a variable that an answer fills
    Slug, ///< what a folder or file of a workspace may be called
    UserName, ///< without the colon that would end it (RFC 7617)
    FileName,
    EnvironmentFile, ///< an environment that there is, by the name of its file
    HostName,
    BareHostName, ///< and nothing around the host
    Sha256, ///< in hexadecimal
    SpacelessWord,
    JsonPath,
    RegularExpression,
    Method, ///< of HTTP, but CONNECT
    HeaderName,
    HeaderValue,
    Url, ///< of http or https
    CredentialsUrl, ///< of https, or of http on this machine
    PathSegment, ///< none that leads elsewhere
    VariableInPath, ///< the same for the value of the variable [words: one]
    // Secrets
    SecretReference, ///< to the process's environment or the keychain
    SecretOrText, ///< such a reference, or text
    VariableReference, ///< {{variable}}
    VariableOrEnvironment, ///< {{variable}}, or a reference to the process's environment
    // Lists and objects
    WordList,
    CodeList, ///< of HTTP status codes [least, most]
    ObjectList,
    Object, ///< of declared fields
    AnyObject, ///< whatever its members are
    NamesAndText,
    NamesAndValues,
    NamesAndSecrets,
    OnceEach, ///< no name twice
    OnceInAnyCase, ///< no name twice, in whatever case
    OnceEachCode, ///< no HTTP status code twice
    Circle, ///< nothing that leads round by [words: the way, whose last is its first]
    // The text of a file itself
    Utf8,
    TextWithoutNul,
    Document, ///< a whole object, where there is nothing at all
    Sign, ///< one of the signs of JSON [words]
    FieldBehindComma, ///< a comma is missing before the next field
    ValueBehindComma, ///< a comma is missing before the next value
    QuotedName,
    QuotedText,
    AnyValue,
    TheEnd, ///< nothing more
    Levels, ///< at most [most] within one another
    Depth, ///< at most [most] folders or variables within one another
    ValueCount, ///< at most [most] values in one file
    Bytes, ///< at most [most] in one file
    // From elsewhere
    Told, ///< [words: one] as a history of an older version tells it, for people
};

/// A stable name for files: "whole_number". Empty for Unknown.
QLatin1String allowedKindName(AllowedKind kind);
/// Unknown for an unknown name.
AllowedKind allowedKindNamed(const QString &name);

} // namespace fuseboard
