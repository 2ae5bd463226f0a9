// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/scheduler.h"

namespace fuseboard {

Scheduler::~Scheduler() = default;

} // namespace fuseboard
