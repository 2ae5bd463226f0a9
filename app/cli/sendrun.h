// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/filestorelock.h"
#include "auth/memorysecretstore.h"
#include "base/systemscheduler.h"
#include "cli/callreport.h"
#include "cli/pausefile.h"
#include "cli/requesttosend.h"
#include "cli/sendcounts.h"
#include "cli/sendoptions.h"
#include "client/apiclient.h"
#include "http/networktransport.h"

#include <QObject>
#include <QSet>

namespace fuseboard {

/// Makes the calls that were asked for, so many at a time.
class SendRun final : public QObject
{
    Q_OBJECT

public:
    SendRun(const ClientConfig &config, const SendOptions &options, RequestToSend request, Scheduler &scheduler);
    ~SendRun() override;

    /// Before start(): asks for a token first, by a sign-in where the grant wants one. Calls follow whatever comes of
    /// it, and tell it.
    void signInBy(LoginInteraction interaction);
    void start();
    /// Cancels what is under way and begins nothing more.
    void cancel();

    [[nodiscard]] const ApiClient &client() const { return m_client; }
    [[nodiscard]] const RequestToSend &request() const { return m_request; }
    /// What came of the calls so far.
    [[nodiscard]] const SendCounts &counts() const { return m_counts; }
    [[nodiscard]] const SendOptions &options() const { return m_options; }
    /// Waits for a user.
    [[nodiscard]] bool isSigningIn() const { return m_signingIn; }
    /// What all calls wait for just now that are under way: the wait that ends first. Empty while one of them does not.
    [[nodiscard]] std::optional<Wait> wait() const;

Q_SIGNALS:
    /// A call has; in the order of their ends.
    void callEnded(const fuseboard::CallReport &report);
    void signInFailed(const fuseboard::Error &error);
    /// All calls have ended; once, from the event loop.
    void finished();

private:
    void fill();
    void startOne();
    [[nodiscard]] CallOptions callOptions() const;
    [[nodiscard]] QList<TestResult> tested(const CallReport &report, const Call &call, const Redactor &redactor) const;
    [[nodiscard]] CallReport reportOf(const Call &call, const Result<ApiResponse> &result) const;
    void take(Call *call, const Result<ApiResponse> &result);

    SendOptions m_options;
    const RequestToSend m_request;
    const PauseFile m_pauses;
    Scheduler &m_scheduler;
    SeededRandom m_random;
    MemorySecretStore m_secrets;
    FileStoreLock m_storeLock{FileStoreLock::sharedFolder()};
    NetworkTransport m_transport;
    bool m_signingIn = false; // the end of the client asks for it
    ApiClient m_client;
    QSet<Call *> m_running;
    QHash<Call *, Wait> m_waits; // of those that wait
    SendCounts m_counts;
    bool m_signsInFirst = false;
    bool m_cancelled = false;
};

} // namespace fuseboard
