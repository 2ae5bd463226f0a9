// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "upstream/scenarios/limitedscenario.h"

#include "upstream/httpdate.h"
#include "upstream/sampleapi.h"

#include <QString>

#include <algorithm>

namespace fuseboard {

using namespace std::chrono;

namespace {

constexpr double usualLimit = 60;
constexpr double usualWindow = 15; // seconds
constexpr qsizetype mostWindows = 256;
constexpr Duration usualLatency = milliseconds(30);
constexpr double latencySpread = 0.3;

QByteArray headerLine(const char *name, const QByteArray &value)
{
    return name + value + "\r\n";
}

} // namespace

LimitedScenario::LimitedScenario(RetryAfter form)
    : m_form(form)
{
}

LimitedScenario::Window &LimitedScenario::windowFor(qint64 limit, Duration length)
{
    const std::pair key(limit, static_cast<qint64>(length.count()));
    if (m_windows.size() >= mostWindows && !m_windows.contains(key))
        m_windows.clear();
    return m_windows[key];
}

UpstreamAnswer LimitedScenario::answer(const UpstreamRequest &request, ScenarioContext &context)
{
    const auto limit = static_cast<qint64>(request.queryNumber("limit", 0, 1e9).value_or(usualLimit));
    const Duration length = fromSeconds(request.queryNumber("window", 0.001, 86'400).value_or(usualWindow));
    Window &window = windowFor(limit, length);
    const qint64 number = context.elapsed / length;
    if (number != window.number)
        window = {number, 0};

    const bool granted = window.used < limit;
    if (granted)
        ++window.used;
    const Duration rest = length - context.elapsed % length;
    const WallTime resetAt = ceil<seconds>(context.wallNow + ceil<milliseconds>(rest));

    UpstreamAnswer answer = granted ? sampleAnswer(request, context.path)
                                    : UpstreamAnswer::problem(429, "the quota is used up");
    answer.delay = sampleLatency(usualLatency, latencySpread, context.random);
    answer.headers += headerLine("X-RateLimit-Limit: ", QByteArray::number(limit))
        + headerLine("X-RateLimit-Remaining: ", QByteArray::number(limit - window.used))
        + headerLine("X-RateLimit-Reset: ",
                     QByteArray::number(qint64(duration_cast<seconds>(resetAt.time_since_epoch()).count())));
    if (!granted) {
        answer.headers += headerLine(
            "Retry-After: ",
            m_form == RetryAfter::Date ? httpDate(resetAt) : QByteArray::number(qint64(ceil<seconds>(rest).count())));
    }
    return answer;
}

} // namespace fuseboard
