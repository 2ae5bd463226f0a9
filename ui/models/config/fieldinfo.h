// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "config/clientconfig.h"

#include <QList>
#include <QString>

namespace fuseboard {

/// How a field is edited.
enum class FieldKind {
    Number,
    Text,
    File, ///< the path of one
    Choice, ///< one of the words that are allowed
    Flag,
    Codes, ///< a list of HTTP status codes
    Words, ///< a list of words
    Headers, ///< names and values
    Params, ///< the same for parameters
    Secret,
    SecretHeaders, ///< names and secrets
    SecretParams,
};

/// The words around a field of a client.
struct FieldInfo
{
    QString path; ///< as in FieldFacts
    FieldKind kind = FieldKind::Text;
    QString label;
    QString unit; ///< "s", "%"; may be empty
    QString sentence; ///< what it does, without a full stop
    QString absent; ///< what not setting it means, where that is not its default: "wait as long as it takes"
};

/// One word that a choice takes.
struct ChoiceInfo
{
    QString word; ///< in the file
    QString label;
};

/// Every field of a client, in the order of the pages.
const QList<FieldInfo> &clientFieldInfos();
/// Null for an unknown one.
const FieldInfo *fieldInfo(const QString &path);
/// The words of a choice in their order.
QList<ChoiceInfo> choicesOf(const QString &path);

namespace wording {

/// The note beside a field: its sentence, what is allowed and its default. Some tell more of the configuration that
/// they stand in: "100 requests at once".
QString note(const FieldInfo &info, const ClientConfig &config);
/// The same of a field that must be filled in, and is not yet: "The name of the client · needed".
QString neededNote(const FieldInfo &info, const ClientConfig &config);
/// The same in a few words when the field is wrong: "Must be 0 or more. Empty: wait as long as it takes".
QString shortFault(const FieldInfo &info, const ConfigFault &fault);
/// "1 value to correct"; empty for none.
QString faultCount(qsizetype faults);
/// The default as an empty field shows it; empty where there is none.
QString standardText(const FieldInfo &info, const ClientConfig &config);

} // namespace wording

} // namespace fuseboard
