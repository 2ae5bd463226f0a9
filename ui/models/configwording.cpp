// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/errordetailwording.h"
#include "models/faultparts.h"
#include "models/figures.h"
#include "models/words.h"

namespace fuseboard::wording {

using namespace Qt::StringLiterals;

namespace {

/// Whether a later program has written the file: its layout has a higher number than this one knows.
bool isOfNewerVersion(const ConfigFault &fault)
{
    return fault.detail == ErrorDetail::OutOfRange && fault.path == "format"_L1
        && fault.value.toInt() > fault.allowed.words.value(0).toInt();
}

QString valueFault(const ConfigFault &fault, const FaultParts &parts)
{
    if (fault.allowed.kind == AllowedKind::VariableName && parts.value.isEmpty())
        return parts.say(Words::tr("%1 has a name that is not allowed; allowed is %3%4."), {});
    if (isOfNewerVersion(fault))
        return filled(Words::tr("%1 is %2%4: a newer version of Fuseboard wrote the file, and this one reads %3. Use "
                                "that version."),
                      {parts.field, parts.value, parts.allowed, parts.where});
    if (parts.value.isEmpty())
        return parts.say(Words::tr("%1 has a value that is not allowed; allowed is %3%4."),
                         Words::tr("%1 has a value that is not allowed%4."));
    return parts.say(Words::tr("%1 is %2; allowed is %3%4."), Words::tr("%1 is %2, which is not allowed%4."));
}

QString typeFault(const FaultParts &parts)
{
    if (parts.value.isEmpty())
        return parts.say(Words::tr("%1 has the wrong type; expected: %3%4."), Words::tr("%1 has the wrong type%4."));
    return parts.say(Words::tr("%1 is %2, which has the wrong type; expected: %3%4."),
                     Words::tr("%1 is %2, which has the wrong type%4."));
}

/// Names that stand there twice have no value of their own.
QString duplicateFault(const FaultParts &parts)
{
    if (parts.value.isEmpty())
        return parts.say(Words::tr("%1 occurs more than once; allowed is %3%4."),
                         Words::tr("%1 occurs more than once%4. Write it once."));
    return parts.say(Words::tr("%1 is %2, which occurs more than once; allowed is %3%4."),
                     Words::tr("%1 is %2, which occurs more than once%4. Write it once."));
}

QString contradictionFault(const FaultParts &parts)
{
    if (parts.value.isEmpty())
        return parts.say(Words::tr("%1 contradicts another field: it must be %3%4."),
                         Words::tr("%1 contradicts another field%4."));
    return parts.say(Words::tr("%1 is %2, which contradicts another field; allowed is %3%4."),
                     Words::tr("%1 is %2, which contradicts another field%4."));
}

QString oneOf(const FaultParts &parts, const QString &sentence, const QString &withValue)
{
    const QString said = filled(parts.value.isEmpty() ? sentence : withValue,
                                {parts.field, parts.value, {}, parts.where});
    return parts.allowed.isEmpty() ? said : said + u' ' + filled(Words::tr("Allowed is %1."), {parts.allowed});
}

QString addressFault(const FaultParts &parts)
{
    if (parts.field == "user info"_L1)
        return Words::tr("The address holds a user name or a password, which must not be sent in it. Put them into "
                         "the auth section.");
    return oneOf(parts, Words::tr("%1 is not a usable address%4. Write a whole http or https address."),
                 Words::tr("%1 is %2, which is not a usable address%4. Write a whole http or https address."));
}

/// Faults of a request or a configuration that must not be sent.
QString sendFault(ErrorDetail detail, const FaultParts &parts)
{
    if (detail == ErrorDetail::BadUrl)
        return addressFault(parts);
    if (detail == ErrorDetail::OtherOrigin)
        return oneOf(parts,
                     Words::tr("The address leads to another server than the client's, where its credentials must "
                               "not go. Write a path, or use a client for that server."),
                     Words::tr("%2 is another server than the client's, and its credentials must not go there. Write a "
                               "path, or use a client for that server."));
    if (detail == ErrorDetail::BadMethod)
        return oneOf(parts, Words::tr("%1 is not a method that can be sent%4. Use GET, POST or another of HTTP's."),
                     Words::tr("%2 is not a method that can be sent%4. Use GET, POST or another of HTTP's."));
    if (detail == ErrorDetail::BadHeaderName && parts.value.size() > 1 && parts.value.endsWith(u'…'))
        return oneOf(parts, {},
                     Words::tr("%2 in %1 is no header name%4: behind that it has a blank, or another character that no "
                               "header's name may have. Correct it, or remove the header."));
    if (detail == ErrorDetail::BadHeaderName)
        return oneOf(parts, Words::tr("%1 is not a header name that may be set%4. Remove the header."),
                     Words::tr("%2 in %1 is not a header name that may be set%4. Remove the header."));
    if (detail == ErrorDetail::BadHeaderValue)
        return oneOf(parts, Words::tr("The header %1 has characters in its value that must not be sent%4."),
                     Words::tr("The header %1 has characters in its value %2 that must not be sent%4."));
    return oneOf(parts, Words::tr("The body of the request cannot be sent%4."),
                 Words::tr("A %2 request must not carry a body%4. Clear the body, or use another method."));
}

/// Faults of a {{variable}}: the value is its name, the field is where it stands, and allowed the way of a circle.
QString variableFault(ErrorDetail detail, const FaultParts &parts)
{
    const auto said = [&parts](const QString &named, const QString &unnamed) {
        return filled(parts.value.isEmpty() ? unnamed : named, {parts.field, parts.value, parts.allowed, parts.where});
    };
    if (detail == ErrorDetail::VariableMissing)
        return said(
            Words::tr("The variable %2 in %1 has no value. Give it one in the environment, or write the value in "
                      "its place."),
            Words::tr("A variable in %1 has no value. Give it one in the environment."));
    if (detail == ErrorDetail::SecretMissing && !parts.value.isEmpty() && !parts.allowed.isEmpty())
        //: %1 where it stands, %2 a variable of an environment, %3 one of the system
        return filled(
            Words::tr("The variable %2 in %1 is taken from the environment variable %3, which is not set. Set "
                      "it before Fuseboard starts, or give the variable another value in the environment."),
            {parts.field, parts.value, parts.allowed, parts.where});
    if (detail == ErrorDetail::SecretMissing)
        return said(Words::tr("The secret of the variable %2 in %1 is not there. Enter it in the environment."),
                    Words::tr("The secret of a variable in %1 is not there. Enter it in the environment."));
    if (detail == ErrorDetail::SecretUnusable)
        return said(Words::tr("The secret of the variable %2 in %1 has a line break or “${” in it and cannot be used. "
                              "Enter it anew."),
                    Words::tr("A value in %1 reads like a reference to a secret, which it must not be. Change the "
                              "value of the variable."));
    if (parts.value.isEmpty() || parts.allowed.isEmpty())
        return said(Words::tr("%2 in %1 leads back to itself%4. Break the circle."),
                    Words::tr("%1 leads back to itself%4. Break the circle."));
    return said(Words::tr("%2 in %1 leads back to itself: %3%4. Break the circle."), {});
}

/// Faults of a file that a request would send, or that a client needs.
QString fileFault(ErrorDetail detail, const FaultParts &parts)
{
    if (detail == ErrorDetail::FileOutside)
        return oneOf(parts, Words::tr("%1 sends a file that is outside of the workspace. Put it into the workspace."),
                     Words::tr("%1 sends %2, which is outside of the workspace. Put it into the workspace."));
    if (detail == ErrorDetail::NotFound)
        return oneOf(parts, Words::tr("A file that %1 names does not exist%4. Check the path."),
                     Words::tr("%1 is %2, which does not exist%4. Check the path."));
    if (detail == ErrorDetail::NoPermission)
        return oneOf(parts, Words::tr("A file that %1 names may not be opened%4. Check its permissions."),
                     Words::tr("%1 is %2, which may not be opened%4. Check its permissions."));
    return oneOf(parts, Words::tr("An answer must not choose the file that %1 sends. Write its path."),
                 Words::tr("The variable %2 comes from an answer, which must not choose the file that %1 sends. Write "
                           "its path."));
}

bool isVariableFault(ErrorDetail detail)
{
    return detail == ErrorDetail::VariableMissing || detail == ErrorDetail::SecretMissing
        || detail == ErrorDetail::SecretUnusable || detail == ErrorDetail::Cycle;
}

bool isFileFault(ErrorDetail detail)
{
    return detail == ErrorDetail::FileOutside || detail == ErrorDetail::FileFromAnswer
        || detail == ErrorDetail::NotFound || detail == ErrorDetail::NoPermission;
}

bool isTextFault(ErrorDetail detail)
{
    return detail == ErrorDetail::Syntax || detail == ErrorDetail::TooDeep || detail == ErrorDetail::NotUtf8
        || detail == ErrorDetail::TooBig;
}

bool isSendFault(ErrorDetail detail)
{
    return detail == ErrorDetail::BadUrl || detail == ErrorDetail::OtherOrigin || detail == ErrorDetail::BadMethod
        || detail == ErrorDetail::BadHeaderName || detail == ErrorDetail::BadHeaderValue
        || detail == ErrorDetail::BadBody;
}

QString sentenceOf(const ConfigFault &fault, const FaultParts &parts)
{
    if (isTextFault(fault.detail))
        return textFault(fault, parts);
    if (isSendFault(fault.detail))
        return sendFault(fault.detail, parts);
    if (isVariableFault(fault.detail))
        return variableFault(fault.detail, parts);
    if (fault.detail == ErrorDetail::WrongType)
        return typeFault(parts);
    if (fault.detail == ErrorDetail::Missing && !pathParameterOf(fault).isEmpty())
        return filled(Words::tr("The path parameter “:%1” has no value. Give it one, or switch it off to send the path "
                                "as it stands."),
                      {printable(pathParameterOf(fault), 80)});
    if (fault.detail == ErrorDetail::Missing)
        return parts.say(Words::tr("%1 is missing; expected: %3%4."), Words::tr("%1 is missing%4."));
    if (fault.detail == ErrorDetail::Duplicate)
        return duplicateFault(parts);
    if (fault.detail == ErrorDetail::UnknownName)
        return parts.value.isEmpty() ? parts.say(Words::tr("%1 is not a known field%4. Perhaps %3 is meant."),
                                                 Words::tr("%1 is not a known field%4."))
                                     : parts.say(Words::tr("%1 is %2, which is not a known name; allowed is %3%4."),
                                                 Words::tr("%1 is %2, which is not a known name%4."));
    if (fault.detail == ErrorDetail::Contradiction)
        return contradictionFault(parts);
    if (isFileFault(fault.detail))
        return fileFault(fault.detail, parts);
    if (fault.detail == ErrorDetail::PlainSecret && fault.allowed.kind == AllowedKind::VariableReference)
        return filled(
            Words::tr("%1 holds a secret as plain text%4. Write a variable like {{name}} in its place, and its "
                      "value into an environment."),
            {parts.field, {}, {}, parts.where});
    if (fault.detail == ErrorDetail::PlainSecret)
        return filled(Words::tr("%1 holds a secret as plain text%4. Write \"${env:NAME}\" in its place to take it "
                                "from an environment variable."),
                      {parts.field, {}, {}, parts.where});
    return valueFault(fault, parts);
}

/// The error itself as a fault, for errors that carry none.
QString faultSentence(const Error &error)
{
    const ConfigFault fault{error.detail, error.subject, error.value, {}, 0, 0};
    FaultParts parts(fault);
    if (error.bytes)
        parts.allowed = bytes(*error.bytes);
    return sentenceOf(fault, parts);
}

} // namespace

QString sentence(const ConfigFault &fault)
{
    return sentenceOf(fault, FaultParts(fault));
}

QStringList faultSentences(const Error &error, const QString &file)
{
    QStringList sentences;
    if (error.kind != ErrorKind::ConfigInvalid)
        sentences << sentence(error);
    else if (error.faults.isEmpty() && error.detail == ErrorDetail::None)
        sentences << (error.subject.isEmpty() ? Words::tr("The configuration is not valid.")
                                              : filled(Words::tr("%1 is not valid."), {printable(error.subject)}));
    else if (error.faults.isEmpty())
        sentences << faultSentence(error);
    for (const ConfigFault &fault : error.kind == ErrorKind::ConfigInvalid ? error.faults : QList<ConfigFault>())
        sentences << sentence(fault);
    const bool named = error.kind != ErrorKind::ConfigInvalid && error.subject.contains(file);
    if (!file.isEmpty() && !named) {
        for (QString &text : sentences)
            text = filled(Words::tr("%1: %2"), {printable(file), text});
    }
    return sentences;
}

} // namespace fuseboard::wording
