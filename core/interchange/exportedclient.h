// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/clientconfig.h"
#include "variables/variablescope.h"

namespace fuseboard {

/// A client as it is exported from an environment: with the values of its variables, but for secrets. Exporters write
/// references for the client's own secrets, so that variables in their places need no value.
class ExportedClient final
{
public:
    /// scope: without the values of secrets.
    ExportedClient(const ClientConfig &written, VariableScope scope);

    /// As written where there are faults.
    [[nodiscard]] const ClientConfig &config() const { return m_config; }
    /// What stands in the way of variables that somebody would see.
    [[nodiscard]] const QList<ConfigFault> &faults() const { return m_faults; }
    /// Variables that stay because they are secrets, and where: value and path.
    [[nodiscard]] const QList<ConfigFault> &secrets() const { return m_secrets; }

private:
    ClientConfig m_config;
    QList<ConfigFault> m_faults;
    QList<ConfigFault> m_secrets;
};

} // namespace fuseboard
