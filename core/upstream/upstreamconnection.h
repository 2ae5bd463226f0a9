// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/scheduler.h"
#include "upstream/httpdatecache.h"
#include "upstream/httprequestparser.h"
#include "upstream/responder.h"

#include <QObject>

class QTcpSocket;

namespace fuseboard {

/// One connection of the demo upstream: requests in their order, one answer at a time, however it is to be played.
class UpstreamConnection final : public QObject
{
    Q_OBJECT

public:
    /// Takes the socket.
    UpstreamConnection(QTcpSocket *socket, Responder &responder, Scheduler &scheduler, HttpDateCache &date,
                       QObject *parent = nullptr);
    ~UpstreamConnection() override;

    /// Since when nothing was read and nothing written.
    [[nodiscard]] MonotonicTime quietSince() const { return m_quietSince; }
    /// Ends it; a request that began and did not end is told 408.
    void expire();
    /// Plays a server of another protocol that speaks first: says this, and closes at the first bytes it hears.
    void greet(const QByteArray &greeting);
    void serve();

Q_SIGNALS:
    /// It is over; the object may be deleted from the event loop.
    void closed();

private:
    enum class Mode { Greeted, Reading, Delayed, Dripping, Streaming, Draining, Over };

    bool readMore();
    void serveRequests();
    void begin(UpstreamAnswer answer);
    void refuse(int status);
    void play();
    void drip();
    void stream();
    void endAnswer();
    void flush();
    void onDisconnected();
    void onBytesWritten();

    QTcpSocket &m_socket;
    Responder &m_responder;
    Scheduler &m_scheduler;
    HttpDateCache &m_date;
    HttpRequestParser m_parser;
    QByteArray m_out; // answers that wait for one common write
    UpstreamAnswer m_answer; // the one that takes time
    QByteArray m_wire;
    qsizetype m_sent = 0; // of m_wire, while dripping
    bool m_keepAlive = true;
    bool m_serving = false;
    Mode m_mode = Mode::Reading;
    TimerHandle m_timer;
    MonotonicTime m_quietSince;
};

} // namespace fuseboard
