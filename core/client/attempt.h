// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/authmanager.h"
#include "base/scheduler.h"
#include "client/redirects.h"
#include "http/transport.h"
#include "resilience/backoff.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace fuseboard {

/// How one attempt ended.
struct AttemptResult
{
    std::optional<Response> response; ///< the last answer, also when a redirect was blocked
    std::optional<Error> error; ///< why there is no final answer
    QByteArray origin; ///< what was contacted last
    Phases phases; ///< of the last exchange
    int sendings = 0; ///< of all exchanges
    int exchanges = 0;
};

/// One attempt of a call: authenticates, sends, and follows redirects within one time limit. Destroying it closes the
/// connection; done is then not called.
class Attempt final : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(AttemptResult)>;
    using Redirected = std::function<void(int status, const QUrl &target)>;

    struct Setup
    {
        Scheduler &scheduler;
        Transport &transport;
        const AuthManager &auth;
        RedirectRules redirects;
        bool followRedirects = true;
        Limits limits;
    };

    Attempt(Setup setup, Request request, Done done, Redirected redirected, QObject *parent = nullptr);
    ~Attempt() override;

    /// done is called later, from the event loop, once; but at once when the request cannot be authenticated.
    void start();
    /// How often something has gone to the wire so far.
    [[nodiscard]] int sendings() const;

private:
    void sendNext();
    void exchangeFinished(const Result<Response> &result);
    void collect();
    void finish();

    Setup m_setup;
    Request m_request; // without credentials: they are put on at each sending
    Done m_done;
    Redirected m_redirected;
    MonotonicTime m_deadline;
    QByteArray m_firstOrigin;
    bool m_leftOrigin = false;
    QList<RedirectHop> m_hops;
    std::unique_ptr<Exchange> m_exchange;
    AttemptResult m_result;
};

} // namespace fuseboard
