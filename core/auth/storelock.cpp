// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/storelock.h"

namespace fuseboard {

StoreLock::Hold::~Hold() = default;

StoreLock::~StoreLock() = default;

} // namespace fuseboard
