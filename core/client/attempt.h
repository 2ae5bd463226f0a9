// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/attemptresult.h"
#include "client/clientcookies.h"
#include "client/redirects.h"
#include "client/services.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace fuseboard {

/// What becomes of a redirect: it is found, the wait before it is over, or the user does not want to wait.
enum class Hop { Found, WaitOver, SendNow };

/// One attempt of a call: authenticates, sends, and follows redirects within one time limit. Destroying it closes the
/// connection; done is then not called.
class Attempt final : public QObject
{
    Q_OBJECT

public:
    struct Setup
    {
        const Services &services;
        QByteArray origin; ///< of the request
        std::function<bool()> isReady; ///< whether authenticate() has good credentials just now, and the latest
        std::function<Result<quint64>(Request &)> authenticate; ///< asked anew for each sending
        /// Asked when there is one, which is seldom; first is where the attempt began.
        std::function<RedirectRules(const Request &, const QUrl &first)> redirects;
        bool followRedirects = true;
        Limits limits;
        ClientCookies cookies{}; ///< put on each sending, and kept of each answer
        Duration queued{}; ///< of the attempt's time, in line for a connection, by one that was turned back
    };

    /// Who hears of it. Each may destroy the attempt, but for leaving and turnedBack.
    struct Listener
    {
        /// Asked before a redirect is followed, and again after each wait: how long to wait first (nothing with
        /// SendNow), or why it is not followed.
        std::function<Result<Duration>(const Response &answer, const QUrl &target, Hop hop)> hop;
        /// The wait before a redirect has begun; sendNow() ends it.
        std::function<void(MonotonicTime until)> waiting;
        /// The credentials of the next exchange have to be had first: goOn() or fail() follows.
        std::function<void()> credentials;
        std::function<void()> exchangeBegan;
        std::function<void(AttemptResult)> done;
        /// Whether an exchange that stood in line for a connection leaves now that it has one: with the credentials of
        /// that setup, or not yet.
        std::function<std::optional<Setup>()> leaving;
        /// Not yet, so that this exchange, of that request, has not begun. Of the first one, that is the end of the
        /// attempt, which must be destroyed in a turn of its own.
        std::function<void(const Request &held)> turnedBack;
    };

    Attempt(Setup setup, Request request, Listener listener, QObject *parent = nullptr);
    ~Attempt() override;

    /// done is called later, from the event loop, once; but at once when the request cannot be authenticated.
    void start();
    /// Ends a wait before a redirect, which then does not count; without effect where none is.
    void sendNow();
    /// The credentials are ready now: these. The wait for them does not count. Limits stay as they were.
    void goOn(const Setup &setup);
    /// There are none: ends the attempt, from inside.
    void fail(const Error &error);
    /// How often something has gone to the wire so far.
    [[nodiscard]] int sendings() const;
    [[nodiscard]] int exchanges() const { return m_result.exchanges; }
    /// Whether a server, or a connection of our own to it, is being waited for, and not a pause or credentials.
    [[nodiscard]] bool isExchanging() const { return m_exchange != nullptr; }
    /// Whether there was a pause, or a wait for credentials.
    [[nodiscard]] bool hasWaited() const { return m_result.waited > Duration::zero(); }
    /// Whether what it contacts has had less time than was spent before, on others that led there or in line for a
    /// connection of our own, and less than that timeout allows: what is left to a server shows nothing of it (D8).
    [[nodiscard]] bool isCutShort(ErrorKind timeout) const;
    /// Of its time limit, in which waits do not count, but for connections; none or less where it is over.
    [[nodiscard]] Duration timeLeft() const { return m_deadline - m_setup.services.scheduler.now(); }
    /// Whether what it sends carries the credentials of its client: not after it has left the first origin.
    [[nodiscard]] bool carriesCredentials() const { return !m_leftOrigin; }
    /// What is being sent, or was last, without the credentials and the cookies of the jar.
    [[nodiscard]] const Request &request() const { return m_request; }
    /// What is being contacted.
    [[nodiscard]] QByteArray origin() const { return m_result.origin; }

private:
    /// Whom it had spoken to before the redirect that it follows.
    struct Contact
    {
        Request request;
        QByteArray origin;
        QByteArray method;
        quint64 credentials = 0;
        Duration given{};
        bool leftOrigin = false;
    };
    void sendNext();
    /// What goes out now, with all that is put on at each sending.
    [[nodiscard]] Result<Request> outgoing();
    [[nodiscard]] RedirectHop hopOf(const Request &outgoing) const;
    [[nodiscard]] std::optional<Request> leave();
    void turnBack();
    /// In line for a connection, by the exchange that goes on.
    [[nodiscard]] Duration queuedNow() const;
    void countQueue();
    void take(const Setup &setup);
    void exchangeFinished(const Result<Response> &result);
    void measureByAll(Error &timeout) const;
    [[nodiscard]] RedirectRules redirectRules() const;
    void follow(const Request &next, Hop hop);
    void pauseEnded(MonotonicTime due);
    /// Ends the attempt where its time ran out between two exchanges: a wait, or the news of an answer, came late.
    bool failedOverdue();
    void followAtOnce();
    void countWait(Duration wait);
    void finish();

    Setup m_setup;
    Request m_request; // without credentials and cookies of the jar: they are put on at each sending
    Listener m_listener;
    MonotonicTime m_deadline; // waits on the way, for a server or for credentials, do not count
    QByteArray m_firstOrigin;
    bool m_leftOrigin = false;
    Duration m_given; // what was left of the attempt when it came to the origin that it is at, without later queues
    QList<RedirectHop> m_hops;
    TimerHandle m_pause;
    Request m_next; // what follows the pause
    Contact m_before;
    MonotonicTime m_askedAt; // for credentials that are not there yet
    bool m_overslept = false; // a wait ended so late that the machine must have slept
    std::unique_ptr<Exchange> m_exchange;
    std::unique_ptr<Exchange> m_endedExchange; // kept until it is no longer in the middle of its signal
    AttemptResult m_result;
};

} // namespace fuseboard
