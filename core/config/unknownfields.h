// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>

namespace fuseboard {

/// Fields of a section that this version does not know. Kept, so that a newer version's file survives a round trip.
using UnknownFields = QJsonObject;

} // namespace fuseboard
