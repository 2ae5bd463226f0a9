// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/entryredaction.h"

#include "history/timelinejson.h"

#include <utility>

namespace fuseboard {

namespace {

constexpr qsizetype mostOfValue = 80; // bytes or characters; what has as many was cut, or may have been
constexpr qsizetype mostOfRemark = 200;
constexpr QChar ellipsis = u'…';

/// Of bytes that need not be UTF-8.
QByteArray redactedBytes(const Redactor &redactor, const QByteArray &bytes)
{
    const QString before = QString::fromUtf8(bytes);
    const QString after = redactor.text(before);
    return after == before ? bytes : after.toUtf8();
}

/// When it was cut, this was no secret: the first part of it may stand at the end.
QString redactedCut(const Redactor &redactor, const QString &text, bool isFull)
{
    const QString clean = redactor.text(text);
    if (clean.endsWith(ellipsis))
        return redactor.withoutBegun(clean.chopped(1)) + ellipsis;
    return isFull ? redactor.withoutBegun(clean) : clean;
}

QByteArray redactedField(const Redactor &redactor, const QByteArray &value)
{
    QString before = QString::fromUtf8(value);
    if (before.endsWith(QChar::ReplacementCharacter))
        before.chop(1); // half of one
    const QString after = redactedCut(redactor, before, value.size() >= mostOfValue);
    return after == before ? value : after.toUtf8();
}

Headers redactedHeaders(const Redactor &redactor, const Headers &headers)
{
    Headers clean;
    for (const auto &[name, value] : headers.fields())
        clean.append(redactedBytes(redactor, name), redactedBytes(redactor, value));
    return clean;
}

} // namespace

HistoryBody redactedBody(const Redactor &redactor, HistoryBody body)
{
    body.text = redactor.text(body.text);
    if (body.cut)
        body.text = redactor.withoutBegun(body.text);
    return body;
}

Error redactedError(const Redactor &redactor, Error error)
{
    error.subject = redactor.text(error.subject);
    error.value = redactedCut(redactor, error.value, error.value.size() >= mostOfValue);
    error.remark = redactedCut(redactor, error.remark, error.remark.size() >= mostOfRemark);
    for (ConfigFault &fault : error.faults)
        fault.value = redactedCut(redactor, fault.value, fault.value.size() >= mostOfValue);
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
            cause.header = redactedBytes(redactor, cause.header);
            cause.value = redactedField(redactor, cause.value);
            if (cause.remark) {
                cause.remark->field.name = redactedBytes(redactor, cause.remark->field.name);
                cause.remark->field.value = redactedField(redactor, cause.remark->field.value);
            }
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
        *each = redactedBody(redactor, *each);
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
