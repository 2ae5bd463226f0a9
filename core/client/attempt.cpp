// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/attempt.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace fuseboard {

Attempt::Attempt(Setup setup, Request request, Done done, Hop hop, QObject *parent)
    : QObject(parent)
    , m_setup(std::move(setup))
    , m_request(std::move(request))
    , m_done(std::move(done))
    , m_hop(std::move(hop))
    , m_deadline(m_setup.services.scheduler.now() + m_setup.limits.attemptTimeout)
    , m_firstOrigin(originOf(m_request.url))
{
}

Attempt::~Attempt() = default;

void Attempt::start()
{
    sendNext();
}

void Attempt::sendNow()
{
    if (!m_pause.isActive())
        return;
    m_pause.cancel();
    sendNext();
}

int Attempt::sendings() const
{
    return m_result.sendings + (m_exchange ? m_exchange->sendings() : 0);
}

void Attempt::sendNext()
{
    m_hops.append({m_request.method, m_request.url});
    m_result.origin = originOf(m_request.url);
    m_leftOrigin = m_leftOrigin || m_result.origin != m_firstOrigin;
    Request outgoing = m_request;
    if (!m_leftOrigin) {
        if (const auto applied = m_setup.authenticate(outgoing); !applied) {
            m_result.error = applied.error();
            finish();
            return;
        }
    }
    Limits limits = m_setup.limits;
    limits.attemptTimeout = std::max(m_deadline - m_setup.services.scheduler.now(), Duration(1));
    limits.connectTimeout = std::min(limits.connectTimeout, limits.attemptTimeout);
    ++m_result.exchanges;
    m_exchange = m_setup.services.transport.send(outgoing, limits);
    connect(m_exchange.get(), &Exchange::finished, this, &Attempt::exchangeFinished);
}

void Attempt::exchangeFinished(const Result<Response> &result)
{
    m_result.phases = m_exchange->phases();
    m_result.sendings += m_exchange->sendings();
    m_endedExchange = std::move(m_exchange); // it is in the middle of its signal
    if (!result) {
        // The redirect that led here is no answer to the call.
        m_result.response.reset();
        m_result.error = result.error();
        finish();
        return;
    }
    m_result.response = *result;
    // The URL as it was meant, without a credential in its query.
    m_result.response->url = m_request.url;
    if (!m_setup.followRedirects || !isRedirect(*m_result.response)) {
        finish();
        return;
    }
    const auto next = followRedirect(m_request, *m_result.response, m_setup.redirects, m_hops);
    if (next) {
        follow(*next);
        return;
    }
    m_result.error = next.error();
    finish();
}

void Attempt::follow(const Request &next)
{
    const QPointer self(this);
    const auto wait = m_hop(*m_result.response, next.url);
    if (!self)
        return;
    if (!wait) {
        m_result.error = wait.error();
        finish();
        return;
    }
    m_request = next;
    m_deadline += *wait;
    if (*wait > Duration::zero())
        m_pause = m_setup.services.scheduler.after(*wait, [this] { sendNext(); });
    else
        sendNext();
}

void Attempt::finish()
{
    const Done done = std::exchange(m_done, {});
    done(std::move(m_result));
}

} // namespace fuseboard
