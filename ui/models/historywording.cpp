// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/historywording.h"

#include "models/errorwording.h"
#include "models/figures.h"
#include "models/words.h"

#include <QDateTime>
#include <QLocale>

namespace fuseboard::wording {

namespace {

QDateTime localTime(WallTime at)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count());
}

QString droppedSentence(qint64 dropped)
{
    return dropped > 0 ? u' ' + Words::tr("%Ln calls were not kept.", nullptr, int(dropped)) : QString();
}

} // namespace

QString trouble(const HistoryState &state)
{
    const QString reason = state.error ? sentence(*state.error) : QString();
    switch (state.mode) {
    case HistoryState::Mode::Opening:
        return {};
    case HistoryState::Mode::Ready:
        return droppedSentence(state.dropped).trimmed();
    case HistoryState::Mode::ReadOnly:
        return filled(Words::tr("Calls are not kept. %1"), {reason}) + droppedSentence(state.dropped);
    case HistoryState::Mode::Paused:
        return filled(Words::tr("The history pauses, and calls go on. %1"), {reason}) + droppedSentence(state.dropped);
    }
    Q_UNREACHABLE();
}

QString emptyTitle(const HistoryState &state)
{
    if (state.mode == HistoryState::Mode::Paused)
        return Words::tr("Recording is paused");
    return state.mode == HistoryState::Mode::ReadOnly ? Words::tr("Calls are not kept") : Words::tr("No calls yet");
}

QString emptyAdvice(const HistoryState &state)
{
    const QString reason = state.error ? sentence(*state.error) : QString();
    if (state.mode == HistoryState::Mode::Paused)
        //: %1 is a whole sentence on what it waits for, and what to do about it
        return filled(Words::tr("%1 What you send meanwhile is added as soon as that is done."), {reason});
    if (state.mode == HistoryState::Mode::ReadOnly)
        return reason;
    return Words::tr("What you send in Explore is kept here with its story, and found again.");
}

QString setAsideNotice(const HistoryState &state)
{
    if (state.setAside.isEmpty())
        return {};
    return filled(Words::tr("The file of the history was damaged. It is kept as %1, and a new history has begun."),
                  {printable(state.setAside)});
}

QString ending(const HistorySummary &call)
{
    if (call.error && *call.error != ErrorKind::HttpStatus)
        return title(*call.error);
    return call.status > 0 ? statusText(call.status) : Words::tr("No answer");
}

QString word(HistoryOutcome outcome)
{
    switch (outcome) {
    case HistoryOutcome::NoAnswer:
        return Words::tr("No answer");
    case HistoryOutcome::Informational:
        return Words::tr("Interim (1xx)");
    case HistoryOutcome::Success:
        return Words::tr("Success (2xx)");
    case HistoryOutcome::Redirect:
        return Words::tr("Redirect (3xx)");
    case HistoryOutcome::ClientError:
        return Words::tr("Client error (4xx)");
    case HistoryOutcome::ServerError:
        return Words::tr("Server error (5xx)");
    }
    Q_UNREACHABLE();
}

QString usage(const HistoryUsage &usage)
{
    // What an empty file takes is nobody's calls.
    if (usage.calls == 0)
        return Words::tr("%Ln calls", nullptr, 0);
    //: %1 is the size of the file, "18 MB"
    return filled(Words::tr("%Ln calls, %1", nullptr, int(usage.calls)), {bytes(usage.bytes)});
}

QString searchedBodies()
{
    //: %1 is "2,000"
    return filled(Words::tr("Bodies are searched in their first %1 characters."), {count(searchedBodyCharacters)});
}

QString moment(WallTime at, WallTime now)
{
    const QDateTime local = localTime(at);
    if (local.date() == localTime(now).date())
        return timeOfDay(at);
    return QLocale().toString(local.date(), QLocale::ShortFormat) + u' ' + timeOfDay(at);
}

} // namespace fuseboard::wording
