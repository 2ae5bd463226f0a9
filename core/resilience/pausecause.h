// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "resilience/quotanote.h"

#include <QByteArray>

#include <optional>

namespace fuseboard {

/// How an answer asks for a pause.
enum class PauseSource {
    RetryAfter, ///< says how long, in a Retry-After field
    QuotaUsedUp, ///< says that nothing remains of a quota, and when that changes
    Unnamed, ///< 429 and no field that says how long, none that can be used, or none that is obeyed (D9)
};

/// Which answer asked for a pause, and in which words.
struct PauseCause
{
    PauseSource source = PauseSource::RetryAfter;
    int status = 0; ///< of the answer
    QByteArray header; ///< the field that says how long; of Unnamed the one that is not obeyed, if any
    QByteArray value; ///< of that field, redacted, at most 80 bytes
    std::optional<QuotaRemark> remark{}; ///< what that answer said and was ignored, the value as above; the first one

    friend bool operator==(const PauseCause &, const PauseCause &) = default;
};

} // namespace fuseboard
