// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/authconfig.h"

namespace fuseboard {

// SPEC's ways to say how a client proves who it is, by its names. Secrets are Secret::environment("API_KEY"),
// Secret::keychain(), or Secret::plain() where they come from elsewhere.

/// "X-API-Key: sk-abc123"; with a prefix "X-API-Key: ApiKey sk-abc123". The name stays the one that is given: for
/// "Authorization: ApiKey sk-abc123" give both.
AuthConfig createApiKeyAuth(Secret apiKey, QString headerName = QStringLiteral("X-API-Key"), QString prefix = {});
/// "Authorization: Bearer …"
AuthConfig createBearerAuth(Secret token);
/// "Authorization: Basic …"; a user name must not hold ':' (O15).
AuthConfig createBasicAuth(QString username, Secret password);
/// OAuth 2.0 with client credentials; for the other grants fill in an AuthConfig.
AuthConfig createOauth2Auth(QString clientId, Secret clientSecret, const QUrl &tokenUrl, QStringList scopes = {});

} // namespace fuseboard
