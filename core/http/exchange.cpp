// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/exchange.h"

namespace fuseboard {

Exchange::~Exchange() = default;

} // namespace fuseboard
