// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/apiclient.h"
#include "client/latencyhistogram.h"
#include "models/seriescall.h"
#include "requests/requestbuilder.h"

#include <QObject>
#include <QPointer>

#include <deque>
#include <optional>
#include <vector>

namespace fuseboard {

/// Calls of one request, many times over: so many in all, so many at once. They wait for tokens behind what people send
/// by hand (RateLimiter::Priority::Runner). The series ends with its client, and where that is configured anew; what
/// was sent by then goes on.
class CallSeries final : public QObject
{
    Q_OBJECT

public:
    static constexpr int mostCalls = 10'000;
    static constexpr int mostAtOnce = 100;

    struct Plan
    {
        int calls = 20; ///< 1 … mostCalls
        int atOnce = 4; ///< 1 … mostAtOnce
    };

    /// begun = ended + under way; ended = succeeded + failed + refused + cancelled.
    struct Counts
    {
        int begun = 0;
        int ended = 0;
        int succeeded = 0;
        int failed = 0;
        int refused = 0; ///< by limiter or breaker
        int cancelled = 0;
        int retries = 0;
    };

    /// Why no more are begun.
    enum class End { Done, Stopped, ClientGone, ClientChanged };

    /// The scheduler must outlive it.
    explicit CallSeries(const Scheduler &scheduler, QObject *parent = nullptr);
    /// Those under way are cancelled, and nothing is told of them.
    ~CallSeries() override;

    /// Nothing happens while another series runs. Plans beyond the limits are cut to them.
    void start(ApiClient &client, const BuiltRequest &request, const Plan &plan);
    /// Begins no more, and cancels those under way: finished() follows. Nothing happens where none runs.
    void stop();
    /// Begins no more for the time being; those under way go on.
    void setHeld(bool held);

    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    /// Of the last series; Done while nothing stands in its way.
    [[nodiscard]] End reason() const { return m_end; }
    [[nodiscard]] const Plan &plan() const { return m_plan; }
    [[nodiscard]] const Counts &counts() const { return m_counts; }
    /// Since its start: until now, or until the last call ended.
    [[nodiscard]] Duration elapsed() const;
    /// Of the calls that got an answer, whatever it said, with their waits: as ClientMetrics::callLatency counts.
    [[nodiscard]] const LatencyHistogram &times() const { return m_times; }

Q_SIGNALS:
    // Listeners may do anything, destroy series or client included.
    /// In the turn of the loop in which it is sent.
    void begun(fuseboard::ApiClient *client, fuseboard::Call *call);
    /// Before ended(), where the last attempt of the call brought a whole answer (see testedAnswer()). Whatever a
    /// listener does here, what ends by that is told after the ended() of this call.
    void answered(int number, const fuseboard::Response &answer, fuseboard::Duration elapsed);
    /// In the order in which they end.
    void ended(const fuseboard::SeriesCall &call);
    /// After the last one has ended.
    void finished();

private:
    [[nodiscard]] bool mayBegin();
    void fill();
    void begin();
    struct Untold
    {
        SeriesCall call;
        std::optional<Response> answer; // whole; of its own, as the call may go meanwhile
    };
    void take(Call &call, int number, const Result<ApiResponse> &result);
    void tell();
    void count(const SeriesCall &call, bool isAnswered);
    void finishIfDone();

    const Scheduler &m_scheduler;
    QPointer<ApiClient> m_client;
    ClientConfig m_config;
    BuiltRequest m_request;
    Plan m_plan;
    Counts m_counts;
    LatencyHistogram m_times;
    std::vector<QPointer<Call>> m_calls; // under way
    std::deque<Untold> m_untold; // in the order in which they ended
    MonotonicTime m_startedAt;
    MonotonicTime m_endedAt;
    End m_end = End::Done;
    bool m_isRunning = false;
    bool m_isHeld = false;
    bool m_isTelling = false;
};

} // namespace fuseboard
