// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/document.h"
#include "config/environmentconfig.h"

namespace fuseboard {

/// Reads an environment from JSON text, with all faults and warnings that it has, as readClientConfig() does. Its
/// parent is not looked at: environmentFaults() knows the others.
Result<Document<EnvironmentConfig>> readEnvironmentConfig(const QByteArray &json);

/// JSON text in the manner of writeClientConfig(). The values of secrets are never in it.
QByteArray writeEnvironmentConfig(const EnvironmentConfig &environment);

/// Every fault of an environment that did not come from a file.
QList<ConfigFault> validate(const EnvironmentConfig &environment);

} // namespace fuseboard
