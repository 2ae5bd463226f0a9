// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "upstream/scenario.h"

#include <memory>
#include <span>

namespace fuseboard {

/// One line of the table of scenarios.
struct ScenarioEntry
{
    const char *name; ///< also the first segment of its path
    std::unique_ptr<Scenario> (*make)();
    const char *greeting = ""; ///< said to whoever connects, where it plays alone
};

/// All scenarios in the order of docs/scenarios.md.
std::span<const ScenarioEntry> scenarioTable();

} // namespace fuseboard
