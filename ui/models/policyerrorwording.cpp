// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/errordetailwording.h"
#include "models/figures.h"
#include "models/words.h"

namespace fuseboard::wording {

namespace {

/// " The next probe is allowed in 42 s (at 14:05:10)." — what is known of it.
QString nextProbe(const Error &error, const ErrorContext &context)
{
    if (!error.wait)
        return Words::tr("Wait for the next probe, or reset the breaker.");
    if (!context.at)
        return filled(Words::tr("The next probe is allowed in %1."), {remaining(*error.wait)});
    const WallTime end = *context.at + std::chrono::ceil<std::chrono::milliseconds>(*error.wait);
    return filled(Words::tr("The next probe is allowed in %1 (at %2)."),
                  {remaining(*error.wait), timeOfEnd(end, *error.wait)});
}

/// " (at 14:05:10)" behind a wait, where the calendar is known.
QString atWhen(const Error &error, const ErrorContext &context)
{
    if (!error.wait || !context.at || *error.wait > std::chrono::hours(24 * 3650))
        return {};
    const WallTime end = *context.at + std::chrono::ceil<std::chrono::milliseconds>(*error.wait);
    //: behind a span of time: when it is over
    return filled(Words::tr(" (at %1)"), {timeOfEnd(end, *error.wait)});
}

/// What opened a circuit, with the rule and its figure.
QString ruleSentence(const BreakerTrip &trip, const QString &client)
{
    if (trip.reason == BreakerReason::ProbeFailed)
        return filled(Words::tr("The circuit of %1 is open again, as its probe failed, so nothing was sent."),
                      {client});
    if (trip.reason == BreakerReason::RateReached)
        return filled(Words::tr("The circuit of %1 is open, so nothing was sent: %2 of %3 calls failed, and %4 of them "
                                "are enough."),
                      {client, count(trip.failures), count(trip.calls), percent(trip.rateThreshold)});
    return filled(Words::tr("The circuit of %1 is open, so nothing was sent: %2 of %3 failures in a row."),
                  {client, count(trip.failures), count(trip.threshold)});
}

QString clientName(const Error &error, const ErrorContext &context)
{
    if (!context.client.isEmpty())
        return printable(context.client);
    return subjectOr(error, Words::tr("this client"));
}

QString failuresReachedSentence(const Error &error, const ErrorContext &context)
{
    const QString client = clientName(error, context);
    const QString next = nextProbe(error, context);
    if (context.trip)
        return ruleSentence(*context.trip, client) + u' ' + next;
    if (!error.count || *error.count <= 0)
        return filled(Words::tr("The circuit of %1 is open, so nothing was sent. %2"), {client, next});
    //: %1 a client's name, %2 "12 failures", %3 a whole sentence about the next probe
    return filled(Words::tr("The circuit of %1 is open after %2. %3"), {client, failures(*error.count), next});
}

/// A wait above max_wait that is the server's doing, whatever tokens there are.
QString pauseAboveMaxWaitSentence(const Error &error, const ErrorContext &context)
{
    const QString client = clientName(error, context);
    const QString wait = remaining(*error.wait) + atWhen(error, context);
    if (*error.wait <= *error.limit) {
        return filled(Words::tr("The server asks %1 to wait %2 more: with what the call has waited already, that is "
                                "more than the %3 it may wait. Try again after that, or raise max_wait."),
                      {client, wait, duration(*error.limit)});
    }
    return filled(Words::tr("The server asks %1 to wait %2, longer than the %3 a call may wait. Try again after that, "
                            "or raise max_wait."),
                  {client, wait, duration(*error.limit)});
}

QString waitTooLongSentence(const Error &error, const ErrorContext &context)
{
    const QString client = clientName(error, context);
    const QString wait = error.wait ? remaining(*error.wait) + atWhen(error, context) : Words::tr("too long");
    if (!error.limit)
        return filled(Words::tr("A token of %1 is %2 away, longer than the call may wait. Send less often, or raise "
                                "max_wait."),
                      {client, wait});
    if (error.wait && *error.wait <= *error.limit) {
        return filled(
            Words::tr("A token of %1 is still %2 away: with what the call has waited already, that is more than "
                      "the %3 it may wait. Send less often, or raise max_wait."),
            {client, wait, duration(*error.limit)});
    }
    return filled(Words::tr("A token of %1 is %2 away, longer than the %3 a call may wait. Send less often, or raise "
                            "max_wait."),
                  {client, wait, duration(*error.limit)});
}

QString queueFullSentence(const Error &error, const ErrorContext &context)
{
    const QString client = clientName(error, context);
    const QString waiting = !error.count ? Words::tr("too many calls wait")
        : *error.count == 1              ? Words::tr("1 call waits")
                                         : filled(Words::tr("%1 calls wait"), {count(*error.count)});
    if (!error.wait)
        return filled(Words::tr("The queue of %1 is full: %2 for a token already. Send less, or raise max_queue."),
                      {client, waiting});
    return filled(Words::tr("The queue of %1 is full: %2 for a token already. There is room in about %3; send less, or "
                            "raise max_queue."),
                  {client, waiting, remaining(*error.wait) + atWhen(error, context)});
}

QString serverPauseSentence(const Error &error, const ErrorContext &context)
{
    const QString client = clientName(error, context);
    const QString wait = error.wait ? remaining(*error.wait) + atWhen(error, context) : Words::tr("a long time");
    if (!error.limit)
        return filled(Words::tr("The server asks %1 to wait %2, longer than allowed. Try again after that, or raise "
                                "max_server_delay."),
                      {client, wait});
    return filled(Words::tr("The server asks %1 to wait %2, longer than the %3 allowed. Try again after that, or raise "
                            "max_server_delay."),
                  {client, wait, duration(*error.limit)});
}

} // namespace

QString rateLimitedSentence(const Error &error, const ErrorContext &context)
{
    const QString client = clientName(error, context);
    if (error.detail == ErrorDetail::WaitTooLong && error.paused && error.wait && error.limit)
        return pauseAboveMaxWaitSentence(error, context);
    if (error.detail == ErrorDetail::WaitTooLong)
        return waitTooLongSentence(error, context);
    if (error.detail == ErrorDetail::QueueFull)
        return queueFullSentence(error, context);
    if (error.detail == ErrorDetail::CostAboveBurst)
        return filled(Words::tr("The call costs more tokens than the bucket of %1 can ever hold. Raise burst_size, or "
                                "lower the cost."),
                      {client});
    if (error.detail == ErrorDetail::ServerPauseTooLong)
        return serverPauseSentence(error, context);
    if (!error.wait)
        return filled(Words::tr("The rate limiter of %1 refused the call. Send less often, or raise the rate."),
                      {client});
    return filled(Words::tr("The rate limiter of %1 refused the call. Try again in %2."),
                  {client, remaining(*error.wait)});
}

QString waitBeyondTotalSentence(const Error &error, const ErrorContext &context)
{
    const QString client = clientName(error, context);
    const QString wait = remaining(*error.wait) + atWhen(error, context);
    if (error.paused)
        return filled(Words::tr("The server asks %1 to wait %2, beyond the %3 that the call has in all. Try again "
                                "after that, or raise the total timeout."),
                      {client, wait, duration(*error.limit)});
    return filled(Words::tr("A token of %1 is %2 away, beyond the %3 that the call has in all. Try again later, or "
                            "raise the total timeout."),
                  {client, wait, duration(*error.limit)});
}

QString circuitOpenedClause(const Error &error, const ErrorContext &context)
{
    const QString client = clientName(error, context);
    const QString next = nextProbe(error, context);
    if (!context.trip)
        return filled(Words::tr("the circuit of %1 opened meanwhile. %2"), {client, next});
    const BreakerTrip &trip = *context.trip;
    if (trip.reason == BreakerReason::ProbeFailed)
        return filled(Words::tr("the circuit of %1 opened again, as its probe failed. %2"), {client, next});
    if (trip.reason == BreakerReason::RateReached)
        return filled(Words::tr("the circuit of %1 opened, as %2 of %3 calls failed, and %4 of them are enough. %5"),
                      {client, count(trip.failures), count(trip.calls), percent(trip.rateThreshold), next});
    return filled(Words::tr("the circuit of %1 opened after %2 of %3 failures in a row. %4"),
                  {client, count(trip.failures), count(trip.threshold), next});
}

QString circuitOpenSentence(const Error &error, const ErrorContext &context)
{
    const QString client = clientName(error, context);
    if (error.detail == ErrorDetail::ProbeInFlight)
        return filled(Words::tr("The circuit of %1 is half-open and its probe is under way. Try again when the probe "
                                "has ended."),
                      {client});
    if (error.detail == ErrorDetail::Isolated)
        return filled(Words::tr("%1 is isolated, so nothing was sent. End the isolation to send again."), {client});
    if (error.detail == ErrorDetail::ForcedOpen)
        return filled(Words::tr("The circuit of %1 was opened by hand, so nothing was sent. Release it to send again."),
                      {client});
    if (error.detail == ErrorDetail::FailuresReached)
        return failuresReachedSentence(error, context);
    return filled(Words::tr("The circuit of %1 refused the call, so nothing was sent. %2"),
                  {client, nextProbe(error, context)});
}

} // namespace fuseboard::wording
