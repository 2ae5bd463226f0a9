// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/timeline.h"
#include "http/headers.h"

#include <QString>

#include <optional>

namespace fuseboard {

/// What the list shows of a call that is kept. A value.
struct HistorySummary
{
    qint64 id = 0; ///< grows with each call that is kept, whatever the calendar says; 0 before that
    WallTime startedAt{};
    QString client; ///< its slug
    QString clientName;
    QString method;
    QString url; ///< as it went over the wire, redacted
    int status = 0; ///< of the last answer; 0 = there was none
    std::optional<ErrorKind> error; ///< how the call ended; HttpStatus for an answer that means failure
    Duration duration{}; ///< of the whole call
    int attempts = 0;
    int retries = 0;

    friend bool operator==(const HistorySummary &, const HistorySummary &) = default;
};

/// What is kept of a body.
struct HistoryBody
{
    QString text; ///< redacted, the beginning
    qint64 bytes = 0; ///< of the whole body; -1 where unknown
    bool kept = false; ///< false where the client keeps none, or it is no text
    bool cut = false; ///< the text is not all of it

    friend bool operator==(const HistoryBody &, const HistoryBody &) = default;
};

/// One call as it is kept. A value without any secret: CallRecord makes it, and takes them out.
struct HistoryEntry
{
    HistorySummary summary;
    QString askedUrl; ///< as it was asked for: relative to the client's base URL, or whole
    Headers askedHeaders; ///< without those that the client adds
    Headers requestHeaders; ///< as they were sent, but for the credentials
    HistoryBody requestBody;
    std::optional<Error> error;
    Headers responseHeaders;
    HistoryBody responseBody;
    Protocol protocol = Protocol::Unknown;
    Timeline timeline;
    /// The call had credentials, limits or retries of its own, which are not kept: sent again as it stands here, it
    /// would go out otherwise.
    bool hadOwnSettings = false;
    QString requestId; ///< of the client's saved request that it was sent from; empty where there was none
};

} // namespace fuseboard
