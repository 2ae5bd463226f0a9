// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"

#include <QByteArrayView>

#include <optional>

namespace fuseboard {

/// An HTTP-date in one of the three forms of RFC 9110 5.6.7, in GMT; nothing else. The day of the week is not checked.
std::optional<WallTime> parseHttpDate(QByteArrayView text, WallTime wallNow);

} // namespace fuseboard
