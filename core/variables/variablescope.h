// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/redactor.h"
#include "base/result.h"
#include "config/environmentconfig.h"

#include <QMap>
#include <QStringList>

#include <optional>

namespace fuseboard {

/// The variables that an environment has, its own and those of its parents. A value. Without an environment there are
/// none.
class VariableScope
{
public:
    /// A variable, and the environment that gives it its value.
    struct Entry
    {
        Variable variable;
        QString slug;
        QString environment; ///< name
        std::optional<Result<QString>> secret; ///< of a secret, once it was looked up
        std::optional<QString> captured{}; ///< in the place of all that; taken as it is
    };

    VariableScope() = default;
    /// The nearest environment that has a name gives it its value. An unknown slug has no variables.
    VariableScope(const QList<Environment> &environments, const QString &slug);

    /// Null where no environment of the chain has it.
    [[nodiscard]] const Entry *find(const QString &name) const;
    /// In alphabetical order.
    [[nodiscard]] QStringList names() const { return m_entries.keys(); }

    /// What a look-up found. A trailing line break goes, as it comes from pasting; other control characters are
    /// AuthFailed/SecretUnusable. So is a value from the process that holds "${": it would seem to mean another one
    /// (A23).
    void setSecret(const QString &name, const Result<QString> &value);
    /// A value from an answer, for as long as the scope lives: it takes the place of what the environment has.
    void capture(const QString &name, const QString &value);
    /// The values of all secrets that are known: for redactors. Captured ones are, where the variable is a secret.
    [[nodiscard]] QStringList secretValues() const;
    /// Knows all of them.
    [[nodiscard]] Redactor redactor() const;

private:
    QMap<QString, Entry> m_entries;
};

} // namespace fuseboard
