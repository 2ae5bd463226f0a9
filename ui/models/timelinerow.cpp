// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/timelinerow.h"

#include "models/figures.h"
#include "models/timelinewording.h"

#include <algorithm>

namespace fuseboard {

using namespace std::chrono_literals;

namespace {

/// Of more than that no reader must wonder where it went.
constexpr Duration timelineLeastGap = 1ms;

struct Stage
{
    Phase phase;
    std::optional<Duration> lasted;
    TimelineBar bar;
};

/// In their order; a part that nobody measured lies between connecting and waiting, where Qt tells least.
struct Stages
{
    std::array<Stage, 3> before;
    std::array<Stage, 2> after;

    explicit Stages(const Phases &phases)
        : before{Stage{Phase::Queued, phases.queued, TimelineBar::Wait},
                 Stage{Phase::Connect, phases.connect, TimelineBar::Connect},
                 Stage{Phase::Tls, phases.tls, TimelineBar::Connect}}
        , after{Stage{Phase::FirstByte, phases.firstByte, TimelineBar::Server},
                Stage{Phase::Download, phases.download, TimelineBar::Download}}
    {
    }
};

bool isFailed(const TimelineEntry &entry)
{
    // What the user himself cancelled did not fail.
    const bool hasFault = entry.error && entry.error->kind != ErrorKind::Cancelled;
    return hasFault || entry.status >= 400;
}

TimelineBar barOf(const TimelineEntry &entry)
{
    switch (entry.kind) {
    case TimelineKind::TokenWait:
    case TimelineKind::ServerPause:
    case TimelineKind::CredentialWait:
    case TimelineKind::ConnectionWait:
        return TimelineBar::Wait;
    case TimelineKind::Attempt:
        return isFailed(entry) ? TimelineBar::FailedAttempt : TimelineBar::Attempt;
    case TimelineKind::Backoff:
        return TimelineBar::Backoff;
    case TimelineKind::Refused:
    case TimelineKind::Redirect:
    case TimelineKind::Replay:
    case TimelineKind::GaveUp:
    case TimelineKind::Cancelled:
        return TimelineBar::Decision;
    }
    Q_UNREACHABLE();
}

TimelineRow wholeRow(const TimelineEntry &entry, int redirects = 0)
{
    TimelineRow row;
    row.label = wording::label(entry, redirects);
    row.start = entry.at;
    row.length = entry.lasted;
    row.bar = barOf(entry);
    row.running = entry.running;
    row.value = row.bar == TimelineBar::Decision && entry.lasted == 0ns ? QString() : wording::measured(entry.lasted);
    row.explanation = wording::explanation(entry);
    return row;
}

template<std::size_t N>
Duration knownTime(const std::array<Stage, N> &stages)
{
    Duration sum{};
    for (const Stage &stage : stages)
        sum += stage.lasted.value_or(0ns);
    return sum;
}

template<std::size_t N>
void addStages(QList<TimelineRow> &rows, const std::array<Stage, N> &stages, Duration start)
{
    for (const Stage &stage : stages) {
        // A stage that took no time (no TLS, no body) is known, and nothing to look at.
        if (!stage.lasted || *stage.lasted <= 0ns)
            continue;
        TimelineRow row;
        row.label = wording::label(stage.phase);
        row.start = start;
        row.length = *stage.lasted;
        row.bar = stage.bar;
        row.value = wording::measured(*stage.lasted);
        row.explanation = wording::explanation(stage.phase);
        rows << row;
        start += *stage.lasted;
    }
}

/// The part of an attempt that no stage accounts for, so that its lines add up to it; less than what the figures show
/// is left out.
void addUnknown(QList<TimelineRow> &rows, Duration start, Duration length, Duration whole)
{
    if (length < 100us || (length < timelineLeastGap && length * 200 < whole))
        return;
    TimelineRow row;
    row.label = wording::unknownStageLabel();
    row.start = start;
    row.length = length;
    row.bar = TimelineBar::Unknown;
    row.value = wording::measured(length);
    row.explanation = wording::unknownStageExplanation();
    rows << row;
}

QList<TimelineRow> stageRows(const TimelineEntry &entry)
{
    const Stages stages(entry.phases);
    const Duration before = knownTime(stages.before);
    const Duration after = knownTime(stages.after);
    QList<TimelineRow> rows;
    if (before + after == 0ns)
        return rows;
    // Clocks of several layers may disagree by a little: the stages never reach beyond their attempt by it.
    const Duration unknown = std::max<Duration>(0ns, entry.lasted - before - after);
    addStages(rows, stages.before, entry.at);
    addUnknown(rows, entry.at + before, unknown, entry.lasted);
    addStages(rows, stages.after, entry.at + before + unknown);
    return rows;
}

/// A redirect is followed within an attempt: its line comes before the stages that began after it.
void addRedirects(QList<TimelineRow> &stages, const QList<TimelineRow> &redirects)
{
    for (const TimelineRow &redirect : redirects) {
        const auto later = std::find_if(stages.begin(), stages.end(),
                                        [&redirect](const TimelineRow &row) { return row.start > redirect.start; });
        stages.insert(later, redirect);
    }
}

enum class AttemptPlace {
    Earlier, ///< another one came after it
    Last, ///< of several
    Only,
};

void addAttempt(QList<TimelineRow> &rows, const TimelineEntry &entry, AttemptPlace place,
                const QList<TimelineRow> &redirects)
{
    QList<TimelineRow> stages;
    if (place != AttemptPlace::Earlier && !entry.running)
        stages = stageRows(entry);
    TimelineRow whole = wholeRow(entry, int(redirects.size()));
    // Beside the lines of other attempts its first stage would read as all of it.
    const bool isOneOfMany = place != AttemptPlace::Only;
    if (stages.isEmpty() || isOneOfMany || isFailed(entry) || entry.resends > 0 || !redirects.isEmpty()) {
        addRedirects(stages, redirects);
        rows << whole << stages;
        return;
    }
    stages.first().label = wording::attemptLabel(entry.attempt, stages.first().label);
    stages.first().explanation = whole.explanation + u' ' + stages.first().explanation;
    addRedirects(stages, redirects);
    rows << stages;
}

/// The redirects that an attempt followed, which come after it in the story.
QList<TimelineRow> redirectsOf(const TimelineEntry &attempt, const Timeline &timeline)
{
    QList<TimelineRow> redirects;
    for (const TimelineEntry &entry : timeline) {
        if (entry.kind == TimelineKind::Redirect && entry.attempt == attempt.attempt)
            redirects << wholeRow(entry);
    }
    return redirects;
}

bool hasAttempt(const Timeline &timeline, int attempt)
{
    return std::any_of(timeline.begin(), timeline.end(), [attempt](const TimelineEntry &entry) {
        return entry.kind == TimelineKind::Attempt && entry.attempt == attempt;
    });
}

/// A line for the time between two steps, or before the first one.
void addGap(QList<TimelineRow> &rows, Duration from, Duration to)
{
    if (to - from < timelineLeastGap)
        return;
    TimelineRow row;
    row.label = wording::programTimeLabel();
    row.start = from;
    row.length = to - from;
    row.bar = TimelineBar::Unknown;
    row.value = wording::measured(row.length);
    row.explanation = wording::programTimeExplanation();
    rows << row;
}

} // namespace

QList<TimelineRow> timelineRows(const Timeline &timeline, Duration whole)
{
    const auto isAttempt = [](const TimelineEntry &entry) { return entry.kind == TimelineKind::Attempt; };
    const auto last = std::find_if(timeline.rbegin(), timeline.rend(), isAttempt);
    const TimelineEntry *lastAttempt = last == timeline.rend() ? nullptr : &*last;
    const bool isOnly = std::count_if(timeline.begin(), timeline.end(), isAttempt) == 1;
    const auto place = [&](const TimelineEntry &attempt) {
        if (&attempt != lastAttempt)
            return AttemptPlace::Earlier;
        return isOnly ? AttemptPlace::Only : AttemptPlace::Last;
    };
    QList<TimelineRow> rows;
    Duration told{}; // up to here each moment has its line
    for (const TimelineEntry &entry : timeline) {
        if (entry.kind == TimelineKind::Redirect && hasAttempt(timeline, entry.attempt))
            continue;
        addGap(rows, told, entry.at);
        if (isAttempt(entry))
            addAttempt(rows, entry, place(entry), redirectsOf(entry, timeline));
        else
            rows << wholeRow(entry);
        told = std::max(told, entry.at + entry.lasted);
    }
    addGap(rows, told, whole);
    return rows;
}

} // namespace fuseboard
