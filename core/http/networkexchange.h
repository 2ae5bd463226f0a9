// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/scheduler.h"
#include "http/bannerprobe.h"
#include "http/exchange.h"
#include "http/laneslot.h"
#include "http/phaseclock.h"
#include "http/replyreader.h"
#include "http/tlspolicy.h"
#include "http/transport.h"

#include <QList>
#include <QSslError>

class QNetworkReply;

namespace fuseboard {

/// One exchange of a NetworkTransport: waits for a connection, watches Qt's reply, and says what came of it.
class NetworkExchange final : public Exchange
{
    Q_OBJECT

public:
    NetworkExchange(std::shared_ptr<LanePool> pool, Request request, const Limits &limits);
    ~NetworkExchange() override;

    /// Checks the request and gets in line. Nothing finishes inside the call.
    void begin();
    /// Its time is over, and it ends by its own timer if it has not yet.
    [[nodiscard]] bool isOverdue() const { return m_attemptDeadline.due() <= m_scheduler.now(); }
    [[nodiscard]] bool goesFirst() const { return m_limits.goesFirst; }
    /// Asked by the pool before it starts what had to wait: whether it still is to go. If not it has given itself up,
    /// and may be gone.
    [[nodiscard]] bool wantsToLeave();
    /// Called by the pool when there is room.
    void start(LaneSlot slot);
    /// Called by the pool instead, when this machine has nothing left to make a connection of.
    void refuse(Error error) { failLater(std::move(error)); }

    void cancel() override
    {
        if (!m_over)
            drop();
    }
    [[nodiscard]] int sendings() const override { return m_sendings; }
    [[nodiscard]] Phases phases() const override { return m_clock.phases(m_scheduler.now()); }
    [[nodiscard]] std::optional<Response> partialAnswer() const override
    {
        return m_failed && m_reader.hasHead() ? std::optional(m_reader.head()) : std::nullopt;
    }

private:
    [[nodiscard]] std::optional<Error> fault() const;
    /// False where the connection shows a certificate that is not acceptable: that was the end of this.
    [[nodiscard]] bool checkCertificate();
    [[nodiscard]] bool isUnsent() const { return m_sendings == 0 && !m_answered; }
    void connectFirst();
    void sendRequest();
    void watch();
    void onConnecting();
    void onEncrypted();
    void onTlsErrors(const QList<QSslError> &errors);
    void onSent();
    void onHead();
    void onBody();
    void onReplyFinished();

    void failLater(Error error)
    {
        m_attemptDeadline = m_scheduler.after(Duration::zero(), [this, error = std::move(error)] { end(error); });
    }
    [[nodiscard]] TimerHandle deadline(ErrorKind kind, Duration limit);
    void fail(Error error);
    void listenForBanner(Error error);
    void end(const Result<Response> &result);
    void drop();
    void discardDoubtful();
    void dropReply();
    void closeReply();

    std::shared_ptr<LanePool> m_pool;
    Scheduler &m_scheduler;
    Request m_request;
    QByteArray m_origin;
    TlsPeer m_peer;
    Limits m_limits;
    PhaseClock m_clock;
    ReplyReader m_reader;
    LaneSlot m_slot;
    QNetworkReply *m_reply = nullptr; // a child of its manager, which the slot keeps alive
    TimerHandle m_attemptDeadline;
    TimerHandle m_connectDeadline;
    std::unique_ptr<BannerProbe> m_probe;
    ErrorDetail m_tlsDetail = ErrorDetail::None;
    int m_sendings = 0;
    bool m_https;
    bool m_unannounced = false; ///< Qt does not tell when it has been sent
    bool m_connectingFirst = false;
    bool m_connectingSeen = false;
    bool m_encrypted = false;
    bool m_checked = false; ///< the certificate of the connection that is used
    bool m_answered = false; ///< with a head, whatever it is worth
    bool m_heardNothing = false; ///< where it has listened
    bool m_over = false;
    bool m_failed = false;
};

} // namespace fuseboard
