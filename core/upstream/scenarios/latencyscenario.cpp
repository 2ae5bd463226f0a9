// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "upstream/scenarios/latencyscenario.h"

#include "upstream/sampleapi.h"

namespace fuseboard {

LatencyScenario::LatencyScenario(Duration median, double spread)
    : m_median(median)
    , m_spread(spread)
{
}

UpstreamAnswer LatencyScenario::answer(const UpstreamRequest &request, ScenarioContext &context)
{
    UpstreamAnswer answer = sampleAnswer(request, context.path);
    if (m_median > Duration::zero())
        answer.delay = sampleLatency(m_median, m_spread, context.random);
    return answer;
}

} // namespace fuseboard
