// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/credentialredactor.h"
#include "auth/loginpages.h"
#include "auth/resolvedauth.h"
#include "auth/tokenexchange.h"

#include <functional>
#include <memory>

namespace fuseboard {

/// What a user needs to agree on another device (RFC 8628 3.3).
struct DeviceCode
{
    QString userCode; ///< to be typed in, as given
    QUrl verificationUri; ///< where
    QUrl completeUri; ///< the same with the code in it, for a QR code; may be empty
    Duration expiresIn{};
};

/// How a sign-in reaches its user. Words and windows are those of whoever sets it.
struct LoginInteraction
{
    std::function<void(const QUrl &page)> openBrowser; ///< in the user's own browser (RFC 8252)
    std::function<void(const DeviceCode &code)> showDeviceCode;
    LoginPages pages = {}; ///< what the browser shows when it comes back
};

/// A sign-in of a user, from the question to the tokens. Destroying it gives it up silently.
class Login : public QObject
{
    Q_OBJECT

public:
    ~Login() override;

    /// Calls back once, later or at once.
    virtual void start(TokenExchange::Granted done) = 0;
};

/// The sign-in that the grant of a configuration wants; null for grants without one, and where nobody could see it.
/// redactor must outlive it, and is told of each secret of the sign-in before it is sent.
std::unique_ptr<Login> makeLogin(const ResolvedAuth &auth, Scheduler &scheduler, Transport &transport,
                                 CredentialRedactor &redactor, const LoginInteraction &interaction);

} // namespace fuseboard
