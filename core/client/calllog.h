// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/logging.h"
#include "client/clientcore.h"

namespace fuseboard {

/// What one call writes into the category fuseboard.client, at the level of information: a line for each request that
/// is handed to the connections (log_requests), and one where it was held back in the end before it left, for each
/// answer or failure (log_responses), and for the body of an answer (log_response_body). The fields, by name: client,
/// call, attempt, event, method, url, and then status, error, duration_ms (since the attempt began), bytes … Where a
/// flag or the category is off, that costs one comparison. Whoever reads a line may do anything, destroy the client
/// included: call and client are to be looked for after each. Internal.
class CallLog
{
public:
    /// request: as the call was given it, whose secrets may turn up in what follows.
    CallLog(const ClientCore &core, quint64 call, const Request &request)
        : m_core(core)
        , m_call(call)
        , m_request(request)
    {
    }

    void sent(const Request &request, int attempt) const
    {
        if (m_core.config().logRequests && logClient().isInfoEnabled())
            writeSent(request, attempt);
    }
    /// What was to be sent has waited for a connection, and must not leave now.
    void heldBack(const Request &request, int attempt) const
    {
        if (m_core.config().logRequests && logClient().isInfoEnabled())
            writeHeldBack(request, attempt);
    }
    void answered(const Request &request, const Response &answer, int attempt, Duration lasted) const
    {
        if (isHeard())
            writeAnswer(request, answer, attempt, lasted);
    }
    void failed(const Request &request, const Error &error, int attempt, Duration lasted) const
    {
        if (m_core.config().logResponses && logClient().isInfoEnabled())
            writeFailure(request, error, attempt, lasted);
    }

    /// A quota header of an answer that cannot be used, its value redacted and cut: by log_responses, in a line of its
    /// own with client, event, origin, field, value and reason.
    static void ignored(const ClientCore &core, const Request &request, const QByteArray &origin,
                        const QuotaRemark &remark);
    [[nodiscard]] static bool isHeard(const ClientCore &core)
    {
        return core.config().logResponses && logClient().isInfoEnabled();
    }

private:
    [[nodiscard]] bool isHeard() const
    {
        const ClientConfig &config = m_core.config();
        return (config.logResponses || config.logResponseBody) && logClient().isInfoEnabled();
    }
    void writeSent(const Request &request, int attempt) const;
    void writeHeldBack(const Request &request, int attempt) const;
    void writeAnswer(const Request &request, const Response &answer, int attempt, Duration lasted) const;
    void writeBody(const Redactor &hiding, const Response &answer, int attempt) const;
    void writeFailure(const Request &request, const Error &error, int attempt, Duration lasted) const;
    [[nodiscard]] Redactor redactor() const;

    const ClientCore &m_core;
    quint64 m_call;
    const Request &m_request;
};

} // namespace fuseboard
