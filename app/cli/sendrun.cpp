// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/sendrun.h"

#include "client/connectionoptions.h"

namespace fuseboard {

namespace {

constexpr qsizetype mostShown = 16 * 1024; // characters of a body

} // namespace

SendRun::SendRun(const ClientConfig &config, const SendOptions &options, RequestToSend request, Scheduler &scheduler)
    : m_options(options)
    , m_request(std::move(request))
    , m_pauses(config)
    , m_scheduler(scheduler)
    , m_transport(connectionOptions(config), scheduler)
    , m_client(config, Services{scheduler, m_random, m_transport, m_secrets, &m_storeLock})
{
    m_counts.notBegun = m_options.repeat;
    m_client.hideSecrets({connectionOptions(config).proxyPassword});
    m_client.hideSecrets(m_request.scope.secretValues());
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
    while (!m_cancelled && m_counts.notBegun > 0 && m_running.size() < m_options.concurrency)
        startOne();
}

void SendRun::startOne()
{
    --m_counts.notBegun;
    Call *call = m_client.send(m_request.built.request, m_request.built.options);
    m_running.insert(call);
    connect(call, &Call::finished, this, [this, call](const Result<ApiResponse> &result) { take(call, result); });
    if (m_options.repeat > 1)
        return;
    connect(call, &Call::waiting, this, [this](const Wait &wait) { m_wait = wait; });
    connect(call, &Call::attemptStarted, this, [this] { m_wait.reset(); });
}

CallReport SendRun::reportOf(const Call &call, const Result<ApiResponse> &result) const
{
    const bool isShown = m_options.repeat == 1 && (!m_options.json || !m_options.output.isEmpty());
    const QList<RequestTest> &tests = m_request.tests;
    CallReport report = CallReport::of(call, result, m_scheduler.wallNow(), isShown || !tests.isEmpty());
    const Redactor redactor = m_client.redactorFor(call.request());
    const CheckedAnswer answer{report.status, report.elapsed, report.headers, report.body};
    if (report.hasAnswer)
        report.tests = runTests(tests, answer, m_request.scope, redactor);
    if (isShown)
        report.shown = shownBody(redactor, report.body, report.headers, mostShown);
    else
        report.body.clear();
    return report;
}

void SendRun::take(Call *call, const Result<ApiResponse> &result)
{
    m_running.remove(call);
    const CallReport report = reportOf(*call, result);
    m_counts.add(report);
    Q_EMIT callEnded(report);
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
