// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "upstream/scenario.h"

#include <QHash>

#include <utility>

namespace fuseboard {

/// A quota over fixed windows, told in X-RateLimit fields; beyond it 429 with Retry-After. "?limit=&window=" opens a
/// quota of its own for these figures.
class LimitedScenario final : public Scenario
{
public:
    enum class RetryAfter { Seconds, Date };

    explicit LimitedScenario(RetryAfter form);
    UpstreamAnswer answer(const UpstreamRequest &request, ScenarioContext &context) override;

private:
    struct Window
    {
        qint64 number = -1;
        qint64 used = 0;
    };
    Window &windowFor(qint64 limit, Duration length);

    RetryAfter m_form;
    QHash<std::pair<qint64, qint64>, Window> m_windows; // by limit and length
};

} // namespace fuseboard
