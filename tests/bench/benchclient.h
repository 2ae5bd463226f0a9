// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QUrl>

#include <chrono>

namespace fuseboard {

/// One way of making requests, measured: keeps a number of them under way until enough have been made.
class BenchClient : public QObject
{
    Q_OBJECT

public:
    /// What one run cost.
    struct Cost
    {
        int requests = 0;
        int failures = 0;
        std::chrono::nanoseconds elapsed{};
        std::chrono::nanoseconds cpu{}; ///< user and system time of this process, all threads; 0 where unknown
    };

    /// Name of the row.
    [[nodiscard]] virtual QString name() const = 0;
    /// Makes requests to url, inFlight at once, and returns when all have ended.
    virtual Cost run(const QUrl &url, int requests, int inFlight);

protected:
    using QObject::QObject;
    /// Starts one; ended() is called when it is over.
    virtual void start(const QUrl &url) = 0;
    void ended(bool ok);

private:
    QUrl m_url;
    int m_left = 0;
    int m_running = 0;
    Cost m_cost;

Q_SIGNALS:
    void allEnded();
};

} // namespace fuseboard
