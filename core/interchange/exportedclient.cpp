// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/exportedclient.h"

#include "variables/clientsubstitution.h"

#include <algorithm>
#include <array>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// Whether an exporter writes a reference there, whatever it holds.
bool isSecretField(const QString &path)
{
    static constexpr std::array fields{"auth.token"_L1, "auth.password"_L1, "auth.client_secret"_L1,
                                       "auth.refresh_token"_L1};
    return std::find(fields.begin(), fields.end(), path) != fields.end() || path.startsWith("auth.custom_headers."_L1)
        || path.startsWith("auth.custom_params."_L1);
}

} // namespace

ExportedClient::ExportedClient(const ClientConfig &written, VariableScope scope)
    : m_config(written)
{
    const auto first = effectiveConfig(written, scope);
    for (const ConfigFault &fault : first ? QList<ConfigFault>() : first.error().faults) {
        const bool isSecret = fault.detail == ErrorDetail::SecretMissing;
        if (isSecret || isSecretField(fault.path))
            scope.capture(fault.value, u"{{%1}}"_s.arg(fault.value));
        if (!isSecretField(fault.path))
            (isSecret ? m_secrets : m_faults).append(fault);
    }
    if (!m_faults.isEmpty())
        return;
    if (auto effective = effectiveConfig(written, scope))
        m_config = std::move(effective).value();
    else
        m_faults = effective.error().faults;
}

} // namespace fuseboard
