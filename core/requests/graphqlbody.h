// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

namespace fuseboard {

/// The JSON of a GraphQL request: {"query", "variables", "operationName"}, the last two where they are not empty.
/// variables is the text of a JSON object, whose numbers stay as they are written; else ConfigInvalid with the fault of
/// graphql_variables.
Result<QByteArray> graphQlBody(const QString &query, const QString &variables, const QString &operation);

} // namespace fuseboard
