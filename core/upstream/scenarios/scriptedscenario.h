// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "upstream/scenario.h"

namespace fuseboard {

/// A scenario that remembers nothing: a function is enough.
class ScriptedScenario final : public Scenario
{
public:
    using Script = UpstreamAnswer (*)(const UpstreamRequest &, ScenarioContext &);

    explicit ScriptedScenario(Script script);
    UpstreamAnswer answer(const UpstreamRequest &request, ScenarioContext &context) override;

private:
    Script m_script;
};

} // namespace fuseboard
