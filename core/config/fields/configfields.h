// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/clientconfig.h"
#include "config/environmentconfig.h"
#include "config/fields/section.h"

namespace fuseboard {

// The fields of each section, in SPEC's order and then the additions'. To add a field is to add a member to its struct
// and one line to its list.

SectionFields<ClientConfig> clientFields();
SectionFields<AuthConfig> authFields();
SectionFields<RateLimitConfig> rateLimitFields();
SectionFields<CircuitBreakerConfig> circuitBreakerFields();
SectionFields<RetryConfig> retryFields();
SectionFields<TlsConfig> tlsFields();
SectionFields<ProxyConfig> proxyFields();
SectionFields<EnvironmentConfig> environmentFields();

} // namespace fuseboard
