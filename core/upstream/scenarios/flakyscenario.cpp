// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "upstream/scenarios/flakyscenario.h"

#include "upstream/sampleapi.h"

namespace fuseboard {

UpstreamAnswer FlakyScenario::answer(const UpstreamRequest &request, ScenarioContext &context)
{
    const auto nth = static_cast<quint64>(request.queryNumber("n", 1, 1'000'000).value_or(3));
    if (++m_count % nth == 0)
        return UpstreamAnswer::problem(503, "this one failed, the next will not");
    return sampleAnswer(request, context.path);
}

} // namespace fuseboard
