// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

namespace fuseboard::wording {

/// What a place of a file takes, in words for "allowed is …": "0 … 1000", "header | query | body", "at most timeout".
/// Numbers and words are as a file holds them. Empty where nothing is known.
QString allowedText(const AllowedValues &allowed);

/// The same for a fault, with the type in front where that is what is wrong: "number, 0.1 … 3600".
QString allowedText(const ConfigFault &fault);

} // namespace fuseboard::wording
