// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientevent.h"
#include "client/clientmetrics.h"

#include <QString>

namespace fuseboard::wording {

/// The bold line of an event: "Breaker opened", "Rate limited".
QString title(const ClientEvent &event);
/// The figures below it: "12 failures · next probe in 60 s"; may be empty.
QString detail(const ClientEvent &event);

/// The same as a whole sentence with reason, figure and end, for a terminal: "The breaker opened after 12 failures in a
/// row: nothing is sent until 14:05:25, then a probe may pass."
QString sentence(const ClientEvent &event);

/// How a call ended: "succeeded", "failed", "refused", "cancelled".
QString word(CallOutcome outcome);

} // namespace fuseboard::wording
