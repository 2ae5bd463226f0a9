// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "variables/variablescope.h"

#include <QStringList>

namespace fuseboard {

/// The environment that somebody has chosen for the client of a file: by the file of one, or by the name of one in the
/// workspace that the client belongs to, which is environments/<name>.json beside clients/. Its parents are in the same
/// folder. A value.
class EnvironmentChoice
{
public:
    /// environment: empty where none was chosen.
    EnvironmentChoice(QString environment, const QString &clientFile);

    /// Why the name means no environment, and which there are: a sentence. Empty where it means one, or is a file.
    [[nodiscard]] QString problemOfName() const;
    /// Its variables, none without an environment. Errors name the file in their subject. Secrets of the process are
    /// looked up; those in a keychain are out of reach here, and missing.
    [[nodiscard]] Result<VariableScope> scope() const;
    /// The same without any secret.
    [[nodiscard]] Result<VariableScope> scopeWithoutSecrets() const;
    /// What to do about variables of that scope that have no value, where these faults are of such: a sentence each.
    [[nodiscard]] QStringList advice(const QList<ConfigFault> &faults, const VariableScope &scope) const;

private:
    [[nodiscard]] bool isFile() const;
    [[nodiscard]] QString path() const;
    [[nodiscard]] QString adviceForMissing() const;

    QString m_environment;
    QString m_clientFile;
    QString m_workspace; // folder; empty where the client is in none
    QStringList m_names; // of the workspace's environments
};

} // namespace fuseboard
