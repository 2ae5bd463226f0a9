// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The quota headers. Input: a line with status, dialect and clock, separated by blanks, then header fields.

#include "fuzzing.h"
#include "resilience/serverquota.h"
#include "resilience/structuredlist.h"

#include <set>

using namespace fuseboard;
using namespace std::chrono;

namespace {

constexpr qint64 endOfYear9999 = 253'402'300'799;

QByteArray inQuotes(QByteArray text)
{
    return '"' + text.replace('\\', "\\\\").replace('"', "\\\"") + '"';
}

/// A list that says the same, in quotes throughout.
QByteArray writtenList(const QList<StructuredItem> &items)
{
    QByteArrayList members;
    for (const StructuredItem &item : items) {
        QByteArray member = inQuotes(item.name);
        if (!item.value.isEmpty())
            member += '=' + inQuotes(item.value);
        for (auto it = item.parameters.begin(); it != item.parameters.end(); ++it)
            member += ';' + inQuotes(it.key()) + '=' + inQuotes(it.value());
        members.append(member);
    }
    return members.join(", ");
}

void checkList(const QByteArray &text)
{
    const auto items = parseStructuredList(text);
    if (!items)
        return;
    FUZZ_PROMISE(items->size() <= text.size());
    const auto again = parseStructuredList(writtenList(*items));
    FUZZ_PROMISE(again && again->size() == items->size());
    for (qsizetype i = 0; i < items->size(); ++i) {
        FUZZ_PROMISE(again->at(i).name == items->at(i).name);
        FUZZ_PROMISE(again->at(i).value == items->at(i).value);
        FUZZ_PROMISE(again->at(i).parameters == items->at(i).parameters);
    }
}

bool isHonoured(int status)
{
    return status == 429 || status == 503 || status == 413 || status == 403 || (status >= 300 && status < 400);
}

void checkQuota(const ServerQuota &quota, int status)
{
    FUZZ_PROMISE(!quota.retryAfter || (*quota.retryAfter > Duration::zero() && isHonoured(status)));
    FUZZ_PROMISE(!quota.resetIn
                 || (*quota.resetIn >= Duration::zero() && *quota.resetIn <= hours(24 * 32) + seconds(1)));
    FUZZ_PROMISE(!quota.limit || *quota.limit > 0);
    FUZZ_PROMISE(!quota.remaining || *quota.remaining >= 0);
    FUZZ_PROMISE(!quota.limit || !quota.remaining || *quota.remaining <= *quota.limit);
    FUZZ_PROMISE(!quota.pause() || *quota.pause() >= Duration::zero());
    std::set<std::pair<QByteArray, QuotaNote>> told;
    for (const QuotaRemark &remark : quota.notes)
        told.insert({remark.field.name.toLower(), remark.note});
    FUZZ_PROMISE(told.size() == std::size_t(quota.notes.size()));
}

} // namespace

void fuzzOneInput(const QByteArray &input)
{
    QByteArray rest = input;
    const QByteArrayList setting = takeLine(rest).split(' ');
    const int status = static_cast<int>(numberIn(setting.value(0), 100, 599));
    const auto dialect = static_cast<ResetDialect>(numberIn(setting.value(1), 0, 3));
    const ResetDialects known{{"x-ratelimit-reset", dialect}, {"ratelimit-reset", dialect}, {"ratelimit", dialect}};
    const WallTime now{seconds(numberIn(setting.value(2), 0, endOfYear9999))};
    Headers headers;
    Headers inCapitals;
    while (!rest.isEmpty()) {
        const QByteArray line = takeLine(rest);
        const qsizetype colon = line.indexOf(':');
        if (colon < 0)
            continue;
        const QByteArray value = line.sliced(colon + 1).trimmed();
        headers.append(line.first(colon), value);
        inCapitals.append(line.first(colon).toUpper(), value);
        checkList(value);
    }

    ResetDialects dialects = known;
    const ServerQuota quota = parseQuota(headers, status, now, dialects);
    checkQuota(quota, status);

    ResetDialects others = known;
    FUZZ_PROMISE(parseQuota(inCapitals, status, now, others) == quota);
    FUZZ_PROMISE(others == dialects);
    // What is learned from an answer is learned at once: reading it a second and a third time is the same.
    const ServerQuota second = parseQuota(headers, status, now, dialects);
    checkQuota(second, status);
    const ResetDialects learned = dialects;
    FUZZ_PROMISE(parseQuota(headers, status, now, dialects) == second);
    FUZZ_PROMISE(dialects == learned);
}
