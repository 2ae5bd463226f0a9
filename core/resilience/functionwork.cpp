// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/functionwork.h"

namespace fuseboard {

FunctionWork::~FunctionWork() = default;

} // namespace fuseboard
