// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "upstream/scenario.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace fuseboard {

Scenario::~Scenario() = default;

Duration sampleLatency(Duration median, double spread, Random &random)
{
    // Box and Muller; 1 - uniform() lies in (0, 1], where the logarithm is finite.
    const double radius = std::sqrt(-2.0 * std::log(1.0 - random.uniform()));
    const double normal = radius * std::cos(2.0 * std::numbers::pi * random.uniform());
    return fromSeconds(toSeconds(median) * std::min(std::exp(spread * normal), 50.0));
}

} // namespace fuseboard
