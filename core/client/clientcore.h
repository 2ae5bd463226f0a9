// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/authmanager.h"
#include "client/apiclient.h"
#include "client/attempt.h"
#include "client/callchanges.h"
#include "client/clientbooks.h"
#include "client/eventlog.h"
#include "client/owncredentials.h"
#include "client/pausenews.h"
#include "client/policyset.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <vector>

namespace fuseboard {

class CallRunner;

/// What the calls of one client share: configuration, credentials, policies by origin, and the books. Internal.
class ClientCore final : public QObject
{
    Q_OBJECT

public:
    struct Hooks
    {
        std::function<Result<Request>(Request)> prepare;
        std::function<Result<ApiResponse>(ApiResponse)> handle;
        std::function<void(const ClientEvent &)> eventAdded;
        std::function<void(Call *, const Result<ApiResponse> &)> callFinished;
    };

    ClientCore(ClientConfig config, Services services, Hooks hooks);
    ~ClientCore() override;

    CallRunner *start(Request request, const CallOptions &options);
    /// Takes a call off the books; it is deleted at the next turn of the loop.
    void ended(CallRunner *call);
    /// Cancels all calls; new ones are over before they begin, so that a listener that always sends again ends too.
    void close();
    /// Cancels the calls under way; later ones end with Cancelled, until it is opened again.
    void shut();
    void open() { m_closed = false; }
    [[nodiscard]] bool isClosed() const { return m_closed || m_closing; }

    void reconfigure(ClientConfig config);
    /// Credentials are looked up anew; whoever waits for the present ones waits for these.
    void renewCredentials();
    /// For the calls that begin from now on; null: no cookie is kept.
    void setCookieJar(std::shared_ptr<CookieJar> jar) { m_cookieJar = std::move(jar); }
    [[nodiscard]] const std::shared_ptr<CookieJar> &cookieJar() const { return m_cookieJar; }
    /// The request as it will be sent, but for the credentials.
    [[nodiscard]] Result<Request> prepare(const Request &request) const;
    [[nodiscard]] const ClientConfig &config() const { return m_config; }
    [[nodiscard]] const Services &services() const { return m_services; }
    [[nodiscard]] const Hooks &hooks() const { return m_hooks; }
    [[nodiscard]] AuthManager &auth() { return *m_auth; }
    [[nodiscard]] const Redactor &redactor() const { return m_auth->redactor(); }
    /// Knows the credentials too that a request brings along in its headers and its query.
    [[nodiscard]] Redactor redactorFor(const Request &request) const;
    /// And those in its body: for what repeats bodies.
    [[nodiscard]] Redactor redactorForPayloads(const Request &request) const;
    /// What a request is about, fit to be shown: "GET /orders".
    [[nodiscard]] QString subject(const Request &request) const;
    [[nodiscard]] Error totalTimeout(const Request &request, int attempts, const Response *last) const;
    /// changes may be null, and so may jar, which is that of the call.
    [[nodiscard]] Attempt::Setup attemptSetup(const QByteArray &origin, const CallChanges *changes,
                                              const std::shared_ptr<CookieJar> &jar) const;
    /// Null where there are none.
    [[nodiscard]] std::unique_ptr<const CallChanges> changesOf(const CallOptions &options);
    /// Without the secrets of the client and of this request in what it names (S05).
    [[nodiscard]] Error redacted(Error error, const Request &request) const;
    /// As originOf(), which most requests need not have made anew.
    [[nodiscard]] QByteArray origin(const QUrl &url) const
    {
        return isSameOrigin(url, m_config.baseUrl) ? m_baseOrigin : originOf(url);
    }
    OriginPolicies &policies(const QByteArray &origin) { return m_policies.at(origin); }
    [[nodiscard]] PolicySet &policySet() { return m_policies; }

    /// Whether another retry fits retry_budget (R19).
    [[nodiscard]] bool retryFitsBudget() const;
    [[nodiscard]] int retrying() const { return m_retrying; }
    void retryBegan() { ++m_retrying; }
    void retryEnded() { --m_retrying; }

    [[nodiscard]] ClientBooks &books() { return m_books; }
    [[nodiscard]] const ClientBooks &books() const { return m_books; }
    void resetMetrics() { m_books.reset(m_calls.size()); }

    // Events: listeners may destroy the client.
    void recordEvent(ClientEvent event);
    struct Retries
    {
        int made = 0;
        std::optional<RetryReason> stoppedFor; ///< why no other followed, where an attempt was the last thing
    };
    /// The end of a call that did not succeed, where it is worth an event: not when it is only the answer to a wrong
    /// question.
    void recordEnd(const Error &error, CallOutcome outcome, const Retries &retries, const Request &request);
    void sampleTokens(const QByteArray &origin) const;
    [[nodiscard]] ClientSnapshot snapshot() const;

    [[nodiscard]] const EventLog &eventLog() const { return m_events; }
    [[nodiscard]] MonotonicTime now() const { return m_services.scheduler.now(); }

private:
    void sweep();
    void moveHome(const QByteArray &origin);
    [[nodiscard]] RedirectRules redirectRules(const AuthManager &auth, const Request &request, const QUrl &first) const;
    void breakerChanged(const QByteArray &origin, const CircuitBreaker &breaker, BreakerState to, BreakerReason reason);
    void chartHomeBreaker();
    void hideDefaultHeaders();
    void tellWaiting(const QByteArray &origin);
    [[nodiscard]] std::vector<QPointer<CallRunner>> callsUnderWay() const;
    void recordRefusal(const Error &error);
    void recordFailure(const Error &error, const Retries &retries, const Request &request);
    [[nodiscard]] bool tooSoon(const ClientEvent &event);

    ClientConfig m_config;
    Services m_services;
    Hooks m_hooks;
    std::shared_ptr<AuthManager> m_auth; // shared with the attempts that began with it
    OwnCredentials m_ownCredentials;
    std::shared_ptr<CookieJar> m_cookieJar;
    QByteArray m_baseOrigin;
    PolicySet m_policies;
    PauseNews m_pauseNews;
    std::vector<std::unique_ptr<CallRunner>> m_calls; // in no order; each knows its place
    std::vector<std::unique_ptr<CallRunner>> m_finished; // until the next turn of the loop
    TimerHandle m_sweep;
    ClientBooks m_books;
    EventLog m_events;
    std::optional<MonotonicTime> m_lastFailureEvent;
    std::optional<MonotonicTime> m_lastQueueFullEvent;
    int m_retrying = 0;
    quint64 m_lastCall = 0;
    bool m_closed = false;
    bool m_closing = false;
};

} // namespace fuseboard
