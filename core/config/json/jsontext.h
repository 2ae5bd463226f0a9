// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/json/jsonvalue.h"

#include <QByteArray>

namespace fuseboard {

/// In one line, without spaces.
QByteArray compactJson(const JsonValue &value);

/// With two spaces and a newline at the end.
QByteArray indentedJson(const JsonValue &value);

} // namespace fuseboard
