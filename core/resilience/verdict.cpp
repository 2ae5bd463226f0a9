// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/verdict.h"

namespace fuseboard {

namespace {

constexpr int statusUnauthorized = 401;
constexpr int statusProxyAuthentication = 407;
constexpr int statusTooManyRequests = 429;

Verdict failureIf(bool counted)
{
    return counted ? Verdict::Failure : Verdict::Neutral;
}

} // namespace

Verdict verdictFor(const CircuitBreakerConfig &config, int status)
{
    if (config.failureStatusCodes.contains(status))
        return Verdict::Failure;
    if (status == statusUnauthorized || status == statusProxyAuthentication || status == statusTooManyRequests)
        return Verdict::Neutral;
    return Verdict::Success;
}

Verdict verdictFor(const CircuitBreakerConfig &config, const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Dns:
        return failureIf(config.countLocalErrors);
    case ErrorKind::Refused:
        return failureIf(
            config.countLocalErrors
            || (error.detail != ErrorDetail::HostUnreachable && error.detail != ErrorDetail::ProxyNotFound));
    case ErrorKind::AttemptTimeout:
    case ErrorKind::ConnectTimeout:
    case ErrorKind::TotalTimeout:
        return failureIf(config.countTimeoutsAsFailures && error.detail != ErrorDetail::NoConnectionFree
                         && error.detail != ErrorDetail::EndedAsleep);
    case ErrorKind::Reset:
    case ErrorKind::Protocol:
    case ErrorKind::FunctionFailed:
        return Verdict::Failure;
    case ErrorKind::Tls:
        return failureIf(error.detail != ErrorDetail::TlsUnavailable);
    case ErrorKind::HttpStatus:
    case ErrorKind::TooLarge:
    case ErrorKind::RedirectBlocked:
        return verdictFor(config, error.httpStatus);
    case ErrorKind::RateLimited:
    case ErrorKind::CircuitOpen:
    case ErrorKind::AuthFailed:
    case ErrorKind::Cancelled:
    case ErrorKind::ConfigInvalid:
    case ErrorKind::Storage:
        return Verdict::Neutral;
    }
    Q_UNREACHABLE();
}

} // namespace fuseboard
