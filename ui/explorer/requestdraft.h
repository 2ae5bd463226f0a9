// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "config/variablesyntax.h"
#include "http/request.h"
#include "models/field.h"
#include "variables/variablescope.h"
#include "workspace/requestconfig.h"

namespace fuseboard {

/// A request while it is edited. A value.
struct RequestDraft
{
    QString clientId;
    QString requestId; ///< empty for one that is not kept in the workspace
    QString name;
    QString method = QStringLiteral("GET");
    QString url; ///< relative to the client's base URL or absolute, with the enabled parameters in its query
    Fields params; ///< those of the query, and the disabled ones
    Fields headers;
    QString body;
    QString contentType; ///< empty: JSON where the body is valid JSON, otherwise plain text
    QStringList notSent; ///< fields of the kept request that cannot be edited or sent here: it is then not sent at all

    friend bool operator==(const RequestDraft &, const RequestDraft &) = default;
};

RequestDraft draftOf(const QString &clientId, const QString &requestId, const RequestConfig &config);
/// The draft as the workspace keeps it; what the configuration holds besides stays.
RequestConfig configOf(const RequestDraft &draft, RequestConfig config = {});

/// Whether a variable of a URL is {{base_url}} at its begin, which is the client's own base URL and needs no value.
bool isBaseUrlVariable(const VariableRange &range);

/// What is sent in an environment: variables replaced, disabled fields left out. Otherwise ConfigInvalid with every
/// variable that stands in the way, and where it stands.
Result<Request> requestOf(const RequestDraft &draft, const VariableScope &scope);

} // namespace fuseboard
