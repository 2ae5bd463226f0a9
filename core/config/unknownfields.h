// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>

namespace fuseboard {

/// Fields of a section that this version does not know: name and JSON text of the value, in the file's order. Kept, so
/// that a newer version's file survives a round trip. (K16)
using UnknownFields = QList<QPair<QString, QByteArray>>;

} // namespace fuseboard
