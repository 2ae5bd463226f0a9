// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/clientconfig.h"
#include "variables/variablescope.h"

namespace fuseboard {

/// Whether a client's configuration has {{variables}} in a place where they mean one: base_url, the values of
/// default_headers, and of auth the secrets that are written plainly, token_prefix, username, client_id, the URLs,
/// scopes, audience, and the values of extra_params, custom_headers and custom_params.
bool hasVariables(const ClientConfig &written);

/// Whether a {{variable}} means one in that field, "auth.token_url": in its text, or in each of its texts.
bool takesVariables(const QString &field);

/// The configuration with the values in their places: what an ApiClient works with. It is validated anew, as a value
/// may hold anything (A23). Otherwise ConfigInvalid with all variables that stand in the way, and where; or with the
/// faults of the result, which tell no values. Must not be written to a file: it may hold secrets.
Result<ClientConfig> effectiveConfig(const ClientConfig &written, const VariableScope &scope);

/// For a client whose variables have no values: one that refuses to send.
ClientConfig blockedConfig(ClientConfig written);

} // namespace fuseboard
