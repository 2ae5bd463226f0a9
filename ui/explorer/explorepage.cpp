// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/explorepage.h"

#include "common/openeditor.h"
#include "common/tabstrip.h"
#include "explorer/callsession.h"
#include "explorer/requestbar.h"
#include "explorer/requestpane.h"
#include "explorer/responsepane.h"
#include "explorer/sendingmeans.h"
#include "models/figures.h"
#include "requests/querytext.h"

#include <QApplication>
#include <QStackedWidget>
#include <QUuid>

#include <algorithm>

namespace fuseboard {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostClosedTabs = 50;

QString newTabKey()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

QString tabText(const OpenRequest &tab)
{
    const QString name = tab.draft.name.isEmpty() ? tab.draft.url : tab.draft.name;
    const QString text = tab.draft.method + u' ' + wording::printable(name, 40);
    return tab.edited ? text + u" •"_s : text;
}

} // namespace

ExplorePage::ExplorePage(const Theme &theme, const Scheduler &scheduler, QWidget *parent)
    : QWidget(parent)
    , m_scheduler(scheduler)
    , m_theme(theme)
    , m_means(std::make_unique<SendingMeans>())
{
    build(theme);
    connectParts();
    addCommands();
    updateNewRequest();
    m_tick.setInterval(100ms);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        const Tab *tab = current();
        if (!tab)
            return;
        m_request->refreshPolicies();
        if (tab->session->isRunning())
            m_response->refresh(*tab->session);
    });
}

ExplorePage::~ExplorePage()
{
    // A cell that is being edited tells its text as it goes, and this page is no more by then.
    for (const QObject *part : {static_cast<QObject *>(m_strip), static_cast<QObject *>(m_bar),
                                static_cast<QObject *>(m_request), static_cast<QObject *>(m_response)})
        part->disconnect(this);
    qApp->disconnect(this);
}

void ExplorePage::connectParts()
{
    connect(m_strip, &QTabBar::currentChanged, this, &ExplorePage::showTab);
    connect(m_strip, &QTabBar::tabCloseRequested, this, &ExplorePage::closeTab);
    connect(qApp, &QApplication::focusChanged, this, &ExplorePage::updateSave);
    connect(m_bar, &RequestBar::edited, this, &ExplorePage::onUrlEdited);
    connect(m_bar, &RequestBar::sendRequested, this, &ExplorePage::send);
    connect(m_bar, &RequestBar::cancelRequested, this, &ExplorePage::cancel);
    connect(m_bar, &RequestBar::entryRefused, this, &ExplorePage::failed);
    connect(m_request, &RequestPane::paramsEdited, this, [this] {
        RequestDraft edited = currentDraft();
        m_request->readInto(edited);
        m_bar->setUrl(withQueryFields(edited.url, edited.params));
        takeEdits(m_request->rowRun());
    });
    connect(m_request, &RequestPane::edited, this, [this] { takeEdits(m_request->rowRun()); });
    connect(m_request, &RequestPane::undoRequested, this, [this] { stepRows(&RowHistory::undo); });
    connect(m_request, &RequestPane::redoRequested, this, [this] { stepRows(&RowHistory::redo); });
    connect(m_request, &RequestPane::fileChosen, this, [this](const QString &path) {
        if (const QString agreed = m_means->agreeTo(path); !agreed.isEmpty())
            Q_EMIT fileAgreed(agreed);
    });
    connect(m_response, &ResponsePane::sendNowRequested, this, [this] {
        if (Tab *tab = current())
            tab->session->sendNow();
    });
    connect(m_response, &ResponsePane::keptCookiesRequested, this,
            [this] { Q_EMIT cookiesRequested(currentDraft().clientId); });
}

void ExplorePage::setClient(const QString &clientId, ApiClient *client)
{
    m_means->setClient(clientId, client);
    updateNewRequest();
    if (const Tab *tab = current(); tab && tab->draft.clientId == clientId) {
        m_request->setClient(client);
        showBaseUrl();
    }
}

void ExplorePage::openRequest(const RequestDraft &draft)
{
    const auto same = std::find_if(m_tabs.begin(), m_tabs.end(), [&draft](const Tab &tab) {
        return !draft.requestId.isEmpty() && tab.draft.clientId == draft.clientId
            && tab.draft.requestId == draft.requestId;
    });
    if (same != m_tabs.end()) {
        m_strip->setCurrentIndex(int(same - m_tabs.begin()));
        return;
    }
    m_strip->setCurrentIndex(addTab({newTabKey(), draft, draft}));
}

