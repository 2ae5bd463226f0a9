// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/scheduler.h"
#include "cli/terminal.h"
#include "client/apiclient.h"

#include <QHash>
#include <QObject>

namespace fuseboard {

/// Tells what happens to clients under traffic, a line for each thing at the time when it happens. Calls are many and
/// alike: of each client one retry, one wait for a token and one refusal is told in ten seconds.
class DemoStory final : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive it. Times are counted from now on.
    DemoStory(Terminal &terminal, Scheduler &scheduler, QObject *parent = nullptr);

    /// Tells of a call until its end. The client must outlive it.
    void follow(const ApiClient &client, Call *call);
    /// All but calls that failed, which a table counts better.
    void tellEvent(const ApiClient &client, const ClientEvent &event);
    /// Since the begin, as it stands before a line.
    [[nodiscard]] QString time() const;

private:
    void tellEntry(const ApiClient &client, const Call &call, const TimelineEntry &entry);
    void tellLine(const ApiClient &client, const QString &text);

    Terminal &m_terminal;
    Scheduler &m_scheduler;
    const MonotonicTime m_began;
    QHash<QPair<const ApiClient *, int>, MonotonicTime> m_told; // when a kind of entry was told last
};

} // namespace fuseboard
