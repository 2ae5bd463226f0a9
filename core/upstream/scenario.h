// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/random.h"
#include "upstream/upstreamanswer.h"
#include "upstream/upstreamrequest.h"

namespace fuseboard {

/// What a scenario may know beside the request.
struct ScenarioContext
{
    QByteArrayView path; ///< what follows the scenario's name: "" or "/orders"
    Duration elapsed{}; ///< since the demo upstream was made
    WallTime wallNow;
    Random &random;
    quint16 port = 0; ///< where it listens …
    quint16 otherPort = 0; ///< … and its second port, another origin
};

/// One way to misbehave. Holds whatever it counts; time and chance come with each request.
class Scenario
{
public:
    Scenario() = default;
    virtual ~Scenario();
    Scenario(const Scenario &) = delete;
    Scenario &operator=(const Scenario &) = delete;

    virtual UpstreamAnswer answer(const UpstreamRequest &request, ScenarioContext &context) = 0;
};

/// A waiting time as real services have it: half below the median, few far above it (log-normal; spread is the
/// standard deviation of its logarithm). Never more than 50 medians.
Duration sampleLatency(Duration median, double spread, Random &random);

} // namespace fuseboard
