// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/callrecord.h"

#include "client/responsebody.h"
#include "client/shownbody.h"
#include "history/entryredaction.h"

#include <algorithm>

namespace fuseboard {

namespace {

constexpr qsizetype keptCharacters = 65'536; // of a body

HistoryBody keptBody(const Redactor &redactor, const QByteArray &body, const Headers &headers, bool wanted)
{
    HistoryBody kept;
    kept.bytes = body.size();
    // What is no text cannot be searched for secrets.
    if (!wanted || body.isEmpty() || !isTextBody(body, headers))
        return kept;
    const ShownBody shown = shownBody(redactor, body, headers, keptCharacters);
    kept.text = shown.text;
    kept.cut = shown.cut;
    kept.kept = true;
    return kept;
}

int attemptsIn(const Timeline &timeline)
{
    int attempts = 0;
    for (const TimelineEntry &entry : timeline) {
        if (entry.kind == TimelineKind::Attempt)
            attempts = std::max(attempts, entry.attempt);
    }
    return attempts;
}

HistorySummary callSummary(const Redactor &redactor, const QString &slug, const ApiClient &client, const Call &call)
{
    HistorySummary summary;
    summary.client = slug;
    summary.clientName = client.config().name;
    summary.method = redactor.text(QString::fromLatin1(call.request().method));
    summary.url = redactor.url(call.request().url);
    summary.duration = call.elapsed();
    summary.attempts = attemptsIn(call.timeline());
    summary.retries = std::max(summary.attempts - 1, 0);
    return summary;
}

} // namespace

HistoryEntry callRecord(const QString &clientSlug, const ApiClient &client, const Call &call, const Request &asked,
                        const Result<ApiResponse> &result, WallTime startedAt)
{
    const Request &request = call.request();
    const Redactor redactor = client.redactorFor(request);
    const bool keepsBodies = client.config().logResponseBody;
    HistoryEntry entry;
    entry.summary = callSummary(redactor, clientSlug, client, call);
    entry.summary.startedAt = startedAt;
    entry.askedUrl = redactor.url(asked.url);
    entry.askedHeaders = shownHeaders(redactor, asked.headers);
    entry.requestHeaders = shownHeaders(redactor, request.headers);
    entry.requestBody = keptBody(redactor, request.body.bytes(), request.headers, keepsBodies);
    entry.requestBody.bytes = request.body.size();
    entry.timeline = redactedTimeline(redactor, call.timeline());
    entry.hadOwnSettings = call.hasOwnSettings();
    if (!result) {
        entry.error = redactedError(redactor, result.error());
        entry.summary.error = result.error().kind;
    }
    const Response *answer = result ? &result->response : call.lastResponse();
    if (!answer)
        return entry;
    entry.summary.status = answer->status;
    entry.protocol = answer->protocol;
    entry.responseHeaders = shownHeaders(redactor, answer->headers);
    entry.responseBody = keptBody(redactor, answer->body, answer->headers, keepsBodies);
    entry.responseBody.bytes = answer->bodyBytes();
    return entry;
}

} // namespace fuseboard
