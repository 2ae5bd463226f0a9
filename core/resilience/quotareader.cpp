// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/quotafamilies.h"
#include "resilience/quotafields.h"
#include "resilience/quotanumber.h"
#include "resilience/quotausage.h"
#include "resilience/serverquota.h"
#include "resilience/structuredlist.h"

#include <QDateTime>

#include <cmath>
#include <limits>

namespace fuseboard {

using namespace std::chrono;

namespace {

constexpr Duration longestReset = hours(24 * 32); // of a monthly quota, and of clocks that differ
constexpr double firstEpochSeconds = 1e9; // 2001; less is a span
constexpr double firstEpochMilliseconds = 1e12;
constexpr double millisecondsPerSecond = 1000;

class QuotaReader
{
public:
    QuotaReader(const Headers &headers, WallTime wallNow, ResetDialects &dialects)
        : m_headers(headers)
        , m_fields(quotaFields(headers))
        , m_wallNow(wallNow)
        , m_dialects(dialects)
    {
    }

    ServerQuota read(int status);

private:
    void readFamilies();
    void readPolicies();
    void readDictionary(const QList<StructuredItem> &items);
    void readRetryAfter(int status);
    void consider(QuotaFigures figures);
    void note(QuotaNote note);
    [[nodiscard]] std::optional<int> count(const std::optional<QByteArray> &value);
    [[nodiscard]] std::optional<QByteArray> field(const char *name) const;
    [[nodiscard]] std::optional<Duration> reset(const char *name, const std::optional<QByteArray> &value,
                                                ResetForm form);
    [[nodiscard]] std::optional<Duration> byHabit(const QByteArray &name, double figure);
    [[nodiscard]] std::optional<Duration> written(const QByteArray &text);
    [[nodiscard]] std::optional<Duration> plausible(double seconds);
    [[nodiscard]] std::optional<Duration> untilMoment(double epochSeconds);
    [[nodiscard]] std::optional<WallTime> serverDate() const;
    [[nodiscard]] WallTime base() const { return serverDate().value_or(m_wallNow); }

