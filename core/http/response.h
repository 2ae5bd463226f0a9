// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"
#include "http/headers.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <memory>
#include <optional>

namespace fuseboard {

/// The stages of one HTTP exchange, in their order.
enum class Phase { Queued, Connect, Tls, FirstByte, Download };

/// How long each stage took; empty where Qt does not let it be known: never an invented figure.
struct Phases
{
    std::optional<Duration> queued; ///< waiting for a free connection
    std::optional<Duration> connect; ///< name lookup and TCP; over TLS the handshake too, which Qt does not tell apart
    std::optional<Duration> tls; ///< handshake alone; empty below Qt's public interface
    std::optional<Duration> firstByte; ///< from request sent to the head of the answer
    std::optional<Duration> download; ///< from the head to the last byte
    std::optional<bool> reusedConnection; ///< known over TLS, and where a new connection was seen to open

    /// Whether more than half of that time, the exchange's, went into the wait for a connection of our own. Such a
    /// timeout says nothing of the server, which had no fair chance to answer (D8).
    [[nodiscard]] bool isMostlyQueued(Duration lasted) const { return queued && 2 * *queued > lasted; }

    friend bool operator==(const Phases &, const Phases &) = default;
};

class BodySpool;

enum class Protocol { Unknown, Http10, Http11, Http2 };

/// A body that went into a file.
struct FiledBody
{
    QString path; ///< as the call named it
    qint64 bytes = 0; ///< decoded

    friend bool operator==(const FiledBody &, const FiledBody &) = default;
};

/// A whole answer, whatever its status.
struct Response
{
    int status = 0;
    QByteArray reason; ///< reason phrase, as sent
    Headers headers;
    QByteArray body; ///< decoded; empty where it is in a file that the call named
    qint64 wireBytes = 0; ///< size of the body before decoding, -1 where unknown
    QUrl url; ///< what was asked, as it went over the wire
    Phases phases;
    Protocol protocol = Protocol::Unknown;
    std::optional<FiledBody> filedBody{}; ///< where the call wanted it in a file (CallOptions::bodyFile)
    /// What holds the bytes of body where they are on the disk (CallOptions::spool): a copy of body lives as long as
    /// that does. Null where they are in memory.
    std::shared_ptr<const BodySpool> spool{};

    /// Size of the decoded body, wherever it is.
    [[nodiscard]] qint64 bodyBytes() const { return filedBody ? filedBody->bytes : body.size(); }
};

} // namespace fuseboard
