// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/authconfig.h"

#include <QString>

namespace fuseboard {

/// Whether the Authenticator of these credentials takes the place of a header of that name, in any case. Cookies of its
/// own are added to those that are there.
[[nodiscard]] bool replacesHeader(const AuthConfig &auth, const QString &name);

} // namespace fuseboard