    const Headers &m_headers;
    const Headers m_fields; // of the headers, those that may tell figures
    WallTime m_wallNow;
    ResetDialects &m_dialects;
    ServerQuota m_quota;
};

std::optional<WallTime> QuotaReader::serverDate() const
{
    const auto date = m_headers.value("date");
    return date ? parseHttpDate(date->trimmed(), m_wallNow) : std::nullopt;
}

void QuotaReader::note(QuotaNote note)
{
    if (!m_quota.notes.contains(note))
        m_quota.notes.append(note);
}

/// A whole number; of "100, 100;w=60", which older drafts allow, the first.
std::optional<int> QuotaReader::count(const std::optional<QByteArray> &value)
{
    if (!value)
        return std::nullopt;
    QByteArrayView text(*value);
    for (const char end : {',', ';'}) {
        if (const qsizetype at = text.indexOf(end); at >= 0)
            text = text.first(at);
    }
    const auto number = quotaNumber(text.trimmed());
    if (!number || *number != std::floor(*number)) {
        note(QuotaNote::RemainingMalformed);
        return std::nullopt;
    }
    return static_cast<int>(std::min(*number, static_cast<double>(std::numeric_limits<int>::max())));
}

std::optional<Duration> QuotaReader::plausible(double seconds)
{
    const Duration span = fromSeconds(seconds);
    if (span >= Duration::zero() && span <= longestReset)
        return span;
    note(QuotaNote::ResetImplausible);
    return std::nullopt;
}

/// A moment is told in whole seconds, rounded we do not know how: one more, or we come too early (H11).
std::optional<Duration> QuotaReader::untilMoment(double epochSeconds)
{
    const auto span = plausible(epochSeconds - std::chrono::duration<double>(base().time_since_epoch()).count());
    return span ? std::optional(*span + seconds(1)) : std::nullopt;
}

std::optional<QByteArray> QuotaReader::field(const char *name) const
{
    return name ? m_fields.value(name) : std::nullopt;
}

std::optional<Duration> QuotaReader::reset(const char *name, const std::optional<QByteArray> &value, ResetForm form)
{
    if (!value)
        return std::nullopt;
    const QByteArray text = value->trimmed();
    const auto number = quotaNumber(text);
    if (!number)
        return written(text);
    switch (form) {
    case ResetForm::OfTheHost:
        return byHabit(QByteArray::fromRawData(name, qstrlen(name)), *number);
    case ResetForm::Seconds:
        return plausible(*number);
    case ResetForm::Milliseconds:
        return plausible(*number / millisecondsPerSecond);
    }
    Q_UNREACHABLE();
}

std::optional<Duration> QuotaReader::byHabit(const QByteArray &name, double figure)
{
    const bool isMilliseconds = figure >= firstEpochMilliseconds;
    const bool isMoment = figure >= firstEpochSeconds;
    const ResetDialect known = m_dialects.value(name);
    // A host that writes moments does not mean a span, whatever broke its figure.
    if (!isMoment && (known == ResetDialect::EpochSeconds || known == ResetDialect::EpochMilliseconds)) {
        note(QuotaNote::ResetImplausible);
        return std::nullopt;
    }
    const auto span = isMoment ? untilMoment(isMilliseconds ? figure / millisecondsPerSecond : figure)
                               : plausible(figure);
    if (span) {
        m_dialects.insert(name,
                          isMilliseconds ? ResetDialect::EpochMilliseconds
                              : isMoment ? ResetDialect::EpochSeconds
                                         : ResetDialect::DeltaSeconds);
    }
    return span;
}

std::optional<Duration> QuotaReader::written(const QByteArray &text)
{
    if (const auto date = parseHttpDate(text, m_wallNow))
        return untilMoment(std::chrono::duration<double>(date->time_since_epoch()).count());
    const QDateTime iso = QDateTime::fromString(QString::fromLatin1(text), Qt::ISODateWithMs);
    if (iso.isValid() && iso.timeSpec() != Qt::LocalTime)
        return untilMoment(static_cast<double>(iso.toMSecsSinceEpoch()) / millisecondsPerSecond);
    if (const auto span = quotaSpan(text))
        return plausible(toSeconds(*span));
    note(QuotaNote::ResetImplausible);
    return std::nullopt;
}

/// Of several figures the tightest binds: the fewest that remain, then the longest way to the reset (H12).
void QuotaReader::consider(QuotaFigures figures)
{
    if (figures.limit == 0)
        figures.limit.reset();
    if (figures.limit && figures.remaining && *figures.remaining > *figures.limit) {
        note(QuotaNote::RemainingMalformed);
        figures.remaining.reset();
    }
    const bool fewer = figures.remaining && (!m_quota.remaining || *figures.remaining < *m_quota.remaining);
    const bool later = figures.remaining == m_quota.remaining && figures.resetIn > m_quota.resetIn;
    const bool same = figures.remaining == m_quota.remaining && figures.resetIn == m_quota.resetIn;
    const bool first = !m_quota.limit && !m_quota.remaining && !m_quota.resetIn;
    if (!first && !fewer && !later && (!same || m_quota.limit))
        return;
    m_quota.limit = figures.limit;
    m_quota.remaining = figures.remaining;
    m_quota.resetIn = figures.resetIn;
    m_quota.resetField = std::move(figures.resetField);
}

void QuotaReader::readFamilies()
{
    for (const QuotaFamily &family : quotaFamilies) {
        QuotaFigures figures;
        figures.limit = count(field(family.limit));
        figures.remaining = count(field(family.remaining));
        figures.resetIn = reset(family.reset, field(family.reset), family.form);
        if (figures.resetIn)
            figures.resetField = asSent(m_fields, family.reset);
        if (family.unit == QuotaUnit::Requests || figures.remaining == 0)
            consider(std::move(figures));
    }
}

/// draft-07: RateLimit: limit=100, remaining=50, reset=5
void QuotaReader::readDictionary(const QList<StructuredItem> &items)
{
    QuotaFigures figures;
    for (const StructuredItem &item : items) {
        if (item.name == "limit")
            figures.limit = count(item.value);
        else if (item.name == "remaining")
            figures.remaining = count(item.value);
        else if (item.name == "reset")
            figures.resetIn = reset("ratelimit", item.value, ResetForm::OfTheHost);
    }
    figures.resetField = asSent(m_fields, "ratelimit");
    consider(std::move(figures));
}

/// RateLimit: "burst";r=50;t=30 with the limit, q, in RateLimit-Policy under the same name.
void QuotaReader::readPolicies()
{
    const auto items = parseStructuredList(m_fields.values("ratelimit").join(", "));
    if (!items || items->isEmpty())
        return;
    if (!items->constFirst().value.isEmpty()) {
        readDictionary(*items);
        return;
    }
    const auto policies = parseStructuredList(m_fields.values("ratelimit-policy").join(", "));
    const auto parameter = [](const StructuredItem &item, const char *name) {
        return item.parameters.contains(name) ? std::optional(item.parameters.value(name)) : std::nullopt;
    };
    for (const StructuredItem &item : *items) {
        QuotaFigures figures;
        figures.remaining = count(parameter(item, "r"));
        if (const auto seconds = quotaNumber(parameter(item, "t").value_or("?")))
            figures.resetIn = plausible(*seconds);
        for (const StructuredItem &policy : policies.value_or(QList<StructuredItem>())) {
            if (policy.name == item.name)
                figures.limit = count(parameter(policy, "q"));
        }
        figures.resetField = asSent(m_fields, "ratelimit");
        consider(std::move(figures));
    }
}

/// Where the field means "come back then": 429, 503, 413, redirects, and 403, which some hosts answer to too many
/// requests (H09).
void QuotaReader::readRetryAfter(int status)
{
    const bool redirect = status >= 300 && status < 400;
    if (status != 429 && status != 503 && status != 413 && status != 403 && !redirect)
        return;
    if (const auto text = m_headers.value("retry-after-ms")) {
        const auto number = quotaNumber(text->trimmed());
        if (number && *number > 0) {
            m_quota.retryAfter = fromSeconds(*number / millisecondsPerSecond);
            m_quota.retryAfterField = asSent(m_headers, "retry-after-ms");
            return;
        }
        note(QuotaNote::RetryAfterMalformed);
    }
    const QByteArrayList values = m_headers.values("retry-after");
    if (values.isEmpty())
        return;
    QList<QuotaNote> notes;
    m_quota.retryAfter = parseRetryAfter(values.join(", "), serverDate(), m_wallNow, notes);
    if (m_quota.retryAfter)
        m_quota.retryAfterField = asSent(m_headers, "retry-after");
    for (const QuotaNote one : std::as_const(notes))
        note(one);
}

ServerQuota QuotaReader::read(int status)
{
    if (!m_fields.isEmpty()) {
        readPolicies();
        readFamilies();
        for (const QuotaFigures &figures : usageFigures(m_fields))
            consider(figures);
    }
    readRetryAfter(status);
    return m_quota;
}

} // namespace

ServerQuota parseQuota(const Headers &headers, int status, WallTime wallNow, ResetDialects &dialects)
{
    return QuotaReader(headers, wallNow, dialects).read(status);
}

} // namespace fuseboard
