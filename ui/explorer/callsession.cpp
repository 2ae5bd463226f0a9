// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/callsession.h"

#include "models/document/background.h"

#include <algorithm>

namespace fuseboard {

namespace {

/// Log and history keep less of a body than that, and looking through more would be felt in the window.
constexpr qsizetype searchedBytes = 1'000'000;
/// Of earlier answers.
constexpr qsizetype mostKept = 10;
constexpr qint64 mostKeptBytes = 50'000'000;
constexpr qint64 mostKeptOnDisk = 500'000'000;

bool isTooMuch(const QList<KeptAnswer> &kept)
{
    qint64 inMemory = 0;
    qint64 onDisk = 0;
    for (const KeptAnswer &one : kept)
        (one.response.spool ? onDisk : inMemory) += one.response.body.size();
    return kept.size() > mostKept || inMemory > mostKeptBytes || onDisk > mostKeptOnDisk;
}

/// What captures will find, as far as anybody is told of it before.
QStringList secretsIn(const QList<RequestCapture> &captures, const Response &answer)
{
    QStringList values;
    const CheckedAnswer beginning{answer.status, {}, answer.headers, answer.body.left(searchedBytes)};
    for (const CaptureResult &result : runCaptures(captures, beginning)) {
        if (result.value)
            values.append(*result.value);
    }
    return values;
}

QList<RequestCapture> secretOnes(QList<RequestCapture> captures, const QSet<QString> &secretNames)
{
    captures.removeIf([&](const RequestCapture &one) { return !one.enabled || !secretNames.contains(one.variable); });
    return captures;
}

} // namespace

std::function<QStringList(const Response &answer)> secretFinder(const CallChecks &checks)
{
    const auto secrets = secretOnes(checks.captures, checks.secretNames);
    if (secrets.isEmpty())
        return {};
    return [secrets](const Response &answer) { return secretsIn(secrets, answer); };
}

CallSession::CallSession(const Scheduler *clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
    connect(&m_checking, &QFutureWatcherBase::finished, this, [this] {
        if (m_checking.isCanceled() || m_checking.future().resultCount() == 0)
            return;
        m_results = m_checking.result();
        Q_EMIT checked();
    });
}

CallSession::~CallSession()
{
    m_checking.cancel();
    if (m_call) {
        m_call->disconnect(this);
        m_call->cancel();
    }
}

std::optional<KeptAnswer> CallSession::keptAnswer() const
{
    if (!m_response || !m_endedAt || m_call)
        return std::nullopt;
    return KeptAnswer{*m_response, m_request.method, *m_endedAt, m_elapsed};
}

void CallSession::keepAnswer()
{
    if (const auto answer = keptAnswer())
        m_earlier << *answer;
    while (isTooMuch(m_earlier))
        m_earlier.removeFirst();
}

void CallSession::reset()
{
    keepAnswer();
    m_started = true;
    m_wait.reset();
    m_timeline.clear();
    m_elapsed = {};
    m_endedAt.reset();
    m_response.reset();
    m_error.reset();
    m_refusal.clear();
    m_checking.cancel();
    m_results = {};
}

Call *CallSession::send(ApiClient &client, const Request &request, CallOptions options)
{
    if (m_call)
        return nullptr;
    reset();
    m_checks = m_nextChecks;
    m_clientName = client.config().name;
    m_client = &client;
    m_mostChecked = client.config().maxResponseBytes;
    m_request = request;
    options.findSecrets = secretFinder(m_checks);
    m_call = client.send(request, options);
    connect(m_call, &Call::waiting, this, [this](const Wait &wait) {
        m_wait = wait;
        Q_EMIT progressed();
    });
    connect(m_call, &Call::attemptStarted, this, [this] {
        m_wait.reset();
        Q_EMIT progressed();
    });
    connect(m_call, &Call::finished, this, &CallSession::finish);
    Q_EMIT started();
    return m_call;
}

void CallSession::cancel()
{
    if (m_call)
        m_call->cancel();
}

void CallSession::sendNow()
{
    if (m_call)
        m_call->sendNow();
}

void CallSession::refuse(const QString &sentence)
{
    if (m_call)
        return;
    reset();
    m_refusal = sentence;
    Q_EMIT finished();
}

void CallSession::finish(const Result<ApiResponse> &result)
{
    m_timeline = m_call->timeline();
    m_elapsed = m_call->elapsed();
    if (m_clock)
        m_endedAt = m_clock->wallNow();
    if (result)
        m_response = result->response;
    else
        m_error = result.error();
    if (!result && m_call->lastResponse())
        m_response = *m_call->lastResponse();
    const bool isWhole = testedAnswer(*m_call) != nullptr;
    m_call->disconnect(this);
    m_call.clear();
    m_wait.reset();
    if (isWhole)
        check();
    Q_EMIT finished();
}

void CallSession::check()
{
    if (!m_response || (m_checks.tests.isEmpty() && m_checks.captures.isEmpty()))
        return;
    CheckedAnswer answer{m_response->status, m_elapsed, m_response->headers, m_response->body};
    answer.lacksBody = m_response->bodyBytes() > m_mostChecked; // as it would be without a spool
    const Redactor redactor = m_client ? m_client->redactorFor(m_request) : Redactor();
    // An answer may be large, and a regular expression slow.
    m_checking.setFuture(runInBackground<CheckResults>(
        [answer, redactor, checks = m_checks, keeper = m_response->spool](QPromise<CheckResults> &promise) {
            const auto isCancelled = [&promise] { return promise.isCanceled(); };
            promise.addResult(CheckResults{runTests(checks.tests, answer, checks.scope, redactor, isCancelled),
                                           runCaptures(checks.captures, answer, isCancelled), checks.environment,
                                           checks.secretNames});
        }));
}

Timeline CallSession::timeline() const
{
    return m_call ? m_call->timeline() : m_timeline;
}

Duration CallSession::elapsed() const
{
    return m_call ? m_call->elapsed() : m_elapsed;
}

int CallSession::attempts() const
{
    const Timeline entries = timeline();
    return int(std::count_if(entries.begin(), entries.end(),
                             [](const TimelineEntry &entry) { return entry.kind == TimelineKind::Attempt; }));
}

} // namespace fuseboard