/// Behind the others, and in front only where there are none.
int ExplorePage::addTab(const OpenRequest &request)
{
    Tab tab{request, {}, std::make_unique<CallSession>(&m_scheduler)};
    const CallSession *session = tab.session.get();
    for (const auto change : {&CallSession::started, &CallSession::progressed, &CallSession::finished})
        connect(session, change, this, [this, session] { onSessionChanged(session); });
    connect(session, &CallSession::checked, this, [this, session] { takeCaptures(*session); });
    const QString text = tabText(tab);
    m_tabs.push_back(std::move(tab));
    const int index = m_strip->addTab(text);
    addCloseButton(index);
    fitTabList();
    return index;
}

void ExplorePage::beginRequest(const QString &clientId)
{
    if (m_means->clientIds().isEmpty())
        return;
    const Tab *tab = current();
    RequestDraft draft;
    const QString ofNone = tab ? tab->draft.clientId : m_means->clientIds().first();
    draft.clientId = !clientId.isEmpty() ? clientId : m_means->client(m_chosenClient) ? m_chosenClient : ofNone;
    draft.name = tr("New request");
    draft.url = u"/"_s;
    openRequest(draft);
    focusUrl();
}

void ExplorePage::closeTab(int index)
{
    if (index < 0 || index >= openCount())
        return;
    commitOpenEditor(*m_request);
    const OpenRequest closed = takeTab(index);
    m_closed << closed;
    if (m_closed.size() > mostClosedTabs)
        m_closed.removeFirst();
    if (!closed.edited)
        return;
    Q_EMIT requestEdited(closed, false);
    //: %1 is the name of a request whose tab was closed
    Q_EMIT noticed(tr("Closed “%1”, with its changes. Until you quit, Ctrl+Shift+T opens it again.")
                       .arg(wording::printable(closed.draft.name, 40)));
}

OpenRequest ExplorePage::takeTab(int index)
{
    // First out of the list, so that the change of the tab finds the others only.
    const Tab closed = std::move(m_tabs[std::size_t(index)]);
    m_tabs.erase(m_tabs.begin() + index);
    m_strip->removeTab(index);
    fitTabList();
    showTab(m_strip->currentIndex());
    return static_cast<const OpenRequest &>(closed);
}

void ExplorePage::reopenTab()
{
    if (m_closed.isEmpty())
        return;
    const OpenRequest closed = m_closed.takeLast();
    // One that was opened again from the tree meanwhile keeps its tab: the old draft comes beside it.
    m_strip->setCurrentIndex(addTab(closed));
    if (closed.edited)
        Q_EMIT requestEdited(closed, true);
}

void ExplorePage::showTab(int index)
{
    commitOpenEditor(*m_request); // into the request that it was written for
    m_shown = index >= 0 && index < openCount() ? m_tabs[std::size_t(index)].key : QString();
    showParts();
    tellRequest();
}

void ExplorePage::showParts()
{
    const Tab *tab = current();
    m_pages->setCurrentIndex(tab ? 1 : 0);
    updateSave();
    if (!tab)
        return;
    m_bar->setRequest(tab->draft.method, tab->draft.url);
    m_bar->setRunning(tab->session->isRunning());
    m_request->setDraft(tab->draft);
    m_request->setClient(m_means->client(tab->draft.clientId));
    showBaseUrl();
    m_response->show(*tab->session);
}

void ExplorePage::tellRequest()
{
    if (const Tab *tab = current(); tab && isVisible())
        Q_EMIT requestShown(tab->draft.clientId, tab->draft.requestId);
}

void ExplorePage::updateTabText(int index)
{
    const QString text = tabText(m_tabs[std::size_t(index)]);
    if (m_strip->tabText(index) != text)
        m_strip->setTabText(index, text);
    fitTabList();
}

void ExplorePage::takeEdits(RowHistory::Run run)
{
    Tab *tab = current();
    if (!tab)
        return;
    const DraftRows before = rowsOf(tab->draft);
    tab->draft.method = m_bar->method();
    tab->draft.url = m_bar->url();
    m_request->readInto(tab->draft);
    tab->rows.add(before, rowsOf(tab->draft), run);
    tellEdits(*tab);
}

void ExplorePage::tellEdits(Tab &tab)
{
    tab.edited = tab.draft != tab.saved;
    updateTabText(indexOf(tab.key));
    updateSave();
    Q_EMIT requestEdited(tab, true);
}

void ExplorePage::onUrlEdited()
{
    if (const Tab *tab = current())
        m_request->setUrl(m_bar->url(), mergedQueryFields(m_bar->url(), tab->draft.params));
    takeEdits(RowHistory::Run::Url);
}

void ExplorePage::focusUrl()
{
    m_bar->focusUrl();
}

void ExplorePage::onSessionChanged(const CallSession *session)
{
    const Tab *tab = current();
    if (!tab || tab->session.get() != session)
        return;
    m_bar->setRunning(session->isRunning());
    m_response->show(*session);
}

void ExplorePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_tick.start();
    tellRequest();
}

void ExplorePage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitTabList();
}

void ExplorePage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_tick.stop();
}

} // namespace fuseboard
