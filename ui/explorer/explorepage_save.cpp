// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The requests that are open as those see them who save them.

#include "common/tabstrip.h"
#include "explorer/callsession.h"
#include "explorer/explorepage.h"

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

QList<OpenRequest> ExplorePage::openRequests() const
{
    return {m_tabs.begin(), m_tabs.end()};
}

void ExplorePage::setRequest(const OpenRequest &request)
{
    Tab *tab = tabOf(request.key);
    if (!tab)
        return addTab(request);
    const int index = int(tab - m_tabs.data());
    const bool isFront = index == m_strip->currentIndex();
    // Whoever saves while he writes goes on writing where he was.
    const bool isShown = isFront && showsSame(tab->draft, request.draft);
    static_cast<OpenRequest &>(*tab) = request;
    updateTabText(index);
    if (isFront && !isShown)
        return showTab(index);
    if (isFront)
        tellRequest();
    updateSave();
}

void ExplorePage::dropRequest(const QString &key)
{
    for (int index = 0; index < openCount(); ++index) {
        if (m_tabs[std::size_t(index)].key == key)
            return void(takeTab(index));
    }
}

bool ExplorePage::hasCall(const QString &key) const
{
    return std::any_of(m_tabs.begin(), m_tabs.end(), [&key](const Tab &tab) {
        return tab.key == key && !tab.session->isEmpty() && tab.session->refusal().isEmpty();
    });
}

void ExplorePage::updateSave()
{
    const Tab *tab = current();
    m_save->setEnabled(tab && (tab->edited || tab->draft.requestId.isEmpty()));
}

} // namespace fuseboard
