// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace fuseboard {

// What of a text may be a secret, and is in no draft.

/// {{variables}} and "${env:…}": what stands for a secret and is none.
bool standsForSecret(QStringView value);
/// Without the values of items of its query whose names say that they are secrets.
QString withoutSecretItems(const QString &path);
/// Without "ann:password@" of "https://ann:password@host/path".
QString withoutUserInfo(const QString &url);

} // namespace fuseboard
