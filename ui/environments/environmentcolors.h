// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/palette.h"
#include "config/environmentconfig.h"

namespace fuseboard {

/// Fills and lines of an environment. Its name always stands beside.
ColorRole fillRole(EnvironmentColor color);

} // namespace fuseboard
