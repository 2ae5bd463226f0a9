// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/authfactories.h"

namespace fuseboard {

AuthConfig createApiKeyAuth(Secret apiKey, QString headerName, QString prefix)
{
    AuthConfig auth;
    auth.type = AuthType::ApiKey;
    auth.token = std::move(apiKey);
    auth.tokenKey = std::move(headerName);
    auth.tokenPrefix = std::move(prefix);
    return auth;
}

AuthConfig createBearerAuth(Secret token)
{
    AuthConfig auth;
    auth.type = AuthType::Bearer;
    auth.token = std::move(token);
    return auth;
}

AuthConfig createBasicAuth(QString username, Secret password)
{
    AuthConfig auth;
    auth.type = AuthType::Basic;
    auth.username = std::move(username);
    auth.password = std::move(password);
    return auth;
}

AuthConfig createOauth2Auth(QString clientId, Secret clientSecret, const QUrl &tokenUrl, QStringList scopes)
{
    AuthConfig auth;
    auth.type = AuthType::OAuth2;
    auth.grantType = GrantType::ClientCredentials;
    auth.clientId = std::move(clientId);
    auth.clientSecret = std::move(clientSecret);
    auth.tokenUrl = tokenUrl;
    auth.scopes = std::move(scopes);
    return auth;
}

} // namespace fuseboard
