// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/authconfig.h"

#include <QStringList>

namespace fuseboard {

/// The fields of auth that a type and, for OAuth 2.0, a grant use: their paths. No grant is the automatic choice.
QStringList authFieldsOf(AuthType type, std::optional<GrantType> grant);

/// Whether a configuration can be asked for a token by hand: OAuth 2.0, whatever its grant.
bool hasTokenToGet(const std::optional<AuthConfig> &auth);

} // namespace fuseboard
