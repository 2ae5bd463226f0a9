// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/serieschecks.h"

#include "models/document/background.h"

#include <algorithm>
#include <utility>

namespace fuseboard {

SeriesChecks::SeriesChecks(QObject *parent)
    : QObject(parent)
{
    connect(&m_checking, &QFutureWatcherBase::finished, this, &SeriesChecks::take);
}

SeriesChecks::~SeriesChecks()
{
    m_checking.cancel();
}

void SeriesChecks::start(ApiClient &client, const Request &request, const CallChecks &checks, bool capturing)
{
    m_checking.cancel();
    m_checking.setFuture({}); // or what was cancelled would be taken for the next
    m_client = &client;
    m_request = request;
    m_checks = checks;
    m_mostChecked = client.config().maxResponseBytes;
    m_isCapturing = capturing
        && std::any_of(checks.captures.begin(), checks.captures.end(),
                       [](const RequestCapture &one) { return one.enabled; });
    m_isRunning = true;
    m_isEnding = false;
    m_isBusy = false;
    m_isLast = false;
    m_counts = {};
    m_waiting.clear();
    m_waitingBytes = 0;
    m_last.reset();
}

bool SeriesChecks::hasTests() const
{
    return std::any_of(m_checks.tests.begin(), m_checks.tests.end(),
                       [](const RequestTest &one) { return one.enabled; });
}

bool SeriesChecks::isFull() const
{
    return m_waiting.size() >= mostWaiting || m_waitingBytes >= mostWaitingBytes;
}

void SeriesChecks::add(int number, const Response &answer, Duration elapsed)
{
    Answer one{number, {answer.status, elapsed, answer.headers, answer.body}, answer.spool};
    one.answer.lacksBody = answer.bodyBytes() > m_mostChecked; // as for a single call
    if (m_isCapturing)
        m_last = one;
    if (!hasTests())
        return;
    m_waiting.append(one);
    m_waitingBytes += answer.body.size();
    if (!m_isBusy)
        runNext();
}

void SeriesChecks::end()
{
    if (!m_isRunning || m_isEnding)
        return;
    m_isEnding = true;
    if (!m_isBusy)
        runNext();
}

void SeriesChecks::endAtOnce()
{
    if (!m_isRunning || m_isLast)
        return;
    m_checking.cancel();
    m_checking.setFuture({});
    m_waiting.clear();
    m_waitingBytes = 0;
    m_isEnding = true;
    runNext();
}

void SeriesChecks::runNext()
{
    m_isLast = m_isEnding && m_waiting.isEmpty();
    if (m_isLast && !m_last) {
        m_isRunning = false;
        Q_EMIT finished({});
        return;
    }
    if (m_client)
        m_redactor = m_client->redactorFor(m_request); // it knows what the last answers brought
    const auto last = m_isLast ? std::exchange(m_last, std::nullopt) : std::nullopt;
    m_waitingBytes = 0;
    m_isBusy = true;
    m_checking.setFuture(runInBackground<Outcome>([answers = std::exchange(m_waiting, {}), last, checks = m_checks,
                                                   redactor = m_redactor](QPromise<Outcome> &promise) {
        const auto isCancelled = [&promise] { return promise.isCanceled(); };
        Outcome outcome;
        for (const Answer &one : answers) {
            if (!isCancelled())
                count(outcome.counts, one.call,
                      runTests(checks.tests, one.answer, checks.scope, redactor, isCancelled));
        }
        if (last)
            outcome.captures = runCaptures(checks.captures, last->answer, isCancelled);
        promise.addResult(outcome);
    }));
}

void SeriesChecks::count(Counts &counts, int call, const QList<TestResult> &results)
{
    ++counts.answers;
    for (const TestResult &result : results) {
        ++counts.tests;
        if (result.outcome == TestOutcome::Passed)
            ++counts.passed;
        else if (!counts.first)
            counts.first = Failure{call, result};
    }
}

void SeriesChecks::take()
{
    if (m_checking.isCanceled() || m_checking.future().resultCount() == 0)
        return;
    m_isBusy = false;
    const Outcome outcome = m_checking.result();
    m_counts.answers += outcome.counts.answers;
    m_counts.tests += outcome.counts.tests;
    m_counts.passed += outcome.counts.passed;
    if (!m_counts.first)
        m_counts.first = outcome.counts.first;
    const QPointer self(this);
    Q_EMIT progressed();
    if (!self || m_isBusy || !m_isRunning)
        return; // a listener has begun anew, brought more, or ended it
    if (m_isLast) {
        m_isRunning = false;
        Q_EMIT finished({{}, outcome.captures, m_checks.environment, m_checks.secretNames});
    } else if (m_isEnding || !m_waiting.isEmpty()) {
        runNext();
    }
}

} // namespace fuseboard
