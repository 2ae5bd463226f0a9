// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The requests that are open: which they are, and what those need of them who save them.

#include "common/openeditor.h"
#include "explorer/callsession.h"
#include "explorer/explorepage.h"
#include "explorer/openplaces.h"
#include "explorer/requestbar.h"
#include "explorer/requestpane.h"
#include "explorer/requesttabs.h"

#include <QAction>

#include <algorithm>

namespace fuseboard {

namespace {

/// Whether two drafts look the same in the page, but for their name.
bool showsSame(RequestDraft one, const RequestDraft &other)
{
    one.requestId = other.requestId;
    one.name = other.name;
    return one == other;
}

} // namespace

int ExplorePage::indexOf(const QString &key) const
{
    const auto tab = std::find_if(m_tabs.begin(), m_tabs.end(), [&key](const Tab &each) { return each.key == key; });
    return tab == m_tabs.end() ? -1 : int(tab - m_tabs.begin());
}

ExplorePage::Tab *ExplorePage::tabOf(const QString &key)
{
    const int index = indexOf(key);
    return index < 0 ? nullptr : &m_tabs[std::size_t(index)];
}

ExplorePage::Tab *ExplorePage::current()
{
    return tabOf(m_shown);
}

RequestDraft ExplorePage::currentDraft() const
{
    const int index = indexOf(m_shown);
    return index < 0 ? RequestDraft() : m_tabs[std::size_t(index)].draft;
}

QList<OpenRequest> ExplorePage::openRequests()
{
    commitOpenEditor(*m_request);
    return {m_tabs.begin(), m_tabs.end()};
}

void ExplorePage::setRequest(const OpenRequest &request, const QString &inPlaceOf)
{
    Tab *tab = tabOf(inPlaceOf.isEmpty() ? request.key : inPlaceOf);
    if (!tab) {
        addTab(request);
        return;
    }
    const int index = int(tab - m_tabs.data());
    const bool isFront = index == m_head->current();
    // Whoever saves while he writes goes on writing where he was.
    const bool isSame = showsSame(tab->draft, request.draft);
    const bool hasMoved = tab->draft.clientId != request.draft.clientId
        || tab->draft.requestId != request.draft.requestId;
    if (isFront)
        m_shown = request.key;
    static_cast<OpenRequest &>(*tab) = request;
    if (!isSame)
        tab->rows.clear(); // they were edits of something else
    m_head->setRequest(index, request);
    if (isFront && !isSame)
        showParts();
    if (isFront && hasMoved)
        tellRequest();
    updateCommands();
    if (hasMoved)
        Q_EMIT tabsChanged(openPlaces(m_tabs, m_shown));
}

void ExplorePage::dropRequest(const QString &key)
{
    if (const int index = indexOf(key); index >= 0)
        takeTab(index);
}

bool ExplorePage::hasCall(const QString &key) const
{
    return std::any_of(m_tabs.begin(), m_tabs.end(), [&key](const Tab &tab) {
        return tab.key == key && !tab.session->isEmpty() && tab.session->refusal().isEmpty();
    });
}

void ExplorePage::stepRows(std::optional<DraftRows> (RowHistory::*step)(const DraftRows &now))
{
    Tab *tab = current();
    if (!tab)
        return;
    const DraftRows before = rowsOf(tab->draft);
    const auto rows = (tab->rows.*step)(before);
    if (!rows)
        return;
    putRows(tab->draft, *rows);
    m_bar->setUrl(tab->draft.url);
    m_request->showRows(tab->draft, before);
    m_request->readInto(tab->draft); // of the path it has what the URL asks for
    tellEdits(*tab);
}

void ExplorePage::updateCommands()
{
    const Tab *tab = current();
    // What is being written in a cell is an edit as soon as somebody wants to save it.
    m_save->setEnabled(
        tab && (tab->edited || tab->draft.requestId.isEmpty() || openEditorIn(*m_request).editor != nullptr));
    m_pin->setText(tab && tab->pinned ? tr("Unp&in tab") : tr("P&in tab"));
    m_pin->setEnabled(tab != nullptr);
}

} // namespace fuseboard
