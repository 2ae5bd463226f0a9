// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

namespace fuseboard {

/// Names of header fields that requests carry, in the order in which they are offered.
QStringList headerNames();

/// Usual values of a header field, its name in any case; empty where there is nothing to offer.
QStringList headerValues(const QString &name);

} // namespace fuseboard
