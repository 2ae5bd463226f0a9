// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dashboard/dashboardpage.h"

#include "common/divider.h"
#include "common/emptystate.h"
#include "common/grid.h"
#include "common/segmentedcontrol.h"
#include "common/theme.h"
#include "dashboard/breakercard.h"
#include "dashboard/eventpanel.h"
#include "dashboard/latencycard.h"
#include "dashboard/limitercard.h"
#include "dashboard/throughputcard.h"
#include "dashboard/tileboard.h"
#include "models/figures.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace fuseboard {

using namespace std::chrono_literals;

namespace {

/// Below this width the events stand under the charts instead of beside them.
constexpr int dashboardWideFrom = 860;
constexpr int dashboardEventsWidth = 232;
/// Two rows of tiles and the cards fit into the window's first size.
constexpr int dashboardLeastCard = 216;

QStringList rangeLabels()
{
    QStringList labels;
    for (int i = 0; i < timeRangeCount; ++i)
        labels.append(rangeLabel(static_cast<TimeRange>(i)));
    return labels;
}

} // namespace

DashboardPage::DashboardPage(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_range(new SegmentedControl(tr("Range"), rangeLabels(), this))
    , m_pausedAt(new QLabel(this))
    , m_pause(new QPushButton(tr("Pause"), this))
    , m_tiles(new TileBoard(theme, this))
    , m_charts({new LatencyCard(theme, this), new ThroughputCard(theme, this), new LimiterCard(theme, this)})
    , m_breaker(new BreakerCard(theme, this))
    , m_eventPanel(new EventPanel(theme, m_events, this))
{
    m_timer.setInterval(100ms);
    connect(&m_timer, &QTimer::timeout, this, &DashboardPage::tick);
    m_range->setCurrent(static_cast<int>(TimeRange::FiveMinutes));
    connect(m_range, &SegmentedControl::currentChanged, this, &DashboardPage::redraw);
    m_pause->setCheckable(true);
    m_pause->setToolTip(tr("Freezes the picture. The clients go on working."));
    connect(m_pause, &QPushButton::toggled, this, &DashboardPage::startOrStop);
    connect(m_tiles, &TileBoard::currentChanged, this, [this](int client) {
        redraw();
        Q_EMIT currentClientChanged(client);
    });
    connect(m_breaker, &BreakerCard::actionRequested, this, &DashboardPage::order);
    connect(m_breaker, &BreakerCard::breakerRequested, this, [this] { Q_EMIT breakerRequested(currentClient()); });
    connect(m_charts.last(), &ChartCard::emptyActionTriggered, this,
            [this] { Q_EMIT limitRequested(currentClient()); });

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHeader());
    QFrame *line = makeDivider(this);
    column->addWidget(line);
    m_stack = new QStackedLayout;
    auto *empty = new EmptyState(theme, IconId::Dashboard, tr("No clients in this workspace"),
                                 tr("Latency, errors, tokens and the breaker of each client show here, live."),
                                 tr("New client…"), this);
    connect(empty, &EmptyState::actionTriggered, this, &DashboardPage::newClientRequested);
    m_stack->addWidget(empty);
    m_stack->addWidget(makeContent());
    column->addLayout(m_stack, 1);
    arrange();
}

QWidget *DashboardPage::makeHeader()
{
    auto *header = new QFrame(this);
    header->setProperty("surface", QStringLiteral("panel"));
    header->setFixedHeight(grid::headerHeight - 1);
    auto *title = new QLabel(tr("Dashboard"), header);
    title->setFont(m_theme.font(TextStyle::Title));
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(grid::page - 2, 0, grid::page - 2, 0);
    row->setSpacing(grid::gap);
    row->addWidget(title);
    row->addStretch(1);
    m_pausedAt->setProperty("rank", QStringLiteral("muted"));
    m_pausedAt->setTextFormat(Qt::PlainText);
    row->addWidget(m_pausedAt);
    row->addWidget(m_range);
    row->addWidget(m_pause);
    return header;
}

QWidget *DashboardPage::makeContent()
{
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    const int margin = grid::page - 2;
    column->setContentsMargins(margin, grid::cardGap, margin, grid::cardGap);
    column->setSpacing(grid::cardGap);
    column->addWidget(m_tiles);
    m_cards = new QGridLayout;
    m_cards->setSpacing(grid::cardGap);
    column->addLayout(m_cards, 1);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    return scroll;
}

