// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How tabs come, go and are pinned.

#include "common/openeditor.h"
#include "explorer/callsession.h"
#include "explorer/explorepage.h"
#include "explorer/openplaces.h"
#include "explorer/requestpane.h"
#include "explorer/requesttabs.h"
#include "models/figures.h"

#include <QAction>
#include <QMenu>
#include <QUuid>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostClosedTabs = 50;

QString newTabKey()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

/// One that is kept has its place; another one has its key, with which its draft comes back.
QString pinName(const OpenRequest &tab)
{
    return tab.draft.requestId.isEmpty() ? tab.key : tab.draft.clientId + u'/' + tab.draft.requestId;
}

/// How many: they stand first.
template<class Tab>
int pinnedIn(const std::vector<Tab> &tabs)
{
    return int(std::count_if(tabs.begin(), tabs.end(), [](const Tab &tab) { return tab.pinned; }));
}

QString closedName(const OpenRequest &tab)
{
    return wording::printable(tab.draft.name, 40);
}

} // namespace

void ExplorePage::openRequest(const RequestDraft &draft)
{
    const auto same = std::find_if(m_tabs.begin(), m_tabs.end(), [&draft](const Tab &tab) {
        return !draft.requestId.isEmpty() && tab.draft.clientId == draft.clientId
            && tab.draft.requestId == draft.requestId;
    });
    if (same != m_tabs.end()) {
        m_head->setCurrent(int(same - m_tabs.begin()));
        return;
    }
    m_head->setCurrent(addTab({newTabKey(), draft, draft}));
}

/// Behind the others, or behind those that are pinned as it is, and in front only where there are none.
int ExplorePage::addTab(const OpenRequest &request)
{
    const bool isPinned = m_toPin.removeAll(pinName(request)) > 0;
    Tab tab{request, {}, std::make_unique<CallSession>(&m_scheduler), isPinned};
    const CallSession *session = tab.session.get();
    for (const auto change : {&CallSession::started, &CallSession::progressed, &CallSession::finished})
        connect(session, change, this, [this, session] { onSessionChanged(session); });
    connect(session, &CallSession::checked, this, [this, session] { takeCaptures(*session); });
    const int index = isPinned ? pinnedIn(m_tabs) : openCount();
    m_tabs.insert(m_tabs.begin() + index, std::move(tab));
    m_head->insert(index, request, isPinned);
    Q_EMIT tabsChanged(openPlaces(m_tabs, m_shown));
    return index;
}

void ExplorePage::closeTab(int index)
{
    if (index < 0 || index >= openCount())
        return;
    commitOpenEditor(*m_request);
    if (const Tab &tab = m_tabs[std::size_t(index)]; tab.pinned) {
        //: %1 is the name of a request in a tab
        Q_EMIT noticed(tr("“%1” is pinned and stays open. Unpin it first, with its pin or with Ctrl+Shift+P.")
                           .arg(closedName(tab)));
        return;
    }
    const OpenRequest closed = takeTab(index);
    noteClosed(closed);
    if (closed.edited)
        //: %1 is the name of a request whose tab was closed
        Q_EMIT noticed(
            tr("Closed “%1”, with its changes. Until you quit, Ctrl+Shift+T opens it again.").arg(closedName(closed)));
}

void ExplorePage::closeOthers(int index)
{
    if (index < 0 || index >= openCount())
        return;
    commitOpenEditor(*m_request);
    m_head->setCurrent(index);
    const QString kept = m_shown;
    int edited = 0;
    for (int i = openCount() - 1; i >= pinnedIn(m_tabs); --i) {
        if (m_tabs[std::size_t(i)].key == kept)
            continue;
        const OpenRequest closed = takeTab(i);
        noteClosed(closed);
        edited += closed.edited ? 1 : 0;
    }
    if (edited > 0)
        Q_EMIT noticed(
            tr("Closed %Ln tabs with changes. Until you quit, Ctrl+Shift+T opens them again.", nullptr, edited));
}

