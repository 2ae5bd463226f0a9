// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "http/spoolplace.h"

namespace fuseboard {

/// Where answers go that are too large for memory: into the user's cache. What a crash has left there is removed
/// meanwhile, by a worker.
[[nodiscard]] SpoolPlace sweptSpool();

} // namespace fuseboard
