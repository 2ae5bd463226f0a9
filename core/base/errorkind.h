// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLatin1String>

namespace fuseboard {

/// What went wrong, from a closed list: a switch over it has no default. (SEMANTICS, ADVERSARIAL INV3)
enum class ErrorKind {
    Dns, ///< The host name could not be resolved.
    Refused, ///< Nobody listens there, or no route leads there.
    ConnectTimeout, ///< No connection within connect_timeout.
    AttemptTimeout, ///< One attempt took longer than timeout.
    TotalTimeout, ///< The whole call took, or would take, longer than total_timeout.
    Reset, ///< The peer closed or reset the connection before a whole answer was there.
    Tls, ///< The handshake failed or the certificate is not acceptable.
    Protocol, ///< The peer does not speak valid HTTP.
    TooLarge, ///< The answer exceeds max_response_bytes, or is a decompression bomb.
    RedirectBlocked, ///< A redirect that must not be followed.
    HttpStatus, ///< A whole answer whose status means failure.
    RateLimited, ///< Refused by the local limiter, or a pause asked for by the server is too long.
    CircuitOpen, ///< Refused by the breaker; nothing was sent.
    AuthFailed, ///< Credentials are missing, unusable or could not be obtained.
    Cancelled, ///< The user or the owner gave it up.
    ConfigInvalid, ///< A configuration or a request that must not be sent.
    Storage, ///< A file or a store could not be read or written.
    FunctionFailed, ///< A function run by RetryHandler or CircuitBreaker threw an exception; no call ends so.
};

/// The finer cause within a kind; None where the kind says it all. Closed as well.
enum class ErrorDetail {
    None,
    // Refused
    HostUnreachable,
    ProxyFailed,
    ProxyNotFound, ///< Its name is not known, or there is no way to it: nothing is known of the server.
    // Reset
    ClosedBeforeAnswer,
    ClosedInBody,
    ResendPrevented, ///< The peer closed and the request must not be sent twice (R14).
    // AttemptTimeout
    NoConnectionFree, ///< All of max_connections were busy for most of the time: the server has shown nothing.
    EndedAsleep, ///< Its time ran out while the machine slept; so may that of a connection. The server has shown
                 ///< nothing.
    // Tls
    CertificateExpired,
    CertificateNotYetValid,
    CertificateHostMismatch,
    CertificateSelfSigned,
    CertificateUntrusted,
    CertificateNotPinned, ///< Another one than tls.pinned_sha256 names.
    CertificateRevoked,
    CertificateInvalid,
    HandshakeFailed,
    TlsUnavailable,
    // Protocol
    NotHttp,
    InterimAnswer, ///< A 1xx answer that Qt took for the final one.
    HeadersLost, ///< A status arrived but no header field could be read.
    BadContentLength,
    TruncatedBody,
    BadContentEncoding,
    // TooLarge
    BodyLimit,
    DecompressionBomb,
    // RedirectBlocked
    InsecureRedirect, ///< https to http.
    TooManyRedirects,
    RedirectLoop,
    BadRedirectTarget,
    BodyNotReplayable,
    CredentialsInBody, ///< 307 or 308 would carry a credential in the body to another origin.
    // RateLimited
    WaitTooLong, ///< Longer than max_wait.
    QueueFull, ///< max_queue calls wait already.
    CostAboveBurst,
    ServerPauseTooLong, ///< Longer than max_server_delay.
    // CircuitOpen
    FailuresReached,
    ProbeInFlight,
    Isolated,
    ForcedOpen,
    // AuthFailed
    SecretMissing,
    SecretUnusable,
    CredentialsRejected,
    ProxyCredentialsRejected, ///< By the proxy, before anything reached the server.
    SecretDoesNotFit, ///< A token for the body of a request that has no fitting body (O15).
    TokenUnusable, ///< What a token endpoint answered is no token that can be used.
    TokenEndpointFailed, ///< A token endpoint could not be reached, or has trouble of its own.
    LoginRequired, ///< Tokens come from a user's agreement only, and there is none (any more).
    // Cancelled
    ClientMoved, ///< The client's base_url leads to another server since, for which its credentials are.
    // ConfigInvalid
    Syntax,
    UnknownName,
    WrongType,
    OutOfRange,
    Missing,
    Duplicate,
    TooDeep,
    NotUtf8,
    TooBig,
    BadUrl,
    OtherOrigin, ///< A whole URL that leads away from the client's base_url.
    BadMethod,
    BadHeaderName,
    BadHeaderValue,
    BadBody,
    Contradiction, ///< Two fields exclude one another.
    VariableMissing, ///< A {{variable}} has no value.
    Cycle, ///< A variable or a parent leads back to itself.
    FileOutside, ///< A file outside of the workspace, which nobody here has agreed to send.
    FileFromAnswer, ///< The path of a file holds a value that was captured from an answer.
    PlainSecret, ///< A warning only: a secret stands in the file as plain text.
    // Storage
    KeychainLocked, ///< Its user has not unlocked it.
    KeychainAbsent, ///< There was one, and it has gone.
    KeychainDenied, ///< It does not let this program, or this person.
    KeychainSilent, ///< No answer in time.
    KeychainFailed,
    NotFound,
    NotAFile,
    NoPermission,
    DiskFull,
    StoreLocked, ///< Another program holds it, longer than one waits.
    StoreDamaged, ///< What is there cannot be understood, or is not ours.
    NewerFormat, ///< Written by a newer version of this program.
    ReadFailed,
    WriteFailed,
};

/// The stable name of a kind for JSON and logs: "connect_timeout". Never translated.
QLatin1String errorKindName(ErrorKind kind);

/// The stable name of a detail for JSON and logs: "certificate_expired"; empty for None.
QLatin1String errorDetailName(ErrorDetail detail);

} // namespace fuseboard
