// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientcore.h"

#include <QByteArray>

#include <memory>
#include <optional>

namespace fuseboard {

/// What one answer says of its server's patience. Internal.
class QuotaReport
{
public:
    QuotaReport(ClientCore &core, const QByteArray &origin, const Response &response);

    /// 429, or 403 with nothing left (H13) or with a Retry-After that is obeyed.
    [[nodiscard]] bool isLimited() const;
    /// The status by which to judge the answer: 429 for all that are limited.
    [[nodiscard]] int status() const;
    /// And by which to decide about a retry: a 403 with a Retry-After alone may as well be a ban, and stays a 403.
    [[nodiscard]] int statusForRetries() const;
    /// For how long the server wants to be left alone, if it says so and the client obeys it.
    [[nodiscard]] std::optional<Duration> pause() const;
    [[nodiscard]] std::optional<Duration> retryAfter() const;
    /// What asks for that pause, without the secrets of that request and its client; null where nothing does.
    [[nodiscard]] std::shared_ptr<const PauseCause> cause(const Request &request) const;
    /// Tells the limiter of that origin, the event list of a pause that begins, and the log once of each field that was
    /// ignored for that reason. Listeners may destroy the client.
    void tell(const Request &request) const;

private:
    [[nodiscard]] bool isUsedUp() const;
    [[nodiscard]] QByteArray shown(const QByteArray &value, const Request &request) const;
    void log(const Request &request) const;

    ClientCore &m_core;
    QByteArray m_origin;
    int m_status;
    bool m_obeyed;
    ServerQuota m_quota;
};

} // namespace fuseboard
