// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "explorer/callsession.h"

#include <memory>

namespace fuseboard {

/// The tests of a request on each answer of its series, and its captures on the last one where they are wanted. They
/// run in the background, those that wait together: answers come by the thousand in a second.
class SeriesChecks final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype mostWaiting = 1'000; ///< answers
    static constexpr qint64 mostWaitingBytes = 50'000'000; ///< of their bodies

    /// The first that did not pass, in the order in which the answers came.
    struct Failure
    {
        int call = 0; ///< its number
        TestResult result;
    };

    /// What they have come to.
    struct Counts
    {
        int answers = 0; ///< that were looked at
        int tests = 0; ///< of all those answers
        int passed = 0;
        std::optional<Failure> first{};
    };

    explicit SeriesChecks(QObject *parent = nullptr);
    /// What runs is told to end, and not waited for.
    ~SeriesChecks() override;

    /// Forgets what was before. capturing: the last answer's captures are wanted.
    void start(ApiClient &client, const Request &request, const CallChecks &checks, bool capturing);
    /// A whole answer of the call of that number.
    void add(int number, const Response &answer, Duration elapsed);
    /// No more of them come: finished() follows, but where it was told already.
    void end();
    /// The same, and nobody waits for the tests that are left: only what is captured is still found.
    void endAtOnce();

    /// Whether there is anything to test.
    [[nodiscard]] bool hasTests() const;
    /// Whether captures of the last answer are wanted, and there are some.
    [[nodiscard]] bool isCapturing() const { return m_isCapturing; }
    [[nodiscard]] const Counts &counts() const { return m_counts; }
    /// From start() until finished().
    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    /// So many wait that no more should come before progressed().
    [[nodiscard]] bool isFull() const;

Q_SIGNALS:
    /// There are other counts().
    void progressed();
    /// captured: what the last answer gave to variables; no captures where that was not wanted, or no answer came.
    void finished(const fuseboard::CheckResults &captured);

private:
    struct Answer
    {
        int call = 0;
        CheckedAnswer answer;
        std::shared_ptr<const BodySpool> keeper; // of its body
    };
    struct Outcome
    {
        Counts counts;
        QList<CaptureResult> captures;
    };
    static void count(Counts &counts, int call, const QList<TestResult> &results);
    void runNext();
    void take();

    QPointer<ApiClient> m_client;
    Request m_request;
    CallChecks m_checks;
    Redactor m_redactor;
    qint64 m_mostChecked = 0; // bytes of a body
    bool m_isCapturing = false;
    bool m_isRunning = false;
    bool m_isEnding = false;
    bool m_isBusy = false; // until take(): the future ends before that
    bool m_isLast = false; // with what it ends with
    Counts m_counts;
    QList<Answer> m_waiting;
    qint64 m_waitingBytes = 0;
    std::optional<Answer> m_last; // whose captures are wanted
    QFutureWatcher<Outcome> m_checking;
};

} // namespace fuseboard
