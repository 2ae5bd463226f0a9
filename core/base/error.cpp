// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/error.h"

#include <QDebug>

namespace fuseboard {

using namespace Qt::StringLiterals;

QLatin1String errorKindName(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Dns:
        return "dns"_L1;
    case ErrorKind::Refused:
        return "refused"_L1;
    case ErrorKind::ConnectTimeout:
        return "connect_timeout"_L1;
    case ErrorKind::AttemptTimeout:
        return "attempt_timeout"_L1;
    case ErrorKind::TotalTimeout:
        return "total_timeout"_L1;
    case ErrorKind::Reset:
        return "reset"_L1;
    case ErrorKind::Tls:
        return "tls"_L1;
    case ErrorKind::Protocol:
        return "protocol"_L1;
    case ErrorKind::TooLarge:
        return "too_large"_L1;
    case ErrorKind::RedirectBlocked:
        return "redirect_blocked"_L1;
    case ErrorKind::HttpStatus:
        return "http_error"_L1;
    case ErrorKind::RateLimited:
        return "rate_limited"_L1;
    case ErrorKind::CircuitOpen:
        return "circuit_open"_L1;
    case ErrorKind::AuthFailed:
        return "auth_failed"_L1;
    case ErrorKind::Cancelled:
        return "cancelled"_L1;
    case ErrorKind::ConfigInvalid:
        return "config_invalid"_L1;
    case ErrorKind::Storage:
        return "storage"_L1;
    case ErrorKind::FunctionFailed:
        return "function_failed"_L1;
    }
    Q_UNREACHABLE();
}

QLatin1String errorDetailName(ErrorDetail detail) // NOLINT(readability-function-size): one line for each name
{
    switch (detail) {
    case ErrorDetail::None:
        return {};
    case ErrorDetail::HostUnreachable:
        return "host_unreachable"_L1;
    case ErrorDetail::ProxyFailed:
        return "proxy_failed"_L1;
    case ErrorDetail::ProxyNotFound:
        return "proxy_not_found"_L1;
    case ErrorDetail::ClosedBeforeAnswer:
        return "closed_before_answer"_L1;
    case ErrorDetail::ClosedInBody:
        return "closed_in_body"_L1;
    case ErrorDetail::ResendPrevented:
        return "resend_prevented"_L1;
    case ErrorDetail::CertificateExpired:
        return "certificate_expired"_L1;
    case ErrorDetail::CertificateNotYetValid:
        return "certificate_not_yet_valid"_L1;
    case ErrorDetail::CertificateHostMismatch:
        return "certificate_host_mismatch"_L1;
    case ErrorDetail::CertificateSelfSigned:
        return "certificate_self_signed"_L1;
    case ErrorDetail::CertificateUntrusted:
        return "certificate_untrusted"_L1;
    case ErrorDetail::CertificateNotPinned:
        return "certificate_not_pinned"_L1;
    case ErrorDetail::CertificateRevoked:
        return "certificate_revoked"_L1;
    case ErrorDetail::CertificateInvalid:
        return "certificate_invalid"_L1;
    case ErrorDetail::HandshakeFailed:
        return "handshake_failed"_L1;
    case ErrorDetail::TlsUnavailable:
        return "tls_unavailable"_L1;
    case ErrorDetail::NotHttp:
        return "not_http"_L1;
    case ErrorDetail::InterimAnswer:
        return "interim_answer"_L1;
    case ErrorDetail::HeadersLost:
        return "headers_lost"_L1;
    case ErrorDetail::BadContentLength:
        return "bad_content_length"_L1;
    case ErrorDetail::TruncatedBody:
        return "truncated_body"_L1;
    case ErrorDetail::BadContentEncoding:
        return "bad_content_encoding"_L1;
    case ErrorDetail::BodyLimit:
        return "body_limit"_L1;
    case ErrorDetail::DecompressionBomb:
        return "decompression_bomb"_L1;
    case ErrorDetail::InsecureRedirect:
        return "insecure_redirect"_L1;
    case ErrorDetail::TooManyRedirects:
        return "too_many_redirects"_L1;
    case ErrorDetail::RedirectLoop:
        return "redirect_loop"_L1;
    case ErrorDetail::BadRedirectTarget:
        return "bad_redirect_target"_L1;
    case ErrorDetail::BodyNotReplayable:
        return "body_not_replayable"_L1;
    case ErrorDetail::CredentialsInBody:
        return "credentials_in_body"_L1;
    case ErrorDetail::WaitTooLong:
        return "wait_too_long"_L1;
    case ErrorDetail::QueueFull:
        return "queue_full"_L1;
    case ErrorDetail::CostAboveBurst:
        return "cost_above_burst"_L1;
    case ErrorDetail::ServerPauseTooLong:
        return "server_pause_too_long"_L1;
    case ErrorDetail::FailuresReached:
        return "failures_reached"_L1;
    case ErrorDetail::ProbeInFlight:
        return "probe_in_flight"_L1;
    case ErrorDetail::Isolated:
        return "isolated"_L1;
    case ErrorDetail::ForcedOpen:
        return "forced_open"_L1;
    case ErrorDetail::SecretMissing:
        return "secret_missing"_L1;
    case ErrorDetail::SecretUnusable:
        return "secret_unusable"_L1;
    case ErrorDetail::CredentialsRejected:
        return "credentials_rejected"_L1;
    case ErrorDetail::ProxyCredentialsRejected:
        return "proxy_credentials_rejected"_L1;
    case ErrorDetail::SecretDoesNotFit:
        return "secret_does_not_fit"_L1;
    case ErrorDetail::TokenUnusable:
        return "token_unusable"_L1;
    case ErrorDetail::TokenEndpointFailed:
        return "token_endpoint_failed"_L1;
    case ErrorDetail::LoginRequired:
        return "login_required"_L1;
    case ErrorDetail::Syntax:
        return "syntax"_L1;
    case ErrorDetail::UnknownName:
        return "unknown_name"_L1;
    case ErrorDetail::WrongType:
        return "wrong_type"_L1;
    case ErrorDetail::OutOfRange:
        return "out_of_range"_L1;
    case ErrorDetail::Missing:
        return "missing"_L1;
    case ErrorDetail::Duplicate:
        return "duplicate"_L1;
    case ErrorDetail::TooDeep:
        return "too_deep"_L1;
    case ErrorDetail::NotUtf8:
        return "not_utf8"_L1;
    case ErrorDetail::TooBig:
        return "too_big"_L1;
    case ErrorDetail::BadUrl:
        return "bad_url"_L1;
    case ErrorDetail::NoConnectionFree:
        return "no_connection_free"_L1;
    case ErrorDetail::EndedAsleep:
        return "ended_asleep"_L1;
    case ErrorDetail::ClientMoved:
        return "client_moved"_L1;
    case ErrorDetail::OtherOrigin:
        return "other_origin"_L1;
    case ErrorDetail::BadMethod:
        return "bad_method"_L1;
    case ErrorDetail::BadHeaderName:
        return "bad_header_name"_L1;
    case ErrorDetail::BadHeaderValue:
        return "bad_header_value"_L1;
    case ErrorDetail::BadBody:
        return "bad_body"_L1;
    case ErrorDetail::Contradiction:
        return "contradiction"_L1;
    case ErrorDetail::VariableMissing:
        return "variable_missing"_L1;
    case ErrorDetail::Cycle:
        return "cycle"_L1;
    case ErrorDetail::FileOutside:
        return "file_outside"_L1;
    case ErrorDetail::FileFromAnswer:
        return "file_from_answer"_L1;
    case ErrorDetail::PlainSecret:
        return "plain_secret"_L1;
    case ErrorDetail::KeychainLocked:
        return "keychain_locked"_L1;
    case ErrorDetail::KeychainAbsent:
        return "keychain_absent"_L1;
    case ErrorDetail::KeychainDenied:
        return "keychain_denied"_L1;
    case ErrorDetail::KeychainSilent:
        return "keychain_silent"_L1;
    case ErrorDetail::KeychainFailed:
        return "keychain_failed"_L1;
    case ErrorDetail::NotFound:
        return "not_found"_L1;
    case ErrorDetail::NotAFile:
        return "not_a_file"_L1;
    case ErrorDetail::NoPermission:
        return "no_permission"_L1;
    case ErrorDetail::DiskFull:
        return "disk_full"_L1;
    case ErrorDetail::StoreLocked:
        return "store_locked"_L1;
    case ErrorDetail::StoreDamaged:
        return "store_damaged"_L1;
    case ErrorDetail::NewerFormat:
        return "newer_format"_L1;
    case ErrorDetail::ReadFailed:
        return "read_failed"_L1;
    case ErrorDetail::WriteFailed:
        return "write_failed"_L1;
    }
    Q_UNREACHABLE();
}

