// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/authmanager.h"
#include "client/services.h"

#include <memory>
#include <vector>

namespace fuseboard {

/// The credentials that calls bring along in the place of their client's: the same ones are shared, so that a token is
/// had once and not for each call. The sixteen used last are kept, and others while calls use them: they tell their
/// waiting calls of their end, and so must not go in the middle of that of a call. Internal.
class OwnCredentials
{
public:
    [[nodiscard]] std::shared_ptr<AuthManager> of(const AuthConfig &auth, const QString &clientName,
                                                  const Services &services);
    /// Secrets may have changed: calls under way go on with what they have.
    void clear();

private:
    struct Known
    {
        AuthConfig auth;
        std::shared_ptr<AuthManager> manager;
    };

    void retire();

    std::vector<Known> m_known; // used last at the end
    std::vector<std::shared_ptr<AuthManager>> m_retired; // until no call uses them
};

} // namespace fuseboard
