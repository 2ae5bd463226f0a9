// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace fuseboard {

/// A token of RFC 9110 5.6.2. (S03)
bool isHeaderName(const QString &name);

/// One that only the transport may write, because it frames the message or is about the connection. (A14)
bool isTransportHeader(const QString &name);

/// Without control characters but tabs, and without blanks at its ends. (S02)
bool isHeaderValue(const QString &value);

/// What the three allow, for faults.
QString allowedHeaderName();
QString allowedHeaderValue();

} // namespace fuseboard
