// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "upstream/scenario.h"

namespace fuseboard {

/// Everything works, after a waiting time around a median.
class LatencyScenario final : public Scenario
{
public:
    LatencyScenario(Duration median, double spread);
    UpstreamAnswer answer(const UpstreamRequest &request, ScenarioContext &context) override;

private:
    Duration m_median;
    double m_spread;
};

} // namespace fuseboard
