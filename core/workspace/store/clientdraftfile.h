// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "config/json/jsonvalue.h"
#include "workspace/store/requestdraftfile.h"

namespace fuseboard {

// The settings of a client, or edits of environments, while somebody edits them, as a tree of JSON whose values may be
// wrong yet.

/// Without any secret: texts of secret fields and under names that say so, credentials in URLs, and what may be a
/// secret by mistake (drafttext.h) are emptied; numbers there become null. So is a text with a secret in it that stands
/// in another field, or is one of those typed for the store. References and {{variables}} stay.
JsonValue withoutSecrets(JsonValue settings, const QStringList &typed = {});
/// The reverse, for a draft of which the file is known: each value that is what withoutSecrets() leaves of the file's
/// is the file's again. One that somebody emptied cannot be told from these.
JsonValue withSecretsOf(const JsonValue &file, JsonValue draft);

/// The paths of the fields that are no secrets, and yet have lost something of what the settings said.
QStringList lostFields(const JsonValue &settings, const JsonValue &kept);

/// Tells whether somebody else has changed a client since: a digest of all but its secrets.
QString versionOf(const JsonValue &settings);

QByteArray writeClientDraft(const KeptDraft &draft);
/// root: of the file. ConfigInvalid where it has no settings.
Result<KeptDraft> readClientDraft(const QString &key, const JsonValue &root);

/// What the settings of a draft say; null where they are no JSON.
JsonValue settingsOf(const KeptDraft &draft);

} // namespace fuseboard
