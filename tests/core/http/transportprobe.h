// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/systemscheduler.h"
#include "http/networktransport.h"

#include <QSignalSpy>
#include <QTest>

#include <optional>

namespace fuseboard {

inline Request requestTo(const QUrl &url, const QByteArray &method = "GET", const QByteArray &body = {})
{
    Request request;
    request.method = method;
    request.url = url;
    request.body = Body(body);
    return request;
}

/// One exchange and its end, for tests of transports.
class TransportProbe
{
public:
    TransportProbe(Transport &transport, const Request &request, const Limits &limits = {})
        : m_exchange(transport.send(request, limits))
    {
        QObject::connect(m_exchange.get(), &Exchange::finished, m_exchange.get(), [this](const auto &result) {
            ++m_ends;
            m_result.emplace(result);
        });
    }

    Exchange &exchange() { return *m_exchange; }
    void destroyExchange() { m_exchange.reset(); }
    [[nodiscard]] int ends() const { return m_ends; }
    [[nodiscard]] bool hasEnded() const { return m_result.has_value(); }
    /// By an event loop that sleeps for events only: QTest::qWaitFor() naps for 10 ms between two looks, and an upload
    /// needs this thread for every 16 KiB.
    bool waitForEnd(int milliseconds = 10000)
    {
        if (!hasEnded() && m_exchange)
            QSignalSpy(m_exchange.get(), &Exchange::finished).wait(milliseconds);
        return hasEnded();
    }
    /// The answer; a default one, status 0, where it failed.
    [[nodiscard]] Response response() const { return m_result && *m_result ? m_result->value() : Response(); }
    /// The error; a default one where it succeeded.
    [[nodiscard]] Error error() const { return m_result && !*m_result ? m_result->error() : Error(); }
    [[nodiscard]] bool succeeded() const { return m_result && m_result->ok(); }

private:
    std::unique_ptr<Exchange> m_exchange;
    std::optional<Result<Response>> m_result;
    int m_ends = 0;
};

} // namespace fuseboard
