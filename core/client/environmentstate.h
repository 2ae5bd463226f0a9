// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/environmentconfig.h"
#include "variables/variablescope.h"

#include <QHash>

namespace fuseboard {

/// The environment in which requests are sent now. A value.
struct EnvironmentState
{
    Environment environment; ///< an empty slug for none
    VariableScope scope;
    bool isOpening = false; ///< its secrets are still being read, and nothing should be sent by hand
    QHash<QString, Error> blocked; ///< clients whose variables have no usable values and which send nothing, by id
    QHash<QString, QString> blockedUrls{}; ///< their base URLs, as they are written
    QList<Environment> all{}; ///< this one and the others, one of which may have the values

    [[nodiscard]] bool isNone() const { return environment.slug.isEmpty(); }
};

} // namespace fuseboard
