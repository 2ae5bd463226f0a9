// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How an exchange ends, and what cuts it short.

#include "http/networkexchange.h"

#include "http/lanepool.h"
#include "http/networkerrors.h"

#include <QNetworkReply>

#include <memory>

namespace fuseboard {

TimerHandle NetworkExchange::deadline(ErrorKind kind, Duration limit)
{
    const MonotonicTime due = m_scheduler.now() + limit;
    return m_scheduler.after(limit, [this, kind, limit, due] {
        Error error(kind);
        error.limit = limit;
        error.httpStatus = m_reader.status();
        const bool isForQueue = goesFirst() ? m_clock.isInQueue() : phases().isMostlyQueued(m_limits.attemptTimeout);
        if (m_scheduler.now() - due >= sleptLateness)
            error.detail = ErrorDetail::EndedAsleep;
        else if (kind == ErrorKind::AttemptTimeout && isUnsent() && isForQueue)
            error.detail = ErrorDetail::NoConnectionFree;
        fail(std::move(error));
    });
}

void NetworkExchange::fail(Error error)
{
    if (error.subject.isEmpty())
        error.subject = error.kind == ErrorKind::Dns ? m_request.url.host() : hostAndPort(m_request.url);
    if (error.detail == ErrorDetail::ProxyFailed || error.detail == ErrorDetail::ProxyNotFound)
        error.value = m_pool->proxy();
    if (m_unannounced && !m_answered && happensBeforeSending(error.kind))
        m_sendings = 0; // another exchange had taken the connection, and a new one failed
    if (isSilentClose(error) && !m_https && m_pool->mayProbe(m_origin))
        listenForBanner(std::move(error));
    else
        end(std::move(error));
}

void NetworkExchange::listenForBanner(Error error)
{
    closeReply();
    m_pool->keptSilent(m_origin); // one listens, and in the place of its request: the slot is kept meanwhile
    const QUrl &url = m_request.url;
    m_probe = std::make_unique<BannerProbe>(url.host(), static_cast<quint16>(url.port(80)), m_scheduler,
                                            [this, error = std::move(error)](const QByteArray &banner) mutable {
                                                m_heardNothing = banner.isEmpty();
                                                end(withBanner(std::move(error), banner));
                                            });
}

void NetworkExchange::end(const Result<Response> &result)
{
    if (m_over)
        return;
    // A slot may destroy this object and what result refers to.
    const Result<Response> kept = result; // NOLINT(performance-unnecessary-copy-initialization): see above
    m_failed = !kept;
    discardDoubtful();
    // Whoever waits for this connection starts when the news is told: it may be that nothing more is to leave (D2). Who
    // hears it may stay in an event loop of its own, which must not take the connection from all others meanwhile.
    const auto slot = std::make_shared<LaneSlot>(std::move(m_slot));
    const TimerHandle nextTurn = m_scheduler.after(Duration::zero(), [slot] { slot->release(); });
    drop();
    Q_EMIT finished(kept);
    slot->release();
}

void NetworkExchange::drop()
{
    m_over = true;
    if (m_clock.isInQueue())
        m_clock.leftQueue(m_scheduler.now());
    m_reader.dropFile();
    discardDoubtful();
    closeReply();
    if (m_probe && !m_heardNothing)
        m_pool->mayHaveSpoken(m_origin);
    m_probe.reset();
    m_slot.release();
}

/// A handshake may go on, and end when nobody looks at what the server shows; also where the request is on its way by
/// what Qt tells, for a connection that was closed under it is made anew.
void NetworkExchange::discardDoubtful()
{
    if (m_reply && m_https && !m_checked && m_pool->tls().isPinned())
        m_slot.discardConnections();
}

void NetworkExchange::dropReply()
{
    // Going is enough to close its connection. abort() would tell finished() at once, and have Qt complain about a
    // second error when its own is already on the way.
    disconnect(m_reply, nullptr, this, nullptr);
    m_pool->isInCallback() ? m_reply->deleteLater() : delete m_reply;
    m_reply = nullptr;
}

void NetworkExchange::closeReply()
{
    m_attemptDeadline.cancel();
    m_connectDeadline.cancel();
    if (m_reply)
        dropReply();
    else
        m_pool->leave(*this, m_origin);
}

} // namespace fuseboard
