// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/login.h"
#include "auth/loopbacklistener.h"
#include "auth/tokenrequest.h"

namespace fuseboard {

/// The authorization code flow in the user's own browser (RFC 8252), with PKCE by S256 always (RFC 7636), a state that
/// nobody can guess, and the issuer's name checked where it is sent or promised (RFC 9207).
class BrowserLogin final : public Login
{
    Q_OBJECT

public:
    BrowserLogin(const ResolvedAuth &auth, Scheduler &scheduler, Transport &transport, CredentialRedactor &redactor,
                 const LoginInteraction &interaction);
    ~BrowserLogin() override;

    void start(TokenExchange::Granted done) override;

private:
    [[nodiscard]] QUrl page() const;
    [[nodiscard]] bool returned(const QUrlQuery &query);
    [[nodiscard]] bool isFromOtherIssuer(const QUrlQuery &query) const;
    void redeem(const QString &code);
    void finish(const Result<TokenSet> &result);

    ResolvedAuth m_auth;
    Scheduler &m_scheduler;
    CredentialRedactor &m_redactor;
    TokenRequest m_request;
    TokenExchange m_exchange;
    std::function<void(const QUrl &)> m_openBrowser;
    LoopbackListener m_listener;
    TokenExchange::Granted m_done;
    QUrl m_redirect;
    QString m_state;
    QString m_verifier;
    TimerHandle m_patience;
    TimerHandle m_step; // out of the listener's hands
};

} // namespace fuseboard
