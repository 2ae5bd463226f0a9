// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/resolvedauth.h"
#include "base/result.h"
#include "http/request.h"

namespace fuseboard {

/// Makes the requests to an authorization server, with the client's id and secret where the configuration wants them.
/// ConfigInvalid/BadUrl for an endpoint that is no https URL, unless it is on this machine (C25).
class TokenRequest
{
public:
    explicit TokenRequest(ResolvedAuth auth)
        : m_auth(std::move(auth))
    {
    }

    [[nodiscard]] Result<Request> clientCredentials() const;
    [[nodiscard]] Result<Request> password() const;
    [[nodiscard]] Result<Request> refresh(const QString &refreshToken) const;
    [[nodiscard]] Result<Request> authorizationCode(const QString &code, const QUrl &redirect,
                                                    const QString &verifier) const;
    [[nodiscard]] Result<Request> deviceCode(const QString &code) const;
    /// What begins a device flow (RFC 8628 3.1).
    [[nodiscard]] Result<Request> deviceAuthorization() const;

private:
    using Params = QList<QPair<QString, QString>>;

    [[nodiscard]] Result<Request> post(const QUrl &url, const QString &field, Params params) const;
    void authenticate(Request &request, Params &params) const;
    void addWishes(Params &params) const;

    ResolvedAuth m_auth;
};

/// Names and values as an HTML form sends them, but for blanks as %20, which servers of both conventions read alike.
QByteArray formEncoded(const QList<QPair<QString, QString>> &params);

} // namespace fuseboard
