// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "serverprocess.h"

#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QUrl>

namespace fuseboard {

/// One of the authorization servers that scripts/setup gets from npm, under node on a free port of 127.0.0.1, started
/// by its script in oauthservers/.
class OAuthServer final
{
public:
    OAuthServer();
    ~OAuthServer();

    /// Starts it. False when node or the server is not there, or did not come up: whyNot() says which.
    bool start(const QString &script);
    [[nodiscard]] QString whyNot() const { return m_whyNot; }
    [[nodiscard]] QUrl url(const QString &path = {}) const;

    /// Counts from nothing, and forgets what was wished for.
    void reset() { wish(QStringLiteral("reset")); }
    /// How often that has happened since reset(), by the server's own count: "GET /api/orders 401",
    /// "granted refresh_token".
    [[nodiscard]] int count(const QString &what);
    /// When that has happened, in milliseconds of the server's clock.
    [[nodiscard]] QList<double> moments(const QString &what);
    /// Asks its script for something: "revoke-all", "ttl?seconds=1".
    void wish(const QString &what);
    /// A request of the test's own, form-encoded; the answer's status.
    int post(const QString &path, const QByteArray &form);

private:
    [[nodiscard]] QJsonObject counters();
    [[nodiscard]] QNetworkReply *settled(QNetworkReply *reply);

    ServerProcess m_process;
    QNetworkAccessManager m_network;
    QUrl m_url;
    QString m_whyNot;
};

} // namespace fuseboard
