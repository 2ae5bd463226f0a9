// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/breakerwording.h"
#include "models/errorwording.h"
#include "models/eventwording.h"
#include "models/figures.h"
#include "models/storyparts.h"
#include "models/words.h"

namespace fuseboard::wording {

using namespace Qt::StringLiterals;

namespace {

QString endOf(const ClientEvent &event)
{
    return timeOfEnd(after(event.at, *event.wait), *event.wait);
}

QString openedSentence(const ClientEvent &event)
{
    if (event.breakerReason == BreakerReason::Isolated)
        return Words::tr("The client was isolated by hand: nothing is sent until that ends.");
    if (event.breakerReason == BreakerReason::ForcedOpen)
        return Words::tr("The breaker was opened by hand: nothing is sent until it is released.");
    const QString why = event.breakerReason == BreakerReason::FailuresReached && event.count && *event.count > 0
        ? filled(Words::tr("The breaker opened after %1 in a row"), {failures(*event.count)})
        : event.breakerReason == BreakerReason::ProbeFailed
        ? Words::tr("The breaker opened again, as its probe failed")
        : Words::tr("The breaker opened, as too large a share of the calls failed");
    if (!event.wait)
        return why + u'.';
    return filled(Words::tr("%1: nothing is sent for %2, until %3; then a probe may pass."),
                  {why, duration(*event.wait), endOf(event)});
}

QString closedSentence(const ClientEvent &event)
{
    if (event.breakerReason != BreakerReason::ProbesSucceeded || !event.count)
        return filled(Words::tr("The breaker closed: %1."), {reasonText(event.breakerReason)});
    return *event.count == 1
        ? Words::tr("The breaker closed, as its probe succeeded: calls flow again.")
        : Words::tr("The breaker closed after %Ln probes that succeeded: calls flow again.", nullptr, *event.count);
}

QString limitedSentence(const ClientEvent &event)
{
    constexpr int firstError = 400;
    const QString why = event.status >= firstError
        ? filled(Words::tr("The server answered %1"), {statusText(event.status)})
        : Words::tr("The server's quota is used up");
    if (!event.wait)
        return why + u'.';
    return filled(Words::tr("%1: every request of this client pauses for %2, until %3."),
                  {why, duration(*event.wait), endOf(event)});
}

} // namespace

QString sentence(const ClientEvent &event)
{
    switch (event.kind) {
    case EventKind::BreakerOpened:
        return openedSentence(event);
    case EventKind::BreakerHalfOpen:
        return Words::tr("The breaker is half-open: its wait is over, and the next call goes out as a probe.");
    case EventKind::BreakerClosed:
        return closedSentence(event);
    case EventKind::RateLimited:
        return limitedSentence(event);
    case EventKind::RetriesUsedUp:
    case EventKind::CallFailed:
    case EventKind::QueueFull:
    case EventKind::ConfigChanged:
        return detail(event).isEmpty() ? title(event) + u'.' : title(event) + u": "_s + detail(event) + u'.';
    }
    Q_UNREACHABLE();
}

} // namespace fuseboard::wording
