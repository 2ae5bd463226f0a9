// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretkey.h"
#include "client/environmentstate.h"
#include "config/clientconfig.h"

#include <functional>
#include <memory>

namespace fuseboard {

class ApiClient;
class SecretStoreStatus;
struct SecretMeans;

/// What the dialog needs from outside to try a configuration that is not saved yet.
struct DialogMeans
{
    /// A client of its own on the real engine; it owns what it needs. Secrets that were typed stand in the
    /// configuration.
    std::function<std::shared_ptr<ApiClient>(const ClientConfig &)> makeClient;
    std::function<void(const QUrl &)> openPage; ///< in the user's browser
    std::function<EnvironmentState()> environment = {}; ///< what gives {{variables}} their values; null for none
    bool isKept = true; ///< Save writes a file; false where the workspace lies in no folder
    const SecretStoreStatus *secretStore = nullptr; ///< where typed secrets go; null for a keychain
    const SecretMeans *secrets = nullptr; ///< where those of the client are; null where that is not known
    SecretKey owner = {}; ///< of those; null for a new client

    /// False where they are kept until the program ends.
    [[nodiscard]] bool hasKeychain() const;
    [[nodiscard]] EnvironmentState presentEnvironment() const;
    /// Why a configuration cannot be tried now: its variables have no values. Empty where it can.
    [[nodiscard]] QString obstacleTo(const ClientConfig &config) const;
};

} // namespace fuseboard
