// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/json/jsonvalue.h"
#include "models/config/fieldinfo.h"

namespace fuseboard {

/// What was typed into one line, as the file would hold it: what cannot be understood stays text, for the rules of the
/// file to refuse. Null for nothing. Numbers may be written as in the file or as in the user's language.
JsonValue typedValue(FieldKind kind, const QString &text);

/// The same way back: the line that shows a value.
QString typedText(FieldKind kind, const JsonValue &value);

} // namespace fuseboard
