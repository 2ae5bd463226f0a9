// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/memorysecretstore.h"
#include "base/systemscheduler.h"
#include "client/apiclient.h"
#include "http/networktransport.h"

#include <memory>

namespace fuseboard {

/// A program with one client over real sockets. What it waits for, it waits for in the event loop.
class OAuthClient final
{
public:
    /// secrets, lock: shared with other programs; without, it has its own store.
    OAuthClient(const AuthConfig &auth, const QUrl &baseUrl, SecretStore *secrets = nullptr, StoreLock *lock = nullptr);
    ~OAuthClient();

    /// Asks for a token, and for a sign-in where there is no other way.
    void ask();
    /// Until page() or deviceCode() tell where to sign in, or what was asked for has ended. Whether it has come to
    /// that.
    bool settles();
    /// Until what was asked for has ended. Whether it has.
    bool end();
    /// ask() and settles().
    void begin();
    /// A token without a sign-in: ask(), and whether it was granted.
    bool getToken();
    /// That many GETs at a time, to their ends. How many of them were answered by 200;
    /// −1 when they did not all end.
    int get(const QString &path, int times = 1);
    /// A program that ends and starts again, with the same store.
    void restart();

    [[nodiscard]] const QUrl &page() const { return m_page; }
    [[nodiscard]] const DeviceCode &deviceCode() const { return m_deviceCode; }
    [[nodiscard]] bool isSignedIn() const { return m_ended && m_signedIn; }
    /// Of the last sign-in or call that failed.
    [[nodiscard]] const Error &error() const { return m_error; }
    /// Of the last call that succeeded.
    [[nodiscard]] const QByteArray &body() const { return m_body; }
    [[nodiscard]] const ClientMetrics &metrics() const { return m_client->metrics(); }
    [[nodiscard]] QByteArray accessToken() const;
    /// As it is in the store.
    [[nodiscard]] QString keptRefreshToken() const;
    void keepRefreshToken(const QString &kept);

private:
    void finished(const Result<ApiResponse> &result);

    ClientConfig m_config;
    SystemScheduler m_scheduler;
    SeededRandom m_random;
    NetworkTransport m_transport;
    MemorySecretStore m_ownSecrets;
    SecretStore &m_secrets;
    StoreLock *m_lock;
    std::unique_ptr<ApiClient> m_client;
    QUrl m_page;
    DeviceCode m_deviceCode;
    Error m_error;
    QByteArray m_body;
    int m_open = 0;
    int m_good = 0;
    bool m_ended = false;
    bool m_signedIn = false;
};

} // namespace fuseboard
