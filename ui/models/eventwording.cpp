// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/eventwording.h"

#include "models/breakerwording.h"
#include "models/errorwording.h"
#include "models/figures.h"
#include "models/words.h"

#include <QStringList>

namespace fuseboard::wording {

using namespace Qt::StringLiterals;

namespace {

/// "503" or "Connection refused": what went wrong, as short as can be.
QString cause(const ClientEvent &event)
{
    if (event.status != 0)
        return QString::number(event.status);
    return event.error ? title(*event.error) : QString();
}

/// "503 on GET /orders".
QString causeOnSubject(const ClientEvent &event)
{
    const QString what = cause(event);
    const QString where = printable(event.subject);
    if (what.isEmpty() || where.isEmpty())
        return what + where;
    //: %1 a status or an error, %2 a request: "503 on GET /orders"
    return filled(Words::tr("%1 on %2"), {what, where});
}

QString titleOfOpened(BreakerReason reason)
{
    if (reason == BreakerReason::Isolated)
        return Words::tr("Isolated by hand");
    return reason == BreakerReason::ForcedOpen ? Words::tr("Opened by hand") : Words::tr("Breaker opened");
}

QString openedDetail(const ClientEvent &event)
{
    if (event.breakerReason == BreakerReason::Isolated)
        return Words::tr("nothing is sent until the isolation ends");
    if (event.breakerReason == BreakerReason::ForcedOpen)
        return Words::tr("nothing is sent until it is released");
    QStringList parts;
    if (event.count && *event.count > 0)
        parts << failures(*event.count);
    else
        parts << reasonText(event.breakerReason);
    if (event.wait)
        parts << filled(Words::tr("probe in %1"), {duration(*event.wait)});
    return parts.join(u" · "_s);
}

QString closedDetail(const ClientEvent &event)
{
    if (!event.count || *event.count <= 0 || event.breakerReason != BreakerReason::ProbesSucceeded)
        return reasonText(event.breakerReason);
    return *event.count == 1 ? Words::tr("1 probe succeeded")
                             : Words::tr("%Ln probes succeeded", nullptr, *event.count);
}

QString limitedDetail(const ClientEvent &event)
{
    QStringList parts;
    parts << (event.status >= 400 ? QString::number(event.status) : Words::tr("quota used up"));
    if (event.wait)
        parts << filled(Words::tr("pause of %1"), {duration(*event.wait)});
    return parts.join(u" · "_s);
}

QString queueFullDetail(const ClientEvent &event)
{
    if (!event.count)
        return Words::tr("further calls are refused");
    return filled(Words::tr("%1 calls wait for a token"), {count(*event.count)});
}

} // namespace

QString title(const ClientEvent &event)
{
    switch (event.kind) {
    case EventKind::BreakerOpened:
        return titleOfOpened(event.breakerReason);
    case EventKind::BreakerHalfOpen:
        return Words::tr("Half-open");
    case EventKind::BreakerClosed:
        return Words::tr("Breaker closed");
    case EventKind::RateLimited:
        return Words::tr("Rate limited");
    case EventKind::RetriesUsedUp:
        return event.count ? filled(Words::tr("Retry %1 of %1"), {count(*event.count)}) : Words::tr("Retries used up");
    case EventKind::CallFailed:
        return Words::tr("Call failed");
    case EventKind::QueueFull:
        return Words::tr("Queue full");
    case EventKind::ConfigChanged:
        return Words::tr("Settings changed");
    }
    Q_UNREACHABLE();
}

QString detail(const ClientEvent &event)
{
    switch (event.kind) {
    case EventKind::BreakerOpened:
        return openedDetail(event);
    case EventKind::BreakerHalfOpen:
        return event.wait ? filled(Words::tr("after %1"), {duration(*event.wait)}) : Words::tr("waiting for a probe");
    case EventKind::BreakerClosed:
        return closedDetail(event);
    case EventKind::RateLimited:
        return limitedDetail(event);
    case EventKind::RetriesUsedUp:
    case EventKind::CallFailed:
        return causeOnSubject(event);
    case EventKind::QueueFull:
        return queueFullDetail(event);
    case EventKind::ConfigChanged:
        return event.subject.isEmpty() ? Words::tr("state of breaker and limiter kept") : printable(event.subject);
    }
    Q_UNREACHABLE();
}

QString word(CallOutcome outcome)
{
    switch (outcome) {
    case CallOutcome::Succeeded:
        return Words::tr("succeeded");
    case CallOutcome::Failed:
        return Words::tr("failed");
    case CallOutcome::Refused:
        return Words::tr("refused");
    case CallOutcome::Cancelled:
        return Words::tr("cancelled");
    }
    Q_UNREACHABLE();
}

} // namespace fuseboard::wording
