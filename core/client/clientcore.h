// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/authmanager.h"
#include "client/apiclient.h"
#include "client/attempt.h"
#include "client/eventlog.h"
#include "client/originpolicies.h"

#include <QObject>

#include <functional>
#include <memory>
#include <unordered_map>
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
    void cancelAll();

    void reconfigure(ClientConfig config);
    [[nodiscard]] const ClientConfig &config() const { return m_config; }
    [[nodiscard]] const Services &services() const { return m_services; }
    [[nodiscard]] const Hooks &hooks() const { return m_hooks; }
    [[nodiscard]] AuthManager &auth() { return *m_auth; }
    [[nodiscard]] const Redactor &redactor() const { return m_auth->redactor(); }
    /// What a request is about, fit to be shown: "GET /orders".
    [[nodiscard]] QString subject(const Request &request) const;
    [[nodiscard]] Attempt::Setup attemptSetup() const;
    /// Made on first use.
    OriginPolicies &policies(const QByteArray &origin);

    /// Whether another retry fits retry_budget (R19).
    [[nodiscard]] bool retryFitsBudget() const;
    void retryBegan() { ++m_retrying; }
    void retryEnded() { --m_retrying; }

    void recordEvent(ClientEvent event);
    /// A refusal by the limiter, for the books.
    void recordRefusal(const Error &error);
    /// A failed call, worth an event unless it is only the answer to a wrong question.
    void recordFailure(const Error &error, int retries, const Request &request);
    void recordCall(CallOutcome outcome, bool retried, std::optional<Duration> latency);
    void sampleTokens(const OriginPolicies &policies) const;
    [[nodiscard]] ClientSnapshot snapshot() const;

    [[nodiscard]] ClientMetrics &metrics() { return m_metrics; }
    [[nodiscard]] const TimeSeries &series() const { return m_series; }
    [[nodiscard]] const EventLog &eventLog() const { return m_events; }
    [[nodiscard]] MonotonicTime now() const { return m_services.scheduler.now(); }

private:
    void buildPolicies(OriginPolicies &policies);
    void breakerChanged(CircuitBreaker &breaker, BreakerState to, BreakerReason reason);
    [[nodiscard]] bool tooSoon(const ClientEvent &event);

    ClientConfig m_config;
    Services m_services;
    Hooks m_hooks;
    std::unique_ptr<AuthManager> m_auth;
    std::unordered_map<QByteArray, OriginPolicies> m_policies;
    QByteArray m_baseOrigin;
    std::unordered_map<CallRunner *, std::unique_ptr<CallRunner>> m_calls;
    std::vector<std::unique_ptr<CallRunner>> m_finished; // until the next turn of the loop
    TimerHandle m_sweep;
    ClientMetrics m_metrics;
    mutable TimeSeries m_series; // sampled when it is read
    EventLog m_events;
    std::optional<MonotonicTime> m_lastFailureEvent;
    int m_retrying = 0;
};

} // namespace fuseboard
