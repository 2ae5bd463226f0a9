// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/quotausage.h"

#include "resilience/quotanumber.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace fuseboard {

namespace {

constexpr const char *usageFields[] = {"x-shopify-shop-api-call-limit", "sforce-limit-info"};
constexpr const char *listedLimits = "x-ratelimit-limit";
constexpr const char *listedUsage = "x-ratelimit-usage";
constexpr const char *remainingByPolicy = "x-ms-ratelimit-remaining-resource";

int wholeCount(double number)
{
    return static_cast<int>(std::clamp(std::floor(number), 0.0, double(std::numeric_limits<int>::max())));
}

QuotaFigures figuresOf(const QuotaUsage &usage)
{
    return {wholeCount(usage.limit), wholeCount(usage.limit - usage.used), std::nullopt, {}};
}

void addLists(const Headers &headers, QList<QuotaFigures> &figures)
{
    const auto limits = headers.value(listedLimits).value_or(QByteArray()).split(',');
    const auto uses = headers.value(listedUsage).value_or(QByteArray()).split(',');
    for (qsizetype i = 0; i < std::min(limits.size(), uses.size()); ++i) {
        const auto limit = quotaNumber(limits.at(i).trimmed());
        const auto used = quotaNumber(uses.at(i).trimmed());
        if (limit && used)
            figures.append(figuresOf({*used, *limit}));
    }
}

} // namespace

QList<QuotaFigures> usageFigures(const Headers &headers)
{
    QList<QuotaFigures> figures;
    for (const char *name : usageFields) {
        if (const auto usage = quotaUsage(headers.value(name).value_or(QByteArray())))
            figures.append(figuresOf(*usage));
    }
    addLists(headers, figures);
    const auto policies = headers.values(remainingByPolicy).join(',').split(',');
    for (const QByteArray &policy : policies) {
        const qsizetype at = policy.lastIndexOf(';');
        if (const auto left = quotaNumber(policy.sliced(at + 1).trimmed()); left && at >= 0)
            figures.append({std::nullopt, wholeCount(*left), std::nullopt, {}});
    }
    return figures;
}

QuotaField asSent(const Headers &headers, const char *name)
{
    const auto &fields = headers.fields();
    const auto sent = std::find_if(fields.begin(), fields.end(), [name](const Headers::Field &one) {
        return one.first.compare(name, Qt::CaseInsensitive) == 0;
    });
    return {sent == fields.end() ? QByteArray(name) : sent->first, headers.values(name).join(", ")};
}

} // namespace fuseboard
