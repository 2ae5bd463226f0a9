// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

namespace fuseboard {

/// A file or folder name for something that a person named: lower-case ASCII letters, digits and single hyphens, at
/// most 60 characters, never a name that some file system reserves or that leads elsewhere, and none of those taken,
/// whatever their case. Where the name has no usable letter the fallback is taken. (K5)
QString makeSlug(const QString &name, const QStringList &taken, const QString &fallback);

/// A name for a workspace in that folder, after its own: in one line, at most 200 characters. The fallback where
/// nothing of it can be seen.
QString nameAfterFolder(const QString &folder, const QString &fallback);

/// Whether a name found on disk, or about to be used there, is safe on every file system: letters and digits of ASCII,
/// '-', '_' and '.' within, at most 100 characters, none that Windows reserves.
bool isSafeSlug(const QString &slug);

} // namespace fuseboard
