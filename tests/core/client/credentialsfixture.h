// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "clientfixture.h"

namespace fuseboard {

/// A client of an API behind OAuth 2.0, whose servers do what the test says.
class CredentialsFixture : public ClientFixture
{
public:
    CredentialsFixture()
    {
        config.auth = AuthConfig();
        config.auth->type = AuthType::OAuth2;
        config.auth->clientId = QStringLiteral("shop");
        config.auth->clientSecret = Secret::plain(QStringLiteral("canary-secret"));
        config.auth->tokenUrl = QUrl(QStringLiteral("https://auth.example.com/token"));
        transport.setHandler([this](const Request &request, int) {
            return request.url.host() == QStringLiteral("api.example.com") ? api(request) : grant(request);
        });
    }

    /// A new access token, "canary-atN".
    FakeOutcome granted(const QByteArray &members = "\"expires_in\":3600", Duration delay = {})
    {
        const QByteArray token = "canary-at" + QByteArray::number(++grants);
        return said(200, "{\"token_type\":\"bearer\",\"access_token\":\"" + token + "\"," + members + '}', delay);
    }
    [[nodiscard]] static FakeOutcome said(int status, const QByteArray &body, Duration delay = {})
    {
        return FakeOutcome::success(status, {{"Content-Type", "application/json"}}, body, delay);
    }
    /// From now on refresh tokens only, each good for once; the first is "canary-rt0".
    void rotate(Duration delay = {})
    {
        config.auth->clientSecret = Secret();
        config.auth->refreshToken = Secret::plain(QStringLiteral("canary-rt0"));
        grant = [this, delay](const Request &request) {
            if (!request.body.bytes().endsWith("refresh_token=" + goodRefreshToken)
                && !request.body.bytes().contains("refresh_token=" + goodRefreshToken + '&')) {
                ++reuses;
                return said(400, R"({"error":"invalid_grant"})");
            }
            goodRefreshToken = "canary-rt" + QByteArray::number(grants + 1);
            return granted("\"expires_in\":3600,\"refresh_token\":\"" + goodRefreshToken + '"', delay);
        };
    }
    /// The same client with a store that the test brings along.
    ApiClient &makeWith(SecretStore &store)
    {
        client = std::make_unique<ApiClient>(config, Services{scheduler, random, transport, store});
        return *client;
    }
    [[nodiscard]] bool configure(const ClientConfig &changed) { return client->reconfigure(changed).ok(); }
    /// A configuration with a token that need not be asked for.
    [[nodiscard]] ClientConfig withBearer() const
    {
        ClientConfig changed = config;
        changed.auth = AuthConfig();
        changed.auth->type = AuthType::Bearer;
        changed.auth->token = Secret::plain(QStringLiteral("canary-new"));
        return changed;
    }

    std::function<FakeOutcome(const Request &)> grant = [this](const Request &) { return granted(); };
    std::function<FakeOutcome(const Request &)> api = [](const Request &) { return FakeOutcome::success(200); };
    QByteArray goodRefreshToken = "canary-rt0";
    int grants = 0;
    int reuses = 0; // of a refresh token that is not good any more
};

} // namespace fuseboard
