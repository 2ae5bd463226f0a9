// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "upstream/scenario.h"

namespace fuseboard {

/// Works, but for one stretch in each period, in which everything is a slow 503. "?every=45&fail=12" sets both.
class BurstScenario final : public Scenario
{
public:
    struct Rhythm
    {
        Duration period;
        Duration failing;
        Duration firstFailure; ///< when the first stretch begins
        Duration median; ///< latency of good answers; bad ones take four times as long
    };

    explicit BurstScenario(const Rhythm &rhythm);
    UpstreamAnswer answer(const UpstreamRequest &request, ScenarioContext &context) override;

private:
    Rhythm m_rhythm;
};

} // namespace fuseboard
