// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/sendrun.h"

#include "cli/wholefile.h"
#include "client/connectionoptions.h"

#include <QFile>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostShown = 16 * 1024; // characters of a body

bool looksAtBody(const QList<RequestTest> &tests)
{
    return std::any_of(tests.begin(), tests.end(), [](const RequestTest &test) {
        return test.subject == TestSubject::Json || test.subject == TestSubject::Body;
    });
}

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
    Call *call = m_client.send(m_request.built.request, callOptions());
    m_running.insert(call);
    connect(call, &Call::finished, this, [this, call](const Result<ApiResponse> &result) { take(call, result); });
    connect(call, &Call::waiting, this, [this, call](const Wait &wait) { m_waits.insert(call, wait); });
    connect(call, &Call::attemptStarted, this, [this, call] { m_waits.remove(call); });
}

std::optional<Wait> SendRun::wait() const
{
    if (m_waits.isEmpty() || m_waits.size() < m_running.size())
        return std::nullopt;
    return *std::min_element(m_waits.begin(), m_waits.end(),
                             [](const Wait &one, const Wait &other) { return one.until < other.until; });
}

CallOptions SendRun::callOptions() const
{
    CallOptions options = m_request.built.options;
    const QString &output = m_options.output;
    // What cannot be replaced as a whole is written once all is there.
    if (!output.isEmpty() && output != u"-"_s && isReplaceable(output))
        options.bodyFile = output;
    return options;
}

QList<TestResult> SendRun::tested(const CallReport &report, const Call &call, const Redactor &redactor) const
{
    CheckedAnswer answer{report.status, report.elapsed, report.headers, report.body};
    const auto &filed = call.lastResponse()->filedBody;
    if (filed && looksAtBody(m_request.tests)) {
        QFile file(filed->path);
        answer.lacksBody = filed->bytes > m_client.config().maxResponseBytes || !file.open(QIODevice::ReadOnly);
        if (!answer.lacksBody)
            answer.body = file.readAll();
    }
    return runTests(m_request.tests, answer, m_request.scope, redactor);
}

CallReport SendRun::reportOf(const Call &call, const Result<ApiResponse> &result) const
{
    const bool isShown = m_options.repeat == 1 && (!m_options.json || !m_options.output.isEmpty());
    const bool withBody = isShown || !m_request.tests.isEmpty();
    CallReport report = CallReport::of(call, result, m_scheduler.wallNow(), withBody);
    const Redactor redactor = m_client.redactorFor(call.request());
    if (report.hasAnswer)
        report.tests = tested(report, call, redactor);
    if (const Response *last = call.lastResponse(); last && m_options.headers)
        report.shownHeaders = shownHeaders(redactor, last->headers);
    if (isShown)
        report.shown = shownBody(redactor, report.body, report.headers, mostShown);
    else
        report.body.clear();
    return report;
}

void SendRun::take(Call *call, const Result<ApiResponse> &result)
{
    m_running.remove(call);
    m_waits.remove(call);
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
