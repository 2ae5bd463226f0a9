// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "clientfixture.h"

#include <functional>

namespace fuseboard {

/// A client of an API behind OAuth 2.0, both of whose servers do what the test says.
class OAuthFixture : public ClientFixture
{
public:
    OAuthFixture()
    {
        config.auth = AuthConfig();
        config.auth->type = AuthType::OAuth2;
        config.auth->clientId = QStringLiteral("shop");
        config.auth->clientSecret = Secret::plain(QStringLiteral("canary-secret"));
        config.auth->tokenUrl = QUrl(QStringLiteral("https://auth.example.com/token"));
        transport.setHandler([this](const Request &request, int) {
            return request.url.host() == QStringLiteral("auth.example.com") ? grant(request) : api(request);
        });
    }

    /// The next token: "canary-at1", "canary-at2" …
    FakeOutcome granted(const QByteArray &members = "\"expires_in\":3600", Duration delay = {})
    {
        const QByteArray token = "canary-at" + QByteArray::number(++grants);
        return FakeOutcome::success(200, {{"Content-Type", "application/json"}},
                                    R"({"token_type":"bearer","access_token":")" + token + "\"," + members + '}',
                                    delay);
    }
    static FakeOutcome refused(const QByteArray &word, Duration delay = {})
    {
        return FakeOutcome::success(400, {{"Content-Type", "application/json"}}, R"({"error":")" + word + "\"}", delay);
    }

    std::function<FakeOutcome(const Request &)> grant = [this](const Request &) { return granted(); };
    std::function<FakeOutcome(const Request &)> api = [](const Request &) { return FakeOutcome::success(200); };
    int grants = 0;
};

} // namespace fuseboard