bool isDeterministic(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::TooLarge:
    case ErrorKind::RedirectBlocked:
    case ErrorKind::ConfigInvalid:
        return true;
    case ErrorKind::Protocol:
        // A connection that was cut looks like the latter.
        return error.detail != ErrorDetail::None && error.detail != ErrorDetail::TruncatedBody;
    case ErrorKind::Tls:
        return error.detail != ErrorDetail::None && error.detail != ErrorDetail::HandshakeFailed;
    case ErrorKind::Dns:
    case ErrorKind::Refused:
    case ErrorKind::ConnectTimeout:
    case ErrorKind::AttemptTimeout:
    case ErrorKind::TotalTimeout:
    case ErrorKind::Reset:
    case ErrorKind::HttpStatus:
    case ErrorKind::RateLimited:
    case ErrorKind::CircuitOpen:
    case ErrorKind::AuthFailed:
    case ErrorKind::Cancelled:
    case ErrorKind::Storage:
    case ErrorKind::FunctionFailed:
        return false;
    }
    Q_UNREACHABLE();
}

QDebug operator<<(QDebug debug, const Error &error)
{
    const QDebugStateSaver saver(debug);
    debug.nospace().noquote() << "Error(" << errorKindName(error.kind);
    if (error.detail != ErrorDetail::None)
        debug << '/' << errorDetailName(error.detail);
    if (error.httpStatus != 0)
        debug << ' ' << error.httpStatus;
    if (!error.subject.isEmpty())
        debug.quote() << ' ' << error.subject; // quoted, its control characters are escaped
    return debug << ')';
}

} // namespace fuseboard
