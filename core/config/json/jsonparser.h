// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/json/jsonsource.h"
#include "config/json/jsonvalue.h"

namespace fuseboard {

/// The deepest nesting that is read.
constexpr int maxJsonDepth = 64;

/// The largest number of values in one text: far above any configuration, far below what would exhaust memory.
constexpr int maxJsonValues = 200'000;

/// A parsed text. It is only worth reading on when it is complete; repeated names are faults of a complete text.
struct ParsedJson
{
    JsonValue root;
    bool complete = false;
    QList<ConfigFault> faults;
};

/// Parses a text. NaN, Infinity and numbers beyond a double become numbers that no range allows, so that whoever reads
/// the field names it with its range, and every such fault of a text is found in one pass. A fault of syntax shows no
/// piece of the text but punctuation and common mistakes for a literal ("True"), so that it cannot show a secret. That
/// of a comma is where the comma is, with what closes behind it as allowed; or where one has to be, with a comma and
/// what follows it as allowed.
ParsedJson parseJson(const JsonSource &source);

} // namespace fuseboard
