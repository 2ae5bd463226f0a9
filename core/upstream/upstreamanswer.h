// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"

#include <QByteArray>

#include <optional>

namespace fuseboard {

/// How the demo upstream answers one request: what it says, when, how fast, and what becomes of the connection.
struct UpstreamAnswer
{
    enum class After {
        Keep, ///< unless the peer asked to close
        Close,
        Reset, ///< RST instead of FIN
        Hang, ///< says nothing more and keeps the connection
    };

    int status = 200;
    QByteArray headers; ///< whole lines, each with its CRLF, without those that are written anyway
    QByteArray contentType = "application/json";
    QByteArray body;
    qint64 filler = 0; ///< further bytes of body, made while they are sent
    std::optional<qint64> announced; ///< the Content-Length, where it shall not be the truth
    QByteArray before; ///< bytes ahead of the head: an interim answer
    std::optional<QByteArray> raw; ///< sent instead of all of the above
    Duration delay{}; ///< until the first byte
    qsizetype piece = 0; ///< sends so many bytes at a time; 0 = all
    Duration pause{}; ///< between pieces
    After after = After::Keep;

    /// {"error": reason} with a status.
    static UpstreamAnswer problem(int status, const char *reason);
    static UpstreamAnswer json(QByteArray body, int status = 200);
};

/// Bytes that a whole answer without filler has on the wire; date is an HTTP-date.
QByteArray serializeAnswer(const UpstreamAnswer &answer, const QByteArray &date, bool headOnly, bool keepAlive);

/// 204 and 304: whatever the answer holds, no byte of it is sent.
bool carriesNoBody(int status);

/// "Not Found"; "Unknown" for a status without a name.
QByteArrayView reasonPhrase(int status);

} // namespace fuseboard
