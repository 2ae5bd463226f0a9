// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/clientconfig.h"
#include "http/networkoptions.h"

namespace fuseboard {

/// How the transport of a client connects by its configuration. The password of its proxy is there where it is written
/// in the file or stands in an environment variable. One in a keychain is for the owner of the transport to look up,
/// under "proxy.password"; until it is there, and where a variable is not set, fault is AuthFailed/SecretMissing.
[[nodiscard]] NetworkOptions connectionOptions(const ClientConfig &config);

} // namespace fuseboard
