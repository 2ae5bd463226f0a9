// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "config/variablesyntax.h"
#include "models/field.h"
#include "requests/requestbuilder.h"

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
    QString contentType; ///< empty: that of the kind of body
    RequestConfig more{}; ///< what else a kept request holds; its fields of the above stay empty

    friend bool operator==(const RequestDraft &, const RequestDraft &) = default;
};

RequestDraft draftOf(const QString &clientId, const QString &requestId, const RequestConfig &config);
/// The draft as the workspace keeps it: what rows cannot say of its query stays in the path, see splitQuery().
RequestConfig configOf(const RequestDraft &draft);

/// Whether a variable of a URL is {{base_url}} at its begin, which is the client's own base URL and needs no value.
bool isBaseUrlVariable(const VariableRange &range);

/// What is sent, as buildRequest() makes it.
Result<BuiltRequest> builtOf(const RequestDraft &draft, const RequestMeans &means);
/// The request alone, outside of any folder.
Result<Request> requestOf(const RequestDraft &draft, const VariableScope &scope);

} // namespace fuseboard
