// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "upstream/scenario.h"

namespace fuseboard {

/// Each n-th answer is a 503: the third, unless "?n=" says otherwise.
class FlakyScenario final : public Scenario
{
public:
    UpstreamAnswer answer(const UpstreamRequest &request, ScenarioContext &context) override;

private:
    quint64 m_count = 0;
};

} // namespace fuseboard
