// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/tokenexchange.h"

#include "auth/tokenreader.h"
#include "http/networkerrors.h"

#include <utility>

namespace fuseboard {

using namespace std::chrono_literals;

namespace {

Limits tokenLimits()
{
    Limits limits{10s, 30s, 1'000'000, {}};
    limits.goesFirst = true; // on the API's own server it would stand behind the calls that wait for it
    return limits;
}

Error unreachable(const Error &cause, const QUrl &endpoint)
{
    Error error(ErrorKind::AuthFailed, ErrorDetail::TokenEndpointFailed, hostAndPort(endpoint));
    error.value = errorKindName(cause.kind);
    return error;
}

} // namespace

TokenExchange::TokenExchange(Scheduler &scheduler, Transport &transport)
    : m_scheduler(scheduler)
    , m_transport(transport)
{
}

TokenExchange::~TokenExchange() = default;

void TokenExchange::ask(const Request &request, Answered answered)
{
    m_exchange = m_transport.send(request, tokenLimits());
    connect(m_exchange.get(), &Exchange::finished, this,
            [this, url = request.url, answered = std::move(answered)](const Result<Response> &result) {
                m_endedExchange = std::move(m_exchange);
                const auto callBack = answered; // what follows may destroy this
                callBack(result ? result : Result<Response>(unreachable(result.error(), url)));
            });
}

bool TokenExchange::giveUp()
{
    return std::exchange(m_exchange, nullptr) != nullptr;
}

void TokenExchange::askForToken(const Request &request, Granted granted)
{
    ask(request, [this, granted = std::move(granted)](const Result<Response> &answer) {
        if (answer)
            granted(TokenReader(m_scheduler.now(), m_scheduler.wallNow()).read(*answer));
        else
            granted(answer.error());
    });
}

} // namespace fuseboard
