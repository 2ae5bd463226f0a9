// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/loopbackserver.h"

#include <QByteArray>
#include <QList>

#include <chrono>
#include <functional>

namespace fuseboard {

/// What a LoopbackServer does to one peer, step after step: a value that fits into a row of a table.
///
///     Toxic().send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf").pause(20ms).reset()
class Toxic
{
public:
    Toxic &send(const QByteArray &bytes);
    /// A head with these fields and the empty line, and what follows it.
    Toxic &answer(const QByteArray &fields, const QByteArray &body = {}, const QByteArray &status = "200 OK");
    Toxic &pause(std::chrono::milliseconds span);
    /// In pieces, one each interval; the next step comes behind the last one.
    Toxic &drip(const QByteArray &bytes, qsizetype piece, std::chrono::milliseconds interval);
    /// The same bytes again and again, as fast as the peer takes them, until it goes. No step follows.
    Toxic &flood(const QByteArray &bytes);
    /// FIN behind what was written.
    Toxic &close();
    /// FIN in our direction; the peer may go on.
    Toxic &halfClose();
    /// RST behind what was written.
    Toxic &reset();
    /// Lets the peer's window fill up.
    Toxic &deafen();

    void play(LoopbackConnection &connection) const;
    /// On each whole request.
    void playOnRequests(LoopbackServer &server) const;
    /// On each connection, before anything is read from it; whole requests stay without an answer.
    void playOnConnections(LoopbackServer &server) const;

private:
    using Next = std::function<void()>;
    using Step = std::function<void(LoopbackConnection &, const Next &)>;

    Toxic &then(std::function<void(LoopbackConnection &)> act);
    void playFrom(qsizetype index, LoopbackConnection &connection) const;

    QList<Step> m_steps;
};

} // namespace fuseboard
