// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "http/body.h"
#include "http/headers.h"

#include <QByteArray>
#include <QUrl>

namespace fuseboard {

/// One request as it shall go over the wire. A value.
struct Request
{
    QByteArray method = QByteArrayLiteral("GET"); ///< a token of RFC 9110, sent as written
    QUrl url; ///< absolute, http or https
    Headers headers{};
    Body body{};
};

/// Refuses what must not be sent: methods and header names that are no tokens, CONNECT, control characters in values,
/// URLs that are not absolute http(s) or have no host or user info, and headers that frame the message
/// (Content-Length, Transfer-Encoding, Connection, Expect …), which only the transport writes. (S02, S03)
Result<void> checkRequest(const Request &request);

/// GET, HEAD, OPTIONS, PUT, DELETE, TRACE: doing it twice is the same as doing it once. (D7, RFC 9110 9.2.2)
bool isIdempotent(QByteArrayView method);

/// The encoded path without dot segments (RFC 3986 5.2.4), and with one slash at its start. What QUrl makes of them
/// differs where slashes stand side by side, and of slashes at the start it takes one away each time that it looks.
QString resolvedPath(const QUrl &url);

/// Scheme, host and effective port, in lower case: "https://api.example.com:443". Empty for an invalid URL.
QByteArray originOf(const QUrl &url);

/// Whether both have one origin, and are valid: as by originOf(), without making it.
bool isSameOrigin(const QUrl &one, const QUrl &other);

/// An address that means something on this machine or link only: localhost, loopback, link-local.
bool isLocalHost(const QUrl &url);

} // namespace fuseboard
