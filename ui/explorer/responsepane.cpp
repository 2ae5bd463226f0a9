// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/responsepane.h"

#include "common/divider.h"
#include "common/emptystate.h"
#include "common/grid.h"
#include "common/tabstrip.h"
#include "common/theme.h"
#include "compare/comparedialog.h"
#include "explorer/answercomparison.h"
#include "explorer/bodyview.h"
#include "explorer/callsession.h"
#include "explorer/outcomedelegate.h"
#include "explorer/responsehead.h"
#include "explorer/timelineview.h"
#include "models/checks/checkresultsmodel.h"
#include "models/checks/checkwording.h"
#include "models/cookiesmodel.h"
#include "models/document/bodysaver.h"
#include "models/headersmodel.h"
#include "models/timelinemodel.h"
#include "models/wording.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QStyle>
#include <QTableView>
#include <QVBoxLayout>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

enum ResponseTab { BodyTab, HeadersTab, CookiesTab, TimelineTab, TestsTab };

} // namespace

ResponsePane::ResponsePane(const Theme &theme, const Scheduler &scheduler, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_timeline(new TimelineModel(this))
    , m_headers(new HeadersModel(this))
    , m_pages(new QStackedWidget(this))
    , m_head(new ResponseHead(theme, scheduler, this))
    , m_tabs(new TabStrip(theme, tr("Parts of the answer"), this))
    , m_problem(new QLabel(this))
    , m_timelineView(new TimelineView(theme, *m_timeline, this))
    , m_headersView(new QTableView(this))
    , m_cookies(new CookiesModel(this))
    , m_cookiesView(new QTableView(this))
    , m_checks(new CheckResultsModel(this))
    , m_checksView(new QTableView(this))
    , m_noChecks(new QLabel(this))
    , m_body(new BodyView(theme, this))
{
    build(theme);
    connect(m_head, &ResponseHead::sendNowRequested, this, &ResponsePane::sendNowRequested);
    connect(m_head, &ResponseHead::saveRequested, this, &ResponsePane::saveBody);
    connect(m_body, &BodyView::shown, this, &ResponsePane::updateCommands);
    connect(m_head, &ResponseHead::compareRequested, this, &ResponsePane::compare);
    connect(m_tabs, &QTabBar::currentChanged, this, &ResponsePane::chooseTab);
    m_tabs->setCurrentIndex(TimelineTab);
    addCommands();
}

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
    m_headersView->horizontalHeader()->resizeSection(HeadersModel::NameColumn, 200);
    m_cookiesPage = buildCookies(theme, content);
    m_checksView->setModel(m_checks);
    setUpTable(theme, m_checksView, tr("Tests of the answer"));
    m_checksView->setItemDelegateForColumn(CheckResultsModel::OutcomeColumn, new OutcomeDelegate(theme, m_checksView));
    m_checksView->horizontalHeader()->resizeSection(CheckResultsModel::OutcomeColumn, 104);
    m_checksView->horizontalHeader()->resizeSection(CheckResultsModel::CheckColumn, 260);
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

void ResponsePane::chooseTab(int tab)
{
    m_timelineView->setVisible(tab == TimelineTab);
    m_headersView->setVisible(tab == HeadersTab);
    m_cookiesPage->setVisible(tab == CookiesTab);
    m_checksView->setVisible(tab == TestsTab && m_checks->rowCount() > 0);
    m_noChecks->setVisible(tab == TestsTab && m_checks->rowCount() == 0);
    m_body->setVisible(tab == BodyTab || tab == TimelineTab);
    m_body->setHeadingVisible(tab != BodyTab); // there the tab says it
}

void ResponsePane::show(const CallSession &session)
{
    m_session = &session;
    m_pages->setCurrentIndex(session.isEmpty() ? 0 : 1);
    const auto &response = session.response();
    m_headers->setHeaders(response ? response->headers : Headers());
    m_tabs->setTabCount(HeadersTab, response ? wording::count(response->headers.size()) : QString());
    m_cookies->setHeaders(response ? response->headers : Headers());
    m_tabs->setTabCount(CookiesTab, m_cookies->rowCount() > 0 ? wording::count(m_cookies->rowCount()) : QString());
    m_fileName = response ? suggestedFileName(response->headers, response->url) : QString();
    if (response)
        m_body->setBody(response->body, response->headers.value("Content-Type").value_or(QByteArray()),
                        response->spool);
    else
        m_body->clear(absenceOf(session));
    showProblem(session);
    showChecks(session);
    refresh(session);
}

void ResponsePane::clear()
{
    m_session = nullptr;
    m_body->clear({});
}

bool ResponsePane::compare()
{
    const auto answer = m_session ? m_session->keptAnswer() : std::nullopt;
    if (!answer || m_session->earlierAnswers().isEmpty())
        return false;
    QList<ComparedCall> earlier;
    for (const KeptAnswer &one : m_session->earlierAnswers())
        earlier << comparedCall(one);
    auto *dialog = new CompareDialog(m_theme, earlier, comparedCall(*answer), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
    return true;
}

void ResponsePane::showChecks(const CallSession &session)
{
    const CheckResults &results = session.results();
    // What was secret where it was sent stays so, and what has become one is.
    m_checks->setResults(results.tests, results.captures, QSet(m_secretNames).unite(results.secretNames));
    m_tabs->setTabCount(TestsTab, wording::testCount(results.tests));
    m_noChecks->setText(session.response() || session.isRunning()
                            ? tr("This request has no tests. Its tab Tests says what the answer has to be like, and "
                                 "which pieces of it the next request can use.")
                            : tr("No whole answer came, so there was nothing to test."));
    chooseTab(m_tabs->currentIndex());
}

QString ResponsePane::absenceOf(const CallSession &session)
{
    if (session.isRunning())
        return tr("Waiting for the answer …");
    if (!session.refusal().isEmpty())
        return tr("Nothing was sent.");
    if (session.isCancelled())
        return tr("Cancelled before the answer came.");
    switch (session.error() ? session.error()->detail : ErrorDetail::None) {
    case ErrorDetail::ClosedInBody:
    case ErrorDetail::TruncatedBody:
        return tr("Only a part of the answer came. It is not shown: nobody can tell what is missing.");
    case ErrorDetail::BodyLimit:
    case ErrorDetail::DecompressionBomb:
        return tr("The answer was given up before its end, and is not shown.");
    case ErrorDetail::BadContentEncoding:
        return tr("An answer came whose body cannot be read.");
    default:
        // A time limit, a blocked redirect: what had begun to come has a status.
        return session.error() && session.error()->httpStatus != 0
            ? tr("An answer began to come, and is not shown, for it did not count.")
            : tr("No answer came.");
    }
}

void ResponsePane::refresh(const CallSession &session)
{
    m_head->refresh(session);
    m_timeline->setTimeline(session.timeline(), session.isRunning() ? Duration::zero() : session.elapsed());
    updateCommands();
}

void ResponsePane::showProblem(const CallSession &session)
{
    QString text = session.refusal();
    if (session.error()) {
        wording::ErrorContext context{session.clientName(), session.endedAt()};
        context.mayBeCarriedOut = wording::mayBeCarriedOut(session.timeline(), session.method());
        text = wording::sentence(*session.error(), context);
    }
    const QString rank = session.isCancelled() ? u"muted"_s : u"error"_s;
    if (m_problem->property("rank") != rank) {
        m_problem->setProperty("rank", rank);
        m_problem->style()->polish(m_problem);
    }
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
}

} // namespace fuseboard
