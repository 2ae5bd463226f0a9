// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/tokenset.h"
#include "base/result.h"
#include "base/scheduler.h"
#include "http/transport.h"

#include <QObject>

#include <functional>
#include <memory>

namespace fuseboard {

/// Asks an authorization server, one question at a time: through the transport directly, outside of the limiter and the
/// breaker of the API, with limits of its own, and without following redirects (O11). Destroying it gives the question
/// up silently.
class TokenExchange final : public QObject
{
    Q_OBJECT

public:
    using Answered = std::function<void(const Result<Response> &)>;
    using Granted = std::function<void(const Result<TokenSet> &)>;

    TokenExchange(Scheduler &scheduler, Transport &transport);
    ~TokenExchange() override;

    /// Calls back later, once, with the answer whatever its status, or with AuthFailed/TokenEndpointFailed. A question
    /// that is still open is given up.
    void ask(const Request &request, Answered answered);
    /// The same for a question whose answer is to be a token.
    void askForToken(const Request &request, Granted granted);
    /// Gives the question that is open up silently; false where there is none.
    bool giveUp();

private:
    Scheduler &m_scheduler;
    Transport &m_transport;
    std::unique_ptr<Exchange> m_exchange;
    std::unique_ptr<Exchange> m_endedExchange; // kept until it is no longer in the middle of its signal
};

} // namespace fuseboard
