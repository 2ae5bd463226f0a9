// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/responsepane.h"

#include "common/divider.h"
#include "common/emptystate.h"
#include "common/fittedcolumn.h"
#include "common/grid.h"
#include "common/tabstrip.h"
#include "common/theme.h"
#include "explorer/bodyview.h"
#include "explorer/outcomedelegate.h"
#include "explorer/responsehead.h"
#include "explorer/timelineview.h"
#include "models/checks/checkresultsmodel.h"
#include "models/cookiesmodel.h"
#include "models/headersmodel.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace fuseboard {

using namespace Qt::StringLiterals;

void ResponsePane::build(const Theme &theme)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_pages);
    m_pages->addWidget(new EmptyState(theme, IconId::Send, tr("Nothing sent yet"),
                                      tr("Press Send or Ctrl+Enter. The answer shows here, and the way there: each "
                                         "wait, each attempt and each retry."),
                                      {}, m_pages));
    m_pages->addWidget(buildContent(theme));
}

QWidget *ResponsePane::buildHead(QWidget *content)
{
    auto *head = new QFrame(content);
    head->setProperty("surface", u"panel"_s);
    auto *headColumn = new QVBoxLayout(head);
    headColumn->setContentsMargins({});
    headColumn->setSpacing(0);
    headColumn->addWidget(m_head);
    auto *tabRow = new QHBoxLayout;
    tabRow->setContentsMargins(5, 0, 5, 0);
    tabRow->addWidget(m_tabs);
    tabRow->addStretch();
    headColumn->addLayout(tabRow);
    for (const QString &tab : {tr("Body"), tr("Headers"), tr("Cookies"), tr("Timeline"), tr("Tests")})
        m_tabs->addTab(tab);
    return head;
}

void ResponsePane::setUpTable(const Theme &theme, QTableView *table, const QString &name)
{
    table->setProperty("kind", u"headers"_s);
    table->setAccessibleName(name);
    table->setFont(theme.font(TextStyle::Mono));
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    table->setWordWrap(false); // a row has one line
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(grid::rowHeight);
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

QWidget *ResponsePane::buildContent(const Theme &theme)
{
    auto *content = new QWidget(m_pages);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->setSpacing(0);
    QWidget *head = buildHead(content);
    QFrame *line = makeDivider(content);
    column->addWidget(head);
    column->addWidget(line);
    auto *inner = new QVBoxLayout;
    inner->setContentsMargins(14, 14, 14, 14);
    inner->setSpacing(grid::cardGap);
    column->addLayout(inner, 1);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setProperty("rank", u"error"_s);
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_headersView->setModel(m_headers);
    setUpTable(theme, m_headersView, tr("Headers of the answer"));
    new FittedColumn(*m_headersView, HeadersModel::NameColumn, {36, 120, 200}); // a child
    m_cookiesPage = buildCookies(theme, content);
    m_checksView->setModel(m_checks);
    setUpTable(theme, m_checksView, tr("Tests of the answer"));
    m_checksView->setItemDelegateForColumn(CheckResultsModel::OutcomeColumn, new OutcomeDelegate(theme, m_checksView));
    m_checksView->horizontalHeader()->resizeSection(CheckResultsModel::OutcomeColumn, 96);
    new FittedColumn(*m_checksView, CheckResultsModel::CheckColumn, {35, 104, 260}); // a child
    m_noChecks->setTextFormat(Qt::PlainText);
    m_noChecks->setWordWrap(true);
    m_noChecks->setProperty("rank", u"muted"_s);
    m_noChecks->setAlignment(Qt::AlignTop);
    for (QWidget *widget : QList<QWidget *>{m_problem, m_timelineView})
        inner->addWidget(widget);
    for (QWidget *widget : QList<QWidget *>{m_headersView, m_cookiesPage, m_checksView, m_noChecks, m_body})
        inner->addWidget(widget, 1);
    return content;
}

QWidget *ResponsePane::buildCookies(const Theme &theme, QWidget *content)
{
    auto *page = new QWidget(content);
    m_cookiesView->setModel(m_cookies);
    setUpTable(theme, m_cookiesView, tr("Cookies of the answer"));
    auto *note = new QLabel(tr("What this answer sets. The client sends back what it keeps of it."), page);
    note->setTextFormat(Qt::PlainText);
    note->setWordWrap(true);
    note->setProperty("rank", u"muted"_s);
    auto *kept = new QPushButton(tr("Cookies of the client…"), page);
    kept->setObjectName(u"keptCookies"_s);
    connect(kept, &QPushButton::clicked, this, &ResponsePane::keptCookiesRequested);
    auto *row = new QHBoxLayout;
    row->setSpacing(grid::gap);
    row->addWidget(note, 1);
    row->addWidget(kept);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(grid::gap);
    column->addWidget(m_cookiesView, 1);
    column->addLayout(row);
    return page;
}

} // namespace fuseboard
