// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "benchclient.h"

#include <QEventLoop>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

namespace fuseboard {

namespace {

std::chrono::nanoseconds cpuTime()
{
#ifdef Q_OS_UNIX
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return std::chrono::seconds(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        + std::chrono::microseconds(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
#else
    return {};
#endif
}

} // namespace

BenchClient::Cost BenchClient::run(const QUrl &url, int requests, int inFlight)
{
    m_url = url;
    m_left = requests;
    m_cost = {};
    const auto start = std::chrono::steady_clock::now();
    const auto cpuStart = cpuTime();
    QEventLoop loop;
    connect(this, &BenchClient::allEnded, &loop, &QEventLoop::quit);
    while (m_left > 0 && m_running < inFlight) {
        --m_left;
        ++m_running;
        this->start(m_url);
    }
    loop.exec();
    m_cost.elapsed = std::chrono::steady_clock::now() - start;
    m_cost.cpu = cpuTime() - cpuStart;
    return m_cost;
}

void BenchClient::ended(bool ok)
{
    ++m_cost.requests;
    m_cost.failures += ok ? 0 : 1;
    --m_running;
    if (m_left > 0) {
        --m_left;
        ++m_running;
        start(m_url);
    } else if (m_running == 0) {
        Q_EMIT allEnded();
    }
}

} // namespace fuseboard
