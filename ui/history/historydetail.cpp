// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/historydetail.h"

#include "common/divider.h"
#include "common/elidedlabel.h"
#include "common/emptystate.h"
#include "common/grid.h"
#include "common/pill.h"
#include "common/tabstrip.h"
#include "common/theme.h"
#include "explorer/bodyview.h"
#include "explorer/timelineview.h"
#include "history/historymodel.h"
#include "models/config/fieldinfo.h"
#include "models/headersmodel.h"
#include "models/historywording.h"
#include "models/timelinemodel.h"
#include "models/wording.h"
#include "viewer/documentpane.h"
#include "viewer/documentview.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

QVBoxLayout *detailColumn(QWidget *parent)
{
    auto *column = new QVBoxLayout(parent);
    column->setContentsMargins(grid::page, grid::cardGap, grid::page, grid::page);
    column->setSpacing(grid::cardGap);
    return column;
}

QString factsOf(const HistoryEntry &entry)
{
    const HistorySummary &call = entry.summary;
    QStringList facts{wording::measured(call.duration)};
    if (call.attempts > 1)
        facts << HistoryDetail::tr("%Ln attempts", nullptr, call.attempts);
    if (call.status > 0)
        facts << wording::bytes(entry.responseBody.bytes);
    if (const QString protocol = wording::protocolName(entry.protocol); !protocol.isEmpty())
        facts << protocol;
    return facts.join(u" · "_s);
}

QString absenceOf(const HistoryBody &body)
{
    if (body.bytes == 0)
        return HistoryDetail::tr("There was no body.");
    //: %1 a size, %2 the name of a setting of the client
    return HistoryDetail::
        tr("A body of %1 was not kept. Bodies of requests and responses are kept where they are text and “%2” is on, "
           "on the page Logging of their client.")
            .arg(wording::bytes(body.bytes), fieldInfo(u"log_response_body"_s)->label);
}

} // namespace

HistoryDetail::HistoryDetail(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_pages(new QStackedWidget(this))
    , m_empty(new EmptyState(theme, IconId::Inbox, {}, {}, {}, m_pages))
    , m_end(new Pill(theme, this))
    , m_facts(new QLabel(this))
    , m_url(new ElidedLabel(this))
    , m_tabs(new TabStrip(theme, tr("Parts of the call"), this))
    , m_parts(new QStackedWidget(this))
    , m_timeline(new TimelineModel(this))
    , m_timelineView(new TimelineView(theme, *m_timeline, this))
    , m_problem(new QLabel(this))
    , m_request(makeSide(theme, tr("Headers of the request"), tr("Body of the request")))
    , m_response(makeSide(theme, tr("Headers of the answer"), tr("Body of the answer")))
{
    auto *content = new QWidget(m_pages);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeHead(theme));
    column->addWidget(m_parts, 1);
    m_parts->addWidget(makeStory());
    m_parts->addWidget(m_request.page);
    m_parts->addWidget(m_response.page);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(content);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    outer->addWidget(m_pages);
    connect(m_tabs, &QTabBar::currentChanged, m_parts, &QStackedWidget::setCurrentIndex);
}

QWidget *HistoryDetail::makeHead(const Theme &theme)
{
    auto *head = new QFrame(this);
    head->setProperty("surface", u"panel"_s);
    m_facts->setProperty("rank", u"muted"_s);
    m_facts->setFont(theme.font(TextStyle::Small));
    m_url->setFont(theme.font(TextStyle::Mono));
    m_url->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(grid::page, grid::cardGap, grid::page, grid::unit);
    row->setSpacing(grid::gap);
    row->addWidget(m_end);
    row->addWidget(m_facts);
    row->addStretch();
    auto *urlRow = new QHBoxLayout;
    urlRow->setContentsMargins(grid::page, 0, grid::page, 0);
    urlRow->addWidget(m_url);
    auto *tabRow = new QHBoxLayout;
    tabRow->setContentsMargins(grid::page - TabStrip::wordInset, 0, 0, 0);
    tabRow->addWidget(m_tabs);
    tabRow->addStretch();
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins({});
    column->setSpacing(0);
    for (QHBoxLayout *each : {row, urlRow, tabRow})
        column->addLayout(each);
    QFrame *line = makeDivider(head);
    column->addWidget(line);
    for (const QString &tab : {tr("Timeline"), tr("Request"), tr("Answer")})
        m_tabs->addTab(tab);
    return head;
}

