// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/clientmetrics.h"

namespace fuseboard {

namespace {

std::optional<double> inMilliseconds(std::optional<Duration> duration)
{
    return duration ? std::optional(toMilliseconds(*duration)) : std::nullopt;
}

} // namespace

std::optional<double> ClientMetrics::averageResponseTimeMs() const
{
    return inMilliseconds(attemptLatency.mean());
}

std::optional<double> ClientMetrics::minResponseTimeMs() const
{
    return inMilliseconds(attemptLatency.minimum());
}

std::optional<double> ClientMetrics::maxResponseTimeMs() const
{
    return inMilliseconds(attemptLatency.maximum());
}

} // namespace fuseboard
