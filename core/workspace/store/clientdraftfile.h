// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "config/json/jsonvalue.h"
#include "workspace/store/requestdraftfile.h"

namespace fuseboard {

// The settings of a client, or edits of environments, while somebody edits them, as a tree of JSON whose values may be
// wrong yet.

/// Without any secret: texts of secret fields and under names that say so, and credentials in URLs, are emptied;
/// numbers there become null. References and {{variables}} stay.
JsonValue withoutSecrets(JsonValue settings);
/// The reverse, for a draft of which the file is known: each value that is what withoutSecrets() leaves of the file's
/// is the file's again. One that somebody emptied cannot be told from these.
JsonValue withSecretsOf(const JsonValue &file, JsonValue draft);

/// Tells whether somebody else has changed a client since: a digest of all but its secrets.
QString versionOf(const JsonValue &settings);

QByteArray writeClientDraft(const KeptDraft &draft);
/// root: of the file. ConfigInvalid where it has no settings.
Result<KeptDraft> readClientDraft(const QString &key, const JsonValue &root);

/// What the settings of a draft say; null where they are no JSON.
JsonValue settingsOf(const KeptDraft &draft);

} // namespace fuseboard
