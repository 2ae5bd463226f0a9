// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/errorkind.h"
#include "client/clientevent.h"
#include "common/icons.h"
#include "common/tone.h"
#include "models/clienthealth.h"
#include "resilience/breakercore.h"

#include <optional>

namespace fuseboard {

// Icons and colours of meanings. The words for them are made in ui/models.

/// Fills and lines.
ColorRole fillRole(Tone tone);
/// Text on surfaces and on the soft fill.
ColorRole textRole(Tone tone);
ColorRole softRole(Tone tone);

Tone toneOf(BreakerState state);
Tone toneOf(ClientHealth health);
Tone toneOf(EventKind kind);
/// Of a call that ended with it: warning where our own policies refused it, which is what they are for.
Tone toneOf(ErrorKind kind);
/// 2xx success, 3xx accent, 4xx warning, 5xx danger, anything else neutral.
Tone toneOfStatus(int status);

/// So that a state is never told by colour alone.
IconId glyphOf(BreakerState state);

ColorRole methodRole(const QByteArray &method);

} // namespace fuseboard
