// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/responsepane.h"

#include "auth/secretstorestatus.h"
#include "common/tabstrip.h"
#include "common/theme.h"
#include "compare/comparedialog.h"
#include "explorer/answercomparison.h"
#include "explorer/bodyview.h"
#include "explorer/callsession.h"
#include "explorer/responsehead.h"
#include "explorer/timelineview.h"
#include "models/checks/checkresultsmodel.h"
#include "models/checks/checkwording.h"
#include "models/cookiesmodel.h"
#include "models/document/bodysaver.h"
#include "models/headersmodel.h"
#include "models/secretwording.h"
#include "models/timelinemodel.h"
#include "models/wording.h"

#include <QLabel>
#include <QStackedWidget>
#include <QStyle>
#include <QTableView>

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
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) {
        // What is hidden would hand the keyboard to whatever comes next in the window.
        if (const QWidget *focus = window()->focusWidget();
            m_pages->isAncestorOf(focus) && !m_head->isAncestorOf(focus))
            m_tabs->setFocus();
        chooseTab(tab);
    });
    m_tabs->setCurrentIndex(TimelineTab);
    addCommands();
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
    const bool hasFailed = std::any_of(results.tests.begin(), results.tests.end(),
                                       [](const TestResult &test) { return test.outcome == TestOutcome::Failed; });
    m_tabs->setTabCount(TestsTab, wording::testCount(results.tests),
                        hasFailed ? ColorRole::DangerText : ColorRole::Muted);
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

void ResponsePane::setSecretStore(const SecretStoreStatus &store)
{
    m_store = &store;
    connect(&store, &SecretStoreStatus::stateChanged, this, [this] {
        if (m_session)
            showProblem(*m_session);
    });
}

void ResponsePane::showProblem(const CallSession &session)
{
    const bool isAsked = session.isRunning() && m_store && m_store->state() == SecretStoreState::WaitingForUser;
    QString text = isAsked ? wording::secretStoreAdvice(SecretStoreState::WaitingForUser) : session.refusal();
    if (session.error()) {
        wording::ErrorContext context{session.clientName(), session.endedAt()};
        context.mayBeCarriedOut = wording::mayBeCarriedOut(session.timeline(), session.method());
        text = wording::sentence(*session.error(), context);
    }
    const QString rank = session.isCancelled() || isAsked ? u"muted"_s : u"error"_s;
    if (m_problem->property("rank") != rank) {
        m_problem->setProperty("rank", rank);
        m_problem->style()->polish(m_problem);
    }
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
}

} // namespace fuseboard
