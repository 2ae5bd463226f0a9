// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/environmentfile.h"

#include "config/configfile.h"
#include "config/configreader.h"
#include "config/fields/configfields.h"

namespace fuseboard {

Result<Document<EnvironmentConfig>> readEnvironmentConfig(const QByteArray &json)
{
    if (json.size() > maxConfigBytes)
        return tooBigConfig();
    return readDocument(json, environmentFields());
}

QByteArray writeEnvironmentConfig(const EnvironmentConfig &environment)
{
    return writeDocument(environment, environmentFields());
}

QList<ConfigFault> validate(const EnvironmentConfig &environment)
{
    return faultsOf(environment, environmentFields());
}

} // namespace fuseboard
