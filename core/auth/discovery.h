// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "config/authconfig.h"
#include "http/request.h"
#include "http/response.h"

namespace fuseboard {

/// Whether an endpoint that the grant needs is to be learned from the issuer.
[[nodiscard]] bool needsDiscovery(const AuthConfig &config);

/// Asks an issuer for its document (OpenID Connect Discovery 4.1).
[[nodiscard]] Request discoveryRequest(const QUrl &issuer);

/// The configuration with the endpoints that it does not set itself. AuthFailed/TokenUnusable when the document is
/// none, is another issuer's, or leaves out what the grant needs; TokenEndpointFailed when the server is in trouble.
[[nodiscard]] Result<AuthConfig> withEndpoints(AuthConfig config, const Response &answer);

/// Whether the document promises that the issuer's name comes back with each answer of its page (RFC 9207 3).
[[nodiscard]] bool promisesIssuer(const Response &answer);

} // namespace fuseboard
