// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/quotafamilies.h"
#include "resilience/quotafields.h"
#include "resilience/quotanumber.h"
#include "resilience/quotausage.h"
#include "resilience/resetreader.h"
#include "resilience/serverquota.h"
#include "resilience/structuredlist.h"

#include <cmath>
#include <limits>

namespace fuseboard {

using namespace std::chrono;

namespace {

class QuotaReader
{
public:
    QuotaReader(const Headers &headers, WallTime wallNow, ResetDialects &dialects)
        : m_headers(headers)
        , m_fields(quotaFields(headers))
        , m_wallNow(wallNow)
        , m_resets(headers, wallNow, dialects)
    {
    }

    ServerQuota read(int status);

private:
    void readFamilies();
    void readPolicies();
    void readDictionary(const QList<StructuredItem> &items);
    [[nodiscard]] QList<StructuredItem> list(const char *name);
    void readRetryAfter(int status);
    /// remaining: the field of that figure.
    void consider(QuotaFigures figures, const char *remaining);
    /// Each field once for each reason.
    void note(QuotaNote note, const char *name);
    [[nodiscard]] std::optional<int> count(const char *name, const std::optional<QByteArray> &value);
    [[nodiscard]] std::optional<QByteArray> field(const char *name) const;
    [[nodiscard]] std::optional<Duration> reset(const char *name, const std::optional<QByteArray> &value,
                                                ResetForm form);
    [[nodiscard]] std::optional<Duration> plausible(const char *name, std::optional<Duration> reset);

    const Headers &m_headers;
    const Headers m_fields; // of the headers, those that may tell figures
    WallTime m_wallNow;
    ResetReader m_resets;
    ServerQuota m_quota;
};

void QuotaReader::note(QuotaNote note, const char *name)
{
    const auto isNoted = [note, name](const QuotaRemark &one) {
        return one.note == note && one.field.name.compare(name, Qt::CaseInsensitive) == 0;
    };
    if (std::none_of(m_quota.notes.cbegin(), m_quota.notes.cend(), isNoted))
        m_quota.notes.append({note, asSent(m_headers, name)});
}

/// A whole number; of "100, 100;w=60", which older drafts allow, the first.
std::optional<int> QuotaReader::count(const char *name, const std::optional<QByteArray> &value)
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
        note(QuotaNote::RemainingMalformed, name);
        return std::nullopt;
    }
    return static_cast<int>(std::min(*number, static_cast<double>(std::numeric_limits<int>::max())));
}

std::optional<QByteArray> QuotaReader::field(const char *name) const
{
    return name ? m_fields.value(name) : std::nullopt;
}

std::optional<Duration> QuotaReader::reset(const char *name, const std::optional<QByteArray> &value, ResetForm form)
{
    return value ? plausible(name, m_resets.read(name, *value, form)) : std::nullopt;
}

std::optional<Duration> QuotaReader::plausible(const char *name, std::optional<Duration> reset)
{
    if (!reset)
        note(QuotaNote::ResetImplausible, name);
    return reset;
}

/// Of several figures the tightest binds: the fewest that remain, then the longest way to the reset (H12).
void QuotaReader::consider(QuotaFigures figures, const char *remaining)
{
    if (figures.limit == 0)
        figures.limit.reset();
    if (figures.limit && figures.remaining && *figures.remaining > *figures.limit) {
        note(QuotaNote::RemainingMalformed, remaining);
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
        figures.limit = count(family.limit, field(family.limit));
        figures.remaining = count(family.remaining, field(family.remaining));
        figures.resetIn = reset(family.reset, field(family.reset), family.form);
        if (figures.resetIn)
            figures.resetField = asSent(m_fields, family.reset);
        if (family.unit == QuotaUnit::Requests || figures.remaining == 0)
            consider(std::move(figures), family.remaining);
    }
}

/// Taken whole or not at all.
QList<StructuredItem> QuotaReader::list(const char *name)
{
    auto items = parseStructuredList(m_fields.values(name).join(", "));
    if (!items)
        note(QuotaNote::RemainingMalformed, name);
    return std::move(items).value_or(QList<StructuredItem>());
}

/// draft-07: RateLimit: limit=100, remaining=50, reset=5
void QuotaReader::readDictionary(const QList<StructuredItem> &items)
{
    QuotaFigures figures;
    for (const StructuredItem &item : items) {
        if (item.name == "limit")
            figures.limit = count("ratelimit", item.value);
        else if (item.name == "remaining")
            figures.remaining = count("ratelimit", item.value);
        else if (item.name == "reset")
            figures.resetIn = reset("ratelimit", item.value, ResetForm::OfTheHost);
    }
    figures.resetField = asSent(m_fields, "ratelimit");
    consider(std::move(figures), "ratelimit");
}

/// RateLimit: "burst";r=50;t=30 with the limit, q, in RateLimit-Policy under the same name.
void QuotaReader::readPolicies()
{
    const QList<StructuredItem> items = list("ratelimit");
    if (items.isEmpty())
        return;
    if (!items.constFirst().value.isEmpty()) {
        readDictionary(items);
        return;
    }
    const auto parameter = [](const StructuredItem &item, const char *name) {
        return item.parameters.contains(name) ? std::optional(item.parameters.value(name)) : std::nullopt;
    };
    const QList<StructuredItem> policies = list("ratelimit-policy");
    QHash<QByteArray, std::optional<QByteArray>> limits;
    for (const StructuredItem &policy : policies)
        limits.insert(policy.name, parameter(policy, "q"));
    const QuotaField field = asSent(m_fields, "ratelimit");
    for (const StructuredItem &item : items) {
        QuotaFigures figures;
        figures.remaining = count("ratelimit", parameter(item, "r"));
        if (const auto seconds = quotaNumber(parameter(item, "t").value_or("?")))
            figures.resetIn = plausible("ratelimit", ResetReader::span(*seconds));
        figures.limit = count("ratelimit-policy", limits.value(item.name));
        figures.resetField = field;
        consider(std::move(figures), "ratelimit");
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
            m_quota.retryAfter = fromSeconds(*number / 1000);
            m_quota.retryAfterField = asSent(m_headers, "retry-after-ms");
            return;
        }
        note(QuotaNote::RetryAfterMalformed, "retry-after-ms");
    }
    const QByteArrayList values = m_headers.values("retry-after");
    if (values.isEmpty())
        return;
    QList<QuotaNote> notes;
    m_quota.retryAfter = parseRetryAfter(values.join(", "), m_resets.serverDate(), m_wallNow, notes);
    if (m_quota.retryAfter)
        m_quota.retryAfterField = asSent(m_headers, "retry-after");
    for (const QuotaNote one : std::as_const(notes))
        note(one, "retry-after");
}

ServerQuota QuotaReader::read(int status)
{
    if (!m_fields.isEmpty()) {
        readPolicies();
        readFamilies();
        for (const QuotaFigures &figures : usageFigures(m_fields))
            consider(figures, nullptr); // never more than their limit
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
