// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/historypage.h"

#include "common/divider.h"
#include "common/emptystate.h"
#include "common/figurelabel.h"
#include "common/grid.h"
#include "common/theme.h"
#include "common/warningbanner.h"
#include "history/historydelegate.h"
#include "history/historydetail.h"
#include "history/historyfilterbar.h"
#include "history/historymodel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// Below this width the other columns leave the URL more room.
constexpr int historyWideFrom = 900;

} // namespace

HistoryPage::HistoryPage(const Theme &theme, HistoryStore &store, Scheduler &scheduler, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_store(store)
    , m_scheduler(scheduler)
    , m_model(new HistoryModel(store, scheduler, this))
    , m_banner(new WarningBanner(theme, u"history-banner"_s, this))
    , m_filter(new HistoryFilterBar(theme, scheduler, this))
    , m_count(new FigureLabel(theme, this))
    , m_pages(new QStackedWidget(this))
    , m_nothing(new EmptyState(theme, IconId::History, {}, {}, tr("Go to Explore"), m_pages))
    , m_notFound(new EmptyState(theme, IconId::Search, tr("No call fits"),
                                tr("No call that was kept fits this filter."), tr("Clear the filter"), m_pages))
    , m_table(new QTableView(this))
    , m_buttons(new QHBoxLayout)
    , m_detail(new HistoryDetail(theme, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeHead(theme));
    column->addWidget(makeDivider(this));
    column->addWidget(m_banner);
    column->addWidget(m_filter);
    column->addWidget(makeDivider(this));
    column->addWidget(m_pages, 1);
    m_pages->addWidget(makeBody(theme));
    m_pages->addWidget(m_nothing);
    m_pages->addWidget(m_notFound);
    setUpTable(theme);
    addCommands();
    connectParts();
    showState(m_store.state());
    showSelection();
}

HistoryPage::~HistoryPage() = default;

QWidget *HistoryPage::makeHead(const Theme &theme)
{
    auto *head = new QFrame(this);
    head->setProperty("surface", u"panel"_s);
    head->setFixedHeight(grid::headerHeight);
    auto *title = new QLabel(tr("History"), head);
    title->setFont(theme.font(TextStyle::Title));
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(grid::page, 0, grid::page, 0);
    row->setSpacing(grid::cardGap);
    row->addWidget(title);
    row->addWidget(m_count);
    row->addStretch();
    row->addLayout(m_buttons);
    m_menu = makeMenuButton(theme);
    row->addWidget(m_menu);
    return head;
}

QWidget *HistoryPage::makeBody(const Theme &)
{
    // One above the other: the lines of the list are wide, and so are timelines.
    auto *parts = new QSplitter(Qt::Vertical, m_pages);
    parts->setChildrenCollapsible(false);
    auto *list = new QWidget(parts);
    auto *room = new QHBoxLayout(list);
    room->setContentsMargins(grid::gap, 0, grid::gap, 0); // its texts begin and end where those of the head do
    room->addWidget(m_table);
    parts->addWidget(list);
    parts->addWidget(m_detail);
    m_table->setMinimumHeight(4 * grid::rowHeight);
    m_detail->setMinimumHeight(200);
    parts->setStretchFactor(0, 1);
    parts->setStretchFactor(1, 1);
    parts->setSizes({360, 340});
    return parts;
}

void HistoryPage::setUpTable(const Theme &theme)
{
    m_table->setModel(m_model);
    m_table->setItemDelegate(new HistoryDelegate(theme, m_table));
    m_table->setObjectName(u"history-list"_s);
    m_table->setAccessibleName(tr("Calls"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed); // or all rows would be measured
    m_table->verticalHeader()->setDefaultSectionSize(grid::rowHeight);
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionResizeMode(HistoryModel::UrlColumn, QHeaderView::Stretch);
    header->setMinimumSectionSize(48);
    fitColumns();
    setTabOrder(m_filter, m_table);
    setTabOrder(m_table, m_detail);
}

void HistoryPage::fitColumns()
{
    const bool isWide = width() >= historyWideFrom;
    if (isWide == m_isWide)
        return; // the user's own widths stay
    m_isWide = isWide;
    constexpr int wide[HistoryModel::columns] = {96, 120, 72, 0, 184, 80, 80};
    constexpr int narrow[HistoryModel::columns] = {76, 104, 64, 0, 132, 76, 0};
    QHeaderView *header = m_table->horizontalHeader();
    for (int column = 0; column < HistoryModel::columns; ++column) {
        if (column != HistoryModel::UrlColumn)
            header->resizeSection(column, isWide ? wide[column] : narrow[column]);
    }
    // The chosen call tells how many it had.
    header->setSectionHidden(HistoryModel::AttemptsColumn, !isWide);
}

void HistoryPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitColumns();
}

} // namespace fuseboard
