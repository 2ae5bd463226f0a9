// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "upstream/scenarios/burstscenario.h"

#include "upstream/sampleapi.h"

namespace fuseboard {

namespace {
constexpr double latencySpread = 0.35;
constexpr double longestPeriod = 86'400;
} // namespace

BurstScenario::BurstScenario(const Rhythm &rhythm)
    : m_rhythm(rhythm)
{
}

UpstreamAnswer BurstScenario::answer(const UpstreamRequest &request, ScenarioContext &context)
{
    const auto every = request.queryNumber("every", 0.001, longestPeriod);
    const auto fail = request.queryNumber("fail", 0, longestPeriod);
    const Duration period = every ? fromSeconds(*every) : m_rhythm.period;
    const Duration failing = fail ? fromSeconds(*fail) : m_rhythm.failing;

    // Own figures count from the start, so that "?every=1&fail=1" fails at once and for ever.
    const Duration first = every || fail ? Duration::zero() : m_rhythm.firstFailure;
    const bool fails = context.elapsed >= first && (context.elapsed - first) % period < failing;

    UpstreamAnswer answer = fails ? UpstreamAnswer::problem(503, "overloaded, try again later")
                                  : sampleAnswer(request, context.path);
    answer.delay = sampleLatency(m_rhythm.median * (fails ? 4 : 1), latencySpread, context.random);
    return answer;
}

} // namespace fuseboard
