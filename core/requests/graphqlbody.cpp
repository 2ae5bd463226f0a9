// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "requests/graphqlbody.h"

#include "config/document.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// Without its value, which may be a secret.
Error variablesFault(ErrorDetail detail, const ConfigFault &where = {})
{
    return invalidDocument(
        {ConfigFault{detail, u"graphql_variables"_s, {}, {AllowedKind::AnyObject}, where.line, where.column}});
}

} // namespace

Result<QByteArray> graphQlBody(const QString &query, const QString &variables, const QString &operation)
{
    JsonValue root = JsonValue::object();
    root.append(u"query"_s, JsonValue::ofText(query));
    if (!variables.trimmed().isEmpty()) {
        const ParsedJson parsed = parseJson(JsonSource(variables.toUtf8()));
        if (!parsed.complete || !parsed.faults.isEmpty())
            return variablesFault(ErrorDetail::Syntax, parsed.faults.value(0));
        if (!parsed.root.isObject())
            return variablesFault(ErrorDetail::WrongType);
        root.append(u"variables"_s, parsed.root);
    }
    if (!operation.isEmpty())
        root.append(u"operationName"_s, JsonValue::ofText(operation));
    return compactJson(root);
}

} // namespace fuseboard
