// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "workspace/requestconfig.h"

#include <QStringList>

namespace fuseboard {

/// What became of the secrets of a draft, which its file does without.
enum class DraftSecrets {
    None, ///< It had none.
    OfTheFile, ///< All stand in the file that it is an edit of.
    OfItsOwn, ///< Some stand nowhere any more.
};

/// A request while somebody writes it, or a client's settings, as they are kept over a crash.
struct KeptDraft
{
    QString key; ///< chosen by whoever keeps it, of letters, digits and "-"; one for each open tab
    QString client{}; ///< the slug of the client that it is sent by
    QString path{}; ///< of the request in the workspace that it is an edit of; empty for a new one
    RequestConfig config{};
    RequestConfig file{}; ///< that request, as it is kept now; only for writing the draft
    DraftSecrets secrets = DraftSecrets::None; ///< of a request: only of one that was read
    QString base{}; ///< versionOf() that request, as it was when the edit began; empty where that is not known
    QByteArray settings{}; ///< of a client or environments, whose draft has no request: a tree as JSON, right or wrong
    QStringList typed{}; ///< the paths of its secrets that were typed for the keychain: what was typed is not kept

    friend bool operator==(const KeptDraft &, const KeptDraft &) = default;
};

/// Tells whether somebody else has changed a request since: a digest of all but its name and its secrets.
QString versionOf(const RequestConfig &config);

/// Without any secret: plain ones of its own credentials, and what stands under a name that says so in headers,
/// parameters, forms, the query of its path, its body, the variables of its query, and what its tests compare with, are
/// emptied; numbers in JSON become null. References and {{variables}} stay, and so do "code", "key" and "pass" in JSON,
/// where they are rarely secrets.
RequestConfig withoutSecrets(RequestConfig config);
/// The reverse, for a draft of which the file is known: each row, text and value that is what withoutSecrets() leaves
/// of the file's is the file's again. One that somebody emptied cannot be told from these.
RequestConfig withSecretsOf(const RequestConfig &file, RequestConfig draft);
/// Whether secrets of a draft that was read are neither in it nor in that file; without one where that has gone.
bool lacksSecrets(const KeptDraft &draft, const std::optional<RequestConfig> &file);

/// The text of its file, without secrets. A draft need not be valid: faults are for when it is saved.
QByteArray writeDraft(const KeptDraft &draft);
/// As it was written, also where a request's file could not hold it. ConfigInvalid where it is no draft at all.
Result<KeptDraft> readDraft(const QString &key, const QByteArray &json);

} // namespace fuseboard
