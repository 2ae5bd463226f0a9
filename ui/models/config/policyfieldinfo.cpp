// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/config/fieldtables.h"

namespace fuseboard {

namespace {

constexpr FieldWords limiterFieldWords[] = {
    {"rate_limit.max_requests", FieldKind::Number, QT_TRANSLATE_NOOP("Wording", "Requests per window"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "Tokens that a window brings"), nullptr},
    {"rate_limit.window_seconds", FieldKind::Number, QT_TRANSLATE_NOOP("Wording", "Window"),
     QT_TRANSLATE_NOOP("Wording", "s"), QT_TRANSLATE_NOOP("Wording", "The time in which the requests may leave"),
     nullptr},
    {"rate_limit.burst_size", FieldKind::Number, QT_TRANSLATE_NOOP("Wording", "Burst"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "Leave at once when tokens have gathered"),
     QT_TRANSLATE_NOOP("Wording", "as many as a window brings")},
    {"rate_limit.max_wait", FieldKind::Number, QT_TRANSLATE_NOOP("Wording", "Wait at most"),
     QT_TRANSLATE_NOOP("Wording", "s"),
     QT_TRANSLATE_NOOP("Wording", "A call that would wait longer for a token is refused at once"),
     QT_TRANSLATE_NOOP("Wording", "wait as long as it takes")},
    {"rate_limit.max_queue", FieldKind::Number, QT_TRANSLATE_NOOP("Wording", "Calls that may wait"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "Further ones are refused"), nullptr},
    {"rate_limit.backoff_factor", FieldKind::Number, QT_TRANSLATE_NOOP("Wording", "Back-off factor"),
     QT_TRANSLATE_NOOP("Wording", "×"),
     QT_TRANSLATE_NOOP("Wording", "Growth of the pause after a 429 that gives no time to obey"), nullptr},
    {"rate_limit.strict", FieldKind::Flag, QT_TRANSLATE_NOOP("Wording", "Strict"), nullptr,
     QT_TRANSLATE_NOOP("Wording",
                       "No window lets more calls through, whatever the burst; retries count where each attempt does"),
     nullptr},
    {"rate_limit.respect_retry_after", FieldKind::Flag,
     QT_TRANSLATE_NOOP("Wording", "Respect Retry-After and rate-limit headers of the server"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "They only ever slow down"), nullptr},
};

constexpr FieldWords breakerFieldWords[] = {
    {"circuit_breaker.failure_threshold", FieldKind::Number, QT_TRANSLATE_NOOP("Wording", "Failures in a row"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "They open the circuit; without effect where a rate is set"), nullptr},
    {"circuit_breaker.recovery_timeout", FieldKind::Number, QT_TRANSLATE_NOOP("Wording", "Stays open"),
     QT_TRANSLATE_NOOP("Wording", "s"), QT_TRANSLATE_NOOP("Wording", "Before a probe may pass"), nullptr},
    {"circuit_breaker.success_threshold", FieldKind::Number, QT_TRANSLATE_NOOP("Wording", "Successes to close"),
     nullptr, QT_TRANSLATE_NOOP("Wording", "Probes in a row that close it"), nullptr},
    {"circuit_breaker.half_open_max_calls", FieldKind::Number, QT_TRANSLATE_NOOP("Wording", "Probes at a time"),
     nullptr, QT_TRANSLATE_NOOP("Wording", "Further calls are refused while it is half-open"), nullptr},
    {"circuit_breaker.failure_status_codes", FieldKind::Codes, QT_TRANSLATE_NOOP("Wording", "Failures are"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "All others are successes, but for 401, 407 and 429, which are neither"), nullptr},
    {"circuit_breaker.count_timeouts_as_failures", FieldKind::Flag,
     QT_TRANSLATE_NOOP("Wording", "Timeouts are failures"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "A slow server may be a broken one"), nullptr},
    {"circuit_breaker.count_local_errors", FieldKind::Flag,
     QT_TRANSLATE_NOOP("Wording", "A missing network counts too"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "Off: a laptop without network opens no circuit"), nullptr},
    {"circuit_breaker.observe_only", FieldKind::Flag, QT_TRANSLATE_NOOP("Wording", "Observe only"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "Counts and tells, but refuses nothing"), nullptr},
};

constexpr FieldWords breakerRateFieldWords[] = {
    {"circuit_breaker.failure_rate", FieldKind::Number, QT_TRANSLATE_NOOP("Wording", "Failure rate"),
     QT_TRANSLATE_NOOP("Wording", "%"),
     QT_TRANSLATE_NOOP("Wording", "Of the calls in the window, in place of failures in a row"),
     QT_TRANSLATE_NOOP("Wording", "failures in a row")},
    {"circuit_breaker.minimum_calls", FieldKind::Number, QT_TRANSLATE_NOOP("Wording", "From calls on"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "In the window, before the rate counts"), nullptr},
    {"circuit_breaker.window_type", FieldKind::Choice, QT_TRANSLATE_NOOP("Wording", "Window is"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "A span of time, or the last calls"), nullptr},
    {"circuit_breaker.window_seconds", FieldKind::Number, QT_TRANSLATE_NOOP("Wording", "Window"),
     QT_TRANSLATE_NOOP("Wording", "s"), QT_TRANSLATE_NOOP("Wording", "Of a window of time"), nullptr},
    {"circuit_breaker.window_calls", FieldKind::Number, QT_TRANSLATE_NOOP("Wording", "Last calls"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "Of a window that counts; at least as many as the rate needs"), nullptr},
    {"circuit_breaker.recovery_backoff", FieldKind::Number, QT_TRANSLATE_NOOP("Wording", "Grows by"),
     QT_TRANSLATE_NOOP("Wording", "×"),
     QT_TRANSLATE_NOOP("Wording", "The open time with each opening that no closing came between"), nullptr},
    {"circuit_breaker.max_recovery_timeout", FieldKind::Number, QT_TRANSLATE_NOOP("Wording", "Open at most"),
     QT_TRANSLATE_NOOP("Wording", "s"), QT_TRANSLATE_NOOP("Wording", "What that growth ends at"), nullptr},
};

constexpr FieldWords retryFieldWords[] = {
    {"retry.max_retries", FieldKind::Number, QT_TRANSLATE_NOOP("Wording", "Retries"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "3 means at most 4 requests"), nullptr},
    {"retry.strategy", FieldKind::Choice, QT_TRANSLATE_NOOP("Wording", "Delays grow"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "How the delay before each retry follows from the one before"), nullptr},
    {"retry.initial_delay", FieldKind::Number, QT_TRANSLATE_NOOP("Wording", "First delay"),
     QT_TRANSLATE_NOOP("Wording", "s"), QT_TRANSLATE_NOOP("Wording", "At most the longest delay"), nullptr},
    {"retry.backoff_multiplier", FieldKind::Number, QT_TRANSLATE_NOOP("Wording", "Multiplier"),
     QT_TRANSLATE_NOOP("Wording", "×"), QT_TRANSLATE_NOOP("Wording", "Of the exponential and the linear growth"),
     nullptr},
    {"retry.max_delay", FieldKind::Number, QT_TRANSLATE_NOOP("Wording", "Longest delay"),
     QT_TRANSLATE_NOOP("Wording", "s"), QT_TRANSLATE_NOOP("Wording", "No delay of ours is longer"), nullptr},
    {"retry.max_server_delay", FieldKind::Number, QT_TRANSLATE_NOOP("Wording", "Wait for the server"),
     QT_TRANSLATE_NOOP("Wording", "s"),
     QT_TRANSLATE_NOOP("Wording", "Where it asks for a longer wait, the call ends and says so"), nullptr},
    {"retry.retry_budget", FieldKind::Number, QT_TRANSLATE_NOOP("Wording", "Budget"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "Share of the calls in flight that may be retried at a time, at least 3"),
     QT_TRANSLATE_NOOP("Wording", "no bound")},
    {"retry.retry_status_codes", FieldKind::Codes, QT_TRANSLATE_NOOP("Wording", "Retried are"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "501 and 505 are never retried"), nullptr},
    {"retry.jitter", FieldKind::Flag, QT_TRANSLATE_NOOP("Wording", "Jitter"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "Spreads each delay by ±25 %, so that clients do not come all at once"), nullptr},
    {"retry.retry_on_timeout", FieldKind::Flag, QT_TRANSLATE_NOOP("Wording", "Retry timeouts"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "After an attempt that timed out"), nullptr},
    {"retry.retry_unsafe_methods", FieldKind::Flag, QT_TRANSLATE_NOOP("Wording", "Retry POST and PATCH too"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "Even where they may have been carried out already"), nullptr},
    {"retry.idempotency_keys", FieldKind::Flag, QT_TRANSLATE_NOOP("Wording", "Send idempotency keys"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "POST and PATCH get an Idempotency-Key, new for each call, and are then retried"),
     nullptr},
};

} // namespace

QList<FieldInfo> limiterFieldInfos()
{
    return translated(limiterFieldWords);
}

QList<FieldInfo> breakerFieldInfos()
{
    return translated(breakerFieldWords);
}

QList<FieldInfo> breakerRateFieldInfos()
{
    return translated(breakerRateFieldWords);
}

QList<FieldInfo> retryFieldInfos()
{
    return translated(retryFieldWords);
}

} // namespace fuseboard
