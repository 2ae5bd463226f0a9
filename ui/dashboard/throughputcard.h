// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dashboard/chartcard.h"

namespace fuseboard {

/// Calls a second by the way they ended.
class ThroughputCard final : public ChartCard
{
    Q_OBJECT

public:
    explicit ThroughputCard(const Theme &theme, QWidget *parent = nullptr);

    void show(const ChartData &history, TimeRange range, const ClientSnapshot &client) override;
    using ChartCard::show;
};

} // namespace fuseboard
