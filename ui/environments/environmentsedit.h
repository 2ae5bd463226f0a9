// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/environmentconfig.h"
#include "models/variabletablemodel.h"

#include <QStringList>

namespace fuseboard {

/// What somebody made of the environments of a workspace.
struct EnvironmentsEdit
{
    QList<Environment> environments; ///< all that there are now
    QStringList removed; ///< slugs of those that are gone
    QList<SecretEdit> secrets;
    QStringList slugs; ///< of the drafts, in their order
};

/// An environment while it is edited.
struct EnvironmentDraft
{
    Environment environment; ///< its variables are in rows; the slug of a new one is found when it is saved
    QList<VariableTableModel::Row> rows;
    bool isNew = false;
    bool isOvertaken = false; ///< an earlier run began it from what somebody else has changed since
    QStringList typedBefore{}; ///< names of variables whose secrets an earlier run has lost

    [[nodiscard]] Environment edited() const
    {
        Environment result = environment;
        result.config.variables = VariableTableModel::variablesOf(rows);
        return result;
    }
    /// Secrets that were read from the store to be looked at: those that were written stay, and none is shown.
    void forgetReadSecrets();
};

/// For one more: the name, with a number behind it where one of them has it.
QString freeNameAmong(const QList<EnvironmentDraft> &drafts, const QString &name);

/// The edit that leads from the environments before to these drafts. New ones get a slug that is not taken; parents
/// follow.
EnvironmentsEdit editOf(const QList<Environment> &before, QList<EnvironmentDraft> drafts, const QStringList &taken);

} // namespace fuseboard
