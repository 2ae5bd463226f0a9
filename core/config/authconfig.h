// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/secret.h"
#include "config/unknownfields.h"

#include <QList>
#include <QPair>
#include <QStringList>
#include <QUrl>

namespace fuseboard {

enum class AuthType { None, ApiKey, Bearer, Basic, OAuth2, Custom };
enum class AuthLocation { Header, Query, Body };

/// A name with a value that may be secret: custom headers and parameters keep their order.
using NamedSecrets = QList<QPair<QString, Secret>>;

/// How a client proves who it is. (SPEC AuthConfig; custom_headers and custom_params from its Custom example)
struct AuthConfig
{
    AuthType type = AuthType::None;
    Secret token; ///< token: API key or bearer token
    AuthLocation tokenLocation = AuthLocation::Header; ///< token_location
    QString tokenKey = QStringLiteral("Authorization"); ///< token_key: header, query or body field
    QString tokenPrefix; ///< token_prefix: "Bearer"; a space is put between
    QString username; ///< must not hold ':' (O15)
    Secret password;
    QString clientId; ///< client_id
    Secret clientSecret; ///< client_secret
    QUrl tokenUrl; ///< token_url
    Secret refreshToken; ///< refresh_token
    QStringList scopes;
    NamedSecrets customHeaders; ///< custom_headers
    NamedSecrets customParams; ///< custom_params
    UnknownFields unknown;

    friend bool operator==(const AuthConfig &, const AuthConfig &) = default;
};

} // namespace fuseboard
