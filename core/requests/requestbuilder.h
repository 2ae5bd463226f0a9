// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/bodysource.h"
#include "client/calloptions.h"
#include "http/request.h"
#include "requests/requestmeans.h"
#include "workspace/requestconfig.h"

namespace fuseboard {

/// A kept request as it is sent: what ApiClient::send() takes.
struct BuiltRequest
{
    Request request; ///< its URL is relative to the client's base_url, or whole
    CallOptions options;
    BodySource source{}; ///< of the body, where that came from files or parts
};

/// What a kept request means in an environment: variables and path parameters replaced, what is switched off left out,
/// the body in the form of its kind. The query of the path is sent as it is written, with the params behind it; those
/// without a value as "name=". A "{{base_url}}" at the begin of the path is the client's own and needs no value.
/// A header Content-Type has precedence, but for multipart, whose boundary only its own type tells.
///
/// Fails with ConfigInvalid and all faults that stand in the way: variables and path parameters without values,
/// parameters that would leave the path as "..", GraphQL variables that are no object, and credentials that a single
/// request cannot have: secrets in the keychain, and grants that a user has to agree to. A file outside of the
/// workspace that nobody has agreed to send is such a fault too: where all are FileOutside, whoever has a user may ask.
/// Fails with Storage where a file cannot be read.
Result<BuiltRequest> buildRequest(const RequestConfig &config, const RequestMeans &means);

/// Whether a single request may have its tokens by that grant: nobody has to agree to it.
bool isOwnGrant(GrantType grant);

/// Why credentials cannot be those of a single request; empty where they can.
QList<ConfigFault> ownAuthFaults(const AuthConfig &auth);

} // namespace fuseboard
