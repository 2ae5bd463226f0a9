// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/callframe.h"

#include <optional>

namespace fuseboard {

/// The bracket around the network: breaker, token, breaker again (D2). Holds the token's ticket of one call,
/// and writes the waits into its timeline. Internal.
///
/// Limiter and breaker tell their listeners of each step, and those may end or destroy the call: nothing is touched
/// after such a step unless the call still waits for its answer.
class CallGate
{
public:
    /// call is whom the gate is a part of.
    CallGate(CallFrame &call, const CallOptions &options);

    void setOrigin(const QByteArray &origin) { m_origin = origin; }
    [[nodiscard]] const QByteArray &origin() const { return m_origin; }

    /// Answers at once or later, once.
    void enter();
    /// A retry of a call that is inside already: only a pause that the server asked for holds it back, be it over or
    /// not. It then stands in the queue for a token with all others, so that the end of the pause is no burst (L21).
    void comeBack(bool heldByPause);
    /// The call goes on after a wait of its own. Whether the token that it holds still stands for it; where not, it is
    /// to leave and to come again.
    [[nodiscard]] bool renewToken() { return m_spent || m_ticket.renew(); }
    /// Something is sent: the token is spent.
    void spend()
    {
        m_spentLast = !m_spent;
        m_spent = true;
    }
    /// It was not sent after all: the token is there again, unless something else was sent for it before.
    void takeBack() { m_spent = m_spent && !m_spentLast; }
    /// Ends a wait that the user does not want to sit out; without effect where none is.
    void sendNow();
    /// The server has asked for a pause, or the limits are others: who waits learns how long it is now, or that it is
    /// too long.
    void pauseBegan(const QByteArray &origin);
    /// No answer follows, and it stands in no queue any more. A token that was not spent is the caller's to give back;
    /// that, or the end of the ticket, tells the limiter's listeners what it has left.
    [[nodiscard]] RateLimiter::Ticket leave();

    [[nodiscard]] OriginPolicies &policies() const { return m_call.core().policies(m_origin); }
    /// In its queue, 1 for the next one; 0 where it does not wait there.
    [[nodiscard]] int place() const { return m_ticket.place(); }
    [[nodiscard]] bool hasWaited() const { return m_hasWaited; }
    [[nodiscard]] bool isPaused() const { return pauseEnd(m_origin).has_value(); }
    /// Of what a server asked for, as to the present limiter of that origin, unless it is ignored.
    [[nodiscard]] std::optional<MonotonicTime> pauseEnd(const QByteArray &origin) const;
    /// What is sent next goes in spite of the present pause of that origin, but not of a longer one: its user wants so.
    void ignorePause(const QByteArray &origin);
    /// It has been sent.
    void heedPauses() { m_ignored = none; }
    /// What opened the circuit of that gate; null where nothing has.
    [[nodiscard]] std::shared_ptr<const BreakerTrip> trip() const { return tripOf(policies().breaker.get()); }
    [[nodiscard]] static std::shared_ptr<const BreakerTrip> tripOf(const CircuitBreaker *breaker);
    /// max_server_delay, where retries are configured.
    [[nodiscard]] std::optional<Duration> longestPause() const;
    /// Why a wait that ends at due is not worth beginning: total_timeout, a pause above what is allowed, or
    /// max_wait, which counts whole: with what has been waited already.
    [[nodiscard]] std::optional<Error> exceeds(MonotonicTime due, Duration whole, std::optional<Duration> pause,
                                               std::optional<Duration> allowed) const;

private:
    void askForToken();
    void take(RateLimiter::Ticket ticket);
    void standInLine(RateLimiter::Ticket ticket);
    void tokenAnswered(const Result<void> &result);
    void pass();
    void passBreaker();
    void answer(const std::optional<Error> &error, CircuitBreaker::Permit permit = {});

    CallFrame &m_call;
    int m_cost;
    RateLimiter::Priority m_priority;
    bool m_asked = false; // and not answered
    bool m_inside : 1 = false; // a retry, which needs no new permit
    bool m_hasWaited : 1 = false;
    bool m_spent : 1 = false; // the ticket's token
    bool m_spentLast : 1 = false; // by the last that was sent
    QByteArray m_origin;
    static constexpr MonotonicTime none = MonotonicTime::min();
    MonotonicTime m_ignored = none; // the end of a pause
    RateLimiter::Ticket m_ticket;
};

} // namespace fuseboard
