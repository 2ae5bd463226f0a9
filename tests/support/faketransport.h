// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/scheduler.h"
#include "http/transport.h"
#include "support/fakeoutcome.h"

#include <QList>

#include <functional>
#include <memory>

namespace fuseboard {

/// A network without sockets, on the clock of the test. It keeps the contract of Transport: nothing ends from inside
/// send(), requests that checkRequest() refuses are not sent, attemptTimeout ends what takes longer, and a cancelled
/// or destroyed exchange stays silent. Bodies are read to their end, and one that cannot be opened, or holds less than
/// it announces, is no request but an error.
///
/// Outcomes come from, in this order: those put into the queue, the handler, the standing outcome (200, empty, at
/// once).
class FakeTransport final : public Transport
{
public:
    /// number counts the requests from 1.
    using Handler = std::function<FakeOutcome(const Request &request, int number)>;

    explicit FakeTransport(Scheduler &scheduler);
    ~FakeTransport() override;

    [[nodiscard]] std::unique_ptr<Exchange> send(const Request &request, const Limits &limits) override;

    /// The standing outcome of every request from now on.
    void succeedWith(int status, Headers headers = {}, QByteArray body = {});
    void failWith(Error error);
    void answerWith(FakeOutcome outcome);
    /// Added to each standing and queued outcome that has no delay of its own.
    void setDelay(Duration delay);
    /// For one request, after those queued before.
    void enqueue(FakeOutcome outcome);
    void setHandler(Handler handler);
    /// More exchanges than that at once wait for their connection, in order; 0 = none ever waits.
    void setMaxConnections(int connections);

    /// What was sent, in order; refused requests are not in it.
    [[nodiscard]] const QList<Request> &requests() const;
    /// The bodies of requests(), as their devices gave them.
    [[nodiscard]] const QList<QByteArray> &bodies() const;
    [[nodiscard]] const QList<Limits> &limits() const;
    [[nodiscard]] int requestCount() const;
    [[nodiscard]] int inFlight() const;
    [[nodiscard]] int maxInFlight() const;
    /// Exchanges given up by cancel() or by their destruction before their end.
    [[nodiscard]] int cancelledCount() const;

private:
    struct State;

    Scheduler &m_scheduler;
    std::shared_ptr<State> m_state; // exchanges may outlive their transport
};

} // namespace fuseboard
