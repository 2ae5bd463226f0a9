// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/explorepage.h"

#include "common/openeditor.h"
#include "explorer/callsession.h"
#include "explorer/openplaces.h"
#include "explorer/requestbar.h"
#include "explorer/requestpane.h"
#include "explorer/requesttabs.h"
#include "explorer/responsepane.h"
#include "explorer/sendingmeans.h"
#include "models/editwording.h"
#include "requests/querytext.h"

#include <QApplication>
#include <QStackedWidget>

namespace fuseboard {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

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
    for (const QObject *part : {static_cast<QObject *>(m_head), static_cast<QObject *>(m_bar),
                                static_cast<QObject *>(m_request), static_cast<QObject *>(m_response)})
        part->disconnect(this);
    qApp->disconnect(this);
}

void ExplorePage::connectParts()
{
    connect(m_head, &RequestTabs::currentChanged, this, &ExplorePage::showTab);
    connect(m_head, &RequestTabs::newRequested, this, [this] { beginRequest(); });
    connect(m_head, &RequestTabs::closeRequested, this, &ExplorePage::closeTab);
    connect(m_head, &RequestTabs::unpinRequested, this, &ExplorePage::togglePin);
    connect(m_head, &RequestTabs::menuRequested, this, &ExplorePage::showTabMenu);
    connect(qApp, &QApplication::focusChanged, this, &ExplorePage::updateCommands);
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

void ExplorePage::beginRequest(const QString &clientId)
{
    if (m_means->clientIds().isEmpty())
        return;
    const Tab *tab = current();
    RequestDraft draft;
    const QString ofNone = tab ? tab->draft.clientId : m_means->clientIds().first();
    draft.clientId = !clientId.isEmpty() ? clientId : m_means->client(m_chosenClient) ? m_chosenClient : ofNone;
    QStringList taken;
    for (const Tab &open : m_tabs)
        taken << open.draft.name;
    draft.name = wording::freeName(tr("New request"), taken);
    draft.url = u"/"_s;
    openRequest(draft);
    focusUrl();
}

void ExplorePage::showTab(int index)
{
    commitOpenEditor(*m_request); // into the request that it was written for
    m_shown = index >= 0 && index < openCount() ? m_tabs[std::size_t(index)].key : QString();
    showParts();
    tellRequest();
    Q_EMIT tabsChanged(openPlaces(m_tabs, m_shown));
}

void ExplorePage::showParts()
{
    const Tab *tab = current();
    m_pages->setCurrentIndex(tab ? 1 : 0);
    updateCommands();
    if (!tab)
        return m_response->clear();
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

void ExplorePage::takeEdits(RowHistory::Run run)
{
    Tab *tab = current();
    if (!tab)
        return;
    const DraftRows before = rowsOf(tab->draft);
    tab->draft.method = m_bar->method();
    tab->draft.url = m_bar->url();
    m_request->readInto(tab->draft);
    tab->rows.add(before, rowsOf(tab->draft), run, run == RowHistory::Run::Text ? focusWidget() : nullptr);
    tellEdits(*tab);
}

void ExplorePage::tellEdits(Tab &tab)
{
    tab.edited = tab.draft != tab.saved;
    m_head->setRequest(indexOf(tab.key), tab);
    updateCommands();
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

void ExplorePage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_tick.stop();
}

} // namespace fuseboard
