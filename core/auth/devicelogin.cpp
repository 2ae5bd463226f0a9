// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/devicelogin.h"

#include "auth/tokenreader.h"
#include "config/formats/urlformat.h"

#include <QPointer>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Duration defaultInterval = 5s; // RFC 8628 3.2
constexpr Duration slowerBy = 5s; // RFC 8628 3.5
constexpr Duration longestInterval = 300s;
constexpr Duration longestDeviceLogin = 1800s;
constexpr qsizetype longestUserCode = 64;

bool isUserCode(const QString &text)
{
    const auto isShown = [](QChar c) { return c.isLetterOrNumber() || c == u'-' || c == u' '; };
    return !text.isEmpty() && text.size() <= longestUserCode && std::all_of(text.cbegin(), text.cend(), isShown);
}

/// A page that a user may be sent to; empty for anything else.
QUrl pageOf(const QJsonValue &value)
{
    const QUrl url(value.toString(), QUrl::StrictMode);
    return url.isValid() && mayCarryCredentials(url) && url.userInfo().isEmpty() ? url : QUrl();
}

} // namespace

DeviceLogin::DeviceLogin(const ResolvedAuth &auth, Scheduler &scheduler, Transport &transport,
                         CredentialRedactor &redactor, std::function<void(const DeviceCode &)> show)
    : m_scheduler(scheduler)
    , m_redactor(redactor)
    , m_request(auth)
    , m_exchange(scheduler, transport)
    , m_show(std::move(show))
{
}

DeviceLogin::~DeviceLogin() = default;

void DeviceLogin::start(TokenExchange::Granted done)
{
    m_done = std::move(done);
    const auto request = m_request.deviceAuthorization();
    if (request)
        m_exchange.ask(*request, [this](const Result<Response> &answer) { begun(answer); });
    else
        finish(request.error());
}

void DeviceLogin::begun(const Result<Response> &answer)
{
    if (!answer) {
        finish(answer.error());
        return;
    }
    const QJsonObject fields = TokenReader::fields(*answer);
    DeviceCode code;
    code.userCode = fields.value("user_code"_L1).toString();
    code.verificationUri = pageOf(fields.value("verification_uri"_L1));
    code.completeUri = pageOf(fields.value("verification_uri_complete"_L1));
    m_deviceCode = fields.value("device_code"_L1).toString();
    if (answer->status != 200 || fields.contains("error"_L1)) {
        finish(TokenReader::refusal(*answer, fields));
        return;
    }
    if (!TokenReader::isToken(m_deviceCode) || !isUserCode(code.userCode) || code.verificationUri.isEmpty()) {
        finish(TokenReader::unusable(*answer));
        return;
    }
    m_redactor.learnToken(m_deviceCode);
    const Duration life = TokenReader::lifetime(fields.value("expires_in"_L1)).value_or(longestDeviceLogin);
    code.expiresIn = std::min(life, longestDeviceLogin);
    m_deadline = m_scheduler.now() + code.expiresIn;
    const Duration interval = TokenReader::lifetime(fields.value("interval"_L1)).value_or(defaultInterval);
    m_interval = std::clamp(interval, Duration(1s), longestInterval);
    const QPointer self(this);
    const auto show = m_show; // it may destroy this
    show(code);
    if (self)
        wait();
}

void DeviceLogin::wait(Duration atLeast)
{
    const Duration pause = std::max(m_interval, std::min(atLeast, longestInterval));
    if (m_scheduler.now() + pause >= m_deadline) {
        Error error(ErrorKind::AuthFailed, ErrorDetail::LoginRequired);
        error.value = tokenrefusal::expiredToken;
        finish(error);
        return;
    }
    m_timer = m_scheduler.after(pause, [this] { poll(); });
}

void DeviceLogin::poll()
{
    const auto request = m_request.deviceCode(m_deviceCode);
    if (request)
        m_exchange.askForToken(*request, [this](const Result<TokenSet> &tokens) { polled(tokens); });
    else
        finish(request.error());
}

void DeviceLogin::polled(const Result<TokenSet> &tokens)
{
    if (tokens) {
        finish(tokens);
        return;
    }
    const Error &error = tokens.error();
    // Who is out of breath is asked less often (RFC 8628 3.5).
    const bool slower = error.value == tokenrefusal::slowDown || error.detail == ErrorDetail::TokenEndpointFailed;
    if (!slower && error.value != tokenrefusal::authorizationPending) {
        finish(error);
        return;
    }
    if (slower)
        m_interval = std::min(m_interval + slowerBy, longestInterval);
    wait(error.wait.value_or(Duration::zero()));
}

void DeviceLogin::finish(const Result<TokenSet> &result)
{
    const auto done = std::exchange(m_done, {});
    done(result);
}

} // namespace fuseboard