QWidget *HistoryDetail::makeStory()
{
    auto *page = new QWidget(m_parts);
    QVBoxLayout *column = detailColumn(page);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_problem->setProperty("rank", u"error"_s);
    column->addWidget(m_problem);
    column->addWidget(m_timelineView);
    column->addStretch();
    return page;
}

HistoryDetail::Side HistoryDetail::makeSide(const Theme &theme, const QString &headersName, const QString &bodyName)
{
    Side side{new HeadersModel(this), new QTableView(this), new BodyView(theme, this),
              new QPushButton(tr("Open this setting…"), this), new QWidget(m_parts)};
    side.table->setModel(side.headers);
    side.table->setProperty("kind", u"headers"_s);
    side.table->setAccessibleName(headersName);
    side.table->setFont(theme.font(TextStyle::Mono));
    side.table->setShowGrid(false);
    side.table->setTabKeyNavigation(false);
    side.table->verticalHeader()->hide();
    side.table->verticalHeader()->setDefaultSectionSize(grid::rowHeight);
    side.table->horizontalHeader()->setStretchLastSection(true);
    side.table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    side.table->horizontalHeader()->resizeSection(HeadersModel::NameColumn, 160);
    side.body->findChild<DocumentView *>()->setAccessibleName(bodyName);
    side.body->documentPane()->leaveFindKey();
    connect(side.settings, &QPushButton::clicked, this, &HistoryDetail::settingsRequested);
    auto *bodyColumn = new QVBoxLayout;
    bodyColumn->addWidget(side.body, 1);
    bodyColumn->addWidget(side.settings, 0, Qt::AlignLeft);
    auto *row = new QHBoxLayout;
    row->setSpacing(grid::page);
    row->addWidget(side.table, 1);
    row->addLayout(bodyColumn, 1);
    detailColumn(side.page)->addLayout(row);
    return side;
}

DocumentPane *HistoryDetail::focusedPane() const
{
    const QWidget *focus = window()->focusWidget();
    for (const Side *side : {&m_request, &m_response}) {
        DocumentPane *pane = side->body->documentPane();
        if (focus && pane->isAncestorOf(focus))
            return pane;
    }
    return nullptr;
}

void HistoryDetail::fill(const Side &side, const Headers &headers, const HistoryBody &body, bool canOpenSettings)
{
    side.headers->setHeaders(headers);
    side.settings->setVisible(canOpenSettings && !body.kept && body.bytes != 0);
    if (!body.kept) {
        side.body->clear(absenceOf(body));
        return;
    }
    // It is UTF-8 here, whatever it was on the way.
    const QByteArray type = headers.value("Content-Type").value_or(QByteArray()).split(';').first();
    side.body->setBody(body.text.toUtf8(), type + "; charset=utf-8");
}

void HistoryDetail::fillHead(const HistoryEntry &entry)
{
    const HistorySummary &call = entry.summary;
    m_end->setBadge({toneOf(call), wording::ending(call), {}});
    m_facts->setText(factsOf(entry));
    m_url->setText(call.method + u' ' + wording::printable(call.url, 4'000));
}

void HistoryDetail::show(const HistoryEntry &entry, bool canOpenSettings)
{
    fillHead(entry);
    m_timeline->setTimeline(entry.timeline, entry.summary.duration);
    const auto endedAt = entry.summary.startedAt
        + std::chrono::floor<std::chrono::milliseconds>(entry.summary.duration);
    wording::ErrorContext context{entry.summary.clientName, endedAt};
    context.mayBeCarriedOut = wording::mayBeCarriedOut(entry.timeline, entry.summary.method.toLatin1());
    const QString problem = entry.error ? wording::sentence(*entry.error, context) : QString();
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    fill(m_request, entry.requestHeaders, entry.requestBody, canOpenSettings);
    fill(m_response, entry.responseHeaders, entry.responseBody, canOpenSettings);
    m_pages->setCurrentIndex(1);
}

void HistoryDetail::showAdvice(const QString &title, const QString &advice)
{
    m_empty->setTexts(title, advice);
    m_pages->setCurrentIndex(0);
}

} // namespace fuseboard
