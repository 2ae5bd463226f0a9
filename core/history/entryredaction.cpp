// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/entryredaction.h"

#include "history/timelinejson.h"

#include <utility>

namespace fuseboard {

namespace {

Headers redactedHeaders(const Redactor &redactor, const Headers &headers)
{
    Headers clean;
    for (const auto &[name, value] : headers.fields()) {
        const QString before = QString::fromUtf8(value);
        const QString after = redactor.text(before);
        clean.append(name, after == before ? value : after.toUtf8()); // not all bytes are UTF-8
    }
    return clean;
}

} // namespace

Error redactedError(const Redactor &redactor, Error error)
{
    error.subject = redactor.text(error.subject);
    error.value = redactor.text(error.value);
    error.remark = redactor.text(error.remark);
    for (ConfigFault &fault : error.faults)
        fault.value = redactor.text(fault.value);
    error.warnings.clear();
    return error;
}

Timeline redactedTimeline(const Redactor &redactor, const Timeline &timeline)
{
    Timeline clean = timeline;
    for (TimelineEntry &entry : clean) {
        entry.target = redactor.text(entry.target);
        if (entry.error)
            entry.error = redactedError(redactor, *entry.error);
        if (entry.cause) {
            PauseCause cause = *entry.cause;
            cause.value = redactor.text(QString::fromUtf8(cause.value)).toUtf8();
            if (cause.remark)
                cause.remark->field.value = redactor.text(QString::fromUtf8(cause.remark->field.value)).toUtf8();
            entry.cause = std::make_shared<const PauseCause>(cause);
        }
    }
    return clean;
}

HistoryEntry redactedEntry(const Redactor &redactor, HistoryEntry entry)
{
    entry.summary.url = redactor.text(entry.summary.url);
    entry.askedUrl = redactor.text(entry.askedUrl);
    for (Headers *each : {&entry.askedHeaders, &entry.requestHeaders, &entry.responseHeaders})
        *each = redactedHeaders(redactor, *each);
    for (HistoryBody *each : {&entry.requestBody, &entry.responseBody})
        each->text = redactor.text(each->text);
    if (entry.error)
        entry.error = redactedError(redactor, *entry.error);
    entry.timeline = redactedTimeline(redactor, entry.timeline);
    return entry;
}

bool redactEntry(const Redactor &redactor, HistoryEntry &entry)
{
    const HistoryEntry before = std::exchange(entry, redactedEntry(redactor, entry));
    return before.summary != entry.summary || before.askedUrl != entry.askedUrl
        || before.askedHeaders != entry.askedHeaders || before.requestHeaders != entry.requestHeaders
        || before.responseHeaders != entry.responseHeaders || before.requestBody != entry.requestBody
        || before.responseBody != entry.responseBody || before.error != entry.error
        || timelineToJson(before.timeline) != timelineToJson(entry.timeline);
}

} // namespace fuseboard
