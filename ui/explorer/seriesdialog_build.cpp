// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/seriesdialog.h"

#include "common/divider.h"
#include "common/elidedlabel.h"
#include "common/emptystate.h"
#include "common/grid.h"
#include "common/theme.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTableView>

namespace fuseboard {

using namespace Qt::StringLiterals;

void SeriesDialog::build(const Theme &theme)
{
    auto *inner = new QVBoxLayout;
    inner->setContentsMargins(grid::page, grid::page, grid::page, grid::page);
    inner->setSpacing(grid::page);
    inner->addWidget(buildHead(theme));
    inner->addWidget(buildPlan());
    m_pages = new QStackedWidget(this);
    auto *empty = new EmptyState(theme, IconId::Pulse, tr("Nothing sent yet"),
                                 tr("The calls pass the client's limiter, breaker and retries like any other; watch "
                                    "them on the dashboard."),
                                 {}, m_pages);
    empty->setObjectName(u"noSeries"_s);
    m_pages->addWidget(empty);
    m_pages->addWidget(buildResults(theme));
    inner->addWidget(m_pages, 1);
    QFrame *line = makeDivider(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(inner, 1);
    column->addWidget(line);
    column->addWidget(buildFoot());
    resize(720, 480);
}

QWidget *SeriesDialog::buildHead(const Theme &theme)
{
    auto *head = new QWidget(this);
    m_title = new ElidedLabel(head);
    m_title->setObjectName(u"seriesRequest"_s);
    m_title->setFont(theme.font(TextStyle::Title));
    m_client = new QLabel(head);
    m_client->setObjectName(u"seriesClient"_s);
    m_client->setTextFormat(Qt::PlainText);
    m_client->setProperty("rank", u"muted"_s);
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins({});
    column->setSpacing(grid::unit);
    column->addWidget(m_title);
    column->addWidget(m_client);
    return head;
}

QSpinBox *SeriesDialog::addSpinBox(const QString &label, const QString &name, int most, int value, QWidget *plan)
{
    auto *title = new QLabel(label, plan);
    auto *box = new QSpinBox(plan);
    box->setObjectName(name);
    box->setRange(1, most);
    box->setValue(value);
    box->setGroupSeparatorShown(true);
    box->setAccelerated(true);
    box->setFixedWidth(96);
    title->setBuddy(box);
    plan->layout()->addWidget(title);
    plan->layout()->addWidget(box);
    return box;
}

QWidget *SeriesDialog::buildPlan()
{
    const CallSeries::Plan usual;
    auto *plan = new QWidget(this);
    auto *row = new QHBoxLayout(plan);
    row->setContentsMargins({});
    row->setSpacing(grid::gap);
    m_calls = addSpinBox(tr("&Calls"), u"seriesCalls"_s, CallSeries::mostCalls, usual.calls, plan);
    row->addSpacing(grid::gap);
    m_atOnce = addSpinBox(tr("At &once"), u"seriesAtOnce"_s, CallSeries::mostAtOnce, usual.atOnce, plan);
    m_calls->setAccessibleName(tr("Calls"));
    m_calls->setFocus();
    m_calls->selectAll(); // a number that is typed takes its place
    m_atOnce->setAccessibleName(tr("Calls at once"));
    m_run = new QPushButton(plan);
    m_run->setObjectName(u"runSeries"_s);
    m_run->setProperty("kind", u"primary"_s);
    m_run->setAutoDefault(false);
    m_run->setMinimumWidth(88); // the same for both of its words
    row->addStretch();
    row->addWidget(m_run);
    connect(m_run, &QPushButton::clicked, this, &SeriesDialog::toggle);
    return plan;
}

QWidget *SeriesDialog::buildResults(const Theme &theme)
{
    auto *results = new QWidget(m_pages);
    m_progress = new QProgressBar(results);
    m_progress->setObjectName(u"seriesProgress"_s);
    m_progress->setAccessibleName(tr("Calls that have ended"));
    m_progress->setTextVisible(false);
    m_progressText = new QLabel(results);
    m_progressText->setObjectName(u"seriesProgressText"_s);
    m_progressText->setTextFormat(Qt::PlainText);
    m_progressText->setMinimumWidth(112); // of "10,000 of 10,000": the bar must not twitch
    m_progressText->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *progress = new QHBoxLayout;
    progress->setSpacing(grid::gap);
    progress->addWidget(m_progress, 1);
    progress->addWidget(m_progressText);
    buildTable(results);
    auto *column = new QVBoxLayout(results);
    column->setContentsMargins({});
    column->setSpacing(grid::page);
    column->addLayout(progress);
    column->addWidget(buildFigures(theme));
    m_tests = new QLabel(results);
    m_tests->setObjectName(u"seriesTests"_s);
    m_tests->setTextFormat(Qt::PlainText);
    m_tests->setWordWrap(true);
    m_tests->hide();
    column->addWidget(m_tests);
    m_captures = new QLabel(results);
    m_captures->setObjectName(u"seriesCaptures"_s);
    m_captures->setTextFormat(Qt::PlainText);
    m_captures->setWordWrap(true);
    m_captures->setProperty("rank", u"error"_s);
    m_captures->hide();
    column->addWidget(m_captures);
    column->addWidget(m_table, 1);
    return results;
}

QWidget *SeriesDialog::buildFigures(const Theme &theme)
{
    auto *figures = new QWidget(m_pages);
    auto *rows = new QGridLayout(figures);
    rows->setContentsMargins({});
    rows->setHorizontalSpacing(grid::gap);
    rows->setVerticalSpacing(grid::unit);
    const QStringList captions{tr("Succeeded"), tr("Failed"), tr("Refused"), tr("Cancelled"), tr("Retries"),
                               //: the time below which half of the calls stayed
                               tr("p50"), tr("p95"), tr("p99"), tr("Calls/s")};
    for (const QString &caption : captions) {
        auto *title = new QLabel(caption, figures);
        title->setProperty("rank", u"muted"_s);
        title->setFont(theme.font(TextStyle::Small));
        auto *value = new QLabel(figures);
        value->setObjectName(u"seriesFigure"_s);
        value->setTextFormat(Qt::PlainText);
        value->setFont(theme.font(TextStyle::Strong));
        title->setBuddy(value);
        const int column = int(m_figures.size());
        rows->addWidget(title, 0, column);
        rows->addWidget(value, 1, column);
        rows->setColumnStretch(column, 1);
        rows->setColumnMinimumWidth(column, 60);
        m_figures.append(value);
    }
    figures->setToolTip(
        tr("p50, p95 and p99 are of the calls that got an answer, failures too, with all their waits and retries."));
    return figures;
}

void SeriesDialog::buildTable(QWidget *parent)
{
    m_table = new QTableView(parent);
    m_table->setObjectName(u"seriesOutcomes"_s);
    m_table->setAccessibleName(tr("Outcomes"));
    m_table->setProperty("kind", u"figures"_s);
    m_table->setModel(m_model);
    m_table->setTabKeyNavigation(false);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(grid::rowHeight);
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionsClickable(false);
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(SeriesTableModel::OutcomeColumn, QHeaderView::Stretch);
    for (const int column :
         {SeriesTableModel::CountColumn, SeriesTableModel::ShareColumn, SeriesTableModel::SlowestColumn})
        header->resizeSection(column, 104);
}

QWidget *SeriesDialog::buildFoot()
{
    auto *foot = new QFrame(this);
    foot->setProperty("surface", u"panel"_s);
    m_notice = new QLabel(foot);
    m_notice->setObjectName(u"seriesNotice"_s);
    m_notice->setTextFormat(Qt::PlainText);
    m_notice->setWordWrap(true);
    auto *close = new QPushButton(tr("Close"), foot);
    close->setObjectName(u"closeSeries"_s);
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(grid::page, grid::cardGap, grid::page, grid::cardGap);
    row->setSpacing(grid::page);
    row->addWidget(m_notice, 1);
    row->addWidget(close);
    return foot;
}

} // namespace fuseboard
