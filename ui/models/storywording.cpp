// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/storywording.h"

#include "models/figures.h"
#include "models/storyparts.h"
#include "models/timelinewording.h"
#include "models/words.h"

namespace fuseboard::wording {

using namespace Qt::StringLiterals;

namespace {

QString untilWhen(const TimelineEntry &entry, const StoryContext &context)
{
    return withEnd(Words::tr(", until %1"), entry, context);
}

QString storyOfTokenWait(const TimelineEntry &entry, const StoryContext &context)
{
    QString text = filled(Words::tr("waited %1 for a token"), {duration(entry.lasted)});
    if (entry.place > 0)
        text += filled(Words::tr(": place %1 in the queue"), {count(entry.place)});
    if (!entry.planned)
        return text;
    const QString expected = filled(Words::tr("expected %1"), {duration(*entry.planned)});
    return text + (entry.place > 0 ? u", "_s : u": "_s) + expected + untilWhen(entry, context);
}

QString storyOfPause(const TimelineEntry &entry, const StoryContext &context)
{
    const QString text = filled(Words::tr("paused %1"), {duration(entry.lasted)}) + untilWhen(entry, context) + u": "_s;
    return text + (entry.cause ? sentence(*entry.cause) : Words::tr("the server had asked for it"));
}

QString storyOfCredentials(const TimelineEntry &entry, const StoryContext &context)
{
    const QString lasted = duration(entry.lasted);
    if (entry.error)
        return filled(Words::tr("waited %1 for credentials in vain: %2"),
                      {lasted, sentence(*entry.error, errorContext(entry, context))});
    return filled(Words::tr("waited %1 for an access token or another credential"), {lasted});
}

QString storyOfRefusal(const TimelineEntry &entry, const StoryContext &context)
{
    QString text = filled(Words::tr("refused: %1"),
                          {sentence(entry.error.value_or(Error()), errorContext(entry, context))});
    if (entry.cause)
        text += u" ("_s + sentence(*entry.cause) + u')';
    return text;
}

/// A share of a time that somebody who looks for lost time would want to know of.
bool isWorthTelling(std::optional<Duration> part, Duration whole)
{
    return part && *part >= std::chrono::milliseconds(1) && *part * 20 >= whole;
}

QString storyOfAttempt(const TimelineEntry &entry)
{
    const QString number = count(entry.attempt);
    const QString lasted = duration(entry.lasted);
    QString text;
    if (entry.status != 0 && entry.error)
        text = filled(Words::tr("attempt %1: %2, then %3 after %4"),
                      {number, statusText(entry.status), title(*entry.error), lasted});
    else if (entry.status != 0)
        text = filled(Words::tr("attempt %1: %2 in %3"), {number, statusText(entry.status), lasted});
    else if (entry.error)
        text = filled(Words::tr("attempt %1: %2 after %3"), {number, title(*entry.error), lasted});
    else
        text = filled(Words::tr("attempt %1: given up after %2"), {number, lasted});
    if (isWorthTelling(entry.phases.queued, entry.lasted))
        text += filled(Words::tr(", %1 of them waiting for a free connection"), {duration(*entry.phases.queued)});
    if (entry.resends > 0) // R14; a redirect has a line of its own
        text += Words::tr(", sent %Ln times", nullptr, entry.resends + 1);
    return text;
}

QString storyOfRedirect(const TimelineEntry &entry, const StoryContext &context)
{
    QString text = filled(Words::tr("%1 leads to %2"), {QString::number(entry.status), printable(entry.target)});
    if (!entry.planned)
        return text;
    text += filled(Words::tr(", followed in %1"), {duration(*entry.planned)})
        + withEnd(Words::tr(", at %1"), entry, context);
    return entry.cause ? text + u": "_s + sentence(*entry.cause) : text;
}

QString fieldText(const QByteArray &name, const QByteArray &value)
{
    return printable(QString::fromUtf8(name) + u": "_s + QString::fromUtf8(value), 120);
}

QString storyOfCause(const PauseCause &cause)
{
    const QString status = QString::number(cause.status);
    const QString field = fieldText(cause.header, cause.value);
    switch (cause.source) {
    case PauseSource::RetryAfter:
        //: %1 a status, %2 a header field: "the server's 429 said Retry-After: 2"
        return filled(Words::tr("the server's %1 said %2"), {status, field});
    case PauseSource::QuotaUsedUp:
        return filled(Words::tr("nothing is left of the server's quota, its %1 said %2"), {status, field});
    case PauseSource::Unnamed:
        if (!cause.header.isEmpty())
            //: %1 a status, %2 a header field: "the server's 429 said Retry-After: 60, which the client does not obey"
            return filled(Words::tr("the server's %1 said %2, which the client does not obey"), {status, field});
        if (cause.remark)
            //: %1 a status, %2 a header field: "the server's 429 said Retry-After: soon, which cannot be used"
            return filled(Words::tr("the server's %1 said %2, which cannot be used"),
                          {status, fieldText(cause.remark->field.name, cause.remark->field.value)});
        return filled(Words::tr("the server's %1 did not say how long"), {status});
    }
    Q_UNREACHABLE();
}

} // namespace

QString sentence(const PauseCause &cause)
{
    QString text = storyOfCause(cause);
    if (!cause.remark || cause.source == PauseSource::Unnamed)
        return text;
    const QuotaField &ignored = cause.remark->field;
    if (ignored.name.compare(cause.header, Qt::CaseInsensitive) != 0)
        //: %1 what a server said, %2 a header field: "the server's 429 said Retry-After: 2 (its X-A: b cannot be used)"
        return filled(Words::tr("%1 (its %2 cannot be used)"), {text, fieldText(ignored.name, ignored.value)});
    return cause.source == PauseSource::RetryAfter ? filled(Words::tr("%1, of which the longest counts"), {text})
                                                   : text;
}

ErrorContext errorContext(const TimelineEntry &entry, const StoryContext &context)
{
    ErrorContext known{context.client, {}, true};
    if (context.startedAt)
        known.at = after(*context.startedAt, entry.at + entry.lasted);
    if (entry.trip)
        known.trip = *entry.trip;
    return known;
}

std::optional<WallTime> endOfWait(const TimelineEntry &entry, WallTime startedAt)
{
    const Duration wait = waitOf(entry);
    return wait > Duration::zero() ? std::optional(after(after(startedAt, entry.at), wait)) : std::nullopt;
}

QString withEnd(const QString &words, const TimelineEntry &entry, const StoryContext &context)
{
    const auto end = context.startedAt ? endOfWait(entry, *context.startedAt) : std::nullopt;
    return end ? filled(words, {timeOfEnd(*end, waitOf(entry))}) : QString();
}

QString story(const TimelineEntry &entry, const StoryContext &context)
{
    switch (entry.kind) {
    case TimelineKind::TokenWait:
        return storyOfTokenWait(entry, context);
    case TimelineKind::ServerPause:
        return storyOfPause(entry, context);
    case TimelineKind::CredentialWait:
        return storyOfCredentials(entry, context);
    case TimelineKind::ConnectionWait:
        return filled(
            Words::tr("waited %1 for a connection; nothing was sent yet, for something had changed meanwhile"),
            {duration(entry.lasted)});
    case TimelineKind::Refused:
        return storyOfRefusal(entry, context);
    case TimelineKind::Attempt:
        return storyOfAttempt(entry);
    case TimelineKind::Redirect:
        return storyOfRedirect(entry, context);
    case TimelineKind::Replay:
        return entry.replay == ReplayReason::TokenReplaced
            ? Words::tr(
                "once more: the token that was refused had been replaced meanwhile; this is none of the retries")
            : Words::tr("once more with a new token, as the present one was refused; this is none of the retries");
    case TimelineKind::Backoff:
        return storyOfRetry(entry, context);
    case TimelineKind::GaveUp:
        return storyOfTheEnd(entry, context);
    case TimelineKind::Cancelled:
        return Words::tr("cancelled");
    }
    Q_UNREACHABLE();
}

} // namespace fuseboard::wording
