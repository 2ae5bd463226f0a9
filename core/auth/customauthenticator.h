// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/authenticator.h"

namespace fuseboard {

/// Headers and query parameters of the user's own making. (SPEC "Custom Authentication")
class CustomAuthenticator final : public Authenticator
{
public:
    explicit CustomAuthenticator(ResolvedAuth auth);

    [[nodiscard]] Result<void> apply(Request &request) const override;

private:
    ResolvedAuth m_auth;
};

} // namespace fuseboard
