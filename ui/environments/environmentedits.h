// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/json/jsonvalue.h"
#include "environments/environmentsedit.h"

namespace fuseboard {

/// Edits of environments that an earlier run has left, in the environments as they are now.
struct RestoredEnvironments
{
    QList<EnvironmentDraft> drafts;
    QStringList typed; ///< names of variables whose secrets were typed, and are kept nowhere
};

/// Of what an earlier run has lost of a draft: names of variables that were not typed again. base: null for a new one.
QStringList stillLost(const EnvironmentDraft &draft, const Environment *base);

/// Those of the drafts that differ from the base, as a tree; null where none does. It holds no secrets.
JsonValue editsTree(const QList<Environment> &base, const QList<EnvironmentDraft> &drafts);
/// The reverse, on what is there now: what was not edited is taken from there, and so is the secret text of what was.
RestoredEnvironments restoredEdits(const QList<Environment> &present, const JsonValue &tree);

} // namespace fuseboard
