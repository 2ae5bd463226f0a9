// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/resolvedauth.h"
#include "base/result.h"
#include "http/request.h"

#include <memory>

namespace fuseboard {

/// Puts credentials on a request at the moment it is sent. One class for each AuthType.
class Authenticator
{
public:
    Authenticator() = default;
    virtual ~Authenticator();
    Authenticator(const Authenticator &) = delete;
    Authenticator &operator=(const Authenticator &) = delete;

    /// AuthFailed when the credentials cannot be put on this request; then nothing of it may be sent.
    [[nodiscard]] virtual Result<void> apply(Request &request) const = 0;
};

/// The authenticator for a configuration. For OAuth 2.0 it puts on the access token that stands in auth.token.
Result<std::unique_ptr<Authenticator>> makeAuthenticator(ResolvedAuth auth);

/// Appends name=value to the query without touching what stands there, encoded so that servers read it back unchanged.
void appendQueryItem(QUrl &url, const QString &name, const QString &value);

} // namespace fuseboard
