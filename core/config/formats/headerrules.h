// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace fuseboard {

/// What the rules of base/headersyntax.h allow, for faults.
QString allowedHeaderName();
QString allowedHeaderValue();

} // namespace fuseboard
