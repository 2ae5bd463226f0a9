// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/secretlistmodel.h"
#include "workspace/workspace.h"

#include <QStringList>

namespace fuseboard {

/// Where secrets of a workspace may be in use.
struct SecretOwners
{
    QList<WorkspaceClient> clients;
    QList<Environment> environments;
    QStringList unreadClients; ///< slugs of those whose files cannot be read now: nobody knows what they use
    QStringList unreadEnvironments;
    QString workspaceId; ///< part of the keys
};

/// All secrets that a workspace uses, and then those that it was given once and uses no more. known: keys of secrets
/// that are perhaps in the store, as SecretKey::text(); those of other workspaces do not matter.
QList<SecretRow> secretRows(const SecretOwners &owners, const QStringList &known);

} // namespace fuseboard
