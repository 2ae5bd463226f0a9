// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/unknownfields.h"

namespace fuseboard {

/// A parameter or header of a request as it is kept: one that is switched off stays in the list, and is not sent.
struct RequestEntry
{
    QString name; ///< required where enabled; a token for headers (S03)
    QString value;
    bool enabled = true;
    UnknownFields unknown;

    friend bool operator==(const RequestEntry &, const RequestEntry &) = default;
};

/// A request that somebody keeps in a workspace. Parameters and headers keep their order, names may repeat.
struct RequestConfig
{
    QString name; ///< required, 1 … 200 characters
    QString method = QStringLiteral("GET"); ///< a token other than CONNECT
    QString path; ///< relative to the client's base_url, up to 65 536 characters; may hold a query
    QList<RequestEntry> params;
    QList<RequestEntry> headers;
    QString body;
    QString contentType; ///< content_type: a header value, empty for none
    QString description;
    UnknownFields unknown;

    friend bool operator==(const RequestConfig &, const RequestConfig &) = default;
};

} // namespace fuseboard
