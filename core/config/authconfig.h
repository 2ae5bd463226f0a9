// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/configurl.h"
#include "config/secret.h"
#include "config/unknownfields.h"

#include <QList>
#include <QPair>
#include <QStringList>

#include <optional>

namespace fuseboard {

enum class AuthType { None, ApiKey, Bearer, Basic, OAuth2, Custom };
enum class AuthLocation { Header, Query, Body };

/// How an OAuth 2.0 client gets its tokens. (O14)
enum class GrantType { ClientCredentials, RefreshToken, AuthorizationCode, Password, DeviceCode };
/// Where an OAuth 2.0 client puts its id and secret in a token request. (RFC 6749 2.3.1)
enum class ClientAuth { Basic, Body };

/// Fields of a request beyond those of the standard, in the order written.
using ExtraParams = QList<QPair<QString, QString>>;

/// A name with a value that may be secret: custom headers and parameters keep their order.
using NamedSecrets = QList<QPair<QString, Secret>>;

/// How a client proves who it is. (SPEC AuthConfig; custom_headers and custom_params from its Custom example)
struct AuthConfig
{
    AuthType type = AuthType::None;
    Secret token{}; ///< token: API key or bearer token
    AuthLocation tokenLocation = AuthLocation::Header; ///< token_location
    QString tokenKey = QStringLiteral("Authorization"); ///< token_key: header, query or body field
    QString tokenPrefix{}; ///< token_prefix: "Bearer"; a space is put between
    QString username{}; ///< must not hold ':' (O15)
    Secret password{};
    QString clientId{}; ///< client_id
    Secret clientSecret{}; ///< client_secret
    ConfigUrl tokenUrl{}; ///< token_url
    Secret refreshToken{}; ///< refresh_token
    QStringList scopes{};
    NamedSecrets customHeaders{}; ///< custom_headers
    NamedSecrets customParams{}; ///< custom_params
    std::optional<GrantType> grantType{}; ///< grant_type; see grant()
    ClientAuth clientAuth = ClientAuth::Basic; ///< client_auth: basic | body; a client without a secret sends its id
    ConfigUrl authorizationUrl{}; ///< authorization_url: the page where a user agrees
    ConfigUrl deviceAuthorizationUrl{}; ///< device_authorization_url (RFC 8628)
    ConfigUrl issuer{}; ///< its discovery document fills in the URLs that are not set (OpenID Connect Discovery)
    QString audience{}; ///< of the token, for servers that want to know
    ExtraParams extraParams{}; ///< extra_params: with each token request, and what begins a device flow
    UnknownFields unknown{};

    /// The grant as chosen; else refresh_token where such a token is there and no client_secret, else
    /// client_credentials.
    [[nodiscard]] GrantType grant() const
    {
        const bool onlyRefresh = refreshToken.isSet() && !clientSecret.isSet();
        return grantType.value_or(onlyRefresh ? GrantType::RefreshToken : GrantType::ClientCredentials);
    }

    friend bool operator==(const AuthConfig &, const AuthConfig &) = default;
};

} // namespace fuseboard
