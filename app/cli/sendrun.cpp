// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/sendrun.h"

#include "client/connectionoptions.h"

namespace fuseboard {

SendRun::SendRun(const ClientConfig &config, const SendOptions &options, Scheduler &scheduler)
    : m_options(options)
    , m_pauses(config)
    , m_scheduler(scheduler)
    , m_transport(connectionOptions(config), scheduler)
    , m_client(config, Services{scheduler, m_random, m_transport, m_secrets, &m_storeLock})
{
    m_client.hideSecrets({connectionOptions(config).proxyPassword});
    m_client.restorePolicyState(m_pauses.read());
}

SendRun::~SendRun()
{
    m_signingIn = false;
    // The client's end cancels its calls, and their ends are of no more interest.
    for (Call *call : std::as_const(m_running))
        call->disconnect(this);
}

void SendRun::signInBy(LoginInteraction interaction)
{
    m_client.authManager().setLoginInteraction(std::move(interaction));
    m_signsInFirst = true;
}

void SendRun::start()
{
    if (!m_signsInFirst) {
        fill();
        return;
    }
    m_signingIn = true;
    m_client.authManager().getInitialToken([this](const Result<void> &token) {
        if (!std::exchange(m_signingIn, false))
            return;
        if (!token)
            Q_EMIT signInFailed(token.error());
        fill();
    });
}

void SendRun::fill()
{
    while (!m_cancelled && m_started < m_options.repeat && m_running.size() < m_options.concurrency)
        startOne();
}

void SendRun::startOne()
{
    ++m_started;
    Call *call = m_client.send(m_options.request);
    m_running.insert(call);
    connect(call, &Call::finished, this, [this, call](const Result<ApiResponse> &result) { take(call, result); });
    if (m_options.repeat > 1)
        return;
    connect(call, &Call::waiting, this, [this](const Wait &wait) { m_wait = wait; });
    connect(call, &Call::attemptStarted, this, [this] { m_wait.reset(); });
}

void SendRun::take(Call *call, const Result<ApiResponse> &result)
{
    m_running.remove(call);
    const bool withBody = m_options.repeat == 1 && (!m_options.json || !m_options.output.isEmpty());
    ++m_ended;
    Q_EMIT callEnded(CallReport::of(*call, result, m_scheduler.wallNow(), withBody));
    fill();
    if (!m_running.isEmpty())
        return;
    m_pauses.write(m_client.policyState());
    Q_EMIT finished();
}

void SendRun::cancel()
{
    m_cancelled = true;
    if (std::exchange(m_signingIn, false))
        Q_EMIT finished();
    const auto running = m_running; // each that ends leaves the set
    for (Call *call : running) {
        if (m_running.contains(call))
            call->cancel();
    }
}

} // namespace fuseboard
