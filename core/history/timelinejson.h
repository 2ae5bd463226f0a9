// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/timeline.h"

#include <QByteArray>

namespace fuseboard {

// A call's story as it is kept: compact JSON, spans in nanoseconds, defaults left out. It comes back as it was.

QByteArray timelineToJson(const Timeline &timeline);
/// What cannot be read gives an empty one; entries of unknown kinds are left out.
Timeline timelineFromJson(const QByteArray &json);

/// [["Name", "value"], …]
QByteArray headersToJson(const Headers &headers);
Headers headersFromJson(const QByteArray &json);

} // namespace fuseboard
