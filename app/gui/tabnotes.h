// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/timerqueue.h"
#include "preferences.h"

#include <QObject>
#include <QPointer>

namespace fuseboard {

class ExplorePage;
class Scheduler;

/// Notes which tabs of a workspace are open soon after that changes, so that they outlive a crash, and what other
/// windows of the workspace note stays. What is open in two of them and closed in one is noted again when the user
/// comes back to the other one.
class TabNotes final : public QObject
{
    Q_OBJECT

public:
    /// The scheduler must outlive it.
    TabNotes(const QString &folder, Scheduler &scheduler, QObject *parent = nullptr);

    /// As the window has found them.
    [[nodiscard]] const LeftTabs &found() const { return m_found; }
    /// Before the first tab opens.
    void follow(ExplorePage &page);
    /// At once, as the window goes.
    void note();

private:
    void noteSoon();

    const QString m_folder;
    Scheduler &m_scheduler;
    const LeftTabs m_found;
    QPointer<ExplorePage> m_page;
    QList<WorkspacePlace> m_open;
    LeftTabs m_noted; // of this window, and at first what was found
    LeftTabs m_written; // with those of others
    LeftTabs m_others;
    TimerHandle m_timer;
};

} // namespace fuseboard
