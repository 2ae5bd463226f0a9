// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "upstream/scenarios/scriptedscenario.h"

namespace fuseboard {

ScriptedScenario::ScriptedScenario(Script script)
    : m_script(script)
{
}

UpstreamAnswer ScriptedScenario::answer(const UpstreamRequest &request, ScenarioContext &context)
{
    return m_script(request, context);
}

} // namespace fuseboard
