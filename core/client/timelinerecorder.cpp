// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/timelinerecorder.h"

namespace fuseboard {

TimelineRecorder::TimelineRecorder(MonotonicTime start)
    : m_start(start)
{
}

TimelineEntry &TimelineRecorder::begin(MonotonicTime now, TimelineKind kind)
{
    end(now);
    TimelineEntry &entry = note(now, kind);
    entry.running = true;
    return entry;
}

TimelineEntry &TimelineRecorder::goOn(MonotonicTime now, TimelineKind kind)
{
    const bool same = !m_entries.isEmpty() && m_entries.last().running && m_entries.last().kind == kind;
    return same ? m_entries.last() : begin(now, kind);
}

TimelineEntry &TimelineRecorder::note(MonotonicTime now, TimelineKind kind)
{
    TimelineEntry entry;
    entry.kind = kind;
    entry.at = now - m_start;
    m_entries.append(entry);
    return m_entries.last();
}

TimelineEntry &TimelineRecorder::noteRedirect(MonotonicTime now, int attempt, int status, const QString &target,
                                              Duration wait)
{
    TimelineEntry &entry = note(now, TimelineKind::Redirect);
    entry.attempt = attempt;
    entry.status = status;
    entry.target = target;
    if (wait > Duration::zero())
        entry.planned = wait;
    return entry;
}

TimelineEntry *TimelineRecorder::end(MonotonicTime now)
{
    for (auto entry = m_entries.rbegin(); entry != m_entries.rend(); ++entry) {
        if (!entry->running)
            continue;
        entry->lasted = now - m_start - entry->at;
        entry->running = false;
        return &*entry;
    }
    return nullptr;
}

Duration TimelineRecorder::running(MonotonicTime now) const
{
    for (auto entry = m_entries.crbegin(); entry != m_entries.crend(); ++entry) {
        if (entry->running)
            return now - m_start - entry->at;
    }
    return {};
}

const Timeline &TimelineRecorder::entries(MonotonicTime now) const
{
    for (TimelineEntry &entry : m_entries) {
        if (entry.running)
            entry.lasted = now - m_start - entry.at;
    }
    return m_entries;
}

} // namespace fuseboard
