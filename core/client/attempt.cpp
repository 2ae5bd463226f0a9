// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/attempt.h"

#include <algorithm>
#include <utility>

namespace fuseboard {

Attempt::Attempt(Setup setup, Request request, Done done, Redirected redirected, QObject *parent)
    : QObject(parent)
    , m_setup(std::move(setup))
    , m_request(std::move(request))
    , m_done(std::move(done))
    , m_redirected(std::move(redirected))
    , m_deadline(m_setup.services.scheduler.now() + m_setup.limits.attemptTimeout)
    , m_firstOrigin(originOf(m_request.url))
{
}

Attempt::~Attempt() = default;

void Attempt::start()
{
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
    collect();
    if (!result) {
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
    if (!next) {
        m_result.error = next.error();
        finish();
        return;
    }
    if (m_redirected)
        m_redirected(m_result.response->status, next->url);
    m_request = *next;
    m_endedExchange = std::move(m_exchange); // it is in the middle of its signal
    sendNext();
}

void Attempt::collect()
{
    m_result.phases = m_exchange->phases();
    m_result.sendings += m_exchange->sendings();
}

void Attempt::finish()
{
    const Done done = std::exchange(m_done, {});
    done(std::move(m_result));
}

} // namespace fuseboard
