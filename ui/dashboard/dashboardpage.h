// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dashboard/chartscale.h"
#include "dashboard/dashboardsource.h"
#include "models/eventlistmodel.h"

#include <QTimer>
#include <QWidget>

class QGridLayout;
class QLabel;
class QPushButton;
class QStackedLayout;

namespace fuseboard {

class BreakerCard;
class ChartCard;
class EventPanel;
class SegmentedControl;
class Theme;
class TileBoard;

/// All clients at a glance and one of them in charts. Reads its source ten times a second while it is visible and not
/// paused, and draws charts when a second has been added to them; does nothing while hidden.
class DashboardPage final : public QWidget
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit DashboardPage(const Theme &theme, QWidget *parent = nullptr);

    /// Null = no clients. The source must outlive its use. Also to be called when the clients of a source are others,
    /// or in another order: the chosen one and the events stay, and so does a paused picture of the same clients.
    void setSource(DashboardSource *source);
    void setRange(TimeRange range);
    [[nodiscard]] TimeRange range() const;
    void setPaused(bool paused);
    [[nodiscard]] bool isTicking() const { return m_timer.isActive(); }

    [[nodiscard]] int currentClient() const;
    /// One that is not there yet is chosen when it comes.
    void setCurrentClient(int client);

Q_SIGNALS:
    /// By the user.
    void currentClientChanged(int client);
    /// Where there is none yet.
    void newClientRequested();
    /// The chosen client has none of these.
    void limitRequested(int client);
    void breakerRequested(int client);
    /// What the page shows from now on, so that others can show the same moment.
    void snapshotsShown(const QList<fuseboard::ClientSnapshot> &snapshots);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeHeader();
    QWidget *makeContent();
    void arrange();
    void tick();
    void showTiles(const QList<ClientSnapshot> &snapshots);
    void drawCharts(const ClientSnapshot &client);
    void order(DashboardAction action);
    void startOrStop();
    void redraw();
    void showPause();

    const Theme &m_theme;
    DashboardSource *m_source = nullptr;
    QList<quint64> m_ids; // of the source's clients
    EventListModel m_events;
    QTimer m_timer;
    SegmentedControl *m_range;
    QLabel *m_pausedAt;
    QPushButton *m_pause;
    TileBoard *m_tiles;
    QList<ChartCard *> m_charts; // latency, throughput, limiter
    BreakerCard *m_breaker;
    EventPanel *m_eventPanel;
    QGridLayout *m_cards = nullptr;
    QStackedLayout *m_stack = nullptr;
    quint64 m_drawnCharts = 0;
    int m_arrangement = -1;
    WallTime m_shownAt; // of the snapshots in the picture
};

} // namespace fuseboard
