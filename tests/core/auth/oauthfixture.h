// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/authmanager.h"
#include "auth/memorysecretstore.h"
#include "base/virtualscheduler.h"
#include "support/faketransport.h"

#include <QUrlQuery>

namespace fuseboard {

/// Credentials on virtual time with an authorization server that does what the test says.
class OAuthFixture
{
public:
    OAuthFixture()
        : transport(scheduler)
    {
        config.type = AuthType::OAuth2;
        config.clientId = QStringLiteral("shop");
        config.clientSecret = Secret::plain(QStringLiteral("canary-secret"));
        config.tokenUrl = QUrl(QStringLiteral("https://auth.example.com/token"));
        transport.setHandler([this](const Request &, int number) { return token(number); });
    }

    /// An answer with the access token "canary-atN".
    [[nodiscard]] FakeOutcome token(int number, const QByteArray &members = "\"expires_in\":3600") const
    {
        return tokenAnswer(200,
                           "{\"token_type\":\"Bearer\",\"access_token\":\"canary-at" + QByteArray::number(number) + '"'
                               + (members.isEmpty() ? members : ',' + members) + '}');
    }
    [[nodiscard]] FakeOutcome tokenAnswer(int status, const QByteArray &body) const
    {
        return FakeOutcome::success(status, {{"Content-Type", "application/json"}}, body, delay);
    }

    AuthManager &make(SecretStore &store)
    {
        manager = std::make_unique<AuthManager>(config, QStringLiteral("c"),
                                                AuthManager::Means{scheduler, transport, store, lock});
        return *manager;
    }
    AuthManager &make() { return make(secrets); }

    /// What a request would carry now.
    [[nodiscard]] QByteArray header() const
    {
        Request request;
        const auto applied = manager->apply(request);
        return applied ? request.headers.value("Authorization").value_or(QByteArray()) : QByteArray("refused");
    }
    [[nodiscard]] quint64 generation() const
    {
        Request request;
        return *manager->apply(request);
    }
    /// A field of what the authorization server was sent, -1 = last.
    [[nodiscard]] QString sent(const QString &field, int index = -1) const
    {
        const QList<Request> &requests = transport.requests();
        const Request &request = index < 0 ? requests.last() : requests.at(index);
        return QUrlQuery(QString::fromLatin1(request.body.bytes())).queryItemValue(field, QUrl::FullyDecoded);
    }
    /// Asks, and counts how it ends.
    void ask()
    {
        manager->prepare([this](const Result<void> &result) {
            if (result) {
                ++ready;
            } else {
                ++failed;
                error = result.error();
            }
        });
    }
    [[nodiscard]] QString kept()
    {
        QString value;
        secrets.read(SecretKey::ofName(QStringLiteral("c"), QStringLiteral("auth.refresh_token")).text(),
                     [&value](const Result<QString> &read) { value = read ? *read : QString(); });
        return value;
    }
    void keep(const QString &value)
    {
        secrets.write(SecretKey::ofName(QStringLiteral("c"), QStringLiteral("auth.refresh_token")).text(), value,
                      [](const Result<void> &) {});
    }

    VirtualScheduler scheduler;
    FakeTransport transport;
    MemorySecretStore secrets;
    StoreLock *lock = nullptr;
    AuthConfig config;
    std::unique_ptr<AuthManager> manager;
    Duration delay{};
    int ready = 0;
    int failed = 0;
    Error error;
};

} // namespace fuseboard
