// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/clientconfig.h"

#include <QList>

#include <functional>

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

/// Every secret field that there is, set or not, whatever the type of the credentials, with its path as in SecretUse.
void visitSecrets(ClientConfig &config, const std::function<void(const QString &path, Secret &secret)> &visit);

} // namespace fuseboard
