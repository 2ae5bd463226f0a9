// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/clientconfig.h"

namespace fuseboard {

/// Every member of every struct differs from its default. tst_configwriter counts them.
ClientConfig everyFieldChanged();

} // namespace fuseboard
