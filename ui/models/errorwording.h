// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "resilience/breakerstate.h"

#include <QString>
#include <QStringList>

namespace fuseboard::wording {

/// What is known around an error and makes its sentence better. All of it may be missing.
struct ErrorContext
{
    QString client; ///< name of the client whose circuit or limiter refused
    std::optional<WallTime> at; ///< when the error came, where its wait begins: "at 14:05:10" is added to waits
    bool onCommandLine = false; ///< no settings and no keychain are at hand
    std::optional<BreakerTrip> trip = {}; ///< what opened the circuit that refused
    bool mayBeCarriedOut = false; ///< as mayBeCarriedOut() knows it: trying again is not all that can be said
};

/// What happened and what to do about it: one or two whole sentences, plain text on one line. The faults of a
/// configuration follow one another; use faultSentences() for one line each.
QString sentence(const Error &error, const ErrorContext &context = {});

/// Why a file of the workspace could not be saved, and what to do: where that is other than for a file to be read.
QString saveFailure(const Error &error);

/// Two or three words: "Connection refused", "Circuit open". For pills, lists and titles.
QString title(const Error &error);
QString title(ErrorKind kind);

/// Tells an HTTP status: "404 Not Found"; the server's own phrase is not used (G25).
QString statusText(int status);
/// What a status that means failure suggests to do; empty for those below 400.
QString statusAdvice(int status);

/// "retry.max_retries is -1; allowed is 0 … 1000 (line 12, column 20)."
QString sentence(const ConfigFault &fault);
/// One sentence for each fault, or the one of a file that cannot be read at all, each with the file's name before it
/// when given.
QStringList faultSentences(const Error &error, const QString &file = {});

} // namespace fuseboard::wording
