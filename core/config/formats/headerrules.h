// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace fuseboard {

/// Whether nothing of a secret stands in the value of a header that carries credentials: it is empty, or a reference to
/// the environment or {{variables}}, behind nothing but the name of a usual scheme ("Bearer {{token}}"); in a Cookie,
/// each of its values is ("sid={{session}}; lang={{lang}}").
bool isOnlyReference(const QString &name, const QString &value);

} // namespace fuseboard
