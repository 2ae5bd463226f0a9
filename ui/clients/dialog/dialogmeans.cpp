// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/dialogmeans.h"

#include "auth/secretstorestatus.h"
#include "explorer/sendingmeans.h"
#include "models/errorwording.h"
#include "models/variablewording.h"
#include "variables/clientsubstitution.h"

namespace fuseboard {

bool DialogMeans::hasKeychain() const
{
    return !secretStore || secretStore->state() != SecretStoreState::Absent;
}

EnvironmentState DialogMeans::presentEnvironment() const
{
    return environment ? environment() : EnvironmentState();
}

QString DialogMeans::obstacleTo(const ClientConfig &config) const
{
    const EnvironmentState present = presentEnvironment();
    if (!hasVariables(config))
        return {};
    if (present.isOpening)
        return SendingMeans::tr("The secrets of this environment are still being read. Send again in a moment.");
    const auto effective = effectiveConfig(config, present.scope);
    if (effective)
        return {};
    QStringList said{wording::sentence(effective.error())};
    if (const QString advice = wording::missingVariablesAdvice(effective.error(), present.all); !advice.isEmpty())
        said << advice;
    return said.join(QLatin1Char(' '));
}

} // namespace fuseboard
