// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "history/historydatabase.h"

#include <QTemporaryDir>
#include <QTest>

namespace fuseboard::samples {

inline constexpr WallTime noon{std::chrono::milliseconds(1'799'000'000'000)};

/// The n-th of a run of calls: clients, statuses and times take turns.
inline HistoryEntry call(int n)
{
    HistoryEntry entry;
    HistorySummary &summary = entry.summary;
    summary.startedAt = noon + std::chrono::seconds(n);
    summary.client = n % 4 == 0 ? QStringLiteral("payments") : QStringLiteral("orders");
    summary.clientName = summary.client + QStringLiteral("-api");
    summary.method = QStringLiteral("GET");
    summary.url = QStringLiteral("https://api.example.com/orders/%1?limit=5").arg(n);
    summary.status = n % 10 == 0 ? 503 : 200;
    if (n % 10 == 0)
        summary.error = ErrorKind::HttpStatus;
    if (n % 50 == 7) {
        summary.status = 0;
        summary.error = ErrorKind::AttemptTimeout;
    }
    if (summary.error)
        entry.error = Error(*summary.error, ErrorDetail::None, QStringLiteral("api.example.com"));
    if (entry.error)
        entry.error->httpStatus = summary.status;
    summary.duration = std::chrono::milliseconds(10 + n % 90);
    summary.attempts = 1 + n % 2;
    summary.retries = n % 2;
    entry.askedUrl = QStringLiteral("/orders/%1?limit=5").arg(n);
    entry.requestHeaders = {{"Accept", "application/json"}, {"User-Agent", "Fuseboard"}};
    entry.responseHeaders = {{"Content-Type", "application/json"}, {"X-Request-Id", "req-" + QByteArray::number(n)}};
    entry.responseBody.text = QStringLiteral("{\"order\":%1,\"customer\":\"Ada Byron\"}").arg(n);
    entry.responseBody.bytes = entry.responseBody.text.size();
    entry.responseBody.kept = true;
    entry.protocol = Protocol::Http11;
    TimelineEntry attempt;
    attempt.attempt = 1;
    attempt.status = summary.status;
    attempt.lasted = summary.duration;
    entry.timeline = {attempt};
    return entry;
}

inline QList<HistoryEntry> calls(int count, int first = 1)
{
    QList<HistoryEntry> entries;
    for (int n = first; n < first + count; ++n)
        entries << call(n);
    return entries;
}

inline QString fileIn(const QTemporaryDir &folder)
{
    return folder.filePath(QStringLiteral("history.sqlite"));
}

/// All calls that fit, in the order of the pages; empty also where they cannot be read.
inline QList<HistorySummary> found(HistoryDatabase &database, const HistoryFilter &filter = {}, int pageSize = 200)
{
    QList<HistorySummary> all;
    const std::atomic<bool> goOn{false};
    HistoryQuery query;
    query.filter = filter;
    query.limit = pageSize;
    while (true) {
        const auto page = database.page(query, goOn);
        if (!page || page->isEmpty())
            return all;
        all += *page;
        query.before = page->last().id;
    }
}

} // namespace fuseboard::samples
