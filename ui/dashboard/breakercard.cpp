// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dashboard/breakercard.h"

#include "common/emptystate.h"
#include "common/grid.h"
#include "common/presentation.h"
#include "common/theme.h"
#include "dashboard/breakerstrip.h"
#include "dashboard/chartdata.h"
#include "dashboard/levelbar.h"
#include "models/figures.h"

#include <QLabel>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace fuseboard {

BreakerCard::BreakerCard(const Theme &theme, QWidget *parent)
    : Card(theme, tr("Circuit breaker"), parent)
    , m_stack(new QStackedLayout)
{
    m_stack->addWidget(makeContent(theme));
    auto *none = new EmptyState(
        theme, IconId::Shield, tr("No circuit breaker"),
        tr("Every call is sent, however many fail. A breaker stops that until the server is well again."),
        tr("Set a breaker…"), this);
    connect(none, &EmptyState::actionTriggered, this, &BreakerCard::breakerRequested);
    m_stack->addWidget(none);
    body()->addLayout(m_stack, 1);
}

QWidget *BreakerCard::makeContent(const Theme &theme)
{
    auto *content = new QWidget(this);
    m_summary = new QLabel(content);
    m_summary->setProperty("rank", QStringLiteral("muted"));
    m_summary->setFont(theme.font(TextStyle::Caption));
    m_strip = new BreakerStrip(theme, content);
    m_failures = new LevelBar(theme, content);
    m_force = new QPushButton(content);
    m_isolate = new QPushButton(content);
    m_reset = new QPushButton(tr("Reset metrics"), content);
    m_reset->setToolTip(tr("Sets this client's counters and percentiles to zero. The breaker keeps its state."));
    connect(m_force, &QPushButton::clicked, this,
            [this] { Q_EMIT actionRequested(m_forced ? DashboardAction::Release : DashboardAction::ForceClosed); });
    connect(m_isolate, &QPushButton::clicked, this,
            [this] { Q_EMIT actionRequested(m_isolated ? DashboardAction::EndIsolation : DashboardAction::Isolate); });
    connect(m_reset, &QPushButton::clicked, this, [this] { Q_EMIT actionRequested(DashboardAction::ResetMetrics); });

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(grid::gap);
    for (QPushButton *button : {m_force, m_isolate, m_reset})
        buttons->addWidget(button);
    buttons->addStretch(1);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(grid::unit);
    column->addWidget(m_summary);
    column->addSpacing(grid::unit);
    column->addWidget(m_strip, 100);
    column->addSpacing(grid::gap);
    column->addWidget(m_failures);
    column->addSpacing(grid::gap);
    column->addLayout(buttons);
    column->addStretch(1);
    return content;
}

void BreakerCard::showHistory(const ChartData &history, TimeRange range)
{
    const Duration recorded = history.recorded();
    const QStringList marks = rangeMarks(range);
    m_strip->setSpans(history.breakerSpans(), marks.first(), marks.last());
    if (history.isEmpty())
        return m_summary->setText(tr("nothing recorded yet"));
    const QString open = wording::percent(history.openShare() * 100);
    // A young client has no hour behind it: a share of the whole hour would be a guess.
    const bool isWhole = recorded + std::chrono::seconds(2) + spanOf(range) / 50 >= spanOf(range);
    const QString share = isWhole ? tr("open %1 of the last %2").arg(open, rangeLabel(range))
                                  : tr("open %1 of the %2 recorded").arg(open, wording::duration(recorded));
    const int openings = history.openings();
    const QString times = openings == 1 ? tr("1 opening") : tr("%Ln openings", nullptr, openings);
    m_summary->setText(share + QStringLiteral(" · ") + times);
}

void BreakerCard::setEndMark(const QString &text)
{
    m_strip->setEndMark(text);
}

void BreakerCard::showState(const ClientSnapshot &client)
{
    setSubject(client.name);
    m_stack->setCurrentIndex(client.breaker ? 0 : 1);
    if (!client.breaker)
        return;
    const BreakerSnapshot &breaker = *client.breaker;
    const int threshold = std::max(breaker.failureThreshold, 1);
    const int failures = std::min(breaker.consecutiveFailures, threshold);
    if (breaker.forced || breaker.isolated) {
        m_failures->setLevel(tr("failures"), 0, tr("not counted"), ColorRole::Accent);
        return showButtons(breaker);
    }
    m_failures->setLevel(tr("failures"), static_cast<double>(failures) / threshold,
                         tr("%1 / %2").arg(wording::count(failures), wording::count(threshold)),
                         failures == threshold           ? ColorRole::Danger
                             : 2 * failures >= threshold ? ColorRole::Warning
                                                         : ColorRole::Accent);
    showButtons(breaker);
}

void BreakerCard::showButtons(const BreakerSnapshot &breaker)
{
    m_forced = breaker.forced;
    m_isolated = breaker.isolated;
    m_force->setText(m_forced ? tr("Release") : tr("Force closed"));
    m_force->setToolTip(m_forced ? tr("Lets the breaker decide again.")
                                 : tr("Lets every call through, whatever fails, until you release it."));
    m_isolate->setText(m_isolated ? tr("End isolation") : tr("Isolate"));
    m_isolate->setToolTip(m_isolated ? tr("Lets calls through again.")
                                     : tr("Refuses every call of this client until you end it."));
    m_force->setEnabled(!m_isolated);
}

} // namespace fuseboard
