// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/environmentchoice.h"
#include "cli/terminal.h"
#include "config/clientconfig.h"
#include "workspace/anyfile.h"

#include <optional>

namespace fuseboard {

/// Reads the client that a command is to use, with the values of its environment, and tells what stands in the way:
/// in sentences on standard error, and where asked for as a JSON object on standard output.
class ClientReading final
{
public:
    struct Source
    {
        QString clientFile;
        QString environment; ///< as by --env
        bool json = false;
    };

    ClientReading(Terminal &terminal, Source source);

    /// To be called once. Nothing where the client cannot be used, which was told then. Warnings are told too.
    std::optional<ClientConfig> read();
    /// The variables that gave it values, for whatever else is sent.
    [[nodiscard]] const VariableScope &scope() const { return m_scope; }

    /// Whether the environment variables that give a configuration its secrets are set; tells which are not.
    bool hasSecretsOf(const ClientConfig &config, const QString &file);
    /// A bad configuration: its faults, with advice for variables.
    void tell(const Error &error, const QString &file);
    /// What somebody has named, and there is not; with a sentence that says more.
    void tellMissing(const QString &name, const QString &sentence);

private:
    bool readScope();
    /// Whether each secret in the keychain has an environment variable to itself; tells which have none.
    bool hasOwnVariables(const ClientConfig &config, const QString &file);
    void tell(const Error &error, const QStringList &sentences, const QString &text);

    Terminal &m_terminal;
    Source m_source;
    EnvironmentChoice m_choice;
    VariableScope m_scope;
};

} // namespace fuseboard
