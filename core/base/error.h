// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/allowedvalues.h"
#include "base/errorkind.h"
#include "base/time.h"

#include <QList>
#include <QString>

#include <optional>

namespace fuseboard {

/// One fault of a configuration. Never holds a secret: the value of a secret field is left empty.
struct ConfigFault
{
    ErrorDetail detail = ErrorDetail::None;
    QString path; ///< "retry.max_retries", empty for the file as a whole
    QString value; ///< as written, shortened to 80 characters
    AllowedValues allowed; ///< what may stand there; Unknown where that says nothing
    int line = 0; ///< 1-based; 0 where unknown
    int column = 0; ///< 1-based, in characters; 0 where unknown

    friend bool operator==(const ConfigFault &, const ConfigFault &) = default;
};

/// A failure as facts. Words are made of it in the models layer; nothing here is for display.
struct Error
{
    ErrorKind kind = ErrorKind::Cancelled;
    ErrorDetail detail = ErrorDetail::None;
    int httpStatus = 0; ///< the last status seen, 0 where none
    bool paused = false; ///< of WaitTooLong: a pause that the server asked for is too long by itself, no token's wait
    QString subject; ///< host, file or field that it is about; redacted by whoever fills it
    QString value; ///< the offending value, redacted and at most 80 characters
    QString remark; ///< what the peer says of it, for people: one line of at most 200 characters, redacted as the value
    std::optional<Duration> limit; ///< the deadline, range or cap that was hit
    std::optional<Duration> wait; ///< how long until another try makes sense
    std::optional<qint64> bytes; ///< the size limit that was hit
    std::optional<int> count; ///< failures, waiters, redirects or attempts, as the detail says
    QList<ConfigFault> faults; ///< all of them, for ConfigInvalid
    QList<ConfigFault> warnings; ///< what was found beside the faults and would not prevent the use

    Error() = default;
    explicit Error(ErrorKind k, ErrorDetail d = ErrorDetail::None, QString s = {})
        : kind(k)
        , detail(d)
        , subject(std::move(s))
    {
    }

    friend bool operator==(const Error &, const Error &) = default;
};

/// Whether the same request would fail in the same way again, because of what the peer is or says and not by the luck
/// of the network: a bad certificate, a server that is no HTTP server, an answer whose head cannot be read. False where
/// that is not known.
[[nodiscard]] bool isDeterministic(const Error &error);

QDebug operator<<(QDebug debug, const Error &error);

} // namespace fuseboard
