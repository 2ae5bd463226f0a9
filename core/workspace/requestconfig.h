// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/boxed.h"
#include "config/authconfig.h"
#include "workspace/requestrows.h"

namespace fuseboard {

/// What a request carries, and so which of its fields. Those of the other kinds stay, for whoever changes his mind.
enum class BodyKind {
    None, ///< nothing, whatever the fields hold
    Json, ///< body
    Xml, ///< body
    Text, ///< body, as it is; nothing where that is empty
    Form, ///< form, as application/x-www-form-urlencoded
    Multipart, ///< multipart, as multipart/form-data
    File, ///< the bytes of body_file
    GraphQl, ///< body is the query, with graphql_variables and graphql_operation, as JSON
};

/// A request that somebody keeps in a workspace. Parameters and headers keep their order, names may repeat. Text of any
/// field may hold {{variables}}.
struct RequestConfig
{
    QString name; ///< required, 1 … 200 characters
    QString method = QStringLiteral("GET"); ///< a token other than CONNECT
    QString path; ///< relative to the client's base_url, up to 65 536 characters; may hold a query and :parameters
    QList<RequestEntry> pathParams{}; ///< path_params: for the :name of the path
    QList<RequestEntry> params{};
    QList<RequestEntry> headers{};
    BodyKind bodyKind = BodyKind::Text; ///< body_type
    QString body{};
    QString contentType{}; ///< content_type: a header value; empty for that of the kind, and for none of Text
    QList<RequestEntry> form{};
    QList<RequestPart> multipart{};
    QString bodyFile{}; ///< body_file: a path, relative to the workspace
    QString graphqlVariables{}; ///< graphql_variables: the text of a JSON object, empty for none
    QString graphqlOperation{}; ///< graphql_operation: which one, where the query has several
    Boxed<AuthConfig> auth{}; ///< in the place of the client's; absent: the client's
    std::optional<Duration> timeout{}; ///< in the place of the client's, as the next three
    std::optional<int> maxRetries{}; ///< max_retries: 0 for none; without effect where the client never retries
    std::optional<bool> followRedirects{}; ///< follow_redirects
    std::optional<Duration> maxWait{}; ///< max_wait seconds, 0 … 7 days
    int cost = 1; ///< tokens, 1 … 1 000 000
    QList<RequestTest> tests{};
    QList<RequestCapture> captures{};
    QString description{};
    UnknownFields unknown{};

    friend bool operator==(const RequestConfig &, const RequestConfig &) = default;
};

} // namespace fuseboard
