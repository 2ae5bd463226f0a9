// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dashboard/chartcard.h"

#include "common/emptystate.h"
#include "dashboard/chartlegend.h"

#include <QStackedLayout>
#include <QVBoxLayout>

namespace fuseboard {

ChartCard::ChartCard(const Theme &theme, const QString &title, const QList<ChartLineStyle> &styles,
                     const QString &emptyTitle, const QString &emptyAdvice, const QString &emptyAction, QWidget *parent)
    : Card(theme, title, parent)
    , m_legend(new ChartLegend(theme, this))
    , m_chart(new SeriesChart(theme, styles, this))
    , m_empty(new EmptyState(theme, IconId::Pulse, emptyTitle, emptyAdvice, emptyAction, this))
    , m_stack(new QStackedLayout)
{
    body()->addWidget(m_legend);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_chart);
    body()->addLayout(m_stack, 1);
    m_chart->setAccessibleName(title);
    connect(m_empty, &EmptyState::actionTriggered, this, &ChartCard::emptyActionTriggered);
}

void ChartCard::setLegend(const QList<LegendEntry> &entries)
{
    m_legend->setEntries(entries);
}

void ChartCard::draw(const ChartData &history, TimeRange range, const QList<ChartLine> &lines, double leastMaximum,
                     const std::function<QString(double)> &word)
{
    double highest = 0;
    for (const ChartLine &line : lines)
        highest = std::max(highest, highestOf(line));
    const NiceScale scale = niceScale(highest, leastMaximum);
    ChartFrame frame;
    frame.lines = lines;
    frame.maximum = scale.maximum;
    for (int i = 0; i <= scale.intervals; ++i)
        frame.yMarks.append(word(scale.maximum * i / scale.intervals));
    frame.xMarks = rangeMarks(range);
    frame.bands = history.breakerSpans();
    frame.openedWord = tr("opened");
    m_chart->setFrame(frame);
    m_stack->setCurrentWidget(m_chart);
}

void ChartCard::setEndMark(const QString &text)
{
    m_chart->setEndMark(text);
}

void ChartCard::drawNothing()
{
    m_stack->setCurrentWidget(m_empty);
}

void ChartCard::setEmptyTexts(const QString &title, const QString &advice, const QString &action)
{
    m_empty->setTexts(title, advice);
    m_empty->setActionText(action);
}

} // namespace fuseboard
