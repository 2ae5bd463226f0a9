// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/demostory.h"

#include "cli/callstory.h"
#include "models/wording.h"

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Duration betweenLikes = 10s;
constexpr Duration shortestToldWait = 20ms;

} // namespace

DemoStory::DemoStory(Terminal &terminal, Scheduler &scheduler, QObject *parent)
    : QObject(parent)
    , m_terminal(terminal)
    , m_scheduler(scheduler)
    , m_began(scheduler.now())
{
}

QString DemoStory::time() const
{
    return wording::measured(m_scheduler.now() - m_began).rightJustified(8);
}

/// Not at the end of a call, which may take minutes: its lines would stand behind those of later things.
void DemoStory::follow(const ApiClient &client, Call *call)
{
    connect(call, &Call::waiting, this, [this, &client, call](const Wait &wait) {
        if (wait.kind == TimelineKind::Backoff)
            tellEntry(client, *call, call->timeline().last());
    });
    // How long it has waited for a token is known when it goes on.
    connect(call, &Call::attemptStarted, this, [this, &client, call] {
        const Timeline &timeline = call->timeline();
        if (timeline.size() > 1 && timeline.at(timeline.size() - 2).kind == TimelineKind::TokenWait)
            tellEntry(client, *call, timeline.at(timeline.size() - 2));
    });
    connect(call, &Call::finished, this, [this, &client, call] {
        if (!call->timeline().isEmpty() && call->timeline().last().kind == TimelineKind::Refused)
            tellEntry(client, *call, call->timeline().last());
    });
}

void DemoStory::tellEvent(const ApiClient &client, const ClientEvent &event)
{
    if (event.kind != EventKind::CallFailed && event.kind != EventKind::RetriesUsedUp)
        tellLine(client, wording::sentence(event));
}

void DemoStory::tellEntry(const ApiClient &client, const Call &call, const TimelineEntry &entry)
{
    const bool isRefusal = entry.kind == TimelineKind::Refused;
    if (!isRefusal && std::max(entry.lasted, entry.planned.value_or(Duration())) < shortestToldWait)
        return;
    const QPair<const ApiClient *, int> key(&client, static_cast<int>(entry.kind));
    const auto last = m_told.constFind(key);
    if (last != m_told.constEnd() && m_scheduler.now() - *last < betweenLikes)
        return;
    m_told.insert(key, m_scheduler.now());
    const auto startedAt = m_scheduler.wallNow()
        - std::chrono::duration_cast<std::chrono::milliseconds>(call.elapsed());
    const wording::StoryContext context{client.config().name, {}, startedAt, client.config().retry, {}};
    tellLine(client, tr("a call: %1").arg(wording::story(entry, context)));
}

void DemoStory::tellLine(const ApiClient &client, const QString &text)
{
    m_terminal.print(folded(u"%1  %2 "_s.arg(time()).arg(client.config().name, -14), text, m_terminal.columns()));
}

} // namespace fuseboard
