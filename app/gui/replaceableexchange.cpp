// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "replaceableexchange.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace fuseboard {

ReplaceableExchange::ReplaceableExchange(std::shared_ptr<TransportChoice> choice, Scheduler &scheduler, Request request,
                                         const Limits &limits)
    : m_choice(std::move(choice))
    , m_scheduler(scheduler)
    , m_request(std::move(request))
    , m_limits(limits)
    , m_begun(scheduler.now())
{
}

ReplaceableExchange::~ReplaceableExchange() = default;

void ReplaceableExchange::begin()
{
    m_choice->present() ? send() : hold();
}

void ReplaceableExchange::hold()
{
    const Duration gone = m_limits.goesFirst ? Duration::zero() : elapsed();
    m_step = m_scheduler.after(m_limits.attemptTimeout - gone, [this] { timeOut(); });
    // At the next turn: the choice may be taken back at once, and whoever makes it is in the middle of something.
    const auto chosen = [this] {
        if (!m_isOver)
            m_step = m_scheduler.after(Duration::zero(), [this] { comeAgain(); });
    };
    connect(m_choice.get(), &TransportChoice::changed, this, chosen, Qt::SingleShotConnection);
}

void ReplaceableExchange::timeOut()
{
    m_queued = elapsed();
    end(m_choice->inVain());
}

void ReplaceableExchange::send()
{
    m_queued = elapsed();
    m_transport = m_choice->present();
    Limits limits = m_limits;
    if (!m_limits.goesFirst) // whose time begins behind the queue
        limits.attemptTimeout = std::max(m_limits.attemptTimeout - m_queued, Duration(1));
    limits.departure = [this] { return leave(); };
    m_exchange = m_transport->send(m_request, limits);
    connect(m_exchange.get(), &Exchange::progressed, this, &Exchange::progressed);
    connect(m_exchange.get(), &Exchange::finished, this, &ReplaceableExchange::end);
}

std::optional<Request> ReplaceableExchange::leave()
{
    if (m_transport != m_choice->present()) {
        m_step = m_scheduler.after(Duration::zero(), [this] { comeAgain(); });
        return std::nullopt;
    }
    if (!m_limits.departure)
        return m_request;
    const QPointer self(this);
    const auto departure = m_limits.departure; // which may destroy this
    auto request = departure();
    if (self && !request)
        m_isOver = true;
    return request;
}

void ReplaceableExchange::comeAgain()
{
    m_exchange.reset();
    if (!m_limits.goesFirst && elapsed() >= m_limits.attemptTimeout) {
        m_queued = elapsed();
        end(Error(ErrorKind::AttemptTimeout));
        return;
    }
    if (m_choice->present() && m_limits.departure) {
        const QPointer self(this);
        const auto departure = m_limits.departure; // which may destroy this
        auto request = departure();
        if (!self || m_isOver)
            return;
        if (!request) {
            cancel();
            return;
        }
        m_request = std::move(*request);
    }
    begin();
}

void ReplaceableExchange::end(Result<Response> result)
{
    m_isOver = true;
    if (result)
        result->phases = phases();
    else if (result.error().kind == ErrorKind::AttemptTimeout && m_queued > Duration::zero()) {
        // Measured by all the time that it had.
        Error error = result.error();
        error.limit = m_limits.attemptTimeout;
        if (error.detail == ErrorDetail::None && !m_limits.goesFirst
            && phases().isMostlyQueued(m_limits.attemptTimeout))
            error.detail = ErrorDetail::NoConnectionFree;
        result = error;
    }
    Q_EMIT finished(result);
}

void ReplaceableExchange::cancel()
{
    if (m_isOver)
        return;
    m_isOver = true;
    m_step.cancel();
    if (m_exchange)
        m_exchange->cancel();
    else
        m_queued = elapsed();
}

int ReplaceableExchange::sendings() const
{
    return m_exchange ? m_exchange->sendings() : 0;
}

Phases ReplaceableExchange::phases() const
{
    Phases phases = m_exchange ? m_exchange->phases() : Phases();
    if (!m_exchange)
        phases.queued = m_isOver ? m_queued : elapsed();
    else if (m_queued > Duration::zero())
        phases.queued = m_queued + phases.queued.value_or(Duration::zero());
    return phases;
}

std::optional<Response> ReplaceableExchange::partialAnswer() const
{
    return m_exchange ? m_exchange->partialAnswer() : std::nullopt;
}

} // namespace fuseboard
