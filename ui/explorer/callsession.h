// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/requestcaptures.h"
#include "checks/requesttests.h"
#include "client/apiclient.h"

#include <QFutureWatcher>
#include <QPointer>
#include <QSet>

#include <functional>
#include <optional>

namespace fuseboard {

/// What an answer is looked at with.
struct CallChecks
{
    QList<RequestTest> tests;
    QList<RequestCapture> captures;
    VariableScope scope;
    QString environment; ///< slug of that in which it is sent
    QSet<QString> secretNames; ///< variables whose values are shown to nobody
};

/// Finds in an answer what its captures give to secret variables, for CallOptions::findSecrets; null where none does.
std::function<QStringList(const Response &answer)> secretFinder(const CallChecks &checks);

/// What came of them.
struct CheckResults
{
    QList<TestResult> tests;
    QList<CaptureResult> captures;
    QString environment; ///< as in CallChecks
    QSet<QString> secretNames;
};

/// An answer that later ones can be compared with.
struct KeptAnswer
{
    Response response;
    QByteArray method;
    WallTime endedAt{};
    Duration elapsed{}; ///< of the whole call
};

/// The calls of one open request, one at a time, and what came of the last: what the response side shows.
class CallSession final : public QObject
{
    Q_OBJECT

public:
    /// clock: for endedAt(); where given, it must outlive this.
    explicit CallSession(const Scheduler *clock = nullptr, QObject *parent = nullptr);
    ~CallSession() override;

    /// The call that was begun; null while another one runs, which goes on. The client hides what its answers give to
    /// secret variables, before anything is told of them.
    Call *send(ApiClient &client, const Request &request, CallOptions options = {});
    /// For the calls that begin from now on.
    void setChecks(const CallChecks &checks) { m_nextChecks = checks; }
    void cancel();
    /// Ends the present wait.
    void sendNow();
    /// For what was not even sent.
    void refuse(const QString &sentence);

    [[nodiscard]] bool isRunning() const { return m_call != nullptr; }
    /// Nothing sent so far.
    [[nodiscard]] bool isEmpty() const { return !m_started; }
    /// What the running call waits for; empty while it does not.
    [[nodiscard]] const std::optional<Wait> &presentWait() const { return m_wait; }
    /// Of the running call, or of the last.
    [[nodiscard]] Timeline timeline() const;
    [[nodiscard]] Duration elapsed() const;
    [[nodiscard]] int attempts() const;
    /// Of the last call, by the calendar; empty while one runs.
    [[nodiscard]] const std::optional<WallTime> &endedAt() const { return m_endedAt; }
    /// The last answer; empty where none came.
    [[nodiscard]] const std::optional<Response> &response() const { return m_response; }
    /// Those before it, oldest first: the last ten, as far as their bodies are no more than 50 MB together in memory
    /// and 500 MB on the disk.
    [[nodiscard]] const QList<KeptAnswer> &earlierAnswers() const { return m_earlier; }
    /// The last answer, to be set beside them; empty where none came, and while a call runs.
    [[nodiscard]] std::optional<KeptAnswer> keptAnswer() const;
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    /// By the user, which is no fault.
    [[nodiscard]] bool isCancelled() const { return m_error && m_error->kind == ErrorKind::Cancelled; }
    /// Why it was not sent; empty when it was.
    [[nodiscard]] const QString &refusal() const { return m_refusal; }
    /// Of the last answer; empty until checked(), and where the last attempt brought none (see testedAnswer()).
    [[nodiscard]] const CheckResults &results() const { return m_results; }
    [[nodiscard]] const QString &clientName() const { return m_clientName; }
    [[nodiscard]] const QByteArray &method() const { return m_request.method; }

Q_SIGNALS:
    void started();
    /// A wait or an attempt begins.
    void progressed();
    void finished();
    /// After finished(), where the last attempt brought an answer and there was something to look for: its results are
    /// there.
    void checked();

private:
    void reset();
    void keepAnswer();
    void finish(const Result<ApiResponse> &result);
    void check();

    const Scheduler *m_clock; ///< may be null
    QPointer<Call> m_call;
    bool m_started = false;
    std::optional<Wait> m_wait;
    Timeline m_timeline;
    Duration m_elapsed{};
    std::optional<WallTime> m_endedAt;
    std::optional<Response> m_response;
    QList<KeptAnswer> m_earlier;
    std::optional<Error> m_error;
    QString m_refusal;
    QString m_clientName;
    QPointer<ApiClient> m_client;
    qint64 m_mostChecked = 0; ///< bytes of a body
    Request m_request;
    CallChecks m_nextChecks;
    CallChecks m_checks; ///< of the running call
    CheckResults m_results;
    QFutureWatcher<CheckResults> m_checking;
};

} // namespace fuseboard
