// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"

#include <QByteArray>

namespace fuseboard {

/// A moment as HTTP writes it: "Sun, 06 Nov 1994 08:49:37 GMT". (RFC 9110 5.6.7)
QByteArray httpDate(WallTime moment);

} // namespace fuseboard
