// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tabnotes.h"

#include "base/scheduler.h"
#include "explorer/explorepage.h"

#include <QGuiApplication>

#include <algorithm>

namespace fuseboard {

using namespace std::chrono_literals;

namespace {

constexpr auto delay = 1s; // of a change and those that follow it

/// What is there beside what this window has, or had when it noted last: that was closed here since.
template<class T>
QList<T> foreign(const QList<T> &kept, const QList<T> &own, const QList<T> &ownBefore)
{
    QList<T> found;
    for (const T &one : kept) {
        if (!own.contains(one) && !ownBefore.contains(one) && !found.contains(one))
            found << one;
    }
    return found;
}

LeftTabs foreign(const LeftTabs &kept, const LeftTabs &own, const LeftTabs &ownBefore)
{
    return {foreign(kept.open, own.open, ownBefore.open),
            {foreign(kept.memory.pinned, own.memory.pinned, ownBefore.memory.pinned),
             foreign(kept.memory.closed, own.memory.closed, ownBefore.memory.closed)}};
}

bool isAllIn(const LeftTabs &kept, const LeftTabs &own)
{
    const auto isKept = [&kept](const WorkspacePlace &one) { return kept.open.contains(one); };
    const auto isPinned = [&kept](const QString &one) { return kept.memory.pinned.contains(one); };
    return std::all_of(own.open.begin(), own.open.end(), isKept)
        && std::all_of(own.memory.pinned.begin(), own.memory.pinned.end(), isPinned);
}

/// Those of others stand in front, so that what is last stays last.
LeftTabs joined(const LeftTabs &others, const LeftTabs &own)
{
    return {others.open + own.open,
            {others.memory.pinned + own.memory.pinned, others.memory.closed + own.memory.closed}};
}

} // namespace

TabNotes::TabNotes(const QString &folder, Scheduler &scheduler, QObject *parent)
    : QObject(parent)
    , m_folder(folder)
    , m_scheduler(scheduler)
    , m_found(readLeftTabs(folder))
    , m_noted(m_found)
    , m_written(m_found)
{
}

void TabNotes::follow(ExplorePage &page)
{
    m_page = &page;
    connect(&page, &ExplorePage::tabsChanged, this, [this](const QList<WorkspacePlace> &open) {
        m_open = open;
        noteSoon();
    });
    // Whoever has closed a tab in another window does not know that it is open here too.
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState state) {
        if (state == Qt::ApplicationActive)
            noteSoon();
    });
}

void TabNotes::noteSoon()
{
    if (m_timer.isActive())
        return;
    m_timer = m_scheduler.after(delay, [this] {
        if (!m_page)
            return;
        const LeftTabs own{m_open, m_page->tabMemory()};
        if (own != m_noted || !isAllIn(readLeftTabs(m_folder), own))
            note();
    });
}

void TabNotes::note()
{
    if (!m_page)
        return;
    const LeftTabs own{m_open, m_page->tabMemory()};
    // Where nobody else has written, what is missing was closed here.
    const LeftTabs kept = readLeftTabs(m_folder);
    m_others = kept == m_written ? foreign(m_others, own, {}) : foreign(kept, own, m_noted);
    m_noted = own;
    m_written = joined(m_others, own);
    writeLeftTabs(m_folder, m_written);
}

} // namespace fuseboard
