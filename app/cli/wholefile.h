// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

namespace fuseboard {

/// Writes a file whole or not at all; empty when that went well, else the system's reason. What is there and no regular
/// file, as a device or a pipe, is written into: a new file must never take its place.
QString problemOfKeeping(const QByteArray &content, const QString &name);

/// Whether a new file may take the place of what is there: not of a device or a pipe.
bool isReplaceable(const QString &name);

/// Whether that would go well by all that can be known beforehand: empty, or the system's reason. Leaves nothing
/// behind.
QString problemOfPlace(const QString &name);

} // namespace fuseboard
