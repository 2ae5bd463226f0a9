// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dashboard/chartcard.h"

namespace fuseboard {

/// Percentiles of whole calls over time.
class LatencyCard final : public ChartCard
{
    Q_OBJECT

public:
    explicit LatencyCard(const Theme &theme, QWidget *parent = nullptr);

    void show(const ChartData &history, TimeRange range, const ClientSnapshot &client) override;
    using ChartCard::show;
};

} // namespace fuseboard
