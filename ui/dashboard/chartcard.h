// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/card.h"
#include "dashboard/chartscale.h"
#include "dashboard/serieschart.h"

#include <QHash>

class QStackedLayout;

namespace fuseboard {

class ChartLegend;
class EmptyState;
struct ClientSnapshot;
struct LegendEntry;

/// A card with a chart and its legend. Derived cards say what it shows.
class ChartCard : public Card
{
    Q_OBJECT

public:
    /// emptyTitle and emptyAdvice stand where the chart would, as long as there is nothing to draw, and below them a
    /// button with emptyAction, where that is not empty.
    ChartCard(const Theme &theme, const QString &title, const QList<ChartLineStyle> &styles, const QString &emptyTitle,
              const QString &emptyAdvice, const QString &emptyAction, QWidget *parent = nullptr);

    virtual void show(const ChartData &history, TimeRange range, const ClientSnapshot &client) = 0;
    using Card::show;
    /// As SeriesChart::setEndMark().
    void setEndMark(const QString &text);

Q_SIGNALS:
    /// By the button below the words that stand where the chart would.
    void emptyActionTriggered();

protected:
    void setLegend(const QList<LegendEntry> &entries);
    /// leastMaximum: of the scale; word: how the scale writes a value.
    void draw(const ChartData &history, TimeRange range, const QList<ChartLine> &lines, double leastMaximum,
              const std::function<QString(double)> &word);
    void drawNothing();
    /// action: of the button, which an empty one hides.
    void setEmptyTexts(const QString &title, const QString &advice, const QString &action = {});

private:
    ChartLegend *m_legend;
    SeriesChart *m_chart;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
};

} // namespace fuseboard
