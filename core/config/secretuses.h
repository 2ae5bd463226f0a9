// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/clientconfig.h"

#include <QList>

namespace fuseboard {

/// A secret that a client uses.
struct SecretUse
{
    QString path; ///< "auth.token": as in the file, and as its key in a SecretStore ends
    Secret secret;

    friend bool operator==(const SecretUse &, const SecretUse &) = default;
};

/// The secrets that a client uses with the type of its credentials, in the order of its file. Fields that are not set
/// are left out, but for the refresh token of OAuth 2.0: one that a sign-in has brought is kept without a reference.
[[nodiscard]] QList<SecretUse> secretUsesOf(const ClientConfig &config);

} // namespace fuseboard
