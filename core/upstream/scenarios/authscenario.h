// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "upstream/scenario.h"

namespace fuseboard {

/// Doors with locks: /bearer wants "demo-token", /basic demo:demo, /key "demo-key" in X-API-Key, in the query or in the
/// body. Behind each door is the sample service; without the right key stands 401.
class AuthScenario final : public Scenario
{
public:
    UpstreamAnswer answer(const UpstreamRequest &request, ScenarioContext &context) override;
};

} // namespace fuseboard
