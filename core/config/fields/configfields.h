// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/clientconfig.h"
#include "config/environmentconfig.h"
#include "config/fields/section.h"

namespace fuseboard {

// The fields of each section, in SPEC's order and then the additions'. To add a field is to add a member to its struct
// and one line to its list. Reading, writing and validating follow from the lists, and the client dialog checks
// by them. Each call makes its list anew, and it is the same each time.

/// A whole client.json, the sections below as fields of it. What is written has name and base_url at least.
SectionFields<ClientConfig> clientFields();
/// Sections of it, under the names "auth", "rate_limit", "circuit_breaker", "retry", "tls" and "proxy". Which fields of
/// the first are needed depends on its type and its grant; a rule of the list tells.
SectionFields<AuthConfig> authFields();
SectionFields<RateLimitConfig> rateLimitFields();
SectionFields<CircuitBreakerConfig> circuitBreakerFields();
SectionFields<RetryConfig> retryFields();
SectionFields<TlsConfig> tlsFields();
SectionFields<ProxyConfig> proxyFields();
/// A whole file of environments/.
SectionFields<EnvironmentConfig> environmentFields();

} // namespace fuseboard
