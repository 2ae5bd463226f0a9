// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "upstream/scenario.h"

namespace fuseboard {

/// Sends its callers on: /3 through three hops, /other to another origin, /loop for ever, /nowhere without a target.
/// All else is the sample service, where the hops end. "?status=307" chooses the status.
class RedirectScenario final : public Scenario
{
public:
    UpstreamAnswer answer(const UpstreamRequest &request, ScenarioContext &context) override;
};

} // namespace fuseboard