OpenRequest ExplorePage::takeTab(int index)
{
    // First out of the list, so that the change of the tab finds the others only.
    const Tab closed = std::move(m_tabs[std::size_t(index)]);
    m_tabs.erase(m_tabs.begin() + index);
    m_head->remove(index);
    if (closed.key == m_shown)
        showTab(m_head->current());
    else
        Q_EMIT tabsChanged(openPlaces(m_tabs, m_shown));
    return static_cast<const OpenRequest &>(closed);
}

void ExplorePage::noteClosed(const OpenRequest &closed)
{
    m_closed << closed;
    if (m_closed.size() > mostClosedTabs)
        m_closed.removeFirst();
    if (closed.edited)
        Q_EMIT requestEdited(closed, false);
}

void ExplorePage::reopenTab()
{
    if (m_closed.isEmpty())
        return;
    const OpenRequest closed = m_closed.takeLast();
    if (closed.key.isEmpty())
        return Q_EMIT reopenRequested(closed.draft.clientId, closed.draft.requestId);
    // One that was opened again from the tree meanwhile keeps its tab: the old draft comes beside it.
    m_head->setCurrent(addTab(closed));
    if (closed.edited)
        Q_EMIT requestEdited(closed, true);
}

TabMemory ExplorePage::tabMemory() const
{
    TabMemory memory;
    for (const Tab &tab : m_tabs) {
        if (tab.pinned)
            memory.pinned << pinName(tab);
    }
    for (const OpenRequest &closed : m_closed) {
        if (!closed.draft.requestId.isEmpty())
            memory.closed.append({WorkspacePlace::Kind::Request, closed.draft.clientId, closed.draft.requestId});
    }
    return memory;
}

void ExplorePage::setTabMemory(const TabMemory &memory)
{
    m_toPin = memory.pinned;
    m_closed.clear();
    for (const WorkspacePlace &place : memory.closed) {
        OpenRequest closed;
        closed.draft.clientId = place.client;
        closed.draft.requestId = place.path;
        m_closed << closed;
    }
}

void ExplorePage::togglePin(int index)
{
    if (index < 0 || index >= openCount())
        return;
    Tab &tab = m_tabs[std::size_t(index)];
    tab.pinned = !tab.pinned;
    m_head->setPinned(index, tab.pinned);
    // Either way it stands where the pinned ones end, and the others keep their order.
    const int to = tab.pinned ? pinnedIn(m_tabs) - 1 : pinnedIn(m_tabs);
    const auto from = m_tabs.begin() + index;
    if (to < index)
        std::rotate(m_tabs.begin() + to, from, from + 1);
    else
        std::rotate(from, from + 1, m_tabs.begin() + to + 1);
    m_head->move(index, to);
    updateCommands();
    Q_EMIT tabsChanged(openPlaces(m_tabs, m_shown));
}

void ExplorePage::showTabMenu(int index, const QPoint &position)
{
    const bool isPinned = m_tabs[std::size_t(index)].pinned;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    // Whoever closes tabs meanwhile, by a key or from outside, leaves others in their places.
    const auto add = [this, menu, key = m_tabs[std::size_t(index)].key](const QString &text, auto command) {
        return menu->addAction(text, this, [this, key, command] { (this->*command)(indexOf(key)); });
    };
    add(isPinned ? tr("Unpin tab\tCtrl+Shift+P") : tr("Pin tab\tCtrl+Shift+P"), &ExplorePage::togglePin);
    menu->addSeparator();
    add(tr("Close tab\tCtrl+W"), &ExplorePage::closeTab)->setEnabled(!isPinned);
    const int others = openCount() - pinnedIn(m_tabs) - (isPinned ? 0 : 1);
    add(tr("Close others\tCtrl+Alt+W"), &ExplorePage::closeOthers)->setEnabled(others > 0);
    menu->addAction(tr("Reopen closed tab\tCtrl+Shift+T"), this, &ExplorePage::reopenTab)
        ->setEnabled(!m_closed.isEmpty());
    menu->popup(position);
}

} // namespace fuseboard
