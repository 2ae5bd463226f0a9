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
    writeWait();
    const bool same = !m_entries.isEmpty() && m_entries.last().running && m_entries.last().kind == kind;
    return same ? m_entries.last() : begin(now, kind);
}

void TimelineRecorder::waitForToken(MonotonicTime now, MonotonicTime due, int attempt, int place)
{
    const bool written = !m_entries.isEmpty() && m_entries.last().running
        && m_entries.last().kind == TimelineKind::TokenWait;
    if (m_wait.attempt == 0 && !written)
        end(now);
    const Duration at = m_wait.attempt != 0 ? m_wait.at : written ? m_entries.last().at : now - m_start;
    if (written)
        m_entries.removeLast();
    m_wait = {at, due - m_start - at, attempt, place};
}

void TimelineRecorder::writeWait() const
{
    if (m_wait.attempt == 0)
        return;
    TimelineEntry entry;
    entry.kind = TimelineKind::TokenWait;
    entry.at = m_wait.at;
    entry.running = true;
    entry.attempt = m_wait.attempt;
    entry.place = m_wait.place;
    entry.planned = m_wait.planned;
    m_entries.append(entry);
    m_wait = {};
}

TimelineEntry &TimelineRecorder::note(MonotonicTime now, TimelineKind kind)
{
    writeWait();
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
    writeWait();
    for (auto entry = m_entries.rbegin(); entry != m_entries.rend(); ++entry) {
        if (!entry->running)
            continue;
        entry->lasted = now - m_start - entry->at;
        entry->running = false;
        return &*entry;
    }
    return nullptr;
}

void TimelineRecorder::endAsConnectionWait(MonotonicTime now)
{
    TimelineEntry *entry = end(now);
    if (!entry)
        return;
    entry->kind = TimelineKind::ConnectionWait;
    if (m_entries.size() < 2 || entry != &m_entries.last())
        return;
    // Time and again, with nothing in between, is one line of the story.
    TimelineEntry &before = m_entries[m_entries.size() - 2];
    if (before.kind != TimelineKind::ConnectionWait || before.attempt != entry->attempt)
        return;
    before.lasted = now - m_start - before.at;
    m_entries.removeLast();
}

Duration TimelineRecorder::inLine() const
{
    Duration waited{};
    for (auto entry = m_entries.crbegin(); entry != m_entries.crend() && entry->kind != TimelineKind::Attempt;
         ++entry) {
        if (entry->kind == TimelineKind::ConnectionWait)
            waited += entry->lasted;
    }
    return waited;
}

Duration TimelineRecorder::running(MonotonicTime now) const
{
    writeWait();
    for (auto entry = m_entries.crbegin(); entry != m_entries.crend(); ++entry) {
        if (entry->running)
            return now - m_start - entry->at;
    }
    return {};
}

const Timeline &TimelineRecorder::entries(MonotonicTime now) const
{
    writeWait();
    for (TimelineEntry &entry : m_entries) {
        if (entry.running)
            entry.lasted = now - m_start - entry.at;
    }
    return m_entries;
}

} // namespace fuseboard
