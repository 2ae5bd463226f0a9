// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/secretuses.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

QList<SecretUse> usesOf(const AuthConfig &auth)
{
    switch (auth.type) {
    case AuthType::None:
        return {};
    case AuthType::ApiKey:
    case AuthType::Bearer:
        return {{u"auth.token"_s, auth.token}};
    case AuthType::Basic:
        return {{u"auth.password"_s, auth.password}};
    case AuthType::OAuth2: {
        const bool stored = !auth.refreshToken.isSet() && auth.grant() != GrantType::ClientCredentials;
        QList<SecretUse> uses{{u"auth.client_secret"_s, auth.clientSecret},
                              {u"auth.refresh_token"_s, stored ? Secret::keychain() : auth.refreshToken}};
        if (auth.grant() == GrantType::Password)
            uses.prepend({u"auth.password"_s, auth.password});
        return uses;
    }
    case AuthType::Custom:
        break;
    }
    QList<SecretUse> uses;
    for (const auto &[name, secret] : auth.customHeaders)
        uses.append({u"auth.custom_headers."_s + name, secret});
    for (const auto &[name, secret] : auth.customParams)
        uses.append({u"auth.custom_params."_s + name, secret});
    return uses;
}

} // namespace

QList<SecretUse> secretUsesOf(const ClientConfig &config)
{
    QList<SecretUse> uses = config.auth ? usesOf(*config.auth) : QList<SecretUse>();
    if (config.proxy)
        uses.append({u"proxy.password"_s, config.proxy->password});
    uses.removeIf([](const SecretUse &use) { return !use.secret.isSet(); });
    return uses;
}

void visitSecrets(ClientConfig &config, const std::function<void(const QString &path, Secret &secret)> &visit)
{
    if (config.auth) {
        AuthConfig &auth = *config.auth;
        visit(u"auth.token"_s, auth.token);
        visit(u"auth.password"_s, auth.password);
        visit(u"auth.client_secret"_s, auth.clientSecret);
        visit(u"auth.refresh_token"_s, auth.refreshToken);
        for (auto &[name, secret] : auth.customHeaders)
            visit(u"auth.custom_headers."_s + name, secret);
        for (auto &[name, secret] : auth.customParams)
            visit(u"auth.custom_params."_s + name, secret);
    }
    if (config.proxy)
        visit(u"proxy.password"_s, config.proxy->password);
}

} // namespace fuseboard
