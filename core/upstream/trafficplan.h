// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"

#include <QByteArrayView>
#include <QStringView>

#include <span>

namespace fuseboard {

/// A request that the demo's traffic makes, and how often compared to the others of its plan.
struct PlannedRequest
{
    const char *method;
    const char *path;
    int weight;
};

/// How the demo uses one client.
struct TrafficPlan
{
    QStringView client; ///< its name
    double rate; ///< calls/s on average
    double swing; ///< 0 … 1: how far the rate goes up and down …
    Duration period; ///< … in this time
    int batch; ///< calls sent in the same moment
    int mostInFlight; ///< above it the traffic waits, as callers do who wait for their answers
    std::span<const PlannedRequest> requests;

    [[nodiscard]] int totalWeight() const;
};

/// The plans of the demo workspace's clients: about 60 calls/s together.
std::span<const TrafficPlan> trafficPlans();

} // namespace fuseboard
