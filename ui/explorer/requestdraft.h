// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "http/request.h"
#include "models/field.h"
#include "workspace/requestconfig.h"

#include <QHash>

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

    friend bool operator==(const RequestDraft &, const RequestDraft &) = default;
};

RequestDraft draftOf(const QString &clientId, const QString &requestId, const RequestConfig &config);
/// The draft as the workspace keeps it; what the configuration holds besides stays.
RequestConfig configOf(const RequestDraft &draft, RequestConfig config = {});

using Variables = QHash<QString, QString>;

/// Where the {{variables}} of a text stand.
struct VariableRange
{
    qsizetype at;
    qsizetype length;
    QString name;
};
QList<VariableRange> variableRanges(const QString &text);

/// The names of variables without a value that the draft would send, each once. {{base_url}} at the begin of the URL is
/// the client's own base URL and needs none.
QStringList missingVariables(const RequestDraft &draft, const Variables &values);

/// What is sent: variables replaced, disabled fields left out.
Request requestOf(const RequestDraft &draft, const Variables &values);

} // namespace fuseboard
