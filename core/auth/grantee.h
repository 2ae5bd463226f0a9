// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/authconfig.h"

#include <QString>

namespace fuseboard {

/// Whom a server grants tokens by this configuration, and for what, as 32 digits in hex: the same for the same one, and
/// telling nothing of it. refreshToken: the one that is configured, where it makes a difference.
[[nodiscard]] QString granteeFingerprint(const AuthConfig &auth, const QString &refreshToken = {});
/// As it was before the audience, the extra parameters and the grant were a part of it.
[[nodiscard]] QString formerGranteeFingerprint(const AuthConfig &auth, const QString &refreshToken = {});

/// Whether a refresh token that a server grants to one of them is good for the other.
[[nodiscard]] bool isSameGrantee(const AuthConfig &one, const AuthConfig &other);

} // namespace fuseboard
