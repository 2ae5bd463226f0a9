// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/card.h"
#include "dashboard/chartscale.h"
#include "dashboard/dashboardsource.h"

class QLabel;
class QPushButton;
class QStackedLayout;

namespace fuseboard {

class BreakerStrip;
class ChartData;
class LevelBar;

/// The circuit breaker of a client: its states over time, how near it is to opening, and what may be ordered by hand.
/// What was ordered is taken back by the same button.
class BreakerCard final : public Card
{
    Q_OBJECT

public:
    explicit BreakerCard(const Theme &theme, QWidget *parent = nullptr);

    /// At the pace of the charts.
    void showHistory(const ChartData &history, TimeRange range);
    /// At the pace of the snapshots.
    void showState(const ClientSnapshot &client);
    /// As SeriesChart::setEndMark().
    void setEndMark(const QString &text);

Q_SIGNALS:
    void actionRequested(fuseboard::DashboardAction action);
    /// The client has none.
    void breakerRequested();

private:
    QWidget *makeContent(const Theme &theme);
    void showButtons(const BreakerSnapshot &breaker);

    QLabel *m_summary = nullptr;
    BreakerStrip *m_strip = nullptr;
    LevelBar *m_failures = nullptr;
    QPushButton *m_force = nullptr;
    QPushButton *m_isolate = nullptr;
    QPushButton *m_reset = nullptr;
    QStackedLayout *m_stack;
    bool m_forced = false;
    bool m_isolated = false;
};

} // namespace fuseboard
