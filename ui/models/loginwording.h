// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/loginpages.h"

namespace fuseboard::wording {

/// What the browser says after a sign-in: the one page of this program that a browser shows.
LoginPages loginPages();

} // namespace fuseboard::wording
