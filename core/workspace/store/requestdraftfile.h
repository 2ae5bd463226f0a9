// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "workspace/requestconfig.h"

namespace fuseboard {

/// A request while somebody writes it, as it is kept over a crash.
struct KeptDraft
{
    QString key; ///< chosen by whoever keeps it, of letters, digits and "-"; one for each open tab
    QString client{}; ///< the slug of the client that it is sent by
    QString path{}; ///< of the request in the workspace that it is an edit of; empty for a new one
    RequestConfig config{};

    friend bool operator==(const KeptDraft &, const KeptDraft &) = default;
};

/// Without any secret: plain ones of its own credentials, and what stands under a name that says so in headers,
/// parameters, forms, the query of its path, its body, the variables of its query, and what its tests compare with, are
/// emptied. References and {{variables}} stay.
RequestConfig withoutSecrets(RequestConfig config);

/// The text of its file. A draft need not be valid: faults are for when it is saved.
QByteArray writeDraft(const KeptDraft &draft);
/// What can be read of it. ConfigInvalid where it is no draft at all.
Result<KeptDraft> readDraft(const QString &key, const QByteArray &json);

} // namespace fuseboard