void DashboardPage::arrange()
{
    const int arrangement = width() >= dashboardWideFrom ? 1 : 0;
    if (arrangement == m_arrangement)
        return;
    m_arrangement = arrangement;
    const bool wide = arrangement == 1;
    m_cards->addWidget(m_charts.at(0), 0, 0);
    m_cards->addWidget(m_charts.at(1), 0, 1);
    m_cards->addWidget(m_charts.at(2), 1, 0);
    m_cards->addWidget(m_breaker, 1, 1);
    if (wide)
        m_cards->addWidget(m_eventPanel, 0, 2, 2, 1);
    else
        m_cards->addWidget(m_eventPanel, 2, 0, 1, 2);
    m_eventPanel->setMinimumWidth(wide ? dashboardEventsWidth : 0);
    m_eventPanel->setMaximumWidth(wide ? dashboardEventsWidth : QWIDGETSIZE_MAX);
    m_eventPanel->setMinimumHeight(wide ? 0 : 180);
    for (int column = 0; column < 2; ++column)
        m_cards->setColumnStretch(column, 1);
    for (int row = 0; row < 2; ++row) {
        m_cards->setRowStretch(row, 1);
        m_cards->setRowMinimumHeight(row, dashboardLeastCard);
    }
}

void DashboardPage::setSource(DashboardSource *source)
{
    const QList<quint64> ids = source ? source->ids() : QList<quint64>();
    const bool isOther = source != m_source;
    if (!isOther && ids == m_ids && m_pause->isChecked())
        return;
    if (isOther) {
        m_events.clear();
        m_stack->setCurrentIndex(0);
    } else if (m_tiles->current() >= 0) {
        m_tiles->setCurrent(int(ids.indexOf(m_ids.value(m_tiles->current()))));
    }
    m_source = source;
    m_ids = ids;
    redraw();
}

void DashboardPage::setRange(TimeRange range)
{
    m_range->setCurrent(static_cast<int>(range));
}

TimeRange DashboardPage::range() const
{
    return static_cast<TimeRange>(m_range->current());
}

void DashboardPage::setPaused(bool paused)
{
    m_pause->setChecked(paused);
}

int DashboardPage::currentClient() const
{
    return m_tiles->current();
}

void DashboardPage::setCurrentClient(int client)
{
    const int before = currentClient();
    m_tiles->setCurrent(client);
    if (currentClient() != before)
        redraw();
}

void DashboardPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    startOrStop();
}

void DashboardPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_timer.stop(); // whatever isVisible() says: a minimised window counts as visible, and nobody sees it
}

void DashboardPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void DashboardPage::startOrStop()
{
    m_pause->setText(m_pause->isChecked() ? tr("Resume") : tr("Pause"));
    showPause();
    if (!isVisible() || window()->isMinimized() || m_pause->isChecked())
        return m_timer.stop();
    m_timer.start();
    tick();
}

void DashboardPage::showPause()
{
    const QString time = m_pause->isChecked() ? wording::timeOfDay(m_shownAt) : QString();
    m_pausedAt->setText(time.isEmpty() ? QString() : tr("paused at %1").arg(time));
    for (ChartCard *card : std::as_const(m_charts))
        card->setEndMark(time);
    m_breaker->setEndMark(time);
}

void DashboardPage::redraw()
{
    m_tiles->forgetHistories();
    m_drawnCharts = 0;
    // A change of range or client is drawn even while paused: it was asked for.
    if (isVisible())
        tick();
}

void DashboardPage::tick()
{
    if (!m_source)
        return;
    const QList<ClientSnapshot> snapshots = m_source->snapshots();
    if (snapshots.isEmpty())
        return m_stack->setCurrentIndex(0);
    m_stack->setCurrentIndex(1);
    showTiles(snapshots);
    Q_EMIT snapshotsShown(snapshots);
    m_shownAt = snapshots.first().wallAt;
    showPause();
    m_tiles->readHistories(*m_source, snapshots);
    m_eventPanel->read(*m_source, snapshots, m_ids);
    const ClientSnapshot &client = snapshots.at(std::clamp<qsizetype>(m_tiles->current(), 0, snapshots.size() - 1));
    m_breaker->showState(client);
    if (client.seriesRevision + 1 != m_drawnCharts)
        drawCharts(client);
}

void DashboardPage::showTiles(const QList<ClientSnapshot> &snapshots)
{
    const int before = m_tiles->current();
    m_tiles->setSnapshots(snapshots);
    if (m_tiles->current() != before)
        m_drawnCharts = 0; // the charts are of another one
}

void DashboardPage::drawCharts(const ClientSnapshot &client)
{
    const Duration span = spanOf(range());
    const ChartData history(m_source->points(m_tiles->current(), span), span, client.at);
    for (ChartCard *card : std::as_const(m_charts))
        card->show(history, range(), client);
    m_breaker->showHistory(history, range());
    m_drawnCharts = client.seriesRevision + 1;
}

void DashboardPage::order(DashboardAction action)
{
    if (!m_source)
        return;
    m_source->act(m_tiles->current(), action);
    redraw();
}

} // namespace fuseboard
