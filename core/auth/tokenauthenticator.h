// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/authenticator.h"

namespace fuseboard {

/// API keys, bearer tokens and OAuth 2.0 access tokens (RFC 6750), in a header, the query, or a JSON object or form
/// body (O15).
class TokenAuthenticator final : public Authenticator
{
public:
    explicit TokenAuthenticator(ResolvedAuth auth);

    [[nodiscard]] Result<void> apply(Request &request) const override;

private:
    [[nodiscard]] Result<void> applyToBody(Request &request) const;

    AuthLocation m_location;
    QString m_name;
    QString m_value;
};

} // namespace fuseboard
