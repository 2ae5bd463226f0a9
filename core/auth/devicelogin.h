// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/login.h"
#include "auth/tokenrequest.h"

namespace fuseboard {

/// The device flow (RFC 8628): shows a code, and asks again and again until the user has agreed elsewhere.
class DeviceLogin final : public Login
{
    Q_OBJECT

public:
    DeviceLogin(const ResolvedAuth &auth, Scheduler &scheduler, Transport &transport, CredentialRedactor &redactor,
                std::function<void(const DeviceCode &)> show);
    ~DeviceLogin() override;

    void start(TokenExchange::Granted done) override;

private:
    void begun(const Result<Response> &answer);
    void wait(Duration atLeast = {});
    void poll();
    void polled(const Result<TokenSet> &tokens);
    void finish(const Result<TokenSet> &result);

    Scheduler &m_scheduler;
    CredentialRedactor &m_redactor;
    TokenRequest m_request;
    TokenExchange m_exchange;
    std::function<void(const DeviceCode &)> m_show;
    TokenExchange::Granted m_done;
    QString m_deviceCode;
    Duration m_interval{};
    MonotonicTime m_deadline;
    TimerHandle m_timer;
};

} // namespace fuseboard
