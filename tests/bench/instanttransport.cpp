// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "instanttransport.h"

namespace fuseboard {

namespace {

class InstantExchange final : public Exchange // lint-allow(one-class): nothing without its transport
{
public:
    InstantExchange(Scheduler &scheduler, const Response &answer)
        : m_turn(scheduler.after(Duration::zero(), [this, answer] { Q_EMIT finished(answer); }))
    {
    }

    void cancel() override { m_turn.cancel(); }
    [[nodiscard]] int sendings() const override { return 1; }
    [[nodiscard]] Phases phases() const override { return {}; }
    [[nodiscard]] std::optional<Response> partialAnswer() const override { return std::nullopt; }

private:
    TimerHandle m_turn;
};

} // namespace

InstantTransport::InstantTransport(Scheduler &scheduler)
    : m_scheduler(scheduler)
{
    m_answer.status = 200;
    m_answer.headers = {{"Content-Type", "application/json"}, {"Date", "Tue, 24 Nov 2026 09:00:00 GMT"}};
    m_answer.body = QByteArray(200, 'x');
    m_answer.wireBytes = m_answer.body.size();
}

std::unique_ptr<Exchange> InstantTransport::send(const Request &request, const Limits &)
{
    m_answer.url = request.url;
    return std::make_unique<InstantExchange>(m_scheduler, m_answer);
}

} // namespace fuseboard
