// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/breakerwording.h"

#include "models/figures.h"
#include "models/words.h"

namespace fuseboard::wording {

using namespace Qt::StringLiterals;

namespace {

QString openSubline(const BreakerSnapshot &breaker)
{
    QString failed = failures(breaker.consecutiveFailures);
    if (!breaker.retryIn)
        return failed;
    const QString retry = filled(Words::tr("probe in %1"), {remaining(*breaker.retryIn)});
    return breaker.consecutiveFailures > 0 ? retry + u" · "_s + failed : retry;
}

QString halfOpenSubline(const BreakerSnapshot &breaker)
{
    if (breaker.probesOut == 0 && breaker.probeSuccesses == 0)
        return Words::tr("waiting for a probe");
    if (breaker.probeSuccesses == 0)
        return Words::tr("probe under way");
    //: probes of a circuit breaker: "probe 1 of 2 succeeded"
    return filled(Words::tr("probe %1 of %2 succeeded"),
                  {count(breaker.probeSuccesses), count(breaker.successThreshold)});
}

QString closedSubline(const BreakerSnapshot &breaker)
{
    QString failed = filled(breaker.failureThreshold == 1 ? Words::tr("%1 of %2 failure")
                                                          : Words::tr("%1 of %2 failures"),
                            {count(breaker.consecutiveFailures), count(breaker.failureThreshold)});
    if (!breaker.failureRate)
        return failed;
    return failed + u" · "_s + filled(Words::tr("%1 failed"), {percent(*breaker.failureRate)});
}

} // namespace

QString word(BreakerState state)
{
    switch (state) {
    case BreakerState::Closed:
        //: state of a circuit breaker that lets everything through
        return Words::tr("closed");
    case BreakerState::Open:
        //: state of a circuit breaker that refuses everything
        return Words::tr("open");
    case BreakerState::HalfOpen:
        //: state of a circuit breaker that lets a probe through
        return Words::tr("half-open");
    }
    Q_UNREACHABLE();
}

QString word(const BreakerSnapshot &breaker)
{
    if (breaker.isolated)
        return Words::tr("isolated");
    if (breaker.forced)
        return breaker.state == BreakerState::Closed ? Words::tr("forced closed") : Words::tr("forced open");
    if (breaker.observeOnly && breaker.state != BreakerState::Closed)
        //: %1 is the state of a circuit breaker that only counts: "open, observing"
        return filled(Words::tr("%1, observing"), {word(breaker.state)});
    return word(breaker.state);
}

QString pillText(const BreakerSnapshot &breaker)
{
    if (breaker.state == BreakerState::Open && breaker.retryIn && !breaker.forced && !breaker.isolated)
        return word(breaker) + u' ' + countdown(*breaker.retryIn);
    return word(breaker);
}

QString reasonText(BreakerReason reason)
{
    switch (reason) {
    case BreakerReason::FailuresReached:
        return Words::tr("too many failures in a row");
    case BreakerReason::RateReached:
        return Words::tr("too large a share of failures");
    case BreakerReason::ProbeFailed:
        return Words::tr("the probe failed");
    case BreakerReason::RecoveryElapsed:
        return Words::tr("the recovery time is over");
    case BreakerReason::ProbesSucceeded:
        return Words::tr("enough probes succeeded");
    case BreakerReason::ForcedOpen:
        return Words::tr("opened by hand");
    case BreakerReason::ForcedClosed:
        return Words::tr("closed by hand");
    case BreakerReason::Isolated:
        return Words::tr("isolated by hand");
    case BreakerReason::Released:
        return Words::tr("released by hand");
    case BreakerReason::Reset:
        return Words::tr("reset by hand");
    }
    Q_UNREACHABLE();
}

QString subline(const BreakerSnapshot &breaker)
{
    if (breaker.isolated)
        return Words::tr("nothing is sent until it ends");
    if (breaker.forced)
        return breaker.state == BreakerState::Closed ? Words::tr("counts nothing until released")
                                                     : Words::tr("nothing sent until released");
    switch (breaker.state) {
    case BreakerState::Closed:
        return closedSubline(breaker);
    case BreakerState::Open:
        return openSubline(breaker);
    case BreakerState::HalfOpen:
        return halfOpenSubline(breaker);
    }
    Q_UNREACHABLE();
}

} // namespace fuseboard::wording
