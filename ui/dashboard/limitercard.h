// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dashboard/chartcard.h"

namespace fuseboard {

/// Tokens in the bucket and calls that wait for one.
class LimiterCard final : public ChartCard
{
    Q_OBJECT

public:
    explicit LimiterCard(const Theme &theme, QWidget *parent = nullptr);

    void show(const ChartData &history, TimeRange range, const ClientSnapshot &client) override;
    using ChartCard::show;
};

} // namespace fuseboard
